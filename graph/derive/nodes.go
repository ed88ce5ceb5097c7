package derive

import (
	"context"
	"maps"
	"slices"

	"parley/graph/ontology"
	"parley/graph/store"
)

// A nodesQuery asks for nodes' edges that a Bound counts, and for what they refer to
// and must not. Its second argument is how many edges are enough to see.
type nodesQuery struct {
	sel    *store.Selection // fields: id, kind
	bounds []bound          // by hop, first
	refs   []ref            // by hop, after the bounds
}

// enough edges are seen of what may have one: both that are named in the error.
const enough int64 = 2

// A bound is a relation and direction that a Bound of some kinds counts.
type bound struct {
	relation  string
	direction store.Direction
}

// A ref is a property that refers to nodes, with the kinds that these may be.
type ref struct {
	property string
	kinds    []string
}

func (r *rules) newNodesQuery() *nodesQuery {
	var q nodesQuery
	var all []string
	on := map[bound][]string{}
	for _, k := range r.Store.Kinds {
		all = append(all, k.Name)
		for _, b := range r.Bounds[k.Name] {
			key := bound{b.Relation, b.Direction}
			if on[key] == nil {
				q.bounds = append(q.bounds, key)
			}
			if !slices.Contains(on[key], k.Name) { // Two fields may have the same edge.
				on[key] = append(on[key], k.Name)
			}
		}
	}
	p := store.Pick{Rows: true, Fields: nodeFields("id", "kind")}
	for _, b := range q.bounds {
		_, far := r.reach(b.relation, b.direction)
		p.Hops = append(p.Hops, &store.Hop{
			On: on[b], Step: store.Along{Relation: b.relation, Direction: b.direction}, Kinds: far,
			Pick: store.Pick{Rows: true, Fields: edgeFields("id"), Order: store.Order{Edges: true}, First: idsArg + 1},
		})
	}
	for _, k := range r.Store.Kinds {
		hops, refs := r.refHops(store.OfNode, k.Name, k.Properties)
		for _, h := range hops {
			h.On = []string{k.Name}
		}
		p.Hops, q.refs = append(p.Hops, hops...), append(q.refs, refs...)
	}
	q.sel = nodesByID(all, p)
	return &q
}

// reach are the kinds at the near and the far end of edges followed in a direction.
func (r *rules) reach(relation string, d store.Direction) (near, far []string) {
	rel := r.Store.Relation(relation)
	switch d {
	case store.In:
		return rel.To, rel.From
	case store.Both:
		both := united(rel.From, rel.To)
		return both, both
	}
	return rel.From, rel.To
}

// refHops lead from a node or an edge to what a property of it refers to and must not.
func (r *rules) refHops(of store.Of, owner string, known []store.Property) (hops []*store.Hop, refs []ref) {
	for _, p := range known {
		right := r.Refs[[2]string{owner, p.Name}]
		var wrong []string
		for _, k := range r.Store.Kinds {
			if p.Ref && !slices.Contains(right, k.Name) {
				wrong = append(wrong, k.Name)
			}
		}
		if wrong != nil {
			hops = append(hops, &store.Hop{
				Step: store.Ref{Of: of, Property: p.Name}, Kinds: wrong, Pick: store.Pick{Rows: true, Fields: nodeFields("id", "kind")},
			})
			refs = append(refs, ref{p.Name, right})
		}
	}
	return hops, refs
}

// checkRefs tells of each node that something refers to and must not.
func checkRefs(what, id string, x *store.Item, from int, refs []ref, vs *Violations) {
	for i, ref := range refs {
		for _, far := range x.Page(from + i).Items {
			vs.add(what, id, "%s refers to %q, which is of kind %v and must be %s", ref.property, far.Value(0), far.Value(1), either(ref.kinds))
		}
	}
}

// checkNodes checks nodes that were put or that an edge came to or left, and finds
// the edges that may have got another time or whose ends may share no longer.
func (t *tx) checkNodes(ctx context.Context, vs *Violations) error {
	var a asking
	touched := maps.Clone(t.put)
	maps.Copy(touched, t.near)
	a.ask(t.rules.nodes.sel, touched, func(x *store.Item) { t.checkNode(x, vs) }, enough)
	t.rules.timed.ask(&a, t.put, t.edges)
	for along, nodes := range t.shared {
		t.rules.sharing[along].ask(&a, nodes, t.edges)
	}
	return a.read(ctx, t.Tx)
}

func (t *tx) checkNode(x *store.Item, vs *Violations) {
	q := t.rules.nodes
	id, kind := x.Value(0).(string), x.Value(1).(string)
	for _, b := range t.rules.Bounds[kind] {
		i := slices.Index(q.bounds, bound{b.Relation, b.Direction})
		checkBound(kind, id, b, x.Page(i).Items, vs)
	}
	checkRefs(kind, id, x, len(q.bounds), q.refs, vs)
}

func checkBound(kind, id string, b ontology.Bound, edges []store.Item, vs *Violations) {
	most := "at most one edge"
	if b.Required {
		most = "exactly one edge"
	}
	switch {
	case len(edges) > 1:
		vs.add(kind, id, "its field %s takes %s of %s, and there would be %q and %q", b.Field, most, b.Relation, edges[0].Value(0), edges[1].Value(0))
	case len(edges) == 0 && b.Required:
		vs.add(kind, id, "its field %s is never null, so it takes %s of %s, and there would be none", b.Field, most, b.Relation)
	}
}
