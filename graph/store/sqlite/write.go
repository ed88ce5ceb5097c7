package sqlite

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"parley/graph/store"
)

// A tx is the transaction of an Update.
type tx struct {
	store   *Store
	session *session
	// over is why nothing more can be done: the Update has ended, or SQLite has
	// rolled back by itself.
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

// Write implements store.Tx.
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
	x := t.session
	if err := x.exec(ctx, "SAVEPOINT write"); err != nil {
		return err
	}
	whole := context.WithoutCancel(ctx)
	w := &write{session: x, layout: t.store.layout, schema: t.store.schema, ends: map[string]end{}, targets: map[string]string{}, deleted: map[string]bool{}}
	err := w.apply(ctx, clean)
	if err == nil {
		// Not to be cut off: that would leave what the caller is told has failed.
		return x.exec(whole, "RELEASE write")
	}
	if failed := errors.Join(x.exec(whole, "ROLLBACK TO write"), x.exec(whole, "RELEASE write")); failed != nil {
		t.over = err
	}
	return err
}

// A write is one call of Write.
type write struct {
	*session
	layout  *layout
	schema  *store.Schema
	ends    map[string]end    // nodes as they are now
	targets map[string]string // what was referred to, and by what
	deleted map[string]bool
}

func (w *write) apply(ctx context.Context, changes []store.Change) error {
	for _, c := range changes {
		var err error
		switch c := c.(type) {
		case store.PutNode:
			err = w.putNode(ctx, c)
		case store.PutEdge:
			err = w.putEdge(ctx, c)
		case store.DeleteNode:
			err = w.deleteNode(ctx, c)
		case store.DeleteEdge:
			err = w.deleteEdge(ctx, c)
		}
		if err != nil {
			return err
		}
	}
	return w.checkRefs(ctx)
}

// expected compares whether something is there with what is expected.
func expected(e store.Expect, what, id string, there bool) error {
	switch {
	case e == store.MustExist && !there:
		return fmt.Errorf("sqlite: there is no %s %q: %w", what, id, store.ErrNotFound)
	case e == store.MustNotExist && there:
		return fmt.Errorf("sqlite: there is a %s %q already: %w", what, id, store.ErrConflict)
	}
	return nil
}

func (w *write) deleteNode(ctx context.Context, c store.DeleteNode) error {
	old, err := w.end(ctx, c.ID)
	if err != nil {
		return err
	}
	if err := expected(c.Expect, "node", c.ID, old.rid != 0); err != nil || old.rid == 0 {
		return err
	}
	for _, side := range []string{"source", "target"} {
		var edge string
		found, err := w.row(ctx, "SELECT id FROM edge WHERE relation IN "+w.layout.all+" AND "+side+" = ? LIMIT 1", []any{old.rid}, &edge)
		if err != nil {
			return err
		}
		if found {
			return fmt.Errorf("sqlite: node %q cannot be deleted while it has the edge %q: %w", c.ID, edge, store.ErrConflict)
		}
	}
	w.deleted[c.ID] = true
	delete(w.ends, c.ID)
	for _, statement := range []string{"DELETE FROM node WHERE rid = ?", "DELETE FROM words WHERE rowid = ?"} {
		if err := w.exec(ctx, statement, old.rid); err != nil {
			return err
		}
	}
	return w.exec(ctx, deleteRefs, old.rid, 0)
}

func (w *write) deleteEdge(ctx context.Context, c store.DeleteEdge) error {
	var rid int64
	found, err := w.row(ctx, "SELECT rid FROM edge WHERE id = ?", []any{c.ID}, &rid)
	if err != nil {
		return err
	}
	if err := expected(c.Expect, "edge", c.ID, found); err != nil || !found {
		return err
	}
	if err := w.exec(ctx, "DELETE FROM edge WHERE rid = ?", rid); err != nil {
		return err
	}
	return w.exec(ctx, deleteRefs, rid, 1)
}

// checkRefs returns an error if something is referred to that is not there. Only what
// was put and deleted can have brought that about.
func (w *write) checkRefs(ctx context.Context) error {
	touched := slices.Concat(slices.Collect(maps.Keys(w.targets)), slices.Collect(maps.Keys(w.deleted)))
	if len(touched) == 0 {
		return nil
	}
	ids, err := list(touched)
	if err != nil {
		return err
	}
	var id string
	found, err := w.row(ctx, "SELECT v.value FROM json_each(?) v WHERE NOT EXISTS (SELECT 1 FROM node WHERE node.id = v.value) AND EXISTS (SELECT 1 FROM ref WHERE target = v.value) LIMIT 1", []any{ids}, &id)
	switch {
	case err != nil || !found:
		return err
	case w.deleted[id]:
		return fmt.Errorf("sqlite: node %q cannot be deleted while a property refers to it: %w", id, store.ErrConflict)
	}
	return fmt.Errorf("sqlite: there is no node %q, to which %q refers: %w", id, w.targets[id], store.ErrNotFound)
}
