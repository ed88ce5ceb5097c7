package analysis_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"parley/graph/analysis"
	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// moments are times that overlap, touch, are equal, and are open on either side.
var moments = []string{
	"2021-08-15", "2021-08-15", "2021-08", "2021-08-14/2021-08-16", "2021-08-15T10:00:00Z/2021-08-15T12:00:00Z", "2021-08-15T12:00:00Z/2021-08-15T14:00:00Z",
	"2021-08-15T12:00:01Z", "2021-08-16/..", "2021-08-14/", "../2021-08-15", "/2021-08-30", "2021~", "2021-08-30?",
}

// newLives makes a random graph of people who go to events and places, and speak there. Places may lie in
// each other in a circle, and an edge may have the id of a node.
func newLives(o *ontology.Ontology, seed uint64) *world {
	r := rand.New(rand.NewPCG(seed, 7))
	w := &world{o: o, nodes: map[string]store.Node{}, edges: map[string]store.Edge{}}
	add := func(id, kind string) {
		w.nodes[id] = store.Node{ID: id, Kind: kind, Props: w.props(r, kind)}
		if k := o.Store.Kind(kind); k.Time != "" {
			delete(w.nodes[id].Props, k.Time)
			if r.IntN(5) > 0 {
				w.nodes[id].Props[k.Time] = period(moments[r.IntN(len(moments))])
			}
		}
	}
	some := map[string]int{"Person": 2, "Organization": 2, "UnnamedAgent": 1, "Place": 4, "Meeting": 3, "Incident": 2, "Claim": 2, "Document": 1, "Assertion": 5}
	for _, kind := range sortedKeys(some) {
		for i := range some[kind] {
			add(fmt.Sprint([]string{"a", "Z", "é", "𐐀"}[i%4], kind, i), kind)
		}
	}
	add("member_of:1", "Meeting")
	add("present_at:2", "Assertion")
	all := w.ids()
	for i := range 50 {
		name := []string{"ATTENDED", "ATTENDED", "PRESENT_AT", "PRESENT_AT", "MEMBER_OF", "SPEAKER", "ADDRESSEE", "SAID_IN", "ASSERTS", "APPEARS_IN", "HELD_AT", "HELD_AT", "PART_OF", "PART_OF"}[r.IntN(14)]
		rel := o.Store.Relation(name)
		from, to := w.of(all, rel.From), w.of(all, rel.To)
		e := store.Edge{ID: fmt.Sprintf("%s:%d", strings.ToLower(name), i), Relation: name, Source: from[r.IntN(len(from))], Target: to[r.IntN(len(to))], Props: map[string]any{}}
		if name == "MEMBER_OF" && r.IntN(2) == 0 || name == "PRESENT_AT" && r.IntN(2) == 0 {
			e.ID = fmt.Sprintf("%s:%d", strings.ToLower(name), 1+r.IntN(2))
		}
		if rel.Property(ontology.Effective) != nil && r.IntN(5) > 0 {
			e.Props[ontology.Effective] = period(moments[r.IntN(len(moments))])
		}
		if twin, ok := w.nodes[e.ID]; ok {
			if when, dated := twin.Props[o.Store.Kind(twin.Kind).Time]; dated {
				e.Props[ontology.Effective] = when
			}
		}
		w.dress(r, rel, &e)
		w.edges[e.ID] = e
	}
	return w
}

// Timelines and co-presences are those that the naive searches find, on every store, whatever the page.
func TestLivesAgainstNaive(t *testing.T) {
	o := domain(t)
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			n, each := 40, 25
			if s.name == "neo4j" { // It has to plan many statements.
				n, each = 1, 40
			}
			seen := tally{}
			for seed := range uint64(n) {
				w := newLives(o, seed)
				st := s.open(t, o.Store)
				w.write(t, st)
				a := analysis.New(st, o, analysis.Limits{Batch: 2})
				r := rand.New(rand.NewPCG(seed, 9))
				for range each {
					w.compareTimeline(t, a, r, seen)
					w.compareCoPresence(t, a, r, seen)
					if t.Failed() {
						t.Fatalf("seed %d", seed)
					}
				}
			}
			t.Logf("%v", seen)
			for _, what := range []string{"nodes", "edges", "shared", "undated", "tied", "pairs", "certain", "inner", "dateless", "circles"} {
				if n == 40 && seen[what] < n/2 {
					t.Errorf("only %d %s were seen in %d graphs; too few to show anything", seen[what], what, n)
				}
			}
		})
	}
}

func lifeWindow(r *rand.Rand) *analysis.Window {
	if r.IntN(2) == 0 {
		return nil
	}
	return &analysis.Window{Window: period(moments[r.IntN(len(moments))]).Window(), Certain: r.IntN(3) == 0, Undated: r.IntN(2) == 0}
}

// A moment is what a naive search knows of an entry.
type moment struct {
	Node, Edge string
	Dated      bool
	When       edtf.Period
	Of         []string
	Evidence   []string
}

