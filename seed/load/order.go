package load

import (
	"maps"
	"slices"

	"parley/graph/ontology"
	"parley/graph/store"
)

// setOrder sets for all shapes when they are written, and which ends of edges are
// told of them before. A node comes behind the kinds that it refers to or must have an edge to; kinds
// that need each other come last of the nodes. All other edges follow, and at the very end
// those of which a rule says more than can be told of one node.
func (s *shapes) setOrder(o *ontology.Ontology) {
	kinds := map[string]*shape{}
	for _, x := range s.nodes {
		kinds[x.name] = x
	}
	most := len(kinds)
	for range kinds {
		for _, x := range kinds {
			for _, name := range s.before(o, x) {
				x.level = max(x.level, min(kinds[name].level+1, most))
			}
		}
	}
	for _, x := range s.edges {
		x.level = most + 1
	}
	for _, name := range slices.Concat(o.Chains, slices.Collect(maps.Keys(o.Sharing))) {
		s.edges[name].level, s.edges[name].last = most+2, true
		s.edges[name].counted = []store.Direction{store.Out, store.In}
	}
	for _, along := range o.Sharing {
		s.edges[along].count(store.Out)
	}
	for _, k := range o.Store.Kinds {
		for _, b := range o.Bounds[k.Name] {
			s.edges[b.Relation].count(b.Direction)
			s.bounded[bound{b.Relation, b.Direction}] = true
		}
	}
}

// count has edges told to the nodes at an end.
func (s *shape) count(d store.Direction) {
	if !slices.Contains(s.counted, d) {
		s.counted = append(s.counted, d)
	}
}

// before are the kinds of nodes that must be there before one of a kind can be written whole.
func (s *shapes) before(o *ontology.Ontology, x *shape) (kinds []string) {
	refs := func(x *shape) {
		for _, p := range x.visible {
			kinds = append(kinds, o.Refs[[2]string{x.name, p.Name}]...)
		}
	}
	refs(x)
	for _, b := range o.Bounds[x.name] {
		if b.Required {
			r := o.Store.Relation(b.Relation)
			if b.Direction == store.In {
				kinds = append(kinds, r.From...)
			} else {
				kinds = append(kinds, r.To...)
			}
			refs(s.edges[b.Relation])
		}
	}
	return kinds
}
