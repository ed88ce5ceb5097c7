package analysis

import (
	"slices"

	"parley/graph/store"
)

// suspects are the claims that may be the one of a dispute that is listed, in the order of their ids: of two that
// contradict each other the one of the smaller id, and each that an assertion denies. They are found by the edges
// between claims and by the denials, of which a graph has few beside its claims; where there are more than a page of a whole
// graph has rows, few is false, and a look at the claims in turn soon finds as many as are wanted.
func (c *court) suspects() (all []string, few bool, err error) {
	most := int64(c.limits.Batch * wide)
	contradicts := &asking{}
	pairs := &store.Selection{Relations: []string{c.of.Contradicts.Relation}, Pick: store.Pick{
		Rows: true, First: contradicts.arg(most), Order: store.Order{By: store.ByID, Edges: true},
		Fields: []store.Field{{Of: store.OfEdge, Name: "source"}, {Of: store.OfEdge, Name: "target"}},
	}}
	denies := &asking{}
	id := []store.Field{{Of: store.OfNode, Name: "id"}}
	denials := &store.Selection{Kinds: []string{c.of.Kind}, Where: c.denies(denies), Pick: store.Pick{
		Rows: true, First: denies.arg(most), Hops: []*store.Hop{{
			Step: store.Along{Relation: c.of.Asserts.Relation, Direction: c.of.Asserts.Direction}, Kinds: []string{c.of.Claim},
			Pick: store.Pick{Rows: true, Order: store.Order{By: store.ByID, Edges: true}, Fields: id},
		}},
	}}
	pages, err := c.store.Read(c.ctx, c.query(contradicts, pairs), c.query(denies, denials))
	if err != nil || pages[0].MoreAfter || pages[1].MoreAfter {
		return nil, false, err
	}
	for i := range pages[0].Items {
		row := &pages[0].Items[i]
		all = append(all, min(text(row.Value(0)), text(row.Value(1))))
	}
	for i := range pages[1].Items {
		claims := pages[1].Items[i].Page(0)
		for j := range claims.Items {
			all = append(all, text(claims.Items[j].Value(0)))
		}
	}
	return distinct(all), true, nil
}

// denies is the condition that an assertion has a polarity that does not affirm.
func (c *court) denies(q *asking) store.Cond {
	var others []string
	for _, v := range c.onto.Store.Kind(c.of.Kind).Property(c.of.Polarity).Values {
		if v != c.of.Affirms {
			others = append(others, v)
		}
	}
	return store.Compare{Of: store.OfNode, Property: c.of.Polarity, Op: store.AnyOf, Arg: q.arg(others)}
}

// driven hears the suspects, a page of them at once.
func (c *court) driven(suspects []string) error {
	if c.After != nil && !c.Total {
		// A page may begin within the disputes of one claim.
		at, _ := slices.BinarySearch(suspects, c.After.ID)
		suspects = suspects[at:]
	}
	size := c.limits.Batch
	if !c.Total && c.About == nil && c.Window == nil {
		size = min(size, c.First+1) // Most of them are in a dispute.
	}
	for part := range slices.Chunk(suspects, size) {
		if c.done() {
			return nil
		}
		if _, err := c.batch(part, store.Position{}); err != nil {
			return err
		}
	}
	return nil
}

// walked hears all claims that may be in a dispute, a page of them at once.
func (c *court) walked() (err error) {
	from := store.Position{}
	if c.After != nil && !c.Total {
		// A page may begin within the disputes of one claim.
		from = store.Position{ID: c.After.ID}
		_, err = c.batch([]string{c.After.ID}, store.Position{})
	}
	for more := true; more && err == nil && !c.done(); {
		if more, err = c.batch(nil, from); err == nil {
			from = c.last
		}
	}
	return err
}
