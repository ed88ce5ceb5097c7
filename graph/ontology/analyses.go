package ontology

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/store"
)

// Analysis says whether objects of a type are found by a search, and nothing of them is stored.
func (o *Ontology) Analysis(typeName string) bool {
	d := o.schema.Types[typeName]
	return d != nil && d.Directives.ForName("analysis") != nil
}

// readAnalyses gives the fields of the types with @analysis their meaning: a value, a time,
// an object of values, further such objects, a node, a connection of nodes, or where a page lies.
func (o *Ontology) readAnalyses() error {
	for _, d := range o.types() {
		if !o.Analysis(d.Name) {
			continue
		}
		if isKind(d) {
			return problem(d.Name, "it is a kind of node, which is stored, and what has @analysis is not")
		}
		for _, f := range d.Fields {
			if err := o.readFound(d.Name+"."+f.Name, f); err != nil {
				return err
			}
		}
	}
	return nil
}

// readFound reads a field of an object that is found.
func (o *Ontology) readFound(where string, f *ast.FieldDefinition) error {
	t := o.schema.Types[f.Type.Name()]
	x := &Field{Name: f.Name, Property: f.Name, List: f.Type.Elem != nil, Connection: o.conns[t.Name], Kinds: o.Kinds(t.Name)}
	o.fields[f] = x
	switch {
	case f.Type.Elem != nil && f.Type.Elem.Elem != nil:
		return problem(where, "a list of lists has no meaning: make objects of the inner ones")
	case t.Kind == ast.Scalar || t.Kind == ast.Enum:
		x.Role = Stores
	case o.Analysis(t.Name):
		x.Role = Analyses
	case x.List:
		return problem(where, "a list is of values or of objects with @analysis; give such an object a field of type %s", t.Name)
	case t.Name == periodType:
		x.Role = Times
	case t.Name == "PageInfo":
		x.Role = Infos
	case x.Connection != nil && !x.Connection.Identity:
		x.Role, x.Kinds, x.Order = Leads, x.Connection.Kinds, store.Order{By: store.ByID}
	case len(x.Kinds) > 0:
		x.Role = Leads
	case t.Kind == ast.Object && x.Connection == nil && Sure(t) != "" && o.plain(t):
		x.Role = Parts
	default:
		return problem(where, "%s is no value nor an object of values, no %s, no kind of node, no connection whose edges have no id, and has no @analysis", t.Name, periodType)
	}
	return nil
}

// plain says whether all fields of a type are single values.
func (o *Ontology) plain(t *ast.Definition) bool {
	for _, f := range t.Fields {
		if d := o.schema.Types[f.Type.Name()]; f.Type.Elem != nil || d.Kind != ast.Scalar && d.Kind != ast.Enum {
			return false
		}
	}
	return true
}
