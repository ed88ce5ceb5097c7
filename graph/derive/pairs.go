package derive

import "parley/graph/store"

// newPairs makes the question for all edges of a relation at the nodes in the
// middle, which have fewer of them than those at its other end can have.
func (r *rules) newPairs(relation string, d store.Direction) *store.Selection {
	near, far := r.reach(relation, d)
	edges := &store.Hop{
		Step: store.Along{Relation: relation, Direction: d}, Kinds: far,
		Pick: store.Pick{Rows: true, Fields: append(edgeFields("id"), nodeFields("id")...)},
	}
	return nodesByID(near, store.Pick{Rows: true, Fields: nodeFields("id"), Hops: []*store.Hop{edges}})
}

// pair notes the node in the middle of a pair's edge.
func (t *tx) pair(relation string, e ends) {
	d, ok := t.rules.Pairs[relation]
	if !ok {
		return
	}
	if d != store.In {
		add(t.paired, relation, e.source)
	}
	if d != store.Out {
		add(t.paired, relation, e.target)
	}
}

// askPairs asks for the edges of pairs, to find two nodes that have two of them.
func (t *tx) askPairs(a *asking, vs *Violations) {
	for relation, ids := range t.paired {
		a.ask(t.rules.pairs[relation], ids, func(x *store.Item) { checkPairs(relation, x, vs) })
	}
}

func checkPairs(relation string, x *store.Item, vs *Violations) {
	seen := map[string]string{}
	for i := range x.Page(0).Items {
		y := &x.Page(0).Items[i]
		id, far := y.Value(0).(string), y.Value(1).(string)
		if first := seen[far]; first != "" {
			vs.add("edge", id, "%q and %q have an edge of %s already, %q, and may have one only; put both into one edge", far, x.Value(0), relation, first)
		}
		seen[far] = id
	}
}
