package analysis_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/graph/analysis"
	"parley/graph/ontology"
	"parley/graph/store"
)

const (
	worlds    = 24 // random graphs
	questions = 30 // of each sort about each
)

// The searches find what the naive ones find, on every store, whatever the limits of a read.
func TestAgainstNaive(t *testing.T) {
	o := domain(t)
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			n, each, batches := worlds, questions, []int{0, 2, 100}
			if s.name == "neo4j" { // It has to plan nearly every statement.
				n, each, batches = 4, 8, []int{3}
			}
			seen := tally{}
			for seed := range uint64(n) {
				w := newWorld(o, seed)
				st := s.open(t, o.Store)
				w.write(t, st)
				for _, batch := range batches {
					a := analysis.New(st, o, analysis.Limits{Batch: batch, Time: time.Minute}) // A database that has to plan may be slow.
					r := rand.New(rand.NewPCG(seed, 5))
					for range each {
						if err := w.comparePaths(t.Context(), a, r, seen); err != nil {
							t.Fatalf("seed %d, batch %d: %v", seed, batch, err)
						}
						if err := w.compareSubgraph(t.Context(), a, r, seen); err != nil {
							t.Fatalf("seed %d, batch %d: %v", seed, batch, err)
						}
					}
					w.compareCounts(t, a)
					w.compareEdges(t, a, seen)
				}
			}
			t.Logf("%v", seen)
			for _, what := range []string{"paths", "long", "equal", "drawn", "united", "omitted", "collapsed", "spans"} {
				if n == worlds && seen[what] < n {
					t.Errorf("only %d %s were seen in %d graphs; too few to show anything", seen[what], what, n)
				}
			}
		})
	}
}

// A tally counts what was seen.
type tally map[string]int

// filter makes a random filter.
func (w *world) filter(r *rand.Rand, ends []string) analysis.Filter {
	var f analysis.Filter
	if r.IntN(3) == 0 {
		f.Relations = some(r, []string{"ATTENDED", "MET", "MET", "MET", "MET", "MEMBER_OF", "ABOUT", "ASSERTS", "SPEAKER", "HELD_AT", "CITES"}, 4)
	}
	if r.IntN(4) == 0 {
		f.Kinds = some(r, []string{"Person", "Meeting", "Meeting", "Incident", "Claim", "Assertion", "Organization"}, 4)
	}
	if r.IntN(3) == 0 {
		from := w.of(w.ids(), []string{"Meeting"})
		if len(from) == 0 || r.IntN(2) == 0 {
			from = w.ids()
		}
		for _, id := range some(r, from, 3) {
			if !slices.Contains(ends, id) {
				f.Exclude = append(f.Exclude, id)
			}
		}
	}
	if r.IntN(4) == 0 {
		f.When = &analysis.Window{Window: period(times[r.IntN(len(times))]).Window(), Certain: r.IntN(2) == 0, Undated: r.IntN(2) == 0}
	}
	if r.IntN(5) == 0 {
		n := r.IntN(8)
		f.MaxDegree = &n
	}
	if r.IntN(4) == 0 {
		n, yes := r.IntN(3), r.IntN(2) == 0
		f.Provenance = []*analysis.ProvenanceFilter{{MinOrigins: &n}, {MinDocuments: &n}, {Disputed: &yes}, {Anonymous: &yes}, {Certainty: []string{"CERTAIN"}}, {}}[r.IntN(6)]
	}
	return f
}

// some are up to so many of a list, with repetitions; none of none.
func some(r *rand.Rand, all []string, most int) (out []string) {
	for range min(len(all), 1+r.IntN(most)) {
		out = append(out, all[r.IntN(len(all))])
	}
	return out
}

