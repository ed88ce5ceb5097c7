package sqlite

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/store"
	"parley/graph/store/storetest"
)

var update = flag.Bool("update", false, "write testdata anew")

// statements are Selections whose statements stand in testdata, with the plan that
// SQLite makes for each.
func statements() map[string]*store.Selection {
	where := func(c store.Cond) *store.Selection {
		return &store.Selection{Kinds: []string{"Event"}, Where: c, Pick: store.Pick{Rows: true, Fields: []store.Field{{Name: "id"}}}}
	}
	last := newest(0)
	last.Last, last.After, last.Order.Desc = 2, 3, false
	names := &store.Selection{Kinds: []string{"Group", "Person"}, Pick: store.Pick{
		Rows: true, Total: true, First: 1, Fields: []store.Field{{Name: "name"}}, Order: store.Order{By: store.ByProperty, Property: "name"},
	}}
	search := &store.Selection{Kinds: []string{"Event", "Person"}, Text: 1, Pick: store.Pick{
		Rows: true, First: 2, Fields: []store.Field{{Name: "id"}, {Of: store.OfMatch, Name: "score"}}, Order: store.Order{By: store.ByScore},
	}}
	counted := *met(2)
	counted.Total = true
	attendedBy := where(store.Some{Step: store.Along{Relation: "ATTENDED", Direction: store.In}, Kinds: []string{"Person"}, Where: store.Compare{Property: "id", Arg: 1}})
	attendedBy.First, attendedBy.After, attendedBy.Total, attendedBy.Order = 2, 3, true, store.Order{By: store.ByTime, Property: "when", Desc: true}
	few := store.Or{store.Compare{Property: "id", Op: store.AnyOf, Arg: 2}}
	return map[string]*store.Selection{
		"events-attended-by": attendedBy,
		"events-of-a-person": one(newest(2, attendees(2))),
		"last-events-behind": one(last),
		"who-met-whom":       one(met(2)),
		"how-many-met-whom":  one(&counted),
		"list-by-name":       names,
		"search":             search,
		"chain": {Kinds: []string{"Place"}, Where: store.Compare{Property: "id", Op: store.AnyOf, Arg: 1}, Pick: store.Pick{Rows: true, Hops: []*store.Hop{{
			Step: store.Chain{Relation: "PART_OF"}, Kinds: []string{"Place"},
			Pick: store.Pick{Rows: true, Fields: []store.Field{{Name: "name"}}, Order: store.Order{By: store.ByDistance}},
		}}}},
		"held-below-a-place": where(store.Some{Step: store.Along{Relation: "HELD_AT"}, Kinds: []string{"Place"}, Where: store.Some{
			Step: store.Chain{Relation: "PART_OF"}, Kinds: []string{"Place"}, Where: store.Compare{Property: "id", Arg: 1},
		}}),
		"attended-with": one(&store.Hop{
			Step: store.Along{Relation: "ATTENDED"}, Kinds: []string{"Event"},
			Where: store.Some{Step: store.Along{Relation: "ATTENDED", Direction: store.In}, Kinds: []string{"Group", "Person"}, Where: few[0], Once: true},
			Pick: store.Pick{Rows: true, Fields: []store.Field{{Of: store.OfEdge, Name: "id"}, {Name: "id"}}, Order: store.Order{By: store.ByID, Edges: true}, Hops: []*store.Hop{{
				Step: store.Along{Relation: "ATTENDED", Direction: store.In}, Kinds: []string{"Group", "Person"}, Where: few,
				Pick: store.Pick{Rows: true, Fields: []store.Field{{Of: store.OfEdge, Name: "id"}, {Name: "id"}}, Order: store.Order{By: store.ByID, Edges: true}},
			}}},
		}),
		"attended-by-all-of": where(store.Each{Step: store.Along{Relation: "ATTENDED", Direction: store.In}, IDs: 1}),
		"refers": {Relations: []string{"ATTENDED"}, Where: store.Compare{Of: store.OfEdge, Property: "seen", Arg: 1}, Pick: store.Pick{
			Rows: true, Fields: []store.Field{{Of: store.OfEdge, Name: "id"}},
		}},
	}
}

func TestStatements(t *testing.T) {
	s := openTemp(t, storetest.Schema(), nil)
	for name, q := range statements() {
		t.Run(name, func(t *testing.T) {
			st, err := compile(s.schema, s.layout, s.walks, q)
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			for line := range strings.Lines(q.String()) {
				b.WriteString("-- " + line)
			}
			b.WriteString("\n" + st.text + ";\n\n")
			for _, line := range plan(t, s, st.text) {
				b.WriteString("-- " + line + "\n")
			}
			file := filepath.Join("testdata", name+".sql")
			if *update {
				if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), b.String()); d != "" {
				t.Errorf("(-want +got, and -update writes it)\n%s", d)
			}
		})
	}
}

