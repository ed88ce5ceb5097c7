package mapping

import (
	"slices"
	"strings"

	"parley/seed/load"
)

// Refs are the ids that an end of an edge, or a key, holds: the first of them that there
// is, or all.
type refs struct {
	all  bool
	refs []ref
}

// A ref is a node of the mapping, or an id.
type ref struct {
	entry *entry // or nil, and then:
	id    expr
	inner scope // the levels of the entry that whoever refers to it has not
}

// column is the first path that an id comes from, for reports, or "".
func (r *refs) column() string {
	for _, x := range r.refs {
		id := x.id
		if x.entry != nil {
			id = x.entry.id
		}
		if id != nil && id.column() != "" {
			return id.column()
		}
	}
	return ""
}

// ids returns the ids that there are, each once.
func (r *refs) ids(f *frame) []string {
	var ids []string
	for _, x := range r.refs {
		f.each(x.inner, func() {
			for _, id := range x.ids(f) {
				if !slices.Contains(ids, id) {
					ids = append(ids, id)
				}
			}
		})
		if !r.all && len(ids) > 0 {
			break
		}
	}
	return ids
}

func (x *ref) ids(f *frame) []string {
	if x.entry != nil {
		if id := x.entry.identify(f); id != "" {
			return []string{id}
		}
		return nil
	}
	var ids []string
	for _, v := range asList(x.id.eval(f)) {
		if id, ok := f.text(v, x.id.column()); ok && id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

// one returns the only id, or "" if there is none.
func (r *refs) one(f *frame, what string) string {
	ids := r.ids(f)
	switch len(ids) {
	case 0:
		return ""
	case 1:
		return ids[0]
	}
	f.fault(r.column(), strings.Join(ids, listSeparator), "%s takes one id, and there are %d", what, len(ids))
	return ""
}

// refs compiles names of nodes, and ids of others. Kinds are those that they may have.
func (c *compiler) refs(n *node, key string, sc scope, kinds []string, all bool) *refs {
	r := &refs{all: all}
	items := []*node{n}
	if n.form == isList {
		items = n.list
	}
	if len(items) == 0 {
		c.at(n.place, key, "the list is empty; it must name a node")
	}
	for _, x := range items {
		switch {
		case x.form == isObject && x.get("id") != nil:
			c.words(x, key, refWords, "a reference")
			r.refs = append(r.refs, ref{id: c.value(x.get("id"), join(key, "id"), sc, want{})})
		case x.scalar():
			if e := c.named(x, key, kinds); e != nil {
				r.refs = append(r.refs, ref{entry: e, inner: lacking(sc, e.levels)})
			}
		default:
			c.at(x.place, key, `it must be the name of a node, or {id: "…"} for one that is not in the mapping, and this is %s`, x.what())
		}
	}
	return r
}

// named finds a node by its name, of one of these kinds.
func (c *compiler) named(n *node, key string, kinds []string) *entry {
	e := c.nodes[n.text]
	switch {
	case e == nil && strings.ContainsAny(n.text, "{}:"):
		c.at(n.place, key, `there is no node %q; the id of a node that is not in the mapping is written as {id: "%s"}`, n.text, n.text)
		return nil
	case e == nil:
		c.at(n.place, key, "there is no node %q%s", n.text, load.Instead(n.text, sorted(c.nodes)))
		return nil
	case e.shape.Name != "" && !slices.Contains(kinds, e.shape.Name):
		c.at(n.place, key, "the node %s is of kind %s, and here can be %s", n.text, e.says, c.either(kinds))
	}
	if !e.steady {
		c.moving++
	}
	return e
}

// either lists kinds by their values.
func (c *compiler) either(kinds []string) string {
	var all []string
	for _, value := range sorted(c.shapes.Kinds) {
		if slices.Contains(kinds, c.shapes.Kinds[value].Name) {
			all = append(all, value)
		}
	}
	if n := len(all); n > 1 {
		return strings.Join(all[:n-1], ", ") + " or " + all[n-1]
	}
	return strings.Join(all, "")
}

// lacking returns the levels that sc has not.
func lacking(sc, levels scope) scope {
	var all scope
	for _, l := range levels {
		if !slices.Contains(sc, l) {
			all = append(all, l)
		}
	}
	return all
}
