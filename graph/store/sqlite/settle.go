package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"parley/graph/store"
)

// applicationID, "Prly", marks a SQLite file as ours, and format is the version of its
// tables (https://www.sqlite.org/pragma.html#pragma_application_id).
const (
	applicationID = 0x50726c79
	format        = 1
)

// probe returns an error if a file is there that is not a store of this format, and reports
// whether there is nothing yet. It leaves the file as it is.
func probe(ctx context.Context, path string) (empty bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return true, nil
	case err != nil:
		return false, fmt.Errorf("sqlite: %w", err)
	case !info.Mode().IsRegular():
		return false, fmt.Errorf("sqlite: %s is no file: %w", path, store.ErrInvalid)
	}
	db, err := sql.Open("sqlite", location(path)+"?_pragma=busy_timeout(5000)")
	if err != nil {
		return false, fault(ctx, "opening", err)
	}
	defer db.Close()
	var application, version, tables int64
	err = db.QueryRowContext(ctx, "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)").
		Scan(&application, &version, &tables)
	var e *sqlite.Error
	switch {
	case errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_NOTADB:
		return false, fmt.Errorf("sqlite: %s is not an SQLite file: %w", path, store.ErrInvalid)
	case err != nil:
		return false, fault(ctx, "opening "+path, err)
	case application == 0 && version == 0 && tables == 0:
		return true, nil
	case application != applicationID:
		return false, fmt.Errorf("sqlite: %s is an SQLite file of another program: %w", path, store.ErrInvalid)
	case version != format:
		return false, fmt.Errorf("sqlite: %s is in format %d and this program knows format %d alone, so a newer version wrote it: %w", path, version, format, store.ErrInvalid)
	}
	return false, nil
}

// held reads what the file says of its schema; that is nil, and the text empty, if it says nothing.
func (x *session) held(ctx context.Context) (old *store.Schema, text string, err error) {
	found, err := x.row(ctx, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'meta'", nil, &text)
	if err != nil || !found {
		return nil, "", err
	}
	if found, err = x.row(ctx, "SELECT schema FROM meta", nil, &text); err != nil || !found {
		return nil, "", err
	}
	old = &store.Schema{}
	if err := json.Unmarshal([]byte(text), old); err != nil {
		return nil, "", fmt.Errorf("sqlite: the file's description of its schema cannot be read: %w: %w", err, store.ErrInvalid)
	}
	return old, text, nil
}

// settled reports whether the file has the tables of this very schema.
func (x *session) settled(ctx context.Context, s *store.Schema) (bool, error) {
	old, text, err := x.held(ctx)
	if err != nil || old == nil {
		return false, err
	}
	now, err := jsonText(s)
	return text == now, err
}

// settle makes the tables of the schema, or brings those that are there up to it. It
// is run in a transaction.
func (x *session) settle(ctx context.Context, s *store.Schema, l *layout) error {
	old, text, err := x.held(ctx)
	if err != nil {
		return err
	}
	now, err := jsonText(s)
	if err != nil || text == now {
		return err
	}
	if old != nil {
		if err := x.fits(ctx, s, old); err != nil {
			return err
		}
	}
	if err := x.exec(ctx, "CREATE TABLE IF NOT EXISTS meta(schema TEXT NOT NULL) STRICT"); err != nil {
		return err
	}
	for _, statement := range l.tables() {
		if err := x.exec(ctx, statement); err != nil {
			return err
		}
	}
	if err := x.addColumns(ctx, l); err != nil {
		return err
	}
	if old != nil {
		if err := x.remake(ctx, s, old, l); err != nil {
			return err
		}
	}
	if err := x.index(ctx, s, l); err != nil {
		return err
	}
	for _, statement := range []string{
		fmt.Sprintf("PRAGMA application_id = %d", applicationID),
		fmt.Sprintf("PRAGMA user_version = %d", format),
	} {
		if err := x.exec(ctx, statement); err != nil {
			return err
		}
	}
	return x.describe(ctx, s)
}

// remake makes again what is kept beside the properties, if the schema has other ones than it had.
func (x *session) remake(ctx context.Context, s, old *store.Schema, l *layout) error {
	before, err := structure(old)
	if err != nil {
		return err
	}
	now, err := structure(s)
	if err != nil || before == now {
		return err
	}
	return x.rederive(ctx, l)
}

// fits returns an error unless what was kept under an old schema can be kept under s.
func (x *session) fits(ctx context.Context, s, old *store.Schema) error {
	if lacks := s.Lacks(old); lacks != "" {
		return fmt.Errorf("sqlite: the file holds %s, which this schema does not have, so it is of another domain or a newer version wrote it: %w", lacks, store.ErrInvalid)
	}
	why := s.Underived(old)
	if why == "" {
		return nil
	}
	var id, path string
	if found, err := x.row(ctx, "SELECT id FROM node LIMIT 1", nil, &id); err != nil || !found {
		return err
	}
	if _, err := x.row(ctx, "SELECT file FROM pragma_database_list WHERE name = 'main'", nil, &path); err != nil {
		return err
	}
	return fmt.Errorf("sqlite: the file %s: stop all that use it and run `%s`, or load what it was made of into a new file: %w", why, store.Rederive("sqlite:"+path), store.ErrInvalid)
}

// structure is the description of a schema without what it says of derivation.
func structure(s *store.Schema) (string, error) {
	bare := *s
	bare.Derivation, bare.Deriving = 0, false
	return jsonText(&bare)
}

// describe records the schema of the file.
func (x *session) describe(ctx context.Context, s *store.Schema) error {
	text, err := jsonText(s)
	if err != nil {
		return err
	}
	if err := x.exec(ctx, "DELETE FROM meta"); err != nil {
		return err
	}
	return x.exec(ctx, "INSERT INTO meta(schema) VALUES(?)", text)
}

// Rederived implements store.Rederiver.
func (s *Store) Rederived(ctx context.Context) error {
	done := *s.schema
	done.Deriving = false
	return s.Update(ctx, func(t store.Tx) error { return t.(*tx).session.describe(ctx, &done) })
}

// addColumns adds those columns that the tables lack.
func (x *session) addColumns(ctx context.Context, l *layout) error {
	for _, t := range []*table{&l.node, &l.edge} {
		have := map[string]bool{}
		var name string
		err := x.rows(ctx, "SELECT name FROM pragma_table_info(?)", []any{t.name}, func(scan func(...any) error) error {
			err := scan(&name)
			have[quote(name)] = true
			return err
		})
		if err != nil {
			return err
		}
		for _, p := range t.props {
			for _, c := range p.columns() {
				if have[c] {
					continue
				}
				if err := x.exec(ctx, "ALTER TABLE "+t.name+" ADD COLUMN "+c+" "+p.columnType(c)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// index makes the indexes that there must be, and drops the others.
func (x *session) index(ctx context.Context, s *store.Schema, l *layout) error {
	want := l.indexes(s)
	var drop []string
	var name, made string
	err := x.rows(ctx, "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL", nil, func(scan func(...any) error) error {
		err := scan(&name, &made)
		if !slices.ContainsFunc(want, func(w string) bool { return strings.Replace(w, " IF NOT EXISTS", "", 1) == made }) {
			drop = append(drop, "DROP INDEX "+quote(name))
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, statement := range append(drop, want...) {
		if err := x.exec(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}
