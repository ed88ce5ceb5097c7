package record

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// An Object is a JSON object, a row of a table or an XML element: keys, each once, in
// the order in which they stand. Values are nil, bool, json.Number, string, []any and
// Object.
type Object []Member

// A Member is a key of an Object and its value.
type Member struct {
	Key   string
	Value any
}

// depth is how many objects and lists may lie in one another; no value needs more.
const depth = 8

// Decode reads a line that is one JSON object. Numbers stay as written, and what
// encoding/json passes over is an error: a key that comes twice, bytes that are not
// UTF-8, half of a surrogate pair. So is more than eight objects and lists in one
// another.
func Decode(line []byte) (Object, error) {
	if !utf8.Valid(line) {
		return nil, errors.New("the line is not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.UseNumber()
	v, err := value(d, depth)
	if err != nil {
		return nil, jsonError(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("there is more in the line than one JSON object; each has a line of its own")
	}
	o, ok := v.(Object)
	if !ok {
		return nil, fmt.Errorf("the line is %s and must be a JSON object", Show(v))
	}
	if replaced(o) && !bytes.ContainsRune(line, utf8.RuneError) && !bytes.Contains(bytes.ToLower(line), []byte(`\ufffd`)) {
		return nil, errors.New(`the line has half of a surrogate pair, such as \ud83d without \ude00 behind it`)
	}
	return o, nil
}

func jsonError(err error) error {
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("the line is not JSON: at byte %d: %w", syntax.Offset, err)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the line is not JSON: it ends in the middle")
	}
	return err
}

// value reads the next value, in which at most depth others may lie.
func value(d *json.Decoder, depth int) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	open, ok := t.(json.Delim)
	if !ok {
		return t, nil
	}
	if depth == 0 {
		return nil, errors.New("the line has objects or lists too deep inside one another")
	}
	var all any
	if open == '{' {
		all, err = members(d, depth-1)
	} else {
		all, err = elements(d, depth-1)
	}
	if err != nil {
		return nil, err
	}
	_, err = d.Token() // The end, which More saw.
	return all, err
}

func members(d *json.Decoder, depth int) (any, error) {
	o := Object{}
	seen := map[string]bool{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return nil, err
		}
		key := t.(string)
		if seen[key] {
			return nil, fmt.Errorf("the key %q stands twice", key)
		}
		seen[key] = true
		v, err := value(d, depth)
		if err != nil {
			return nil, err
		}
		o = append(o, Member{key, v})
	}
	return o, nil
}

func elements(d *json.Decoder, depth int) (any, error) {
	list := []any{}
	for d.More() {
		v, err := value(d, depth)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// replaced says whether U+FFFD is in a text inside v.
func replaced(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.ContainsRune(v, utf8.RuneError)
	case []any:
		for _, x := range v {
			if replaced(x) {
				return true
			}
		}
	case Object:
		for _, m := range v {
			if replaced(m.Key) || replaced(m.Value) {
				return true
			}
		}
	}
	return false
}

// Get returns the value of a key, and whether there is one.
func (o Object) Get(key string) (any, bool) {
	for _, m := range o {
		if m.Key == key {
			return m.Value, true
		}
	}
	return nil, false
}
