package plan

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"

	"parley/graph/ontology"
	"parley/graph/store"
)

// shelves is a domain whose interfaces mean other things on other types: `of` other
// edges with the same name, `near` a field of nodes and of edges alike.
const shelves = `
enum Kind { BOOK BOX SHELF }
enum RelationType { LIES_IN STANDS_ON }
interface Thing { id: ID! of: Thing near(first: Int): ShelfConnection! }
interface Beside { near(first: Int): ShelfConnection! }
union Holder = Box | Shelf
type Book implements Thing & Beside @node(label: "Book") {
  id: ID! name: String of: Box @edge(type: LIES_IN) near(first: Int): ShelfConnection! @ref(property: "near")
  shelves(first: Int): PlaceConnection! @edge(type: STANDS_ON)
}
type Box implements Thing & Beside @node(label: "Box") {
  id: ID! name: String of: Shelf @edge(type: LIES_IN) near(first: Int): ShelfConnection! @ref(property: "near")
}
type Shelf implements Thing & Beside @node(label: "Shelf") {
  id: ID! name: String of: Thing @edge(type: STANDS_ON) near(first: Int): ShelfConnection! @ref(property: "close")
}
type PageInfo { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
type PlaceConnection { edges: [PlaceEdge!]! nodes: [Shelf!]! pageInfo: PageInfo! totalCount: Int! }
type PlaceEdge implements Beside { cursor: String! node: Shelf! id: ID! near(first: Int): ShelfConnection! @ref(property: "near") }
type ShelfConnection { edges: [ShelfEdge!]! nodes: [Shelf!]! pageInfo: PageInfo! totalCount: Int! }
type ShelfEdge { cursor: String! node: Shelf! }
type Query { thing(id: ID!): Thing holder(id: ID!): Holder book(id: ID!): Book }
`

// small reads a domain that has the directives and the scalars of the real one.
func small(t *testing.T, sdl string) *ontology.Ontology {
	t.Helper()
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	head, _, ok := strings.Cut(string(text), "# ---- Enums ----")
	if !ok {
		t.Fatal("the schema has no section of enums behind the directives and scalars")
	}
	return read(t, head+sdl)
}

func TestHops(t *testing.T) {
	tests := map[string]struct{ query, want string }{
		"one field of an interface follows what it means on each kind": {
			query: `{ thing(id: "x") { of { id } } }`,
			want: `nodes Book Box Shelf
	where node.id = $1
	rows, by id
	fields node.kind
	hop one on Book along LIES_IN out distinct to Box
		rows, by id
		fields node.id
	hop one on Box along LIES_IN out distinct to Shelf
		rows, by id
		fields node.id
	hop one on Shelf along STANDS_ON out distinct to Book Box Shelf
		rows, by id
		fields node.id
`,
		},
		"what means the same on two kinds is one hop": {
			query: `{ thing(id: "x") { near(first: 2) { totalCount } } }`,
			want: `nodes Book Box Shelf
	where node.id = $1
	rows, by id
	fields node.kind
	hop on Book Box ref node.near to Shelf
		total, no more, by id, first $2
	hop on Shelf ref node.close to Shelf
		total, no more, by id, first $3
`,
		},
		"a fragment on a union": {
			query: `{ holder(id: "x") { ... on Holder { ... on Thing { id } ... on Box { name } } } }`,
			want: `nodes Box Shelf
	where node.id = $1
	rows, by id
	fields node.kind node.id node.name
`,
		},
		"a node's field and an edge's of one interface": {
			query: `{ book(id: "x") { shelves { edges { ...N node { ...N } } } } } fragment N on Beside { near(first: 1) { totalCount } }`,
			want: `nodes Book
	where node.id = $1
	rows, by id
	hop along STANDS_ON out to Shelf
		rows, no more, by id edges, first $2
		hop ref edge.near to Shelf
			total, no more, by id, first $3
		hop ref node.close to Shelf
			total, no more, by id, first $4
`,
		},
	}
	o := small(t, shelves)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			q, err := query(t, o, tt.query, "")
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(tt.want, q.Select.String()); d != "" {
				t.Errorf("another plan (-want +got):\n%s", d)
			}
		})
	}
}

// What was loaded for a field is found by where it stands: on an edge or on a node.
func TestFollow(t *testing.T) {
	o := small(t, shelves)
	op, f := request(t, o, parse(t, o, `{ book(id: "x") { shelves { edges { ...N node { ...N } } } } } fragment N on Beside { near(first: 1) { totalCount } }`), "", "")
	p, err := Collect(op, o, f)
	if err != nil {
		t.Fatal(err)
	}
	shelves := p.root.hops[0].level
	near := shelves.hops[0].field
	item := store.NewItem(nil, []store.Page{{Total: 1}, {Total: 2}}, store.Position{})
	row := &Row{level: shelves, item: &item}
	for object, want := range map[string]int{"PlaceEdge": 1, "Shelf": 2} {
		ctx := graphql.WithFieldContext(context.Background(), &graphql.FieldContext{Object: object, Field: graphql.CollectedField{Field: near}})
		page, err := row.Follow(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if page.Total() != want {
			t.Errorf("on %s it has %d rows, want %d", object, page.Total(), want)
		}
	}
	ctx := graphql.WithFieldContext(context.Background(), &graphql.FieldContext{Object: "Shelf", Field: f})
	if _, err := row.Follow(ctx); err == nil {
		t.Error("a field that was not loaded is answered")
	}
}
