package sqlite

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/graph/store/storetest"
)

func isInvalid(err error) bool { return errors.Is(err, store.ErrInvalid) }

// openFile opens a store in a file.
func openFile(t *testing.T, path string, schema *store.Schema) *Store {
	t.Helper()
	s, err := Open(t.Context(), Config{Path: path}, schema)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closeStore(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// ids asks for the ids of those that satisfy a condition.
func ids(t *testing.T, s interface {
	Read(context.Context, ...store.Query) ([]store.Page, error)
}, q *store.Selection, args ...any) []string {
	t.Helper()
	q.Rows, q.Fields = true, []store.Field{{Name: "id"}}
	pages, err := s.Read(t.Context(), store.Query{Select: q, Args: args})
	if err != nil {
		t.Fatal(err)
	}
	got := []string{}
	for i := range pages[0].Items {
		got = append(got, pages[0].Items[i].Value(0).(string))
	}
	return got
}

// smaller is the suite's schema as an older version could have had it.
func smaller(t *testing.T) *store.Schema {
	t.Helper()
	text, err := json.Marshal(storetest.Schema())
	if err != nil {
		t.Fatal(err)
	}
	s := &store.Schema{}
	if err := json.Unmarshal(text, s); err != nil {
		t.Fatal(err)
	}
	for i := range s.Kinds {
		k := &s.Kinds[i]
		k.Time = ""
		var kept []store.Property
		for _, p := range k.Properties {
			if p.Name != "size" {
				p.Folded, p.Fulltext, p.Index, p.Ref = false, false, false, false
				kept = append(kept, p)
			}
		}
		k.Properties = kept
	}
	for i := range s.Relations {
		for j := range s.Relations[i].Properties {
			s.Relations[i].Properties[j].Folded = false
		}
	}
	s.Relations = s.Relations[:len(s.Relations)-1]
	return s
}

// An index that is made otherwise than it must be is made anew when the schema changes.
func TestOldIndex(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s := openFile(t, path, smaller(t))
	w := <-s.writer
	for _, text := range []string{`DROP INDEX "edge:in"`, `CREATE INDEX "edge:in" ON edge(relation, target)`} {
		if err := w.exec(t.Context(), text); err != nil {
			t.Fatal(err)
		}
	}
	s.writer <- w
	closeStore(t, s)
	made := func(schema *store.Schema) (text string) {
		s := openFile(t, path, schema)
		defer closeStore(t, s)
		w := <-s.writer
		defer func() { s.writer <- w }()
		if _, err := w.row(t.Context(), "SELECT sql FROM sqlite_schema WHERE name = 'edge:in'", nil, &text); err != nil {
			t.Fatal(err)
		}
		return text
	}
	if text := made(smaller(t)); !strings.HasSuffix(text, "target)") {
		t.Errorf("with the same schema it is %s", text)
	}
	if text := made(storetest.Schema()); !strings.HasSuffix(text, "id)") {
		t.Errorf("with a new schema it is %s", text)
	}
}

func TestUpgrade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a ?#%41.db")
	s := openFile(t, path, smaller(t))
	at, err := edtf.Parse("1972-10")
	if err != nil {
		t.Fatal(err)
	}
	at.Text = "that October"
	ann := map[string]any{"name": "Änn Lee", "aliases": []string{"Die \"Läst\""}, "weight": 0.1, "sure": true, "home": "kabul", "born": at}
	put(t, s,
		store.PutNode{Node: store.Node{ID: "kabul", Kind: "Place"}},
		store.PutNode{Node: store.Node{ID: "ann", Kind: "Person", Props: ann}},
		store.PutNode{Node: store.Node{ID: "event", Kind: "Event", Props: map[string]any{"title": "x", "when": at}}},
		store.PutEdge{Edge: store.Edge{ID: "attended:1", Relation: "ATTENDED", Source: "ann", Target: "event", Props: map[string]any{"role": "Gäst"}}})
	closeStore(t, s)

	s = openFile(t, path, storetest.Schema())
	put(t, s, store.PutNode{Node: store.Node{ID: "bob", Kind: "Person", Props: map[string]any{"size": int64(3)}}})
	people := func(c store.Cond) *store.Selection { return &store.Selection{Kinds: []string{"Person"}, Where: c} }
	for name, c := range map[string]struct {
		q    *store.Selection
		arg  any
		want string
	}{
		"words":      {&store.Selection{Kinds: []string{"Person"}, Text: 1}, "last di", "ann"},
		"fold":       {people(store.Compare{Property: "name", Op: store.Contains, Arg: 1}), "NN", "ann"},
		"list":       {people(store.Compare{Property: "aliases", Op: store.Prefix, Arg: 1}), "die \"LAST", "ann"},
		"reference":  {people(store.Compare{Property: "home", Arg: 1}), "kabul", "ann"},
		"new column": {people(store.Compare{Property: "size", Arg: 1}), int64(3), "bob"},
	} {
		if d := cmp.Diff([]string{c.want}, ids(t, s, c.q, c.arg)); d != "" {
			t.Errorf("%s (-want +got)\n%s", name, d)
		}
	}
	hop := newest(2)
	hop.Where = store.Compare{Of: store.OfEdge, Property: "role", Op: store.Prefix, Arg: 3}
	q := one(hop)
	q.Fields = []store.Field{{Name: "name"}, {Name: "aliases"}, {Name: "weight"}, {Name: "sure"}, {Name: "home"}, {Name: "born"}}
	pages, err := s.Read(t.Context(), store.Query{Select: q, Args: []any{"ann", int64(1), "gas"}})
	if err != nil {
		t.Fatal(err)
	}
	item := &pages[0].Items[0]
	for i, f := range q.Fields {
		if d := cmp.Diff(ann[f.Name], item.Value(i)); d != "" {
			t.Errorf("%s (-want +got)\n%s", f.Name, d)
		}
	}
	events := item.Page(0)
	if len(events.Items) != 1 {
		t.Fatal("the event is not found")
	}
	if d := cmp.Diff([]any{at.StartEarliest, at.EndLatest}, events.Items[0].Position().Keys); d != "" {
		t.Errorf("the time on the edge (-want +got)\n%s", d)
	}
	checkReferred(t, s, "kabul")
	closeStore(t, s)
	if _, err := Open(t.Context(), Config{Path: path}, smaller(t)); !isInvalid(err) {
		t.Errorf("an older schema gives %v", err)
	}
}

// checkReferred sees that a node cannot be deleted, since something refers to it.
func checkReferred(t *testing.T, s *Store, id string) {
	t.Helper()
	err := s.Update(t.Context(), func(tx store.Tx) error {
		return tx.Write(t.Context(), []store.Change{store.DeleteNode{ID: id}})
	})
	if !errors.Is(err, store.ErrConflict) {
		t.Errorf("deleting what is referred to gives %v", err)
	}
}

func TestRefused(t *testing.T) {
	dir := t.TempDir()
	schema, ranked := storetest.Schema(), storetest.Schema()
	place := ranked.Kind("Place")
	place.Properties = append(slices.Clone(place.Properties), store.Property{Name: "rank", Type: store.Int, Hidden: true})
	statement := func(text string) func(string) error {
		return func(path string) error {
			db, err := sql.Open("sqlite", location(path))
			if err != nil {
				return err
			}
			_, err = db.Exec(text)
			return errors.Join(err, db.Close())
		}
	}
	store1 := func(path string) error {
		s, err := Open(t.Context(), Config{Path: path}, schema)
		if err != nil {
			return err
		}
		return s.Close()
	}
	for name, c := range map[string]struct {
		prepare []func(string) error
		schema  *store.Schema
		want    string
	}{
		"text":    {[]func(string) error{func(p string) error { return os.WriteFile(p, []byte(strings.Repeat("no database ", 99)), 0o600) }}, schema, "is not an SQLite file"},
		"foreign": {[]func(string) error{statement("CREATE TABLE node(id TEXT)")}, schema, "of another program"},
		"newer":   {[]func(string) error{store1, statement("PRAGMA user_version = 2")}, schema, "format 2"},
		"domain":  {[]func(string) error{store1}, &store.Schema{Kinds: []store.Kind{{Name: "Car", Label: "Car"}}}, "does not have"},
		"folder":  {[]func(string) error{func(p string) error { return os.Mkdir(p, 0o700) }}, schema, "is no file"},
		"derived": {[]func(string) error{store1, statement("INSERT INTO node(id, kind) VALUES ('x', 'Place')")}, ranked, "before Place.rank was derived"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, name)
			for _, f := range c.prepare {
				if err := f(path); err != nil {
					t.Fatal(err)
				}
			}
			before, _ := os.ReadFile(path)
			_, err := Open(t.Context(), Config{Path: path}, c.schema)
			if !isInvalid(err) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v", err)
			}
			if after, _ := os.ReadFile(path); string(before) != string(after) && name != "domain" && name != "derived" {
				t.Error("the file was changed")
			}
		})
	}
	empty := filepath.Join(dir, "empty")
	closeStore(t, openFile(t, empty, schema))
	closeStore(t, openFile(t, empty, ranked)) // There is nothing of which anything is not derived.
	if _, err := Open(t.Context(), Config{Path: filepath.Join(dir, "no", "x")}, schema); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("a missing directory gives %v", err)
	}
}

