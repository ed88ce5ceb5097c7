package analysis

import (
	"context"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"parley/graph/ontology"
	"parley/graph/store"
)

// drawnID is the id of an edge of a drawn relation: its name in lower case, a colon,
// and the ids of both ends in base64url with a dot between, the smaller first.
func drawnID(relation, one, other string) string {
	if other < one {
		one, other = other, one
	}
	code := base64.RawURLEncoding
	return strings.ToLower(relation) + ":" + code.EncodeToString([]byte(one)) + "." + code.EncodeToString([]byte(other))
}

// drawnOf reads an id that drawnID made; ok is false for any other.
func (a *Analyst) drawnOf(id string) (d *ontology.Drawn, one, other string, ok bool) {
	name, rest, _ := strings.Cut(id, ":")
	for i := range a.onto.Drawn {
		if d := &a.onto.Drawn[i]; strings.ToLower(d.Name) == name {
			x, y, _ := strings.Cut(rest, ".")
			code := base64.RawURLEncoding.Strict()
			b, err := code.DecodeString(x)
			c, err2 := code.DecodeString(y)
			one, other = string(b), string(c)
			return d, one, other, err == nil && err2 == nil && one < other
		}
	}
	return nil, "", "", false
}

// EdgeByID returns an edge as a picture shows it, whatever any filter says; nil if there is
// none. The id may be that of a drawn edge; where more edges would have to be read for it than a search may, that
// is an *InputError.
func (a *Analyst) EdgeByID(ctx context.Context, id string, w Wants) (*Edge, error) {
	if d, one, other, ok := a.drawnOf(id); ok {
		e := []Edge{{ID: id, Relation: d.Name, Source: one, Target: other, Evidence: []string{}}}
		b := &reading{Analyst: a, scope: a.scope(Filter{}, false), Wants: w, ctx: ctx, exceeds: func([]string, int) bool { return true }}
		switch read, err := b.all(e); {
		case err != nil:
			return nil, err
		case len(read) == 0:
			return nil, wrong("id", "one of its ends has more than %d edges, which is more than may be read", a.limits.Edges)
		case e[0].Count == 0:
			return nil, nil
		}
		return &e[0], nil
	}
	relation, _, _ := strings.Cut(id, ":")
	r := a.onto.Store.Relation(strings.ToUpper(relation))
	if r == nil {
		return nil, nil
	}
	q := a.edgeQuery(r, []string{id}, w.Evidence)
	pages, err := a.store.Read(ctx, q)
	if err != nil || len(pages) == 0 || len(pages[0].Items) == 0 {
		return nil, err
	}
	e := a.shownEdge(&pages[0].Items[0], q.Select)
	return &e, nil
}

// draw counts, for node n, with whom it shares the nodes in the middle, and the origins of the
// edges to them if these are weighed.
func (x *explorer) draw(n int32, middle *store.Page, w *way) {
	type pair struct{ middle, far string }
	seen := map[pair]bool{}
	count, behind := map[int32]int32{}, map[int32][]int32{}
	var order []int32
	for i := range middle.Items {
		m := &middle.Items[i]
		x.explored++
		first := x.number(nil, m, w.firstOrigins)
		far := m.Page(0)
		for j := range far.Items {
			row := &far.Items[j]
			x.explored++
			p := pair{text(m.Value(0)), text(row.Value(0))}
			if p.far == x.nodes[n].id {
				continue
			}
			f := x.meet(p.far, text(row.Value(1)))
			if x.weighs {
				behind[f] = x.number(append(behind[f], first...), row, w.secondOrigins)
			}
			if seen[p] {
				continue
			}
			seen[p] = true
			if count[f] == 0 {
				order = append(order, f)
			}
			count[f]++
		}
	}
	for _, f := range order {
		l := link{relation: w.relation, source: n, target: f, count: count[f], origins: different(behind[f])}
		if x.nodes[f].id < x.nodes[n].id {
			l.source, l.target = f, n
		}
		l.id = drawnID(w.relation, x.nodes[l.source].id, x.nodes[l.target].id)
		x.join(l)
	}
}

// number appends the numbers of the origins that a row has at a place; none if that is 0.
func (x *explorer) number(all []int32, row *store.Item, at int) []int32 {
	if at == 0 {
		return all
	}
	for _, id := range texts(row.Value(at)) {
		n, ok := x.origins[id]
		if !ok {
			n = int32(len(x.origins))
			x.origins[id] = n
		}
		all = append(all, n)
	}
	return all
}

