package storetest

import (
	"slices"

	"parley/graph/store"
)

// asked is a graph and the values that it is asked with.
type asked struct {
	*graph
	args []any
}

// A row is a row of a page: what is not there is nil or zero.
type row struct {
	node     *store.Node
	edge     *store.Edge
	told     bool   // by the node alone, as store.Along has it
	group    *group // of Through
	score    int64  // of a search
	distance int64  // of Chain
}

// A group is the nodes in the middle of a row of Through.
type group struct {
	middle      []*store.Node // ordered by id
	first, last any           // edtf.Period or nil
	folds       map[string]any
}

func (a asked) answer(s *store.Selection) store.Page {
	var rows []row
	for _, n := range a.nodes {
		if slices.Contains(s.Kinds, n.Kind) {
			rows = append(rows, row{node: n})
		}
	}
	for _, e := range a.edges {
		if slices.Contains(s.Relations, e.Relation) {
			rows = append(rows, row{edge: e})
		}
	}
	if s.Text != 0 {
		rows = a.search(rows, s.Text.Of(a.args).(string))
	}
	rows = slices.DeleteFunc(rows, func(r row) bool { return !a.holds(s.Where, r) })
	return a.page(rows, &s.Pick)
}

// page makes a page of all rows of one place.
func (a asked) page(rows []row, p *store.Pick) store.Page {
	at := func(r row) store.Position { return a.position(r, p.Order) }
	slices.SortFunc(rows, func(x, y row) int { return compare(p.Order, at(x), at(y)) })
	var page store.Page
	if p.Total {
		page.Total = int64(len(rows))
	}
	if p.After != 0 {
		after := p.After.Of(a.args).(store.Position)
		rows = slices.DeleteFunc(rows, func(r row) bool { return compare(p.Order, at(r), after) <= 0 })
		page.MoreBefore = true
	}
	if p.Before != 0 {
		before := p.Before.Of(a.args).(store.Position)
		rows = slices.DeleteFunc(rows, func(r row) bool { return compare(p.Order, at(r), before) >= 0 })
		page.MoreAfter = true
	}
	if p.First != 0 {
		if first := int(p.First.Of(a.args).(int64)); len(rows) > first {
			rows = rows[:first]
			page.MoreAfter = true
		}
	}
	if p.Last != 0 {
		if last := int(p.Last.Of(a.args).(int64)); len(rows) > last {
			rows = rows[len(rows)-last:]
			page.MoreBefore = true
		}
	}
	if p.NoMore {
		page.MoreBefore, page.MoreAfter = false, false
	}
	if p.Rows {
		for _, r := range rows {
			page.Items = append(page.Items, a.item(r, p))
		}
	}
	return page
}

func (a asked) item(r row, p *store.Pick) store.Item {
	values := make([]any, len(p.Fields))
	for i, f := range p.Fields {
		values[i] = a.value(r, f)
	}
	pages := make([]store.Page, len(p.Hops))
	for i, h := range p.Hops {
		pages[i] = a.hop(r, h)
	}
	var at store.Position
	if p.Positions && p.Order.By != store.ByDistance {
		at = a.position(r, p.Order)
	}
	return store.NewItem(values, pages, at)
}

// value returns what a row has under a Field, nil if it has nothing.
func (a asked) value(r row, f store.Field) any {
	var v any
	switch f.Of {
	case store.OfNode:
		v = nodeValue(r.node, f.Name)
	case store.OfEdge:
		v = edgeValue(r.edge, f.Name)
	case store.OfGroup:
		switch f.Name {
		case "count":
			v = int64(len(r.group.middle))
		case "first":
			v = r.group.first
		case "last":
			v = r.group.last
		default:
			v = r.group.folds[f.Name]
		}
	case store.OfMatch:
		v = r.score
	}
	if v == nil && (f.Of == store.OfNode || f.Of == store.OfEdge) && isList(a.schema, f.Name) {
		v = []string{}
	}
	return v
}

func nodeValue(n *store.Node, name string) any {
	switch name {
	case "id":
		return n.ID
	case "kind":
		return n.Kind
	}
	return n.Props[name]
}

func edgeValue(e *store.Edge, name string) any {
	switch name {
	case "id":
		return e.ID
	case "relation":
		return e.Relation
	case "source":
		return e.Source
	case "target":
		return e.Target
	}
	return e.Props[name]
}

// hop returns the page of h below r.
func (a asked) hop(r row, h *store.Hop) store.Page {
	if len(h.On) > 0 && !slices.Contains(h.On, r.node.Kind) {
		return store.Page{}
	}
	rows := slices.DeleteFunc(a.follow(r, h.Step), func(x row) bool {
		return !slices.Contains(h.Kinds, x.node.Kind) || !a.holds(h.Where, x)
	})
	if step, ok := h.Step.(store.Along); ok {
		for i := range rows {
			rows[i].told = step.Told(h.Order)
		}
	}
	page := a.page(rows, &h.Pick)
	if h.One && len(page.Items) > 1 {
		page.Items = page.Items[:1]
	}
	return page
}
