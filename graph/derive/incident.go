package derive

import (
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
