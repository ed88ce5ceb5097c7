package load_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parley/graph/derive"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/storetest"
	"parley/seed/load"
)

// TestNothingOfARowThatIsLeftOut imports rows of which the last is at odds with the first,
// strictly or stopped in each transaction: nothing that it says is ever in the graph.
func TestNothingOfARowThatIsLeftOut(t *testing.T) {
	o := domain(t)
	rows := []string{place("pb"), place("pc"), place("pa") + within("pa", "pb")}
	for i := range 60 {
		rows = append(rows, place(fmt.Sprint("filler", i)))
	}
	chain := claim + document + said("x") + said("y") + cites("x", "y")
	rows = append(rows, chain, strings.Replace(place("pa"), "}", `, "aliases": ["BAD"]}`, 1)+place("bad")+within("pa", "pc"),
		cites("y", "x")+place("worse"))
	for n := 1; ; n++ {
		st := derive.Store(storetest.New(o.Store), o)
		ctx, cancel := context.WithCancel(t.Context())
		s, err := load.Import(ctx, &stopping{st, n, cancel}, o, stream(texts(t, nil, rows...)), load.Batched(load.Options{Dir: t.TempDir()}, 10))
		cancel()
		graph := strings.Join(everything(t, st, o), "\n")
		for _, bad := range []string{"BAD", "id=bad", "source=pa; target=pc", "id=worse", "source=y; target=x"} {
			if strings.Contains(graph, bad) {
				t.Fatalf("stopped in transaction %d: the graph has %s", n, bad)
			}
		}
		if err == nil {
			if n < 5 || s.Rejected != 2 {
				t.Errorf("%d transactions, %+v", n, s)
			}
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("stopped in transaction %d: %v", n, err)
		}
	}
	st, _ := reference(t)
	if _, err := load.Import(t.Context(), st, o, stream(texts(t, nil, rows...)), load.Batched(load.Options{Strict: true, Dir: t.TempDir()}, 10)); !errors.As(err, new(load.Reject)) {
		t.Errorf("strict: the error is %v", err)
	}
	if empty, err := load.Empty(t.Context(), st, o); err != nil || !empty {
		t.Errorf("strict: something is written, error %v", err)
	}
}

