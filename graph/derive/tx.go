package derive

import (
	"context"
	"iter"
	"slices"
	"strings"

	"parley/graph/ontology"
	"parley/graph/store"
)

// A tx keeps in mind what was put, and by id what was touched besides.
type tx struct {
	store.Tx
	rules *rules

	facts   map[string]fact            // of nodes that were put, that an edge got its time from or that something refers to
	nodes   map[string]store.PutNode   // as they were put
	edges   map[string]store.PutEdge   // as they were put
	born    map[string]bool            // nodes that were not there, so that all their edges are among those put
	moved   map[string]bool            // edges put that are new or have other ends than before, if that matters
	turned  map[bound]map[string]bool  // nodes that have got or lost an edge that is counted, or must have one
	shared  map[string]map[string]bool // by relation shared along: nodes whose edges of it changed
	paired  map[string]map[string]bool // by relation of pairs: nodes in the middle that were given an edge of it
	retimed map[string]bool            // nodes that have got another time
	reborn  map[string]bool            // nodes deleted and put again at once, perhaps as another kind
	undated map[string]bool            // edges whose time is to be looked at, whatever changed
	doubts  doubts
}

func newTx(below store.Tx, r *rules) *tx {
	return &tx{
		Tx: below, rules: r, facts: map[string]fact{}, nodes: map[string]store.PutNode{}, edges: map[string]store.PutEdge{},
		born: map[string]bool{}, moved: map[string]bool{}, turned: map[bound]map[string]bool{}, shared: map[string]map[string]bool{}, paired: map[string]map[string]bool{},
		retimed: map[string]bool{}, reborn: map[string]bool{}, undated: map[string]bool{}, doubts: newDoubts(),
	}
}

func (t *tx) Write(ctx context.Context, changes []store.Change) error {
	clean := make([]store.Change, len(changes))
	for i, c := range changes {
		var err error
		if clean[i], err = t.rules.clean(c); err != nil {
			return err
		}
	}
	now := t.rules.factsAfter(clean)
	before, err := t.look(ctx, clean, now)
	if err != nil {
		return err
	}
	for _, c := range clean {
		if c, ok := c.(store.PutEdge); ok {
			t.date(c, now)
		}
	}
	if err := t.weighed(ctx, clean, before, now); err != nil {
		return err
	}
	if err := t.Tx.Write(ctx, clean); err != nil {
		return err
	}
	t.touch(clean, before, now)
	return nil
}

// weighed gives what is to be put the standing that it has, as far as the changes tell, and
// notes what they leave in doubt.
func (t *tx) weighed(ctx context.Context, changes []store.Change, before map[string]ends, now map[string]fact) error {
	if t.rules.testimony == nil {
		return nil
	}
	d := t.newDraft(changes, now)
	past, err := t.lookBack(ctx, changes, d)
	if err != nil {
		return err
	}
	d.fill(changes, past)
	t.note(changes, d, before, past)
	return nil
}

// An edge's ends.
type ends struct{ source, target string }

// at yields the ends of an edge of a relation, each with the direction of the edge from it,
// and once more for either direction.
func (e ends) at(relation string) iter.Seq2[bound, string] {
	return func(yield func(bound, string) bool) {
		_ = yield(bound{relation, store.Out}, e.source) && yield(bound{relation, store.In}, e.target) &&
			yield(bound{relation, store.Both}, e.source) && (e.source == e.target || yield(bound{relation, store.Both}, e.target))
	}
}

// look reads what has to be known before changes are written: the ends that edges have
// now, where it matters that they lose one, and what is not known yet of nodes, behind
// the changes or before.
func (t *tx) look(ctx context.Context, changes []store.Change, now map[string]fact) (map[string]ends, error) {
	unknown, edges := map[string]bool{}, map[string]map[string]bool{}
	for _, c := range changes {
		switch c := c.(type) {
		case store.PutNode:
			if t.rules.Store.Kind(c.Kind).Time != "" || t.rules.testifies(c.Kind) {
				t.wonder(unknown, nil, c.ID)
			}
			t.wonder(unknown, now, t.rules.targets(c.Kind, c.Props)...)
		case store.PutEdge:
			add(edges, c.Relation, c.ID)
			t.wonder(unknown, now, t.rules.targets(c.Relation, c.Props)...)
			t.wonder(unknown, now, t.rules.daters(c)...)
			t.wonder(unknown, now, t.rules.speakers(c)...)
		case store.DeleteEdge:
			add(edges, t.rules.relation(c.ID), c.ID)
		}
	}
	found := map[string]ends{}
	var a asking
	for relation, ids := range edges {
		if sel := t.rules.ends[relation]; sel != nil {
			a.ask(sel, ids, func(x *store.Item) {
				found[x.Value(0).(string)] = ends{x.Value(1).(string), x.Value(2).(string)}
			})
		}
	}
	q := t.rules.facts
	a.ask(q.sel, unknown, func(x *store.Item) { t.facts[x.Value(0).(string)] = q.fact(t.rules.Store, x, 1) })
	if err := a.read(ctx, t.Tx); err != nil {
		return nil, err
	}
	for id := range unknown {
		if _, ok := t.facts[id]; !ok {
			t.facts[id] = fact{} // There is no such node.
		}
	}
	return found, nil
}

