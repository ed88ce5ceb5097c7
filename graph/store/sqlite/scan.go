package sqlite

import (
	"fmt"
	"parley/graph/edtf"
	"parley/graph/store"
	"strconv"
	"strings"
	"unicode/utf8"
)

// malformed is what reading panics with. SQLite's JSON has no white space and is as
// the statement says, so anything else is a fault in the statement or in the file.
type malformed struct{ error }

// A scanner reads JSON that SQLite wrote. What it makes of it lies together in a few slices, as
// there are many small parts.
type scanner struct {
	text string
	at   int
	args []any

	rows []store.Item // those that have been read of the pages that are being read

	freeItems []store.Item
	freePages []store.Page
	freeCells []any
	freeTexts []string
	freeTimes []edtf.Period
}

// cut takes n of the free ones; if there are not so many it makes more, by the length of the text.
func cut[T any](s *scanner, free *[]T, n int) []T {
	if len(*free) < n {
		*free = make([]T, max(n, min(len(s.text)/64, 256)))
	}
	some := (*free)[:n:n]
	*free = (*free)[n:]
	return some
}

// caught makes an error of what reading panics with.
func caught(err *error) {
	switch fault := recover().(type) {
	case nil:
	case malformed:
		*err = fmt.Errorf("sqlite: reading what is stored: %w", fault.error)
	default:
		panic(fault)
	}
}

func (s *scanner) fail(format string, args ...any) {
	panic(malformed{fmt.Errorf("at byte %d: %s", s.at, fmt.Sprintf(format, args...))})
}

// has reports whether token comes next, and passes it.
func (s *scanner) has(token string) bool {
	if strings.HasPrefix(s.text[s.at:], token) {
		s.at += len(token)
		return true
	}
	return false
}

func (s *scanner) must(token string) {
	if !s.has(token) {
		s.fail("%q is missing", token)
	}
}

func (s *scanner) int() int64 {
	start := s.at
	for s.at < len(s.text) && (s.text[s.at] == '-' || '0' <= s.text[s.at] && s.text[s.at] <= '9') {
		s.at++
	}
	n, err := strconv.ParseInt(s.text[start:s.at], 10, 64)
	if err != nil {
		s.fail("%v", err)
	}
	return n
}

// list reads a list of strings.
func (s *scanner) list() []string {
	all := []string{}
	s.must("[")
	for !s.has("]") {
		if len(all) > 0 {
			s.must(",")
		}
		all = append(all, s.string())
	}
	return all
}

// string reads a string. One without escapes is a part of the text.
func (s *scanner) string() string {
	s.must(`"`)
	rest := s.text[s.at:]
	end := strings.IndexByte(rest, '"')
	if end >= 0 && strings.IndexByte(rest[:end], '\\') < 0 {
		s.at += end + 1
		return rest[:end]
	}
	var b []byte
	for s.at < len(s.text) {
		c := s.text[s.at]
		s.at++
		switch c {
		case '"':
			return string(b)
		case '\\':
			b = s.escape(b)
		default:
			b = append(b, c)
		}
	}
	s.fail("a string has no end")
	return ""
}

// escape reads what stands behind a backslash. Nothing beyond the Basic Multilingual
// Plane is ever escaped.
func (s *scanner) escape(b []byte) []byte {
	if s.has("u") && s.at+4 <= len(s.text) {
		n, err := strconv.ParseUint(s.text[s.at:s.at+4], 16, 16)
		if err != nil {
			s.fail("%v", err)
		}
		s.at += 4
		return utf8.AppendRune(b, rune(n))
	}
	const from, to = `"\/bfnrt`, "\"\\/\b\f\n\r\t"
	if s.at < len(s.text) {
		if i := strings.IndexByte(from, s.text[s.at]); i >= 0 {
			s.at++
			return append(b, to[i])
		}
	}
	s.fail("there is no such escape")
	return b
}
