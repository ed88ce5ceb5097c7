package load

import "encoding/binary"

// A piece is a node or an edge as the rows have it, ready to be written.
type piece struct {
	said
	row     int64 // the first that speaks of it
	namer   int64 // the row that gives the id, of an edge
	entries []int
	// It was written but for references to nodes that there were not, and is now
	// written with them.
	completes bool
	size      int
}

// A unit is the nodes and edges that one row is the first to speak of and that have the
// same level. They are written together or not at all.
type unit struct {
	turn
	pieces []*piece
}

// A turn is where a unit stands in the order of writing.
type turn struct {
	row   int64
	level int
}

// encode appends a turn; byLevel says by which of the two it is ordered first.
func (p turn) encode(b []byte, byLevel bool) []byte {
	if byLevel {
		return binary.BigEndian.AppendUint64(append(b, byte(p.level)), uint64(p.row))
	}
	return append(binary.BigEndian.AppendUint64(b, uint64(p.row)), byte(p.level))
}

func (d *decoder) turn(byLevel bool) turn {
	if byLevel {
		level := int(d.byte())
		return turn{int64(d.uint64()), level}
	}
	row := int64(d.uint64())
	return turn{row, int(d.byte())}
}

// encode appends a union behind its turn, nodes before edges.
func (u *union) encode(b []byte, at turn, s *shape) []byte {
	b = at.encode(b, false)
	var rank byte
	if s.edge {
		rank = 1
	}
	b = binary.BigEndian.AppendUint64(append(b, rank), uint64(u.row))
	b = binary.BigEndian.AppendUint64(append(b, 0), uint64(u.namer))
	b = putNumbers(b, u.entries)
	return append(b, u.body...)
}

// encode appends a piece likewise, ordered by the level.
func (p *piece) encode(b []byte, at turn) []byte {
	b = at.encode(b, true)
	var rank, flags byte
	if p.shape.edge {
		rank = 1
	}
	if p.completes {
		flags = 1
	}
	b = binary.BigEndian.AppendUint64(append(b, rank), uint64(p.row))
	b = binary.BigEndian.AppendUint64(append(b, flags), uint64(p.namer))
	return p.said.encode(putNumbers(b, p.entries))
}

// piece reads what is behind a turn.
func (d *decoder) piece(all []*shape) *piece {
	p := &piece{size: len(d.b)}
	d.byte()
	p.row = int64(d.uint64())
	p.completes = d.byte() != 0
	p.namer = int64(d.uint64())
	p.entries = d.numbers()
	p.said = d.said(all)
	return p
}

func putNumbers(b []byte, all []int) []byte {
	b = binary.AppendUvarint(b, uint64(len(all)))
	for _, n := range all {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return b
}

func (d *decoder) numbers() []int {
	all := make([]int, d.uvarint())
	for i := range all {
		all[i] = int(d.uvarint())
	}
	return all
}
