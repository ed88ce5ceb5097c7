// Package sqlite keeps a graph in one SQLite file, with nothing to install and no
// process beside ours. A node is a row of the table node and an edge a row of edge,
// with a column for every property that the schema has.
//
// A Query becomes one statement, whatever its shape. Each page is a subselect that
// gathers its rows into a JSON list, and what is below a row is a subselect
// within it, so the whole tree comes back as one text, read by one pass over it, and
// is as of one moment. The text of a statement depends on the Selection alone.
//
// A Write reads what stands of all that it names, by id and in few statements, applies
// the changes in memory, where every fault is found (batch.go), and sends what came of
// them, several rows by one statement (put.go). A small one goes the same way.
//
// There is one writer, and readers beside it that never wait for it: the file has a
// write-ahead log (https://www.sqlite.org/wal.html). A commit is on the disk when Update
// returns.
package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	lru "github.com/hashicorp/golang-lru/v2"

	"parley/graph/store"
)

// Config says where a store is and who watches it.
type Config struct {
	// Path is the file, which is made if there is none; its directory must
	// exist. If it is empty the store is a file of its own in the directory for
	// temporary files, and is gone once closed; only a process that is killed
	// leaves it there.
	Path string
	// Rederive opens a store in which hidden properties are derived anew, and which must be there: it is taken whatever
	// it keeps of them, and from then on refused without Rederive, until Rederived is called.
	Rederive bool
	// Trace, unless nil, is called with each statement before it is sent. It may be called
	// from several goroutines at once.
	Trace func(statement string)
}

// How many may read at once, and how many statements are kept ready.
const (
	readers    = 4
	selections = 512 // in text, for the store
	prepared   = 256 // for each reader and the writer
)

// A Store is a store.Store in a file.
type Store struct {
	schema  *store.Schema
	layout  *layout
	walks   walks
	trace   func(string)
	texts   *lru.Cache[*store.Selection, *statement]
	writer  chan *session // holds the one writer while nobody uses it; closed with the store
	readers *idle
	all     []*session // the writer first
	temp    string     // the directory to remove when closed, if not empty
}

// Open opens the store at a place, or makes one. A store that another version of
// the program wrote is brought up to the schema if that has all that the store has, and is
// refused otherwise, as is a file that is no store: these errors wrap store.ErrInvalid.
func Open(ctx context.Context, c Config, schema *store.Schema) (*Store, error) {
	if c.Rederive {
		deriving := *schema
		deriving.Deriving = true
		schema = &deriving
	}
	l, err := newLayout(schema)
	if err != nil {
		return nil, err
	}
	texts, err := lru.New[*store.Selection, *statement](selections)
	if err != nil {
		return nil, fmt.Errorf("sqlite: %w", err)
	}
	s := &Store{
		schema: schema, layout: l, walks: usualWalks(), trace: c.Trace, texts: texts,
		writer: make(chan *session, 1), readers: newIdle(readers),
	}
	if s.trace == nil {
		s.trace = func(string) {}
	}
	if err := s.open(ctx, c.Path); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, path string) error {
	if noPool != nil {
		return noPool
	}
	durable := path != ""
	if !durable {
		dir, err := os.MkdirTemp("", "parley-")
		if err != nil {
			return fmt.Errorf("sqlite: a store in memory needs a temporary directory: %w", err)
		}
		s.temp, path = dir, filepath.Join(dir, "graph.db")
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("sqlite: %w", err)
	}
	if empty, err := probe(ctx, path); err != nil {
		return err
	} else if empty && s.schema.Deriving {
		return fmt.Errorf("sqlite: %s holds no store, so that there is nothing to derive: %w", path, store.ErrInvalid)
	}
	w, err := s.session(ctx, path, dsn(path, durable, ""))
	if err != nil {
		return err
	}
	s.writer <- w
	// Only what must be changed needs the one writer's turn, which another process may have for minutes.
	settled, err := w.settled(ctx, s.schema)
	if err == nil && !settled {
		err = s.Update(ctx, func(store.Tx) error { return w.settle(ctx, s.schema, s.layout) })
	}
	if err != nil {
		return err
	}
	for range readers {
		r, err := s.session(ctx, path, dsn(path, durable, "&_pragma=query_only(1)"))
		if err != nil {
			return err
		}
		s.readers.put(r)
	}
	return nil
}

// Close waits for those who read and write, moves all of the write-ahead log into the
// file, and closes it.
func (s *Store) Close() error {
	var errs []error
	if len(s.all) > 0 {
		for range len(s.all) - 1 {
			<-s.readers.turns
		}
		close(s.readers.turns) // Who comes now is told so, and does not wait for ever.
		// Statistics help the few plans that the statements leave open. A file that
		// cannot take them, or not now, is closed all the same.
		w := <-s.writer
		close(s.writer)
		_ = w.exec(context.Background(), "PRAGMA busy_timeout = 0")
		_ = w.exec(context.Background(), "PRAGMA optimize")
		// The last to go moves the log into the file, which the writer alone may do.
		for _, x := range slices.Backward(s.all) {
			errs = append(errs, x.close())
		}
	}
	if s.temp != "" {
		errs = append(errs, os.RemoveAll(s.temp))
	}
	return errors.Join(errs...)
}

// Read implements store.Store.
func (s *Store) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	r, err := s.readers.take(ctx)
	if err != nil {
		return nil, err
	}
	defer s.readers.put(r)
	return s.read(ctx, r, qs)
}

func (s *Store) read(ctx context.Context, x *session, qs []store.Query) ([]store.Page, error) {
	pages := make([]store.Page, len(qs))
	for i, q := range qs {
		st, err := s.statement(q.Select)
		if err != nil {
			return nil, err
		}
		ended := store.Watched(ctx, q)
		pages[i], err = st.run(ctx, x, q.Args)
		if ended(&pages[i], err); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// statement returns what was made of a Selection, and makes it the first time.
func (s *Store) statement(sel *store.Selection) (*statement, error) {
	if st, ok := s.texts.Get(sel); ok {
		return st, nil
	}
	st, err := compile(s.schema, s.layout, s.walks, sel)
	if err != nil {
		return nil, err
	}
	s.texts.Add(sel, st)
	return st, nil
}

// Update implements store.Store. fn is run once.
func (s *Store) Update(ctx context.Context, fn func(store.Tx) error) error {
	w, err := take(ctx, s.writer)
	if err != nil {
		return err
	}
	defer func() { s.writer <- w }()
	t := &tx{store: s, session: w}
	committed := false
	defer func() { // Also when fn panics.
		t.over = errOver
		if !committed {
			// This fails only where there is nothing to roll back.
			_ = w.exec(context.WithoutCancel(ctx), "ROLLBACK")
		}
	}()
	if err := w.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err := fn(t); err != nil {
		return err
	}
	if t.over != nil {
		return t.over
	}
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("sqlite: before the commit: %w", err)
	}
	// A commit that is cut off could be found to have been made or not.
	if err := w.exec(context.WithoutCancel(ctx), "COMMIT"); err != nil {
		return err
	}
	committed = true
	return nil
}
