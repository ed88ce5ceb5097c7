package storetest

import (
	"fmt"
	"testing"

	"parley/graph/store"
)

// Meetings asks a store and the reference whom each of a few met first and last, and for pages of who came to what, in random
// graphs in which some come to much, some only early, late or in the middle of time, and some events have no time or no name. It is
// apart from Run since a store may answer in one way of few meetings and in another of many.
func Meetings(t *testing.T, open Open) {
	for i := range uint64(6) {
		r := newRandom(meetingsSchema(), *seedFlag, i)
		s, ref := open(t, r.schema), New(r.schema).(*memory)
		single := i%2 == 0
		if err := change(t.Context(), s, ref, r.meetings(single)); err != nil {
			t.Fatal(err)
		}
		for range *pairsFlag / 20 {
			for _, qs := range [][]store.Query{{r.met(single)}, r.came(ref.graph.Load(), single)} {
				if err := ask(t.Context(), s, ref, qs); err != nil {
					t.Fatalf("-storetest.seed=%d, graph %d: %v", *seedFlag, i, err)
				}
			}
		}
	}
}

// meetingsSchema has events with a time that can be ordered by, with one that cannot, and without.
func meetingsSchema() *store.Schema {
	name := store.Property{Name: store.NameProperty, Type: store.String, Index: true}
	when := store.Property{Name: "when", Type: store.Period, Index: true}
	unordered := store.Property{Name: "when", Type: store.Period}
	role := store.Property{Name: "role", Type: store.String, Index: true}
	return &store.Schema{
		Kinds: []store.Kind{
			{Name: "Club", Label: "Club", Properties: []store.Property{name}},
			{Name: "Meeting", Label: "Meeting", Properties: []store.Property{name, when}},
			{Name: "Person", Label: "Person", Properties: []store.Property{name}},
			{Name: "Plan", Label: "Plan", Properties: []store.Property{name}},
			{Name: "Rumour", Label: "Rumour", Properties: []store.Property{name, unordered}},
			{Name: "Talk", Label: "Talk", Properties: []store.Property{name, when}},
		},
		Relations: []store.Relation{{Name: "ATTENDED", From: []string{"Club", "Person"}, To: []string{"Meeting", "Plan", "Rumour", "Talk"}, Properties: []store.Property{role}}},
	}
}

// meetings returns changes that make a graph. Unless single, some attend an event twice.
func (r random) meetings(single bool) (changes []store.Change) {
	const people, events = 8, 36
	type span struct{ from, to, often int }
	spans := make([]span, people)
	for i := range spans {
		from := r.IntN(events)
		spans[i] = span{from, from + r.IntN(events-from), 1 + r.IntN(3)}
		if i < 2 {
			spans[i] = span{0, events, 1 + i}
		}
		kind := []string{"Person", "Person", "Club"}[i%3]
		changes = append(changes, node(kind, fmt.Sprint("p", i), "name", one(r, hard)))
	}
	kinds, edges := []string{"Meeting", "Plan", "Rumour", "Talk"}, 0
	if r.chance(3) {
		kinds = some(r, kinds)
	}
	for i := range events {
		id, kind := fmt.Sprintf("e%d", i*23%events), kinds[0] // Most are of one kind, so that as many of another take longer.
		if r.chance(2) {
			kind = one(r, kinds)
		}
		var props []any
		if !r.chance(6) {
			props = append(props, "name", one(r, hard))
		}
		if kind != "Plan" && !r.chance(6) {
			year := 1950 + i/3 // Three at a time, some of which end sooner.
			props = append(props, "when", one(r, []string{fmt.Sprint(year), fmt.Sprintf("%d-01", year), fmt.Sprintf("%d/%d", year, year+2)}))
		}
		changes = append(changes, node(kind, id, props...))
		for p, span := range spans {
			for came := i >= span.from && i <= span.to && r.chance(span.often); came; came = !single && r.chance(4) {
				edges++
				var as []any
				if !r.chance(6) {
					as = append(as, "role", one(r, hard[:2]))
				}
				changes = append(changes, edge(fmt.Sprint("attended:", edges), fmt.Sprint("p", p), id, as...))
			}
		}
	}
	return changes
}

// occasions returns some of the kinds of events, more seldom that whose time has no index.
func (r random) occasions() []string {
	all := []string{"Meeting", "Plan", "Talk"}
	if r.chance(2) {
		all = append(all, "Rumour")
	}
	return some(r, all)
}

