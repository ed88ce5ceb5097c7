package limits

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
)

// The weights of introspection, which no directive can say: the whole schema is some thousands of objects.
const (
	schemaWeight = 10_000
	typeWeight   = 1000
)

// The fields of a connection that have its rows.
func rowsOf() []string { return []string{"edges", "nodes"} }

// weights are what the schema says of costs, after the specification of GraphQL Cost Directives: @cost and @listSize, and
// what holds where they are not written: an object weighs 1, a value nothing; a connection has as many rows as its first or
// last says, else a page.
type weights struct {
	schema  *ast.Schema
	fields  map[*ast.FieldDefinition]*weighed
	maxPage int
}

// weighed is a field of the schema.
type weighed struct {
	weight float64   // of each object
	asked  float64   // each time that it is asked for
	size   *listSize // nil where it is no list, and has none below it that it says the size of
}

// A listSize says how many items a list has.
type listSize struct {
	assumed float64  // where no argument says it
	most    float64  // who asks for more is refused elsewhere, and with a better reason
	slicing []string // the arguments that say it: a number, or a list that has as many
	sized   []string // the fields below that are the lists; none if the field is itself
}

// newWeights reads the schema. The most rows of a connection are maxPage; other lists are bound by what answers them.
func newWeights(schema *ast.Schema, page, maxPage int) (*weights, error) {
	w := &weights{schema, map[*ast.FieldDefinition]*weighed{}, maxPage}
	for _, t := range schema.Types {
		for _, f := range t.Fields {
			if t.Kind == ast.InputObject || len(f.Name) > 1 && f.Name[:2] == "__" {
				continue
			}
			x, err := w.read(f, page)
			if err != nil {
				return nil, fmt.Errorf("limits: the field %s of %s: %w", f.Name, t.Name, err)
			}
			w.fields[f] = x
		}
	}
	return w, nil
}

// read reads what is said of one field.
func (w *weights) read(f *ast.FieldDefinition, page int) (*weighed, error) {
	t := w.schema.Types[f.Type.Name()]
	x := new(weighed)
	if t.IsCompositeType() {
		x.weight = 1
	}
	for into, all := range map[*float64]ast.DirectiveList{&x.weight: t.Directives, &x.asked: f.Directives} {
		d := all.ForName("cost")
		if d == nil {
			continue
		}
		weight, err := strconv.ParseFloat(d.Arguments.ForName("weight").Value.Raw, 64)
		if err != nil || math.IsNaN(weight) || math.IsInf(weight, 0) || weight < 0 {
			return nil, fmt.Errorf("the weight in @cost must be a number from 0 up, in quotes")
		}
		*into = weight
	}
	if d := f.Directives.ForName("listSize"); d != nil {
		size, err := w.listSize(f, t, d)
		x.size = size
		return x, err
	}
	if slicing := slices.DeleteFunc([]string{"first", "last"}, func(a string) bool { return f.Arguments.ForName(a) == nil }); len(slicing) > 0 && t.Fields.ForName("pageInfo") != nil {
		x.size = &listSize{float64(page), float64(w.maxPage), slicing, rowsOf()}
	}
	return x, nil
}

// listSize reads a @listSize.
func (w *weights) listSize(f *ast.FieldDefinition, t *ast.Definition, d *ast.Directive) (*listSize, error) {
	s := &listSize{assumed: 1, most: math.MaxInt32}
	texts := func(name string) (all []string) {
		if a := d.Arguments.ForName(name); a != nil {
			for _, c := range a.Value.Children {
				all = append(all, c.Value.Raw)
			}
		}
		return all
	}
	s.slicing, s.sized = texts("slicingArguments"), texts("sizedFields")
	if a := d.Arguments.ForName("assumedSize"); a != nil {
		n, err := strconv.Atoi(a.Value.Raw)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("the assumedSize in @listSize must be a number from 0 up")
		}
		s.assumed = float64(n)
	}
	for _, a := range s.slicing {
		if f.Arguments.ForName(a) == nil {
			return nil, fmt.Errorf("@listSize names the argument %s, which it has not", a)
		}
	}
	for _, name := range s.sized {
		if below := t.Fields.ForName(name); below == nil || below.Type.Elem == nil {
			return nil, fmt.Errorf("@listSize names the field %s, which is no list of %s", name, t.Name)
		}
	}
	if len(s.sized) == 0 && f.Type.Elem == nil {
		return nil, fmt.Errorf("@listSize is on a field that is no list, and names none below it in sizedFields")
	}
	return s, nil
}

// of is what is said of a field that is selected.
func (w *weights) of(f *ast.Field) *weighed {
	switch f.Name {
	case "__schema":
		return &weighed{weight: schemaWeight}
	case "__type":
		return &weighed{weight: typeWeight}
	}
	if x := w.fields[f.Definition]; x != nil {
		return x
	}
	return new(weighed) // __typename, and what is below introspection.
}
