package mapping

import (
	"strings"
)

// An expr is worked out for each record. It gives nil, string, json.Number, bool, []any
// or record.Object; the empty text stands for nothing, but where a time is made, for
// an end that is not known.
type expr interface {
	eval(f *frame) any
	column() string // the first path that it reads, for reports, or ""
}

// A constant is the same for each record.
type constant struct{ v any }

func (k constant) eval(*frame) any { return k.v }
func (k constant) column() string  { return "" }

// A template is a text with paths in it.
type template []piece

// A piece is a text, or what stands at a path.
type piece struct {
	text string
	path *path
}

// A single is a template of nothing but a path: lists stay lists in it.
type single struct{ *path }

func (s single) eval(f *frame) any { return s.value(f) }
func (s single) column() string    { return s.report }

func (t template) column() string {
	for _, p := range t {
		if p.path != nil {
			return p.path.report
		}
	}
	return ""
}

func (t template) eval(f *frame) any {
	var b strings.Builder
	for i, p := range t {
		if p.path == nil {
			b.WriteString(p.text)
			continue
		}
		s, ok := f.text(p.path.value(f), p.path.report)
		if !ok || s == "" {
			t[i+1:].look(f)
			return nil
		}
		b.WriteString(s)
	}
	return strings.TrimSpace(b.String())
}

// look looks at all paths, so that of those that no record has none is passed over.
func (t template) look(f *frame) {
	for _, p := range t {
		if p.path != nil {
			p.path.look(f)
		}
	}
}

// half returns the first path at which nothing is, if there is something at another.
func (t template) half(f *frame) *path {
	var without *path
	found := false
	for _, p := range t {
		switch {
		case p.path == nil || p.path.special != "":
		case p.path.value(f) != nil:
			found = true
		case without == nil:
			without = p.path
		}
	}
	if !found {
		return nil
	}
	return without
}

// String is the text as the mapping has it.
func (t template) String() string {
	var b strings.Builder
	for _, p := range t {
		if p.path != nil {
			b.WriteString("{" + p.path.said + "}")
			continue
		}
		b.WriteString(strings.NewReplacer("{", "{{", "}", "}}").Replace(p.text))
	}
	return b.String()
}

// template compiles a text with paths in braces.
func (c *compiler) template(s string, at place, key string, sc scope) expr {
	var t template
	var text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			t = append(t, piece{text: text.String()})
			text.Reset()
		}
	}
	for s != "" {
		i := strings.IndexAny(s, "{}")
		if i < 0 {
			i = len(s)
		}
		text.WriteString(s[:i])
		if s = s[i:]; s == "" {
			break
		}
		if len(s) > 1 && s[1] == s[0] {
			text.WriteByte(s[0])
			s = s[2:]
			continue
		}
		end := closingBrace(s)
		if s[0] == '}' || end < 0 {
			c.at(at, key, "a brace is not closed or not opened: a path stands between { and }, and {{ and }} are braces themselves")
			return constant{""}
		}
		flush()
		t = append(t, piece{path: c.path(s[1:end], at, key, sc)})
		s = s[end+1:]
	}
	flush()
	switch {
	case len(t) == 0:
		return constant{""}
	case len(t) == 1 && t[0].path == nil:
		return constant{strings.TrimSpace(t[0].text)}
	case len(t) == 1:
		return single{t[0].path}
	}
	return t
}
