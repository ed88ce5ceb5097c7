package limits

import (
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
)

// sdl is a small schema with all that costs.
const sdl = `
directive @cost(weight: String!) on FIELD_DEFINITION | OBJECT
directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
type Query {
  a(where: In): A
  as(first: Int, last: Int, where: In): AConnection!
  some(ids: [ID!]!): [Thing]! @listSize(slicingArguments: ["ids"])
  found(limit: Int! = 10): Found @listSize(slicingArguments: ["limit"], sizedFields: ["things"])
  heavy(first: Int! = 3): [A!]! @cost(weight: "50") @listSize(slicingArguments: ["first"])
  many: [A!]! @listSize(assumedSize: 7)
  dear: Dear
  value: Int @cost(weight: "2.5")
}
interface Thing { id: ID! }
type A implements Thing { id: ID! as(first: Int, last: Int, where: In): AConnection! b: B }
type B implements Thing { id: ID! a: A a2: A }
type AConnection { edges: [AEdge!]! nodes: [A!]! pageInfo: PageInfo! }
type AEdge { node: A! }
type PageInfo { hasNextPage: Boolean! }
type Found { things: [A!]! others: [A!]! }
type Dear @cost(weight: "100") { id: ID! }
input In { id: ID in: [In!] }
`

func judge(t testing.TB, c Config) *Documents {
	t.Helper()
	schema, err := gqlparser.LoadSchema(&ast.Source{Input: sdl})
	if err != nil {
		t.Fatal(err)
	}
	if c.Limits == (Limits{}) {
		c.Limits = Defaults()
	}
	if c.Kept == 0 {
		c.Kept = 10
	}
	c.Page, c.MaxPage = 25, 500
	d, err := New(schema, c)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestCost(t *testing.T) {
	d := judge(t, Config{Introspection: true})
	tests := []struct {
		query     string
		variables map[string]any
		want      float64
	}{
		{"{ __typename }", nil, 0},
		{"{ a { id } }", nil, 1},
		{"{ a { id b { id a { id } } } }", nil, 3},
		{"{ x: a { id } y: a { id } }", nil, 2},
		{"{ a { id } a { id } a { b { id } } }", nil, 2},
		{"{ as { nodes { id } } }", nil, 26},
		{"{ as(first: 3) { nodes { id } } }", nil, 4},
		{"{ as(last: 3) { edges { node { id } } pageInfo { hasNextPage } } }", nil, 8},
		{"{ as(first: 0) { nodes { b { id } } } }", nil, 1},
		{"{ as(first: 501) { nodes { id } } }", nil, 501},
		{"{ as(first: -5) { nodes { id } } }", nil, 1},
		{"{ as(first: null, last: 2) { nodes { id } } }", nil, 3},
		{"{ as(first: 10) { nodes { as(first: 10) { nodes { id } } } } }", nil, 1 + 10*(1+1+10)},
		{"query($n: Int) { as(first: $n) { nodes { id } } }", map[string]any{"n": 4}, 5},
		{"query($n: Int) { as(first: $n) { nodes { id } } }", nil, 26},
		{"query($n: Int = 6) { as(first: $n) { nodes { id } } }", nil, 7},
		{`{ some(ids: ["a", "b", "c"]) { id } }`, nil, 3},
		{`{ some(ids: "a") { id } }`, nil, 1},
		{"query($i: [ID!]!) { some(ids: $i) { id } }", map[string]any{"i": []any{"a", "b"}}, 2},
		{`{ some(ids: "a") { ... on A { b { id } as { nodes { id } } } ... on B { a { id } a2 { id } } } }`, nil, 1 + 27},
		{`{ some(ids: "a") { ... on A { x: b { id } } ... on B { a { id } a2 { id } } } }`, nil, 1 + 2},
		{`{ some(ids: "a") { ... on A { as(first: 1) { nodes { id } } } ... on A { as(first: 1) { nodes { b { id } } } } } }`, nil, 1 + 3},
		{"{ found { things { id } others { id } } }", nil, 1 + 10 + 1},
		{"{ found(limit: 3) { things { b { id } } } }", nil, 1 + 3*2},
		{"{ many { b { id } } }", nil, 14},
		{"{ heavy { b { id } } }", nil, 50 + 3*2},
		{"{ dear { id } value }", nil, 102.5},
		{"{ a(where: {id: 1}) { id } }", nil, 2},
		{"{ a(where: {in: [{id: 1}, {id: 2}]}) { id } }", nil, 4},
		{"query($w: In) { a(where: $w) { id } }", map[string]any{"w": map[string]any{"in": []any{map[string]any{"id": "1"}}}}, 3},
		{"query($n: Boolean!) { a { id } dear @include(if: $n) { id } }", map[string]any{"n": false}, 1},
		{"query($n: Boolean!) { a { id } ... @skip(if: $n) { dear { id } } }", map[string]any{"n": true}, 1},
		{"query($n: Boolean!) { a { id } ... @skip(if: $n) { dear { id } } dear { id } }", map[string]any{"n": true}, 101},
		{"{ ...f ...f } fragment f on Query { a { ...g } } fragment g on A { b { id } }", nil, 2},
		{"{ __schema { types { name } } }", nil, schemaWeight + 1},
	}
	for _, tt := range tests {
		doc, err := gqlparser.LoadQueryWithRules(d.schema, tt.query, nil)
		if err != nil {
			t.Errorf("%s: %v", tt.query, err)
			continue
		}
		vars, wrong := validator.VariableValues(d.schema, doc.Operations[0], tt.variables)
		if wrong != nil {
			t.Fatal(wrong)
		}
		if got := d.weights.pricer(vars).cost(d.weights.operation(doc.Operations[0]), 1); got != tt.want {
			t.Errorf("%s %v costs %v, want %v", tt.query, tt.variables, got, tt.want)
		}
	}
}

// A schema that says of costs what cannot be is refused.
func TestBadDirectives(t *testing.T) {
	for from, to := range map[string]string{
		`weight: "100"`:             `weight: "much"`,
		`weight: "2.5"`:             `weight: "-1"`,
		`slicingArguments: ["ids"]`: `slicingArguments: ["first"]`,
		`sizedFields: ["things"]`:   `sizedFields: ["thing"]`,
		`, sizedFields: ["things"]`: ``,
		`@listSize(assumedSize: 7)`: `@listSize(assumedSize: -7)`,
		`type Dear @cost(weight: "`: `type Dear @cost(weight: "NaN`,
	} {
		text := strings.Replace(sdl, from, to, 1)
		schema, err := gqlparser.LoadSchema(&ast.Source{Input: text})
		if err != nil || text == sdl {
			t.Fatal(from, err)
		}
		if _, err := New(schema, Config{Kept: 1}); err == nil {
			t.Errorf("%s instead of %s is accepted", to, from)
		}
	}
}

// Measuring visits what is written a few times, and what the fragments make of it no more often than it may be selected.
func TestVisited(t *testing.T) {
	var double, cycle strings.Builder
	for i := range 90 {
		fmt.Fprintf(&double, " fragment f%d on A { ...f%d ...f%d }", i, i+1, i+1)
		fmt.Fprintf(&cycle, " fragment f%d on A { ...f%d ...f%d }", i, (i+1)%90, (i+7)%90)
	}
	texts := map[string]string{
		"doubling":  "{ a { ...f0 } }" + double.String() + " fragment f90 on A { id }",
		"cycle":     "{ a { ...f0 } }" + cycle.String(),
		"repeated":  "{ a { " + strings.Repeat("id ", 4000) + "} }",
		"distinct":  "{ a { " + strings.Repeat("a: id b: id ", 40) + "} }",
		"inline":    "{ a { " + strings.Repeat("... { ", 55) + strings.Repeat("id b { id } ", 30) + strings.Repeat("} ", 55) + "} }",
		"fragments": "{ a { " + strings.Repeat("...f ", 290) + "} } fragment f on A { " + strings.Repeat("a { id } ", 8) + "}",
		"values":    "{ a(where: " + strings.Repeat("[", 3000) + strings.Repeat("]", 3000) + ") { id } }",
	}
	for name, text := range texts {
		doc, err := parser.ParseQuery(&ast.Source{Input: text})
		if err != nil {
			t.Fatal(err)
		}
		l := Defaults()
		m := &measure{Limits: l, doc: doc, fragments: map[string]*extent{}}
		refused := m.document()
		if most := 3*len(strings.Fields(text)) + l.Selections; m.visited > most {
			t.Errorf("%s: %d visits, and %d are enough", name, m.visited, most)
		}
		if m.pairs > l.Pairs+l.Same*l.Depth {
			t.Errorf("%s: %d pairs are counted after the bound of %d", name, m.pairs, l.Pairs)
		}
		if wants := name != "distinct"; (refused != nil) != wants {
			t.Errorf("%s: refused is %v", name, refused)
		}
	}
}

// Which operation of a document is meant has to be said, and rightly, where there are several.
func TestOperation(t *testing.T) {
	d := judge(t, Config{})
	for _, tt := range []struct{ document, name, want string }{
		{"query A { a { id } } query B { a { id } }", "A", ""},
		{"query A { a { id } } query B { a { id } }", "", "the document has several operations"},
		{"query A { a { id } } query B { a { id } }", "C", "the document has no operation of the name"},
		{"query A { a { id } }", "", ""},
		{"{ a { id } }", "A", "the document has no operation of the name"},
		{"fragment F on Query { a { id } }", "", "there is no operation in the document"},
	} {
		err := d.MutateOperationParameters(t.Context(), &graphql.RawParams{Query: tt.document, OperationName: tt.name})
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.HasPrefix(err.Message, tt.want)) {
			t.Errorf("%q of %s: %v, want %q", tt.name, tt.document, err, tt.want)
		}
	}
}

