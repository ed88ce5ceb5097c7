package neo4j

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parley/graph/store"
)

// hop writes the subquery of a hop below the row at from, adds its results to the
// row's columns and returns their shape.
func (c *compiler) hop(h *store.Hop, from place, cols *columns) shape {
	sh := shape{pick: &h.Pick}
	if !c.known(h.Kinds) || !c.known(h.On) {
		return sh
	}
	at := -1
	if h.Rows {
		result := fmt.Sprintf("p%d", c.next())
		c.open(from.vars()...)
		if on := c.on(h, from); on != "" {
			c.line("WITH %s WHERE %s", strings.Join(from.vars(), ", "), on)
		}
		far := c.match(h, from)
		sh = c.page(&h.Pick, h.One, far, c.sortingOf(h, far), result)
		c.close()
		at = cols.add(result)
	}
	sh.on, sh.at, sh.total = h.On, at, -1
	if h.Total {
		sh.total = cols.add(c.total(h, from))
	}
	return sh
}

// sortingOf returns what the Order of a hop's rows means.
func (c *compiler) sortingOf(h *store.Hop, far place) sorting {
	s := c.sorting(h.Order, far)
	if step, ok := h.Step.(store.Along); ok && step.Told(h.Order) {
		s.edge = ""
	}
	for i, v := range far.keys {
		s.keys[i].expr = v
	}
	return s
}

// known reports whether all are kinds of the schema.
func (c *compiler) known(kinds []string) bool {
	for _, k := range kinds {
		if c.schema.Kind(k) == nil {
			c.fail("there is no kind %.80q", k)
		}
	}
	return c.err == nil
}

// on is the condition that the row is of a kind that has the hop.
func (c *compiler) on(h *store.Hop, from place) string {
	if len(h.On) == 0 {
		return ""
	}
	return c.ofKinds(h.On, from)
}

// match writes what finds the rows of a hop, those of the page alone, and returns
// what they are bound to.
func (c *compiler) match(h *store.Hop, from place) place {
	if step, ok := h.Step.(store.Through); ok {
		return c.through(h, step, from)
	}
	far := c.farOf(h, from)
	if step, ok := h.Step.(store.Along); ok {
		return c.along(h, step, from, far)
	}
	conds := append([]string{c.cond(h.Where, far)}, c.between(&h.Pick, c.sortingOf(h, far))...)
	switch step := h.Step.(type) {
	case store.Chain:
		c.line("MATCH %s", c.chain(from.node, step, far.node, far.distance, strconv.Itoa(store.MaxChain-1)))
		c.line("WITH %s, min(length(%s_path)) AS %s", far.node, far.distance, far.distance)
		c.where(append(conds, far.node+labels(c.schema, h.Kinds))...)
	case store.Middle:
		c.line("UNWIND %s_middle AS %s", from.group, far.node)
		c.line("WITH %s", far.node)
		c.where(append(conds, c.ofKinds(h.Kinds, place{node: far.node, kinds: from.between}))...)
	case store.Ref:
		c.line("MATCH (%s:%s)", far.node, nodeLabel)
		c.where(append([]string{c.refers(step, from, far)}, append(conds, far.node+labels(c.schema, h.Kinds))...)...)
	case store.End:
		c.line("WITH %s AS %s", from.end(step.Source), far.node)
		c.where(append(conds, far.node+labels(c.schema, h.Kinds))...)
	}
	return far
}

// total is the expression of the number of all rows of a hop. Where no condition
// stands in the way, the database knows it without looking at them.
func (c *compiler) total(h *store.Hop, from place) string {
	if step, ok := h.Step.(store.Through); ok {
		return c.throughTotal(h, step, from)
	}
	far := c.farOf(h, from)
	where := c.cond(h.Where, far)
	and := func(conds ...string) string {
		conds = slices.DeleteFunc(append(conds, where), func(s string) bool { return s == "" })
		if len(conds) == 0 {
			return ""
		}
		return " WHERE " + strings.Join(conds, " AND ")
	}
	of := far.node + labels(c.schema, h.Kinds)
	switch step := h.Step.(type) {
	case store.Along:
		if !step.Distinct {
			return "COUNT { " + c.counted(from.node, step, far, h.Kinds, where) + " }"
		}
		return fmt.Sprintf("COUNT { MATCH %s%s RETURN DISTINCT %s }", c.pattern(from.node, step, "", far.node+c.farLabels(step, h.Kinds)), and(), far.node)
	case store.Chain:
		return fmt.Sprintf("COUNT { MATCH %s%s RETURN DISTINCT %s }", c.chain(from.node, step, far.node, "", strconv.Itoa(store.MaxChain-1)), and(of), far.node)
	case store.Middle:
		return fmt.Sprintf("COUNT { UNWIND %s_middle AS %s WITH %s%s RETURN %s }", from.group, far.node, far.node, and(c.ofKinds(h.Kinds, place{node: far.node, kinds: from.between})), far.node)
	case store.Ref:
		return fmt.Sprintf("COUNT { (%s:%s)%s }", far.node, nodeLabel, and(c.refers(step, from, far), of))
	case store.End:
		return fmt.Sprintf("COUNT { (%s:%s)%s }", far.node, nodeLabel, and(fmt.Sprintf("%s.id = %s.id", far.node, from.end(step.Source)), of))
	}
	return "0"
}

