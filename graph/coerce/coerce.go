// Package coerce makes the values of variables those that their types ask for, by the rules of the GraphQL
// specification (Input Coercion, of September 2025). gqlgen has gqlparser do this, which lets pass what the specification
// refuses: texts that look like numbers, enums in any case, fractions as Int, an input object that has @oneOf and
// several members; and refuses what it lets pass: 1.0 as Int.
package coerce

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Variables returns the values of the variables that an operation declares, of those that were given as JSON with
// json.Number. Numbers stay json.Number, with the digits of a whole one where an Int is asked for; an ID is a string; one
// value in place of a list is a list. What is not given stays so, and defaults are left to who executes the operation;
// values of scalars of the schema's own to who knows them. Its error is about the first value that is wrong, with the
// path "variable", its name, and the way within it; only if it may tell of the schema it says which values an enum
// has, and which fields an input object.
func Variables(schema *ast.Schema, op *ast.OperationDefinition, given map[string]any, tell bool) (map[string]any, *gqlerror.Error) {
	values := make(map[string]any, len(given))
	for _, d := range op.VariableDefinitions {
		v, ok := given[d.Variable]
		if !ok {
			continue // Whether it must be given is asked by who knows the defaults.
		}
		c := coercion{schema, tell, ast.Path{ast.PathName("variable"), ast.PathName(d.Variable)}}
		coerced, err := c.value(d.Type, v)
		if err != nil {
			if d.Position != nil {
				err.Locations = []gqlerror.Location{{Line: d.Position.Line, Column: d.Position.Column}}
			}
			return nil, err
		}
		values[d.Variable] = coerced
	}
	return values, nil
}

// A coercion is at a place within a variable.
type coercion struct {
	schema *ast.Schema
	tell   bool // whether an error may say what the schema has
	path   ast.Path
}

func (c coercion) at(e ast.PathElement) coercion {
	return coercion{c.schema, c.tell, append(c.path[:len(c.path):len(c.path)], e)}
}

func (c coercion) wrong(format string, args ...any) *gqlerror.Error {
	return gqlerror.ErrorPathf(c.path, format, args...)
}

func (c coercion) value(t *ast.Type, v any) (any, *gqlerror.Error) {
	switch {
	case v == nil && t.NonNull:
		return nil, c.wrong("cannot be null")
	case v == nil:
		return nil, nil
	case t.Elem != nil:
		return c.list(t.Elem, v)
	}
	switch d := c.schema.Types[t.NamedType]; d.Kind {
	case ast.InputObject:
		return c.object(d, v)
	case ast.Enum:
		return c.enum(d, v)
	default:
		return c.scalar(t.NamedType, v)
	}
}

func (c coercion) enum(d *ast.Definition, v any) (any, *gqlerror.Error) {
	name, ok := v.(string)
	switch {
	case !ok:
		return nil, c.wrong("must be the name of a %s, as a text, not %s", d.Name, kind(v))
	case d.EnumValues.ForName(name) != nil:
		return name, nil
	case !c.tell:
		return nil, c.wrong("%s is no value of %s", name, d.Name)
	}
	var names []string
	for _, e := range d.EnumValues {
		names = append(names, e.Name)
	}
	return nil, c.wrong("%s is no value of %s; there are: %s", name, d.Name, strings.Join(names, ", "))
}

// unknown is the error of a member that an input object does not have.
func (c coercion) unknown(d *ast.Definition) *gqlerror.Error {
	if !c.tell {
		return c.wrong("unknown field")
	}
	var names []string
	for _, f := range d.Fields {
		names = append(names, f.Name)
	}
	return c.wrong("unknown field of %s; there are: %s", d.Name, strings.Join(names, ", "))
}

// list coerces a list; a value that is none is a list of one.
func (c coercion) list(of *ast.Type, v any) (any, *gqlerror.Error) {
	all, ok := v.([]any)
	if !ok {
		one, err := c.value(of, v)
		return []any{one}, err
	}
	coerced := make([]any, len(all))
	for i, x := range all {
		var err *gqlerror.Error
		if coerced[i], err = c.at(ast.PathIndex(i)).value(of, x); err != nil {
			return nil, err
		}
	}
	return coerced, nil
}

func (c coercion) object(d *ast.Definition, v any) (any, *gqlerror.Error) {
	given, ok := v.(map[string]any)
	if !ok {
		return nil, c.wrong("must be a %s, as an object, not %s", d.Name, kind(v))
	}
	coerced := make(map[string]any, len(given))
	for _, f := range d.Fields {
		x, there := given[f.Name]
		if !there {
			if f.Type.NonNull && f.DefaultValue == nil {
				return nil, c.at(ast.PathName(f.Name)).wrong("must be defined")
			}
			continue
		}
		var err *gqlerror.Error
		if coerced[f.Name], err = c.at(ast.PathName(f.Name)).value(f.Type, x); err != nil {
			return nil, err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if _, known := coerced[name]; !known {
			return nil, c.at(ast.PathName(name)).unknown(d)
		}
		if d.Directives.ForName("oneOf") != nil && given[name] == nil {
			return nil, c.at(ast.PathName(name)).wrong("cannot be null")
		}
	}
	if d.Directives.ForName("oneOf") != nil && len(given) != 1 {
		return nil, c.wrong("exactly one member of a %s must be given", d.Name)
	}
	return coerced, nil
}

func (c coercion) scalar(name string, v any) (any, *gqlerror.Error) {
	ok := true
	switch name {
	case "Int":
		v, ok = whole(v, math.MinInt32, math.MaxInt32)
	case "Float":
		ok = finite(v)
	case "String":
		_, ok = v.(string)
	case "Boolean":
		_, ok = v.(bool)
	case "ID":
		if _, text := v.(string); !text {
			var n any
			if n, ok = whole(v, math.MinInt64, math.MaxInt64); ok {
				return string(n.(json.Number)), nil
			}
		}
	}
	if ok {
		return v, nil
	}
	must := map[string]string{
		"Int": "must be a whole number from -2147483648 to 2147483647", "Float": "must be a finite number",
		"String": "must be a text", "Boolean": "must be true or false", "ID": "must be a text or a whole number",
	}[name]
	return nil, c.wrong("cannot use %s as %s: it %s", kind(v), name, must)
}

// whole is a number with no fraction, within bounds, in plain digits.
func whole(v any, least, most int64) (any, bool) {
	text, ok := v.(json.Number)
	if !ok {
		return v, false
	}
	n, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		f, err := strconv.ParseFloat(string(text), 64)
		if err != nil || f != math.Trunc(f) || math.Abs(f) > 1<<53 {
			return v, false
		}
		n = int64(f)
	}
	return json.Number(strconv.FormatInt(n, 10)), n >= least && n <= most
}

func finite(v any) bool {
	text, ok := v.(json.Number)
	if !ok {
		return false
	}
	_, err := strconv.ParseFloat(string(text), 64)
	return err == nil
}

// kind tells what a value of JSON is, and not what it says, which may be long.
func kind(v any) string {
	switch v.(type) {
	case string:
		return "a text"
	case json.Number:
		return "this number"
	case bool:
		return "a Boolean"
	case []any:
		return "a list"
	case map[string]any:
		return "an object"
	}
	return fmt.Sprintf("a %T", v)
}
