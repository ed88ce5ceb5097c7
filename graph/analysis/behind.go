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

// all sets Count of the edges, and of Evidence and Provenance what is wanted. It returns the edges of which all was
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
		return &store.Selection{Kinds: d.Step.Kinds, Where: simple(middle), Pick: store.Pick{
			First: q.arg(int64(b.limits.Batch)), Fields: []store.Field{{Of: store.OfNode, Name: "id"}}, Hops: []*store.Hop{far},
		}}
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

// A union puts together what stands behind the edges that a drawn one stands for, as the store
// does for a page of rows: documents and origins count once each, the surest certainty is that of all, one
// disputed edge is enough, and all that have a certainty must be anonymous.
type union struct {
	*Edge
	middle             map[string]bool
	documents, origins []string
	certainty          int // how many in the order of certainties come before it; -1 if there is none
	named              bool
}

// finish sets the edge.
func (u *union) finish(certainties []string) {
	u.Count = len(u.middle)
	u.Evidence = distinct(u.Evidence)
	u.Documents, u.Origins = len(distinct(u.documents)), len(distinct(u.origins))
	if u.certainty >= 0 {
		u.Certainty, u.Anonymous = certainties[u.certainty], !u.named
	}
}

// A gathering adds rows to the unions of their ends.
type gathering struct {
	parts
	certainties []string
	at          map[[2]string]*union // by the ids of both ends
}

// ofEnd adds what one node shares with others to the edges between them.
func (g *gathering) ofEnd(item *store.Item) {
	own := text(item.Value(0))
	middle := item.Page(0)
	for i := range middle.Items {
		m := &middle.Items[i]
		far := m.Page(0)
		for j := range far.Items {
			row := &far.Items[j]
			if u := g.at[[2]string{own, text(row.Value(0))}]; u != nil {
				u.middle[text(m.Value(0))] = true
				g.add(u, m)
				g.add(u, row)
			}
		}
	}
}

// ofMiddle adds what stands behind the edges of a node in the middle, to those between each two of its ends.
func (g *gathering) ofMiddle(item *store.Item) {
	ends := item.Page(0).Items
	for i := range ends {
		for j := range i {
			a, b := text(ends[i].Value(0)), text(ends[j].Value(0))
			if u := g.at[[2]string{min(a, b), max(a, b)}]; u != nil {
				u.middle[text(item.Value(0))] = true
				g.add(u, &ends[i])
				g.add(u, &ends[j])
			}
		}
	}
}

// add adds what stands behind one edge.
func (g *gathering) add(u *union, row *store.Item) {
	value := func(i int) any {
		if i == 0 {
			return nil
		}
		return row.Value(i)
	}
	u.Evidence = append(u.Evidence, texts(value(g.evidence))...)
	u.documents = append(u.documents, texts(value(g.documents))...)
	u.origins = append(u.origins, texts(value(g.origins))...)
	disputed, _ := value(g.disputed).(bool)
	u.Disputed = u.Disputed || disputed
	if c := slices.Index(g.certainties, text(value(g.certainty))); c >= 0 {
		if u.certainty < 0 || c < u.certainty {
			u.certainty = c
		}
		anonymous, _ := value(g.anonymous).(bool)
		u.named = u.named || !anonymous
	}
}
