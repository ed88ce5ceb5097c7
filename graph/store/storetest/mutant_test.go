package storetest

import (
	"context"
	"errors"
	"slices"
	"testing"
	"unicode/utf16"

	"parley/graph/store"
)

// A mutant breaks one rule of the reference: it changes what is asked, what is
// answered, or what is written.
type mutant struct {
	*memory
	ask    func(s *store.Selection, args []any) // changes copies, of all that lies below too
	answer func(page *store.Page, s *store.Selection)
	write  func(c store.Change) store.Change
	pass   error // a kind of failure that it takes for none
}

func (m *mutant) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	asked := slices.Clone(qs)
	if m.ask != nil {
		for i, q := range qs {
			asked[i] = store.Query{Select: copySelection(q.Select), Args: slices.Clone(q.Args)}
			m.ask(asked[i].Select, asked[i].Args)
		}
	}
	pages, err := m.memory.Read(ctx, asked...)
	if m.answer != nil {
		for i := range pages {
			m.answer(&pages[i], qs[i].Select)
		}
	}
	return pages, err
}

func (m *mutant) Update(ctx context.Context, fn func(store.Tx) error) error {
	return m.memory.Update(ctx, func(tx store.Tx) error { return fn(&mutantTx{tx, m}) })
}

type mutantTx struct {
	store.Tx
	m *mutant
}

func (t *mutantTx) Write(ctx context.Context, changes []store.Change) error {
	changed := slices.Clone(changes)
	if t.m.write != nil {
		for i, c := range changes {
			changed[i] = t.m.write(c)
		}
	}
	err := t.Tx.Write(ctx, changed)
	if t.m.pass != nil && errors.Is(err, t.m.pass) {
		return nil
	}
	return err
}

func copySelection(s *store.Selection) *store.Selection {
	c := *s
	c.Pick = copyPick(c.Pick)
	return &c
}

func copyPick(p store.Pick) store.Pick {
	p.Hops = slices.Clone(p.Hops)
	for i, h := range p.Hops {
		c := *h
		c.Pick = copyPick(c.Pick)
		p.Hops[i] = &c
	}
	return p
}

// picks changes the Pick of the roots and of every hop.
func picks(change func(p *store.Pick, args []any)) *mutant {
	var each func(p *store.Pick, args []any)
	each = func(p *store.Pick, args []any) {
		change(p, args)
		for _, h := range p.Hops {
			each(&h.Pick, args)
		}
	}
	return &mutant{ask: func(s *store.Selection, args []any) { each(&s.Pick, args) }}
}

// hops changes every hop.
func hops(change func(h *store.Hop)) *mutant {
	return picks(func(p *store.Pick, _ []any) {
		for _, h := range p.Hops {
			change(h)
		}
	})
}

// steps changes every step of one type, of hops and conditions.
func steps[S store.Step](change func(s S) store.Step) *mutant {
	step := func(s store.Step) store.Step {
		if s, ok := s.(S); ok {
			return change(s)
		}
		return s
	}
	m := hops(func(h *store.Hop) { h.Step = step(h.Step) })
	inConds := conditions(func(s store.Some) store.Cond { s.Step = step(s.Step); return s })
	return &mutant{ask: func(s *store.Selection, args []any) { m.ask(s, args); inConds.ask(s, args) }}
}

// folds changes every Fold.
func folds(change func(f *store.Fold)) *mutant {
	return steps(func(s store.Through) store.Step {
		s.Folds = slices.Clone(s.Folds)
		for i := range s.Folds {
			change(&s.Folds[i])
		}
		return s
	})
}

// conditions changes every condition of one type.
func conditions[C store.Cond](change func(c C) store.Cond) *mutant {
	var each func(c store.Cond) store.Cond
	each = func(c store.Cond) store.Cond {
		switch x := c.(type) {
		case store.And:
			c = store.And(mapped(x, each))
		case store.Or:
			c = store.Or(mapped(x, each))
		case store.Not:
			c = store.Not{Cond: each(x.Cond)}
		case store.Some:
			x.Where = each(x.Where)
			c = x
		}
		if x, ok := c.(C); ok {
			return change(x)
		}
		return c
	}
	m := hops(func(h *store.Hop) { h.Where = each(h.Where) })
	return &mutant{ask: func(s *store.Selection, args []any) { s.Where = each(s.Where); m.ask(s, args) }}
}

func mapped(all []store.Cond, each func(store.Cond) store.Cond) []store.Cond {
	out := make([]store.Cond, len(all))
	for i, c := range all {
		out[i] = each(c)
	}
	return out
}

