package sqlite

import (
	"fmt"
	"strings"

	"parley/graph/store"
)

// An order is a store.Order with what it goes by in a statement: keys, and then
// ids as ties.
type order struct {
	store.Order
	keys []key
	ties []tie
}

type key struct {
	expr     string
	typ      store.Type // of the keys of a Position
	time     bool       // expr is the key of a time
	nullable bool       // only where there is one key
	desc     bool
}

type tie struct {
	expr string
	edge bool // it is the id of an edge
	desc bool
}

// order works out the order of the rows of a place.
func (c *compiler) order(p *place) *order {
	o := &order{Order: p.pick.Order}
	desc := o.Desc
	switch o.By {
	case store.ByProperty, store.ByTime:
		q := c.property(o.Of, o.Property)
		k := key{expr: p.alias(o.Of) + "." + q.keyColumn(), typ: q.Type, nullable: true, desc: desc}
		if o.By == store.ByTime {
			k.typ, k.time = store.Int, true
			if o.Of == store.OfNode && p.farKey != "" && c.keyed(p.kinds, o.Property) {
				k.expr = p.farKey
			}
		}
		o.keys = []key{k}
	case store.ByCount:
		o.keys = []key{{expr: p.group + ".count", typ: store.Int, desc: desc}}
	case store.ByFirst, store.ByLast:
		o.keys = []key{{expr: p.group + "." + o.By.String(), typ: store.Int, time: true, nullable: true, desc: desc}}
	case store.ByScore:
		o.keys = []key{{expr: p.score, typ: store.Int, desc: true}, {expr: p.nameKey, typ: store.String}}
	case store.ByDistance:
		o.keys = []key{{expr: p.group + ".distance", typ: store.Int}}
	}
	reverse := desc && (o.By == store.ByTime || o.By == store.ByFirst || o.By == store.ByLast)
	if p.node != "" && !o.Edges {
		o.ties = append(o.ties, tie{p.node + ".id", false, reverse})
	}
	if p.edge != "" && !p.told {
		o.ties = append(o.ties, tie{p.edge + ".id", true, reverse})
	}
	return o
}

// keyed reports whether the time that edges keep of their end is the property, for an
// end of these kinds.
func (c *compiler) keyed(kinds []string, property string) bool {
	for _, name := range kinds {
		k := c.schema.Kind(name)
		if k == nil || k.Time != "" && k.Time != property || k.Time == "" && k.Property(property) != nil {
			return false
		}
	}
	return true
}

// A leg is a part of the rows that one index has in order: all of them, or where rows
// are cut off those whose key is present, and then those whose key is absent.
type leg struct {
	where []string
	// present and absent say that the leg has only rows of the one sort.
	present, absent bool
}

// legs returns the parts in which rows behind After and before Before are found.
func (c *compiler) legs(p *place, o *order) []leg {
	after, before := p.pick.After, p.pick.Before
	if after == 0 && before == 0 {
		return []leg{{}}
	}
	if len(o.keys) == 0 || !o.keys[0].nullable {
		var l leg
		if after != 0 {
			l.where = append(l.where, o.beyond(c.spot(after, o, false), false))
		}
		if before != 0 {
			l.where = append(l.where, o.beyond(c.spot(before, o, true), true))
		}
		return []leg{l}
	}
	k := o.keys[0]
	present, absent := leg{present: true}, leg{absent: true, where: []string{k.expr + " IS NULL"}}
	if after != 0 {
		at := c.spot(after, o, false)
		than := than(k.desc)
		present.where = append(present.where, k.expr+" "+than+"= "+at.keys[0], "("+k.expr+" "+than+" "+at.keys[0]+" OR "+o.tied(at, false)+")")
		absent.where = append(absent.where, "(NOT "+at.absent+" OR "+o.tied(at, false)+")")
	}
	if before != 0 {
		at := c.spot(before, o, true)
		than := than(!k.desc)
		present.where = append(present.where, k.expr+" "+than+"= "+at.keys[0], "("+k.expr+" "+than+" "+at.keys[0]+" OR "+at.absent+" OR "+o.tied(at, true)+")")
		absent.where = append(absent.where, at.absent, o.tied(at, true))
	}
	return []leg{present, absent}
}

// than returns the sign of what lies behind something.
func than(desc bool) string {
	if desc {
		return "<"
	}
	return ">"
}

// beyond returns the condition that a row, whose keys are all present, lies behind a
// position, or before it.
func (o *order) beyond(at spot, before bool) string {
	s := o.tied(at, before)
	for i := len(o.keys) - 1; i >= 0; i-- {
		k := o.keys[i]
		s = "(" + k.expr + " " + than(k.desc != before) + " " + at.keys[i] + " OR " + k.expr + " = " + at.keys[i] + " AND " + s + ")"
	}
	return s
}

// tied is beyond for rows whose keys are those of the position.
func (o *order) tied(at spot, before bool) string {
	exprs := make([]string, len(o.ties))
	for i, t := range o.ties {
		exprs[i] = t.expr
	}
	than := than(o.ties[0].desc != before)
	if len(exprs) == 1 {
		return exprs[0] + " " + than + " " + at.ties[0]
	}
	return "(" + strings.Join(exprs, ", ") + ") " + than + " (" + strings.Join(at.ties, ", ") + ")"
}

// by returns the terms of ORDER BY for a leg; reversed is from the back. names, unless
// nil, stand for the expressions.
func (o *order) by(l leg, reversed bool, names []string) string {
	var terms []string
	term := func(expr string, desc, nullable bool) {
		if names != nil {
			expr, names = names[0], names[1:]
		}
		switch desc = desc != reversed; {
		case desc && nullable && reversed:
			expr += " DESC NULLS FIRST"
		case desc:
			expr += " DESC"
		case nullable && !reversed:
			expr += " NULLS LAST"
		}
		terms = append(terms, expr)
	}
	for _, k := range o.keys {
		if !l.absent {
			term(k.expr, k.desc, k.nullable && !l.present)
		}
	}
	for _, t := range o.ties {
		term(t.expr, t.desc, false)
	}
	return strings.Join(terms, ", ")
}

// exprs returns what the order goes by.
func (o *order) exprs() []string {
	var all []string
	for _, k := range o.keys {
		all = append(all, k.expr)
	}
	for _, t := range o.ties {
		all = append(all, t.expr)
	}
	return all
}

// names returns what the exprs are called where statements are joined.
func (o *order) names() []string {
	all := o.exprs()
	for i := range all {
		all[i] = fmt.Sprintf("key%d", i+1)
	}
	return all
}

// named returns the exprs under their names.
func (o *order) named() []string {
	all := o.exprs()
	for i, name := range o.names() {
		all[i] += " AS " + name
	}
	return all
}
