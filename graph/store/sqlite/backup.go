package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"parley/graph/store"
)

// Backup writes all that is committed in the store at a path into a new file, which is a store as well, while others may
// read and write the one that is copied; the copy is as of the moment when it was begun. It has been checked for
// integrity and is on the disk when Backup returns nil, and otherwise there is no file of its name; one that
// is there already is never replaced, which is an error that wraps store.ErrConflict. A path at which there is no store gives one that
// wraps store.ErrInvalid, and a disk that is full store.ErrUnavailable.
func Backup(ctx context.Context, path, to string) (err error) {
	if _, err := os.Lstat(to); err == nil {
		return taken(to)
	}
	path, err = filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	switch empty, err := probe(ctx, path); {
	case err != nil:
		return err
	case empty:
		return fmt.Errorf("sqlite: there is no store in %s: %w", path, store.ErrInvalid)
	}
	// Beside its place, so that it can be given its name in one step, and empty, which SQLite takes for not there.
	part, err := os.CreateTemp(filepath.Dir(to), "."+filepath.Base(to)+".part-*")
	if err != nil {
		return fmt.Errorf("sqlite: there can be no copy in %s: %w", filepath.Dir(to), err)
	}
	defer func() { err = errors.Join(err, gone(part.Name())) }()
	if err := part.Close(); err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	if err := copied(ctx, path, part.Name()); err != nil {
		return err
	}
	if err := flushed(part.Name()); err != nil {
		return err
	}
	if err := rename(part.Name(), to, os.Link); err != nil {
		return err
	}
	return flushed(filepath.Dir(to))
}

// copied makes the copy and checks it. Vacuuming reads all in one transaction, for which no writer waits.
func copied(ctx context.Context, path, part string) error {
	part, err := filepath.Abs(part)
	if err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	if err := once(ctx, location(path)+"?mode=rw&_pragma=busy_timeout(5000)", func(db *sql.DB) error {
		_, err := db.ExecContext(ctx, "VACUUM INTO ?", location(part))
		return fault(ctx, "copying "+path, err)
	}); err != nil {
		return err
	}
	return once(ctx, location(part)+"?mode=ro", func(db *sql.DB) error {
		var found string
		if err := db.QueryRowContext(ctx, "SELECT group_concat(integrity_check, '; ') FROM (SELECT integrity_check FROM pragma_integrity_check LIMIT 5)").Scan(&found); err != nil {
			return fault(ctx, "checking the copy", err)
		}
		if found != "ok" {
			return fmt.Errorf("sqlite: the copy of %s is not sound, so neither is that file or the disk: %s", path, found)
		}
		return nil
	})
}

// once opens a file, hands it to fn, and closes it.
func once(ctx context.Context, dsn string, fn func(*sql.DB) error) error {
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return fault(ctx, "opening", err)
	}
	db.SetMaxOpenConns(1)
	return errors.Join(fn(db), db.Close())
}

// rename gives a file a name that no file has. A link does so in one step; some file systems have none.
func rename(part, to string, link func(string, string) error) error {
	err := link(part, to)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		if _, err = os.Lstat(to); errors.Is(err, fs.ErrNotExist) {
			err = os.Rename(part, to)
		} else if err == nil {
			err = fs.ErrExist
		}
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		return taken(to)
	case err != nil:
		return fmt.Errorf("sqlite: %w", err)
	}
	return nil
}

func taken(to string) error {
	return fmt.Errorf("sqlite: there is a file %s already, which is not replaced: %w", to, store.ErrConflict)
}

// flushed waits until a file, or what a directory says of its files, is on the disk.
func flushed(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	defer f.Close()
	if err := f.Sync(); err != nil {
		return fmt.Errorf("sqlite: %w: %w", store.ErrUnavailable, err)
	}
	return nil
}

// gone removes what is left of a copy, if anything is, and what SQLite makes beside it.
func gone(part string) error {
	var errs []error
	for _, more := range []string{"", "-journal", "-wal", "-shm"} {
		if err := os.Remove(part + more); err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, fmt.Errorf("sqlite: %w", err))
		}
	}
	return errors.Join(errs...)
}
