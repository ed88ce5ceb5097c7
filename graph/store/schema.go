package store

import (
	"fmt"
	"slices"
	"strings"
)

// A Schema says what a graph may hold. Stores make columns, indexes and
// constraints from it. It is never changed once made.
type Schema struct {
	Kinds     []Kind     // ordered by name
	Relations []Relation // ordered by name
	// Derivation is the number of the rules by which hidden properties are derived, raised when they change. What was
	// written under a lower one is refused until it is derived anew.
	Derivation int `json:",omitempty"`
	// Deriving says of a stored graph that it is being derived anew, and that this has not come to its end.
	Deriving bool `json:",omitempty"`
}

// A Kind is a type of node.
type Kind struct {
	Name       string     // such as "UnnamedAgent": an identifier of letters and digits
	Label      string     // how it is labelled in a database that has labels, likewise
	Properties []Property // without the id, which every node has
	// Time names the property of type Period that says when a node of the
	// kind was; it is empty where the kind has none.
	Time string
}

// A Relation is a type of edge.
type Relation struct {
	Name       string     // such as "MEMBER_OF": an identifier in capitals, digits and underscores
	Properties []Property // without the id, which every edge has
	From, To   []string   // the kinds that its source and its target may have, ordered
}

// A Property is a named value of a node or an edge. The name is an identifier;
// one with a dot, such as "quantity.unit", is a part of a value object.
// A name never has more than one dot, and no two properties of one schema with
// the same name differ in type.
type Property struct {
	Name     string
	Type     Type
	Required bool     // must have a value; lists are never absent, and so never required
	Values   []string // the values that there are, if they are numbered (an enum); of a String or Strings
	Default  string   // what an absent String is written as, if not empty
	Least    float64  // of an Int or Float: the bounds, both included; there are none if both are 0
	Most     float64
	Index    bool // may be compared and ordered by at any size; text of at most 1,000 characters
	Fulltext bool // its words are found by Selection.Text
	Folded   bool // may be compared by Prefix and Contains
	Ref      bool // holds ids of nodes: String for one, Strings for any number
	Hidden   bool // derived when data is written; no client may set it, and a list has no bound
}

// A Type is the type of a property. In Go its value is nil, if absent, or that
// named here.
type Type uint8

// The types of properties.
const (
	String  Type = iota + 1 // string
	Int                     // int64
	Float                   // float64, finite
	Bool                    // bool
	Strings                 // []string; absent is empty
	Period                  // edtf.Period
)

// Kind returns the kind of that name, or nil.
func (s *Schema) Kind(name string) *Kind {
	i, ok := slices.BinarySearchFunc(s.Kinds, name, func(k Kind, n string) int { return strings.Compare(k.Name, n) })
	if !ok {
		return nil
	}
	return &s.Kinds[i]
}

// Relation returns the relation of that name, or nil.
func (s *Schema) Relation(name string) *Relation {
	i, ok := slices.BinarySearchFunc(s.Relations, name, func(r Relation, n string) int { return strings.Compare(r.Name, n) })
	if !ok {
		return nil
	}
	return &s.Relations[i]
}

// Lacks says in words what an old schema has that s does not, the first such thing: a
// kind under its label, a relation, a kind at its end, a property of its type. It is "" if there
// is none, and what was kept under old can then be kept under s.
func (s *Schema) Lacks(old *Schema) string {
	for _, k := range old.Kinds {
		now := s.Kind(k.Name)
		if now == nil || now.Label != k.Label {
			return fmt.Sprintf("the kind %s under the label %s", k.Name, k.Label)
		}
		if p := lacksProperty(k.Name, k.Properties, now.Properties); p != "" {
			return p
		}
	}
	for _, r := range old.Relations {
		now := s.Relation(r.Name)
		if now == nil {
			return "the relation " + r.Name
		}
		for _, ends := range [][2][]string{{r.From, now.From}, {r.To, now.To}} {
			for _, kind := range ends[0] {
				if !slices.Contains(ends[1], kind) {
					return fmt.Sprintf("the relation %s at the kind %s", r.Name, kind)
				}
			}
		}
		if p := lacksProperty(r.Name, r.Properties, now.Properties); p != "" {
			return p
		}
	}
	if old.Derivation > s.Derivation {
		return fmt.Sprintf("what was derived by rules of number %d", old.Derivation)
	}
	return ""
}

func lacksProperty(owner string, old, now []Property) string {
	for _, p := range old {
		if q := property(now, p.Name); q == nil || q.Type != p.Type {
			return fmt.Sprintf("the property %s.%s of type %s", owner, p.Name, p.Type)
		}
	}
	return ""
}

// Underived says in words, which go on from the name of a store, why what is hidden of what it keeps under old is not
// what is derived under s. It is "" if it is, or if s itself is Deriving. A store cannot make up for it, since it does not
// know how that is derived.
func (s *Schema) Underived(old *Schema) string {
	switch {
	case s.Deriving:
		return ""
	case old.Deriving:
		return "is being derived anew, and that has not come to its end"
	}
	for _, k := range old.Kinds {
		if p := underived(k.Properties, s.Kind(k.Name).Properties); p != "" {
			return "was written before " + k.Name + "." + p + " was derived"
		}
	}
	for _, r := range old.Relations {
		if p := underived(r.Properties, s.Relation(r.Name).Properties); p != "" {
			return "was written before " + r.Name + "." + p + " was derived"
		}
	}
	if old.Derivation < s.Derivation {
		return fmt.Sprintf("was derived by rules of number %d, and this program has number %d", old.Derivation, s.Derivation)
	}
	return ""
}

// Rederive is the command that derives anew what a store at a location keeps, as it is told to people.
func Rederive(location string) string { return "go run ./seed -rederive -store " + location }

func underived(old, now []Property) string {
	for _, p := range now {
		if p.Hidden && property(old, p.Name) == nil {
			return p.Name
		}
	}
	return ""
}

// Property returns the property of that name, or nil.
func (k *Kind) Property(name string) *Property { return property(k.Properties, name) }

// Property returns the property of that name, or nil.
func (r *Relation) Property(name string) *Property { return property(r.Properties, name) }

func property(all []Property, name string) *Property {
	for i := range all {
		if all[i].Name == name {
			return &all[i]
		}
	}
	return nil
}

// NameProperty and AliasesProperty are the properties that a kind's nodes are
// called by, of type String and Strings; a text search ranks them above others.
const (
	NameProperty    = "name"
	AliasesProperty = "aliases"
)

// Time returns the name of the property that says when an edge of the relation
// was, its own Period that a writer gives; it is empty where there is none.
func (r *Relation) Time() string {
	for i := range r.Properties {
		if p := &r.Properties[i]; p.Type == Period && !p.Hidden {
			return p.Name
		}
	}
	return ""
}
