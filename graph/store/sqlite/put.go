package sqlite

import (
	"context"
	"slices"
	"strings"
)

// send writes what came of a batch: first what goes, then nodes and then edges.
func (x *session) send(ctx context.Context, l *layout, b *batch) error {
	if err := x.clear(ctx, b); err != nil {
		return err
	}
	last, err := x.number(ctx, b)
	if err != nil {
		return err
	}
	if err := x.write(ctx, l, b, last); err != nil {
		return err
	}
	return x.move(ctx, l, b)
}

// write writes the rows of nodes and edges, and what is derived of them.
func (x *session) write(ctx context.Context, l *layout, b *batch, last rowNumbers) error {
	var all []*bulk
	into := map[*rowsText]*bulk{}
	add := func(o *owner, rid int64, head []any, props map[string]any) error {
		text := o.replace
		if last[o.edge()] < rid {
			text = o.insert
		}
		if into[text] == nil {
			into[text] = x.bulk(text)
			all = append(all, into[text])
		}
		return into[text].add(ctx, o, head, props)
	}
	d := x.derived()
	for _, n := range b.nodes.all {
		if n.put == nil {
			continue
		}
		o := l.kinds[n.kind]
		words, names := searched(o.kind, n.put.Props)
		if err := add(o, n.rid, []any{n.rid, n.id, o.name, names}, n.put.Props); err != nil {
			return err
		}
		if err := d.add(ctx, o, n.rid, words, n.put.Props); err != nil {
			return err
		}
	}
	for _, e := range b.edges.all {
		if e.put == nil {
			continue
		}
		o := l.relations[e.relation]
		s, t := e.is[0], e.is[1]
		if err := add(o, e.rid, []any{e.rid, e.id, o.name, s.rid, t.rid, nullable(s.when), nullable(t.when)}, e.put.Props); err != nil {
			return err
		}
		if err := d.add(ctx, o, e.rid, nil, e.put.Props); err != nil {
			return err
		}
	}
	for _, bulk := range append(all, d.words, d.refs) {
		if err := bulk.flush(ctx); err != nil {
			return err
		}
	}
	return nil
}

// nullable returns a key that may be absent as a parameter.
func nullable(key []byte) any {
	if key == nil {
		return nil
	}
	return key
}

// clear deletes the rows that go, and what is derived of those that are put again.
func (x *session) clear(ctx context.Context, b *batch) error {
	var nodes, edges, oldNodes, oldEdges []int64
	for _, n := range b.nodes.all {
		switch {
		case n.old != 0:
			nodes, oldNodes = append(nodes, n.old), append(oldNodes, n.old)
		case n.rid != 0 && n.put != nil:
			oldNodes = append(oldNodes, n.rid)
		}
	}
	for _, e := range b.edges.all {
		if e.rid == 0 {
			continue
		}
		if oldEdges = append(oldEdges, e.rid); !e.there {
			edges = append(edges, e.rid)
		}
	}
	const listed = " IN (SELECT value FROM json_each(?))"
	for _, gone := range []struct {
		text string
		rids []int64
	}{
		{"DELETE FROM edge WHERE rid" + listed, edges},
		{"DELETE FROM node WHERE rid" + listed, nodes},
		{"DELETE FROM words WHERE rowid" + listed, oldNodes},
		{"DELETE FROM ref WHERE edge = 0 AND owner" + listed, oldNodes},
		{"DELETE FROM ref WHERE edge = 1 AND owner" + listed, oldEdges},
	} {
		if len(gone.rids) == 0 {
			continue
		}
		param, err := list(gone.rids)
		if err != nil {
			return err
		}
		if err := x.exec(ctx, gone.text, param); err != nil {
			return err
		}
	}
	return nil
}

// rowNumbers are the greatest numbers that rows have ever had, of nodes and of edges.
type rowNumbers [2]int64

