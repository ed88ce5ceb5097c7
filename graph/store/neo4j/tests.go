package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// Tests are the conditions on the rows of a hop: those that look at the row alone, and those that follow edges from it. The
// planner likes to follow edges first, however few rows would be left by the others, so that these are kept for a second step.
type tests struct{ first, then []string }

// tests returns the conditions of a hop.
func (c *compiler) tests(where store.Cond, far place) (t tests) {
	for _, x := range conjuncts(where) {
		text := c.cond(x, far)
		switch {
		case text == "":
		case follows(x):
			t.then = append(t.then, text)
		default:
			t.first = append(t.first, text)
		}
	}
	return t
}

// and adds conditions that look at the row alone.
func (t tests) and(conds ...string) tests {
	t.first = slices.Concat(t.first, conds)
	return t
}

// follows reports whether a condition follows edges.
func follows(x store.Cond) bool {
	switch x := x.(type) {
	case store.And:
		return slices.ContainsFunc(x, follows)
	case store.Or:
		return slices.ContainsFunc(x, follows)
	case store.Not:
		return follows(x.Cond)
	case store.Some, store.Each:
		return true
	}
	return false
}

// tested writes conditions behind a MATCH.
func (c *compiler) tested(t tests, far place) {
	c.where(t.first...)
	if len(t.first) > 0 && len(t.then) > 0 {
		c.apart(far.node)
	}
	c.where(t.then...)
}

// apart keeps what comes apart from what was matched, of which v is a part. A WITH that adds nothing would be merged with it.
func (c *compiler) apart(v string) { c.line("WITH *, null AS %s_then", v) }

// among is the name of the set of nodes that an Or of nothing but one list of ids stands for, empty if it is another. Such a
// condition is tested edge by edge: to ask whether a node is in a set costs much less than to read its id.
func among(conds []store.Cond) string {
	if len(conds) != 1 {
		return ""
	}
	if x, _ := idsIn(conds); x != nil && x.Op == store.AnyOf {
		return fmt.Sprintf("among %d", x.Arg)
	}
	return ""
}

// gather finds the sets of nodes that a condition on the far ends of edges asks for, once at the head of the statement.
func (c *compiler) gather(where store.Cond) {
	for _, x := range conjuncts(where) {
		or, _ := x.(store.Or)
		name := among(or)
		if name == "" || c.sets[name] != "" {
			continue
		}
		ids, _ := idsIn(or)
		node, set := fmt.Sprintf("n%d", c.next()), fmt.Sprintf("s%d", len(c.sets))
		c.head = append(c.head, fmt.Sprintf("CALL (%s) {\n  MATCH (%s:%s)\n  WHERE %s\n  RETURN collect(%s) AS %s\n}",
			strings.Join(c.setNames(), ", "), node, nodeLabel, c.oneOf(node+".id", ids), node, set))
		c.sets[name] = set
	}
}
