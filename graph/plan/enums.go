package plan

import (
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// enums checks that what stands where an enum is asked for is one of its values. In
// variables the validator lets them pass in any case. A plan depends on them, and its
// key in the cache has them, so it is enough to look when the plan is made.
func (c *collector) enums(f graphql.CollectedField, t *ast.Type, v any, at ...any) error {
	d := c.onto.Schema().Types[t.Name()]
	switch {
	case v == nil:
	case t.Elem != nil:
		for i, x := range list(v) {
			if err := c.enums(f, t.Elem, x, element(v, at, i)...); err != nil {
				return err
			}
		}
	case d.Kind == ast.InputObject:
		given, _ := v.(map[string]any)
		for _, g := range d.Fields {
			if err := c.enums(f, g.Type, given[g.Name], append(at[:len(at):len(at)], g.Name)...); err != nil {
				return err
			}
		}
	case d.Kind == ast.Enum:
		if s := fmt.Sprint(v); d.EnumValues.ForName(s) == nil {
			var names []string
			for _, value := range d.EnumValues {
				names = append(names, value.Name)
			}
			return &InputError{At: way(at), Field: f.Alias, Position: f.Position,
				Err: fmt.Errorf("%s is no value of %s; there are: %s", s, d.Name, strings.Join(names, ", "))}
		}
	}
	return nil
}