// plan returns the plan of a statement, what is within something indented.
func plan(t *testing.T, s *Store, text string) []string {
	t.Helper()
	w := <-s.writer
	defer func() { s.writer <- w }()
	params := strings.Count(text, "?")
	for _, m := range regexp.MustCompile(`\?\d+`).FindAllString(text, -1) {
		n, err := strconv.Atoi(m[1:])
		if err != nil {
			t.Fatal(err)
		}
		params = max(params, n)
	}
	rows, err := w.conn.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+text, make([]any, params)...)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	defer rows.Close()
	depth := map[int]int{}
	var lines []string
	for rows.Next() {
		var id, in, unused int
		var line string
		if err := rows.Scan(&id, &in, &unused, &line); err != nil {
			t.Fatal(err)
		}
		depth[id] = depth[in] + 1
		lines = append(lines, strings.Repeat("  ", depth[id]-1)+line)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

// What a plan has where it looks at all of a table, or, for one row, at all edges of a
// relation or nodes of a kind. To read an index of one kind in its order is neither. Roots,
// which are number 1, may do so where all of several kinds are asked for; that there is one stray is one look.
var (
	scans  = regexp.MustCompile(`^ *(SCAN ([neabmo]\d+|node|edge|ref)( USING (COVERING )?INDEX (edge|node:kind|sqlite).*)?|SEARCH ([neabmo]\d+|node|edge) USING (COVERING )?INDEX \S+ \((relation|kind)=\?\))$`)
	ofRoot = regexp.MustCompile(`^ *(SCAN|SEARCH) [ne]1\b`)
	listed = regexp.MustCompile(`[^+](n1\.kind|e1\.relation) (IN|=)`)
)

// checkPlans looks at the plan of every statement that the suite sent, without
// statistics and with them.
func checkPlans(t *testing.T, sent map[string]bool) {
	s := openTemp(t, storetest.Schema(), nil)
	fillHub(t, s, 300, 3)
	looked := 0
	check := func() {
		for text := range sent {
			if !slices.Contains([]string{"SELECT", "INSERT", "UPDATE", "DELETE"}, text[:min(6, len(text))]) || strings.Contains(text, " FROM pragma_") {
				continue
			}
			looked++
			for _, line := range plan(t, s, text) {
				if scans.MatchString(line) && (!ofRoot.MatchString(line) || !listed.MatchString(text)) {
					t.Errorf("the plan has %q\n%s", line, text)
					break
				}
			}
		}
	}
	check()
	w := <-s.writer
	err := w.exec(t.Context(), "ANALYZE")
	s.writer <- w
	if err != nil {
		t.Fatal(err)
	}
	check()
	if looked < 500 {
		t.Errorf("only %d statements were looked at", looked)
	}
}

// TestTrace says how many statements there are: one for a Query, whatever it finds.
func TestTrace(t *testing.T) {
	var sent []string
	s := openTemp(t, storetest.Schema(), func(text string) { sent = append(sent, text) })
	fillHub(t, s, 100, 3)
	q := one(newest(2, attendees(2)), met(2))
	all := &store.Selection{Kinds: []string{"Event"}, Pick: store.Pick{Rows: true, Hops: []*store.Hop{attendees(2)}}}
	read := func(qs ...store.Query) []string {
		sent = nil
		if _, err := s.Read(t.Context(), qs...); err != nil {
			t.Fatal(err)
		}
		return sent
	}
	one := read(store.Query{Select: q, Args: []any{"p1", int64(1)}})
	if len(one) != 1 {
		t.Fatalf("a Query is %d statements", len(one))
	}
	if d := cmp.Diff(one, read(store.Query{Select: q, Args: []any{"hub", int64(100)}})); d != "" {
		t.Errorf("for 100 rows (-one +100)\n%s", d)
	}
	if two := read(store.Query{Select: q, Args: []any{"hub", int64(5)}}, store.Query{Select: all, Args: []any{"", int64(2)}}); len(two) != 2 || two[0] != one[0] {
		t.Errorf("two Queries are %d statements", len(two))
	}
	sent = nil
	put(t, s, person("p1"), attended("p1", "event1", 1))
	want := []string{
		"BEGIN IMMEDIATE",
		"SELECT node", "SELECT edge", // What stands of all that is named.
		"DELETE words", "DELETE ref", "DELETE ref", "SELECT sqlite_sequence",
		"INSERT node", "INSERT edge", "INSERT words",
		"COMMIT",
	}
	if d := cmp.Diff(want, brief(sent)); d != "" {
		t.Errorf("a write (-want +got)\n%s", d)
	}
	sent = nil
	var many []store.Change
	for i := range 100 {
		many = append(many, person(fmt.Sprintf("new%d", i)))
	}
	put(t, s, many...)
	if n := len(brief(sent)); n >= 100 {
		t.Errorf("%d statements write 100 nodes", n)
	}
}

// brief returns of each statement what it does, and with which table.
func brief(sent []string) []string {
	table := regexp.MustCompile(`^(SELECT|INSERT|UPDATE|DELETE)\b.*?\b(?:FROM|INTO|UPDATE) (\w+)`)
	short := make([]string, len(sent))
	for i, s := range sent {
		short[i] = s
		s = strings.Replace(s, "json_each(?) v CROSS JOIN ", "", 1)
		if m := table.FindStringSubmatch(strings.Replace(s, "UPDATE ", "UPDATE UPDATE ", 1)); m != nil {
			short[i] = m[1] + " " + m[2]
		}
	}
	return short
}
