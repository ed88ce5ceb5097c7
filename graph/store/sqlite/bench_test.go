package sqlite

import (
	"fmt"
	"testing"
	"time"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/graph/store/storetest"
)

// fillHub writes a graph in which one person attended everything: as many events, four
// a day, each with some of a hundred others.
func fillHub(t testing.TB, s *Store, events, others int) {
	t.Helper()
	changes := []store.Change{person("hub")}
	for i := range 100 {
		changes = append(changes, person(fmt.Sprintf("p%d", i)))
	}
	for i := range events {
		id := fmt.Sprintf("event%d", i)
		at, err := edtf.Parse(time.Unix(int64(i)*6*3600, 0).UTC().Format(time.DateOnly))
		if err != nil {
			t.Fatal(err)
		}
		changes = append(changes,
			store.PutNode{Node: store.Node{ID: id, Kind: "Event", Props: map[string]any{"title": id, "when": at}}},
			attended("hub", id, 0))
		for j := range others {
			changes = append(changes, attended(fmt.Sprintf("p%d", (i*7+j*j*13)%100), id, j+1))
		}
	}
	put(t, s, changes...)
}

func put(t testing.TB, s *Store, changes ...store.Change) {
	t.Helper()
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.Write(t.Context(), changes) }); err != nil {
		t.Fatal(err)
	}
}

func person(id string) store.PutNode {
	return store.PutNode{Node: store.Node{ID: id, Kind: "Person", Props: map[string]any{"name": "Person " + id}}}
}

func attended(who, event string, n int) store.PutEdge {
	return store.PutEdge{Edge: store.Edge{ID: fmt.Sprintf("attended:%s/%d", event, n), Relation: "ATTENDED", Source: who, Target: event}}
}

// newest is the hop to somebody's newest events.
func newest(first store.Arg, below ...*store.Hop) *store.Hop {
	return &store.Hop{
		Step: store.Along{Relation: "ATTENDED"}, Kinds: []string{"Event"},
		Pick: store.Pick{
			Rows: true, First: first, Positions: true, Hops: below,
			Fields: []store.Field{{Name: "id"}, {Name: "title"}, {Name: "when"}, {Of: store.OfEdge, Name: "role"}},
			Order:  store.Order{By: store.ByTime, Property: "when", Desc: true},
		},
	}
}

// attendees is the hop to those who attended an event.
func attendees(first store.Arg) *store.Hop {
	return &store.Hop{
		Step: store.Along{Relation: "ATTENDED", Direction: store.In}, Kinds: []string{"Group", "Person"},
		Pick: store.Pick{
			Rows: true, First: first, Fields: []store.Field{{Name: "id"}, {Name: "name"}},
			Order: store.Order{By: store.ByProperty, Property: "name"},
		},
	}
}

// met is the hop to those who attended the same events, most first.
func met(first store.Arg) *store.Hop {
	return &store.Hop{
		Step: store.Through{
			First: store.Along{Relation: "ATTENDED"}, Second: store.Along{Relation: "ATTENDED", Direction: store.In},
			Kinds: []string{"Event"}, Time: "when",
		},
		Kinds: []string{"Group", "Person"},
		Pick: store.Pick{
			Rows: true, First: first, Order: store.Order{By: store.ByCount, Desc: true},
			Fields: []store.Field{{Name: "id"}, {Of: store.OfGroup, Name: "count"}, {Of: store.OfGroup, Name: "first"}, {Of: store.OfGroup, Name: "last"}},
		},
	}
}

// one selects a person by id, the first argument.
func one(hops ...*store.Hop) *store.Selection {
	return &store.Selection{
		Kinds: []string{"Person"}, Where: store.Compare{Property: "id", Arg: 1},
		Pick: store.Pick{Rows: true, Fields: []store.Field{{Name: "id"}, {Name: "name"}}, Hops: hops},
	}
}

// BenchmarkHub asks for 25 of what somebody has 20,000 of.
func BenchmarkHub(b *testing.B) {
	s := openTemp(b, storetest.Schema(), nil)
	fillHub(b, s, 20_000, 3)
	behind, counted := newest(2), newest(2)
	behind.After = 3
	counted.Total = true
	folded := met(2)
	through := folded.Step.(store.Through)
	through.Folds = []store.Fold{{Name: "seen", Property: "seen", By: store.CountDistinct}, {Name: "sure", Property: "sure", By: store.AnyTrue}}
	folded.Step = through
	folded.Fields = append(folded.Fields, store.Field{Of: store.OfGroup, Name: "seen"}, store.Field{Of: store.OfGroup, Name: "sure"})
	benchmark(b, s, map[string]*store.Hop{"Newest": newest(2), "Behind": behind, "Counted": counted, "Met": met(2), "Folded": folded})
}

// Benchmark25x25 asks for 25 events and for 25 of those who attended each.
func Benchmark25x25(b *testing.B) {
	s := openTemp(b, storetest.Schema(), nil)
	fillHub(b, s, 500, 30)
	benchmark(b, s, map[string]*store.Hop{"Attendees": newest(2, attendees(2))})
}

func benchmark(b *testing.B, s *Store, hops map[string]*store.Hop) {
	at := store.Position{Keys: []any{int64(100 * 86400), int64(101*86400 - 1)}, ID: "event400", Edge: "attended:event400/0"}
	for name, hop := range hops {
		b.Run(name, func(b *testing.B) {
			q := store.Query{Select: one(hop), Args: []any{"hub", int64(25), at}}
			for b.Loop() {
				pages, err := s.Read(b.Context(), q)
				if err != nil {
					b.Fatal(err)
				}
				if n := len(pages[0].Items[0].Page(0).Items); n != 25 {
					b.Fatalf("%d rows instead of 25", n)
				}
			}
		})
	}
}

// BenchmarkPut writes one edge durably at a time, and 1,000 at once.
func BenchmarkPut(b *testing.B) {
	s, err := Open(b.Context(), Config{Path: b.TempDir() + "/graph.db"}, storetest.Schema())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	fillHub(b, s, 100, 0)
	n := 0
	for _, size := range []int{1, 1000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			for b.Loop() {
				var changes []store.Change
				for range size {
					n++
					changes = append(changes, attended("hub", fmt.Sprintf("event%d", n%100), n))
				}
				put(b, s, changes...)
			}
		})
	}
}
