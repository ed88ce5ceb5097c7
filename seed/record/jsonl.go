package record

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// maxDepth is how many objects and lists, or elements, may lie in one another.
const maxDepth = 64

// maxValues is how many values a record may have, so that many small ones do not take
// far more memory than their text.
const maxValues = 1 << 20

// jsonl reads JSON Lines.
func (s *stream) jsonl() error {
	var line []byte
	for at := 1; ; at++ {
		var long bool
		var end error
		line, long, end = s.line(line[:0])
		if end != nil && !errors.Is(end, io.EOF) {
			return end
		}
		text := bytes.TrimSpace(line)
		var err error
		switch {
		case long:
			err = s.bad(at, "", "", "%s", tooLong("line"))
		case len(text) > 0:
			err = s.object(at, text, "line")
		}
		if err != nil || end != nil {
			return ended(err)
		}
	}
}

// ended is what a reader of records returns at the end of a file.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// line appends the next line to b. Of one that is too long it says so, and reads it to
// its end. With the last line it returns io.EOF.
func (s *stream) line(b []byte) (line []byte, long bool, err error) {
	for {
		part, err := s.in.ReadSlice('\n')
		if long = long || len(b)+len(part) > RecordLimit; !long {
			b = append(b, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return b, long, err
		}
	}
}

// object hands on the JSON object that text is, or why it is none.
func (s *stream) object(line int, text []byte, what string) error {
	if !utf8.Valid(text) {
		return s.bad(line, "", string(text[:min(len(text), 256)]), "%s", s.notEncoded())
	}
	o, err := decode(text, what, maxDepth, maxValues)
	if err != nil {
		return s.bad(line, "", "", "%v", err)
	}
	if bytes.Contains(text, []byte(`\u0000`)) {
		for _, m := range o {
			if nul(m) {
				return s.bad(line, m.Key, Show(m.Value), "it has a NUL byte")
			}
		}
	}
	return s.record(line, o)
}

// nul says whether a text inside v has a NUL byte.
func nul(v any) bool {
	found := false
	switch v := v.(type) {
	case string:
		return strings.IndexByte(v, 0) >= 0
	case []any:
		for _, x := range v {
			found = found || nul(x)
		}
	case Member:
		return nul(v.Key) || nul(v.Value)
	case Object:
		for _, m := range v {
			found = found || nul(m)
		}
	}
	return found
}
