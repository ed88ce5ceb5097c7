package graph

import (
	"strings"
	"testing"
)

// Variables are coerced as the specification has it before anything is read, through the whole handler: what fits is
// answered, and what does not is refused by its name and place.
func TestVariables(t *testing.T) {
	h, n := kabul(t, stores[0].open)
	const people = "query($first: Int, $where: AgentFilter, $by: AgentOrder) { people(first: $first, where: $where, orderBy: $by) { nodes { __typename } } }"
	const must = "query($ids: [ID!]!, $n: Int! = 1) { nodes(ids: $ids) { __typename } people(first: $n) { nodes { __typename } } }"
	for _, tt := range []struct{ query, variables, want string }{
		{people, `{"first": 1}`, `"Person"`},
		{people, `{"first": 1.0}`, `"Person"`},
		{people, `{"first": 1e0}`, `"Person"`},
		{people, `{"first": null}`, `"Person"`},
		{people, `{"first": "1"}`, "variable $first: cannot use a text as Int"},
		{people, `{"first": 1.5}`, "variable $first: cannot use this number as Int"},
		{people, `{"first": 2147483648}`, "variable $first: cannot use this number as Int"},
		{people, `{"first": 123456789012345678901234567890}`, "variable $first: cannot use this number as Int"},
		{people, `{"by": "NAME"}`, `"Person"`},
		{people, `{"by": "name"}`, "variable $by: name is no value of AgentOrder"},
		{people, `{"by": 1}`, "variable $by: must be the name of a AgentOrder"},
		{people, `{"where": {"id": "x"}}`, `"nodes": []`},
		{people, `{"where": {"id": ["x", "y"]}}`, `"nodes": []`},
		{people, `{"where": {"id": 5}}`, `"nodes": []`},
		{people, `{"where": {"id": true}}`, "variable $where.id: cannot use a Boolean as ID"},
		{people, `{"where": {"or": {"id": "x"}}}`, `"nodes": []`},
		{people, `{"where": {"nothing": 1}}`, "variable $where.nothing: unknown field of AgentFilter; there are: id, kind, name, memberOf, and, or, not"},
		{people, `{"where": {"__typename": "AgentFilter"}}`, "variable $where.__typename: unknown field"},
		{people, `{"where": {"name": {"eq": 5}}}`, "variable $where.name.eq: cannot use this number as String"},
		{people, `{"where": []}`, "variable $where: must be a AgentFilter"},
		{people, `{"another": 1}`, `"Person"`},
		{must, `{"ids": "x"}`, `"nodes": [ null ]`},
		{must, `{"ids": ["x", 5]}`, `"nodes": [ null, null ]`},
		{must, `{"ids": ["x", null]}`, "variable $ids[1]: cannot be null"},
		{must, `{"ids": null}`, "variable $ids: cannot be null"},
		{must, `{}`, "variable $ids: must be defined"},
		{must, `{"ids": "x", "n": null}`, "variable $n: cannot be null"},
	} {
		before := n.Load()
		got := strings.Join(strings.Fields(ask(t, h, tt.query, []byte(tt.variables))), " ")
		if !strings.Contains(got, tt.want) {
			t.Errorf("%s is answered %s, want %s", tt.variables, got, tt.want)
		}
		if refused := strings.HasPrefix(tt.want, "variable"); refused && (n.Load() != before || strings.Contains(got, `"data"`) || !strings.Contains(got, "GRAPHQL_VALIDATION_FAILED")) {
			t.Errorf("%s is executed, or has another code: %s", tt.variables, got)
		}
	}
	for _, literal := range []string{`orderBy: "NAME"`, `orderBy: name`, `first: "1"`, `first: 1.0`, `where: {name: {eq: 5}}`, `where: {nothing: 1}`} {
		if got := ask(t, h, "{ people("+literal+") { nodes { __typename } } }", nil); !strings.Contains(got, "GRAPHQL_VALIDATION_FAILED") {
			t.Errorf("%s is answered %s", literal, got)
		}
	}
}
