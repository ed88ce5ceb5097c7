package network

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// madeUp makes a network of the size of the largest that is known, 7,857 people of whom 102,082 pairs met, and of its
// shape: one man met nearly all the others, a few met a thousand, and most a handful, and those mostly of their own circle.
func madeUp(tb testing.TB) *Network {
	return made(tb, 7_857, 102_082)
}

func made(tb testing.TB, nodes, pairs int) *Network {
	tb.Helper()
	rnd := rand.New(rand.NewPCG(7, 11))
	weights := make(map[[2]int32]int64, pairs)
	meet := func(a, b int32) {
		if a != b && (len(weights) < pairs || weights[[2]int32{min(a, b), max(a, b)}] > 0) {
			weights[[2]int32{min(a, b), max(a, b)}]++
		}
	}
	for v := int32(1); int(v) < nodes; v++ {
		if v%30 != 0 {
			meet(0, v)
		}
	}
	const circles = 40
	for len(weights) < pairs {
		a := int32(float64(nodes) * math.Pow(rnd.Float64(), 3))
		b := int32(float64(nodes) * math.Pow(rnd.Float64(), 3))
		if rnd.IntN(3) == 0 {
			b += (a - b) % circles // of the same circle
		}
		if b >= 0 && int(b) < nodes {
			meet(a, b)
		}
	}
	list := make([]Pair, 0, len(weights))
	for ends, weight := range weights {
		list = append(list, Pair{A: ends[0], B: ends[1], Weight: weight})
	}
	n, err := New(tb.Context(), nodes, list)
	if err != nil {
		tb.Fatal(err)
	}
	return n
}

func BenchmarkNew(b *testing.B) {
	pairs := pairsOf(madeUp(b))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New(b.Context(), 7_857, pairs); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBetweenness(b *testing.B) {
	n := madeUp(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := n.Betweenness(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPageRank(b *testing.B) {
	n := madeUp(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := n.PageRank(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCommunities(b *testing.B) {
	n := madeUp(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := n.Communities(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// How long each goes on after its context was cancelled, at worst.
func BenchmarkCancelled(b *testing.B) {
	n := made(b, MaxBetweennessNodes, MaxBetweennessPairs)
	for name, measure := range map[string]func(context.Context) error{
		"Betweenness": func(ctx context.Context) error { _, err := n.Betweenness(ctx); return err },
		"PageRank":    func(ctx context.Context) error { _, err := n.PageRank(ctx); return err },
		"Communities": func(ctx context.Context) error { _, err := n.Communities(ctx); return err },
	} {
		b.Run(name, func(b *testing.B) {
			var worst time.Duration
			for b.Loop() {
				ctx, cancel := context.WithCancel(b.Context())
				var at time.Time
				time.AfterFunc(5*time.Millisecond, func() { at = time.Now(); cancel() })
				if err := measure(ctx); !errors.Is(err, context.Canceled) {
					b.Fatalf("it was not cancelled: %v", err)
				}
				worst = max(worst, time.Since(at))
			}
			b.ReportMetric(float64(worst.Microseconds())/1000, "ms-worst")
		})
	}
}

// The largest that each takes.
func BenchmarkLargest(b *testing.B) {
	if testing.Short() {
		b.Skip("it takes minutes")
	}
	b.Run("Betweenness", func(b *testing.B) {
		n := made(b, MaxBetweennessNodes, MaxBetweennessPairs)
		for b.Loop() {
			if _, err := n.Betweenness(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
	n := made(b, MaxNodes, MaxPairs)
	b.Run("PageRank", func(b *testing.B) {
		for b.Loop() {
			if _, err := n.PageRank(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Communities", func(b *testing.B) {
		for b.Loop() {
			if _, err := n.Communities(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	})
}
