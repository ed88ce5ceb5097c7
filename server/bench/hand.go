package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"
	_ "modernc.org/sqlite" // The driver "sqlite".
)

// A hand asks a database directly, past Parley.
type hand interface {
	// prepare makes a statement ready to be asked.
	prepare(ctx context.Context, st statement) (demand, error)
	// position adds to the arguments the keys of a meeting, behind which a page begins.
	position(ctx context.Context, p *position) error
	close() error
}

// A demand asks a statement with arguments, of which those that its text has not are left out.
type demand func(ctx context.Context, args map[string]any) (answer, error)

// of asks with these arguments.
func (d demand) of(args map[string]any) asker {
	return func(ctx context.Context) (answer, error) { return d(ctx, args) }
}

// An asker asks one question in one way.
type asker func(ctx context.Context) (answer, error)

// used returns those of the arguments that stand in a text.
func used(text string, args map[string]any) map[string]any {
	some := map[string]any{}
	for name, v := range args {
		if strings.Contains(text, "$"+name) {
			some[name] = v
		}
	}
	return some
}

// cypherHand is a driver of Neo4j with the settings of Parley's own.
type cypherHand struct{ driver neo4j.DriverWithContext }

func openCypher(at place) (hand, error) {
	auth := neo4j.NoAuth()
	if at.username != "" {
		auth = neo4j.BasicAuth(at.username, at.password, "")
	}
	d, err := neo4j.NewDriverWithContext(at.location, auth, func(c *config.Config) {
		c.NotificationsMinSeverity = notifications.DisabledLevel
		c.TelemetryDisabled = true
		c.ReadBufferSize = 64 << 10
	})
	if err != nil {
		return nil, err
	}
	return &cypherHand{d}, nil
}

// run sends a statement in a transaction that commits by itself, which is one round trip.
func (h *cypherHand) run(ctx context.Context, text string, params map[string]any) (all [][]any, err error) {
	session := h.driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "neo4j", AccessMode: neo4j.AccessModeRead})
	defer func() { err = errors.Join(err, session.Close(ctx)) }()
	result, err := session.Run(ctx, text, params)
	if err != nil {
		return nil, err
	}
	for result.Next(ctx) {
		all = append(all, result.Record().Values)
	}
	return all, result.Err()
}

func (h *cypherHand) prepare(_ context.Context, st statement) (demand, error) {
	return func(ctx context.Context, args map[string]any) (answer, error) {
		all, err := h.run(ctx, st.text, used(st.text, args))
		switch {
		case err != nil:
			return nil, err
		case st.rows:
			return all, nil
		case len(all) != 1 || len(all[0]) != 1:
			return nil, fmt.Errorf("%d rows instead of one value: %s", len(all), st.text)
		}
		return all[0][0], nil
	}, nil
}

func (h *cypherHand) position(ctx context.Context, p *position) error {
	all, err := h.run(ctx, "MATCH (m:Node {id: $id}) RETURN m.whenStartEarliest, m.whenEndLatest", map[string]any{"id": p.meeting})
	if err == nil && len(all) != 1 {
		err = fmt.Errorf("there is no %s", p.meeting)
	}
	if err == nil {
		p.start, p.end = all[0][0], all[0][1]
	}
	return err
}

func (h *cypherHand) close() error { return h.driver.Close(context.Background()) }

// location returns a path as a URI, in which no letter of the path means anything else. The path of a relative one would be
// taken for a host, so it is made absolute.
func location(path string) string {
	if absolute, err := filepath.Abs(path); err == nil {
		path = absolute
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
}

// sqlHand is a connection to a file with the settings of Parley's readers, but that as much of the file is mapped as can be:
// one connection alone is faster so, if little.
type sqlHand struct {
	pool *sql.DB
	conn *sql.Conn
}

func openSQL(at place) (hand, error) {
	pool, err := sql.Open("sqlite", location(strings.TrimPrefix(at.location, "sqlite:"))+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"+
		"&_pragma=mmap_size(2147483648)&_pragma=cache_size(-32768)&_pragma=temp_store(2)&_pragma=query_only(1)")
	if err != nil {
		return nil, err
	}
	pool.SetMaxOpenConns(1)
	conn, err := pool.Conn(context.Background())
	if err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return &sqlHand{pool, conn}, nil
}

func (h *sqlHand) prepare(ctx context.Context, st statement) (demand, error) {
	prepared, err := h.conn.PrepareContext(ctx, st.text)
	if err != nil {
		return nil, fmt.Errorf("%w: %s", err, st.text)
	}
	return func(ctx context.Context, args map[string]any) (answer, error) {
		var named []any
		for name, v := range used(st.text, args) {
			named = append(named, sql.Named(name, v))
		}
		if st.rows {
			return listed(ctx, prepared, named)
		}
		var text string
		// A context that can end would cost the driver a goroutine for each statement. Nobody can break this one off.
		err := prepared.QueryRowContext(context.WithoutCancel(ctx), named...).Scan(&text)
		return text, err
	}, nil
}

// listed reads all rows of a statement.
func listed(ctx context.Context, prepared *sql.Stmt, args []any) (all [][]any, err error) {
	found, err := prepared.QueryContext(ctx, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	columns, err := found.Columns()
	if err != nil {
		return nil, err
	}
	for found.Next() {
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := found.Scan(into...); err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, found.Err()
}

func (h *sqlHand) position(ctx context.Context, p *position) error {
	return h.conn.QueryRowContext(ctx, `SELECT "when:key" FROM node WHERE id = ?`, p.meeting).Scan(&p.key)
}

func (h *sqlHand) close() error { return errors.Join(h.conn.Close(), h.pool.Close()) }
