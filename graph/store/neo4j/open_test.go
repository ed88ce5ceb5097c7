package neo4j_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/graph/store/neo4j"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/storetest"
)

func put(t *testing.T, s store.Store, changes ...store.Change) {
	t.Helper()
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.Write(t.Context(), changes) }); err != nil {
		t.Fatal(err)
	}
}

// found returns the ids of the nodes of a kind for which a condition holds.
func found(t *testing.T, s store.Store, kind string, where store.Cond, args ...any) string {
	t.Helper()
	pages, err := s.Read(t.Context(), store.Query{
		Select: &store.Selection{Kinds: []string{kind}, Where: where, Pick: store.Pick{Rows: true, Fields: node("id")}}, Args: args,
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, item := range pages[0].Items {
		all = append(all, item.Value(0).(string))
	}
	return strings.Join(all, " ")
}

// small is a schema of two kinds, before and after it has grown.
func small(grown bool) *store.Schema {
	name := store.Property{Name: "name", Type: store.String, Index: true}
	mode := store.Property{Name: "mode", Type: store.String}
	home := store.Property{Name: "home", Type: store.String}
	seen := store.Property{Name: "seen", Type: store.Strings}
	s := &store.Schema{Kinds: []store.Kind{{Name: "Person", Label: "Person"}, {Name: "Place", Label: "Place"}}}
	if grown {
		name.Folded, name.Fulltext = true, true
		mode.Default, mode.Values = "UNKNOWN", []string{"HERE", "UNKNOWN"}
		home.Ref, seen.Ref = true, true
		s.Kinds = append(s.Kinds, store.Kind{Name: "Thing", Label: "Thing", Properties: []store.Property{name}})
		s.Relations = []store.Relation{{Name: "OWNS", From: []string{"Person"}, To: []string{"Thing"}}}
	}
	s.Kinds[0].Properties = []store.Property{name, mode, home}
	s.Kinds[1].Properties = []store.Property{name}
	s.Relations = append([]store.Relation{{Name: "IN", From: []string{"Person"}, To: []string{"Place"}, Properties: []store.Property{seen}}}, s.Relations...)
	return s
}

func TestUpgrade(t *testing.T) {
	cfg := neo4jtest.Config(t)
	neo4jtest.Wipe(t, cfg)
	s := neo4jtest.OpenConfig(t, cfg, small(false))
	put(t, s,
		store.PutNode{Node: store.Node{ID: "kabul", Kind: "Place", Props: map[string]any{"name": "Kābul"}}},
		store.PutNode{Node: store.Node{ID: "a\U0001F600", Kind: "Person", Props: map[string]any{"name": "Änn \U0001F600 Lee", "home": "kabul"}}},
		store.PutNode{Node: store.Node{ID: "b", Kind: "Person", Props: map[string]any{"mode": "HERE"}}},
		store.PutEdge{Edge: store.Edge{ID: "in:1", Relation: "IN", Source: "b", Target: "kabul", Props: map[string]any{"seen": []string{"a\U0001F600"}}}},
	)
	s = neo4jtest.OpenConfig(t, cfg, small(true))
	if got := found(t, s, "Person", store.Compare{Property: "name", Op: store.Prefix, Arg: 1}, "ANN"); got != "a\U0001F600" {
		t.Errorf("by folded text: got %q", got)
	}
	if got := found(t, s, "Person", store.Compare{Property: "mode", Op: store.Eq, Arg: 1}, "UNKNOWN"); got != "a\U0001F600" {
		t.Errorf("by a default: got %q", got)
	}
	if got := found(t, s, "Person", store.Compare{Property: "home", Op: store.Eq, Arg: 1}, "kabul"); got != "a\U0001F600" {
		t.Errorf("by a reference: got %q", got)
	}
	pages, err := s.Read(t.Context(),
		store.Query{Select: &store.Selection{Kinds: []string{"Person", "Place"}, Text: 1, Pick: store.Pick{Total: true}}, Args: []any{"kab"}},
		store.Query{Select: &store.Selection{Relations: []string{"IN"}, Where: store.Compare{Of: store.OfEdge, Property: "seen", Op: store.Eq, Arg: 1}, Pick: store.Pick{Total: true}}, Args: []any{"a\U0001F600"}})
	if err != nil || pages[0].Total != 1 || pages[1].Total != 1 {
		t.Errorf("by text and by an edge's reference: got %+v, %v", pages, err)
	}
	for _, gone := range []store.Change{store.DeleteNode{ID: "kabul"}, store.DeleteNode{ID: "a\U0001F600"}} {
		err = s.Update(t.Context(), func(tx store.Tx) error {
			return tx.Write(t.Context(), []store.Change{store.DeleteEdge{ID: "in:none"}, gone})
		})
		if !errors.Is(err, store.ErrConflict) {
			t.Errorf("what is referred to: got %v", err)
		}
	}
	if _, err := neo4j.Open(t.Context(), cfg, small(false)); !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), "Thing") {
		t.Errorf("a schema that lacks a kind: got %v", err)
	}
	derived := small(true)
	derived.Relations[0].Properties = append(derived.Relations[0].Properties, store.Property{Name: "weight", Type: store.Int, Hidden: true})
	if _, err := neo4j.Open(t.Context(), cfg, derived); !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), "before IN.weight was derived") {
		t.Errorf("a value that is derived now and was not: got %v", err)
	}
	required := small(true)
	required.Kinds[0].Properties[0].Required = true
	if _, err := neo4j.Open(t.Context(), cfg, required); !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), `"b"`) {
		t.Errorf("a value that is required now and absent: got %v", err)
	}
	neo4jtest.Send(t, cfg, "MATCH (m:Parley) SET m.format = 99", nil)
	if _, err := neo4j.Open(t.Context(), cfg, small(true)); !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), "99") {
		t.Errorf("a newer format: got %v", err)
	}
	neo4jtest.Wipe(t, cfg)
	neo4jtest.Send(t, cfg, "CREATE (:Movie {title: 'The Matrix'})", nil)
	if _, err := neo4j.Open(t.Context(), cfg, small(true)); !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), "no store") {
		t.Errorf("a database of something else: got %v", err)
	}
}

