package load_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parley/graph/derive"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/seed/load"
	"parley/seed/record"
)

// A null takes everything and holds nothing, but says that there are all people and
// places that are asked for.
type null struct{ store.Store }

func (n null) Update(_ context.Context, fn func(store.Tx) error) error { return fn(nullTx{}) }

func (n null) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	return nullTx{}.Read(ctx, qs...)
}

type nullTx struct{}

func (nullTx) Read(_ context.Context, qs ...store.Query) ([]store.Page, error) {
	pages := make([]store.Page, len(qs))
	for i, q := range qs {
		if len(q.Select.Kinds) < 2 || len(q.Select.Hops) > 0 {
			continue
		}
		ids, _ := q.Args[0].([]string)
		for _, id := range ids {
			for begin, kind := range map[string]string{"person:": "Person", "place:": "Place"} {
				if strings.HasPrefix(id, begin) {
					pages[i].Items = append(pages[i].Items, store.NewItem([]any{id, kind}, nil, store.Position{}))
				}
			}
		}
	}
	return pages, nil
}

func (nullTx) Write(context.Context, []store.Change) error { return nil }

// An archive makes rows of invented conversations: one person is in nearly all of them.
type archive struct {
	*rand.Rand
	people load.Entry
}

func newArchive() *archive {
	return &archive{rand.New(rand.NewPCG(22, 5)), load.Entry{Tally: map[string]string{"name": "aliases"}}}
}

// records is how many lines a row of an archive has.
const records = 17

func object(pairs ...any) record.Object {
	o := make(record.Object, 0, len(pairs)/2)
	for i := 0; i < len(pairs); i += 2 {
		o = append(o, record.Member{Key: pairs[i].(string), Value: pairs[i+1]})
	}
	return o
}

func (a *archive) row(n int) load.Row {
	r := load.Row{File: "archive.jsonl", Line: n}
	add := func(e *load.Entry, pairs ...any) {
		r.Lines = append(r.Lines, load.Line{Object: object(pairs...), Entry: e})
	}
	document, claim, assertion, meeting := fmt.Sprintf("document:%d", n), fmt.Sprintf("claim:%d", n), fmt.Sprintf("assertion:%d", n), fmt.Sprintf("meeting:%d", n)
	at := time.Date(1971, 2, 16, 7, 56, 0, 0, time.UTC).Add(time.Duration(n) * 41 * time.Minute)
	evidence := []any{assertion}
	add(nil, "kind", "DOCUMENT", "id", document, "name", "Conversation "+document, "type", "tape", "url", "https://archive.example/"+document)
	add(nil, "kind", "CLAIM", "id", claim, "text", "They met and spoke of the harvest, of railways and of the budget.")
	add(nil, "kind", "ASSERTION", "id", assertion, "certainty", "CERTAIN", "locator", fmt.Sprintf("00:%02d:%02d", n%60, a.IntN(60)))
	add(nil, "kind", "MEETING", "id", meeting, "name", "Conversation "+meeting, "when", at.Format(time.RFC3339)+"/"+at.Add(13*time.Minute).Format(time.RFC3339),
		"topics", []any{"the harvest", "railways"}, "evidence", evidence)
	add(nil, "relation", "ASSERTS", "from", assertion, "to", claim)
	add(nil, "relation", "APPEARS_IN", "from", assertion, "to", document)
	place := fmt.Sprintf("place:%d", a.IntN(5))
	add(nil, "kind", "PLACE", "id", place, "name", place, "coordinates", object("latitude", json.Number("38.9"), "longitude", json.Number("-77.03")))
	add(nil, "relation", "HELD_AT", "from", meeting, "to", place)
	for i := range 3 {
		who := a.IntN(4000)
		if i == 0 && a.IntN(100) < 92 {
			who = 4000
		}
		id := fmt.Sprintf("person:%d", who)
		add(&a.people, "kind", "PERSON", "id", id, "name", fmt.Sprintf("Person of %s, spelling %d", id, a.IntN(20)/19))
		add(nil, "relation", "ATTENDED", "from", id, "to", meeting, "evidence", evidence, "presence", "IN_PERSON")
		add(nil, "relation", "ABOUT", "from", claim, "to", id, "role", "subject")
	}
	return r
}

// rows are the first of an archive.
func (a *archive) rows(n int) iter.Seq2[load.Row, error] {
	return func(yield func(load.Row, error) bool) {
		for i := range n {
			if !yield(a.row(i+1), nil) {
				return
			}
		}
	}
}

// BenchmarkRows makes rows and does nothing with them: it is to be taken off the others.
func BenchmarkRows(b *testing.B) {
	const n = 10_000
	for b.Loop() {
		for _, err := range newArchive().rows(n) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	report(b, n)
}

// BenchmarkStaging is all but the store.
func BenchmarkStaging(b *testing.B) {
	benchmark(b, 10_000, func(*ontology.Ontology) store.Store { return null{} })
}

func BenchmarkSQLite(b *testing.B) {
	benchmark(b, 5000, func(o *ontology.Ontology) store.Store { return onDisk(b, o) })
}

func BenchmarkNeo4j(b *testing.B) {
	benchmark(b, 2000, func(o *ontology.Ontology) store.Store { return derive.Store(neo4jtest.Open(b, o.Store), o) })
}

func benchmark(b *testing.B, n int, open func(o *ontology.Ontology) store.Store) {
	o := domain(b)
	for b.Loop() {
		b.StopTimer()
		st := open(o)
		b.StartTimer()
		s, err := load.Import(b.Context(), st, o, newArchive().rows(n), load.Options{Dir: b.TempDir()})
		if err != nil || s.Rejected > 0 {
			b.Fatalf("%+v, error %v", s, err)
		}
	}
	report(b, n)
}

func report(b *testing.B, rows int) {
	lines := float64(rows * records * b.N)
	b.ReportMetric(lines/b.Elapsed().Seconds(), "records/s")
	b.ReportMetric(b.Elapsed().Seconds()*1e6/lines, "µs/record")
}

// TestMemory imports more rows than fit and looks at how much the heap takes.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads a million lines")
	}
	const n, most = 60_000, 110 << 20
	o := domain(t)
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	var highest atomic.Uint64
	look := func() {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		highest.Store(max(highest.Load(), m.HeapInuse+m.StackInuse))
	}
	opts := load.Options{Dir: t.TempDir(), Progress: func(p load.Progress) {
		if p.Done%(1<<13) == 0 {
			look()
		}
	}}
	s, err := load.Import(t.Context(), null{}, o, newArchive().rows(n), opts)
	if err != nil || s.Rows != n || s.Rejected > 0 {
		t.Fatalf("%+v, error %v", s, err)
	}
	grown := int64(highest.Load()) - int64(before.HeapInuse+before.StackInuse)
	t.Logf("%d MB of %d from the system", grown>>20, before.Sys>>20)
	if grown > most {
		t.Errorf("it takes %d MB; want at most %d:\n%s", grown>>20, most>>20, strings.TrimSpace(s.String()))
	}
}
