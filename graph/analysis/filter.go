package analysis

import (
	"slices"

	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// A Filter says which edges and nodes a search goes along. Nil lists let all pass.
type Filter struct {
	Relations  []string // which relations; drawn ones only where they stand here
	Kinds      []string // which kinds of node, ends aside
	Exclude    []string // ids of nodes to be left out
	When       *Window
	Provenance *ProvenanceFilter
	MaxDegree  *int // how many stored edges a node may have at most, ends aside
}

// A Window is a span of time that edges must overlap, and nodes of the kinds that have a time. Other nodes it does not hide.
type Window struct {
	edtf.Window
	Certain bool // on every reading of an imprecise time, not only on some
	Undated bool // what has no time passes
}

// during is the condition that the time in a property is in the window.
func (w *Window) during(q *asking, of store.Of, property string) store.During {
	return store.During{Of: of, Property: property, Window: q.arg(w.Window), Certain: w.Certain, Undated: w.Undated}
}

// A scope is what a search may see of the graph: a filter, with the nodes that it
// does not judge, its ends.
type scope struct {
	Filter
	schema *store.Schema
	ends   []string // ids
	endsOf []string // their kinds
	hidden []string // kinds that are drawn as edges, and so are no nodes
	drawn  []*ontology.Drawn
}

// scope settles a filter for a search between some ends. With fold the nodes that
// a drawn relation stands for are drawn as its edges.
func (a *Analyst) scope(f Filter, fold bool) *scope {
	s := &scope{Filter: f, schema: a.onto.Store}
	for i := range a.onto.Drawn {
		d := &a.onto.Drawn[i]
		asked := slices.Contains(f.Relations, d.Name)
		if fold && (asked || f.Relations == nil || slices.Contains(f.Relations, d.Step.First.Relation)) {
			s.hidden = append(s.hidden, d.Step.Kinds...)
			asked = true
		}
		if asked {
			s.drawn = append(s.drawn, d)
		}
	}
	return s
}

// passes says whether nodes of a kind may be on the way.
func (s *scope) passes(kind string) bool {
	return (s.Kinds == nil || slices.Contains(s.Kinds, kind)) && !slices.Contains(s.hidden, kind)
}

// far are the kinds that may be at the end of an edge: those that pass, and those of
// the ends.
func (s *scope) far(kinds []string) (all []string) {
	for _, k := range kinds {
		if s.passes(k) || slices.Contains(s.endsOf, k) {
			all = append(all, k)
		}
	}
	return all
}

// node is the condition on the far end of an edge that may be of some kinds; nil
// lets all pass.
func (s *scope) node(q *asking, kinds []string) store.And {
	all := s.spared(q)
	free := slices.DeleteFunc(slices.Clone(kinds), func(k string) bool { return !s.passes(k) })
	timed := s.timed(q, free)
	switch {
	case len(free) == len(kinds) && timed == nil:
		return all
	case len(free) == 0:
		return append(all, q.among(s.ends))
	case timed == nil:
		timed = store.Kinds(free)
	case len(free) < len(kinds):
		timed = store.And{store.Kinds(free), timed}
	}
	if len(both(kinds, s.endsOf)) > 0 { // Ends are not judged.
		timed = store.Or{timed, q.ids(store.OfNode, s.ends)}
	}
	return append(all, timed)
}

// spared is the condition that a node is not excluded; nil where none is.
func (s *scope) spared(q *asking) store.And {
	if len(s.Exclude) == 0 {
		return nil
	}
	return store.And{store.Not{Cond: q.ids(store.OfNode, s.Exclude)}}
}

// timed is the condition that a node of some kinds is in the window; nil lets all pass. Kinds without a time do.
func (s *scope) timed(q *asking, kinds []string) store.Cond {
	if s.When == nil {
		return nil
	}
	var times []string // of kinds
	dated := map[string][]string{}
	for _, name := range kinds {
		at := s.schema.Kind(name).Time
		if dated[at] == nil {
			times = append(times, at)
		}
		dated[at] = append(dated[at], name)
	}
	var some store.Or
	for _, at := range times {
		switch of := store.Kinds(dated[at]); {
		case at == "" && len(times) == 1:
			return nil
		case at == "":
			some = append(some, of)
		case len(times) == 1:
			return s.When.during(q, store.OfNode, at)
		default:
			some = append(some, store.And{of, s.When.during(q, store.OfNode, at)})
		}
	}
	if len(some) == 0 {
		return nil
	}
	return some
}

// edge is the condition on an edge of a relation; ok is false where none passes.
func (s *scope) edge(q *asking, r *store.Relation) (all store.And, ok bool) {
	if w := s.When; w != nil {
		switch timed := r.Property(ontology.Effective) != nil; {
		case timed:
			all = append(all, w.during(q, store.OfEdge, ontology.Effective))
		case !w.Undated:
			return nil, false
		}
	}
	if s.Provenance == nil {
		return all, true
	}
	conds, ok := s.Provenance.conds(q, r)
	return append(all, conds...), ok
}

// simple leaves out an And that has no need to be.
func simple(all store.And) store.Cond {
	switch len(all) {
	case 0:
		return nil
	case 1:
		return all[0]
	}
	return all
}

// relations are the stored relations that the filter lets pass.
func (s *scope) relations(o *ontology.Ontology) (all []*store.Relation) {
	for i := range o.Store.Relations {
		if r := &o.Store.Relations[i]; s.Relations == nil || slices.Contains(s.Relations, r.Name) {
			all = append(all, r)
		}
	}
	return all
}
