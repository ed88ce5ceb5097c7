package analysis

import (
	"cmp"
	"context"
	"slices"
)

// The bounds of a search for paths.
const (
	MaxEnds   = 50 // ids in From, and in To
	MaxLength = 10 // edges of a path
	MaxPaths  = 25 // paths
)

// A PathQuery asks for simple paths between any of From and any of To. Edges are
// followed either way. Every edge must pass the filter, and so must every node that
// is no end of the path.
type PathQuery struct {
	From, To  []string // ids; at most MaxEnds each
	Filter    Filter
	MaxLength int // from 1 to MaxLength
	First     int // from 0 to MaxPaths: how many paths are wanted
	Wants     Wants
}

// Paths are the paths that were found: the shortest first; of one length the one
// whose weakest edge has the most origins; then by the ids of the nodes, from the
// one in From on. Two paths differ in their nodes. Two neighbours may be joined by
// several edges, of which a path has the one with the most origins, then the
// smallest id.
type Paths struct {
	Paths []Path
	// Truncated says that the search stopped before it had as many as were wanted,
	// or all there are, or could not tell what stands behind one; TimedOut, that it stopped because of the time. What it
	// has is then the beginning of what it would have found.
	Truncated, TimedOut bool
	Explored            int // how many edges were read
}

// A Path is the nodes in order and the edges between them, one fewer.
type Path struct {
	Nodes []Node
	Hops  []Edge
}

// Paths asks first for what lies right between the ends, where that spares reading (see probe). It searches
// from both sides, a level at a time, always where less has to be
// read. As soon as the levels of both sides reach over a length together, all edges
// of the paths of that length are known, and the best are listed (see list) until
// there are enough; no list of all is ever made. What is wrong with the query is an
// *InputError.
func (a *Analyst) Paths(ctx context.Context, p PathQuery) (*Paths, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	x, cancel := a.explore(ctx, a.scope(p.Filter, false))
	defer cancel()
	x.weighs = true
	s := &pathSearch{explorer: x, PathQuery: p}
	out := &Paths{Paths: []Path{}}
	if p.First == 0 || len(p.From) == 0 || len(p.To) == 0 {
		return out, nil
	}
	if err := s.begin(); err != nil {
		if err = x.halted(err); err != nil {
			return nil, err
		}
	}
	if slices.Equal(distinct(p.From), distinct(p.To)) && len(distinct(p.From)) == 1 {
		return out, nil // From one node to itself there is no path.
	}
	found, err := s.find()
	if err != nil {
		return nil, err
	}
	if err := s.describe(ctx, found, out); err != nil {
		return nil, err
	}
	out.Truncated, out.TimedOut, out.Explored = x.stopped, x.timedOut, x.explored
	return out, nil
}

// find lists the paths that are wanted.
func (s *pathSearch) find() (found []walk, err error) {
	probed := !s.stopped && s.probes()
	if probed {
		if err := s.halted(s.probe(MaxPaths)); err != nil {
			return nil, err
		}
	}
	for length := 1; length <= s.MaxLength && len(found) < s.First && !s.stopped; length++ {
		list := s.length
		if probed && length <= 2 {
			list = s.nearest
		}
		more, err := list(length, s.First-len(found))
		found = append(found, more...)
		if err = s.halted(err); err != nil {
			return nil, err
		}
	}
	return found, nil
}

func (p *PathQuery) check() error {
	for _, side := range []struct {
		at  string
		ids []string
	}{{"from", p.From}, {"to", p.To}} {
		if len(side.ids) > MaxEnds {
			return wrong(side.at, "%d ids; at most %d can be asked for at once", len(side.ids), MaxEnds)
		}
	}
	switch {
	case p.MaxLength < 1 || p.MaxLength > MaxLength:
		return wrong("maxLength", "%d is not between 1 and %d", p.MaxLength, MaxLength)
	case p.First < 0 || p.First > MaxPaths:
		return wrong("first", "%d is not between 0 and %d", p.First, MaxPaths)
	}
	return nil
}

