// Package ontology reads from the directives of a GraphQL schema how its domain
// lies on a graph: which types are kinds of node, which fields follow which
// edges, what is stored, what filters and orders mean. It is read once, when a
// program starts or is generated; a schema that cannot lie on a graph is refused
// with a sentence that says which type or field and why.
package ontology

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/store"
)

// An Ontology is what a schema's directives say. It is never changed once read.
type Ontology struct {
	// Store is the same as stores know it.
	Store *store.Schema
	// Bounds are what edges must keep to, by kind of node.
	Bounds map[string][]Bound
	// Chains are the relations whose edges form chains: no cycle, and at most
	// store.MaxChain nodes.
	Chains []string
	// Sharing names, for a relation, another along which both ends of an edge
	// must lead to the same nodes.
	Sharing map[string]string
	// Pairs are the relations that a @through field follows: two nodes have at
	// most one edge of such a relation, so that what is grouped is counted once.
	// The direction is that from the node in the middle.
	Pairs map[string]store.Direction
	// Drawn are the relations that no one stores: an edge of them stands for the nodes
	// in the middle of a @through field. They are ordered by name.
	Drawn []Drawn
	// Tracks are the edges along which the timelines of nodes are found, and Presences
	// those that say where they were, each relation and direction once, ordered.
	Tracks    []Track
	Presences []Presence
	// Refs are the kinds of node that a property may refer to, by the name of
	// the kind or relation that has it and the property's.
	Refs map[[2]string][]string
	// Testimony is what provenance is derived from, nil where nothing is.
	Testimony *Testimony

	schema   *ast.Schema
	kinds    map[string]string // by value of the enum Kind
	fields   map[*ast.FieldDefinition]*Field
	conns    map[string]*Connection
	props    map[string]map[string]store.Property // by kind or relation
	typeName map[[2]string]string                 // GraphQL type of a property, by kind or relation and name
	built    bool                                 // nothing changes any more, so that many may read at once
}

// A Drawn relation is computed: two nodes have one edge of it if some node lies between
// them, as two people met who took part in one meeting.
type Drawn struct {
	Name string
	Step store.Through // from one end to the other; Kinds are those in the middle that count
	Ends []string      // the kinds at both ends, ordered
}

// A Bound says how many edges of a relation a node may have in one direction: at
// most one, and at least one if Required.
type Bound struct {
	Relation  string
	Direction store.Direction
	Required  bool
	Field     string // the field of the schema that says so
}

// A Problem is why a schema cannot lie on a graph.
type Problem struct {
	Where  string // the type, field, value or directive
	Reason string // a sentence without the full stop
}

func (p *Problem) Error() string { return "schema: " + p.Where + ": " + p.Reason }

func problem(where, format string, a ...any) error {
	return &Problem{Where: where, Reason: fmt.Sprintf(format, a...)}
}

// Effective is the hidden property of every relation that can have a time: the
// edge's own, else that of its source, else of its target.
const Effective = "effective"

// New reads a schema. Its error is a *Problem.
func New(s *ast.Schema) (*Ontology, error) {
	o := &Ontology{
		Store: &store.Schema{Derivation: Derivation}, Bounds: map[string][]Bound{}, Sharing: map[string]string{}, Pairs: map[string]store.Direction{}, Refs: map[[2]string][]string{},
		schema: s, kinds: map[string]string{}, fields: map[*ast.FieldDefinition]*Field{}, conns: map[string]*Connection{},
		props: map[string]map[string]store.Property{}, typeName: map[[2]string]string{},
	}
	for _, step := range []func() error{o.readKinds, o.readConnections, o.readRelations, o.readFields, o.readTestimony, o.readAnalyses, o.readRoots, o.readOrders, o.readFilters, o.build, o.readTracks} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// Schema returns the schema that was read.
func (o *Ontology) Schema() *ast.Schema { return o.schema }

// KindNamed returns the kind that a value of the enum Kind stands for.
func (o *Ontology) KindNamed(value string) (kind string, ok bool) {
	kind, ok = o.kinds[value]
	return kind, ok
}

// KindValue returns the value of the enum Kind that a kind stands under.
func (o *Ontology) KindValue(kind string) string { return capitals(kind) }

// KindValues returns the values of the enum Kind that the schema's kinds stand
// under, ordered.
func (o *Ontology) KindValues() []string { return slices.Sorted(maps.Keys(o.kinds)) }

// Kinds returns the names of the kinds that a type may be: itself, or those that
// implement it, ordered. It is empty for a type that is no kind.
func (o *Ontology) Kinds(typeName string) []string {
	d := o.schema.Types[typeName]
	if d == nil {
		return nil
	}
	var names []string
	for _, t := range append([]*ast.Definition{d}, o.schema.GetPossibleTypes(d)...) {
		if isKind(t) && !slices.Contains(names, t.Name) {
			names = append(names, t.Name)
		}
	}
	slices.Sort(names)
	return names
}

// Field returns what a field of a kind, an edge, a connection's edge or the
// root means; nil for fields of other types.
func (o *Ontology) Field(f *ast.FieldDefinition) *Field { return o.fields[f] }

// Connection returns what a type is as a connection, or nil.
func (o *Ontology) Connection(typeName string) *Connection { return o.conns[typeName] }

func isKind(d *ast.Definition) bool {
	return d != nil && d.Kind == ast.Object && d.Directives.ForName("node") != nil
}

// arg returns the raw value of a directive's argument, or "".
func arg(d *ast.Directive, name string) string {
	if a := d.Arguments.ForName(name); a != nil && a.Value != nil && a.Value.Kind != ast.NullValue {
		return a.Value.Raw
	}
	return ""
}

// types returns the schema's own types, ordered by name.
func (o *Ontology) types() []*ast.Definition {
	var all []*ast.Definition
	for _, name := range slices.Sorted(maps.Keys(o.schema.Types)) {
		if d := o.schema.Types[name]; !d.BuiltIn && !strings.HasPrefix(name, "__") {
			all = append(all, d)
		}
	}
	return all
}
