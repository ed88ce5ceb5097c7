package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"parley/graph/derive"
	"parley/graph/limits"
	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/sqlite"
	"parley/graph/store/storetest"
	"parley/seed/data"
	"parley/seed/load"
)

var update = flag.Bool("update", false, "write what the reference answers into testdata")

// stores opens every store that the golden cases run on; the first is the reference.
var stores = []struct {
	name string
	open func(*testing.T, *store.Schema) store.Store
}{
	{"reference", func(_ *testing.T, s *store.Schema) store.Store { return storetest.New(s) }},
	{"sqlite", func(t *testing.T, s *store.Schema) store.Store {
		st, err := sqlite.Open(t.Context(), sqlite.Config{Path: filepath.Join(t.TempDir(), "golden.db")}, s)
		if err != nil {
			t.Fatal(err)
		}
		return st
	}},
	{"neo4j", func(t *testing.T, s *store.Schema) store.Store { return neo4jtest.Open(t, s) }},
}

// kabul is a handler over the built-in data, and the number of Reads that it made.
func kabul(t *testing.T, open func(*testing.T, *store.Schema) store.Store) (http.Handler, *atomic.Int64) {
	t.Helper()
	counted := builtIn(t, open)
	h, err := patient().NewHandler(counted, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return h, &counted.n
}

// patient are options under which no answer depends on how long it takes: a busy machine, or a
// database that first plans each statement, takes longer than a search may.
func patient() Options { return Options{AnswerTime: time.Hour, SearchTime: time.Hour} }

// builtIn is a store with the built-in data.
func builtIn(t *testing.T, open func(*testing.T, *store.Schema) store.Store) *reads {
	t.Helper()
	onto := domain(t)
	bare := open(t, onto.Store)
	t.Cleanup(func() { bare.Close() })
	counted := &reads{Store: derive.Store(bare, onto)}
	if _, _, err := load.BuiltIn(t.Context(), counted.Store, onto, data.Name, data.Kabul()); err != nil {
		t.Fatal(err)
	}
	return counted
}

type reads struct {
	store.Store
	n atomic.Int64
}

func (r *reads) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	r.n.Add(1)
	return r.Store.Read(ctx, qs...)
}

func (r *reads) Unwrap() store.Store { return r.Store }

// ask posts a request and returns the answer, indented.
func ask(t *testing.T, h http.Handler, query string, variables json.RawMessage) string {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var out bytes.Buffer
	if err := json.Indent(&out, w.Body.Bytes(), "", "  "); err != nil {
		t.Fatalf("%v in %s", err, w.Body)
	}
	return strings.TrimSpace(out.String()) + "\n"
}

// A case is a file in testdata: a comment that puts the question in words, the
// query, its variables if any, the number of Reads, and the answer. Of a case in
// questions, the library, comment and query are in the file beside it.
type goldenCase struct {
	archive   *txtar.Archive
	comment   string
	query     string
	variables string
	reads     string
	answer    string
}

// cases are the files of all cases.
func cases(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	library, err := filepath.Glob("testdata/questions/*.graphql")
	if err != nil || len(library) == 0 {
		t.Fatal("no library", err)
	}
	for _, file := range library {
		files = append(files, strings.TrimSuffix(file, ".graphql")+".txtar")
	}
	return files
}

func readCase(t *testing.T, file string) goldenCase {
	t.Helper()
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	part := map[string]string{}
	for _, f := range a.Files {
		part[f.Name] = string(f.Data)
	}
	c := goldenCase{
		archive: a, comment: strings.TrimSpace(string(a.Comment)), query: part["query.graphql"],
		variables: part["variables.json"], reads: strings.TrimSpace(part["reads"]), answer: part["answer.json"],
	}
	if c.query == "" {
		b, err := os.ReadFile(strings.TrimSuffix(file, ".txtar") + ".graphql")
		if err != nil {
			t.Fatal(err)
		}
		c.query = string(b)
		head, _, _ := strings.Cut(strings.TrimPrefix(c.query, "# "), "\n#\n")
		c.comment = strings.ReplaceAll(head, "\n# ", " ")
	}
	return c
}

func TestGolden(t *testing.T) {
	files := cases(t)
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			h, n := kabul(t, s.open)
			for _, file := range files {
				t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { golden(t, h, n, file, s.name == "reference") })
			}
		})
	}
}

func golden(t *testing.T, h http.Handler, n *atomic.Int64, file string, reference bool) {
	c := readCase(t, file)
	var variables json.RawMessage
	if c.variables != "" {
		variables = json.RawMessage(c.variables)
	}
	before := n.Load()
	got := ask(t, h, c.query, variables)
	if *update && reference {
		for i, f := range c.archive.Files {
			if f.Name == "answer.json" {
				c.archive.Files[i].Data = []byte(got)
			}
		}
		if err := os.WriteFile(file, txtar.Format(c.archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(c.answer, got); d != "" {
		t.Errorf("answer (-want +got):\n%s", d)
	}
	if c.reads != "" {
		if got := n.Load() - before; c.reads != jsonInt(got) {
			t.Errorf("%s Reads wanted, %d made", c.reads, got)
		}
	} else {
		t.Error("the case does not say how many Reads it takes")
	}
}

func jsonInt(n int64) string {
	b, _ := json.Marshal(n)
	return string(b)
}

// What is answered by gqlgen's executor stands there just as well.
func TestGoldenByExecutor(t *testing.T) {
	counted := builtIn(t, stores[0].open)
	options := patient()
	options.Executor = true
	h, err := options.NewHandler(counted, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range cases(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) { golden(t, h, &counted.n, file, false) })
	}
}

// A document of more tokens than are read is refused before it is looked at further.
func TestTokens(t *testing.T) {
	h, n := kabul(t, stores[0].open)
	before := n.Load()
	answer := ask(t, h, "{ node(id: \"a\") { "+strings.Repeat("id ", limits.Defaults().Tokens)+"} }", nil)
	if !strings.Contains(answer, "token limit") || n.Load() != before {
		t.Errorf("got %.300s", answer)
	}
}
