package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// shrink returns the simplest query that it finds to give a different answer, with the difference.
func shrink(ctx context.Context, s store.Store, ref *memory, q store.Query, d string) (store.Query, string) {
	for range 100 { // Far more than a query has parts.
		smaller := slices.IndexFunc(simpler(q.Select), func(sel *store.Selection) bool {
			try := store.Query{Select: sel, Args: q.Args}
			want, errWant := ref.Read(ctx, try)
			got, errGot := s.Read(ctx, try)
			if errWant != nil || errGot != nil || len(got) != 1 {
				return false
			}
			found := diff(sel, &want[0], &got[0])
			if found != "" {
				d = found
			}
			return found != ""
		})
		if smaller < 0 {
			break
		}
		q.Select = simpler(q.Select)[smaller]
	}
	return q, d
}

// simpler returns copies of a Selection, each with one thing less.
func simpler(s *store.Selection) []*store.Selection {
	var all []*store.Selection
	for _, c := range simplerConds(s.Where) {
		one := *s
		one.Where = c
		all = append(all, &one)
	}
	for _, p := range simplerPicks(s.Pick) {
		one := *s
		one.Pick = p
		all = append(all, &one)
	}
	return all
}

func simplerPicks(p store.Pick) []store.Pick {
	var all []store.Pick
	with := func(change func(p *store.Pick)) {
		one := p
		change(&one)
		all = append(all, one)
	}
	for i, h := range p.Hops {
		with(func(p *store.Pick) { p.Hops = slices.Delete(slices.Clone(p.Hops), i, i+1) })
		for _, c := range simplerConds(h.Where) {
			one := *h
			one.Where = c
			with(func(p *store.Pick) { p.Hops = slices.Clone(p.Hops); p.Hops[i] = &one })
		}
		for _, below := range simplerPicks(h.Pick) {
			one := *h
			one.Pick = below
			with(func(p *store.Pick) { p.Hops = slices.Clone(p.Hops); p.Hops[i] = &one })
		}
	}
	for i := range p.Fields {
		with(func(p *store.Pick) { p.Fields = slices.Delete(slices.Clone(p.Fields), i, i+1) })
	}
	if p.Total {
		with(func(p *store.Pick) { p.Total = false })
	}
	if p.Positions {
		with(func(p *store.Pick) { p.Positions = false })
	}
	if p.NoMore {
		with(func(p *store.Pick) { p.NoMore = false })
	}
	for _, arg := range []func(p *store.Pick) *store.Arg{
		func(p *store.Pick) *store.Arg { return &p.After },
		func(p *store.Pick) *store.Arg { return &p.Before },
		func(p *store.Pick) *store.Arg { return &p.First },
		func(p *store.Pick) *store.Arg { return &p.Last },
	} {
		if *arg(&p) != 0 {
			with(func(p *store.Pick) { *arg(p) = 0 })
		}
	}
	return all
}

// simplerConds returns nil and the parts of a condition; nothing for nil.
func simplerConds(c store.Cond) []store.Cond {
	switch c := c.(type) {
	case nil:
		return nil
	case store.And:
		return append([]store.Cond{nil}, c...)
	case store.Or:
		return append([]store.Cond{nil}, c...)
	case store.Not:
		return []store.Cond{nil, c.Cond}
	case store.Some:
		all := []store.Cond{nil}
		for _, w := range simplerConds(c.Where) {
			one := c
			one.Where = w
			all = append(all, one)
		}
		return all
	}
	return []store.Cond{nil}
}

// String lists the nodes and the edges.
func (g *graph) String() string {
	var changes []store.Change
	for _, n := range g.nodes {
		changes = append(changes, store.PutNode{Node: *n})
	}
	for _, e := range g.edges {
		changes = append(changes, store.PutEdge{Edge: *e})
	}
	return changesString(changes)
}

func changesString(changes []store.Change) string {
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, "\t%T%+v\n", c, c)
	}
	return b.String()
}
