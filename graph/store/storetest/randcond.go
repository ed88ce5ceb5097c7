package storetest

import (
	"slices"
	"strings"

	"parley/graph/store"
	"parley/graph/text"
)

// cond returns a condition on rows of a place, with conditions below it to a depth.
func (a *asker) cond(at place, depth int) store.Cond {
	choice := a.IntN(14)
	if depth == 0 {
		choice = 5 + a.IntN(9)
	}
	switch choice {
	case 0:
		return store.And(a.conds(at, depth))
	case 1:
		return store.Or(a.conds(at, depth))
	case 2:
		return store.Not{Cond: a.cond(at, depth-1)}
	case 3, 4:
		if s := a.someStep(at, depth); s != nil {
			return *s
		}
	case 5:
		if along := a.along(at.kinds); along != nil {
			return store.Each{Step: *along, IDs: a.arg(func() any { return a.ids(2) })}
		}
	case 6:
		if len(at.kinds) > 0 {
			return store.Kinds(some(a.random, append(a.allKinds(), at.kinds...)))
		}
	}
	return a.compare(at)
}

func (a *asker) conds(at place, depth int) []store.Cond {
	all := make([]store.Cond, a.IntN(4))
	for i := range all {
		all[i] = a.cond(at, depth-1)
	}
	return all
}

func (a *asker) someStep(at place, depth int) *store.Some {
	along := a.along(at.kinds)
	if along == nil {
		return nil
	}
	s := &store.Some{Step: *along}
	_, far := a.ends(*along)
	to := place{relations: []string{along.Relation}}
	if a.chance(2) {
		s.Step = store.Chain{Relation: along.Relation, Direction: along.Direction}
		far, to.relations = a.allKinds(), nil
	}
	s.Kinds = some(a.random, far)
	to.kinds = s.Kinds
	if !a.chance(4) {
		s.Where = a.cond(to, depth-1)
	}
	if s.Once = a.chance(4); s.Once {
		named := store.And{a.compareID(store.OfNode)}
		if s.Where != nil {
			named = append(named, s.Where)
		}
		s.Where = named
	}
	return s
}

// ids returns at most n ids, mostly of nodes that are there.
func (a *asker) ids(n int) []string {
	ids := make([]string, a.IntN(n+1))
	for i := range ids {
		ids[i] = "nobody"
		if len(a.graph.nodes) > 0 && !a.chance(8) {
			ids[i] = one(a.random, a.graph.nodes).ID
		}
	}
	return ids
}

// compare returns a Compare, or for a time a During.
func (a *asker) compare(at place) store.Cond {
	of := one(a.random, at.ofs())
	known := a.properties(at, of)
	if len(known) == 0 || a.chance(6) {
		return a.compareID(of)
	}
	p := one(a.random, known)
	c := store.Compare{Of: of, Property: p.Name}
	ops := []store.Op{store.Eq, store.AnyOf, store.AtLeast, store.AtMost, store.Exists}
	switch p.Type {
	case store.Period:
		if !a.chance(5) {
			return store.During{
				Of: of, Property: p.Name, Window: a.arg(a.window), Certain: a.chance(2), Undated: a.chance(3),
			}
		}
		ops = []store.Op{store.Exists}
	case store.Bool:
		ops = []store.Op{store.Eq, store.Exists}
	}
	if p.Folded {
		ops = append(ops, store.Prefix, store.Contains, store.Prefix, store.Contains)
	}
	c.Op = one(a.random, ops)
	element := func() any {
		switch {
		case p.Ref:
			return append(a.ids(1), "nobody")[0]
		case len(p.Values) > 0:
			return one(a.random, p.Values)
		}
		return a.scalar(p.Type)
	}
	switch c.Op {
	case store.Exists:
	case store.AnyOf:
		c.Arg = a.arg(func() any { return list(p.Type, a.IntN(4), element) })
	case store.Prefix, store.Contains:
		c.Arg = a.arg(a.piece)
	default:
		c.Arg = a.arg(element)
	}
	return c
}

func (a *asker) compareID(of store.Of) store.Cond {
	draw := func() any { return append(a.ids(1), "nobody")[0] }
	if of == store.OfEdge {
		draw = func() any {
			if len(a.graph.edges) == 0 {
				return "none"
			}
			return one(a.random, a.graph.edges).ID
		}
	}
	c := store.Compare{Of: of, Property: "id"}
	if a.chance(2) {
		c.Op, c.Arg = store.AnyOf, a.arg(func() any { return repeat[string](a.IntN(4), draw) })
		return c
	}
	c.Op = one(a.random, []store.Op{store.Eq, store.AtLeast, store.AtMost})
	c.Arg = a.arg(draw)
	return c
}

// list returns n elements as a list of a type's values.
func list(t store.Type, n int, element func() any) any {
	switch t {
	case store.Int:
		return repeat[int64](n, element)
	case store.Float:
		return repeat[float64](n, element)
	}
	return repeat[string](n, element)
}

func repeat[T any](n int, element func() any) []T {
	all := make([]T, n)
	for i := range all {
		all[i] = element().(T)
	}
	return all
}

func (a *asker) window() any { return period(one(a.random, windows)).Window() }

// piece returns a part of one of the texts, often in other letters.
func (a *asker) piece() any {
	runes := []rune(a.text())
	if len(runes) > 0 {
		from := a.IntN(len(runes))
		if a.chance(2) {
			from = 0
		}
		runes = runes[from : from+min(a.IntN(4), len(runes)-from)]
	}
	if a.chance(3) {
		return text.NFC(strings.ToUpper(string(runes)))
	}
	return text.NFC(string(runes))
}

// searchText returns words of some of the texts, the last one often cut.
func (a *asker) searchText() string {
	s := a.text()
	if words := strings.Fields(s); len(words) > 1 && a.chance(3) {
		slices.Reverse(words)
		s = strings.Join(words, "  ")
	}
	if a.chance(4) {
		s += " " + a.text()
	}
	if runes := []rune(s); len(runes) > 1 && a.chance(2) {
		s = string(runes[:1+a.IntN(len(runes)-1)])
	}
	return text.NFC(s)
}
