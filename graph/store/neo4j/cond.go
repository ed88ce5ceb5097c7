package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// cond returns a condition as an expression about the row at p. It is true where the
// condition holds and false or null where it does not, which comes to the same but
// under NOT. An empty text always holds.
func (c *compiler) cond(x store.Cond, p place) string {
	switch x := x.(type) {
	case nil:
		return ""
	case store.And:
		return c.all(x, p)
	case store.Or:
		return c.any(x, p)
	case store.Not:
		inner := c.cond(x.Cond, p)
		if inner == "" {
			return "false"
		}
		return fmt.Sprintf("NOT coalesce(%s, false)", inner)
	case store.Kinds:
		return c.ofKinds(x, p)
	case store.Compare:
		return c.compare(x, p)
	case store.During:
		return c.during(x, p)
	case store.Some:
		return c.some(x, p)
	case store.Each:
		return c.each(x, p)
	}
	c.fail("there is no condition %T", x)
	return ""
}

func (c *compiler) all(conds []store.Cond, p place) string {
	var parts []string
	for _, x := range conds {
		if s := c.cond(x, p); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " AND ")
}

func (c *compiler) any(conds []store.Cond, p place) string {
	if set := c.sets[among(conds)]; set != "" && p.node != "" {
		return p.node + " IN " + set
	}
	if len(conds) == 0 {
		return "false"
	}
	parts := make([]string, len(conds))
	for i, x := range conds {
		if parts[i] = c.cond(x, p); parts[i] == "" {
			return ""
		}
	}
	return "(" + strings.Join(parts, " OR ") + ")"
}

func (c *compiler) ofKinds(kinds []string, p place) string {
	if p.node == "" {
		c.fail("an edge has no kind")
		return ""
	}
	var known []string
	for _, k := range p.kinds {
		if slices.Contains(kinds, k) {
			known = append(known, k)
		}
	}
	switch len(known) {
	case 0:
		return "false"
	case len(p.kinds):
		return ""
	}
	return p.node + labels(c.schema, known)
}

func (c *compiler) compare(x store.Compare, p place) string {
	v, t := c.expr(x.Of, x.Property, p), c.typeOf(x.Property)
	if t == store.Period && x.Op != store.Exists {
		c.fail("the time %q cannot be compared", x.Property)
		return ""
	}
	folded := func() string {
		if q := c.props[x.Property]; q == nil || !q.Folded {
			c.fail("the property %q is not kept folded", x.Property)
		}
		return c.expr(x.Of, foldPrefix+x.Property, p)
	}
	var test func(v string) string
	switch x.Op {
	case store.Eq:
		if t == store.Strings {
			return fmt.Sprintf("%s IN %s", c.value(x.Arg, t), v)
		}
		test = func(v string) string { return fmt.Sprintf("%s = %s", v, c.value(x.Arg, t)) }
	case store.AnyOf:
		test = func(v string) string { return fmt.Sprintf("%s IN %s", v, c.list(x.Arg, t)) }
	case store.Prefix:
		v = folded()
		test = func(v string) string { return fmt.Sprintf("%s STARTS WITH %s", v, c.folded(x.Arg)) }
	case store.Contains:
		v = folded()
		test = func(v string) string { return fmt.Sprintf("%s CONTAINS %s", v, c.folded(x.Arg)) }
	case store.AtLeast:
		test = func(v string) string { return fmt.Sprintf("%s >= %s", v, c.value(x.Arg, t)) }
	case store.AtMost:
		test = func(v string) string { return fmt.Sprintf("%s <= %s", v, c.value(x.Arg, t)) }
	case store.Exists:
		return v + " IS NOT NULL"
	default:
		c.fail("there is no way to compare %s", x.Op)
		return ""
	}
	if t == store.Strings {
		return fmt.Sprintf("any(x IN %s WHERE %s)", v, test("x"))
	}
	return test(v)
}

func (c *compiler) during(x store.During, p place) string {
	if c.typeOf(x.Property) != store.Period {
		c.fail("the property %q is no time", x.Property)
		return ""
	}
	v := c.variable(x.Of, p)
	start, end := prop(v, x.Property+startEarliest), prop(v, x.Property+endLatest)
	undated := start + " IS NULL"
	if x.Certain {
		start, end = prop(v, x.Property+startLatest), prop(v, x.Property+endEarliest)
	}
	from, to := c.window(x.Window)
	overlap := fmt.Sprintf("%s <= %s AND %s >= %s", start, to, end, from)
	if x.Undated {
		return fmt.Sprintf("(%s OR %s)", undated, overlap)
	}
	return overlap
}

