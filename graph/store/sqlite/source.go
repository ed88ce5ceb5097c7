package sqlite

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// newPlace returns a place for which only its rows' source is missing.
func (c *compiler) newPlace(pick *store.Pick, up *place, kinds []string) *place {
	p := &place{pick: pick, num: c.next(), up: up, kinds: kinds, names: map[string]bool{}}
	p.node = fmt.Sprintf("n%d", p.num)
	return p
}

// root returns where the roots come from.
func (c *compiler) root(q *store.Selection) *place {
	p := c.newPlace(&q.Pick, nil, q.Kinds)
	if len(q.Relations) > 0 {
		c.rootEdges(p, q)
	} else {
		c.rootNodes(p, q)
	}
	conds := c.conds(q.Where, p)
	if p.edge == "" && len(p.legs) > 0 {
		c.setDrive(p, q.Where, conds)
	}
	p.where = append(p.where, conds...)
	for i := range p.legs {
		p.legs[i].where = append(p.legs[i].where, conds...)
	}
	return p
}

func (c *compiler) rootNodes(p *place, q *store.Selection) {
	p.head = "node " + p.node
	switch {
	case q.Text != 0:
		match, whole, begin, first, each := c.match(q.Text)
		p.head = "words CROSS JOIN node " + p.node + " ON " + p.node + ".rid = words.rowid"
		p.where = []string{"words MATCH " + match, c.isOf(p.node, q.Kinds)}
		names := p.node + "." + namesColumn
		p.score = "CASE WHEN instr(" + names + ", " + whole + ") THEN 4 WHEN instr(" + names + ", " + begin + ") THEN 3" +
			" WHEN " + names + " IS NULL OR NOT instr(" + names + ", " + first + ") OR EXISTS (SELECT 1 FROM json_each(" + each + ") WHERE NOT instr(" + names + ", value)) THEN 1 ELSE 2 END"
		p.nameKey = c.nameKey(p)
	case c.seeks(q.Where, store.OfNode):
		p.where = []string{c.isOf(p.node, q.Kinds)}
	default:
		p.where = []string{p.node + ".kind IN " + literals(q.Kinds)}
		for _, kind := range q.Kinds {
			r := root{where: []string{p.node + ".kind = " + literal(kind)}}
			if o := q.Order; (o.By == store.ByProperty || o.By == store.ByTime) && o.Of == store.OfNode {
				if k := c.schema.Kind(kind); k != nil {
					if by := k.Property(o.Property); by != nil && by.Index {
						r.index = kindIndex(kind, o.Property)
					}
				}
			}
			p.legs = append(p.legs, r)
		}
	}
}

// nameKey returns what a search orders nodes of one score by: the name, where it is searched.
func (c *compiler) nameKey(p *place) string {
	name := "ifnull(" + p.node + "." + quote(store.NameProperty) + ", '')"
	var searched, other []string // kinds that have a name
	for _, kind := range p.kinds {
		k := c.schema.Kind(kind)
		if k == nil {
			continue
		}
		switch q := k.Property(store.NameProperty); {
		case q == nil:
		case q.Fulltext:
			searched = append(searched, kind)
		default:
			other = append(other, kind)
		}
	}
	switch {
	case len(searched) == 0:
		return "''"
	case len(other) == 0:
		return name
	}
	return "CASE WHEN " + c.isOf(p.node, searched) + " THEN " + name + " ELSE '' END"
}

func (c *compiler) rootEdges(p *place, q *store.Selection) {
	p.edge, p.node = fmt.Sprintf("e%d", p.num), ""
	p.head = "edge " + p.edge
	if c.seeks(q.Where, store.OfEdge) {
		p.where = []string{"+" + p.edge + ".relation IN " + literals(q.Relations)}
		return
	}
	p.where = []string{p.edge + ".relation IN " + literals(q.Relations)}
	for _, relation := range q.Relations {
		conds := []string{p.edge + ".relation = " + literal(relation)}
		if q.Order.By == store.ByID { // The ids of a relation are one range.
			name := strings.ToLower(relation)
			conds = []string{"+" + conds[0], p.edge + ".id >= " + literal(name+":"), p.edge + ".id < " + literal(name+";")}
		}
		p.legs = append(p.legs, root{where: conds})
	}
}

// hop returns where the rows of a hop come from.
func (c *compiler) hop(up *place, h *store.Hop) *place {
	p := c.newPlace(&h.Pick, up, h.Kinds)
	p.one = h.One
	if _, isEnd := h.Step.(store.End); !isEnd && up.node == "" {
		if ref, isRef := h.Step.(store.Ref); !isRef || ref.Of != store.OfEdge {
			c.fail("edges have no hop %T", h.Step)
			return p
		}
	}
	kinds := []string{c.isOf(p.node, h.Kinds)}
	switch s := h.Step.(type) {
	case store.Along:
		if c.along(p, s, h.Where) {
			kinds = nil
		}
		p.sure = p.sure && kinds == nil && h.Where == nil
	case store.Chain:
		c.chain(p, s)
	case store.Through:
		if c.throughNodes(p, &s); subset(c.ends(s.Second), p.kinds) {
			kinds = nil
		}
	case store.Middle:
		if up.through == nil {
			c.fail("only rows of a Through have nodes in the middle")
			return p
		}
		p.head = "node " + p.node
		p.where = c.middle(p.node, up.through, up.near, up.rid())
	case store.Ref:
		c.ref(p, s)
	case store.End:
		if up.edge == "" {
			c.fail("only root edges have ends")
			return p
		}
		column := "target"
		if s.Source {
			column = "source"
		}
		p.head = "node " + p.node
		p.where = []string{p.node + ".rid = " + up.column(store.OfEdge, column)}
	default:
		c.fail("there is no step %T", h.Step)
	}
	p.where = slices.Concat(p.where, kinds, c.conds(h.Where, p))
	return p
}