// wonder adds to unknown those of the nodes of which nothing is known.
func (t *tx) wonder(unknown map[string]bool, now map[string]fact, ids ...string) {
	for _, id := range ids {
		if _, ok := now[id]; ok {
			continue
		}
		if _, ok := t.facts[id]; !ok {
			unknown[id] = true
		}
	}
}

// date gives an edge that is to be put the time that it has, its own or its ends'.
func (t *tx) date(c store.PutEdge, now map[string]fact) {
	r := t.rules.Store.Relation(c.Relation)
	if r.Property(ontology.Effective) == nil {
		return
	}
	at := c.Props[r.Time()]
	for _, id := range []string{c.Source, c.Target} {
		if at != nil {
			break
		}
		f, ok := now[id]
		if !ok {
			f = t.facts[id]
		}
		at = f.time
	}
	if at != nil {
		c.Props[ontology.Effective] = at
	}
}

// touch notes what a Write changed. What it notes too much is only checked in vain.
func (t *tx) touch(changes []store.Change, before map[string]ends, now map[string]fact) {
	for id, f := range now {
		switch old, known := t.facts[id]; {
		case old.kind != "" && old.time != f.time:
			t.retimed[id] = true
		case known && old.kind == "":
			t.born[id] = true
		}
		t.facts[id] = f
	}
	deleted := map[string]bool{}
	for _, c := range changes {
		switch c := c.(type) {
		case store.PutNode:
			t.nodes[c.ID] = c
			for _, b := range t.rules.required[c.Kind] {
				add(t.turned, b, c.ID)
			}
			if deleted[c.ID] {
				t.reborn[c.ID] = true
			}
		case store.PutEdge:
			t.edges[c.ID] = c
			old, there := before[c.ID]
			if now := (ends{c.Source, c.Target}); !there || old != now {
				t.moved[c.ID] = true
				t.turn(c.Relation, now)
				t.pair(c.Relation, now)
				t.turn(c.Relation, old)
			}
		case store.DeleteNode:
			deleted[c.ID] = true
			delete(t.nodes, c.ID)
			delete(t.born, c.ID)
		case store.DeleteEdge:
			delete(t.edges, c.ID)
			t.turn(t.rules.relation(c.ID), before[c.ID])
		}
	}
}

// turn notes nodes that have got or lost an edge.
func (t *tx) turn(relation string, e ends) {
	if e == (ends{}) {
		return // There was none.
	}
	for b, id := range e.at(relation) {
		if t.rules.bounds[b] != nil {
			add(t.turned, b, id)
		}
	}
	if t.rules.sharedBy[relation] != nil {
		add(t.shared, relation, e.source)
	}
}

// add adds an id to one of several sets.
func add[K comparable](sets map[K]map[string]bool, set K, id string) {
	if sets[set] == nil {
		sets[set] = map[string]bool{}
	}
	sets[set][id] = true
}

// relation returns the relation of an edge of that id, "" if there can be none.
func (r *rules) relation(id string) string {
	begin, _, _ := strings.Cut(id, ":")
	return r.relationOf[begin]
}

// finish checks what was touched and writes what follows from it.
func (t *tx) finish(ctx context.Context) error {
	var vs Violations
	edges := map[string]bool{} // To be looked at whole.
	t.checkRefs(&vs)
	if err := t.checkNodes(ctx, edges, &vs); err != nil {
		return err
	}
	changes, err := t.checkEdges(ctx, edges, &vs)
	if err != nil {
		return err
	}
	if err := t.checkChains(ctx, &vs); err != nil {
		return err
	}
	if err := vs.err(); err != nil {
		return err
	}
	weighed, err := t.settle(ctx)
	if err != nil {
		return err
	}
	if changes = merged(changes, weighed); len(changes) == 0 {
		return nil
	}
	return t.Tx.Write(ctx, changes)
}

// merged returns the changes that give edges their time and those that give edges and nodes
// their standing, an edge that is among both once.
func merged(timed, weighed []store.Change) []store.Change {
	at := map[string]any{}
	dated := map[string]bool{}
	for _, c := range timed {
		if c, ok := c.(store.PutEdge); ok {
			at[c.ID], dated[c.ID] = c.Props[ontology.Effective], true
		}
	}
	for _, c := range weighed {
		if c, ok := c.(store.PutEdge); ok && dated[c.ID] {
			c.Props[ontology.Effective] = at[c.ID]
			delete(dated, c.ID)
		}
	}
	timed = slices.DeleteFunc(timed, func(c store.Change) bool {
		e, ok := c.(store.PutEdge)
		return ok && !dated[e.ID]
	})
	return append(timed, weighed...)
}
