package derive_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/derive"
	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/sqlite"
)

// The archive that is written: somebody is in nearly all of its conversations.
const (
	conversations = 22_000
	persons       = 4_000
	inBatch       = 500 // conversations, of 4 nodes and 8 edges each
)

// An archive makes the changes that write it.
type archive struct {
	r    *rand.Rand
	name []string // words
	next int      // the number of the next conversation
}

func newArchive() *archive {
	return &archive{r: rand.New(rand.NewPCG(22, 4)), name: strings.Fields("aid arms border budget cabinet ceasefire embassy election harvest inquiry " +
		"judge library mine Nuñez oil parliament quarry railway senate treaty union veto water yard zürich")}
}

// words returns n words.
func (a *archive) words(n int) string {
	all := make([]string, n)
	for i := range all {
		all[i] = a.name[a.r.IntN(len(a.name))]
	}
	return strings.Join(all, " ")
}

func put(kind, id string, props map[string]any) store.Change {
	return store.PutNode{Node: store.Node{ID: id, Kind: kind, Props: props}}
}

func join(relation, source, target string, props map[string]any) store.Change {
	return store.PutEdge{Edge: store.Edge{
		ID: fmt.Sprintf("%s:%s/%s", strings.ToLower(relation), source, target), Relation: relation, Source: source, Target: target, Props: props,
	}}
}

func person(i int) string { return fmt.Sprintf("person:%d", i) }
func place(i int) string  { return fmt.Sprintf("place:%d", i) }

// first are the changes that write who takes part and where.
func (a *archive) first() (all []store.Change) {
	for i := range persons {
		all = append(all, put("Person", person(i), map[string]any{"name": fmt.Sprintf("%s %d", a.words(2), i), "aliases": []string{a.words(2)}}))
	}
	for i := range 5 {
		all = append(all, put("Place", place(i), map[string]any{"name": a.words(1), "type": "room"}))
	}
	return all
}

// batch are the changes that write the next conversations, and once more those who are
// in many; nil when there are no more.
func (a *archive) batch(b *testing.B) []store.Change {
	if a.next == conversations {
		return nil
	}
	nodes := []store.Change{put("Person", person(0), map[string]any{"name": "Hub"}), put("Person", person(1), map[string]any{"name": "Second"})}
	var edges []store.Change
	for range min(inBatch, conversations-a.next) {
		n, e := a.conversation(b)
		nodes, edges = append(nodes, n...), append(edges, e...)
	}
	return append(nodes, edges...)
}

func (a *archive) conversation(b *testing.B) (nodes, edges []store.Change) {
	at := time.Date(1971, 2, 16, 7, 56, 0, 0, time.FixedZone("", -5*3600)).Add(time.Duration(a.next) * 41 * time.Minute)
	when, err := edtf.Parse(at.Format(time.RFC3339) + "/" + at.Add(13*time.Minute).Format(time.RFC3339))
	if err != nil {
		b.Fatal(err)
	}
	document, claim := fmt.Sprintf("document:%d", a.next), fmt.Sprintf("claim:%d", a.next)
	assertion, meeting := fmt.Sprintf("assertion:%d", a.next), fmt.Sprintf("meeting:%d", a.next)
	a.next++
	topics := make([]string, 1+a.r.IntN(3))
	for i := range topics {
		topics[i] = a.words(3 + a.r.IntN(8))
	}
	evidence := map[string]any{"evidence": []string{assertion}}
	nodes = []store.Change{
		put("Document", document, map[string]any{"name": "Conversation " + a.words(2), "type": "tape", "url": "https://archive.example/" + document}),
		put("Claim", claim, map[string]any{"text": "They met and spoke of " + topics[0] + "."}),
		put("Assertion", assertion, map[string]any{"hedges": []string{}, "certainty": "CERTAIN", "locator": fmt.Sprintf("00:%02d:%02d", a.r.IntN(60), a.r.IntN(60))}),
		put("Meeting", meeting, map[string]any{"name": "Conversation " + meeting, "when": when, "topics": topics, "evidence": []string{assertion}}),
	}
	edges = []store.Change{
		join("ASSERTS", assertion, claim, nil), join("APPEARS_IN", assertion, document, nil),
		join("HELD_AT", meeting, place(a.r.IntN(5)), nil), join("ABOUT", claim, meeting, map[string]any{"role": "event"}),
	}
	for _, who := range a.present() {
		edges = append(edges, join("ATTENDED", person(who), meeting, evidence), join("ABOUT", claim, person(who), map[string]any{"role": "subject"}))
	}
	return nodes, edges
}

// present are the three who are in a conversation: one of them is in 92 % of all, and
// another in 7 %.
func (a *archive) present() []int {
	who := []int{2 + a.r.IntN(persons-2)}
	if a.r.IntN(100) < 92 {
		who = append(who, 0)
	}
	if a.r.IntN(100) < 7 {
		who = append(who, 1)
	}
	for len(who) < 3 {
		if other := 2 + a.r.IntN(persons-2); other != who[0] && other != who[len(who)-1] {
			who = append(who, other)
		}
	}
	return who
}

// domain reads the schema that the program serves.
func domain(b *testing.B) *ontology.Ontology {
	b.Helper()
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		b.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(text)})
	if err != nil {
		b.Fatal(err)
	}
	o, err := ontology.New(schema)
	if err != nil {
		b.Fatal(err)
	}
	return o
}

// load writes the archive to an empty store, a transaction a batch, and reports how many nodes
// and edges went in a second, what the first and the last batches took, each the
// shortest of three, and the most memory that the process had behind a batch. Files that
// are mapped into it do not count: the system takes their memory back when it likes.
func load(b *testing.B, o *ontology.Ontology, bare store.Store, after func()) {
	s := derive.Store(bare, o)
	a := newArchive()
	var took []time.Duration
	records, most := 0, int64(0)
	for changes := a.first(); changes != nil; changes = a.batch(b) {
		start := time.Now()
		if err := s.Update(b.Context(), func(tx store.Tx) error { return tx.Write(b.Context(), changes) }); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
		records += len(changes)
		most = max(most, memory(b))
		after()
	}
	var all time.Duration
	for _, d := range took {
		all += d
	}
	ms := func(d []time.Duration) float64 { return float64(min(d[0], d[1], d[2]).Microseconds()) / 1000 }
	b.ReportMetric(float64(records)/all.Seconds(), "records/s")
	b.ReportMetric(ms(took[1:4]), "ms/first")
	b.ReportMetric(ms(took[len(took)-4:]), "ms/last")
	b.ReportMetric(float64(most)/1e6, "MB/memory")
}

// memory is what the process has of its own, in bytes, 0 where the system does not say so.
func memory(b *testing.B) (kB int64) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if n, found := strings.CutPrefix(line, "RssAnon:"); found {
			if _, err := fmt.Sscan(n, &kB); err != nil {
				b.Fatal(err)
			}
		}
	}
	return kB << 10
}

// BenchmarkLoadSQLite writes the archive durably.
func BenchmarkLoadSQLite(b *testing.B) {
	o := domain(b)
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "graph.db")
		s, err := sqlite.Open(b.Context(), sqlite.Config{Path: path}, o.Store)
		if err != nil {
			b.Fatal(err)
		}
		var log int64
		load(b, o, s, func() {
			if info, err := os.Stat(path + "-wal"); err == nil {
				log = max(log, info.Size())
			}
		})
		b.ReportMetric(float64(log)/1e6, "MB/log")
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoadNeo4j(b *testing.B) {
	o := domain(b)
	for b.Loop() {
		load(b, o, neo4jtest.Open(b, o.Store), func() {})
	}
}
