package sqlite

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// foldEdges returns the value of the i-th Fold of the Through hop that a place is. Folds are
// made for the rows of the page alone, all of a row's in one walk.
func (c *compiler) foldEdges(p *place, i int) (string, cell) {
	f := p.through.Folds[i]
	want := map[store.FoldBy]store.Type{store.CountDistinct: store.Strings, store.Foremost: store.String, store.AnyTrue: store.Bool, store.EveryTrue: store.Bool}[f.By]
	if q := c.property(store.OfEdge, f.Property); q.Type != want {
		c.fail("%s is a %s and is not folded by %s", f.Property, q.Type, f.By)
	}
	p.folds = append(p.folds, f)
	made := cell(map[store.FoldBy]store.Type{store.CountDistinct: store.Int, store.Foremost: store.String, store.AnyTrue: store.Bool, store.EveryTrue: store.Bool}[f.By])
	return fmt.Sprintf("json_extract(r%d.folds, '$[%d]')", p.num, len(p.folds)-1), made
}

// withFolds adds the Folds to the rows that were found, as a list. With a LIMIT it is not put
// into the statement once for each of them.
func (c *compiler) withFolds(p *place, found string) string {
	if len(p.folds) == 0 {
		return found
	}
	values := make([]string, len(p.folds))
	from := "" // Counts of elements need no rows of their own, and would come once for each.
	for i, f := range p.folds {
		if values[i] = c.folded(f); f.By != store.CountDistinct {
			from = "\nFROM followed"
		}
	}
	all := "WITH followed AS MATERIALIZED (\n" + indent(c.followed(p)) + ")\nSELECT json_array(\n" + indent(strings.Join(values, ",\n")) + ")" + from
	return fmt.Sprintf("SELECT *, (\n%s) AS folds\nFROM (\n%s) r%d\nLIMIT -1", indent(all), indent(found), p.num)
}

// folded returns the value of a Fold over the edges that were followed, of which all but counts
// are gathered together.
func (c *compiler) folded(f store.Fold) string {
	x, among := quote(f.Property), ""
	if f.Among != "" {
		among = " FILTER (WHERE " + quote(f.Among) + " IS NOT NULL)"
	}
	switch f.By {
	case store.CountDistinct:
		return "(SELECT count(DISTINCT list.value) FROM followed CROSS JOIN json_each(" + x + ") list)"
	case store.Foremost:
		if len(f.Values) == 0 {
			return "NULL"
		}
		var ranks, names strings.Builder
		for i, v := range f.Values {
			fmt.Fprintf(&ranks, " WHEN %s THEN %d", literal(v), i)
			fmt.Fprintf(&names, " WHEN %d THEN %s", i, literal(v))
		}
		return "CASE min(CASE " + x + ranks.String() + " END)" + names.String() + " END"
	case store.AnyTrue:
		return "ifnull(max(" + x + "), 0)"
	case store.EveryTrue:
		return "ifnull(min(ifnull(" + x + ", 0))" + among + ", 0)"
	}
	c.fail("there is no way to fold %s", f.By)
	return "NULL"
}

// followed returns the statement for the edges of a row of a Through hop, with the properties that
// are folded: each in a row of its own, or the two of a pair that have the same in one.
func (c *compiler) followed(p *place) string {
	s := p.through
	num := c.next()
	a, m, b, side := fmt.Sprintf("a%d", num), fmt.Sprintf("m%d", num), fmt.Sprintf("b%d", num), fmt.Sprintf("s%d", num)
	second, middle := c.step(b, back(s.Second), p.rid())
	first, end := c.step(a, s.First, p.near)
	conds := slices.Concat(second, c.conds(s.Edges, &place{edge: b}), first, []string{end + " = " + middle}, c.conds(s.Edges, &place{edge: a}))
	from := "edge " + b + " CROSS JOIN edge " + a
	if more := c.wanted(m, s); len(more) > 0 {
		from += " CROSS JOIN node " + m + " ON " + m + ".rid = " + middle
		conds = append(conds, more...)
	}
	var columns, same []string
	for _, f := range p.folds {
		for _, name := range []string{f.Property, f.Among} {
			if name == "" {
				continue
			}
			column := quote(c.property(store.OfEdge, name).Name)
			one := "iif(" + side + ".column1, " + a + "." + column + ", " + b + "." + column + ") AS " + column
			if !slices.Contains(columns, one) {
				columns = append(columns, one)
				same = append(same, a+"."+column+" IS "+b+"."+column)
			}
		}
	}
	// What both edges of a pair have counts once whichever it is of.
	conds = append(conds, "("+side+".column1 OR NOT ("+strings.Join(same, " AND ")+"))")
	return "SELECT " + strings.Join(columns, ", ") + "\nFROM " + from + " CROSS JOIN (VALUES (0), (1)) " + side + where(conds)
}
