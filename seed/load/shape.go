package load

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/text"
)

// The shapes of lines, by what their "kind" or "relation" says.
type shapes struct {
	nodes, edges map[string]*shape
	all          []*shape       // by their index
	bounded      map[bound]bool // of which some nodes may have one only
}

// A shape is what a line of a kind or a relation may say.
type shape struct {
	name  string // of the kind or relation
	keys  map[string]*key
	never map[string]string // fields of the schema that no line has, and why
	pair  bool              // there is one edge from a node to another
	apart bool              // its ends are two nodes
	text  []string          // properties of an edge that tell it from others of the same two nodes
	time  string            // likewise, of type Period, or ""

	index    int              // in shapes.all
	edge     bool             // it is of a relation
	visible  []store.Property // that a line can give
	required []string         // keys that are never null, ordered
	groups   []group          // of the visible properties
	anchor   string           // the end of an edge, "from" or "to", that cannot be without one, or ""

	demanded []string          // properties that are never absent and are not filled in
	counted  []store.Direction // from nodes of which it is to be known what such edges they have
	level    int               // what has a lower one is written before, if both are to come
	last     bool              // only in the end it is known whether such an edge breaks a rule
}

// A group is a property, or those of one object.
type group struct {
	name  string
	props []string
	list  bool
	limit int // of a text, in characters
}

// A key is a value that a line may have: a property, or an object of them.
type key struct {
	property *store.Property
	url      bool
	required bool            // never null, in the line or, of a part, in the object
	parts    map[string]*key // of an object
}

func newShapes(o *ontology.Ontology) shapes {
	s := shapes{nodes: map[string]*shape{}, edges: map[string]*shape{}, bounded: map[bound]bool{}}
	for _, value := range o.KindValues() {
		name, _ := o.KindNamed(value)
		x := newShape(name)
		k := o.Store.Kind(name)
		x.read(o, o.Schema().Types[name].Fields, k.Property, "kind", "id")
		s.nodes[value] = x
	}
	for i := range o.Store.Relations {
		r := &o.Store.Relations[i]
		x := newShape(r.Name)
		x.time = r.Time()
		x.apart = o.Testimony != nil && r.Name == o.Testimony.Contradicts.Relation
		for _, p := range r.Properties {
			if p.Type == store.String && p.Values == nil && !p.Ref && !p.Hidden {
				x.text = append(x.text, p.Name)
			}
		}
		s.edges[r.Name] = x
	}
	for _, d := range o.Schema().Types {
		if c := o.Connection(d.Name); c != nil {
			for _, rel := range c.Relations {
				s.edges[rel].read(o, c.Edge.Fields, o.Store.Relation(rel).Property, "relation", "id", "from", "to", "cursor", "node")
			}
		}
		for _, f := range d.Fields {
			if t, ok := through(o.Field(f)); ok {
				s.edges[t.First.Relation].pair, s.edges[t.Second.Relation].pair = true, true
			}
		}
	}
	s.finish(o)
	return s
}

// finish fills in what follows from the rest.
func (s *shapes) finish(o *ontology.Ontology) {
	add := func(x *shape, known []store.Property) {
		x.index = len(s.all)
		s.all = append(s.all, x)
		for _, p := range known {
			if !p.Hidden {
				x.visible = append(x.visible, p)
			}
			if !p.Hidden && p.Required && p.Default == "" {
				x.demanded = append(x.demanded, p.Name)
			}
		}
		x.groups = groups(x.visible)
		for name, k := range x.keys {
			if k.required {
				x.required = append(x.required, name)
			}
		}
		slices.Sort(x.required)
	}
	for _, value := range sorted(s.nodes) {
		add(s.nodes[value], o.Store.Kind(s.nodes[value].name).Properties)
	}
	for _, name := range sorted(s.edges) {
		add(s.edges[name], o.Store.Relation(name).Properties)
		s.edges[name].edge = true
	}
	for _, k := range o.Store.Kinds {
		for _, b := range o.Bounds[k.Name] {
			switch {
			case b.Required && b.Direction == store.Out:
				s.edges[b.Relation].anchor = "from"
			case b.Required && b.Direction == store.In && s.edges[b.Relation].anchor == "":
				s.edges[b.Relation].anchor = "to"
			}
		}
	}
	s.setOrder(o)
}

func groups(known []store.Property) (all []group) {
	at := map[string]int{}
	for _, p := range known {
		name, _, object := strings.Cut(p.Name, ".")
		i, ok := at[name]
		if !ok || !object {
			i = len(all)
			at[name] = i
			all = append(all, group{name: name, list: p.Type == store.Strings, limit: text.TextLimit})
			if p.Index {
				all[i].limit = text.IndexedLimit
			}
		}
		all[i].props = append(all[i].props, p.Name)
	}
	return all
}

// group returns the group of that name, or nil.
func (s *shape) group(name string) *group {
	for i := range s.groups {
		if s.groups[i].name == name {
			return &s.groups[i]
		}
	}
	return nil
}

// through returns the step of a field that groups what it finds by two edges. There
// is one of these edges for each pair of nodes, since each counts once.
func through(f *ontology.Field) (store.Through, bool) {
	if f == nil {
		return store.Through{}, false
	}
	t, ok := f.Step.(store.Through)
	return t, ok
}

func newShape(name string) *shape {
	return &shape{name: name, keys: map[string]*key{}, never: map[string]string{}}
}

// read adds the fields of a type but those whose names have a meaning of their own.
func (s *shape) read(o *ontology.Ontology, fields ast.FieldList, property func(string) *store.Property, but ...string) {
	for _, f := range fields {
		x := o.Field(f)
		if x == nil || slices.Contains(but, f.Name) {
			continue
		}
		t := o.Schema().Types[f.Type.Name()]
		switch x.Role {
		case ontology.Stores, ontology.Times:
			p := property(f.Name)
			s.keys[f.Name] = &key{property: p, url: t.Name == "URL", required: p.Required && p.Default == ""}
		case ontology.Parts:
			k := &key{parts: map[string]*key{}, required: f.Type.NonNull}
			for _, part := range t.Fields {
				k.parts[part.Name] = &key{
					property: property(x.Property + "." + part.Name), url: part.Type.Name() == "URL", required: part.Type.NonNull,
				}
			}
			s.keys[f.Name] = k
		case ontology.Leads:
			s.lead(f.Name, x, property)
		case ontology.Computes, ontology.Derives:
			s.never[f.Name] = "it is computed and never written"
		}
	}
}

func (s *shape) lead(name string, x *ontology.Field, property func(string) *store.Property) {
	switch step := x.Step.(type) {
	case store.Ref:
		p := property(step.Property)
		s.keys[name] = &key{property: p, required: p.Required}
	case store.Along:
		from, to := "from", "to"
		if step.Direction == store.In {
			from, to = to, from
		}
		s.never[name] = fmt.Sprintf("it follows edges, which have lines of their own: {\"relation\": %q, %q: this id, %q: …}", step.Relation, from, to)
	default:
		s.never[name] = "it is computed and never written"
	}
}

// known returns the keys that a line may have, ordered.
func (s *shape) known(more ...string) []string {
	return append(more, slices.Sorted(maps.Keys(s.keys))...)
}
