package analysis_test

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"parley/graph/analysis"
)

// A fickle context is done as soon as it has been asked so many times whether it is.
type fickle struct {
	context.Context
	asked, most int
}

func (f *fickle) Err() error {
	if f.asked++; f.asked > f.most {
		return context.Canceled
	}
	return nil
}

// One meeting of many has a great many pairs: the work on them is given up with the client, long before its end.
func TestCrowdCancelled(t *testing.T) {
	const people = 1000
	a := analysis.New(crowd{people: people}, domain(t), analysis.Limits{})
	q := analysis.CentralityQuery{Measure: analysis.ByDegree, First: 1}
	all := &fickle{t.Context(), 0, 1 << 30}
	if _, err := a.Centrality(all, q); err != nil {
		t.Fatal(err)
	}
	if all.asked < people {
		t.Errorf("of %d people it looks %d times whether somebody waits", people, all.asked)
	}
	some := &fickle{t.Context(), 0, all.asked / 2}
	if _, err := a.Centrality(some, q); !errors.Is(err, context.Canceled) || some.asked > some.most+1 {
		t.Errorf("looked %d times, and went on: %v", some.asked-some.most, err)
	}
}

// A timed context knows the longest that nobody asked it whether it is done.
type timed struct {
	context.Context
	last    time.Time
	longest time.Duration
}

func (t *timed) Err() error {
	now := time.Now()
	t.longest, t.last = max(t.longest, now.Sub(t.last)), now
	return t.Context.Err()
}

// BenchmarkCrowd ranks those of one meeting, of whom every two are a pair, and tells the longest that it goes on for a client
// who hangs up.
func BenchmarkCrowd(b *testing.B) {
	for _, people := range []int{450, 1000, 3100} { // About 100,000, 500,000 and 4,800,000 pairs.
		b.Run(strconv.Itoa(people), func(b *testing.B) {
			a := analysis.New(crowd{people: people}, domain(b), analysis.Limits{})
			var longest time.Duration
			for b.Loop() {
				ctx := &timed{b.Context(), time.Now(), 0}
				if _, err := a.Centrality(ctx, analysis.CentralityQuery{Measure: analysis.ByDegree, First: 1}); err != nil {
					b.Fatal(err)
				}
				longest = max(longest, ctx.longest, time.Since(ctx.last))
			}
			b.ReportMetric(float64(longest.Milliseconds()), "ms-deaf")
		})
	}
}
