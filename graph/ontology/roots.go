package ontology

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/store"
)

// readRoots gives the fields of the root their meaning, which their shape says:
// one node by id, nodes by ids, a connection of all nodes of its kinds, one of
// those that match a text, or what a search finds.
func (o *Ontology) readRoots() error {
	if o.schema.Query == nil {
		return problem("Query", "there is no root to ask")
	}
	for _, f := range o.schema.Query.Fields {
		if f.Name[:min(2, len(f.Name))] == "__" {
			continue
		}
		where := o.schema.Query.Name + "." + f.Name
		x := &Field{Name: f.Name}
		if o.Analysis(f.Type.Name()) {
			x.Role, x.List = Analyses, f.Type.Elem != nil
			o.fields[f] = x
			continue
		}
		if err := o.far(where, x, f); err != nil {
			return err
		}
		x.Order.Edges = false
		has := func(name, typ string) bool {
			a := f.Arguments.ForName(name)
			return a != nil && a.Type.String() == typ
		}
		switch {
		case x.Connection == nil && !x.List && !has("id", "ID!"):
			return problem(where, "one node is asked for by `id: ID!`")
		case x.List && !has("ids", "[ID!]!"):
			return problem(where, "a list of nodes is asked for by `ids: [ID!]!`; use a connection for others")
		case x.Connection != nil && x.Connection.Identity:
			return problem(where, "%s shows edges, and a root has none; use a connection whose edges have no id", x.Connection.Name)
		}
		o.fields[f] = x
	}
	return nil
}

// readFilters goes through every filter and every order where it is used, so that
// one without a meaning is refused at once, and finds out what must be kept folded.
func (o *Ontology) readFilters() error {
	for _, d := range o.types() {
		if err := o.readWindow(d); err != nil {
			return err
		}
	}
	seen := map[string]bool{}
	for _, d := range o.types() {
		for _, f := range d.Fields {
			x := o.fields[f]
			if x == nil || x.Role == Analyses {
				continue
			}
			if err := o.suits(d.Name+"."+f.Name, x, f); err != nil {
				return err
			}
			for _, a := range f.Arguments {
				if err := o.readArgument(d.Name+"."+f.Name, x, a, seen); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// readArgument knows the arguments of the fields that lead somewhere.
func (o *Ontology) readArgument(where string, x *Field, a *ast.ArgumentDefinition, seen map[string]bool) error {
	t := o.schema.Types[a.Type.Name()]
	s := o.ScopeOf(x)
	switch {
	case x.Connection == nil && x.Step == nil && x.Role == Leads && (a.Name == "id" || a.Name == "ids"):
	case x.Connection == nil:
		return problem(where, "the argument %s has no meaning for a field that is no connection", a.Name)
	case slices.Contains([]string{"first", "last"}, a.Name) && a.Type.String() == "Int",
		slices.Contains([]string{"after", "before"}, a.Name) && a.Type.String() == "String":
	case a.Name == "text" && a.Type.String() == "String!" && x.Step == nil:
	case a.Name == "kinds" && a.Type.String() == "[Kind!]":
	case a.Type.Elem != nil:
		return problem(where, "the argument %s: %s has no meaning: it cannot be a list", a.Name, a.Type)
	case a.Name == "where" && t.Kind == ast.InputObject:
		return o.readFilter(s, t, seen)
	case a.Name == "orderBy" && t.Kind == ast.Enum:
		for _, v := range t.EnumValues {
			if _, err := o.Order(s, t, v.Name); err != nil {
				return err
			}
		}
	case t.Kind == ast.InputObject && window(t):
		if p := o.props[s.Relation][a.Name]; p.Type != store.Period {
			return problem(where, "the edges that it shows have no time %s for the window", a.Name)
		}
	default:
		return problem(where, "the argument %s: %s has no meaning; there are first, after, last, before, where, orderBy, kinds, text of a search, and a window on the time of edges", a.Name, a.Type)
	}
	return nil
}

func (o *Ontology) readFilter(s Scope, d *ast.Definition, seen map[string]bool) error {
	key := d.Name + " " + s.Relation
	if s.Edge != nil {
		key += " " + s.Edge.Name
	}
	for _, k := range s.Kinds {
		key += " " + k
	}
	if seen[key] {
		return nil
	}
	seen[key] = true
	for _, f := range d.Fields {
		m, err := o.Meaning(s, d, f)
		if err != nil {
			return err
		}
		if slices.Contains([]Asks{AsksFilter, AsksMiddle, AsksFollowed}, m.Asks) {
			if err := o.readFilter(m.Scope, m.Input, seen); err != nil {
				return err
			}
		}
	}
	return nil
}
