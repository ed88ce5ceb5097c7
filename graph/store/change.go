package store

// A Node is a thing in the graph. Its id is chosen by whoever writes it.
type Node struct {
	ID    string
	Kind  string // the Kind's name
	Props map[string]any
}

// An Edge joins two nodes, its ends.
type Edge struct {
	ID             string // begins with the relation in lower case and a colon
	Relation       string
	Source, Target string // ids of nodes
	Props          map[string]any
}

// A Change is one step of a Write: one of PutNode, PutEdge, DeleteNode and
// DeleteEdge.
type Change interface{ change() }

// PutNode writes a node, in place of the one of that id if there is one, edges
// staying. To change a node's kind is ErrConflict.
type PutNode struct {
	Node
	Expect Expect
}

// PutEdge writes an edge, in place of the one of that id if there is one, ends
// included. To change an edge's relation is ErrConflict; an end that does not exist is ErrNotFound.
type PutEdge struct {
	Edge
	Expect Expect
}

// DeleteNode removes a node. One that still has edges, or that a property still
// refers to when all changes of the Write have been applied, is ErrConflict.
type DeleteNode struct {
	ID     string
	Expect Expect
}

// DeleteEdge removes an edge.
type DeleteEdge struct {
	ID     string
	Expect Expect
}

func (PutNode) change()    {}
func (PutEdge) change()    {}
func (DeleteNode) change() {}
func (DeleteEdge) change() {}

// Expect is what a change expects of the graph before it.
type Expect uint8

// Any expects nothing: a put creates or replaces, a delete of nothing does
// nothing. MustExist fails with ErrNotFound, MustNotExist with ErrConflict; a delete
// that expects nothing to be there is ErrInvalid.
const (
	Any Expect = iota
	MustExist
	MustNotExist
)
