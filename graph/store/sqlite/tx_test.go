package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/store"
	"parley/graph/store/storetest"
)

// TestReadersBeside sees that readers do not wait for an Update, nor see what it has not
// committed.
func TestReadersBeside(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s := openFile(t, path, storetest.Schema())
	defer closeStore(t, s)
	all := func() *store.Selection { return &store.Selection{Kinds: []string{"Person"}} }
	err := s.Update(t.Context(), func(tx store.Tx) error {
		if err := tx.Write(t.Context(), []store.Change{person("ann")}); err != nil {
			return err
		}
		if got := ids(t, s, all()); len(got) != 0 {
			t.Errorf("a reader sees %v", got)
		}
		if got := ids(t, tx, all()); len(got) != 1 {
			t.Errorf("the Update sees %v", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}

	// Each Update adds two people, so no reader may ever see an odd number.
	var wait sync.WaitGroup
	for range readers + 2 {
		wait.Go(func() {
			for range 100 {
				if n := len(ids(t, s, all())); n%2 != 1 {
					t.Errorf("a reader sees %d people", n)
				}
			}
		})
	}
	for i := range 50 {
		put(t, s, person(fmt.Sprintf("a%d", i)), person(fmt.Sprintf("b%d", i)))
	}
	wait.Wait()
}

func TestRollback(t *testing.T) {
	s := openTemp(t, storetest.Schema(), nil)
	put(t, s, person("ann"))
	fail := errors.New("no")
	write := func(tx store.Tx, id string) {
		if err := tx.Write(t.Context(), []store.Change{person(id)}); err != nil {
			t.Error(err)
		}
	}
	if err := s.Update(t.Context(), func(tx store.Tx) error { write(tx, "b"); return fail }); !errors.Is(err, fail) {
		t.Errorf("the error is %v", err)
	}
	func() {
		defer func() {
			if err, _ := recover().(error); !errors.Is(err, fail) {
				t.Error("the panic is lost")
			}
		}()
		_ = s.Update(t.Context(), func(tx store.Tx) error { write(tx, "c"); panic(fail) })
	}()
	ctx, cancel := context.WithCancel(t.Context())
	if err := s.Update(ctx, func(tx store.Tx) error { write(tx, "d"); cancel(); return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
	// A Write that fails is undone by itself, and the Update can go on.
	var over store.Tx
	err := s.Update(t.Context(), func(tx store.Tx) error {
		over = tx
		if err := tx.Write(t.Context(), []store.Change{person("e"), attended("e", "nowhere", 1)}); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("the error is %v", err)
		}
		write(tx, "f")
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"ann", "f"}, ids(t, s, &store.Selection{Kinds: []string{"Person"}})); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if err := over.Write(t.Context(), nil); err == nil {
		t.Error("a Tx can be used behind its Update")
	}
}
