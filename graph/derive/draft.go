package derive

import (
	"slices"

	"parley/graph/store"
)

// A draft is what a Write says of claims and acts that were not there before: all that
// there is to know of them stands in it, so that what is derived of it can be written
// with it.
type draft struct {
	t       *tx
	y       *testimony
	fresh   map[string]bool     // nodes that were not there before
	said    map[string]*saying  // the acts among them
	acts    map[string][]string // by claim: the acts that assert it
	against map[string][]string // by claim: those that it contradicts, either way round
	stands  map[string]*standing
	alone   map[string]*standing // by act: of what has it alone as evidence
	written map[string]*standing // by node that is put and has a standing: the one written with it; until fill, nil where it is not known
}

// newDraft reads the changes of a Write, of which now are the facts behind them. It needs to
// know which nodes were there.
func (t *tx) newDraft(changes []store.Change, now map[string]fact) *draft {
	d := &draft{
		t: t, y: t.rules.testimony, fresh: map[string]bool{}, said: map[string]*saying{}, acts: map[string][]string{}, against: map[string][]string{},
		stands: map[string]*standing{}, alone: map[string]*standing{}, written: map[string]*standing{},
	}
	telling := map[string]store.PutEdge{}
	for _, c := range changes {
		switch c := c.(type) {
		case store.PutNode:
			if old, known := t.facts[c.ID]; !known || old.kind != "" || c.Kind != d.y.Kind && !d.y.stands[c.Kind] {
				continue
			}
			if d.fresh[c.ID] = true; c.Kind == d.y.Kind {
				s := &saying{id: c.ID, affirms: c.Props[d.y.Polarity] == d.y.Affirms}
				s.certainty, _ = c.Props[d.y.Certainty].(string)
				d.said[c.ID] = s
			}
		case store.PutEdge:
			if d.y.telling[c.Relation] {
				telling[c.ID] = c
			}
		case store.DeleteEdge:
			delete(telling, c.ID)
		case store.DeleteNode:
			delete(d.fresh, c.ID)
			delete(d.said, c.ID)
		}
	}
	for _, c := range telling {
		d.tell(c, now)
	}
	for _, c := range changes {
		if c, ok := c.(store.PutNode); ok && d.y.stands[c.Kind] {
			d.written[c.ID] = d.node(c)
		}
	}
	return d
}

// tell notes an edge that is part of what is said.
func (d *draft) tell(c store.PutEdge, now map[string]fact) {
	s := d.said[c.Source]
	switch c.Relation {
	case d.y.Asserts.Relation:
		d.acts[c.Target] = append(d.acts[c.Target], c.Source)
		if s != nil {
			s.claim = c.Target
		}
		return
	case d.y.Contradicts.Relation:
		d.against[c.Source] = append(d.against[c.Source], c.Target)
		d.against[c.Target] = append(d.against[c.Target], c.Source)
		return
	}
	if s == nil {
		return
	}
	switch c.Relation {
	case d.y.Cites.Relation:
		s.cites = c.Target
	case d.y.Document.Relation:
		s.document = c.Target
	case d.y.Speaker.Relation:
		f, ok := now[c.Target]
		if !ok {
			f = d.t.facts[c.Target]
		}
		s.speaker, s.unnamed = c.Target, slices.Contains(d.y.Unnamed, f.kind)
	}
}

// whole says whether all acts of a claim are known.
func (d *draft) whole(claim string) bool {
	return d.fresh[claim] && !slices.ContainsFunc(d.acts[claim], func(id string) bool { return d.said[id] == nil })
}

// claim returns the standing of a claim, nil if it is not known.
func (d *draft) claim(id string) *standing {
	if s, ok := d.stands[id]; ok {
		return s
	}
	d.stands[id] = nil
	if !d.whole(id) || slices.ContainsFunc(d.against[id], func(other string) bool { return !d.whole(other) }) {
		return nil
	}
	acts := chained(d.said, d.acts[id])
	disputed := has(acts, false) || slices.ContainsFunc(d.against[id], func(other string) bool { return has(chained(d.said, d.acts[other]), true) })
	d.stands[id] = d.y.weigh(acts, disputed)
	return d.stands[id]
}

