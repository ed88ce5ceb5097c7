package derive

import (
	"slices"

	"parley/graph/ontology"
	"parley/graph/store"
)

// A fact is what edges and references have to know of a node.
type fact struct {
	kind string // empty if there is no such node
	time any    // an edtf.Period, or nil
}

// A factsQuery asks for facts.
type factsQuery struct {
	sel   *store.Selection // fields: id, and then those of a fact
	names []string         // of the fields of a fact
	times []string         // by field after the kind: the property that it is
}

// newFactsQuery makes the question for the facts of nodes of any kind.
func newFactsQuery(s *store.Schema) *factsQuery {
	var q factsQuery
	var all []string
	for _, k := range s.Kinds {
		all = append(all, k.Name)
		if k.Time != "" && !slices.Contains(q.times, k.Time) {
			q.times = append(q.times, k.Time)
		}
	}
	q.names = append([]string{"kind"}, q.times...)
	q.sel = nodesByID(all, store.Pick{Rows: true, Fields: nodeFields(append([]string{"id"}, q.names...)...)})
	return &q
}

// fact returns what the fields of a row from one on say of a node.
func (q *factsQuery) fact(s *store.Schema, x *store.Item, from int) fact {
	f := fact{kind: x.Value(from).(string)}
	if i := slices.Index(q.times, s.Kind(f.kind).Time); i >= 0 {
		f.time = x.Value(from + 1 + i)
	}
	return f
}

// factsAfter returns what holds, behind the changes, of the nodes put or deleted.
func (r *rules) factsAfter(changes []store.Change) map[string]fact {
	now := map[string]fact{}
	for _, c := range changes {
		switch c := c.(type) {
		case store.PutNode:
			now[c.ID] = fact{c.Kind, c.Props[r.Store.Kind(c.Kind).Time]}
		case store.DeleteNode:
			now[c.ID] = fact{}
		}
	}
	return now
}

// daters are those ends of an edge whose time it may have.
func (r *rules) daters(c store.PutEdge) (ids []string) {
	rel := r.Store.Relation(c.Relation)
	if rel.Property(ontology.Effective) == nil || c.Props[rel.Time()] != nil {
		return nil
	}
	dated := func(kinds []string) bool {
		return slices.ContainsFunc(kinds, func(name string) bool { return r.Store.Kind(name).Time != "" })
	}
	if dated(rel.From) {
		ids = append(ids, c.Source)
	}
	if dated(rel.To) {
		ids = append(ids, c.Target)
	}
	return ids
}
