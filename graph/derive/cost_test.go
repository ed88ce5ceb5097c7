package derive_test

import (
	"fmt"
	"strings"
	"testing"

	"parley/graph/derive"
	"parley/graph/derive/derivetest"
	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/storetest"
)

func write(t *testing.T, s store.Store, changes ...store.Change) {
	t.Helper()
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.Write(t.Context(), changes) }); err != nil {
		t.Fatal(err)
	}
}

// told are n theses, each with two sayings in papers, the second of which cites the first, an
// event and an edge that have it as evidence, and edges that stand as what they leave. First
// are those nodes that need no others.
func told(from, n int) (first, then []store.Change) {
	var edges []store.Change
	for i := from; i < from+n; i++ {
		id := func(kind string) string { return fmt.Sprintf("%s%d", kind, i) }
		for _, kind := range []string{"Thesis", "Paper", "Hall"} {
			first = append(first, put(kind, id(kind), nil))
		}
		evidence := map[string]any{"evidence": []string{id("Cites")}}
		first = append(first, put("Person", id("Person"), map[string]any{"name": "Ann"}))
		then = append(then, put("Saying", id("Saying"), nil), put("Saying", id("Cites"), map[string]any{"certainty": "LIKELY"}), put("Event", id("Event"), evidence))
		edges = append(edges, join("SAYS", id("Saying"), id("Thesis"), nil), join("SAYS", id("Cites"), id("Thesis"), nil),
			join("PRINTED_IN", id("Cites"), id("Paper"), nil), join("SPOKEN_BY", id("Saying"), id("Person"), nil), join("CITES", id("Cites"), id("Saying"), nil),
			join("CAME", id("Person"), id("Event"), evidence), join("HELD_IN", id("Event"), id("Hall"), nil), join("LINKED", id("Thesis"), id("Thesis"), nil))
	}
	return first, append(then, edges...)
}

// TestCostOfProvenance states how many Reads and Writes it takes, whatever a transaction
// writes and whatever there is already.
func TestCostOfProvenance(t *testing.T) {
	o := derivetest.Ontology(t)
	for _, there := range []int{1, 40} {
		for _, n := range []int{1, 30} {
			c := &counter{Store: storetest.New(o.Store)}
			s := derive.Store(c, o)
			first, then := told(1000, there)
			write(t, s, append(first, then...)...)
			if c.writes != 1 || c.reads != 3 { // What is known of the nodes, and two steps along the chains.
				t.Errorf("%d that are new: %d reads and %d writes; want 3 and 1", there, c.reads, c.writes)
			}
			first, then = told(0, n)
			write(t, s, first...)
			write(t, s, then...)
			// As before and what is kept of the theses and their edges, and then the acts' claims, these
			// whole, what hangs on them, the events, the edges and their evidence.
			if want := 3 + 1 + 6; c.writes != 2 || c.reads != want {
				t.Errorf("%d sayings of theses that were there: %d reads and %d writes; want %d and 2", n, c.reads, c.writes, want)
			}
			var turned []store.Change
			for i := range n {
				turned = append(turned, put("Saying", fmt.Sprintf("Saying%d", i), map[string]any{"certainty": "MAYBE"}))
			}
			write(t, s, turned...)
			// What is known of the nodes, what is kept of them and their edges, and the same six.
			if want := 3 + 6; c.writes != 2 || c.reads != want {
				t.Errorf("%d sayings that are less sure: %d reads and %d writes; want %d and 2", n, c.reads, c.writes, want)
			}
			write(t, s, turned...)
			if c.writes != 1 {
				t.Errorf("%d sayings that are as sure: %d writes; want 1", n, c.writes)
			}
		}
	}
}

// TestSeeks sees that what is derived is found by ids and references, never by a look at all
// there is.
func TestSeeks(t *testing.T) {
	cfg := neo4jtest.Config(t)
	neo4jtest.Wipe(t, cfg)
	var sent []string
	cfg.Trace = func(text string) { sent = append(sent, text) }
	o := derivetest.Ontology(t)
	s := derive.Store(neo4jtest.OpenConfig(t, cfg, o.Store), o)
	first, then := told(0, 500)
	write(t, s, append(first, then...)...)
	// The planner is to know how much there is.
	neo4jtest.Send(t, cfg, "CALL db.prepareForReplanning(60)", nil)
	sent = nil
	write(t, s, put("Saying", "Saying7", map[string]any{"certainty": "MAYBE"}), join("RIVALS", "Thesis8", "Thesis9", nil), join("CAME", "Person1", "Event2", map[string]any{"evidence": []string{"Saying3"}}))
	for text, plan := range neo4jtest.Explain(t, cfg, sent) {
		lines := strings.Split(plan, "\n")
		for i, line := range lines {
			// Below a hub an index is walked in order, no farther than a limit.
			if strings.Contains(line, "Scan ") && !strings.HasPrefix(strings.TrimSpace(lines[i-1]), "Limit ") {
				t.Errorf("it looks at more than it must, at%s:\n%s\n%s", line, text, plan)
			}
		}
	}
	if len(sent) < 8 {
		t.Errorf("%d statements were sent; there must be more", len(sent))
	}
}

// TestEdgesAgain states that an edge is written once where what it rests on is there already: one that is
// put again, and one that is new at what has a standing.
func TestEdgesAgain(t *testing.T) {
	o := derivetest.Ontology(t)
	const n = 30
	c := &counter{Store: storetest.New(o.Store)}
	s := derive.Store(c, o)
	first, then := told(0, n)
	write(t, s, append(first, then...)...)
	var edges, links []store.Change
	for _, change := range then {
		if _, ok := change.(store.PutEdge); ok {
			edges = append(edges, change)
		}
	}
	for i := range n {
		links = append(links, join("LINKED", fmt.Sprintf("Thesis%d", i), fmt.Sprintf("Thesis%d", (i+1)%n), nil))
	}
	for _, step := range []struct {
		name    string
		changes []store.Change
	}{{"edges", edges}, {"nodes and edges", append(first, then...)}, {"links between theses", links}, {"links again", links}} {
		if write(t, s, step.changes...); c.writes != 1 || c.changes != len(step.changes) {
			t.Errorf("%d %s: %d writes of %d; want one of all", len(step.changes), step.name, c.writes, c.changes)
		}
	}
	// An edge whose evidence is another is weighed when all is known.
	if write(t, s, join("CAME", "Person0", "Event0", map[string]any{"evidence": []string{"Saying1"}})); c.changes != 2 {
		t.Errorf("an edge with other evidence is written %d times; want 2", c.changes)
	}
}
