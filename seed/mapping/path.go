package mapping

import (
	"slices"
	"strconv"
	"strings"
)

// A Path is a place of records at which a mapping reads, and where it says so.
type Path struct {
	Path         string // as written, without filters
	Line, Column int    // of the mapping, from 1
	Hint         string // where what it means may be, or ""
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
	asking  bool   // it is only asked whether there is anything
	said    string // as it stands in the mapping, without braces
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
	w := ways(s)
	p := &path{slot: -1, let: -1, asking: c.asking, said: strings.TrimSpace(s), report: w.name}
	for _, f := range w.filters {
		p.filters = append(p.filters, c.filter(strings.TrimSpace(f), at, key))
	}
	switch {
	case w.open:
		c.at(at, key, "%s is no path; a name that begins with a quote ends with one, and behind it stands a dot, a | or nothing", s)
		return p
	case w.name == "":
		c.at(at, key, "a path is empty; between braces stands the name of a column or key, such as {Name}")
		return p
	case w.braces:
		c.at(at, key, "%q is no path; here it stands without braces, and a name that has braces in quotes", s)
		return p
	case len(w.keys) > stepLimit:
		c.at(at, key, "the path leads deeper than %d keys", stepLimit)
		return p
	}
	c.moving++
	if !w.quoted && c.special(p, w.name, at, key, sc) {
		return p
	}
	for _, k := range w.keys {
		index, err := strconv.Atoi(k)
		if err != nil || index < 0 {
			index = -1
		}
		p.steps = append(p.steps, hop{k, index})
	}
	c.begin(p, w.name, at, key, sc)
	return p
}

// special says whether the path is one of the special ones.
func (c *compiler) special(p *path, name string, at place, key string, sc scope) bool {
	switch name {
	case indexOf:
		if len(sc) == 0 {
			c.at(at, key, "{#index} is the place in the list of each, and there is no each here")
		} else {
			p.slot = sc[len(sc)-1].slot
		}
	case lineOf, rowOf, fileOf:
	default:
		return false
	}
	p.special = name
	return true
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
	if l := c.let(p.steps[0].key); l != nil && l.index != c.letNow {
		if !l.ready {
			c.at(at, key, "%q is given below this; let is worked out from above to below", p.steps[0].key)
		}
		p.let, p.steps = l.index, p.steps[1:]
		if col := c.m.lets[l.index].column; col != "" {
			p.report = col
		}
		return
	}
	if l := sc.ending(p.steps[0].key); l != nil {
		list := strings.Join(l.name, ".")
		c.at(at, key, "here the elements are read by {%s}; each: {from: %s, as: %s} gives a shorter name",
			strings.TrimSuffix(list, p.steps[0].key)+p.said, list, p.steps[0].key)
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
		r = &reading{Path: Path{Path: name, Line: at.line, Column: at.column}, quiet: true, names: p.names}
		c.readings[id] = r
		c.m.readings = append(c.m.readings, r)
	}
	r.quiet = r.quiet && c.asking
	p.reading = r
}

// value returns what a record has at the path, filtered; nil if there is nothing.
func (p *path) value(f *frame) any {
	v := f.clean(p.look(f))
	if v == nil {
		return nil
	}
	for _, filter := range p.filters {
		v = f.filtered(p, filter, v)
	}
	return v
}

// look is raw, and notes that it was looked for.
func (p *path) look(f *frame) any {
	v := p.raw(f)
	if p.reading != nil {
		p.reading.tried = true
		p.reading.seen = p.reading.seen || v != nil
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

// ending returns the list at a path of several keys that ends with this one, or nil.
func (sc scope) ending(key string) *level {
	for _, l := range slices.Backward(sc) {
		if n := len(l.name); n > 1 && l.name[n-1] == key {
			return l
		}
	}
	return nil
}
