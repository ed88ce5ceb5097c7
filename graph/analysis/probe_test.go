package analysis_test

import (
	"testing"

	"parley/graph/analysis"
)

// Whom two who took part in much met together is found from one of them: the edges that lead elsewhere are not read.
func TestProbe(t *testing.T) {
	for first, want := range map[int]struct{ reads, queries, explored int }{
		1: {3, 3, 2},   // The ends, what lies between, what is shown.
		2: {13, 13, 0}, // The second has six edges, and the search goes on.
	} {
		a, c := analyst(t, grid(domain(t), 3, 4), analysis.Limits{Batch: 10})
		c.n, c.queries = 0, 0
		got, err := a.Paths(t.Context(), analysis.PathQuery{
			From: []string{"p0.0"}, To: []string{"p1.1"}, Filter: analysis.Filter{Relations: []string{"ATTENDED"}}, MaxLength: 6, First: first,
		})
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Paths) != first || got.Paths[0].Nodes[1].ID != "m0.0.1" {
			t.Errorf("%d paths: %+v", first, got.Paths)
		}
		if c.n != want.reads || c.queries != want.queries || want.explored > 0 && got.Explored != want.explored {
			t.Errorf("%d paths: %d Reads with %d queries of %d edges; want %d with %d of %d", first, c.n, c.queries, got.Explored, want.reads, want.queries, want.explored)
		}
	}
}
