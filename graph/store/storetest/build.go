package storetest

import (
	"fmt"
	"strings"

	"parley/graph/edtf"
	"parley/graph/store"
)

// A builder makes one query out of parts, so that a case is a line.
type builder struct {
	args  []any
	hop   *store.Hop // nil at the roots
	where *store.Cond
	*store.Pick
}

// An opt adds one thing to the rows of a builder, and a cond makes a condition.
type (
	opt  func(b *builder)
	cond func(b *builder) store.Cond
)

func (b *builder) arg(v any) store.Arg {
	b.args = append(b.args, v)
	return store.Arg(len(b.args))
}

// nodes asks for the nodes of kinds, separated by spaces, with their ids.
func nodes(kinds string, opts ...opt) store.Query {
	s := &store.Selection{Kinds: strings.Fields(kinds)}
	return build(s, store.OfNode, opts)
}

// find asks for the nodes of kinds that match a text, with their ids and scores.
func find(words, kinds string, opts ...opt) store.Query {
	s := &store.Selection{Kinds: strings.Fields(kinds), Text: 1}
	s.Order.By = store.ByScore
	s.Fields = []store.Field{{Of: store.OfNode, Name: "id"}, {Of: store.OfMatch, Name: "score"}}
	opts = append([]opt{func(b *builder) { b.arg(words) }}, opts...)
	return build(s, store.OfNode, opts)
}

// edges asks for the edges of relations, with their ids.
func edges(relations string, opts ...opt) store.Query {
	s := &store.Selection{Relations: strings.Fields(relations)}
	return build(s, store.OfEdge, opts)
}

func build(s *store.Selection, of store.Of, opts []opt) store.Query {
	s.Rows = true
	if s.Fields == nil {
		s.Fields = []store.Field{{Of: of, Name: "id"}}
	}
	b := &builder{where: &s.Where, Pick: &s.Pick}
	for _, o := range opts {
		o(b)
	}
	return store.Query{Select: s, Args: b.args}
}

// hop adds a hop to nodes of kinds, with their ids.
func hop(step store.Step, kinds string, opts ...opt) opt {
	return func(b *builder) {
		h := &store.Hop{Step: step, Kinds: strings.Fields(kinds)}
		h.Rows, h.Fields = true, []store.Field{{Of: store.OfNode, Name: "id"}}
		if _, ok := step.(store.Chain); ok {
			h.Order.By = store.ByDistance
		}
		below := &builder{args: b.args, hop: h, where: &h.Where, Pick: &h.Pick}
		for _, o := range opts {
			o(below)
		}
		b.args = below.args
		b.Hops = append(b.Hops, h)
	}
}

func out(relation string) store.Along  { return store.Along{Relation: relation} }
func in(relation string) store.Along   { return store.Along{Relation: relation, Direction: store.In} }
func both(relation string) store.Along { return store.Along{Relation: relation, Direction: store.Both} }
func once(s store.Along) store.Along   { s.Distinct = true; return s }

func where(c cond) opt     { return func(b *builder) { *b.where = c(b) } }
func first(n int64) opt    { return func(b *builder) { b.First = b.arg(n) } }
func last(n int64) opt     { return func(b *builder) { b.Last = b.arg(n) } }
func on(kinds string) opt  { return func(b *builder) { b.hop.On = strings.Fields(kinds) } }
func onlyOne(b *builder)   { b.hop.One = true }
func total(b *builder)     { b.Total = true }
func noRows(b *builder)    { b.Rows = false }
func positions(b *builder) { b.Positions = true }
func noMore(b *builder)    { b.NoMore = true }

func after(id, edge string, keys ...any) opt {
	return func(b *builder) { b.After = b.arg(store.Position{ID: id, Edge: edge, Keys: keys}) }
}

func before(id, edge string, keys ...any) opt {
	return func(b *builder) { b.Before = b.arg(store.Position{ID: id, Edge: edge, Keys: keys}) }
}

// fields replaces the fields: "name" of the node, "edge.when", "group.count".
func fields(names string) opt {
	return func(b *builder) {
		b.Fields = nil
		for _, name := range strings.Fields(names) {
			of, name := split(name)
			b.Fields = append(b.Fields, store.Field{Of: of, Name: name})
		}
	}
}

// split cuts a name with what it is of in front of it, without which it is of the node.
func split(name string) (store.Of, string) {
	for _, of := range []store.Of{store.OfEdge, store.OfGroup} {
		if rest, ok := strings.CutPrefix(name, of.String()+"."); ok {
			return of, rest
		}
	}
	return store.OfNode, name
}

func order(o store.Order) opt { return func(b *builder) { b.Order = o } }

// by orders by a property, or by the time that it is.
func by(name string) opt     { return order(propertyOrder(name, false)) }
func byDesc(name string) opt { return order(propertyOrder(name, true)) }

