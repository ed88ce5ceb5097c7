package derive

import (
	"context"
	"slices"
	"strings"

	"parley/graph/ontology"
	"parley/graph/store"
)

// enough edges are seen of what may have one: both that are named in the error.
const enough int64 = 2

// A bound is a relation and direction that a Bound of some kinds counts.
type bound struct {
	relation  string
	direction store.Direction
}

// readBounds makes for each bound the question for the edges that it counts. Its second
// argument is how many edges are enough to see. Fields: id, kind; one hop, for spokes.
func (r *rules) readBounds() {
	on := map[bound][]string{}
	for _, k := range r.Store.Kinds {
		for _, b := range r.Bounds[k.Name] {
			key := bound{b.Relation, b.Direction}
			if !slices.Contains(on[key], k.Name) { // Two fields may have the same edge.
				on[key] = append(on[key], k.Name)
			}
			if b.Required {
				r.required[k.Name] = append(r.required[k.Name], key)
				r.ends[b.Relation] = endsByID(b.Relation)
			}
		}
	}
	for b, kinds := range on {
		_, far := r.reach(b.relation, b.direction)
		r.bounds[b] = nodesByID(kinds, store.Pick{Rows: true, Fields: nodeFields("id", "kind"), Hops: []*store.Hop{{
			Step: store.Along{Relation: b.relation, Direction: b.direction}, Kinds: far,
			Pick: store.Pick{Rows: true, Fields: spokeFields(), Order: store.Order{Edges: true}, First: idsArg + 1},
		}}})
	}
}

// spokeFields are those of a hop that is read as spokes.
func spokeFields() []store.Field { return append(edgeFields("id"), nodeFields("id")...) }

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

// A spoke is an edge at a node, and the node at its far end.
type spoke struct{ edge, far string }

// spokes returns the edges that are counted at the nodes that were not there before, ordered by
// id.
func (t *tx) spokes() map[bound]map[string][]spoke {
	all := map[bound]map[string][]spoke{}
	for id, c := range t.edges {
		for b, node := range (ends{c.Source, c.Target}).at(c.Relation) {
			if d, paired := t.rules.Pairs[c.Relation]; t.rules.bounds[b] == nil && (!paired || d != b.direction) || !t.born[node] {
				continue
			}
			far := c.Target
			if node == c.Target {
				far = c.Source
			}
			if all[b] == nil {
				all[b] = map[string][]spoke{}
			}
			all[b][node] = append(all[b][node], spoke{id, far})
		}
	}
	for _, nodes := range all {
		for _, spokes := range nodes {
			slices.SortFunc(spokes, func(a, b spoke) int { return strings.Compare(a.edge, b.edge) })
		}
	}
	return all
}

// old returns those of the nodes that were there before.
func (t *tx) old(nodes map[string]bool) map[string]bool {
	old := map[string]bool{}
	for id := range nodes {
		if !t.born[id] {
			old[id] = true
		}
	}
	return old
}

// checkNodes checks nodes that were put or that an edge came to or left, and adds to edges
// those that may have got another time or whose ends may share no longer. Only of nodes that
// were there before are edges read.
func (t *tx) checkNodes(ctx context.Context, edges map[string]bool, vs *Violations) error {
	var a asking
	own := t.spokes()
	for b, nodes := range t.turned {
		for id := range nodes {
			if t.born[id] {
				t.checkBounds(b, id, t.facts[id].kind, own[b][id], vs)
			}
		}
		a.ask(t.rules.bounds[b], t.old(nodes), func(x *store.Item) {
			t.checkBounds(b, x.Value(0).(string), x.Value(1).(string), read(x), vs)
		}, enough)
	}
	t.checkPairs(&a, own, vs)
	t.rules.timed.ask(&a, t.retimed, edges)
	for along, nodes := range t.shared {
		t.rules.sharing[along].ask(&a, t.old(nodes), edges)
	}
	if err := a.read(ctx, t.Tx); err != nil || len(t.reborn) == 0 {
		return err
	}
	return t.checkReferrers(ctx, vs)
}

// read returns the edges at a node, whose fields are the edge's id and the far node's.
func read(x *store.Item) []spoke {
	rows := x.Page(0).Items
	all := make([]spoke, len(rows))
	for i := range rows {
		all[i] = spoke{rows[i].Value(0).(string), rows[i].Value(1).(string)}
	}
	return all
}

func (t *tx) checkBounds(which bound, id, kind string, edges []spoke, vs *Violations) {
	for _, b := range t.rules.Bounds[kind] {
		if which == (bound{b.Relation, b.Direction}) {
			checkBound(kind, id, b, edges, vs)
		}
	}
}

func checkBound(kind, id string, b ontology.Bound, edges []spoke, vs *Violations) {
	most := "at most one edge"
	if b.Required {
		most = "exactly one edge"
	}
	switch {
	case len(edges) > 1:
		vs.add(kind, id, "its field %s takes %s of %s, and there would be %q and %q", b.Field, most, b.Relation, edges[0].edge, edges[1].edge)
	case len(edges) == 0 && b.Required:
		vs.add(kind, id, "its field %s is never null, so it takes %s of %s, and there would be none", b.Field, most, b.Relation)
	}
}
