package neo4j_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley/graph/store"
	"parley/graph/store/neo4j"
	"parley/graph/store/neo4j/neo4jtest"
)

// A fault of a plan: an operator that looks at more than it must.
type fault struct {
	operator string
	// fine says whether it is right after all, by the statement, the line of the
	// plan and the lines below it.
	fine func(text string, below []string) bool
}

var (
	// The roots are cut to a page: the first subquery limits its rows.
	limited = regexp.MustCompile(`(?m)^  WITH .* LIMIT \$a\d+_(more|rows)$`)
	guarded = regexp.MustCompile(`^ *(EagerAggregation|Filter size\(|Filter coalesce\(size\()`)
)

var faults = []fault{
	{"AllNodesScan", func(string, []string) bool { return false }},
	// One row, or a condition that lets none through, beside a subquery.
	{"CartesianProduct", func(_ string, below []string) bool { return guarded.MatchString(below[0]) }},
	{"Eager ", func(text string, _ []string) bool { return !read(text) }},
	// A page is cut from what an index gives in order.
	{"NodeByLabelScan", all},
	{"UnionNodeByLabelsScan", all},
	{"DirectedRelationshipTypeScan", all},
}

// all reports whether a statement must look at all there are: no page is cut, or they
// are counted, or all are right where none is asked for by id.
func all(text string, _ []string) bool {
	return !limited.MatchString(text) || strings.Contains(text, "RETURN count(*) AS total") || strings.Contains(text, "_set) = 0")
}

// read reports whether a statement was made of a Selection.
func read(text string) bool {
	return strings.HasPrefix(text, "CALL (") || strings.HasPrefix(text, "RETURN ")
}

// writePlans has an empty database explain each statement of a Write, whose plan stays, and
// looks for those that would go through all there is.
func writePlans(t *testing.T, schema *store.Schema, statements map[string]bool) {
	cfg := neo4jtest.Config(t)
	neo4jtest.Wipe(t, cfg)
	neo4jtest.OpenConfig(t, cfg, schema)
	texts := slices.Sorted(maps.Keys(statements))
	texts = slices.DeleteFunc(texts, func(s string) bool { return !strings.HasPrefix(s, neo4j.Steady) })
	if len(texts) == 0 {
		t.Fatal("no statement was sent")
	}
	explained := neo4jtest.Explain(t, cfg, texts)
	for _, text := range texts {
		if plan := explained[text]; plan == "" || strings.Contains(plan, "Scan ") {
			t.Errorf("it looks at more than it must:\n%s\n%s", text, plan)
		}
	}
	t.Logf("%d statements", len(texts))
}

// plans has the database explain each statement, with as much in it as makes it
// choose as it does for much, and looks for faults.
func plans(t *testing.T, schema *store.Schema, statements map[string]bool) {
	cfg := neo4jtest.Config(t)
	for _, k := range schema.Kinds {
		neo4jtest.Send(t, cfg, fmt.Sprintf("UNWIND range(1, 2000) AS i CREATE (n:Node:%s {id: '%s' + i})", k.Label, k.Label), nil)
	}
	for _, r := range schema.Relations {
		neo4jtest.Send(t, cfg, fmt.Sprintf("UNWIND range(1, 2000) AS i MATCH (a:Node {id: '%s' + i}) MATCH (b:Node {id: '%s' + i}) CREATE (a)-[:%s {id: '%s' + i}]->(b)",
			schema.Kind(r.From[0]).Label, schema.Kind(r.To[0]).Label, r.Name, r.Name), nil)
	}
	// Else a plan that is seconds old stays, whatever the database holds now.
	neo4jtest.Send(t, cfg, "CALL db.clearQueryCaches()", nil)
	texts := slices.Sorted(maps.Keys(statements))
	texts = slices.DeleteFunc(texts, func(s string) bool { return !read(s) })
	if len(texts) == 0 {
		t.Fatal("no statement was sent")
	}
	explained := neo4jtest.Explain(t, cfg, texts)
	for _, text := range texts {
		lines := strings.Split(explained[text], "\n")
		for i, line := range lines {
			for _, f := range faults {
				if strings.HasPrefix(strings.TrimLeft(line, " "), f.operator) && !f.fine(text, lines[i+1:]) {
					t.Errorf("%s\n%s\n%s", f.operator, text, explained[text])
				}
			}
		}
	}
	t.Logf("%d statements", len(texts))
}
