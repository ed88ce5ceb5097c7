// Package mappings_test loads a made-up, a generated and, where it is, the real file of each form as its mapping
// says, into every store, and compares what the graph then holds with a count of the same file by other means.
package mappings_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"flag"
	"io"
	"iter"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/derive"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/sqlite"
	"parley/seed/load"
	"parley/seed/mapping"
	"parley/seed/mappings/made"
	"parley/seed/record"
)

var update = flag.Bool("update", false, "write what the graph holds of the made-up files into testdata")

// A form is one that a mapping reads.
type form struct {
	mapping string
	file    string // made-up, in testdata
	made    func(io.Writer, uint64, int) (made.Counts, error)
	size    int      // of the generated file, in records
	inside  string   // where in an archive the records are, or "": it is no archive
	real    []string // below the folder of real data
	count   func(t *tally, files []document) error
}

var forms = []form{
	{"nixon-tapes", "tapes.jsonl", made.Tapes, 1500, "", []string{"nixon-tapes/conversations.ndjson.gz"}, countTapes},
	{"davis-southern-women", "davis.csv", made.Davis, 200, "", []string{"davis-southern-women/davis.csv"}, countDavis},
	{"us-state-visits", "visits.xml", made.Visits, 1500, "data/1900.xml", []string{"us-state-historian/visits.tar.gz"}, countVisits},
	{"us-state-travels", "travels.xml", made.Travels, 1500, "president-travels/made.xml", []string{"us-state-historian/travels.tar.gz"}, countTravels},
	{"followthemoney", "entities.jsonl", made.FollowTheMoney, 2000, "", []string{
		"followthemoney/donations.ijson", "followthemoney/parteispenden.entities.ftm.json", "followthemoney/yente-t1_entities.ftm.json",
	}, countEntities},
}

