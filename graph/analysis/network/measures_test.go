package network

import (
	"math/rand/v2"
	"reflect"
	"testing"
)

// The order of pairs and of their ends means nothing, to the last bit.
func TestOrderOfPairs(t *testing.T) {
	n := made(t, 400, 3_000)
	pairs := pairsOf(n)
	rnd := rand.New(rand.NewPCG(1, 2))
	for i := range pairs {
		if rnd.IntN(2) == 0 {
			pairs[i].A, pairs[i].B = pairs[i].B, pairs[i].A
		}
	}
	rnd.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
	other := build(t, 400, pairs)
	if !reflect.DeepEqual(measures(t, n), measures(t, other)) {
		t.Error("pairs in another order are measured otherwise")
	}
	if !reflect.DeepEqual(measures(t, n), measures(t, n)) {
		t.Error("the same network is measured otherwise the second time")
	}
}

// measures are all there are, by name.
func measures(t *testing.T, n *Network) map[string]any {
	t.Helper()
	between, err := n.Betweenness(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ranks, err := n.PageRank(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	groups, err := n.Communities(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return map[string]any{"degree": n.Degree(), "betweenness": between, "pagerank": ranks, "communities": groups}
}

func TestNothingAndNobodyJoined(t *testing.T) {
	want := map[string]any{"degree": []int32{}, "betweenness": []float64{}, "pagerank": []float64{}, "communities": [][]int32{}}
	if got := measures(t, build(t, 0, nil)); !reflect.DeepEqual(got, want) {
		t.Errorf("the empty network: %v, want %v", got, want)
	}
	want = map[string]any{
		"degree": []int32{0, 0, 0, 0}, "betweenness": []float64{0, 0, 0, 0}, "pagerank": []float64{.25, .25, .25, .25},
		"communities": [][]int32{{0}, {1}, {2}, {3}},
	}
	if got := measures(t, build(t, 4, []Pair{{A: 1, B: 1}})); !reflect.DeepEqual(got, want) {
		t.Errorf("four nodes alone: %v, want %v", got, want)
	}
}
