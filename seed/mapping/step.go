package mapping

import (
	"regexp"
	"strings"

	"parley/graph/store"
	"parley/seed/load"
)

// A step is a value that is worked out step by step.
type step struct {
	from    []expr
	split   func(string) []string // or nil
	match   *regexp.Regexp        // or nil
	table   *table                // or nil
	miss    miss
	other   expr      // for misses that become something else
	except  expr      // or nil
	only    condition // or nil
	instead expr      // the default, or nil
	join    *string   // or nil
}

// A miss is what becomes of a text that the table does not have.
type miss uint8

const (
	missIsFault miss = iota
	missIsKept
	missIsAbsent
	missIsOther
)

// A table is what stands for texts.
type table struct {
	values map[string]any
	node   *node
}

func (s *step) column() string { return list(s.from).column() }

func (s *step) eval(f *frame) any {
	var values []any
	if s.only == nil || s.only.holds(f) {
		values = s.values(f)
	}
	if len(values) == 0 {
		if s.instead == nil {
			return nil
		}
		v := s.instead.eval(f)
		if _, several := v.([]any); !several || s.join == nil {
			return v
		}
		values = spread(nil, v)
	}
	if s.join != nil {
		return s.joined(f, values)
	}
	if len(values) == 1 {
		return values[0]
	}
	return values
}

func (s *step) joined(f *frame, values []any) any {
	all := make([]string, 0, len(values))
	for _, v := range values {
		if t, ok := f.text(v, s.column()); ok && t != "" {
			all = append(all, t)
		}
	}
	return strings.Join(all, *s.join)
}

// values is what is left of the source's values.
func (s *step) values(f *frame) []any {
	var all []any
	for _, e := range s.from {
		all = spread(all, e.eval(f))
	}
	if s.split != nil {
		all = s.each(f, all, func(t string) []any {
			var pieces []any
			for _, p := range s.split(t) {
				pieces = spread(pieces, f.clean(p))
			}
			return pieces
		})
	}
	if s.match != nil {
		all = s.each(f, all, func(t string) []any { return spread(nil, f.clean(firstMatch(s.match, t))) })
	}
	if s.table != nil {
		all = s.each(f, all, func(t string) []any { return s.look(f, t) })
	}
	if s.except == nil || len(all) == 0 {
		return all
	}
	leave := map[string]bool{}
	for _, v := range spread(nil, s.except.eval(f)) {
		t, _ := f.text(v, s.column())
		leave[t] = true
	}
	var rest []any
	for _, v := range all {
		t, ok := v.(string)
		if !ok {
			t, _ = f.text(v, s.column())
		}
		if !leave[t] {
			rest = append(rest, v)
		}
	}
	return rest
}

// each makes values of each value's text.
func (s *step) each(f *frame, values []any, become func(string) []any) []any {
	var all []any
	for _, v := range values {
		if t, ok := f.text(v, s.column()); ok {
			all = append(all, become(t)...)
		}
	}
	return all
}

func firstMatch(r *regexp.Regexp, s string) string {
	m := r.FindStringSubmatch(s)
	switch len(m) {
	case 0:
		return ""
	case 1:
		return m[0]
	}
	return m[1]
}

// nearTable is how large a table may be that is searched for a text that was meant.
const nearTable = 500

func (s *step) look(f *frame, t string) []any {
	if v, ok := s.table.values[t]; ok {
		return spread(nil, v)
	}
	switch s.miss {
	case missIsKept:
		return []any{t}
	case missIsAbsent:
		return nil
	case missIsOther:
		return spread(nil, s.other.eval(f))
	}
	near := ""
	if len(s.table.values) <= nearTable {
		near = load.Near(t, sorted(s.table.values))
	}
	f.fault(s.column(), t, "the lookup has no such text%s; else says what becomes of others", near)
	return nil
}

// step compiles a value that is worked out step by step.
func (c *compiler) step(n *node, key string, sc scope, w want) expr {
	c.words(n, key, stepWords, "a value step by step")
	return c.steps(n, key, sc, w)
}

// steps compiles the steps, in an object whose keys have been looked at.
func (c *compiler) steps(n *node, key string, sc scope, w want) *step {
	if n.get("tally") != nil && c.tallied != n {
		c.at(n.get("tally").place, join(key, "tally"), "tally is of a key of a node or an edge, and this is only a part of one")
	}
	s := &step{from: c.from(n.get("from"), join(key, "from"), sc)}
	if x := n.get("split"); x != nil {
		s.split = c.split(x, join(key, "split"))
	}
	if x := n.get("match"); x != nil {
		s.match = c.pattern(x, join(key, "match"))
	}
	if x := n.get("lookup"); x != nil {
		s.table = c.table(x, join(key, "lookup"))
		c.checkTable(s.table, key, w, n)
	}
	if x := n.get("else"); x != nil {
		c.otherwise(s, x, join(key, "else"), sc, w)
	}
	if x := n.get("except"); x != nil {
		s.except = c.value(x, join(key, "except"), sc, want{})
	}
	if x := n.get("if"); x != nil {
		s.only = c.condition(x, join(key, "if"), sc)
	}
	if x := n.get("default"); x != nil {
		s.instead = c.value(x, join(key, "default"), sc, w)
	}
	if x := n.get("join"); x != nil {
		if t, ok := c.text(x, join(key, "join")); ok {
			s.join = &t
		}
	}
	return s
}

// from compiles the source of a value step by step.
func (c *compiler) from(n *node, key string, sc scope) []expr {
	switch {
	case n == nil:
		return nil
	case n.form == isList:
		var all []expr
		for _, x := range n.list {
			all = append(all, c.from(x, key, sc)...)
		}
		return all
	case n.form == isObject && n.get("text") != nil:
		c.words(n, key, fromWords, "from")
		return []expr{c.value(n.get("text"), join(key, "text"), sc, want{})}
	case !n.scalar():
		c.at(n.place, key, "it must be a path such as Name, a list of paths, or {text: …}, and this is %s", n.what())
		return nil
	}
	return []expr{single{c.path(n.text, n.place, key, sc)}}
}

func (c *compiler) split(n *node, key string) func(string) []string {
	s, ok := c.text(n, key)
	switch {
	case !ok:
		return nil
	case s == "":
		c.at(n.place, key, "it is empty; it must be the text between the pieces")
		return nil
	case len(s) > 2 && s[0] == '/' && s[len(s)-1] == '/':
		r := c.regexp(s[1:len(s)-1], n.place, key)
		if r == nil {
			return nil
		}
		return func(t string) []string { return r.Split(t, -1) }
	}
	return func(t string) []string { return strings.Split(t, s) }
}

// otherwise compiles else.
func (c *compiler) otherwise(s *step, n *node, key string, sc scope, w want) {
	switch {
	case s.table == nil:
		c.at(n.place, key, "else belongs to lookup, and there is none; default says what stands where there is nothing")
	case n.form == isText && n.text == "keep":
		s.miss = missIsKept
	case n.form == isText && n.text == "absent":
		s.miss = missIsAbsent
	default:
		s.miss, s.other = missIsOther, c.value(n, key, sc, w)
	}
}

// checkTable holds the texts of a table against the values that there are.
func (c *compiler) checkTable(t *table, key string, w want, n *node) {
	if t == nil || w.Type != store.String || w.Values == nil || n.get("join") != nil {
		return
	}
	for _, p := range t.node.pairs {
		if v, ok := t.values[p.key].(string); ok && v != "" {
			if err := w.Check(v); err != nil {
				c.at(p.value.place, key, "lookup: %s: %v", p.key, err)
			}
		}
	}
}
