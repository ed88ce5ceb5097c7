package derive

import (
	"context"

	"parley/graph/ontology"
	"parley/graph/store"
)

// An incident query asks for the ids of some of the edges at nodes.
type incident struct {
	sel  *store.Selection
	hops int
}

// newTimed makes the question for the edges that may have a node's time, as they
// have none of their own. Its sel is nil if no edge can.
func (r *rules) newTimed() *incident {
	var timed []string
	for _, k := range r.Store.Kinds {
		if k.Time != "" {
			timed = append(timed, k.Name)
		}
	}
	var hops []*store.Hop
	for i := range r.Store.Relations {
		rel := &r.Store.Relations[i]
		if rel.Property(ontology.Effective) == nil {
			continue
		}
		var without store.Cond
		if own := rel.Time(); own != "" {
			without = store.Not{Cond: store.Compare{Of: store.OfEdge, Property: own, Op: store.Exists}}
		}
		for _, d := range []store.Direction{store.Out, store.In} {
			near, far := r.reach(rel.Name, d)
			if on := common(timed, near); on != nil {
				hops = append(hops, &store.Hop{On: on, Step: store.Along{Relation: rel.Name, Direction: d}, Kinds: far, Where: without, Pick: edgeIDs()})
			}
		}
	}
	return newIncident(timed, hops)
}

// newSharing makes the question for the edges of relations at nodes.
func (r *rules) newSharing(relations []string) *incident {
	var kinds []string
	var hops []*store.Hop
	for _, rel := range relations {
		near, far := r.reach(rel, store.Both)
		kinds = united(kinds, near)
		hops = append(hops, &store.Hop{On: near, Step: store.Along{Relation: rel, Direction: store.Both}, Kinds: far, Pick: edgeIDs()})
	}
	return newIncident(kinds, hops)
}

func newIncident(kinds []string, hops []*store.Hop) *incident {
	if len(hops) == 0 {
		return &incident{}
	}
	return &incident{nodesByID(kinds, store.Pick{Rows: true, Hops: hops}), len(hops)}
}

func edgeIDs() store.Pick {
	return store.Pick{Rows: true, Fields: edgeFields("id"), Order: store.Order{Edges: true}}
}

// ask has the ids of the nodes' edges added to found.
func (q *incident) ask(a *asking, nodes, found map[string]bool) {
	if q.sel == nil {
		return
	}
	a.ask(q.sel, nodes, func(x *store.Item) {
		for i := range q.hops {
			for _, edge := range x.Page(i).Items {
				found[edge.Value(0).(string)] = true
			}
		}
	})
}

// newReferrers makes the questions for the nodes and edges that refer to nodes.
func (r *rules) newReferrers() (all []*store.Selection) {
	refers := func(of store.Of, known []store.Property) (either store.Or) {
		for _, p := range known {
			if p.Ref {
				either = append(either, store.Compare{Of: of, Property: p.Name, Op: store.AnyOf, Arg: idsArg})
			}
		}
		return either
	}
	for _, k := range r.Store.Kinds {
		if c := refers(store.OfNode, k.Properties); c != nil {
			all = append(all, &store.Selection{Kinds: []string{k.Name}, Where: c, Pick: store.Pick{Rows: true, Fields: nodeFields("id")}})
		}
	}
	for _, rel := range r.Store.Relations {
		if c := refers(store.OfEdge, rel.Properties); c != nil {
			all = append(all, &store.Selection{Relations: []string{rel.Name}, Where: c, Pick: store.Pick{Rows: true, Fields: edgeFields("id")}})
		}
	}
	return all
}

// findReferrers has those checked again that refer to a node which may have become
// one of another kind: it was deleted and put in one Write, so nothing that refers
// to it need have been touched.
func (t *tx) findReferrers(ctx context.Context) error {
	var a asking
	for _, sel := range t.rules.referrers {
		found := t.put
		if sel.Relations != nil {
			found = t.edges
		}
		a.ask(sel, t.reborn, func(x *store.Item) { found[x.Value(0).(string)] = true })
	}
	return a.read(ctx, t.Tx)
}
