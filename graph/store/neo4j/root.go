package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// root writes the whole statement of a Selection and returns the shape of its page.
func (c *compiler) root(given *store.Selection) shape {
	once := *given
	once.Kinds, once.Relations = unique(given.Kinds), unique(given.Relations)
	s := &once
	sh := shape{pick: &s.Pick, at: -1, total: -1}
	at := c.rootPlace(s)
	if c.err != nil {
		return sh
	}
	var out columns
	if s.Rows {
		c.open()
		c.roots(s, at)
		sh = c.page(&s.Pick, false, at, c.sorting(s.Order, at), "p")
		c.close()
		sh.at, sh.total = out.add("p"), -1
	}
	if s.Total {
		sh.total = out.add(c.rootTotal(s, at))
	}
	if len(out) == 0 {
		out.add("null")
	}
	c.line("RETURN %s", strings.Join(out, ", "))
	return sh
}

// unique returns the names in order, each once.
func unique(names []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(names)))
}

// rootTotal returns the expression of the number of all roots. Without a condition the
// database knows it for each kind and relation.
func (c *compiler) rootTotal(s *store.Selection, at place) string {
	if c.cond(s.Where, at) == "" && s.Text == 0 {
		var counts []string
		for _, k := range s.Kinds {
			counts = append(counts, fmt.Sprintf("COUNT { (%s) }", labels(c.schema, []string{k})))
		}
		for _, r := range s.Relations {
			counts = append(counts, fmt.Sprintf("COUNT { ()-[:%s]->() }", quote(r)))
		}
		return strings.Join(counts, " + ")
	}
	c.open()
	c.found(s, at)
	c.line("RETURN count(*) AS total")
	c.close()
	return "total"
}

// rootPlace returns what the roots are bound to.
func (c *compiler) rootPlace(s *store.Selection) place {
	if len(s.Relations) > 0 {
		for _, r := range s.Relations {
			if c.schema.Relation(r) == nil {
				c.fail("there is no relation %.80q", r)
			}
		}
		if s.Text != 0 {
			c.fail("edges are not found by text")
		}
		return place{edge: "e", source: "a", target: "b", relations: s.Relations}
	}
	if len(s.Kinds) == 0 {
		c.fail("a selection has kinds or relations")
	}
	c.known(s.Kinds)
	at := place{node: "n", kinds: s.Kinds}
	if s.Text != 0 {
		at.score = "score"
	}
	return at
}

// roots writes what finds the roots of the page.
func (c *compiler) roots(s *store.Selection, at place) {
	sort := c.sorting(s.Order, at)
	between := c.between(&s.Pick, sort)
	switch {
	case c.limit(&s.Pick, false) == "" || s.Text != 0:
		c.found(s, at, between...)
	case c.seek(s, at):
		c.where(append(between, c.ofRoots(s, at), c.cond(s.Where, at))...)
	default:
		c.walk(s, at, sort)
	}
}

// found writes what finds all roots, in no order.
func (c *compiler) found(s *store.Selection, at place, between ...string) {
	where := append([]string{c.ofRoots(s, at), c.cond(s.Where, at)}, between...)
	switch {
	case s.Text != 0:
		c.text(s, at, where)
	case c.seek(s, at):
		c.where(where...)
	case at.node != "":
		c.line("MATCH (%s%s)", at.node, labels(c.schema, s.Kinds))
		c.where(where[1:]...)
	case len(s.Relations) == 1:
		c.line("MATCH (a)-[e:%s]->(b)", quote(s.Relations[0]))
		c.where(where[1:]...)
	default: // Of several types at once the planner would look at all nodes.
		c.open()
		for i, r := range s.Relations {
			if i > 0 {
				c.line("UNION ALL")
			}
			c.line("MATCH (a)-[e:%s]->(b) RETURN a, e, b", quote(r))
		}
		c.close()
		c.line("WITH a, e, b")
		c.where(where[1:]...)
	}
}

// ofRoots is the condition that a node or an edge found by other means is a root.
func (c *compiler) ofRoots(s *store.Selection, at place) string {
	if at.node != "" {
		return at.node + labels(c.schema, s.Kinds)
	}
	names := make([]string, len(s.Relations))
	for i, r := range s.Relations {
		names[i] = quote(r)
	}
	return "e:" + strings.Join(names, "|")
}

// text writes what finds nodes by full text. The words that the index is not asked for, of which there are hardly ever
// any, are looked for in what it finds.
func (c *compiler) text(s *store.Selection, at place, where []string) {
	query, rest, words, equal, begins := c.search(s.Text)
	names := prop(at.node, namesProp)
	c.line("CALL db.index.fulltext.queryNodes('%s', %s) YIELD node AS n", textIndex, query)
	c.line("WITH n")
	c.where(append([]string{fmt.Sprintf("all(w IN %s WHERE n.%s CONTAINS w)", rest, wordsProp)}, where[:1]...)...)
	c.line("WITH n, CASE WHEN %s CONTAINS %s THEN 4 WHEN %s CONTAINS %s THEN 3 WHEN all(w IN %s WHERE %s CONTAINS w) THEN 2 ELSE 1 END AS %s",
		names, equal, names, begins, words, names, at.score)
	c.where(where[1:]...)
}