// different is how many different numbers there are; it orders them.
func different(all []int32) int32 {
	slices.Sort(all)
	return int32(len(slices.Compact(all)))
}

// crowd says whether drawn edges among some nodes are found from the nodes in the middle: from
// each of many nodes, or of a few that have many edges, one in the middle would be met again and again.
func (x *explorer) crowd(among []int32) bool {
	edges := 0
	for _, n := range among {
		edges += max(0, x.nodes[n].degree) // That of some may not be known.
	}
	return len(among) > x.limits.Batch/50 || edges > 20*x.limits.Batch
}

// drawAmong finds the drawn edges among some nodes from the nodes in the middle, each read once.
// It does not weigh them: only pictures have such crowds, and they order nothing by origins.
func (x *explorer) drawAmong(among []int32) error {
	for _, d := range x.drawn {
		far := both(d.Ends, x.kindsOf(among))
		if len(far) == 0 {
			continue
		}
		shared := map[[2]int32]int32{}
		if err := x.middles(d, far, among, shared); err != nil {
			return err
		}
		for pair, n := range shared {
			l := link{relation: d.Name, source: pair[0], target: pair[1], count: n}
			l.id = drawnID(d.Name, x.nodes[l.source].id, x.nodes[l.target].id)
			x.join(l)
		}
	}
	return nil
}

// middles counts, for each two of some nodes, the smaller id first, the nodes in the middle.
func (x *explorer) middles(d *ontology.Drawn, far []string, among []int32, shared map[[2]int32]int32) error {
	in := map[int32]bool{}
	for _, n := range among {
		in[n] = true
	}
	for after := (store.Position{}); ; {
		if x.explored >= x.limits.Edges {
			return errEdges
		}
		page, err := x.middlePage(d, far, among, after)
		if page == nil || err != nil {
			return err
		}
		for i := range page.Items {
			x.share(page.Items[i].Page(0), in, shared)
		}
		if !page.MoreAfter || len(page.Items) == 0 {
			return nil
		}
		last := page.Items[len(page.Items)-1].Position()
		if last.ID <= after.ID {
			return fmt.Errorf("analysis: the rows behind %q end with %q", after.ID, last.ID)
		}
		after = last
	}
}

// middlePage reads some of the nodes in the middle, each with its ends; nil where no edge passes.
func (x *explorer) middlePage(d *ontology.Drawn, far []string, among []int32, after store.Position) (*store.Page, error) {
	q := &asking{}
	r := x.onto.Store.Relation(d.Step.Second.Relation)
	conds, ok := x.edge(q, r)
	if !ok {
		return nil, nil
	}
	h := &store.Hop{Step: d.Step.Second, Kinds: far, Pick: store.Pick{
		Rows: true, Order: store.Order{By: store.ByID, Edges: true}, Fields: []store.Field{{Of: store.OfNode, Name: "id"}},
	}}
	where := x.spared(q)
	if len(among) <= maxAmong*x.limits.Batch {
		conds = append(conds, q.among(x.idsOf(among)))
		where = append(where, store.Some{Step: d.Step.Second, Kinds: far, Where: simple(conds)})
	}
	h.Where = simple(conds)
	s := &store.Selection{Kinds: d.Step.Kinds, Where: simple(where), Pick: store.Pick{
		Rows: true, Positions: true, After: q.arg(after), First: q.arg(int64(x.limits.Batch)), Hops: []*store.Hop{h},
	}}
	return x.one(q, s)
}

// share counts each two of the ends of a node in the middle.
func (x *explorer) share(page *store.Page, in map[int32]bool, shared map[[2]int32]int32) {
	x.explored += 1 + len(page.Items)
	var ends []int32
	for i := range page.Items {
		n, ok := x.byID[text(page.Items[i].Value(0))]
		if !ok || !in[n] || slices.Contains(ends, n) {
			continue
		}
		for _, m := range ends {
			pair := [2]int32{m, n}
			if x.nodes[n].id < x.nodes[m].id {
				pair = [2]int32{n, m}
			}
			shared[pair]++
		}
		ends = append(ends, n)
	}
}
