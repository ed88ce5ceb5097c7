package neo4j

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/graph/store"
)

// A batch is the part of the graph that a Write is about: what stood of it, and what
// stands after the changes so far. They are applied here first, in order, and only what came
// of them is sent.
type batch struct {
	schema    *store.Schema
	relations map[string]string // by what the id of an edge begins with
	nodes     map[string]*nodeState
	edges     map[string]*edgeState
}

// A nodeState is a node that a change names.
type nodeState struct {
	was, kind string // kinds, empty where there is no such node
	at        string // where the database has it, as long as the transaction lasts
	put       *store.PutNode
	deleted   bool
	counted   bool  // whether some change deletes it, so that its edges must be counted
	named     bool  // by a change of its own, not only as an end or a reference
	degree    int64 // its edges, if counted
	refs      int64 // what refers to it besides the nodes and edges of the batch, if counted
}

// An edgeState is an edge that a change names.
type edgeState struct {
	relation string // empty if there can be none of its id
	was, is  *ends  // nil where there is no such edge
	put      *store.PutEdge
}

type ends struct{ source, target string }

// newBatch returns the batch of cleaned changes, in which nothing stands yet.
func newBatch(schema *store.Schema, changes []store.Change) *batch {
	b := &batch{schema: schema, relations: map[string]string{}, nodes: map[string]*nodeState{}, edges: map[string]*edgeState{}}
	for _, r := range schema.Relations {
		b.relations[strings.ToLower(r.Name)] = r.Name
	}
	for _, c := range changes {
		switch c := c.(type) {
		case store.PutNode:
			b.node(c.ID).named = true
			b.refer(schema.Kind(c.Kind).Properties, c.Props)
		case store.DeleteNode:
			b.node(c.ID).named, b.node(c.ID).counted = true, true
		case store.PutEdge:
			b.edge(c.ID)
			b.node(c.Source)
			b.node(c.Target)
			b.refer(schema.Relation(c.Relation).Properties, c.Props)
		case store.DeleteEdge:
			b.edge(c.ID)
		}
	}
	return b
}

func (b *batch) node(id string) *nodeState {
	n := b.nodes[id]
	if n == nil {
		n = &nodeState{}
		b.nodes[id] = n
	}
	return n
}

// edge returns the state of an edge. Its relation is in the beginning of its id.
func (b *batch) edge(id string) *edgeState {
	e := b.edges[id]
	if e == nil {
		begin, _, _ := strings.Cut(id, ":")
		e = &edgeState{relation: b.relations[begin]}
		b.edges[id] = e
	}
	return e
}

// moved reports whether an edge that was there is gone or has other ends.
func (e *edgeState) moved() bool { return e.was != nil && (e.is == nil || *e.is != *e.was) }

// refer names the nodes that the properties refer to.
func (b *batch) refer(known []store.Property, props map[string]any) {
	for id := range references(known, props) {
		b.node(id[1])
	}
}

// references returns the name of each property that refers, with each id it holds, as it is kept.
func references(known []store.Property, props map[string]any) map[[2]string]bool {
	found := map[[2]string]bool{}
	for i := range known {
		if p := &known[i]; p.Ref {
			for _, id := range elements(props[p.Name]) {
				found[[2]string{p.Name, kept(id)}] = true
			}
		}
	}
	return found
}

// apply applies the changes in order and checks what must hold after all of them.
func (b *batch) apply(changes []store.Change) error {
	for _, n := range b.nodes {
		n.kind = n.was
	}
	for _, c := range changes {
		var err error
		switch c := c.(type) {
		case store.PutNode:
			err = b.putNode(c)
		case store.PutEdge:
			err = b.putEdge(c)
		case store.DeleteNode:
			err = b.deleteNode(c)
		case store.DeleteEdge:
			err = b.deleteEdge(c)
		}
		if err != nil {
			return err
		}
	}
	return b.checkRefs()
}

// expected compares whether a thing is there with what a change expects.
func expected(e store.Expect, what, id string, there bool) error {
	switch {
	case e == store.MustExist && !there:
		return fmt.Errorf("neo4j: there is no %s %q: %w", what, meant(id), store.ErrNotFound)
	case e == store.MustNotExist && there:
		return fmt.Errorf("neo4j: there is a %s %q already: %w", what, meant(id), store.ErrConflict)
	}
	return nil
}

