package store

import "parley/graph/edtf"

// A Page is the rows that one hop, or a query's roots, gave from one place. The
// zero Page is that of a hop that the node's kind does not have.
type Page struct {
	Items []Item
	// MoreBefore and MoreAfter say whether rows lie before and behind the
	// page: surely behind an After or before a Before, and where First or Last
	// cut; never on the side where the page starts from the end, nor if Pick.NoMore.
	MoreBefore, MoreAfter bool
	Total                 int64 // if Pick.Total
}

// Rows returns how many rows the page has, those of the pages below included.
func (p *Page) Rows() int {
	n := len(p.Items)
	for i := range p.Items {
		below := p.Items[i].pages
		for j := range below {
			n += below[j].Rows()
		}
	}
	return n
}

// An Item is one row. Its parts are reached through methods, so that a store may
// keep them in its own form.
type Item struct {
	values   []any
	pages    []Page
	position *Position
}

// NewItem makes an Item of the values of the Pick's Fields, the pages of its Hops
// and the Position, each in order. It keeps the slices. A value may be a *string or an *edtf.Period in place
// of what it points to, so that many can be kept together.
func NewItem(values []any, pages []Page, at Position) Item {
	x := Item{values: values, pages: pages}
	if at.ID != "" || at.Edge != "" || len(at.Keys) > 0 {
		x.position = new(Position)
		*x.position = at
	}
	return x
}

// Value returns the value of the Pick's i-th Field, nil if it is absent. A list is
// never nil, and a caller must not change it.
func (x *Item) Value(i int) any {
	switch v := x.values[i].(type) {
	case *string:
		return *v
	case *edtf.Period:
		return *v
	default:
		return v
	}
}

// Text returns the value of the Pick's i-th Field, and whether it is a string.
func (x *Item) Text(i int) (string, bool) {
	if p, ok := x.values[i].(*string); ok {
		return *p, true
	}
	s, ok := x.values[i].(string)
	return s, ok
}

// Time returns the value of the Pick's i-th Field, and whether it is a Period.
func (x *Item) Time(i int) (edtf.Period, bool) {
	if p, ok := x.values[i].(*edtf.Period); ok {
		return *p, true
	}
	t, ok := x.values[i].(edtf.Period)
	return t, ok
}

// Page returns the rows of the Pick's i-th Hop.
func (x *Item) Page(i int) *Page { return &x.pages[i] }

// Position returns where the row stands in the Pick's Order; it is zero unless
// Pick.Positions was set.
func (x *Item) Position() Position {
	if x.position == nil {
		return Position{}
	}
	return *x.position
}