// answers changes every page there is, with rows at least.
func answers(change func(page *store.Page, p *store.Pick)) *mutant {
	var each func(page *store.Page, p *store.Pick)
	each = func(page *store.Page, p *store.Pick) {
		change(page, p)
		for i := range page.Items {
			for j, h := range p.Hops {
				each(page.Items[i].Page(j), &h.Pick)
			}
		}
	}
	return &mutant{answer: func(page *store.Page, s *store.Selection) { each(page, &s.Pick) }}
}

// rows changes the values and the position of every row.
func rows(change func(values []any, at *store.Position)) *mutant {
	return answers(func(page *store.Page, p *store.Pick) {
		for i := range page.Items {
			x := &page.Items[i]
			var all []any
			var below []store.Page
			for f := range p.Fields {
				all = append(all, x.Value(f))
			}
			for h := range p.Hops {
				below = append(below, *x.Page(h))
			}
			at := x.Position()
			change(all, &at)
			page.Items[i] = store.NewItem(all, below, at)
		}
	})
}

// values changes every value of a row.
func values(change func(v any) any) *mutant {
	return rows(func(values []any, _ *store.Position) {
		for i, v := range values {
			values[i] = change(v)
		}
	})
}

// orders changes every order.
func orders(change func(o *store.Order)) *mutant {
	return picks(func(p *store.Pick, _ []any) { change(&p.Order) })
}

// swaps exchanges neighbours of a page that are wrong by a rule.
func swaps(wrong func(x, y store.Position) bool) *mutant {
	return answers(func(page *store.Page, p *store.Pick) {
		for i := 1; i < len(page.Items) && p.Positions; i++ {
			if wrong(page.Items[i-1].Position(), page.Items[i].Position()) {
				page.Items[i-1], page.Items[i] = page.Items[i], page.Items[i-1]
			}
		}
	})
}

// puts changes every property that is written.
func puts(change func(name string, v any) any) *mutant {
	changed := func(props map[string]any) map[string]any {
		out := map[string]any{}
		for name, v := range props {
			out[name] = change(name, v)
		}
		return out
	}
	return &mutant{write: func(c store.Change) store.Change {
		switch c := c.(type) {
		case store.PutNode:
			c.Props = changed(c.Props)
			return c
		case store.PutEdge:
			c.Props = changed(c.Props)
			return c
		}
		return c
	}}
}

func utf16Less(x, y string) bool {
	return slices.Compare(utf16.Encode([]rune(x)), utf16.Encode([]rune(y))) < 0
}

// limit adds to a limit, if there is one.
func limit(a store.Arg, args []any, n int64) {
	if a != 0 {
		args[a-1] = args[a-1].(int64) + n
	}
}

// limitPosition moves an After a little before its row.
func limitPosition(a store.Arg, args []any) {
	if a == 0 {
		return
	}
	at := args[a-1].(store.Position)
	cut := func(s string) string { return s[:max(0, len(s)-1)] }
	if at.Edge != "" {
		at.Edge = cut(at.Edge)
	} else {
		at.ID = cut(at.ID)
	}
	args[a-1] = at
}

// positionsOf changes the positions of rows and nothing else.
func positionsOf(change func(at *store.Position)) *mutant {
	return rows(func(_ []any, at *store.Position) { change(at) })
}

// compareOp makes one way to compare another.
func compareOp(op, by store.Op) *mutant {
	return conditions(func(c store.Compare) store.Cond {
		if c.Op == op {
			c.Op = by
		}
		return c
	})
}

// strict leaves out of a way to compare what is equal.
func strict(op store.Op) *mutant {
	return conditions(func(c store.Compare) store.Cond {
		if c.Op != op {
			return c
		}
		equal := c
		equal.Op = store.Eq
		return store.And{c, store.Not{Cond: equal}}
	})
}

// TestMutants sees that the random part of the suite catches every mutant, most of
// them soon, and passes one that breaks nothing.
func TestMutants(t *testing.T) {
	const pairs = 6000
	caught := func(m *mutant) error {
		for i := range uint64(graphs) {
			m.memory = New(Schema()).(*memory)
			r := newRandom(Schema(), 1, i)
			if err := r.against(t.Context(), m, i == 0, pairs/graphs); err != nil {
				return err
			}
		}
		return nil
	}
	if err := caught(values(func(v any) any { return v })); err != nil {
		t.Errorf("what is right is taken for wrong: %v", err)
	}
	for name, m := range mutants() {
		if caught(m) == nil {
			t.Errorf("not caught: %s", name)
		}
	}
}
