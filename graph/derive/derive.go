// Package derive stands between whoever writes and a store. A schema says more
// than a store can see: that a field holds one node at most, that a chain never
// runs in a circle, that two ends agree. And some of what is read is written by
// nobody: an edge without a time of its own has that of its ends, and what stands
// behind a claim, an event or an edge, its provenance, is that of the acts of saying
// it. So Store wraps a store, and its transactions, before they commit, hold all that they touched
// against the rules and write what follows from it. They look at what they
// touched and its neighbours, never at the whole graph; and they trust that what
// was there before was written in the same way. Where it was not, since the rules were
// others then, a Rederivation goes through the whole graph once; the number of the rules is
// store.Schema.Derivation, which ontology.Derivation sets.
package derive

import (
	"context"

	"parley/graph/ontology"
	"parley/graph/store"
)

// Store returns s with the rules of o, whose schema s must have been opened with. A
// transaction of it refuses, when it writes:
//   - hidden properties, which are derived and set by no client;
//   - a value object that lacks a part which is never null;
//   - a claim that contradicts itself;
//
// and when its function is done, with Violations:
//   - a node with two edges where its field holds one, or none where it is never null;
//   - edges of a transitive relation that form a cycle or a chain of more than
//     store.MaxChain nodes;
//   - an edge whose ends must share nodes along another relation and do not;
//   - a property that refers to a node of the wrong kind.
//
// All of these are ErrInvalid. It writes the derived property ontology.Effective of each
// edge that is put with the edge and, when its function is done, of the edges whose ends
// have got another time, which the transaction reads until then as it found them.
//
// It writes the derived properties that ontology calls provenance likewise: with what is put,
// where all that is said of a claim is new and stands in the same Write, and when the function
// is done with all else that hangs on what has changed. That is found by ids and references,
// claims first, then what has their acts as evidence, then what stands as these do.
//
// Everything but reading must go through the wrapped store, and it must not be
// wrapped again.
func Store(s store.Store, o *ontology.Ontology) store.Store {
	return &derived{s, newRules(o)}
}

// A derived store reads and closes as the one below.
type derived struct {
	store.Store
	rules *rules
}

// Unwrap returns the store below.
func (d *derived) Unwrap() store.Store { return d.Store }

func (d *derived) Update(ctx context.Context, fn func(store.Tx) error) error {
	return d.Store.Update(ctx, func(below store.Tx) error {
		t := newTx(below, d.rules)
		if err := fn(t); err != nil {
			return err
		}
		return t.finish(ctx)
	})
}
