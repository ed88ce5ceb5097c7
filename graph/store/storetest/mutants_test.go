package storetest

import (
	"cmp"
	"slices"
	"strings"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/graph/text"
)

// mutants returns one for each rule. A mutant is used once.
func mutants() map[string]*mutant {
	never := store.Or{}
	return map[string]*mutant{
		"the last row is lost": answers(func(page *store.Page, _ *store.Pick) {
			if n := len(page.Items); n > 3 {
				page.Items = page.Items[:n-1]
			}
		}),
		"Total is lost":                answers(func(page *store.Page, _ *store.Pick) { page.Total = 0 }),
		"Total is of the page":         answers(func(page *store.Page, _ *store.Pick) { page.Total = min(page.Total, int64(len(page.Items))) }),
		"MoreAfter is lost":            answers(func(page *store.Page, _ *store.Pick) { page.MoreAfter = false }),
		"MoreBefore is lost":           answers(func(page *store.Page, _ *store.Pick) { page.MoreBefore = false }),
		"no zero page":                 answers(func(page *store.Page, p *store.Pick) { page.MoreBefore = page.MoreBefore || p.After != 0 }),
		"the edge of positions":        positionsOf(func(at *store.Position) { at.Edge = "" }),
		"an edge in positions without": positionsOf(func(at *store.Position) { at.Edge = cmp.Or(at.Edge, "knows:1") }),
		"the keys of positions":        positionsOf(func(at *store.Position) { at.Keys = nil }),
		"Desc is ignored":              orders(func(o *store.Order) { o.Desc = false }),
		"Desc by time only":            orders(func(o *store.Order) { o.Desc = o.Desc && o.By == store.ByTime }),
		"Edges is ignored":             orders(func(o *store.Order) { o.Edges = false }),
		"ByLast is ByFirst": orders(func(o *store.Order) {
			if o.By == store.ByLast {
				o.By = store.ByFirst
			}
		}),
		"equal keys in any order": swaps(func(x, y store.Position) bool { return slices.Equal(x.Keys, y.Keys) && len(x.Keys) > 0 }),
		"text as in UTF-16": swaps(func(x, y store.Position) bool {
			if len(x.Keys) != 1 {
				return false
			}
			a, isText := x.Keys[0].(string)
			b, _ := y.Keys[0].(string)
			return isText && strings.Compare(a, b) < 0 && utf16Less(b, a)
		}),
		"ids as in UTF-16":   swaps(func(x, y store.Position) bool { return len(x.Keys) == 0 && x.ID < y.ID && utf16Less(y.ID, x.ID) }),
		"absent comes first": swaps(func(x, y store.Position) bool { return len(x.Keys) > 0 && x.Keys[0] != nil && y.Keys[0] == nil }),
		"First is one more":  picks(func(p *store.Pick, args []any) { limit(p.First, args, 1) }),
		"Last is one more":   picks(func(p *store.Pick, args []any) { limit(p.Last, args, 1) }),
		"First 0 is all": picks(func(p *store.Pick, args []any) {
			if p.First != 0 && p.First.Of(args) == int64(0) {
				p.First = 0
			}
		}),
		"After is ignored":    picks(func(p *store.Pick, _ []any) { p.After = 0 }),
		"Before is ignored":   picks(func(p *store.Pick, _ []any) { p.Before = 0 }),
		"After is at the row": picks(func(p *store.Pick, args []any) { limitPosition(p.After, args) }),
		"Before is at the row": picks(func(p *store.Pick, args []any) {
			if p.Before != 0 {
				at := args[p.Before-1].(store.Position)
				at.Edge += "!" // Ids behind those that begin with them.
				if at.Edge == "!" {
					at.ID, at.Edge = at.ID+"!", ""
				}
				args[p.Before-1] = at
			}
		}),
		"chains by id":      orders(func(o *store.Order) { o.By %= store.ByDistance }),
		"One is ignored":    hops(func(h *store.Hop) { h.One = false }),
		"On is ignored":     hops(func(h *store.Hop) { h.On = nil }),
		"On is of one kind": hops(func(h *store.Hop) { h.On = h.On[:min(1, len(h.On))] }),
		"Where is ignored":  hops(func(h *store.Hop) { h.Where = nil }),
		"Kinds of a hop":    hops(func(h *store.Hop) { h.Kinds = []string{"Event", "Group", "Person", "Place"} }),
		"all kinds alike":   conditions(func(store.Kinds) store.Cond { return store.And{} }),

		"Distinct is ignored": steps(func(s store.Along) store.Step { s.Distinct = false; return s }),
		"Both is Out":         steps(func(s store.Along) store.Step { s.Direction %= store.Both; return s }),
		"chains one way":      steps(func(s store.Chain) store.Step { s.Direction %= store.Both; return s }),
		"no chains in Some": conditions(func(c store.Some) store.Cond {
			if s, ok := c.Step.(store.Chain); ok {
				c.Step = store.Along{Relation: s.Relation, Direction: s.Direction}
			}
			return c
		}),
		"AtLeast of Through":   steps(func(s store.Through) store.Step { s.AtLeast = 0; return s }),
		"Where of Through":     steps(func(s store.Through) store.Step { s.Where = nil; return s }),
		"Kinds of Through":     steps(func(s store.Through) store.Step { s.Kinds = []string{"Event", "Group", "Person", "Place"}; return s }),
		"Time of Through":      steps(func(s store.Through) store.Step { s.Time = ""; return s }),
		"Edges of Through":     steps(func(s store.Through) store.Step { s.Edges = nil; return s }),
		"Foremost is hindmost": folds(func(f *store.Fold) { f.Values = slices.Clone(f.Values); slices.Reverse(f.Values) }),
		"any is every": folds(func(f *store.Fold) {
			f.By = map[store.FoldBy]store.FoldBy{store.Foremost: store.Foremost, store.AnyTrue: store.EveryTrue, store.EveryTrue: store.EveryTrue}[f.By]
		}),
		"Among of a Fold":        folds(func(f *store.Fold) { f.Among = "" }),
		"second edge of Through": steps(func(s store.Through) store.Step { s.Second.Direction = store.Both; return s }),
		"the other end":          steps(func(s store.End) store.Step { s.Source = !s.Source; return s }),

		"an empty And does not hold": conditions(func(c store.And) store.Cond {
			if len(c) == 0 {
				return never
			}
			return c
		}),
		"an empty Or holds": conditions(func(c store.Or) store.Cond {
			if len(c) == 0 {
				return store.And{}
			}
			return c
		}),
		"three-valued Not": conditions(func(c store.Not) store.Cond {
			if x, ok := c.Cond.(store.Compare); ok && x.Property != "id" {
				return store.And{c, store.Compare{Of: x.Of, Property: x.Property, Op: store.Exists}}
			}
			return c
		}),
		"Certain is ignored": conditions(func(c store.During) store.Cond { c.Certain = false; return c }),
		"Certain always":     conditions(func(c store.During) store.Cond { c.Certain = true; return c }),
		"Undated is ignored": conditions(func(c store.During) store.Cond { c.Undated = false; return c }),
		"Undated always":     conditions(func(c store.During) store.Cond { c.Undated = true; return c }),
		"Where of Some":      conditions(func(c store.Some) store.Cond { c.Where = nil; return c }),
		"Kinds of Some":      conditions(func(c store.Some) store.Cond { c.Kinds = []string{"Event", "Group", "Person", "Place"}; return c }),
		"Each always holds":  conditions(func(store.Each) store.Cond { return store.And{} }),
		"Each is any": conditions(func(c store.Each) store.Cond {
			return store.Some{Step: c.Step, Kinds: []string{"Event", "Group", "Person", "Place"}, Where: store.Compare{Property: "id", Op: store.AnyOf, Arg: c.IDs}}
		}),
		"AtLeast is more":    strict(store.AtLeast),
		"AtMost is less":     strict(store.AtMost),
		"Prefix is Contains": compareOp(store.Prefix, store.Contains),
		"Contains is Prefix": compareOp(store.Contains, store.Prefix),
		"Contains is Eq":     compareOp(store.Contains, store.Eq),
		"AtLeast is Eq":      compareOp(store.AtLeast, store.Eq),
		"AtMost is Exists":   compareOp(store.AtMost, store.Exists),
		"the text is taken whole": {ask: func(s *store.Selection, args []any) {
			if s.Text != 0 {
				args[s.Text-1] = args[s.Text-1].(string) + " "
				if words := text.Tokens(args[s.Text-1].(string)); len(words) > 1 {
					args[s.Text-1] = words[0]
				}
			}
		}},
		"a search without words finds some": {ask: func(s *store.Selection, args []any) {
			if s.Text != 0 && len(text.Tokens(args[s.Text-1].(string))) == 0 {
				args[s.Text-1] = "a"
			}
		}},
		"names within a score": swaps(func(x, y store.Position) bool {
			if len(x.Keys) != 2 || x.Keys[0] != y.Keys[0] {
				return false
			}
			_, isName := x.Keys[1].(string)
			return isName && x.Keys[1] != y.Keys[1]
		}),
		"scores": values(func(v any) any {
			if v == int64(2) {
				return int64(1)
			}
			return v
		}),

		"great ints are floats": values(func(v any) any {
			if n, ok := v.(int64); ok && n == 1<<53+1 {
				return int64(float64(n))
			}
			return v
		}),
		"an empty list is nil": values(func(v any) any {
			if list, ok := v.([]string); ok && len(list) == 0 {
				return nil
			}
			return v
		}),
		"an empty text is nil": values(func(v any) any {
			if v == "" {
				return nil
			}
			return v
		}),
		"the words of a time": values(func(v any) any {
			if p, ok := v.(edtf.Period); ok {
				p.Text = ""
				return p
			}
			return v
		}),
		"written: no empty text": puts(func(_ string, v any) any {
			if v == "" {
				return nil
			}
			return v
		}),
		"written: lists are sets": puts(func(_ string, v any) any {
			if list, ok := v.([]string); ok {
				list = slices.Clone(list)
				slices.Sort(list)
				return slices.Compact(list)
			}
			return v
		}),
		"written: folded": puts(func(name string, v any) any {
			if s, ok := v.(string); ok && name == "name" {
				return strings.ToLower(s)
			}
			return v
		}),
		"expectations are ignored": {write: func(c store.Change) store.Change { return expecting(c, store.Any) }},
		"not found is no error":    {pass: store.ErrNotFound},
		"conflict is no error":     {pass: store.ErrConflict},
		"invalid is no error":      {pass: store.ErrInvalid},
	}
}
