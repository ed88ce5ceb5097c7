package load

import (
	"slices"

	"parley/graph/store"
)

// mentioned are the ids of the nodes that the file speaks of, and, by kind and
// relation, those of the nodes and edges that it writes.
func (f *file) mentioned() (ids map[string]bool, byName map[string]map[string]bool) {
	ids, byName = map[string]bool{}, map[string]map[string]bool{}
	for _, r := range f.order {
		known, values := f.values(r)
		for _, x := range references(known, values) {
			ids[x.id] = true
		}
		if r.node != nil {
			ids[r.node.ID] = true
			put(byName, r.node.Kind, r.node.ID)
		} else {
			ids[r.edge.Source], ids[r.edge.Target] = true, true
			put(byName, r.edge.Relation, r.edge.ID)
		}
	}
	return ids, byName
}

// values are what the item's kind or relation knows and what the item has.
func (f *file) values(r *item) ([]store.Property, map[string]any) {
	if r.node != nil {
		return f.o.Store.Kind(r.node.Kind).Properties, r.node.Props
	}
	return f.o.Store.Relation(r.edge.Relation).Properties, r.edge.Props
}

// A reference is an id that a property holds.
type reference struct{ property, id string }

func references(known []store.Property, props map[string]any) (all []reference) {
	for _, p := range known {
		if !p.Ref {
			continue
		}
		switch v := props[p.Name].(type) {
		case string:
			all = append(all, reference{p.Name, v})
		case []string:
			for _, id := range v {
				all = append(all, reference{p.Name, id})
			}
		}
	}
	return all
}

// checkEnds complains of nodes that are neither in the file nor in the graph, and of
// such as have another kind than they must.
func (f *file) checkEnds(p *present) {
	for _, r := range f.order {
		known, values := f.values(r)
		for _, x := range references(known, values) {
			f.checkEnd(p, r, x.property, x.id, nil)
		}
		if r.edge != nil {
			rel := f.o.Store.Relation(r.edge.Relation)
			f.checkEnd(p, r, "from", r.edge.Source, rel.From)
			f.checkEnd(p, r, "to", r.edge.Target, rel.To)
		} else if was := p.kinds[r.node.ID]; was != "" && was != r.node.Kind {
			f.complain(r.line, "kind", "node %q is a %s in the graph and cannot become a %s", r.node.ID, was, r.node.Kind)
		}
	}
}

func (f *file) checkEnd(p *present, r *item, key, id string, kinds []string) {
	if f.full() {
		return // The search for near ids takes its time.
	}
	kind := p.kinds[id]
	if n := f.nodes[id]; n != nil {
		kind = n.node.Kind
	}
	switch {
	case kind == "":
		f.complain(r.line, key, "there is no node %q, neither in the file nor in the graph%s", id, Near(id, sorted(f.nodes)))
	case kinds != nil && !slices.Contains(kinds, kind):
		f.complain(r.line, key, "%q is of kind %s, and an edge of %s has there one of kind %s", id, kind, r.edge.Relation, either(kinds))
	}
}