// evidence returns the standing of what has some acts as evidence, nil if it is not known.
func (d *draft) evidence(ids []string) *standing {
	if len(ids) == 1 && d.alone[ids[0]] != nil {
		return d.alone[ids[0]]
	}
	disputed := false
	for _, id := range ids {
		s := d.said[id]
		if s == nil || d.claim(s.claim) == nil {
			return nil
		}
		disputed = disputed || d.claim(s.claim).disputed
	}
	s := d.y.weigh(chained(d.said, distinct(ids)), disputed)
	if len(ids) == 1 {
		d.alone[ids[0]] = s
	}
	return s
}

// distinct returns the ids, each once.
func distinct(ids []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(ids)))
}

// node returns the standing of a node that is put, nil if it is not known. What was there
// keeps what it had until the end of the transaction.
func (d *draft) node(c store.PutNode) *standing {
	switch {
	case !d.fresh[c.ID]:
		return nil
	case c.Kind == d.y.Claim:
		return d.claim(c.ID)
	}
	return d.evidence(held(c.Props[d.y.Evidence]))
}

// edge returns the standing of an edge that is put, nil if it is not known.
func (d *draft) edge(c store.PutEdge) *standing {
	if d.y.evidential[c.Relation] {
		return d.evidence(held(c.Props[d.y.Evidence]))
	}
	if s, ok := d.written[c.Source]; ok {
		return s
	}
	from := d.t.rules.Store.Relation(c.Relation).From
	switch {
	case d.said[c.Source] != nil:
		return d.evidence([]string{c.Source})
	case slices.ContainsFunc(from, func(kind string) bool { return kind == d.y.Kind || d.y.stands[kind] }):
		return nil
	}
	return &standing{}
}

// fill writes the standings that are known into the changes, and for the others what was there
// before, or that there is nothing; it notes which of those are in doubt.
func (d *draft) fill(changes []store.Change, past past) {
	for _, c := range changes {
		c, ok := c.(store.PutNode)
		if !ok || !d.y.stands[c.Kind] {
			continue
		}
		s := d.node(c)
		if s == nil {
			s = d.doubt(c, past.nodes[c.ID])
		}
		d.written[c.ID] = s
		s.put(c.Props)
	}
	for _, c := range changes {
		c, ok := c.(store.PutEdge)
		if !ok {
			continue
		}
		s := d.edge(c)
		if s == nil {
			s = d.stood(c, past)
		}
		if s == nil {
			s = &standing{}
			add(d.t.doubts.edges, c.Relation, c.ID)
		}
		s.put(c.Props)
	}
}

// stood returns the standing that an edge has by what was kept, nil if that does not tell: an
// edge that is put again with the same evidence, or from the same act, has the one that it had, and
// one that stands as its source that of the source. Where what it rests on is in doubt itself, the
// edge is found from there when the transaction is done.
func (d *draft) stood(c store.PutEdge, past past) *standing {
	old, there := past.edges[c.ID]
	if d.y.evidential[c.Relation] {
		if there && slices.Equal(old.evidence, distinct(held(c.Props[d.y.Evidence]))) {
			return old.standing
		}
		return nil
	}
	if source := past.nodes[c.Source].standing; source != nil {
		return source
	}
	if there && old.source == c.Source {
		return old.standing
	}
	return nil
}

// doubt notes a node whose standing is not known, and returns the one to be written for now.
// What was there keeps the one that it had, a node with evidence as long as that is the same,
// until something else is said.
func (d *draft) doubt(c store.PutNode, old stood) *standing {
	is := d.t.facts[c.ID].kind == c.Kind
	switch {
	case c.Kind == d.y.Claim && !is:
		d.t.doubts.claims[c.ID] = true
	case c.Kind != d.y.Claim && (!is || !slices.Equal(old.evidence, distinct(held(c.Props[d.y.Evidence])))):
		add(d.t.doubts.nodes, c.Kind, c.ID)
	}
	if !is || old.standing == nil {
		return &standing{}
	}
	return old.standing
}

// settled says whether all that is derived of an act is written with it.
func (d *draft) settled(act string) bool {
	s := d.said[act]
	return s != nil && d.claim(s.claim) != nil
}
