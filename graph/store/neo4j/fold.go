package neo4j

import (
	"fmt"
	"strings"

	"parley/graph/store"
)

// fold returns the variable of the i-th Fold.
func (p place) fold(i int) string { return fmt.Sprintf("%s_fold%d", p.group, i) }

// folds writes what makes the Folds of a row of a Through hop, and returns the place with
// them. They are made for the rows of the page alone.
func (c *compiler) folds(far place) place {
	n := c.next()
	mid, all, each := fmt.Sprintf("m%d", n), fmt.Sprintf("l%d", n), fmt.Sprintf("x%d", n)
	first := place{edge: fmt.Sprintf("a%d", n), relations: []string{far.step.First.Relation}}
	second := place{edge: fmt.Sprintf("b%d", n), relations: []string{far.step.Second.Relation}}
	c.open(far.near, far.node, far.group+"_middle")
	c.line("UNWIND %s_middle AS %s", far.group, mid)
	c.line("MATCH %s", c.pattern(far.near, far.step.First, first.edge, mid))
	c.where(c.cond(far.step.Edges, first))
	c.line("WITH %s, collect(%s) AS %s", mid, first.edge, all)
	c.line("MATCH %s", c.pattern(mid, far.step.Second, second.edge, far.node))
	c.where(c.cond(far.step.Edges, second))
	c.line("WITH %s, %s, collect(%s) AS %s_on", mid, all, second.edge, all)
	c.line("UNWIND %s + %s_on AS %s", all, all, each)
	c.line("WITH collect(DISTINCT %s) AS %s", each, all)
	var values []string
	for i, f := range far.step.Folds {
		values = append(values, fmt.Sprintf("%s AS %s", c.fold(f, all), far.fold(i)))
	}
	c.line("RETURN %s", strings.Join(values, ", "))
	c.close()
	far.folded = true
	return far
}

// fold is the expression of a Fold of a list of edges.
func (c *compiler) fold(f store.Fold, all string) string {
	want := map[store.FoldBy]store.Type{store.CountDistinct: store.Strings, store.Foremost: store.String, store.AnyTrue: store.Bool, store.EveryTrue: store.Bool}[f.By]
	if t := c.typeOf(f.Property); t != want {
		c.fail("%s is a %s and is not folded by %s", f.Property, t, f.By)
	}
	each := fmt.Sprintf("x%d", c.next())
	value := prop(each, f.Property)
	count := "true"
	if f.Among != "" {
		c.typeOf(f.Among)
		count = prop(each, f.Among) + " IS NOT NULL"
	}
	switch f.By {
	case store.CountDistinct:
		return fmt.Sprintf("COUNT { UNWIND %s AS %s UNWIND %s AS %s_value RETURN DISTINCT %s_value }", all, each, value, each, each)
	case store.Foremost:
		var b strings.Builder
		for _, v := range f.Values {
			text := "'" + strings.NewReplacer(`\`, `\\`, "'", `\'`).Replace(v) + "'"
			fmt.Fprintf(&b, " WHEN any(%s IN %s WHERE %s = %s) THEN %s", each, all, value, text, text)
		}
		if b.Len() == 0 {
			return "null"
		}
		return "CASE" + b.String() + " END"
	case store.AnyTrue:
		return fmt.Sprintf("any(%s IN %s WHERE coalesce(%s, false))", each, all, value)
	case store.EveryTrue:
		return fmt.Sprintf("any(%[1]s IN %[2]s WHERE %[3]s) AND all(%[1]s IN %[2]s WHERE NOT (%[3]s) OR coalesce(%[4]s, false))", each, all, count, value)
	}
	c.fail("there is no way to fold %s", f.By)
	return "null"
}
