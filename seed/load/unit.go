package load

import "encoding/binary"

// A piece is a node or an edge as the rows have it, ready to be written.
type piece struct {
	said
	row     int64 // the first that speaks of it
	shared  bool  // others do too
	namer   int64 // the row that gives the id, of an edge
	entries []int
	// It was written but for references to nodes that there were not, and is now
	// written with them.
	completes bool
	size      int
}

// encode appends a union as a record that is ordered by at, nodes before edges.
func (u *union) encode(b []byte, at int64, edge bool) []byte {
	b = binary.BigEndian.AppendUint64(b, uint64(at))
	var rank, flags byte
	if edge {
		rank = 1
	}
	if u.shared {
		flags |= 1
	}
	if u.completes {
		flags |= 2
	}
	b = append(b, rank)
	b = binary.BigEndian.AppendUint64(b, uint64(u.row))
	b = binary.BigEndian.AppendUint64(append(b, flags), uint64(u.namer))
	b = binary.AppendUvarint(b, uint64(len(u.entries)))
	for _, n := range u.entries {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return append(b, u.body...)
}

// encode appends a piece likewise.
func (p *piece) encode(b []byte, at int64) []byte {
	u := union{completes: p.completes, row: p.row, shared: p.shared, namer: p.namer, entries: p.entries, body: p.said.encode(nil)}
	return u.encode(b, at, p.shape.edge)
}

// A unit is the nodes and edges that are written with one row: together or not at all.
type unit struct {
	at     int64 // the row
	pieces []*piece
	lacks  []lack // why it waits
}

// A lack is a node that a piece refers to and that there is not, yet.
type lack struct {
	complaint
	id string
}

// lacking is the rank of a unit's lacks, behind its pieces.
const lacking = 2

// add adds to a unit what a record says.
func (u *unit) add(b []byte, all []*shape) {
	d := decoder{b[8:]}
	if d.byte() == lacking {
		u.lacks = append(u.lacks, d.lack())
		return
	}
	p := &piece{row: int64(d.uint64()), size: len(b)}
	flags := d.byte()
	p.shared, p.completes = flags&1 != 0, flags&2 != 0
	p.namer = int64(d.uint64())
	p.entries = make([]int, d.uvarint())
	for i := range p.entries {
		p.entries[i] = int(d.uvarint())
	}
	p.said = d.said(all)
	u.pieces = append(u.pieces, p)
}

func (l *lack) encode(b []byte, at int64) []byte {
	b = append(binary.BigEndian.AppendUint64(b, uint64(at)), lacking)
	b = binary.BigEndian.AppendUint64(b, uint64(l.row))
	b = binary.AppendUvarint(b, uint64(l.entry))
	for _, s := range []string{l.column, l.value, l.reason, l.id} {
		b = putText(b, s)
	}
	return b
}

func (d *decoder) lack() lack {
	l := lack{}
	l.row = int64(d.uint64())
	l.entry = int(d.uvarint())
	for _, s := range []*string{&l.column, &l.value, &l.reason, &l.id} {
		*s = d.text()
	}
	return l
}

// rows says whether some of a unit's rows are such, and whether all are.
func (u *unit) rows(such func(row int64) bool) (some, all bool) {
	all = true
	for _, p := range u.pieces {
		if such(p.row) {
			some = true
		} else {
			all = false
		}
	}
	return some, all
}
