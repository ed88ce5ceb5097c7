package analysis_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"parley/graph/analysis"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/storetest"
)

// grid is a world of people in columns, each a member of nothing but a meeting with everybody
// in the next column: paths of equal length are legion.
func grid(o *ontology.Ontology, columns, rows int) *world {
	w := &world{o: o, nodes: map[string]store.Node{}, edges: map[string]store.Edge{}}
	person := func(c, r int) string {
		id := fmt.Sprintf("p%d.%d", c, r)
		w.nodes[id] = store.Node{ID: id, Kind: "Person", Props: map[string]any{"name": id}}
		return id
	}
	attend := func(p, m string) {
		id := "attended:" + p + m
		w.edges[id] = store.Edge{ID: id, Relation: "ATTENDED", Source: p, Target: m, Props: map[string]any{"presence": "UNKNOWN"}}
	}
	for c := range columns - 1 {
		for r := range rows {
			for s := range rows {
				m := fmt.Sprintf("m%d.%d.%d", c, r, s)
				w.nodes[m] = store.Node{ID: m, Kind: "Meeting", Props: map[string]any{"name": m}}
				attend(person(c, r), m)
				attend(person(c+1, s), m)
			}
		}
	}
	return w
}

func analyst(t *testing.T, w *world, l analysis.Limits) (*analysis.Analyst, *counted) {
	st := storetest.New(w.o.Store)
	w.write(t, st)
	c := &counted{Store: st}
	return analysis.New(c, w.o, l), c
}

// Counted counts the Reads and their queries, and calls a function before each.
type counted struct {
	store.Store
	n, queries int
	before     func(context.Context)
}

func (c *counted) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	c.n++
	c.queries += len(qs)
	if c.before != nil {
		c.before(ctx)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
	return c.Store.Read(ctx, qs...)
}

func across() analysis.PathQuery {
	return analysis.PathQuery{From: []string{"p0.0"}, To: []string{"p4.2"}, MaxLength: 10, First: 5}
}

// Of 64 equal paths the best are found with two Reads for each level.
func TestEqualPaths(t *testing.T) {
	a, c := analyst(t, grid(domain(t), 5, 4), analysis.Limits{})
	got, err := a.Paths(t.Context(), across())
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, p := range got.Paths {
		var path []string
		for i := 0; i < len(p.Nodes); i += 2 {
			path = append(path, p.Nodes[i].ID)
		}
		ids = append(ids, strings.Join(path, " "))
	}
	want := []string{
		"p0.0 p1.0 p2.0 p3.0 p4.2", "p0.0 p1.0 p2.0 p3.1 p4.2", "p0.0 p1.0 p2.0 p3.2 p4.2", "p0.0 p1.0 p2.0 p3.3 p4.2", "p0.0 p1.0 p2.1 p3.0 p4.2",
	}
	if d := cmp.Diff(want, ids); d != "" || got.Truncated {
		t.Errorf("truncated %v (-want +got):\n%s", got.Truncated, d)
	}
	// The ends, eight levels, each measured and read, and how nodes and edges are shown.
	if c.n > 1+2*8+1 {
		t.Errorf("%d Reads", c.n)
	}
}

// From a node to itself there is no path, and none is looked for.
func TestNoPathToItself(t *testing.T) {
	a, _ := analyst(t, grid(domain(t), 5, 4), analysis.Limits{})
	q := analysis.PathQuery{From: []string{"p0.0", "p0.0"}, To: []string{"p0.0"}, MaxLength: 10, First: 5}
	if got, err := a.Paths(t.Context(), q); err != nil || got.Truncated || got.Explored > 0 || len(got.Paths) > 0 {
		t.Errorf("got %+v, %v", got, err)
	}
	q.From = []string{"nobody"}
	q.To = q.From
	if _, err := a.Paths(t.Context(), q); err == nil {
		t.Error("a node that is not there is taken for one")
	}
}