func TestSchemaRefused(t *testing.T) {
	kind := func(label string, props ...store.Property) *store.Schema {
		return &store.Schema{Kinds: []store.Kind{{Name: "K", Label: label, Properties: props}}}
	}
	for name, s := range map[string]*store.Schema{
		"a label of ours":     kind("Node"),
		"two under one label": {Kinds: []store.Kind{{Name: "A", Label: "L"}, {Name: "B", Label: "L"}}},
		"two under one name":  kind("K", store.Property{Name: "when", Type: store.Period}, store.Property{Name: "whenText", Type: store.String}),
		"a hidden name":       kind("K", store.Property{Name: "_words", Type: store.String}),
	} {
		// It is refused before anything is reached.
		if _, err := neo4j.Open(t.Context(), neo4j.Config{URL: "neo4j://127.0.0.1:1"}, s); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestOpenFails(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		url, says string
		is        error
	}{
		{"bolt://" + nobody, "start Neo4j there or correct the address", store.ErrUnavailable},
		{"neo4j://" + nobody, "start Neo4j there or correct the address", store.ErrUnavailable},
		{"http://" + nobody, "neo4j://HOST:7687", store.ErrInvalid},
		{"nonsense", "neo4j://HOST:7687", store.ErrInvalid},
	} {
		start := time.Now()
		_, err := neo4j.Open(t.Context(), neo4j.Config{URL: x.url}, small(false))
		if !errors.Is(err, x.is) || !strings.Contains(err.Error(), x.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v", x.url, err)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: it took %v", x.url, took)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := neo4j.Open(ctx, neo4j.Config{URL: "bolt://" + nobody}, small(false)); !errors.Is(err, context.Canceled) {
		t.Errorf("canceled: got %v", err)
	}
}

// TestNoDatabase asks a real server for a database that it has not got.
func TestNoDatabase(t *testing.T) {
	cfg := neo4jtest.Config(t)
	cfg.Database = "elsewhere"
	if _, err := neo4j.Open(t.Context(), cfg, small(false)); err == nil || !strings.Contains(err.Error(), `no database "elsewhere"`) {
		t.Errorf("got %v", err)
	}
}

// TestAway cuts the connections of a store that is open, and later lets them through again.
func TestAway(t *testing.T) {
	cfg := neo4jtest.Config(t)
	neo4jtest.Wipe(t, cfg)
	wire := newWire(t, strings.SplitAfter(cfg.URL, "://")[1])
	cfg.URL = "bolt://" + wire.Addr().String()
	s := neo4jtest.OpenConfig(t, cfg, small(false))
	put(t, s, store.PutNode{Node: store.Node{ID: "kabul", Kind: "Place"}})
	q := store.Query{Select: &store.Selection{Kinds: []string{"Place"}, Pick: store.Pick{Total: true}}}
	wire.cut(true)
	if _, err := s.Read(t.Context(), q); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("read: got %v", err)
	}
	if err := s.Update(t.Context(), func(store.Tx) error { return nil }); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("update: got %v", err)
	}
	wire.cut(false)
	if pages, err := s.Read(t.Context(), q); err != nil || pages[0].Total != 1 {
		t.Errorf("read again: got %v, %v", pages, err)
	}
	// Connections that broke in the meantime are tried once more, unseen.
	wire.cut(true)
	wire.cut(false)
	if pages, err := s.Read(t.Context(), q); err != nil || pages[0].Total != 1 {
		t.Errorf("read over a broken connection: got %v, %v", pages, err)
	}
}

