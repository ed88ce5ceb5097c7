// Package network measures who stands at the centre of an undirected network, and which of its nodes hold together.
//
// A Network is built once from pairs and never changes. It is one compact adjacency (compressed sparse rows): the
// neighbours of a node stand in a row, ascending, and the rows one after the other. All measures walk these rows and
// answer by the number of the node.
//
//   - Degree: the number of distinct neighbours.
//   - Betweenness: how many shortest paths pass through a node, by Brandes' algorithm.
//   - PageRank: where a random walk stays, by power iteration.
//   - Communities: groups of high modularity, by the Louvain method.
//
// Degree and Betweenness do not look at weights; PageRank and Communities do. These are the defaults of NetworkX, the
// tool that most readers will compare with (betweenness_centrality has weight=None, pagerank and louvain_communities
// have weight="weight"). They suit meetings: a number of meetings is no distance, but a walker who follows one meeting
// after the other goes more often where there are more.
//
// The same network gives the same bits: whatever the order of the pairs, the number of cores, the processor and the run. So that two
// sources of one graph agree to the bit, their nodes must be numbered alike, as by sorted ids. Nodes that have the same
// score by symmetry may differ in the last digits, as floats are added in the order of the numbers: round before ties
// are looked for.
//
// Gonum has the same measures, and the tests hold these against its. It does not serve here: none of it can be
// cancelled, and on 8,000 nodes and 100,000 pairs its betweenness takes minutes and its communities ten seconds or more,
// as they go through maps. Its PageRank begins with ranks drawn by lot, by no seed of ours, so no two runs agree to the bit.
package network

import (
	"context"
	"fmt"
	"math"
)

// The largest network there may be. A pair takes 24 bytes in it and as much again while it is built, so these are a
// quarter of a gigabyte at most. Degree, PageRank and Communities take any network: the largest takes them seconds.
const (
	// MaxNodes is how many nodes a network has at most.
	MaxNodes = 1_000_000
	// MaxPairs is how many pairs it is built from at most.
	MaxPairs = 5_000_000
	// MaxWeight is how much all weights come to at most: up to there, float64 counts without rounding.
	MaxWeight = 1 << 52
)

// A Pair joins two nodes. Its order means nothing.
type Pair struct {
	// A and B are the numbers of the nodes, from 0. If they are the same, the pair is left out.
	A, B int32
	// Weight says how strongly they are joined, such as the number of their meetings. 0 stands for 1; it is not negative.
	Weight int64
}

// A Network is an undirected network with weights. It does not change, so it may be used from many goroutines.
type Network struct {
	rows     []int32   // where the row of each node begins in the two below; one more for the end
	to       []int32   // the neighbours, ascending in each row
	weights  []float64 // the weight of the pair with each neighbour: whole numbers
	strength []float64 // the sum of each row of weights
}

// A SizeError says that a network is too large for what was asked.
type SizeError struct {
	Of         string // what was asked: "a network" or "betweenness"
	Unit       string // what there is too much of: "nodes", "pairs" or "weight"
	Have, Most int64  // how many there are, and may be
}

// Error says what is too large, how large it may be and what to do.
func (e *SizeError) Error() string {
	return fmt.Sprintf("network: %d %s are too many for %s, which takes %d at most: leave some out by a narrower filter", e.Have, e.Unit, e.Of, e.Most)
}

// within is nil, or a *SizeError when there are more than there may be.
func within(of, unit string, have, most int64) error {
	if have <= most {
		return nil
	}
	return &SizeError{Of: of, Unit: unit, Have: have, Most: most}
}