// A search that comes to its limits says so, and has no wrong path.
func TestLimits(t *testing.T) {
	w := grid(domain(t), 5, 4)
	a, _ := analyst(t, w, analysis.Limits{Edges: 30, Batch: 3})
	got, err := a.Paths(t.Context(), across())
	if err != nil || !got.Truncated || got.TimedOut || len(got.Paths) > 0 || got.Explored < 30 {
		t.Errorf("paths over the budget: %+v, %v", got, err)
	}
	near := across()
	near.To, near.MaxLength = []string{"p1.1"}, 2
	if got, err = a.Paths(t.Context(), near); err != nil || got.Truncated || len(got.Paths) != 1 {
		t.Errorf("paths within the budget: %+v, %v", got, err)
	}
	sub, err := a.Subgraph(t.Context(), analysis.SubgraphQuery{Around: []string{"p0.0"}, Depth: 4, Limit: 2000})
	if err != nil || !sub.Truncated || len(sub.Nodes) < 5 {
		t.Errorf("a subgraph over the budget: %+v, %v", sub, err)
	}
}

// A hub is not read beyond the budget.
func TestHub(t *testing.T) {
	w := grid(domain(t), 2, 1)
	for i := range 100 {
		id := fmt.Sprintf("attended:hub%d", i)
		w.edges[id] = store.Edge{ID: id, Relation: "ATTENDED", Source: "p0.0", Target: "m0.0.0", Props: map[string]any{"presence": "UNKNOWN"}}
	}
	a, _ := analyst(t, w, analysis.Limits{Edges: 20})
	got, err := a.Subgraph(t.Context(), analysis.SubgraphQuery{Around: []string{"p0.0"}, Depth: 1, Limit: 10})
	if err != nil || !got.Truncated || len(got.Nodes) != 2 || len(got.Edges) != 21 {
		t.Errorf("%d nodes, %d edges, truncated %v, %v", len(got.Nodes), len(got.Edges), got.Truncated, err)
	}
}

// Of two who met in very many meetings each meeting is read once to find that they met, not once from each of them.
func TestBusyTwo(t *testing.T) {
	w := grid(domain(t), 2, 1)
	for i := range 1000 {
		m := fmt.Sprintf("more%d", i)
		w.nodes[m] = store.Node{ID: m, Kind: "Meeting", Props: map[string]any{"name": m}}
		for _, p := range []string{"p0.0", "p1.0"} {
			id := "attended:" + p + m
			w.edges[id] = store.Edge{ID: id, Relation: "ATTENDED", Source: p, Target: m, Props: map[string]any{"presence": "UNKNOWN"}}
		}
	}
	st := &tallied{Store: storetest.New(w.o.Store)}
	w.write(t, st)
	q := analysis.SubgraphQuery{Around: []string{"p0.0", "p1.0"}, Limit: 10, Collapse: true}
	got, err := analysis.New(st, w.o, analysis.Limits{Batch: 100}).Subgraph(t.Context(), q)
	if err != nil || got.Truncated || len(got.Edges) != 1 || got.Edges[0].Count != 1001 {
		t.Errorf("%+v, %v", got, err)
	}
	// Each meeting with both, and once more from one of them for what stands behind the edge.
	if most := 1001*(3+2) + 50; st.rows > most {
		t.Errorf("%d rows were read, more than %d", st.rows, most)
	}
}

// Tallied counts the rows that were read.
type tallied struct {
	store.Store
	rows int
}

func (c *tallied) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	pages, err := c.Store.Read(ctx, qs...)
	for i := range pages {
		c.rows += rowsOf(&pages[i], qs[i].Select.Hops)
	}
	return pages, err
}

func rowsOf(p *store.Page, hops []*store.Hop) (n int) {
	for i := range p.Items {
		n++
		for j, h := range hops {
			n += rowsOf(p.Items[i].Page(j), h.Hops)
		}
	}
	return n
}

