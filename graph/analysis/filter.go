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

// A Window is a span of time that an edge must overlap.
type Window struct {
	edtf.Window
	Certain bool // on every reading of an imprecise time, not only on some
	Undated bool // what has no time passes
}

// A scope is what a search may see of the graph: a filter, with the nodes that it
// does not judge, its ends.
type scope struct {
	Filter
	ends   []string // ids
	endsOf []string // their kinds
	hidden []string // kinds that are drawn as edges, and so are no nodes
	drawn  []*ontology.Drawn
}

// scope settles a filter for a search between some ends. With fold the nodes that
// a drawn relation stands for are drawn as its edges.
func (a *Analyst) scope(f Filter, fold bool) *scope {
	s := &scope{Filter: f}
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
	var all store.And
	if len(s.Exclude) > 0 {
		all = append(all, store.Not{Cond: q.ids(store.OfNode, s.Exclude)})
	}
	free := slices.DeleteFunc(slices.Clone(kinds), func(k string) bool { return !s.passes(k) })
	switch {
	case len(free) == len(kinds):
	case len(free) == 0:
		all = append(all, q.among(s.ends))
	default:
		all = append(all, store.Or{store.Kinds(free), q.ids(store.OfNode, s.ends)})
	}
	return all
}

// edge is the condition on an edge of a relation; ok is false where none passes.
func (s *scope) edge(q *asking, r *store.Relation) (all store.And, ok bool) {
	if w := s.When; w != nil {
		switch timed := r.Property(ontology.Effective) != nil; {
		case timed:
			all = append(all, store.During{Of: store.OfEdge, Property: ontology.Effective, Window: q.arg(w.Window), Certain: w.Certain, Undated: w.Undated})
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
