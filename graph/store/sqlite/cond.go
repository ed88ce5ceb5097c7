package sqlite

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"parley/graph/edtf"
	"parley/graph/store"
)

// conds returns the conditions of a WHERE clause. In SQL a comparison with what is
// absent is NULL, which a WHERE clause, AND and OR take as they take false; only Not
// must tell them apart.
func (c *compiler) conds(cond store.Cond, p *place) []string {
	switch cond := cond.(type) {
	case nil:
		return nil
	case store.And:
		var all []string
		for _, each := range cond {
			all = append(all, c.conds(each, p)...)
		}
		return all
	}
	return []string{c.cond(cond, p)}
}

func (c *compiler) cond(cond store.Cond, p *place) string {
	switch cond := cond.(type) {
	case store.And:
		return c.several(cond, p, " AND ", "1")
	case store.Or:
		if ids, ok := among(cond); ok && p.far != "" {
			return "+" + p.far + " IN (SELECT rid FROM node WHERE " + c.operator("id", ids) + ")"
		}
		return c.several(cond, p, " OR ", never)
	case store.Not:
		return "(" + c.cond(cond.Cond, p) + ") IS NOT TRUE"
	case store.Kinds:
		return c.isOf(c.of(p, store.OfNode), cond)
	case store.Compare:
		return c.compare(cond, p)
	case store.During:
		return c.during(cond, p)
	case store.Some:
		near := c.of(p, store.OfNode) + ".rid"
		if s, ok := cond.Step.(store.Along); ok && cond.Once && c.seeks(cond.Where, store.OfNode) {
			if p.far != "" {
				near = p.far // The node need not be looked at.
			}
			return "+" + near + " IN (" + c.driveSome(cond, s).rids + ")"
		}
		return c.some(cond, near)
	case store.Each:
		num := c.next()
		f, v := fmt.Sprintf("n%d", num), fmt.Sprintf("v%d", num)
		return "NOT EXISTS (SELECT 1 FROM " + c.elements(cond.IDs) + " " + v + " WHERE NOT EXISTS (SELECT 1 FROM node " + f +
			" WHERE " + f + ".id = " + v + ".value AND " + c.pair(cond.Step, c.of(p, store.OfNode)+".rid", f+".rid", nil) + "))"
	}
	c.fail("there is no condition %T", cond)
	return "0"
}

// isOf returns the condition that a node is of one of some kinds, for which no index is looked into.
func (c *compiler) isOf(node string, kinds []string) string {
	return c.kindOf("+"+node+".kind", kinds)
}

// kindOf returns the condition that a kind is one of some. It compares with each: of a list of more than two SQLite makes a
// table each time the statement is run.
func (c *compiler) kindOf(kind string, kinds []string) string {
	if !slices.ContainsFunc(c.schema.Kinds, func(k store.Kind) bool { return !slices.Contains(kinds, k.Name) }) {
		return "1"
	}
	if len(kinds) == 0 {
		return never
	}
	each := make([]string, len(kinds))
	for i, wanted := range kinds {
		each[i] = kind + " = " + literal(wanted)
	}
	if len(each) == 1 {
		return each[0]
	}
	return "(" + strings.Join(each, " OR ") + ")"
}

// never holds of no row. SQLite takes a plain 0 as leave to look at no index, and then
// refuses a statement that names one.
const never = "(SELECT 0)"

func (c *compiler) several(all []store.Cond, p *place, word, none string) string {
	if len(all) == 0 {
		return none
	}
	texts := make([]string, len(all))
	for i, each := range all {
		texts[i] = c.cond(each, p)
	}
	return "(" + join(texts, word) + ")"
}

// among returns the list of ids that an Or is of, if of nothing else: then the far end of an edge is looked for among the numbers
// that they have, which are found once, and no node is looked at for its id.
func among(or store.Or) (ids store.Compare, ok bool) {
	if len(or) != 1 {
		return ids, false
	}
	ids, ok = or[0].(store.Compare)
	return ids, ok && ids.Of == store.OfNode && ids.Property == "id" && ids.Op == store.AnyOf
}

