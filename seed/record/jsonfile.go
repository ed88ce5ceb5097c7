package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// A document is a file of JSON that is being read. It finds where each record ends by
// its brackets and quotes, and then decodes it as a line of JSON Lines. Of what is
// passed over on the way to the records, brackets and quotes are all that is checked.
type document struct {
	*stream
	line int   // of the next byte
	at   int64 // how many bytes were read, in UTF-8
	buf  []byte
	open []byte // the brackets that are open
	sole bool   // the record is what the path leads to, and no list
}

// maxOpen is how many brackets may be open at the same time.
const maxOpen = 10000

// json reads a document.
func (s *stream) json() error {
	d := &document{stream: s, line: 1}
	c, err := d.next()
	if err != nil {
		return err
	}
	if s.o.Records == "" && c == '{' {
		return d.sequence()
	}
	if err := d.find(c, strings.FieldsFunc(s.o.Records, func(r rune) bool { return r == '.' })); err != nil {
		return err
	}
	c, err = d.skip()
	if err == nil {
		return d.unexpected(c, "the end of the file")
	}
	return ended(err)
}

// sequence reads objects one after another, of which the first has begun.
func (d *document) sequence() error {
	for c := byte('{'); ; {
		if c != '{' {
			return d.unexpected(c, "the end of the file or another object")
		}
		if err := d.one(c); err != nil {
			return err
		}
		var err error
		if c, err = d.skip(); err != nil {
			return ended(err)
		}
	}
}

// find reads the records at the end of a path in the value that begins with c.
func (d *document) find(c byte, path []string) error {
	if len(path) == 0 {
		return d.list(c)
	}
	if c != '{' {
		return d.fatal(d.line, "here must be an object with the key %q, on the path to the records", path[0])
	}
	found := false
	err := d.each('}', func(c byte) error {
		key, c, err := d.key(c)
		switch {
		case err != nil:
			return err
		case key != path[0]:
			_, err = d.value(c, false)
			return err
		case found:
			return d.fatal(d.line, "the key %q stands twice", key)
		}
		found = true
		return d.find(c, path[1:])
	})
	if err == nil && !found {
		return d.fatal(d.line, "the object that ends here has no key %q, on the path to the records", path[0])
	}
	return err
}

// list reads the list of the records, or the object that is the only one.
func (d *document) list(c byte) error {
	switch c {
	case '{':
		d.sole = d.o.Records != ""
		return d.one(c)
	case '[':
		return d.each(']', d.one)
	}
	return d.fatal(d.line, "here must be the list of the records")
}

// each reads what stands in an object or a list that has begun, up to the bracket that
// closes it.
func (d *document) each(closing byte, member func(c byte) error) error {
	c, err := d.next()
	if err != nil || c == closing {
		return err
	}
	for {
		if err := member(c); err != nil {
			return err
		}
		if c, err = d.next(); err != nil || c == closing {
			return err
		}
		if c != ',' {
			return d.unexpected(c, "a comma or "+string(closing))
		}
		if c, err = d.next(); err != nil {
			return err
		}
	}
}

// key reads a key that begins with c, and the first byte of its value.
func (d *document) key(c byte) (string, byte, error) {
	if c != '"' {
		return "", 0, d.unexpected(c, "a key in quotes")
	}
	line := d.line
	long, err := d.value(c, true)
	if err != nil {
		return "", 0, err
	}
	var key string
	if err := json.Unmarshal(d.buf, &key); err != nil || long {
		return "", 0, d.fatal(line, "what stands here is no key")
	}
	if c, err = d.next(); err != nil {
		return "", 0, err
	}
	if c != ':' {
		return "", 0, d.unexpected(c, "a colon")
	}
	c, err = d.next()
	return key, c, err
}

