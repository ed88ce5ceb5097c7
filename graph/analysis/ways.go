package analysis

import (
	"slices"
	"strings"

	"parley/graph/ontology"
	"parley/graph/store"
)

// A way is a hop that leads from a frontier along one relation.
type way struct {
	hop      *store.Hop
	relation string
	in       bool            // whether the edges lead to the frontier
	drawn    *ontology.Drawn // set where it leads over nodes in the middle

	// Where a row tells what is not certain from the schema, behind the ids of the edge and the
	// node; 0 where it does not.
	kind, source, origins int
	// Where the ids of the origins of both edges of a drawn one are: in the row of the node in
	// the middle and in that of the far end; 0 where they are not.
	firstOrigins, secondOrigins int
}

// tell has the rows of a hop tell what is not certain.
func tell(h *store.Hop, r *store.Relation, l leg) way {
	w := way{hop: h, relation: r.Name, in: l.direction == store.In}
	add := func(f store.Field) int {
		h.Fields = append(h.Fields, f)
		return len(h.Fields) - 1
	}
	if len(h.Kinds) > 1 {
		w.kind = add(store.Field{Of: store.OfNode, Name: "kind"})
	}
	if l.direction == store.Both {
		w.source = add(store.Field{Of: store.OfEdge, Name: "source"})
	}
	if f, ok := standing(r); ok {
		w.origins = add(f)
	}
	return w
}

// maxAmong is up to how many batches of nodes a store is told to which edges are to lead.
const maxAmong = 5

// ways are the hops from nodes of some kinds that the scope lets pass. With among
// they lead to these nodes only; if bounded none has more edges than may still be read.
func (x *explorer) ways(q *asking, kinds []string, bounded bool, among []int32) (all []way) {
	possible := x.all()
	if among != nil {
		possible = x.kindsOf(among)
	}
	near := func(far []string) (also store.And) {
		switch {
		case among == nil || len(among) > maxAmong*x.limits.Batch:
		case x.crowd(among):
			also = store.And{q.among(x.idsOf(among))}
		default:
			also = store.And{q.ids(store.OfNode, x.idsOf(among))}
		}
		return append(also, x.node(q, far)...)
	}
	var bound store.Arg
	if bounded {
		bound = q.arg(int64(x.limits.Edges - x.explored + 1))
	}
	for _, r := range x.relations(x.onto) {
		for _, step := range steps(r, kinds) {
			far := x.far(both(step.far, possible))
			if len(far) == 0 {
				continue
			}
			conds, ok := x.edge(q, r)
			if !ok {
				continue
			}
			h := &store.Hop{On: step.on, Step: store.Along{Relation: r.Name, Direction: step.direction}, Kinds: far}
			h.Where = simple(append(conds, near(far)...))
			h.Pick = rows(bound, store.OfEdge, "id", store.OfNode, "id")
			all = append(all, tell(h, r, step))
		}
	}
	for _, d := range x.drawn {
		if among != nil && x.crowd(among) {
			break // drawAmong looks for these.
		}
		if w, ok := x.over(q, d, kinds, possible, bound, near); ok {
			all = append(all, w)
		}
	}
	return all
}

// rows picks some fields of all rows, up to a bound if there is one, in the order of their edges.
func rows(bound store.Arg, ofAndName ...any) store.Pick {
	p := store.Pick{Rows: true, First: bound, Order: store.Order{By: store.ByID, Edges: true}}
	for i := 0; i < len(ofAndName); i += 2 {
		p.Fields = append(p.Fields, store.Field{Of: ofAndName[i].(store.Of), Name: ofAndName[i+1].(string)})
	}
	return p
}

// over is the way of a drawn relation: to the nodes in the middle, and from each to
// all who share it; ok is false where none passes. Both edges must pass, and so must the node at the far end; the node
// in the middle is no node of what is drawn, so that only an exclusion holds of it.
func (x *explorer) over(q *asking, d *ontology.Drawn, kinds, possible []string, bound store.Arg, near func([]string) store.And) (w way, ok bool) {
	on, far := both(d.Ends, kinds), x.far(both(d.Ends, possible))
	if len(on) == 0 || len(far) == 0 {
		return w, false
	}
	r := x.onto.Store.Relation(d.Step.First.Relation) // and that of the second step
	first, ok := x.edge(q, r)
	second, also := x.edge(q, r)
	if !ok || !also {
		return w, false
	}
	first = append(first, x.spared(q)...)
	h := &store.Hop{On: on, Step: d.Step.First, Kinds: d.Step.Kinds, Where: simple(first), Pick: rows(bound, store.OfNode, "id")}
	h.Hops = []*store.Hop{{
		Step: d.Step.Second, Kinds: far, Where: simple(append(second, near(far)...)), Pick: rows(0, store.OfNode, "id", store.OfNode, "kind"),
	}}
	w = way{hop: h, relation: d.Name, drawn: d}
	if x.weighs {
		w.firstOrigins, w.secondOrigins = origins(&h.Pick, r), origins(&h.Hops[0].Pick, r)
	}
	return w, true
}

