package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// depth is how many objects and lists may lie in one another in a line of Decode; no
// value of the native format needs more.
const depth = 8

// Decode reads a line that is one JSON object. Numbers stay as written, and what
// encoding/json passes over is an error: a key that comes twice, bytes that are not
// UTF-8, half of a surrogate pair. So is more than eight objects and lists in one
// another.
func Decode(line []byte) (Object, error) {
	if !utf8.Valid(line) {
		return nil, errors.New("the line is not UTF-8")
	}
	return decode(line, "line", depth, math.MaxInt)
}

// decode is Decode for what may lie deeper, and may have so many values. What is what
// the text is called in errors.
func decode(text []byte, what string, depth, values int) (Object, error) {
	if !json.Valid(text) {
		_, err := syntax(text)
		var bad *json.SyntaxError
		switch {
		case errors.As(err, &bad):
			return nil, fmt.Errorf("the %s is not JSON: at byte %d: %w", what, bad.Offset, err)
		case err != nil:
			return nil, fmt.Errorf("the %s is not JSON: it ends in the middle", what)
		}
		return nil, fmt.Errorf("there is more in the %s than one JSON object; each has a line of its own", what)
	}
	d := decoder{b: text, what: what, values: values}
	v, err := d.value(depth)
	if err != nil {
		return nil, err
	}
	o, ok := v.(Object)
	if !ok {
		return nil, fmt.Errorf("the %s is %s and must be a JSON object", what, Show(v))
	}
	return o, nil
}

// syntax returns what is wrong with the first value of a text that is not one of JSON,
// and behind which byte; nothing, if that is well and more follows.
func syntax(text []byte) (int, error) {
	var first json.RawMessage
	err := json.NewDecoder(bytes.NewReader(text)).Decode(&first)
	var bad *json.SyntaxError
	if errors.As(err, &bad) {
		return int(bad.Offset), err
	}
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return len(text), err
}

// A decoder takes apart a text that is known to be valid JSON. It is faster by far than
// asking encoding/json for token after token.
type decoder struct {
	b      []byte
	i      int // the next byte
	what   string
	values int // how many more there may be
}

// skip returns the next byte that is no white space, without reading it.
func (d *decoder) skip() byte {
	for {
		switch c := d.b[d.i]; c {
		case ' ', '\t', '\r', '\n':
			d.i++
		default:
			return c
		}
	}
}

// value reads the next value, in which at most depth others may lie.
func (d *decoder) value(depth int) (any, error) {
	if d.values--; d.values < 0 {
		return nil, fmt.Errorf("the %s has more than %d values", d.what, maxValues)
	}
	switch c := d.skip(); c {
	case '"':
		return d.text()
	case 'n':
		d.i += len("null")
		return nil, nil
	case 't':
		d.i += len("true")
		return true, nil
	case 'f':
		d.i += len("false")
		return false, nil
	case '{', '[':
		if depth == 0 {
			return nil, fmt.Errorf("the %s has objects or lists too deep inside one another", d.what)
		}
		d.i++
		if c == '{' {
			return d.members(depth - 1)
		}
		return d.elements(depth - 1)
	}
	from := d.i
	for d.i < len(d.b) && bytes.IndexByte([]byte(",]} \t\r\n"), d.b[d.i]) < 0 {
		d.i++
	}
	return json.Number(d.b[from:d.i]), nil
}

func (d *decoder) members(depth int) (any, error) {
	m := members{Object: Object{}}
	for {
		switch d.skip() {
		case '}':
			d.i++
			return m.Object, nil
		case ',':
			d.i++
			d.skip()
		}
		key, err := d.text()
		if err != nil {
			return nil, err
		}
		if m.find(key) >= 0 {
			return nil, fmt.Errorf("the key %q stands twice", key)
		}
		d.skip()
		d.i++ // The colon.
		v, err := d.value(depth)
		if err != nil {
			return nil, err
		}
		m.add(key, v)
	}
}

func (d *decoder) elements(depth int) (any, error) {
	list := []any{}
	for {
		switch d.skip() {
		case ']':
			d.i++
			return list, nil
		case ',':
			d.i++
		}
		v, err := d.value(depth)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
}

// text reads a text in quotes.
func (d *decoder) text() (string, error) {
	from := d.i
	escaped := false
	for d.i++; d.b[d.i] != '"'; d.i++ {
		if d.b[d.i] == '\\' {
			escaped = true
			d.i++
		}
	}
	d.i++
	raw := d.b[from:d.i]
	if !escaped {
		return string(raw[1 : len(raw)-1]), nil
	}
	if half(raw) {
		return "", fmt.Errorf(`the %s has half of a surrogate pair, such as \ud83d without \ude00 behind it`, d.what)
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return "", err
	}
	return s, nil
}

// half says whether half of a surrogate pair is among the escapes of a text.
func half(raw []byte) bool {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		i++
		if r := unit(raw[i-1:]); utf16.IsSurrogate(r) {
			if utf16.DecodeRune(r, unit(raw[i+5:])) == utf8.RuneError {
				return true
			}
			i += len(`uD83D\uDE0`)
		}
	}
	return false
}

// unit returns what the escape \uXXXX stands for that b begins with, 0 if it begins
// with something else.
func unit(b []byte) rune {
	if len(b) < 6 || b[0] != '\\' || b[1] != 'u' {
		return 0
	}
	n, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	if err != nil {
		return 0
	}
	return rune(n)
}
