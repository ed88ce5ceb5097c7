package analysis

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"parley/graph/ontology"
	"parley/graph/store"
)

// A Count is how many stored edges of a relation a node has in a direction, to nodes
// of one kind. A self loop is one in each direction.
type Count struct {
	Relation  string
	Direction store.Direction // Out or In
	Kind      string          // of the far ends
	Count     int             // above 0
}

// Degrees counts the edges of a node, ordered by relation, direction and kind. An id
// of nothing is an *InputError.
func (a *Analyst) Degrees(ctx context.Context, id string) ([]Count, error) {
	q := &asking{}
	s := &store.Selection{Kinds: a.all(), Where: q.ids(store.OfNode, []string{id}), Pick: store.Pick{Rows: true}}
	var counts []Count
	for _, r := range a.onto.Store.Relations {
		for _, way := range []struct {
			on, far   []string
			direction store.Direction
		}{{r.From, r.To, store.Out}, {r.To, r.From, store.In}} {
			for _, kind := range way.far {
				counts = append(counts, Count{Relation: r.Name, Direction: way.direction, Kind: kind})
				s.Hops = append(s.Hops, &store.Hop{
					On: way.on, Step: store.Along{Relation: r.Name, Direction: way.direction}, Kinds: []string{kind},
					Pick: store.Pick{Total: true, Order: store.Order{By: store.ByID, Edges: true}},
				})
			}
		}
	}
	page, err := a.one(ctx, q, s)
	if err != nil {
		return nil, err
	}
	if len(page.Items) == 0 {
		return nil, wrong("of", "there is nothing of the id %q; search finds ids by name", id)
	}
	for i := range counts {
		counts[i].Count = int(page.Items[0].Page(i).Total)
	}
	counts = slices.DeleteFunc(counts, func(c Count) bool { return c.Count == 0 })
	slices.SortStableFunc(counts, func(a, b Count) int {
		return cmp.Or(compareText(a.Relation, b.Relation), cmp.Compare(a.Direction, b.Direction), compareText(a.Kind, b.Kind))
	})
	return counts, nil
}

// KindCounts counts the nodes of each kind, by its name.
func (a *Analyst) KindCounts(ctx context.Context) (map[string]int, error) {
	var qs []store.Query
	for _, k := range a.onto.Store.Kinds {
		qs = append(qs, a.query(&asking{}, &store.Selection{Kinds: []string{k.Name}, Pick: store.Pick{Total: true}}))
	}
	pages, err := a.store.Read(ctx, qs...)
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for i := range pages {
		counts[a.onto.Store.Kinds[i].Name] = int(pages[i].Total)
	}
	return counts, nil
}

// RelationCounts counts the edges of each relation, by its name; of a drawn one, the
// pairs that it joins.
func (a *Analyst) RelationCounts(ctx context.Context) (map[string]int, error) {
	var qs []store.Query
	for _, r := range a.onto.Store.Relations {
		qs = append(qs, a.query(&asking{}, &store.Selection{Relations: []string{r.Name}, Pick: store.Pick{Total: true, Order: store.Order{By: store.ByID, Edges: true}}}))
	}
	pages, err := a.store.Read(ctx, qs...)
	if err != nil {
		return nil, err
	}
	counts := map[string]int{}
	for i := range pages {
		counts[a.onto.Store.Relations[i].Name] = int(pages[i].Total)
	}
	for i := range a.onto.Drawn {
		d := &a.onto.Drawn[i]
		if counts[d.Name], err = a.pairs(ctx, d); err != nil {
			return nil, err
		}
	}
	return counts, nil
}

// pairs counts the pairs of nodes that share one in the middle.
func (a *Analyst) pairs(ctx context.Context, d *ontology.Drawn) (int, error) {
	number, met := map[string]uint32{}, map[uint64]struct{}{}
	after := store.Position{}
	for {
		q := &asking{}
		s := &store.Selection{Kinds: d.Step.Kinds, Pick: store.Pick{
			Rows: true, Positions: true, After: q.arg(after), First: q.arg(int64(a.limits.Batch)),
			Hops: []*store.Hop{{Step: d.Step.Second, Kinds: d.Ends, Pick: store.Pick{
				Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}}, Order: store.Order{By: store.ByID, Edges: true},
			}}},
		}}
		page, err := a.one(ctx, q, s)
		if err != nil {
			return 0, err
		}
		for i := range page.Items {
			addPairs(page.Items[i].Page(0), number, met)
		}
		if !page.MoreAfter || len(page.Items) == 0 {
			return len(met), nil
		}
		last := page.Items[len(page.Items)-1].Position()
		if last.ID <= after.ID {
			return 0, fmt.Errorf("analysis: the rows behind %q end with %q", after.ID, last.ID)
		}
		after = last
	}
}

// addPairs adds each two that stand on a page.
func addPairs(page *store.Page, number map[string]uint32, met map[uint64]struct{}) {
	all := make([]uint32, len(page.Items))
	for i := range page.Items {
		id := text(page.Items[i].Value(0))
		n, ok := number[id]
		if !ok {
			n = uint32(len(number))
			number[id] = n
		}
		all[i] = n
		for _, other := range all[:i] {
			if other != n {
				met[uint64(min(n, other))<<32|uint64(max(n, other))] = struct{}{}
			}
		}
	}
}
