package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// A leg is one way to walk some of the roots in order: those of one kind or
// relation, and where an index has their keys, either those that have the keys or
// those that lack them. Each leg is as long as the page at most.
type leg struct {
	pattern string
	at      place
	has     keys
	lacks   string  // the expression that is null in a leg of rows without keys, if it can be otherwise
	sort    sorting // of the leg
	full    sorting // of the page
}

// keys says whether a leg has the rows with keys, those without, or both.
type keys uint8

const (
	either keys = iota
	present
	absent
)

// walk writes what finds the roots of a page by walking indexes in order, for each
// kind or relation apart. Rows without keys come last, so they are looked for
// only where the others do not fill the page.
func (c *compiler) walk(s *store.Selection, at place, sort sorting) {
	legs := c.legs(s, at, sort)
	if len(legs) == 1 {
		c.leg(s, legs[0])
		return
	}
	having := slices.DeleteFunc(slices.Clone(legs), func(l leg) bool { return l.has != present })
	lacking := slices.DeleteFunc(slices.Clone(legs), func(l leg) bool { return l.has != absent })
	if len(having) == 0 || len(lacking) == 0 || len(having)+len(lacking) < len(legs) || s.Last != 0 {
		c.union(s, legs)
		return
	}
	row, vars := at.node, strings.Join(at.vars(), ", ")
	if row == "" {
		row = at.edge
	}
	c.open()
	c.union(s, having)
	c.line("WITH %s%s", vars, c.tail(&s.Pick, false, sort))
	c.line("RETURN collect(%s) AS having", row)
	c.close()
	c.open("having")
	c.line("UNWIND having AS %s", row)
	if at.edge != "" {
		c.line("WITH startNode(e) AS a, e, endNode(e) AS b")
	}
	c.line("RETURN %s", vars)
	c.line("UNION ALL")
	c.line("WITH having WHERE size(having) < %s", c.limit(&s.Pick, false))
	c.union(s, lacking) // A subquery of its own, or the condition would be tested behind it.
	c.line("RETURN %s", vars)
	c.close()
}

// union writes a subquery of all the legs.
func (c *compiler) union(s *store.Selection, legs []leg) {
	c.open()
	for i, l := range legs {
		if i > 0 {
			c.line("UNION ALL")
		}
		c.leg(s, l)
		c.line("RETURN %s%s", strings.Join(l.at.vars(), ", "), c.tail(&s.Pick, false, l.sort))
	}
	c.close()
}

// leg writes what finds the rows of a leg. The order is that of an index only where all
// the properties that it holds are known to be there.
func (c *compiler) leg(s *store.Selection, l leg) {
	var conds []string
	switch l.has {
	case present:
		for _, k := range l.sort.keys {
			conds = append(conds, k.expr+" IS NOT NULL")
		}
	case absent:
		if l.lacks != "" {
			conds = append(conds, l.lacks+" IS NULL")
		}
	}
	id := l.at.node
	if id == "" {
		id = l.at.edge
	}
	conds = append(conds, id+".id IS NOT NULL")
	c.line("MATCH %s", l.pattern)
	c.where(append(append(conds, c.betweenLeg(&s.Pick, l)...), c.cond(s.Where, l.at))...)
}

// legs returns the legs that the roots are walked in.
func (c *compiler) legs(s *store.Selection, at place, sort sorting) (legs []leg) {
	add := func(pattern string, at place, known []store.Property) {
		l := leg{pattern: pattern, at: at, sort: sort, full: sort}
		i := slices.IndexFunc(known, func(p store.Property) bool { return p.Name == sort.order.Property })
		if len(sort.keys) == 0 || sort.order.Property == "id" || i >= 0 && !known[i].Index {
			legs = append(legs, l)
			return
		}
		with, without := l, l
		with.has, with.sort.nullable = present, false
		without.has, without.sort.keys, without.sort.nullable = absent, nil, false
		if i >= 0 {
			legs = append(legs, with)
			without.lacks = sort.keys[0].expr
			if known[i].Required {
				return
			}
		}
		legs = append(legs, without)
	}
	for _, name := range s.Kinds {
		at.kinds = []string{name}
		k := c.schema.Kind(name)
		add(fmt.Sprintf("(n:%s)", quote(k.Label)), at, k.Properties)
	}
	for _, name := range s.Relations {
		at.relations = []string{name}
		add(fmt.Sprintf("(a)-[e:%s]->(b)", quote(name)), at, c.schema.Relation(name).Properties)
	}
	return legs
}

// betweenLeg are the conditions of After and Before in a leg. A position without keys
// stands among the rows without, behind all that have them.
func (c *compiler) betweenLeg(p *store.Pick, l leg) (conds []string) {
	if l.has == either || !l.full.nullable {
		return c.between(p, l.sort)
	}
	first := func(a store.Arg) string { return c.key(a, 0, len(l.full.keys), l.full.keys[0].typ) }
	beyond := func(a store.Arg, before bool) string {
		return c.lexical(l.sort.terms(), c.bounds(l.sort, a), before)
	}
	if p.After != 0 && l.has == present {
		conds = append(conds, beyond(p.After, false)) // Null, so no rows, for a position without keys.
	} else if p.After != 0 {
		conds = append(conds, fmt.Sprintf("(%s IS NOT NULL OR %s)", first(p.After), beyond(p.After, false)))
	}
	if p.Before != 0 && l.has == present {
		conds = append(conds, fmt.Sprintf("(%s IS NULL OR %s)", first(p.Before), beyond(p.Before, true)))
	} else if p.Before != 0 {
		conds = append(conds, fmt.Sprintf("(%s IS NULL AND %s)", first(p.Before), beyond(p.Before, true)))
	}
	return conds
}
