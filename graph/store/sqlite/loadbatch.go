package sqlite

import (
	"context"
	"fmt"
	"slices"

	"parley/graph/store"
)

// load reads what stands of a batch.
func (x *session) load(ctx context.Context, l *layout, b *batch) error {
	err := x.each(ctx, "SELECT n.id, n.rid, n.kind, "+l.when+" FROM json_each(?) v CROSS JOIN node n ON n.id = v.value", names(b.nodes.byID, nil),
		func(scan func(...any) error) error {
			var id string
			var found node
			err := scan(&id, &found.rid, &found.was, &found.stood)
			if err != nil {
				return err
			}
			n := b.nodes.byID[id]
			n.rid, n.was, n.kind, n.stood, n.when = found.rid, found.was, found.was, found.stood, found.stood
			b.nodes.byRID[n.rid] = n
			return nil
		})
	if err != nil {
		return err
	}
	err = x.each(ctx, "SELECT e.id, e.rid, e.source, e.target FROM json_each(?) v CROSS JOIN edge e ON e.id = v.value", names(b.edges.byID, nil),
		func(scan func(...any) error) error {
			var id string
			var found edge
			if err := scan(&id, &found.rid, &found.was[0], &found.was[1]); err != nil {
				return err
			}
			e := b.edges.byID[id]
			e.rid, e.was, e.there = found.rid, found.was, true
			e.is = [2]*node{b.nodes.byRID[e.was[0]], b.nodes.byRID[e.was[1]]}
			b.edges.byRID[e.rid] = e
			return nil
		})
	if err != nil {
		return err
	}
	var doomed []int64
	for _, n := range b.nodes.all {
		if n.doomed && n.rid != 0 {
			doomed = append(doomed, n.rid)
		}
	}
	side := func(name string) string {
		return "(SELECT count(*) FROM edge WHERE relation IN " + l.all + " AND " + name + " = v.value)"
	}
	return x.each(ctx, "SELECT v.value, "+side("source")+" + "+side("target")+" FROM json_each(?) v", doomed, func(scan func(...any) error) error {
		var rid, degree int64
		err := scan(&rid, &degree)
		if err == nil {
			b.nodes.byRID[rid].degree = degree
		}
		return err
	})
}

// names returns the ids of those that are wanted, ordered, which is how indexes find them soonest.
func names[T any](byID map[string]*T, wanted func(*T) bool) (ids []string) {
	for id, x := range byID {
		if wanted == nil || wanted(x) {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// each reads all rows of a statement whose parameter is a list, if that is not empty.
func (x *session) each(ctx context.Context, text string, of any, row func(scan func(...any) error) error) error {
	param, err := list(of)
	if err != nil || param == "[]" {
		return err
	}
	return x.rows(ctx, text, []any{param}, row)
}

// checkGone returns an error if something that is no part of the batch refers to a node
// that the batch deletes.
func (x *session) checkGone(ctx context.Context, b *batch) error {
	gone := names(b.nodes.byID, func(n *node) bool { return n.gone && n.kind == "" })
	return x.each(ctx, "SELECT r.target, r.owner, r.edge FROM json_each(?) v CROSS JOIN ref r ON r.target = v.value", gone, func(scan func(...any) error) error {
		var target string
		var owner, ofEdge int64
		if err := scan(&target, &owner, &ofEdge); err != nil {
			return err
		}
		if n := b.nodes.byRID[owner]; ofEdge == 0 && n != nil && (n.gone || n.put != nil) || ofEdge != 0 && b.edges.byRID[owner] != nil {
			return nil
		}
		return fmt.Errorf("sqlite: node %q cannot be deleted while a property refers to it: %w", target, store.ErrConflict)
	})
}
