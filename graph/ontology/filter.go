package ontology

import (
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/store"
)

// A Meaning is what a field of a filter asks of the rows in a scope.
type Meaning struct {
	Asks Asks
	// Steps lead from the row to what is compared; empty for the row itself.
	Steps []Step
	// Test says how the ends of the steps, or a property, must match: ANY,
	// EVERY, EXISTS, ABSENT or AT_LEAST.
	Test string
	// Of, Property and Type are what is compared, of AsksProperty.
	Of       store.Of
	Property string
	Type     store.Type
	// Many says that the value is a list, of which any may match.
	Many bool
	// Input is the type of the field's value where that is an input object.
	Input *ast.Definition
	// Scope is where the last step leads, or the scope itself: what Input is about.
	Scope Scope
}

// A Step of a Meaning is an edge to follow, once or, if Any, any number of times.
type Step struct {
	store.Along
	Any   bool
	Kinds []string // at its end
}

// Asks says what kind of question a filter's field is.
type Asks uint8

// What a filter's field may ask.
const (
	AsksAll      Asks = iota + 1 // and: a list of filters that all hold
	AsksEither                   // or: a list of filters of which one holds
	AsksNot                      // not: a filter that does not hold
	AsksID                       // the node's id
	AsksKind                     // the node's kind
	AsksProperty                 // a property
	AsksFilter                   // a filter of its own, on the ends of the steps
	AsksExists                   // whether there is an end of the steps
	AsksMiddle                   // a filter on the nodes in the middle of grouped rows
	AsksFollowed                 // a filter on the edges that grouped rows come from
	AsksCount                    // the least count of grouped rows
)

// Meaning says what field f of the filter d asks in scope s.
func (o *Ontology) Meaning(s Scope, d *ast.Definition, f *ast.FieldDefinition) (Meaning, error) {
	where := d.Name + "." + f.Name
	if f.DefaultValue != nil {
		return Meaning{}, problem(where, "a field of a filter has no default: what is not asked for is not filtered by")
	}
	if c := f.Directives.ForName("computed"); c != nil {
		return o.computedMeaning(where, s, d, f, Computed(arg(c, "as")))
	}
	switch f.Name + ": " + f.Type.String() {
	case "and: [" + d.Name + "!]":
		return Meaning{Asks: AsksAll, Input: d, Scope: s}, nil
	case "or: [" + d.Name + "!]":
		return Meaning{Asks: AsksEither, Input: d, Scope: s}, nil
	case "not: " + d.Name:
		return Meaning{Asks: AsksNot, Input: d, Scope: s}, nil
	}
	path, test := f.Name, "ANY"
	if c := f.Directives.ForName("condition"); c != nil {
		path = arg(c, "path")
		if t := arg(c, "test"); t != "" {
			test = t
		}
	} else if f.Type.Name() == d.Name {
		return Meaning{}, problem(where, "a filter holds others of its type in and: [%s!], or: [%s!] and not: %s, or says by @condition where they hold", d.Name, d.Name, d.Name)
	}
	steps, rest, end, err := o.path(where, s, path)
	if err != nil {
		return Meaning{}, err
	}
	m := Meaning{Steps: steps, Test: test, Scope: end, Input: o.input(f.Type), Many: f.Type.Elem != nil}
	return m, o.ask(where, &m, f, rest)
}

