package mappings_test

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
)

// women reads the table of the Davis women itself: their ids, ordered, and by the product of the table with itself
// turned on its side, at how many events each two were together.
func women(t *testing.T) (ids []string, together [][]int) {
	t.Helper()
	f, err := os.Open(data(t, "davis-southern-women/davis.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows = rows[1:]
	slices.SortFunc(rows, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	for i, a := range rows {
		ids = append(ids, "person:davis:"+strings.ToLower(a[0]))
		together = append(together, make([]int, len(rows)))
		for j, b := range rows {
			for event := range a {
				if i != j && event > 0 && a[event] == "1" && b[event] == "1" {
					together[i][j]++
				}
			}
		}
	}
	return ids, together
}

// askDavisCentre holds the measures against the table.
func askDavisCentre(t *testing.T, h http.Handler) {
	t.Helper()
	ids, together := women(t)
	var got struct {
		Degree, Walk []struct {
			Score float64
			Node  struct{ ID string }
		}
		Communities []struct {
			Size    int
			Members []struct {
				Score float64
				Node  struct{ ID string }
			}
		}
	}
	body := reply(t, h, `{
		degree: centrality(of: DEGREE, first: 500) { score node { id } }
		walk: centrality(of: PAGERANK, first: 500) { score node { id } }
		communities(members: 18) { size members { score node { id } } }
	}`)
	var all struct{ Data any }
	all.Data = &got
	if err := json.Unmarshal(body, &all); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	if len(ids) != 18 || len(got.Degree) != 18 || len(got.Walk) != 18 {
		t.Fatalf("%d women in the table, %d and %d ranked; want 18", len(ids), len(got.Degree), len(got.Walk))
	}
	walk := stationary(together)
	for i := range got.Degree {
		x, degree := got.Degree[i], 0
		for _, n := range together[slices.Index(ids, x.Node.ID)] {
			if n > 0 {
				degree++
			}
		}
		if x.Score != float64(degree) {
			t.Errorf("%s met %v others; in the table %d", x.Node.ID, x.Score, degree)
		}
		if w := got.Walk[i]; math.Abs(w.Score-walk[slices.Index(ids, w.Node.ID)]) > 1e-9 {
			t.Errorf("a walk is at %s for %v of its time; by the table %v", w.Node.ID, w.Score, walk[slices.Index(ids, w.Node.ID)])
		}
	}
	if x := got.Walk[0].Node.ID; x != "person:davis:theresa" && x != "person:davis:evelyn" {
		t.Errorf("%s is at the centre; the books say Theresa or Evelyn", x)
	}
	listed := map[string]bool{}
	for _, c := range got.Communities {
		if c.Size != len(c.Members) {
			t.Errorf("a community of %d lists %d", c.Size, len(c.Members))
		}
		for _, m := range c.Members {
			known := 0.0
			for _, o := range c.Members {
				if together[slices.Index(ids, m.Node.ID)][slices.Index(ids, o.Node.ID)] > 0 {
					known++
				}
			}
			if listed[m.Node.ID] = true; m.Score != known {
				t.Errorf("%s met %v of the community; in the table %v", m.Node.ID, m.Score, known)
			}
		}
	}
	if len(listed) != 18 || len(got.Communities) != 2 {
		t.Errorf("%d communities of %d women; the books know two, of 18", len(got.Communities), len(listed))
	}
}

// stationary walks at random until nothing changes.
func stationary(together [][]int) []float64 {
	n := float64(len(together))
	at := make([]float64, len(together))
	for i := range at {
		at[i] = 1 / n
	}
	for range 300 {
		next := make([]float64, len(at))
		for i, row := range together {
			sum := 0
			for _, x := range row {
				sum += x
			}
			for j, x := range row {
				next[j] += 0.15*at[i]/n + 0.85*at[i]*float64(x)/float64(sum)
			}
		}
		at = next
	}
	return at
}
