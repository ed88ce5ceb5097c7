package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph"
	"parley/graph/derive"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/open"
	"parley/seed/data"
	"parley/seed/load"
)

// before is a schema without what is hidden, as one was before anything was derived.
func before(s *store.Schema) *store.Schema {
	plain := func(all []store.Property) (left []store.Property) {
		for _, p := range all {
			if !p.Hidden {
				left = append(left, p)
			}
		}
		return left
	}
	old := &store.Schema{}
	for _, k := range s.Kinds {
		k.Properties = plain(k.Properties)
		old.Kinds = append(old.Kinds, k)
	}
	for _, r := range s.Relations {
		r.Properties = plain(r.Properties)
		old.Relations = append(old.Relations, r)
	}
	return old
}

// dump is all that a store holds, what is derived included.
func dump(t *testing.T, s store.Store, schema *store.Schema) string {
	t.Helper()
	var all bytes.Buffer
	read := func(sel *store.Selection, of store.Of, known []store.Property, names ...string) {
		sel.Rows = true
		for _, p := range known {
			names = append(names, p.Name)
		}
		for _, n := range names {
			sel.Fields = append(sel.Fields, store.Field{Of: of, Name: n})
		}
		pages, err := s.Read(t.Context(), store.Query{Select: sel})
		if err != nil {
			t.Fatal(err)
		}
		for i := range pages[0].Items {
			row := map[string]any{}
			for j, n := range names {
				row[n] = pages[0].Items[i].Value(j)
			}
			line, err := json.Marshal(row)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(append(line, '\n'))
		}
	}
	for _, k := range schema.Kinds {
		read(&store.Selection{Kinds: []string{k.Name}}, store.OfNode, k.Properties, "id")
	}
	for _, r := range schema.Relations {
		read(&store.Selection{Relations: []string{r.Name}, Pick: store.Pick{Order: store.Order{By: store.ByID, Edges: true}}}, store.OfEdge, r.Properties, "id", "source", "target")
	}
	return all.String()
}

// A rederived is a store at a place that is tried out.
type rederived struct {
	open.Config
	o *ontology.Ontology
}

// with opens the store under a schema, without the rules, for a function.
func (r *rederived) with(t *testing.T, schema *store.Schema, do func(store.Store)) {
	t.Helper()
	s, err := open.Open(t.Context(), r.Config, schema)
	if err != nil {
		t.Fatal(err)
	}
	do(s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// dispute are two claims that cannot both be so, which the built-in data have not.
const dispute = `{"kind": "CLAIM", "id": "claim:test:one", "text": "One."}
{"kind": "CLAIM", "id": "claim:test:other", "text": "Other."}
{"kind": "ASSERTION", "id": "assertion:test:one", "certainty": "CERTAIN"}
{"kind": "ASSERTION", "id": "assertion:test:other", "certainty": "CERTAIN"}
{"kind": "MEETING", "id": "meeting:test", "name": "Meeting", "when": "1999", "evidence": ["assertion:test:one"]}
{"relation": "ASSERTS", "from": "assertion:test:one", "to": "claim:test:one"}
{"relation": "ASSERTS", "from": "assertion:test:other", "to": "claim:test:other"}
{"relation": "CONTRADICTS", "from": "claim:test:one", "to": "claim:test:other"}
`

// fill loads the built-in data and a dispute.
func (r *rederived) fill(t *testing.T, s store.Store) {
	t.Helper()
	for name, in := range map[string]io.Reader{data.Name: data.Kabul(), "dispute": strings.NewReader(dispute)} {
		if _, err := load.File(t.Context(), s, r.o, name, in); err != nil {
			t.Fatal(err)
		}
	}
}

// run runs the command, and returns its code and all that it says.
func (r *rederived) run(ctx context.Context) (int, string) {
	env := func(name string) string {
		return map[string]string{"NEO4J_USERNAME": r.Username, "NEO4J_PASSWORD": r.Password, "NEO4J_DATABASE": r.Database}[name]
	}
	var said bytes.Buffer
	code := run(ctx, []string{"-store", r.Location, "-rederive"}, env, nil, &said, &said)
	return code, said.String()
}

// refused sees that the store is not opened, and that the error names the command that puts it right.
func (r *rederived) refused(t *testing.T, want string) {
	t.Helper()
	s, err := open.Open(t.Context(), r.Config, r.o.Store)
	if err == nil {
		_ = s.Close()
		t.Fatalf("the store is opened; want it refused since it %s", want)
	}
	if command := "`go run ./seed -rederive -store " + r.Location + "`"; !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), command) {
		t.Errorf("the error is %v; want one that says %q and names %s", err, want, command)
	}
	if _, err := open.Check(t.Context(), r.Config, r.o.Store); err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("the check says %v", err)
	}
}

