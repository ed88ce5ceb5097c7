package analysis

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"parley/graph/store"
)

// An explorer reads a part of the graph into memory, a frontier of nodes at a time:
// one Read brings the edges of all its nodes that the scope lets pass, with the
// nodes at their far ends, and only for a frontier of more than Limits.Batch nodes, or a
// tenth of it where edges are drawn, are there several. Nodes and edges are numbered as they are met; a number is good
// for this explorer only.
type explorer struct {
	*Analyst
	*scope
	outer    context.Context // the caller's
	ctx      context.Context // ends at the time limit as well
	nodes    []vertex
	edges    []link
	byID     map[string]int32 // nodes
	byEdge   map[string]int32
	weighs   bool             // whether it matters how many origins a drawn edge has
	origins  map[string]int32 // numbers of those of drawn edges, by id
	explored int              // rows read
	timedOut bool
	stopped  bool // at the budget or the time limit
}

// A vertex is a node that was met.
type vertex struct {
	id, kind string
	links    []int32 // numbers of the edges that are known; all that pass once it is expanded
	expanded bool
	outside  bool // an end that the window hides where it stands between two others
	degree   int  // how many edges of the measured relations it has; -1 while nobody asked
}

// A link is an edge that was met.
type link struct {
	id, relation   string
	source, target int32
	origins, count int32 // origins of a drawn edge only if the explorer weighs them
}

// explore makes an explorer, and a function that ends it.
func (a *Analyst) explore(ctx context.Context, s *scope) (*explorer, context.CancelFunc) {
	x := &explorer{Analyst: a, scope: s, outer: ctx, byID: map[string]int32{}, byEdge: map[string]int32{}, origins: map[string]int32{}}
	var cancel context.CancelFunc
	x.ctx, cancel = context.WithTimeoutCause(ctx, a.limits.Time, errTime)
	return x, cancel
}

// one asks one query, and tells the time limit from a failure.
func (x *explorer) one(q *asking, s *store.Selection) (*store.Page, error) {
	page, err := x.Analyst.one(x.ctx, q, s)
	return page, x.fault(err)
}

// fault is what an error, or the end of the time, means for the search.
func (x *explorer) fault(err error) error {
	switch {
	case x.outer.Err() != nil:
		return x.outer.Err()
	case x.ctx.Err() != nil:
		return errTime
	}
	return err
}

// halted notes that the search stops early; another error it returns.
func (x *explorer) halted(err error) error {
	if !errors.Is(err, errTime) && !errors.Is(err, errEdges) {
		return err
	}
	x.stopped, x.timedOut = true, errors.Is(err, errTime)
	return nil
}

// An argument is ids that a search starts from, and the name they were given under.
type argument struct {
	at  string
	ids []string
}

// start meets the ends of the search, and measures them, in one Read. What is wrong with them
// is an *InputError under the argument's name.
func (x *explorer) start(arguments ...argument) error {
	for _, a := range arguments {
		for _, id := range a.ids {
			if slices.Contains(x.Exclude, id) {
				return wrong("where.exclude", "%q is excluded and stands in `%s` as well; take it out of one of them", id, a.at)
			}
			x.ends = append(x.ends, id)
		}
	}
	x.ends = distinct(x.ends)
	q := &asking{}
	s := &store.Selection{Kinds: x.all(), Where: q.ids(store.OfNode, x.ends), Pick: store.Pick{
		Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}, {Of: store.OfNode, Name: "kind"}},
	}}
	s.Hops = totals(x.measured(), s.Kinds)
	times := x.times()
	if x.When != nil {
		for _, name := range times {
			s.Fields = append(s.Fields, store.Field{Of: store.OfNode, Name: name})
		}
	}
	page, err := x.one(q, s)
	if err != nil {
		return err
	}
	for i := range page.Items {
		item := &page.Items[i]
		n := x.meet(text(item.Value(0)), text(item.Value(1)))
		x.nodes[n].degree = degree(item, 0, len(s.Hops))
		if at := slices.Index(times, x.schema.Kind(x.nodes[n].kind).Time); x.When != nil && at >= 0 {
			x.nodes[n].outside = !x.When.passes(period(item.Value(2 + at)))
		}
		if k := x.nodes[n].kind; !slices.Contains(x.endsOf, k) {
			x.endsOf = append(x.endsOf, k)
		}
	}
	slices.Sort(x.endsOf)
	for _, a := range arguments {
		for _, id := range a.ids {
			if _, ok := x.byID[id]; !ok {
				return wrong(a.at, "there is nothing of the id %q; search finds ids by name", id)
			}
		}
	}
	return nil
}