// farOf returns the place at the end of a hop.
func (c *compiler) farOf(h *store.Hop, from place) place {
	n := c.next()
	far := place{kinds: h.Kinds, node: fmt.Sprintf("n%d", n)}
	switch step := h.Step.(type) {
	case store.Along:
		c.related(from.node, step.Relation)
		if !step.Distinct {
			far.edge, far.relations = fmt.Sprintf("e%d", n), []string{step.Relation}
		}
	case store.Chain:
		c.related(from.node, step.Relation)
		far.distance = fmt.Sprintf("d%d", n)
	case store.Middle:
		if !from.middle {
			c.fail("only a row of a Through hop has nodes in the middle")
		}
	case store.Ref:
		if p := c.props[step.Property]; p == nil || !p.Ref {
			c.fail("the property %.80q refers to nothing", step.Property)
		}
	case store.End:
		if from.edge == "" {
			c.fail("only an edge has ends")
		}
	default:
		c.fail("there is no step %T", h.Step)
	}
	return far
}

// related checks a relation that is followed from a node.
func (c *compiler) related(node, relation string) bool {
	if node == "" {
		c.fail("an edge has no edges; go to one of its ends first")
	}
	if c.schema.Relation(relation) == nil {
		c.fail("there is no relation %.80q", relation)
	}
	return c.err == nil
}

// refers is the condition that a property of the row at from holds the far node's id.
func (c *compiler) refers(step store.Ref, from, far place) string {
	id, v := prop(far.node, "id"), c.expr(step.Of, step.Property, from)
	if c.typeOf(step.Property) == store.Strings {
		return fmt.Sprintf("%s IN coalesce(%s, [])", id, v) // An index seek fails on an absent list.
	}
	return fmt.Sprintf("%s = %s", id, v)
}

// far returns the place at the end of an edge that a condition follows.
func (c *compiler) far(step store.Along, kinds []string) place {
	n := c.next()
	return place{kinds: kinds, node: fmt.Sprintf("n%d", n), edge: fmt.Sprintf("e%d", n), relations: []string{step.Relation}}
}

// pattern is the pattern of one edge from the node near.
func (c *compiler) pattern(near string, step store.Along, edge, far string) string {
	c.related(near, step.Relation)
	return fmt.Sprintf("(%s)%s(%s)", near, arrow(edge+":"+quote(step.Relation), step.Direction), far)
}

// arrow is an edge in a pattern.
func arrow(inside string, d store.Direction) string {
	switch d {
	case store.In:
		return "<-[" + inside + "]-"
	case store.Both:
		return "-[" + inside + "]-"
	}
	return "-[" + inside + "]->"
}

// counted is the pattern of one edge inside COUNT or EXISTS. Without a condition the
// far end is not named, so that it is answered from the node's degree.
func (c *compiler) counted(near string, step store.Along, far place, kinds []string, where string) string {
	if where == "" {
		return c.pattern(near, step, "", c.farLabels(step, kinds))
	}
	return c.pattern(near, step, far.edge, far.node+c.farLabels(step, kinds)) + " WHERE " + where
}

// farLabels is what must be said of the labels at the far end of an edge: nothing
// where the relation leads to none but these kinds.
func (c *compiler) farLabels(step store.Along, kinds []string) string {
	r := c.schema.Relation(step.Relation)
	if r == nil || !c.known(kinds) {
		return ""
	}
	var ends []string
	if step.Direction != store.In {
		ends = append(ends, r.To...)
	}
	if step.Direction != store.Out {
		ends = append(ends, r.From...)
	}
	if slices.ContainsFunc(ends, func(k string) bool { return !slices.Contains(kinds, k) }) {
		return labels(c.schema, kinds)
	}
	return ""
}

// chain is the pattern of any number of edges up to a bound, which may be none. With
// distance, its path is named. What follows must ask for distinct ends or for the least length
// only: then the engine visits each node once, whatever the cycles.
func (c *compiler) chain(near string, step store.Chain, far, distance, bound string) string {
	c.related(near, step.Relation)
	text := fmt.Sprintf("(%s)%s(%s)", near, arrow(":"+quote(step.Relation)+"*0.."+bound, step.Direction), far)
	if distance != "" {
		text = distance + "_path = " + text
	}
	return text
}