// of returns the alias of the node or the edge that a condition is of.
func (c *compiler) of(p *place, of store.Of) string {
	alias := p.alias(of)
	if alias == "" || of > store.OfEdge {
		c.fail("there is no %s here for a condition", of)
	}
	return alias
}

func (c *compiler) compare(cond store.Compare, p *place) string {
	row := c.of(p, cond.Of)
	if cond.Property == "id" {
		return c.operator(row+".id", cond)
	}
	q := c.property(cond.Of, cond.Property)
	column := row + "." + quote(q.Name)
	switch {
	case cond.Op == store.Exists && q.Type == store.Period:
		return row + "." + quote(q.Name+":edtf") + " IS NOT NULL"
	case cond.Op == store.Exists:
		return column + " IS NOT NULL"
	case q.Type == store.Period:
		c.fail("the time %s is not compared", q.Name)
	case q.Ref && (cond.Op == store.Eq || cond.Op == store.AnyOf):
		edge := "0"
		if cond.Of == store.OfEdge {
			edge = "1"
		}
		return row + ".rid IN (SELECT owner FROM ref WHERE " + c.operator("target", cond) + " AND edge = " + edge + " AND property = " + literal(q.Name) + ")"
	case cond.Op == store.Prefix || cond.Op == store.Contains:
		if !q.folded {
			c.fail("the property %s is not kept folded", q.Name)
		}
		column = row + "." + quote(q.Name+":fold")
	}
	if q.Type == store.Strings {
		return "EXISTS (SELECT 1 FROM json_each(" + column + ") WHERE " + c.operator("value", cond) + ")"
	}
	return c.operator(column, cond)
}

// operator returns a comparison of a single value.
func (c *compiler) operator(x string, cond store.Compare) string {
	switch cond.Op {
	case store.Eq:
		return x + " = " + c.scalar(cond.Arg)
	case store.AnyOf:
		return x + " IN " + c.list(cond.Arg)
	case store.Prefix:
		a := c.fold(cond.Arg)
		return "substr(" + x + ", 1, length(" + a + ")) = " + a
	case store.Contains:
		return "instr(" + x + ", " + c.fold(cond.Arg) + ") > 0"
	case store.AtLeast:
		return x + " >= " + c.scalar(cond.Arg)
	case store.AtMost:
		return x + " <= " + c.scalar(cond.Arg)
	case store.Exists:
		return x + " IS NOT NULL"
	}
	c.fail("there is no way to compare %s", cond.Op)
	return "0"
}

func (c *compiler) during(cond store.During, p *place) string {
	row := c.of(p, cond.Of)
	if q := c.property(cond.Of, cond.Property); q.Type != store.Period {
		c.fail("the property %s is no time", cond.Property)
	}
	at := func(part string) string { return row + "." + quote(cond.Property+":"+part) }
	start, end := at("startEarliest"), at("endLatest")
	if cond.Certain {
		start, end = at("startLatest"), at("endEarliest")
	}
	from, to := c.window(cond.Window)
	s := start + " <= " + to + " AND " + end + " >= " + from
	if cond.Undated {
		return "(" + s + " OR " + at("edtf") + " IS NULL)"
	}
	if cond.Of == store.OfNode && p.farKey != "" && c.keyed(p.kinds, cond.Property) {
		s = c.keyDuring(p.farKey, cond.Window) + " AND " + s
	}
	return "(" + s + ")"
}

