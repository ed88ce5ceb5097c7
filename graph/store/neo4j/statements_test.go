package neo4j_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/storetest"
)

// TestOneStatement sees that a query is one statement, of the same text for one row
// and for many.
func TestOneStatement(t *testing.T) {
	cfg := neo4jtest.Config(t)
	neo4jtest.Wipe(t, cfg)
	var sent []string
	cfg.Trace = func(text string) { sent = append(sent, text) }
	s := neo4jtest.OpenConfig(t, cfg, storetest.Schema())
	var changes []store.Change
	for i := range 100 {
		person, event := fmt.Sprintf("p%d", i), fmt.Sprintf("e%d", i)
		changes = append(changes,
			store.PutNode{Node: store.Node{ID: person, Kind: "Person", Props: map[string]any{"name": "Ann"}}},
			store.PutNode{Node: store.Node{ID: event, Kind: "Event", Props: map[string]any{"title": "Talks"}}},
			store.PutEdge{Edge: store.Edge{ID: fmt.Sprintf("attended:a%d", i), Relation: "ATTENDED", Source: person, Target: event}},
			store.PutEdge{Edge: store.Edge{ID: fmt.Sprintf("attended:b%d", i), Relation: "ATTENDED", Source: "p0", Target: event}})
	}
	sent = nil
	put(t, s, changes...)
	if len(sent) != 5 { // The lock, what stands, and two kinds and a relation.
		t.Errorf("%d statements wrote it:\n%s", len(sent), strings.Join(sent, "\n"))
	}
	everything := newest(attendees())
	texts := map[string]bool{}
	for _, first := range []int64{0, 1, 100} {
		for _, who := range [][]string{{}, {"p0"}, {"p0", "p1", "p2"}} {
			sent = nil
			if _, err := s.Read(t.Context(), store.Query{Select: everything, Args: []any{who, first}}); err != nil {
				t.Fatal(err)
			}
			if len(sent) != 1 {
				t.Errorf("%d statements for one query", len(sent))
			}
			texts[sent[0]] = true
		}
	}
	if len(texts) != 1 {
		t.Errorf("%d texts for one Selection", len(texts))
	}
	sent = nil
	if _, err := s.Read(t.Context(), store.Query{Select: everything, Args: []any{[]string{"p0"}, int64(1)}}, store.Query{Select: selections["search"], Args: []any{nil, int64(1), "ann"}}); err != nil {
		t.Fatal(err)
	}
	if len(sent) != 2 {
		t.Errorf("%d statements for two queries", len(sent))
	}
}

// TestSearchInTx sees that a transaction finds by text what it has written, and nothing
// else does.
func TestSearchInTx(t *testing.T) {
	s := neo4jtest.Open(t, storetest.Schema())
	search := &store.Selection{Kinds: []string{"Person"}, Text: 1, Pick: store.Pick{Total: true}}
	count := func(read func(...store.Query) ([]store.Page, error)) int64 {
		t.Helper()
		pages, err := read(store.Query{Select: search, Args: []any{"änn le"}})
		if err != nil {
			t.Fatal(err)
		}
		return pages[0].Total
	}
	outside := func(qs ...store.Query) ([]store.Page, error) { return s.Read(t.Context(), qs...) }
	stop := errors.New("stop")
	for _, end := range []error{stop, nil} {
		err := s.Update(t.Context(), func(tx store.Tx) error {
			inside := func(qs ...store.Query) ([]store.Page, error) { return tx.Read(t.Context(), qs...) }
			ann := store.PutNode{Node: store.Node{ID: "ann", Kind: "Person", Props: map[string]any{"name": "Ann \U00010428 Lee"}}}
			if err := tx.Write(t.Context(), []store.Change{ann}); err != nil {
				return err
			}
			if in, out := count(inside), count(outside); in != 1 || out != 0 {
				t.Errorf("within a transaction %d are found, and %d beside it", in, out)
			}
			return end
		})
		if !errors.Is(err, end) {
			t.Fatal(err)
		}
		if got := count(outside); (got == 1) != (end == nil) {
			t.Errorf("%d are found behind a transaction that ended with %v", got, end)
		}
	}
}

// TestLongest puts the longest text and ids that an index has to hold.
func TestLongest(t *testing.T) {
	s := neo4jtest.Open(t, storetest.Schema())
	id, name := strings.Repeat("\U0010FFFD", 256), strings.Repeat("\U0001F600", 1000)
	put(t, s,
		store.PutNode{Node: store.Node{ID: id, Kind: "Person", Props: map[string]any{"name": name, "home": id}}},
		store.PutEdge{Edge: store.Edge{ID: "knows:" + id[:4*250], Relation: "KNOWS", Source: id, Target: id, Props: map[string]any{"note": strings.Repeat("ﷺ", 1<<18)}}})
	if got := found(t, s, "Person", store.Compare{Property: "name", Op: store.Eq, Arg: 1}, name); got != id {
		t.Errorf("got %.20q", got)
	}
	put(t, s, store.PutNode{Node: store.Node{ID: "note", Kind: "Person", Props: map[string]any{"note": strings.Repeat("x ", 1<<19), "aliases": []string{strings.Repeat("ﷺ", 1000)}}}})
}
