package neo4j_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"parley/graph/store"
	"parley/graph/store/neo4j"
	"parley/graph/store/neo4j/neo4jtest"
)

// What a database holds is said before it is opened, and nothing in it is changed.
func TestCheck(t *testing.T) {
	cfg := neo4jtest.Config(t)
	neo4jtest.Wipe(t, cfg)
	check := func(grown bool, want store.State) {
		t.Helper()
		var sent log
		cfg.Trace = sent.trace
		if got, err := neo4j.Check(t.Context(), cfg, small(grown)); err != nil || got != want {
			t.Errorf("got %q, %v, not %q", got, err, want)
		}
		for text := range sent.seen {
			if regexp.MustCompile(`CREATE|MERGE|SET|DELETE|DROP|REMOVE`).MatchString(text) {
				t.Errorf("the check sends %s", text)
			}
		}
	}
	check(false, store.Vacant)
	open := func(grown bool) {
		t.Helper()
		s, err := neo4j.Open(t.Context(), cfg, small(grown))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	open(false)
	check(false, store.Current)
	check(true, store.Older)
	open(true)
	check(true, store.Current)
	if _, err := neo4j.Check(t.Context(), cfg, small(false)); !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), "Thing") {
		t.Errorf("a schema that lacks a kind: got %v", err)
	}
	neo4jtest.Wipe(t, cfg)
	neo4jtest.Send(t, cfg, "CREATE (:Movie {title: 'The Matrix'})", nil)
	if _, err := neo4j.Check(t.Context(), cfg, small(true)); !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), "no store") {
		t.Errorf("a database of something else: got %v", err)
	}
}

// A read is sent with the bookmark of what was written before, on which a member of a cluster waits until it has that too.
func TestBookmarks(t *testing.T) {
	cfg := neo4jtest.Config(t)
	neo4jtest.Wipe(t, cfg)
	wire := newWire(t, strings.SplitAfter(cfg.URL, "://")[1])
	cfg.URL = "bolt://" + wire.Addr().String()
	s := neo4jtest.OpenConfig(t, cfg, small(false))
	q := store.Query{Select: &store.Selection{Kinds: []string{"Place"}, Pick: store.Pick{Total: true}}}
	bookmark := func() string {
		t.Helper()
		wire.since()
		if _, err := s.Read(t.Context(), q); err != nil {
			t.Fatal(err)
		}
		return regexp.MustCompile(`bookmarks.(?s:.{1,3}?)(FB:[\w+/=:-]+)`).FindString(wire.since())
	}
	first := bookmark()
	put(t, s, store.PutNode{Node: store.Node{ID: "kabul", Kind: "Place"}})
	if second := bookmark(); first == "" || second == "" || second == first {
		t.Errorf("before the write the bookmark is %q, and after it %q", first, second)
	}
}
