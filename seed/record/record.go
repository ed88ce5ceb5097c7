// Package record reads files of tables and documents as one stream of records, in
// bounded memory and without knowing what they are about. A file may be CSV, JSON,
// JSON Lines or XML, compressed or not, of any encoding, and may lie in an archive; a
// record is a row of a table or an object, and says in which line of which file it
// begins. What is wrong with one record is told and reading goes on, as long as it is
// sure where the next one begins; where it is not, reading ends.
package record

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"sync/atomic"
)

// RecordLimit is the most bytes that a record may have, in UTF-8: a row of a table
// with its quotes gone, a line or an element of JSON, an element of XML.
const RecordLimit = 8 << 20

// A Record is one row of a table or one object of a file.
type Record struct {
	File  string // as it was named; inside an archive "visits.tar.gz/data/1970.xml"
	Line  int    // where it begins, from 1
	Row   int    // its number in the file, from 1; those that cannot be read count
	Value Object // a table's columns by name, or the JSON object, or the XML element
}

// Bad is why one record cannot be read.
type Bad struct {
	File   string
	Line   int    // where the record begins, from 1
	Column string // the column or the key that is wrong, "" if the record is as a whole
	Value  string // what stands there, in UTF-8 and cut behind 60 characters
	Reason string // a sentence without a full stop
}

// Error says where the record is, and what is wrong with it.
func (b *Bad) Error() string {
	if b.Column == "" {
		return fmt.Sprintf("%s:%d: %s", b.File, b.Line, b.Reason)
	}
	return fmt.Sprintf("%s:%d: %s: %s", b.File, b.Line, b.Column, b.Reason)
}

// A Reader reads files, one after another and once.
type Reader struct {
	names []string
	stdin io.Reader
	o     Options
	total int64
	read  atomic.Int64
	open  atomic.Pointer[os.File]
	done  atomic.Bool
	paths paths
}

// Open gets ready to read the files named, one after another; "-", which may stand
// once, is stdin. It fails, before anything is read, if a file does not exist or the
// options do not make sense. Without Options.Format a file whose format cannot be
// told is an error when its turn comes, since it may be an archive.
func Open(names []string, stdin io.Reader, o Options) (*Reader, error) {
	o, err := o.checked()
	if err != nil {
		return nil, fmt.Errorf("record: %w", err)
	}
	r := &Reader{names: slices.Clone(names), stdin: stdin, o: o}
	known, piped := true, false
	for _, name := range names {
		if name == "-" {
			if piped {
				return nil, errors.New(`record: "-" is named twice, and the standard input can be read once`)
			}
			known, piped = false, true
			continue
		}
		info, err := os.Stat(name)
		if err != nil {
			return nil, fmt.Errorf("record: %w", err)
		}
		if info.IsDir() {
			return nil, fmt.Errorf("record: %s is a directory; name the files in it", name)
		}
		if !info.Mode().IsRegular() {
			known = false // A pipe is opened once, when its turn comes.
			continue
		}
		f, err := os.Open(name)
		if err != nil {
			return nil, fmt.Errorf("record: %w", err)
		}
		if err := f.Close(); err != nil {
			return nil, fmt.Errorf("record: %w", err)
		}
		r.total += info.Size()
	}
	if !known {
		r.total = 0
	}
	return r, nil
}

// errStopped is what reading ends with when nobody wants more.
var errStopped = errors.New("record: nobody reads on")

// Records yields the records of all files in order, and can be ranged over once. An
// error that matches *Bad (by errors.As) is of one record, and reading goes on; any
// other is the last. A value belongs to the caller.
func (r *Reader) Records() iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		if r.done.Swap(true) {
			yield(Record{}, errors.New("record: the files are read already, or closed"))
			return
		}
		for _, name := range r.names {
			err := r.file(name, yield)
			if errors.Is(err, errStopped) {
				return
			}
			if err != nil {
				yield(Record{File: name}, err)
				return
			}
		}
		if err := r.paths.err(); err != nil {
			yield(Record{}, err)
		}
	}
}

// file reads a file.
func (r *Reader) file(name string, yield func(Record, error) bool) error {
	in := r.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return fmt.Errorf("record: %w", err)
		}
		r.open.Store(f)
		defer func() {
			r.open.Store(nil)
			_ = f.Close() // It was only read.
		}()
		in = f
	}
	s := &source{name: name, o: &r.o, yield: yield, paths: &r.paths, raw: &counter{r: in, all: &r.read}}
	return s.read()
}

// Progress returns how many bytes of the files are read, before decompression, and
// how many there are; total is 0 if that is not known, as of stdin. It may be called
// from another goroutine.
func (r *Reader) Progress() (read, total int64) { return r.read.Load(), r.total }

// Close ends reading; a file that is being read is closed, and what reads it fails.
// After the last record there is nothing to do. It may be called more than once and
// from another goroutine.
func (r *Reader) Close() error {
	r.done.Store(true)
	if f := r.open.Swap(nil); f != nil {
		return f.Close()
	}
	return nil
}

// cut makes a value fit for a complaint.
func cut(v string) string {
	const most = 60
	v = strings.ToValidUTF8(v, "\uFFFD")
	n := 0
	for i := range v {
		if n == most {
			return v[:i] + "…"
		}
		n++
	}
	return v
}