// TestInvalid sees that no value of a wrong kind is sent, and that the store goes on.
func TestInvalid(t *testing.T) {
	cfg := neo4jtest.Config(t)
	neo4jtest.Wipe(t, cfg)
	var sent log
	cfg.Trace = sent.trace
	s := neo4jtest.OpenConfig(t, cfg, storetest.Schema())
	sent.seen = nil
	people := func(c store.Cond, order store.Order, after store.Arg, first store.Arg) *store.Selection {
		return &store.Selection{Kinds: []string{"Person"}, Where: c, Pick: store.Pick{Rows: true, Order: order, After: after, First: first}}
	}
	name := store.Compare{Property: "name", Op: store.Eq, Arg: 1}
	byName := store.Order{By: store.ByProperty, Property: "name"}
	nan := 0.0
	nan /= nan
	for what, q := range map[string]store.Query{
		"none":            {Select: people(name, store.Order{}, 0, 0)},
		"nil":             {Select: people(name, store.Order{}, 0, 0), Args: []any{nil}},
		"bytes":           {Select: people(name, store.Order{}, 0, 0), Args: []any{[]byte("x")}},
		"not UTF-8":       {Select: people(name, store.Order{}, 0, 0), Args: []any{"a\xffb"}},
		"int":             {Select: people(name, store.Order{}, 0, 0), Args: []any{1}},
		"time":            {Select: people(name, store.Order{}, 0, 0), Args: []any{time.Now()}},
		"list not UTF-8":  {Select: people(ids(1), store.Order{}, 0, 0), Args: []any{[]string{"a", "\xff"}}},
		"no number":       {Select: people(store.Compare{Property: "weight", Op: store.AtLeast, Arg: 1}, store.Order{}, 0, 0), Args: []any{nan}},
		"no window":       {Select: people(store.During{Property: "born", Window: 1}, store.Order{}, 0, 0), Args: []any{edtf.Period{}}},
		"less than none":  {Select: people(nil, store.Order{}, 0, 1), Args: []any{int64(-1)}},
		"wrong key":       {Select: people(nil, byName, 1, 0), Args: []any{store.Position{Keys: []any{int64(1)}, ID: "a"}}},
		"no key":          {Select: people(nil, byName, 1, 0), Args: []any{store.Position{ID: "a"}}},
		"place not UTF-8": {Select: people(nil, store.Order{}, 1, 0), Args: []any{store.Position{ID: "\xff"}}},
	} {
		if _, err := s.Read(t.Context(), q); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%s: got %v", what, err)
		}
	}
	if len(sent.seen) > 0 {
		t.Errorf("something was sent: %v", sent.seen)
	}
	if got := found(t, s, "Person", name, "Ann"); got != "" {
		t.Errorf("afterwards: got %q", got)
	}
}
