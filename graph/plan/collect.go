package plan

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/ontology"
	"parley/graph/store"
)

// Collect makes the plan of a root field of an operation.
func Collect(op *graphql.OperationContext, o *ontology.Ontology, f graphql.CollectedField) (*Plan, error) {
	c := &collector{op: op, onto: o, plan: &Plan{Select: &store.Selection{}}}
	d := o.Schema().Query.Fields.ForName(f.Name)
	x := o.Field(d)
	if x == nil {
		return nil, fmt.Errorf("plan: the root has no field %s that leads to nodes", f.Name)
	}
	if x.Role == ontology.Analyses {
		c.plan.Select = nil
		return c.plan, c.analysis(f, d)
	}
	s := c.plan.Select
	s.Kinds = x.Kinds
	c.plan.root = newLevel(&s.Pick, x)
	where, err := c.arguments(f, x, &s.Pick, nil)
	if err != nil {
		return nil, err
	}
	s.Where = where
	s.Text = c.text
	c.plan.root.text = c.text
	if x.List {
		c.plan.root.column(store.OfNode, "id")
	}
	if err := c.rows(c.plan.root, f.Selections); err != nil {
		return nil, err
	}
	c.plan.root.settle()
	compile := compiler{c}.page
	if x.List {
		compile = compiler{c}.listed
	}
	c.plan.print, c.plan.required = compile(c.plan.root, d.Type, f.Selections), d.Type.NonNull
	return c.plan, nil
}

type collector struct {
	op   *graphql.OperationContext
	onto *ontology.Ontology
	plan *Plan
	text store.Arg // what a search looks for

	depth int // how many hops lead to the one that is collected
}

// collect lists the fields selected on a type, fragments and directives resolved.
func (c *collector) collect(sel ast.SelectionSet, t *ast.Definition) []graphql.CollectedField {
	names := []string{t.Name}
	for _, d := range c.onto.Schema().GetImplements(t) {
		names = append(names, d.Name)
	}
	return c.merge(graphql.CollectFields(c.op, sel, names))
}

// merge makes one of the fields that have one response key, which gqlgen leaves apart where
// they stand on interfaces that have nothing to do with each other.
func (c *collector) merge(fields []graphql.CollectedField) []graphql.CollectedField {
	merged := make([]graphql.CollectedField, 0, len(fields))
	for _, f := range fields {
		i := slices.IndexFunc(merged, func(g graphql.CollectedField) bool { return g.Alias == f.Alias })
		if i < 0 {
			merged = append(merged, f)
			continue
		}
		if len(f.Selections) > 0 {
			merged[i].Selections = slices.Concat(merged[i].Selections, f.Selections)
			c.plan.merged = append(c.plan.merged, merged[i].Selections)
		}
	}
	return merged
}

