package derivetest

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// A model is a whole graph, in which rules are checked and times derived from
// nothing, in the plainest way.
type model struct {
	o     *ontology.Ontology
	nodes map[string]store.Node
	edges map[string]store.Edge
}

// read reads the whole graph of a store.
func read(t *testing.T, s store.Store, o *ontology.Ontology) *model {
	t.Helper()
	m := &model{o, map[string]store.Node{}, map[string]store.Edge{}}
	for _, k := range o.Store.Kinds {
		for _, x := range rows(t, s, &store.Selection{Kinds: []string{k.Name}}, store.OfNode, k.Properties, "id") {
			id := take(x, "id")
			m.nodes[id] = store.Node{ID: id, Kind: k.Name, Props: x}
		}
	}
	for _, r := range o.Store.Relations {
		for _, x := range rows(t, s, &store.Selection{Relations: []string{r.Name}}, store.OfEdge, r.Properties, "id", "source", "target") {
			id := take(x, "id")
			m.edges[id] = store.Edge{ID: id, Relation: r.Name, Source: take(x, "source"), Target: take(x, "target"), Props: x}
		}
	}
	return m
}

// diff tells how another graph differs, or returns "".
func (m *model) diff(other *model) string {
	return cmp.Diff(m.nodes, other.nodes) + cmp.Diff(m.edges, other.edges)
}

func take(x map[string]any, name string) string {
	v := x[name].(string)
	delete(x, name)
	return v
}

func rows(t *testing.T, s store.Store, sel *store.Selection, of store.Of, known []store.Property, names ...string) (all []map[string]any) {
	t.Helper()
	for _, p := range known {
		names = append(names, p.Name)
	}
	sel.Rows = true
	for _, n := range names {
		sel.Fields = append(sel.Fields, store.Field{Of: of, Name: n})
	}
	pages, err := s.Read(t.Context(), store.Query{Select: sel})
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range pages[0].Items {
		x := map[string]any{}
		for i, n := range names {
			if v := item.Value(i); v != nil && !isEmpty(v) {
				x[n] = v
			}
		}
		all = append(all, x)
	}
	return all
}

func isEmpty(v any) bool {
	list, ok := v.([]string)
	return ok && len(list) == 0
}

// effective is the EDTF of an edge's derived time, or "".
func (m *model) effective(id string) string {
	p, _ := m.edges[id].Props[ontology.Effective].(edtf.Period)
	return p.EDTF
}

func (m *model) clone() *model {
	return &model{m.o, maps.Clone(m.nodes), maps.Clone(m.edges)}
}

// apply applies a change that a store takes, and derives nothing.
func (m *model) apply(c store.Change) {
	c, err := m.o.Store.Clean(c)
	if err != nil {
		panic(err)
	}
	switch c := c.(type) {
	case store.PutNode:
		m.nodes[c.ID] = c.Node
	case store.PutEdge:
		m.edges[c.ID] = c.Edge
	case store.DeleteNode:
		delete(m.nodes, c.ID)
	case store.DeleteEdge:
		delete(m.edges, c.ID)
	}
}

// derive gives every edge the time that it has, and everything its provenance.
func (m *model) derive() {
	m.provenance()
	for id, e := range m.edges {
		r := m.o.Store.Relation(e.Relation)
		if r.Property(ontology.Effective) == nil {
			continue
		}
		e.Props = maps.Clone(e.Props)
		delete(e.Props, ontology.Effective)
		for _, v := range []any{e.Props[r.Time()], m.timeOf(e.Source), m.timeOf(e.Target)} {
			if v != nil {
				e.Props[ontology.Effective] = v
				break
			}
		}
		m.edges[id] = e
	}
}

func (m *model) timeOf(node string) any {
	n := m.nodes[node]
	return n.Props[m.o.Store.Kind(n.Kind).Time]
}

// ends are the far ends of a node's edges of a relation, ordered.
func (m *model) ends(node, relation string, d store.Direction) (ids []string) {
	for _, e := range m.edges {
		switch {
		case e.Relation != relation:
		case e.Source == node && d == store.Out:
			ids = append(ids, e.Target)
		case e.Target == node && d == store.In:
			ids = append(ids, e.Source)
		}
	}
	slices.Sort(ids)
	return ids
}

// fault says what rule is broken, or "".
func (m *model) fault() string {
	faults := []string{""}
	for id, n := range m.nodes {
		faults = append(faults, m.refFault(id, n.Kind, n.Props))
		for _, b := range m.o.Bounds[n.Kind] {
			if n := len(m.ends(id, b.Relation, b.Direction)); n > 1 || n == 0 && b.Required {
				faults = append(faults, "bound of "+id+"."+b.Field)
			}
		}
		for _, rel := range m.o.Chains {
			if m.chain(id, rel, nil) > store.MaxChain {
				faults = append(faults, "chain of "+rel+" from "+id)
			}
		}
	}
	for id, e := range m.edges {
		faults = append(faults, m.refFault(id, e.Relation, e.Props))
		for other, f := range m.edges {
			if _, pairs := m.o.Pairs[e.Relation]; pairs && other != id && f.Relation == e.Relation && f.Source == e.Source && f.Target == e.Target {
				faults = append(faults, "pair of "+id)
			}
		}
		r := m.o.Store.Relation(e.Relation)
		if !slices.Contains(r.From, m.nodes[e.Source].Kind) || !slices.Contains(r.To, m.nodes[e.Target].Kind) {
			faults = append(faults, "ends of "+id)
		}
		along := m.o.Sharing[e.Relation]
		a, b := m.ends(e.Source, along, store.Out), m.ends(e.Target, along, store.Out)
		if along != "" && !slices.Equal(slices.Compact(a), slices.Compact(b)) {
			faults = append(faults, "sharing of "+id)
		}
	}
	return slices.MaxFunc(faults, strings.Compare)
}

func (m *model) refFault(id, owner string, props map[string]any) string {
	for name, v := range props {
		kinds, isRef := m.o.Refs[[2]string{owner, name}]
		refs, many := v.([]string)
		if one, ok := v.(string); ok && !many {
			refs = []string{one}
		}
		for _, ref := range refs {
			if isRef && !slices.Contains(kinds, m.nodes[ref].Kind) {
				return "reference of " + id + "." + name
			}
		}
	}
	return ""
}

// chain is the length of the longest chain from a node, too long if it meets itself.
func (m *model) chain(id, relation string, before []string) int {
	if slices.Contains(before, id) {
		return store.MaxChain + 1
	}
	longest := 0
	for _, next := range m.ends(id, relation, store.Out) {
		longest = max(longest, m.chain(next, relation, append(before, id)))
	}
	return longest + 1
}

// sorted returns the ids in order, so that a random choice can be made again.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
