package neo4j_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph/store"
	"parley/graph/store/neo4j"
	"parley/graph/store/neo4j/neo4jtest"
)

// TestRetry sees that an Update is run again when the database asks for it, and not
// when nobody knows whether it was kept.
func TestRetry(t *testing.T) {
	cfg := neo4jtest.Config(t)
	neo4jtest.Wipe(t, cfg)
	wire := newWire(t, strings.SplitAfter(cfg.URL, "://")[1])
	cfg.URL = "bolt://" + wire.Addr().String()
	s := neo4jtest.OpenConfig(t, cfg, small(false))
	for _, x := range []struct {
		code  string
		tries int
	}{
		{"Neo.TransientError.Transaction.DeadlockDetected", 2},
		{"Neo.ClientError.Statement.SyntaxError", 1},
	} {
		tries := 0
		err := s.Update(t.Context(), func(store.Tx) error {
			if tries++; tries == 1 {
				return fmt.Errorf("wrapped: %w", &driver.Neo4jError{Code: x.code})
			}
			return nil
		})
		if tries != x.tries || (err == nil) != (tries == 2) {
			t.Errorf("%s: %d tries, then %v", x.code, tries, err)
		}
	}
	tries := 0
	err := s.Update(t.Context(), func(store.Tx) error {
		tries++
		wire.cut(true)
		return nil
	})
	if tries != 1 || !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("a commit that nobody heard of: %d tries, then %v", tries, err)
	}
}

// TestTwoStores counts up a value by Updates of two stores at once.
func TestTwoStores(t *testing.T) {
	schema := &store.Schema{Kinds: []store.Kind{{Name: "Counter", Label: "Counter", Properties: []store.Property{{Name: "n", Type: store.Int}}}}}
	cfg := neo4jtest.Config(t)
	neo4jtest.Wipe(t, cfg)
	stores := []*neo4j.Store{neo4jtest.OpenConfig(t, cfg, schema), neo4jtest.OpenConfig(t, cfg, schema)}
	value := &store.Selection{Kinds: []string{"Counter"}, Pick: store.Pick{Rows: true, Fields: node("n")}}
	put(t, stores[0], store.PutNode{Node: store.Node{ID: "c", Kind: "Counter", Props: map[string]any{"n": int64(0)}}})
	const each = 10
	var group sync.WaitGroup
	for _, s := range stores {
		group.Go(func() {
			for range each {
				err := s.Update(t.Context(), func(tx store.Tx) error {
					pages, err := tx.Read(t.Context(), store.Query{Select: value})
					if err != nil {
						return err
					}
					n := pages[0].Items[0].Value(0).(int64) + 1
					return tx.Write(t.Context(), []store.Change{store.PutNode{Node: store.Node{ID: "c", Kind: "Counter", Props: map[string]any{"n": n}}}})
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	pages, err := stores[0].Read(t.Context(), store.Query{Select: value})
	if err != nil || pages[0].Items[0].Value(0) != int64(each*len(stores)) {
		t.Errorf("got %v, %v", pages, err)
	}
}

// TestWrongPassword needs a database that asks for a login.
func TestWrongPassword(t *testing.T) {
	cfg := neo4jtest.Config(t)
	if cfg.Username == "" {
		t.Skip("the database of PARLEY_NEO4J asks for no login; name one as neo4j://neo4j:PASSWORD@HOST:7687")
	}
	cfg.Password += "x"
	if _, err := neo4j.Open(t.Context(), cfg, small(false)); err == nil || !strings.Contains(err.Error(), "give the right name and password") {
		t.Errorf("got %v", err)
	}
}
