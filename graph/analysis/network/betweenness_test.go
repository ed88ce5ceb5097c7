package network

import (
	"errors"
	"math"
	"slices"
	"testing"

	gonum "gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"
)

func betweenness(t *testing.T, n *Network) []float64 {
	t.Helper()
	scores, err := n.Betweenness(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return scores
}

func TestBetweennessOfTextbookGraphs(t *testing.T) {
	tests := []struct {
		name  string
		nodes int
		pairs []Pair
		want  []float64
	}{
		{"one pair", 2, path(2), []float64{0, 0}},
		{"path", 5, path(5), []float64{0, 3, 4, 3, 0}},
		{"star", 6, star(6), []float64{10, 0, 0, 0, 0, 0}},
		{"cycle of 5", 5, cycle(5), []float64{1, 1, 1, 1, 1}},
		{"cycle of 6", 6, cycle(6), []float64{2, 2, 2, 2, 2, 2}},
		{"clique", 4, clique(0, 4), []float64{0, 0, 0, 0}},
		// The ends of the bells lie between 3 and 5 others, the chain's node between 4 and 4.
		{"barbell", 9, barbell(4, 1), []float64{0, 0, 0, 15, 15, 0, 0, 0, 16}},
		{"two paths, and one alone", 7, []Pair{{A: 0, B: 1}, {A: 1, B: 2}, {A: 4, B: 3}, {A: 4, B: 5}}, []float64{0, 1, 0, 0, 1, 0, 0}},
		{"weights and parallels", 3, []Pair{{A: 0, B: 1, Weight: 9}, {A: 1, B: 2}, {A: 2, B: 1}, {A: 2, B: 2}}, []float64{0, 1, 0}},
	}
	for _, test := range tests {
		if got := betweenness(t, build(t, test.nodes, test.pairs)); !near(got, test.want, 1e-12) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// The scores are those that igraph and NetworkX give, there divided by the 528 pairs of the other 33 members.
func TestBetweennessOfTheKarateClub(t *testing.T) {
	got := betweenness(t, read(t, 34, karate))
	for member, want := range map[int]float64{1: 231.0714286, 34: 160.5515873, 33: 76.6904762, 3: 75.8507937, 32: 73.0095238, 9: 29.5293651, 12: 0} {
		if math.Abs(got[member-1]-want) > 1e-6 {
			t.Errorf("member %d has %.7f, want %.7f", member, got[member-1], want)
		}
	}
}

func TestBetweennessOfRandomGraphs(t *testing.T) {
	for seed := range uint64(300) {
		n := random(t, seed)
		got := betweenness(t, n)
		if want := naiveBetweenness(n); !near(got, want, 1e-10) {
			t.Fatalf("seed %d: %v, want %v", seed, got, want)
		}
		other := simple.NewUndirectedGraph()
		for v := range n.Nodes() {
			other.AddNode(simple.Node(v))
		}
		for _, p := range pairsOf(n) {
			other.SetEdge(simple.Edge{F: simple.Node(p.A), T: simple.Node(p.B)})
		}
		want := make([]float64, n.Nodes())
		for v, score := range gonum.Betweenness(other) {
			want[v] = score / 2 // it counts a pair from both ends
		}
		if !near(got, want, 1e-10) {
			t.Fatalf("seed %d: %v, gonum says %v", seed, got, want)
		}
	}
}

// naiveBetweenness goes over all pairs and all third nodes, as the definition has it.
func naiveBetweenness(n *Network) []float64 {
	nodes := n.Nodes()
	distance, paths := make([][]int, nodes), make([][]float64, nodes)
	for s := range nodes {
		distance[s], paths[s] = slices.Repeat([]int{nodes}, nodes), make([]float64, nodes)
		distance[s][s], paths[s][s] = 0, 1
		for d := range nodes { // from what is d away to what is d+1 away
			for v := range int32(nodes) {
				for _, w := range n.Neighbours(v) {
					if distance[s][v] == d && distance[s][w] > d {
						distance[s][w] = d + 1
						paths[s][w] += paths[s][v]
					}
				}
			}
		}
	}
	scores := make([]float64, nodes)
	for v := range nodes {
		for s := range nodes {
			for t := range s {
				if s != v && t != v && distance[s][t] < nodes && distance[s][v]+distance[v][t] == distance[s][t] {
					scores[v] += paths[s][v] * paths[v][t] / paths[s][t]
				}
			}
		}
	}
	return scores
}

// 1,200 squares in a row have 2 to the 1,200th shortest paths from end to end, and their scores can be counted by hand.
func TestBetweennessOfTooManyPathsToCount(t *testing.T) {
	const squares = 1_200
	var pairs []Pair
	for i := range int32(squares) { // the corners of a square are 3i, 3i+1, 3i+2 and 3i+3
		pairs = append(pairs, Pair{A: 3 * i, B: 3*i + 1}, Pair{A: 3 * i, B: 3*i + 2}, Pair{A: 3*i + 1, B: 3*i + 3}, Pair{A: 3*i + 2, B: 3*i + 3})
	}
	want := make([]float64, 3*squares+1)
	for i := range squares + 1 {
		left, right := 3*i, 3*(squares-i)
		want[3*i] = float64(left * right)
		if i > 0 {
			want[3*i] += 0.5 // the other corners of the square before, to each other
		}
		if i < squares {
			want[3*i] += 0.5
			want[3*i+1] = float64((left+1)*(right-2)) / 2
			want[3*i+2] = want[3*i+1]
		}
	}
	if got := betweenness(t, build(t, 3*squares+1, pairs)); !near(got, want, 1e-9) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Logarithms must give what counting gives.
func TestLogarithmsOfPaths(t *testing.T) {
	for seed := range uint64(100) {
		n := random(t, seed)
		s := newSearch(n)
		counted, logarithms := make([]float64, n.Nodes()), make([]float64, n.Nodes())
		for v := range int32(n.Nodes()) {
			s.search(v)
			s.accumulate(counted)
			s.accumulateLogarithms(logarithms)
		}
		if !near(logarithms, counted, 1e-10) {
			t.Fatalf("seed %d: %v, want %v", seed, logarithms, counted)
		}
	}
}

// The number of workers must not be seen, to the last bit.
func TestBetweennessOfManyWorkers(t *testing.T) {
	n := made(t, 500, 4_000)
	want, err := n.betweenness(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{2, 3, 8, 100} {
		got, err := n.betweenness(t.Context(), workers)
		if err != nil {
			t.Fatal(err)
		}
		for v := range got {
			if math.Float64bits(got[v]) != math.Float64bits(want[v]) {
				t.Fatalf("node %d has %b with %d workers, %b with one", v, got[v], workers, want[v])
			}
		}
	}
}

func TestBetweennessRefusesTheTooLarge(t *testing.T) {
	_, err := build(t, MaxBetweennessNodes+1, nil).Betweenness(t.Context())
	if size := new(SizeError); !errors.As(err, &size) || *size != (SizeError{"betweenness", "nodes", MaxBetweennessNodes + 1, MaxBetweennessNodes}) {
		t.Errorf("too many nodes: %v", err)
	}
	pairs := clique(0, 1_001)
	_, err = build(t, 1_001, pairs).Betweenness(t.Context())
	if size := new(SizeError); !errors.As(err, &size) || *size != (SizeError{"betweenness", "pairs", 500_500, MaxBetweennessPairs}) {
		t.Errorf("too many pairs: %v", err)
	}
	if want := "network: 500500 pairs are too many for betweenness, which takes 500000 at most: leave some out by a narrower filter"; err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
}
