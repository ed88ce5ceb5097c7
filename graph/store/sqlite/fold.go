package sqlite

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// foldEdges returns the value of a Fold for a row of a Through hop. It is made for the rows of
// the page alone.
func (c *compiler) foldEdges(p *place, f store.Fold) (string, cell) {
	from, conds, value := c.followed(p)
	x := value(f.Property)
	if f.Among != "" {
		conds = append(conds, value(f.Among)+" IS NOT NULL")
	}
	ask := func(what, more string) string {
		return "(SELECT " + what + "\nFROM " + from + more + where(conds) + ")"
	}
	want := map[store.FoldBy]store.Type{store.CountDistinct: store.Strings, store.Foremost: store.String, store.AnyTrue: store.Bool, store.EveryTrue: store.Bool}[f.By]
	if q := c.property(store.OfEdge, f.Property); q.Type != want {
		c.fail("%s is a %s and is not folded by %s", f.Property, q.Type, f.By)
	}
	switch f.By {
	case store.CountDistinct:
		return ask("count(DISTINCT list.value)", " CROSS JOIN json_each("+x+") list"), intCell
	case store.Foremost:
		rank := "CASE " + x
		var names strings.Builder
		for i, v := range f.Values {
			rank += fmt.Sprintf(" WHEN %s THEN %d", literal(v), i)
			fmt.Fprintf(&names, " WHEN %d THEN %s", i, literal(v))
		}
		if len(f.Values) == 0 {
			return "NULL", stringCell
		}
		return "CASE " + ask("min("+rank+" END)", "") + names.String() + " END", stringCell
	case store.AnyTrue:
		return ask("ifnull(max("+x+"), 0)", ""), boolCell
	case store.EveryTrue:
		return ask("ifnull(min(ifnull("+x+", 0)), 0)", ""), boolCell
	}
	c.fail("there is no way to fold %s", f.By)
	return "NULL", intCell
}

// followed returns where the edges of a row of a Through hop come from, each in a row of its
// own, and what a property of them is called.
func (c *compiler) followed(p *place) (from string, conds []string, value func(property string) string) {
	s := p.through
	num := c.next()
	a, m, b, side := fmt.Sprintf("a%d", num), fmt.Sprintf("m%d", num), fmt.Sprintf("b%d", num), fmt.Sprintf("s%d", num)
	second, middle := c.step(b, back(s.Second), p.rid())
	first, end := c.step(a, s.First, p.near)
	conds = slices.Concat(second, c.conds(s.Edges, &place{edge: b}), first, []string{end + " = " + middle}, c.conds(s.Edges, &place{edge: a}))
	from = "edge " + b + " CROSS JOIN edge " + a
	if more := c.wanted(m, s); len(more) > 0 {
		from += " CROSS JOIN node " + m + " ON " + m + ".rid = " + middle
		conds = append(conds, more...)
	}
	from += " CROSS JOIN (VALUES (0), (1)) " + side
	return from, conds, func(property string) string {
		column := quote(c.property(store.OfEdge, property).Name)
		return "iif(" + side + ".column1, " + a + "." + column + ", " + b + "." + column + ")"
	}
}
