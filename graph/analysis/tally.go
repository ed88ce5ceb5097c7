package analysis

import (
	"parley/graph/ontology"
	"parley/graph/store"
)

// total is how many things stand in the timelines, each counted once.
func (t *timeline) total(pages []store.Page) int {
	n := t.own
	for i := range pages[1].Items { // Of countEdges.
		item := &pages[1].Items[i]
		for j := range t.edges {
			n += int(item.Page(j).Total)
		}
		for j := range t.twice {
			n -= int(item.Page(t.edges + j).Total)
		}
	}
	for i := range pages[2:] {
		n += int(pages[2+i].Total)
	}
	return n
}

// countEdges is the query that counts the edges on the tracks of each asked node, and those that lead
// from one of these to another, and so are on tracks of both.
func (t *timeline) countEdges() store.Query {
	q := &asking{}
	s := &store.Selection{Kinds: t.all(), Where: q.ids(store.OfNode, t.Of), Pick: store.Pick{Rows: true}}
	add := func(track *ontology.Track, on, far []string, also ...store.Cond) {
		h := t.hop(q, track, also...)
		h.On, h.Kinds, h.Total, h.Order = on, far, true, store.Order{By: store.ByID, Edges: true}
		s.Hops = append(s.Hops, h)
	}
	all := t.onto.Tracks
	for i := range all {
		if all[i].Edge {
			add(&all[i], all[i].On, all[i].Kinds)
		}
	}
	t.edges = len(s.Hops)
	for i := range all {
		for j := range all {
			out, in := &all[i], &all[j]
			near, far := both(out.On, in.Kinds), both(out.Kinds, in.On)
			if out.Edge && in.Edge && out.Step.Relation == in.Step.Relation && out.Step.Direction == store.Out && in.Step.Direction == store.In && len(near) > 0 && len(far) > 0 {
				add(out, near, far, q.among(t.Of))
			}
		}
	}
	t.twice = len(s.Hops) - t.edges
	return t.query(q, s)
}

// countNodes are queries that count the nodes to which tracks lead from asked nodes: along each track
// those that no track before it leads to, so that each is found from the asked nodes and counted once.
func (t *timeline) countNodes() (qs []store.Query) {
	var before []*ontology.Track
	for i := range t.onto.Tracks {
		track := &t.onto.Tracks[i]
		if track.Edge {
			continue
		}
		q := &asking{}
		where := append(store.And{t.from(q, track)}, t.during(q, track)...)
		for _, other := range before {
			if len(both(other.Kinds, track.Kinds)) > 0 {
				where = append(where, store.Not{Cond: t.from(q, other)})
			}
		}
		where = append(where, store.Not{Cond: q.ids(store.OfNode, t.Of)})
		qs = append(qs, t.query(q, &store.Selection{Kinds: track.Kinds, Where: where, Pick: store.Pick{Total: true}}))
		before = append(before, track)
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
