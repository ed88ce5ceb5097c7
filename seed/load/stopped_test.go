package load_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/derive"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/storetest"
	"parley/seed/load"
)

// A stopping store cancels the context when it has been asked for so many updates.
type stopping struct {
	store.Store
	after  int
	cancel context.CancelFunc
}

func (s *stopping) Update(ctx context.Context, fn func(store.Tx) error) error {
	s.after--
	return s.Store.Update(ctx, func(tx store.Tx) error {
		err := fn(tx)
		if s.after == 0 {
			s.cancel()
			return errors.Join(err, ctx.Err())
		}
		return err
	})
}

// TestStopped stops an import in each of its transactions, and finishes it.
func TestStopped(t *testing.T) {
	onEach(t, func(t *testing.T, st store.Store, o *ontology.Ontology) {
		opts := load.Batched(load.Options{}, 100)
		var rows []load.Row
		for r, err := range newArchive().rows(40) {
			if err != nil {
				t.Fatal(err)
			}
			rows = append(rows, r)
		}
		slices.Reverse(rows)
		whole, _ := reference(t)
		imported(t, whole, o, rows, opts)
		want := everything(t, whole, o)
		stops := 0
		for n := 1; ; n++ {
			if n > 1 {
				st, _ = reference(t) // One run on a real store is enough.
			}
			ctx, cancel := context.WithCancel(t.Context())
			opts.Dir = t.TempDir()
			_, err := load.Import(ctx, &stopping{st, n, cancel}, o, stream(rows), opts)
			cancel()
			if err == nil {
				break
			}
			stops++
			if !errors.Is(err, context.Canceled) {
				t.Fatalf("stopped in transaction %d: %v", n, err)
			}
			imported(t, st, o, rows, opts)
			if d := cmp.Diff(want, everything(t, st, o)); d != "" {
				t.Errorf("stopped in transaction %d and finished:\n%s", n, d)
			}
		}
		if stops < 5 {
			t.Errorf("it is stopped %d times; want more", stops)
		}
	})
}

// TestImportTriedTwice imports into a store that asks for another try each time.
func TestImportTriedTwice(t *testing.T) {
	o := domain(t)
	for _, rows := range [][]load.Row{
		texts(t, nil, ann+attended, meeting, place("a")+place("b")+place("c")+within("a", "b"), within("a", "c")+place("d")),
		texts(t, nil, claim+document+said("x")+said("y"), cites("x", "y"), cites("y", "x")),
	} {
		plain, _ := reference(t)
		want := imported(t, plain, o, rows, load.Options{})
		st := derive.Store(twice{storetest.New(o.Store)}, o)
		if d := cmp.Diff(want, imported(t, st, o, rows, load.Options{})); d != "" {
			t.Errorf("summary (-once +twice):\n%s", d)
		}
		if d := cmp.Diff(everything(t, plain, o), everything(t, st, o)); d != "" {
			t.Errorf("the second try differs:\n%s", d)
		}
	}
}

// TestTooMuch puts more into lists and tallies than they hold, which is told and not more.
func TestTooMuch(t *testing.T) {
	st, o := reference(t)
	var lists, tallies []string
	for i := range 130 {
		lists = append(lists, fmt.Sprintf(`{"kind": "PERSON", "id": "ann", "name": "Ann", "aliases": ["A%d"]}`, i))
	}
	for i := range 1100 {
		tallies = append(tallies, fmt.Sprintf(`{"kind": "PERSON", "id": "bob", "name": "B%d"}`, i))
	}
	tallies = append(tallies, tallies[7])
	var c told
	s := imported(t, st, o, texts(t, nil, lists...), c.options())
	if s.Rejected > 0 || s.Differences != 30 || !strings.Contains(c.differs[0].String(), `f:101: "ann": aliases: "A100" is left out: the list is full`) {
		t.Errorf("%+v: %v", s, c.differs)
	}
	c = told{}
	s = imported(t, st, o, texts(t, &load.Entry{Tally: map[string]string{"name": "aliases"}}, tallies...), c.options())
	if s.Rejected > 0 || s.Differences != 100+899 { // One list element makes room for the commonest.
		t.Errorf("%d differences, and %d rejected", s.Differences, s.Rejected)
	}
	all := strings.Join(everything(t, st, o), "\n")
	for _, want := range []string{"A98 A99]; name=Ann", "name=B7; "} {
		if !strings.Contains(all, want) {
			t.Errorf("the graph is\n%s\nand lacks %s", all, want)
		}
	}
}

// TestHopeless sees that what no row can mend takes few transactions, however many rows have it.
func TestHopeless(t *testing.T) {
	st, o := reference(t)
	if _, err := load.File(t.Context(), st, o, "before", strings.NewReader(place("p"))); err != nil {
		t.Fatal(err)
	}
	var rows []string
	for i := range 200 {
		rows = append(rows, fmt.Sprintf(`{"kind": "PERSON", "id": "ann", "aliases": ["A%d"]}`, i%50), fmt.Sprintf(`{"kind": "PERSON", "id": "p", "name": "P%d"}`, i))
	}
	var c told
	s := &stopping{st, 0, nil}
	sum := imported(t, s, o, texts(t, nil, append(rows, meeting)...), c.options())
	if sum.Rejected != 400 || sum.Nodes["Meeting"].New != 1 {
		t.Errorf("%+v", sum)
	}
	if updates := -s.after; updates > 5 {
		t.Errorf("it takes %d transactions", updates)
	}
}

