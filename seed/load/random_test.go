package load_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/derive"
	"parley/graph/store"
	"parley/graph/store/storetest"
	"parley/seed/load"
	"parley/seed/record"
)

// A chaos makes rows of all kinds: many cannot be used.
type chaos struct{ *rand.Rand }

func (c chaos) id(kind string, n int) string { return fmt.Sprintf("%s%d", kind, c.IntN(n)) }

// line is a line at random. Some lead nowhere, contradict others or break rules.
func (c chaos) line() string {
	edge := func(relation, from, to, more string) string {
		return fmt.Sprintf(`{"relation": %q, "from": %q, "to": %q%s}`, relation, from, to, more)
	}
	name := fmt.Sprintf(`"name": "N%d"`, c.IntN(4))
	switch c.IntN(14) {
	case 0, 1:
		return fmt.Sprintf(`{"kind": "PERSON", "id": %q, %s, "aliases": ["A%d"]}`, c.id("p", 4), name, c.IntN(4))
	case 2:
		return fmt.Sprintf(`{"kind": "PERSON", "id": %q, "description": "D%d"}`, c.id("p", 5), c.IntN(4))
	case 3:
		return fmt.Sprintf(`{"kind": "PLACE", "id": %q, %s}`, c.id("l", 4), name)
	case 4:
		return edge("PART_OF", c.id("l", 4), c.id("l", 5), "")
	case 5, 6:
		return fmt.Sprintf(`{"kind": "MEETING", "id": %q, %s, "evidence": [%q]}`, c.id("m", 3), name, c.id("a", 4))
	case 7:
		return edge("ATTENDED", c.id("p", 4), c.id("m", 3), fmt.Sprintf(`, "role": "R%d"`, c.IntN(3)))
	case 8:
		return edge("ATTENDED", c.id("p", 4), c.id("m", 3), fmt.Sprintf(`, "id": "attended:%d"`, c.IntN(3)))
	case 9:
		return `{"kind": "CLAIM", "id": "c", "text": "C"}` + "\n" + `{"kind": "DOCUMENT", "id": "d", "name": "D"}`
	case 10:
		return fmt.Sprintf(`{"kind": "ASSERTION", "id": %q, "certainty": "CERTAIN"}`, c.id("a", 4))
	case 11:
		a := c.id("a", 4)
		return edge("ASSERTS", a, "c", "") + "\n" + edge("APPEARS_IN", a, "d", "")
	case 12:
		return edge("CITES", c.id("a", 4), c.id("a", 4), "")
	}
	if c.IntN(4) == 0 {
		return fmt.Sprintf(`{"kind": "PLACE", "id": %q, "name": "P"}`, c.id("p", 4))
	}
	return edge("SAID_IN", c.id("a", 4), c.id("m", 3), "")
}

// rows are some rows.
func (c chaos) rows() (all []string) {
	for _, line := range []string{
		`{"kind": "CLAIM", "id": "c", "text": "C"}`, `{"kind": "DOCUMENT", "id": "d", "name": "D"}`, `{"kind": "PERSON", "id": "p0", "name": "N"}`,
		`{"kind": "PERSON", "id": "p1", "name": "N"}`, `{"kind": "PLACE", "id": "l0", "name": "N"}`, `{"kind": "PLACE", "id": "l1", "name": "N"}`, `{"kind": "MEETING", "id": "m0", "name": "N"}`,
		said("a0"), said("a1"), said("a2"),
	} {
		if c.IntN(5) > 0 {
			all = append(all, line)
		}
	}
	for range 2 + c.IntN(14) {
		lines := []string{c.line()}
		for c.IntN(3) > 0 {
			lines = append(lines, c.line())
		}
		all = append(all, strings.Join(lines, "\n"))
	}
	c.Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
	return all
}

