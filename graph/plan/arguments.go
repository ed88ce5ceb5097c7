package plan

import (
	"errors"
	"fmt"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/ontology"
	"parley/graph/store"
)

// arguments reads what a field's arguments say of its rows, and returns the
// condition on them. Only their shape is read, such as which are there; the
// values are bound.
func (c *collector) arguments(f graphql.CollectedField, x *ontology.Field, pick *store.Pick, hop *store.Hop) (store.Cond, error) {
	given := f.ArgumentMap(c.op.Variables)
	b := binder{c: c, field: len(c.plan.fields)}
	c.plan.fields = append(c.plan.fields, f)
	pick.Order = x.Order
	var all store.And
	scope := c.onto.ScopeOf(x)
	for _, a := range f.Definition.Arguments {
		t := c.onto.Schema().Types[a.Type.Name()]
		v := given[a.Name]
		if err := c.check(f, a.Type, v, a.Name); err != nil {
			return nil, err
		}
		switch {
		case a.Name == "orderBy":
			value, ok := v.(string)
			if !ok {
				value = t.EnumValues[0].Name
			}
			order, err := c.onto.Order(scope, t, value)
			if err != nil {
				return nil, err
			}
			pick.Order = order
		case v == nil:
		case a.Name == "id" && x.Step == nil:
			all = append(all, store.Compare{Property: "id", Arg: b.arg(convert(store.String), a.Name)})
		case a.Name == "ids":
			all = append(all, store.Compare{Property: "id", Op: store.AnyOf, Arg: b.arg(ids, a.Name)})
		case a.Name == "kinds":
			kinds, err := c.kindsOf(v)
			if err != nil {
				return nil, err
			}
			all = append(all, kinds)
		case a.Name == "text":
			c.text = b.arg(convert(store.String), a.Name)
		case a.Name == "where":
			cond, err := c.where(&b, x, t, v, hop)
			if err != nil {
				return nil, err
			}
			all = append(all, cond...)
		case t.Kind == ast.InputObject: // a window on the edge's time
			all = append(all, c.during(&b, store.OfEdge, ontology.Effective, t, v, a.Name))
		}
	}
	if c.text != 0 && x.Step == nil {
		pick.Order = store.Order{By: store.ByScore}
	}
	c.through(x, hop)
	if x.Connection != nil {
		c.page(&b, given, pick, x)
	}
	return simple(all), nil
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

// page binds the cut of a connection: at most one of first and last.
func (c *collector) page(b *binder, given map[string]any, pick *store.Pick, x *ontology.Field) {
	name := x.Connection.Name
	order := pick.Order
	cursor := func(v any) (any, error) {
		s, err := oneText(v)
		if err != nil {
			return nil, err
		}
		p, err := store.ParseCursor(name, order, s)
		if err != nil || order.By == store.ByProperty && !p.Of(c.typeOf(x, order.Property)) {
			return nil, errNoCursor
		}
		return p, nil
	}
	if given["after"] != nil {
		pick.After = b.arg(cursor, "after")
	}
	if given["before"] != nil {
		pick.Before = b.arg(cursor, "before")
	}
	switch {
	case given["last"] != nil && given["first"] != nil:
		pick.First = b.arg(func(any) (any, error) {
			return nil, fmt.Errorf("first and last are both given; ask for one of them")
		}, "last")
	case given["last"] != nil:
		pick.Last = b.arg(pageSize, "last")
	default:
		pick.First = b.arg(pageSize, "first")
	}
}

var errNoCursor = errors.New("it is no cursor that this field gives in this order; take it from pageInfo or from an edge")

// typeOf is the type of a property that rows are ordered by.
func (c *collector) typeOf(x *ontology.Field, name string) store.Type {
	for _, k := range x.Kinds {
		if p := c.onto.Store.Kind(k).Property(name); p != nil {
			return p.Type
		}
	}
	if r := c.onto.Store.Relation(c.onto.ScopeOf(x).Relation); r != nil && r.Property(name) != nil {
		return r.Property(name).Type
	}
	return store.String
}

// where reads a filter. That of a @through field may speak of the middle and the
// count as well, which go into the hop's step.
func (c *collector) where(b *binder, x *ontology.Field, t *ast.Definition, v any, hop *store.Hop) ([]store.Cond, error) {
	var step *store.Through
	if s, ok := x.Step.(store.Through); ok {
		step = &s
	}
	conds, err := c.filter(b, c.onto.ScopeOf(x), t, v, step, "where")
	if step != nil && err == nil {
		hop.Step = *step
	}
	return conds, err
}

// through keeps to the kinds in the middle that count by themselves, unless a
// filter asked for kinds.
func (c *collector) through(x *ontology.Field, hop *store.Hop) {
	if hop == nil {
		return
	}
	step, ok := hop.Step.(store.Through)
	if !ok || len(x.Middle) == 0 || asksKind(step.Where) {
		return
	}
	step.Kinds = x.Middle
	hop.Step = step
}

func asksKind(c store.Cond) bool {
	switch c := c.(type) {
	case store.Kinds:
		return true
	case store.And:
		return slices.ContainsFunc(c, asksKind)
	case store.Or:
		return slices.ContainsFunc(c, asksKind)
	case store.Not:
		return asksKind(c.Cond)
	}
	return false
}

// kindsOf reads values of the enum Kind.
func (c *collector) kindsOf(v any) (store.Kinds, error) {
	names, err := texts(v)
	if err != nil {
		return nil, err
	}
	kinds := store.Kinds{}
	for _, n := range names {
		k, ok := c.onto.KindNamed(n)
		if !ok {
			return nil, fmt.Errorf("%s is no kind", n)
		}
		kinds = append(kinds, k)
	}
	return kinds, nil
}
