package analysis

import "parley/graph/store"

// maxProbed is along how many relations a search for paths looks first for nodes that lie between two ends.
const maxProbed = 4

// probes says whether the store is asked first for the paths of one edge and of two: it finds them by looking from one side for edges
// to the other, where a search reads all edges of both. A degree that would have to be measured, or an end with more edges than may be
// read, leaves it to the search; and so do many relations, of which each may follow each. Where one side has few edges the search has as
// little to read.
func (s *pathSearch) probes() bool {
	return min(s.sides[0].cost, s.sides[1].cost) > s.limits.Batch/20 && len(s.drawn) == 0 && s.MaxDegree == nil && s.Filter.Relations != nil && len(s.relations(s.onto)) <= maxProbed &&
		!s.exceeds(s.sides[0].frontier) && !s.exceeds(s.sides[1].frontier)
}

// probe reads, from the side with fewer edges, the edges to the other side, and those to nodes from which others lead there: of these,
// between two ends, the first along each way, if there is a bound, in the order that paths have. What is not read is noted.
func (s *pathSearch) probe(first int) error {
	near, far := &s.sides[0], &s.sides[1]
	if far.cost < near.cost {
		near, far = far, near
	}
	q := &asking{}
	to := aim{kinds: s.kindsOf(far.frontier), ids: q.ids(store.OfNode, s.idsOf(far.frontier))}
	to.once = far.cost <= perNode*near.cost && s.When == nil && s.Provenance == nil
	sel := &store.Selection{Kinds: s.kindsOf(near.frontier), Where: q.ids(store.OfNode, s.idsOf(near.frontier)), Pick: store.Pick{
		Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}},
	}}
	direct := s.legsTo(q, sel.Kinds, to)
	between := s.legsOver(q, sel.Kinds, to)
	s.beyond = nil
	if first > 0 && len(near.frontier) == 1 && len(far.frontier) == 1 {
		bound := q.arg(int64(first))
		for i := range between {
			between[i].hop.First, between[i].hop.Order = bound, between[i].best()
		}
	}
	for _, w := range append(direct, between...) {
		sel.Hops = append(sel.Hops, w.hop)
	}
	if len(sel.Hops) == 0 {
		return nil
	}
	page, err := s.one(q, sel)
	if err != nil {
		return err
	}
	for i := range page.Items {
		item := &page.Items[i]
		n := s.byID[text(item.Value(0))]
		for j := range direct {
			for k := range item.Page(j).Items {
				s.row(n, &item.Page(j).Items[k], &direct[j].way)
			}
		}
		for j := range between {
			s.cross(n, item.Page(len(direct)+j), &between[j])
		}
	}
	return s.fault(nil)
}

// An aim is the side that edges are to lead to. Those of a node in the middle, mostly few, are looked at one by one.
type aim struct {
	kinds []string
	ids   store.Cond
	// once says that from where it is reached is found once: that takes no more than to look at the edges of each node in the middle,
	// unless this side has many more edges than the other, or something is asked of each.
	once bool
}

// A bridge is the way to nodes in the middle, and the ways on from there.
type bridge struct {
	way
	on []way
}

// best is the order of the edges of a way that the paths over them have.
func (b *bridge) best() store.Order {
	if b.origins == 0 {
		return store.Order{By: store.ByID}
	}
	return store.Order{By: store.ByProperty, Of: store.OfEdge, Property: b.hop.Fields[b.origins].Name, Desc: true}
}

// A horizon is how far a way was read. Edges beyond have fewer origins, or as many and lead to a greater id.
type horizon struct {
	origins int32
	id      string
}

// horizon is that of a page of a way that has more behind it.
func (b *bridge) horizon(page *store.Page) horizon {
	last := &page.Items[len(page.Items)-1]
	h := horizon{id: text(last.Value(1))}
	if b.origins > 0 {
		h.origins = int32(number(last.Value(b.origins)))
		if h.origins == 0 && last.Value(b.origins) != nil {
			h.id = "" // Those without a number, which is as good as none, come behind all that have one.
		}
	}
	return h
}

// nearest lists the best paths of one edge or of two. Where one beyond what was probed may be better, all is read.
func (s *pathSearch) nearest(length, most int) ([]walk, error) {
	found, err := s.list(length, most)
	if err != nil || length == 1 || s.settled(found, most) {
		return found, err
	}
	if err := s.probe(0); err != nil {
		return nil, err
	}
	return s.list(length, most)
}

// settled says whether paths of two edges are the best, as many as are wanted.
func (s *pathSearch) settled(found []walk, most int) bool {
	for _, h := range s.beyond {
		for _, w := range found {
			if w.least < h.origins || w.least == h.origins && s.nodes[w.nodes[1]].id > h.id {
				return false
			}
		}
	}
	return len(s.beyond) == 0 || len(found) == most
}

// legsTo are the ways from nodes of some kinds to the other side.
func (s *pathSearch) legsTo(q *asking, kinds []string, to aim) (all []bridge) {
	for _, r := range s.relations(s.onto) {
		for _, step := range steps(r, kinds) {
			conds, ok := s.edge(q, r)
			ends := both(step.far, to.kinds)
			if !ok || len(ends) == 0 {
				continue
			}
			h := &store.Hop{On: step.on, Step: store.Along{Relation: r.Name, Direction: step.direction}, Kinds: ends, Where: simple(append(conds, store.Or{to.ids}))}
			h.Pick = rows(0, store.OfEdge, "id", store.OfNode, "id")
			all = append(all, bridge{way: tell(h, r, step)})
		}
	}
	return all
}

// legsOver are the ways from nodes of some kinds to those in the middle that lead on.
func (s *pathSearch) legsOver(q *asking, kinds []string, to aim) (all []bridge) {
	for _, r := range s.relations(s.onto) {
		for _, step := range steps(r, kinds) {
			conds, ok := s.edge(q, r)
			middle := s.far(step.far)
			if !ok || len(middle) == 0 {
				continue
			}
			var some store.Or
			var on []*store.Hop
			b := bridge{}
			for _, next := range s.legsTo(q, middle, to) {
				leads := store.Some{Step: next.hop.Step, Kinds: next.hop.Kinds, Where: next.hop.Where}
				if to.once {
					leads.Where, leads.Once = to.ids, true
				}
				if some = append(some, leads); len(next.hop.On) < len(middle) {
					some[len(some)-1] = store.And{store.Kinds(next.hop.On), leads}
				}
				on, b.on = append(on, next.hop), append(b.on, next.way)
			}
			if len(some) == 0 {
				continue
			}
			h := &store.Hop{On: step.on, Step: store.Along{Relation: r.Name, Direction: step.direction}, Kinds: middle}
			h.Where = append(append(conds, s.node(q, middle)...), either(some))
			h.Pick = rows(0, store.OfEdge, "id", store.OfNode, "id")
			b.way = tell(h, r, step)
			h.Hops = on
			all = append(all, b)
		}
	}
	return all
}

// either leaves out an Or that has no need to be.
func either(some store.Or) store.Cond {
	if len(some) == 1 {
		return some[0]
	}
	return some
}

// cross meets the nodes in the middle that node n leads to, and what they lead to.
func (s *pathSearch) cross(n int32, page *store.Page, b *bridge) {
	if page.MoreAfter {
		s.beyond = append(s.beyond, b.horizon(page))
	}
	for i := range page.Items {
		row := &page.Items[i]
		s.row(n, row, &b.way)
		middle := s.byID[text(row.Value(1))]
		for j := range b.on {
			for k := range row.Page(j).Items {
				s.row(middle, &row.Page(j).Items[k], &b.on[j])
			}
		}
	}
}
