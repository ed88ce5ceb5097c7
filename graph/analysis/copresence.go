package analysis

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// maxPairs bounds the pairs of edges that a search for co-presence finds.
const maxPairs = 100_000

// A CoPresenceQuery asks where and when two nodes were in one place. The schema says by @presence
// which edges tell where a node was.
type CoPresenceQuery struct {
	Of, With string  // ids
	Certain  bool    // only what overlaps on every reading of both times
	Window   *Window // what the overlap must overlap, or what time there is where one edge has none; nil lets all pass that has an overlap
	First    int     // from 0: how many are wanted
	After    *store.Position
	Edges    bool // whether One and Other are wanted, and not only their ids
	Wants    Wants
}

// CoPresences is a page of them, in order of the overlap, none last, and then by the ids of both edges.
type CoPresences struct {
	Found  []CoPresence
	Before bool // surely there is more before: After was given
	More   bool // there is more behind
	Total  int  // how many there are
}

// A CoPresence is a pair of edges that put both nodes in one place at one time.
type CoPresence struct {
	Place      string       // the id of the smallest place that held both
	Overlap    *edtf.Period // nil where one of the edges has no time
	Certain    bool         // whether the times overlap on every reading
	One, Other Edge         // of Of and of With
	At         store.Position
}

// CoPresenceOrder is the order of co-presences, for their cursors. A Position has the id of
// One and, as that of an edge, of Other.
func CoPresenceOrder() store.Order {
	return store.Order{By: store.ByTime, Of: store.OfEdge, Property: "overlap"}
}

// CoPresence reads the edges that tell where both were and, in a second Read, in which places their places
// lie; then it goes along the times of each place with a line that sweeps over both. What has no
// time overlaps nothing; it is found only with Window.Undated, and without Certain. What is wrong
// with the query is an *InputError, and so is one that leads to more than Limits.Edges edges or
// maxPairs pairs: then a narrower window is needed.
func (a *Analyst) CoPresence(ctx context.Context, q CoPresenceQuery) (*CoPresences, error) {
	if q.Of == q.With {
		return nil, wrong("with", "it is the same as `of`: %q; co-presence is of two", q.With)
	}
	if p := q.After; p != nil && (p.ID == "" || p.Edge == "") {
		return nil, wrong("after", "it is no cursor of a co-presence; take it from pageInfo or from an edge")
	}
	c := &coPresence{Analyst: a, CoPresenceQuery: q, numbers: map[string]int32{}}
	if err := c.read(ctx); err != nil {
		return nil, err
	}
	if err := c.locate(ctx); err != nil {
		return nil, err
	}
	if err := c.meet(); err != nil {
		return nil, err
	}
	out := c.page()
	if q.Edges {
		return out, c.describe(ctx, out)
	}
	return out, nil
}

// A coPresence is a search for them.
type coPresence struct {
	*Analyst
	CoPresenceQuery
	stays   [2][]stay // of Of and of With
	numbers map[string]int32
	places  []place
	found   []CoPresence
	pairs   int // how many were looked at
}

// A stay is an edge that tells that somebody was in a place.
type stay struct {
	edge, relation string
	place          int32
	when           *edtf.Period
}

// read reads the stays of both.
func (c *coPresence) read(ctx context.Context) error {
	q := &asking{}
	s := &store.Selection{Kinds: c.all(), Where: q.ids(store.OfNode, []string{c.Of, c.With}), Pick: store.Pick{
		Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}, {Of: store.OfNode, Name: "kind"}},
	}}
	bound := q.arg(int64(c.limits.Edges + 1))
	for i := range c.onto.Presences {
		s.Hops = append(s.Hops, c.hop(q, &c.onto.Presences[i], bound))
	}
	page, err := c.one(ctx, q, s)
	if err != nil {
		return err
	}
	at := map[string]*store.Item{}
	for i := range page.Items {
		at[text(page.Items[i].Value(0))] = &page.Items[i]
	}
	read := 0
	for side, x := range []argument{{"of", []string{c.Of}}, {"with", []string{c.With}}} {
		item := at[x.ids[0]]
		if item == nil {
			return wrong(x.at, "there is nothing of the id %q; search finds ids by name", x.ids[0])
		}
		if kind := text(item.Value(1)); !c.goes(kind) {
			return wrong(x.at, "%q is of the kind %s, of which nothing says where it was", x.ids[0], c.onto.KindValue(kind))
		}
		for i := range c.onto.Presences {
			read += len(item.Page(i).Items)
			c.take(side, item.Page(i), &c.onto.Presences[i])
		}
	}
	if read > c.limits.Edges {
		return wrong("window", "there are more than %d edges that say where the two were; ask within a narrower window", c.limits.Edges)
	}
	return nil
}

