package main

import (
	"fmt"

	"github.com/99designs/gqlgen/codegen/templates"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/ontology"
)

// prefix is what the Go names of types with @analysis begin with: they are general words, such
// as Path, and would stand in the way of what is written by hand.
const prefix = "Found"

// found is a type with @analysis.
func (p *plugin) found(d *ast.Definition) model {
	m := model{Name: prefix + d.Name, Doc: "is an object that a search found.", Interfaces: p.interfaces(d)}
	for _, f := range d.Fields {
		m.Methods = append(m.Methods, p.foundMethod(f))
	}
	return m
}

// foundIn are the types with @analysis that an abstract type may be, beside kinds.
func (p *plugin) foundIn(d *ast.Definition) (names []string) {
	for _, t := range p.onto.Schema().GetPossibleTypes(d) {
		if p.onto.Analysis(t.Name) {
			names = append(names, t.Name)
		}
	}
	return names
}

// foundMethod is the accessor of a field of an object that was found.
func (p *plugin) foundMethod(f *ast.FieldDefinition) method {
	const x = "(*plan.Found)(x)"
	m := method{Name: templates.ToGo(f.Name)}
	t := p.onto.Schema().Types[f.Type.Name()]
	switch of := p.onto.Field(f); {
	case of.Role == ontology.Infos:
		m.Result, m.Body = "*plan.PageInfo", fmt.Sprintf("return %s.Info(%q)", x, f.Name)
	case of.Role == ontology.Analyses && of.List:
		m.Result = "[]*" + prefix + t.Name
		m.Body = fmt.Sprintf("all := %s.Objects(%q); if all == nil { return nil }; out := make([]*%s, len(all)); for i := range all { out[i] = (*%s)(&all[i]) }; return out", x, f.Name, prefix+t.Name, prefix+t.Name)
	case of.Role == ontology.Analyses:
		m.Result, m.Body = "*"+prefix+t.Name, fmt.Sprintf("return (*%s)(%s.Object(%q))", prefix+t.Name, x, f.Name)
	case of.Role == ontology.Parts:
		m.Result, m.Body = "*"+t.Name, fmt.Sprintf("return (*%s)(%s.Part(%q))", t.Name, x, f.Name)
	case of.Role != ontology.Leads:
		m.Result, m.Body = p.stored(f, x+".Values()", f.Name)
	case of.Connection != nil:
		m.Params, m.Result = "ctx context.Context", "(*"+t.Name+", error)"
		m.Body = fmt.Sprintf("p, err := %s.Follow(ctx); return (*%s)(p), err", x, t.Name)
	case len(p.foundIn(t)) > 0:
		m.Params, m.Result = "ctx context.Context", "("+t.Name+", error)"
		m.Body = fmt.Sprintf("if o := %s.Object(%q); o != nil { return found%s(o), nil }; r, err := %s.One(ctx); return as%s(r), err", x, f.Name, t.Name, x, t.Name)
	case t.IsAbstractType():
		m.Params, m.Result = "ctx context.Context", "("+t.Name+", error)"
		m.Body = fmt.Sprintf("r, err := %s.One(ctx); return as%s(r), err", x, t.Name)
	default:
		m.Params, m.Result = "ctx context.Context", "(*"+t.Name+", error)"
		m.Body = fmt.Sprintf("r, err := %s.One(ctx); return (*%s)(r), err", x, t.Name)
	}
	return m
}
