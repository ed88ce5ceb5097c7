package analysis

import (
	"context"
	"maps"
	"slices"

	"parley/graph/ontology"
	"parley/graph/store"
)

// The properties that nodes and edges are shown by.
const (
	textProperty     = "text"     // what a claim says
	verbProperty     = "verb"     // how an assertion says it
	roleProperty     = "role"     // the part taken, or the sort of post
	titleProperty    = "title"    // the post
	evidenceProperty = "evidence" // ids of assertions
	polarityProperty = "polarity" // of an assertion
)

// states is the verb of an assertion that has none.
const states = "states"

// show reads in one Read how nodes and edges that were met are shown, by id. Where no nodes are
// named it tells those at the ends of the stored edges, which come with these. What stands behind
// drawn edges, which is that of all edges that they stand for, takes other Reads. Drawn edges that it cannot
// tell of within its bound are left out, and the search counts as stopped.
func (x *explorer) show(ctx context.Context, ids []string, numbers []int32, w Wants) (map[string]Node, map[string]Edge, error) {
	stored := map[string][]string{} // by relation
	var drawn []Edge
	for _, n := range numbers {
		l := &x.edges[n]
		if x.onto.Store.Relation(l.relation) != nil {
			stored[l.relation] = append(stored[l.relation], l.id)
			continue
		}
		drawn = append(drawn, Edge{
			ID: l.id, Relation: l.relation, Source: x.nodes[l.source].id, Target: x.nodes[l.target].id,
			Count: int(l.count), Evidence: []string{},
		})
	}
	nodes, edges := map[string]Node{}, map[string]Edge{}
	var qs []store.Query
	query := x.pathQuery
	if ids = distinct(ids); len(ids) > 0 {
		qs, query = append(qs, x.nodeQuery(ids, w.Degree)), x.edgeQuery
	}
	for _, relation := range slices.Sorted(maps.Keys(stored)) {
		qs = append(qs, query(x.onto.Store.Relation(relation), distinct(stored[relation]), w.Evidence))
	}
	if len(qs) == 0 {
		return nodes, edges, nil
	}
	pages, err := x.store.Read(ctx, qs...)
	if err != nil {
		return nil, nil, err
	}
	for i := range pages {
		for j := range pages[i].Items {
			item, s := &pages[i].Items[j], qs[i].Select
			if len(s.Relations) == 0 {
				n := x.shownNode(item, &s.Pick)
				nodes[n.ID] = n
				continue
			}
			e := x.shownEdge(item, s)
			edges[e.ID] = e
			if len(ids) == 0 {
				x.shownEnds(item, s, nodes)
			}
		}
	}
	if w.Evidence || w.Provenance || w.Times {
		known := len(drawn)
		b := &reading{Analyst: x.Analyst, scope: x.scope, Wants: w, ctx: ctx, exceeds: x.known}
		if drawn, err = b.all(drawn); err != nil {
			return nil, nil, err
		}
		x.stopped = x.stopped || len(drawn) < known
	}
	for _, e := range drawn {
		edges[e.ID] = e
	}
	return nodes, edges, nil
}

// known says whether one of some nodes is known to have more edges than that.
func (x *explorer) known(ids []string, edges int) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return x.nodes[x.byID[id]].degree > edges })
}

// labels are the properties that name a node, the first that it has.
func labels() []string { return []string{store.NameProperty, textProperty, verbProperty} }

// nodeQuery asks how nodes are shown.
func (a *Analyst) nodeQuery(ids []string, degrees bool) store.Query {
	q := &asking{}
	s := &store.Selection{Kinds: a.all(), Where: q.ids(store.OfNode, ids), Pick: store.Pick{Rows: true, Fields: a.nodeFields(a.all())}}
	if degrees {
		s.Hops = a.totals(s.Kinds)
	}
	return a.query(q, s)
}

// nodeFields are what nodes of some kinds are shown by.
func (a *Analyst) nodeFields(kinds []string) (fields []store.Field) {
	names := labels()
	for _, name := range kinds {
		if k := a.onto.Store.Kind(name); k.Time != "" && !slices.Contains(names, k.Time) {
			names = append(names, k.Time)
		}
	}
	for _, name := range append(names, "id", "kind") {
		fields = append(fields, store.Field{Of: store.OfNode, Name: name})
	}
	return fields
}

func (a *Analyst) shownNode(item *store.Item, p *store.Pick) Node {
	value := func(name string) any {
		return item.Value(slices.Index(p.Fields, store.Field{Of: store.OfNode, Name: name}))
	}
	n := Node{ID: text(value("id")), Kind: text(value("kind")), Label: states, Degree: degree(item, 0, len(p.Hops))}
	for _, name := range labels() {
		if label := text(value(name)); label != "" {
			n.Label = label
			break
		}
	}
	if k := a.onto.Store.Kind(n.Kind); k != nil && k.Time != "" {
		n.When = period(value(k.Time))
	}
	return n
}

// edgeQuery asks how stored edges of a relation are shown, ordered by id.
func (a *Analyst) edgeQuery(r *store.Relation, ids []string, evidence bool) store.Query {
	q := &asking{}
	return a.query(q, a.edgesOf(q, r, ids, evidence))
}

