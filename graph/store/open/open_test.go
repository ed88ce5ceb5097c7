package open

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph/store"
	"parley/graph/store/storetest"
)

func TestOpen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "graph.db")
	for _, location := range []string{"memory:", "sqlite:" + path} {
		var sent []string
		s, err := Open(t.Context(), Config{Location: location, Trace: func(text string) { sent = append(sent, text) }}, storetest.Schema())
		if err != nil {
			t.Errorf("%s: %v", location, err)
			continue
		}
		if _, err := s.Read(t.Context(), store.Query{Select: &store.Selection{Kinds: []string{"Person"}}}); err != nil {
			t.Errorf("%s: %v", location, err)
		}
		if len(sent) == 0 {
			t.Errorf("%s: nothing was traced", location)
		}
		if err := s.Close(); err != nil {
			t.Errorf("%s: %v", location, err)
		}
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestWrongLocations(t *testing.T) {
	dir := t.TempDir()
	for location, want := range map[string]string{
		"":                               "there is no location",
		"postgres://user:secret@host/db": "begins with none",
		"graph.db":                       "begins with none",
		"memory":                         "stands alone",
		"memory:x":                       "stands alone",
		"sqlite:":                        "needs the path",
		"sqlite:" + dir + "/no/graph.db": "/no does not exist",
		"neo4j://":                       "names no host",
		"neo4j://:7687":                  "names no host",
		"bolt+s://user:secret@host:7687": "does not belong in its URL",
		"neo4j://host:secret":            "is no URL",
	} {
		s, err := Open(t.Context(), Config{Location: location}, storetest.Schema())
		if s != nil || !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "sqlite:PATH, memory: or neo4j://") {
			t.Errorf("%q gives %v, and not that it %s", location, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%q gives away the password: %v", location, err)
		}
	}
	// Where a file cannot be opened there is no store, not one that is nil inside.
	if s, err := Open(t.Context(), Config{Location: "sqlite:" + dir}, storetest.Schema()); s != nil || err == nil {
		t.Errorf("a directory gives %v, %v", s, err)
	}
	// Nothing listens on this port.
	if s, err := Open(t.Context(), Config{Location: "bolt://127.0.0.1:1"}, storetest.Schema()); s != nil || !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("a database that is away gives %v, %v", s, err)
	}
}
