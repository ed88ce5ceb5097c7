package mapping

import (
	"slices"
	"strings"

	"parley/graph/store"
	"parley/seed/load"
	"parley/seed/record"
)

// An entry is a node or an edge of the mapping.
type entry struct {
	about  load.Entry
	says   string     // its kind or relation, as a line has it
	shape  load.Shape // what a line may say; empty if there is no such kind or relation
	place  place
	key    string // the way to it in the file
	levels scope
	lets   map[string]*letName // its own
	only   condition           // or nil
	id     expr                // nil for an edge that has none
	idText string              // of a node, as the mapping has it
	from   *refs               // of an edge
	to     *refs
	keys   []keyed
	steady bool          // nothing of it depends on the record
	fixed  record.Object // of a steady one, the line
}

// there says whether the entry's condition holds.
func (e *entry) there(f *frame) bool { return e.only == nil || e.only.holds(f) }

// identify returns the id of a node for the elements that are bound, or "" if it is
// left out.
func (e *entry) identify(f *frame) string {
	if e.fixed != nil {
		return e.fixed[1].Value.(string)
	}
	if e.id == nil || !e.there(f) {
		return ""
	}
	id, _ := f.text(e.id.eval(f), e.id.column())
	return id
}

// lines adds the lines that the entry makes of the record.
func (e *entry) lines(f *frame, lines []load.Line) []load.Line {
	if e.fixed != nil {
		return append(lines, load.Line{Object: e.fixed, Entry: &e.about})
	}
	f.each(e.levels, func() {
		if len(lines) > load.RowLimit {
			return // No more is needed to refuse the record.
		}
		if o := e.line(f); o != nil {
			lines = append(lines, load.Line{Object: o, Entry: &e.about})
		}
	})
	return lines
}

// line makes one line, or nil if it is left out.
func (e *entry) line(f *frame) record.Object {
	o := make(record.Object, 0, len(e.keys)+4)
	if e.from == nil {
		id := e.identify(f)
		if id == "" {
			return nil
		}
		o = append(o, record.Member{Key: "kind", Value: e.says}, record.Member{Key: "id", Value: id})
	} else {
		if !e.there(f) {
			return nil
		}
		from, to := e.from.one(f, "from"), e.to.one(f, "to")
		if from == "" || to == "" {
			return nil
		}
		o = append(o, record.Member{Key: "relation", Value: e.says}, record.Member{Key: "from", Value: from}, record.Member{Key: "to", Value: to})
		if e.id != nil {
			if id, _ := f.text(e.id.eval(f), e.id.column()); id != "" {
				o = append(o, record.Member{Key: "id", Value: id})
			}
		}
	}
	for i := range e.keys {
		if v := e.keys[i].eval(f); v != nil {
			o = append(o, record.Member{Key: e.keys[i].name, Value: v})
		}
	}
	return o
}

func (k *keyed) eval(f *frame) any {
	if k.refs == nil {
		v := f.fit(k.key, k.value.eval(f), k.value.column())
		if t, ok := k.value.(template); ok && v == nil && k.key.Required {
			// That all of it is absent may be well: another record can have it.
			if p := t.half(f); p != nil {
				f.fault(p.report, nil, "%s: \"%s\" has nothing, since {%s} is empty", k.name, t, p.said)
			}
		}
		return v
	}
	if k.key.Type == store.String {
		if id := k.refs.one(f, k.name); id != "" {
			return id
		}
		return nil
	}
	ids := k.refs.ids(f)
	if len(ids) == 0 {
		return nil
	}
	all := make([]any, len(ids))
	for i, id := range ids {
		all[i] = id
	}
	return all
}

