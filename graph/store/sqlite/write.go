package sqlite

import (
	"context"
	"errors"

	"parley/graph/store"
)

// A tx is the transaction of an Update.
type tx struct {
	store   *Store
	session *session
	// over is why nothing more can be done: the Update has ended, or a Write has
	// failed halfway.
	over error
}

var errOver = errors.New("sqlite: the Update is over to which this Tx belongs")

// Read implements store.Tx.
func (t *tx) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	if t.over != nil {
		return nil, t.over
	}
	return t.store.read(ctx, t.session, qs)
}

// Write implements store.Tx. It reads what the changes are about, applies them in memory,
// where every fault of theirs is found, and then sends what came of them.
func (t *tx) Write(ctx context.Context, changes []store.Change) error {
	if t.over != nil {
		return t.over
	}
	clean := make([]store.Change, len(changes))
	for i, c := range changes {
		var err error
		if clean[i], err = t.store.schema.Clean(c); err != nil {
			return err
		}
	}
	b := newBatch(t.store.schema, clean)
	if err := t.session.load(ctx, t.store.layout, b); err != nil {
		return err
	}
	if err := b.apply(clean); err != nil {
		return err
	}
	if err := t.session.checkGone(ctx, b); err != nil {
		return err
	}
	// What is written in part cannot be kept.
	t.over = t.session.send(ctx, t.store.layout, b)
	return t.over
}
