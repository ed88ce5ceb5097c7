package network

import (
	"math"
	"slices"
	"testing"

	gonum "gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"
)

func pageRank(t *testing.T, n *Network) []float64 {
	t.Helper()
	ranks, err := n.PageRank(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return ranks
}

func TestPageRankOfTextbookGraphs(t *testing.T) {
	// In a star of n, the middle's rank m and a leaf's l: m = .15/n + .85(n-1)l and m + (n-1)l = 1.
	const middle = (0.15/5 + 0.85) / 1.85
	const alone = 0.05 / (1 - 0.85/3)
	tests := []struct {
		name  string
		nodes int
		pairs []Pair
		want  []float64
	}{
		{"one node", 1, nil, []float64{1}},
		{"cycle", 4, cycle(4), []float64{.25, .25, .25, .25}},
		{"clique", 5, clique(0, 5), []float64{.2, .2, .2, .2, .2}},
		{"star", 5, star(5), []float64{middle, (1 - middle) / 4, (1 - middle) / 4, (1 - middle) / 4, (1 - middle) / 4}},
		// The lonely node passes on to all alike, and has of itself only: r = .05 + .85r/3.
		{"a pair and one alone", 3, path(2), []float64{(1 - alone) / 2, (1 - alone) / 2, alone}},
	}
	for _, test := range tests {
		if got := pageRank(t, build(t, test.nodes, test.pairs)); !near(got, test.want, 1e-11) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// The ranks are those that NetworkX gives without weights.
func TestPageRankOfTheKarateClub(t *testing.T) {
	got := pageRank(t, read(t, 34, karate))
	for member, want := range map[int]float64{34: 0.100919, 1: 0.096997, 33: 0.071693, 3: 0.057079, 2: 0.052877, 12: 0.009565} {
		if math.Abs(got[member-1]-want) > 1e-5 {
			t.Errorf("member %d has %.6f, want %.6f", member, got[member-1], want)
		}
	}
}

// Nine meetings with one and one with another: the walk goes nine times as often to the first.
func TestPageRankByWeight(t *testing.T) {
	n := read(t, 3, "1-2*9 1-3*1")
	// r1 = .05 + .85(r2 + r3), r2 = .05 + .85*.9 r1, r3 = .05 + .85*.1 r1.
	r1 := (.05 + .85*.1) / (1 - .85*.85)
	want := []float64{r1, .05 + .85*.9*r1, .05 + .85*.1*r1}
	if got := pageRank(t, n); !near(got, want, 1e-11) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestPageRankOfRandomGraphs(t *testing.T) {
	for seed := range uint64(300) {
		n := random(t, seed)
		got := pageRank(t, n)
		if want := naivePageRank(n); !near(got, want, 1e-11) {
			t.Fatalf("seed %d: %v, want %v", seed, got, want)
		}
		other := simple.NewWeightedDirectedGraph(0, 0)
		for v := range n.Nodes() {
			other.AddNode(simple.Node(v))
		}
		for _, p := range pairsOf(n) {
			a, b := simple.Node(p.A), simple.Node(p.B)
			other.SetWeightedEdge(simple.WeightedEdge{F: a, T: b, W: float64(p.Weight)})
			other.SetWeightedEdge(simple.WeightedEdge{F: b, T: a, W: float64(p.Weight)})
		}
		want := make([]float64, n.Nodes())
		for v, rank := range gonum.PageRankSparse(other, damping, 1e-13) {
			want[v] = rank
		}
		if !near(got, want, 1e-9) {
			t.Fatalf("seed %d: %v, gonum says %v", seed, got, want)
		}
	}
}

// naivePageRank solves the equations of the ranks by elimination: x = .15/n + .85 Hx.
func naivePageRank(n *Network) []float64 {
	nodes := n.Nodes()
	rows := make([][]float64, nodes)
	for v := range rows {
		rows[v] = append(make([]float64, nodes), 0.15/float64(nodes))
		rows[v][v] = 1
	}
	for _, p := range pairsOf(n) {
		rows[p.A][p.B] -= 0.85 * float64(p.Weight) / n.strength[p.B]
		rows[p.B][p.A] -= 0.85 * float64(p.Weight) / n.strength[p.A]
	}
	for v := range nodes {
		for u := range nodes {
			if n.strength[u] == 0 {
				rows[v][u] -= 0.85 / float64(nodes)
			}
		}
	}
	for i := range nodes { // the matrix is dominated by its diagonal, so no row needs another's place
		for j := range nodes {
			if f := rows[j][i] / rows[i][i]; j != i && f != 0 {
				for k := range rows[j] {
					rows[j][k] -= f * rows[i][k]
				}
			}
		}
	}
	ranks := make([]float64, nodes)
	for v := range ranks {
		ranks[v] = rows[v][nodes] / rows[v][v]
	}
	return ranks
}

// The walk between two sides settles as slowly as any can: each step has 0.85 of the change of the step before.
func TestPageRankSettles(t *testing.T) {
	n := build(t, 10_001, star(10_001))
	const middle = (0.15/10_001 + 0.85) / 1.85
	want := append([]float64{middle}, slices.Repeat([]float64{(1 - middle) / 10_000}, 10_000)...)
	if got := pageRank(t, n); !near(got, want, 1e-11) {
		t.Errorf("the middle has %v, a leaf %v; want %v and %v", got[0], got[1], want[0], want[1])
	}
}
