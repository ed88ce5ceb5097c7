package sqlite

import (
	"bytes"
	"fmt"
	"slices"

	"parley/graph/edtf"
	"parley/graph/store"
)

// A batch is the part of the graph that a Write is about: what stood of it, and what
// stands after the changes so far. They are applied here first, in order, and only what
// came of them is sent.
type batch struct {
	schema *store.Schema
	nodes  named[node]
	edges  named[edge]
}

// A node is one that a change names.
type node struct {
	id          string
	rid         int64  // the number of its row, 0 while it has none
	was, kind   string // empty where there is no such node
	stood, when []byte // its time
	put         *store.PutNode
	doomed      bool  // whether some change deletes it, so that its edges must be counted
	gone        bool  // whether one has deleted it
	old         int64 // then the number of the row that it had
	degree      int64 // the ends of edges at it, if doomed
}

// An edge is one that a change names.
type edge struct {
	id       string
	rid      int64    // the number of its row, 0 while it has none
	was      [2]int64 // the rows of its ends
	is       [2]*node // its ends, nil where they are no part of the batch
	there    bool
	put      *store.PutEdge
	relation string // if it was put
}

// named are the nodes or the edges of a batch.
type named[T any] struct {
	byID  map[string]*T
	byRID map[int64]*T // those that there were
	all   []*T         // in the order in which they are named
}

// newBatch returns the batch of cleaned changes, in which nothing stands yet.
func newBatch(schema *store.Schema, changes []store.Change) *batch {
	b := &batch{schema: schema, nodes: newNamed[node](len(changes)), edges: newNamed[edge](len(changes))}
	for _, c := range changes {
		switch c := c.(type) {
		case store.PutNode:
			b.node(c.ID)
			b.refer(schema.Kind(c.Kind).Properties, c.Props)
		case store.PutEdge:
			b.edge(c.ID)
			b.node(c.Source)
			b.node(c.Target)
			b.refer(schema.Relation(c.Relation).Properties, c.Props)
		case store.DeleteNode:
			b.node(c.ID).doomed = true
		case store.DeleteEdge:
			b.edge(c.ID)
		}
	}
	return b
}

func newNamed[T any](n int) named[T] {
	return named[T]{byID: make(map[string]*T, n), byRID: map[int64]*T{}}
}

// get returns what has an id. It makes it the first time.
func (n *named[T]) get(id string, fresh func() *T) *T {
	x := n.byID[id]
	if x == nil {
		x = fresh()
		n.byID[id] = x
		n.all = append(n.all, x)
	}
	return x
}

func (b *batch) node(id string) *node { return b.nodes.get(id, func() *node { return &node{id: id} }) }
func (b *batch) edge(id string) *edge { return b.edges.get(id, func() *edge { return &edge{id: id} }) }

// refer names the nodes that the properties refer to.
func (b *batch) refer(known []store.Property, props map[string]any) {
	for i := range known {
		if p := &known[i]; p.Ref {
			for _, id := range texts(props[p.Name]) {
				b.node(id)
			}
		}
	}
}

// texts returns the texts that a property holds.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []string:
		return v
	}
	return nil
}

// apply applies the changes in order, and checks that what is then referred to is there.
func (b *batch) apply(changes []store.Change) error {
	for _, c := range changes {
		var err error
		switch c := c.(type) {
		case store.PutNode:
			err = b.putNode(&c)
		case store.PutEdge:
			err = b.putEdge(&c)
		case store.DeleteNode:
			err = b.deleteNode(c)
		case store.DeleteEdge:
			err = b.deleteEdge(c)
		}
		if err != nil {
			return err
		}
	}
	for _, n := range b.nodes.all {
		if n.put != nil {
			if err := b.checkRefs(n.id, b.schema.Kind(n.kind).Properties, n.put.Props); err != nil {
				return err
			}
		}
	}
	for _, e := range b.edges.all {
		if e.put != nil {
			if err := b.checkRefs(e.id, b.schema.Relation(e.relation).Properties, e.put.Props); err != nil {
				return err
			}
		}
	}
	return nil
}

