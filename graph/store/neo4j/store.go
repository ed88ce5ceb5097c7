// Package neo4j keeps a graph in a Neo4j database, of which the Community Edition
// without plug-ins is enough. A node carries the label Node and that of its kind, an
// edge is a relationship of its relation's type, and each has its properties under
// their own names, so that the graph can also be read in Neo4j's own tools.
//
// A query is one statement, whatever its shape: the Selection is compiled once
// (cypher.go) and kept under its address, the values are parameters, and the answer comes
// back as lists of scalars by position (rows.go). A write reads what stands of all
// that it names, applies the changes in memory, and sends what came of them, a
// statement for each kind, relation and way to change (write.go).
package neo4j

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"parley/graph/store"
)

// Config says which database to open.
type Config struct {
	URL      string // such as neo4j://localhost:7687
	Username string // empty where the database asks for no login
	Password string
	Database string // "neo4j" if empty

	// Timeout is the longest that one read may take in the database, 30
	// seconds if zero.
	Timeout time.Duration

	// Rederive opens a store in which hidden properties are derived anew, and which must be there: it is taken whatever
	// it keeps of them, and from then on refused without Rederive, until Rederived is called.
	Rederive bool

	// Trace, unless nil, is called with each statement that is sent.
	Trace func(statement string)
}

const (
	readTimeout  = 30 * time.Second
	writeTimeout = 10 * time.Minute // waiting for other updates included
	endTimeout   = 5 * time.Second  // to roll back and to close

	statements = 1024 // compiled Selections that are kept
	attempts   = 4    // of a read, or of an Update

	connections = 100 // that there are at most
	firstPause  = 50 * time.Millisecond
)

// A Store keeps a graph in one database. It is a store.Store.
type Store struct {
	cfg      Config
	driver   neo4j.DriverWithContext
	schema   *store.Schema
	props    properties
	hubs     hubs
	compiled *lru.Cache[*store.Selection, *statement]
	// What this Store has seen of the database. In a cluster each statement waits until the member that it comes to has as
	// much, so that what was written is read.
	seen     neo4j.BookmarkManager
	sessions atomic.Int64 // that are open
}

// Open connects to a database and makes it ready for graphs of the schema. One
// that is empty becomes a store; one that holds a store is brought up to the schema if
// that has all it holds. Anything else in it is an error that wraps ErrInvalid. An
// error is a sentence that says what to do; of a database that does not answer it wraps
// ErrUnavailable.
func Open(ctx context.Context, cfg Config, schema *store.Schema) (*Store, error) {
	s, err := connect(ctx, cfg, schema)
	if err != nil {
		return nil, err
	}
	if err := s.prepare(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// connect reaches a database, and leaves it as it is.
func connect(ctx context.Context, cfg Config, schema *store.Schema) (*Store, error) {
	if cfg.Database == "" {
		cfg.Database = "neo4j"
	}
	if cfg.Timeout == 0 {
		cfg.Timeout = readTimeout
	}
	if cfg.Trace == nil {
		cfg.Trace = func(string) {}
	}
	if cfg.Rederive {
		deriving := *schema
		deriving.Deriving = true
		schema = &deriving
	}
	props, err := propertiesOf(schema)
	if err != nil {
		return nil, err
	}
	compiled, err := lru.New[*store.Selection, *statement](statements)
	if err != nil {
		return nil, fmt.Errorf("neo4j: %w", err)
	}
	auth := neo4j.NoAuth()
	if cfg.Username != "" {
		auth = neo4j.BasicAuth(cfg.Username, cfg.Password, "")
	}
	driver, err := neo4j.NewDriverWithContext(cfg.URL, auth, func(c *config.Config) {
		c.NotificationsMinSeverity = notifications.DisabledLevel
		c.TelemetryDisabled = true
		c.ReadBufferSize = 64 << 10
		c.MaxConnectionPoolSize = connections
		c.UserAgent = "parley"
	})
	if err != nil {
		return nil, opening(ctx, cfg, err)
	}
	s := &Store{cfg: cfg, driver: driver, schema: schema, props: props, hubs: usualHubs(), compiled: compiled,
		seen: neo4j.NewBookmarkManager(neo4j.BookmarkManagerConfig{})}
	if err := driver.VerifyConnectivity(ctx); err != nil {
		return nil, errors.Join(opening(ctx, cfg, err), s.Close())
	}
	return s, nil
}

// Close closes the connections.
func (s *Store) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), endTimeout)
	defer cancel()
	return failed(ctx, "close", s.driver.Close(ctx))
}