// beginNode compiles what other entries must know of a node: its kind, its lists, its id.
func (c *compiler) beginNode(name string, n *node, key string) *entry {
	e := &entry{about: load.Entry{Name: name}, place: n.place, key: key}
	c.own = nil
	if n.form != isObject {
		c.at(n.place, key, "a node is an object with kind and id, and this is %s", n.what())
		return e
	}
	before := c.moving
	if x := n.get("kind"); x == nil {
		c.at(n.place, key, "it lacks kind, and a node must have it")
	} else if s, ok := c.text(x, join(key, "kind")); ok {
		e.says = s
		if e.shape, ok = c.shapes.Kinds[s]; !ok {
			c.at(x.place, join(key, "kind"), "there is no kind %q%s", s, load.Instead(s, sorted(c.shapes.Kinds)))
		}
	}
	e.levels = c.each(n.get("each"), join(key, "each"))
	c.letOf(e, n, key)
	if x := n.get("if"); x != nil {
		e.only = c.condition(x, join(key, "if"), e.levels)
	}
	if x := n.get("id"); x == nil {
		c.at(n.place, key, "it lacks id, and a node must have it")
	} else {
		e.id, e.idText = c.value(x, join(key, "id"), e.levels, want{}), x.String()
	}
	e.steady = c.moving == before
	return e
}

// edge compiles an edge.
func (c *compiler) edge(n *node, key string) *entry {
	if n.form != isObject {
		c.at(n.place, key, "an edge is an object with relation, from and to, and this is %s", n.what())
		return nil
	}
	before := c.moving
	e := &entry{from: &refs{}, to: &refs{}, place: n.place, key: key}
	c.own = nil
	for _, must := range []string{"relation", "from", "to"} {
		if n.get(must) == nil {
			c.at(n.place, key, "it lacks %s, and an edge must have it", must)
		}
	}
	if x := n.get("relation"); x != nil {
		if s, ok := c.text(x, join(key, "relation")); ok {
			e.says = s
			if e.shape, ok = c.shapes.Relations[s]; !ok {
				c.at(x.place, join(key, "relation"), "there is no relation %q%s", s, load.Instead(s, sorted(c.shapes.Relations)))
			}
		}
	}
	e.about.Name = e.says
	e.levels = c.each(n.get("each"), join(key, "each"))
	for _, end := range []string{"from", "to"} {
		if x := n.get(end); x != nil {
			e.levels = c.with(e.levels, c.levelsOf(x), x.place, join(key, end))
		}
	}
	c.letOf(e, n, key)
	if x := n.get("if"); x != nil {
		e.only = c.condition(x, join(key, "if"), e.levels)
	}
	from, to := e.shape.From, e.shape.To
	if e.shape.Name == "" {
		from = kindNames(c.shapes)
		to = from
	}
	e.from = c.end(e, n, "from", key, from)
	e.to = c.end(e, n, "to", key, to)
	if x := n.get("id"); x != nil {
		e.id = c.value(x, join(key, "id"), e.levels, want{})
	}
	c.finish(e, n, key, edgeWords)
	e.settle(c, before)
	return e
}

// end compiles an end of an edge, which is of one of these kinds.
func (c *compiler) end(e *entry, n *node, end, key string, kinds []string) *refs {
	x := n.get(end)
	if x == nil {
		return &refs{} // That is told already.
	}
	e.about.Name += " " + end + " " + strings.Join(names(x), ", ")
	return c.refs(x, join(key, end), e.levels, kinds, false)
}

// levelsOf returns the lists of the nodes that an end names.
func (c *compiler) levelsOf(n *node) scope {
	if n.form == isList {
		var all scope
		for _, x := range n.list {
			all = append(all, lacking(all, c.levelsOf(x))...)
		}
		return all
	}
	if e := c.nodes[n.text]; e != nil && n.scalar() {
		return e.levels
	}
	return nil
}

// names are the names of nodes that an end has, for reports, or what an id is made of.
func names(n *node) []string {
	if id := n.get("id"); id != nil {
		n = id
	}
	if n.scalar() {
		return []string{n.text}
	}
	if n.form == isObject {
		return []string{"an id"}
	}
	var all []string
	for _, x := range n.list {
		all = append(all, names(x)...)
	}
	return all
}

// kindNames are the names of all kinds, in order.
func kindNames(s load.Shapes) []string {
	var all []string
	for _, k := range s.Kinds {
		all = append(all, k.Name)
	}
	slices.Sort(all)
	return all
}

// settle makes the line of an entry that does not depend on the record.
func (e *entry) settle(c *compiler, before int) {
	if c.moving != before || len(e.levels) > 0 || len(c.all) > 0 {
		return
	}
	f := c.m.frame(record.Record{})
	if o := e.line(f); o != nil && len(f.faults) == 0 {
		e.fixed = o
	}
}
