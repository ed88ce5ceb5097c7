package load

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"

	"parley/seed/spill"
)

// Places keep where each row stands, on disk: 16 bytes a row, and each name of a file
// once for the rows in a line that have it.
type places struct {
	dir   string
	rows  *spill.File
	names *spill.File
	w, nw *bufio.Writer

	name string // of the file of the last row
	at   uint64 // where the name is
	end  uint64 // of names
}

const perRow = 16

func (p *places) open() (err error) {
	if p.rows, err = spill.Create(p.dir); err != nil {
		return err
	}
	if p.names, err = spill.Create(p.dir); err != nil {
		return err
	}
	p.w, p.nw = bufio.NewWriter(p.rows), bufio.NewWriter(p.names)
	return nil
}

// add notes the place of the next row.
func (p *places) add(file string, line int) error {
	if p.end == 0 || file != p.name {
		p.name, p.at = file, p.end
		name := putText(nil, file)
		p.end += uint64(len(name))
		if _, err := p.nw.Write(name); err != nil {
			return fmt.Errorf("load: %w", err)
		}
	}
	var b [perRow]byte
	binary.BigEndian.PutUint64(b[:], p.at)
	binary.BigEndian.PutUint64(b[8:], uint64(line))
	if _, err := p.w.Write(b[:]); err != nil {
		return fmt.Errorf("load: %w", err)
	}
	return nil
}

// of returns the place of a row, which are numbered from 1.
func (p *places) of(row int64) (file string, line int, err error) {
	if err := errors.Join(p.w.Flush(), p.nw.Flush()); err != nil {
		return "", 0, fmt.Errorf("load: %w", err)
	}
	var b [perRow]byte
	if _, err := p.rows.ReadAt(b[:], (row-1)*perRow); err != nil {
		return "", 0, fmt.Errorf("load: %w", err)
	}
	at := int64(binary.BigEndian.Uint64(b[:]))
	var head [binary.MaxVarintLen64]byte
	n, err := p.names.ReadAt(head[:], at)
	size, used := binary.Uvarint(head[:n])
	if used <= 0 {
		return "", 0, fmt.Errorf("load: the name of a file: %w", err)
	}
	name := make([]byte, size)
	if _, err := p.names.ReadAt(name, at+int64(used)); err != nil {
		return "", 0, fmt.Errorf("load: %w", err)
	}
	return string(name), int(binary.BigEndian.Uint64(b[8:])), nil
}

func (p *places) close() error {
	var err error
	for _, f := range []*spill.File{p.rows, p.names} {
		if f != nil {
			err = errors.Join(err, f.Close())
		}
	}
	return err
}

// A bits is a set of rows, a bit each.
type bits []uint64

func (b *bits) add(row int64) {
	for int(row/64) >= len(*b) {
		*b = append(*b, 0)
	}
	(*b)[row/64] |= 1 << (row % 64)
}

func (b bits) has(row int64) bool {
	return int(row/64) < len(b) && b[row/64]&(1<<(row%64)) != 0
}
