package derive

import "parley/graph/store"

// newPairs makes the question for all edges of a relation at the nodes in the
// middle, which have fewer of them than those at its other end can have.
func (r *rules) newPairs(relation string, d store.Direction) *store.Selection {
	near, far := r.reach(relation, d)
	edges := &store.Hop{
		Step: store.Along{Relation: relation, Direction: d}, Kinds: far,
		Pick: store.Pick{Rows: true, Fields: spokeFields()},
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

// checkPairs looks for two nodes that have two edges of a pair. It reads the edges of nodes
// in the middle that were there before.
func (t *tx) checkPairs(a *asking, own map[bound]map[string][]spoke, vs *Violations) {
	for relation, nodes := range t.paired {
		for id := range nodes {
			if t.born[id] {
				checkPair(relation, id, own[bound{relation, t.rules.Pairs[relation]}][id], vs)
			}
		}
		a.ask(t.rules.pairs[relation], t.old(nodes), func(x *store.Item) { checkPair(relation, x.Value(0).(string), read(x), vs) })
	}
}

func checkPair(relation, near string, edges []spoke, vs *Violations) {
	seen := map[string]string{}
	for _, s := range edges {
		if first := seen[s.far]; first != "" {
			vs.add("edge", s.edge, "%q and %q have an edge of %s already, %q, and may have one only; put both into one edge", s.far, near, relation, first)
		}
		seen[s.far] = s.edge
	}
}
