package load_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/derive"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/sqlite"
	"parley/graph/store/storetest"
	"parley/seed/data"
	"parley/seed/load"
	"parley/seed/record"
)

// row makes a row of lines of text.
func row(t testing.TB, n int, entry *load.Entry, text string) load.Row {
	t.Helper()
	r := load.Row{File: "f", Line: n}
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		o, err := record.Decode([]byte(line))
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		r.Lines = append(r.Lines, load.Line{Object: o, Entry: entry})
	}
	return r
}

// texts are rows numbered from 1.
func texts(t testing.TB, entry *load.Entry, all ...string) (rows []load.Row) {
	t.Helper()
	for i, text := range all {
		rows = append(rows, row(t, i+1, entry, text))
	}
	return rows
}

// stream yields rows.
func stream(rows []load.Row) iter.Seq2[load.Row, error] {
	return func(yield func(load.Row, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// told collects what an import tells.
type told struct {
	rejects []load.Reject
	differs []load.Difference
}

func (c *told) options() load.Options {
	return load.Options{
		Reject: func(r load.Reject) { c.rejects = append(c.rejects, r) },
		Differ: func(d load.Difference) { c.differs = append(c.differs, d) },
	}
}

// lines are the rejects as text, ordered.
func (c *told) lines() (all []string) {
	for _, r := range c.rejects {
		all = append(all, r.String())
	}
	slices.Sort(all)
	return all
}

// rows are the places of the rejects, each once.
func (c *told) rows() []string {
	places := map[string]bool{}
	for _, r := range c.rejects {
		places[fmt.Sprintf("%s:%d", r.File, r.Line)] = true
	}
	return slices.Sorted(maps.Keys(places))
}

// imported imports rows and fails on an error.
func imported(t testing.TB, st store.Store, o *ontology.Ontology, rows []load.Row, opts load.Options) load.Summary {
	t.Helper()
	if opts.Dir == "" {
		opts.Dir = t.TempDir()
	}
	s, err := load.Import(t.Context(), st, o, stream(rows), opts)
	if err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(opts.Dir); err != nil || len(left) > 0 {
		t.Errorf("%d temporary files are left, error %v", len(left), err)
	}
	return s
}

// onEach runs a test on each store.
func onEach(t *testing.T, test func(t *testing.T, st store.Store, o *ontology.Ontology)) {
	o := domain(t)
	t.Run("Reference", func(t *testing.T) { test(t, derive.Store(storetest.New(o.Store), o), o) })
	t.Run("SQLite", func(t *testing.T) { test(t, onDisk(t, o), o) })
	t.Run("Neo4j", func(t *testing.T) { test(t, derive.Store(neo4jtest.Open(t, o.Store), o), o) })
}

// onDisk returns an empty store in a file.
func onDisk(t testing.TB, o *ontology.Ontology) store.Store {
	t.Helper()
	return derive.Store(bare(t, o), o)
}

// bare is a store on disk without derivation.
func bare(t testing.TB, o *ontology.Ontology) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), sqlite.Config{Path: filepath.Join(t.TempDir(), "graph.db")}, o.Store)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// TestImportBuiltIn imports the built-in data, a line a row, and compares with what
// loading the file makes of it.
func TestImportBuiltIn(t *testing.T) {
	onEach(t, func(t *testing.T, st store.Store, o *ontology.Ontology) {
		text := new(strings.Builder)
		if _, err := load.File(t.Context(), st, o, "nothing", strings.NewReader("")); err != nil {
			t.Fatal(err)
		}
		buf := make([]byte, 1<<20)
		for r := data.Kabul(); ; {
			n, err := r.Read(buf)
			text.Write(buf[:n])
			if err != nil {
				break
			}
		}
		rows := texts(t, nil, strings.Split(text.String(), "\n")...)
		slices.Reverse(rows) // Edges before nodes.
		whole, _ := reference(t)
		report, err := load.File(t.Context(), whole, o, data.Name, strings.NewReader(text.String()))
		if err != nil {
			t.Fatal(err)
		}
		var c told
		s := imported(t, st, o, rows, load.Batched(c.options(), 20))
		if d := cmp.Diff(load.Summary{Rows: len(rows), Empty: 1, Report: report}, s); d != "" {
			t.Errorf("summary (-want +got):\n%s\n%v", d, c.lines())
		}
		if d := cmp.Diff(everything(t, whole, o), everything(t, st, o)); d != "" {
			t.Errorf("the graph (-loaded +imported):\n%s", d)
		}
		again := imported(t, st, o, rows, c.options())
		for _, counts := range []map[string]load.Count{again.Nodes, again.Edges} {
			for name, n := range counts {
				if n.New+n.Changed > 0 {
					t.Errorf("importing again: %s: %+v", name, n)
				}
			}
		}
	})
}

// compare holds texts against the beginnings of those wanted, in any order.
func compare(t *testing.T, what string, got, want []string) {
	t.Helper()
	rest := slices.Clone(got)
	for _, w := range want {
		i := slices.IndexFunc(rest, func(s string) bool { return strings.HasPrefix(s, w) })
		if i < 0 {
			t.Errorf("the %s are\n%s\nand lack %s", what, strings.Join(got, "\n"), w)
			continue
		}
		rest = slices.Delete(rest, i, i+1)
	}
	if len(rest) > 0 {
		t.Errorf("there are %s too many:\n%s", what, strings.Join(rest, "\n"))
	}
}

var errRead = errors.New("the disk is gone")

func TestImportOfBadRecords(t *testing.T) {
	st, o := reference(t)
	var c told
	rows := func(yield func(load.Row, error) bool) {
		_ = yield(load.Row{}, &record.Bad{File: "x.csv", Line: 2, Column: "c", Value: "v", Reason: "it is bad"}) &&
			yield(load.Row{File: "x.csv", Line: 3, Faults: []load.Fault{{Column: "d", Value: "w", Reason: "r"}}}, nil) &&
			yield(row(t, 4, nil, ann), nil)
	}
	s, err := load.Import(t.Context(), st, o, rows, c.options())
	if err != nil || s.Rows != 3 || s.Rejected != 2 || s.Nodes["Person"].New != 1 {
		t.Errorf("%+v, error %v", s, err)
	}
	want := []load.Reject{{File: "x.csv", Line: 2, Column: "c", Value: "v", Reason: "it is bad"}, {File: "x.csv", Line: 3, Column: "d", Value: "w", Reason: "r"}}
	if d := cmp.Diff(want, c.rejects); d != "" {
		t.Errorf("rejects (-want +got):\n%s", d)
	}
	st, _ = reference(t)
	broken := func(yield func(load.Row, error) bool) {
		_ = yield(row(t, 1, nil, ann), nil) && yield(load.Row{}, errRead)
	}
	if _, err := load.Import(t.Context(), st, o, broken, c.options()); !errors.Is(err, errRead) {
		t.Errorf("the error is %v", err)
	}
	if empty, err := load.Empty(t.Context(), st, o); err != nil || !empty {
		t.Errorf("something was written, error %v", err)
	}
}

// TestRejectString sees that a value is told once: by itself, or by the reason.
func TestRejectString(t *testing.T) {
	tests := []struct{ name, value, reason, want string }{
		{"Apart", "1.23", "it is no number", `f:1: c: "1.23": it is no number`},
		{"Quoted", "1.23", `"1.23" is no number`, `f:1: c: "1.23" is no number`},
		{"InAnother", "1.23", `"1.234,5" is no number`, `f:1: c: "1.23": "1.234,5" is no number`},
		{"InAWord", "a", "it is bad", `f:1: c: "a": it is bad`},
		{"Word", "it", "it is bad", `f:1: c: "it": it is bad`},
		{"Number", "7", "7 must be a text", `f:1: c: 7 must be a text`},
		{"Escaped", "a\"b", `there is no "a\"b"`, `f:1: c: there is no "a\"b"`},
		{"None", "", "it is missing", `f:1: c: it is missing`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := (load.Reject{File: "f", Line: 1, Column: "c", Value: tt.value, Reason: tt.reason}).String(); got != tt.want {
				t.Errorf("it is %s; want %s", got, tt.want)
			}
		})
	}
}

