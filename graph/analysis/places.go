package analysis

import (
	"context"
	"slices"

	"parley/graph/store"
)

// A place is one that stays are in, with all that it lies in, itself included.
type place struct {
	id    string
	outer map[int32]bool
}

// number numbers a place.
func (c *coPresence) number(id string) int32 {
	n, ok := c.numbers[id]
	if !ok {
		n = int32(len(c.places))
		c.numbers[id] = n
		c.places = append(c.places, place{id: id})
	}
	return n
}

// locate reads in which places the places lie, at any depth.
func (c *coPresence) locate(ctx context.Context) error {
	above := map[int32][]int32{} // those that a place lies in, as far as one Read leads
	inside := ""
	if len(c.onto.Presences) > 0 {
		inside = c.onto.Presences[0].Inside
	}
	todo := make([]int32, len(c.places))
	for i := range todo {
		todo[i] = int32(i)
	}
	stood := len(todo)
	for inside != "" && len(todo) > 0 {
		part := todo[:min(len(todo), c.limits.Batch)]
		todo = todo[len(part):]
		far, err := c.above(ctx, inside, part, above)
		if err != nil {
			return err
		}
		for _, n := range far {
			if _, known := above[n]; !known && !slices.Contains(todo, n) {
				todo = append(todo, n)
			}
		}
	}
	for i := range c.places[:stood] {
		outer := map[int32]bool{int32(i): true}
		for open := []int32{int32(i)}; len(open) > 0; {
			n := open[0]
			open = open[1:]
			for _, m := range above[n] {
				if !outer[m] {
					outer[m] = true
					open = append(open, m)
				}
			}
		}
		c.places[i].outer = outer
	}
	return nil
}

// above reads what some places lie in. Far are those that a chain may have been cut off behind.
func (c *coPresence) above(ctx context.Context, inside string, part []int32, above map[int32][]int32) (far []int32, err error) {
	q := &asking{}
	ids := make([]string, len(part))
	for i, n := range part {
		ids[i] = c.places[n].id
		above[n] = nil
	}
	id := []store.Field{{Of: store.OfNode, Name: "id"}}
	kinds := c.onto.Presences[0].Places
	page, err := c.one(ctx, q, &store.Selection{Kinds: kinds, Where: q.ids(store.OfNode, ids), Pick: store.Pick{Rows: true, Fields: id, Hops: []*store.Hop{{
		Step: store.Chain{Relation: inside, Direction: store.Out}, Kinds: kinds, Pick: store.Pick{Rows: true, Fields: id, Order: store.Order{By: store.ByDistance}},
	}}}})
	if err != nil {
		return nil, err
	}
	for i := range page.Items {
		n, chain := c.number(text(page.Items[i].Value(0))), page.Items[i].Page(0)
		for j := range chain.Items {
			above[n] = append(above[n], c.number(text(chain.Items[j].Value(0))))
		}
		if len(chain.Items) >= store.MaxChain {
			far = append(far, above[n]...)
		}
	}
	return far, nil
}

// smallest is the smaller place that holds what is in two; ok is false where neither lies in the other. Of
// two that lie in each other it is that of the smaller id.
func (c *coPresence) smallest(a, b int32) (n int32, ok bool) {
	in, out := c.places[a].outer[b], c.places[b].outer[a]
	switch {
	case in && out && c.places[a].id < c.places[b].id, out && !in:
		return a, true
	case in:
		return b, true
	}
	return 0, false
}
