package derive

import (
	"context"
	"strings"

	"parley/graph/ontology"
	"parley/graph/store"
)

// A tx keeps in mind what was touched, by id.
type tx struct {
	store.Tx
	rules *rules

	put    map[string]bool            // nodes put
	near   map[string]bool            // nodes at the ends that an edge has got or lost
	shared map[string]map[string]bool // by relation shared along: nodes whose edges of it changed
	paired map[string]map[string]bool // by relation of pairs: nodes in the middle whose edges of it changed
	edges  map[string]bool            // edges put
	moved  map[string]bool            // edges put that are new or have other ends than before
	reborn map[string]bool            // nodes deleted and put again at once, perhaps as another kind
}

func newTx(below store.Tx, r *rules) *tx {
	return &tx{
		Tx: below, rules: r, put: map[string]bool{}, near: map[string]bool{}, shared: map[string]map[string]bool{},
		paired: map[string]map[string]bool{},
		edges:  map[string]bool{}, moved: map[string]bool{}, reborn: map[string]bool{},
	}
}

func (t *tx) Write(ctx context.Context, changes []store.Change) error {
	clean := make([]store.Change, len(changes))
	var ids []string // Of edges put or deleted.
	for i, c := range changes {
		var err error
		if clean[i], err = t.rules.clean(c); err != nil {
			return err
		}
		switch c := clean[i].(type) {
		case store.PutEdge:
			ids = append(ids, c.ID)
			// Most edges with a time are so written once, not twice.
			if r := t.rules.Store.Relation(c.Relation); r.Property(ontology.Effective) != nil && c.Props[r.Time()] != nil {
				c.Props[ontology.Effective] = c.Props[r.Time()]
			}
		case store.DeleteEdge:
			ids = append(ids, c.ID)
		}
	}
	before, err := t.ends(ctx, ids)
	if err != nil {
		return err
	}
	if err := t.Tx.Write(ctx, clean); err != nil {
		return err
	}
	t.touch(clean, before)
	return nil
}

// An edge's ends.
type ends struct{ source, target string }

// ends returns the ends that edges have now, of those that there are.
func (t *tx) ends(ctx context.Context, ids []string) (map[string]ends, error) {
	byRelation := map[string]map[string]bool{}
	for _, id := range ids {
		add(byRelation, t.relation(id), id)
	}
	found := map[string]ends{}
	var a asking
	for rel, ids := range byRelation {
		if sel := t.rules.ends[rel]; sel != nil {
			a.ask(sel, ids, func(x *store.Item) {
				found[x.Value(0).(string)] = ends{x.Value(1).(string), x.Value(2).(string)}
			})
		}
	}
	return found, a.read(ctx, t.Tx)
}

// relation returns the relation of an edge of that id, "" if there can be none.
func (t *tx) relation(id string) string {
	begin, _, _ := strings.Cut(id, ":")
	return t.rules.relationOf[begin]
}

// touch notes what a Write changed. What it notes too much is only checked in vain.
func (t *tx) touch(changes []store.Change, before map[string]ends) {
	deleted := map[string]bool{}
	for _, c := range changes {
		switch c := c.(type) {
		case store.PutNode:
			t.put[c.ID] = true
			if deleted[c.ID] {
				t.reborn[c.ID] = true
			}
		case store.PutEdge:
			t.edges[c.ID] = true
			old, there := before[c.ID]
			if now := (ends{c.Source, c.Target}); !there || old != now {
				t.moved[c.ID] = true
				t.turn(c.Relation, now)
				t.pair(c.Relation, now)
				t.turn(c.Relation, old)
			}
		case store.DeleteNode:
			deleted[c.ID] = true
		case store.DeleteEdge:
			t.turn(t.relation(c.ID), before[c.ID])
		}
	}
}

// turn notes nodes that have got or lost an edge.
func (t *tx) turn(relation string, e ends) {
	if e == (ends{}) {
		return // There was none.
	}
	t.near[e.source], t.near[e.target] = true, true
	if t.rules.sharedBy[relation] != nil {
		add(t.shared, relation, e.source)
	}
}

// add adds an id to one of several sets.
func add(sets map[string]map[string]bool, set, id string) {
	if sets[set] == nil {
		sets[set] = map[string]bool{}
	}
	sets[set][id] = true
}

// finish checks what was touched and writes what follows from it.
func (t *tx) finish(ctx context.Context) error {
	if len(t.reborn) > 0 {
		if err := t.findReferrers(ctx); err != nil {
			return err
		}
	}
	var vs Violations
	if err := t.checkNodes(ctx, &vs); err != nil {
		return err
	}
	changes, links, err := t.checkEdges(ctx, &vs)
	if err != nil {
		return err
	}
	if err := t.checkChains(ctx, links, &vs); err != nil {
		return err
	}
	if err := vs.err(); err != nil {
		return err
	}
	if len(changes) == 0 {
		return nil
	}
	return t.Tx.Write(ctx, changes)
}
