package main

import (
	"fmt"
	"maps"
	"slices"

	"github.com/99designs/gqlgen/codegen/templates"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/ontology"
	"parley/graph/store"
)

func sortedKeys(m map[string]*ast.Definition) []string { return slices.Sorted(maps.Keys(m)) }

func (p *plugin) kind(d *ast.Definition) model {
	m := model{Name: d.Name, Doc: "is a loaded node of that kind.", Interfaces: p.interfaces(d)}
	for _, f := range d.Fields {
		m.Methods = append(m.Methods, p.method(f, "(*plan.Row)(x)", "(*plan.Row)(x).Node()"))
	}
	return m
}

func (p *plugin) edge(d *ast.Definition) model {
	m := model{Name: d.Name, Doc: "is a loaded node as seen from the edge that led to it.", Interfaces: p.interfaces(d)}
	for _, f := range d.Fields {
		x := p.onto.Field(f)
		g := method{Name: templates.ToGo(f.Name)}
		switch {
		case x.Role == ontology.Cursors:
			g.Result, g.Body = "string", "return (*plan.Row)(x).Cursor()"
		case x.Role == ontology.Nodes:
			g.Result, g.Body = p.node(f.Type.Name(), "(*plan.Row)(x)")
		case x.Computed == ontology.ComputedHighlight:
			g.Result, g.Body = "*string", "return (*plan.Row)(x).Highlight()"
		case x.Computed == ontology.ComputedProvenance:
			g.Result, g.Body = p.derived(f, "(*plan.Row)(x).Group()")
		case x.Role == ontology.Computes:
			v, _ := x.Computed.Value() // The others are above.
			from := "(*plan.Row)(x).Group()"
			if v.Of == store.OfMatch {
				from = "(*plan.Row)(x).Match()"
			}
			g.Result, g.Body = p.stored(f, from, v.Name)
		default:
			g = p.method(f, "(*plan.Row)(x)", "(*plan.Row)(x).Edge()")
		}
		m.Methods = append(m.Methods, g)
	}
	return m
}

func (p *plugin) part(d *ast.Definition) model {
	m := model{Name: d.Name, Doc: "is a loaded value object.", Interfaces: p.interfaces(d)}
	for _, f := range d.Fields {
		g := method{Name: templates.ToGo(f.Name)}
		g.Result, g.Body = p.stored(f, "(*plan.Part)(x).Values()", f.Name)
		m.Methods = append(m.Methods, g)
	}
	return m
}

func (p *plugin) connection(c *ontology.Connection) model {
	m := model{Name: c.Name, Edge: c.Edge.Name, AnyNode: c.Node.IsAbstractType(), Node: c.Node.Name}
	m.Doc = "is a loaded page."
	return m
}

// interfaces are those that a type implements, and the unions that it is in.
func (p *plugin) interfaces(d *ast.Definition) []string {
	names := slices.Clone(d.Interfaces)
	for _, t := range sorted(p.onto.Schema()) {
		if t.Kind == ast.Union && slices.Contains(t.Types, d.Name) {
			names = append(names, t.Name)
		}
	}
	return names
}

// node is the type and the body of a method that returns a row as a node.
func (p *plugin) node(typeName, row string) (result, body string) {
	if p.onto.Schema().Types[typeName].IsAbstractType() {
		return typeName, fmt.Sprintf("return as%s(%s)", typeName, row)
	}
	return "*" + typeName, fmt.Sprintf("return (*%s)(%s)", typeName, row)
}

// method is the accessor of a field that is stored, or that leads to other nodes.
func (p *plugin) method(f *ast.FieldDefinition, row, from string) method {
	x := p.onto.Field(f)
	m := method{Name: templates.ToGo(f.Name)}
	if x.Role == ontology.Derives {
		m.Result, m.Body = p.derived(f, from)
		return m
	}
	if x.Role != ontology.Leads {
		m.Result, m.Body = p.stored(f, from, x.Property)
		return m
	}
	t := f.Type.Name()
	m.Params = "ctx context.Context"
	switch abstract := p.onto.Schema().Types[t].IsAbstractType(); {
	case x.Connection != nil:
		m.Result, m.Body = "(*"+t+", error)", fmt.Sprintf("p, err := %s.Follow(ctx); return (*%s)(p), err", row, t)
	case x.List && abstract:
		m.Result, m.Body = "([]"+t+", error)", fmt.Sprintf("rs, err := %s.List(ctx); out := make([]%s, len(rs)); for i := range rs { out[i] = as%s(&rs[i]) }; return out, err", row, t, t)
	case x.List:
		m.Result, m.Body = "([]*"+t+", error)", fmt.Sprintf("rs, err := %s.List(ctx); out := make([]*%s, len(rs)); for i := range rs { out[i] = (*%s)(&rs[i]) }; return out, err", row, t, t)
	case abstract:
		m.Result, m.Body = "("+t+", error)", fmt.Sprintf("r, err := %s.One(ctx); return as%s(r), err", row, t)
	default:
		m.Result, m.Body = "(*"+t+", error)", fmt.Sprintf("r, err := %s.One(ctx); return (*%s)(r), err", row, t)
	}
	return m
}

// stored is the type and the body of a method that returns a value: nil where there is
// none, even where the schema promises one, so that the executor can tell.
func (p *plugin) stored(f *ast.FieldDefinition, from, name string) (result, body string) {
	t := p.onto.Schema().Types[f.Type.Name()]
	call := func(fn string) string { return fmt.Sprintf("return plan.%s(%s, %q)", fn, from, name) }
	switch {
	case t.Name == "Period":
		return "*plan.Period", call("Time")
	case t.Kind == ast.Object:
		return "*" + t.Name, fmt.Sprintf("return (*%s)(plan.PartOf(%s, %q, %q))", t.Name, from, name, ontology.Sure(t))
	case f.Type.Elem != nil:
		return "[]" + goText(t), call("Texts[" + goText(t) + "]")
	case t.Name == "Int":
		return "*int", call("Int")
	case t.Name == "Float":
		return "*float64", call("Float")
	case t.Name == "Boolean":
		return "*bool", call("Bool")
	}
	return "*" + goText(t), call("Text[" + goText(t) + "]")
}

// derived is the type and the body of a method that returns a derived object.
func (p *plugin) derived(f *ast.FieldDefinition, from string) (result, body string) {
	t := p.onto.Schema().Types[f.Type.Name()]
	return "*" + t.Name, fmt.Sprintf("return (*%s)(plan.DerivedOf(%s, %q))", t.Name, from, ontology.Sure(t))
}

// goText is the Go type of a text: the enum's, or string.
func goText(t *ast.Definition) string {
	if t.Kind == ast.Enum {
		return t.Name
	}
	return "string"
}
