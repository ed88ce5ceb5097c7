package sqlite

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// A statement is a Selection as SQL.
type statement struct {
	text   string
	params []param
	shape  *shape
}

// maxCells is the most values that one row may have: SQLite's bound for the
// arguments of a function.
const maxCells = 1000

// run asks a statement.
func (st *statement) run(ctx context.Context, x *session, args []any) (store.Page, error) {
	values := make([]any, len(st.params))
	for i, p := range st.params {
		var err error
		if values[i], err = p(args); err != nil {
			return store.Page{}, err
		}
	}
	var text string
	if _, err := x.row(ctx, st.text, values, &text); err != nil {
		return store.Page{}, err
	}
	return st.shape.read(text, args)
}

// A compiler makes one statement. In the text n1 is the node of a row, e1 its edge and
// g1 its group, and r1 is the row once it is found, sorted and limited; the number is
// that of the place. A + before a column keeps SQLite from an index of it.
type compiler struct {
	schema *store.Schema
	layout *layout
	walks  walks
	params []param
	names  map[string]int
	places int
	err    error // the first
}

func compile(s *store.Schema, l *layout, w walks, q *store.Selection) (*statement, error) {
	c := &compiler{schema: s, layout: l, walks: w, names: map[string]int{}}
	root := c.root(q)
	sh := &shape{pick: &q.Pick}
	text := "SELECT " + c.page(root, sh)
	if c.err != nil {
		return nil, c.err
	}
	return &statement{text, c.params, sh}, nil
}

// fail notes what is wrong with the Selection.
func (c *compiler) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("sqlite: "+format+": %w", append(args, store.ErrInvalid)...)
	}
}

// next returns a number for a place or for the aliases of a condition.
func (c *compiler) next() int {
	c.places++
	return c.places
}

// property returns a property of nodes or edges.
func (c *compiler) property(of store.Of, name string) *property {
	t := &c.layout.node
	if of == store.OfEdge {
		t = &c.layout.edge
	}
	q := t.props[name]
	if q == nil {
		c.fail("there is no property %s.%s", of, name)
		return &property{Property: store.Property{Name: name, Type: store.String}}
	}
	return q
}

// page returns an expression for a page: its rows as a list, or a list of the total and the rows,
// or an empty list if neither is wanted.
func (c *compiler) page(p *place, sh *shape) string {
	o := c.order(p)
	if p.through != nil && p.pick.Total && p.pick.Rows && p.pick.After == 0 && p.pick.Before == 0 {
		// They are grouped once: each row of the first page knows how many there are.
		p.outs = append(p.outs, "count(*) OVER () AS total")
		return "(" + c.rows(p, o, sh, fmt.Sprintf("ifnull(max(r%d.total), 0)", p.num)) + ")"
	}
	var parts []string
	if p.pick.Total {
		parts = append(parts, c.counted(p))
	}
	if p.pick.Rows {
		parts = append(parts, "("+c.rows(p, o, sh, "")+")")
	}
	switch {
	case p.pick.Total:
		return "json_array(\n" + indent(strings.Join(parts, ",\n")) + ")"
	case p.pick.Rows:
		return parts[0]
	}
	return "json_array()"
}

func where(conds []string) string {
	if len(conds) == 0 {
		return ""
	}
	return "\nWHERE " + join(conds, " AND ")
}

// join joins conditions. Many are put in brackets by halves, for the depth of
// SQLite's expressions is bounded.
func join(conds []string, word string) string {
	if len(conds) > 64 {
		half := len(conds) / 2
		return "(" + join(conds[:half], word) + ")" + word + "(" + join(conds[half:], word) + ")"
	}
	return strings.Join(conds, word)
}

func indent(s string) string { return "  " + strings.ReplaceAll(s, "\n", "\n  ") }

// rows returns the statement that gathers the rows of a page. Where the page is
// limited there is one row more, if there is one and that is to be told; what is below it is not
// looked at. With a total they come as a list of that and the rows.
func (c *compiler) rows(p *place, o *order, sh *shape, total string) string {
	cells := c.cells(p, o, sh)
	if len(cells) > maxCells {
		c.fail("%d values of one row are more than %d", len(cells), maxCells)
	}
	row := "json_array(\n" + indent(strings.Join(cells, ",\n")) + ")"
	limit := "-1"
	size := p.pick.First + p.pick.Last // At most one is given.
	switch {
	case p.one:
		limit = "1"
	case size != 0 && p.pick.NoMore && total != "": // A row tells the total, also where none is wanted.
		limit = "max(" + c.count(size, 0) + ", 1)"
	case size != 0 && p.pick.NoMore:
		limit = c.count(size, 0)
	case size != 0:
		limit = c.count(size, 1)
	}
	if len(p.folds) > 0 {
		p.rid() // It is what they are found by.
	}
	found := c.withFolds(p, c.found(p, o, limit))
	if size != 0 && !p.pick.NoMore && len(p.pick.Hops) > 0 {
		row = fmt.Sprintf("CASE WHEN r%d.place <= %s THEN %s END", p.num, c.count(size, 0), row)
		found = "SELECT *, row_number() OVER () AS place\nFROM (\n" + indent(found) + ")"
	}
	rows := "json_group_array(" + row + ")"
	if total != "" {
		rows = "json_array(" + total + ", " + rows + ")"
	}
	return fmt.Sprintf("SELECT %s\nFROM (\n%s) r%d", rows, indent(found), p.num)
}

