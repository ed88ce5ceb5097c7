package network

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
)

// counting is a context that is done once it was looked at so many times, and counts on.
type counting struct {
	context.Context
	looks atomic.Int64
	most  int64
}

func (c *counting) Err() error {
	if c.looks.Add(1) > c.most {
		return context.Canceled
	}
	return nil
}

// Each measure looks at its context often, and stops where it finds it done.
func TestCancelled(t *testing.T) {
	small, large := made(t, 500, 4_000), madeUp(t)
	tests := []struct {
		name    string
		measure func(context.Context) (any, error)
		often   int64 // how often it must look on the whole way
	}{
		{"betweenness", func(ctx context.Context) (any, error) { return small.betweenness(ctx, 4) }, 500}, // at each source
		{"PageRank", func(ctx context.Context) (any, error) { return large.PageRank(ctx) }, 10},
		{"communities", func(ctx context.Context) (any, error) { return large.Communities(ctx) }, 5},
	}
	for _, test := range tests {
		whole := &counting{Context: t.Context(), most: 1 << 40}
		if _, err := test.measure(whole); err != nil || whole.looks.Load() < test.often {
			t.Errorf("%s looked at its context %d times (%v), want %d at least", test.name, whole.looks.Load(), err, test.often)
		}
		for _, most := range []int64{0, 1, whole.looks.Load() / 2, whole.looks.Load() - 1} {
			ctx := &counting{Context: t.Context(), most: most}
			if got, err := test.measure(ctx); !errors.Is(err, context.Canceled) {
				t.Errorf("%s, done after %d looks: %v, %v", test.name, most, got, err)
			}
			// Each of four workers may look twice more, and the measure itself once.
			if further := ctx.looks.Load() - most; further > 9 {
				t.Errorf("%s looked at its context %d times more after it was done", test.name, further)
			}
		}
	}
}

// A context that is done already is found so even where there is nothing to do.
func TestCancelledBefore(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, n := range []*Network{build(t, 0, nil), build(t, 3, nil), build(t, 3, path(3))} {
		_, between := n.Betweenness(ctx)
		_, rank := n.PageRank(ctx)
		_, groups := n.Communities(ctx)
		for _, err := range []error{between, rank, groups} {
			if !errors.Is(err, context.Canceled) {
				t.Errorf("of %d nodes: %v, %v, %v; want that all are cancelled", n.Nodes(), between, rank, groups)
			}
		}
	}
}
