package neo4j

import (
	"context"
	"errors"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph/store"
)

// lockText locks the store's own node, as the first thing that an Update does, so
// that they come one after the other.
const lockText = "MATCH (m:" + metaLabel + " {id: 'store'}) SET m.updates = m.updates + 1 RETURN m.updates"

// A commitError is a failure of which nobody knows whether all was kept or nothing.
// It must not be tried again.
type commitError struct{ error }

func (e commitError) Unwrap() error { return e.error }

// Update runs fn in one transaction, which other Updates wait for. It is run again
// when the database asks for that.
func (s *Store) Update(ctx context.Context, fn func(store.Tx) error) error {
	var unknown commitError
	err := s.retry(ctx, func() error {
		err := s.update(ctx, fn)
		if errors.As(err, &unknown) {
			return nil
		}
		return err
	})
	if unknown.error != nil {
		return unknown.error
	}
	return err
}

func (s *Store) update(ctx context.Context, fn func(store.Tx) error) error {
	session, done := s.session(ctx, neo4j.AccessModeWrite)
	defer done()
	native, err := session.BeginTransaction(ctx, settings(writeTimeout, "update"))
	if err != nil {
		return failed(ctx, "update", err)
	}
	t := &tx{store: s, run: native.Run}
	rows, err := s.run(ctx, t.run, lockText, nil)
	switch {
	case err != nil:
		return failed(ctx, "update", err)
	case len(rows) != 1:
		return fmt.Errorf("neo4j: update: the database holds no store any more; open it again")
	}
	if err := fn(t); err != nil {
		return err // Closing the session rolls back.
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := native.Commit(ctx); err != nil {
		var server *neo4j.Neo4jError
		if errors.As(err, &server) {
			return failed(ctx, "update", err)
		}
		return commitError{failed(ctx, "update", err)}
	}
	return nil
}

// A tx is a transaction under way.
type tx struct {
	store *Store
	run   runner
}

// Read answers each query by one statement within the transaction.
func (t *tx) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	return t.store.read(ctx, qs, t.run)
}