// inWindow says whether a time passes a window.
func inWindow(w *analysis.Window, p edtf.Period, dated bool) bool {
	switch {
	case w == nil:
		return true
	case !dated:
		return w.Undated
	case w.Certain:
		return p.StartLatest <= w.To && p.EndEarliest >= w.From
	}
	return p.StartEarliest <= w.To && p.EndLatest >= w.From
}

// timeline goes over all edges for each of the ids.
func (w *world) timeline(q *analysis.TimelineQuery) []moment {
	found := map[string]*moment{}
	put := func(of, node string, e *store.Edge) {
		m := moment{Node: node}
		if e != nil {
			m.Edge, m.Evidence = e.ID, w.evidence(*e)
			m.When, m.Dated = e.Props[ontology.Effective].(edtf.Period)
		} else {
			n := w.nodes[node]
			m.When, m.Dated = n.Props[w.o.Store.Kind(n.Kind).Time].(edtf.Period)
		}
		if !inWindow(q.Window, m.When, m.Dated) {
			return
		}
		key := m.Node + " " + m.Edge
		if found[key] == nil {
			found[key] = &m
		}
		if x := found[key]; !slices.Contains(x.Of, of) {
			x.Of = append(x.Of, of)
		}
	}
	for _, id := range q.Of {
		kind := w.nodes[id].Kind
		if slices.Contains([]string{"Meeting", "Incident", "Assertion"}, kind) {
			put(id, id, nil)
		}
		for _, e := range w.edges {
			switch {
			case e.Source == id && e.Relation == "ATTENDED":
				put(id, e.Target, nil)
			case (e.Source == id || e.Target == id) && e.Relation == "PRESENT_AT", e.Source == id && e.Relation == "MEMBER_OF":
				put(id, "", &e)
			case e.Target == id && slices.Contains([]string{"SPEAKER", "ADDRESSEE", "HELD_AT", "ASSERTS", "APPEARS_IN", "SAID_IN"}, e.Relation):
				put(id, e.Source, nil)
			}
		}
	}
	all := []moment{}
	for _, m := range found {
		all = append(all, *m)
	}
	slices.SortFunc(all, func(a, b moment) int {
		if a.Dated != b.Dated {
			return map[bool]int{true: -1, false: 1}[a.Dated]
		}
		return cmp.Or(edtf.Compare(a.When, b.When), cmp.Compare(a.Node+a.Edge, b.Node+b.Edge), cmp.Compare(a.Edge, b.Edge))
	})
	return all
}

func (w *world) compareTimeline(t *testing.T, a *analysis.Analyst, r *rand.Rand, seen tally) {
	t.Helper()
	q := analysis.TimelineQuery{Window: lifeWindow(r), First: r.IntN(5), Total: r.IntN(2) == 0}
	all := append(w.ids(), "member_of:1", w.edges["member_of:1"].Source, "present_at:2", w.edges["present_at:2"].Source)
	for range 1 + r.IntN(4) {
		if id := all[r.IntN(len(all))]; id != "" && !slices.Contains(q.Of, id) {
			q.Of = append(q.Of, id)
		}
	}
	want := w.timeline(&q)
	got := []moment{}
	for {
		page, err := a.Timeline(t.Context(), q)
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		if page.Before != (q.After != nil) || q.Total && page.Total != len(want) || len(page.Entries) > q.First {
			t.Errorf("%+v: %d entries, before %v, %d in all; want %d", q, len(page.Entries), page.Before, page.Total, len(want))
		}
		for _, e := range page.Entries {
			m := moment{Node: e.Node, Of: e.Of, Dated: e.When != nil}
			if e.When != nil {
				m.When = *e.When
			}
			if e.Edge != nil {
				x := w.edges[e.Edge.ID]
				if m.Edge, m.Evidence = e.Edge.ID, e.Edge.Evidence; x.Source != e.Edge.Source || x.Target != e.Edge.Target || x.Relation != e.Edge.Relation {
					t.Errorf("%+v: the edge %+v", q, e.Edge)
				}
			}
			got = append(got, m)
			q.After = &e.At
		}
		if page.More != (len(got) < len(want)) {
			t.Errorf("%+v: more is %v after %d of %d", q, page.More, len(got), len(want))
		}
		if q.First = 1 + r.IntN(4); !page.More || t.Failed() {
			break
		}
	}
	if d := gocmp.Diff(want, got); d != "" {
		t.Errorf("%+v %+v (-want +got):\n%s", q, q.Window, d)
	}
	for i, m := range want {
		count(seen, map[string]bool{
			"nodes": m.Edge == "", "edges": m.Edge != "", "shared": len(m.Of) > 1, "undated": !m.Dated,
			"tied": i > 0 && edtf.Compare(m.When, want[i-1].When) == 0 && m.Node+m.Edge == want[i-1].Node+want[i-1].Edge,
		})
	}
}

func count(seen tally, what map[string]bool) {
	for name, is := range what {
		if is {
			seen[name]++
		}
	}
}
