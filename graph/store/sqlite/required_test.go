package sqlite

import (
	"path/filepath"
	"strings"
	"testing"

	"parley/graph/store"
)

// places is a schema of one kind, with properties that came to it later.
func places(later ...store.Property) *store.Schema {
	name := store.Property{Name: "name", Type: store.String}
	return &store.Schema{Kinds: []store.Kind{{Name: "Place", Label: "Place", Properties: append([]store.Property{name}, later...)}}}
}

// TestUpgradeRequired opens a file with schemas that ask for more than it holds: a
// default is filled in, and what is required without one is refused.
func TestUpgradeRequired(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	s := openFile(t, path, places())
	put(t, s, store.PutNode{Node: store.Node{ID: "kabul", Kind: "Place"}})
	closeStore(t, s)

	state := store.Property{Name: "state", Type: store.String, Required: true}
	if _, err := Open(t.Context(), Config{Path: path}, places(state)); !isInvalid(err) || !strings.Contains(err.Error(), `"kabul"`) {
		t.Errorf("a value that is required now and absent gives %v", err)
	}
	state.Default = "UNKNOWN"
	s = openFile(t, path, places(state))
	defer closeStore(t, s)
	unknown := &store.Selection{Kinds: []string{"Place"}, Where: store.Compare{Property: "state", Arg: 1}}
	if got := ids(t, s, unknown, "UNKNOWN"); len(got) != 1 {
		t.Errorf("the default is found at %v; want kabul", got)
	}
}