// met asks for a page of whom each met.
func (r random) met(single bool) store.Query {
	var args []any
	arg := func(v any) store.Arg { args = append(args, v); return store.Arg(len(args)) }
	people := []string{"Club", "Person"}
	step := store.Through{First: out("ATTENDED"), Second: in("ATTENDED"), Single: single, Time: "when", Kinds: r.occasions()}
	switch r.IntN(6) {
	case 0:
		step.Where = store.Compare{Property: store.NameProperty, Op: store.Eq, Arg: arg(one(r, hard))}
	case 1:
		few := store.Compare{Property: "id", Op: store.AnyOf, Arg: arg([]string{"p0", "p5"})}
		step.Where = store.Some{Step: in("ATTENDED"), Kinds: people, Where: store.Or{few}}
	}
	if !single && r.chance(3) { // It leads to the same.
		step.First.Direction, step.Second.Direction = one(r, []store.Direction{store.Out, store.Both}), one(r, []store.Direction{store.In, store.Both})
	}
	if r.chance(4) {
		step.Edges = store.Compare{Of: store.OfEdge, Property: "role", Op: store.Eq, Arg: arg(hard[0])}
	}
	if r.chance(6) {
		step.AtLeast = arg(int64(2))
	}
	h := &store.Hop{Step: step, Kinds: some(r, people), Pick: store.Pick{Rows: true, Total: r.chance(4), Positions: r.chance(2),
		Fields: []store.Field{{Of: store.OfNode, Name: "id"}, {Of: store.OfGroup, Name: "count"}}, Order: one(r, []store.Order{
			{}, {By: store.ByCount}, {By: store.ByCount, Desc: true}, {By: store.ByCount, Desc: true}, {By: store.ByProperty, Property: store.NameProperty}})}}
	for _, name := range some(r, []string{"first", "last"}) {
		h.Fields = append(h.Fields, store.Field{Of: store.OfGroup, Name: name})
	}
	if r.chance(6) {
		h.Where = store.Compare{Property: store.NameProperty, Op: store.Eq, Arg: arg(one(r, hard))}
	}
	switch size := int64(r.IntN(6)); {
	case r.chance(6):
		h.One, h.Total = true, false
	case r.chance(3):
		h.Last = arg(size)
	default:
		h.First = arg(size)
	}
	if h.Order.By == store.ByCount && !h.One && r.chance(2) {
		end := one(r, []*store.Arg{&h.After, &h.Before})
		*end = arg(store.Position{Keys: []any{int64(r.IntN(6))}, ID: fmt.Sprint("p", r.IntN(8))})
	}
	return store.Query{Select: &store.Selection{Kinds: people, Pick: store.Pick{Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}}, Hops: []*store.Hop{h}}}, Args: args}
}

// came asks for pages of what each came to, or who came to each, between some rows, by one Selection with several Args.
func (r random) came(g *graph, single bool) (qs []store.Query) {
	a := &asker{random: r, graph: g}
	step := store.Along{Relation: "ATTENDED", Direction: store.Direction(r.IntN(3)), Distinct: r.chance(3)}
	near, far := a.ends(step)
	if r.chance(2) {
		far = some(r, far)
	}
	to := place{kinds: far}
	if !step.Distinct {
		to.relations = []string{step.Relation}
		step.Single = single && step.Direction != store.Both
	}
	h := &store.Hop{Step: step, Kinds: far, Pick: store.Pick{Rows: true, Positions: true, NoMore: r.chance(3), Fields: a.fields(to), Order: a.order(to)}}
	size := a.arg(func() any { return int64(r.IntN(4)) })
	*one(r, []*store.Arg{&h.First, &h.First, &h.Last}) = size // The last of what may lack a key are not walked to.
	for _, end := range some(r, []*store.Arg{&h.After, &h.Before}) {
		*end = a.arg(func() any { return a.position(to, h.Order) })
	}
	if r.chance(4) {
		h.Where = a.cond(to, 1)
	}
	s := &store.Selection{Kinds: near, Pick: store.Pick{Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}}, Hops: []*store.Hop{h}}}
	for range 2 * variants {
		args := make([]any, len(a.draws))
		for i, draw := range a.draws {
			args[i] = draw()
		}
		qs = append(qs, store.Query{Select: s, Args: args})
	}
	return qs
}