// TestParticipants imports a table of who took part in what, whose rows all need each
// other: each brings evidence of an event that another row is the first to speak of, and
// refers to the event. They are more than are written at once.
func TestParticipants(t *testing.T) {
	const n, events = 2000, 50
	st, o := reference(t)
	var rows []string
	for i := range n {
		rows = append(rows, strings.NewReplacer("#a", fmt.Sprint("a", i), "#m", fmt.Sprint("m", i%events), "#p", fmt.Sprint("p", i/events)).Replace(claim+document+
			`{"kind": "ASSERTION", "id": "#a", "certainty": "CERTAIN"}
{"relation": "ASSERTS", "from": "#a", "to": "c"}
{"relation": "APPEARS_IN", "from": "#a", "to": "d"}
{"kind": "MEETING", "id": "#m", "name": "M", "evidence": ["#a"]}
{"kind": "PERSON", "id": "#p", "name": "P"}
{"relation": "ATTENDED", "from": "#p", "to": "#m", "evidence": ["#a"]}`))
	}
	want := load.Summary{Rows: n, Report: load.Report{
		Nodes: news(map[string]int{"Assertion": n, "Claim": 1, "Document": 1, "Meeting": events, "Person": n / events}),
		Edges: news(map[string]int{"ASSERTS": n, "APPEARS_IN": n, "ATTENDED": n}),
	}}
	if d := cmp.Diff(want, imported(t, st, o, texts(t, nil, rows...), load.Batched(load.Options{}, 500))); d != "" {
		t.Errorf("summary (-want +got):\n%s", d)
	}
	graph := strings.Join(everything(t, st, o), "\n")
	if want := "id=m7; aliases=[]; evidence=[a7 a57 a107 "; !strings.Contains(graph, want) {
		t.Errorf("it lacks %s", want)
	}
	again := imported(t, st, o, texts(t, nil, rows...), load.Options{})
	if c := again.Nodes["Meeting"]; c != (load.Count{Unchanged: events}) {
		t.Errorf("again: %+v", c)
	}
}

// TestRingAndMore imports a ring of rows that more rows wait for than are written at once.
func TestRingAndMore(t *testing.T) {
	st, o := reference(t)
	rows := []string{place("a") + within("a", "b"), place("b") + within("b", "a")}
	for i := range 6000 {
		rows = append(rows, place(fmt.Sprint("p", i))+within(fmt.Sprint("p", i), "a"))
	}
	for _, backward := range []bool{false, true} {
		if backward {
			slices.Reverse(rows)
			st, _ = reference(t)
		}
		var c told
		s := imported(t, st, o, texts(t, nil, rows...), c.options())
		if want := (load.Summary{Rows: 6002, Report: load.Report{Nodes: news(map[string]int{"Place": 6002}), Edges: news(map[string]int{"PART_OF": 6002})}}); !cmp.Equal(s, want) {
			t.Errorf("backward %v: %+v, first reject %v", backward, s, append(c.lines(), "")[0])
		}
	}
}

// TestFiles tells rows of several files apart.
func TestFiles(t *testing.T) {
	st, o := reference(t)
	var rows []load.Row
	for _, file := range []string{"a", "a", "b", "a"} {
		r := row(t, len(rows)+1, nil, `{"kind": "X"}`)
		r.File = file
		rows = append(rows, r)
	}
	var c told
	imported(t, st, o, rows, c.options())
	var got []string
	for _, r := range c.rejects {
		got = append(got, fmt.Sprintf("%s:%d", r.File, r.Line))
	}
	if want := []string{"a:1", "a:2", "b:3", "a:4"}; !slices.Equal(got, want) {
		t.Errorf("they stand in %v; want %v", got, want)
	}
}

func TestProgress(t *testing.T) {
	st, o := reference(t)
	last := map[string]load.Progress{}
	opts := load.Options{Progress: func(p load.Progress) {
		if was := last[p.Phase]; p.Done < was.Done || p.Total > 0 && p.Done > p.Total {
			t.Errorf("%+v behind %+v", p, was)
		}
		last[p.Phase] = p
	}}
	s, err := load.Import(t.Context(), st, o, newArchive().rows(64), opts)
	if err != nil {
		t.Fatal(err)
	}
	all := int64(0)
	for c := range maps.Values(s.Nodes) {
		all += int64(c.New)
	}
	for c := range maps.Values(s.Edges) {
		all += int64(c.New)
	}
	want := map[string]load.Progress{load.Reading: {Phase: load.Reading, Done: 64}, load.Writing: {Phase: load.Writing, Done: all, Total: all}}
	if d := cmp.Diff(want, last); d != "" {
		t.Errorf("the last (-want +got):\n%s", d)
	}
}
