package sqlite

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/store"
	"parley/graph/store/storetest"
)

// Who waits in vain for another process's turn to end is told so.
func TestBusy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	writing := openFile(t, path, storetest.Schema())
	defer closeStore(t, writing)
	other := openFile(t, path, storetest.Schema())
	defer closeStore(t, other)
	w := <-other.writer
	err := w.exec(t.Context(), "PRAGMA busy_timeout = 0")
	other.writer <- w
	if err != nil {
		t.Fatal(err)
	}
	if err := writing.Update(t.Context(), func(store.Tx) error {
		err := other.Update(t.Context(), func(store.Tx) error { return nil })
		if !errors.Is(err, store.ErrUnavailable) || !strings.Contains(err.Error(), "another process writes") {
			t.Errorf("the error is %v", err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

// A store that is as it should be is opened and read while another process writes to it, however long that takes. One that
// must be changed first waits for its turn.
func TestOpenWhileWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	writing := openFile(t, path, storetest.Schema())
	defer closeStore(t, writing)
	put(t, writing, person("ann"))
	people := &store.Selection{Kinds: []string{"Person"}}
	stop := errors.New("stop")
	err := writing.Update(t.Context(), func(tx store.Tx) error {
		if err := tx.Write(t.Context(), []store.Change{store.PutNode{Node: store.Node{ID: "bob", Kind: "Person"}}}); err != nil {
			return err
		}
		s := openFile(t, path, storetest.Schema()) // With nobody to end the Update, waiting for it would fail.
		defer closeStore(t, s)
		if d := cmp.Diff([]string{"ann"}, ids(t, s, people)); d != "" {
			t.Errorf("what is committed (-want +got)\n%s", d)
		}
		return stop
	})
	if !errors.Is(err, stop) {
		t.Fatal(err)
	}

	grown := storetest.Schema()
	grown.Kind("Person").Properties = append(grown.Kind("Person").Properties, store.Property{Name: "shoe", Type: store.Int})
	for _, c := range []struct {
		name   string
		schema *store.Schema
		locks  bool
	}{{"the same schema", storetest.Schema(), false}, {"a schema that has grown", grown, true}, {"the same, once it is there", grown, false}} {
		var sent []string
		s, err := Open(t.Context(), Config{Path: path, Trace: func(text string) { sent = append(sent, text) }}, c.schema)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if locks := slices.Contains(sent, "BEGIN IMMEDIATE"); locks != c.locks {
			t.Errorf("%s: whether the writer's turn is taken is %v: %q", c.name, locks, sent)
		}
		closeStore(t, s)
	}
}