func propertyOrder(name string, desc bool) store.Order {
	o := store.Order{By: store.ByProperty, Desc: desc}
	o.Of, o.Property = split(name)
	if o.Property == "when" || o.Property == "born" {
		o.By = store.ByTime
	}
	return o
}

// byEdge sets that the edge's id, not the node's, decides between equal keys.
func byEdge(b *builder) { b.Order.Edges = true }

// is compares a property, such as "name" or "edge.role".
func is(name string, op store.Op, v any) cond {
	return func(b *builder) store.Cond {
		c := store.Compare{Op: op}
		c.Of, c.Property = split(name)
		if op != store.Exists {
			c.Arg = b.arg(v)
		}
		return c
	}
}

func eq(name string, v any) cond { return is(name, store.Eq, v) }
func exists(name string) cond    { return is(name, store.Exists, nil) }
func id(ids ...string) cond      { return is("id", store.AnyOf, append([]string{}, ids...)) }
func ofKinds(kinds string) cond {
	return func(*builder) store.Cond { return store.Kinds(strings.Fields(kinds)) }
}
func not(c cond) cond { return func(b *builder) store.Cond { return store.Not{Cond: c(b)} } }

func and(all ...cond) cond { return func(b *builder) store.Cond { return store.And(conds(b, all)) } }
func or(all ...cond) cond  { return func(b *builder) store.Cond { return store.Or(conds(b, all)) } }

func conds(b *builder, all []cond) []store.Cond {
	made := make([]store.Cond, len(all))
	for i, c := range all {
		made[i] = c(b)
	}
	return made
}

// during holds of a time that overlaps that of an EDTF text.
func during(name, window string, change ...func(*store.During)) cond {
	return func(b *builder) store.Cond {
		d := store.During{Window: b.arg(period(window).Window())}
		d.Of, d.Property = split(name)
		for _, c := range change {
			c(&d)
		}
		return d
	}
}

func certain(d *store.During) { d.Certain = true }
func undated(d *store.During) { d.Undated = true }

// someEnd holds if a step leads to a node of kinds for which c, unless nil, holds.
func someEnd(step store.Step, kinds string, c cond) cond {
	return func(b *builder) store.Cond {
		s := store.Some{Step: step, Kinds: strings.Fields(kinds)}
		if c != nil {
			s.Where = c(b)
		}
		return s
	}
}

// foundOnce has the ends of a someEnd be found once.
func foundOnce(c cond) cond {
	return func(b *builder) store.Cond {
		s := c(b).(store.Some)
		s.Once = true
		return s
	}
}

func eachEnd(step store.Along, ids ...string) cond {
	return func(b *builder) store.Cond { return store.Each{Step: step, IDs: b.arg(append([]string{}, ids...))} }
}

// show writes a page in a line: rows separated by spaces, each its values separated by commas
// and, in brackets, the pages of its hops; < and > where more rows lie before and
// behind, and = with the total where it is asked for.
func show(page *store.Page, p *store.Pick) string {
	var words []string
	if page.MoreBefore {
		words = append(words, "<")
	}
	for i := range page.Items {
		x := &page.Items[i]
		var values []string
		for f := range p.Fields {
			values = append(values, showValue(x.Value(f)))
		}
		word := strings.Join(values, ",")
		for h := range p.Hops {
			word += "(" + show(x.Page(h), &p.Hops[h].Pick) + ")"
		}
		words = append(words, word)
	}
	if page.MoreAfter {
		words = append(words, ">")
	}
	if p.Total {
		words = append(words, fmt.Sprintf("=%d", page.Total))
	}
	return strings.Join(words, " ")
}

func showValue(v any) string {
	switch v := v.(type) {
	case nil:
		return "nil"
	case edtf.Period:
		return v.EDTF
	}
	return fmt.Sprint(v)
}

// node puts a node with properties given as name, value, name, value; a text for
// the time that "when" and "born" are.
func node(kind, id string, props ...any) store.PutNode {
	return store.PutNode{Node: store.Node{ID: id, Kind: kind, Props: properties(props)}}
}

// edge puts an edge; its relation is the beginning of its id.
func edge(id, source, target string, props ...any) store.PutEdge {
	relation, _, _ := strings.Cut(id, ":")
	return store.PutEdge{Edge: store.Edge{
		ID: id, Relation: strings.ToUpper(relation), Source: source, Target: target, Props: properties(props),
	}}
}

func properties(pairs []any) map[string]any {
	props := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		name, v := pairs[i].(string), pairs[i+1]
		if s, ok := v.(string); ok && (name == "when" || name == "born") {
			v = period(s)
		}
		props[name] = v
	}
	return props
}
