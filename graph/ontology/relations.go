package ontology

import (
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/store"
)

// readRelations finds every relation that a field follows, with the kinds at
// its ends, and the type of edge that shows it.
func (o *Ontology) readRelations() error {
	enum := o.schema.Types["RelationType"]
	if enum == nil || enum.Kind != ast.Enum {
		return problem("RelationType", "there must be an enum of this name, with a value for each type of edge")
	}
	ends := map[string]*store.Relation{}
	for _, d := range o.types() {
		for _, f := range d.Fields {
			e := f.Directives.ForName("edge")
			if e == nil {
				continue
			}
			where := d.Name + "." + f.Name
			if !isKind(d) {
				return problem(where, "@edge stands on fields of kinds, that is of types with @node")
			}
			if err := o.readRelation(where, d, f, e, enum, ends); err != nil {
				return err
			}
		}
	}
	for _, v := range enum.EnumValues {
		if r := ends[v.Name]; r != nil {
			o.Store.Relations = append(o.Store.Relations, *r)
		}
	}
	slices.SortFunc(o.Store.Relations, func(a, b store.Relation) int { return strings.Compare(a.Name, b.Name) })
	return nil
}

func (o *Ontology) readRelation(where string, d *ast.Definition, f *ast.FieldDefinition, e *ast.Directive, enum *ast.Definition, ends map[string]*store.Relation) error {
	rel := arg(e, "type")
	for _, name := range []string{rel, arg(e, "sharing")} {
		if name != "" && enum.EnumValues.ForName(name) == nil {
			return problem(where, "the enum RelationType has no value %s", name)
		}
	}
	c := o.conns[f.Type.Name()]
	far := o.Kinds(f.Type.Name())
	if c != nil {
		far = c.Kinds
	}
	if len(far) == 0 {
		return problem(where, "%s is neither a kind of node (@node, or what such types implement) nor a connection", f.Type.Name())
	}
	if !capital(rel) || isKind(o.schema.Types[rel]) {
		return problem(where, "%s is no name for a relation: it must be of capitals, digits and underscores, and not that of a kind", rel)
	}
	if ends[rel] == nil {
		ends[rel] = &store.Relation{Name: rel}
		o.props[rel] = map[string]store.Property{}
	}
	r := ends[rel]
	dir := direction(arg(e, "direction"))
	if dir != store.In {
		r.From, r.To = appendNew(r.From, d.Name), appendNew(r.To, far...)
	}
	if dir != store.Out {
		r.To, r.From = appendNew(r.To, d.Name), appendNew(r.From, far...)
	}
	if c == nil || !c.Identity {
		return nil
	}
	for _, other := range o.conns {
		if other.Edge == c.Edge {
			other.Relations = appendNew(other.Relations, rel)
		}
	}
	return nil
}

// capital says whether a name is such as MEMBER_OF.
func capital(name string) bool {
	for i, r := range name {
		if (r < 'A' || r > 'Z') && (i == 0 || r != '_' && (r < '0' || r > '9')) {
			return false
		}
	}
	return name != ""
}

// ends are the kinds at the near and the far end of a step.
func (o *Ontology) ends(s store.Along) (near, far []string) {
	r := o.Store.Relation(s.Relation)
	switch {
	case r == nil:
		return nil, nil
	case s.Direction == store.In:
		return r.To, r.From
	case s.Direction == store.Both:
		both := appendNew(slices.Clone(r.From), r.To...)
		return both, both
	}
	return r.From, r.To
}