// seek writes what finds the few nodes or edges of which the rest of the
// condition can hold at all, if the condition names any by id. It ends so that WHERE can
// follow.
func (c *compiler) seek(s *store.Selection, at place) bool {
	conds := conjuncts(s.Where)
	if at.node != "" {
		steps := c.seekNode(conds, at.node)
		for _, step := range steps {
			c.line("%s", step)
		}
		return steps != nil || c.seekEach(s, conds, at)
	}
	ref := c.refIn(conds, store.OfEdge)
	if ref == nil {
		return false
	}
	c.line("MATCH (x:%s)<-[y:%s]-()", nodeLabel, refType)
	c.where(c.oneOf("x.id", ref), fmt.Sprintf("y.property = '%s'", ref.Property))
	c.line("WITH DISTINCT y.by AS by")
	c.open("by")
	for i, r := range s.Relations {
		if i > 0 {
			c.line("UNION ALL")
		}
		c.line("MATCH (a)-[e:%s]->(b) WHERE e.id = by RETURN a, e, b", quote(r))
	}
	c.close()
	c.line("WITH a, e, b")
	return true
}

// seekNode returns what finds the nodes that conditions on v name by id, directly or
// over a step, nil if they name none.
func (c *compiler) seekNode(conds []store.Cond, v string) []string {
	if id, _ := idsIn(conds); id != nil {
		return []string{fmt.Sprintf("MATCH (%s:%s) WHERE %s", v, nodeLabel, c.oneOf(v+".id", id)), "WITH " + v}
	}
	if ref := c.refIn(conds, store.OfNode); ref != nil {
		x := fmt.Sprintf("x%d", c.next())
		return []string{
			fmt.Sprintf("MATCH (%s:%s)<-[%s_by:%s]-(%s) WHERE %s AND %s_by.property = '%s' AND %s_by.by = %s.id",
				x, nodeLabel, x, refType, v, c.oneOf(x+".id", ref), x, ref.Property, x, v),
			"WITH DISTINCT " + v,
		}
	}
	for _, cond := range conds {
		some, ok := cond.(store.Some)
		if !ok {
			continue
		}
		switch step := some.Step.(type) {
		case store.Chain:
			if set := c.below(some, step); set != "" {
				return []string{fmt.Sprintf("UNWIND %s AS %s", set, v), "WITH " + v}
			}
		case store.Along:
			w := fmt.Sprintf("n%d", c.next())
			if steps := c.seekNode(conjuncts(some.Where), w); steps != nil {
				return append(steps, "MATCH "+c.pattern(v, step, "", w), "WITH DISTINCT "+v)
			}
		}
	}
	return nil
}

// seekEach writes what finds the nodes that have a step to the first of several that
// they must all have a step to, or all nodes if there are none of these.
func (c *compiler) seekEach(s *store.Selection, conds []store.Cond, at place) bool {
	i := slices.IndexFunc(conds, func(x store.Cond) bool {
		_, ok := x.(store.Each)
		return ok
	})
	if i < 0 {
		return false
	}
	each := conds[i].(store.Each)
	ids := c.set(each.IDs)
	c.open()
	c.line("MATCH (x:%s) WHERE x.id = %s[0]", nodeLabel, ids)
	c.line("MATCH %s", c.pattern(at.node, each.Step, "", "x"))
	c.line("RETURN DISTINCT %s", at.node)
	c.line("UNION ALL")
	c.line("WITH 0 AS none WHERE size(%s) = 0", ids)
	c.open() // A subquery of its own, or the condition would be tested behind it.
	c.line("MATCH (%s%s) RETURN %s", at.node, labels(c.schema, s.Kinds), at.node)
	c.close()
	c.line("RETURN %s", at.node)
	c.close()
	c.line("WITH %s", at.node)
	return true
}

// oneOf is the comparison of an expression with the ids of a condition.
func (c *compiler) oneOf(expr string, x *store.Compare) string {
	if x.Op == store.AnyOf {
		return fmt.Sprintf("%s IN %s", expr, c.list(x.Arg, store.String))
	}
	return fmt.Sprintf("%s = %s", expr, c.value(x.Arg, store.String))
}

// refIn returns the condition that a property refers to a node of these ids.
func (c *compiler) refIn(conds []store.Cond, of store.Of) *store.Compare {
	for _, x := range conds {
		x, ok := x.(store.Compare)
		if !ok || x.Of != of || x.Op != store.Eq && x.Op != store.AnyOf {
			continue
		}
		if p := c.props[x.Property]; p != nil && p.Ref {
			return &x
		}
	}
	return nil
}
