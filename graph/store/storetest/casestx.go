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
	all := nodes("Person", fields("id name"))
	a, b := node("Person", "a", "name", "A"), node("Person", "b", "name", "B")
	start := func(t *testing.T) {
		wipe(t, s)
		write(t, s, a)
	}
	want := func(t *testing.T, s reader, want string) {
		t.Helper()
		if got := read(t, s, all); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}

	t.Run("sees its own writes, and no one else does", func(t *testing.T) {
		start(t)
		err := s.Update(t.Context(), func(tx store.Tx) error {
			want(t, tx, "a,A")
			if err := tx.Write(t.Context(), changes(b, edge("knows:1", "a", "b"))); err != nil {
				return err
			}
			want(t, tx, "a,A b,B")
			if got := read(t, tx, find("b", "Person", hop(in("KNOWS"), "Person"))); got != "b,4(a)" {
				t.Errorf("found %s", got)
			}
			want(t, s, "a,A")
			return tx.Write(t.Context(), changes(deleteEdge("knows:1"), deleteNode("a")))
		})
		if err != nil {
			t.Fatal(err)
		}
		want(t, s, "b,B")
	})
	t.Run("an error of the function undoes it", func(t *testing.T) {
		start(t)
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
			want(t, s, "a,A")
		}
	})
	t.Run("a failing write undoes those before it", func(t *testing.T) {
		start(t)
		err := s.Update(t.Context(), func(tx store.Tx) error {
			if err := tx.Write(t.Context(), changes(b, node("Person", "a", "name", "Z"))); err != nil {
				return err
			}
			return tx.Write(t.Context(), changes(node("Person", "c"), mustNotExist(a)))
		})
		if !errors.Is(err, store.ErrConflict) {
			t.Errorf("got the error %v", err)
		}
		want(t, s, "a,A")
	})
	t.Run("of a failing write that is passed over nothing is left", func(t *testing.T) {
		start(t)
		err := s.Update(t.Context(), func(tx store.Tx) error {
			if err := tx.Write(t.Context(), changes(b)); err != nil {
				return err
			}
			if err := tx.Write(t.Context(), changes(node("Person", "c"), mustNotExist(a))); !errors.Is(err, store.ErrConflict) {
				t.Errorf("got the error %v", err)
			}
			return nil
		})
		if err != nil { // It may also be that nothing can be committed then.
			want(t, s, "a,A")
		} else {
			want(t, s, "a,A b,B")
		}
	})
	t.Run("a fault anywhere leaves nothing", func(t *testing.T) {
		start(t)
		for _, fault := range []struct {
			call Call
			nth  int64
		}{{TxRead, 1}, {TxWrite, 1}, {TxRead, 2}, {TxWrite, 2}, {Commit, 1}} {
			f := Faulty(s, fault.call, fault.nth, errOwn)
			twice := func(tx store.Tx) error {
				for _, c := range []store.Change{b, node("Person", "a", "name", "Z")} {
					if _, err := tx.Read(t.Context(), all); err != nil {
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
			want(t, s, "a,A")
		}
	})
	t.Run("updates are serial", func(t *testing.T) { serial(t, s) })
	t.Run("a context that is done", func(t *testing.T) {
		start(t)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.Read(ctx, all); !errors.Is(err, context.Canceled) {
			t.Errorf("reading: %v", err)
		}
		err := s.Update(ctx, func(tx store.Tx) error { return tx.Write(ctx, changes(b)) })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("updating: %v", err)
		}
		want(t, s, "a,A")
	})
	t.Run("a context that ends during an update", func(t *testing.T) {
		start(t)
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		err := s.Update(ctx, func(tx store.Tx) error {
			if err := tx.Write(ctx, changes(b)); err != nil {
				return err
			}
			cancel()
			return nil
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got the error %v", err)
		}
		want(t, s, "a,A")
		write(t, s, b) // The store is free again.
		want(t, s, "a,A b,B")
	})
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