// TestKilled kills a process that writes, and sees that all is there which it said it had
// written, and the last Update whole or not at all.
func TestKilled(t *testing.T) {
	const env = "PARLEY_TEST_WRITE"
	if path := os.Getenv(env); path != "" {
		s := openFile(t, path, storetest.Schema())
		for i := 0; ; i++ {
			put(t, s, person(fmt.Sprintf("a%06d", i)), person(fmt.Sprintf("b%06d", i)))
			fmt.Println("wrote", i)
		}
	}
	path := filepath.Join(t.TempDir(), "graph.db")
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	child := exec.CommandContext(ctx, os.Args[0], "-test.run=^TestKilled$")
	child.Env = append(os.Environ(), env+"="+path)
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	wrote := 0
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if !strings.HasPrefix(lines.Text(), "wrote") {
			continue
		}
		if wrote++; wrote == 100 { // What it wrote before it dies is still read.
			cancel()
		}
	}
	_ = child.Wait() // It was killed.
	if wrote < 100 {
		t.Fatalf("the process wrote %d times only", wrote)
	}
	s := openFile(t, path, storetest.Schema())
	defer closeStore(t, s)
	if n := len(ids(t, s, &store.Selection{Kinds: []string{"Person"}})); n%2 != 0 || n/2 < wrote || n/2 > wrote+1 {
		t.Errorf("of %d pairs %d people are there", wrote, n)
	}
}

// TestTemporary sees that a store without a path leaves nothing behind.
func TestTemporary(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := openFile(t, "", storetest.Schema())
	put(t, s, person("ann"))
	if _, err := os.Stat(s.temp); err != nil {
		t.Fatal(err)
	}
	closeStore(t, s)
	if _, err := os.Stat(s.temp); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the directory gives %v", err)
	}
}

// TestClosed sees that all is in the one file once a store is closed, and that who comes
// late is told so.
func TestClosed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s := openFile(t, path, storetest.Schema())
	put(t, s, person("ann"))
	closeStore(t, s)
	if files, err := filepath.Glob(path + "*"); err != nil || len(files) != 1 {
		t.Errorf("there are %v, %v", files, err)
	}
	if _, err := s.Read(t.Context()); err == nil {
		t.Error("a closed store is read")
	}
	if err := s.Update(t.Context(), func(store.Tx) error { return nil }); err == nil {
		t.Error("a closed store is updated")
	}
}
