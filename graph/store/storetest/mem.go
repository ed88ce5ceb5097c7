package storetest

import (
	"context"
	"slices"
	"sync/atomic"

	"parley/graph/store"
)

// New returns the reference: an empty store in memory that is the executable
// definition of what package store means. It is made to be seen to be right and
// for nothing else: it keeps no index, looks at every node and edge for every row,
// sorts all rows of every page, and copies the graph for every Update.
func New(schema *store.Schema) store.Store {
	m := &memory{schema: schema, updating: make(chan struct{}, 1)}
	m.graph.Store(&graph{schema: schema})
	return m
}

type memory struct {
	schema   *store.Schema
	updating chan struct{} // holds one element while an Update runs
	graph    atomic.Pointer[graph]
}

// A graph is one state of the store. Once published it is never changed, and no node
// or edge in it ever is.
type graph struct {
	schema *store.Schema
	nodes  []*store.Node // ordered by id
	edges  []*store.Edge // ordered by id
}

func (m *memory) Close() error { return nil }

func (m *memory) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	return m.graph.Load().read(ctx, qs)
}

func (m *memory) Update(ctx context.Context, fn func(store.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case m.updating <- struct{}{}:
		defer func() { <-m.updating }()
	case <-ctx.Done():
		return ctx.Err()
	}
	t := &tx{graph: m.graph.Load().clone()}
	if err := fn(t); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	m.graph.Store(t.graph)
	return nil
}

// A tx works on a graph of its own, which becomes the store's on commit.
type tx struct{ graph *graph }

func (t *tx) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	return t.graph.read(ctx, qs)
}

func (t *tx) Write(ctx context.Context, changes []store.Change) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	next, faults := t.graph.with(changes)
	if len(faults) > 0 {
		return faults[0]
	}
	t.graph = next
	return nil
}

func (g *graph) clone() *graph {
	return &graph{schema: g.schema, nodes: slices.Clone(g.nodes), edges: slices.Clone(g.edges)}
}

func (g *graph) node(id string) *store.Node {
	for _, n := range g.nodes {
		if n.ID == id {
			return n
		}
	}
	return nil
}

func (g *graph) edge(id string) *store.Edge {
	for _, e := range g.edges {
		if e.ID == id {
			return e
		}
	}
	return nil
}

func (g *graph) read(ctx context.Context, qs []store.Query) ([]store.Page, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	pages := make([]store.Page, len(qs))
	for i, q := range qs {
		pages[i] = asked{g, q.Args}.answer(q.Select)
	}
	return pages, nil
}

// isList reports whether the schema has a property of that name that is a list.
func isList(s *store.Schema, name string) bool {
	list := func(p store.Property) bool { return p.Name == name && p.Type == store.Strings }
	return slices.ContainsFunc(s.Kinds, func(k store.Kind) bool { return slices.ContainsFunc(k.Properties, list) }) ||
		slices.ContainsFunc(s.Relations, func(r store.Relation) bool { return slices.ContainsFunc(r.Properties, list) })
}

// refs returns the ids that the properties of a node or an edge refer to.
func refs(known []store.Property, props map[string]any) map[string]bool {
	ids := map[string]bool{}
	for _, p := range known {
		if p.Ref {
			for _, id := range elements(props[p.Name]) {
				ids[id.(string)] = true
			}
		}
	}
	return ids
}

// elements returns the elements of a list, or the one value that v is, or none if
// it is absent.
func elements(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []string:
		all := make([]any, len(v))
		for i, s := range v {
			all[i] = s
		}
		return all
	}
	return []any{v}
}
