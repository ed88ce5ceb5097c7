package analysis_test

import (
	"cmp"
	"context"
	"errors"
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

// newDebate is a random world of claims, who they are about, who says so, and what contradicts what.
func newDebate(o *ontology.Ontology, seed uint64) *world {
	r := rand.New(rand.NewPCG(seed, 21))
	w := &world{o: o, nodes: map[string]store.Node{}, edges: map[string]store.Edge{}}
	node := func(kind string, n int) {
		for range n {
			id := fmt.Sprint([]string{"a", "Z", "é", "𐐀", "\uffee"}[r.IntN(5)], len(w.nodes))
			w.nodes[id] = store.Node{ID: id, Kind: kind, Props: w.props(r, kind)}
		}
	}
	node("Person", 3)
	node("Claim", 2+r.IntN(8))
	node("Assertion", r.IntN(12))
	one := func(kind string) string {
		all := w.of(w.ids(), []string{kind})
		return all[r.IntN(len(all))]
	}
	edge := func(relation, from, to string) {
		id := fmt.Sprintf("%s:%02d", strings.ToLower(relation), r.IntN(100))
		w.edges[id] = store.Edge{ID: id, Relation: relation, Source: from, Target: to, Props: map[string]any{}}
		if relation == "CONTRADICTS" && r.IntN(2) == 0 {
			w.edges[id].Props["note"] = fmt.Sprint("note ", r.IntN(3))
		}
	}
	for _, id := range w.of(w.ids(), []string{"Assertion"}) {
		edge("ASSERTS", id, one("Claim"))
	}
	for range r.IntN(8) {
		edge("CONTRADICTS", one("Claim"), one("Claim"))
		edge("ABOUT", one("Claim"), one("Person"))
	}
	return w
}

// concerns says whether what is asked holds of a claim.
func (w *world) concerns(q *analysis.DisputeQuery, claim string) bool {
	about := q.About == nil
	for _, e := range w.edges {
		about = about || e.Relation == "ABOUT" && e.Source == claim && slices.Contains(q.About, e.Target)
	}
	when, dated := w.nodes[claim].Props["when"].(edtf.Period)
	switch x := q.Window; {
	case x == nil || !about:
		return about
	case !dated:
		return x.Undated
	default:
		return when.Possibly(x.Window) && (!x.Certain || when.Certainly(x.Window))
	}
}

// disputes looks at each two claims, and at each one.
func (w *world) disputes(q *analysis.DisputeQuery) (all []analysis.Dispute) {
	claims := w.of(w.ids(), []string{"Claim"})
	for i, a := range claims {
		for _, b := range claims[i:] {
			found, note := false, ""
			for _, id := range sortedKeys(w.edges) {
				if e := w.edges[id]; e.Relation == "CONTRADICTS" && (e.Source == a && e.Target == b || e.Source == b && e.Target == a) {
					found = true
					if n, ok := e.Props["note"].(string); ok && note == "" {
						note = n
					}
				}
			}
			if found && (w.concerns(q, a) || w.concerns(q, b)) {
				all = append(all, analysis.Dispute{Node: a, Against: b, Note: note})
			}
		}
		sides := map[any]bool{}
		for _, e := range w.edges {
			if e.Relation == "ASSERTS" && e.Target == a {
				sides[w.nodes[e.Source].Props["polarity"]] = true
			}
		}
		if len(sides) == 2 && w.concerns(q, a) {
			all = append(all, analysis.Dispute{Node: a})
		}
	}
	return all
}

func (w *world) compareDisputes(t *testing.T, a *analysis.Analyst, r *rand.Rand, seen tally) {
	t.Helper()
	q := analysis.DisputeQuery{First: r.IntN(6), Total: r.IntN(2) == 0}
	if r.IntN(2) == 0 {
		q.About = w.of(w.ids(), []string{"Person"})[:r.IntN(3)]
	}
	if r.IntN(2) == 0 {
		q.Window = &analysis.Window{Window: period(times[r.IntN(len(times))]).Window(), Certain: r.IntN(2) == 0, Undated: r.IntN(2) == 0}
	}
	want := w.disputes(&q)
	total := 0
	if q.Total {
		total = len(want)
	}
	if len(want) > 0 && r.IntN(2) == 0 { // Behind one of them, or where one was.
		at := r.IntN(len(want))
		after := want[at].Position()
		q.After, want = &after, want[at+1:]
		if r.IntN(3) == 0 {
			after.Edge += "!"
			seen["gone"]++
			want = slices.DeleteFunc(w.disputes(&q), func(d analysis.Dispute) bool { return !behindPlace(d, after) })
		}
		seen["after"]++
	}
	more := len(want) > q.First
	want = append([]analysis.Dispute{}, want[:min(q.First, len(want))]...)
	got, err := a.Disputes(t.Context(), q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	for _, d := range got.Disputes {
		seen[map[bool]string{true: "denied", false: "pairs"}[d.Against == ""]]++
	}
	if d := gocmp.Diff(&analysis.DisputePage{Disputes: want, More: more, Total: total}, got); d != "" {
		t.Fatalf("%+v, behind %v (-want +got):\n%s", q, q.After, d)
	}
}

// behindPlace says whether a dispute comes behind a place: one with nobody comes last of a claim's.
func behindPlace(d analysis.Dispute, at store.Position) bool {
	if d.Node != at.ID || d.Against == "" || at.Edge == "" {
		return d.Node > at.ID || d.Node == at.ID && d.Against == "" && at.Edge != ""
	}
	return cmp.Less(at.Edge, d.Against)
}

// The disputes are those of the plain graph, on every store, whatever the size of a page.
func TestDisputesAgainstNaive(t *testing.T) {
	o := domain(t)
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			n, each, batches := worlds, questions, []int{0, 1, 3}
			if s.name == "neo4j" {
				n, each, batches = 4, 16, []int{2}
			}
			seen := tally{}
			for seed := range uint64(n) {
				w := newDebate(o, seed)
				st := s.open(t, o.Store)
				w.write(t, st)
				for _, batch := range batches {
					a := analysis.New(st, o, analysis.Limits{Batch: batch})
					r := rand.New(rand.NewPCG(seed, 9))
					for range each {
						w.compareDisputes(t, a, r, seen)
					}
				}
			}
			t.Logf("%v", seen)
			for _, what := range []string{"pairs", "denied", "after"} {
				if seen[what] < 1 || n == worlds && seen[what] < 10*n {
					t.Errorf("only %d %s were seen in %d graphs; too few to show anything", seen[what], what, n)
				}
			}
		})
	}
}

