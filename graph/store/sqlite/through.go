package sqlite

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// chain returns the node that it starts from and those behind it, each with its least
// distance.
func (c *compiler) chain(p *place, s store.Chain) {
	p.group = fmt.Sprintf("g%d", p.num)
	e := fmt.Sprintf("e%d", p.num)
	conds, far := c.step(e, store.Along{Relation: s.Relation, Direction: s.Direction}, "chain.rid")
	p.head = fmt.Sprintf("(\n"+
		"  WITH RECURSIVE chain(rid, distance) AS (\n"+
		"    SELECT %s, 0\n"+
		"    UNION\n"+
		"    SELECT %s, distance + 1 FROM chain CROSS JOIN edge %s\n"+
		"    WHERE %s AND distance < %d)\n"+
		"  SELECT rid, min(distance) AS distance FROM chain GROUP BY rid) %[6]s CROSS JOIN node %[7]s ON %[7]s.rid = %[6]s.rid",
		p.up.rid(), far, e, strings.Join(conds, " AND "), store.MaxChain-1, p.group, p.node)
}

// throughNodes returns the far ends of two steps, grouped.
func (c *compiler) throughNodes(p *place, s *store.Through) {
	p.through, p.near, p.group = s, p.up.rid(), fmt.Sprintf("g%d", p.num)
	a, m, b := fmt.Sprintf("a%d", p.num), fmt.Sprintf("m%d", p.num), fmt.Sprintf("b%d", p.num)
	first, middle := c.step(a, s.First, p.near)
	second, far := c.step(b, s.Second, middle)
	conds := slices.Concat(first, c.conds(s.Edges, &place{edge: a}), second, c.conds(s.Edges, &place{edge: b}), []string{far + " <> " + p.near})
	time := "NULL"
	looked := false // whether the node in the middle is looked at
	if s.Time != "" {
		if time = c.middleTime(a, s); time == "" {
			time = m + "." + c.property(store.OfNode, s.Time).keyColumn()
			looked = true
		}
	}
	switch strays := c.strays(s); {
	case s.Where != nil || looked:
		looked = true
		conds = append(conds, c.wanted(m, s)...)
	case len(strays) > 0: // That there is none at all is asked once, and then no node in the middle is looked at.
		conds = append(conds, "(NOT EXISTS (SELECT 1 FROM node stray WHERE kind IN "+literals(strays)+") OR (SELECT kind FROM node WHERE rid = "+middle+") IN "+literals(s.Kinds)+")")
	}
	from := "edge " + a
	if looked {
		from += " CROSS JOIN node " + m + " ON " + m + ".rid = " + middle
	}
	count := "count(DISTINCT " + middle + ")"
	if s.Single {
		count = "count(*)"
	}
	text := "SELECT " + far + " AS rid, " + count + " AS count, min(" + time + ") AS first, max(" + time + ") AS last\n" +
		"FROM " + from + " CROSS JOIN edge " + b + where(conds) + "\nGROUP BY " + far
	if s.AtLeast != 0 {
		text += "\nHAVING " + count + " >= " + c.scalar(s.AtLeast)
	}
	p.head = fmt.Sprintf("(\n%s) %[2]s CROSS JOIN node %[3]s ON %[3]s.rid = %[2]s.rid", indent(text), p.group, p.node)
}

// middleTime returns where the first edge of a Through keeps the time that first and last
// are taken of, empty if it does not.
func (c *compiler) middleTime(a string, s *store.Through) string {
	if !c.keyed(s.Kinds, s.Time) {
		return ""
	}
	key, _ := farTime(a, s.First.Direction)
	return key
}

// strays returns the kinds of node that may be in the middle and are not wanted.
func (c *compiler) strays(s *store.Through) (kinds []string) {
	from := c.ends(back(s.Second))
	for _, kind := range c.ends(s.First) {
		if slices.Contains(from, kind) && !slices.Contains(s.Kinds, kind) && !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// middle returns the conditions that m is a node in the middle of near and far. Of the
// two ends far is the one that has fewer edges, most often.
func (c *compiler) middle(m string, s *store.Through, near, far string) []string {
	e := fmt.Sprintf("e%d", c.next())
	conds, end := c.step(e, back(s.Second), far)
	conds = append(conds, c.conds(s.Edges, &place{edge: e})...)
	all := []string{m + ".rid IN (SELECT " + end + " FROM edge " + e + " WHERE " + strings.Join(conds, " AND ") + ")", c.pair(s.First, near, m+".rid", s.Edges)}
	return append(all, c.wanted(m, s)...)
}

// wanted returns the conditions that a node in the middle satisfies by itself.
func (c *compiler) wanted(m string, s *store.Through) []string {
	var all []string
	if len(c.strays(s)) > 0 {
		all = []string{c.isOf(m, s.Kinds)}
	}
	return append(all, c.conds(s.Where, &place{node: m})...)
}

// groupTime returns the time of the first or the last node in the middle of a row, found by its
// key: of several with one key that with the least id is first, and that with the greatest last.
func (c *compiler) groupTime(p *place, name string) string {
	s := p.through
	if s.Time == "" || name != "first" && name != "last" {
		c.fail("a group has no %s here", name)
		return "NULL"
	}
	key := p.out("group."+name, p.group+"."+name)
	num := c.next()
	a, m := fmt.Sprintf("a%d", num), fmt.Sprintf("m%d", num)
	from := "node " + m
	var conds []string
	if time, index := farTime(a, s.First.Direction); c.keyed(s.Kinds, s.Time) && time != "" {
		first, end := c.step(a, s.First, p.near)
		from = "edge " + a + " INDEXED BY " + index + " CROSS JOIN node " + m + " ON " + m + ".rid = " + end
		conds = slices.Concat(first, c.conds(s.Edges, &place{edge: a}), []string{time + " = " + key, c.pair(s.Second, end, p.rid(), s.Edges)}, c.wanted(m, s))
	} else {
		conds = append(c.middle(m, s, p.near, p.rid()), m+"."+quote(s.Time+":key")+" = "+key)
	}
	desc := ""
	if name == "last" {
		desc = " DESC"
	}
	// What is sorted is no longer known to be JSON, so that is made of it behind.
	return fmt.Sprintf("(SELECT json_array(edtf, text)\nFROM (SELECT %[1]s.%[2]s AS edtf, %[1]s.%[3]s AS text FROM %[4]s%[5]s\nORDER BY %[1]s.id%[6]s LIMIT 1))",
		m, quote(s.Time+":edtf"), quote(s.Time+":text"), from, where(conds), desc)
}