// meet numbers a node.
func (x *explorer) meet(id, kind string) int32 {
	n, ok := x.byID[id]
	if !ok {
		n = int32(len(x.nodes))
		x.byID[id] = n
		x.nodes = append(x.nodes, vertex{id: id, kind: kind, degree: -1})
	}
	return n
}

// join numbers an edge and hangs it on its ends.
func (x *explorer) join(l link) *link {
	n, ok := x.byEdge[l.id]
	if !ok {
		n = int32(len(x.edges))
		x.byEdge[l.id] = n
		x.edges = append(x.edges, l)
		x.nodes[l.source].links = append(x.nodes[l.source].links, n)
		if l.target != l.source {
			x.nodes[l.target].links = append(x.nodes[l.target].links, n)
		}
	}
	return &x.edges[n]
}

// byIDs orders numbers of nodes by their ids.
func (x *explorer) byIDs(all []int32) {
	slices.SortFunc(all, func(a, b int32) int { return compareText(x.nodes[a].id, x.nodes[b].id) })
}

// expand reads the edges of the nodes that were not expanded yet. With among only
// edges to these nodes, which are or will be expanded as well, are of interest, and the
// nodes do not count as expanded.
func (x *explorer) expand(all, among []int32) error {
	todo := slices.Clone(all)
	todo = slices.DeleteFunc(todo, func(n int32) bool { return x.nodes[n].expanded })
	x.byIDs(todo)
	size := x.limits.Batch
	if len(x.drawn) > 0 && (among == nil || !x.crowd(among)) {
		size = max(1, size/10) // Each brings all that it shares something with.
	}
	for part := range slices.Chunk(todo, size) {
		if err := x.chunk(part, among); err != nil {
			return err
		}
		for _, n := range part {
			x.nodes[n].expanded = among == nil
		}
	}
	if among != nil && x.crowd(among) {
		return x.drawAmong(among)
	}
	return nil
}

// chunk reads the edges of some nodes in one Read.
func (x *explorer) chunk(part, among []int32) error {
	if x.explored >= x.limits.Edges {
		return errEdges
	}
	q := &asking{}
	s := &store.Selection{Kinds: x.kindsOf(part), Where: q.ids(store.OfNode, x.idsOf(part)), Pick: store.Pick{
		Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}},
	}}
	w := x.ways(q, s.Kinds, x.exceeds(part), among)
	if len(w) == 0 {
		return nil
	}
	for _, way := range w {
		s.Hops = append(s.Hops, way.hop)
	}
	page, err := x.one(q, s)
	if err != nil {
		return err
	}
	return x.take(page, w)
}

// exceeds says whether a node is known to have more edges than may still be read. Only then is
// the store told so: what it sets aside for such a bound, for each hop of each node, costs more
// than the bound spares.
func (x *explorer) exceeds(part []int32) bool {
	return slices.ContainsFunc(part, func(n int32) bool { return x.nodes[n].degree > x.limits.Edges-x.explored })
}

// take meets what a page of nodes with their edges holds.
func (x *explorer) take(page *store.Page, ways []way) error {
	short := false
	for i := range page.Items {
		item := &page.Items[i]
		n, ok := x.byID[text(item.Value(0))]
		if !ok {
			return fmt.Errorf("analysis: %v was not asked for", item.Value(0))
		}
		for j := range ways {
			below := item.Page(j)
			short = short || below.MoreAfter
			if ways[j].drawn != nil {
				x.draw(n, below, &ways[j])
				continue
			}
			for k := range below.Items {
				x.row(n, &below.Items[k], &ways[j])
			}
		}
	}
	if short {
		return errEdges
	}
	return x.fault(nil)
}

// row meets an edge of node n.
func (x *explorer) row(n int32, row *store.Item, w *way) {
	x.explored++
	kind := w.hop.Kinds[0]
	if w.kind > 0 {
		kind = text(row.Value(w.kind))
	}
	l := link{id: text(row.Value(0)), relation: w.relation, source: n, target: x.meet(text(row.Value(1)), kind), count: 1}
	if w.in || w.source > 0 && text(row.Value(w.source)) != x.nodes[n].id {
		l.source, l.target = l.target, n
	}
	if w.origins > 0 {
		l.origins = int32(number(row.Value(w.origins)))
	}
	x.join(l)
}

// kindsOf are the kinds of some nodes, ordered.
func (x *explorer) kindsOf(all []int32) (kinds []string) {
	for _, n := range all {
		if k := x.nodes[n].kind; !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	slices.Sort(kinds)
	return kinds
}

// idsOf are the ids of some nodes.
func (x *explorer) idsOf(all []int32) []string {
	ids := make([]string, len(all))
	for i, n := range all {
		ids[i] = x.nodes[n].id
	}
	return ids
}