func (c *compiler) ref(p *place, s store.Ref) {
	q := c.property(s.Of, s.Property)
	if p.up.alias(s.Of) == "" {
		c.fail("there is no %s here to take %s of", s.Of, s.Property)
	}
	ids := p.up.column(s.Of, quote(s.Property))
	p.head = "node " + p.node
	if q.Type == store.Strings {
		p.where = []string{p.node + ".id IN (SELECT value FROM json_each(" + ids + "))"}
	} else {
		p.where = []string{p.node + ".id = " + ids}
	}
}

// along returns the edges of a step with their far ends. It reports whether these are
// sure to be of the wanted kinds.
func (c *compiler) along(p *place, s store.Along, filter store.Cond) bool {
	near := p.up.rid()
	e := fmt.Sprintf("e%d", p.num)
	conds, far := c.step(e, s, near)
	p.where = conds
	if s.Distinct && s.Direction == store.Both {
		p.head = "node " + p.node
		p.where = []string{p.node + ".rid IN (SELECT " + far + " FROM edge " + e + where(conds) + ")"}
		return subset(c.ends(s), p.kinds)
	}
	if s.Distinct && (!p.one || p.pick.Total) { // Of several edges the first counts; where one row is wanted, any.
		o := fmt.Sprintf("o%d", p.num)
		p.where = append(p.where, fmt.Sprintf("NOT EXISTS (SELECT 1 FROM edge %[1]s WHERE %[1]s.relation = %[2]s.relation AND %[1]s.source = %[2]s.source AND %[1]s.target = %[2]s.target AND %[1]s.rid < %[2]s.rid)", o, e))
	}
	if !s.Distinct {
		p.edge = e
	}
	p.told = s.Told(p.pick.Order)
	if c.seeks(filter, store.OfNode) {
		p.head = "node " + p.node + " CROSS JOIN edge " + e
		p.where = append(p.where, far+" = "+p.node+".rid")
	} else {
		p.head = "edge " + e
		p.tail = " CROSS JOIN node " + p.node + " ON " + p.node + ".rid = " + far
		p.sure, p.far = true, far
		c.farOrder(p, e, s.Direction, p.edge != "" && c.seeks(filter, store.OfEdge))
	}
	return subset(c.ends(s), p.kinds)
}

// farOrder tells a place that its edges know the time of their far ends, and which
// index has them in that order.
func (c *compiler) farOrder(p *place, e string, d store.Direction, seeking bool) {
	var index string
	if p.farKey, index = farTime(e, d); p.farKey == "" || seeking {
		return
	}
	p.index = func(o *order) string {
		if len(o.keys) == 1 && o.keys[0].expr == p.farKey {
			return index
		}
		return ""
	}
}

// farTime returns where an edge keeps the time of its far end, and the index by that.
func farTime(e string, d store.Direction) (key, index string) {
	switch d {
	case store.Out:
		return e + "." + targetKey, outIndex
	case store.In:
		return e + "." + sourceKey, inIndex
	}
	return "", ""
}

// step returns the conditions that an edge is one of the step from near, and the
// far end of it.
func (c *compiler) step(e string, s store.Along, near string) (conds []string, far string) {
	if c.schema.Relation(s.Relation) == nil {
		c.fail("there is no relation %s", s.Relation)
	}
	relation := literal(s.Relation)
	switch s.Direction {
	case store.Out:
		return []string{e + ".relation = " + relation, e + ".source = " + near}, e + ".target"
	case store.In:
		return []string{e + ".relation = " + relation, e + ".target = " + near}, e + ".source"
	}
	return []string{fmt.Sprintf("%s.rid IN (SELECT rid FROM edge WHERE relation = %[2]s AND source = %[3]s UNION ALL SELECT rid FROM edge WHERE relation = %[2]s AND target = %[3]s)", e, relation, near)},
		fmt.Sprintf("iif(%[1]s.source = %[2]s, %[1]s.target, %[1]s.source)", e, near)
}

// pair returns the condition that a step leads from near to far by an edge that edges holds of.
func (c *compiler) pair(s store.Along, near, far string, edges store.Cond) string {
	if s.Direction == store.Both {
		out, in := s, s
		out.Direction, in.Direction = store.Out, store.In
		return "(" + c.pair(out, near, far, edges) + " OR " + c.pair(in, near, far, edges) + ")"
	}
	e := fmt.Sprintf("e%d", c.next())
	conds, end := c.step(e, s, near)
	conds = append(append(conds, end+" = "+far), c.conds(edges, &place{edge: e})...)
	return "EXISTS (SELECT 1 FROM edge " + e + " WHERE " + strings.Join(conds, " AND ") + ")"
}

// ends returns the kinds to which a step can lead.
func (c *compiler) ends(s store.Along) []string {
	r := c.schema.Relation(s.Relation)
	switch {
	case r == nil:
		return nil
	case s.Direction == store.Out:
		return r.To
	case s.Direction == store.In:
		return r.From
	}
	return slices.Concat(r.From, r.To)
}

// back returns the step in the other direction.
func back(s store.Along) store.Along {
	switch s.Direction {
	case store.Out:
		s.Direction = store.In
	case store.In:
		s.Direction = store.Out
	}
	return s
}

func subset(of, in []string) bool {
	return !slices.ContainsFunc(of, func(s string) bool { return !slices.Contains(in, s) })
}
