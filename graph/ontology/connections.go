package ontology

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/store"
)

// A Connection is a type of page, as in the Relay specification.
type Connection struct {
	Name      string
	Edge      *ast.Definition // the type of its edges
	Node      *ast.Definition // the type of the nodes
	Kinds     []string        // the kinds that they may be
	Relations []string        // whose edges they are; none where rows are nodes
	Identity  bool            // whether its edges have an id, and so may be several to one node
}

// readConnections finds the types with edges, a page and a count.
func (o *Ontology) readConnections() error {
	for _, d := range o.types() {
		edges := d.Fields.ForName("edges")
		if d.Kind != ast.Object || edges == nil || o.Analysis(d.Name) {
			continue
		}
		e := o.schema.Types[edges.Type.Name()]
		node := e.Fields.ForName("node")
		if cursor := e.Fields.ForName("cursor"); edges.Type.Elem == nil || node == nil || cursor == nil || cursor.Type.String() != "String!" {
			return problem(e.Name, "the edges of a connection are a list, and need the fields `cursor: String!` and `node`")
		}
		kinds := o.Kinds(node.Type.Name())
		if len(kinds) == 0 {
			return problem(e.Name+".node", "%s is no kind of node, and none implements it", node.Type.Name())
		}
		for _, f := range d.Fields {
			switch f.Name {
			case "edges", "nodes", "pageInfo", "totalCount":
			default:
				return problem(d.Name+"."+f.Name, "a connection has edges, nodes, pageInfo and totalCount; put further fields on its edges")
			}
		}
		o.conns[d.Name] = &Connection{Name: d.Name, Edge: e, Node: o.schema.Types[node.Type.Name()], Kinds: kinds, Identity: e.Fields.ForName("id") != nil}
	}
	return nil
}

func (o *Ontology) connOfEdge(name string) *Connection {
	for _, d := range o.types() {
		if c := o.conns[d.Name]; c != nil && c.Edge.Name == name {
			return c
		}
	}
	return nil
}

// computedTypes are the types of what is computed.
var computedTypes = map[Computed]string{
	ComputedCount: "Int!", ComputedFirst: "Period", ComputedLast: "Period", ComputedScore: "Float!", ComputedHighlight: "String",
}

// readComputed reads a field of an edge that nobody stores.
func (o *Ontology) readComputed(where string, f *ast.FieldDefinition) error {
	x := &Field{Name: f.Name, Role: Computes, Computed: Computed(arg(f.Directives.ForName("computed"), "as"))}
	o.fields[f] = x
	if x.Computed == ComputedProvenance {
		return nil
	}
	if x.Computed != ComputedMiddle {
		if t := computedTypes[x.Computed]; f.Type.String() != t {
			return problem(where, "what is computed as %s is of type %s", x.Computed, t)
		}
		return nil
	}
	x.Step = store.Middle{}
	if err := o.far(where, x, f); err != nil {
		return err
	}
	if x.Connection == nil || x.Connection.Identity {
		return problem(where, "the nodes in the middle are shown by a connection whose edges have no id")
	}
	return nil
}

// suits checks that a connection shows what is computed only where that comes about:
// grouped in a field with @through, found by a root with a text.
func (o *Ontology) suits(where string, x *Field, f *ast.FieldDefinition) error {
	if x.Connection == nil {
		return nil
	}
	_, grouped := x.Step.(store.Through)
	found := x.Step == nil && f.Arguments.ForName("text") != nil
	for _, g := range x.Connection.Edge.Fields {
		c := g.Directives.ForName("computed")
		if c == nil {
			continue
		}
		switch as := Computed(arg(c, "as")); as {
		case ComputedScore, ComputedHighlight:
			if !found {
				return problem(where, "%s.%s is computed as %s, which only a field of the root with the argument `text: String!` has", x.Connection.Edge.Name, g.Name, as)
			}
		default:
			if !grouped {
				return problem(where, "%s.%s is computed as %s, which only a field with @through has", x.Connection.Edge.Name, g.Name, as)
			}
		}
	}
	return nil
}
