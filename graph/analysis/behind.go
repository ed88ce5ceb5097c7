package analysis

import (
	"context"
	"errors"
	"slices"

	"parley/graph/ontology"
	"parley/graph/store"
)

// A reading reads what stands behind drawn edges as a scope sees them: all edges to and from the nodes in the
// middle. It may read as many rows as a search may, counted apart from those of the search, so that one which
// came to its bound can still be described.
type reading struct {
	*Analyst
	*scope
	Wants
	ctx  context.Context
	rows int
	// exceeds says whether one of some nodes is known to have more edges than that, or may have.
	exceeds func(ids []string, edges int) bool
}

// all sets Count of the edges, and of Evidence, Provenance, First and Last what is wanted. It returns the edges of which all was
// read; the others came behind the bound.
func (b *reading) all(edges []Edge) ([]Edge, error) {
	unread := map[string]bool{}
	for i := range b.onto.Drawn {
		d := &b.onto.Drawn[i]
		var one, other []string
		at := map[[2]string]*union{}
		for j := range edges {
			if e := &edges[j]; e.Relation == d.Name {
				one, other = append(one, e.Source), append(other, e.Target)
				at[[2]string{e.Source, e.Target}] = &union{Edge: e, middle: map[string]bool{}, certainty: -1}
			}
		}
		if len(at) == 0 {
			continue
		}
		if err := b.behind(d, distinct(one), distinct(other), at); err == nil {
			continue
		} else if !errors.Is(err, errEdges) {
			return nil, err
		}
		for _, u := range at {
			unread[u.ID] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(edges), func(e Edge) bool { return unread[e.ID] }), nil
}

// behind reads what stands behind the edges of one drawn relation, found by their ends: from these,
// or where they are many from the nodes in the middle, so that each is read once (see crowd).
func (b *reading) behind(d *ontology.Drawn, one, other []string, at map[[2]string]*union) error {
	if _, ok := b.edge(&asking{}, b.onto.Store.Relation(d.Step.First.Relation)); !ok {
		return nil
	}
	if b.rows >= b.limits.Edges {
		return errEdges
	}
	g := &gathering{certainties: b.certainties(), at: at}
	ends, read := distinct(append(slices.Clone(one), other...)), b.fromEnds
	if len(ends) > b.limits.Batch/50 {
		one, read = ends, b.fromMiddle
	}
	if err := read(d, one, other, g); err != nil {
		return err
	}
	for _, u := range at {
		u.finish(g.certainties)
	}
	return nil
}

// fromEnds reads the nodes in the middle from one side, each with those of the other that share it.
func (b *reading) fromEnds(d *ontology.Drawn, one, other []string, g *gathering) error {
	q := &asking{}
	r := b.onto.Store.Relation(d.Step.First.Relation) // and that of the second step
	conds, _ := b.edge(q, r)
	var bound store.Arg
	if left := b.limits.Edges - b.rows; b.exceeds(one, left) {
		bound = q.arg(int64(left))
	}
	far := &store.Hop{Step: d.Step.Second, Kinds: d.Ends, Pick: rows(0, store.OfNode, "id")}
	g.parts = pickParts(&far.Pick, r, b.Wants)
	h := &store.Hop{Step: d.Step.First, Kinds: d.Step.Kinds, Where: simple(slices.Concat(conds, b.spared(q))), Pick: rows(bound, store.OfNode, "id")}
	pickParts(&h.Pick, r, b.Wants)
	g.time = pickTime(&h.Pick, d, b.Wants)
	far.Where = simple(append(slices.Clone(conds), q.ids(store.OfNode, other)))
	h.Hops = []*store.Hop{far}
	page, err := b.one(b.ctx, q, &store.Selection{Kinds: d.Ends, Where: q.ids(store.OfNode, one), Pick: store.Pick{
		Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}}, Hops: []*store.Hop{h},
	}})
	if err != nil {
		return err
	}
	for i := range page.Items {
		middle := page.Items[i].Page(0)
		if middle.MoreAfter {
			b.rows = b.limits.Edges
			return errEdges
		}
		b.rows += len(middle.Items)
		for j := range middle.Items {
			b.rows += len(middle.Items[j].Page(0).Items)
		}
		g.ofEnd(&page.Items[i])
	}
	return nil
}

// fromMiddle reads all nodes in the middle that some share, in pages, each with these.
func (b *reading) fromMiddle(d *ontology.Drawn, ends, _ []string, g *gathering) error {
	r := b.onto.Store.Relation(d.Step.First.Relation)
	return b.pages(b.ctx, func(q *asking) *store.Selection {
		conds, _ := b.edge(q, r)
		middle := b.spared(q)
		conds = append(conds, q.among(ends))
		far := &store.Hop{Step: d.Step.Second, Kinds: d.Ends, Where: simple(conds), Pick: rows(0, store.OfNode, "id")}
		g.parts = pickParts(&far.Pick, r, b.Wants)
		middle = append(middle, store.Some{Step: d.Step.Second, Kinds: d.Ends, Where: far.Where})
		s := &store.Selection{Kinds: d.Step.Kinds, Where: simple(middle), Pick: store.Pick{
			First: q.arg(int64(b.limits.Batch)), Fields: []store.Field{{Of: store.OfNode, Name: "id"}}, Hops: []*store.Hop{far},
		}}
		g.time = pickTime(&s.Pick, d, b.Wants)
		return s
	}, func(item *store.Item) error {
		if b.rows >= b.limits.Edges {
			return errEdges
		}
		b.rows += 1 + len(item.Page(0).Items)
		g.ofMiddle(item)
		return nil
	})
}

// certainties are the values of a certainty, the surest first.
func (a *Analyst) certainties() []string {
	if a.onto.Testimony == nil {
		return nil
	}
	return a.onto.Testimony.Certainties
}

// Parts are where in a row what stands behind its edge is; 0 where it is not.
type parts struct{ evidence, documents, origins, certainty, disputed, anonymous int }

// pickParts asks for what is wanted of what stands behind an edge, as far as its relation has it.
func pickParts(p *store.Pick, r *store.Relation, w Wants) (at parts) {
	add := func(wanted bool, name string) int {
		if !wanted || r.Property(name) == nil {
			return 0
		}
		p.Fields = append(p.Fields, store.Field{Of: store.OfEdge, Name: name})
		return len(p.Fields) - 1
	}
	return parts{
		evidence:  add(w.Evidence, evidenceProperty),
		documents: add(w.Provenance, ontology.ProvenanceDocumentIDs), origins: add(w.Provenance, ontology.ProvenanceOriginIDs),
		certainty: add(w.Provenance, ontology.ProvenanceCertainty),
		disputed:  add(w.Provenance, ontology.ProvenanceDisputed), anonymous: add(w.Provenance, ontology.ProvenanceAnonymous),
	}
}

// pickTime asks for the time of a node in the middle if it is wanted, and returns where it is; 0 where it is not.
func pickTime(p *store.Pick, d *ontology.Drawn, w Wants) int {
	if !w.Times || d.Step.Time == "" {
		return 0
	}
	p.Fields = append(p.Fields, store.Field{Of: store.OfNode, Name: d.Step.Time})
	return len(p.Fields) - 1
}
