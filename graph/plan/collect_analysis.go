package plan

import (
	"fmt"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// maxSlots bounds in how many places of an answer nodes are shown of what was found: each
// is a query of its own in the Read that loads them.
const maxSlots = 20

// analysis collects a root field whose type has @analysis.
func (c *collector) analysis(f graphql.CollectedField, d *ast.FieldDefinition) error {
	for _, a := range f.Definition.Arguments {
		if err := c.check(f, a.Type, f.ArgumentMap(c.op.Variables)[a.Name], a.Name); err != nil {
			return err
		}
	}
	p := &analyzes{field: f, asks: map[string]bool{}}
	c.plan.found, c.plan.required, p.list = p, d.Type.NonNull, d.Type.Elem != nil
	t := c.onto.Schema().Types[d.Type.Name()]
	if err := c.below(t, f.Selections); err != nil {
		return err
	}
	for _, s := range p.slots {
		s.level.settle()
	}
	p.one = compiler{c}.view(t, f.Selections)
	if p.list {
		p.all = many(d.Type.Elem.NonNull, p.one.write)
	}
	for _, s := range p.slots {
		s.query.Pick = *s.level.pick
		s.query.First, s.query.Last, s.query.After, s.query.Before, s.query.Total = 0, 0, 0, 0, false
	}
	return nil
}

// many prints each of some objects.
func many(required bool, write writer[Object]) writer[[]Object] {
	return func(p *printer, all []Object) outcome {
		return array(p, all, required, func(p *printer, o *Object) outcome { return write(p, *o) })
	}
}

// below collects a selection on a type with @analysis: where nodes are shown, and what is asked.
func (c *collector) below(t *ast.Definition, sel ast.SelectionSet) error {
	for _, f := range c.collect(sel, t) {
		d := t.Fields.ForName(f.Name)
		x := c.onto.Field(d)
		if x == nil {
			continue // __typename
		}
		c.plan.found.asks[t.Name+"."+f.Name] = true
		of := c.onto.Schema().Types[d.Type.Name()]
		var err error
		switch x.Role {
		case ontology.Analyses:
			err = c.below(of, f.Selections)
		case ontology.Leads:
			for _, other := range c.onto.Schema().GetPossibleTypes(of) {
				if c.onto.Analysis(other.Name) && err == nil {
					err = c.below(other, f.Selections)
				}
			}
			if err == nil {
				err = c.slot(f, x)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// slot collects a field of found objects that shows nodes. The same field met again, through a
// fragment, is one slot that loads what any of them asks.
func (c *collector) slot(f graphql.CollectedField, x *ontology.Field) error {
	c.depth++
	defer func() { c.depth-- }()
	if i := c.plan.found.slotOf(f.Field); i >= 0 {
		return c.rows(c.plan.found.slots[i].level, f.Selections)
	}
	if len(c.plan.found.slots) >= maxSlots {
		return &InputError{Field: f.Alias, Position: f.Position, Err: fmt.Errorf("nodes are asked for in more than %d places of one answer; ask in several questions", maxSlots)}
	}
	s := &slot{query: &store.Selection{Kinds: x.Kinds}, level: &level{pick: &store.Pick{}, kinds: x.Kinds, conn: x.Connection, field: f.Field}}
	c.plan.found.slots = append(c.plan.found.slots, s)
	if _, err := c.arguments(f, x, s.level.pick, nil); err != nil {
		return err
	}
	b := binder{c: c, field: len(c.plan.fields) - 1}
	s.ids = b.arg(func(any) (any, error) { return []string{}, nil })
	s.query.Where = store.Compare{Property: "id", Op: store.AnyOf, Arg: s.ids}
	s.level.column(store.OfNode, "id")
	return c.rows(s.level, f.Selections)
}

// slotOf is the place of a field's slot, -1 if it has none.
func (a *analyzes) slotOf(f *ast.Field) int {
	return slices.IndexFunc(a.slots, func(s *slot) bool { return s.level.field == f })
}

// view compiles a selection on a type with @analysis.
func (c compiler) view(t *ast.Definition, sel ast.SelectionSet) view {
	var v view
	v.write = members(c, sel, t, func(f graphql.CollectedField, d *ast.FieldDefinition) writer[Object] {
		gather, write := c.found(f, d)
		if gather != nil {
			v.gather = append(v.gather, func(g *gathering, o Object) { gather(g, o.Value(f.Name)) })
		}
		return func(p *printer, o Object) outcome { return write(p, o.Value(f.Name)) }
	}).write
	return v
}

// found compiles a field of a type with @analysis: how it gathers, if it does, and how it prints.
func (c compiler) found(f graphql.CollectedField, d *ast.FieldDefinition) (func(*gathering, any), writer[any]) {
	t := c.onto.Schema().Types[d.Type.Name()]
	switch x := c.onto.Field(d); x.Role {
	case ontology.Analyses:
		v := c.view(t, f.Selections)
		gather := func(g *gathering, value any) {
			for _, o := range objects(value) {
				v.collect(g, o)
			}
		}
		if d.Type.Elem == nil {
			return gather, func(p *printer, value any) outcome { return maybe(p, value, v.write) }
		}
		all := many(d.Type.Elem.NonNull, v.write)
		return gather, func(p *printer, value any) outcome { return maybe(p, value, all) }
	case ontology.Times:
		o := c.period(f.Selections)
		return nil, func(p *printer, value any) outcome { return maybe(p, value, o.write) }
	case ontology.Parts:
		o := members(c, f.Selections, t, func(f graphql.CollectedField, d *ast.FieldDefinition) writer[Object] {
			write := value(d.Type)
			return func(p *printer, o Object) outcome { return write(p, o.Value(f.Name)) }
		})
		return nil, func(p *printer, value any) outcome { return maybe(p, value, o.write) }
	case ontology.Infos:
		o := c.info(f.Selections)
		return nil, func(p *printer, value any) outcome { return maybe(p, value, o.write) }
	case ontology.Leads:
		if x.Connection != nil {
			return c.foundPage(f)
		}
		return c.foundNode(f, t)
	}
	return nil, value(d.Type)
}

// foundPage compiles a connection of nodes that a found object refers to.
func (c compiler) foundPage(f graphql.CollectedField) (func(*gathering, any), writer[any]) {
	n := c.plan.found.slotOf(f.Field)
	l := c.plan.found.slots[n].level
	conn := c.connection(l, f.Selections)
	gather := func(g *gathering, value any) {
		refs, _ := value.(Refs)
		ids, _ := cut(l.pick, refs, g.args)
		for _, id := range ids {
			g.add(n, id)
		}
	}
	return gather, func(p *printer, value any) outcome {
		refs, ok := value.(Refs)
		if !ok {
			return none
		}
		page := p.found.page(n, refs)
		return conn.write(p, &page)
	}
}

// foundNode compiles a node that a found object refers to, or in its place another object.
func (c compiler) foundNode(f graphql.CollectedField, t *ast.Definition) (func(*gathering, any), writer[any]) {
	n := c.plan.found.slotOf(f.Field)
	node := c.node(c.plan.found.slots[n].level, f.Selections)
	views := map[string]view{}
	for _, d := range c.onto.Schema().GetPossibleTypes(t) {
		if c.onto.Analysis(d.Name) {
			views[d.Name] = c.view(d, f.Selections)
		}
	}
	gather := func(g *gathering, value any) {
		switch x := value.(type) {
		case Ref:
			g.add(n, string(x))
		case Object:
			v := views[x.Type()]
			v.collect(g, x)
		}
	}
	return gather, func(p *printer, value any) outcome {
		switch x := value.(type) {
		case Ref:
			if item := p.found.nodes[n][string(x)]; item != nil {
				return node(p, item)
			}
		case Object:
			if v := views[x.Type()]; v.write != nil {
				return v.write(p, x)
			}
		}
		return none
	}
}

// period compiles a selection on a time.
func (c compiler) period(sel ast.SelectionSet) object[edtf.Period] {
	return members(c, sel, c.onto.Schema().Types["Period"], func(f graphql.CollectedField, _ *ast.FieldDefinition) writer[edtf.Period] {
		return period(f.Name)
	})
}

// info compiles a selection on where a page of found objects lies.
func (c compiler) info(sel ast.SelectionSet) object[*PageInfo] {
	return members(c, sel, c.onto.Schema().Types["PageInfo"], func(f graphql.CollectedField, _ *ast.FieldDefinition) writer[*PageInfo] {
		return func(p *printer, i *PageInfo) outcome {
			cursor := i.End
			switch f.Name {
			case "hasNextPage":
				return p.bool(i.Next)
			case "hasPreviousPage":
				return p.bool(i.Previous)
			case "startCursor":
				cursor = i.Start
			}
			if cursor == nil {
				return none
			}
			return p.text(*cursor)
		}
	})
}
