package mapping

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"parley/seed/load"
	"parley/seed/record"
)

// A frame is one record while lines are made of it.
type frame struct {
	m      *Mapping
	record record.Record
	root   record.Object // what paths begin at
	lets   []named
	turn   int       // how often an element was bound, and one more
	bound  []element // by slot
	lists  [][]any   // by slot: the elements, where they depend on nothing else
	faults []load.Fault
}

// A named value is worked out when it is first asked for.
type named struct {
	value any
	turn  int // in which it was worked out, or 0
}

// An element is what a path that begins with the name of an each reads.
type element struct {
	value any
	index int // its place in the list, from 1
}

// let returns a named value. One of a node or an edge holds as long as no other element
// is bound.
func (f *frame) let(i int) any {
	n, l := &f.lets[i], &f.m.lets[i]
	if n.turn == 0 || l.inner && n.turn != f.turn {
		n.turn = f.turn
		n.value = l.value.eval(f)
	}
	return n.value
}

// fault says why the record cannot be used, each thing once.
func (f *frame) fault(column string, v any, format string, a ...any) {
	x := load.Fault{Column: column, Reason: fmt.Sprintf(format, a...)}
	if s, ok := v.(string); ok {
		x.Value = cut(s)
	} else if v != nil {
		x.Value = record.Show(v)
	}
	if !slices.Contains(f.faults, x) {
		f.faults = append(f.faults, x)
	}
}

// cut shortens a text for a sentence.
func cut(s string) string {
	const most = 200
	if len(s) <= most {
		return s
	}
	n := most
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// clean returns v without what stands for nothing: nil if nothing is left.
func (f *frame) clean(v any) any {
	switch x := v.(type) {
	case string:
		s := strings.TrimSpace(x)
		if s == "" || f.m.absent[s] {
			return nil
		}
		if len(s) == len(x) {
			return v // It need not be boxed again.
		}
		return s
	case []any:
		return f.cleanList(x)
	case json.Number:
		if f.m.absent[x.String()] {
			return nil
		}
	case bool:
		if f.m.absent[strconv.FormatBool(x)] {
			return nil
		}
	case record.Object:
		if len(x) == 0 {
			return nil
		}
	}
	return v
}

func (f *frame) cleanList(list []any) any {
	out := make([]any, 0, len(list))
	for _, x := range list {
		switch x := f.clean(x).(type) {
		case nil:
		case []any:
			out = append(out, x...)
		default:
			out = append(out, x)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// text returns v as one text: of a list the elements, joined by "; ". It is a fault
// if v is an object without a text of its own.
func (f *frame) text(v any, column string) (string, bool) {
	switch x := v.(type) {
	case string:
		return x, true
	case json.Number:
		return x.String(), true
	case bool:
		return strconv.FormatBool(x), true
	case []any:
		all := make([]string, 0, len(x))
		for _, e := range x {
			s, ok := f.text(e, column)
			if !ok {
				return "", false
			}
			if s != "" {
				all = append(all, s)
			}
		}
		return strings.Join(all, listSeparator), true
	case record.Object:
		if s, ok := x.Get(textOf); ok {
			return f.text(f.clean(s), column)
		}
		f.fault(column, x, "a text is wanted and it is an object; name one of its keys, as in {%s.%s}", column, first(x))
		return "", false
	}
	return "", true
}

// listSeparator joins the elements of a list where one text is wanted.
const listSeparator = "; "

// first names a key of an object for an example.
func first(o record.Object) string {
	for _, m := range o {
		return m.Key
	}
	return "name"
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}
