package record

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// A table is a file of CSV that is being read.
type table struct {
	*stream
	delim, end rune // between fields, and around them
	line       int  // of the next rune

	row    []byte // the fields one after another
	ends   []int  // where each ends in it, as far as maxColumns and one more
	fields int    // how many there are
	opened int    // the line in which the last quote opened
	wrong  string // why the row is bad, if it is known from its form
}

// csv reads a table.
func (s *stream) csv() error {
	t := &table{stream: s, delim: s.o.delimiter(s.format), end: s.o.quote(), line: 1}
	for range s.o.Skip {
		if err := t.pass(); err != nil && !errors.Is(err, io.EOF) {
			return err
		}
	}
	columns, err := t.header()
	if err != nil {
		return err
	}
	if s.o.Table != nil {
		if err := s.o.Table(s.file, columns); err != nil {
			return err
		}
	}
	for {
		line, err := t.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := t.emit(line, columns); err != nil {
			return err
		}
	}
}

// field returns a field of the row.
func (t *table) field(i int) []byte {
	from := 0
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.row[from:t.ends[i]]
}

// begin is the row for a complaint, as far as one shows it.
func (t *table) begin() string {
	const most = 256
	var b strings.Builder
	for i := range t.ends {
		if i > 0 {
			b.WriteRune(t.delim)
		}
		if b.Write(t.field(i)); b.Len() > most {
			break
		}
	}
	return b.String()
}

// emit hands the row on, or why it is bad.
func (t *table) emit(line int, columns []string) error {
	if t.wrong != "" {
		return t.bad(line, "", "", "%s", t.wrong)
	}
	if t.fields != len(columns) {
		return t.bad(line, "", t.begin(), "the row has %s and the header %s", count(t.fields), count(len(columns)))
	}
	if bytes.IndexByte(t.row, 0) >= 0 || !utf8.Valid(t.row) {
		for i, name := range columns {
			v := t.field(i)
			if !utf8.Valid(v) {
				return t.bad(line, name, string(v), "%s", t.notEncoded())
			}
			if bytes.IndexByte(v, 0) >= 0 {
				return t.bad(line, name, string(v), "it has a NUL byte")
			}
		}
	}
	o := make(Object, len(columns))
	for i, name := range columns {
		o[i] = Member{name, string(t.field(i))}
	}
	return t.record(line, o)
}

func count(fields int) string {
	if fields == 1 {
		return "1 field"
	}
	return fmt.Sprintf("%d fields", fields)
}

// next reads the next row that is neither empty nor a comment, and returns the line
// where it begins. At the end of the file it returns io.EOF.
func (t *table) next() (line int, err error) {
	for {
		if c := t.o.Comment; c != "" {
			begin, err := t.in.Peek(len(c))
			if err != nil && !errors.Is(err, io.EOF) {
				return 0, err
			}
			if string(begin) == c {
				if err := t.pass(); err != nil {
					return 0, err
				}
				continue
			}
		}
		line = t.line
		if empty, err := t.scan(); err != nil || !empty {
			return line, err
		}
	}
}

// pass reads to the end of a line.
func (t *table) pass() error {
	for {
		r, err := t.rune()
		if err != nil || r == '\n' {
			return err
		}
		if r == '\r' {
			return t.feed()
		}
	}
}

// rune reads a rune and counts lines, which end in \n, \r\n or, as of old, \r. For a
// byte that is not UTF-8 it returns none.
func (t *table) rune() (rune, error) {
	r, size, err := t.in.ReadRune()
	if err != nil {
		return 0, err
	}
	switch {
	case r == '\n':
		t.line++
	case r == '\r':
		if next, _ := t.in.Peek(1); !bytes.Equal(next, []byte("\n")) {
			t.line++
		}
	case r == utf8.RuneError && size == 1:
		return none, nil
	}
	return r, nil
}

// feed reads the \n behind \r, if there is one.
func (t *table) feed() error {
	next, err := t.in.Peek(1)
	if bytes.Equal(next, []byte("\n")) {
		_, err = t.rune()
	}
	if errors.Is(err, io.EOF) {
		return nil // It is found again by what reads on.
	}
	return err
}

// A place is where in a row the next rune is.
type place int

const (
	before place = iota // a field
	within              // one without quotes
	quoted              // one with them
	behind              // its closing quote, or the first of two
)

// scan reads a row, and says whether it is an empty line.
func (t *table) scan() (empty bool, err error) {
	t.row, t.ends, t.fields, t.wrong = t.row[:0], t.ends[:0], 0, ""
	for at := before; ; {
		r, err := t.rune()
		if errors.Is(err, io.EOF) {
			return false, t.last(at)
		}
		if err != nil {
			return false, err
		}
		if at != quoted && (r == '\n' || r == '\r') {
			if r == '\r' {
				err = t.feed()
			}
			empty := at == before && t.fields == 0 && t.wrong == ""
			t.done()
			return empty, err
		}
		switch {
		case r == t.end && r != none && at == before:
			at, t.opened = quoted, t.line
		case r == t.end && r != none && at == quoted:
			at = behind
		case r == t.end && r != none && at == behind:
			at = quoted
			t.put(r)
		case r == t.delim && at != quoted:
			t.done()
			at = before
		default:
			if at == behind && t.wrong == "" {
				t.wrong = fmt.Sprintf("behind the closing quote of field %d is more text; a quote within quotes is written twice", t.fields+1)
			}
			if at != quoted {
				at = within
			}
			t.put(r)
		}
		if len(t.row) > RecordLimit {
			if at == quoted {
				return false, t.fatal(t.opened, "the quote that opens here is not closed within %d bytes", RecordLimit)
			}
			t.wrong = tooLong("row")
			t.row, t.ends = t.row[:0], t.ends[:0]
		}
	}
}

// last ends the row with the file, if there is one.
func (t *table) last(at place) error {
	switch {
	case at == quoted:
		return t.fatal(t.opened, "the quote that opens here is not closed")
	case at == before && t.fields == 0 && t.wrong == "":
		return io.EOF
	}
	t.done()
	return nil
}

// put adds a rune to the row.
func (t *table) put(r rune) {
	if r == none {
		t.row = append(t.row, invalid)
		return
	}
	t.row = utf8.AppendRune(t.row, r)
}

// done ends a field.
func (t *table) done() {
	t.fields++
	if t.fields <= maxColumns {
		t.ends = append(t.ends, len(t.row))
	}
}

// tooLong says that a record is.
func tooLong(what string) string {
	return fmt.Sprintf("the %s is longer than %d bytes", what, RecordLimit)
}
