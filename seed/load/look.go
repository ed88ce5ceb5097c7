package load

import (
	"context"
	"slices"

	"parley/graph/store"
)

// look reads what the graph holds of that which pieces speak of, and the kinds of more nodes.
func (j *importer) look(ctx context.Context, r Reader, pieces []*piece, ids map[string]bool) (*present, error) {
	for _, p := range pieces {
		for _, x := range references(p.shape.visible, p.props) {
			ids[x.id] = true
		}
		ids[p.source], ids[p.target] = true, true
		if !p.shape.edge {
			ids[p.id] = true
		}
	}
	delete(ids, "")
	graph, err := j.questions.kindsOf(ctx, r, ids)
	if err != nil {
		return nil, err
	}
	byName := map[string]map[string]bool{}
	for _, p := range pieces {
		// An id that is made of an edge's ends is of no edge where these are not.
		if !p.shape.edge || p.named || graph.kinds[p.source] != "" && graph.kinds[p.target] != "" {
			put(byName, p.shape.name, p.id)
		}
	}
	if err := j.questions.read(ctx, r, graph, byName); err != nil {
		return nil, err
	}
	return graph, j.lookForPairs(ctx, r, pieces, graph)
}

// put adds an id to one of several sets.
func put[K comparable](sets map[K]map[string]bool, set K, id string) {
	if sets[set] == nil {
		sets[set] = map[string]bool{}
	}
	sets[set][id] = true
}

// lookForPairs finds the edges of which there is one a pair and that the graph holds
// under another id than rows give them. They are at nodes in the middle, which have
// fewer of them than those at the other end can have.
func (j *importer) lookForPairs(ctx context.Context, r Reader, pieces []*piece, graph *present) error {
	middles := map[bound]map[string]bool{}
	for _, p := range pieces {
		d, paired := j.o.Pairs[p.shape.name]
		_, found := graph.edges[p.id]
		if !paired || found || graph.kinds[p.source] == "" || graph.kinds[p.target] == "" {
			continue
		}
		if d == store.Out {
			put(middles, bound{p.shape.name, d}, p.source)
		} else {
			put(middles, bound{p.shape.name, store.In}, p.target)
		}
	}
	byName := map[string]map[string]bool{}
	err := j.questions.edgesAt(ctx, r, middles, func(b bound, _ string, e store.Edge) {
		graph.pairs[pair{b.relation, e.Source, e.Target}] = e.ID
		put(byName, b.relation, e.ID)
	})
	if err != nil {
		return err
	}
	return j.questions.read(ctx, r, graph, byName)
}

// edgesAt reads the edges at nodes, without their properties.
func (q *questions) edgesAt(ctx context.Context, r Reader, nodes map[bound]map[string]bool, found func(b bound, near string, e store.Edge)) error {
	var qs []store.Query
	var bounds []bound
	for b, ids := range nodes {
		for part := range slices.Chunk(sorted(ids), batch) {
			qs = append(qs, store.Query{Select: q.at(b), Args: []any{part}})
			bounds = append(bounds, b)
		}
	}
	if len(qs) == 0 {
		return nil
	}
	pages, err := r.Read(ctx, qs...)
	if err != nil {
		return err
	}
	for i, b := range bounds {
		for k := range pages[i].Items {
			near := &pages[i].Items[k]
			for l := range near.Page(0).Items {
				x := &near.Page(0).Items[l]
				found(b, near.Value(0).(string), store.Edge{ID: x.Value(0).(string), Source: x.Value(1).(string), Target: x.Value(2).(string)})
			}
		}
	}
	return nil
}

// at returns the question for the edges at nodes.
func (q *questions) at(b bound) *store.Selection {
	if q.edges[b] == nil {
		r := q.schema.Relation(b.relation)
		near, far := r.From, r.To
		switch b.direction {
		case store.In:
			near, far = far, near
		case store.Both:
			near = slices.Compact(slices.Sorted(slices.Values(slices.Concat(near, far))))
			far = near
		}
		q.edges[b] = &store.Selection{
			Kinds: near, Where: store.Compare{Property: "id", Op: store.AnyOf, Arg: 1},
			Pick: store.Pick{Rows: true, Fields: []store.Field{{Name: "id"}}, Hops: []*store.Hop{{
				Step: store.Along{Relation: b.relation, Direction: b.direction}, Kinds: far,
				Pick: store.Pick{Rows: true, Fields: []store.Field{{Of: store.OfEdge, Name: "id"}, {Of: store.OfEdge, Name: "source"}, {Of: store.OfEdge, Name: "target"}}},
			}}},
		}
	}
	return q.edges[b]
}