// TestDecide imports rows that are at odds with one another or with the graph.
func TestDecide(t *testing.T) {
	long := claim + document + said("a0")
	for i := range 32 {
		long += said(fmt.Sprint("a", i+1))
	}
	var chain []string
	for i := range 32 {
		chain = append(chain, cites(fmt.Sprint("a", i), fmt.Sprint("a", i+1)))
	}
	other := `{"kind": "CLAIM", "id": "c2", "text": "T"}` + "\n" + strings.ReplaceAll(said("z"), `"c"`, `"c2"`)
	tests := []struct {
		name, before string
		rows         []string
		rejects      []string
		lacks        []string
	}{
		{name: "KindOfARowThatIsLeftOut", rows: []string{`{"kind": "PERSON", "id": "z", "name": "Z"}` + "\n" + `{"relation": "MEMBER_OF", "from": "z", "to": "none"}`, `{"kind": "ORGANIZATION", "id": "z", "name": "Z"}`},
			rejects: []string{`f:1: to: there is no node "none"`}},
		{name: "EdgeOfARowThatIsLeftOut", rows: []string{place("a") + place("b") + place("c"), within("a", "b") + within("b", "none"), within("a", "c")},
			rejects: []string{`f:2: to: there is no node "none"`}},
		{name: "ContradictedByARowThatContradicts", rows: []string{place("z") + place("a") + place("b"), `{"kind": "PERSON", "id": "z", "name": "Z"}` + "\n" + within("a", "b"), within("a", "z")},
			rejects: []string{`f:2: kind: node "z" is a Place in f:1 and cannot be a Person too`}},
		{name: "OneRowTwoPlaces", rows: []string{place("a") + place("b") + place("c"), within("a", "b") + within("a", "c")},
			rejects: []string{`f:2: to: Place "a": its field partOf takes at most one edge of PART_OF, and f:2 gives it one to "b"`}, lacks: []string{"source=a"}},
		{name: "OtherPlaceInTheGraph", before: place("a") + place("b") + place("c") + within("a", "b"), rows: []string{within("a", "c"), within("a", "b")},
			rejects: []string{`f:1: to: Place "a": its field partOf takes at most one edge of PART_OF, and the graph has "part_of:`}},
		{name: "OtherPublisherInTheGraph", before: document + `{"kind": "ORGANIZATION", "id": "o", "name": "O"}` + "\n" + `{"kind": "ORGANIZATION", "id": "p", "name": "P"}` + "\n" + `{"relation": "PUBLISHED", "from": "o", "to": "d"}`,
			rows: []string{`{"relation": "PUBLISHED", "from": "p", "to": "d"}`}, rejects: []string{`f:1: from: Document "d": its field publisher`}},
		{name: "NoClaim", rows: []string{claim + document + saying, saying + appears, ann},
			rejects: []string{`f:1: id: Assertion "a": its field claim is never null`, `f:2: id: Assertion "a": its field claim`}},
		{name: "NoClaimButInTheGraph", before: claim + document + said("a"), rows: []string{saying + appears}},
		{name: "ManyClaims", rows: []string{claim + said("a") + document, strings.ReplaceAll(claim+asserts, `"c"`, `"c2"`), strings.ReplaceAll(claim+asserts, `"c"`, `"c3"`)}, lacks: []string{"id=c2", "id=c3"},
			rejects: []string{`f:2: to: Assertion "a": its field claim takes exactly one edge of ASSERTS, and f:1 gives it one to "c"`, `f:3: to: Assertion "a": its field claim takes exactly one`}},
		{name: "CitesAnotherClaim", before: claim + document + said("a"), rows: []string{other, cites("z", "a") + ann}, lacks: []string{"ann", "source=z; target=a"},
			rejects: []string{`f:2: to: edge "cites:`}},
		{name: "CircleWithTheGraph", before: claim + document + said("x") + said("y") + said("z") + cites("x", "y") + cites("y", "z"), rows: []string{cites("z", "x") + ann}, lacks: []string{"ann"},
			rejects: []string{`f:1: to: "x": edge "cites:`}},
		{name: "LongChain", rows: append([]string{long}, chain...), rejects: []string{`f:33: to: "a32": edge "cites:`}},
		{name: "LongChainWithTheGraph", before: long + strings.Join(chain[:20], ""), rows: chain, rejects: []string{`f:32: to: "a32": edge "cites:`}},
		{name: "SeveralRowsOfOneEdge", before: claim + document + said("x") + said("y") + cites("x", "y"), rows: []string{cites("y", "x"), ann, cites("y", "x")},
			rejects: []string{`f:1: to: "x": edge "cites:`, `f:3: to: "x": edge "cites:`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			onEach(t, func(t *testing.T, st store.Store, o *ontology.Ontology) {
				if _, err := load.File(t.Context(), st, o, "before", strings.NewReader(tt.before)); err != nil {
					t.Fatal(err)
				}
				var c told
				rows := texts(t, nil, tt.rows...)
				imported(t, st, o, rows, c.options())
				compare(t, "rejects", c.lines(), tt.rejects)
				graph := everything(t, st, o)
				for _, lack := range tt.lacks {
					if strings.Contains(strings.Join(graph, "\n"), lack) {
						t.Errorf("the graph has %s", lack)
					}
				}
				imported(t, st, o, rows, load.Batched(load.Options{}, 1))
				if again := everything(t, st, o); !slices.Equal(again, graph) {
					t.Errorf("importing again makes\n%s\nof\n%s", strings.Join(again, "\n"), strings.Join(graph, "\n"))
				}
			})
		})
	}
}

// TestMutualReferences imports more nodes than are written at once that refer to others in a
// great circle, and counts transactions.
func TestMutualReferences(t *testing.T) {
	const n = 300
	st, o := reference(t)
	var rows []string
	for i := range n {
		id := func(i int) string { return fmt.Sprint("o", i%n) }
		rows = append(rows, fmt.Sprintf(`{"kind": "ORGANIZATION", "id": %q, "name": "O"}
			{"relation": "MEMBER_OF", "from": %q, "to": %q}`, id(i), id(i), id(i+n/2)))
	}
	s := &stopping{st, 0, nil}
	sum := imported(t, s, o, texts(t, nil, rows...), load.Batched(load.Options{}, 100))
	if sum.Rejected > 0 || sum.Edges["MEMBER_OF"].New != n {
		t.Errorf("%+v", sum)
	}
	if updates := -s.after; updates > 10 {
		t.Errorf("it takes %d transactions", updates)
	}
}

// TestChainOfLeftOut imports rows each of which needs the next, and the last needs what there is not.
func TestChainOfLeftOut(t *testing.T) {
	const n = 300
	o := domain(t)
	var rows []string
	for i := range n {
		id := func(i int) string { return fmt.Sprintf("p%03d", i) }
		rows = append(rows, place(id(i))+within(id(i), id(i+1)))
	}
	s := &reading{Store: derive.Store(storetest.New(o.Store), o)}
	if sum := imported(t, s, o, texts(t, nil, append(rows, place("q"))...), load.Options{}); sum.Rejected != n || sum.Nodes["Place"].New != 1 {
		t.Errorf("%+v", sum)
	}
	before := s.reads
	imported(t, s, o, texts(t, nil, rows...), load.Options{})
	if reads := s.reads - before; reads > 10 {
		t.Errorf("the graph is read %d times", reads)
	}
}

// A reading store counts what is read outside of transactions.
type reading struct {
	store.Store
	reads int
}

func (s *reading) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	s.reads++
	return s.Store.Read(ctx, qs...)
}