func (c *compiler) some(x store.Some, p place) string {
	switch step := x.Step.(type) {
	case store.Along:
		far := c.far(step, x.Kinds)
		if x.Once {
			set := c.leading(x, far, func(near, where string) string {
				return fmt.Sprintf("MATCH %s\n  WHERE %s", c.pattern(near, step, far.edge, far.node), where)
			})
			if set != "" {
				return p.node + " IN " + set
			}
		}
		c.gather(x.Where)
		return "EXISTS { " + c.counted(p.node, step, far, x.Kinds, c.cond(x.Where, far)) + " }"
	case store.Chain:
		if set := c.below(x, step); set != "" {
			return p.node + " IN " + set
		}
		// The DISTINCT makes the engine visit each node once.
		far := place{kinds: x.Kinds, node: fmt.Sprintf("n%d", c.next())}
		text := fmt.Sprintf("EXISTS { MATCH %s WITH DISTINCT %s WHERE %s", c.chain(p.node, step, far.node, "", ""), far.node, far.node+labels(c.schema, x.Kinds))
		if inner := c.cond(x.Where, far); inner != "" {
			text += " AND " + inner
		}
		return text + " RETURN " + far.node + " }"
	}
	c.fail("a condition cannot follow %T", x.Step)
	return ""
}

// below returns the variable of the set of nodes from which a chain leads to the ends
// that a condition names by id. It is empty if the condition names none.
func (c *compiler) below(x store.Some, step store.Chain) string {
	far := place{kinds: x.Kinds, node: fmt.Sprintf("n%d", c.next())}
	return c.leading(x, far, func(near, where string) string {
		return fmt.Sprintf("WHERE %s\n  MATCH %s", where, c.chain(near, step, far.node, "", ""))
	})
}

// leading returns the variable of the set of nodes from which a step leads to the ends that a
// condition names by id, found once at the head of the statement: follow writes how, and where the
// condition stands in it. It is empty if the condition names none.
func (c *compiler) leading(x store.Some, far place, follow func(near, where string) string) string {
	if ids, _ := idsIn(conjuncts(x.Where)); ids == nil || !c.known(x.Kinds) {
		return ""
	}
	name := fmt.Sprintf("%#v", x)
	if set := c.sets[name]; set != "" {
		return set
	}
	near := fmt.Sprintf("n%d", c.next())
	where := c.cond(x.Where, far) + " AND " + far.node + labels(c.schema, x.Kinds) // It may need sets of its own, which come first.
	set := fmt.Sprintf("s%d", len(c.sets))
	earlier := strings.Join(c.setNames(), ", ")
	c.sets[name] = set
	c.head = append(c.head, fmt.Sprintf("CALL (%s) {\n  MATCH (%s:%s)\n  %s\n  RETURN collect(DISTINCT %s) AS %s\n}",
		earlier, far.node, nodeLabel, follow(near, where), near, set))
	return set
}

func (c *compiler) each(x store.Each, p place) string {
	far := c.far(x.Step, nil)
	ids := c.set(x.IDs)
	return fmt.Sprintf("size(%s) = COUNT { MATCH %s WHERE %s IN %s RETURN DISTINCT %s }",
		ids, c.pattern(p.node, x.Step, "", far.node+":"+nodeLabel), prop(far.node, "id"), ids, far.node)
}

// conjuncts returns the conditions that must all hold for c to hold.
func conjuncts(c store.Cond) []store.Cond {
	and, ok := c.(store.And)
	if !ok {
		if c == nil {
			return nil
		}
		return []store.Cond{c}
	}
	var all []store.Cond
	for _, x := range and {
		all = append(all, conjuncts(x)...)
	}
	return all
}

// idsIn returns the condition that names a node by its id, and its index.
func idsIn(conds []store.Cond) (*store.Compare, int) {
	for i, x := range conds {
		if x, ok := x.(store.Compare); ok && x.Of == store.OfNode && x.Property == "id" && (x.Op == store.Eq || x.Op == store.AnyOf) {
			return &x, i
		}
	}
	return nil, -1
}
