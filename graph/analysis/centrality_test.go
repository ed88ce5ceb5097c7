package analysis_test

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"parley/graph/analysis"
)

func kindsOrNil(r *rand.Rand) []string {
	return [][]string{nil, nil, {"Person"}, {"Organization", "Person"}, {"Place"}, {}}[r.IntN(6)]
}

func (w *world) compareCentrality(t *testing.T, a *analysis.Analyst, r *rand.Rand, seen tally) {
	t.Helper()
	q := analysis.CentralityQuery{Measure: analysis.Measure(r.IntN(3)), Kinds: kindsOrNil(r), Filter: w.filter(r, nil), First: r.IntN(16)}
	got, err := a.Centrality(t.Context(), q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	m := w.matrix(q.Filter)
	scores := map[analysis.Measure]func() []float64{analysis.ByDegree: m.degree, analysis.ByBetweenness: m.betweenness, analysis.ByPageRank: m.pageRank}[q.Measure]()
	want := map[string]float64{}
	for i, id := range m.ids {
		if q.Kinds == nil || slices.Contains(q.Kinds, w.nodes[id].Kind) {
			want[id] = scores[i]
		}
	}
	if len(got) != min(q.First, len(want)) {
		t.Fatalf("%+v: %d are ranked; want %d of %d", q, len(got), q.First, len(want))
	}
	for i, x := range got {
		score, ok := want[x.ID]
		if delete(want, x.ID); !ok || math.Abs(score-x.Score) > 1e-8 {
			t.Fatalf("%+v: the score of %s is %v; want %v, %v", q, x.ID, x.Score, score, ok)
		}
		if i > 0 && cmp.Or(cmp.Compare(x.Score, got[i-1].Score), cmp.Compare(got[i-1].ID, x.ID)) >= 0 {
			t.Fatalf("%+v: %v comes behind %v", q, x, got[i-1])
		}
		if x.Score > 0 {
			seen["scores"]++
		}
		if x.Score == 0 {
			seen["zeros"]++
		}
	}
	for id, score := range want {
		if n := len(got); n > 0 && (score > got[n-1].Score+1e-8) {
			t.Fatalf("%+v: %s is left out with %v; the last has %v", q, id, score, got[n-1].Score)
		}
	}
}

func (w *world) compareCommunities(t *testing.T, a *analysis.Analyst, r *rand.Rand, seen tally) {
	t.Helper()
	q := analysis.CommunityQuery{Kinds: kindsOrNil(r), Filter: w.filter(r, nil), First: r.IntN(9), Members: r.IntN(6)}
	got, err := a.Communities(t.Context(), q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	m := w.matrix(q.Filter)
	groups, err := m.network(t).Communities(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []analysis.Community{}
	first := map[int]string{} // by place in want: the smallest id
	for _, g := range groups {
		c := analysis.Community{}
		least := ""
		for _, n := range g {
			id := m.ids[n]
			if q.Kinds != nil && !slices.Contains(q.Kinds, w.nodes[id].Kind) {
				continue
			}
			if least == "" {
				least = id
			}
			score := 0.0
			for _, o := range g {
				if m.weight[n][o] > 0 {
					score++
				}
			}
			c.Size++
			c.Members = append(c.Members, analysis.Ranked{ID: id, Score: score})
		}
		if c.Size == 0 {
			continue
		}
		slices.SortFunc(c.Members, func(x, y analysis.Ranked) int {
			return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.ID, y.ID))
		})
		c.Members = c.Members[:min(q.Members, c.Size)]
		first[len(want)], want = least, append(want, c)
	}
	at := make([]int, len(want))
	for i := range at {
		at[i] = i
	}
	slices.SortFunc(at, func(x, y int) int {
		return cmp.Or(cmp.Compare(want[y].Size, want[x].Size), cmp.Compare(first[x], first[y]))
	})
	sorted := []analysis.Community{}
	for _, i := range at[:min(q.First, len(at))] {
		sorted = append(sorted, want[i])
		if len(want[i].Members) > 1 {
			seen["groups"]++
		}
	}
	if d := gocmp.Diff(sorted, got); d != "" {
		t.Fatalf("%+v (-want +got):\n%s", q, d)
	}
}

// The measures are those of the plain graph, on every store, whatever the size of a page.
func TestCentralityAgainstNaive(t *testing.T) {
	o := domain(t)
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			n, each, batches := worlds, questions, []int{0, 1, 3}
			if s.name == "neo4j" {
				n, each, batches = 4, 10, []int{1}
			}
			seen := tally{}
			for seed := range uint64(n) {
				w := newWorld(o, seed)
				st := s.open(t, o.Store)
				w.write(t, st)
				for _, batch := range batches {
					a := analysis.New(st, o, analysis.Limits{Batch: batch})
					r := rand.New(rand.NewPCG(seed, 8))
					for range each {
						w.compareCentrality(t, a, r, seen)
						w.compareCommunities(t, a, r, seen)
					}
				}
			}
			t.Logf("%v", seen)
			for _, what := range []string{"scores", "zeros", "groups"} {
				if seen[what] < 1 || n == worlds && seen[what] < 10*n {
					t.Errorf("only %d %s were seen in %d graphs; too few to show anything", seen[what], what, n)
				}
			}
		})
	}
}
