package mapping

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parley/seed/record"
)

// A level is a list that makes a node or an edge come once for each element.
type level struct {
	slot   int      // where the frame has the element
	name   []string // what paths to the element begin with
	list   func(f *frame) []any
	alone  bool   // it does not depend on another level
	column string // for reports
}

// each calls do for each element of the levels, one inside the other.
func (f *frame) each(levels scope, do func()) {
	if len(levels) == 0 {
		do()
		return
	}
	l := levels[0]
	for i, v := range f.elements(l) {
		if v = f.clean(v); v != nil {
			f.bound[l.slot] = element{v, i + 1}
			f.turn++
			f.each(levels[1:], do)
		}
	}
}

// elements returns those of a level.
func (f *frame) elements(l *level) []any {
	if !l.alone {
		return l.list(f)
	}
	if f.lists[l.slot] == nil {
		f.lists[l.slot] = append(make([]any, 0, 4), l.list(f)...)
	}
	return f.lists[l.slot]
}

// each compiles the lists of an entry.
func (c *compiler) each(n *node, key string) scope {
	if n == nil {
		return nil
	}
	items := []*node{n}
	if n.form == isList {
		items = n.list
	}
	if len(items) == 0 {
		c.at(n.place, key, "the list is empty; it must name a list, and perhaps those in it")
	}
	var sc scope
	for _, x := range items {
		if l := c.level(x, key, sc); l != nil {
			sc = append(sc, l)
		}
	}
	return sc
}

// level compiles one list. The same list in several entries is one level, so that an
// edge between their nodes runs over it once.
func (c *compiler) level(n *node, key string, sc scope) *level {
	l := &level{alone: len(sc) == 0}
	switch {
	case n.scalar():
		p := c.path(n.text, n.place, key, sc)
		if p.special != "" || len(p.filters) > 0 {
			c.at(n.place, key, "%q is no list; it must be a path without a filter", n.text)
			return nil
		}
		l.name, l.column = ways(n.text).keys, p.report
		l.list = func(f *frame) []any {
			p.value(f) // So that it counts as seen.
			return asList(p.raw(f))
		}
	case n.form != isObject:
		c.at(n.place, key, "it must be the path of a list, or an object with from or columns, and this is %s", n.what())
		return nil
	case n.get("columns") == nil && n.get("from") == nil:
		c.at(n.place, key, "it needs from, a list step by step, or columns, a pattern of columns")
	case n.get("columns") != nil:
		c.columns(l, n, key)
	default:
		c.words(n, key, append([]word{asWord}, stepWords...), "each")
		e := c.steps(n, key, sc, want{})
		l.name, l.column = c.as(n, key), e.column()
		l.list = func(f *frame) []any { return asList(e.eval(f)) }
	}
	if l.name == nil {
		return nil
	}
	return c.same(l, n, sc)
}

// same returns the level that says the same as l, if there is one, else l.
func (c *compiler) same(l *level, n *node, sc scope) *level {
	id := n.String()
	for _, outer := range sc {
		id += " " + strconv.Itoa(outer.slot)
	}
	if known := c.levels[id]; known != nil {
		return known
	}
	l.slot = c.m.slots
	c.m.slots++
	c.levels[id] = l
	return l
}

// asList returns the elements of a list; anything else is a list of itself.
func asList(v any) []any {
	switch x := v.(type) {
	case nil:
		return nil
	case []any:
		return x
	}
	return []any{v}
}

// as is the name that the elements get.
func (c *compiler) as(n *node, key string) []string {
	x := n.get("as")
	if x == nil {
		return nil // That is told already.
	}
	return c.name(x, join(key, "as"))
}

// name is a name that paths can begin with.
func (c *compiler) name(n *node, key string) []string {
	s, ok := c.text(n, key)
	if ok && !validName(s) {
		c.at(n.place, key, "%q is no name: it has a letter at least, and no dot, brace, |, # or space around it", s)
		ok = false
	}
	if !ok {
		return nil
	}
	return []string{s}
}

func validName(s string) bool {
	return s != "" && strings.TrimSpace(s) == s && !strings.ContainsAny(s, ".{}|#")
}

// columns compiles a level of the columns whose names match.
func (c *compiler) columns(l *level, n *node, key string) {
	c.words(n, key, columnsWords, "each")
	var patterns []*regexp.Regexp
	for _, x := range c.texts(n.get("columns"), join(key, "columns")) {
		if x.text == "" {
			c.at(x.place, join(key, "columns"), "it is empty; it must be a pattern of names, such as E*")
		}
		r := glob(x.text)
		patterns = append(patterns, r)
		c.m.patterns = append(c.m.patterns, pattern{Path{Path: x.text, Line: x.line, Column: x.column}, r})
		if l.column != "" {
			l.column += ", "
		}
		l.column += x.text
	}
	c.moving++
	l.name, l.alone = c.as(n, key), true
	l.list = func(f *frame) []any {
		var all []any
		for _, m := range f.root {
			if slices.ContainsFunc(patterns, func(r *regexp.Regexp) bool { return r.MatchString(m.Key) }) {
				all = append(all, record.Object{{Key: "name", Value: m.Key}, {Key: "value", Value: m.Value}})
			}
		}
		return all
	}
}

// glob compiles a pattern in which * is any text and ? one character.
func glob(s string) *regexp.Regexp {
	s = regexp.QuoteMeta(s)
	s = strings.ReplaceAll(strings.ReplaceAll(s, `\*`, `.*`), `\?`, `.`)
	return regexp.MustCompile(`(?s)^` + s + `$`)
}

// with adds to a scope the levels of another that it has not.
func (c *compiler) with(sc, more scope, at place, key string) scope {
	for _, l := range more {
		if slices.Contains(sc, l) {
			continue
		}
		for _, other := range sc {
			if slices.Equal(other.name, l.name) {
				c.at(at, key, "two lists have the elements %q, and they are not the same: give one of them another name by as", strings.Join(l.name, "."))
			}
		}
		sc = append(slices.Clone(sc), l)
	}
	return sc
}
