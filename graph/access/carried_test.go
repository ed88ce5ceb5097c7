package access

import (
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// What counts nodes, or is computed from them, needs what the nodes do.
func TestCarried(t *testing.T) {
	s, err := gqlparser.LoadSchema(&ast.Source{Input: `
		directive @auth(role: Role!) on OBJECT
		directive @node(label: String!) on OBJECT
		directive @analysis on OBJECT
		enum Role { READER ADMIN }
		interface Node { id: ID! }
		type Book implements Node @node(label: "Book") { id: ID! sources: SourceConnection friends: BookConnection }
		type Source implements Node @node(label: "Source") @auth(role: ADMIN) { id: ID! }
		type PageInfo { hasNextPage: Boolean! }
		type BookConnection { edges: [BookEdge!]! nodes: [Book!]! pageInfo: PageInfo! totalCount: Int! }
		type BookEdge { cursor: String! node: Book! }
		type SourceConnection { edges: [SourceEdge!]! pageInfo: PageInfo! totalCount: Int! }
		type SourceEdge { cursor: String! node: Source! }
		type AnyConnection { nodes: [Node!]! pageInfo: PageInfo! totalCount: Int! }
		type Picture @analysis { omitted: Int! nodes: [Drawn!]! }
		type Drawn @analysis { label: String! }
		type Query { book: Book books: BookConnection sources: SourceConnection search: AnyConnection picture: Picture drawn: [Drawn!]! }
	`})
	if err != nil {
		t.Fatal(err)
	}
	held, err := NewRules(s, Reader)
	if err != nil {
		t.Fatal(err)
	}
	for query, want := range map[string]Role{
		`{ books { totalCount edges { cursor } } }`:               Reader,
		`{ book { friends { nodes { id } } } }`:                   Reader,
		`{ sources { totalCount } }`:                              Admin,
		`{ sources { edges { cursor } } }`:                        Admin,
		`{ sources { __typename } }`:                              Admin,
		`{ book { sources { totalCount } } }`:                     Admin,
		`{ search { totalCount } }`:                               Admin,
		`{ picture { omitted } }`:                                 Admin,
		`{ drawn { label } }`:                                     Admin,
		`{ ...F } fragment F on Query { picture { __typename } }`: Admin,
	} {
		op := asked(t, s, query, nil)
		if got := held.Need(op.Operation, nil); got != want {
			t.Errorf("%s needs %s, not %s", query, got, want)
		}
	}
}
