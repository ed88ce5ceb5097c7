package mapping

import (
	"slices"
	"strconv"
	"strings"

	"parley/graph/text"
	"parley/seed/load"
	"parley/seed/record"
)

// A Path is a place of records at which a mapping reads, and where it says so.
type Path struct {
	Path         string // as written, without filters
	Line, Column int    // of the mapping, from 1
}

// A reading is what has become of a Path.
type reading struct {
	Path
	tried bool     // it was looked for
	seen  bool     // some record had it, be it empty
	quiet bool     // it is only asked whether there is anything
	names []string // of a record's own column or key: what it can be called
}

// A path leads from a record, an element or a named value to what is meant.
type path struct {
	special string // such as "#line", or ""
	slot    int    // of the element that it begins at, or -1
	let     int    // of the named value that it begins at, or -1
	steps   []hop
	names   []string // of a record: the first n+1 steps as one name
	filters []filter
	reading *reading
	report  string // as it is told where something is wrong
}

// A hop is one part of a path: a key, or a place in a list.
type hop struct {
	key   string
	index int // or -1
}

// Special paths.
const (
	lineOf  = "#line"
	rowOf   = "#row"
	fileOf  = "#file"
	indexOf = "#index"
)

// stepLimit is how deep a path may lead. No value is as deep.
const stepLimit = 64

// textOf is the key under which the reader of XML puts the text of an element that
// has attributes too.
const textOf = "#text"

// path compiles what stands between braces, or where a path is wanted.
func (c *compiler) path(s string, at place, key string, sc scope) *path {
	parts := strings.Split(s, "|")
	name := strings.TrimSpace(parts[0])
	p := &path{slot: -1, let: -1, report: name}
	for _, f := range parts[1:] {
		p.filters = append(p.filters, c.filter(strings.TrimSpace(f), at, key))
	}
	switch {
	case name == "":
		c.at(at, key, "a path is empty; between braces stands the name of a column or key, such as {Name}")
		return p
	case strings.ContainsAny(name, "{}"):
		c.at(at, key, "%q is no path; here it stands without braces", s)
		return p
	case strings.Count(name, ".") >= stepLimit:
		c.at(at, key, "the path leads deeper than %d keys", stepLimit)
		return p
	}
	c.moving++
	switch name {
	case indexOf:
		p.special = name
		if len(sc) == 0 {
			c.at(at, key, "{#index} is the place in the list of each, and there is no each here")
		} else {
			p.slot = sc[len(sc)-1].slot
		}
		return p
	case lineOf, rowOf, fileOf:
		p.special = name
		return p
	}
	for _, k := range strings.Split(name, ".") {
		index, err := strconv.Atoi(k)
		if err != nil || index < 0 {
			index = -1
		}
		p.steps = append(p.steps, hop{k, index})
	}
	c.begin(p, name, at, key, sc)
	return p
}

// begin finds out what the first steps of a path lead to.
func (c *compiler) begin(p *path, name string, at place, key string, sc scope) {
	if l := sc.named(p.steps); l != nil {
		p.slot, p.steps = l.slot, p.steps[len(l.name):]
		p.report = l.column
		for _, s := range p.steps {
			p.report += "." + s.key
		}
		c.read(p, name, at, "each "+strconv.Itoa(p.slot))
		return
	}
	if i, ok := c.lets[p.steps[0].key]; ok {
		if i >= c.letsKnown && i != c.letNow {
			c.at(at, key, "%q is given below this; let is worked out from above to below", p.steps[0].key)
		}
		if i != c.letNow {
			p.let, p.steps = i, p.steps[1:]
			if col := c.m.lets[i].column; col != "" {
				p.report = col
			}
			return
		}
	}
	for n := range p.steps {
		prefix := p.steps[0].key
		for _, s := range p.steps[1 : n+1] {
			prefix += "." + s.key
		}
		p.names = append(p.names, prefix)
	}
	c.read(p, name, at, "")
}

// read notes that the mapping reads at a path. Its root tells apart paths of the same
// name that begin elsewhere.
func (c *compiler) read(p *path, name string, at place, root string) {
	id := [2]string{root, name}
	r := c.readings[id]
	if r == nil {
		r = &reading{Path: Path{name, at.line, at.column}, quiet: true, names: p.names}
		c.readings[id] = r
		c.m.readings = append(c.m.readings, r)
	}
	r.quiet = r.quiet && c.asking
	p.reading = r
}