// A pathSearch is one search for paths.
type pathSearch struct {
	*explorer
	PathQuery
	sides  [2]side   // from From, from To
	beyond []horizon // of what was probed, what was not read
	steps  int       // edges looked at while listing
}

// begin meets the ends.
func (s *pathSearch) begin() error {
	if err := s.start(argument{"from", s.From}, argument{"to", s.To}); err != nil {
		return err
	}
	for i, ids := range [2][]string{s.From, s.To} {
		d := side{ends: map[int32]bool{}, distance: map[int32]int{}}
		for _, id := range ids {
			if n := s.byID[id]; !d.ends[n] {
				d.ends[n], d.distance[n] = true, 0
				d.frontier = append(d.frontier, n)
				d.cost += s.nodes[n].degree
			}
		}
		s.sides[i] = d
	}
	return nil
}

// length lists the best paths of one length.
func (s *pathSearch) length(length, most int) ([]walk, error) {
	from, to := &s.sides[0], &s.sides[1]
	for from.depth+to.depth < length {
		d, err := s.cheaper()
		if err != nil {
			return nil, err
		}
		if err := s.grow(d); err != nil {
			return nil, err
		}
	}
	if s.MaxDegree != nil {
		if err := s.measure(s.between(length)); err != nil {
			return nil, err
		}
	}
	return s.list(length, most)
}

// inner says whether a node may be on the way.
func (x *explorer) inner(n int32) bool {
	v := &x.nodes[n]
	return x.passes(v.kind) && !v.outside && (x.MaxDegree == nil || v.degree >= 0 && v.degree <= *x.MaxDegree)
}

// between are the nodes that may lie on a path of a length.
func (s *pathSearch) between(length int) (all []int32) {
	from, to := &s.sides[0], &s.sides[1]
	for n, d := range from.distance {
		if e, ok := to.distance[n]; ok && d+e <= length && s.passes(s.nodes[n].kind) && !s.nodes[n].outside {
			all = append(all, n)
		}
	}
	return all
}

// An arc leads from a node to a neighbour, by the best edge that joins them.
type arc struct{ to, edge, origins int32 }

// arcs are the ways from a node to each neighbour, ordered by the neighbours' ids.
func (x *explorer) arcs(n int32) []arc {
	links := x.nodes[n].links
	all := make([]arc, 0, len(links))
	for _, e := range links {
		l := &x.edges[e]
		if far := l.source + l.target - n; far != n {
			all = append(all, arc{far, e, l.origins})
		}
	}
	slices.SortFunc(all, func(a, b arc) int {
		if a.to != b.to {
			return compareText(x.nodes[a.to].id, x.nodes[b.to].id)
		}
		return cmp.Or(cmp.Compare(b.origins, a.origins), compareText(x.edges[a.edge].id, x.edges[b.edge].id))
	})
	return slices.CompactFunc(all, func(a, b arc) bool { return a.to == b.to })
}

// describe makes paths of walks.
func (s *pathSearch) describe(ctx context.Context, found []walk, out *Paths) error {
	var ids []string
	var edges []int32
	for _, w := range found {
		if s.Wants.Degree || len(s.drawn) > 0 { // Else each comes with an edge.
			ids = append(ids, s.idsOf(w.nodes)...)
		}
		edges = append(edges, w.edges(s.explorer)...)
	}
	nodes, described, err := s.show(ctx, ids, edges, s.Wants)
	if err != nil {
		return err
	}
	for _, w := range found {
		p := Path{}
		for _, n := range w.nodes {
			p.Nodes = append(p.Nodes, nodes[s.explorer.nodes[n].id])
		}
		for _, e := range w.edges(s.explorer) {
			hop, ok := described[s.explorer.edges[e].id]
			if !ok {
				return nil // More stands behind it than may be read: the paths are those before this one.
			}
			p.Hops = append(p.Hops, hop)
		}
		out.Paths = append(out.Paths, p)
	}
	return nil
}
