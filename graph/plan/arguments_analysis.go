package plan

import (
	"fmt"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// Arguments are those of a field that an Analysis answers. Each method reads the value on
// the way that the names lead, through input objects, and gives the zero value where there
// is none, or where it is wrong: then Err says so.
type Arguments struct {
	field graphql.CollectedField
	given map[string]any
	onto  *ontology.Ontology
	asks  map[string]bool
	err   error
}

// Err says what is wrong with the first value that was wrongly given, in an *InputError; nil if
// nothing was.
func (a *Arguments) Err() error { return a.err }

// Wrong makes an *InputError of what is wrong with the value at some place, such as from or
// where.exclude.
func (a *Arguments) Wrong(at string, err error) error {
	return &InputError{At: at, Field: a.field.Alias, Position: a.field.Position, Err: err}
}

// Asks says whether a field of a type with @analysis is asked for anywhere in the answer.
func (a *Arguments) Asks(typeName, field string) bool { return a.asks[typeName+"."+field] }

// Has says whether there is a value.
func (a *Arguments) Has(at ...string) bool { return a.value(at) != nil }

func (a *Arguments) value(at []string) any { return walk(a.given, places(at)) }

func places(at []string) (all []any) {
	for _, name := range at {
		all = append(all, name)
	}
	return all
}

// valueAt converts a value, and keeps the first error.
func valueAt[T any](a *Arguments, at []string, conv func(any) (T, error)) (out T) {
	v := a.value(at)
	if v == nil {
		return out
	}
	got, err := conv(v)
	if err != nil {
		if a.err == nil {
			a.err = a.Wrong(way(places(at)), err)
		}
		return out
	}
	return got
}

// Text reads a text.
func (a *Arguments) Text(at ...string) string { return valueAt(a, at, oneText) }

// Texts reads a list of texts, of ids or of values of an enum; nil if there is none.
func (a *Arguments) Texts(at ...string) []string { return valueAt(a, at, texts) }

// IDs reads a list of at most so many ids; nil if there is none.
func (a *Arguments) IDs(most int, at ...string) []string {
	return valueAt(a, at, func(v any) ([]string, error) {
		all, err := texts(v)
		if err == nil && len(all) > most {
			err = fmt.Errorf("%d ids; at most %d can be asked for at once", len(all), most)
		}
		return all, err
	})
}

// Kinds reads a list of values of the enum Kind, as the names of kinds; nil if there is none.
func (a *Arguments) Kinds(at ...string) []string {
	return valueAt(a, at, func(v any) ([]string, error) {
		names, err := texts(v)
		kinds := make([]string, 0, len(names))
		for _, n := range names {
			if k, ok := a.onto.KindNamed(n); ok && !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
		return kinds, err
	})
}

// Int reads a whole number from least to most; nil if there is none.
func (a *Arguments) Int(least, most int, at ...string) *int {
	return valueAt(a, at, func(v any) (*int, error) {
		n, err := graphql.UnmarshalInt64(v)
		if err != nil || n < int64(least) || n > int64(most) {
			return nil, fmt.Errorf("%s is not between %d and %d", shown(v), least, most)
		}
		i := int(n)
		return &i, nil
	})
}

// Bool reads a truth value; nil if there is none.
func (a *Arguments) Bool(at ...string) *bool {
	return valueAt(a, at, func(v any) (*bool, error) {
		b, err := graphql.UnmarshalBoolean(v)
		return &b, err
	})
}

// A Window is a span of time that is asked for.
type Window struct {
	edtf.Window
	Certain, Undated bool
}

// Window reads a window of time; nil if there is none.
func (a *Arguments) Window(at ...string) *Window {
	if !a.Has(at...) {
		return nil
	}
	below := func(name string) []string { return append(slices.Clone(at), name) }
	w := &Window{Certain: a.Text(below("match")...) == "CERTAIN"}
	if b := a.Bool(below("undated")...); b != nil {
		w.Undated = *b
	}
	span := valueAt(a, below("within"), func(v any) (edtf.Window, error) {
		w, err := window(v)
		span, _ := w.(edtf.Window)
		return span, err
	})
	w.Window = span
	return w
}

// Cursor reads a cursor that store.Cursor made for a connection and an order; nil if there is
// none.
func (a *Arguments) Cursor(connection string, order store.Order, at ...string) *store.Position {
	return valueAt(a, at, func(v any) (*store.Position, error) {
		s, err := oneText(v)
		if err != nil {
			return nil, err
		}
		p, err := store.ParseCursor(connection, order, s)
		if err != nil {
			return nil, errNoCursor
		}
		return &p, nil
	})
}
