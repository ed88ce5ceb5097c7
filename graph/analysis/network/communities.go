package network

import (
	"cmp"
	"context"
	"slices"
)

// leastGain is by how much modularity must rise for a node to move, so that rounding moves none to and fro: the least
// that gonum takes too.
const leastGain = 1e-10

// Communities divides the nodes into groups that have more weight within than chance would give them: it looks for the
// highest modularity, at resolution 1. The groups come by size, the largest first, then by their first node; the nodes of
// each ascend. Every group holds together: there is a path within it between any two of its nodes. A node with no
// neighbours is a group of its own. It ends soon after ctx is done, with ctx's error.
//
// It is the Louvain method: Vincent Blondel and others, Fast Unfolding of Communities in Large Networks, Journal of
// Statistical Mechanics (2008). Nodes are taken in the order of their numbers, not by lot, so that the answer is always
// the same. It begins again from its own answer until that stays, and then divides groups that do not hold together
// (which the plain method can leave, and dividing them only raises modularity): V. A. Traag and others, From Louvain to
// Leiden, Scientific Reports 9 (2019). The best division of all is not promised; to find it is NP-hard.
func (n *Network) Communities(ctx context.Context) ([][]int32, error) {
	l := &louvain{watch: newWatch(ctx)}
	for _, x := range n.strength {
		l.total += x
	}
	group := make([]int32, n.Nodes()) // the group of each node
	for v := range group {
		group[v] = int32(v)
	}
	for again := l.total > 0; again; {
		var err error
		if again, err = l.improve(n, group); err != nil {
			return nil, err
		}
	}
	return n.gather(group), ctx.Err()
}

// louvain is one search for communities.
type louvain struct {
	*watch
	total float64 // the strength of all nodes: twice the weight of all pairs
}

// improve moves single nodes between the groups, then whole groups, then groups of groups, while modularity rises. It
// says whether any node or group moved.
func (l *louvain) improve(n *Network, group []int32) (bool, error) {
	moved, err := l.move(n, group)
	if err != nil || !moved {
		return false, err
	}
	for {
		groups := number(group)
		whole, err := l.contract(n, group, groups)
		if err != nil {
			return false, err
		}
		above := make([]int32, groups)
		for g := range above {
			above[g] = int32(g)
		}
		if moved, err = l.move(whole, above); err != nil || !moved {
			return true, err
		}
		for v, g := range group {
			group[v] = above[g]
		}
	}
}

// move takes node after node, as long as any moves, to that group of a neighbour's where modularity gains most; in a
// tie it stays, or goes to the group that is met first among its neighbours. It says whether any moved.
func (l *louvain) move(n *Network, group []int32) (bool, error) {
	strength := make([]float64, n.Nodes()) // of each group
	for v, g := range group {
		strength[g] += n.strength[v]
	}
	t := newTally(n.Nodes())
	moved := false
	for again := true; again; {
		again = false
		for v := range int32(n.Nodes()) {
			if err := l.after(n.rows[v+1] - n.rows[v]); err != nil {
				return false, err
			}
			own, k := group[v], n.strength[v]
			strength[own] -= k
			t.row(n, v, group)
			best := own
			most := t.weight[own] - k*strength[own]/l.total + leastGain*l.total/2
			for _, g := range t.seen {
				if gain := t.weight[g] - k*strength[g]/l.total; gain > most {
					best, most = g, gain
				}
			}
			t.clear()
			strength[best] += k
			if best != own {
				group[v], again, moved = best, true, true
			}
		}
	}
	return moved, nil
}

// contract makes the network whose nodes are the groups. The weight within a group counts for its strength only: where
// a group goes, it goes along.
func (l *louvain) contract(n *Network, group []int32, groups int) (*Network, error) {
	c := &Network{rows: make([]int32, 1, groups+1), strength: make([]float64, groups)}
	t := newTally(groups)
	for g, members := range members(group, groups) {
		for _, v := range members {
			if err := l.after(n.rows[v+1] - n.rows[v]); err != nil {
				return nil, err
			}
			c.strength[g] += n.strength[v]
			t.row(n, v, group)
		}
		slices.Sort(t.seen)
		for _, h := range t.seen {
			if int(h) != g {
				c.to, c.weights = append(c.to, h), append(c.weights, t.weight[h])
			}
		}
		t.clear()
		c.rows = append(c.rows, int32(len(c.to)))
	}
	return c, nil
}

// A tally sums up weights by group.
type tally struct {
	weight []float64 // of each group
	seen   []int32   // the groups whose weight is not 0, in the order they were met
}

func newTally(groups int) *tally { return &tally{weight: make([]float64, groups)} }

// row adds the weights of a node's pairs, by the groups of its neighbours.
func (t *tally) row(n *Network, v int32, group []int32) {
	from, to := n.rows[v], n.rows[v+1]
	weights := n.weights[from:to]
	for i, w := range n.to[from:to] {
		g := group[w]
		if t.weight[g] == 0 {
			t.seen = append(t.seen, g)
		}
		t.weight[g] += weights[i]
	}
}

func (t *tally) clear() {
	for _, g := range t.seen {
		t.weight[g] = 0
	}
	t.seen = t.seen[:0]
}

// number gives the groups new numbers from 0, in the order of their first nodes, and says how many there are.
func number(group []int32) int {
	numbers, groups := make([]int32, len(group)), int32(0)
	for v, g := range group {
		if numbers[g] == 0 {
			groups++
			numbers[g] = groups
		}
		group[v] = numbers[g] - 1
	}
	return int(groups)
}

// members lists the nodes of each group, ascending.
func members(group []int32, groups int) [][]int32 {
	ends := make([]int32, groups+1)
	for _, g := range group {
		ends[g+1]++
	}
	lists, all := make([][]int32, groups), make([]int32, len(group))
	for g := range lists {
		ends[g+1] += ends[g]
		lists[g] = all[ends[g]:ends[g]:ends[g+1]]
	}
	for v, g := range group {
		lists[g] = append(lists[g], int32(v))
	}
	return lists
}

// gather divides the groups into what holds together, and lists it by size.
func (n *Network) gather(group []int32) [][]int32 {
	part := make([]int32, n.Nodes()) // of each node, from 1; 0 is not known yet
	parts := int32(0)
	var reached []int32
	for start := range group {
		if part[start] != 0 {
			continue
		}
		parts++
		part[start] = parts
		for reached = append(reached[:0], int32(start)); len(reached) > 0; {
			v := reached[len(reached)-1]
			reached = reached[:len(reached)-1]
			for _, w := range n.Neighbours(v) {
				if part[w] == 0 && group[w] == group[v] {
					part[w] = parts
					reached = append(reached, w)
				}
			}
		}
	}
	for v := range part {
		part[v]--
	}
	lists := members(part, int(parts))
	slices.SortStableFunc(lists, func(a, b []int32) int { return cmp.Compare(len(b), len(a)) })
	return lists
}