func (b *batch) putNode(c store.PutNode) error {
	n := b.nodes[c.ID]
	if err := expected(c.Expect, "node", c.ID, n.kind != ""); err != nil {
		return err
	}
	if n.kind != "" && n.kind != c.Kind {
		return fmt.Errorf("neo4j: node %q is of kind %s and cannot become %s: %w", meant(c.ID), n.kind, c.Kind, store.ErrConflict)
	}
	n.kind, n.put, n.deleted = c.Kind, &c, false
	return nil
}

func (b *batch) deleteNode(c store.DeleteNode) error {
	n := b.nodes[c.ID]
	if n.degree > 0 {
		return fmt.Errorf("neo4j: node %q still has edges (%d): %w", meant(c.ID), n.degree, store.ErrConflict)
	}
	if err := expected(c.Expect, "node", c.ID, n.kind != ""); err != nil {
		return err
	}
	n.kind, n.put, n.deleted = "", nil, true
	return nil
}

func (b *batch) putEdge(c store.PutEdge) error {
	e := b.edges[c.ID]
	if err := expected(c.Expect, "edge", c.ID, e.is != nil); err != nil {
		return err
	}
	r := b.schema.Relation(c.Relation)
	source, target := b.nodes[c.Source], b.nodes[c.Target]
	switch {
	case source.kind == "":
		return fmt.Errorf("neo4j: edge %q: there is no source %q: %w", meant(c.ID), meant(c.Source), store.ErrNotFound)
	case target.kind == "":
		return fmt.Errorf("neo4j: edge %q: there is no target %q: %w", meant(c.ID), meant(c.Target), store.ErrNotFound)
	case !slices.Contains(r.From, source.kind), !slices.Contains(r.To, target.kind):
		return fmt.Errorf("neo4j: edge %q: %s does not lead from %s to %s: %w", meant(c.ID), r.Name, source.kind, target.kind, store.ErrInvalid)
	}
	b.count(e.is, -1)
	e.is, e.put = &ends{c.Source, c.Target}, &c
	b.count(e.is, 1)
	return nil
}

func (b *batch) deleteEdge(c store.DeleteEdge) error {
	e := b.edges[c.ID]
	if err := expected(c.Expect, "edge", c.ID, e.is != nil); err != nil {
		return err
	}
	b.count(e.is, -1)
	e.is, e.put = nil, nil
	return nil
}

// count adds to the degrees of an edge's ends, of a self loop once.
func (b *batch) count(e *ends, by int64) {
	if e == nil {
		return
	}
	b.node(e.source).degree += by
	if e.source != e.target {
		b.node(e.target).degree += by
	}
}

// checkRefs checks that what properties refer to is there, and that nothing refers to
// what is not there any more.
func (b *batch) checkRefs() error {
	for _, id := range slices.Sorted(maps.Keys(b.nodes)) {
		n := b.nodes[id]
		if n.deleted && n.was != "" && n.refs > 0 {
			return fmt.Errorf("neo4j: node %q is still referred to (%d times): %w", meant(id), n.refs, store.ErrConflict)
		}
		if n.put == nil {
			continue
		}
		if err := b.checkTargets(id, b.schema.Kind(n.kind).Properties, n.put.Props); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(b.edges)) {
		if e := b.edges[id]; e.put != nil {
			if err := b.checkTargets(id, b.schema.Relation(e.relation).Properties, e.put.Props); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *batch) checkTargets(owner string, known []store.Property, props map[string]any) error {
	for ref := range references(known, props) {
		switch n := b.nodes[ref[1]]; {
		case n.kind != "":
		case n.deleted:
			return fmt.Errorf("neo4j: node %q is deleted, and %s of %q refers to it: %w", meant(ref[1]), ref[0], meant(owner), store.ErrConflict)
		default:
			return fmt.Errorf("neo4j: %s of %q refers to %q, which is not there: %w", ref[0], meant(owner), meant(ref[1]), store.ErrNotFound)
		}
	}
	return nil
}

// keptIDs returns a change with its ids as they are kept. Those in properties are left.
func keptIDs(c store.Change) store.Change {
	switch c := c.(type) {
	case store.PutNode:
		c.ID = kept(c.ID)
		return c
	case store.PutEdge:
		c.ID, c.Source, c.Target = kept(c.ID), kept(c.Source), kept(c.Target)
		return c
	case store.DeleteNode:
		c.ID = kept(c.ID)
		return c
	case store.DeleteEdge:
		c.ID = kept(c.ID)
		return c
	}
	return c
}
