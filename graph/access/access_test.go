package access

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator/rules"

	"parley/graph/transport"
)

const domain = `
directive @auth(role: Role!) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ARGUMENT_DEFINITION | INPUT_OBJECT | INPUT_FIELD_DEFINITION | ENUM | ENUM_VALUE
enum Role { READER ADMIN }
interface Thing { id: ID! price: Int }
interface Named { name: String }
type Book implements Thing & Named { id: ID! price: Int @auth(role: ADMIN) name: String pages(of: Int, secretly: Boolean @auth(role: ADMIN)): Int }
type Hat implements Thing { id: ID! price: Int friend: Book }
type Source implements Named @auth(role: ADMIN) { name: String alias: String }
union Found = Book | Source
input Filter { name: String price: Int @auth(role: ADMIN) and: [Filter!] kind: Kind under: Secret }
input Secret @auth(role: ADMIN) { a: Int }
enum Kind { BOOK SOURCE @auth(role: ADMIN) }
type Query @auth(role: READER) {
  hat(id: ID!): Hat
  book(id: ID!): Book
  thing(id: ID!): Thing
  named(id: ID!): Named
  source(id: ID!): Source
  found: [Found]
  books(where: Filter, kinds: [Kind!], all: [Filter]): [Book]
  log: String @auth(role: ADMIN)
}
type Mutation @auth(role: ADMIN) { add: Int }
`

func schema(t testing.TB) *ast.Schema {
	t.Helper()
	s, err := gqlparser.LoadSchema(&ast.Source{Input: domain})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// asked is a valid operation with its variables.
func asked(t testing.TB, s *ast.Schema, query string, variables map[string]any) *graphql.OperationContext {
	t.Helper()
	doc, errs := gqlparser.LoadQueryWithRules(s, query, rules.NewDefaultRules())
	if errs != nil {
		t.Fatal(query, errs)
	}
	return &graphql.OperationContext{Operation: doc.Operations[0], Variables: variables, Doc: doc}
}

type object = map[string]any

func TestNeed(t *testing.T) {
	s := schema(t)
	held, err := NewRules(s, Admin)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		query     string
		variables object
		want      Role
	}{
		{`{ hat(id: "1") { id price __typename } }`, nil, Reader},
		{`{ __typename }`, nil, Reader},
		{`{ book(id: "1") { name pages(of: 3) } }`, nil, Reader},
		{`{ book(id: "1") { price } }`, nil, Admin},
		{`{ b: book(id: "1") { p: price } }`, nil, Admin},
		{`{ log }`, nil, Admin},
		{`query($no: Boolean = false) { log @include(if: $no) }`, object{"no": false}, Admin},
		{`{ ...A } fragment A on Query { ...B } fragment B on Query { log }`, nil, Admin},
		{`{ ... { ... on Query { log } } }`, nil, Admin},
		{`{ thing(id: "1") { id } }`, nil, Reader},
		{`{ thing(id: "1") { price } }`, nil, Admin}, // By the interface, of a book.
		{`{ thing(id: "1") { ... on Hat { price friend { name } } } }`, nil, Reader},
		{`{ thing(id: "1") { ... on Hat { friend { price } } } }`, nil, Admin},
		{`{ thing(id: "1") { ... on Book { price } } }`, nil, Admin},
		{`{ named(id: "1") { __typename } }`, nil, Admin}, // It may be a source, and __typename would tell.
		{`{ found { __typename } }`, nil, Admin},
		{`{ source(id: "1") { __typename } }`, nil, Admin},
		{`{ book(id: "1") { pages(secretly: true) } }`, nil, Admin},
		{`{ books(where: {name: "a"}) { name } }`, nil, Reader},
		{`{ books(where: {price: 1}) { name } }`, nil, Admin},
		{`{ books(where: {and: [{name: "a"}, {and: [{price: 1}]}]}) { name } }`, nil, Admin},
		{`{ books(where: {and: {price: 1}}) { name } }`, nil, Admin},
		{`{ books(where: {under: {a: 1}}) { name } }`, nil, Admin},
		{`{ books(where: {kind: BOOK}) { name } }`, nil, Reader},
		{`{ books(where: {kind: SOURCE}) { name } }`, nil, Admin},
		{`{ books(kinds: [BOOK, SOURCE]) { name } }`, nil, Admin},
		{`query($w: Filter) { books(where: $w) { name } }`, object{"w": object{"name": "a"}}, Reader},
		{`query($w: Filter) { books(where: $w) { name } }`, nil, Reader},
		{`query($w: Filter) { books(where: $w) { name } }`, object{"w": object{"price": nil}}, Admin},
		{`query($w: Filter) { books(where: $w) { name } }`, object{"w": object{"and": []any{object{"price": 1}}}}, Admin},
		{`query($w: [Filter]) { books(all: $w) { name } }`, object{"w": []any{object{"kind": "SOURCE"}}}, Admin},
		{`query($p: Int) { books(where: {price: $p}) { name } }`, nil, Admin},
		{`query($k: [Kind!]) { books(kinds: $k) { name } }`, object{"k": []any{"BOOK", "SOURCE"}}, Admin},
		{`query($k: Kind!) { books(kinds: [$k]) { name } }`, object{"k": "BOOK"}, Reader},
		{`mutation { add }`, nil, Admin},
		{`{ __schema { types { name } } }`, nil, Admin},
		{`{ ...A } fragment A on Query { t: __type(name: "Hat") { name } }`, nil, Admin},
	}
	for _, tt := range tests {
		op := asked(t, s, tt.query, tt.variables)
		if got := held.Need(op.Operation, op.Variables); got != tt.want {
			t.Errorf("%s, %v needs %s, not %s", tt.query, tt.variables, got, tt.want)
		}
		for _, have := range []Role{Nobody, Reader, Admin} {
			ctx := With(t.Context(), Identity{"ann", "tokens", have})
			if refused := held.MutateOperationContext(ctx, op); (refused == nil) != (have >= tt.want) {
				t.Errorf("%s: a %s is refused by %v", tt.query, have, refused)
			}
		}
	}
}

