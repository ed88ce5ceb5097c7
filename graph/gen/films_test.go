package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"parley/graph"
	"parley/graph/derive"
	"parley/graph/gen/films"
	"parley/graph/ontology"
	"parley/graph/plan"
	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/sqlite"
	"parley/graph/store/storetest"
	"parley/seed/load"
)

var update = flag.Bool("update", false, "write what the reference answers into testdata")

// stores opens every store; the first is the reference.
var stores = []struct {
	name string
	open func(*testing.T, *store.Schema) store.Store
}{
	{"reference", func(_ *testing.T, s *store.Schema) store.Store { return storetest.New(s) }},
	{"sqlite", func(t *testing.T, s *store.Schema) store.Store {
		st, err := sqlite.Open(t.Context(), sqlite.Config{}, s)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := st.Close(); err != nil {
				t.Error(err)
			}
		})
		return st
	}},
	{"neo4j", func(t *testing.T, s *store.Schema) store.Store { return neo4jtest.Open(t, s) }},
}

func domain(t *testing.T) *ontology.Ontology {
	t.Helper()
	o, err := ontology.New(films.NewExecutableSchema(films.Config{}).Schema())
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// loaded fills a store with the films.
func loaded(t *testing.T, bare store.Store, o *ontology.Ontology) store.Store {
	t.Helper()
	st := derive.Store(bare, o)
	f, err := os.Open("films/testdata/films.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := load.File(t.Context(), st, o, "films.jsonl", f); err != nil {
		t.Fatal(err)
	}
	return st
}

// reads counts how often a store is read.
type reads struct {
	store.Store
	n atomic.Int64
}

func (r *reads) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	r.n.Add(int64(len(qs)))
	return r.Store.Read(ctx, qs...)
}

// TestFilms asks each query in testdata of each store, over HTTP and in both ways of
// answering, and holds the answer
// and the number of queries, one for each field of the root where nothing else is said,
// against what stands there.
func TestFilms(t *testing.T) {
	files, err := filepath.Glob("films/testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases in testdata: ", err)
	}
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			o := domain(t)
			counted := &reads{Store: loaded(t, s.open(t, o.Store), o)}
			engine, err := plan.NewEngine(counted, o, searches())
			if err != nil {
				t.Fatal(err)
			}
			schema := films.NewExecutableSchema(films.Config{Resolvers: &films.Resolver{Engine: engine}})
			for way, schema := range map[string]graphql.ExecutableSchema{"executor": schema, "printer": graph.Printed(schema, engine)} {
				srv := handler.New(schema)
				if err := (graph.Options{}).Serve(srv, schema.Schema(), engine, slog.New(slog.DiscardHandler)); err != nil {
					t.Fatal(err)
				}
				for _, file := range files {
					t.Run(way+"/"+strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
						golden(t, srv, counted, file, *update && s.name == "reference")
					})
				}
			}
		})
	}
}

func golden(t *testing.T, h http.Handler, counted *reads, file string, write bool) {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{"variables.json": "null"}
	for _, f := range a.Files {
		parts[f.Name] = string(f.Data)
	}
	before := counted.n.Load()
	answer := ask(t, h, parts["query.graphql"], json.RawMessage(parts["variables.json"]))
	if write {
		files := a.Files[:0]
		for _, f := range a.Files {
			if f.Name != "answer.json" {
				files = append(files, f)
			}
		}
		a.Files = append(files, txtar.File{Name: "answer.json", Data: []byte(answer)})
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(parts["answer.json"], answer); d != "" {
		t.Errorf("another answer (-want +got):\n%s", d)
	}
	var roots struct{ Data map[string]json.RawMessage }
	if err := json.Unmarshal([]byte(answer), &roots); err != nil {
		t.Fatal(err)
	}
	want := strconv.Itoa(len(roots.Data))
	if queries := parts["queries"]; queries != "" {
		want = strings.TrimSpace(queries)
	}
	if got := strconv.Itoa(int(counted.n.Load() - before)); got != want {
		t.Errorf("%s queries are asked of the store; want %s", got, want)
	}
}

// ask posts a request and returns the answer, indented.
func ask(t *testing.T, h http.Handler, query string, variables json.RawMessage) string {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var out bytes.Buffer
	if err := json.Indent(&out, w.Body.Bytes(), "", " "); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	return strings.TrimSpace(out.String()) + "\n"
}

// The rules of the schema hold for whoever writes: one studio for each film, no circle
// of sequels, and a value object whole.
func TestRules(t *testing.T) {
	made := store.PutEdge{Edge: store.Edge{ID: "made_by:9", Relation: "MADE_BY", Source: "f:new", Target: "s:north"}}
	film := func(props map[string]any) store.Change {
		p := map[string]any{"name": "New"}
		for k, v := range props {
			p[k] = v
		}
		return store.PutNode{Node: store.Node{ID: "f:new", Kind: "Film", Props: p}}
	}
	tests := map[string]struct {
		changes []store.Change
		says    string // "" if all is well
	}{
		"a film with its studio":     {[]store.Change{film(nil), made}, ""},
		"a film without a studio":    {[]store.Change{film(nil)}, "MADE_BY"},
		"a film with two studios":    {[]store.Change{store.PutEdge{Edge: store.Edge{ID: "made_by:8", Relation: "MADE_BY", Source: "f:eclair", Target: "s:aurora"}}}, "MADE_BY"},
		"a film that follows itself": {[]store.Change{store.PutEdge{Edge: store.Edge{ID: "sequel_of:9", Relation: "SEQUEL_OF", Source: "f:keeper", Target: "f:lamps"}}}, "SEQUEL_OF"},
		"a budget without an amount": {[]store.Change{film(map[string]any{"budget.currency": "FRF"}), made}, "budget.amount"},
		"a film without a name":      {[]store.Change{store.PutNode{Node: store.Node{ID: "f:eclair", Kind: "Film"}}}, "name"},
	}
	o := domain(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			st := loaded(t, storetest.New(o.Store), o)
			err := st.Update(t.Context(), func(tx store.Tx) error { return tx.Write(t.Context(), tt.changes) })
			switch {
			case tt.says == "" && err != nil:
				t.Fatal(err)
			case tt.says != "" && (!errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), tt.says)):
				t.Errorf("err = %v, want one of ErrInvalid that speaks of %s", err, tt.says)
			}
		})
	}
}
