package network

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestNew(t *testing.T) {
	n := build(t, 5, []Pair{{A: 3, B: 1, Weight: 2}, {A: 2, B: 2, Weight: 9}, {A: 1, B: 3, Weight: 4}, {A: 1, B: 0}, {A: 3, B: 1}})
	if n.Nodes() != 5 || n.Pairs() != 2 {
		t.Errorf("%d nodes and %d pairs, want 5 and 2", n.Nodes(), n.Pairs())
	}
	if got, want := n.Degree(), []int32{1, 2, 0, 1, 0}; !slices.Equal(got, want) {
		t.Errorf("degrees %v, want %v", got, want)
	}
	if got, want := n.Neighbours(1), []int32{0, 3}; !slices.Equal(got, want) {
		t.Errorf("neighbours of 1: %v, want %v", got, want)
	}
	if got, want := pairsOf(n), []Pair{{A: 0, B: 1, Weight: 1}, {A: 1, B: 3, Weight: 7}}; !slices.Equal(got, want) {
		t.Errorf("pairs %v, want %v", got, want)
	}
	if want := []float64{1, 8, 0, 7, 0}; !slices.Equal(n.strength, want) {
		t.Errorf("strengths %v, want %v", n.strength, want)
	}
}

// Every random network has the pairs it was made of, each row ascending.
func TestNewRandom(t *testing.T) {
	for seed := range uint64(200) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		nodes := 1 + rnd.IntN(12)
		want, pairs := map[[2]int32]int64{}, make([]Pair, rnd.IntN(60))
		for i := range pairs {
			a, b, weight := rnd.Int32N(int32(nodes)), rnd.Int32N(int32(nodes)), rnd.Int64N(4)
			pairs[i] = Pair{A: a, B: b, Weight: weight}
			if a != b {
				want[[2]int32{min(a, b), max(a, b)}] += max(weight, 1)
			}
		}
		n, got := build(t, nodes, pairs), map[[2]int32]int64{}
		for _, p := range pairsOf(n) {
			got[[2]int32{p.A, p.B}] = p.Weight
		}
		if !reflect.DeepEqual(got, want) || n.Pairs() != len(want) {
			t.Fatalf("seed %d: pairs %v, want %v", seed, got, want)
		}
		for v := range int32(nodes) {
			row := n.Neighbours(v)
			if !slices.IsSorted(row) || len(slices.Compact(slices.Clone(row))) != len(row) || int(n.Degree()[v]) != len(row) {
				t.Fatalf("seed %d: the neighbours of %d are %v", seed, v, row)
			}
		}
	}
}

func TestNewRefuses(t *testing.T) {
	tests := []struct {
		name  string
		nodes int
		pairs []Pair
		want  string
	}{
		{"negative nodes", -1, nil, "-1 nodes: there must be none or more"},
		{"a node too high", 2, []Pair{{A: 0, B: 1}, {A: 0, B: 2}}, "pair 1 is of nodes 0 and 2: the nodes are numbered from 0, and there are 2"},
		{"a node too low", 2, []Pair{{A: -1, B: 1}}, "pair 0 is of nodes -1 and 1"},
		{"a pair of no node", 0, []Pair{{}}, "pair 0 is of nodes 0 and 0"},
		{"a negative weight", 2, []Pair{{A: 0, B: 1, Weight: -3}}, "pair 0 has the weight -3: it must be 1 or more, or 0 for 1"},
		{"a loop of negative weight", 2, []Pair{{Weight: -3}}, "pair 0 has the weight -3"},
	}
	for _, test := range tests {
		n, err := New(t.Context(), test.nodes, test.pairs)
		if err == nil || n != nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, %v; want the error %q", test.name, n, err, test.want)
		}
	}
}

func TestNewRefusesTheTooLarge(t *testing.T) {
	tests := []struct {
		name  string
		nodes int
		pairs []Pair
		want  SizeError
	}{
		{"nodes", MaxNodes + 1, nil, SizeError{"a network", "nodes", MaxNodes + 1, MaxNodes}},
		{"pairs", 2, make([]Pair, MaxPairs+1), SizeError{"a network", "pairs", MaxPairs + 1, MaxPairs}},
		{"one weight", 2, []Pair{{A: 0, B: 1, Weight: MaxWeight + 1}}, SizeError{"a network", "weight", MaxWeight + 1, MaxWeight}},
		{"a sum of weights", 2, []Pair{{A: 0, B: 1, Weight: MaxWeight}, {A: 1, B: 0}}, SizeError{"a network", "weight", MaxWeight + 1, MaxWeight}},
		{"weights beyond numbers", 2, slices.Repeat([]Pair{{A: 0, B: 1, Weight: math.MaxInt64}}, 3), SizeError{"a network", "weight", math.MaxInt64, MaxWeight}},
	}
	for _, test := range tests {
		_, err := New(t.Context(), test.nodes, test.pairs)
		if size := new(SizeError); !errors.As(err, &size) || *size != test.want {
			t.Errorf("%s: %v, want %v", test.name, err, &test.want)
		}
	}
	build(t, 2, []Pair{{A: 0, B: 1, Weight: MaxWeight}}) // what may just be
}

// A late context is done once it has been asked so many times.
type late struct {
	context.Context
	left int
}

func (l *late) Err() error {
	if l.left--; l.left < 0 {
		return context.Canceled
	}
	return nil
}

// Each of the passes over many pairs looks whether somebody waits, and the work ends where nobody does.
func TestNewCancelled(t *testing.T) {
	pairs := make([]Pair, 1<<20)
	for i := range pairs {
		pairs[i] = Pair{A: int32(i % 1000), B: int32(i * 7 % 999)}
	}
	looks := &late{t.Context(), math.MaxInt}
	if _, err := New(looks, 1000, pairs); err != nil {
		t.Fatal(err)
	}
	n := math.MaxInt - looks.left
	if n < 4*3 {
		t.Fatalf("four passes over %d pairs look %d times", len(pairs), n)
	}
	for left := range n {
		if _, err := New(&late{t.Context(), left}, 1000, pairs); !errors.Is(err, context.Canceled) {
			t.Errorf("given up at look %d of %d: %v", left, n, err)
		}
	}
}
