package record

import (
	"archive/tar"
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// A source is a file as it lies on the disk: a table or a document, or an archive of
// some.
type source struct {
	name  string
	o     *Options
	yield func(Record, error) bool
	raw   *counter
	paths *paths

	members int64         // how many bytes the files of the archive have had
	text    *bufio.Reader // of the file that is being read
	inner   *bufio.Reader // of a file of the archive, before it is decompressed
}

// A readError is what went wrong with the bytes, not with what they say.
type readError struct {
	name string
	err  error
}

func (e *readError) Error() string { return fmt.Sprintf("record: %s: %v", e.name, e.err) }
func (e *readError) Unwrap() error { return e.err }

// A named reads and says which file it was when that fails.
type named struct {
	r    io.Reader
	name string
}

func (n named) Read(p []byte) (int, error) {
	k, err := n.r.Read(p)
	return k, n.fail(err)
}

func (n named) fail(err error) error {
	var e *readError
	if err == nil || errors.Is(err, io.EOF) || errors.As(err, &e) {
		return err
	}
	return &readError{n.name, cutOff(err)}
}

// tarBlock is the size of the header of a file in a tar archive.
const tarBlock = 512

// read reads the file, or those in the archive.
func (s *source) read() error {
	in := named{name: s.name}
	p, err := plain(s.raw, bufio.NewReaderSize(nil, bufferSize))
	if err != nil {
		return in.fail(err)
	}
	in.r = p
	s.text = bufio.NewReaderSize(in, bufferSize)
	begin, err := s.text.Peek(tarBlock)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if isTar(begin) || path.Ext(uncompressed(s.name)) == ".tar" && refuse(begin) == nil {
		outer := s.text
		s.text = bufio.NewReaderSize(nil, bufferSize)
		s.inner = bufio.NewReaderSize(nil, bufferSize)
		return s.archive(outer)
	}
	return s.stream(s.name)
}

// isTar says whether a file begins as an archive does.
func isTar(begin []byte) bool {
	return len(begin) == tarBlock && (bytes.HasPrefix(begin[257:], []byte("ustar\x00")) || bytes.HasPrefix(begin[257:], []byte("ustar ")))
}

// archive reads the files of a tar archive that are wanted, in its order.
func (s *source) archive(r io.Reader) error {
	in := named{name: s.name}
	found := false
	for t := tar.NewReader(r); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return in.fail(err)
		}
		name := strings.TrimPrefix(h.Name, "./")
		if h.Typeflag != tar.TypeReg && h.Typeflag != tar.TypeGNUSparse || !s.wanted(name) {
			continue
		}
		found = true
		if err := s.member(named{t, s.name}, s.name+"/"+name); err != nil {
			return err
		}
	}
	// What follows the archive may still show that the file is damaged.
	if _, err := io.Copy(io.Discard, r); err != nil {
		return in.fail(err)
	}
	switch {
	case found:
		return nil
	case s.o.Files != "":
		return in.fail(fmt.Errorf("no file of the archive matches %q", s.o.Files))
	}
	return in.fail(errors.New("the archive has no file whose name tells a format that can be read"))
}

// wanted says whether a file of an archive is read.
func (s *source) wanted(name string) bool {
	if strings.HasPrefix(path.Base(name), "._") { // What macOS adds to each file.
		return false
	}
	if s.o.Files == "" {
		return s.o.format(name) != ""
	}
	plain, _ := path.Match(s.o.Files, name)
	dotted, _ := path.Match(s.o.Files, "./"+name)
	return plain || dotted
}

// member reads a file of an archive.
func (s *source) member(r io.Reader, name string) error {
	in := named{name: name}
	s.inner.Reset(r)
	d, err := decompressed(s.inner)
	if err != nil {
		return in.fail(err)
	}
	if d == nil {
		d = s.inner
	}
	in.r = &expanding{r: d, raw: s.raw, n: &s.members}
	s.text.Reset(in)
	return s.stream(name)
}

// stream reads what s.text holds, a file that is no archive.
func (s *source) stream(name string) error {
	in := named{name: name}
	begin, err := s.text.Peek(tarBlock)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	if err := refuse(begin); err != nil {
		return in.fail(err)
	}
	if isTar(begin) {
		return in.fail(errors.New("it is an archive in an archive; unpack the outer one"))
	}
	x := &stream{o: s.o, file: name, format: s.o.format(name), yield: s.yield, paths: s.paths, in: s.text}
	if err := x.decode(begin); err != nil {
		return in.fail(err)
	}
	switch x.format {
	case "csv", "tsv":
		return x.csv()
	case "json":
		return x.json()
	case "jsonl":
		return x.jsonl()
	case "xml":
		return x.xml()
	}
	return in.fail(errors.New("the name does not tell its format; it must be given, as in input: {format: csv}, or tsv, json, jsonl, xml"))
}