// What is wrong with a query, or more than may be read, is told in a sentence.
func TestWrongDisputes(t *testing.T) {
	w := &world{o: domain(t), nodes: map[string]store.Node{}, edges: map[string]store.Edge{}}
	for i := range 20 {
		id := fmt.Sprintf("c%02d", i)
		w.nodes[id] = store.Node{ID: id, Kind: "Claim", Props: map[string]any{"text": id}}
		for _, hub := range []string{"c00", "c01", "c02"} {
			edge := "contradicts:" + hub + id
			w.edges[edge] = store.Edge{ID: edge, Relation: "CONTRADICTS", Source: hub, Target: id, Props: map[string]any{}}
		}
	}
	a, _ := analyst(t, w, analysis.Limits{Edges: 24, Batch: 2})
	const many = "about: more than 24 nodes and edges would have to be read; narrow it by `about` and `window`, or leave out `totalCount`"
	for _, x := range []struct {
		q    analysis.DisputeQuery
		want string
	}{
		{analysis.DisputeQuery{First: -1}, "first: -1 is not between 0 and 500"},
		{analysis.DisputeQuery{First: 501}, "first: 501 is not between 0 and 500"},
		{analysis.DisputeQuery{About: make([]string, 501)}, "about: 501 ids; at most 500 can be asked for at once"},
		{analysis.DisputeQuery{First: 5, Total: true}, many},
	} {
		_, err := a.Disputes(t.Context(), x.q)
		var in *analysis.InputError
		if !errors.As(err, &in) || err.Error() != x.want {
			t.Errorf("the error is %v; want %s", err, x.want)
		}
	}
	if got, err := a.Disputes(t.Context(), analysis.DisputeQuery{First: 5}); err != nil || len(got.Disputes) != 5 || !got.More {
		t.Errorf("a page within the bounds: %+v, %v", got, err)
	}
	a, _ = analyst(t, w, analysis.Limits{Edges: 10})
	if _, err := a.Disputes(t.Context(), analysis.DisputeQuery{First: 5}); err == nil || !strings.Contains(err.Error(), "more than 10 nodes and edges") {
		t.Errorf("a claim that 20 contradict: %v", err)
	}
}

// It ends when the client goes, and a page takes as few Reads as there can be.
func TestDisputesReads(t *testing.T) {
	w := newDebate(domain(t), 1)
	a, c := analyst(t, w, analysis.Limits{})
	q := analysis.DisputeQuery{First: 25}
	const want = 2 // Who may be in a dispute, and these.
	for range 2 {
		c.n = 0
		got, err := a.Disputes(t.Context(), q)
		if err != nil || c.n != want || len(got.Disputes) == 0 {
			t.Fatalf("%d Reads, %v, %v; want %d", c.n, got, err, want)
		}
		first := got.Disputes[0].Position()
		q.After = &first
	}
	ctx, cancel := context.WithCancel(t.Context())
	c.before = func(context.Context) { cancel() }
	if _, err := a.Disputes(ctx, q); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