// expected compares whether something is there with what is expected.
func expected(e store.Expect, what, id string, there bool) error {
	switch {
	case e == store.MustExist && !there:
		return fmt.Errorf("sqlite: there is no %s %q: %w", what, id, store.ErrNotFound)
	case e == store.MustNotExist && there:
		return fmt.Errorf("sqlite: there is a %s %q already: %w", what, id, store.ErrConflict)
	}
	return nil
}

func (b *batch) putNode(c *store.PutNode) error {
	n := b.nodes.byID[c.ID]
	if err := expected(c.Expect, "node", c.ID, n.kind != ""); err != nil {
		return err
	}
	if n.kind != "" && n.kind != c.Kind {
		return fmt.Errorf("sqlite: node %q is a %s and cannot become a %s: %w", c.ID, n.kind, c.Kind, store.ErrConflict)
	}
	n.kind, n.put, n.when = c.Kind, c, nil
	if p, ok := c.Props[b.schema.Kind(c.Kind).Time].(edtf.Period); ok {
		n.when = timeKey(p.StartEarliest, p.EndLatest)
	}
	return nil
}

func (b *batch) putEdge(c *store.PutEdge) error {
	e := b.edges.byID[c.ID]
	if err := expected(c.Expect, "edge", c.ID, e.there); err != nil {
		return err
	}
	source, target := b.nodes.byID[c.Source], b.nodes.byID[c.Target]
	r := b.schema.Relation(c.Relation)
	switch {
	case source.kind == "":
		return fmt.Errorf("sqlite: edge %q: there is no node %q, its source: %w", c.ID, c.Source, store.ErrNotFound)
	case target.kind == "":
		return fmt.Errorf("sqlite: edge %q: there is no node %q, its target: %w", c.ID, c.Target, store.ErrNotFound)
	case !slices.Contains(r.From, source.kind) || !slices.Contains(r.To, target.kind):
		return fmt.Errorf("sqlite: edge %q: %s does not lead from a %s to a %s: %w", c.ID, r.Name, source.kind, target.kind, store.ErrInvalid)
	}
	e.leave()
	e.there, e.put, e.relation, e.is = true, c, c.Relation, [2]*node{source, target}
	source.degree++
	target.degree++
	return nil
}

// leave takes an edge from its ends.
func (e *edge) leave() {
	for _, n := range e.is {
		if e.there && n != nil {
			n.degree--
		}
	}
}

func (b *batch) deleteNode(c store.DeleteNode) error {
	n := b.nodes.byID[c.ID]
	if err := expected(c.Expect, "node", c.ID, n.kind != ""); err != nil || n.kind == "" {
		return err
	}
	if n.degree > 0 {
		return fmt.Errorf("sqlite: node %q cannot be deleted while it has edges: %w", c.ID, store.ErrConflict)
	}
	if n.rid != 0 {
		n.old, n.rid = n.rid, 0
	}
	n.gone, n.kind, n.put, n.stood, n.when = true, "", nil, nil, nil
	return nil
}

func (b *batch) deleteEdge(c store.DeleteEdge) error {
	e := b.edges.byID[c.ID]
	if err := expected(c.Expect, "edge", c.ID, e.there); err != nil || !e.there {
		return err
	}
	e.leave()
	e.there, e.put = false, nil
	return nil
}

// checkRefs returns an error if a node is not there that a property of owner refers to.
func (b *batch) checkRefs(owner string, known []store.Property, props map[string]any) error {
	for i := range known {
		p := &known[i]
		if !p.Ref {
			continue
		}
		for _, id := range texts(props[p.Name]) {
			switch n := b.nodes.byID[id]; {
			case n.kind != "":
			case n.gone:
				return fmt.Errorf("sqlite: node %q cannot be deleted while %q refers to it: %w", id, owner, store.ErrConflict)
			default:
				return fmt.Errorf("sqlite: there is no node %q, to which %q refers: %w", id, owner, store.ErrNotFound)
			}
		}
	}
	return nil
}

// moved reports whether a node that stays has another time than it had.
func (n *node) moved() bool {
	return n.was != "" && !n.gone && n.put != nil && !bytes.Equal(n.when, n.stood)
}