// pathQuery is an edgeQuery that asks how the nodes at both ends are shown as well, in two hops behind all others: a statement less
// than if they were asked for apart.
func (a *Analyst) pathQuery(r *store.Relation, ids []string, evidence bool) store.Query {
	q := &asking{}
	s := a.edgesOf(q, r, ids, evidence)
	for i, kinds := range [][]string{r.From, r.To} {
		s.Hops = append(s.Hops, &store.Hop{Step: store.End{Source: i == 0}, Kinds: kinds, One: true, Pick: store.Pick{Rows: true, Fields: a.nodeFields(kinds)}})
	}
	return a.query(q, s)
}

func (a *Analyst) edgesOf(q *asking, r *store.Relation, ids []string, evidence bool) *store.Selection {
	s := &store.Selection{
		Relations: []string{r.Name}, Where: q.ids(store.OfEdge, ids),
		Pick: store.Pick{Rows: true, Order: store.Order{By: store.ByID, Edges: true}},
	}
	for _, name := range []string{"id", "relation", "source", "target"} {
		s.Fields = append(s.Fields, store.Field{Of: store.OfEdge, Name: name})
	}
	for _, name := range []string{roleProperty, titleProperty, ontology.Effective} {
		if r.Property(name) != nil {
			s.Fields = append(s.Fields, store.Field{Of: store.OfEdge, Name: name})
		}
	}
	s.Fields = append(s.Fields, provenanceFields(r)...)
	if evidence {
		a.evidenceOf(q, s, r)
	}
	return s
}

func (a *Analyst) shownEdge(item *store.Item, s *store.Selection) Edge {
	value := func(name string) any {
		if i := slices.Index(s.Fields, store.Field{Of: store.OfEdge, Name: name}); i >= 0 {
			return item.Value(i)
		}
		return nil
	}
	e := Edge{
		ID: text(value("id")), Relation: text(value("relation")), Source: text(value("source")), Target: text(value("target")),
		Role: text(value(titleProperty)), Count: 1, When: period(value(ontology.Effective)), Provenance: provenance(value),
	}
	if e.Role == "" {
		e.Role = text(value(roleProperty))
	}
	e.Evidence = distinct(texts(value(evidenceProperty)))
	if len(s.Hops) > 0 && slices.Contains(s.Hops[0].Fields, store.Field{Of: store.OfNode, Name: evidenceProperty}) {
		e.Evidence = a.evidence(&e, item)
	}
	return e
}

// shownEnds tells the nodes at the ends of an edge.
func (a *Analyst) shownEnds(item *store.Item, s *store.Selection, nodes map[string]Node) {
	for i := len(s.Hops) - 2; i < len(s.Hops); i++ {
		for j := range item.Page(i).Items {
			n := a.shownNode(&item.Page(i).Items[j], &s.Hops[i].Pick)
			nodes[n.ID] = n
		}
	}
}

// evidenceOf asks, of edges, for what evidence needs: their own list, and of the
// source its list, its kind, and the assertions of a claim.
func (a *Analyst) evidenceOf(q *asking, s *store.Selection, r *store.Relation) {
	if r.Property(evidenceProperty) != nil {
		s.Fields = append(s.Fields, store.Field{Of: store.OfEdge, Name: evidenceProperty})
		return
	}
	source := &store.Hop{Step: store.End{Source: true}, Kinds: r.From, One: true, Pick: store.Pick{
		Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "kind"}, {Of: store.OfNode, Name: evidenceProperty}},
	}}
	if claims, relation := a.claims(); len(both(claims, r.From)) > 0 {
		affirmed := store.Not{Cond: store.Compare{Of: store.OfNode, Property: polarityProperty, Op: store.Eq, Arg: q.arg("DENIED")}}
		source.Hops = []*store.Hop{{
			On: both(claims, r.From), Step: store.Along{Relation: relation, Direction: store.In, Distinct: true}, Kinds: a.onto.Store.Relation(relation).From, Where: affirmed,
			Pick: store.Pick{Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}}},
		}}
	}
	s.Hops = append(s.Hops, source)
}

// The names that evidence goes by where an edge has no list of its own.
const (
	assertionKind   = "Assertion"
	assertsRelation = "ASSERTS"
)

// claims are the kinds that assertions assert, and the relation by which they do.
func (a *Analyst) claims() (kinds []string, relation string) {
	if r := a.onto.Store.Relation(assertsRelation); r != nil {
		return r.To, r.Name
	}
	return nil, ""
}

// evidence is what stands behind an edge that has no list of its own: where it leaves an
// assertion, this; where it leaves a claim, the assertions that affirm the claim; and where it
// leaves another node with a list, that.
func (a *Analyst) evidence(e *Edge, item *store.Item) []string {
	source := item.Page(0)
	if len(source.Items) == 0 {
		return []string{}
	}
	from := &source.Items[0]
	switch kind := text(from.Value(0)); {
	case kind == assertionKind:
		return []string{e.Source}
	case slices.Contains(a.claimKinds(), kind):
		var ids []string
		page := from.Page(0)
		for i := range page.Items {
			ids = append(ids, text(page.Items[i].Value(0)))
		}
		return distinct(ids)
	}
	return distinct(texts(from.Value(1)))
}

func (a *Analyst) claimKinds() []string {
	kinds, _ := a.claims()
	return kinds
}

// distinct returns the texts ordered, each once; it is never nil.
func distinct(all []string) []string {
	ids := append([]string{}, all...)
	slices.Sort(ids)
	return slices.Compact(ids)
}
