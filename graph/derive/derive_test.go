package derive_test

import (
	"context"
	"strconv"
	"testing"

	"parley/graph/derive"
	"parley/graph/derive/derivetest"
	"parley/graph/edtf"
	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/sqlite"
	"parley/graph/store/storetest"
)

func TestReference(t *testing.T) {
	derivetest.Run(t, func(_ *testing.T, schema *store.Schema) store.Store { return storetest.New(schema) })
}

func TestSQLite(t *testing.T) {
	derivetest.Run(t, func(t *testing.T, schema *store.Schema) store.Store {
		s, err := sqlite.Open(t.Context(), sqlite.Config{}, schema)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
		return s
	})
}

func TestNeo4j(t *testing.T) {
	derivetest.Run(t, func(t *testing.T, schema *store.Schema) store.Store { return neo4jtest.Open(t, schema) })
}

// A counter counts what a transaction costs.
type counter struct {
	store.Store
	reads, writes int
	changes       int // in all writes
}

func (c *counter) Update(ctx context.Context, fn func(store.Tx) error) error {
	c.reads, c.writes, c.changes = 0, 0, 0
	return c.Store.Update(ctx, func(tx store.Tx) error { return fn(counted{tx, c}) })
}

type counted struct {
	store.Tx
	*counter
}

func (c counted) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	c.reads++
	return c.Tx.Read(ctx, qs...)
}

func (c counted) Write(ctx context.Context, changes []store.Change) error {
	c.writes++
	c.changes += len(changes)
	return c.Tx.Write(ctx, changes)
}

// TestCost states how many Reads and Writes derivation takes, however much a
// transaction writes.
func TestCost(t *testing.T) {
	o := derivetest.Ontology(t)
	when, err := edtf.Parse("2021")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{1, 100} {
		c := &counter{Store: storetest.New(o.Store)}
		s := derive.Store(c, o)
		var nodes, edges, own, timed []store.Change
		for i := range n {
			id := strconv.Itoa(i)
			nodes = append(nodes,
				store.PutNode{Node: store.Node{ID: "p" + id, Kind: "Person", Props: map[string]any{"name": id}}},
				store.PutNode{Node: store.Node{ID: "e" + id, Kind: "Event"}},
				store.PutNode{Node: store.Node{ID: "t" + id, Kind: "Task"}})
			edges = append(edges, store.PutEdge{Edge: store.Edge{ID: "came:" + id, Relation: "CAME", Source: "p" + id, Target: "e" + id}},
				store.PutEdge{Edge: store.Edge{ID: "needs:" + id, Relation: "NEEDS", Source: "t0", Target: "t" + id}})
			own = append(own, store.PutEdge{Edge: store.Edge{
				ID: "came:" + id, Relation: "CAME", Source: "p" + id, Target: "e" + id, Props: map[string]any{"when": when},
			}})
			timed = append(timed, store.PutNode{Node: store.Node{ID: "e" + id, Kind: "Event", Props: map[string]any{"when": when}}})
		}
		edges[1] = store.DeleteEdge{ID: "needs:none"} // A task that needs itself would be a cycle.
		for _, step := range []struct {
			name          string
			changes       []store.Change
			reads, writes int
		}{
			{"nodes", nodes, 1, 1},
			{"edges", edges, 2 + min(1, n-1), 1}, // What is known of the ends, the pairs, and a step along the chains.
			{"times", timed, 4, 2},               // The times and the provenance before, the nodes' edges, and these.
			{"times again", timed, 2, 1},
			{"edges with a time of their own", own, 1, 1},
		} {
			if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.Write(t.Context(), step.changes) }); err != nil {
				t.Fatal(err)
			}
			if c.reads != step.reads || c.writes != step.writes {
				t.Errorf("%d %s: %d reads and %d writes; want %d and %d", n, step.name, c.reads, c.writes, step.reads, step.writes)
			}
		}
	}
}
