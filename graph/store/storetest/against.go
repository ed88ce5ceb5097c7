package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"parley/graph/store"
)

const (
	graphs   = 12 // how many random graphs there are
	variants = 4  // how often each Selection is asked, with other Args
)

// against changes and asks an empty store and the reference at random, and returns an
// error at the first difference. The graph is there from the start, or grows.
func (r random) against(ctx context.Context, s store.Store, grows bool, pairs int) error {
	ref := New(r.schema).(*memory)
	ids := nodeIDs(4 + r.IntN(9))
	if !grows {
		if err := change(ctx, s, ref, r.graph(ids, (2+r.IntN(5))*len(ids))); err != nil {
			return err
		}
	}
	for done := 0; done < pairs; {
		q, again := r.query(ref.graph.Load())
		qs := []store.Query{q}
		for len(qs) < variants {
			qs = append(qs, again())
		}
		if r.chance(4) {
			other, _ := r.query(ref.graph.Load())
			qs = append(qs, other)
		}
		done += len(qs)
		if err := ask(ctx, s, ref, qs); err != nil {
			return err
		}
		if r.chance(4) {
			if err := change(ctx, s, ref, r.changes(ref.graph.Load(), ids)); err != nil {
				return err
			}
		}
	}
	return nil
}

// ask compares the answers to queries.
func ask(ctx context.Context, s store.Store, ref *memory, qs []store.Query) error {
	got, err := s.Read(ctx, qs...)
	if err == nil && len(got) != len(qs) {
		err = fmt.Errorf("%d pages for %d queries", len(got), len(qs))
	}
	if err != nil && len(qs) == 1 {
		return fmt.Errorf("reading: %w\n%s", err, qs[0])
	}
	if err != nil { // Which one it was is seen when each is asked by itself.
		for _, q := range qs {
			if err := ask(ctx, s, ref, []store.Query{q}); err != nil {
				return err
			}
		}
		return fmt.Errorf("reading %d queries at once, of which each alone is answered: %w", len(qs), err)
	}
	want, err := ref.Read(ctx, qs...)
	if err != nil {
		return err
	}
	for i, q := range qs {
		if d := diff(q.Select, &want[i], &got[i]); d != "" {
			q, d = shrink(ctx, s, ref, q, d)
			return fmt.Errorf("the answer differs (-want +got):\n%s\n%s\nof the graph\n%s", q, d, ref.graph.Load())
		}
	}
	return nil
}

// kinds of failure, of which each error of a store is one.
func kinds() []error {
	return []error{store.ErrNotFound, store.ErrConflict, store.ErrInvalid, store.ErrUnavailable}
}

// same reports whether err is of the kind of one of the faults, or there is none of either.
func same(err error, faults []error) bool {
	if err == nil || len(faults) == 0 {
		return err == nil && len(faults) == 0
	}
	return slices.ContainsFunc(faults, func(fault error) bool {
		return slices.ContainsFunc(kinds(), func(kind error) bool { return errors.Is(err, kind) && errors.Is(fault, kind) })
	})
}

// change writes changes, all in one Write, to the store and the reference, and
// compares how that ends and what the graph then is.
func change(ctx context.Context, s store.Store, ref *memory, changes []store.Change) error {
	next, faults := ref.graph.Load().with(changes)
	err := s.Update(ctx, func(tx store.Tx) error { return tx.Write(ctx, changes) })
	if !same(err, faults) {
		return fmt.Errorf("writing gives the error %s, and should give one of %v:\n%s", fmt.Sprint(err), faults, changesString(changes))
	}
	if len(faults) == 0 {
		ref.graph.Store(next)
	}
	if differs := ask(ctx, s, ref, everything(ref.schema)); differs != nil {
		return fmt.Errorf("after writing, which %d faults stood against:\n%s%w", len(faults), changesString(changes), differs)
	}
	return nil
}

// everything returns queries whose answers are the whole graph.
func everything(schema *store.Schema) []store.Query {
	var qs []store.Query
	for _, k := range schema.Kinds {
		p := store.Pick{Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}}}
		for _, prop := range k.Properties {
			p.Fields = append(p.Fields, store.Field{Of: store.OfNode, Name: prop.Name})
		}
		qs = append(qs, store.Query{Select: &store.Selection{Kinds: []string{k.Name}, Pick: p}})
	}
	for _, rel := range schema.Relations {
		p := store.Pick{Rows: true}
		for _, name := range []string{"id", "source", "target"} {
			p.Fields = append(p.Fields, store.Field{Of: store.OfEdge, Name: name})
		}
		for _, prop := range rel.Properties {
			p.Fields = append(p.Fields, store.Field{Of: store.OfEdge, Name: prop.Name})
		}
		qs = append(qs, store.Query{Select: &store.Selection{Relations: []string{rel.Name}, Pick: p}})
	}
	return qs
}
