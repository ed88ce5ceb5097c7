package sqlite

import (
	"context"
	"fmt"
	"testing"

	"parley/graph/store"
	"parley/graph/store/storetest"
)

// TestBadSelections sees that what cannot be asked is refused, not asked.
func TestBadSelections(t *testing.T) {
	s := openTemp(t, storetest.Schema(), nil)
	person := func(c store.Cond, hops ...*store.Hop) *store.Selection {
		return &store.Selection{Kinds: []string{"Person"}, Where: c, Pick: store.Pick{Rows: true, Hops: hops}}
	}
	for name, q := range map[string]store.Query{
		"unknown property":  {Select: person(store.Compare{Property: "age", Op: store.Exists})},
		"unknown relation":  {Select: person(store.Some{Step: store.Along{Relation: "OWNS"}, Kinds: []string{"Person"}})},
		"not folded":        {Select: person(store.Compare{Property: "note", Op: store.Prefix, Arg: 1}), Args: []any{"a"}},
		"missing argument":  {Select: person(store.Compare{Property: "id", Arg: 1})},
		"wrong argument":    {Select: person(store.Compare{Property: "id", Op: store.AnyOf, Arg: 1}), Args: []any{"a"}},
		"edge of a node":    {Select: person(store.Compare{Of: store.OfEdge, Property: "id", Arg: 1}), Args: []any{"a"}},
		"middle of nothing": {Select: person(nil, &store.Hop{Step: store.Middle{}, Kinds: []string{"Event"}})},
		"end of a node":     {Select: person(nil, &store.Hop{Step: store.End{}, Kinds: []string{"Event"}})},
		"other order": {
			Select: &store.Selection{Kinds: []string{"Person"}, Pick: store.Pick{Rows: true, After: 1}},
			Args:   []any{store.Position{Keys: []any{int64(1)}, ID: "a"}},
		},
	} {
		if _, err := s.Read(t.Context(), q); !isInvalid(err) {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Read(ctx, store.Query{Select: person(nil)}); err == nil || isInvalid(err) {
		t.Errorf("cancelled: the error is %v", err)
	}
}

// TestLarge sees that what is large or deep stays within SQLite's bounds.
func TestLarge(t *testing.T) {
	s := openTemp(t, storetest.Schema(), nil)
	fillHub(t, s, 8, 3)
	var either store.Or
	list := make([]string, 50_000)
	for i := range list {
		list[i] = fmt.Sprintf("event%d", i)
	}
	for range 3000 {
		either = append(either, store.Compare{Property: "title", Arg: 2})
	}
	var not store.Cond = store.Compare{Property: "title", Arg: 2}
	for range 100 {
		not = store.Not{Cond: not}
	}
	deep := newest(3)
	for range 7 {
		deep = newest(3, attendees(3), &store.Hop{Step: store.Along{Relation: "ATTENDED", Direction: store.In}, Kinds: []string{"Person"}, Pick: store.Pick{
			Rows: true, First: 3, Hops: []*store.Hop{deep},
		}})
	}
	var wide []*store.Hop
	for range 300 {
		wide = append(wide, newest(3))
	}
	for name, q := range map[string]store.Query{
		"condition": {Select: &store.Selection{Kinds: []string{"Event"}, Where: either, Pick: store.Pick{Rows: true}}, Args: []any{"", "event3"}},
		"not":       {Select: &store.Selection{Kinds: []string{"Event"}, Where: not, Pick: store.Pick{Rows: true}}, Args: []any{"", "event3"}},
		"depth":     {Select: one(deep), Args: []any{"hub", "", int64(1)}},
		"width":     {Select: one(wide...), Args: []any{"hub", "", int64(1)}},
		"list": {Select: &store.Selection{Kinds: []string{"Event"}, Where: store.And{
			store.Compare{Property: "id", Op: store.AnyOf, Arg: 1}, store.Compare{Property: "title", Op: store.Eq, Arg: 2},
		}, Pick: store.Pick{Rows: true}}, Args: []any{list, "event3"}},
	} {
		pages, err := s.Read(t.Context(), q)
		if err != nil {
			t.Errorf("%s: %.300v", name, err)
		} else if len(pages[0].Items) != 1 {
			t.Errorf("%s: %d rows instead of one", name, len(pages[0].Items))
		}
	}
}
