package graph

import (
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// Whoever has nothing but introspection is told what everything is: each type, field, argument and value. What the
// directives alone need is told where they are declared.
func TestDescribed(t *testing.T) {
	schema := NewExecutableSchema(Config{}).Schema()
	lacks := func(text string, where ...string) {
		if strings.TrimSpace(text) == "" {
			t.Errorf("%s has no description", strings.Join(where, "."))
		}
	}
	for _, d := range schema.Types {
		if d.BuiltIn || d.Name == "ConditionTest" || d.Name == "Computed" {
			continue
		}
		lacks(d.Description, d.Name)
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			lacks(f.Description, d.Name, f.Name)
			for _, a := range f.Arguments {
				lacks(a.Description, d.Name, f.Name, a.Name)
			}
		}
		for _, v := range d.EnumValues {
			lacks(v.Description, d.Name, v.Name)
		}
	}
	for _, d := range schema.Directives {
		lacks(d.Description, "@"+d.Name)
	}
}

// What is the same of every page is said by the generator, and by the schema alone where it has something of its own to say.
func TestDescribedPages(t *testing.T) {
	schema := NewExecutableSchema(Config{}).Schema()
	argument := func(field, name string) *ast.ArgumentDefinition {
		return schema.Query.Fields.ForName(field).Arguments.ForName(name)
	}
	for _, tt := range []struct{ got, want string }{
		{argument("people", "first").Description, "How many rows, from the front: at most 500, and 25 where nothing is said."},
		{argument("people", "orderBy").Description, "The order of the rows; without it `NAME`."},
		{argument("claims", "orderBy").Description, "The order of the rows; without it `WHEN`."},
		{argument("timeline", "after").Description, argument("people", "after").Description},
		{argument("paths", "first").Description, "How many paths are wanted."},
		{schema.Types["ClaimConnection"].Description, "A page of rows, each with one `Claim`, after the Relay specification."},
		{schema.Types["DisputeConnection"].Description, "In order of the ids of `node`, then of `against`; null comes last."},
		{schema.Types["ClaimEdge"].Description, "One row of a `ClaimConnection`."},
		{schema.Types["MetWithEdge"].Fields.ForName("cursor").Description, "The place of this row, for `after` and `before`."},
		{schema.Types["ClaimFilter"].Fields.ForName("or").Description, "At least one of these holds."},
	} {
		if tt.got != tt.want {
			t.Errorf("the description is %q, want %q", tt.got, tt.want)
		}
	}
}
