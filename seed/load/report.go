package load

import (
	"fmt"
	"strings"
)

// A Report is what loading a file did.
type Report struct {
	Nodes map[string]Count // by kind
	Edges map[string]Count // by relation
}

// A Count counts nodes or edges of a file: those that the graph did not have, had
// otherwise, or had just so.
type Count struct{ New, Changed, Unchanged int }

func (c Count) all() int { return c.New + c.Changed + c.Unchanged }

func sum(counts map[string]Count) (all Count) {
	for _, c := range counts {
		all.New += c.New
		all.Changed += c.Changed
		all.Unchanged += c.Unchanged
	}
	return all
}

// String writes out a line with the sums, and an indented one for each kind and
// relation.
func (r Report) String() string {
	nodes, edges := sum(r.Nodes), sum(r.Edges)
	return r.counted(fmt.Sprintf("%d new, %d changed, %d unchanged",
		nodes.New+edges.New, nodes.Changed+edges.Changed, nodes.Unchanged+edges.Unchanged))
}

// Plan is String for what is not loaded, only counted.
func (r Report) Plan() string { return r.counted("nothing is written") }

func (r Report) counted(what string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d nodes and %d edges: %s\n", sum(r.Nodes).all(), sum(r.Edges).all(), what)
	for _, counts := range []map[string]Count{r.Nodes, r.Edges} {
		for _, name := range sorted(counts) {
			fmt.Fprintf(&b, "  %-14s %d\n", name, counts[name].all())
		}
	}
	return b.String()
}