// TestTooManyLines leaves a row out that says too much, and names what it comes of.
func TestTooManyLines(t *testing.T) {
	st, o := reference(t)
	r := load.Row{File: "f", Line: 1}
	line := row(t, 1, nil, ann).Lines[0].Object
	r.Lines = append(r.Lines, load.Line{Object: line, Entry: &load.Entry{Name: "few"}})
	many := &load.Entry{Name: "many"}
	for range load.RowLimit {
		r.Lines = append(r.Lines, load.Line{Object: line, Entry: many})
	}
	var c told
	s := imported(t, st, o, []load.Row{r, row(t, 2, nil, meeting)}, c.options())
	if s.Rejected != 1 || s.Nodes["Meeting"].New != 1 || len(s.Nodes) != 1 || c.rejects[0].Entry != "many" || !strings.Contains(c.rejects[0].Reason, "makes more than 10000 nodes and edges") {
		t.Errorf("%+v: %+v", s, c.rejects)
	}
}

// A racing store changes the graph behind an import, before its first transaction.
type racing struct {
	store.Store
	race func()
}

func (s *racing) Update(ctx context.Context, fn func(store.Tx) error) error {
	if race := s.race; race != nil {
		s.race = nil
		race()
	}
	return s.Store.Update(ctx, fn)
}

// TestRace imports while another program writes what stands against a row: it alone is left out.
func TestRace(t *testing.T) {
	before := place("a") + place("b") + place("c")
	tests := []struct{ name, other, bad, want string }{
		{"Edge", within("a", "b"), within("a", "c"), `f:2: to: "c": Place "a": its field partOf takes at most one edge`},
		{"Kind", `{"kind": "PERSON", "id": "n", "name": "N"}`, place("n"), `f:2: kind: node "n" is a Person in the graph and cannot become a Place`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			st, o := reference(t)
			if _, err := load.File(t.Context(), st, o, "before", strings.NewReader(before)); err != nil {
				t.Fatal(err)
			}
			s := &racing{st, func() {
				if _, err := load.File(t.Context(), st, o, "other", strings.NewReader(tt.other)); err != nil {
					t.Error(err)
				}
			}}
			var c told
			sum := imported(t, s, o, texts(t, nil, ann, tt.bad, meeting), c.options())
			compare(t, "rejects", c.lines(), []string{tt.want})
			if sum.Rejected != 1 || sum.Nodes["Person"].New != 1 || sum.Nodes["Meeting"].New != 1 {
				t.Errorf("%+v", sum)
			}
		})
	}
}

// TestTallyOfSomeRows imports rows of one person, some of which tally the name, in every order.
func TestTallyOfSomeRows(t *testing.T) {
	o := domain(t)
	tally := &load.Entry{Tally: map[string]string{"name": "aliases"}}
	say := func(n int, entry *load.Entry, name string) load.Row {
		return row(t, n, entry, `{"kind": "PERSON", "id": "p", "name": "`+name+`"}`)
	}
	rows := []load.Row{say(1, nil, "Common"), say(2, nil, "Rare"), say(3, tally, "Other"), say(4, nil, "Common"), say(5, tally, "Other"), say(6, nil, "Common")}
	for range len(rows) {
		rows = append(rows[1:], rows[0])
		st := derive.Store(storetest.New(o.Store), o)
		var c told
		imported(t, st, o, rows, c.options())
		graph := strings.Join(everything(t, st, o), "\n")
		if !strings.Contains(graph, "name=Common") || !strings.Contains(graph, "Other") || !strings.Contains(graph, "Rare") || len(c.differs) > 0 {
			t.Errorf("beginning with line %d: %s, %d differences", rows[0].Line, graph, len(c.differs))
		}
	}
	var c told
	st := derive.Store(storetest.New(o.Store), o)
	imported(t, st, o, append([]load.Row{say(1, tally, "X"), row(t, 2, nil, ann), row(t, 3, nil, strings.Replace(ann, "Ann", "Anne", 1))}, rows...), c.options())
	if len(c.differs) != 1 || c.differs[0].ID != "ann" {
		t.Errorf("the differences are %v", c.differs)
	}
}

// TestDryRunDecides sees that without a graph rows are held against one another, and that what
// they only refer to is taken to fit.
func TestDryRunDecides(t *testing.T) {
	o := domain(t)
	rows := []string{claim + document + said("x") + said("y"), cites("x", "elsewhere"), cites("y", "x"), cites("x", "y"),
		place("p") + within("p", "q"), within("p", "r"), saying, strings.ReplaceAll(said("z"), `"c"`, `"c2"`), cites("z", "nowhere"), cites("elsewhere", "y")}
	var c told
	opts := c.options()
	opts.Dry = true
	imported(t, nil, o, texts(t, nil, rows...), opts)
	compare(t, "rejects", c.lines(), []string{
		`f:4: to: Assertion "x": its field cites takes at most one edge of CITES`, `f:6: to: Place "p": its field partOf`, `f:7: id: Assertion "a": its field claim is never null`,
		`f:10: to: "y": edge "cites:`,
	})
}
