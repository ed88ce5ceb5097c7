package derive

import (
	"context"
	"fmt"

	"parley/graph/ontology"
	"parley/graph/store"
)

// rederiveBatch is how many claims, nodes or edges are derived anew in one transaction.
const rederiveBatch = 1000

// A Rederivation derives anew all that Store derives, of all that a store holds, whatever it keeps of
// that: for a store that was written before something was derived, or by other rules. It goes through the claims, then
// through what keeps evidence, then through the edges, since each rests on those before, in the order of their ids and a
// transaction for each batch. What is right already is not written again. It may be broken off and
// begun anew; before its end, what stands in the store is partly of the old rules, and must be trusted by nobody.
// Whoever else writes meanwhile must write by the rules, through Store.
type Rederivation struct {
	Batch int                       // how many claims, nodes or edges are derived anew in one transaction; 1,000 if zero
	Told  func(looked, written int) // unless nil, is told behind each batch how many were looked at and written so far
}

// Run derives anew what s holds, which is not wrapped by Store.
func (d Rederivation) Run(ctx context.Context, s store.Store, o *ontology.Ontology) error {
	if d.Batch <= 0 {
		d.Batch = rederiveBatch
	}
	if d.Told == nil {
		d.Told = func(int, int) {}
	}
	w := &rewriting{Rederivation: d, store: s, rules: newRules(o)}
	if y := w.rules.testimony; y != nil {
		if err := w.each(ctx, w.ids([]string{y.Claim}, ""), func(t *tx, id string) { t.doubts.claims[id] = true }); err != nil {
			return err
		}
		for _, kind := range y.nodeKinds {
			if err := w.each(ctx, w.ids([]string{kind}, ""), func(t *tx, id string) { add(t.doubts.nodes, kind, id) }); err != nil {
				return err
			}
		}
	}
	for i := range o.Store.Relations {
		rel := &o.Store.Relations[i]
		if err := w.each(ctx, w.ids(nil, rel.Name), func(t *tx, id string) { t.again(rel, id) }); err != nil {
			return err
		}
	}
	return nil
}

// A rewriting is a Rederivation under way.
type rewriting struct {
	Rederivation
	store           store.Store
	rules           *rules
	looked, written int
}

// The arguments of the question for the next ids: behind which place, and how many.
const (
	afterArg store.Arg = iota + 1
	firstArg
)

// ids asks for the ids of nodes of some kinds, or of edges of a relation, in order.
func (w *rewriting) ids(kinds []string, relation string) *store.Selection {
	p := store.Pick{Rows: true, Positions: true, After: afterArg, First: firstArg, Fields: nodeFields("id"), Order: store.Order{By: store.ByID}}
	if relation == "" {
		return &store.Selection{Kinds: kinds, Pick: p}
	}
	p.Fields, p.Order.Edges = edgeFields("id"), true
	return &store.Selection{Relations: []string{relation}, Pick: p}
}

// each derives anew, a batch at a time, what is doubted of all that a question finds.
func (w *rewriting) each(ctx context.Context, sel *store.Selection, doubt func(t *tx, id string)) error {
	for after, more := (store.Position{}), true; more; {
		var last store.Position // Not after itself, nor the counts: the function may run more than once.
		var looked, written int
		err := w.store.Update(ctx, func(below store.Tx) error {
			pages, err := below.Read(ctx, store.Query{Select: sel, Args: []any{after, int64(w.Batch)}})
			if err != nil {
				return err
			}
			items := pages[0].Items
			if looked, more, last = len(items), pages[0].MoreAfter && len(items) > 0, after; looked == 0 {
				return nil
			}
			t := newTx(below, w.rules)
			for i := range items {
				doubt(t, items[i].Value(0).(string))
			}
			last = items[looked-1].Position()
			if more && last.ID == after.ID && last.Edge == after.Edge {
				return fmt.Errorf("derive: the rows behind %q end with it", after.ID+after.Edge)
			}
			written, err = t.derive(ctx)
			return err
		})
		if err != nil {
			return err
		}
		after = last
		w.looked, w.written = w.looked+looked, w.written+written
		w.Told(w.looked, w.written)
	}
	return nil
}

// again doubts all that is derived of an edge.
func (t *tx) again(rel *store.Relation, id string) {
	if rel.Property(ontology.Effective) != nil {
		t.undated[id] = true
	}
	if t.rules.testimony != nil {
		add(t.doubts.edges, rel.Name, id)
	}
}

// derive writes what is derived of all that is in doubt, and returns how many changes that takes.
func (t *tx) derive(ctx context.Context) (int, error) {
	// What is there already was judged when it was written.
	changes, err := t.checkEdges(ctx, t.undated, &Violations{})
	if err != nil {
		return 0, err
	}
	weighed, err := t.settle(ctx)
	if err != nil {
		return 0, err
	}
	if changes = merged(changes, weighed); len(changes) == 0 {
		return 0, nil
	}
	return len(changes), t.Tx.Write(ctx, changes)
}
