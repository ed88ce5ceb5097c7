package spill

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
)

// prefix is what the names of temporary files begin with.
const prefix = "parley-import-"

// buffered is how many bytes are read or written at once.
const buffered = 64 << 10

// A File is a temporary file. Where the system allows it has no name any more, so
// that nothing of it is left even if the program is killed.
type File struct {
	*os.File
	name string // if it must be removed
}

// Create makes a temporary file in a directory, "" for the system's.
func Create(dir string) (*File, error) {
	f, err := os.CreateTemp(dir, prefix+"*")
	if err != nil {
		return nil, fmt.Errorf("spill: %w", err)
	}
	t := &File{File: f}
	if os.Remove(f.Name()) != nil {
		t.name = f.Name()
	}
	return t, nil
}

// Close frees what the file takes.
func (f *File) Close() error {
	err := f.File.Close()
	if f.name != "" {
		err = errors.Join(err, os.Remove(f.name))
	}
	return err
}

// A List keeps records, which need not fit in memory, in the order in which they are
// added. The zero value is one in the system's directory for temporary files.
type List struct {
	Dir string

	file *File
	w    *bufio.Writer
	size int64
	n    int
}

// Len is how many records there are.
func (l *List) Len() int { return l.n }

// Add adds a record.
func (l *List) Add(record []byte) (err error) {
	if l.file == nil {
		if l.file, err = Create(l.Dir); err != nil {
			return err
		}
		l.w = bufio.NewWriterSize(l.file, buffered)
	}
	n, err := write(l.w, record)
	l.size += int64(n)
	l.n++
	return err
}

// All yields the records that have been added so far. A record is good until the next
// is asked for. An error is the last.
func (l *List) All() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		if l.n == 0 {
			return
		}
		if err := l.w.Flush(); err != nil {
			yield(nil, err)
			return
		}
		r := newReader(l.file, l.size)
		for {
			record, err := r.next()
			if errors.Is(err, io.EOF) || !yield(record, err) || err != nil {
				return
			}
		}
	}
}

// Close frees what the list takes. Nothing may be called after it.
func (l *List) Close() error {
	if l.file == nil {
		return nil
	}
	return l.file.Close()
}

// write writes a record behind its length and returns how many bytes it takes.
func write(w *bufio.Writer, record []byte) (int, error) {
	var b [binary.MaxVarintLen64]byte
	n := binary.PutUvarint(b[:], uint64(len(record)))
	if _, err := w.Write(b[:n]); err != nil {
		return 0, fmt.Errorf("spill: %w", err)
	}
	if _, err := w.Write(record); err != nil {
		return 0, fmt.Errorf("spill: %w", err)
	}
	return n + len(record), nil
}

// A reader reads what write wrote.
type reader struct {
	r      *bufio.Reader
	record []byte
}

func newReader(f io.ReaderAt, size int64) *reader {
	return &reader{r: bufio.NewReaderSize(io.NewSectionReader(f, 0, size), buffered)}
}

// next returns the next record, good until it is called again, or io.EOF.
func (r *reader) next() ([]byte, error) {
	n, err := binary.ReadUvarint(r.r)
	if errors.Is(err, io.EOF) {
		return nil, io.EOF
	}
	if err != nil {
		return nil, fmt.Errorf("spill: %w", err)
	}
	if uint64(cap(r.record)) < n {
		r.record = make([]byte, n)
	}
	r.record = r.record[:n]
	if _, err := io.ReadFull(r.r, r.record); err != nil {
		return nil, fmt.Errorf("spill: %w", err)
	}
	return r.record, nil
}
