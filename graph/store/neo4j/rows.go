package neo4j

import (
	"fmt"
	"slices"

	"parley/graph/edtf"
	"parley/graph/store"
)

// A shape says where in a row of the answer what is found, and what a page is made
// of. Columns that there are not are -1.
type shape struct {
	pick      *store.Pick
	on        []string // the kinds of the row above that have the page, where not all do
	at, total int      // columns of the row above: the rows and their number

	kinds    []string // that the rows' nodes can be of
	kind     int      // column of the kind's place in kinds
	values   []reader
	keys     []int // columns of the Position
	id, edge int
	hops     []shape
}

// A reader reads one value of a row.
type reader func(sh *shape, row []any) (any, error)

func column(i int) reader {
	return func(_ *shape, row []any) (any, error) { return row[i], nil }
}

func textual(i int) reader {
	return func(_ *shape, row []any) (any, error) { return textIn(row[i]), nil }
}

// textIn returns the text that a column holds, any other value as it is.
func textIn(v any) any {
	if s, ok := v.(string); ok {
		return meant(s)
	}
	return v
}

func constant(v any) reader {
	return func(*shape, []any) (any, error) { return v, nil }
}

func list(i int) reader {
	return func(_ *shape, row []any) (any, error) {
		raw, ok := row[i].([]any)
		if row[i] != nil && !ok {
			return nil, fmt.Errorf("neo4j: a %T stands where a list is due", row[i])
		}
		texts := make([]string, len(raw))
		for i, v := range raw {
			s, ok := v.(string)
			if !ok {
				return nil, fmt.Errorf("neo4j: a %T stands in a list of texts", v)
			}
			texts[i] = meant(s)
		}
		return texts, nil
	}
}

// period reads a Period from the columns of its EDTF and of its source's text.
func period(i, text int) reader {
	return func(_ *shape, row []any) (any, error) {
		s, ok := row[i].(string)
		if !ok {
			return nil, nil
		}
		p, err := edtf.Parse(s)
		if err != nil {
			return nil, fmt.Errorf("neo4j: a stored time: %w", err)
		}
		p.Text, _ = row[text].(string)
		return p, nil
	}
}

func kindName(sh *shape, row []any) (any, error) { return sh.kindOf(row), nil }

func (sh *shape) kindOf(row []any) string {
	switch {
	case len(sh.kinds) == 0:
		return "" // The rows are edges.
	case sh.kind < 0:
		return sh.kinds[0]
	}
	i, _ := row[sh.kind].(int64)
	return sh.kinds[i]
}

// page makes a Page of what stands for it in the row above, whose kind is given.
func (sh *shape) page(above []any, kind string, args []any) (store.Page, error) {
	var page store.Page
	if len(sh.on) > 0 && !slices.Contains(sh.on, kind) {
		return page, nil
	}
	page.MoreBefore, page.MoreAfter = sh.pick.After != 0 && !sh.pick.NoMore, sh.pick.Before != 0 && !sh.pick.NoMore
	if sh.total >= 0 {
		page.Total, _ = above[sh.total].(int64)
	}
	if sh.at < 0 {
		return page, nil
	}
	rows, ok := above[sh.at].([]any)
	if !ok {
		return page, fmt.Errorf("neo4j: a %T stands where rows are due", above[sh.at])
	}
	rows = sh.cut(rows, &page, args)
	page.Items = make([]store.Item, len(rows))
	for i, r := range rows {
		row, ok := r.([]any)
		if !ok {
			return page, fmt.Errorf("neo4j: a %T stands where a row is due", r)
		}
		var err error
		if page.Items[i], err = sh.item(row, args); err != nil {
			return page, err
		}
	}
	return page, nil
}

// cut returns the rows of the page without the one that only tells that there are more,
// in their order: those from the back come back to front.
func (sh *shape) cut(rows []any, page *store.Page, args []any) []any {
	wanted := func(a store.Arg) int {
		n, _ := a.Of(args).(int64)
		return int(n)
	}
	p := sh.pick
	if n := wanted(p.First); p.First != 0 && len(rows) > n {
		rows, page.MoreAfter = rows[:n], true
	}
	if p.Last != 0 {
		if n := wanted(p.Last); len(rows) > n {
			rows, page.MoreBefore = rows[:n], true
		}
		slices.Reverse(rows)
	}
	return rows
}

func (sh *shape) item(row, args []any) (store.Item, error) {
	values := make([]any, len(sh.values))
	for i, read := range sh.values {
		var err error
		if values[i], err = read(sh, row); err != nil {
			return store.Item{}, err
		}
	}
	pages := make([]store.Page, len(sh.hops))
	for i := range sh.hops {
		var err error
		if pages[i], err = sh.hops[i].page(row, sh.kindOf(row), args); err != nil {
			return store.Item{}, err
		}
	}
	var at store.Position
	for _, i := range sh.keys {
		at.Keys = append(at.Keys, textIn(row[i]))
	}
	if sh.id >= 0 {
		at.ID, _ = textIn(row[sh.id]).(string)
	}
	if sh.edge >= 0 {
		at.Edge, _ = textIn(row[sh.edge]).(string)
	}
	return store.NewItem(values, pages, at), nil
}
