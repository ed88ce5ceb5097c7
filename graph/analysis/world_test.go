package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/sqlite"
	"parley/graph/store/storetest"
)

// domain reads schema.graphqls.
func domain(t testing.TB) *ontology.Ontology {
	t.Helper()
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	o, err := ontology.New(schema)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// stores opens every store that searches are compared on; the first is the reference.
var stores = []struct {
	name string
	open func(testing.TB, *store.Schema) store.Store
}{
	{"reference", func(_ testing.TB, s *store.Schema) store.Store { return storetest.New(s) }},
	{"sqlite", func(t testing.TB, s *store.Schema) store.Store {
		st, err := sqlite.Open(t.Context(), sqlite.Config{Path: filepath.Join(t.TempDir(), "analysis.db")}, s)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { st.Close() })
		return st
	}},
	{"neo4j", func(t testing.TB, s *store.Schema) store.Store { return neo4jtest.Open(t, s) }},
}

// A world is a plain graph in memory, which the naive searches go over.
type world struct {
	o     *ontology.Ontology
	nodes map[string]store.Node
	edges map[string]store.Edge
}

// ids are those of all nodes, ordered.
func (w *world) ids() []string { return sortedKeys(w.nodes) }

func sortedKeys[V any](m map[string]V) (all []string) {
	for id := range m {
		all = append(all, id)
	}
	slices.Sort(all)
	return all
}

var times = []string{"1971", "1971-01/1971-12", "1971-04", "1971-04-06T11:51:00-05:00/1971-04-06T11:53:00-05:00", "1972~", "1971-06/..", "../1970"}

func period(s string) edtf.Period {
	p, err := edtf.Parse(s)
	if err != nil {
		panic(err)
	}
	return p
}

// newWorld makes a random graph: small and dense, with parallel edges, self loops, edges
// without a time, and more of one kind in each. In every third many meet, and again.
func newWorld(o *ontology.Ontology, seed uint64) *world {
	r := rand.New(rand.NewPCG(seed, 11))
	w := &world{o: o, nodes: map[string]store.Node{}, edges: map[string]store.Edge{}}
	kinds := []string{"Person", "Person", "Person", "Organization", "UnnamedAgent", "Meeting", "Meeting", "Meeting", "Incident", "Place", "Claim", "Claim", "Assertion", "Assertion", "Document"}
	attended := 1 // of three edges
	if seed%3 == 2 {
		kinds, attended = []string{"Person", "Person", "Person", "Organization", "Meeting", "Meeting", "Meeting", "Meeting", "Assertion"}, 2
	}
	for range 6 + r.IntN(9) {
		kind := kinds[r.IntN(len(kinds))]
		id := fmt.Sprint([]string{"a", "Z", "é", "𐐀", "\uffee"}[r.IntN(5)], len(w.nodes))
		w.nodes[id] = store.Node{ID: id, Kind: kind, Props: w.props(r, kind)}
	}
	all := w.ids()
	for _, id := range w.of(all, []string{"Meeting", "Incident"}) {
		w.nodes[id].Props["evidence"] = w.evidenceFrom(r)
	}
	for range 10 + r.IntN(40) {
		rel := o.Store.Relations[r.IntN(len(o.Store.Relations))]
		if r.IntN(3) < attended {
			rel = *o.Store.Relation("ATTENDED")
		}
		from, to := w.of(all, rel.From), w.of(all, rel.To)
		if len(from) == 0 || len(to) == 0 {
			continue
		}
		e := store.Edge{Relation: rel.Name, Source: from[r.IntN(len(from))], Target: to[r.IntN(len(to))], Props: map[string]any{}}
		e.ID = fmt.Sprintf("%s:%d", strings.ToLower(rel.Name), r.IntN(100))
		if rel.Property(ontology.Effective) != nil && r.IntN(4) > 0 {
			e.Props[ontology.Effective] = period(times[r.IntN(len(times))])
		}
		if r.IntN(4) > 0 {
			origins, documents := subset(r, "o", 4), subset(r, "d", 3)
			e.Props["provenanceOriginIds"], e.Props["provenanceOrigins"] = origins, int64(len(origins))
			e.Props["provenanceDocumentIds"], e.Props["provenanceDocuments"] = documents, int64(len(documents))
			if c := []string{"CERTAIN", "PROBABLE", "POSSIBLE", "UNCOMMITTED", ""}[r.IntN(5)]; c != "" {
				e.Props["provenanceCertainty"] = c
			}
			e.Props["provenanceDisputed"] = r.IntN(2) == 0
			e.Props["provenanceAnonymous"] = r.IntN(2) == 0
		}
		w.dress(r, &rel, &e)
		w.edges[e.ID] = e
	}
	return w
}

// subset is some of so many ids, ordered.
func subset(r *rand.Rand, prefix string, n int) []string {
	ids := []string{}
	for i := range n {
		if r.IntN(3) == 0 {
			ids = append(ids, fmt.Sprint(prefix, i))
		}
	}
	return ids
}

// props are those that a kind cannot do without, and some others.
func (w *world) props(r *rand.Rand, kind string) map[string]any {
	props := map[string]any{}
	k := w.o.Store.Kind(kind)
	for _, p := range k.Properties {
		switch {
		case p.Required && len(p.Values) > 0:
			props[p.Name] = p.Values[r.IntN(len(p.Values))]
		case p.Required && p.Type == store.String:
			props[p.Name] = fmt.Sprint(kind, r.IntN(3))
		}
	}
	if k.Time != "" && r.IntN(5) > 0 {
		props[k.Time] = period(times[r.IntN(len(times))])
	}
	if kind == "Assertion" && r.IntN(2) == 0 {
		props["verb"] = "said"
	}
	return props
}

// dress gives an edge its role and its evidence, if its relation has such.
func (w *world) dress(r *rand.Rand, rel *store.Relation, e *store.Edge) {
	for _, name := range []string{"role", "title"} {
		if rel.Property(name) != nil && r.IntN(2) == 0 {
			e.Props[name] = name + fmt.Sprint(r.IntN(3))
		}
	}
	for _, p := range rel.Properties {
		if p.Required && len(p.Values) > 0 {
			e.Props[p.Name] = p.Values[0]
		}
	}
	if rel.Property("evidence") != nil {
		e.Props["evidence"] = w.evidenceFrom(r)
	}
}

func (w *world) evidenceFrom(r *rand.Rand) []string {
	all, evidence := w.of(w.ids(), []string{"Assertion"}), []string{}
	for range r.IntN(3) {
		if len(all) > 0 {
			evidence = append(evidence, all[r.IntN(len(all))])
		}
	}
	return evidence
}

// of are the ids of nodes of some kinds.
func (w *world) of(all, kinds []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(id string) bool { return !slices.Contains(kinds, w.nodes[id].Kind) })
}

// write puts the whole world into a store.
func (w *world) write(t testing.TB, st store.Store) {
	t.Helper()
	var changes []store.Change
	for _, id := range w.ids() {
		changes = append(changes, store.PutNode{Node: w.nodes[id]})
	}
	for _, id := range sortedKeys(w.edges) {
		changes = append(changes, store.PutEdge{Edge: w.edges[id]})
	}
	if err := st.Update(t.Context(), func(tx store.Tx) error { return tx.Write(t.Context(), changes) }); err != nil {
		t.Fatal(err)
	}
}
