package plan

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/graph/text"
)

// An InputError says that something in a request, nearly always a value, is wrong: where it stands, and
// what would be right.
type InputError struct {
	At       string // the argument or the way to it, such as where.when.within; "" for the field itself
	Field    string // the response key of the field that has it
	Position *ast.Position
	Err      error
}

func (e *InputError) Error() string {
	if e.At == "" {
		return fmt.Sprintf("%s: %v", e.Field, e.Err)
	}
	return fmt.Sprintf("%s, %s: %v", e.Field, e.At, e.Err)
}

// Unwrap returns what is wrong with the value.
func (e *InputError) Unwrap() error { return e.Err }

// A bind is how a request's value for one store.Arg is found: the way through
// the arguments of a field, and how to read what is there.
type bind struct {
	field int // index in Plan.fields
	at    []any
	conv  func(any) (any, error)
}

type binder struct {
	c     *collector
	field int
}

func (b *binder) arg(conv func(any) (any, error), at ...any) store.Arg {
	b.c.plan.binds = append(b.c.plan.binds, bind{b.field, at, conv})
	return store.Arg(len(b.c.plan.binds))
}

// element is the way to an element of a list; where GraphQL coerced a single
// value to a list, the value itself.
func element(v any, at []any, i int) []any {
	if reflect.ValueOf(v).Kind() != reflect.Slice {
		return at
	}
	return append(at[:len(at):len(at)], i)
}

// Args computes the values of one request. Its error is an *InputError.
func (p *Plan) Args(variables map[string]any) ([]any, error) {
	given := make([]map[string]any, len(p.fields))
	args := make([]any, len(p.binds))
	for i, b := range p.binds {
		f := p.fields[b.field]
		if given[b.field] == nil {
			given[b.field] = f.ArgumentMap(variables)
		}
		v, err := b.conv(walk(given[b.field], b.at))
		if err != nil {
			return nil, &InputError{At: way(b.at), Field: f.Alias, Position: f.Position, Err: err}
		}
		args[i] = v
	}
	return args, nil
}

// walk is the value that a way leads to, nil if there is none.
func walk(v any, at []any) any {
	for _, k := range at {
		switch k := k.(type) {
		case string:
			m, _ := v.(map[string]any)
			v = m[k]
		case int:
			v = list(v)[k]
		}
	}
	return v
}

// way writes a way, as where.or[1].name.
func way(at []any) string {
	s := ""
	for _, k := range at {
		switch k := k.(type) {
		case string:
			if s != "" {
				s += "."
			}
			s += k
		case int:
			s += "[" + strconv.Itoa(k) + "]"
		}
	}
	return s
}

// list reads a list, or a single value as a list of it, as GraphQL does.
func list(v any) []any {
	r := reflect.ValueOf(v)
	if !r.IsValid() {
		return nil
	}
	if r.Kind() != reflect.Slice {
		return []any{v}
	}
	all := make([]any, r.Len())
	for i := range all {
		all[i] = r.Index(i).Interface()
	}
	return all
}

// oneText reads a text, or a number where it stands for one, as an ID may.
func oneText(v any) (string, error) {
	switch v := v.(type) {
	case string:
		if err := text.Check(v, text.TextLimit); err != nil {
			return "", err
		}
		return text.NFC(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case int:
		return strconv.Itoa(v), nil
	case json.Number:
		return v.String(), nil
	}
	return "", fmt.Errorf("%s is no text", shown(v))
}

// shown is a value as the client knows it.
func shown(v any) string {
	if b, err := json.Marshal(v); err == nil {
		return string(b)
	}
	return fmt.Sprint(v)
}

// texts reads one text or a list of them.
func texts(v any) ([]string, error) {
	out := []string{}
	for _, x := range list(v) {
		s, err := oneText(x)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// ids reads one id or a list of them.
func ids(v any) (any, error) {
	all, err := texts(v)
	if len(all) > MaxPage {
		return nil, fmt.Errorf("%d ids; at most %d can be asked for at once", len(all), MaxPage)
	}
	return all, err
}

// convert reads a value of a property's type.
func convert(t store.Type) func(any) (any, error) {
	return func(v any) (any, error) {
		switch t {
		case store.Int:
			return graphql.UnmarshalInt64(v)
		case store.Float:
			f, err := graphql.UnmarshalFloat(v)
			if err == nil && (math.IsNaN(f) || math.IsInf(f, 0)) {
				err = errors.New("the number is not finite")
			}
			return f, err
		case store.Bool:
			return graphql.UnmarshalBoolean(v)
		}
		return oneText(v)
	}
}

// converts reads a list of such values.
func converts(t store.Type) func(any) (any, error) {
	return func(v any) (any, error) {
		switch t {
		case store.Int:
			return each[int64](v, convert(t))
		case store.Float:
			return each[float64](v, convert(t))
		}
		return texts(v)
	}
}

func each[T any](v any, conv func(any) (any, error)) (any, error) {
	out := []T{}
	for _, x := range list(v) {
		if x == nil {
			return nil, errors.New("a list of values to compare with holds no null")
		}
		y, err := conv(x)
		if err != nil {
			return nil, err
		}
		out = append(out, y.(T))
	}
	return out, nil
}

// window reads the span that an EDTF text means.
func window(v any) (any, error) {
	s, err := UnmarshalEDTF(v)
	if err != nil {
		return nil, err
	}
	p, err := edtf.Parse(s)
	return p.Window(), err
}
