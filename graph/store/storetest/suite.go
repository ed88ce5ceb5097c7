// Package storetest holds every store to the meaning that package store gives. Run is
// the whole suite, and one line in a store's tests. It has three parts: named cases,
// which say what was thought of; laws, which hold of any graph, such as that pages put
// together are one big page; and random graphs, changes and queries, each answered
// by the store and by New, the reference, and compared to the last value.
//
// Flags of the test binary: -storetest.seed for the random part, which is told when
// it fails, and -storetest.pairs for how many queries are compared.
package storetest

import (
	"flag"
	"testing"

	"parley/graph/store"
)

// An Open returns an empty store of a schema, and sees to it that it is closed when
// the test is over.
type Open func(t *testing.T, schema *store.Schema) store.Store

var (
	pairsFlag = flag.Int("storetest.pairs", 2000, "how many random queries are compared with the reference")
	seedFlag  = flag.Uint64("storetest.seed", 1, "what the random graphs and queries are made from")
)

// Run tests a store.
func Run(t *testing.T, open Open) {
	t.Run("Reads", func(t *testing.T) {
		s := open(t, Schema())
		write(t, s, world()...)
		reads(t, s)
	})
	t.Run("Writes", func(t *testing.T) {
		s := open(t, Schema())
		writes(t, s)
		updates(t, s)
	})
	t.Run("Laws", func(t *testing.T) {
		if err := laws(t.Context(), open(t, Schema()), *seedFlag, *pairsFlag/200); err != nil {
			t.Fatalf("-storetest.seed=%d: %v", *seedFlag, err)
		}
	})
	t.Run("Random", func(t *testing.T) {
		pairs := *pairsFlag
		if testing.Short() {
			pairs /= 10
		}
		for i := range uint64(graphs) {
			r := newRandom(Schema(), *seedFlag, i)
			if err := r.against(t.Context(), open(t, r.schema), i == 0, pairs/graphs); err != nil {
				t.Fatalf("-storetest.seed=%d, graph %d: %v", *seedFlag, i, err)
			}
		}
	})
}

// Unsearched sees that what is found by text is not ordered by a name that is not searched. It is apart from Run since its
// schema is another, and a database to which one comes in between makes all its indexes and plans anew.
func Unsearched(t *testing.T, open Open) {
	note := store.Property{Name: "note", Type: store.String, Fulltext: true}
	s := open(t, &store.Schema{Kinds: []store.Kind{
		{Name: "Person", Label: "Person", Properties: []store.Property{{Name: store.NameProperty, Type: store.String, Fulltext: true}, note}},
		{Name: "Ship", Label: "Ship", Properties: []store.Property{{Name: store.NameProperty, Type: store.String}, note}},
	}})
	write(t, s, node("Person", "a", "name", "Ann", "note", "sea"), node("Ship", "b", "name", "Zoe", "note", "sea"))
	q := find("sea", "Person Ship")
	pages, err := s.Read(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := show(&pages[0], &q.Select.Pick), "b,1 a,1"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// write applies changes, or ends the test.
func write(t *testing.T, s store.Store, changes ...store.Change) {
	t.Helper()
	err := s.Update(t.Context(), func(tx store.Tx) error { return tx.Write(t.Context(), changes) })
	if err != nil {
		t.Fatal(err)
	}
}