// At the time limit a search ends with what it has; when the caller's context ends, with its error.
func TestTime(t *testing.T) {
	w := grid(domain(t), 5, 4)
	a, _ := analyst(t, w, analysis.Limits{Time: time.Nanosecond})
	got, err := a.Paths(t.Context(), across())
	if err != nil || !got.Truncated || !got.TimedOut || len(got.Paths) > 0 {
		t.Errorf("paths in no time: %+v, %v", got, err)
	}
	sub, err := a.Subgraph(t.Context(), analysis.SubgraphQuery{Around: []string{"p0.0"}, Depth: 1, Limit: 10})
	if err != nil || !sub.Truncated {
		t.Errorf("a subgraph in no time: %+v, %v", sub, err)
	}
	a, c := analyst(t, w, analysis.Limits{})
	ctx, cancel := context.WithCancel(t.Context())
	c.before = func(context.Context) {
		if c.n == 5 {
			cancel()
		}
	}
	if got, err := a.Paths(ctx, across()); !errors.Is(err, context.Canceled) || c.n > 5 {
		t.Errorf("cancelled paths: %+v, %v after %d Reads", got, err, c.n)
	}
	if got, err := a.Subgraph(ctx, analysis.SubgraphQuery{Around: []string{"p0.0"}, Depth: 1, Limit: 10}); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled subgraph: %+v, %v", got, err)
	}
}

// What is wrong with a query is said of the argument that has it.
func TestWrongInput(t *testing.T) {
	a, c := analyst(t, grid(domain(t), 2, 2), analysis.Limits{})
	many := make([]string, 2001)
	for i := range many {
		many[i] = fmt.Sprint(i)
	}
	paths := func(change func(*analysis.PathQuery)) func() error {
		return func() error {
			q := analysis.PathQuery{From: []string{"p0.0"}, To: []string{"p1.0"}, MaxLength: 6, First: 3}
			change(&q)
			_, err := a.Paths(t.Context(), q)
			return err
		}
	}
	around := func(change func(*analysis.SubgraphQuery)) func() error {
		return func() error {
			q := analysis.SubgraphQuery{Around: []string{"p0.0"}, Depth: 1, Limit: 10}
			change(&q)
			_, err := a.Subgraph(t.Context(), q)
			return err
		}
	}
	tests := map[string]struct {
		ask   func() error
		at    string
		reads int
	}{
		"TooManyFrom": {paths(func(q *analysis.PathQuery) { q.From = many[:51] }), "from", 0},
		"TooManyTo":   {paths(func(q *analysis.PathQuery) { q.To = many[:51] }), "to", 0},
		"TooLong":     {paths(func(q *analysis.PathQuery) { q.MaxLength = 11 }), "maxLength", 0},
		"NoLength":    {paths(func(q *analysis.PathQuery) { q.MaxLength = 0 }), "maxLength", 0},
		"TooMany":     {paths(func(q *analysis.PathQuery) { q.First = 26 }), "first", 0},
		"UnknownFrom": {paths(func(q *analysis.PathQuery) { q.From = []string{"p0.0", "nobody"} }), "from", 1},
		"UnknownTo":   {paths(func(q *analysis.PathQuery) { q.To = []string{"nobody"} }), "to", 1},
		"Excluded":    {paths(func(q *analysis.PathQuery) { q.Filter.Exclude = []string{"p1.0"} }), "where.exclude", 0},
		"TooFar":      {around(func(q *analysis.SubgraphQuery) { q.Depth = 5 }), "depth", 0},
		"NoLimit":     {around(func(q *analysis.SubgraphQuery) { q.Limit = 0 }), "limit", 0},
		"TooManyIDs":  {around(func(q *analysis.SubgraphQuery) { q.Around = many }), "around", 0},
		"UnknownID":   {around(func(q *analysis.SubgraphQuery) { q.Around = []string{"nobody"} }), "around", 1},
		"ExcludedID":  {around(func(q *analysis.SubgraphQuery) { q.Filter.Exclude = []string{"p0.0"} }), "where.exclude", 0},
		"UnknownOf":   {func() error { _, err := a.Degrees(t.Context(), "nobody"); return err }, "of", 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			before := c.n
			var in *analysis.InputError
			if err := tt.ask(); !errors.As(err, &in) || in.At != tt.at || !strings.Contains(in.Error(), tt.at+": ") {
				t.Errorf("the error is %v; want an InputError at %s", err, tt.at)
			}
			if got := c.n - before; got != tt.reads {
				t.Errorf("%d Reads; want %d", got, tt.reads)
			}
		})
	}
	for name, err := range map[string]error{"From": paths(func(q *analysis.PathQuery) { q.From = nil })(), "Around": around(func(q *analysis.SubgraphQuery) { q.Around = nil })()} {
		if err != nil {
			t.Errorf("%s may be empty: %v", name, err)
		}
	}
}