// TestLongID sees that an id that is too long is told of once, though a node and edges
// have it, and that the value is not quoted twice.
func TestLongID(t *testing.T) {
	st, o := reference(t)
	long := strings.Repeat("x", 300)
	entry := &load.Entry{Columns: map[string]string{"id": "ID"}}
	r := row(t, 1, entry, strings.ReplaceAll(ann+meeting+attended, `"ann"`, `"`+long+`"`))
	r.Lines[2].Entry = nil
	var c told
	imported(t, st, o, []load.Row{r}, c.options())
	want := []load.Reject{{File: "f", Line: 1, Column: "ID", Value: long[:60] + "…", Reason: "it has 300 characters and may have at most 256"}}
	if d := cmp.Diff(want, c.rejects); d != "" {
		t.Errorf("rejects (-want +got):\n%s", d)
	}
}

func TestStrict(t *testing.T) {
	tests := []struct {
		name  string
		rows  []string
		want  string
		batch int
		empty bool
	}{
		{"Fault", []string{ann, `{"kind": "PLACE"}`, `{"kind": "X"}`}, "f:2: id: it is missing", 0, true},
		{"Contradiction", []string{ann, `{"kind": "PLACE", "id": "ann", "name": "P"}`}, `f:2: kind: node "ann" is a Person in f:1`, 0, true},
		{"NoSuchNode", []string{ann, attended, meeting + `{"relation": "ATTENDED", "from": "bob", "to": "m"}`}, `f:3: from: there is no node "bob"`, 0, true},
		{"Rule", []string{place("a") + place("b") + place("c") + within("a", "b"), within("a", "c") + place("a")}, `f:2: to: Place "a": its field partOf takes`, 0, true},
		{"RuleInALaterBatch", []string{place("a") + place("b") + place("c") + within("a", "b"), within("a", "c") + place("a")}, `f:2: to: Place "a": its field partOf takes`, 1, true},
		{"WrongEnd", []string{ann, place("b") + within("b", "ann")}, `f:2: to: "ann" is of kind Person`, 0, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			st, o := reference(t)
			_, err := load.Import(t.Context(), st, o, stream(texts(t, nil, tt.rows...)), load.Batched(load.Options{Strict: true}, tt.batch))
			var r load.Reject
			if !errors.As(err, &r) || !errors.Is(err, store.ErrInvalid) || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("the error is %v; want %s", err, tt.want)
			}
			if empty, err := load.Empty(t.Context(), st, o); err != nil || empty != tt.empty {
				t.Errorf("it is empty: %v, error %v", empty, err)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	st, o := reference(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := load.Import(ctx, st, o, stream(texts(t, nil, ann)), load.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}
