package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// walkedPerFound bounds a walk for what a near end has edges to: so many nodes are walked for each that is kept.
const walkedPerFound = 4

// ends writes what finds the first and the last of the nodes in the middle for the rows of a page, where there are so many in the
// middle that they were only counted. What two nodes share first and last mostly stands near the ends of the index, which are
// walked once for all rows. What is not found there is looked for among all edges of the far ends, or of the near one,
// whichever are fewer. So the answer is the same whatever the data, and takes no longer to find than to count once more.
//
// No list of what is in the middle is kept for it, since the database counts the memory of such a list for each row that it sorts.
func (c *compiler) ends(far place) place {
	c.line("WITH *, null AS %s_first, null AS %s_last", far.group, far.group)
	far.timed = true
	if kinds := c.walksMiddle(far.step); len(kinds) > 0 {
		c.joined(far, func() {
			for _, end := range far.ends {
				c.line("UNION ALL")
				c.walkedEnd(far, kinds, end)
			}
		})
	}
	c.joined(far, func() { c.foundEnds(far) })
	return far
}

// joined adds to the rows of a page what the branches of a UNION find for those far ends that still lack something.
func (c *compiler) joined(far place, branches func()) {
	var lacks []string
	for _, end := range far.ends {
		lacks = append(lacks, fmt.Sprintf("%s_%s IS NULL", far.group, end))
	}
	g := far.group
	c.line("WITH collect([%s]) AS %s_rows, collect(CASE WHEN %s THEN %s END) AS %s_far", strings.Join(far.vars(), ", "), g, strings.Join(lacks, " OR "), far.node, g)
	c.open(far.near, g+"_rows", g+"_far")
	c.line("UNWIND %s_rows AS x", g)
	c.line("RETURN x[0] AS %[1]s, x[1] AS %[2]s_count, x[2] AS %[2]s_first, x[3] AS %[2]s_last", far.node, g)
	branches()
	c.close()
	c.line("WITH %[1]s, max(%[2]s_count) AS %[2]s_count, min(%[2]s_first) AS %[2]s_first, max(%[2]s_last) AS %[2]s_last", far.node, g)
}

// walksMiddle returns the kinds that are walked, those in the middle that have a time. There are none where one has no index.
func (c *compiler) walksMiddle(step store.Through) (kinds []string) {
	for _, k := range unique(step.Kinds) {
		switch p := c.schema.Kind(k).Property(step.Time); {
		case p == nil:
		case !p.Index:
			return nil
		default:
			kinds = append(kinds, k)
		}
	}
	if len(kinds) > c.hubs.kinds {
		return nil
	}
	return kinds
}

// walkedEnd writes a branch that finds one end, where it is among the nodes that come first, or last, of all kinds together.
func (c *compiler) walkedEnd(far place, kinds []string, end string) {
	mid := place{kinds: kinds, node: fmt.Sprintf("m%d", c.next())}
	s := c.sorting(store.Order{By: store.ByTime, Property: far.time, Desc: end == "last"}, mid)
	s.nullable = false // Of those that are walked.
	names, there := walked(s, mid.node, s.node)
	cut := func(limit int) string { return fmt.Sprintf("%s ORDER BY %s LIMIT %d", mid.node, s.by(false), limit) }
	c.open()
	for i, k := range kinds {
		if i > 0 {
			c.line("UNION ALL")
		}
		label := quote(c.schema.Kind(k).Label)
		c.line("MATCH (%s:%s) USING INDEX %s:%s(%s)", mid.node, label, mid.node, label, names)
		c.where(there...)
		c.line("RETURN %s", cut(walkedPerFound*c.hubs.walk))
	}
	c.close()
	if len(kinds) > 1 {
		c.line("WITH %s", cut(walkedPerFound*c.hubs.walk))
	}
	c.first(far, mid, "", c.cond(far.step.Where, mid))
	c.line("WITH %s", cut(c.hubs.walk))
	c.second(far, mid, "", far.lacking())
	c.told(far, mid, end)
}

// foundEnds writes the two branches that look at all edges of the far ends, or of the near one.
func (c *compiler) foundEnds(far place) {
	labels := c.farLabels(far.step.First, far.step.Kinds)
	edges := fmt.Sprintf("reduce(sum = 0, x IN %s_far | sum + %s)", far.group, c.degree("x", far.step.Second.Relation))
	branch := func(op string, follow func(mid place)) {
		mid := place{kinds: far.step.Kinds, node: fmt.Sprintf("m%d", c.next())}
		c.line("UNION ALL")
		c.guarded(fmt.Sprintf("%s %s %s", edges, op, c.degree(far.near, far.step.First.Relation)), []string{far.near, far.group + "_far"}, far.vars(), func() {
			follow(mid)
			c.told(far, mid, "first", "last")
		})
	}
	branch("<=", func(mid place) {
		c.line("UNWIND %s_far AS %s", far.group, far.node)
		c.second(far, mid, labels, c.cond(far.step.Where, mid))
		c.apart(mid.node)
		c.first(far, mid, "", "")
	})
	branch(">", func(mid place) {
		c.first(far, mid, labels, c.cond(far.step.Where, mid))
		c.apart(mid.node)
		c.second(far, mid, "", far.lacking())
	})
}

// lacking holds of the far ends that still lack something.
func (p place) lacking() string { return fmt.Sprintf("%s IN %s_far", p.node, p.group) }

// first follows the edge of the step at the near end, where that or the node in the middle is bound.
func (c *compiler) first(far, mid place, labels, where string) {
	edge := c.followed(far.step.Edges, far.step.First)
	c.line("MATCH %s", c.pattern(far.near, far.step.First, edge.edge, mid.node+labels))
	c.where(where, c.cond(far.step.Edges, edge))
}

// second follows that at the far end.
func (c *compiler) second(far, mid place, labels, where string) {
	edge := c.followed(far.step.Edges, far.step.Second)
	c.line("MATCH %s", c.pattern(mid.node+labels, far.step.Second, edge.edge, far.node))
	c.where(where, c.cond(far.step.Edges, edge))
}

// told ends a branch with the ends that it finds.
func (c *compiler) told(far, mid place, ends ...string) {
	value := func(fn, end string) string {
		if slices.Contains(ends, end) {
			return fn + "(time)"
		}
		return "null"
	}
	c.line("WITH %s, %s AS time", far.node, c.timeList(far.time, mid.node))
	c.line("RETURN %[1]s, null AS %[2]s_count, %[3]s AS %[2]s_first, %[4]s AS %[2]s_last", far.node, far.group, value("min", "first"), value("max", "last"))
}

// degree is the number of a node's edges of a relation, which the database knows without looking at them.
func (c *compiler) degree(node, relation string) string {
	return fmt.Sprintf("COUNT { %s }", c.pattern(node, store.Along{Relation: relation, Direction: store.Both}, "", ""))
}

// guarded writes a branch of a UNION that is taken where a condition on some variables holds. What body writes, to its RETURN,
// is a subquery behind the condition; else the planner would do it first.
func (c *compiler) guarded(guard string, vars, result []string, body func()) {
	c.line("WITH %s WHERE %s", strings.Join(vars, ", "), guard)
	c.open(vars...)
	body()
	c.close()
	c.line("RETURN %s", strings.Join(result, ", "))
}