// goes says whether something may say where nodes of a kind were.
func (c *coPresence) goes(kind string) bool {
	return slices.ContainsFunc(c.onto.Presences, func(p ontology.Presence) bool { return slices.Contains(p.On, kind) })
}

// hop leads along the edges of a presence that can overlap the window.
func (c *coPresence) hop(q *asking, p *ontology.Presence, bound store.Arg) *store.Hop {
	h := &store.Hop{On: p.On, Step: p.Step, Kinds: p.Kinds, Pick: rows(bound, store.OfEdge, "id", store.OfEdge, ontology.Effective, store.OfNode, "id")}
	if w := c.Window; w != nil {
		h.Where = store.During{Of: store.OfEdge, Property: ontology.Effective, Window: q.arg(w.Window), Undated: w.Undated}
	}
	if p.Via != nil {
		h.Hops = []*store.Hop{{Step: *p.Via, Kinds: p.Places, One: true, Pick: store.Pick{Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}}}}}
	}
	return h
}

// take takes the stays of one of both.
func (c *coPresence) take(side int, page *store.Page, p *ontology.Presence) {
	for i := range page.Items {
		row := &page.Items[i]
		s := stay{edge: text(row.Value(0)), relation: p.Step.Relation, when: period(row.Value(1))}
		if s.when == nil && !c.undated() {
			continue
		}
		at := text(row.Value(2))
		if p.Via != nil {
			below := row.Page(0)
			if len(below.Items) == 0 {
				continue
			}
			at = text(below.Items[0].Value(0))
		}
		s.place = c.number(at)
		c.stays[side] = append(c.stays[side], s)
	}
}

// undated says whether what has no time passes.
func (c *coPresence) undated() bool { return c.Window != nil && c.Window.Undated && !c.Certain }

// page is those that are asked for.
func (c *coPresence) page() *CoPresences {
	slices.SortFunc(c.found, func(a, b CoPresence) int { return comparePairs(a.At, b.At) })
	out := &CoPresences{Found: c.found, Before: c.After != nil, Total: len(c.found)}
	if c.After != nil {
		i, _ := slices.BinarySearchFunc(out.Found, *c.After, func(x CoPresence, at store.Position) int {
			if comparePairs(x.At, at) <= 0 {
				return -1
			}
			return 1
		})
		out.Found = out.Found[i:]
	}
	if len(out.Found) > c.First {
		out.Found, out.More = out.Found[:c.First], true
	}
	return out
}

func comparePairs(a, b store.Position) int {
	return cmp.Or(compareKeys(a, b), compareText(a.ID, b.ID), compareText(a.Edge, b.Edge))
}

// describe reads how the edges are shown.
func (c *coPresence) describe(ctx context.Context, out *CoPresences) error {
	ids := map[string][]string{}
	for i := range out.Found {
		for _, e := range []*Edge{&out.Found[i].One, &out.Found[i].Other} {
			ids[e.Relation] = append(ids[e.Relation], e.ID)
		}
	}
	var qs []store.Query
	for _, relation := range slices.Sorted(maps.Keys(ids)) {
		qs = append(qs, c.edgeQuery(c.onto.Store.Relation(relation), distinct(ids[relation]), c.Wants.Evidence))
	}
	if len(qs) == 0 {
		return nil
	}
	pages, err := c.store.Read(ctx, qs...)
	if err != nil {
		return err
	}
	shown := map[string]Edge{}
	for i := range pages {
		for j := range pages[i].Items {
			e := c.shownEdge(&pages[i].Items[j], qs[i].Select)
			shown[e.ID] = e
		}
	}
	out.Found = slices.DeleteFunc(out.Found, func(x CoPresence) bool { // Deleted between the Reads.
		return shown[x.One.ID].ID == "" || shown[x.Other.ID].ID == ""
	})
	for i := range out.Found {
		x := &out.Found[i]
		x.One, x.Other = shown[x.One.ID], shown[x.Other.ID]
	}
	return nil
}
