package plan

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"

	"parley/graph/store"
)

// Scalars are written as gqlgen writes them.
func TestScalars(t *testing.T) {
	gqlgen := func(m graphql.Marshaler) string {
		var b bytes.Buffer
		m.MarshalGQL(&b)
		return b.String()
	}
	for r := range rune(0x300) {
		for _, s := range []string{string(r), "a" + string(r) + "z", string(r) + string(r)} {
			if got, want := string(quote(nil, s)), gqlgen(graphql.MarshalString(s)); got != want {
				t.Errorf("%q is written %s, want %s", s, got, want)
			}
		}
	}
	for _, s := range []string{"", "\u2028", "𝒦", "\xff", "</script>", strings.Repeat("é\n", 300)} {
		if got, want := string(quote([]byte("x"), s)), "x"+gqlgen(graphql.MarshalString(s)); got != want {
			t.Errorf("%q is written %s, want %s", s, got, want)
		}
	}
	for _, x := range []float64{0, math.Copysign(0, -1), 1, 0.1, 1e5, 1e6, 123456789, 1e20, 1e21, 1e-4, 1e-5, math.MaxFloat64, math.SmallestNonzeroFloat64} {
		p := &printer{}
		p.float(x)
		if want := gqlgen(graphql.MarshalFloat(x)); string(p.b) != want {
			t.Errorf("%v is written %s, want %s", x, p.b, want)
		}
	}
}

// FuzzQuote looks for a text that is written in another way than gqlgen's.
func FuzzQuote(f *testing.F) {
	f.Add("a\"\\\n\x00\xff\u2028")
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		graphql.MarshalString(s).MarshalGQL(&b)
		if got := quote(nil, s); string(got) != b.String() {
			t.Errorf("%q is written %s, want %s", s, got, b.String())
		}
	})
}

// unrelated has two interfaces that share a field, though neither implements the other, and
// that promise less than the type does.
const unrelated = `
interface Node { id: ID! }
interface Made { by: Person }
interface Owned { by: Person }
type Person implements Node @node(label: "Person") { id: ID! name: String }
type Film implements Node & Made & Owned @node(label: "Film") { id: ID! by: Person! @edge(type: BY) }
enum Kind { PERSON FILM }
enum RelationType { BY }
enum EdgeDirection { OUT IN BOTH }
directive @node(label: String!, time: String) on OBJECT
directive @edge(type: RelationType!, direction: EdgeDirection! = OUT, transitive: Boolean! = false, sharing: RelationType, order: String) on FIELD_DEFINITION
type Query { film(id: ID!): Film the(id: ID!): Film! }
`

// answered prints what a query that unrelated answers makes of rows, and the paths of the errors.
func answered(t *testing.T, query string, rows ...store.Item) (string, []string) {
	t.Helper()
	o := read(t, unrelated)
	op, f := request(t, o, parse(t, o, query), "", "")
	p, err := Collect(op, o, f)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(p.Select.Hops); n != 1 {
		t.Fatalf("%d hops; want one\n%s", n, p)
	}
	ctx := graphql.WithFieldContext(t.Context(), &graphql.FieldContext{Field: f})
	ctx = graphql.WithResponseContext(ctx, graphql.DefaultErrorPresenter, graphql.DefaultRecover)
	a := &Answer{plan: p, page: &store.Page{Items: rows}}
	if n := a.Size(); n != 0 {
		t.Errorf("size %d before anything is printed; want 0", n)
	}
	got := a.Append(ctx, []byte("before "))
	if n := a.Size(); n < len(got)-len("before ") || n > len(got)*2 {
		t.Errorf("size %d after %d bytes", n, len(got))
	}
	var paths []string
	for _, e := range graphql.GetErrors(ctx) {
		paths = append(paths, e.Path.String())
	}
	return string(got), paths
}

// Fields of one response key are one, on whatever interfaces they stand; and whether a value
// may be null is for the type to say, not for the interface.
func TestInterfaces(t *testing.T) {
	const fields = `(id: "f") { __typename ... on Made { by { id } } ... on Owned { by { name } } ... on Node { __typename } } }`
	film := func(by ...store.Item) store.Item {
		return store.NewItem(nil, []store.Page{{Items: by}}, store.Position{})
	}
	person := store.NewItem([]any{"p", "Méliès"}, nil, store.Position{})
	tests := map[string]struct {
		query string
		rows  []store.Item
		want  string
		errs  []string
	}{
		"Merged":         {"{ film" + fields, []store.Item{film(person)}, `before {"__typename":"Film","by":{"id":"p","name":"Méliès"}}`, nil},
		"Missing":        {"{ film" + fields, []store.Item{film()}, `before null`, []string{"film.by"}},
		"NoFilm":         {"{ film" + fields, nil, `before null`, nil},
		"NoRequiredFilm": {"{ the" + fields, nil, `before null`, []string{"the"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, errs := answered(t, tt.query, tt.rows...)
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("printed (-want +got):\n%s", d)
			}
			if d := cmp.Diff(tt.errs, errs); d != "" {
				t.Errorf("paths of errors (-want +got):\n%s", d)
			}
		})
	}
}
