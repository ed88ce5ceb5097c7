package network

import (
	"context"
	"math"
)

// How PageRank walks on, and when it is done.
const (
	// damping is how likely the walk goes on to a neighbour, as Brin and Page have it.
	damping = 0.85
	// settled is by how much all ranks together may still change, so that they are right to 11 digits after the point.
	settled = 1e-12
	// mostSteps is more than are ever needed: a step leaves at most 0.85 of the change before it, and 0.85^175 < 1e-12.
	mostSteps = 200
)

// PageRank is how much of its time a random walk spends at each node: together 1. At each step the walk goes on, with
// probability 0.85, to a neighbour, as likely as the weight of the pair is a part of the node's; else, and from a node
// with no neighbours always, to any node, all as likely. Pairs are walked both ways. It ends soon after ctx is done,
// with ctx's error.
//
// See Sergey Brin and Lawrence Page, The Anatomy of a Large-Scale Hypertextual Web Search Engine, Computer Networks and
// ISDN Systems 30 (1998). That weights count, and nodes without neighbours are left for any other, is as in NetworkX's
// pagerank and igraph's.
func (n *Network) PageRank(ctx context.Context) ([]float64, error) {
	if n.Nodes() == 0 {
		return []float64{}, ctx.Err()
	}
	each := 1 / float64(n.Nodes())
	ranks, passed, w := make([]float64, n.Nodes()), make([]float64, n.Nodes()), newWatch(ctx)
	for v := range ranks {
		ranks[v] = each
	}
	for change, step := math.Inf(1), 0; change > settled && step < mostSteps; step++ {
		alone := 0.0
		for v, rank := range ranks {
			if n.strength[v] > 0 {
				passed[v] = rank / n.strength[v]
			} else {
				alone += rank
			}
		}
		anywhere := (1 - damping + float64(damping*alone)) * each
		change = 0
		for v, rank := range ranks {
			from, to := n.rows[v], n.rows[v+1]
			if err := w.after(to - from); err != nil {
				return nil, err
			}
			sum := 0.0
			weights := n.weights[from:to]
			for i, u := range n.to[from:to] {
				sum += float64(weights[i] * passed[u]) // not fused, as some processors would
			}
			ranks[v] = anywhere + float64(damping*sum)
			change += math.Abs(ranks[v] - rank)
		}
	}
	return ranks, ctx.Err()
}

// A watch looks at a context now and then: after so many steps that looking costs nothing, and so few that they take
// a millisecond or two.
type watch struct {
	ctx  context.Context
	left int32
}

// steps is how many steps there are between two looks.
const steps = 1 << 18

func newWatch(ctx context.Context) *watch { return &watch{ctx: ctx} }

// after says that so many steps, and one, are to be taken. The error is the context's, if it is done.
func (w *watch) after(n int32) error {
	w.left -= n + 1
	if w.left >= 0 {
		return nil
	}
	w.left = steps
	return w.ctx.Err()
}