func (o *Ontology) computedMeaning(where string, s Scope, d *ast.Definition, f *ast.FieldDefinition, as Computed) (Meaning, error) {
	for _, g := range d.Fields {
		if g.Type.Name() == d.Name {
			return Meaning{}, problem(where, "what is computed of rows is asked of all at once, so %s cannot hold filters of its type in %s", d.Name, g.Name)
		}
	}
	var middle *Field
	if s.Edge != nil {
		for _, g := range s.Edge.Fields {
			if x := o.fields[g]; x.Step == (store.Middle{}) {
				middle = x
			}
		}
	}
	switch in := o.input(f.Type); {
	case middle == nil:
	case as == ComputedMiddle && in != nil && f.Type.Elem == nil:
		return Meaning{Asks: AsksMiddle, Input: in, Scope: Scope{Kinds: middle.Kinds}}, nil
	case as == ComputedProvenance && in != nil && f.Type.Elem == nil && o.Testimony != nil:
		return Meaning{Asks: AsksFollowed, Input: in, Scope: Scope{Relation: s.Followed}}, nil
	case as == ComputedCount && f.Type.String() == "Int":
		return Meaning{Asks: AsksCount}, nil
	}
	return Meaning{}, problem(where, "@computed(as: %s) has no meaning here: MIDDLE and PROVENANCE are filters, COUNT an Int, of the rows of a @through field whose edge shows its middle", as)
}

// ask completes a meaning by what is left of the path: a property or nothing.
func (o *Ontology) ask(where string, m *Meaning, f *ast.FieldDefinition, rest string) error {
	named := f.Type.Name()
	switch {
	case m.Test == "EVERY" && (rest != "" || len(m.Steps) != 1 || m.Steps[0].Any || named != "ID" || f.Type.Elem == nil):
		return problem(where, "EVERY is for a list of ids and a path of one relation")
	case (m.Test == "EXISTS" || m.Test == "ABSENT") && f.Type.String() != "Boolean":
		return problem(where, "%s is asked with a Boolean", m.Test)
	case m.Input != nil && f.Type.Elem != nil:
		return problem(where, "a list of %s has no meaning: ask with one, and put alternatives into its or", named)
	case rest == "" && (m.Test == "EXISTS" || m.Test == "ABSENT"):
		m.Asks = AsksExists
	case rest == "" && named == "ID", rest == "id" && named == "ID":
		m.Asks = AsksID
	case (rest == "" || rest == "provenance" && o.Testimony != nil) && m.Input != nil && !comparison(m.Input) && !window(m.Input):
		m.Asks = AsksFilter
	case rest == "":
		return problem(where, "the path ends at nodes, so it is asked with ids, with a filter or with EXISTS, not with %s", f.Type)
	case rest == "kind" && named == "Kind" && f.Type.Elem != nil:
		m.Asks = AsksKind
	default:
		return o.askProperty(where, m, f, rest)
	}
	return nil
}

func (o *Ontology) askProperty(where string, m *Meaning, f *ast.FieldDefinition, name string) error {
	of, p, typeName, ok := o.find(m.Scope, name)
	if !ok {
		return problem(where, "no kind, and no edge that leads to %s, has a property %s", strings.Join(m.Scope.Kinds, ", "), name)
	}
	m.Asks, m.Of, m.Property, m.Type = AsksProperty, of, p.Name, p.Type
	if m.Test == "EXISTS" || m.Test == "ABSENT" {
		return nil
	}
	switch {
	case m.Test == "AT_LEAST" && (p.Type != store.Int && p.Type != store.Float || f.Type.Elem != nil):
		return problem(where, "AT_LEAST is for one number")
	case m.Input != nil && window(m.Input):
		if p.Type != store.Period {
			return problem(where, "a window is for times, and %s is none", name)
		}
	case m.Input != nil && comparison(m.Input):
		return o.compares(where, m, name, p, typeName)
	case m.Input != nil || p.Type == store.Period:
		return problem(where, "%s cannot be compared with %s", name, f.Type)
	case f.Type.Name() != typeName:
		return problem(where, "%s is of type %s, so it is compared with %s, not with %s", name, typeName, typeName, f.Type)
	case f.Type.Elem != nil && p.Type == store.Bool:
		return problem(where, "a Boolean is compared with one Boolean, not with a list")
	}
	return nil
}