// origins asks for the ids of the origins of edges of a relation, and returns where they are; 0
// where it has none.
func origins(p *store.Pick, r *store.Relation) int {
	if r.Property(ontology.ProvenanceOriginIDs) == nil {
		return 0
	}
	p.Fields = append(p.Fields, store.Field{Of: store.OfEdge, Name: ontology.ProvenanceOriginIDs})
	return len(p.Fields) - 1
}

// A leg is the way that edges of a relation go from nodes of some kinds.
type leg struct {
	on, far   []string
	direction store.Direction
}

// steps are the legs of a relation from nodes of some kinds: a kind that can be at
// both ends has both directions in one leg, so that a self loop is met once.
func steps(r *store.Relation, kinds []string) (all []leg) {
	var out, in, either []string
	for _, k := range kinds {
		switch from, to := slices.Contains(r.From, k), slices.Contains(r.To, k); {
		case from && to:
			either = append(either, k)
		case from:
			out = append(out, k)
		case to:
			in = append(in, k)
		}
	}
	ends := slices.Clone(r.From)
	for _, k := range r.To {
		if !slices.Contains(ends, k) {
			ends = append(ends, k)
		}
	}
	slices.Sort(ends)
	for _, l := range []leg{{out, r.To, store.Out}, {in, r.From, store.In}, {either, ends, store.Both}} {
		if len(l.on) > 0 {
			all = append(all, l)
		}
	}
	return all
}

// both are the elements that are in both lists, in the order of the first.
func both(a, b []string) (all []string) {
	for _, s := range a {
		if slices.Contains(b, s) {
			all = append(all, s)
		}
	}
	return all
}

func compareText(a, b string) int { return strings.Compare(a, b) }

// measured are the relations whose edges are counted to know how much there is to read: those that pass; where a degree has to be
// judged, all.
func (x *explorer) measured() (all []*store.Relation) {
	for i := range x.onto.Store.Relations {
		r := &x.onto.Store.Relations[i]
		drawn := slices.ContainsFunc(x.drawn, func(d *ontology.Drawn) bool { return d.Step.First.Relation == r.Name })
		if x.MaxDegree != nil || drawn || x.Relations == nil || slices.Contains(x.Relations, r.Name) {
			all = append(all, r)
		}
	}
	return all
}

// measure reads the degrees of the nodes that are not known yet.
func (x *explorer) measure(all []int32) error {
	todo := slices.DeleteFunc(slices.Clone(all), func(n int32) bool { return x.nodes[n].degree >= 0 })
	x.byIDs(todo)
	for part := range slices.Chunk(todo, x.limits.Batch) {
		q := &asking{}
		s := &store.Selection{Kinds: x.kindsOf(part), Where: q.ids(store.OfNode, x.idsOf(part)), Pick: store.Pick{
			Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}},
		}}
		s.Hops = totals(x.measured(), s.Kinds)
		page, err := x.one(q, s)
		if err != nil {
			return err
		}
		for i := range page.Items {
			item := &page.Items[i]
			if n, ok := x.byID[text(item.Value(0))]; ok {
				x.nodes[n].degree = degree(item, 0, len(s.Hops))
			}
		}
	}
	return nil
}

// totals are hops that count the stored edges of nodes of some kinds.
func (a *Analyst) totals(kinds []string) []*store.Hop {
	var all []*store.Relation
	for i := range a.onto.Store.Relations {
		all = append(all, &a.onto.Store.Relations[i])
	}
	return totals(all, kinds)
}

// totals are hops that count the edges of some relations.
func totals(relations []*store.Relation, kinds []string) (hops []*store.Hop) {
	for _, r := range relations {
		for _, l := range steps(r, kinds) {
			hops = append(hops, &store.Hop{
				On: l.on, Step: store.Along{Relation: r.Name, Direction: l.direction}, Kinds: l.far,
				Pick: store.Pick{Total: true, Order: store.Order{By: store.ByID, Edges: true}},
			})
		}
	}
	return hops
}

// degree adds up the totals of some hops of a node.
func degree(item *store.Item, from, to int) (n int) {
	for i := from; i < to; i++ {
		n += int(item.Page(i).Total)
	}
	return n
}
