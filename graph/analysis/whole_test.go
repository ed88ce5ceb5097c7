package analysis_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"parley/graph/analysis"
	"parley/graph/analysis/network"
	"parley/graph/ontology"
	"parley/graph/store"
)

// What is wrong with a query is told in a sentence, and nothing is read for it.
func TestWrongCentrality(t *testing.T) {
	a, c := analyst(t, grid(domain(t), 2, 2), analysis.Limits{})
	c.n = 0
	for want, ask := range map[string]func() error{
		"first: -1 is not between 0 and 500": func() error {
			_, err := a.Centrality(t.Context(), analysis.CentralityQuery{First: -1})
			return err
		},
		"first: 501 is not between 0 and 500": func() error {
			_, err := a.Communities(t.Context(), analysis.CommunityQuery{First: 501})
			return err
		},
		"members: 501 is not between 0 and 500": func() error {
			_, err := a.Communities(t.Context(), analysis.CommunityQuery{Members: 501})
			return err
		},
		"members: 101 each of 100 communities are more than 10000 together; ask for fewer of one of them": func() error {
			_, err := a.Communities(t.Context(), analysis.CommunityQuery{First: 100, Members: 101})
			return err
		},
	} {
		var in *analysis.InputError
		if err := ask(); !errors.As(err, &in) || err.Error() != want {
			t.Errorf("the error is %v; want %s", err, want)
		}
	}
	if c.n > 0 {
		t.Errorf("%d Reads", c.n)
	}
	if _, err := a.Centrality(t.Context(), analysis.CentralityQuery{Measure: 9, First: 1}); err == nil || !strings.Contains(err.Error(), "no measure 9") {
		t.Errorf("the error is %v", err)
	}
}

// A crowd is one meeting of so many, with none of them written: it answers every Read.
type crowd struct {
	store.Store
	people int
}

func (c crowd) Read(_ context.Context, qs ...store.Query) ([]store.Page, error) {
	s := qs[0].Select
	row := func(values ...any) store.Item { return store.NewItem(values, nil, store.Position{ID: "z", Edge: "z"}) }
	var page store.Page
	switch {
	case slices.Contains(s.Kinds, "Meeting"):
		page.Items = []store.Item{row("m")}
	default:
		for i := range c.people {
			if id := fmt.Sprintf("p%06d", i); len(s.Relations) > 0 {
				page.Items = append(page.Items, row(id, "m"))
			} else {
				page.Items = append(page.Items, row(id, "Person"))
			}
		}
	}
	return []store.Page{page}, nil
}

// A network that is too large is refused before it is made, with what its sizes are and what to do.
func TestTooLarge(t *testing.T) {
	o := domain(t)
	for people, want := range map[int]string{
		3200:      "where: the filter leaves at least 5118400 pairs, and a network takes 5000000 at most; leave some out by `kinds`, `relations`, `when`, `exclude` or `maxDegree`",
		1200:      "where: the filter leaves at least 719400 pairs, and betweenness takes 500000 at most; leave some out by `kinds`, `relations`, `when`, `exclude` or `maxDegree`",
		1_000_001: "where: the filter leaves at least 1000001 nodes, and a network takes 1000000 at most; leave some out by `kinds`, `relations`, `when`, `exclude` or `maxDegree`",
	} {
		_, err := analysis.New(crowd{people: people}, o, analysis.Limits{}).Centrality(t.Context(), analysis.CentralityQuery{Measure: analysis.ByBetweenness, First: 1})
		var in *analysis.InputError
		var size *network.SizeError
		if !errors.As(err, &in) || !errors.As(err, &size) || err.Error() != want {
			t.Errorf("%d people: the error is %v; want %s", people, err, want)
		}
	}
}