// value returns what a record has at the path, filtered; nil if there is nothing.
func (p *path) value(f *frame) any {
	v := p.raw(f)
	if p.reading != nil {
		p.reading.tried = true
		p.reading.seen = p.reading.seen || v != nil
	}
	if v = f.clean(v); v == nil {
		return nil
	}
	for _, filter := range p.filters {
		v = f.filtered(p, filter, v)
	}
	return v
}

// raw returns what stands at the path, as it stands.
func (p *path) raw(f *frame) any {
	switch p.special {
	case lineOf:
		return strconv.Itoa(f.record.Line)
	case rowOf:
		return strconv.Itoa(f.record.Row)
	case fileOf:
		return f.record.File
	case indexOf:
		if p.slot < 0 {
			return nil
		}
		return strconv.Itoa(f.bound[p.slot].index)
	}
	switch {
	case p.slot >= 0:
		return walk(f.bound[p.slot].value, p.steps)
	case p.let >= 0:
		return walk(f.let(p.let), p.steps)
	}
	for n := len(p.names) - 1; n >= 0; n-- {
		if v, ok := f.root.Get(p.names[n]); ok {
			return walk(v, p.steps[n+1:])
		}
	}
	return nil
}

// walk goes deeper into a value.
func walk(v any, steps []hop) any {
	for i, s := range steps {
		switch x := v.(type) {
		case record.Object:
			inner, ok := x.Get(s.key)
			if !ok && s.index == 0 {
				inner = x // One object is as a list of it.
			}
			v = inner
		case []any:
			if s.index < 0 {
				return gather(x, steps[i:])
			}
			v = nil
			if s.index < len(x) {
				v = x[s.index]
			}
		case string:
			if s.index != 0 && s.key != textOf {
				return nil
			}
		default:
			if s.index != 0 {
				return nil
			}
		}
	}
	return v
}

// gather is what the elements of a list have at a path, as one list.
func gather(list []any, steps []hop) any {
	var all []any
	for _, x := range list {
		switch v := walk(x, steps).(type) {
		case nil:
		case []any:
			all = append(all, v...)
		default:
			all = append(all, v)
		}
	}
	if all == nil {
		return nil
	}
	return all
}

// A filter makes a text of a text.
type filter func(string) string

var filters = []struct {
	name, about string
	apply       filter
}{
	{"slug", "the letters and digits of an id, folded as in search and joined by -", func(s string) string { return strings.Join(text.Tokens(s), "-") }},
	{"hash", "the first 128 bits of its SHA-256 in hexadecimal", hash},
	{"lower", "in small letters", strings.ToLower},
	{"upper", "in capitals", strings.ToUpper},
	{"trim", "without spaces around it", strings.TrimSpace},
}

func (c *compiler) filter(name string, at place, key string) filter {
	known := make([]string, len(filters))
	for i, f := range filters {
		if f.name == name {
			return f.apply
		}
		known[i] = f.name
	}
	c.at(at, key, "there is no filter %q%s", name, load.Instead(name, known))
	return strings.TrimSpace
}

// filtered applies a filter to each text of v.
func (f *frame) filtered(p *path, apply filter, v any) any {
	if list, ok := v.([]any); ok {
		out := make([]any, 0, len(list))
		for _, x := range list {
			if y := f.filtered(p, apply, x); y != nil {
				out = append(out, y)
			}
		}
		if len(out) == 0 {
			return nil
		}
		return out
	}
	s, ok := f.text(v, p.report)
	if s = apply(s); !ok || s == "" {
		return nil
	}
	return s
}

// A scope is the lists whose elements paths can begin at, the innermost last.
type scope []*level

// named returns the list whose name the steps begin with, the longest name first.
func (sc scope) named(steps []hop) *level {
	var best *level
	for _, l := range slices.Backward(sc) {
		if len(l.name) <= len(steps) && (best == nil || len(l.name) > len(best.name)) &&
			slices.EqualFunc(l.name, steps[:len(l.name)], func(n string, h hop) bool { return n == h.key }) {
			best = l
		}
	}
	return best
}
