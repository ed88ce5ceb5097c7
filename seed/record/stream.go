package record

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"
)

// A stream is a table or a document that is being read.
type stream struct {
	o      *Options
	file   string
	format string
	yield  func(Record, error) bool
	rows   int // records so far
	paths  *paths

	in       *bufio.Reader // UTF-8, with the byte invalid for what is not of its encoding
	encoding string        // as the Encoding Standard names it
	known    bool          // the encoding is, and needs no looking for inside the file
}

// record hands a record on.
func (s *stream) record(line int, o Object) error {
	s.rows++
	if !s.yield(Record{s.file, line, s.rows, o}, nil) {
		return errStopped
	}
	return nil
}

// bad hands on why a record cannot be read.
func (s *stream) bad(line int, column, value, format string, args ...any) error {
	s.rows++
	b := &Bad{s.file, line, column, cut(value), fmt.Sprintf(format, args...)}
	if !s.yield(Record{File: s.file, Line: line, Row: s.rows}, b) {
		return errStopped
	}
	return nil
}

// fatal makes the error that ends the reading.
func (s *stream) fatal(line int, format string, args ...any) error {
	return fmt.Errorf("record: %s:%d: %w", s.file, line, fmt.Errorf(format, args...))
}

// notEncoded says that bytes are not of the encoding.
func (s *stream) notEncoded() string {
	if s.encoding != "utf-8" || s.known {
		return "it has bytes that are not " + s.encoding
	}
	return "it has bytes that are not utf-8; if the file has another encoding, name it"
}

// invalid stands in decoded text for bytes that are not of the encoding. As it is not
// UTF-8, one test finds it whatever the encoding, and U+FFFD may stand in a text.
const invalid = 0xff

// decode finds out the encoding of s.in, which begins with begin, and turns s.in into
// UTF-8.
func (s *stream) decode(begin []byte) error {
	bom := 0
	s.encoding, s.known = s.o.Encoding, s.o.Encoding != ""
	switch {
	case bytes.HasPrefix(begin, []byte("\xef\xbb\xbf")):
		s.encoding, s.known, bom = "utf-8", true, 3
	case bytes.HasPrefix(begin, []byte("\xff\xfe")):
		s.encoding, s.known, bom = "utf-16le", true, 2
	case bytes.HasPrefix(begin, []byte("\xfe\xff")):
		s.encoding, s.known, bom = "utf-16be", true, 2
	case s.format == "xml" && !s.known && bytes.HasPrefix(begin, []byte("<\x00")):
		s.encoding, s.known = "utf-16le", true
	case s.format == "xml" && !s.known && bytes.HasPrefix(begin, []byte("\x00<")):
		s.encoding, s.known = "utf-16be", true
	case !s.known:
		s.encoding = "utf-8"
	}
	if _, err := s.in.Discard(bom); err != nil {
		return err
	}
	if s.encoding == "utf-8" {
		return nil
	}
	r, err := decoded(s.in, s.encoding)
	if err != nil {
		return err
	}
	s.in = bufio.NewReader(r)
	return nil
}

// decoded returns r, which is of an encoding of that name, as UTF-8.
func decoded(r io.Reader, name string) (io.Reader, error) {
	switch name {
	case "utf-16le":
		return transform.NewReader(r, &utf16Decoder{low: 0, high: 1}), nil
	case "utf-16be":
		return transform.NewReader(r, &utf16Decoder{low: 1, high: 0}), nil
	}
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, fmt.Errorf("there is no encoding %q", cut(name))
	}
	return transform.NewReader(r, marking{e.NewDecoder()}), nil
}

// marking is a decoder that leaves the byte invalid where the one in it leaves U+FFFD.
// Apart from UTF-8 and UTF-16, gb18030 alone has bytes for that character, and there
// it is taken to be what went wrong on the way to the file.
type marking struct{ transform.Transformer }

func (m marking) Transform(dst, src []byte, atEOF bool) (int, int, error) {
	n, read, err := m.Transformer.Transform(dst, src, atEOF)
	return len(mark(dst[:n])), read, err
}

// mark puts the byte invalid for each U+FFFD, in place.
func mark(b []byte) []byte {
	i := bytes.IndexRune(b, utf8.RuneError)
	if i < 0 {
		return b
	}
	out := b[:i]
	for i < len(b) {
		if bytes.HasPrefix(b[i:], []byte("\uFFFD")) {
			out = append(out, invalid)
			i += len("\uFFFD")
			continue
		}
		out = append(out, b[i])
		i++
	}
	return out
}

// A utf16Decoder decodes UTF-16. It has no state.
type utf16Decoder struct {
	transform.NopResetter
	low, high int // where the bytes of a unit are
}

func (d *utf16Decoder) Transform(dst, src []byte, atEOF bool) (n, read int, err error) {
	for read < len(src) {
		if len(dst)-n < utf8.UTFMax {
			return n, read, transform.ErrShortDst
		}
		r, size := d.rune(src[read:])
		if size == 0 && !atEOF {
			return n, read, transform.ErrShortSrc
		}
		if r == none {
			dst[n] = invalid
			n++
		} else {
			n += utf8.EncodeRune(dst[n:], r)
		}
		read += max(size, min(2, len(src)-read))
	}
	return n, read, nil
}

// rune returns the first rune of b and how many bytes it has, 0 if more must come. It
// returns none for what is no rune.
func (d *utf16Decoder) rune(b []byte) (rune, int) {
	if len(b) < 2 {
		return none, 0
	}
	r := rune(b[d.low]) | rune(b[d.high])<<8
	if !utf16.IsSurrogate(r) {
		return r, 2
	}
	if r >= 0xdc00 {
		return none, 2
	}
	if len(b) < 4 {
		return none, 0
	}
	if r = utf16.DecodeRune(r, rune(b[2+d.low])|rune(b[2+d.high])<<8); r == utf8.RuneError {
		return none, 2
	}
	return r, 4
}