// one reads a record that begins with c.
func (d *document) one(c byte) error {
	line, at := d.line, d.at-1
	long, err := d.value(c, true)
	if err != nil {
		return err
	}
	if long {
		return d.bad(line, "", "", "%s", tooLong("record"))
	}
	if !json.Valid(d.buf) && utf8.Valid(d.buf) {
		n, err := syntax(d.buf)
		switch {
		case err == nil:
			err = errors.New("there is more behind the value")
		case errors.Is(err, io.ErrUnexpectedEOF):
			err = errors.New("the value ends in the middle")
		}
		return d.fatal(line+bytes.Count(d.buf[:n], []byte("\n")), "the file is not JSON: at byte %d: %w", at+int64(n), err)
	}
	if d.sole && mapOfObjects(d.buf) {
		return d.fatal(line, "%s leads to an object of objects, and must lead to a list; if the object itself is the record, that is said by input: {record: %s}, without records", d.o.Records, d.o.Records)
	}
	return d.object(line, d.buf, "record")
}

// mapOfObjects says whether all values of an object are objects, two at least. That is
// hardly one record, but a list of several under names.
func mapOfObjects(text []byte) bool {
	o, err := decode(text, "record", maxDepth, maxValues)
	if err != nil || len(o) < 2 {
		return false
	}
	for _, m := range o {
		if _, ok := m.Value.(Object); !ok {
			return false
		}
	}
	return true
}

// value reads a value that begins with c, and keeps it in d.buf if it is asked to and
// it is not too long.
func (d *document) value(c byte, keep bool) (long bool, err error) {
	d.buf, d.open = d.buf[:0], d.open[:0]
	if bytes.IndexByte([]byte(",:]}"), c) >= 0 {
		return false, d.unexpected(c, "a value")
	}
	text, escaped := false, false
	for {
		if keep && !long {
			d.buf = append(d.buf, c)
			long = len(d.buf) > RecordLimit
		}
		switch {
		case escaped:
			escaped = false
		case text:
			escaped, text = c == '\\', c != '"'
		case c == '"':
			text = true
		case c == '{' || c == '[':
			if len(d.open) == maxOpen {
				return false, d.fatal(d.line, "objects or lists lie too deep inside one another")
			}
			d.open = append(d.open, c+2) // The bracket that closes it.
		case c == '}' || c == ']':
			if d.open[len(d.open)-1] != c {
				return false, d.unexpected(c, string(d.open[len(d.open)-1]))
			}
			d.open = d.open[:len(d.open)-1]
		}
		if !text && len(d.open) == 0 {
			if over, err := d.over(c); err != nil || over {
				return long, err
			}
		}
		if c, err = d.byte(); err != nil {
			return long, d.middle(err)
		}
	}
}

// over says whether a value is over with the byte c, which is outside of brackets.
func (d *document) over(c byte) (bool, error) {
	if bytes.IndexByte([]byte(`"}]`), c) >= 0 {
		return true, nil
	}
	next, err := d.in.Peek(1)
	if errors.Is(err, io.EOF) {
		return true, nil
	}
	return err == nil && bytes.IndexByte([]byte(",:]}[{\" \t\r\n"), next[0]) >= 0, err
}

// byte reads a byte, and counts.
func (d *document) byte() (byte, error) {
	c, err := d.in.ReadByte()
	if err != nil {
		return 0, err
	}
	d.at++
	if c == '\n' {
		d.line++
	}
	return c, nil
}

// skip reads the next byte that is no white space.
func (d *document) skip() (byte, error) {
	for {
		c, err := d.byte()
		if err != nil || c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			return c, err
		}
	}
}

// next is skip where something must come.
func (d *document) next() (byte, error) {
	c, err := d.skip()
	return c, d.middle(err)
}

// middle says that the file ends where it must not, if it does.
func (d *document) middle(err error) error {
	if errors.Is(err, io.EOF) {
		return d.fatal(d.line, "the file is not JSON: it ends in the middle, behind %d bytes", d.at)
	}
	return err
}

func (d *document) unexpected(c byte, wanted string) error {
	return d.fatal(d.line, "the file is not JSON: at byte %d: %q is where %s must be", d.at, c, wanted)
}