// Who guesses an id learns nothing by being refused: no id is looked at.
func TestGuesses(t *testing.T) {
	s := schema(t)
	held, err := NewRules(s, Reader)
	if err != nil {
		t.Fatal(err)
	}
	ctx := With(t.Context(), Identity{"ann", "tokens", Reader})
	for _, root := range []string{"source", "named"} {
		var first string
		for _, id := range []string{"there", "not there", ""} {
			refused := held.MutateOperationContext(ctx, asked(t, s, `query($id: ID!) { `+root+`(id: $id) { __typename } }`, object{"id": id}))
			if refused == nil {
				t.Fatalf("%s(id: %q) is answered", root, id)
			}
			if first == "" {
				first = refused.Error()
			}
			if refused.Error() != first || strings.Contains(refused.Error(), "there") || refused.Extensions["code"] != CodeForbidden {
				t.Errorf("%s(id: %q) is refused by %q, another by %q", root, id, refused, first)
			}
		}
	}
}

// A document in which fragments double is walked as fast as any.
func TestFragmentsDouble(t *testing.T) {
	s := schema(t)
	held, err := NewRules(s, Reader)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	b.WriteString("{ ...F0 }")
	for i := range 60 {
		fmt.Fprintf(&b, " fragment F%d on Query { ...F%d ...F%d }", i, i+1, i+1)
	}
	b.WriteString(" fragment F60 on Query { log }")
	doc, err := asParsed(s, b.String())
	if err != nil {
		t.Fatal(err)
	}
	if got := held.Need(doc.Operations[0], nil); got != Admin {
		t.Errorf("it needs %s", got)
	}
}

