package analysis

import (
	"cmp"
	"context"
	"slices"
)

// The bounds of surroundings.
const (
	MaxAround = 2000 // ids in Around
	MaxNodes  = 2000 // nodes of a picture
	MaxDepth  = 4    // edges from one of Around
)

// A SubgraphQuery asks for the surroundings of some nodes. Nodes of Around are
// there whatever the filter says, but they may not be excluded.
type SubgraphQuery struct {
	Around []string // ids; at most MaxAround
	Depth  int      // from 0, these nodes and the edges among them, to MaxDepth
	Filter Filter
	Limit  int // how many nodes at most; from 1 to MaxNodes
	// Collapse draws a relation for the nodes that it stands for: who met, instead of
	// the meetings, which then are no nodes unless they are in Around. An edge from
	// one to another is one step. A filter's Kinds and MaxDegree say nothing of what is
	// drawn as an edge.
	Collapse bool
	Wants    Wants
}

// A Subgraph is a picture: nodes and all edges between them that pass the filter.
type Subgraph struct {
	// Nodes are those of Around and then the best connected, as many as there may be:
	// those with the most edges among all that were found; ties by id. They are ordered
	// by how well they are connected, those of Around among them.
	Nodes []Node
	Edges []Edge // ordered by id
	// Omitted is how many nodes were found and left out; Truncated says that some
	// were, or that the search stopped early and there may be more, or that more stands behind
	// edges of a drawn relation than may be read: these are then left out.
	Omitted   int
	Truncated bool
}

func (q *SubgraphQuery) check() error {
	switch {
	case len(q.Around) > MaxAround:
		return wrong("around", "%d ids; at most %d can be asked for at once", len(q.Around), MaxAround)
	case q.Depth < 0 || q.Depth > MaxDepth:
		return wrong("depth", "%d is not between 0 and %d", q.Depth, MaxDepth)
	case q.Limit < 1 || q.Limit > MaxNodes:
		return wrong("limit", "%d is not between 1 and %d", q.Limit, MaxNodes)
	}
	return nil
}

// Subgraph finds what lies around some nodes. What is wrong with the query is an
// *InputError.
func (a *Analyst) Subgraph(ctx context.Context, q SubgraphQuery) (*Subgraph, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	out := &Subgraph{Nodes: []Node{}, Edges: []Edge{}}
	if len(q.Around) == 0 {
		return out, nil
	}
	x, cancel := a.explore(ctx, a.scope(q.Filter, q.Collapse))
	defer cancel()
	p := &picture{explorer: x, drawn: map[int32]bool{}}
	if err := x.halted(p.spread(&q)); err != nil {
		return nil, err
	}
	chosen, edges := p.choose(q.Limit)
	out.Omitted = len(p.order) - len(chosen)
	if err := p.describe(ctx, chosen, edges, q.Wants, out); err != nil {
		return nil, err
	}
	out.Truncated = x.stopped || out.Omitted > 0
	return out, nil
}

// A picture is the nodes that were found so far.
type picture struct {
	*explorer
	around int            // how many of order are of Around
	order  []int32        // as they were found
	drawn  map[int32]bool // the same as a set
}

func (p *picture) add(all []int32) {
	for _, n := range all {
		if !p.drawn[n] {
			p.drawn[n] = true
			p.order = append(p.order, n)
		}
	}
}

// spread finds the nodes, a level at a time, and at last the edges between those of the
// last level.
func (p *picture) spread(q *SubgraphQuery) error {
	if err := p.start(argument{"around", q.Around}); err != nil {
		return err
	}
	level := make([]int32, 0, len(q.Around))
	for _, id := range p.ends {
		level = append(level, p.byID[id])
	}
	p.add(level)
	p.around = len(p.order)
	for range q.Depth {
		if len(level) == 0 {
			break
		}
		err := p.expand(level, nil)
		next := p.beyond(level)
		if p.MaxDegree != nil && err == nil {
			err = p.measure(next)
		}
		if next = slices.DeleteFunc(next, func(n int32) bool { return !p.inner(n) }); err != nil {
			p.add(next)
			return err
		}
		p.add(next)
		level = next
	}
	return p.expand(level, p.order)
}

// beyond are the nodes at the far ends of the edges of a level that are new, by id.
func (p *picture) beyond(level []int32) (next []int32) {
	seen := map[int32]bool{}
	for _, n := range level {
		for _, e := range p.nodes[n].links {
			far := p.edges[e].source + p.edges[e].target - n
			if !p.drawn[far] && !seen[far] {
				seen[far] = true
				next = append(next, far)
			}
		}
	}
	p.byIDs(next)
	return next
}

// choose returns the nodes that are shown, in order, and the edges between them.
func (p *picture) choose(limit int) (chosen, edges []int32) {
	connected := map[int32]int{}
	for i := range p.edges {
		if l := &p.edges[i]; p.drawn[l.source] && p.drawn[l.target] {
			connected[l.source]++
			if l.target != l.source {
				connected[l.target]++
			}
		}
	}
	better := func(a, b int32) int {
		return cmp.Or(cmp.Compare(connected[b], connected[a]), compareText(p.nodes[a].id, p.nodes[b].id))
	}
	around, others := slices.Clone(p.order[:p.around]), slices.Clone(p.order[p.around:])
	slices.SortFunc(around, better)
	slices.SortFunc(others, better)
	chosen = append(around, others...)
	chosen = chosen[:min(limit, len(chosen))]
	slices.SortFunc(chosen, better)
	shown := map[int32]bool{}
	for _, n := range chosen {
		shown[n] = true
	}
	for i := range p.edges {
		if l := &p.edges[i]; shown[l.source] && shown[l.target] {
			edges = append(edges, int32(i))
		}
	}
	slices.SortFunc(edges, func(a, b int32) int { return compareText(p.edges[a].id, p.edges[b].id) })
	return chosen, edges
}

// describe fills the picture in.
func (p *picture) describe(ctx context.Context, chosen, edges []int32, w Wants, out *Subgraph) error {
	nodes, described, err := p.show(ctx, p.idsOf(chosen), edges, w)
	if err != nil {
		return err
	}
	for _, n := range chosen {
		out.Nodes = append(out.Nodes, nodes[p.nodes[n].id])
	}
	for _, e := range edges {
		if shown, ok := described[p.edges[e].id]; ok {
			out.Edges = append(out.Edges, shown)
		}
	}
	return nil
}