// TestRederive has stores derived anew that were written before anything was derived, whose derived values are spoiled, and
// whose rederivation was broken off, and compares each with one that is made anew.
func TestRederive(t *testing.T) {
	o, err := graph.Ontology()
	if err != nil {
		t.Fatal(err)
	}
	t.Run("SQLite", func(t *testing.T) {
		testRederive(t, o, func() *rederived {
			return &rederived{open.Config{Location: "sqlite:" + filepath.Join(t.TempDir(), "graph.db")}, o}
		})
	})
	t.Run("Neo4j", func(t *testing.T) {
		cfg := neo4jtest.Config(t)
		testRederive(t, o, func() *rederived {
			neo4jtest.Wipe(t, cfg)
			return &rederived{open.Config{Location: cfg.URL, Username: cfg.Username, Password: cfg.Password, Database: cfg.Database}, o}
		})
	})
}

func testRederive(t *testing.T, o *ontology.Ontology, empty func() *rederived) {
	nothing := empty()
	if code, said := nothing.run(t.Context()); code != failed || !strings.Contains(said, "holds no store") {
		t.Errorf("of nothing it ends with %d and says %s", code, said)
	}
	var want string
	made := empty()
	made.with(t, o.Store, func(s store.Store) {
		made.fill(t, derive.Store(s, o))
		want = dump(t, s, o.Store)
	})
	if !strings.Contains(want, `"provenanceDisputed":true`) {
		t.Fatal("the data have nothing that is disputed, and show little")
	}

	old := empty()
	old.with(t, before(o.Store), func(s store.Store) { old.fill(t, s) })
	old.refused(t, "was written before ")
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if code, said := old.run(stopped); code != failed || !strings.Contains(said, "run it again to finish") {
		t.Errorf("stopped at once it ends with %d and says %s", code, said)
	}
	old.refused(t, "was written before ")
	old.Rederive = true // It is begun, and broken off.
	old.with(t, o.Store, func(store.Store) {})
	old.Rederive = false
	old.refused(t, "is being derived anew")
	old.whole(t, want)

	// One that is of this version is derived anew as well.
	old.with(t, o.Store, func(s store.Store) { wipe(t, s, o.Store) })
	old.whole(t, want)

	later := *o.Store
	later.Derivation++
	if _, err := open.Open(t.Context(), old.Config, &later); err == nil || !strings.Contains(err.Error(), "was derived by rules of number 0, and this program has number 1") {
		t.Errorf("a store that was derived by older rules gives %v", err)
	}
}

// whole has the store derived anew and compares.
func (r *rederived) whole(t *testing.T, want string) {
	t.Helper()
	if code, said := r.run(t.Context()); code != loaded || !strings.Contains(said, " derived anew, ") {
		t.Fatalf("it ends with %d and says %s", code, said)
	}
	r.with(t, r.o.Store, func(s store.Store) {
		if got := dump(t, s, r.o.Store); got != want {
			t.Errorf("the store is another than one made anew: %d bytes; want %d", len(got), len(want))
		}
	})
	if code, said := r.run(t.Context()); code != loaded || !strings.Contains(said, ": 0 derived anew, ") {
		t.Errorf("once more it ends with %d and says %s", code, said)
	}
}

// wipe takes from all claims what is derived of them.
func wipe(t *testing.T, s store.Store, schema *store.Schema) {
	t.Helper()
	k := schema.Kind("Claim")
	sel := &store.Selection{Kinds: []string{k.Name}, Pick: store.Pick{Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}}}}
	for _, p := range k.Properties {
		sel.Fields = append(sel.Fields, store.Field{Of: store.OfNode, Name: p.Name})
	}
	pages, err := s.Read(t.Context(), store.Query{Select: sel})
	if err != nil {
		t.Fatal(err)
	}
	var changes []store.Change
	for i := range pages[0].Items {
		x := store.Node{ID: pages[0].Items[i].Value(0).(string), Kind: k.Name, Props: map[string]any{}}
		for j, p := range k.Properties {
			if v := pages[0].Items[i].Value(1 + j); v != nil && !p.Hidden {
				x.Props[p.Name] = v
			}
		}
		changes = append(changes, store.PutNode{Node: x})
	}
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.Write(t.Context(), changes) }); err != nil {
		t.Fatal(err)
	}
}
