package load_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/derive"
	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/sqlite"
	"parley/graph/store/storetest"
	"parley/seed/data"
	"parley/seed/load"
)

func domain(t testing.TB) *ontology.Ontology {
	t.Helper()
	o, err := graph.Ontology()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// reference returns an empty store in memory, under derivation.
func reference(t *testing.T) (store.Store, *ontology.Ontology) {
	t.Helper()
	o := domain(t)
	return derive.Store(storetest.New(o.Store), o), o
}

// people are three nodes that the lines of tests speak of.
const people = `{"kind": "PERSON", "id": "person:ann", "name": "Ann"}
{"kind": "MEETING", "id": "meeting:m", "name": "M", "when": "2021-08-15"}
{"kind": "ORGANIZATION", "id": "org:o", "name": "O"}
`

func TestBuiltInData(t *testing.T) {
	o := domain(t)
	t.Run("Reference", func(t *testing.T) { builtIn(t, derive.Store(storetest.New(o.Store), o), o) })
	t.Run("SQLite", func(t *testing.T) {
		s, err := sqlite.Open(t.Context(), sqlite.Config{}, o.Store)
		if err != nil {
			t.Fatal(err)
		}
		builtIn(t, derive.Store(s, o), o)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}

func builtIn(t *testing.T, st store.Store, o *ontology.Ontology) {
	t.Helper()
	report, loaded, err := load.BuiltIn(t.Context(), st, o, data.Name, data.Kabul())
	if err != nil || !loaded {
		t.Fatalf("loaded: %v, error: %v", loaded, err)
	}
	want := load.Report{
		Nodes: news(map[string]int{
			"Assertion": 76, "Claim": 51, "Document": 2, "Incident": 8, "Meeting": 1, "Organization": 10, "Person": 5, "Place": 8, "UnnamedAgent": 8,
		}),
		Edges: news(map[string]int{
			"ABOUT": 122, "ADDRESSEE": 5, "APPEARS_IN": 60, "ASSERTS": 76, "ATTENDED": 17, "CITES": 25, "HELD_AT": 8, "MEMBER_OF": 12,
			"MENTIONED_IN": 8, "PART_OF": 6, "PRESENT_AT": 4, "PUBLISHED": 1, "SAID_IN": 2, "SPEAKER": 25, "SUPPORTS": 2,
		}),
	}
	if d := cmp.Diff(want, report); d != "" {
		t.Errorf("report (-want +got):\n%s", d)
	}
	was := everything(t, st, o)
	again, err := load.File(t.Context(), st, o, data.Name, data.Kabul())
	if err != nil {
		t.Fatal(err)
	}
	for _, counts := range []map[string]load.Count{again.Nodes, again.Edges} {
		for name, c := range counts {
			if c.New+c.Changed > 0 {
				t.Errorf("loading again: %s: %+v", name, c)
			}
		}
	}
	if d := cmp.Diff(was, everything(t, st, o)); d != "" {
		t.Errorf("loading again changes something:\n%s", d)
	}
	if _, loaded, err := load.BuiltIn(t.Context(), st, o, data.Name, data.Kabul()); loaded || err != nil {
		t.Errorf("into a graph that holds something: loaded %v, error %v", loaded, err)
	}
}

func news(counts map[string]int) map[string]load.Count {
	m := map[string]load.Count{}
	for name, n := range counts {
		m[name] = load.Count{New: n}
	}
	return m
}

// everything is all that a store holds, as text.
func everything(t *testing.T, st store.Store, o *ontology.Ontology) (all []string) {
	t.Helper()
	var qs []store.Query
	for _, k := range o.Store.Kinds {
		qs = append(qs, question(&store.Selection{Kinds: []string{k.Name}}, store.OfNode, k.Properties, "id"))
	}
	for _, r := range o.Store.Relations {
		qs = append(qs, question(&store.Selection{Relations: []string{r.Name}}, store.OfEdge, r.Properties, "id", "source", "target"))
	}
	pages, err := st.Read(t.Context(), qs...)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range pages {
		for j := range p.Items {
			var b strings.Builder
			for k, f := range qs[i].Select.Fields {
				switch v := p.Items[j].Value(k).(type) {
				case nil:
				case edtf.Period:
					fmt.Fprintf(&b, "%s=%s %s; ", f.Name, v.EDTF, v.Text)
				default:
					fmt.Fprintf(&b, "%s=%v; ", f.Name, v)
				}
			}
			all = append(all, b.String())
		}
	}
	return all
}

// question asks for all of a kind or relation, without what stands behind it, which derive
// is held to.
func question(sel *store.Selection, of store.Of, known []store.Property, names ...string) store.Query {
	for _, p := range known {
		if p.Name == ontology.Effective || !p.Hidden {
			names = append(names, p.Name)
		}
	}
	sel.Rows = true
	for _, n := range names {
		sel.Fields = append(sel.Fields, store.Field{Of: of, Name: n})
	}
	return store.Query{Select: sel}
}

func TestLoaded(t *testing.T) {
	const attended = `{"relation": "ATTENDED", "from": "person:ann", "to": "meeting:m"`
	tests := []struct {
		name, lines string
		want        []string // each in what the graph then holds
	}{
		{"AnyOrder", attended + "}\n" + people, []string{"source=person:ann; target=meeting:m; evidence=[]; presence=UNKNOWN; effective=2021-08-15 ; "}},
		{"ByteOrderMarkAndEmptyLines", "\uFEFF\r\n\r\n" + people + "\r\n", []string{"id=person:ann"}},
		{"SameLineTwice", people + people, []string{"id=person:ann"}},
		{"Object", `{"kind": "CLAIM", "id": "c", "text": "T", "quantity": {"value": 200, "unit": "people", "qualifier": "NEARLY", "lower": null}}`,
			[]string{"quantity.qualifier=NEARLY; quantity.unit=people; quantity.value=200;"}},
		{"TimeWithWords", `{"kind": "MEETING", "id": "x", "name": "X", "when": {"edtf": "2021-08-15~", "text": "by noon"}}`, []string{"when=2021-08-15~ by noon"}},
		{"NullIsAbsent", `{"kind": "PERSON", "id": "p", "name": "P", "description": null, "aliases": null}`, []string{"id=p; aliases=[]; name=P; "}},
		{"Defaults", people + attended + "}", []string{"presence=UNKNOWN"}},
		{"RolesJoined", people + attended + `, "role": "host", "presence": "REMOTE"}` + "\n" + attended + `, "role": "speaker", "onBehalfOf": "org:o"}` + "\n" + attended + `, "role": "host"}`,
			[]string{"onBehalfOf=org:o; presence=REMOTE; role=host; speaker;"}},
		{"RolesJoinedUnderOneID", people + attended + `, "role": "host"}` + "\n" + attended + `, "role": "speaker", "id": "attended:1"}`,
			[]string{"id=attended:1; ", "role=host; speaker; "}},
		{"TwoPosts", people + `{"relation": "MEMBER_OF", "from": "person:ann", "to": "org:o", "title": "head"}
{"relation": "MEMBER_OF", "from": "person:ann", "to": "org:o", "title": "clerk", "when": "1999"}`, []string{"title=head", "title=clerk"}},
		{"NFC", `{"kind": "PERSON", "id": "p", "name": "Ange\u0301lique"}`, []string{"name=Angélique"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			st, o := reference(t)
			for range 2 {
				if _, err := load.File(t.Context(), st, o, "f.jsonl", strings.NewReader(tt.lines)); err != nil {
					t.Fatal(err)
				}
			}
			all := strings.Join(everything(t, st, o), "\n")
			for _, want := range tt.want {
				if !strings.Contains(all, want) {
					t.Errorf("the graph is\n%s\nand lacks %s", all, want)
				}
			}
		})
	}
}

func TestGzip(t *testing.T) {
	st, o := reference(t)
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(people)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	whole := b.Bytes()
	if _, err := load.File(t.Context(), st, o, "cut.gz", bytes.NewReader(whole[:len(whole)-9])); err == nil || !strings.HasPrefix(err.Error(), "cut.gz: ") {
		t.Errorf("a file cut off gives %v", err)
	}
	report, err := load.File(t.Context(), st, o, "whole.gz", bytes.NewReader(whole))
	if err != nil || len(report.Nodes) != 3 {
		t.Errorf("report %v, error %v", report, err)
	}
}

func TestLongLine(t *testing.T) {
	st, o := reference(t)
	_, err := load.File(t.Context(), st, o, "f.jsonl", strings.NewReader(people+strings.Repeat("x", load.LineLimit+1)))
	if err == nil || !strings.Contains(err.Error(), "f.jsonl:4: the line is longer than") {
		t.Errorf("the error is %v", err)
	}
}

func TestReport(t *testing.T) {
	st, o := reference(t)
	load1 := func(lines string) load.Report {
		t.Helper()
		r, err := load.File(t.Context(), st, o, "f.jsonl", strings.NewReader(lines))
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	load1(people)
	got := load1(strings.Replace(people, `"Ann"`, `"Anne"`, 1) + `{"kind": "PERSON", "id": "person:bob", "name": "Bob"}`)
	want := load.Report{Edges: map[string]load.Count{}, Nodes: map[string]load.Count{
		"Person": {New: 1, Changed: 1}, "Meeting": {Unchanged: 1}, "Organization": {Unchanged: 1},
	}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("report (-want +got):\n%s", d)
	}
	if want := "4 nodes and 0 edges: 1 new, 1 changed, 2 unchanged\n  Meeting        1\n"; !strings.HasPrefix(got.String(), want) {
		t.Errorf("it is written as\n%s\nand must begin\n%s", got, want)
	}
	_, err := load.File(t.Context(), st, o, "f.jsonl", strings.NewReader(`{"kind": "PLACE", "id": "person:bob", "name": "Bob"}`))
	if err == nil || !strings.Contains(err.Error(), `f.jsonl:1: kind: node "person:bob" is a Person in the graph`) {
		t.Errorf("another kind gives %v", err)
	}
}

// TestBuiltInAtOnce sees that of several that start at once one loads.
func TestBuiltInAtOnce(t *testing.T) {
	st, o := reference(t)
	const starts = 4
	loaded := make(chan bool, starts)
	for range starts {
		go func() {
			_, did, err := load.BuiltIn(t.Context(), st, o, "f.jsonl", strings.NewReader(people))
			if err != nil {
				t.Error(err)
			}
			loaded <- did
		}()
	}
	times := 0
	for range starts {
		if <-loaded {
			times++
		}
	}
	if times != 1 {
		t.Errorf("it is loaded %d times; want once", times)
	}
}

// A twice runs the function of each Update two times, as a database may that asks
// for another try.
type twice struct{ store.Store }

var errAgain = errors.New("again")

func (s twice) Update(ctx context.Context, fn func(store.Tx) error) error {
	err := s.Store.Update(ctx, func(tx store.Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return errAgain
	})
	if !errors.Is(err, errAgain) {
		return err
	}
	return s.Store.Update(ctx, fn)
}

func TestTriedTwice(t *testing.T) {
	o := domain(t)
	st := derive.Store(twice{storetest.New(o.Store)}, o)
	report, loaded, err := load.BuiltIn(t.Context(), st, o, data.Name, data.Kabul())
	if err != nil || !loaded || report.Nodes["Person"] != (load.Count{New: 5}) {
		t.Errorf("loaded %v, report %v, error %v", loaded, report, err)
	}
	plain, _ := reference(t)
	if _, err := load.File(t.Context(), plain, o, data.Name, data.Kabul()); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(everything(t, plain, o), everything(t, st, o)); d != "" {
		t.Errorf("the second try differs:\n%s", d)
	}
}
