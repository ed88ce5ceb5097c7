package plan

import (
	"context"
	"fmt"
	"slices"

	"github.com/99designs/gqlgen/graphql"

	"parley/graph/store"
	"parley/graph/text"
)

// A Row is a loaded node, with the edge that led to it where there is one. The
// types of kinds and of edges are defined over it.
type Row struct {
	level *level
	item  *store.Item
	args  []any // the values of the request
}

// Kind is the name of the node's kind, or of any that it may have where what was asked for is the same for all of them.
func (r *Row) Kind() string {
	if !slices.Contains(r.level.pick.Fields, store.Field{Of: store.OfNode, Name: "kind"}) {
		return r.level.kinds[0]
	}
	kind, _ := r.value(store.OfNode, "kind").(string)
	return kind
}

// value returns what was loaded. To ask for what was not is a fault of the
// program, which gqlgen turns into an error of the field.
func (r *Row) value(of store.Of, name string) any {
	i := slices.Index(r.level.pick.Fields, store.Field{Of: of, Name: name})
	if i < 0 {
		panic(fmt.Sprintf("plan: %s was not loaded", name))
	}
	return r.item.Value(i)
}

// Cursor is the row's place in its connection.
func (r *Row) Cursor() string { return r.level.cursor(r.item) }

// next finds what was loaded for the field that ctx is about.
func (r *Row) next(ctx context.Context) (*level, *store.Page, error) {
	at := graphql.GetFieldContext(ctx)
	edge := r.level.conn != nil && r.level.conn.Edge.Name == at.Object
	kind := ""
	if !edge {
		kind = r.Kind()
	}
	i := r.level.find(at.Field.Field, edge, kind)
	if i < 0 {
		return nil, nil, fmt.Errorf("plan: %s was not loaded", at.Field.Alias)
	}
	return r.level.hops[i].level, r.item.Page(i), nil
}

// Follow returns the page of the field that ctx is about.
func (r *Row) Follow(ctx context.Context) (*Page, error) {
	l, p, err := r.next(ctx)
	if err != nil {
		return nil, err
	}
	return &Page{l, p, r.args}, nil
}

// One returns the node of the field that ctx is about; nil if there is none.
func (r *Row) One(ctx context.Context) (*Row, error) {
	l, p, err := r.next(ctx)
	if err != nil || len(p.Items) == 0 {
		return nil, err
	}
	return &Row{l, &p.Items[0], r.args}, nil
}

// List returns the nodes of the field that ctx is about.
func (r *Row) List(ctx context.Context) ([]Row, error) {
	l, p, err := r.next(ctx)
	if err != nil {
		return nil, err
	}
	return (&Page{l, p, r.args}).Rows(), nil
}

// Highlight is the first of the row's texts that has a word of what was searched
// for, these words marked; nil if none has.
func (r *Row) Highlight() *string {
	query, _ := r.level.text.Of(r.args).(string)
	for _, name := range r.level.searched {
		var values []string
		switch v := r.value(store.OfNode, name).(type) {
		case string:
			values = []string{v}
		case []string:
			values = v
		}
		for _, v := range values {
			if marked, hit := text.Highlight(v, query); hit {
				return &marked
			}
		}
	}
	return nil
}

// A Page is the loaded rows of a connection. Connection types are defined over it.
type Page struct {
	level *level
	page  *store.Page
	args  []any
}

// Rows returns the rows in order.
func (p *Page) Rows() []Row {
	rows := make([]Row, len(p.page.Items))
	for i := range rows {
		rows[i] = Row{p.level, &p.page.Items[i], p.args}
	}
	return rows
}

// Total is the number of rows whatever the page.
func (p *Page) Total() int { return int(p.page.Total) }

// Info says where the page lies.
func (p *Page) Info() *PageInfo {
	return &PageInfo{Next: p.page.MoreAfter, Previous: p.page.MoreBefore, Start: p.cursor(0), End: p.cursor(len(p.page.Items) - 1)}
}

func (p *Page) cursor(i int) *string {
	if len(p.page.Items) == 0 || !p.level.pick.Positions {
		return nil
	}
	c := p.level.cursor(&p.page.Items[i])
	return &c
}

// PageInfo says where a page lies, as in the Relay specification.
type PageInfo struct {
	Next, Previous bool    // whether rows lie behind and before the page
	Start, End     *string // the cursors of the first row and the last; nil if there is none
}

// HasNextPage says whether rows lie behind the page.
func (i *PageInfo) HasNextPage() bool { return i.Next }

// HasPreviousPage says whether rows lie before the page.
func (i *PageInfo) HasPreviousPage() bool { return i.Previous }

// StartCursor is the cursor of the first row; nil if there is none.
func (i *PageInfo) StartCursor() *string { return i.Start }

// EndCursor is the cursor of the last row; nil if there is none.
func (i *PageInfo) EndCursor() *string { return i.End }
