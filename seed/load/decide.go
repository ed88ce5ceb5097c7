package load

import (
	"context"
	"encoding/binary"
	"errors"

	"parley/seed/spill"
)

// A decider reads what is staged, puts together what rows say of the same id, and leaves
// the rows out that cannot be used.
type decider struct {
	*importer
	empty     bool          // the graph is
	out       *spill.Sorter // nodes and edges, to be written
	conflicts *spill.Sorter // rows against rows before
	chains    *chains
	depends   *depends
	absent    absent
	u         union
	n         *about // the last node
	nodes     []*about
	edges     []*union // to be held against the graph
	slab      []int64  // the rows of the nodes
	pending   int      // rows of the edges
}

// decide puts together what rows say of the same id, ordered by the rows that speak of it
// first. It leaves out the rows that cannot be used, as far as can be told of one node or
// edge: first those that could not be used whatever others say; if there
// are none, those that contradict rows before them; and if there are none of these either,
// those whose edges would make a chain that must not be. What a row brings that is left out
// others may have needed, so it begins anew until no row is left out.
func (j *importer) decide(ctx context.Context) (*spill.Sorter, error) {
	empty := j.opts.Dry
	if !empty {
		var err error
		if empty, err = Empty(ctx, j.st, j.o); err != nil {
			return nil, err
		}
	}
	for {
		before := j.summary.Rejected
		if err := j.differs.Close(); err != nil {
			return nil, err
		}
		j.differs = &spill.List{Dir: j.opts.Dir}
		x := &decider{importer: j, empty: empty, out: j.sorter(), conflicts: j.sorter(), chains: newChains(), depends: &depends{on: map[int64][]referring{}}}
		err := x.pass(ctx)
		if err == nil && j.summary.Rejected > before {
			err = x.depends.spread(x)
		}
		if err == nil && j.summary.Rejected == before {
			err = x.resolve()
		}
		if err == nil && j.summary.Rejected == before {
			err = x.chains.judge(ctx, x)
		}
		if err = errors.Join(err, x.conflicts.Close()); err == nil && j.summary.Rejected == before {
			j.summary.Absent, j.summary.FirstAbsent = x.absent.count, x.absent.first
			return x.out, nil
		}
		if err = errors.Join(err, x.out.Close()); err != nil {
			return nil, err
		}
	}
}

// pass reads all that is staged.
func (x *decider) pass(ctx context.Context) error {
	var rows []int64
	for b, err := range x.staged.All() {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		p := readPart(b, x.rejected, rows)
		rows = p.rows
		if len(p.rows) == 0 {
			continue
		}
		if string(p.key) != x.u.key {
			if err := x.next(ctx, p.key); err != nil {
				return err
			}
		}
		if err := x.part(ctx, &p); err != nil {
			return err
		}
	}
	if err := x.done(); err != nil {
		return err
	}
	return x.judge(ctx)
}

// next ends a union and begins the next.
func (x *decider) next(ctx context.Context, key []byte) error {
	if err := x.done(); err != nil {
		return err
	}
	x.u = union{key: string(key)}
	id, what := subject(key)
	if what != 0 && x.n != nil && x.n.id == string(id) {
		return nil
	}
	if len(x.slab)+x.pending >= batchRecords {
		if err := x.judge(ctx); err != nil {
			return err
		}
	}
	if x.n = nil; what != 0 {
		x.n = &about{id: string(id)}
		x.nodes = append(x.nodes, x.n)
	}
	return nil
}

// part adds a part to the union or the node that it is of.
func (x *decider) part(ctx context.Context, p *part) error {
	switch _, what := subject(p.key); what {
	case ofItself:
		x.n.declare(x.importer, p, x.keep(p.rows))
	case ofOnly:
		x.n.count(x.importer, p, x.keep(p.rows))
		return nil
	case ofReference:
		// One of which there are very many references is judged at once.
		if len(x.slab) >= batchRecords {
			if err := x.judge(ctx); err != nil {
				return err
			}
			x.nodes = append(x.nodes, x.n)
		}
		x.n.refer(x.importer, p, x.keep(p.rows))
		return nil
	}
	return x.add(p)
}

// keep copies rows.
func (x *decider) keep(rows []int64) []int64 {
	from := len(x.slab)
	x.slab = append(x.slab, rows...)
	return x.slab[from:len(x.slab):len(x.slab)]
}

// done ends a union.
func (x *decider) done() error {
	if x.u.row == 0 {
		return nil
	}
	s := x.u.shape(x.importer)
	at, level := x.u.row, s.level
	switch _, what := subject([]byte(x.u.key)); what {
	case ofItself:
		x.n.row = x.u.row
	case ofNeeded:
		if x.n.row != 0 && x.n.declared[0].shape.level < level {
			at, level = x.n.row, x.n.declared[0].shape.level
		}
	}
	if err := x.finish(&x.u); err != nil {
		return err
	}
	x.u.lacks = x.lacks(&x.u)
	if s.last {
		u := x.u
		x.chains.edges = append(x.chains.edges, &u)
	}
	switch {
	case !s.edge:
		x.n.lacks = x.u.lacks
	case x.u.lacks != nil || x.u.namer != 0 && !x.empty:
		u := x.u
		x.edges = append(x.edges, &u)
		for _, p := range u.parts {
			x.pending += len(p.rows)
		}
	}
	return x.out.Add(x.u.encode(nil, turn{at, level}, s))
}

// lacks says why a union is not whole, if it is not.
func (x *decider) lacks(u *union) *fault {
	d := decoder{u.body}
	if d.head().whole() {
		return nil
	}
	d = decoder{u.body}
	said := d.said(x.all)
	if _, err := x.clean(&said); err != nil {
		return refusedBy(err)
	}
	return nil
}

// conflict notes that rows stand against a row before them.
func (x *decider) conflict(winner int64, rows []int64, c complaint) error {
	for _, row := range rows {
		b := binary.BigEndian.AppendUint64(nil, uint64(row))
		b = binary.BigEndian.AppendUint64(b, uint64(winner))
		b = binary.AppendUvarint(b, uint64(c.entry))
		if err := x.conflicts.Add(putText(putText(putText(b, c.column), c.value), c.reason)); err != nil {
			return err
		}
	}
	return nil
}

// resolve leaves out the rows that stand against others, in order, so that one that is
// left out itself makes no other wrong.
func (x *decider) resolve() error {
	for b, err := range x.conflicts.All() {
		if err != nil {
			return err
		}
		d := decoder{b}
		c := complaint{row: int64(d.uint64())}
		if winner := int64(d.uint64()); winner != c.row && x.rejected.has(winner) {
			continue
		}
		c.entry, c.column, c.value, c.reason = int(d.uvarint()), d.text(), d.text(), d.text()
		if err := x.reject(c); err != nil {
			return err
		}
	}
	return nil
}
