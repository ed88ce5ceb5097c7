package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"parley/graph/store"
)

// Check says what Open would find at a path, or the error that it would return before it changes anything. It leaves the
// file as it is, but sees that a file can be made or written there; an empty path is a store in the directory for temporary files.
func Check(ctx context.Context, path string, schema *store.Schema) (store.State, error) {
	if path == "" {
		return store.Vacant, writable(os.TempDir())
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("sqlite: %w", err)
	}
	empty, err := probe(ctx, path)
	if err != nil {
		return "", err
	}
	// SQLite makes files beside the one, so that the directory counts too.
	if err := writable(filepath.Dir(path)); err != nil {
		return "", err
	}
	if empty {
		return store.Vacant, nil
	}
	s := &Store{trace: func(string) {}}
	x, err := s.session(ctx, path, location(path)+"?mode=rw&_pragma=busy_timeout(5000)")
	if err != nil {
		return "", err
	}
	state, err := x.check(ctx, schema)
	if err := errors.Join(err, x.close()); err != nil {
		return "", err
	}
	return state, nil
}

func (x *session) check(ctx context.Context, schema *store.Schema) (store.State, error) {
	old, text, err := x.held(ctx)
	if err != nil {
		return "", err
	}
	now, err := jsonText(schema)
	if err != nil {
		return "", err
	}
	state := store.Current
	switch {
	case old == nil:
		state = store.Vacant
	case text != now:
		state = store.Older
		if err := x.fits(ctx, schema, old); err != nil {
			return "", err
		}
	}
	// Who may begin to write may write. If another is writing, it can be written.
	err = x.exec(ctx, "PRAGMA busy_timeout = 0")
	if err == nil {
		err = x.exec(ctx, "BEGIN IMMEDIATE")
	}
	var busy *sqlite.Error
	if errors.As(err, &busy) && busy.Code()&0xff == sqlite3.SQLITE_BUSY {
		return state, nil
	}
	if err == nil {
		err = x.exec(ctx, "ROLLBACK")
	}
	return state, err
}

// writable returns an error unless files can be made in a directory.
func writable(dir string) error {
	f, err := os.CreateTemp(dir, ".parley-check-*")
	if err != nil {
		return fmt.Errorf("sqlite: no file can be made in %s: %w", dir, err)
	}
	if err := errors.Join(f.Close(), os.Remove(f.Name())); err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	return nil
}
