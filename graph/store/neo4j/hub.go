package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// A hub is a node with so many edges that to sort them all for one page is slow. Below
// it the far ends are walked in order, by the index of each of their kinds, and those
// that have an edge to the hub are kept. The walk is bounded: where it does not fill
// the page, all edges are sorted after all, so the answer is the same whatever the data.
type hubs struct {
	degree int // a node with more edges is a hub
	walk   int // far ends of a kind that are walked
	kinds  int // kinds of far ends up to which it is tried
}

// usualHubs are what was found to be good: a walk costs less than sorting 500 edges.
func usualHubs() hubs { return hubs{degree: 500, walk: 1000, kinds: 4} }

// walks reports whether there are indexes in the order of a hop's rows, and all rows
// that come first have their keys.
func (c *compiler) walks(h *store.Hop, s sorting) bool {
	if c.limit(&h.Pick, h.One) == "" || h.One || s.node == "" || len(h.Kinds) > c.hubs.kinds || h.Last != 0 && s.nullable {
		return false
	}
	switch {
	case h.Order.By == store.ByID:
		return true
	case h.Order.By != store.ByProperty && h.Order.By != store.ByTime, h.Order.Of != store.OfNode:
		return false
	}
	return !slices.ContainsFunc(h.Kinds, func(k string) bool {
		p := c.schema.Kind(k).Property(h.Order.Property)
		return p == nil || !p.Index
	})
}

// along writes what finds the rows of the page of an Along hop.
func (c *compiler) along(h *store.Hop, step store.Along, from, far place, conds []string) {
	s := c.sorting(h.Order, far)
	match := func() {
		c.line("MATCH %s", c.pattern(from.node, step, far.edge, far.node+c.farLabels(step, h.Kinds)))
		c.where(conds...)
		if step.Distinct {
			c.line("WITH DISTINCT %s", far.node)
		}
	}
	if !c.walks(h, s) {
		match()
		return
	}
	near := far.node + "_near"
	limit, vars, tail := c.limit(&h.Pick, false), strings.Join(far.vars(), ", "), c.tail(&h.Pick, false, s)
	c.open(from.node)
	c.line("WITH %s WHERE COUNT { %s } > %d", from.node, c.pattern(from.node, step, "", ""), c.hubs.degree)
	var parts []string
	for i, k := range unique(h.Kinds) {
		part := fmt.Sprintf("%s%d", near, i)
		parts = append(parts, part)
		c.hubKind(h, step, from, far, k, part, conds, s)
	}
	c.line("RETURN head(collect(%s)) AS %s", strings.Join(parts, " + "), near)
	c.close()
	c.open(from.node, near)
	c.line("WITH %s WHERE size(%s) >= %s", near, near, limit)
	c.line("UNWIND %s AS x", near)
	c.line("RETURN %s", unpack(far))
	c.line("UNION ALL")
	c.line("WITH %s, %s WHERE coalesce(size(%s), 0) < %s", from.node, near, near, limit)
	c.open(from.node) // A subquery of its own, or the condition would be tested behind it.
	match()
	c.line("WITH %s%s", vars, tail)
	c.line("RETURN %s", vars)
	c.close()
	c.line("RETURN %s", vars)
	c.close()
}

// unpack is the projection of what hubKind packs.
func unpack(far place) string {
	if far.edge == "" {
		return "x[0] AS " + far.node
	}
	return fmt.Sprintf("x[0] AS %s, x[1] AS %s", far.node, far.edge)
}

// hubKind writes the walk over one kind. Its result is null where the walk was too short
// to tell the first rows of that kind.
func (c *compiler) hubKind(h *store.Hop, step store.Along, from, far place, kind, result string, conds []string, s sorting) {
	s.nullable = false // Of those that are walked.
	nodes := s
	nodes.edge = ""
	label := quote(c.schema.Kind(kind).Label)
	found, vars := result+"_found", strings.Join(far.vars(), ", ")
	var names, there []string
	for _, k := range append(slices.Clone(s.keys), key{expr: s.node}) {
		names = append(names, strings.TrimPrefix(k.expr, far.node+"."))
		there = append(there, k.expr+" IS NOT NULL")
	}
	c.open(from.node) // Behind the guard; else the planner walks before it tests the degree.
	c.line("MATCH (%s:%s) USING INDEX %s:%s(%s)", far.node, label, far.node, label, strings.Join(names, ", "))
	c.where(append(there, c.nearBounds(&h.Pick, s)...)...)
	c.line("WITH %s, %s ORDER BY %s LIMIT %d", from.node, far.node, nodes.by(h.Last != 0), c.hubs.walk)
	c.line("MATCH %s", c.pattern(from.node, step, far.edge, far.node))
	c.where(conds...)
	distinct := ""
	if step.Distinct {
		distinct = "DISTINCT "
	}
	c.line("WITH %s%s%s", distinct, vars, c.tail(&h.Pick, false, s))
	c.line("WITH collect([%s]) AS %s", vars, found)
	c.line("RETURN CASE WHEN size(%s) = %s OR COUNT { (:%s) } < %d THEN %s END AS %s", found, c.limit(&h.Pick, false), label, c.hubs.walk, found, result)
	c.close()
}

// nearBounds are conditions on the far nodes alone that rows between After and Before
// meet, for the walk to begin there. Of a position without keys nothing meets them.
func (c *compiler) nearBounds(p *store.Pick, s sorting) (conds []string) {
	s.edge = ""
	first := s.terms()[0]
	for _, end := range []struct {
		at     store.Arg
		before bool
	}{{p.After, false}, {p.Before, true}} {
		if end.at == 0 {
			continue
		}
		op := ">="
		if first.desc != end.before {
			op = "<="
		}
		conds = append(conds, fmt.Sprintf("%s %s %s", first.expr, op, c.bounds(s, end.at)[0]))
	}
	return conds
}
