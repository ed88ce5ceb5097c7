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
	c.grouped(h, step, from, far)
	c.where(append([]string{c.atLeast(step, far)}, c.between(&h.Pick, c.sorting(h.Order, far))...)...)
	return far
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
	asked := func(names ...string) bool {
		return slices.ContainsFunc(h.Fields, func(f store.Field) bool { return f.Of == store.OfGroup && slices.Contains(names, f.Name) })
	}
	wanted := step.Time != "" && asked("first", "last")
	if wanted && !far.timed {
		far.late = c.limit(&h.Pick, h.One) != ""
		far.timed = !far.late
	}
	far.step.Folds = slices.DeleteFunc(slices.Clone(step.Folds), func(f store.Fold) bool { return !asked(f.Name) })
	far.unfolded = len(far.step.Folds) > 0
	far.middle = far.middle || far.late || far.unfolded
	return far
}

// grouped writes the two steps and the aggregation.
func (c *compiler) grouped(h *store.Hop, step store.Through, from, far place) {
	if !c.known(step.Kinds) || !c.related(from.node, step.First.Relation) || !c.related(from.node, step.Second.Relation) {
		return
	}
	mid := place{kinds: step.Kinds, node: fmt.Sprintf("m%d", c.next())}
	first, second := c.followed(step.Edges, step.First), c.followed(step.Edges, step.Second)
	c.line("MATCH %s", c.pattern(from.node, step.First, first.edge, mid.node+c.farLabels(step.First, step.Kinds)))
	c.where(c.cond(step.Where, mid), c.cond(step.Edges, first))
	distinct := "DISTINCT "
	if step.Single {
		distinct = ""
	}
	vars := distinct + from.node + ", " + mid.node
	if far.timed && step.Time != "" {
		vars += fmt.Sprintf(", %s AS %s_time", c.timeList(step.Time, mid.node), mid.node)
	}
	c.line("WITH %s", vars)
	c.line("MATCH %s", c.pattern(mid.node, step.Second, second.edge, far.node+c.farLabels(step.Second, h.Kinds)))
	c.where(fmt.Sprintf("%s <> %s", far.node, from.node), c.cond(step.Edges, second), c.cond(h.Where, far))
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
	total := far.group + "_total"
	c.open(from.node)
	c.grouped(h, step, from, far)
	c.where(c.atLeast(step, far))
	c.line("RETURN count(*) AS %s", total)
	c.close()
	return total
}
