package plan

import (
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// check sees to what the validator lets pass in variables: enums in any case, and null for
// a field of an input that has a default and is never null; and to how deep inputs go. A
// plan depends on all three, and its key in the cache has them, so it is enough to look
// when the plan is made.
func (c *collector) check(f graphql.CollectedField, t *ast.Type, v any, at ...any) error {
	d := c.onto.Schema().Types[t.Name()]
	wrong := func(format string, a ...any) error {
		return &InputError{At: way(at), Field: f.Alias, Position: f.Position, Err: fmt.Errorf(format, a...)}
	}
	switch {
	case v == nil && t.NonNull:
		return wrong("it cannot be null; leave it out, or give it a value of %s", d.Name)
	case v == nil:
	case len(at) > maxInput:
		at = at[:1]
		return wrong("it goes deeper than %d names and places in lists, one inside the other; ask with fewer", maxInput)
	case t.Elem != nil:
		for i, x := range list(v) {
			if err := c.check(f, t.Elem, x, element(v, at, i)...); err != nil {
				return err
			}
		}
	case d.Kind == ast.InputObject:
		given, _ := v.(map[string]any)
		for _, g := range d.Fields {
			x, ok := given[g.Name]
			if !ok {
				continue
			}
			if err := c.check(f, g.Type, x, append(at[:len(at):len(at)], g.Name)...); err != nil {
				return err
			}
		}
	case d.Kind == ast.Enum:
		if s := fmt.Sprint(v); d.EnumValues.ForName(s) == nil {
			var names []string
			for _, value := range d.EnumValues {
				names = append(names, value.Name)
			}
			return wrong("%s is no value of %s; there are: %s", s, d.Name, strings.Join(names, ", "))
		}
	}
	return nil
}
