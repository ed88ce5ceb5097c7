package analysis

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"parley/graph/ontology"
	"parley/graph/store"
)

// noteProperty says of an edge why it is there.
const noteProperty = "note"

// The bounds of disputes.
const (
	MaxDisputes = 500 // on a page
	MaxAbout    = 500 // ids in About
)

// A DisputeQuery asks which claims are in dispute, as the schema says by @testimony: two that contradict
// each other, or one that is both affirmed and denied. About and Window, where they are not nil,
// must both hold of one of the two.
type DisputeQuery struct {
	About  []string // it is about any of these ids; none of an empty list
	Window *Window  // it speaks of a time in the window
	After  *store.Position
	First  int  // how many at most; from 0 to MaxDisputes
	Total  bool // whether all are counted
}

// A Dispute is of two claims, or of one with itself.
type Dispute struct {
	Node    string // of two the smaller id
	Against string // "" where one claim is both affirmed and denied
	Note    string // of the edge between the two: of several, the first by id that has one; "" for none
}

// Position is the place of a dispute in their order: by Node, then by Against, "" last.
func (d *Dispute) Position() store.Position { return store.Position{ID: d.Node, Edge: d.Against} }

func compareDisputes(a, b store.Position) int {
	against := cmp.Compare(a.Edge, b.Edge)
	if (a.Edge == "") != (b.Edge == "") {
		against = -against
	}
	return cmp.Or(cmp.Compare(a.ID, b.ID), against)
}

// A DisputePage is the disputes behind a place, in order.
type DisputePage struct {
	Disputes []Dispute
	More     bool // whether there are more behind these
	Total    int  // of all, wherever the page lies; only if wanted
}

// Disputes finds disputes. It goes over the claims that may be in any, in order of their ids, and reads a page
// of them at once. Where few can be, it first finds out which (see suspects), and else looks at all claims. A query that is wrong is an *InputError, and so is one that would read more edges than
// a search may.
func (a *Analyst) Disputes(ctx context.Context, q DisputeQuery) (*DisputePage, error) {
	switch {
	case a.onto.Testimony == nil:
		return nil, errors.New("analysis: the schema does not say what claims are")
	case q.About != nil && a.onto.Testimony.About.Relation == "":
		return nil, wrong("about", "the schema does not say what a claim is about; ask without it")
	case q.First < 0 || q.First > MaxDisputes:
		return nil, wrong("first", "%d is not between 0 and %d", q.First, MaxDisputes)
	case len(q.About) > MaxAbout:
		return nil, wrong("about", "%d ids; at most %d can be asked for at once", len(q.About), MaxAbout)
	}
	c := &court{Analyst: a, DisputeQuery: &q, of: a.onto.Testimony, ctx: ctx, out: &DisputePage{Disputes: []Dispute{}}}
	suspects, few, err := c.suspects()
	switch {
	case err != nil:
	case few:
		err = c.driven(suspects)
	default:
		err = c.walked()
	}
	if err != nil {
		return nil, err
	}
	if c.out.More = len(c.out.Disputes) > q.First; c.out.More {
		c.out.Disputes = c.out.Disputes[:q.First]
	}
	return c.out, nil
}

// A court is a search for disputes.
type court struct {
	*Analyst
	*DisputeQuery
	of   *ontology.Testimony
	ctx  context.Context
	last store.Position // of the claims that were read
	rows int
	out  *DisputePage // up to one dispute more than are wanted
}

// done says whether nothing more has to be known.
func (c *court) done() bool { return !c.Total && len(c.out.Disputes) > c.First }

// time is the property that says of what time a claim speaks, "" if none does.
func (c *court) time() string { return c.onto.Store.Kind(c.of.Claim).Time }

// passes is the condition that About and Window hold of a claim; nil where nothing is asked.
func (c *court) passes(q *asking) (all store.And) {
	if c.About != nil {
		all = append(all, c.speaksOf(q))
	}
	if w := c.Window; w != nil && c.time() != "" {
		all = append(all, store.During{Of: store.OfNode, Property: c.time(), Window: q.arg(w.Window), Certain: w.Certain, Undated: w.Undated})
	}
	return all
}

func (c *court) speaksOf(q *asking) store.Cond {
	return store.Some{Step: c.of.About, Kinds: c.subjects(), Where: q.ids(store.OfNode, c.About)}
}

// subjects are the kinds that claims speak of.
func (c *court) subjects() []string {
	r := c.onto.Store.Relation(c.of.About.Relation)
	if c.of.About.Direction == store.In {
		return r.From
	}
	return r.To
}

// says is the condition that an assertion affirms its claim, or denies it.
func (c *court) says(q *asking, affirms bool) store.Cond {
	is := store.Compare{Of: store.OfNode, Property: c.of.Polarity, Op: store.Eq, Arg: q.arg(c.of.Affirms)}
	if affirms {
		return is
	}
	return store.Not{Cond: is}
}

// asserted leads from a claim to its assertions.
func (c *court) asserted() store.Along {
	return store.Along{Relation: c.of.Asserts.Relation, Direction: store.In}
}

// said is the hop to one of the assertions that affirm a claim, or deny it.
func (c *court) said(q *asking, affirms bool) *store.Hop {
	return &store.Hop{
		Step: c.asserted(), Kinds: []string{c.of.Kind}, Where: c.says(q, affirms),
		Pick: store.Pick{Rows: true, First: q.arg(int64(1)), Order: store.Order{By: store.ByID, Edges: true}},
	}
}

