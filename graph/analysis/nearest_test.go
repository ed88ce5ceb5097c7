package analysis_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/graph/analysis"
	"parley/graph/ontology"
	"parley/graph/store"
)

// oftenMet is a world of two people who took part in so many meetings together, some twice, and each in others; origins says how
// many stand behind an edge, none where it is negative.
func oftenMet(o *ontology.Ontology, r *rand.Rand, meetings int, origins func() int) *world {
	w := &world{o: o, nodes: map[string]store.Node{}, edges: map[string]store.Edge{}}
	people := []string{"p0", "p1"}
	for _, p := range people {
		w.nodes[p] = store.Node{ID: p, Kind: "Person", Props: map[string]any{"name": p}}
	}
	attend := func(p, m string) {
		id := fmt.Sprintf("attended:%d", r.IntN(1_000_000_000))
		e := store.Edge{ID: id, Relation: "ATTENDED", Source: p, Target: m, Props: map[string]any{"presence": "UNKNOWN"}}
		if n := origins(); n >= 0 {
			e.Props["provenanceOrigins"], e.Props["provenanceDocuments"] = int64(n), int64(1)
			e.Props["provenanceDisputed"], e.Props["provenanceAnonymous"] = false, false
		}
		w.edges[id] = e
	}
	for i := range 2 * meetings {
		m := fmt.Sprintf("m%d", i)
		w.nodes[m] = store.Node{ID: m, Kind: "Meeting", Props: map[string]any{"name": m}}
		attend(people[i%2], m)
		if i < meetings {
			attend(people[1-i%2], m)
			if r.IntN(10) == 0 {
				attend(people[r.IntN(2)], m)
			}
		}
	}
	return w
}

// Of two who met often no more is read than some of the meetings, unless one of the others may be on a better path; the paths are
// the best in any case.
func TestNearest(t *testing.T) {
	o := domain(t)
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			seeds := 12
			if s.name == "neo4j" { // It is slow to fill.
				seeds = 1
			}
			for name, c := range map[string]struct {
				origins func(r *rand.Rand) int
				some    bool // whether never more than some are read
			}{
				"as many each":  {func(*rand.Rand) int { return 1 }, true},
				"nobody's word": {func(*rand.Rand) int { return -1 }, true},
				"0 or none":     {func(r *rand.Rand) int { return r.IntN(2) - 1 }, false},
				"a few":         {func(r *rand.Rand) int { return r.IntN(3) }, false},
				"many":          {func(r *rand.Rand) int { return r.IntN(100) }, false},
			} {
				all := 0
				for seed := range uint64(seeds) {
					r := rand.New(rand.NewPCG(seed, 9))
					w := oftenMet(o, r, 70, func() int { return c.origins(r) })
					st := s.open(t, o.Store)
					w.write(t, st)
					a := analysis.New(st, o, analysis.Limits{Batch: 100, Time: time.Minute})
					explored, err := w.compareNearest(t.Context(), a, 1+r.IntN(analysis.MaxPaths-5))
					if err == nil { // Over as many edges as these there may be fewer paths.
						_, err = w.compareNearest(t.Context(), a, analysis.MaxPaths)
					}
					if err != nil {
						t.Fatalf("%s, seed %d: %v", name, seed, err)
					}
					if explored > 3*analysis.MaxPaths { // Two edges over each of so many meetings, and those of some that come twice.
						all++
					}
				}
				if t.Logf("%s: all were read in %d of %d", name, all, seeds); c.some && all > 0 {
					t.Errorf("%s: all were read in %d of %d", name, all, seeds)
				}
			}
		})
	}
}

// compareNearest compares the best paths of two edges, and returns how many edges were read for them.
func (w *world) compareNearest(ctx context.Context, a *analysis.Analyst, first int) (explored int, err error) {
	q := analysis.PathQuery{From: []string{"p0"}, To: []string{"p1"}, Filter: analysis.Filter{Relations: []string{"ATTENDED"}}, MaxLength: 2, First: first}
	got, err := a.Paths(ctx, q)
	if err != nil {
		return 0, err
	}
	line := func(node string, hops ...string) string { return fmt.Sprintln(node, hops) }
	var want, found []string
	for _, r := range w.paths(&q) {
		want = append(want, line(r.nodes[1], r.hops...))
	}
	for _, p := range got.Paths {
		found = append(found, line(p.Nodes[1].ID, p.Hops[0].ID, p.Hops[1].ID))
	}
	if d := cmp.Diff(want, found); d != "" {
		return 0, fmt.Errorf("the first %d (-want +got):\n%s", first, d)
	}
	return got.Explored, nil
}