func (w *world) comparePaths(ctx context.Context, a *analysis.Analyst, r *rand.Rand, seen tally) error {
	all := w.ids()
	met := r.IntN(3) == 0
	if met {
		all = w.agents()
	}
	q := analysis.PathQuery{From: some(r, all, 2), To: some(r, all, 2), MaxLength: 1 + r.IntN(6), First: r.IntN(9), Wants: analysis.Wants{Evidence: r.IntN(2) == 0, Degree: r.IntN(2) == 0, Provenance: r.IntN(4) > 0}}
	q.Filter = w.filter(r, slices.Concat(q.From, q.To))
	if met {
		q.Filter.Relations = append(q.Filter.Relations, "MET")
	}
	got, err := a.Paths(ctx, q)
	if err != nil {
		return fmt.Errorf("%+v: %w", q, err)
	}
	want := w.paths(&q)
	var paths []route
	for _, p := range got.Paths {
		var found route
		for i, n := range p.Nodes {
			found.nodes = append(found.nodes, n.ID)
			if q.Wants.Degree && w.degree(n.ID) != n.Degree || w.nodes[n.ID].Kind != n.Kind || n.Label != w.label(n.ID) {
				return fmt.Errorf("%+v: node %+v", q, n)
			}
			if i > 0 && i < len(p.Nodes)-1 && len(p.Nodes) > 4 {
				seen["long"]++
			}
		}
		for i, e := range p.Hops {
			found.hops, found.behind = append(found.hops, e.ID), append(found.behind, e.Provenance)
			if found.least = min(found.least, e.Origins); i == 0 {
				found.least = e.Origins
			}
			if e.Relation == "MET" {
				seen["drawn"]++
				if e.Origins > 1 {
					seen["united"]++
				}
			}
		}
		paths = append(paths, found)
		if k := len(paths); k > 1 && len(paths[k-2].nodes) == len(found.nodes) {
			seen["equal"]++
		}
	}
	seen["paths"] += len(paths)
	if !q.Wants.Provenance { // The order is the same, but what it goes by is not told of what is drawn.
		for _, all := range [][]route{want, paths} {
			for i := range all {
				all[i].behind, all[i].least = nil, 0
			}
		}
	}
	if d := cmp.Diff(want, paths, cmp.AllowUnexported(route{})); d != "" && len(want)+len(paths) > 0 {
		return fmt.Errorf("%+v\n%+v (-want +got):\n%s", q, q.Filter, d)
	}
	if got.Truncated || got.TimedOut {
		return fmt.Errorf("%+v is truncated", q)
	}
	return nil
}

func (w *world) compareSubgraph(ctx context.Context, a *analysis.Analyst, r *rand.Rand, seen tally) error {
	q := analysis.SubgraphQuery{Around: some(r, w.ids(), 3), Depth: r.IntN(4), Limit: 1 + r.IntN(12), Collapse: r.IntN(2) == 0, Wants: analysis.Wants{Evidence: r.IntN(2) == 0, Degree: true, Provenance: r.IntN(2) == 0, Times: r.IntN(2) == 0}}
	if agents := w.agents(); q.Collapse && len(agents) > 0 && r.IntN(3) == 0 {
		q.Around = agents
	}
	q.Filter = w.filter(r, q.Around)
	got, err := a.Subgraph(ctx, q)
	if err != nil {
		return fmt.Errorf("%+v: %w", q, err)
	}
	want := w.subgraph(&q)
	found := drawing{omitted: got.Omitted}
	for _, n := range got.Nodes {
		found.nodes = append(found.nodes, n.ID)
		if w.degree(n.ID) != n.Degree {
			return fmt.Errorf("%+v: node %+v", q, n)
		}
	}
	for i := range want.ties {
		if !q.Wants.Evidence {
			want.ties[i].evidence = nil
		}
		if t := &want.ties[i]; t.relation == "MET" && !q.Wants.Provenance {
			t.behind = analysis.Provenance{}
		}
		if t := &want.ties[i]; !q.Wants.Times {
			t.first, t.last = nil, nil
		} else if t.first != nil && *t.first != *t.last {
			seen["spans"]++
		}
	}
	for _, e := range got.Edges {
		if !q.Wants.Evidence {
			e.Evidence = nil
		}
		found.ties = append(found.ties, tie{e.ID, e.Relation, e.Source, e.Target, e.Provenance, e.Count, e.Evidence, e.First, e.Last})
		if e.Relation == "MET" && q.Collapse {
			seen["collapsed"]++
		}
	}
	seen["omitted"] += got.Omitted
	if d := cmp.Diff(want, found, cmp.AllowUnexported(drawing{}, tie{})); d != "" {
		return fmt.Errorf("%+v\n%+v (-want +got):\n%s", q, q.Filter, d)
	}
	if got.Truncated != (got.Omitted > 0) {
		return fmt.Errorf("%+v: %d are omitted, and truncated is %v", q, got.Omitted, got.Truncated)
	}
	return nil
}

