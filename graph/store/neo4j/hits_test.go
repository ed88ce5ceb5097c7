package neo4j_test

import (
	"testing"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
)

// TestHits bounds how often the database looks at what it holds, which is exact where a
// time is not. The hub has 5,454 edges and the club 2,000: to read and sort them all is
// some 16,000 and 6,000 hits. So is the memory that the database counts, of which there is a limit for all.
func TestHits(t *testing.T) {
	s := town(t, 6_000)
	// The plans must be those of what is there, and not of what the database last counted.
	count := func() { neo4jtest.Send(t, neo4jtest.Config(t), "CALL db.prepareForReplanning(60)", nil) }
	count()
	people := []string{"Group", "Person"}
	byTime := store.Order{By: store.ByTime, Property: "when", Desc: true}
	of := func(h store.Hop) *store.Selection {
		return &store.Selection{Kinds: people, Where: ids(1), Pick: store.Pick{Rows: true, Hops: []*store.Hop{&h}}}
	}
	howMany := of(store.Hop{Step: attended, Kinds: []string{"Event"}, Pick: store.Pick{Total: true}})
	members := of(store.Hop{Step: store.Along{Relation: "MEMBER_OF", Direction: store.In}, Kinds: people, Pick: store.Pick{
		Rows: true, First: 2, Fields: node("id"), Order: store.Order{By: store.ByTime, Of: store.OfEdge, Property: "when", Desc: true, Edges: true}}})
	list := &store.Selection{Kinds: []string{"Event"}, Pick: store.Pick{Rows: true, Total: true, First: 2, Fields: node("id", "when"), Order: byTime}}
	named := &store.Selection{Kinds: []string{"Event"}, Where: store.Some{
		Step: store.Along{Relation: "ATTENDED", Direction: store.In}, Kinds: people, Where: ids(1),
	}, Pick: store.Pick{Rows: true, First: 2, Fields: node("id"), Order: byTime}}
	met := of(store.Hop{Step: store.Through{First: attended, Second: store.Along{Relation: "ATTENDED", Direction: store.In}, Single: true, Kinds: []string{"Event"}, Time: "when"},
		Kinds: people, Pick: store.Pick{Rows: true, First: 2, Order: store.Order{By: store.ByCount, Desc: true}, Fields: []store.Field{
			{Of: store.OfNode, Name: "id"}, {Of: store.OfGroup, Name: "first"}, {Of: store.OfGroup, Name: "last"}}}})
	s.SetThrough(5_000) // To count what the hub shares with all is 24,000 hits.
	deep := newest()
	deep.Hops[0].After = 3
	for _, c := range []struct {
		name string
		s    *store.Selection
		id   string
		most int64
	}{
		{"one node", &store.Selection{Kinds: people, Where: ids(1), Pick: store.Pick{Rows: true, Fields: node("id", "name")}}, "hub", 10},
		{"newest of a hub", newest(), "hub", 800},
		{"newest of a hub, far down", deep, "hub", 1_000},
		{"newest of a hub and who came", newest(attendees()), "hub", 1_700},
		{"newest of another and who came", newest(attendees()), "person:7", 400},
		{"how many of a hub", howMany, "hub", 20},
		{"newest members of a club", members, "club", 300},
		{"of a hub within a window", of(*withinWindow()), "hub", 14_000}, // The day is looked for edge by edge, the others only on it.
		{"of a hub with another", of(*withSome(5)), "hub", 6_000},        // What the other came to is found once.
		{"whom a hub met first and last", met, "hub", 55_000},            // Most stand apart from the ends, and are looked for from the other side.
		{"whom another met first and last", met, "person:7", 200},
		{"newest of all", list, "", 300},
		{"newest that another attended", named, "person:7", 150},
	} {
		t.Run(c.name, func(t *testing.T) {
			far := store.Position{Keys: []any{int64(-2_000_000_000), int64(-2_000_000_000)}, ID: "event:1"}
			q := store.Query{Select: c.s, Args: []any{[]string{c.id}, int64(25), far, edtf.Window{From: -2_208_988_800, To: -2_208_902_401}, []string{"person:7"}}}
			got, _, err := s.Hits(t.Context(), q)
			if err == nil && got > c.most { // It may have counted while data came in.
				count()
				got, _, err = s.Hits(t.Context(), q)
			}
			if err != nil {
				t.Fatal(err)
			}
			if t.Logf("%d hits", got); got > c.most {
				t.Errorf("%d hits are more than %d", got, c.most)
			}
		})
	}
	for _, through := range []int{5_000, 10_000} {
		s.SetThrough(through)
		_, bytes, err := s.Hits(t.Context(), store.Query{Select: met, Args: []any{[]string{"hub"}, int64(2_000)}})
		if err != nil {
			t.Fatal(err)
		}
		if t.Logf("%d bytes", bytes); bytes > 10<<20 { // What is in the middle is 130 KB, were it kept beside each row.
			t.Errorf("whom a hub met, all 2,000, takes %d bytes", bytes)
		}
	}
}
