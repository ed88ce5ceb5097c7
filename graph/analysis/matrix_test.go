package analysis_test

import (
	"slices"
	"testing"

	"parley/graph/analysis"
	"parley/graph/analysis/network"
)

// A matrix is a network in the plainest form: who is joined with whom, and how strongly.
type matrix struct {
	ids    []string
	weight [][]int
}

// matrix is what a filter leaves of the plain graph.
func (w *world) matrix(f analysis.Filter) *matrix {
	if f.Relations == nil {
		f.Relations = []string{"MET"}
	}
	ends := map[string]bool{}
	for _, name := range f.Relations {
		if r := w.o.Store.Relation(name); r != nil {
			for _, k := range append(slices.Clone(r.From), r.To...) {
				ends[k] = true
			}
		} else {
			ends["Person"], ends["Organization"], ends["UnnamedAgent"] = true, true, true
		}
	}
	m := &matrix{}
	for _, id := range w.ids() {
		if w.inner(&f, id) && ends[w.nodes[id].Kind] {
			m.ids = append(m.ids, id)
		}
	}
	for range m.ids {
		m.weight = append(m.weight, make([]int, len(m.ids)))
	}
	for _, t := range w.ties(&f, false) {
		a, b := slices.Index(m.ids, t.source), slices.Index(m.ids, t.target)
		if a >= 0 && b >= 0 && a != b {
			m.weight[a][b] += t.count
			m.weight[b][a] += t.count
		}
	}
	return m
}

func (m *matrix) degree() []float64 {
	all := make([]float64, len(m.ids))
	for a := range m.ids {
		for b := range m.ids {
			if m.weight[a][b] > 0 {
				all[a]++
			}
		}
	}
	return all
}

// betweenness counts shortest paths by the powers of the matrix: the first power in which two nodes
// are joined is their distance, and says by how many paths.
func (m *matrix) betweenness() []float64 {
	n := len(m.ids)
	distance, paths := make([][]int, n), make([][]float64, n)
	walks := make([][]float64, n)
	for a := range n {
		distance[a], paths[a], walks[a] = make([]int, n), make([]float64, n), make([]float64, n)
		for b := range n {
			distance[a][b] = -1
		}
		distance[a][a], paths[a][a], walks[a][a] = 0, 1, 1
	}
	for length := 1; length < n; length++ {
		next := make([][]float64, n)
		for a := range n {
			next[a] = make([]float64, n)
			for b := range n {
				for c := range n {
					if m.weight[c][b] > 0 {
						next[a][b] += walks[a][c]
					}
				}
				if next[a][b] > 0 && distance[a][b] < 0 {
					distance[a][b], paths[a][b] = length, next[a][b]
				}
			}
		}
		walks = next
	}
	all := make([]float64, n)
	for v := range n {
		for a := range n {
			for b := range a {
				if a != v && b != v && distance[a][v] > 0 && distance[v][b] > 0 && distance[a][v]+distance[v][b] == distance[a][b] {
					all[v] += paths[a][v] * paths[v][b] / paths[a][b]
				}
			}
		}
	}
	return all
}

// pageRank walks on until nothing changes any more.
func (m *matrix) pageRank() []float64 {
	n := len(m.ids)
	rank := make([]float64, n)
	for i := range rank {
		rank[i] = 1 / float64(n)
	}
	for range 400 {
		next := make([]float64, n)
		for a := range n {
			sum := 0
			for b := range n {
				sum += m.weight[a][b]
			}
			for b := range n {
				if sum == 0 {
					next[b] += rank[a] / float64(n)
					continue
				}
				next[b] += 0.15*rank[a]/float64(n) + 0.85*rank[a]*float64(m.weight[a][b])/float64(sum)
			}
		}
		rank = next
	}
	return rank
}

// network is the same as package network knows it, whose own tests show what its groups are.
func (m *matrix) network(t *testing.T) *network.Network {
	t.Helper()
	var pairs []network.Pair
	for a := range m.ids {
		for b := range a {
			if m.weight[a][b] > 0 {
				pairs = append(pairs, network.Pair{A: int32(a), B: int32(b), Weight: int64(m.weight[a][b])})
			}
		}
	}
	n, err := network.New(t.Context(), len(m.ids), pairs)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