// candidate is the condition that a claim may be the one of a dispute that is listed.
func (c *court) candidate(q *asking) store.Cond {
	var split store.And
	for _, affirms := range []bool{true, false} {
		split = append(split, store.Some{Step: c.asserted(), Kinds: []string{c.of.Kind}, Where: c.says(q, affirms)})
	}
	claims := []string{c.of.Claim}
	own := store.Or{store.Some{Step: c.of.Contradicts, Kinds: claims}, split}
	if passes := c.passes(q); passes != nil {
		return store.Or{append(passes, own), store.Some{Step: c.of.Contradicts, Kinds: claims, Where: simple(c.passes(q))}}
	}
	return own
}

// batch reads a page of candidates, or only those of some ids, and takes their disputes.
func (c *court) batch(only []string, after store.Position) (more bool, err error) {
	if c.rows >= c.limits.Edges {
		return false, c.tooMany()
	}
	q := &asking{}
	where := c.candidate(q)
	if only != nil {
		where = store.And{q.ids(store.OfNode, only), where}
	}
	size := c.limits.Batch
	switch {
	case only != nil:
		size = len(only)
	case !c.Total:
		size = min(size, c.First+1)
	}
	s := &store.Selection{Kinds: []string{c.of.Claim}, Where: where, Pick: store.Pick{
		Rows: true, Positions: true, After: q.arg(after), First: q.arg(int64(size)), Fields: c.fields(),
	}}
	edges := store.Order{By: store.ByID, Edges: true}
	against := &store.Hop{
		Step: c.of.Contradicts, Kinds: []string{c.of.Claim},
		Pick: store.Pick{Rows: true, First: q.arg(int64(c.limits.Edges - c.rows)), Order: edges, Fields: c.fields()},
	}
	if c.noted() {
		against.Fields = append(against.Fields, store.Field{Of: store.OfEdge, Name: noteProperty})
	}
	s.Hops = []*store.Hop{against, c.said(q, true), c.said(q, false)}
	if c.About != nil {
		about := &store.Hop{Step: c.of.About, Kinds: c.subjects(), Where: q.ids(store.OfNode, c.About), Pick: store.Pick{Rows: true, First: q.arg(int64(1)), Order: edges}}
		s.Hops, against.Hops = append(s.Hops, about), []*store.Hop{about}
	}
	page, err := c.one(c.ctx, q, s)
	if err != nil {
		return false, err
	}
	for i := range page.Items {
		if err := c.hear(&page.Items[i]); err != nil {
			return false, err
		}
		c.last = page.Items[i].Position()
	}
	if more = page.MoreAfter && len(page.Items) > 0; more && c.last.ID <= after.ID {
		return false, fmt.Errorf("analysis: the rows behind %q end with %q", after.ID, c.last.ID)
	}
	return more, nil
}

// noted says whether edges tell why they contradict.
func (c *court) noted() bool {
	return c.onto.Store.Relation(c.of.Contradicts.Relation).Property(noteProperty) != nil
}

func (c *court) tooMany() error {
	return wrong("about", "more than %d nodes and edges would have to be read; narrow it by `about` and `window`, or leave out `totalCount`", c.limits.Edges)
}

// fields are those by which claims are judged.
func (c *court) fields() []store.Field {
	fields := []store.Field{{Of: store.OfNode, Name: "id"}}
	if c.Window != nil && c.time() != "" {
		fields = append(fields, store.Field{Of: store.OfNode, Name: c.time()})
	}
	return fields
}

// holds says whether About and Window hold of a row; hop is the place of the hop to what it is about.
func (c *court) holds(row *store.Item, hop int) bool {
	if c.About != nil && len(row.Page(hop).Items) == 0 {
		return false
	}
	w := c.Window
	if w == nil || c.time() == "" {
		return true
	}
	return w.passes(period(row.Value(1)))
}

// hear takes the disputes in which a claim is the one of the smaller id.
func (c *court) hear(item *store.Item) error {
	c.rows++
	id, holds := text(item.Value(0)), c.holds(item, 3)
	contradicting := item.Page(0)
	if contradicting.MoreAfter {
		return c.tooMany()
	}
	var found []Dispute
	for i := range contradicting.Items {
		c.rows++
		row := &contradicting.Items[i]
		far := text(row.Value(0))
		if far < id || !holds && !c.holds(row, 0) {
			continue
		}
		note := ""
		if n := len(c.fields()); c.noted() {
			note = text(row.Value(n))
		}
		same := slices.IndexFunc(found, func(d Dispute) bool { return d.Against == far })
		switch {
		case same < 0:
			found = append(found, Dispute{id, far, note})
		case found[same].Note == "":
			found[same].Note = note
		}
	}
	slices.SortFunc(found, func(a, b Dispute) int { return compareText(a.Against, b.Against) })
	if holds && len(item.Page(1).Items) > 0 && len(item.Page(2).Items) > 0 {
		found = append(found, Dispute{Node: id})
	}
	c.take(found)
	return nil
}

// take counts disputes, and keeps those of the page.
func (c *court) take(found []Dispute) {
	if c.Total {
		c.out.Total += len(found)
	}
	for _, d := range found {
		if (c.After == nil || compareDisputes(d.Position(), *c.After) > 0) && len(c.out.Disputes) <= c.First {
			c.out.Disputes = append(c.out.Disputes, d)
		}
	}
}
