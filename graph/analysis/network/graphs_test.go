package network

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// karate is the karate club of Wayne Zachary, An Information Flow Model for Conflict and Fission in Small Groups,
// Journal of Anthropological Research 33 (1977): who met whom outside of it, 34 members and 78 pairs, numbered from 1.
const karate = `2-1 3-1 3-2 4-1 4-2 4-3 5-1 6-1 7-1 7-5 7-6 8-1 8-2 8-3 8-4 9-1 9-3 10-3 11-1 11-5 11-6 12-1 13-1 13-4
14-1 14-2 14-3 14-4 17-6 17-7 18-1 18-2 20-1 20-2 22-1 22-2 26-24 26-25 28-3 28-24 28-25 29-3 30-24 30-27 31-2 31-9
32-1 32-25 32-26 32-29 33-3 33-9 33-15 33-16 33-19 33-21 33-23 33-24 33-30 33-31 33-32 34-9 34-10 34-14 34-15 34-16
34-19 34-20 34-21 34-23 34-24 34-27 34-28 34-29 34-30 34-31 34-32 34-33`

// read makes a network of pairs written as 1-2, whose nodes are numbered from 1; 1-2*5 has the weight 5.
func read(t testing.TB, nodes int, text string) *Network {
	t.Helper()
	var pairs []Pair
	for _, field := range strings.Fields(text) {
		ends, weight, _ := strings.Cut(field, "*")
		a, b, _ := strings.Cut(ends, "-")
		p := Pair{A: number32(t, a) - 1, B: number32(t, b) - 1}
		if weight != "" {
			p.Weight = int64(number32(t, weight))
		}
		pairs = append(pairs, p)
	}
	return build(t, nodes, pairs)
}

func number32(t testing.TB, s string) int32 {
	t.Helper()
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	return int32(n)
}

func build(t testing.TB, nodes int, pairs []Pair) *Network {
	t.Helper()
	n, err := New(t.Context(), nodes, pairs)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// pairsOf lists the pairs of a network, each once.
func pairsOf(n *Network) []Pair {
	var pairs []Pair
	for a := range int32(n.Nodes()) {
		for i, b := range n.Neighbours(a) {
			if a < b {
				pairs = append(pairs, Pair{A: a, B: b, Weight: int64(n.weights[int(n.rows[a])+i])})
			}
		}
	}
	return pairs
}

// random makes a network of up to 40 nodes: now thin, in many parts and with lonely nodes, now thick, with hubs or not.
func random(t testing.TB, seed uint64) *Network {
	t.Helper()
	rnd := rand.New(rand.NewPCG(seed, 3))
	nodes := 1 + rnd.IntN(40)
	pairs := make([]Pair, rnd.IntN(4*nodes))
	hubs := rnd.IntN(2) == 0
	for i := range pairs {
		pairs[i] = Pair{A: rnd.Int32N(int32(nodes)), B: rnd.Int32N(int32(nodes)), Weight: rnd.Int64N(6)}
		if hubs && i%3 == 0 {
			pairs[i].A = rnd.Int32N(int32(min(nodes, 2)))
		}
	}
	return build(t, nodes, pairs)
}

// path, star, cycle and clique are the graphs of every textbook; a star's middle is its node 0.
func path(nodes int) []Pair {
	var pairs []Pair
	for v := 1; v < nodes; v++ {
		pairs = append(pairs, Pair{A: int32(v - 1), B: int32(v)})
	}
	return pairs
}

func star(nodes int) []Pair {
	var pairs []Pair
	for v := 1; v < nodes; v++ {
		pairs = append(pairs, Pair{A: 0, B: int32(v)})
	}
	return pairs
}

func cycle(nodes int) []Pair { return append(path(nodes), Pair{A: 0, B: int32(nodes - 1)}) }

// clique joins each of the size nodes from first on with each other.
func clique(first, size int32) []Pair {
	var pairs []Pair
	for a := first; a < first+size; a++ {
		for b := a + 1; b < first+size; b++ {
			pairs = append(pairs, Pair{A: a, B: b})
		}
	}
	return pairs
}

// barbell is two cliques of the size, and between them a chain of so many nodes, which has the last numbers.
func barbell(size, chain int32) []Pair {
	pairs := append(clique(0, size), clique(size, size)...)
	last := size - 1
	for v := 2 * size; v < 2*size+chain; v++ {
		pairs = append(pairs, Pair{A: last, B: v})
		last = v
	}
	return append(pairs, Pair{A: last, B: size})
}

// near says whether two lists of scores differ by rounding only: by a part of each that is so small.
func near(got, want []float64, within float64) bool {
	return slices.EqualFunc(got, want, func(a, b float64) bool { return math.Abs(a-b) <= within*max(1, math.Abs(b)) })
}
