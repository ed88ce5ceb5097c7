package analysis

import (
	"context"
	"slices"

	"parley/graph/ontology"
	"parley/graph/store"
)

// behindAll reads what stands behind drawn edges as a scope sees them: all edges to and from the
// nodes in the middle, together. It sets Count, and of Evidence and Provenance what is wanted.
func (a *Analyst) behindAll(ctx context.Context, s *scope, edges []Edge, w Wants) error {
	for i := range a.onto.Drawn {
		d := &a.onto.Drawn[i]
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
		if err := a.behind(ctx, s, d, distinct(one), distinct(other), at, w); err != nil {
			return err
		}
	}
	return nil
}

// behind reads what stands behind the edges of one drawn relation, found by their ends: from these,
// or where they are many from the nodes in the middle, so that each is read once (see crowd).
func (a *Analyst) behind(ctx context.Context, s *scope, d *ontology.Drawn, one, other []string, at map[[2]string]*union, w Wants) error {
	q := &asking{}
	r := a.onto.Store.Relation(d.Step.First.Relation) // and that of the second step
	conds, ok := s.edge(q, r)
	if !ok {
		return nil
	}
	middle := s.spared(q)
	g := gathering{certainties: a.certainties(), at: at}
	far := &store.Hop{Step: d.Step.Second, Kinds: d.Ends, Pick: rows(0, store.OfNode, "id")}
	g.parts = pickParts(&far.Pick, r, w)
	id := []store.Field{{Of: store.OfNode, Name: "id"}}
	var sel *store.Selection
	gather := g.ofEnd
	if ends := distinct(append(one, other...)); len(ends) > a.limits.Batch/50 {
		conds = append(conds, q.among(ends))
		far.Where = simple(conds)
		middle = append(middle, store.Some{Step: d.Step.Second, Kinds: d.Ends, Where: far.Where})
		sel = &store.Selection{Kinds: d.Step.Kinds, Where: simple(middle), Pick: store.Pick{Rows: true, Fields: id, Hops: []*store.Hop{far}}}
		gather = g.ofMiddle
	} else {
		h := &store.Hop{Step: d.Step.First, Kinds: d.Step.Kinds, Where: simple(slices.Concat(conds, middle)), Pick: rows(0, store.OfNode, "id")}
		pickParts(&h.Pick, r, w)
		far.Where = simple(append(slices.Clone(conds), q.ids(store.OfNode, other)))
		h.Hops = []*store.Hop{far}
		sel = &store.Selection{Kinds: d.Ends, Where: q.ids(store.OfNode, one), Pick: store.Pick{Rows: true, Fields: id, Hops: []*store.Hop{h}}}
	}
	page, err := a.one(ctx, q, sel)
	if err != nil {
		return err
	}
	for i := range page.Items {
		gather(&page.Items[i])
	}
	for _, u := range at {
		u.finish(g.certainties)
	}
	return nil
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