// found returns the statement that finds, sorts and limits rows.
func (c *compiler) found(p *place, o *order, limit string) string {
	reversed := p.pick.Last != 0
	roots := p.legs
	if limit == "-1" || len(roots) == 0 {
		roots = []root{{where: p.where}}
		if limit != "-1" && p.index != nil {
			roots[0].index = p.index(o)
		}
	}
	legs := c.legs(p, o)
	both := false // whether roots are found by a drive and by a walk
	if p.drive != nil {
		if both = limit != "-1" && p.ordered(); !both && p.drive.loose == "" {
			roots = []root{{where: c.candidates(p)}}
		}
	}
	if both || len(roots) > 1 {
		p.outs = append(p.outs, o.named()...)
	}
	if len(p.outs) == 0 {
		p.outs = []string{"1"}
	}
	if both {
		return c.driven(p, o, legs, limit)
	}
	all := selects(p, p.outs, roots, legs, o, reversed, limit)
	if len(roots) == 1 {
		return inTurn(all, limit)
	}
	return union(all, o, reversed, limit)
}

// cells returns what a row consists of: the fields, the position, and the pages below.
func (c *compiler) cells(p *place, o *order, sh *shape) []string {
	var all []string
	for _, f := range p.pick.Fields {
		exprs, cell := c.field(p, f)
		all = append(all, exprs...)
		sh.cells = append(sh.cells, cell)
	}
	if p.pick.Positions && o.By != store.ByDistance {
		sh.order = o
		for i, k := range o.keys {
			expr := p.out(fmt.Sprintf("position%d", i+1), k.expr)
			if k.time {
				expr = "hex(" + expr + ")"
			}
			all = append(all, expr)
		}
		for _, t := range o.ties {
			of := store.OfNode
			if t.edge {
				of = store.OfEdge
			}
			at := slices.IndexFunc(p.pick.Fields, func(f store.Field) bool { return f.Of == of && f.Name == "id" })
			if sh.ties = append(sh.ties, at); at < 0 {
				all = append(all, p.column(of, "id"))
			}
		}
	}
	for _, h := range p.pick.Hops {
		below := &shape{pick: &h.Pick}
		sh.hops = append(sh.hops, below)
		page := c.page(c.hop(p, h), below)
		if len(h.On) > 0 {
			page = "CASE WHEN " + c.kindOf(p.column(store.OfNode, "kind"), h.On) + " THEN " + page + " END"
		}
		all = append(all, page)
	}
	return all
}

// field returns what is selected for a field, and how that is read.
func (c *compiler) field(p *place, f store.Field) ([]string, cell) {
	switch f.Of {
	case store.OfGroup:
		if p.through == nil {
			break
		}
		if f.Name == "count" {
			return []string{p.out("group.count", p.group+".count")}, intCell
		}
		if i := slices.IndexFunc(p.through.Folds, func(g store.Fold) bool { return g.Name == f.Name }); i >= 0 {
			expr, cell := c.foldEdges(p, i)
			return []string{expr}, cell
		}
		return []string{c.groupTime(p, f.Name)}, groupCell
	case store.OfMatch:
		if p.score != "" {
			return []string{p.out("match.score", p.score)}, intCell
		}
	case store.OfNode, store.OfEdge:
		if p.alias(f.Of) == "" {
			break
		}
		switch {
		case f.Name == "id", f.Of == store.OfNode && f.Name == "kind", f.Of == store.OfEdge && f.Name == "relation":
			return []string{p.column(f.Of, f.Name)}, stringCell
		case f.Of == store.OfEdge && (f.Name == "source" || f.Name == "target"):
			return []string{"(SELECT id FROM node WHERE rid = " + p.column(f.Of, f.Name) + ")"}, stringCell
		}
		q := c.property(f.Of, f.Name)
		if q.Type == store.Period {
			return []string{p.column(f.Of, quote(f.Name+":edtf")), p.column(f.Of, quote(f.Name+":text"))}, periodCell
		}
		return []string{p.column(f.Of, quote(f.Name))}, cell(q.Type)
	}
	c.fail("there is no %s here to take %s of", f.Of, f.Name)
	return []string{"NULL"}, stringCell
}
