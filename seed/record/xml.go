package record

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// A tree is a file of XML that is being read. An element becomes a value by these
// rules:
//   - One that has neither attributes nor elements in it is its text, "" if it is empty.
//   - Else it is an Object: attributes by "@name", then elements by their names, in the
//     order in which they first stand. What stands more than once is a list.
//   - If it has text of its own besides, "#text" is the whole text inside of it, that of
//     the elements in it too, as if their tags were not there. So a text with markup
//     can be read whole, and what is marked up by its name.
//   - White space in texts, though not in attributes, is one space each, and none at
//     the ends.
//   - Namespaces are passed over, as are comments and instructions. Of entities there
//     are those of XML itself, and none that the file declares.
//
// A record is always an Object, with "#text" for its text.
type tree struct {
	*stream
	d      *xml.Decoder
	in     *limited
	text   []byte // of the record so far
	held   int    // the bytes of the texts in its values
	values int
	begun  int // the line where it begins, 0 outside of records
}

// A limited reads at most left bytes.
type limited struct {
	*bufio.Reader
	left int
}

var errLong = errors.New("too much at once")

func (l *limited) ReadByte() (byte, error) {
	if l.left--; l.left < 0 {
		return 0, errLong
	}
	return l.Reader.ReadByte()
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errLong
	}
	n, err := l.Reader.Read(p[:min(len(p), l.left)])
	l.left -= n
	return n, err
}

// xml reads a tree.
func (s *stream) xml() error {
	path := strings.Split(strings.Trim(s.o.Records, "/"), "/")
	if path[0] == "" {
		return s.fatal(1, "%w", errNoElement)
	}
	s.paths.path = path
	t := &tree{stream: s, in: &limited{Reader: s.in}}
	t.d = xml.NewDecoder(t.in)
	t.d.CharsetReader = t.charset
	depth, same, roots := 0, 0, 0 // The first elements of the path are those that are open, so many.
	for {
		t.in.left = RecordLimit
		line, _ := t.d.InputPos()
		token, err := t.d.Token()
		if errors.Is(err, io.EOF) && roots == 0 {
			return t.fatal(line, "the file has no element")
		}
		if err != nil {
			return ended(t.failed(err))
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth == 0 {
				if roots++; roots > 1 {
					return t.fatal(line, "the file is not XML: it has more than one root")
				}
				if token.Name.Local != path[0] {
					s.paths.pass(0, token.Name.Local)
					return nil
				}
			}
			switch {
			case same < depth:
			case token.Name.Local != path[depth]:
				s.paths.pass(depth, token.Name.Local)
			case same+1 < len(path):
				same++
				s.paths.enter(same)
			default:
				s.paths.found = true
				if err := t.one(line, token); err != nil {
					return err
				}
				continue
			}
			if depth++; depth > maxDepth {
				return t.deep(line)
			}
		case xml.EndElement:
			depth--
			same = min(same, depth)
		}
	}
}

// one reads a record.
func (t *tree) one(line int, start xml.StartElement) error {
	t.text, t.held, t.values, t.begun = t.text[:0], 0, 0, line
	v, err := t.element(start, 1)
	t.begun = 0
	if err != nil {
		return err
	}
	if t.held > RecordLimit {
		return t.bad(line, "", "", "%s", tooLong("record with its texts"))
	}
	if t.values > maxValues {
		return t.bad(line, "", "", "the record has more than %d values", maxValues)
	}
	o, ok := v.(Object)
	if !ok {
		o = Object{}
		if v != "" {
			o = append(o, Member{"#text", v})
		}
	}
	return t.record(line, o)
}

// element reads an element that has begun.
func (t *tree) element(start xml.StartElement, depth int) (any, error) {
	if depth > maxDepth {
		line, _ := t.d.InputPos()
		return nil, t.deep(line)
	}
	var m members
	for _, a := range start.Attr {
		if a.Name.Space != "xmlns" && a.Name.Local != "xmlns" {
			t.add(&m, "@"+a.Name.Local, a.Value)
		}
	}
	from, own := len(t.text), false
	for {
		token, err := t.d.Token()
		if err != nil {
			return nil, t.failed(err)
		}
		switch token := token.(type) {
		case xml.CharData:
			own = own || len(bytes.TrimSpace(token)) > 0
			t.text = append(t.text, token...)
		case xml.StartElement:
			v, err := t.element(token, depth+1)
			if err != nil {
				return nil, err
			}
			t.add(&m, token.Name.Local, v)
		case xml.EndElement:
			text := ""
			if own && t.held <= RecordLimit {
				text = strings.Join(strings.Fields(string(t.text[from:])), " ")
				t.held += len(text)
			}
			switch {
			case len(m.Object) == 0:
				return text, nil
			case own:
				t.add(&m, "#text", text)
			}
			return m.Object, nil
		}
	}
}

// add puts a value into an element, unless the record has too many.
func (t *tree) add(m *members, key string, v any) {
	if t.values++; t.values <= maxValues {
		m.again(key, v)
	}
}

// charset returns what a file holds that says of itself that it has an encoding.
func (t *tree) charset(name string, r io.Reader) (io.Reader, error) {
	if t.known {
		return r, nil
	}
	e, err := htmlindex.Get(name)
	if err == nil {
		name, err = htmlindex.Name(e)
	}
	if err != nil || name == "replacement" {
		return nil, fmt.Errorf("it says that its encoding is %q, and there is none of that name", cut(name))
	}
	switch name {
	case "utf-8":
		return r, nil
	case "utf-16le", "utf-16be":
		return nil, errors.New("it says that its encoding is UTF-16, and it is not")
	}
	return decoded(r, name)
}

// failed says what kept the decoder from going on; the end of the file is no failure
// outside of elements, and the decoder sees to it elsewhere.
func (t *tree) failed(err error) error {
	var read *readError
	var syntax *xml.SyntaxError
	line, _ := t.d.InputPos()
	switch {
	case errors.Is(err, io.EOF), errors.As(err, &read):
		return err
	case errors.Is(err, errLong) && t.begun > 0:
		return t.fatal(t.begun, "%s", tooLong("record"))
	case errors.Is(err, errLong):
		return t.fatal(line, "what stands between two tags is longer than %d bytes", RecordLimit)
	case errors.As(err, &syntax):
		return t.fatal(syntax.Line, "the file is not XML: %s", syntax.Msg)
	}
	return t.fatal(line, "the file is not XML: %w", err)
}

func (t *tree) deep(line int) error {
	return t.fatal(line, "more than %d elements lie in one another", maxDepth)
}
