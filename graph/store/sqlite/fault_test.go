package sqlite

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph/store"
	"parley/graph/store/storetest"
)

// What keeps a file from being opened or written is told with its path, and with what to do.
func TestFaults(t *testing.T) {
	schema := storetest.Schema()
	path := filepath.Join(t.TempDir(), "graph.db")
	closeStore(t, openFile(t, path, schema))
	written := func(dsn, statement string) error {
		return once(t.Context(), dsn, func(db *sql.DB) error {
			_, err := db.ExecContext(t.Context(), statement)
			return fault(t.Context(), "writing", err)
		})
	}
	told := func(err error, away bool, says ...string) {
		t.Helper()
		if err == nil {
			t.Fatalf("it is well, and is to say %q", says)
		}
		for _, part := range says {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q does not say %q", err, part)
			}
		}
		if errors.Is(err, store.ErrUnavailable) != away {
			t.Errorf("%q is of the wrong kind", err)
		}
	}
	missing := filepath.Join(t.TempDir(), "none", "graph.db")
	_, err := Open(t.Context(), Config{Path: missing}, schema)
	told(err, true, missing, "in its directory")
	told(written(location(path)+"?mode=ro", "CREATE TABLE other (a)"), true, "this user may write")
	told(written(location(path)+"?mode=rw&_pragma=max_page_count(1)", "CREATE TABLE other AS SELECT randomblob(1000000) a"), true, "make room")

	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, info.Size()/2); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), Config{Path: path}, schema)
	told(err, false, path, "damaged", "a copy")
}