// A text is parsed and validated once; one that is refused is not kept.
func TestKept(t *testing.T) {
	d := judge(t, Config{})
	good, bad := "{ a { id } }", "{ a { no } }"
	for range 2 {
		if err := d.MutateOperationParameters(t.Context(), &graphql.RawParams{Query: good}); err != nil {
			t.Fatal(err)
		}
		if err := d.MutateOperationParameters(t.Context(), &graphql.RawParams{Query: bad}); err == nil || strings.Contains(err.Message, "Did you mean") {
			t.Fatal(err)
		}
	}
	first, ok := d.Get(t.Context(), good)
	if err := d.MutateOperationParameters(t.Context(), &graphql.RawParams{Query: good}); err != nil || !ok {
		t.Fatal(err, ok)
	}
	if again, _ := d.Get(t.Context(), good); again != first {
		t.Error("the document is another one now")
	}
	if _, ok := d.Get(t.Context(), bad); ok {
		t.Error("a document that is not valid is kept")
	}
}

// BenchmarkDocuments tells what judging costs: of a text for the first time, as gqlgen does without limits, and again.
func BenchmarkDocuments(b *testing.B) {
	query := "query($n: Int) { as(first: $n) { edges { node { id b { id a { id as(first: 5, where: {id: 1}) { nodes { id } pageInfo { hasNextPage } } } } } } } }"
	d := judge(b, Config{MaxCost: 1e6, Introspection: true})
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			d.kept.Purge()
			if err := d.MutateOperationParameters(b.Context(), &graphql.RawParams{Query: query}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("parse and validate only", func(b *testing.B) {
		for b.Loop() {
			if _, err := gqlparser.LoadQueryWithRules(d.schema, query, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("again", func(b *testing.B) {
		doc, _ := d.Get(b.Context(), query)
		op := &graphql.OperationContext{RawQuery: query, Operation: doc.Operations[0], Variables: map[string]any{"n": 5}}
		b.ReportAllocs()
		for b.Loop() {
			if err := d.MutateOperationContext(b.Context(), op); err != nil {
				b.Fatal(err)
			}
		}
	})
}
