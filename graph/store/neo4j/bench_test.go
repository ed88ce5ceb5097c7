package neo4j_test

import (
	"fmt"
	"testing"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/graph/store/neo4j"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/storetest"
)

// town is a graph with a hub: of so many events all but some are attended by "hub", and each by
// two of 2,000 others, who are all members of "club".
func town(t testing.TB, events int) *neo4j.Store {
	t.Helper()
	cfg := neo4jtest.Config(t)
	neo4jtest.Wipe(t, cfg)
	s := neo4jtest.OpenConfig(t, cfg, storetest.Schema())
	const people = 2_000
	var changes []store.Change
	person := func(i int) string { return fmt.Sprintf("person:%d", i) }
	for i := range people {
		changes = append(changes, store.PutNode{Node: store.Node{ID: person(i), Kind: "Person", Props: map[string]any{"name": fmt.Sprintf("Person %d", i)}}})
	}
	changes = append(changes, store.PutNode{Node: store.Node{ID: "club", Kind: "Group", Props: map[string]any{"name": "Club"}}})
	for i := range people {
		since, err := edtf.Parse(fmt.Sprintf("%04d", 1900+i*7%100))
		if err != nil {
			t.Fatal(err)
		}
		changes = append(changes, store.PutEdge{Edge: store.Edge{ID: fmt.Sprintf("member_of:%d", i), Relation: "MEMBER_OF", Source: person(i), Target: "club", Props: map[string]any{"when": since}}})
	}
	changes = append(changes, store.PutNode{Node: store.Node{ID: "hub", Kind: "Person", Props: map[string]any{"name": "Hub"}}})
	edges := 0
	attend := func(who, what string) {
		edges++
		changes = append(changes, store.PutEdge{Edge: store.Edge{ID: fmt.Sprintf("attended:%d", edges), Relation: "ATTENDED", Source: who, Target: what}})
	}
	for i := range events {
		when, err := edtf.Parse(fmt.Sprintf("%04d-%02d-%02dT%02d:00:00Z", 1900+i/12/28/24, 1+i/28/24%12, 1+i/24%28, i%24))
		if err != nil {
			t.Fatal(err)
		}
		id := fmt.Sprintf("event:%d", i*7919%events)
		changes = append(changes, store.PutNode{Node: store.Node{ID: id, Kind: "Event", Props: map[string]any{"title": "Event", "when": when}}})
		if i%11 > 0 {
			attend("hub", id)
		}
		for j := range 2 {
			attend(person((i*31+j*977)%people), id)
		}
	}
	err := s.Update(t.Context(), func(tx store.Tx) error { return tx.Write(t.Context(), changes) })
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d edges", edges)
	return s
}

// newest selects the newest events of people, and who attended them.
func newest(hops ...*store.Hop) *store.Selection {
	return &store.Selection{Kinds: []string{"Person"}, Where: ids(1), Pick: store.Pick{Rows: true, Fields: node("id", "name"), Hops: []*store.Hop{{
		Step: attended, Kinds: []string{"Event"},
		Pick: store.Pick{Rows: true, First: 2, Fields: node("id", "title", "when"), Positions: true,
			Order: store.Order{By: store.ByTime, Property: "when", Desc: true}, Hops: hops},
	}}}}
}

func attendees() *store.Hop {
	return &store.Hop{Step: store.Along{Relation: "ATTENDED", Direction: store.In}, Kinds: []string{"Group", "Person"},
		Pick: store.Pick{Rows: true, First: 2, Fields: node("id", "name"), Order: store.Order{By: store.ByProperty, Property: "name"}}}
}

func BenchmarkRead(b *testing.B) {
	s := town(b, 22_000)
	met := &store.Selection{Kinds: []string{"Person"}, Where: ids(1), Pick: store.Pick{Rows: true, Hops: []*store.Hop{{
		Step:  store.Through{First: attended, Second: store.Along{Relation: "ATTENDED", Direction: store.In}, Kinds: []string{"Event"}, Time: "when"},
		Kinds: []string{"Group", "Person"},
		Pick: store.Pick{Rows: true, First: 2, Order: store.Order{By: store.ByCount, Desc: true},
			Fields: []store.Field{{Of: store.OfNode, Name: "id"}, {Of: store.OfGroup, Name: "count"}, {Of: store.OfGroup, Name: "last"}}},
	}}}}
	list := &store.Selection{Kinds: []string{"Event", "Group"}, Pick: store.Pick{Rows: true, Total: true, First: 2, Fields: node("id", "title", "when"),
		Order: store.Order{By: store.ByTime, Property: "when", Desc: true}}}
	search := &store.Selection{Kinds: []string{"Person"}, Text: 1, Pick: store.Pick{Rows: true, Total: true, First: 2, Fields: node("id", "name"), Order: store.Order{By: store.ByScore}}}
	for _, q := range []struct {
		name string
		s    *store.Selection
		arg  any
	}{
		{"newest 25 of a hub", newest(), []string{"hub"}},
		{"25 x 25 of a hub", newest(attendees()), []string{"hub"}},
		{"25 x 25 of another", newest(attendees()), []string{"person:7"}},
		{"who a hub met", met, []string{"hub"}},
		{"newest events of all", list, nil},
		{"search by prefix", search, "person 19"},
	} {
		b.Run(q.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Read(b.Context(), store.Query{Select: q.s, Args: []any{q.arg, int64(25)}}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkLoad writes a graph of 20,000 and 60,000.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		town(b, 22_000)
	}
}
