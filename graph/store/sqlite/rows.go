package sqlite

import (
	"encoding/hex"

	"parley/graph/edtf"
	"parley/graph/store"
)

// A shape says what the JSON of a page consists of.
type shape struct {
	pick  *store.Pick
	cells []cell // of the fields, in order
	order *order // of the positions, if there are any
	ties  []int  // which of the fields are the ids by which a position's ties are told apart; one below 0 comes by itself
	hops  []*shape
}

// A cell is how the value of a field is written: that of a store.Type, or one of these.
type cell uint8

const (
	stringCell = cell(store.String)
	intCell    = cell(store.Int)
	floatCell  = cell(store.Float) // as its key
	boolCell   = cell(store.Bool)
	listCell   = cell(store.Strings) // a string, itself JSON
	periodCell = cell(store.Period)  // two values, the EDTF and the source's text
	groupCell  = cell(0)             // a list of these two
)

// read reads the answer to a statement.
func (sh *shape) read(text string, args []any) (page store.Page, err error) {
	defer caught(&err)
	return (&scanner{text: text, args: args}).page(sh), nil
}

// readList reads the text of a column that holds a list.
func readList(text string) (list []string, err error) {
	defer caught(&err)
	return (&scanner{text: text}).list(), nil
}

func (s *scanner) page(sh *shape) store.Page {
	var page store.Page
	if s.has("null") {
		return page
	}
	if !sh.pick.Total && !sh.pick.Rows {
		s.must("[]")
	}
	if sh.pick.Total {
		s.must("[")
		page.Total = s.int()
	}
	if sh.pick.Rows {
		if sh.pick.Total {
			s.must(",")
		}
		s.items(sh, &page)
	}
	if sh.pick.Total {
		s.must("]")
	}
	return page
}

// items reads the rows of a page. They come in order, or from the back where the last
// are wanted, and with one more than are wanted if there is one, unless nobody asks for that.
func (s *scanner) items(sh *shape, page *store.Page) {
	limit := -1
	backward := sh.pick.Last != 0
	for _, a := range []store.Arg{sh.pick.First, sh.pick.Last} {
		if n, ok := a.Of(s.args).(int64); ok {
			limit = int(max(n, 0))
		}
	}
	page.MoreBefore, page.MoreAfter = sh.pick.After != 0 && !sh.pick.NoMore, sh.pick.Before != 0 && !sh.pick.NoMore
	s.must("[")
	start := len(s.rows)
	for n := 0; !s.has("]"); n++ {
		if n > 0 {
			s.must(",")
		}
		var item store.Item
		if !s.has("null") {
			item = s.item(sh)
		}
		switch {
		case n != limit:
			s.rows = append(s.rows, item)
		case sh.pick.NoMore: // It told the total.
		case backward:
			page.MoreBefore = true
		default:
			page.MoreAfter = true
		}
	}
	page.Items = cut(s, &s.freeItems, len(s.rows)-start)
	copy(page.Items, s.rows[start:])
	s.rows = s.rows[:start]
	if backward {
		for i, j := 0, len(page.Items)-1; i < j; i, j = i+1, j-1 {
			page.Items[i], page.Items[j] = page.Items[j], page.Items[i]
		}
	}
}

func (s *scanner) item(sh *shape) store.Item {
	s.must("[")
	cells := 0
	next := func() {
		if cells++; cells > 1 {
			s.must(",")
		}
	}
	values := cut(s, &s.freeCells, len(sh.cells))
	for i, c := range sh.cells {
		next()
		values[i] = s.value(c)
	}
	var at store.Position
	if sh.order != nil {
		at = s.position(sh, values, next)
	}
	pages := cut(s, &s.freePages, len(sh.hops))
	for i, below := range sh.hops {
		next()
		pages[i] = s.page(below)
	}
	s.must("]")
	return store.NewItem(values, pages, at)
}

func (s *scanner) position(sh *shape, values []any, next func()) store.Position {
	var p store.Position
	for _, k := range sh.order.keys {
		next()
		if !k.time {
			p.Keys = append(p.Keys, s.key(cell(k.typ)))
			continue
		}
		var key [16]byte
		text := s.string()
		p.Keys = cut(s, &s.freeCells, 2)
		if text == "" { // hex makes an empty text of NULL.
			continue
		}
		if n, err := hex.Decode(key[:], []byte(text[:min(len(text), 32)])); err != nil || n != len(key) || len(text) != 32 {
			s.fail("a key of a time is no 16 bytes")
		}
		p.Keys[0], p.Keys[1] = keyTime(key[:])
	}
	for i, t := range sh.order.ties {
		var id string
		if of := sh.ties[i]; of < 0 {
			next()
			id = s.string()
		} else if text, ok := values[of].(*string); ok {
			id = *text
		}
		if t.edge {
			p.Edge = id
		} else {
			p.ID = id
		}
	}
	return p
}

// key reads the key of a Position.
func (s *scanner) key(c cell) any {
	v := s.value(c)
	if t, ok := v.(*string); ok {
		return *t
	}
	return v
}

// value reads the value of a field, nil if it is absent.
func (s *scanner) value(c cell) any {
	if c == groupCell {
		if s.has("null") {
			return nil
		}
		s.must("[")
		v := s.value(periodCell)
		s.must("]")
		return v
	}
	if s.has("null") {
		if c == periodCell {
			s.must(",null")
		}
		if c == listCell {
			return []string{}
		}
		return nil
	}
	switch c {
	case stringCell:
		t := &cut(s, &s.freeTexts, 1)[0]
		*t = s.string()
		return t
	case intCell:
		return s.int()
	case floatCell:
		return keyFloat(s.int())
	case boolCell:
		return s.int() != 0
	case listCell:
		return (&scanner{text: s.string()}).list()
	case periodCell:
		p, err := edtf.Parse(s.string())
		if err != nil {
			s.fail("%v", err)
		}
		if s.must(","); !s.has("null") {
			p.Text = s.string()
		}
		t := &cut(s, &s.freeTimes, 1)[0]
		*t = p
		return t
	}
	s.fail("no value is of type %d", c)
	return nil
}