// It ends when the client goes, at whatever Read.
func TestCentralityCancelled(t *testing.T) {
	for at := range 4 {
		a, c := analyst(t, grid(domain(t), 3, 3), analysis.Limits{})
		ctx, cancel := context.WithCancel(t.Context())
		c.n = 0
		c.before = func(context.Context) {
			if c.n > at {
				cancel()
			}
		}
		if _, err := a.Centrality(ctx, analysis.CentralityQuery{First: 1}); at < 3 != errors.Is(err, context.Canceled) {
			t.Errorf("cancelled at Read %d: %v", at, err)
		}
		cancel()
	}
}

// The pages are as few as their size allows.
func TestCentralityReads(t *testing.T) {
	w := grid(domain(t), 3, 3) // 9 people, 18 meetings, 36 edges
	for batch, want := range map[int]int{0: 3, 1: 1 + 2 + 4, 2: 1 + 1 + 2} {
		a, c := analyst(t, w, analysis.Limits{Batch: batch})
		c.n = 0
		if _, err := a.Centrality(t.Context(), analysis.CentralityQuery{First: 1}); err != nil || c.n != want {
			t.Errorf("pages of %d: %d Reads, %v; want %d", batch, c.n, err, want)
		}
	}
}

// The people of a textbook (Krackhardt's kite) met in pairs; the scores are those that the books print.
func TestKite(t *testing.T) {
	o := domain(t)
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			w := met(o, [][2]string{
				{"Andre", "Beverley"}, {"Andre", "Carol"}, {"Andre", "Diane"}, {"Andre", "Fernando"}, {"Beverley", "Diane"}, {"Beverley", "Ed"}, {"Beverley", "Garth"},
				{"Carol", "Diane"}, {"Carol", "Fernando"}, {"Diane", "Ed"}, {"Diane", "Fernando"}, {"Diane", "Garth"}, {"Ed", "Garth"}, {"Fernando", "Garth"},
				{"Fernando", "Heather"}, {"Garth", "Heather"}, {"Heather", "Ike"}, {"Ike", "Jane"},
			})
			st := s.open(t, o.Store)
			w.write(t, st)
			a := analysis.New(st, o, analysis.Limits{})
			got, err := a.Centrality(t.Context(), analysis.CentralityQuery{Measure: analysis.ByBetweenness, First: 10})
			if err != nil {
				t.Fatal(err)
			}
			// Normalised by the 36 pairs of others: 0.389, 0.231 twice, 0.222, 0.102, 0.023 twice, 0 three times.
			want := []analysis.Ranked{
				{ID: "Heather", Score: 14}, {ID: "Fernando", Score: 8.333333333}, {ID: "Garth", Score: 8.333333333}, {ID: "Ike", Score: 8}, {ID: "Diane", Score: 3.666666667},
				{ID: "Andre", Score: 0.8333333333}, {ID: "Beverley", Score: 0.8333333333}, {ID: "Carol"}, {ID: "Ed"}, {ID: "Jane"},
			}
			if d := gocmp.Diff(want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			if got, err = a.Centrality(t.Context(), analysis.CentralityQuery{First: 1}); err != nil || len(got) != 1 || got[0] != (analysis.Ranked{ID: "Diane", Score: 6}) {
				t.Errorf("%v, %v; Diane knows the most, six", got, err)
			}
		})
	}
}

// met is a world of people who met, a meeting for each pair.
func met(o *ontology.Ontology, pairs [][2]string) *world {
	w := &world{o: o, nodes: map[string]store.Node{}, edges: map[string]store.Edge{}}
	for i, p := range pairs {
		m := fmt.Sprint("m", i)
		w.nodes[m] = store.Node{ID: m, Kind: "Meeting", Props: map[string]any{"name": m}}
		for _, id := range p {
			w.nodes[id] = store.Node{ID: id, Kind: "Person", Props: map[string]any{"name": id}}
			w.edges["attended:"+m+id] = store.Edge{ID: "attended:" + m + id, Relation: "ATTENDED", Source: id, Target: m, Props: map[string]any{"presence": "UNKNOWN"}}
		}
	}
	return w
}
