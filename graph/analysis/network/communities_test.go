package network

import (
	"cmp"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"gonum.org/v1/gonum/graph"
	"gonum.org/v1/gonum/graph/community"
	"gonum.org/v1/gonum/graph/simple"
)

func communities(t *testing.T, n *Network) [][]int32 {
	t.Helper()
	groups, err := n.Communities(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return groups
}

func TestCommunitiesOfTextbookGraphs(t *testing.T) {
	var ring []Pair // of cliques: each is a group, and the last node of one is joined with the first of the next
	var cliques [][]int32
	for i := range int32(8) {
		ring = append(append(ring, clique(5*i, 5)...), Pair{A: 5*i + 4, B: (5*i + 5) % 40})
		cliques = append(cliques, []int32{5 * i, 5*i + 1, 5*i + 2, 5*i + 3, 5*i + 4})
	}
	tests := []struct {
		name  string
		nodes int
		pairs []Pair
		want  [][]int32
	}{
		{"clique", 4, clique(0, 4), [][]int32{{0, 1, 2, 3}}},
		{"star", 5, star(5), [][]int32{{0, 1, 2, 3, 4}}},
		{"barbell", 10, barbell(5, 0), [][]int32{{0, 1, 2, 3, 4}, {5, 6, 7, 8, 9}}},
		{"ring of cliques", 40, ring, cliques},
		{"the largest first, and some alone", 9, append(clique(5, 3), Pair{A: 1, B: 3}), [][]int32{{5, 6, 7}, {1, 3}, {0}, {2}, {4}, {8}}},
		// By pairs alone this is a square like any other; the weights join 0 with 3 and 1 with 2.
		{"by weight", 4, []Pair{{A: 0, B: 1}, {A: 1, B: 2, Weight: 9}, {A: 2, B: 3}, {A: 3, B: 0, Weight: 9}}, [][]int32{{0, 3}, {1, 2}}},
	}
	for _, test := range tests {
		if got := communities(t, build(t, test.nodes, test.pairs)); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// The best division of the club is known: four groups, with modularity 0.4198. See U. Brandes and others, On Modularity
// Clustering, IEEE Transactions on Knowledge and Data Engineering 20 (2008).
func TestCommunitiesOfTheKarateClub(t *testing.T) {
	n := read(t, 34, karate)
	got := communities(t, n)
	for _, g := range got {
		for i := range g {
			g[i]++
		}
	}
	want := [][]int32{
		{9, 10, 15, 16, 19, 21, 23, 27, 30, 31, 33, 34}, {1, 2, 3, 4, 8, 12, 13, 14, 18, 20, 22}, {24, 25, 26, 28, 29, 32}, {5, 6, 7, 11, 17},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// other makes gonum's graph of a network.
func other(n *Network) graph.Undirected {
	g := simple.NewWeightedUndirectedGraph(0, 0)
	for v := range n.Nodes() {
		g.AddNode(simple.Node(v))
	}
	for _, p := range pairsOf(n) {
		g.SetWeightedEdge(simple.WeightedEdge{F: simple.Node(p.A), T: simple.Node(p.B), W: float64(p.Weight)})
	}
	return g
}

// modularity is gonum's of a division.
func modularity(g graph.Undirected, groups [][]int32) float64 {
	lists := make([][]graph.Node, len(groups))
	for i, group := range groups {
		for _, v := range group {
			lists[i] = append(lists[i], simple.Node(v))
		}
	}
	return community.Q(g, lists, 1)
}

// On every graph the groups must hold together, be in order, and be as good as gonum's, which takes nodes by lot.
func TestCommunitiesOfRandomGraphs(t *testing.T) {
	var ours, theirs float64
	for seed := range uint64(150) {
		n := random(t, seed)
		got := communities(t, n)
		checkGroups(t, n, got)
		if n.Pairs() == 0 {
			continue
		}
		g := other(n)
		q := modularity(g, got)
		found := community.Q(g, community.Modularize(g, 1, rand.NewPCG(seed, 0)).Communities(), 1)
		if q < found-0.03 {
			t.Errorf("seed %d: modularity %.4f, gonum found %.4f", seed, q, found)
		}
		ours, theirs = ours+q, theirs+found
	}
	if ours < theirs {
		t.Errorf("modularity is %.4f in all, gonum found %.4f", ours, theirs)
	}
}

// checkGroups holds a division to what is said of every one.
func checkGroups(t *testing.T, n *Network, groups [][]int32) {
	t.Helper()
	all := slices.Sorted(slices.Values(slices.Concat(groups...)))
	for v, got := range all {
		if v != int(got) {
			t.Fatalf("%v does not list each node once", groups)
		}
	}
	if len(all) != n.Nodes() {
		t.Fatalf("%v is not of all %d nodes", groups, n.Nodes())
	}
	if !slices.IsSortedFunc(groups, func(a, b []int32) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0], b[0])) }) {
		t.Errorf("%v is not in order", groups)
	}
	for _, g := range groups {
		reached := []int32{g[0]}
		for i := 0; i < len(reached); i++ {
			for _, w := range n.Neighbours(reached[i]) {
				if slices.Contains(g, w) && !slices.Contains(reached, w) {
					reached = append(reached, w)
				}
			}
		}
		if !slices.IsSorted(g) || len(reached) != len(g) {
			t.Errorf("the group %v does not ascend or hold together", g)
		}
	}
}

// On graphs so small that all divisions can be tried, the best is nearly always found.
func TestCommunitiesAgainstTheBest(t *testing.T) {
	const graphs = 200
	best := 0
	for seed := range uint64(graphs) {
		rnd := rand.New(rand.NewPCG(seed, 9))
		pairs := []Pair{{A: 0, B: 1}}
		for range 6 + rnd.IntN(6) {
			pairs = append(pairs, Pair{A: rnd.Int32N(7), B: rnd.Int32N(7), Weight: rnd.Int64N(4)})
		}
		n := build(t, 7, pairs)
		got, most := quality(n, groupsOf(communities(t, n), 7)), 0.0
		divisions(make([]int32, 7), 0, 0, func(group []int32) { most = max(most, quality(n, group)) })
		if got > most-1e-9 {
			best++
		} else if got < most-0.08 {
			t.Errorf("seed %d: modularity %.4f, the best is %.4f", seed, got, most)
		}
	}
	if best < graphs*9/10 {
		t.Errorf("the best division was found for %d graphs of %d", best, graphs)
	}
}

// divisions tries every way to divide the nodes from v on, with the groups there are already.
func divisions(group []int32, v int, groups int32, try func([]int32)) {
	if v == len(group) {
		try(group)
		return
	}
	for g := range groups + 1 {
		group[v] = g
		divisions(group, v+1, max(groups, g+1), try)
	}
}

func groupsOf(groups [][]int32, nodes int) []int32 {
	group := make([]int32, nodes)
	for g, members := range groups {
		for _, v := range members {
			group[v] = int32(g)
		}
	}
	return group
}

// quality is the modularity of a division by the definition: over all pairs of nodes of one group, what joins them
// less what would by chance.
func quality(n *Network, group []int32) float64 {
	var total, q float64
	for _, k := range n.strength {
		total += k
	}
	for _, p := range pairsOf(n) {
		if group[p.A] == group[p.B] {
			q += 2 * float64(p.Weight) / total
		}
	}
	for a := range group {
		for b := range group {
			if group[a] == group[b] {
				q -= n.strength[a] * n.strength[b] / total / total
			}
		}
	}
	return q
}

// A group of two pairs that nothing joins is divided, though it was found as one.
func TestGatherDivides(t *testing.T) {
	n := build(t, 5, []Pair{{A: 0, B: 3}, {A: 1, B: 2}, {A: 2, B: 4}})
	if got, want := n.gather([]int32{2, 2, 2, 2, 0}), [][]int32{{0, 3}, {1, 2}, {4}}; !reflect.DeepEqual(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
