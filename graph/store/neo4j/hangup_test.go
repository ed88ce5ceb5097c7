package neo4j_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/storetest"
)

// TestSlowRead sees that a statement under way ends with its context, in the database as well: the driver can only leave
// the connection, and the database has to notice.
func TestSlowRead(t *testing.T) {
	const people, events, steps = 12, 12, 10
	cfg := neo4jtest.Config(t)
	neo4jtest.Wipe(t, cfg)
	s := neo4jtest.OpenConfig(t, cfg, storetest.Schema())
	var changes []store.Change
	for i := range people {
		changes = append(changes, store.PutNode{Node: store.Node{ID: fmt.Sprintf("p%d", i), Kind: "Person", Props: map[string]any{"name": "Ann"}}})
	}
	for i := range events {
		changes = append(changes, store.PutNode{Node: store.Node{ID: fmt.Sprintf("e%d", i), Kind: "Event", Props: map[string]any{"title": "Talks"}}})
		for j := range people {
			changes = append(changes, store.PutEdge{Edge: store.Edge{
				ID: fmt.Sprintf("attended:%d-%d", i, j), Relation: "ATTENDED", Source: fmt.Sprintf("p%d", j), Target: fmt.Sprintf("e%d", i),
			}})
		}
	}
	put(t, s, changes...)
	var where store.Cond = store.Compare{Of: store.OfNode, Property: "name", Op: store.Contains, Arg: 1}
	for range steps / 2 {
		where = store.Some{Step: store.Along{Relation: "ATTENDED", Direction: store.In}, Kinds: []string{"Person"}, Where: where}
		where = store.Some{Step: store.Along{Relation: "ATTENDED"}, Kinds: []string{"Event"}, Where: where}
	}
	slow := store.Query{Select: &store.Selection{Kinds: []string{"Person"}, Where: where, Pick: store.Pick{Total: true}}, Args: []any{"nobody"}}

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	go func() {
		_, err := s.Read(ctx, slow)
		ended <- err
	}()
	running := func() int {
		return len(neo4jtest.Send(t, cfg, `SHOW TRANSACTIONS YIELD metaData, status WHERE metaData.operation = "read" AND status = "Running" RETURN status`, nil))
	}
	for running() == 0 {
		select {
		case err := <-ended:
			t.Fatalf("the database answered what takes for ever: %v", err)
		case <-time.After(5 * time.Millisecond):
		}
	}
	start := time.Now()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	left := time.Since(start)
	for running() > 0 {
		if time.Since(start) > 5*time.Second {
			t.Fatal("nobody waits for it, and the database goes on")
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Logf("left within %v, stopped within %v", left, time.Since(start))
	if got := found(t, s, "Person", store.Compare{Property: "id", Op: store.Eq, Arg: 1}, "p0"); got != "p0" {
		t.Errorf("the next question is answered %q", got)
	}
}
