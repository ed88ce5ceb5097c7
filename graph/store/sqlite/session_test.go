package sqlite

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"parley/graph/store"
	"parley/graph/store/storetest"
)

// TestCancelled cuts off readers and writers at any moment and has some of them panic. No
// session may be lost by it, nor half an Update be seen.
func TestCancelled(t *testing.T) {
	s := openTemp(t, storetest.Schema(), nil)
	fillHub(t, s, 100, 10)
	q := &store.Selection{Kinds: []string{"Person"}, Pick: store.Pick{Rows: true, Hops: []*store.Hop{met(2)}}}
	var wait sync.WaitGroup
	for i := range 2 * readers {
		wait.Go(func() {
			r := rand.New(rand.NewPCG(1, uint64(i)))
			for n := range 20 {
				ctx, cancel := context.WithTimeout(t.Context(), time.Duration(r.IntN(20_000))*time.Microsecond)
				if _, err := s.Read(ctx, store.Query{Select: q, Args: []any{"", int64(5)}}); err != nil && !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("reading: %v", err)
				}
				cutUpdate(t, s, r, fmt.Sprintf("%d-%d", i, n))
				cancel()
			}
		})
	}
	wait.Wait()
	if len(s.readers.turns) != readers || len(s.writer) != 1 {
		t.Errorf("there are %d readers and %d writers left", len(s.readers.turns), len(s.writer))
	}
	put(t, s, person("last"))
	if n := len(ids(t, s, &store.Selection{Kinds: []string{"Person"}})); n%2 != 0 { // The hub, 100 others, pairs and the last.
		t.Errorf("there are %d people", n)
	}
}

// The session that was used last has its pages in the pool, and is taken first.
func TestTakenFirst(t *testing.T) {
	first, last := &session{}, &session{}
	i := newIdle(2)
	i.put(first)
	i.put(last)
	for n, want := range []*session{last, first} {
		if got, err := i.take(t.Context()); err != nil || got != want {
			t.Errorf("session %d is not the one that was used last of those left: %v", n, err)
		}
	}
}

// cutUpdate writes two people in two calls, and is perhaps cut off, or panics between them.
func cutUpdate(t *testing.T, s *Store, r *rand.Rand, id string) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Duration(r.IntN(5_000))*time.Microsecond)
	defer cancel()
	cut := errors.New("cut off")
	defer func() {
		if fault := recover(); fault != nil && fault != any(cut) {
			panic(fault)
		}
	}()
	err := s.Update(ctx, func(tx store.Tx) error {
		if err := tx.Write(ctx, []store.Change{person("a" + id)}); err != nil {
			return err
		}
		if r.IntN(8) == 0 {
			panic(cut)
		}
		return tx.Write(ctx, []store.Change{person("b" + id)})
	})
	if err != nil && !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("updating: %v", err)
	}
}

// TestSlowRead sees that a statement under way ends with its context.
func TestSlowRead(t *testing.T) {
	s := openTemp(t, storetest.Schema(), nil)
	fillHub(t, s, 100, 10)
	slow := met(0)
	for range 3 {
		slow = &store.Hop{Step: store.Along{Relation: "ATTENDED"}, Kinds: []string{"Event"}, Pick: store.Pick{Rows: true, Hops: []*store.Hop{
			{Step: store.Along{Relation: "ATTENDED", Direction: store.In}, Kinds: []string{"Person"}, Pick: store.Pick{Rows: true, Hops: []*store.Hop{slow}}},
		}}}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	start := time.Now()
	if _, err := s.Read(ctx, store.Query{Select: one(slow), Args: []any{"hub"}}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v", err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v", took)
	}
}

// TestFull sees that a store that has no room left says so, keeps what it has and
// goes on when there is room again.
func TestFull(t *testing.T) {
	s := openTemp(t, storetest.Schema(), nil)
	put(t, s, person("ann"))
	limit := func(pages int) {
		w := <-s.writer
		defer func() { s.writer <- w }()
		if err := w.exec(t.Context(), fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
			t.Fatal(err)
		}
	}
	var many []store.Change
	for i := range 2000 {
		many = append(many, person(fmt.Sprintf("p%d", i)))
	}
	limit(1) // That is, as many as there are.
	err := s.Update(t.Context(), func(tx store.Tx) error {
		if err := tx.Write(t.Context(), []store.Change{person("bob")}); err != nil {
			return err
		}
		return tx.Write(t.Context(), many)
	})
	if !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("the error is %v", err)
	}
	people := func() int { return len(ids(t, s, &store.Selection{Kinds: []string{"Person"}})) }
	if n := people(); n != 1 {
		t.Errorf("%d people are there", n)
	}
	limit(1 << 20)
	put(t, s, many...)
	if n := people(); n != 2001 {
		t.Errorf("%d people are there at last", n)
	}
}

// TestTwoStores opens one file twice, as two processes do: each sees what the other has
// committed, and their Updates take turns.
func TestTwoStores(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	var stores []*Store
	for range 2 {
		s := openFile(t, path, storetest.Schema())
		defer closeStore(t, s)
		stores = append(stores, s)
	}
	size := &store.Selection{Kinds: []string{"Person"}, Pick: store.Pick{Rows: true, Fields: []store.Field{{Name: "size"}}}}
	add := func(s *Store) error {
		return s.Update(t.Context(), func(tx store.Tx) error {
			pages, err := tx.Read(t.Context(), store.Query{Select: size})
			if err != nil {
				return err
			}
			n := int64(0)
			if len(pages[0].Items) > 0 {
				n = pages[0].Items[0].Value(0).(int64)
			}
			return tx.Write(t.Context(), []store.Change{store.PutNode{Node: store.Node{ID: "ann", Kind: "Person", Props: map[string]any{"size": n + 1}}}})
		})
	}
	var wait sync.WaitGroup
	for _, s := range stores {
		wait.Go(func() {
			for range 20 {
				if err := add(s); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	for _, s := range stores {
		pages, err := s.Read(t.Context(), store.Query{Select: size})
		if err != nil {
			t.Fatal(err)
		}
		if n := pages[0].Items[0].Value(0); n != int64(40) {
			t.Errorf("40 Updates counted to %v", n)
		}
	}
}
