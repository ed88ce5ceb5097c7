package mapping

import (
	"regexp"
	"strings"
)

// A condition holds for a record, or not.
type condition interface{ holds(f *frame) bool }

type (
	allOf []condition
	anyOf []condition
	notIt struct{ condition }
	// compared holds where the value at a path does as test says.
	compared struct {
		path *path
		test test
	}
)

func (a allOf) holds(f *frame) bool {
	for _, x := range a {
		if !x.holds(f) {
			return false
		}
	}
	return true
}

func (a anyOf) holds(f *frame) bool {
	for _, x := range a {
		if x.holds(f) {
			return true
		}
	}
	return false
}

func (n notIt) holds(f *frame) bool { return !n.condition.holds(f) }

func (a compared) holds(f *frame) bool { return a.test(f, a.path, a.path.value(f)) }

// A test says whether a value, nil if there is none, is as wanted.
type test func(f *frame, p *path, v any) bool

// matching is a test of texts: of a list, of any of them.
func matching(match func(f *frame, s string) bool) test {
	var t test
	t = func(f *frame, p *path, v any) bool {
		switch x := v.(type) {
		case nil:
			return false
		case []any:
			for _, e := range x {
				if t(f, p, e) {
					return true
				}
			}
			return false
		}
		s, ok := f.text(v, p.report)
		return ok && match(f, s)
	}
	return t
}

// condition compiles a condition.
func (c *compiler) condition(n *node, key string, sc scope) condition {
	if n.form != isObject || len(n.pairs) == 0 {
		c.at(n.place, key, "a condition is an object of paths and what stands there, such as {kind: persname}, and this is %s", none(n))
		return allOf(nil)
	}
	var all allOf
	for _, p := range n.pairs {
		at := join(key, p.key)
		switch p.key {
		case "any":
			all = append(all, anyOf(c.conditions(p.value, at, sc)))
		case "all":
			all = append(all, allOf(c.conditions(p.value, at, sc)))
		case "not":
			all = append(all, notIt{c.condition(p.value, at, sc)})
		default:
			all = append(all, c.compare(p, at, sc))
		}
	}
	return all
}

func (c *compiler) conditions(n *node, key string, sc scope) []condition {
	if n.form != isList || len(n.list) == 0 {
		c.at(n.place, key, "it must be a list of conditions, and this is %s; a column of this name is written as {\"{%s}\": …}", none(n), last(key))
		return nil
	}
	var all []condition
	for _, x := range n.list {
		all = append(all, c.condition(x, key, sc))
	}
	return all
}

// none is n.what, but says of a list or an object that has nothing in it that it is empty.
func none(n *node) string {
	if n.form == isObject && len(n.pairs) == 0 || n.form == isList && len(n.list) == 0 {
		return "empty"
	}
	return n.what()
}

// compare compiles a path and what must stand there.
func (c *compiler) compare(p pair, key string, sc scope) condition {
	name := p.key
	if strings.HasPrefix(name, "{") && strings.HasSuffix(name, "}") {
		name = name[1 : len(name)-1]
	}
	if x := p.value.get("exists"); x != nil && len(p.value.pairs) == 1 {
		c.asking = true
	}
	path := c.path(name, p.place, key, sc)
	c.asking = false
	return compared{path, c.test(p.value, key, sc)}
}

// test compiles what must stand at a path.
func (c *compiler) test(n *node, key string, sc scope) test {
	switch n.form {
	case isList:
		var all []test
		for _, x := range n.list {
			all = append(all, c.test(x, key, sc))
		}
		return func(f *frame, p *path, v any) bool {
			for _, t := range all {
				if t(f, p, v) {
					return true
				}
			}
			return false
		}
	case isObject:
		return c.tests(n, key, sc)
	case isNull:
		c.at(n.place, key, "it is empty; {exists: false} holds where there is nothing")
		return matching(func(*frame, string) bool { return false })
	}
	e := c.template(n.text, n.place, key, sc)
	if k, ok := e.(constant); ok {
		s, _ := k.v.(string)
		if s == "" {
			c.at(n.place, key, "nothing that is there is empty; {exists: false} holds where there is nothing")
		}
		return matching(func(_ *frame, x string) bool { return x == s })
	}
	return matching(func(f *frame, x string) bool {
		s, ok := f.text(e.eval(f), e.column())
		return ok && s == x
	})
}

// tests compiles an object of tests, which must all hold.
func (c *compiler) tests(n *node, key string, sc scope) test {
	c.words(n, key, testWords, "what stands at a path")
	var all []test
	for _, p := range n.pairs {
		at := join(key, p.key)
		switch p.key {
		case "not":
			t := c.test(p.value, at, sc)
			all = append(all, func(f *frame, p *path, v any) bool { return !t(f, p, v) })
		case "matches":
			r := c.pattern(p.value, at)
			if r == nil {
				r = regexp.MustCompile("")
			}
			all = append(all, matching(func(_ *frame, s string) bool { return r.MatchString(s) }))
		case "exists":
			wanted := c.boolean(p.value, at)
			all = append(all, func(_ *frame, _ *path, v any) bool { return (v != nil) == wanted })
		}
	}
	return func(f *frame, p *path, v any) bool {
		for _, t := range all {
			if !t(f, p, v) {
				return false
			}
		}
		return true
	}
}

// boolean is true or false.
func (c *compiler) boolean(n *node, key string) bool {
	if n.form != isBool {
		c.at(n.place, key, "it must be true or false, and this is %s", n.what())
	}
	return n.text == "true"
}