// New builds the network of the nodes 0 to nodes-1 in which each pair is joined. Pairs of the same two nodes, either
// way round, are one, with the sum of their weights. The error is a *SizeError above MaxNodes, MaxPairs or MaxWeight; it
// is another when nodes is negative, or a pair names a node that is not there or has a negative weight. It takes time
// in proportion to the nodes and pairs, and keeps none of the arguments. It ends soon after ctx is done, with ctx's error.
func New(ctx context.Context, nodes int, pairs []Pair) (*Network, error) {
	if nodes < 0 {
		return nil, fmt.Errorf("network: %d nodes: there must be none or more", nodes)
	}
	if err := within("a network", "nodes", int64(nodes), MaxNodes); err != nil {
		return nil, err
	}
	if err := within("a network", "pairs", int64(len(pairs)), MaxPairs); err != nil {
		return nil, err
	}
	w := newWatch(ctx)
	rows, err := layout(w, nodes, pairs)
	if err != nil {
		return nil, err
	}
	n := &Network{rows: rows}
	for _, step := range []func() error{
		func() error { return n.fill(w, pairs) },
		func() error { return n.transpose(w) },
		func() error { return n.merge(w) },
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return n, nil
}

// layout checks the pairs and says where the row of each node begins when every pair has a place of its own in both.
func layout(w *watch, nodes int, pairs []Pair) ([]int32, error) {
	rows := make([]int32, nodes+1)
	var sum int64
	for i, p := range pairs {
		if err := w.after(0); err != nil {
			return nil, err
		}
		if min(p.A, p.B) < 0 || int(max(p.A, p.B)) >= nodes {
			return nil, fmt.Errorf("network: pair %d is of nodes %d and %d: the nodes are numbered from 0, and there are %d", i, p.A, p.B, nodes)
		}
		if p.Weight < 0 {
			return nil, fmt.Errorf("network: pair %d has the weight %d: it must be 1 or more, or 0 for 1", i, p.Weight)
		}
		if p.A == p.B {
			continue
		}
		sum += min(max(p.Weight, 1), math.MaxInt64-sum)
		rows[p.A+1]++
		rows[p.B+1]++
	}
	for i := range nodes {
		rows[i+1] += rows[i]
	}
	return rows, within("a network", "weight", sum, MaxWeight)
}

// fill writes each pair into both of its rows, in the order of the pairs.
func (n *Network) fill(w *watch, pairs []Pair) error {
	next := append([]int32(nil), n.rows...)
	size := n.rows[len(n.rows)-1]
	n.to, n.weights = make([]int32, size), make([]float64, size)
	put := func(a, b int32, weight float64) {
		n.to[next[a]], n.weights[next[a]] = b, weight
		next[a]++
	}
	for _, p := range pairs {
		if err := w.after(0); err != nil {
			return err
		}
		if p.A != p.B {
			put(p.A, p.B, float64(max(p.Weight, 1)))
			put(p.B, p.A, float64(max(p.Weight, 1)))
		}
	}
	return nil
}

// transpose sorts all rows at once: a network is its own transpose, and the rows of a transpose are written in the order
// of the nodes that they name.
func (n *Network) transpose(w *watch) error {
	next := append([]int32(nil), n.rows...)
	to, weights := make([]int32, len(n.to)), make([]float64, len(n.to))
	for a := range int32(n.Nodes()) {
		if err := w.after(n.rows[a+1] - n.rows[a]); err != nil {
			return err
		}
		for i := n.rows[a]; i < n.rows[a+1]; i++ {
			b := n.to[i]
			to[next[b]], weights[next[b]] = a, n.weights[i]
			next[b]++
		}
	}
	n.to, n.weights = to, weights
	return nil
}

// merge makes equal neighbours in a sorted row one, and sums up the rows.
func (n *Network) merge(w *watch) error {
	n.strength = make([]float64, n.Nodes())
	var end int32
	for a := range n.strength {
		from, to := n.rows[a], n.rows[a+1]
		if err := w.after(to - from); err != nil {
			return err
		}
		n.rows[a] = end
		for i := from; i < to; i++ {
			if end > n.rows[a] && n.to[end-1] == n.to[i] {
				n.weights[end-1] += n.weights[i]
			} else {
				n.to[end], n.weights[end] = n.to[i], n.weights[i]
				end++
			}
			n.strength[a] += n.weights[i]
		}
	}
	n.rows[len(n.rows)-1] = end
	n.to, n.weights = n.to[:end:end], n.weights[:end:end]
	return nil
}

// Nodes is the number of nodes, those with no neighbour included.
func (n *Network) Nodes() int { return len(n.rows) - 1 }

// Pairs is the number of distinct pairs.
func (n *Network) Pairs() int { return len(n.to) / 2 }

// Neighbours are the nodes that a node is joined with, ascending. They belong to the network and are not to be changed.
// It panics if there is no such node.
func (n *Network) Neighbours(node int32) []int32 { return n.to[n.rows[node]:n.rows[node+1]] }

// Degree is the number of distinct neighbours of each node.
func (n *Network) Degree() []int32 {
	degrees := make([]int32, n.Nodes())
	for i := range degrees {
		degrees[i] = n.rows[i+1] - n.rows[i]
	}
	return degrees
}