// compareCounts holds the counts against the plain graph.
func (w *world) compareCounts(t *testing.T, a *analysis.Analyst) {
	t.Helper()
	kinds, err := a.KindCounts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range w.o.Store.Kinds {
		if want := len(w.of(w.ids(), []string{k.Name})); kinds[k.Name] != want {
			t.Errorf("%d nodes of kind %s; want %d", kinds[k.Name], k.Name, want)
		}
	}
	relations, err := a.RelationCounts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"MET": len(w.met(&analysis.Filter{}))}
	for _, r := range w.o.Store.Relations {
		want[r.Name] = 0
	}
	for _, e := range w.edges {
		want[e.Relation]++
	}
	if d := cmp.Diff(want, relations); d != "" {
		t.Errorf("relations (-want +got):\n%s", d)
	}
	for _, id := range w.ids() {
		got, err := a.Degrees(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(w.degrees(id), got); d != "" {
			t.Errorf("degrees of %s (-want +got):\n%s", id, d)
		}
	}
}

func (w *world) degrees(id string) []analysis.Count {
	all := []analysis.Count{}
	for _, r := range w.o.Store.Relations {
		for _, dir := range []store.Direction{store.Out, store.In} {
			for _, k := range w.o.Store.Kinds {
				n := 0
				for _, e := range w.edges {
					near, far := e.Source, e.Target
					if dir == store.In {
						near, far = far, near
					}
					if e.Relation == r.Name && near == id && w.nodes[far].Kind == k.Name {
						n++
					}
				}
				if n > 0 {
					all = append(all, analysis.Count{Relation: r.Name, Direction: dir, Kind: k.Name, Count: n})
				}
			}
		}
	}
	return all
}

// compareEdges asks for every edge by its id, the drawn ones included.
func (w *world) compareEdges(t *testing.T, a *analysis.Analyst, seen tally) {
	t.Helper()
	for _, want := range append(w.ties(&analysis.Filter{}, false), w.met(&analysis.Filter{})...) {
		e, err := a.EdgeByID(t.Context(), want.id, analysis.Wants{Evidence: true, Provenance: true, Times: true})
		if err != nil || e == nil {
			t.Fatalf("%s: %v, %v", want.id, e, err)
		}
		if d := cmp.Diff(want, tie{e.ID, e.Relation, e.Source, e.Target, e.Provenance, e.Count, e.Evidence, e.First, e.Last}, cmp.AllowUnexported(tie{})); d != "" {
			t.Errorf("%s (-want +got):\n%s", want.id, d)
		}
		if want.first != nil && *want.first != *want.last {
			seen["spans"]++
		}
		when, dated := w.edges[want.id].Props[ontology.Effective]
		if dated != (e.When != nil) || dated && *e.When != when {
			t.Errorf("%s: the time is %v; want %v", want.id, e.When, when)
		}
	}
	for _, id := range []string{"attended:none", "met:", "met:YQ.YQ", "met:Yg.YQ", "met:YQ.Yg.Yw", "other", ""} {
		if e, err := a.EdgeByID(t.Context(), id, analysis.Wants{Evidence: true}); e != nil || err != nil {
			t.Errorf("%q: %v, %v; want nothing", id, e, err)
		}
	}
}
