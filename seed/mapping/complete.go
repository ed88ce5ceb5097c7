package mapping

import (
	"fmt"
	"slices"

	"parley/graph/ontology"
	"parley/graph/store"
	"parley/seed/load"
)

// complete refuses nodes that lack an edge which their kind must have: no record could
// be loaded. Where the mapping names a node twice, by the same id, one edge is enough.
func (c *compiler) complete(bounds map[string][]ontology.Bound) {
	for _, e := range c.m.entries {
		for _, b := range bounds[e.shape.Name] {
			if !e.edge() && b.Required && !c.given(e, b) {
				from, to := e.about.Name, "…"
				if b.Direction == store.In {
					from, to = to, from
				}
				c.at(e.place, e.key, "every %s must have an edge of %s, and no edge here gives it one: {relation: %s, from: %s, to: %s}", e.says, b.Relation, b.Relation, from, to)
			}
		}
	}
}

// given says whether an edge of the mapping is one that the node must have.
func (c *compiler) given(e *entry, b ontology.Bound) bool {
	return slices.ContainsFunc(c.m.entries, func(x *entry) bool {
		end := x.from
		if b.Direction == store.In {
			end = x.to
		}
		return x.edge() && x.shape.Name == b.Relation && slices.ContainsFunc(end.refs, func(r ref) bool { return e.is(r) })
	})
}

// is says whether a reference is, or can be, to the node.
func (e *entry) is(r ref) bool {
	return r.entry == nil || r.entry == e || r.entry.says == e.says && r.entry.idText == e.idText
}

// What a node or an edge rests on, and the two edges that say whose word an assertion is.
const evidenceKey = "evidence"

var sources = []string{"APPEARS_IN", "SPEAKER"}

// evidenceKinds are the kinds that evidence is of.
func evidenceKinds(s load.Shapes) map[string]bool {
	all := map[string]bool{}
	for _, shapes := range []map[string]load.Shape{s.Kinds, s.Relations} {
		for _, x := range shapes {
			for _, kind := range x.Keys[evidenceKey].Refs {
				all[kind] = true
			}
		}
	}
	return all
}

// Warnings returns what is allowed and perhaps not meant, in the order of the mapping:
// nodes and edges without evidence, and assertions of which nothing says where they
// stand or who makes them.
func (m *Mapping) Warnings() []Problem {
	ps := &problems{file: m.name}
	for _, e := range m.entries {
		k, can := e.shape.Keys[evidenceKey]
		has := slices.ContainsFunc(e.keys, func(k keyed) bool { return k.name == evidenceKey })
		if can && k.Refs != nil && !has {
			ps.at(e.place, e.key, "%s has no evidence: nobody will know who says so", e.title())
		}
		if !e.edge() && m.evidence[e.shape.Name] && !m.sourced(e) {
			ps.at(e.place, e.key, "%s has neither an edge of %s nor one of %s: nobody will know whose word it is", e.title(), sources[0], sources[1])
		}
	}
	return ps.sorted()
}

// sourced says whether an edge leads from an assertion to where it stands or who makes it.
func (m *Mapping) sourced(e *entry) bool {
	return slices.ContainsFunc(m.entries, func(x *entry) bool {
		return x.edge() && slices.Contains(sources, x.says) && slices.ContainsFunc(x.from.refs, func(r ref) bool { return e.is(r) })
	})
}

// edge says whether the entry is one.
func (e *entry) edge() bool { return e.from != nil }

// title names an entry for a sentence.
func (e *entry) title() string {
	if e.edge() {
		return e.about.Name
	}
	return fmt.Sprintf("%s %s", e.says, e.about.Name)
}
