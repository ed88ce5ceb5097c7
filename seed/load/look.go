package load

import (
	"context"

	"parley/graph/store"
)

// look reads what the graph holds of that which units speak of.
func (j *importer) look(ctx context.Context, tx store.Tx, units []*unit) (*present, error) {
	ids, byName := map[string]bool{}, map[string]map[string]bool{}
	for _, u := range units {
		for _, p := range u.pieces {
			for _, x := range references(p.shape.visible, p.props) {
				ids[x.id] = true
			}
			ids[p.source], ids[p.target] = true, true
			if !p.shape.edge {
				ids[p.id] = true
			}
			put(byName, p.shape.name, p.id)
		}
	}
	delete(ids, "")
	graph, err := j.questions.read(ctx, tx, ids, byName)
	if err != nil {
		return nil, err
	}
	return graph, j.lookForPairs(ctx, tx, units, graph)
}

func put(byName map[string]map[string]bool, name, id string) {
	if byName[name] == nil {
		byName[name] = map[string]bool{}
	}
	byName[name][id] = true
}

// lookForPairs finds the edges of which there is one a pair and that the graph holds
// under another id than rows give them. They are at nodes in the middle, which have
// fewer of them than those at the other end can have.
func (j *importer) lookForPairs(ctx context.Context, tx store.Tx, units []*unit, graph *present) error {
	middles := map[string]map[string]bool{}
	for _, u := range units {
		for _, p := range u.pieces {
			d, paired := j.o.Pairs[p.shape.name]
			_, found := graph.edges[p.id]
			if !paired || found || graph.kinds[p.source] == "" || graph.kinds[p.target] == "" {
				continue
			}
			if d == store.Out {
				put(middles, p.shape.name, p.source)
			} else {
				put(middles, p.shape.name, p.target)
			}
		}
	}
	if len(middles) == 0 {
		return nil
	}
	byName := map[string]map[string]bool{}
	var qs []store.Query
	names := sorted(middles)
	for _, name := range names {
		qs = append(qs, store.Query{Select: j.questions.pair(j.o.Store.Relation(name), j.o.Pairs[name]), Args: []any{sorted(middles[name])}})
	}
	pages, err := tx.Read(ctx, qs...)
	if err != nil {
		return err
	}
	for i, name := range names {
		for k := range pages[i].Items {
			for l := range pages[i].Items[k].Page(0).Items {
				x := &pages[i].Items[k].Page(0).Items[l]
				id := x.Value(0).(string)
				graph.pairs[pair{name, x.Value(1).(string), x.Value(2).(string)}] = id
				put(byName, name, id)
			}
		}
	}
	more, err := j.questions.read(ctx, tx, nil, byName)
	if err != nil {
		return err
	}
	for id, e := range more.edges {
		graph.edges[id] = e
	}
	return nil
}

// pair returns the question for the edges of pairs at nodes in the middle.
func (q *questions) pair(r *store.Relation, d store.Direction) *store.Selection {
	if q.pairs[r.Name] == nil {
		near, far := r.To, r.From
		if d == store.Out {
			near, far = far, near
		} else {
			d = store.In
		}
		q.pairs[r.Name] = &store.Selection{
			Kinds: near, Where: store.Compare{Property: "id", Op: store.AnyOf, Arg: 1},
			Pick: store.Pick{Rows: true, Fields: []store.Field{{Name: "id"}}, Hops: []*store.Hop{{
				Step: store.Along{Relation: r.Name, Direction: d}, Kinds: far,
				Pick: store.Pick{Rows: true, Fields: []store.Field{{Of: store.OfEdge, Name: "id"}, {Of: store.OfEdge, Name: "source"}, {Of: store.OfEdge, Name: "target"}}},
			}}},
		}
	}
	return q.pairs[r.Name]
}
