package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"

	"github.com/hashicorp/golang-lru/v2/simplelru"
	"modernc.org/sqlite" // The driver "sqlite", and its errors.
	sqlite3 "modernc.org/sqlite/lib"

	"parley/graph/store"
)

// dsn names a file and how it is opened. A file that is not durable is thrown away
// when closed, and nothing waits for the disk. A large transaction does not leave its log
// behind. A session may have all of the pool, if nobody else uses it.
func dsn(path string, durable bool, more string) string {
	synchronous := "FULL"
	if !durable {
		synchronous = "OFF"
	}
	return location(path) + "?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(" + synchronous + ")" +
		fmt.Sprintf("&_pragma=cache_size(%d)", poolPages) + "&_pragma=temp_store(2)&_pragma=analysis_limit(400)&_pragma=wal_autocheckpoint(4000)&_pragma=journal_size_limit(67108864)" + more
}

// location returns a path as a URI, in which no letter of the path means anything else.
func location(path string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
}

// A session is one connection with the statements prepared on it. One goroutine
// uses it at a time.
type session struct {
	pool  *sql.DB // of this one connection
	conn  *sql.Conn
	stmts *simplelru.LRU[string, *sql.Stmt]
	trace func(string)
}

// session opens a connection to the file at a path, as dsn says.
func (s *Store) session(ctx context.Context, path, dsn string) (*session, error) {
	pool, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, fault(ctx, "opening "+path, err)
	}
	pool.SetMaxOpenConns(1)
	conn, err := pool.Conn(ctx)
	if err != nil {
		return nil, errors.Join(fault(ctx, "opening "+path, err), pool.Close())
	}
	stmts, err := simplelru.NewLRU(prepared, func(_ string, stmt *sql.Stmt) {
		_ = stmt.Close() // It has been used for the last time, whatever it says.
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("sqlite: %w", err), pool.Close())
	}
	x := &session{pool: pool, conn: conn, stmts: stmts, trace: s.trace}
	s.all = append(s.all, x)
	return x, nil
}

func (x *session) close() error {
	x.stmts.Purge()
	return errors.Join(x.conn.Close(), x.pool.Close())
}

// stmt returns a text as a statement that is kept ready.
func (x *session) stmt(ctx context.Context, text string) (*sql.Stmt, error) {
	x.trace(text)
	if stmt, ok := x.stmts.Get(text); ok {
		return stmt, nil
	}
	stmt, err := x.conn.PrepareContext(ctx, text)
	if err != nil {
		return nil, fault(ctx, "preparing a statement", err)
	}
	x.stmts.Add(text, stmt)
	return stmt, nil
}

func (x *session) exec(ctx context.Context, text string, args ...any) error {
	stmt, err := x.stmt(ctx, text)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(ctx, args...)
	return fault(ctx, "writing", err)
}

// brief runs a statement that is soon done. It is not begun if ctx is done, but not cut off
// either: the driver would start a goroutine to watch ctx, which takes longer.
func (x *session) brief(ctx context.Context, text string, args ...any) error {
	if err := ctx.Err(); err != nil {
		return fault(ctx, "writing", err)
	}
	return x.exec(context.WithoutCancel(ctx), text, args...)
}

// row reads at most one row, and reports whether there was one.
func (x *session) row(ctx context.Context, text string, args []any, into ...any) (bool, error) {
	stmt, err := x.stmt(ctx, text)
	if err != nil {
		return false, err
	}
	err = stmt.QueryRowContext(ctx, args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, fault(ctx, "reading", err)
}

// rows reads all rows, calling each with what scans one.
func (x *session) rows(ctx context.Context, text string, args []any, each func(scan func(...any) error) error) error {
	stmt, err := x.stmt(ctx, text)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return fault(ctx, "reading", err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := each(rows.Scan); err != nil {
			return fault(ctx, "reading", err)
		}
	}
	return fault(ctx, "reading", rows.Err())
}

// fault returns an error of the driver as one of a store's. Nil stays nil.
func fault(ctx context.Context, doing string, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return fmt.Errorf("sqlite: %s: %w", doing, ctx.Err())
	}
	var e *sqlite.Error
	if errors.As(err, &e) {
		switch e.Code() & 0xff { // The rest of the code only says more.
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			return fmt.Errorf("sqlite: %s: another process writes to the file, such as an import: try again when it has ended: %w: %w", doing, store.ErrUnavailable, err)
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
			return fmt.Errorf("sqlite: %s: see that this user may write the file, and in its directory, where SQLite makes others beside it: %w: %w", doing, store.ErrUnavailable, err)
		case sqlite3.SQLITE_FULL:
			return fmt.Errorf("sqlite: %s: make room on the disk: %w: %w", doing, store.ErrUnavailable, err)
		case sqlite3.SQLITE_IOERR:
			return fmt.Errorf("sqlite: %s: %w: %w", doing, store.ErrUnavailable, err)
		case sqlite3.SQLITE_CORRUPT:
			return fmt.Errorf("sqlite: %s: the file is damaged: stop what uses it and put a copy in its place: %w", doing, err)
		}
	}
	return fmt.Errorf("sqlite: %s: %w", doing, err)
}