// number gives new nodes and edges the numbers of their rows, which no row has had before. It
// returns the greatest that were given before.
func (x *session) number(ctx context.Context, b *batch) (last rowNumbers, err error) {
	err = x.rows(ctx, "SELECT name, seq FROM sqlite_sequence", nil, func(scan func(...any) error) error {
		var table string
		var seq int64
		err := scan(&table, &seq)
		if table == "node" {
			last[0] = seq
		} else {
			last[1] = seq
		}
		return err
	})
	next := last
	for _, n := range b.nodes.all {
		if n.put != nil && n.rid == 0 {
			next[0]++
			n.rid = next[0]
		}
	}
	for _, e := range b.edges.all {
		if e.put != nil && e.rid == 0 {
			next[1]++
			e.rid = next[1]
		}
	}
	return last, err
}

// move writes the times of nodes that have got others on their edges.
func (x *session) move(ctx context.Context, l *layout, b *batch) error {
	for _, n := range b.nodes.all {
		if !n.moved() {
			continue
		}
		for _, side := range [][2]string{{"source", sourceKey}, {"target", targetKey}} {
			if err := x.exec(ctx, "UPDATE edge SET "+side[1]+" = ? WHERE relation IN "+l.all+" AND "+side[0]+" = ?", nullable(n.when), n.rid); err != nil {
				return err
			}
		}
	}
	return nil
}

// A derived is what stands in other tables of rows: their words and their references.
type derived struct{ words, refs *bulk }

func (x *session) derived() *derived {
	return &derived{
		x.bulk(newRows("INSERT INTO words(rowid, tokens) VALUES ", 2, "")),
		x.bulk(newRows("INSERT OR IGNORE INTO ref(owner, edge, property, target) VALUES ", 4, "")),
	}
}

// add adds what is derived of a row that has nothing derived yet.
func (d *derived) add(ctx context.Context, o *owner, rid int64, words any, props map[string]any) error {
	if words != nil {
		if err := d.words.row(ctx, rid, words); err != nil {
			return err
		}
	}
	if !o.refs {
		return nil
	}
	for i := range o.known {
		p := &o.known[i]
		if !p.Ref {
			continue
		}
		for _, target := range texts(props[p.Name]) {
			if err := d.refs.row(ctx, rid, o.edge(), p.Name, target); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *derived) flush(ctx context.Context) error {
	if err := d.words.flush(ctx); err != nil {
		return err
	}
	return d.refs.flush(ctx)
}

// edge returns how ref tells rows of edge from those of node.
func (o *owner) edge() int64 {
	if o.kind == nil {
		return 1
	}
	return 0
}

// A rowsText is a statement that writes several rows, or one.
type rowsText struct {
	width     int // the values of a row
	most      int // the rows that it writes at once
	many, one string
}

// rowParams is about how many parameters a statement that writes rows has. The driver looks
// for each among all of them, so more of them are slower again.
const rowParams = 64

// newRows makes a statement of what stands before the values of the rows and behind them.
func newRows(head string, width int, tail string) *rowsText {
	row := "(" + strings.TrimSuffix(strings.Repeat("?, ", width), ", ") + ")"
	most := max(1, rowParams/width)
	return &rowsText{width, most, head + strings.TrimSuffix(strings.Repeat(row+", ", most), ", ") + tail, head + row + tail}
}

// A bulk gathers rows and writes them, several by one statement.
type bulk struct {
	*rowsText
	x    *session
	args []any
}

func (x *session) bulk(r *rowsText) *bulk { return &bulk{rowsText: r, x: x} }

// add adds the row of a node or edge.
func (b *bulk) add(ctx context.Context, o *owner, head []any, props map[string]any) error {
	var err error
	if b.args, err = o.row(append(b.args, head...), props); err != nil {
		return err
	}
	return b.full(ctx)
}

// row adds a row.
func (b *bulk) row(ctx context.Context, values ...any) error {
	b.args = append(b.args, values...)
	return b.full(ctx)
}

// full writes the rows when there are enough.
func (b *bulk) full(ctx context.Context) error {
	if len(b.args) < b.most*b.width {
		return nil
	}
	err := b.x.brief(ctx, b.many, b.args...)
	b.args = b.args[:0]
	return err
}

// flush writes the rows that are left.
func (b *bulk) flush(ctx context.Context) error {
	for row := range slices.Chunk(b.args, b.width) {
		if err := b.x.brief(ctx, b.one, row...); err != nil {
			return err
		}
	}
	b.args = b.args[:0]
	return nil
}
