// Package spill keeps more than fits in memory. A Sorter sorts records, which are
// just bytes: it collects as many as it may hold, sorts them and writes them to a
// temporary file, a run; in the end it merges the runs. A List keeps records in the
// order of their coming.
package spill

import (
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
	"encoding/binary"
	"errors"
	"io"
	"iter"
	"slices"
)

// Memory is how many bytes a Sorter holds at most in memory, about, if nothing else
// is said.
const Memory = 16 << 20

// fan is how many runs are merged at once.
const fan = 64

// A Sorter sorts records by their bytes. More can be added when they have been read,
// and all be read again. The zero value is one that is empty.
type Sorter struct {
	Dir    string // for temporary files, "" for the system's
	Memory int    // bytes, 0 for the constant of that name

	buf  []byte
	refs []ref
	runs []*run
	n    int
}

// A ref is a record in memory.
type ref struct {
	begin    uint64 // its first eight bytes, for speed
	from, to uint32
}

// A run is a file of records that are sorted.
type run struct {
	file *File
	size int64
}

// Len is how many records there are.
func (s *Sorter) Len() int { return s.n }

// Add adds a record, which is copied.
func (s *Sorter) Add(record []byte) error {
	const perRef = 16
	most := s.Memory
	if most == 0 {
		most = Memory
	}
	if len(s.refs) > 0 && len(s.buf)+len(record)+perRef*(len(s.refs)+1) > most {
		if err := s.spill(); err != nil {
			return err
		}
	}
	from := len(s.buf)
	s.buf = append(s.buf, record...)
	s.refs = append(s.refs, ref{begin(record), uint32(from), uint32(len(s.buf))})
	s.n++
	return nil
}

func begin(record []byte) uint64 {
	if len(record) >= 8 {
		return binary.BigEndian.Uint64(record)
	}
	var b [8]byte
	copy(b[:], record)
	return binary.BigEndian.Uint64(b[:])
}

func (s *Sorter) sort() {
	slices.SortFunc(s.refs, func(a, b ref) int {
		if a.begin != b.begin {
			return cmp.Compare(a.begin, b.begin)
		}
		return bytes.Compare(s.buf[a.from:a.to], s.buf[b.from:b.to])
	})
}

// spill writes what is in memory to a run.
func (s *Sorter) spill() error {
	s.sort()
	err := s.write(func(yield func([]byte, error) bool) {
		for _, r := range s.refs {
			if !yield(s.buf[r.from:r.to], nil) {
				return
			}
		}
	})
	s.buf, s.refs = s.buf[:0], s.refs[:0]
	if err != nil || len(s.runs) < fan {
		return err
	}
	merged := s.runs
	s.runs = nil
	err = s.write(merge(merged))
	for _, r := range merged {
		err = errors.Join(err, r.file.Close())
	}
	return err
}

// write makes a run of records that are sorted.
func (s *Sorter) write(records iter.Seq2[[]byte, error]) error {
	f, err := Create(s.Dir)
	if err != nil {
		return err
	}
	r := &run{file: f}
	s.runs = append(s.runs, r)
	w := bufio.NewWriterSize(f, buffered)
	for record, err := range records {
		if err != nil {
			return err
		}
		n, err := write(w, record)
		if err != nil {
			return err
		}
		r.size += int64(n)
	}
	return w.Flush()
}

// All yields the records that have been added so far, ordered. A record is good until
// the next is asked for. An error is the last.
func (s *Sorter) All() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		if len(s.runs) > 0 && len(s.refs) > 0 {
			if err := s.spill(); err != nil {
				yield(nil, err)
				return
			}
		}
		if len(s.runs) > 0 {
			s.buf, s.refs = nil, nil
			merge(s.runs)(yield)
			return
		}
		s.sort()
		for _, r := range s.refs {
			if !yield(s.buf[r.from:r.to], nil) {
				return
			}
		}
	}
}

// Close frees what the sorter takes. Nothing may be called after it.
func (s *Sorter) Close() error {
	var err error
	for _, r := range s.runs {
		err = errors.Join(err, r.file.Close())
	}
	s.buf, s.refs, s.runs = nil, nil, nil
	return err
}

// The heads are readers of runs, as a heap: the first is that of the least record.
type heads []*head

type head struct {
	*reader
	record []byte
}

func (h heads) Len() int           { return len(h) }
func (h heads) Less(i, j int) bool { return bytes.Compare(h[i].record, h[j].record) < 0 }
func (h heads) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *heads) Push(x any)        { *h = append(*h, x.(*head)) }
func (h *heads) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}

// merge yields the records of several runs, ordered.
func merge(runs []*run) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		var h heads
		for _, r := range runs {
			x := &head{reader: newReader(r.file, r.size)}
			var err error
			if x.record, err = x.next(); errors.Is(err, io.EOF) {
				continue
			} else if err != nil {
				yield(nil, err)
				return
			}
			h = append(h, x)
		}
		heap.Init(&h)
		for len(h) > 0 {
			first := h[0]
			if !yield(first.record, nil) {
				return
			}
			var err error
			if first.record, err = first.next(); errors.Is(err, io.EOF) {
				heap.Pop(&h)
				continue
			} else if err != nil {
				yield(nil, err)
				return
			}
			heap.Fix(&h, 0)
		}
	}
}
