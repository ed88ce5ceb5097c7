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
		if state, e := Check(t.Context(), Config{Location: location}, storetest.Schema()); state != "" || e == nil || e.Error() != err.Error() {
			t.Errorf("%q is checked with %q, %v, and opened with %v", location, state, e, err)
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

// A location of any scheme of Neo4j's, with and without routing and TLS, is taken to be one: nothing listens there, and so it is
// the network that fails.
func TestSchemes(t *testing.T) {
	for _, scheme := range []string{"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"} {
		for _, rest := range []string{"://127.0.0.1:1", "://[::1]:1"} {
			for name, err := range map[string]error{
				"opened": func() error {
					_, err := Open(t.Context(), Config{Location: scheme + rest}, storetest.Schema())
					return err
				}(),
				"checked": func() error {
					_, err := Check(t.Context(), Config{Location: scheme + rest}, storetest.Schema())
					return err
				}(),
			} {
				if !errors.Is(err, store.ErrUnavailable) {
					t.Errorf("%s%s is %s with %v", scheme, rest, name, err)
				}
			}
		}
	}
}

func TestCheck(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "graph.db")
	check := func(location string, schema *store.Schema, want store.State) {
		t.Helper()
		if got, err := Check(t.Context(), Config{Location: location}, schema); err != nil || got != want {
			t.Errorf("%s is checked with %q, %v, not %q", location, got, err, want)
		}
	}
	check("memory:", storetest.Schema(), store.Vacant)
	check("sqlite:"+path, storetest.Schema(), store.Vacant)
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("the check leaves %v, %v", entries, err)
	}
	s, err := Open(t.Context(), Config{Location: "sqlite:" + path}, storetest.Schema())
	if err != nil {
		t.Fatal(err)
	}
	check("sqlite:"+path, storetest.Schema(), store.Current)
	// It is not only not changed, but also checked while another writes.
	if err := s.Update(t.Context(), func(store.Tx) error {
		check("sqlite:"+path, storetest.Schema(), store.Current)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	grown := storetest.Schema()
	grown.Kind("Person").Properties = append(grown.Kind("Person").Properties, store.Property{Name: "shoe", Type: store.Int})
	check("sqlite:"+path, grown, store.Older)
	other := &store.Schema{Kinds: []store.Kind{{Name: "Car", Label: "Car"}}}
	if _, err := Check(t.Context(), Config{Location: "sqlite:" + path}, other); !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), "does not have") {
		t.Errorf("a store of another domain is checked with %v", err)
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the check changes the file, or %v", err)
	}
}

func TestBackup(t *testing.T) {
	dir := t.TempDir()
	path, to := filepath.Join(dir, "graph.db"), filepath.Join(dir, "copy.db")
	s, err := Open(t.Context(), Config{Location: "sqlite:" + path}, storetest.Schema())
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := Backup(t.Context(), "sqlite:"+path, to); err != nil {
		t.Fatal(err)
	}
	if got, err := Check(t.Context(), Config{Location: "sqlite:" + to}, storetest.Schema()); err != nil || got != store.Current {
		t.Errorf("the copy is checked with %q, %v", got, err)
	}
	for location, want := range map[string]string{
		"neo4j+s://h":             "neo4j-admin",
		"memory:":                 "memory",
		"sqlite:":                 "needs the path",
		"sqlite:" + dir + "/none": "there is no store",
	} {
		if err := Backup(t.Context(), location, filepath.Join(dir, "other.db")); !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("copying %s gives %v", location, err)
		}
	}
}