// asParsed parses a document and fills its fragments and fields in by hand, as validating one like that would take for ever.
func asParsed(s *ast.Schema, text string) (*ast.QueryDocument, error) {
	doc, err := parser.ParseQuery(&ast.Source{Input: text})
	if err != nil {
		return nil, err
	}
	fill := func(set ast.SelectionSet) {
		for _, sel := range set {
			switch sel := sel.(type) {
			case *ast.FragmentSpread:
				sel.Definition = doc.Fragments.ForName(sel.Name)
			case *ast.Field:
				sel.Definition = s.Query.Fields.ForName(sel.Name)
			}
		}
	}
	fill(doc.Operations[0].SelectionSet)
	for _, f := range doc.Fragments {
		fill(f.SelectionSet)
	}
	return doc, nil
}

func TestDemand(t *testing.T) {
	bad := BadToken("the token has expired")
	tests := []struct {
		name      string
		ctx       context.Context
		need      Role
		status    int
		code      string
		challenge string
	}{
		{"nobody", t.Context(), Reader, 401, CodeUnauthenticated, `Bearer realm="parley"`},
		{"a bad token", Refuse(t.Context(), bad), Reader, 401, CodeUnauthenticated, `Bearer realm="parley", error="invalid_token"`},
		{"no issuer", Refuse(t.Context(), Unavailable(5e9)), Reader, 503, CodeUnavailable, ""},
		{"no role", With(t.Context(), Identity{"ann", "oidc", Nobody}), Reader, 403, CodeForbidden, `Bearer realm="parley", error="insufficient_scope"`},
		{"a reader", With(t.Context(), Identity{"ann", "oidc", Reader}), Admin, 403, CodeForbidden, `Bearer realm="parley", error="insufficient_scope"`},
		{"a reader may", With(t.Context(), Identity{"ann", "oidc", Reader}), Reader, 0, "", ""},
		{"everybody", With(t.Context(), Identity{Role: Admin}), Admin, 0, "", ""},
	}
	for _, tt := range tests {
		ctx, record := Recorded(tt.ctx)
		refused := Demand(ctx, tt.need)
		if (refused == nil) != (tt.status == 0) {
			t.Errorf("%s: %v", tt.name, refused)
		}
		if _, code := record.Get(); code != tt.code {
			t.Errorf("%s: recorded as %q", tt.name, code)
		}
		if refused == nil {
			continue
		}
		why, ok := errors.AsType[*transport.Refusal](refused)
		if !ok || why.Status != tt.status || refused.Extensions["code"] != tt.code || why.Challenge != tt.challenge || refused.Message == "" {
			t.Errorf("%s: %+v, %v", tt.name, why, refused)
		}
		if why.OfContent != (tt.need == Admin) {
			t.Errorf("%s: %+v", tt.name, why)
		}
	}
	// What is presented is changed; the refusal of the context is not.
	ctx := Refuse(t.Context(), bad)
	Demand(ctx, Reader).Message = "changed"
	if got := Demand(ctx, Reader).Message; got != "the token has expired" {
		t.Errorf("it says %q the second time", got)
	}
	Refused(t.Context(), CodeForbidden) // Where nothing is recorded.
}

func TestBadSchema(t *testing.T) {
	s := schema(t)
	s.Types["Hat"].Fields[0].Directives = ast.DirectiveList{{Name: "auth", Arguments: ast.ArgumentList{{Name: "role", Value: &ast.Value{Raw: "OWNER"}}}}}
	if _, err := NewRules(s, Reader); err == nil || !strings.Contains(err.Error(), "Hat.id: @auth: \"owner\" is no role") {
		t.Errorf("the error is %v", err)
	}
	s.Types["Hat"].Fields[0].Directives = ast.DirectiveList{{Name: "auth"}}
	if _, err := NewRules(s, Reader); err == nil || !strings.Contains(err.Error(), "Hat.id: @auth names no role") {
		t.Errorf("the error is %v", err)
	}
}

func TestClient(t *testing.T) {
	if got := (Identity{Name: "ann", By: "oidc"}).Client(); got != "oidc/ann" {
		t.Error(got)
	}
	if got := (Identity{Role: Admin}).Client(); got != "" {
		t.Error(got)
	}
}
