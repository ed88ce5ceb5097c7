package stats_test

import (
	"context"
	"math"
	"sync"
	"testing"
	"time"

	"parley/graph/stats"
)

func TestTotals(t *testing.T) {
	r := &stats.Request{ID: "a"}
	ctx := stats.With(t.Context(), r)
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() { stats.Of(ctx).Read(2, 30, time.Second); stats.Of(ctx).Wait(time.Minute) })
	}
	all.Wait()
	stats.Of(ctx).Price(math.Inf(1))
	want := stats.Totals{Waited: 10 * time.Minute, Reading: 10 * time.Second, Reads: 10, Statements: 20, Rows: 300, Cost: math.MaxInt32}
	if got := r.Totals(); got != want || stats.Of(ctx).Name() != "a" {
		t.Errorf("the sums of %q are %+v, not %+v", r.Name(), got, want)
	}
}

// Where nobody asked for them there are no sums, and nothing fails.
func TestNobody(t *testing.T) {
	r := stats.Of(context.Background())
	r.Read(1, 1, 1)
	r.Wait(1)
	r.Price(1)
	if r != nil || r.Totals() != (stats.Totals{}) || r.Name() != "" {
		t.Error("something is kept of no request")
	}
}
