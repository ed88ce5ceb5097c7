package mapping

import (
	"encoding/json"
	"regexp"
	"strings"

	"parley/seed/load"
	"parley/seed/record"
)

// table finds a lookup by its name, or compiles one in place.
func (c *compiler) table(n *node, key string) *table {
	if n.form == isObject {
		return c.newTable(n, key)
	}
	name, ok := c.text(n, key)
	if !ok {
		return nil
	}
	t, ok := c.tables[name]
	if !ok {
		c.at(n.place, key, "there is no lookup %q%s", name, load.Instead(name, sorted(c.tables)))
	}
	return t
}

// newTable compiles what stands for texts. The key is the text after absent ones are
// left out and spaces around are cut, and so it must be without them.
func (c *compiler) newTable(n *node, key string) *table {
	t := &table{map[string]any{}, n}
	for _, p := range n.pairs {
		t.values[p.key] = c.plain(p.value, join(key, p.key))
	}
	return t
}

// plain is what a node says by itself: no path is read in it.
func (c *compiler) plain(n *node, key string) any {
	switch n.form {
	case isNull:
		return nil
	case isNumber:
		return json.Number(n.text)
	case isBool:
		return n.text == "true"
	case isList:
		var all []any
		for _, x := range n.list {
			all = spread(all, c.plain(x, key))
		}
		if all == nil {
			return nil
		}
		return all
	case isObject:
		if unquoted(n) {
			c.at(n.place, key, "a text in braces must stand in quotes")
		}
		o := record.Object{}
		for _, p := range n.pairs {
			if v := c.plain(p.value, join(key, p.key)); v != nil {
				o = append(o, record.Member{Key: p.key, Value: v})
			}
		}
		return o
	}
	return c.plainText(n, key)
}

// plainText is a text in which no path is read.
func (c *compiler) plainText(n *node, key string) string {
	before := c.moving
	e := c.template(n.text, n.place, key, nil)
	if c.moving != before {
		c.at(n.place, key, "no path is read here, and it has one; {{ and }} are braces themselves")
	}
	s, _ := e.eval(&frame{m: c.m}).(string)
	return s
}

// text is a text that stands as it is.
func (c *compiler) text(n *node, key string) (string, bool) {
	if !n.scalar() {
		c.at(n.place, key, "it must be a text, and this is %s", n.what())
		return "", false
	}
	return n.text, true
}

// texts is a text or a list of texts.
func (c *compiler) texts(n *node, key string) []*node {
	all := []*node{n}
	if n.form == isList {
		all = n.list
	}
	for _, x := range all {
		if !x.scalar() {
			c.at(x.place, key, "it must be a text or a list of texts, and this is %s", x.what())
			return nil
		}
	}
	return all
}

// pattern is a regular expression.
func (c *compiler) pattern(n *node, key string) *regexp.Regexp {
	s, ok := c.text(n, key)
	if !ok {
		return nil
	}
	return c.regexp(s, n.place, key)
}

func (c *compiler) regexp(s string, at place, key string) *regexp.Regexp {
	if strings.ContainsAny(s, "\a\b\v\f\x1b") {
		c.at(at, key, `the regular expression has a control character, such as YAML makes of \b in double quotes; use single quotes: '\b'`)
		return nil
	}
	r, err := regexp.Compile(s)
	if err != nil {
		c.at(at, key, "the regular expression is wrong: %s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		return nil
	}
	return r
}