// TestBatchesDoNotMatter imports rows in batches of several sizes, with memory for all
// and for hardly any, and finds the same graph and the same rows left out.
func TestBatchesDoNotMatter(t *testing.T) {
	o := domain(t)
	seeds := uint64(300)
	if testing.Short() {
		seeds = 50
	}
	used, left := 0, 0
	for seed := range seeds {
		c := chaos{rand.New(rand.NewPCG(seed, 5))}
		rows := c.rows()
		entry := &load.Entry{Keep: []string{"description"}}
		if seed%2 == 1 {
			entry.Tally = map[string]string{"name": "aliases"}
		}
		var graph, rejects []string
		for i, size := range []int{10_000, 1, 5} {
			st := derive.Store(storetest.New(o.Store), o)
			var told told
			opts := load.Batched(told.options(), size)
			if i == 2 {
				opts = load.Spilling(opts, 500)
			}
			s := imported(t, st, o, texts(t, entry, rows...), opts)
			now, out := everything(t, st, o), told.rows()
			if i == 0 {
				graph, rejects = now, out
				used, left = used+s.Rows-s.Rejected, left+s.Rejected
			}
			if d := cmp.Diff(graph, now); d != "" {
				t.Errorf("seed %d: batches of %d give another graph:\n%s\nrows:\n%s\nrejects: %s", seed, size, d, strings.Join(rows, "\n--\n"), strings.Join(told.lines(), "\n"))
			}
			if d := cmp.Diff(rejects, out); d != "" || len(out) != s.Rejected {
				t.Errorf("seed %d: batches of %d leave other rows out (%d):\n%s", seed, size, s.Rejected, d)
			}
			told.rejects = nil
			imported(t, st, o, texts(t, entry, rows...), told.options())
			again := told.rows()
			if slices.ContainsFunc(again, func(row string) bool { return !slices.Contains(out, row) }) {
				t.Errorf("seed %d: importing again leaves out %v, and at first %v", seed, again, out)
			}
			if d := cmp.Diff(now, everything(t, st, o)); d != "" && len(again) == len(out) {
				t.Errorf("seed %d: importing again changes something:\n%s", seed, d)
			}
		}
		if t.Failed() {
			return
		}
	}
	if most := int(seeds) * 2; used < most || left < most {
		t.Errorf("%d rows are used and %d left out; this tells little", used, left)
	}
}

// A person as the naive model has one.
type person struct {
	names   []string // of each row
	aliases []string
	texts   []string
}

// TestAgainstNaive imports rows into a graph that holds something, and compares with
// what a few lines make of all rows in memory.
func TestAgainstNaive(t *testing.T) {
	o := domain(t)
	entry := &load.Entry{Keep: []string{"description"}, Tally: map[string]string{"name": "aliases"}}
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 6))
		st := derive.Store(storetest.New(o.Store), o)
		was, now := map[string]*person{}, map[string]*person{}
		someone := func(in map[string]*person) load.Line {
			id := fmt.Sprintf("p%d", r.IntN(6))
			p := in[id]
			if p == nil {
				p = &person{}
				in[id] = p
			}
			line := record.Object{{Key: "kind", Value: "PERSON"}, {Key: "id", Value: id}}
			name, alias, text := fmt.Sprintf("N%d", r.IntN(4)), fmt.Sprintf("N%d", r.IntN(8)), fmt.Sprintf("T%d", r.IntN(3))
			p.names = append(p.names, name)
			line = append(line, record.Member{Key: "name", Value: name})
			if r.IntN(2) == 0 {
				p.aliases = append(p.aliases, alias)
				line = append(line, record.Member{Key: "aliases", Value: []any{alias}})
			}
			if r.IntN(2) == 0 {
				p.texts = append(p.texts, text)
				line = append(line, record.Member{Key: "description", Value: text})
			}
			return load.Line{Object: line, Entry: entry}
		}
		for _, in := range []map[string]*person{was, now} {
			var rows []load.Row
			for i := range r.IntN(30) {
				rows = append(rows, load.Row{File: "f", Line: i + 1, Lines: []load.Line{someone(in)}})
			}
			imported(t, st, o, rows, load.Spilling(load.Batched(load.Options{}, 1+r.IntN(5)), 300))
		}
		var want []string
		ids := map[string]bool{}
		for _, in := range []map[string]*person{was, now} {
			for id := range in {
				ids[id] = true
			}
		}
		for _, id := range slices.Sorted(maps.Keys(ids)) {
			want = append(want, naive(id, was[id], now[id]))
		}
		if d := cmp.Diff(want, everything(t, st, o)); d != "" {
			t.Fatalf("seed %d (-naive +imported):\n%s", seed, d)
		}
	}
}

