package load

import (
	"fmt"
	"maps"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/ontology"
	"parley/graph/store"
)

// Shapes is what lines may say, by the value of their "kind" or "relation".
type Shapes struct{ Kinds, Relations map[string]Shape }

// A Shape is what lines of one kind or relation may say, besides "kind" and "id" or
// "relation", "id", "from" and "to".
type Shape struct {
	Name     string            // of the kind or relation in the store's schema
	About    string            // what the GraphQL schema says of it, or ""
	Keys     map[string]Key    // by name
	Never    map[string]string // fields of the GraphQL schema that no line has, and why
	From, To []string          // of a relation, the kinds at its ends, as the store's schema has them
}

// A Key is a value that lines may have.
type Key struct {
	About    string         // what the GraphQL schema says of it, or ""
	Type     store.Type     // 0 if it has parts
	Values   []string       // those that there are, of an enum
	Refs     []string       // the kinds of which it holds ids, of a reference
	Required bool           // never null in the line or, of a part, in the object
	URL      bool           // holds absolute URLs
	Parts    map[string]Key // of an object

	key *key
}

// ShapesOf returns what lines may say about a graph of an ontology.
func ShapesOf(o *ontology.Ontology) Shapes {
	all := newShapes(o)
	kinds, relations := map[string]Shape{}, map[string]Shape{}
	for value, s := range all.nodes {
		d := o.Schema().Types[s.name]
		kinds[value] = s.export(o, d.Description, d.Fields)
	}
	fields := map[string]ast.FieldList{}
	for _, d := range o.Schema().Types {
		if c := o.Connection(d.Name); c != nil {
			for _, relation := range c.Relations {
				fields[relation] = c.Edge.Fields
			}
		}
	}
	for name, s := range all.edges {
		x := s.export(o, "", fields[name])
		r := o.Store.Relation(name)
		x.From, x.To = r.From, r.To
		relations[name] = x
	}
	return Shapes{kinds, relations}
}

func (s *shape) export(o *ontology.Ontology, about string, fields ast.FieldList) Shape {
	x := Shape{Name: s.name, About: about, Keys: map[string]Key{}, Never: maps.Clone(s.never)}
	for name, k := range s.keys {
		y := k.export(o, s.name)
		if f := fields.ForName(name); f != nil {
			y.About = f.Description
			for part, z := range y.Parts {
				z.About = o.Schema().Types[f.Type.Name()].Fields.ForName(part).Description
				y.Parts[part] = z
			}
		}
		x.Keys[name] = y
	}
	return x
}

func (k *key) export(o *ontology.Ontology, owner string) Key {
	x := Key{Required: k.required, URL: k.url, key: k}
	if k.parts == nil {
		x.Type, x.Values = k.property.Type, slices.Clone(k.property.Values)
		if k.property.Ref {
			x.Refs = o.Refs[[2]string{owner, k.property.Name}]
		}
		return x
	}
	x.Parts = map[string]Key{}
	for name, part := range k.parts {
		x.Parts[name] = part.export(o, owner)
	}
	return x
}

// Check says why a value cannot stand under the key, as it would be said of a line
// that has it; it returns nil if it can, or if v is nil.
func (k Key) Check(v any) error {
	const at = "value"
	faults := k.key.into(map[string]any{}, at, v)
	if len(faults) == 0 {
		return nil
	}
	if part := faults[0].key[len(at):]; part != "" {
		return fmt.Errorf("%s: %s", part[1:], faults[0].reason)
	}
	return fmt.Errorf("%s", faults[0].reason)
}
