package mapping

// letAll compiles values that get a name, which paths then find in names. Those of a
// node or an edge are worked out for the elements of its scope.
func (c *compiler) letAll(pairs []pair, key string, names map[string]*letName, sc scope) {
	first, inner := len(c.m.lets), c.own != nil
	for i, p := range pairs {
		at := join(key, p.key)
		switch {
		case !validName(p.key):
			c.at(p.place, at, "%q is no name: it has a letter at least, and no dot, brace, |, # or space around it", p.key)
		case inner && c.lets[p.key] != nil:
			c.at(p.place, at, "let at the top of the mapping has this name already; give it another one")
		case sc.named([]hop{{p.key, -1}}) != nil:
			c.at(p.place, at, "the elements of each have this name already; give it another one")
		}
		names[p.key] = &letName{index: first + i}
	}
	c.m.lets = append(c.m.lets, make([]let, len(pairs))...)
	for _, p := range pairs {
		name := names[p.key]
		c.letNow = name.index
		e := c.value(p.value, join(key, p.key), sc, want{})
		c.m.lets[name.index] = let{e, e.column(), inner}
		name.ready = true
	}
	c.letNow = -1
}

// letOf compiles the named values of a node or an edge.
func (c *compiler) letOf(e *entry, n *node, key string) {
	c.own = map[string]*letName{}
	c.letAll(c.pairs(n, "let", key), join(key, "let"), c.own, e.levels)
	e.lets = c.own
}

// let finds a value by its name: that of the node or edge, or that of the mapping.
func (c *compiler) let(name string) *letName {
	if l := c.own[name]; l != nil {
		return l
	}
	return c.lets[name]
}
