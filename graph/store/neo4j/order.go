package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// A sorting is an Order of the rows at a place, in expressions.
type sorting struct {
	order      store.Order
	keys       []key
	node, edge string // the ids, empty where they do not count
	nullable   bool   // whether the keys may be absent, all at once
	idsDesc    bool
}

type key struct {
	expr string
	desc bool
	typ  store.Type
}

// sorting returns what an Order means at a place.
func (c *compiler) sorting(o store.Order, p place) sorting {
	s := sorting{order: o}
	if p.node != "" && !o.Edges {
		s.node = prop(p.node, "id")
	}
	if p.edge != "" {
		s.edge = prop(p.edge, "id")
	}
	c.ordered(o, p)
	time := func(start, end string) {
		s.keys = []key{{start, o.Desc, store.Int}, {end, o.Desc, store.Int}}
		s.nullable, s.idsDesc = true, o.Desc
	}
	switch o.By {
	case store.ByProperty:
		s.keys = []key{{c.expr(o.Of, o.Property, p), o.Desc, c.typeOf(o.Property)}}
		s.nullable = o.Property != "id" && !c.always(o, p)
	case store.ByTime:
		v := c.variable(o.Of, p)
		time(prop(v, o.Property+startEarliest), prop(v, o.Property+endLatest))
		s.nullable = !c.always(o, p)
	case store.ByCount:
		s.keys = []key{{p.group + "_count", o.Desc, store.Int}}
	case store.ByFirst:
		time(p.group+"_first[0]", p.group+"_first[1]")
	case store.ByLast:
		time(p.group+"_last[0]", p.group+"_last[1]")
	case store.ByScore:
		s.keys = []key{{p.score, true, store.Int}, {c.calledBy(p), false, store.String}}
	case store.ByDistance:
		s.keys = []key{{p.distance, false, store.Int}}
	}
	return s
}

// ordered checks that the rows at the place can have an order.
func (c *compiler) ordered(o store.Order, p place) {
	ok := true
	switch o.By {
	case store.ByID:
	case store.ByProperty:
		t := c.typeOf(o.Property)
		ok = t != store.Strings && t != store.Period
	case store.ByTime:
		ok = c.typeOf(o.Property) == store.Period
	case store.ByCount, store.ByFirst, store.ByLast:
		ok = p.group != ""
	case store.ByScore:
		ok = p.score != ""
	case store.ByDistance:
		ok = p.distance != ""
	default:
		ok = false
	}
	if !ok || o.Edges && p.edge == "" {
		c.fail("the rows have no order %q", o)
	}
}

// always reports whether every row at the place has the property that o goes by.
func (c *compiler) always(o store.Order, p place) bool {
	has := func(p *store.Property) bool { return p != nil && p.Required }
	if o.Of == store.OfEdge {
		return !slices.ContainsFunc(p.relations, func(r string) bool { return !has(c.schema.Relation(r).Property(o.Property)) })
	}
	return !slices.ContainsFunc(p.kinds, func(k string) bool { return !has(c.schema.Kind(k).Property(o.Property)) })
}

// calledBy is the name that search results of one score are ordered by.
func (c *compiler) calledBy(p place) string {
	var with []string
	for _, k := range p.kinds {
		if name := c.schema.Kind(k).Property(store.NameProperty); name != nil && name.Fulltext && name.Type == store.String {
			with = append(with, k)
		}
	}
	name := fmt.Sprintf("coalesce(%s, '')", prop(p.node, store.NameProperty))
	switch len(with) {
	case 0:
		return "''"
	case len(p.kinds):
		return name
	}
	return fmt.Sprintf("CASE WHEN %s%s THEN %s ELSE '' END", p.node, labels(c.schema, with), name)
}

// values are what the keys are read from.
func (s sorting) values() []string {
	all := make([]string, len(s.keys))
	for i, k := range s.keys {
		all[i] = k.expr
	}
	return all
}

// terms are all that rows are told apart by: the keys, then the ids.
func (s sorting) terms() []key { return append(slices.Clone(s.keys), s.ids()...) }

func (s sorting) ids() []key {
	var ids []key
	for _, id := range []string{s.node, s.edge} {
		if id != "" {
			ids = append(ids, key{id, s.idsDesc, store.String})
		}
	}
	return ids
}

// by is the text behind ORDER BY, or that of the exact reverse. Absent keys come last
// of themselves if the order ascends, and must be told to if it does not.
func (s sorting) by(reverse bool) string {
	var parts []string
	if s.nullable && s.keys[0].desc {
		parts = append(parts, s.keys[0].expr+" IS NULL"+direction(reverse))
	}
	for _, k := range s.terms() {
		parts = append(parts, k.expr+direction(k.desc != reverse))
	}
	return strings.Join(parts, ", ")
}

func direction(desc bool) string {
	if desc {
		return " DESC"
	}
	return ""
}

// between are the conditions of After and Before.
func (c *compiler) between(p *store.Pick, s sorting) (conds []string) {
	if p.After != 0 {
		conds = append(conds, c.beyond(s, p.After, false))
	}
	if p.Before != 0 {
		conds = append(conds, c.beyond(s, p.Before, true))
	}
	return conds
}

// beyond holds of the rows strictly behind a Position, or strictly before it.
func (c *compiler) beyond(s sorting, a store.Arg, before bool) string {
	all := c.lexical(s.terms(), c.bounds(s, a), before)
	stored := s.order.By == store.ByProperty || s.order.By == store.ByTime
	switch {
	case !s.nullable && stored && before: // The position may lack keys even where all rows have them.
		return fmt.Sprintf("(%s IS NULL OR %s)", c.key(a, 0, len(s.keys), s.keys[0].typ), all)
	case !s.nullable:
		return all
	}
	first := c.key(a, 0, len(s.keys), s.keys[0].typ)
	ids := c.lexical(s.ids(), c.bounds(s, a)[len(s.keys):], before)
	if before {
		return fmt.Sprintf("CASE WHEN %s IS NULL THEN %s IS NOT NULL OR %s ELSE %s END", first, s.keys[0].expr, ids, all)
	}
	return fmt.Sprintf("CASE WHEN %s IS NULL THEN %s IS NULL AND %s ELSE %s IS NULL OR %s END", first, s.keys[0].expr, ids, s.keys[0].expr, all)
}

// bounds are the parameters of the terms of a Position.
func (c *compiler) bounds(s sorting, a store.Arg) []string {
	var all []string
	for i, k := range s.keys {
		all = append(all, c.key(a, i, len(s.keys), k.typ))
	}
	if s.node != "" {
		all = append(all, c.keyID(a, false))
	}
	if s.edge != "" {
		all = append(all, c.keyID(a, true))
	}
	return all
}

// lexical compares term by term. It is written so that an index on the first
// terms can begin where it says.
func (c *compiler) lexical(terms []key, bounds []string, before bool) string {
	op := ">"
	if terms[0].desc != before {
		op = "<"
	}
	if len(terms) == 1 {
		return fmt.Sprintf("%s %s %s", terms[0].expr, op, bounds[0])
	}
	return fmt.Sprintf("(%s %s= %s AND (%s %s %s OR %s))", terms[0].expr, op, bounds[0],
		terms[0].expr, op, bounds[0], c.lexical(terms[1:], bounds[1:], before))
}