// stores opens every store that there is, empty.
var stores = []struct {
	name string
	open func(testing.TB, *store.Schema) store.Store
}{
	{"SQLite", func(t testing.TB, s *store.Schema) store.Store {
		st, err := sqlite.Open(t.Context(), sqlite.Config{Path: filepath.Join(t.TempDir(), "graph.db")}, s)
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
	{"Neo4j", func(t testing.TB, s *store.Schema) store.Store { return neo4jtest.Open(t, s) }},
}

func domain(t testing.TB) *ontology.Ontology {
	t.Helper()
	o, err := graph.Ontology()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// imported loads files as a mapping says.
func imported(t testing.TB, st store.Store, o *ontology.Ontology, name string, files ...string) (load.Summary, []load.Reject) {
	t.Helper()
	text, err := os.ReadFile(name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	m, err := mapping.Parse(o, name+".yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	in, err := record.Open(files, nil, m.Input())
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	var rejects []load.Reject
	s, err := load.Import(context.Background(), st, o, rows(in, m), load.Options{
		Dir: t.TempDir(), Reject: func(r load.Reject) { rejects = append(rejects, r) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return s, rejects
}

func rows(in *record.Reader, m *mapping.Mapping) iter.Seq2[load.Row, error] {
	return func(yield func(load.Row, error) bool) {
		for r, err := range in.Records() {
			var row load.Row
			ok := true
			if err == nil {
				row, ok = m.Row(r)
			}
			if ok && !yield(row, err) {
				return
			}
		}
	}
}

// loaded loads files into an empty store, holds what is there against the count, and sees that loading again
// changes nothing.
func (f *form) loaded(t *testing.T, st store.Store, o *ontology.Ontology, files ...string) []load.Reject {
	t.Helper()
	want := f.counted(t, files...)
	s, rejects := imported(t, st, o, f.mapping, files...)
	if d := cmp.Diff(want.nodes(), news(s.Nodes)); d != "" {
		t.Errorf("nodes (-counted +loaded):\n%s", d)
	}
	if d := cmp.Diff(want.edges(), news(s.Edges)); d != "" {
		t.Errorf("edges (-counted +loaded):\n%s", d)
	}
	if s.Rejected != want.rejected {
		t.Errorf("%d rows are rejected; %d are to be: %v", s.Rejected, want.rejected, rejects)
	}
	again, _ := imported(t, st, o, f.mapping, files...)
	for _, counts := range []map[string]load.Count{again.Nodes, again.Edges} {
		for name, c := range counts {
			if c.New+c.Changed > 0 {
				t.Errorf("loading again: %s: %+v", name, c)
			}
		}
	}
	return rejects
}

// news are the numbers of what is new.
func news(counts map[string]load.Count) map[string]int {
	m := map[string]int{}
	for name, c := range counts {
		m[name] = c.New
	}
	return m
}

// counted counts files by themselves, without reader or mapping of ours.
func (f *form) counted(t *testing.T, names ...string) *tally {
	t.Helper()
	var files []document
	for _, n := range names {
		d, err := documents(n)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, d...)
	}
	c := newTally()
	if err := f.count(c, files); err != nil {
		t.Fatal(err)
	}
	return c
}

// each runs a test for every form on every store.
func each(t *testing.T, test func(t *testing.T, f *form, st store.Store, o *ontology.Ontology)) {
	o := domain(t)
	for _, s := range stores {
		for _, f := range forms {
			t.Run(s.name+"/"+f.mapping, func(t *testing.T) { test(t, &f, derive.Store(s.open(t, o.Store), o), o) })
		}
	}
}

// TestMadeUp loads the small files of testdata, which have each kind of dirt, and compares all that the graph then
// holds with what was looked through by hand.
func TestMadeUp(t *testing.T) {
	each(t, func(t *testing.T, f *form, st store.Store, o *ontology.Ontology) {
		rejects := f.loaded(t, st, o, filepath.Join("testdata", f.file))
		got := everything(t, st, o)
		for _, r := range rejects {
			got += "rejected: " + r.Error() + "\n"
		}
		golden := filepath.Join("testdata", f.mapping+".golden")
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), got); d != "" {
			t.Errorf("the graph (-want +got):\n%s", d)
		}
	})
}

func TestGenerated(t *testing.T) {
	each(t, func(t *testing.T, f *form, st store.Store, o *ontology.Ontology) {
		file, want := f.generated(t, f.size)
		rejects := f.loaded(t, st, o, file)
		c := f.counted(t, file)
		if d := cmp.Diff(want.Nodes, c.nodes()); d != "" {
			t.Errorf("nodes (-said by the generator +counted):\n%s", d)
		}
		if d := cmp.Diff(want.Edges, c.edges()); d != "" {
			t.Errorf("edges (-said by the generator +counted):\n%s", d)
		}
		if want.Rejected != c.rejected {
			t.Errorf("%d rejected rows are counted, and the generator says %d: %v", c.rejected, want.Rejected, rejects)
		}
		if want.Hub != "" {
			together(t, handler(t, st), want.Hub, want.Second, want.Together)
		}
	})
}

// generated writes a generated file of n records, in an archive where the form wants that.
func (f *form) generated(t testing.TB, n int) (string, made.Counts) {
	t.Helper()
	var b bytes.Buffer
	want, err := f.made(&b, 7, n)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), f.file)
	content := b.Bytes()
	if f.inside != "" {
		name += ".tar.gz"
		content = archived(t, map[string][]byte{
			f.inside: content, "LICENSE.md": []byte("Made data.\n"), "code-tables/roles.xml": []byte("<code-table><name>x</name></code-table>"),
		})
	}
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return name, want
}

func archived(t testing.TB, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	w := tar.NewWriter(z)
	var errs []error
	for name, content := range files {
		errs = append(errs, w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(content)), Format: tar.FormatUSTAR}))
		_, err := w.Write(content)
		errs = append(errs, err)
	}
	if err := errors.Join(append(errs, w.Close(), z.Close())...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// data is the path of a real file. The test is skipped where there is no folder of real data, or fails if there
// must be.
func data(t testing.TB, name string) string {
	t.Helper()
	dir := os.Getenv("PARLEY_DATA")
	switch {
	case dir == "" && os.Getenv("PARLEY_REQUIRE_DATA") == "1":
		t.Fatal("PARLEY_DATA must be the folder of the real data sets")
	case dir == "":
		t.Skip("set PARLEY_DATA to a folder with the real data sets; README.md says which")
	}
	return filepath.Join(dir, filepath.FromSlash(name))
}

func TestReal(t *testing.T) {
	each(t, func(t *testing.T, f *form, st store.Store, o *ontology.Ontology) {
		var files []string
		for _, name := range f.real {
			files = append(files, data(t, name))
		}
		// No row of the real files is rejected: see the mappings for what becomes of their dirt.
		for _, r := range f.loaded(t, st, o, files...) {
			t.Errorf("rejected: %v", r)
		}
		if test := known[f.mapping]; test != nil {
			test(t, st)
		}
	})
}
