package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// through writes what finds the rows of a Through hop: the middle first, each
// node once with its time as a list that orders like the time, then the far ends,
// grouped.
func (c *compiler) through(h *store.Hop, step store.Through, from place) place {
	far := c.group(h, step)
	far.near = from.node
	s := c.sorting(h.Order, far)
	rows := func(far place) {
		c.grouped(h, far)
		c.where(append([]string{c.atLeast(step, far)}, c.between(&h.Pick, s)...)...)
	}
	if !far.late || far.middle || !c.leads(far) {
		rows(far)
		return far
	}
	// For first and last of the rows of a page alone, what is in the middle is collected for all rows, unless there are so many
	// edges to it that to count takes far less.
	found := far
	found.late, found.timed = false, true
	branch := func(op string, middle bool, ends func(place) place) {
		c.guarded(fmt.Sprintf("%s %s %d", c.degree(from.node, step.First.Relation), op, c.hubs.through), []string{from.node}, found.vars(), func() {
			far := far
			far.middle = middle
			rows(far)
			c.line("WITH %s%s", strings.Join(far.vars(), ", "), c.tail(&h.Pick, h.One, s))
			ends(far)
			c.line("RETURN %s", strings.Join(found.vars(), ", "))
		})
	}
	c.open(from.node)
	branch("<=", true, c.firstAndLast)
	c.line("UNION ALL")
	branch(">", false, c.ends)
	c.close()
	return found
}

// group returns the place of a row of a Through hop, with what is asked of it. Times are
// read of all that is in the middle only where the order or the want of a limit asks for it.
func (c *compiler) group(h *store.Hop, step store.Through) place {
	n := c.next()
	far := place{kinds: h.Kinds, node: fmt.Sprintf("n%d", n), group: fmt.Sprintf("g%d", n), between: step.Kinds, time: step.Time, step: step}
	far.middle = slices.ContainsFunc(h.Hops, func(h *store.Hop) bool {
		_, ok := h.Step.(store.Middle)
		return ok
	})
	far.timed = h.Order.By == store.ByFirst || h.Order.By == store.ByLast
	asked := func(name string) bool { return slices.Contains(h.Fields, store.Field{Of: store.OfGroup, Name: name}) }
	for _, end := range []string{"first", "last"} {
		if step.Time != "" && asked(end) {
			far.ends = append(far.ends, end)
		}
	}
	if len(far.ends) > 0 && !far.timed {
		far.late = c.limit(&h.Pick, h.One) != ""
		far.timed = !far.late
	}
	far.step.Folds = slices.DeleteFunc(slices.Clone(step.Folds), func(f store.Fold) bool { return !asked(f.Name) })
	far.unfolded = len(far.step.Folds) > 0
	far.middle = far.middle || far.unfolded
	return far
}

// leads reports whether there is all that the steps name.
func (c *compiler) leads(far place) bool {
	return c.known(far.step.Kinds) && c.related(far.near, far.step.First.Relation) && c.related(far.near, far.step.Second.Relation)
}

// middles writes the first step, to each node in the middle once.
func (c *compiler) middles(far, mid place) {
	c.first(far, mid, c.farLabels(far.step.First, far.step.Kinds), c.cond(far.step.Where, mid))
	vars := far.once() + far.near + ", " + mid.node
	if far.timed && far.time != "" {
		vars += fmt.Sprintf(", %s AS %s_time", c.timeList(far.time, mid.node), mid.node)
	}
	c.line("WITH %s", vars)
}

// once is what makes rows distinct, where two nodes may have more than one edge of the steps.
func (p place) once() string {
	if p.step.Single {
		return ""
	}
	return "DISTINCT "
}

// grouped writes the two steps and the aggregation.
func (c *compiler) grouped(h *store.Hop, far place) {
	if !c.leads(far) {
		return
	}
	step := far.step
	mid, distinct := place{kinds: step.Kinds, node: fmt.Sprintf("m%d", c.next())}, far.once()
	c.middles(far, mid)
	second := c.followed(step.Edges, step.Second)
	c.line("MATCH %s", c.pattern(mid.node, step.Second, second.edge, far.node+c.farLabels(step.Second, h.Kinds)))
	c.where(fmt.Sprintf("%s <> %s", far.node, far.near), c.cond(step.Edges, second), c.cond(h.Where, far))
	var groups []string
	if far.middle {
		groups = append(groups, fmt.Sprintf("collect(%s%s) AS %s_middle", distinct, mid.node, far.group))
	} else {
		groups = append(groups, fmt.Sprintf("count(%s%s) AS %s_count", distinct, mid.node, far.group))
	}
	switch {
	case far.timed && step.Time == "":
		groups = append(groups, fmt.Sprintf("null AS %s_first, null AS %s_last", far.group, far.group))
	case far.timed:
		groups = append(groups, fmt.Sprintf("min(%s_time) AS %s_first, max(%s_time) AS %s_last", mid.node, far.group, mid.node, far.group))
	}
	c.line("WITH %s, %s", far.node, strings.Join(groups, ", "))
	if far.middle {
		c.line("WITH *, size(%s_middle) AS %s_count", far.group, far.group)
	}
}

// followed returns the place of an edge of a step, which has a name if there is a condition on it.
func (c *compiler) followed(edges store.Cond, step store.Along) (p place) {
	if p.relations = []string{step.Relation}; edges != nil {
		p.edge = fmt.Sprintf("e%d", c.next())
	}
	return p
}

// timeList is a node's time as a list that orders as times do, and then by the node's
// id, with the node behind.
func (c *compiler) timeList(property, node string) string {
	if c.typeOf(property) != store.Period {
		c.fail("the property %q is no time", property)
	}
	start := prop(node, property+startEarliest)
	return fmt.Sprintf("CASE WHEN %s IS NOT NULL THEN [%s, %s, %s, %s] END", start, start, prop(node, property+endLatest), prop(node, "id"), node)
}

// firstAndLast writes what finds the first and the last of the nodes in the middle of a
// row, and returns the place with them.
func (c *compiler) firstAndLast(far place) place {
	mid := fmt.Sprintf("m%d", c.next())
	c.open(far.group + "_middle")
	c.line("UNWIND %s_middle AS %s", far.group, mid)
	c.line("WITH %s AS time", c.timeList(far.time, mid))
	c.line("RETURN min(time) AS %s_first, max(time) AS %s_last", far.group, far.group)
	c.close()
	far.timed = true
	return far
}

func (c *compiler) atLeast(step store.Through, far place) string {
	if step.AtLeast == 0 {
		return ""
	}
	return fmt.Sprintf("%s_count >= %s", far.group, c.value(step.AtLeast, store.Int))
}

// throughTotal writes a subquery that counts the groups and returns its variable: an
// expression cannot do it inside the one that collects the rows.
func (c *compiler) throughTotal(h *store.Hop, step store.Through, from place) string {
	far := c.group(&store.Hop{Kinds: h.Kinds}, step)
	far.near = from.node
	total := far.group + "_total"
	c.open(from.node)
	c.grouped(h, far)
	c.where(c.atLeast(step, far))
	c.line("RETURN count(*) AS %s", total)
	c.close()
	return total
}
