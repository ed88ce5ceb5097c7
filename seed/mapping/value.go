package mapping

import (
	"encoding/json"
	"slices"

	"parley/graph/store"
	"parley/seed/load"
	"parley/seed/record"
)

// A want is what a value is for. The zero want is nothing in particular.
type want struct {
	load.Key
	known bool // the Key says it
	point bool // of a time: the empty text is an end that is not known
}

func (w want) time() bool { return w.known && w.Parts == nil && w.Type == store.Period }

// value compiles a value.
func (c *compiler) value(n *node, key string, sc scope, w want) expr {
	switch n.form {
	case isText:
		return c.checked(c.template(n.text, n.place, key, sc), n, key, w)
	case isNumber:
		return c.checked(constant{json.Number(n.text)}, n, key, w)
	case isBool:
		return c.checked(constant{n.text == "true"}, n, key, w)
	case isList:
		l := make(list, len(n.list))
		for i, x := range n.list {
			l[i] = c.value(x, key, sc, w.element())
		}
		return l
	case isObject:
		return c.object(n, key, sc, w)
	}
	c.at(n.place, key, "it is empty; leave the key out where there is nothing to say")
	return constant{nil}
}

// element is what the elements of a list are for that is wanted.
func (w want) element() want {
	if w.Parts != nil || w.point {
		return want{}
	}
	return w
}

// object compiles an object: a value step by step, a time, one with parts, or, where
// nothing in particular is wanted, any.
func (c *compiler) object(n *node, key string, sc scope, w want) expr {
	switch {
	case n.get("from") != nil:
		return c.step(n, key, sc, w)
	case unquoted(n):
		c.at(n.place, key, `a text that begins with a brace must stand in quotes: "{%s}"`, n.pairs[0].key)
		return constant{nil}
	case w.time():
		return c.time(n, key, sc)
	case w.known && w.Parts == nil:
		c.words(n, key, stepWords, "a value step by step")
		return constant{""}
	}
	return c.members(n, key, sc, w)
}

// members compiles an object of values.
func (c *compiler) members(n *node, key string, sc scope, w want) expr {
	o := object{}
	for _, p := range n.pairs {
		inner, at := want{}, join(key, p.key)
		if w.Parts != nil {
			part, ok := w.Parts[p.key]
			if !ok {
				c.at(p.place, at, "%s has no such key%s", last(key), load.Instead(p.key, sorted(w.Parts)))
				continue
			}
			inner = want{Key: part, known: true}
		}
		before := c.moving
		e := c.value(p.value, at, sc, inner)
		o = append(o, member{p.key, e, inner, c.moving != before})
	}
	for _, name := range sorted(w.Parts) {
		if w.Parts[name].Required && n.get(name) == nil {
			c.at(n.place, key, "%s is missing, and every %s must have it", name, last(key))
		}
	}
	return o
}

// unquoted says whether an object is what YAML makes of a text in braces without quotes.
func unquoted(n *node) bool {
	return len(n.pairs) == 1 && n.pairs[0].value.form == isNull
}

// checked returns e, but if it is a constant, only as it can stand.
func (c *compiler) checked(e expr, n *node, key string, w want) expr {
	k, ok := e.(constant)
	if !ok || k.v == "" || !w.known {
		return e
	}
	f := frame{m: c.m}
	v := f.fit(w.Key, k.v, "")
	if len(f.faults) > 0 {
		c.at(n.place, key, "%s", f.faults[0].Reason)
		return e
	}
	if err := w.Check(v); err != nil {
		c.at(n.place, key, "%v", err)
	}
	return constant{k.v}
}

// A list is the elements that there are, lists among them spread out.
type list []expr

func (l list) eval(f *frame) any {
	var all []any
	for _, e := range l {
		all = spread(all, e.eval(f))
	}
	if all == nil {
		return nil
	}
	return all
}

func (l list) column() string {
	for _, e := range l {
		if c := e.column(); c != "" {
			return c
		}
	}
	return ""
}

// spread adds to a list what there is of v.
func spread(all []any, v any) []any {
	switch x := v.(type) {
	case nil:
	case []any:
		all = append(all, x...)
	case string:
		if x != "" {
			all = append(all, v)
		}
	default:
		all = append(all, v)
	}
	return all
}

// An object has members, those that there are. If it reads the record at all, and finds
// nothing there, the whole is absent, whatever else it says.
type object []member

type member struct {
	key   string
	value expr
	want  want
	moves bool // it reads the record
}

func (o object) eval(f *frame) any {
	out := make(record.Object, 0, len(o))
	moves, found := false, false
	for _, m := range o {
		v := m.value.eval(f)
		if m.want.known {
			v = f.fit(m.want.Key, v, m.value.column())
		}
		there := v != nil && v != ""
		moves, found = moves || m.moves, found || m.moves && there
		if there {
			out = append(out, record.Member{Key: m.key, Value: v})
		}
	}
	if len(out) == 0 || moves && !found {
		return nil
	}
	return out
}

func (o object) column() string {
	for _, m := range o {
		if c := m.value.column(); c != "" {
			return c
		}
	}
	return ""
}

// A key of an entry and its value.
type keyed struct {
	name  string
	key   load.Key
	value expr
	refs  *refs // instead of value, of a key that holds ids
}

// columns notes from which paths the key has its value.
func (k keyed) columns(to map[string]string) {
	if k.refs != nil {
		if c := k.refs.column(); c != "" {
			to[k.name] = c
		}
		return
	}
	if c := k.value.column(); c != "" {
		to[k.name] = c
	}
	if o, ok := k.value.(object); ok {
		for _, m := range o {
			if c := m.value.column(); c != "" {
				to[k.name+"."+m.key] = c
			}
		}
	}
}

// last is the last key of a way.
func last(way string) string {
	for i := len(way) - 1; i >= 0; i-- {
		if way[i] == '.' {
			return way[i+1:]
		}
	}
	return way
}

// sorted returns the keys of a map, ordered.
func sorted[V any](m map[string]V) []string {
	all := make([]string, 0, len(m))
	for k := range m {
		all = append(all, k)
	}
	slices.Sort(all)
	return all
}
