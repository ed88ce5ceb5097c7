package storetest

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/google/go-cmp/cmp"

	"parley/graph/store"
)

// laws holds a store with a random graph to what is true of every graph, asking
// nothing but the store.
func laws(ctx context.Context, s store.Store, seed uint64, times int) error {
	r := newRandom(Schema(), seed, 1<<32)
	ids := nodeIDs(12)
	all := r.graph(ids, 60)
	if err := s.Update(ctx, func(tx store.Tx) error { return tx.Write(ctx, all) }); err != nil {
		return err
	}
	graph, _ := (&graph{schema: r.schema}).with(all)
	l := law{ctx, s}
	for range times {
		q, _ := r.query(graph)
		for _, check := range []func(store.Query) error{l.glued, l.gluedBelow, l.each, l.negated} {
			if err := check(q); err != nil {
				return fmt.Errorf("%w\nof the graph\n%s", err, graph)
			}
		}
	}
	return l.mirrored(r.schema)
}

type law struct {
	ctx context.Context
	s   store.Store
}

func (l law) read(q store.Query) (*store.Page, error) {
	pages, err := l.s.Read(l.ctx, q)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, q)
	}
	return &pages[0], nil
}

// whole returns a copy of a Selection that asks for all rows, with Positions and Total.
func whole(s *store.Selection) *store.Selection {
	w := *s
	w.Pick = wholePick(w.Pick)
	return &w
}

func wholePick(p store.Pick) store.Pick {
	p.Rows, p.Positions, p.Total = true, p.Order.By != store.ByDistance, true
	p.After, p.Before, p.First, p.Last, p.NoMore = 0, 0, 0, 0, false
	return p
}

// glued: pages one after another, from either side, are one big page, whose
// length is the Total.
func (l law) glued(q store.Query) error {
	roots := whole(q.Select)
	with := func(p store.Pick) *store.Selection {
		s := *roots
		s.Pick = p
		return &s
	}
	return l.glue(q.Args, roots.Pick, with, func(page *store.Page) *store.Page { return page })
}

// gluedBelow is glued of each hop from one root.
func (l law) gluedBelow(q store.Query) error {
	roots := whole(q.Select)
	for i, h := range roots.Hops {
		if h.One || h.Order.By == store.ByDistance {
			continue
		}
		with := func(p store.Pick) *store.Selection {
			s, below := *roots, *h
			below.Pick = p
			s.Hops = slices.Clone(roots.Hops)
			s.Hops[i] = &below
			return &s
		}
		page, err := l.read(store.Query{Select: with(wholePick(h.Pick)), Args: q.Args})
		if err != nil {
			return err
		}
		// One with rows: others may have the zero page, which says nothing.
		root := slices.IndexFunc(page.Items, func(x store.Item) bool { return x.Page(i).Total > 0 })
		if root < 0 {
			continue
		}
		part := func(page *store.Page) *store.Page { return page.Items[root].Page(i) }
		if err := l.glue(q.Args, wholePick(h.Pick), with, part); err != nil {
			return err
		}
	}
	return nil
}

// glue reads one part of an answer whole, as p says, and then in pages of two.
func (l law) glue(args []any, p store.Pick, with func(store.Pick) *store.Selection, part func(*store.Page) *store.Page) error {
	q := store.Query{Select: with(p), Args: args}
	page, err := l.read(q)
	if err != nil {
		return err
	}
	want := part(page)
	if int64(len(want.Items)) != want.Total {
		return fmt.Errorf("the total is %d of %d rows\n%s", want.Total, len(want.Items), q)
	}
	forward, err := l.pages(args, p, with, part, true, len(want.Items))
	if err != nil {
		return err
	}
	backward, err := l.pages(args, p, with, part, false, len(want.Items))
	if err != nil {
		return err
	}
	slices.Reverse(backward)
	for way, pages := range map[string][]*store.Page{"first": forward, "last": backward} {
		got := store.Page{Total: want.Total}
		for _, page := range pages {
			got.Items = append(got.Items, page.Items...)
		}
		if d := cmp.Diff(flatten(want, &p), flatten(&got, &p)); d != "" {
			return fmt.Errorf("pages by %s are not the whole (-whole +pages):\n%s\n%s", way, d, q)
		}
	}
	return nil
}

