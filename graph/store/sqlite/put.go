package sqlite

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"parley/graph/edtf"
	"parley/graph/store"
)

// An end is what is known of a node that is there.
type end struct {
	rid  int64 // 0 if it is not
	kind string
	when []byte
}

// end looks a node up, once in a Write.
func (w *write) end(ctx context.Context, id string) (end, error) {
	if n, ok := w.ends[id]; ok {
		return n, nil
	}
	var n end
	_, err := w.row(ctx, "SELECT rid, kind, "+w.layout.when+" FROM node WHERE id = ?", []any{id}, &n.rid, &n.kind, &n.when)
	if err == nil {
		w.ends[id] = n
	}
	return n, err
}

func (w *write) putNode(ctx context.Context, c store.PutNode) error {
	old, err := w.end(ctx, c.ID)
	if err != nil {
		return err
	}
	if err := expected(c.Expect, "node", c.ID, old.rid != 0); err != nil {
		return err
	}
	if old.rid != 0 && old.kind != c.Kind {
		return fmt.Errorf("sqlite: node %q is a %s and cannot become a %s: %w", c.ID, old.kind, c.Kind, store.ErrConflict)
	}
	o := w.layout.kinds[c.Kind]
	_, names := searched(o.kind, c.Props)
	rid, err := w.put(ctx, o, old.rid, c.ID, []any{names}, c.Props)
	if err != nil {
		return err
	}
	var when []byte
	if p, ok := c.Props[o.kind.Time].(edtf.Period); ok {
		when = timeKey(p.StartEarliest, p.EndLatest)
	}
	w.ends[c.ID] = end{rid, c.Kind, when}
	if old.rid == 0 || bytes.Equal(when, old.when) {
		return nil
	}
	for _, side := range [][2]string{{"source", sourceKey}, {"target", targetKey}} {
		if err := w.exec(ctx, "UPDATE edge SET "+side[1]+" = ? WHERE relation IN "+w.layout.all+" AND "+side[0]+" = ?", nullable(when), rid); err != nil {
			return err
		}
	}
	return nil
}

// nullable returns a key that may be absent as a parameter.
func nullable(key []byte) any {
	if key == nil {
		return nil
	}
	return key
}

func (w *write) putEdge(ctx context.Context, c store.PutEdge) error {
	var rid int64
	var relation string
	if _, err := w.row(ctx, "SELECT rid, relation FROM edge WHERE id = ?", []any{c.ID}, &rid, &relation); err != nil {
		return err
	}
	if err := expected(c.Expect, "edge", c.ID, rid != 0); err != nil {
		return err
	}
	if rid != 0 && relation != c.Relation {
		return fmt.Errorf("sqlite: edge %q is of %s and cannot become one of %s: %w", c.ID, relation, c.Relation, store.ErrConflict)
	}
	source, err := w.end(ctx, c.Source)
	if err != nil {
		return err
	}
	target, err := w.end(ctx, c.Target)
	if err != nil {
		return err
	}
	r := w.schema.Relation(c.Relation)
	switch {
	case source.rid == 0:
		return fmt.Errorf("sqlite: edge %q: there is no node %q, its source: %w", c.ID, c.Source, store.ErrNotFound)
	case target.rid == 0:
		return fmt.Errorf("sqlite: edge %q: there is no node %q, its target: %w", c.ID, c.Target, store.ErrNotFound)
	case !slices.Contains(r.From, source.kind) || !slices.Contains(r.To, target.kind):
		return fmt.Errorf("sqlite: edge %q: %s does not lead from a %s to a %s: %w", c.ID, r.Name, source.kind, target.kind, store.ErrInvalid)
	}
	_, err = w.put(ctx, w.layout.relations[c.Relation], rid, c.ID,
		[]any{source.rid, target.rid, nullable(source.when), nullable(target.when)}, c.Props)
	return err
}

// put writes a row, in place of the old one if that has a number, and what is derived
// from it. It returns the row's number.
func (w *write) put(ctx context.Context, o *owner, old int64, id string, head []any, props map[string]any) (int64, error) {
	for _, p := range o.known {
		if p.Ref {
			for _, target := range texts(props[p.Name]) {
				w.targets[target] = id
			}
		}
	}
	if old != 0 {
		row, err := o.row(head, props)
		if err != nil {
			return 0, err
		}
		if err := w.exec(ctx, o.update, append(row, old)...); err != nil {
			return 0, err
		}
		return old, w.derive(ctx, o, old, props, true)
	}
	row, err := o.row(append([]any{id, o.name}, head...), props)
	if err != nil {
		return 0, err
	}
	rid, err := w.insert(ctx, o.insert, row...)
	if err != nil {
		return 0, err
	}
	return rid, w.derive(ctx, o, rid, props, false)
}

// derive writes what stands in other tables of a row: its words and its references, in
// place of the old ones if there were any.
func (x *session) derive(ctx context.Context, o *owner, rid int64, props map[string]any, again bool) error {
	if o.words {
		if again {
			if err := x.exec(ctx, "DELETE FROM words WHERE rowid = ?", rid); err != nil {
				return err
			}
		}
		if words, _ := searched(o.kind, props); words != nil {
			if err := x.exec(ctx, "INSERT INTO words(rowid, tokens) VALUES(?, ?)", rid, words); err != nil {
				return err
			}
		}
	}
	if !o.refs {
		return nil
	}
	if again {
		if err := x.exec(ctx, deleteRefs, rid, o.edge()); err != nil {
			return err
		}
	}
	for _, p := range o.known {
		if !p.Ref {
			continue
		}
		for _, target := range texts(props[p.Name]) {
			if err := x.exec(ctx, "INSERT OR IGNORE INTO ref(owner, edge, property, target) VALUES(?, ?, ?, ?)", rid, o.edge(), p.Name, target); err != nil {
				return err
			}
		}
	}
	return nil
}

const deleteRefs = "DELETE FROM ref WHERE owner = ? AND edge = ?"

// edge returns how ref tells rows of edge from those of node.
func (o *owner) edge() int {
	if o.kind == nil {
		return 1
	}
	return 0
}

// texts returns the texts that a property holds.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []string:
		return v
	}
	return nil
}
