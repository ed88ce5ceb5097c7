package main

import (
	"fmt"
	"io"
	"time"
)

// A result is what was measured of one question in one store.
type result struct {
	question, store string
	parley          *way
	hand, alone     *way // the fastest by hand, over HTTP and without
	hands           []*way
}

// results puts the ways of a question together by store.
func results(q *question, beds []*bed, ways []*way) []result {
	var all []result
	for _, b := range beds {
		r := result{question: q.name, store: b.name}
		for _, w := range ways {
			switch {
			case w.bed != b:
			case w.name == "":
				r.parley = w
			case w.alone:
				r.alone = faster(r.alone, w)
			default:
				r.hands = append(r.hands, w)
				r.hand = faster(r.hand, w)
			}
		}
		all = append(all, r)
	}
	return all
}

// faster is the one of two ways that takes less time at the median; the one may be nil.
func faster(one, other *way) *way {
	if one == nil || quantile(other.times, 0.5) < quantile(one.times, 0.5) {
		return other
	}
	return one
}

// ratio is how much longer the one takes than the other, at the median.
func ratio(one, other *way) float64 {
	return float64(quantile(one.times, 0.5)) / float64(quantile(other.times, 0.5))
}

func milliseconds(d time.Duration) string {
	ms := float64(d) / 1e6
	if ms < 10 {
		return fmt.Sprintf("%.2f", ms)
	}
	return fmt.Sprintf("%.1f", ms)
}

func (w *way) figures() string {
	return milliseconds(quantile(w.times, 0.5)) + " / " + milliseconds(quantile(w.times, 0.95))
}

// write prints the table in Markdown, with each of the statements by hand if every is set.
func write(w io.Writer, all []result, every bool) {
	fmt.Fprint(w, "| question | store | Parley, p50 / p95 ms | by hand, p50 / p95 ms | ratio | by hand without HTTP |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, r := range all {
		fmt.Fprintf(w, "| %s | %s | %s | %s | %.2f | %s |\n", r.question, r.store, r.parley.figures(), r.hand.figures(), ratio(r.parley, r.hand), r.alone.figures())
		for _, h := range r.hands {
			if every {
				fmt.Fprintf(w, "| | | | %s: %s | %.2f | |\n", h.name, h.figures(), ratio(r.parley, h))
			}
		}
	}
}

// writePages prints how long the last of the pages takes against the first.
func writePages(w io.Writer, all []result, pages []page) {
	first, last := pages[0], pages[len(pages)-1]
	for _, one := range all {
		for _, other := range all {
			if one.question == first.name() && other.question == last.name() && one.store == other.store {
				fmt.Fprintf(w, "- On %s page %d takes %.2f times as long as page 1.\n", one.store, last.number, ratio(other.parley, one.parley))
			}
		}
	}
}
