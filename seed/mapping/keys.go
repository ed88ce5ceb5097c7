package mapping

import (
	"parley/graph/store"
	"parley/seed/load"
)

// finish compiles the keys of a node or an edge.
func (c *compiler) finish(e *entry, n *node, key string, words []word) {
	if e.shape.Name == "" {
		return
	}
	c.own = e.lets
	given := map[string]bool{}
	for _, p := range n.pairs {
		if isWord(words, p.key) {
			continue
		}
		at := join(key, p.key)
		k, ok := e.shape.Keys[p.key]
		switch {
		case e.shape.Never[p.key] != "":
			c.at(p.place, at, "it cannot be written here: %s", e.shape.Never[p.key])
		case !ok:
			known := sorted(e.shape.Keys)
			for _, w := range words {
				known = append(known, w.name)
			}
			c.at(p.place, at, "%s has no such key%s", e.says, load.Instead(p.key, known))
		default:
			given[p.key] = true
			c.key(e, p.key, k, p.value, at)
		}
	}
	for _, p := range c.defaults {
		if k, ok := e.shape.Keys[p.key]; ok && !given[p.key] {
			given[p.key] = true
			c.key(e, p.key, k, p.value, join("defaults", p.key))
		}
	}
	for _, name := range sorted(e.shape.Keys) {
		if e.shape.Keys[name].Required && !given[name] {
			c.at(n.place, key, "it lacks %s, and every %s must have it", name, e.says)
		}
	}
	if x := n.get("keep"); x != nil {
		c.keep(e, x, join(key, "keep"))
	}
	c.report(e)
}

// key compiles one key and its value.
func (c *compiler) key(e *entry, name string, k load.Key, n *node, at string) {
	y := keyed{name: name, key: k}
	switch {
	case k.Refs != nil:
		all := k.Type == store.Strings
		y.refs = c.refs(n, at, e.levels, k.Refs, all)
		if !all {
			c.oneOnly(y.refs, n, at, e.levels)
		}
	default:
		c.tallied = n
		y.value = c.value(n, at, e.levels, want{Key: k, known: true})
		if v, ok := y.value.(constant); ok && v.v == "" && k.Required {
			c.at(n.place, at, "it is empty, and every %s must have it", e.says)
		}
		c.tally(e, name, k, n, at)
	}
	e.keys = append(e.keys, y)
}

// oneOnly refuses a node that comes several times where one id is taken.
func (c *compiler) oneOnly(r *refs, n *node, key string, sc scope) {
	hint := ""
	if len(sc) > 0 {
		hint = "; if its each is the same as here, it is one of the same element"
	}
	for _, x := range r.refs {
		if len(x.inner) > 0 {
			c.at(n.place, key, "it takes one node, and %s comes once for each of %s%s", x.entry.about.Name, x.inner[0].column, hint)
		}
	}
}

// tally notes which list gets the rarer texts of a key.
func (c *compiler) tally(e *entry, name string, k load.Key, n *node, at string) {
	x := n.get("tally")
	if x == nil || n.get("from") == nil {
		return
	}
	at = join(at, "tally")
	to, ok := c.text(x, at)
	if !ok {
		return
	}
	list, known := e.shape.Keys[to]
	switch {
	case k.Type != store.String || k.Values != nil || k.Parts != nil:
		c.at(x.place, at, "only a text can be the commonest of several, and %s is none", name)
	case !known || list.Type != store.Strings || list.Refs != nil:
		c.at(x.place, at, "%s has no list of texts %q%s", e.says, to, load.Instead(to, lists(e.shape)))
	default:
		if e.about.Tally == nil {
			e.about.Tally = map[string]string{}
		}
		e.about.Tally[name] = to
	}
}

// lists are the keys that hold lists of texts.
func lists(s load.Shape) []string {
	var all []string
	for _, name := range sorted(s.Keys) {
		if k := s.Keys[name]; k.Type == store.Strings && k.Refs == nil {
			all = append(all, name)
		}
	}
	return all
}

// keep compiles which keys keep all their values.
func (c *compiler) keep(e *entry, n *node, key string) {
	for _, x := range c.texts(n, key) {
		k, ok := e.shape.Keys[x.text]
		switch {
		case !ok:
			c.at(x.place, key, "%s has no key %q%s", e.says, x.text, load.Instead(x.text, sorted(e.shape.Keys)))
		case k.Type == store.Strings:
			c.at(x.place, key, "%s is a list, and lists are always put together", x.text)
		case !joins(k):
			c.at(x.place, key, "%s is no text, and only texts can be joined", x.text)
		default:
			e.about.Keep = append(e.about.Keep, x.text)
		}
	}
}

// joins says whether texts of a key can be joined.
func joins(k load.Key) bool {
	return k.Type == store.String && k.Values == nil && k.Refs == nil && !k.URL
}

// report notes from which paths the values come.
func (c *compiler) report(e *entry) {
	columns := map[string]string{}
	for _, k := range e.keys {
		k.columns(columns)
	}
	if e.id != nil && e.id.column() != "" {
		columns["id"] = e.id.column()
	}
	if e.from != nil {
		for end, r := range map[string]*refs{"from": e.from, "to": e.to} {
			if p := r.column(); p != "" {
				columns[end] = p
			}
		}
	}
	if len(columns) > 0 {
		e.about.Columns = columns
	}
}