// keyDuring returns the condition that a time of which only the key is known may overlap a window. An edge's index has
// the key of its far end, so that neither the edge nor its end is read where it does not.
func (c *compiler) keyDuring(key string, window store.Arg) string {
	bound := func(name string, at func(w edtf.Window) []byte) string {
		return c.bind(window.String()+" "+name, of(window, func(w edtf.Window) (any, error) { return at(w), nil }))
	}
	start := bound("to key", func(w edtf.Window) []byte { return timeKey(w.To, math.MaxInt64) })
	end := bound("from key", func(w edtf.Window) []byte { return timeKey(0, w.From)[8:] })
	return key + " <= " + start + " AND substr(" + key + ", 9) >= " + end
}

// some returns the condition that a step leads from near to a node that is wanted.
func (c *compiler) some(cond store.Some, near string) string {
	num := c.next()
	e := fmt.Sprintf("e%d", num)
	far := &place{node: fmt.Sprintf("n%d", num), edge: e}
	kinds := c.isOf(far.node, cond.Kinds)
	switch s := cond.Step.(type) {
	case store.Along:
		conds, end := c.step(e, s, near)
		var from string
		switch sure := subset(c.ends(s), cond.Kinds); {
		case sure && cond.Where == nil:
			from = "edge " + e
		case c.seeks(cond.Where, store.OfNode):
			from = "node " + far.node + " CROSS JOIN edge " + e
			conds = append(conds, end+" = "+far.node+".rid", kinds)
		default:
			far.far = end
			from = "edge " + e + " CROSS JOIN node " + far.node + " ON " + far.node + ".rid = " + end
			if !sure {
				conds = append(conds, kinds)
			}
		}
		return "EXISTS (SELECT 1 FROM " + from + " WHERE " + strings.Join(append(conds, c.conds(cond.Where, far)...), " AND ") + ")"
	case store.Chain:
		along := store.Along{Relation: s.Relation, Direction: s.Direction}
		far.edge = ""
		if c.seeks(cond.Where, store.OfNode) { // The ends are few: from where they are reached is found once for all rows.
			return near + " IN (" + c.reaching(cond, s) + ")"
		}
		wanted := strings.Join(append([]string{kinds}, c.conds(cond.Where, far)...), " AND ")
		conds, end := c.step(e, along, "chain.rid")
		return "EXISTS (" + fmt.Sprintf(chainWalk, "SELECT "+near, end, e, strings.Join(conds, " AND ")) +
			" SELECT 1 FROM chain CROSS JOIN node " + far.node + " ON " + far.node + ".rid = chain.rid WHERE " + wanted + ")"
	}
	c.fail("no condition has a step %T", cond.Step)
	return "0"
}

// chainWalk walks edges from some nodes: how these are found, the end and the alias of an edge, and its
// conditions.
const chainWalk = "WITH RECURSIVE chain(rid) AS (%s UNION SELECT %s FROM chain CROSS JOIN edge %s WHERE %s)"

// reaching returns the statement that finds from where a chain leads to nodes that are
// wanted.
func (c *compiler) reaching(cond store.Some, s store.Chain) string {
	num := c.next()
	n, e := fmt.Sprintf("n%d", num), fmt.Sprintf("e%d", num)
	wanted := append([]string{c.isOf(n, cond.Kinds)}, c.conds(cond.Where, &place{node: n})...)
	conds, end := c.step(e, back(store.Along{Relation: s.Relation, Direction: s.Direction}), "chain.rid")
	return fmt.Sprintf(chainWalk, "SELECT "+n+".rid FROM node "+n+" WHERE "+strings.Join(wanted, " AND "), end, e, strings.Join(conds, " AND ")) +
		" SELECT rid FROM chain"
}

// seeks reports whether a condition holds only of few nodes or edges, that are found by
// an id or a reference.
func (c *compiler) seeks(cond store.Cond, of store.Of) bool {
	switch cond := cond.(type) {
	case store.And:
		for _, each := range cond {
			if c.seeks(each, of) {
				return true
			}
		}
	case store.Compare:
		return cond.Of == of && (cond.Op == store.Eq || cond.Op == store.AnyOf) &&
			(cond.Property == "id" || c.property(of, cond.Property).Ref)
	}
	return false
}