// rows collects what is asked of a level: through the connection, or of the
// nodes themselves.
func (c *collector) rows(l *level, sel ast.SelectionSet) error {
	if l.conn == nil {
		l.pick.Rows = true
		return c.nodes(l, sel)
	}
	for _, f := range c.collect(sel, c.onto.Schema().Types[l.conn.Name]) {
		var err error
		switch f.Name {
		case "edges":
			l.pick.Rows = true
			err = c.edges(l, f.Selections)
		case "nodes":
			l.pick.Rows = true
			err = c.nodes(l, f.Selections)
		case "pageInfo":
			l.pick.Rows = true
			for _, p := range c.collect(f.Selections, c.onto.Schema().Types["PageInfo"]) {
				switch p.Name {
				case "startCursor", "endCursor":
					l.pick.Positions = true
				case "hasNextPage", "hasPreviousPage":
					l.pick.NoMore = false
				}
			}
		case "totalCount":
			l.pick.Total = true
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *collector) edges(l *level, sel ast.SelectionSet) error {
	for _, f := range c.collect(sel, l.conn.Edge) {
		x := c.onto.Field(l.conn.Edge.Fields.ForName(f.Name))
		if x == nil {
			continue // __typename
		}
		var err error
		switch x.Role {
		case ontology.Cursors:
			l.pick.Positions = true
		case ontology.Nodes:
			err = c.nodes(l, f.Selections)
		case ontology.Computes:
			if x.Computed == ontology.ComputedProvenance {
				c.parts(l, store.OfGroup, x, f)
				continue
			}
			c.computed(l, x.Computed)
		case ontology.Leads:
			err = c.hop(l, x, f, "")
		default:
			c.stored(l, store.OfEdge, x, f)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *collector) computed(l *level, as ontology.Computed) {
	if v, ok := as.Value(); ok {
		l.column(v.Of, v.Name)
	}
	if as == ontology.ComputedHighlight {
		l.searched = searched(c.onto, l.kinds)
		for _, name := range l.searched {
			l.column(store.OfNode, name)
		}
	}
}

// searched are the properties that full text is made of, names first.
func searched(o *ontology.Ontology, kinds []string) (names []string) {
	first := []string{store.NameProperty, store.AliasesProperty}
	for _, name := range first {
		if slices.ContainsFunc(kinds, func(k string) bool { return o.Store.Kind(k).Property(name) != nil }) {
			names = append(names, name)
		}
	}
	for _, k := range kinds {
		for _, p := range o.Store.Kind(k).Properties {
			if p.Fulltext && !slices.Contains(first, p.Name) && !slices.Contains(names, p.Name) {
				names = append(names, p.Name)
			}
		}
	}
	return names
}

// nodes collects what is asked of the nodes, once for each kind that they may be.
func (c *collector) nodes(l *level, sel ast.SelectionSet) error {
	if !c.alike(l.kinds, sel) {
		l.column(store.OfNode, "kind")
	}
	for _, kind := range l.kinds {
		d := c.onto.Schema().Types[kind]
		for _, f := range c.collect(sel, d) {
			x := c.onto.Field(d.Fields.ForName(f.Name))
			switch {
			case x == nil: // __typename
			case x.Role == ontology.Leads:
				if err := c.hop(l, x, f, kind); err != nil {
					return err
				}
			default:
				c.stored(l, store.OfNode, x, f)
			}
		}
	}
	return nil
}

// alike reports whether a selection is the same on each of the kinds, so that a node is shown alike whatever its kind.
func (c *collector) alike(kinds []string, sel ast.SelectionSet) bool {
	if len(kinds) < 2 {
		return true
	}
	collected := func(kind string) (fields []graphql.CollectedField, of []*ontology.Field, types []*ast.Type) {
		d := c.onto.Schema().Types[kind]
		fields = c.collect(sel, d)
		for _, f := range fields {
			x := c.onto.Field(d.Fields.ForName(f.Name))
			if x == nil || x.Role == ontology.Leads { // __typename tells the kind, and what a field leads to is found by it.
				return nil, nil, nil
			}
			of, types = append(of, x), append(types, d.Fields.ForName(f.Name).Type)
		}
		return fields, of, types
	}
	fields, of, types := collected(kinds[0])
	same := func(f, g graphql.CollectedField) bool {
		return f.Alias == g.Alias && f.Name == g.Name && slices.Equal(f.Selections, g.Selections)
	}
	return len(fields) > 0 && !slices.ContainsFunc(kinds[1:], func(kind string) bool {
		others, ofOthers, typesOfOthers := collected(kind)
		return !slices.EqualFunc(fields, others, same) || !reflect.DeepEqual(of, ofOthers) ||
			!slices.EqualFunc(types, typesOfOthers, func(a, b *ast.Type) bool { return a.String() == b.String() })
	})
}

func (c *collector) stored(l *level, of store.Of, x *ontology.Field, f graphql.CollectedField) {
	if x.Role == ontology.Parts || x.Role == ontology.Derives {
		c.parts(l, of, x, f)
		return
	}
	l.column(of, x.Property)
}

// parts collects an object that is made of several values.
func (c *collector) parts(l *level, of store.Of, x *ontology.Field, f graphql.CollectedField) {
	t := c.onto.Schema().Types[f.Definition.Type.Name()]
	l.column(of, x.Part(ontology.Sure(t)))
	for _, part := range c.collect(f.Selections, t) {
		if part.Name != "__typename" {
			l.column(of, x.Part(part.Name))
		}
	}
}

// hop collects a field that leads to other nodes; kind is the kind of node that
// it is selected on, or "" for an edge's. The same field met again, through a
// fragment or on another kind, is one hop that loads what any of them asks.
func (c *collector) hop(l *level, x *ontology.Field, f graphql.CollectedField, kind string) error {
	c.depth++
	defer func() { c.depth-- }()
	if err := c.fits(f, l); err != nil {
		return err
	}
	edge := kind == ""
	for _, h := range l.hops {
		if h.field == f.Field && h.edge == edge && (edge || reflect.DeepEqual(x, c.fieldOn(h))) {
			h.on(kind)
			return c.rows(h.level, f.Selections)
		}
	}
	sh := &store.Hop{Step: c.onto.Single(x.Step), Kinds: x.Kinds, One: x.Connection == nil && !x.List}
	h := &hop{field: f.Field, hop: sh, edge: edge, level: newLevel(&sh.Pick, x)}
	h.on(kind)
	l.hops = append(l.hops, h)
	l.pick.Hops = append(l.pick.Hops, sh)
	where, err := c.arguments(f, x, &sh.Pick, sh)
	if err != nil {
		return err
	}
	sh.Where = where
	return c.rows(h.level, f.Selections)
}

// fieldOn is the meaning of a hop's field on the first kind that it is of.
func (c *collector) fieldOn(h *hop) *ontology.Field {
	return c.onto.Field(c.onto.Schema().Types[h.hop.On[0]].Fields.ForName(h.field.Name))
}

// on adds a kind to those that have the hop.
func (h *hop) on(kind string) {
	if kind != "" && !slices.Contains(h.hop.On, kind) {
		h.hop.On = append(h.hop.On, kind)
	}
}
