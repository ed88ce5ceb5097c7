package load

import (
	"fmt"
	"strings"
)

// A Summary is what an import did.
type Summary struct {
	Rows        int // that there were
	Rejected    int // rows that were left out
	Empty       int // rows that say nothing
	Differences int // that were told
	// Absent is, in a dry run, how many ids of nodes the rows refer to and do not bring.
	// Rows that are left out do neither.
	Absent      int
	FirstAbsent []string // the first of these ids, ordered
	Report
}

// String is a line on the rows and then the Report's.
func (s Summary) String() string { return s.rows() + s.Report.String() }

// Plan is String for what is not loaded, only counted.
func (s Summary) Plan() string { return s.rows() + s.Report.Plan() }

func (s Summary) rows() string {
	var b strings.Builder
	b.WriteString(Number(s.Rows, "record", "records"))
	if s.Rejected > 0 {
		fmt.Fprintf(&b, ", %d of them left out", s.Rejected)
	}
	if s.Empty > 0 {
		fmt.Fprintf(&b, ", %d made nothing", s.Empty)
	}
	if s.Differences > 0 {
		b.WriteString(", " + Number(s.Differences, "value disagrees", "values disagree"))
	}
	b.WriteString("\n")
	if s.Absent > 0 {
		where, more := "in no file", ""
		if s.Rejected > 0 {
			where = "in no file, or only in records that are left out,"
		}
		if s.Absent > len(s.FirstAbsent) {
			more = ", …"
		}
		fmt.Fprintf(&b, "%s %s and must be in the graph when this is loaded: %s%s\n", Number(s.Absent, "id is", "ids are"), where, strings.Join(s.FirstAbsent, ", "), more)
	}
	return b.String()
}

// Number is a number and what it is of, which is one or more than one.
func Number(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

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
	fmt.Fprintf(&b, "%s and %s: %s\n", Number(sum(r.Nodes).all(), "node", "nodes"), Number(sum(r.Edges).all(), "edge", "edges"), what)
	for _, counts := range []map[string]Count{r.Nodes, r.Edges} {
		for _, name := range sorted(counts) {
			fmt.Fprintf(&b, "  %-14s %d\n", name, counts[name].all())
		}
	}
	return b.String()
}
