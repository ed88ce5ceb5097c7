package limits

import (
	"fmt"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// A measure takes the size of one document, and stops at the first bound that it exceeds. It visits each part of the
// text once, then each selection of what the fragments make of it, of which there are at most Selections.
type measure struct {
	Limits
	doc       *ast.QueryDocument
	fragments map[string]*extent // by name; one that is being measured is nil

	aliases, spreads, directives, pairs int

	visited int // selections and values, most of them two or three times
}

// An extent is how much a selection set is, fragments filled in.
type extent struct{ selections, depth int }

// tooMany says that a count exceeds its bound.
func tooMany(what string, bound int, advice string) *gqlerror.Error {
	return refuse(CodeTooComplex, "the document has more than %d %s; %s", bound, what, advice)
}

// measured returns how many parts a document has, and how it exceeds the limits; nil if it does not.
func (l Limits) measured(doc *ast.QueryDocument) (parts int, refused *gqlerror.Error) {
	m := &measure{Limits: l, doc: doc, fragments: map[string]*extent{}}
	refused = m.document()
	return m.visited, refused
}

func (m *measure) document() *gqlerror.Error {
	switch {
	case len(m.doc.Operations) > m.Operations:
		return tooMany("operations", m.Operations, "send them in several requests")
	case len(m.doc.Fragments) > m.Fragments:
		return tooMany("fragments", m.Fragments, "leave out those that are not used, or ask in several requests")
	}
	for _, o := range m.doc.Operations {
		if err := m.operation(o); err != nil {
			return err
		}
	}
	for _, f := range m.doc.Fragments {
		if err := m.first(m.name(f.Name), m.name(f.TypeCondition), m.directivesOf(f.Directives), m.written(f.SelectionSet, 1)); err != nil {
			return err
		}
	}
	for _, f := range m.doc.Fragments {
		if _, err := m.fragment(f.Name); err != nil {
			return err
		}
	}
	for _, o := range m.doc.Operations {
		all, err := m.extent(o.SelectionSet)
		if err != nil {
			return err
		}
		if err := m.within(all); err != nil {
			return err
		}
		if err := m.merged([]ast.SelectionSet{o.SelectionSet}); err != nil {
			return err
		}
	}
	return nil
}

// first is the first of errors that is one.
func (*measure) first(errs ...*gqlerror.Error) *gqlerror.Error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (m *measure) operation(o *ast.OperationDefinition) *gqlerror.Error {
	if len(o.VariableDefinitions) > m.Variables {
		return tooMany("variables", m.Variables, "put values that belong together into one variable of an input type")
	}
	for _, v := range o.VariableDefinitions {
		if err := m.first(m.name(v.Variable), m.name(v.Type.Name()), m.value(v.DefaultValue, 0), m.directivesOf(v.Directives)); err != nil {
			return err
		}
	}
	return m.first(m.name(o.Name), m.directivesOf(o.Directives), m.written(o.SelectionSet, 1))
}

func (m *measure) name(s string) *gqlerror.Error {
	if len(s) > m.Name {
		return refuse(CodeTooComplex, "a name has more than %d bytes; use a shorter one", m.Name)
	}
	return nil
}

// written counts what stands in a selection set as it is written.
func (m *measure) written(set ast.SelectionSet, depth int) *gqlerror.Error {
	if depth > m.Depth {
		return m.tooDeep()
	}
	for _, s := range set {
		m.visited++
		var err *gqlerror.Error
		switch s := s.(type) {
		case *ast.Field:
			if s.Alias != s.Name {
				m.aliases++
			}
			if m.aliases > m.Aliases {
				return tooMany("aliases", m.Aliases, "ask for many nodes by nodes(ids: …) or by a filter, or in several requests")
			}
			err = m.first(m.name(s.Alias), m.name(s.Name), m.arguments(s.Arguments), m.directivesOf(s.Directives), m.written(s.SelectionSet, depth+1))
		case *ast.InlineFragment:
			err = m.first(m.name(s.TypeCondition), m.directivesOf(s.Directives), m.written(s.SelectionSet, depth+1))
		case *ast.FragmentSpread:
			if m.spreads++; m.spreads > m.Spreads {
				return tooMany("fragment spreads", m.Spreads, "ask in several requests")
			}
			err = m.first(m.name(s.Name), m.directivesOf(s.Directives))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (m *measure) directivesOf(all ast.DirectiveList) *gqlerror.Error {
	if m.directives += len(all); m.directives > m.Directives {
		return tooMany("directives", m.Directives, "leave out the fields themselves instead of skipping each")
	}
	for _, d := range all {
		if err := m.first(m.name(d.Name), m.arguments(d.Arguments)); err != nil {
			return err
		}
	}
	return nil
}

func (m *measure) arguments(all ast.ArgumentList) *gqlerror.Error {
	for _, a := range all {
		if err := m.first(m.name(a.Name), m.value(a.Value, 0)); err != nil {
			return err
		}
	}
	return nil
}

func (m *measure) value(v *ast.Value, depth int) *gqlerror.Error {
	if v == nil {
		return nil
	}
	m.visited++
	if depth > m.Values {
		return refuse(CodeTooComplex, "an argument has more than %d lists and objects inside one another; ask with fewer", m.Values)
	}
	if v.Kind == ast.Variable || v.Kind == ast.EnumValue {
		return m.name(v.Raw)
	}
	for _, c := range v.Children {
		if err := m.first(m.name(c.Name), m.value(c.Value, depth+1)); err != nil {
			return err
		}
	}
	return nil
}

func (m *measure) tooDeep() *gqlerror.Error {
	return refuse(CodeTooComplex, "the document has more than %d levels, one inside the other; ask for what is below by a question of its own, from the ids", m.Depth)
}

// within holds an extent to its bounds.
func (m *measure) within(e extent) *gqlerror.Error {
	switch {
	case e.depth > m.Depth:
		return m.tooDeep()
	case e.selections > m.Selections:
		return tooMany("fields, with those of a fragment counted wherever it is spread", m.Selections, "ask in several requests")
	}
	return nil
}

// extent measures a selection set without filling the fragments in: each fragment is measured once.
func (m *measure) extent(set ast.SelectionSet) (extent, *gqlerror.Error) {
	var all extent
	for _, s := range set {
		m.visited++
		var below extent
		var err *gqlerror.Error
		switch s := s.(type) {
		case *ast.Field:
			below, err = m.extent(s.SelectionSet)
		case *ast.InlineFragment:
			below, err = m.extent(s.SelectionSet)
		case *ast.FragmentSpread:
			below, err = m.fragment(s.Name)
		}
		if err == nil {
			err = m.within(below) // Here, so that no sum gets out of hand.
		}
		if err != nil {
			return all, err
		}
		all.selections += 1 + below.selections
		all.depth = max(all.depth, 1+below.depth)
	}
	return all, nil
}

// fragment measures a fragment; one that there is not is for validation to complain of.
func (m *measure) fragment(name string) (extent, *gqlerror.Error) {
	if e, known := m.fragments[name]; known {
		if e == nil {
			return extent{}, refuse(codeInvalid, "a fragment spreads itself, if through others, so there would be no end to it; leave one of the spreads out")
		}
		return *e, nil
	}
	f := m.doc.Fragments.ForName(name)
	if f == nil {
		return extent{}, nil
	}
	m.fragments[name] = nil
	e, err := m.extent(f.SelectionSet)
	m.fragments[name] = &e
	return e, err
}

// merged counts the fields that fall together, as they do in the answer. What it visits is within Selections.
func (m *measure) merged(sets []ast.SelectionSet) *gqlerror.Error {
	below := map[string][]ast.SelectionSet{}
	count := map[string]int{}
	var names []string
	var gather func(set ast.SelectionSet, again int) *gqlerror.Error
	gather = func(set ast.SelectionSet, again int) (err *gqlerror.Error) {
		for _, s := range set {
			m.visited++
			switch s := s.(type) {
			case *ast.Field:
				n := count[s.Alias]
				if n == 0 {
					names = append(names, s.Alias)
				}
				if m.pairs += n * again; n >= m.Same || m.pairs > m.Pairs {
					return refuse(CodeTooComplex, "%s; ask for each field once", m.again(n))
				}
				count[s.Alias]++
				if len(s.SelectionSet) > 0 {
					below[s.Alias] = append(below[s.Alias], s.SelectionSet)
				}
			case *ast.InlineFragment:
				err = gather(s.SelectionSet, again+1) // Validation compares within it once more.
			case *ast.FragmentSpread:
				if f := m.doc.Fragments.ForName(s.Name); f != nil {
					err = gather(f.SelectionSet, again+1)
				}
			}
			if err != nil {
				return err
			}
		}
		return nil
	}
	for _, set := range sets {
		if err := gather(set, 1); err != nil {
			return err
		}
	}
	for _, name := range names {
		if err := m.merged(below[name]); err != nil {
			return err
		}
	}
	return nil
}

// again says which bound of repetition is exceeded, after n fields of one name.
func (m *measure) again(n int) string {
	if n >= m.Same {
		return fmt.Sprintf("the document asks for one field more than %d times in one place", m.Same)
	}
	return fmt.Sprintf("the document asks for fields again and again, which makes more than %d pairs to compare", m.Pairs)
}
