package storetest

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"parley/graph/store"
)

// A reader is a Store or a Tx.
type reader interface {
	Read(ctx context.Context, qs ...store.Query) ([]store.Page, error)
}

var errOwn = errors.New("an error of the function")

// updates are cases about transactions.
func updates(t *testing.T, s store.Store) {
	for _, c := range []struct {
		name string
		run  func(t *testing.T, s store.Store)
	}{
		{"sees its own writes, and no one else does", seesOwn},
		{"an error of the function undoes it", undone},
		{"a failing write undoes those before it", failing},
		{"of a failing write that is passed over nothing is left", passedOver},
		{"a fault anywhere leaves nothing", faults},
		{"updates are serial", serial},
		{"a context that is done", contextDone},
		{"a context that ends during an update", contextEnds},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, s) })
	}
}

func people() store.Query   { return nodes("Person", fields("id name")) }
func personA() store.Change { return node("Person", "a", "name", "A") }
func personB() store.Change { return node("Person", "b", "name", "B") }

// start leaves the one person a.
func start(t *testing.T, s store.Store) {
	t.Helper()
	wipe(t, s)
	write(t, s, personA())
}

func wantPeople(t *testing.T, s reader, want string) {
	t.Helper()
	if got := read(t, s, people()); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func seesOwn(t *testing.T, s store.Store) {
	start(t, s)
	err := s.Update(t.Context(), func(tx store.Tx) error {
		wantPeople(t, tx, "a,A")
		if err := tx.Write(t.Context(), changes(personB(), edge("knows:1", "a", "b"))); err != nil {
			return err
		}
		wantPeople(t, tx, "a,A b,B")
		if got := read(t, tx, find("b", "Person", hop(in("KNOWS"), "Person"))); got != "b,4(a)" {
			t.Errorf("found %s", got)
		}
		wantPeople(t, s, "a,A")
		return tx.Write(t.Context(), changes(deleteEdge("knows:1"), deleteNode("a")))
	})
	if err != nil {
		t.Fatal(err)
	}
	wantPeople(t, s, "b,B")
}

func undone(t *testing.T, s store.Store) {
	start(t, s)
	for _, when := range []string{"", "b", "b c"} { // after no write, one, two
		err := s.Update(t.Context(), func(tx store.Tx) error {
			for _, id := range strings.Fields(when) {
				if err := tx.Write(t.Context(), changes(node("Person", id), node("Person", "a", "name", "Z"))); err != nil {
					return err
				}
			}
			return errOwn
		})
		if !errors.Is(err, errOwn) {
			t.Errorf("got the error %v", err)
		}
		wantPeople(t, s, "a,A")
	}
}

func failing(t *testing.T, s store.Store) {
	start(t, s)
	err := s.Update(t.Context(), func(tx store.Tx) error {
		if err := tx.Write(t.Context(), changes(personB(), node("Person", "a", "name", "Z"))); err != nil {
			return err
		}
		return tx.Write(t.Context(), changes(node("Person", "c"), mustNotExist(personA())))
	})
	if !errors.Is(err, store.ErrConflict) {
		t.Errorf("got the error %v", err)
	}
	wantPeople(t, s, "a,A")
}

func passedOver(t *testing.T, s store.Store) {
	start(t, s)
	err := s.Update(t.Context(), func(tx store.Tx) error {
		if err := tx.Write(t.Context(), changes(personB())); err != nil {
			return err
		}
		if err := tx.Write(t.Context(), changes(node("Person", "c"), mustNotExist(personA()))); !errors.Is(err, store.ErrConflict) {
			t.Errorf("got the error %v", err)
		}
		return nil
	})
	if err != nil { // It may also be that nothing can be committed then.
		wantPeople(t, s, "a,A")
	} else {
		wantPeople(t, s, "a,A b,B")
	}
}

func faults(t *testing.T, s store.Store) {
	start(t, s)
	for _, fault := range []struct {
		call Call
		nth  int64
	}{{TxRead, 1}, {TxWrite, 1}, {TxRead, 2}, {TxWrite, 2}, {Commit, 1}} {
		f := Faulty(s, fault.call, fault.nth, errOwn)
		twice := func(tx store.Tx) error {
			for _, c := range []store.Change{personB(), node("Person", "a", "name", "Z")} {
				if _, err := tx.Read(t.Context(), people()); err != nil {
					return err
				}
				if err := tx.Write(t.Context(), changes(c)); err != nil {
					return err
				}
			}
			return nil
		}
		if err := f.Update(t.Context(), twice); !errors.Is(err, errOwn) {
			t.Errorf("%v: got the error %v", fault, err)
		}
		wantPeople(t, s, "a,A")
	}
}

func contextDone(t *testing.T, s store.Store) {
	start(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Read(ctx, people()); !errors.Is(err, context.Canceled) {
		t.Errorf("reading: %v", err)
	}
	err := s.Update(ctx, func(tx store.Tx) error { return tx.Write(ctx, changes(personB())) })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("updating: %v", err)
	}
	wantPeople(t, s, "a,A")
}

func contextEnds(t *testing.T, s store.Store) {
	start(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	err := s.Update(ctx, func(tx store.Tx) error {
		if err := tx.Write(ctx, changes(personB())); err != nil {
			return err
		}
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got the error %v", err)
	}
	wantPeople(t, s, "a,A")
	write(t, s, personB()) // The store is free again.
	wantPeople(t, s, "a,A b,B")
}

// serial counts in a property from several goroutines, each time reading what there is.
func serial(t *testing.T, s store.Store) {
	const goroutines, times = 6, 4
	wipe(t, s)
	write(t, s, node("Person", "a", "size", int64(0)))
	size := nodes("Person", fields("size"))
	var wg sync.WaitGroup
	for range goroutines {
		wg.Go(func() {
			for range times {
				err := s.Update(t.Context(), func(tx store.Tx) error {
					pages, err := tx.Read(t.Context(), size)
					if err != nil {
						return err
					}
					n := pages[0].Items[0].Value(0).(int64)
					return tx.Write(t.Context(), changes(node("Person", "a", "size", n+1)))
				})
				if err != nil {
					t.Error(err)
				}
				if _, err := s.Read(t.Context(), size); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got := read(t, s, size); got != "24" {
		t.Errorf("%d updates counted to %s", goroutines*times, got)
	}
}
