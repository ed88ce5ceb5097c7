package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// A hub is a node with so many edges that to sort them all for one page is slow. Below
// it the far ends are walked in order, by the index of each of their kinds, and those
// that have an edge to the hub are kept; or the edges of the relation are walked, and
// those at the hub are kept. The walk is bounded: where it does not fill
// the page, all edges are sorted after all, so the answer is the same whatever the data.
type hubs struct {
	degree  int // a node with more edges is a hub
	through int // edges up to which what is in the middle is collected for each far end; of more it is counted
	walk    int // far ends of a kind that are walked
	kinds   int // kinds of far ends up to which it is tried
}

// usualHubs are what was found to be good: a walk costs less than sorting 500 edges, and to count by 16,000 edges
// and then look for first and last less than to collect what is in the middle.
func usualHubs() hubs { return hubs{degree: 500, through: 16_000, walk: 1000, kinds: 4} }

// walks reports whether there are indexes in the order of a hop's rows, and all rows
// that come first have their keys.
func (c *compiler) walks(h *store.Hop, s sorting) bool {
	if c.limit(&h.Pick, h.One) == "" || h.One || h.Last != 0 && s.nullable {
		return false
	}
	if h.Order.Edges {
		return c.walksEdges(h)
	}
	switch {
	case s.node == "", len(h.Kinds) > c.hubs.kinds:
		return false
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

// walksEdges reports whether the edges of the step's relation have an index in the order.
func (c *compiler) walksEdges(h *store.Hop) bool {
	step, ok := h.Step.(store.Along)
	if !ok || step.Distinct {
		return false
	}
	switch h.Order.By {
	case store.ByID:
		return true
	case store.ByProperty, store.ByTime:
		p := c.schema.Relation(step.Relation).Property(h.Order.Property)
		return h.Order.Of == store.OfEdge && p != nil && p.Index
	}
	return false
}

// along writes what finds the rows of the page of an Along hop, and returns what they are bound to.
func (c *compiler) along(h *store.Hop, step store.Along, from, far place) place {
	s, t := c.sortingOf(h, far), c.tests(h.Where, far)
	match := func() {
		c.line("MATCH %s", c.pattern(from.node, step, far.edge, far.node+c.farLabels(step, h.Kinds)))
		c.tested(t.and(c.between(&h.Pick, s)...), far)
		if step.Distinct {
			c.line("WITH DISTINCT %s", far.node)
		}
	}
	if !c.walks(h, s) {
		match()
		return far
	}
	near := far.node + "_near"
	limit, vars, tail := c.limit(&h.Pick, false), strings.Join(far.vars(), ", "), c.tail(&h.Pick, false, s)
	c.open(from.node)
	c.line("WITH %s WHERE COUNT { %s } > %d", from.node, c.pattern(from.node, step, "", ""), c.hubs.degree)
	var parts []string
	if h.Order.Edges {
		parts = []string{near + "0"}
		c.hubEdges(h, step, from, far, parts[0], t, s)
	} else {
		for i, k := range unique(h.Kinds) {
			parts = append(parts, fmt.Sprintf("%s%d", near, i))
			c.hubKind(h, step, from, far, k, parts[i], t, s)
		}
	}
	c.line("RETURN head(collect(%s)) AS %s", strings.Join(parts, " + "), near)
	c.close()
	c.open(from.node, near)
	c.line("WITH %s WHERE size(%s) >= %s", near, near, limit)
	c.line("UNWIND %s AS x", near)
	sorted, row := far, far.vars()
	for i, expr := range s.values() {
		sorted.keys = append(sorted.keys, fmt.Sprintf("%s_key%d", far.node, i))
		row = append(row, expr+" AS "+sorted.keys[i])
	}
	c.line("RETURN %s", unpack("x", append(far.vars(), sorted.keys...)))
	c.line("UNION ALL")
	c.guarded(fmt.Sprintf("coalesce(size(%s), 0) < %s", near, limit), []string{from.node, near}, row, func() {
		match()
		c.line("WITH %s%s", vars, tail)
		c.line("RETURN %s", vars)
	})
	c.close()
	return sorted
}

// unpack is the projection of a list to variables.
func unpack(list string, vars []string) string {
	all := make([]string, len(vars))
	for i, v := range vars {
		all[i] = fmt.Sprintf("%s[%d] AS %s", list, i, v)
	}
	return strings.Join(all, ", ")
}

// hubKind writes the walk over one kind. Its result is null where the walk was too short
// to tell the first rows of that kind.
func (c *compiler) hubKind(h *store.Hop, step store.Along, from, far place, kind, result string, t tests, s sorting) {
	s.nullable = false // Of those that are walked.
	nodes := s
	nodes.edge = ""
	bounds := c.within(&h.Pick, s)
	if s.edge != "" { // The edge is not known yet.
		t = t.and(bounds...)
		bounds = c.nearBounds(&h.Pick, nodes)
	}
	label := quote(c.schema.Kind(kind).Label)
	names, there := walked(s, far.node, s.node)
	c.open(from.node) // Behind the guard; else the planner walks before it tests the degree.
	c.line("MATCH (%s:%s) USING INDEX %s:%s(%s)", far.node, label, far.node, label, names)
	c.where(append(there, bounds...)...)
	c.line("WITH %s, %s ORDER BY %s LIMIT %d", from.node, far.node, nodes.by(h.Last != 0), c.hubs.walk)
	c.line("MATCH %s", c.pattern(from.node, step, far.edge, far.node))
	c.tested(t, far)
	c.keep(h, far, step.Distinct, s, fmt.Sprintf("COUNT { (:%s) }", label), result)
}

// hubEdges is hubKind for the edges of the step's relation.
func (c *compiler) hubEdges(h *store.Hop, step store.Along, from, far place, result string, t tests, s sorting) {
	s.nullable = false
	relation := quote(step.Relation)
	names, there := walked(s, far.edge, s.edge)
	source, target := far.node+"_source", far.node+"_target"
	c.open(from.node)
	c.line("MATCH (%s)-[%s:%s]->(%s) USING INDEX %s:%s(%s)", source, far.edge, relation, target, far.edge, relation, names)
	c.where(append(there, c.within(&h.Pick, s)...)...)
	c.line("WITH %s, %s, %s, %s ORDER BY %s LIMIT %d", from.node, far.edge, source, target, s.by(h.Last != 0), c.hubs.walk)
	end, at := target, fmt.Sprintf("%s = %s", source, from.node)
	switch step.Direction {
	case store.In:
		end, at = source, fmt.Sprintf("%s = %s", target, from.node)
	case store.Both:
		end, at = fmt.Sprintf("CASE WHEN %s THEN %s ELSE %s END", at, target, source), fmt.Sprintf("(%s OR %s = %s)", at, target, from.node)
	}
	c.line("WITH %s, %s, %s AS %s WHERE %s", from.node, far.edge, end, far.node, at)
	c.line("WITH *")
	if of := c.farLabels(step, h.Kinds); of != "" {
		t = t.and(far.node + of)
	}
	c.tested(t, far)
	c.keep(h, far, false, s, fmt.Sprintf("COUNT { ()-[:%s]->() }", relation), result)
}

// walked returns the names of what the index of a walk holds of v, and that all of it is there.
func walked(s sorting, v, id string) (names string, there []string) {
	var all []string
	for _, k := range append(slices.Clone(s.keys), key{expr: id}) {
		all = append(all, strings.TrimPrefix(k.expr, v+"."))
		there = append(there, k.expr+" IS NOT NULL")
	}
	return strings.Join(all, ", "), there
}

// keep ends a walk over what there are so many of: it keeps the rows of the page, unless the
// walk was too short to tell.
func (c *compiler) keep(h *store.Hop, far place, distinct bool, s sorting, of, result string) {
	once := ""
	if distinct {
		once = "DISTINCT "
	}
	c.line("WITH %s%s%s", once, strings.Join(far.vars(), ", "), c.tail(&h.Pick, false, s))
	c.line("WITH collect([%s]) AS %s_found", strings.Join(append(far.vars(), s.values()...), ", "), result)
	c.line("RETURN CASE WHEN size(%[1]s_found) = %[2]s OR %[3]s < %[4]d THEN %[1]s_found END AS %[1]s", result, c.limit(&h.Pick, false), of, c.hubs.walk)
	c.close()
}

// within are the conditions of After and Before on what is walked, of which all has its keys, for the walk to begin there. Of a
// position without keys nothing meets them.
func (c *compiler) within(p *store.Pick, s sorting) (conds []string) {
	if p.After != 0 {
		conds = append(conds, c.lexical(s.terms(), c.bounds(s, p.After), false))
	}
	if p.Before != 0 {
		conds = append(conds, c.lexical(s.terms(), c.bounds(s, p.Before), true))
	}
	return conds
}

// nearBounds are what of within is known before the edge is.
func (c *compiler) nearBounds(p *store.Pick, s sorting) (conds []string) {
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