func (s *Store) session(ctx context.Context, mode neo4j.AccessMode) (neo4j.SessionWithContext, func()) {
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: s.cfg.Database, AccessMode: mode, BookmarkManager: s.seen})
	s.sessions.Add(1)
	return session, func() {
		defer s.sessions.Add(-1)
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), endTimeout)
		defer cancel()
		_ = session.Close(ctx) // What was to be kept is committed.
	}
}

// settings are the timeout of a transaction and what the database's own lists show of it.
func settings(timeout time.Duration, operation string) func(*neo4j.TransactionConfig) {
	return func(c *neo4j.TransactionConfig) {
		c.Timeout = timeout
		c.Metadata = map[string]any{"app": "parley", "operation": operation}
	}
}

// A runner runs a statement: a session or a transaction.
type runner func(ctx context.Context, text string, params map[string]any) (neo4j.ResultWithContext, error)

// Read answers each query by one statement, in a transaction of its own. Neo4j reads
// what is committed while the statement runs, so an Update that commits meanwhile may be
// seen in part of an answer; there is nothing stricter in it short of locking what is read.
func (s *Store) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	var pages []store.Page
	err := s.retry(ctx, func() error {
		session, done := s.session(ctx, neo4j.AccessModeRead)
		defer done()
		var err error
		pages, err = s.read(ctx, qs, func(ctx context.Context, text string, params map[string]any) (neo4j.ResultWithContext, error) {
			return session.Run(ctx, text, params, settings(s.cfg.Timeout, "read"))
		})
		return err
	})
	return pages, err
}

func (s *Store) read(ctx context.Context, qs []store.Query, run runner) ([]store.Page, error) {
	pages := make([]store.Page, len(qs))
	for i, q := range qs {
		st, err := s.statement(q.Select)
		if err != nil {
			return nil, err
		}
		params, err := values(st.params, q.Args)
		if err != nil {
			return nil, err
		}
		ended := store.Watched(ctx, q)
		pages[i], err = s.page(ctx, run, st, params, q.Args)
		if ended(&pages[i], err); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// page sends a statement that reads, and returns the page that it gives.
func (s *Store) page(ctx context.Context, run runner, st *statement, params map[string]any, args []any) (store.Page, error) {
	rows, err := s.run(ctx, run, st.text, params)
	if err != nil {
		return store.Page{}, failed(ctx, "read", err)
	}
	if len(rows) != 1 {
		return store.Page{}, fmt.Errorf("neo4j: read: the database gave %d rows and not one", len(rows))
	}
	return st.page.page(rows[0], "", args)
}

// statement returns what was made of a Selection, and makes it the first time.
func (s *Store) statement(sel *store.Selection) (*statement, error) {
	if st, ok := s.compiled.Get(sel); ok {
		return st, nil
	}
	st, err := compile(s.schema, s.props, s.hubs, sel)
	if err != nil {
		return nil, err
	}
	s.compiled.Add(sel, st)
	return st, nil
}

// run sends a statement and returns all its rows. The error is the driver's.
func (s *Store) run(ctx context.Context, run runner, text string, params map[string]any) ([][]any, error) {
	s.cfg.Trace(text)
	result, err := run(ctx, text, params)
	if err != nil {
		return nil, err
	}
	var rows [][]any
	for result.Next(ctx) {
		rows = append(rows, result.Record().Values)
	}
	return rows, result.Err()
}

// retry runs fn again, a few times and with growing pauses, while its error may pass.
func (s *Store) retry(ctx context.Context, fn func() error) error {
	pause := firstPause
	for i := 1; ; i++ {
		err := fn()
		if err == nil || i == attempts || !passing(err) {
			return err
		}
		select {
		case <-time.After(pause):
			pause *= 4
		case <-ctx.Done():
			return fmt.Errorf("neo4j: waiting to try again after %w: %w", err, ctx.Err())
		}
	}
}
