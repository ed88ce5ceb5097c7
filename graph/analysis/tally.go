package analysis

import (
	"parley/graph/ontology"
	"parley/graph/store"
)

// total is how many things stand in the timelines, each counted once.
func (t *timeline) total(pages []store.Page) int {
	n := t.own
	for i := range pages[1].Items { // Of countAlong.
		item := &pages[1].Items[i]
		for j := range t.counted {
			n += int(item.Page(j).Total)
		}
		for j := range t.twice {
			n -= int(item.Page(t.counted + j).Total)
		}
	}
	for i := range pages[2:] {
		n += int(pages[2+i].Total)
	}
	return n
}

// countAlong is the query that counts the edges on the tracks of each asked node, and those that lead
// from one of these to another, and so are on tracks of both. Of one node alone it also counts the nodes.
func (t *timeline) countAlong() store.Query {
	q := &asking{}
	s := &store.Selection{Kinds: t.all(), Where: q.ids(store.OfNode, t.Of), Pick: store.Pick{Rows: true}}
	add := func(track *ontology.Track, on, far []string, also ...store.Cond) {
		h := t.hop(q, track, also...)
		h.On, h.Kinds, h.Total, h.Order = on, far, true, store.Order{By: store.ByID, Edges: track.Edge}
		s.Hops = append(s.Hops, h)
	}
	all := t.onto.Tracks
	for i := range all {
		switch x := &all[i]; {
		case x.Edge:
			add(x, x.On, x.Kinds)
		case len(t.Of) == 1:
			add(x, x.On, x.Kinds, t.elsewhere(q, i, true)...)
		}
	}
	t.counted = len(s.Hops)
	for i := range all {
		for j := range all {
			out, in := &all[i], &all[j]
			near, far := both(out.On, in.Kinds), both(out.Kinds, in.On)
			if out.Edge && in.Edge && out.Step.Relation == in.Step.Relation && out.Step.Direction == store.Out && in.Step.Direction == store.In && len(near) > 0 && len(far) > 0 {
				add(out, near, far, q.among(t.Of))
			}
		}
	}
	t.twice = len(s.Hops) - t.counted
	return t.query(q, s)
}

// elsewhere are the conditions that a node to which a track leads is not counted elsewhere: along a track
// before it that leads to nodes of these kinds, or as one that is asked for itself. Alone says that
// one node is asked for, whose kind has both tracks or not.
func (t *timeline) elsewhere(q *asking, i int, alone bool) (conds []store.Cond) {
	x := &t.onto.Tracks[i]
	for j := range t.onto.Tracks[:i] {
		other := &t.onto.Tracks[j]
		if !other.Edge && len(both(other.Kinds, x.Kinds)) > 0 && (!alone || len(both(other.On, x.On)) > 0) {
			conds = append(conds, store.Not{Cond: t.from(q, other)})
		}
	}
	if !alone || len(both(x.On, x.Kinds)) > 0 {
		conds = append(conds, store.Not{Cond: q.ids(store.OfNode, t.Of)})
	}
	return conds
}

// countNodes are queries that count the nodes to which tracks lead from several asked nodes: along each
// track those that are not counted elsewhere, so that each is found from the asked nodes and counted once.
func (t *timeline) countNodes() (qs []store.Query) {
	for i := range t.onto.Tracks {
		x := &t.onto.Tracks[i]
		if x.Edge || len(t.Of) == 1 {
			continue
		}
		q := &asking{}
		where := append(append(store.And{t.from(q, x)}, t.during(q, x)...), t.elsewhere(q, i, false)...)
		qs = append(qs, t.query(q, &store.Selection{Kinds: x.Kinds, Where: where, Pick: store.Pick{Total: true}}))
	}
	return qs
}

// from is the condition that a track leads to a node from one of those that are asked for.
func (t *timeline) from(q *asking, track *ontology.Track) store.Cond {
	step := store.Along{Relation: track.Step.Relation, Direction: store.Out}
	if track.Step.Direction == store.Out {
		step.Direction = store.In
	}
	return store.Some{Step: step, Kinds: track.On, Where: q.ids(store.OfNode, t.Of)}
}