// compares checks an input of comparisons, such as {prefix, contains}.
func (o *Ontology) compares(where string, m *Meaning, name string, p store.Property, typeName string) error {
	for _, f := range m.Input.Fields {
		field := m.Input.Name + "." + f.Name
		isText := p.Type == store.String || p.Type == store.Strings
		switch {
		case f.Type.Name() != typeName:
			return problem(where, "%s is of type %s, and %s compares with %s", name, typeName, field, f.Type)
		case (f.Name == "in") != (f.Type.Elem != nil):
			return problem(where, "`in` compares with a list, all others with one value, and %s with %s", field, f.Type)
		case f.DefaultValue != nil:
			return problem(where, "%s has a default, and what is not asked for is not compared", field)
		case p.Type == store.Bool && f.Name != "eq":
			return problem(where, "a Boolean is compared with `eq` only, not with %s", field)
		case f.Name != "prefix" && f.Name != "contains":
		case !isText || p.Values != nil:
			return problem(where, "%s is for text, and %s is none", field, name)
		default:
			o.fold(m.Scope, p.Name)
		}
	}
	return nil
}

// path reads `<ATTENDED`, `HELD_AT PART_OF*` or `ABOUT quantity.unit`: steps, and what is
// left, a property, where it ends.
func (o *Ontology) path(where string, s Scope, path string) (steps []Step, rest string, end Scope, err error) {
	words := strings.Fields(path)
	for i, w := range words {
		name, star := strings.CutSuffix(strings.TrimPrefix(w, "<"), "*")
		if o.Store.Relation(name) == nil {
			if i < len(words)-1 || star || strings.HasPrefix(w, "<") {
				return nil, "", s, problem(where, "in the path %q, %s is no relation that a field follows", path, w)
			}
			return steps, w, s, nil
		}
		step := Step{Along: store.Along{Relation: name}, Any: star}
		if strings.HasPrefix(w, "<") {
			step.Direction = store.In
		}
		near, far := o.ends(step.Along)
		if !overlap(s.Kinds, near) {
			return nil, "", s, problem(where, "in the path %q, no edge %s leaves %s", path, w, strings.Join(s.Kinds, ", "))
		}
		step.Kinds = far
		s = Scope{Kinds: far, Relation: name}
		if star {
			step.Kinds, s.Relation = appendNew(append([]string{}, near...), far...), ""
			s.Kinds = step.Kinds
		}
		steps = append(steps, step)
	}
	return steps, "", s, nil
}

func overlap(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// input returns the definition of an input object, or nil.
func (o *Ontology) input(t *ast.Type) *ast.Definition {
	if d := o.schema.Types[t.Name()]; d != nil && d.Kind == ast.InputObject {
		return d
	}
	return nil
}

// window says whether an input is a window of time.
func window(d *ast.Definition) bool {
	f := d.Fields.ForName("within")
	return f != nil && f.Type.Name() == "EDTF"
}

// readWindow checks that a window of time asks for nothing that has no meaning.
func (o *Ontology) readWindow(d *ast.Definition) error {
	if d.Kind != ast.InputObject || !window(d) {
		return nil
	}
	for _, f := range d.Fields {
		match := o.schema.Types[f.Type.Name()]
		switch {
		case f.Name == "within" && f.Type.String() == "EDTF!" && f.DefaultValue == nil:
		case f.Name == "match" && match.EnumValues.ForName("CERTAIN") != nil:
		case f.Name == "undated" && f.Type.Name() == "Boolean":
		default:
			return problem(d.Name+"."+f.Name, "a window has within: EDTF!, match, an enum with the value CERTAIN, and undated: Boolean; nothing else has a meaning")
		}
	}
	return nil
}

// comparison says whether an input holds nothing but ways to compare.
func comparison(d *ast.Definition) bool {
	for _, f := range d.Fields {
		switch f.Name {
		case "eq", "in", "prefix", "contains", "min", "max":
		default:
			return false
		}
	}
	return true
}
