package storetest

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/graph/text"
)

// holds reports whether a condition holds of a row.
func (a asked) holds(c store.Cond, r row) bool {
	switch c := c.(type) {
	case nil:
		return true
	case store.And:
		for _, each := range c {
			if !a.holds(each, r) {
				return false
			}
		}
		return true
	case store.Or:
		for _, each := range c {
			if a.holds(each, r) {
				return true
			}
		}
		return false
	case store.Not:
		return !a.holds(c.Cond, r)
	case store.Kinds:
		return slices.Contains(c, r.node.Kind)
	case store.Compare:
		return compares(elements(edgeOrNode(r, c.Of, c.Property)), c.Op, c.Arg.Of(a.args))
	case store.During:
		p, dated := edgeOrNode(r, c.Of, c.Property).(edtf.Period)
		w := c.Window.Of(a.args).(edtf.Window)
		switch {
		case !dated:
			return c.Undated
		case c.Certain:
			return p.Certainly(w)
		}
		return p.Possibly(w)
	case store.Some:
		return slices.ContainsFunc(a.steps(r.node, c.Step), func(x row) bool {
			return slices.Contains(c.Kinds, x.node.Kind) && a.holds(c.Where, x)
		})
	case store.Each:
		ends := a.along(r.node, c.Step)
		for _, id := range c.IDs.Of(a.args).([]string) {
			if !slices.ContainsFunc(ends, func(x row) bool { return x.node.ID == id }) {
				return false
			}
		}
		return true
	}
	return false
}

// steps returns what the step of a Some leads to. A chain has no bound there.
func (a asked) steps(n *store.Node, step store.Step) []row {
	if s, ok := step.(store.Chain); ok {
		return a.chain(n, s)
	}
	return a.follow(row{node: n}, step)
}

// compares reports whether any of the values compares so with arg.
func compares(values []any, op store.Op, arg any) bool {
	return slices.ContainsFunc(values, func(v any) bool {
		switch op {
		case store.Eq:
			return v == arg
		case store.AnyOf:
			switch list := arg.(type) {
			case []string:
				return slices.Contains(list, v.(string))
			case []int64:
				return slices.Contains(list, v.(int64))
			case []float64:
				return slices.Contains(list, v.(float64))
			}
		case store.Prefix:
			return strings.HasPrefix(text.Fold(v.(string)), text.Fold(arg.(string)))
		case store.Contains:
			return strings.Contains(text.Fold(v.(string)), text.Fold(arg.(string)))
		case store.AtLeast:
			return compareValues(v, arg) >= 0
		case store.AtMost:
			return compareValues(v, arg) <= 0
		case store.Exists:
			return true
		}
		return false
	})
}

// compareValues orders two values of one type. Bytes of UTF-8 are in the order of
// the code points.
func compareValues(x, y any) int {
	switch x := x.(type) {
	case string:
		return strings.Compare(x, y.(string))
	case int64:
		return cmp.Compare(x, y.(int64))
	case float64:
		return cmp.Compare(x, y.(float64))
	case bool: // false comes first.
		return boolNumber(x) - boolNumber(y.(bool))
	}
	return 0
}

func boolNumber(b bool) int {
	if b {
		return 1
	}
	return 0
}

// position returns where r stands in an order.
func (a asked) position(r row, o store.Order) store.Position {
	var p store.Position
	if r.node != nil && !o.Edges {
		p.ID = r.node.ID
	}
	if r.edge != nil && !r.told {
		p.Edge = r.edge.ID
	}
	switch o.By {
	case store.ByProperty:
		p.Keys = []any{edgeOrNode(r, o.Of, o.Property)}
	case store.ByTime:
		p.Keys = timeKeys(edgeOrNode(r, o.Of, o.Property))
	case store.ByCount:
		p.Keys = []any{int64(len(r.group.middle))}
	case store.ByFirst:
		p.Keys = timeKeys(r.group.first)
	case store.ByLast:
		p.Keys = timeKeys(r.group.last)
	case store.ByScore:
		p.Keys = []any{r.score, a.name(r.node)}
	case store.ByDistance:
		p.Keys = []any{r.distance}
	}
	return p
}

func timeKeys(v any) []any {
	if p, ok := v.(edtf.Period); ok {
		return []any{p.StartEarliest, p.EndLatest}
	}
	return []any{nil, nil}
}

// compare says whether the place of a row in an order is before, at or behind another.
func compare(o store.Order, x, y store.Position) int {
	for i := range x.Keys {
		c := compareKeys(x.Keys[i], y.Keys[i], o.Desc && o.By != store.ByScore || o.By == store.ByScore && i == 0)
		if c != 0 {
			return c
		}
	}
	c := strings.Compare(x.ID, y.ID)
	if c == 0 && x.Edge != "" { // Where nodes tell rows apart, it does not count in a Position that is given.
		c = strings.Compare(x.Edge, y.Edge)
	}
	if o.Desc && (o.By == store.ByTime || o.By == store.ByFirst || o.By == store.ByLast) {
		return -c
	}
	return c
}

// compareKeys orders two keys, of which the absent one is last either way.
func compareKeys(x, y any, desc bool) int {
	switch {
	case x == nil && y == nil:
		return 0
	case x == nil:
		return 1
	case y == nil:
		return -1
	case desc:
		return compareValues(y, x)
	}
	return compareValues(x, y)
}