// naive is what becomes of a person of two imports, either of which may be none.
func naive(id string, was, now *person) string {
	name, aliases, text := "", []string(nil), []string(nil)
	for _, p := range []*person{was, now} {
		if p == nil {
			continue
		}
		best, most := "", 0
		for _, s := range p.names {
			n := 0
			for _, other := range p.names {
				if other == s {
					n++
				}
			}
			if n > most {
				best, most = s, n
			}
		}
		all := slices.Concat(aliases, p.aliases, p.names)
		if name != "" && name != best {
			all = append(all, name)
		}
		name, aliases = best, nil
		for _, s := range all {
			if s != name && !slices.Contains(aliases, s) {
				aliases = append(aliases, s)
			}
		}
		for _, s := range p.texts {
			if !slices.Contains(text, s) {
				text = append(text, s)
			}
		}
	}
	s := fmt.Sprintf("id=%s; aliases=%v; ", id, aliases)
	if text != nil {
		s += "description=" + strings.Join(text, "; ") + "; "
	}
	return s + "name=" + name + "; "
}

// TestOnlyWhatIsAccepted imports rows into a graph that holds something, and then those of
// them that were not left out into another that is the same: these are accepted again, and
// the graphs are alike, so that nothing of the rows left out is in the first.
func TestOnlyWhatIsAccepted(t *testing.T) {
	o := domain(t)
	seeds := uint64(400)
	if testing.Short() {
		seeds = 80
	}
	used, left := 0, 0
	for seed := range seeds {
		c := chaos{rand.New(rand.NewPCG(seed, 7))}
		before, rows := c.rows(), slices.Concat(c.rows(), c.rows())
		if c.IntN(2) == 0 {
			before = nil
		}
		a, b := derive.Store(storetest.New(o.Store), o), derive.Store(storetest.New(o.Store), o)
		for _, st := range []store.Store{a, b} {
			imported(t, st, o, texts(t, nil, before...), load.Options{})
		}
		var all told
		entry := &load.Entry{Keep: []string{"description"}, Tally: map[string]string{"name": "aliases"}}
		s := imported(t, a, o, texts(t, entry, rows...), load.Batched(all.options(), 1+c.IntN(9)))
		out := all.rows()
		var accepted []string
		for i, r := range rows {
			if !slices.Contains(out, fmt.Sprint("f:", i+1)) {
				accepted = append(accepted, r)
			}
		}
		used, left = used+len(accepted), left+s.Rejected
		var again told
		imported(t, b, o, texts(t, entry, accepted...), again.options())
		if len(again.rejects) > 0 {
			t.Fatalf("seed %d: rows that were accepted are left out among themselves:\n%s\nof\n%s", seed, strings.Join(again.lines(), "\n"), strings.Join(accepted, "\n--\n"))
		}
		if d := cmp.Diff(everything(t, b, o), everything(t, a, o)); d != "" {
			t.Fatalf("seed %d (-of those accepted +of all):\n%s\nrejects:\n%s", seed, d, strings.Join(all.lines(), "\n"))
		}
	}
	if most := int(seeds) * 3; used < most || left < most {
		t.Errorf("%d rows are used and %d left out; this tells little", used, left)
	}
}