// pages reads page after page of two rows until one says that there is no more, and at most
// as many as there can be of so many rows.
func (l law) pages(args []any, p store.Pick, with func(store.Pick) *store.Selection, part func(*store.Page) *store.Page, forward bool, rows int) ([]*store.Page, error) {
	size, cursor := store.Arg(len(args)+1), store.Arg(len(args)+2)
	begin, more := p, p
	if forward {
		begin.First, more.First, more.After = size, size, cursor
	} else {
		begin.Last, more.Last, more.Before = size, size, cursor
	}
	q := store.Query{Select: with(begin), Args: append(slices.Clone(args), int64(2), store.Position{})}
	next := with(more)
	var all []*store.Page
	for range rows/2 + 1 {
		page, err := l.read(q)
		if err != nil {
			return nil, err
		}
		at := part(page)
		all = append(all, at)
		if forward && !at.MoreAfter || !forward && !at.MoreBefore || len(at.Items) == 0 {
			break
		}
		edge := &at.Items[len(at.Items)-1]
		if !forward {
			edge = &at.Items[0]
		}
		q = store.Query{Select: next, Args: append(slices.Clone(args), int64(2), edge.Position())}
	}
	return all, nil
}

// each: many roots are answered as each root alone.
func (l law) each(q store.Query) error {
	if len(q.Select.Kinds) == 0 {
		return nil
	}
	s := whole(q.Select)
	s.Fields = append([]store.Field{{Of: store.OfNode, Name: "id"}}, s.Fields...)
	page, err := l.read(store.Query{Select: s, Args: q.Args})
	if err != nil {
		return err
	}
	alone := *s
	id := store.Compare{Property: "id", Op: store.Eq, Arg: store.Arg(len(q.Args) + 1)}
	if alone.Where = id; s.Where != nil {
		alone.Where = store.And{s.Where, id}
	}
	for i := range min(len(page.Items), 3) {
		q := store.Query{Select: &alone, Args: append(slices.Clone(q.Args), page.Items[i].Value(0))}
		got, err := l.read(q)
		if err != nil {
			return err
		}
		want := &store.Page{Items: page.Items[i : i+1], Total: 1}
		if d := diff(s, want, got); d != "" {
			return fmt.Errorf("a root alone has another answer than among others (-among +alone):\n%s\n%s", d, q)
		}
	}
	return nil
}

// negated: what a condition leaves and what its Not leaves are all there is, and Not
// Not is nothing.
func (l law) negated(q store.Query) error {
	c := q.Select.Where
	if c == nil {
		return nil
	}
	count := func(c store.Cond) (int64, error) {
		s := *q.Select
		s.Where = c
		s.Pick = store.Pick{Total: true}
		page, err := l.read(store.Query{Select: &s, Args: q.Args})
		if err != nil {
			return 0, err
		}
		return page.Total, nil
	}
	var counts [4]int64
	for i, c := range []store.Cond{c, store.Not{Cond: c}, store.Not{Cond: store.Not{Cond: c}}, nil} {
		var err error
		if counts[i], err = count(c); err != nil {
			return err
		}
	}
	if counts[0]+counts[1] != counts[3] || counts[0] != counts[2] {
		return fmt.Errorf("a condition leaves %d, its not %d, not of that %d, of %d\n%s", counts[0], counts[1], counts[2], counts[3], q)
	}
	return nil
}

// mirrored: an edge that leads from one node to another leads back, and Both is
// the edges of both ways.
func (l law) mirrored(schema *store.Schema) error {
	for _, rel := range schema.Relations {
		all := slices.Concat(rel.From, rel.To)
		slices.Sort(all)
		all = slices.Compact(all)
		var ways [3]map[[3]string]bool // near, edge, far
		for d := range ways {
			ways[d] = map[[3]string]bool{}
			h := &store.Hop{Step: store.Along{Relation: rel.Name, Direction: store.Direction(d)}, Kinds: all}
			h.Rows, h.Fields = true, []store.Field{{Of: store.OfEdge, Name: "id"}, {Of: store.OfNode, Name: "id"}}
			s := &store.Selection{Kinds: all}
			s.Rows, s.Fields, s.Hops = true, []store.Field{{Of: store.OfNode, Name: "id"}}, []*store.Hop{h}
			page, err := l.read(store.Query{Select: s})
			if err != nil {
				return err
			}
			for i := range page.Items {
				x := &page.Items[i]
				for j := range x.Page(0).Items {
					y := &x.Page(0).Items[j]
					ways[d][[3]string{x.Value(0).(string), y.Value(0).(string), y.Value(1).(string)}] = true
				}
			}
		}
		reversed, union := map[[3]string]bool{}, maps.Clone(ways[store.Out])
		for way := range ways[store.In] {
			reversed[[3]string{way[2], way[1], way[0]}] = true
			union[way] = true
		}
		if !maps.Equal(ways[store.Out], reversed) {
			return fmt.Errorf("%s leads out by %v and back by %v", rel.Name, ways[store.Out], reversed)
		}
		if !maps.Equal(ways[store.Both], union) {
			return fmt.Errorf("%s leads both ways by %v, and out or in by %v", rel.Name, ways[store.Both], union)
		}
	}
	return nil
}
