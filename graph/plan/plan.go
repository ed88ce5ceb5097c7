// Package plan turns the selection of a GraphQL root field into one store.Query
// that loads all of it, and prints the answer from what was loaded, or gives that
// to the generated models. The whole selection is collected before anything is
// read, so there is no way to ask a store once for each row; a field that was not
// loaded is a fault.
//
// # Fields that a search answers
//
// Some fields of the root are no read of the store: paths, the surroundings of a node.
// Their type, and every type of object below it, has @analysis in the schema, and nothing of
// it is stored. To add such a field:
//
//  1. Write it and its types, each with @analysis, into the schema. A field of such a type is a
//     value, a Period, an object of values, another such type or a list of one, a node of the
//     graph, a connection of nodes (with the arguments first and after), or a PageInfo. A union may have kinds
//     and such types. go generate writes the Go types, over Found.
//  2. Write the search, in package analysis or another that knows nothing of GraphQL.
//  3. Give NewEngine an Analysis under the field's name: it reads the Arguments and returns a
//     Search, which returns Objects. An Object says what its fields have; a node is a Ref, the
//     id alone, and a connection is Refs, all ids of it.
//
// What is asked of these nodes is collected with the plan, like any selection: each field that
// shows nodes is a slot with a Selection by ids. When the search is done, the ids of all
// objects are gathered, slot by slot, and loaded in ONE Read; then the answer is printed, the nodes
// from what was loaded. So a search finds ids and no more, and nothing is read for a row.
// Arguments.Asks tells a search what is asked for, where a value is dear.
package plan

import (
	"slices"
	"strings"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/ontology"
	"parley/graph/store"
)

// A Plan is one root field, collected. It holds for every request with the same
// document and variables of the same shape: the values come in by Args.
type Plan struct {
	Select *store.Selection
	root   *level
	fields []graphql.CollectedField // those whose arguments are bound
	binds  []bind                   // the values, in the order of store.Arg

	parts  int                // members that are printed, once for each type that they are printed of, and objects of them
	merged []ast.SelectionSet // those that were made, which gqlgen knows by their addresses

	found *analyzes // set where the field's type has @analysis; there is neither Select nor root then

	print    pageWriter   // prints the root's page
	required bool         // whether the root is never null
	size     atomic.Int64 // how long the last answer was, in bytes
}

// String shows the plan as it is asked of a store; of what is found by a search, the queries
// for its nodes.
func (p *Plan) String() string {
	if p.found == nil {
		return p.Select.String()
	}
	var b strings.Builder
	for _, s := range p.found.slots {
		b.WriteString(s.query.String())
	}
	return b.String()
}

// A level is the rows of one field: what is picked of them, and how to find it
// again.
type level struct {
	pick  *store.Pick
	kinds []string
	conn  *ontology.Connection // nil where the field is no connection
	hops  []*hop               // in the order of pick.Hops
	field *ast.Field           // of the rows of a slot: the field that shows them

	// Of a search whose highlights are asked for: the text, and the properties to look in.
	text     store.Arg
	searched []string
}

// newLevel makes a level of the rows of a field; of a connection it does not ask whether there are more.
func newLevel(pick *store.Pick, x *ontology.Field) *level {
	pick.NoMore = x.Connection != nil
	return &level{pick: pick, kinds: x.Kinds, conn: x.Connection}
}

// A hop is a field below a level's rows.
type hop struct {
	field *ast.Field
	hop   *store.Hop
	level *level
	edge  bool // whether the field is the edge's, which every row has
}

// column returns where the picked rows have a value, asking for it first if
// need be.
func (l *level) column(of store.Of, name string) int {
	f := store.Field{Of: of, Name: name}
	if i := slices.Index(l.pick.Fields, f); i >= 0 {
		return i
	}
	l.pick.Fields = append(l.pick.Fields, f)
	return len(l.pick.Fields) - 1
}

// find returns which hop is that of a field of the edges, or else of the nodes of a kind;
// -1 if none is.
func (l *level) find(f *ast.Field, edge bool, kind string) int {
	return slices.IndexFunc(l.hops, func(h *hop) bool {
		return h.field == f && h.edge == edge && (len(h.hop.On) == 0 || slices.Contains(h.hop.On, kind))
	})
}

// cursor is a row's place in the connection.
func (l *level) cursor(row *store.Item) string {
	return store.Cursor(l.conn.Name, l.pick.Order, row.Position())
}

// settle ends the collecting: a hop that all kinds of node have needs no list of them, and
// what nobody asked for is not folded.
func (l *level) settle() {
	for _, h := range l.hops {
		if len(h.hop.On) == len(l.kinds) {
			h.hop.On = nil
		}
		if step, ok := h.hop.Step.(store.Through); ok {
			asked := func(f store.Fold) bool {
				return slices.Contains(h.level.pick.Fields, store.Field{Of: store.OfGroup, Name: f.Name})
			}
			step.Folds = slices.DeleteFunc(slices.Clone(step.Folds), func(f store.Fold) bool { return !asked(f) })
			h.hop.Step = step
		}
		h.level.settle()
	}
}
