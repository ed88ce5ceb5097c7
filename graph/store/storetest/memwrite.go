package storetest

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// with returns g as it is after the changes, and every fault in them. What comes
// after a fault is applied all the same, to find the others: where a batch has
// several, a store may name any of them.
func (g *graph) with(changes []store.Change) (*graph, []error) {
	next := g.clone()
	var faults, invalid []error
	deleted, put := map[string]bool{}, map[string]bool{}
	for _, c := range changes {
		clean, err := g.schema.Clean(c)
		if err != nil {
			invalid = append(invalid, err)
			continue
		}
		switch c := clean.(type) {
		case store.PutNode:
			err = next.putNode(c)
			put[c.ID] = true
		case store.PutEdge:
			err = next.putEdge(c)
			put[c.ID] = true
		case store.DeleteNode:
			deleted[c.ID] = deleted[c.ID] || next.node(c.ID) != nil
			err = next.deleteNode(c)
		case store.DeleteEdge:
			err = next.deleteEdge(c)
		}
		if err != nil {
			faults = append(faults, err)
		}
	}
	check := func(by string, ids map[string]bool) {
		for id := range ids {
			if next.node(id) != nil {
				continue
			}
			if deleted[id] {
				faults = append(faults, fmt.Errorf("node %q is deleted and %q refers to it: %w", id, by, store.ErrConflict))
			}
			if put[by] || !deleted[id] {
				faults = append(faults, fmt.Errorf("node %q, to which %q refers: %w", id, by, store.ErrNotFound))
			}
		}
	}
	for _, n := range next.nodes {
		check(n.ID, refs(g.schema.Kind(n.Kind).Properties, n.Props))
	}
	for _, e := range next.edges {
		check(e.ID, refs(g.schema.Relation(e.Relation).Properties, e.Props))
	}
	return next, append(invalid, faults...) // All changes are cleaned before any is applied.
}

// expected compares whether a node or an edge is there with what is expected.
func expected(e store.Expect, id string, there bool) error {
	switch {
	case e == store.MustExist && !there:
		return fmt.Errorf("%q: %w", id, store.ErrNotFound)
	case e == store.MustNotExist && there:
		return fmt.Errorf("%q is there: %w", id, store.ErrConflict)
	}
	return nil
}

func (g *graph) putNode(c store.PutNode) error {
	old := g.node(c.ID)
	if err := expected(c.Expect, c.ID, old != nil); err != nil {
		return err
	}
	if old != nil && old.Kind != c.Kind {
		return fmt.Errorf("node %q is a %s and cannot become a %s: %w", c.ID, old.Kind, c.Kind, store.ErrConflict)
	}
	at, found := slices.BinarySearchFunc(g.nodes, c.ID, byNodeID)
	if found {
		g.nodes[at] = &c.Node
	} else {
		g.nodes = slices.Insert(g.nodes, at, &c.Node)
	}
	return nil
}

func (g *graph) putEdge(c store.PutEdge) error {
	old := g.edge(c.ID)
	if err := expected(c.Expect, c.ID, old != nil); err != nil {
		return err
	}
	if old != nil && old.Relation != c.Relation {
		return fmt.Errorf("edge %q is of %s and cannot become one of %s: %w", c.ID, old.Relation, c.Relation, store.ErrConflict)
	}
	source, target := g.node(c.Source), g.node(c.Target)
	if source == nil {
		return fmt.Errorf("node %q, the source of %q: %w", c.Source, c.ID, store.ErrNotFound)
	}
	if target == nil {
		return fmt.Errorf("node %q, the target of %q: %w", c.Target, c.ID, store.ErrNotFound)
	}
	r := g.schema.Relation(c.Relation)
	if !slices.Contains(r.From, source.Kind) || !slices.Contains(r.To, target.Kind) {
		return fmt.Errorf("edge %q: %s does not lead from a %s to a %s: %w", c.ID, r.Name, source.Kind, target.Kind, store.ErrInvalid)
	}
	at, found := slices.BinarySearchFunc(g.edges, c.ID, byEdgeID)
	if found {
		g.edges[at] = &c.Edge
	} else {
		g.edges = slices.Insert(g.edges, at, &c.Edge)
	}
	return nil
}

func (g *graph) deleteNode(c store.DeleteNode) error {
	for _, e := range g.edges {
		if e.Source == c.ID || e.Target == c.ID {
			return fmt.Errorf("node %q has the edge %q: %w", c.ID, e.ID, store.ErrConflict)
		}
	}
	if err := expected(c.Expect, c.ID, g.node(c.ID) != nil); err != nil {
		return err
	}
	g.nodes = slices.DeleteFunc(g.nodes, func(n *store.Node) bool { return n.ID == c.ID })
	return nil
}

func (g *graph) deleteEdge(c store.DeleteEdge) error {
	if err := expected(c.Expect, c.ID, g.edge(c.ID) != nil); err != nil {
		return err
	}
	g.edges = slices.DeleteFunc(g.edges, func(e *store.Edge) bool { return e.ID == c.ID })
	return nil
}

func byNodeID(n *store.Node, id string) int { return strings.Compare(n.ID, id) }
func byEdgeID(e *store.Edge, id string) int { return strings.Compare(e.ID, id) }
