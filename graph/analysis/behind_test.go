package analysis_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/analysis"
)

// What stands behind drawn edges is read within the bound of edges: those that it does not reach are left out, the
// picture says so, and the others are told of as without a bound.
func TestBehindLimits(t *testing.T) {
	w := grid(domain(t), 3, 4)
	var people []string
	for id, n := range w.nodes {
		if n.Kind == "Person" {
			people = append(people, id)
		}
	}
	picture := analysis.SubgraphQuery{Around: people, Limit: len(people), Collapse: true}
	behind := picture
	behind.Wants = analysis.Wants{Provenance: true, Evidence: true}
	whole, _ := analyst(t, w, analysis.Limits{Batch: 3})
	all, err := whole.Subgraph(t.Context(), behind)
	if err != nil || all.Truncated || len(all.Edges) == 0 {
		t.Fatalf("without a bound: %+v, %v", all, err)
	}
	want := map[string]analysis.Edge{}
	for _, e := range all.Edges {
		want[e.ID] = e
	}
	left := 0 // how often the picture alone has all, and what stands behind it is too much
	for edges := 1; edges < 120; edges++ {
		a, _ := analyst(t, w, analysis.Limits{Edges: edges, Batch: 3})
		plain, err := a.Subgraph(t.Context(), picture)
		if err != nil {
			t.Fatal(err)
		}
		got, err := a.Subgraph(t.Context(), behind)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range got.Edges {
			if d := cmp.Diff(want[e.ID], e); d != "" && !plain.Truncated {
				t.Errorf("of %d edges (-want +got):\n%s", edges, d)
			}
		}
		if len(got.Edges) < len(plain.Edges) && !got.Truncated || len(got.Nodes) != len(people) {
			t.Errorf("of %d edges %d are left of %d, and %d nodes; truncated %v", edges, len(got.Edges), len(plain.Edges), len(got.Nodes), got.Truncated)
		}
		if !plain.Truncated && got.Truncated {
			left++
		}
		if edges > 100 && got.Truncated {
			t.Errorf("%d edges are not enough", edges)
		}
	}
	if left == 0 {
		t.Error("the bound is never met behind the search")
	}
}

// An edge that is asked for alone is told of whole or not at all.
func TestBehindOne(t *testing.T) {
	w := grid(domain(t), 2, 4)
	const id = "met:cDAuMA.cDEuMA" // p0.0 and p1.0
	for edges, want := range map[int]string{3: "one of its ends has more than 3 edges", 4: ""} {
		a, _ := analyst(t, w, analysis.Limits{Edges: edges})
		e, err := a.EdgeByID(t.Context(), id, analysis.Wants{Provenance: true})
		switch in := (*analysis.InputError)(nil); {
		case want == "" && (err != nil || e == nil || e.Count != 1):
			t.Errorf("with %d edges: %+v, %v", edges, e, err)
		case want != "" && (!errors.As(err, &in) || !strings.Contains(err.Error(), want)):
			t.Errorf("with %d edges: %v; want %q", edges, err, want)
		}
	}
}

// A path over an edge of which not all could be read is not told, nor are those behind it.
func TestBehindPaths(t *testing.T) {
	w := grid(domain(t), 3, 4)
	q := analysis.PathQuery{From: []string{"p0.0"}, To: []string{"p2.0"}, MaxLength: 2, First: 4, Filter: analysis.Filter{Relations: []string{"MET"}}}
	told := map[bool]int{}
	for edges := 1; edges < 120; edges++ {
		a, _ := analyst(t, w, analysis.Limits{Edges: edges, Batch: 3})
		plain, err := a.Paths(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		behind := q
		behind.Wants.Provenance = true
		got, err := a.Paths(t.Context(), behind)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Paths) < len(plain.Paths) && !got.Truncated || len(got.Paths) > len(plain.Paths) {
			t.Errorf("of %d edges: %d paths of %d; truncated %v", edges, len(got.Paths), len(plain.Paths), got.Truncated)
		}
		told[len(got.Paths) < len(plain.Paths)]++
	}
	if told[true] == 0 || told[false] == 0 {
		t.Errorf("the bound is met or not: %v", told)
	}
}
