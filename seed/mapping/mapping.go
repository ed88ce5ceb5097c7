// Package mapping turns records of any source into lines of the native format, as a
// mapping says: a file of YAML that needs no Go. The README beside this file is its
// language. A mapping is held against the schema when it is read, so that whatever can
// be wrong without a record is told at once with its place; paths, texts, patterns,
// formats and zones are compiled then too, and a record costs little more than what it
// says. What is wrong with one record is told of that record alone.
package mapping

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/graph/ontology"
	"parley/seed/load"
	"parley/seed/record"
)

// A Mapping says how a record becomes nodes and edges. It is not safe for use by
// several goroutines at once.
type Mapping struct {
	name      string
	input     record.Options
	inner     []hop // inside each record, to the object that is meant
	innerPath string
	absent    map[string]bool
	decimal   string // the point of numbers, "" if the mapping does not say
	only      condition
	lets      []let
	entries   []*entry // nodes, then edges
	slots     int
	readings  []*reading
	patterns  []pattern
	zones     zones
	evidence  map[string]bool // the kinds that evidence is of
	sample    record.Object   // the first record, for hints
}

// A let is a value with a name.
type let struct {
	value  expr
	column string // where it comes from, for reports
	inner  bool   // it is of a node or an edge, and worked out for each element
}

// A letName is how paths find a let.
type letName struct {
	index int  // in the mapping
	ready bool // it is compiled
}

// A compiler makes a Mapping of a file.
type compiler struct {
	*problems
	shapes   load.Shapes
	m        *Mapping
	tables   map[string]*table
	lets     map[string]*letName // by name
	own      map[string]*letName // those of the node or edge that is compiled now
	letNow   int                 // that which is compiled now, or -1
	nodes    map[string]*entry
	defaults []pair
	levels   map[string]*level
	readings map[[2]string]*reading
	moving   int   // how often it has compiled something that depends on the record
	tallied  *node // the value of a key that is compiled now, which may be tallied
	asking   bool  // a path is compiled of which it is only asked whether there is anything
}

// Parse reads a mapping and holds it against an ontology. The name is the file's, for
// reports. An error is Problems: the first Most that there are.
func Parse(o *ontology.Ontology, name string, text []byte) (*Mapping, error) {
	ps := &problems{file: name}
	n := read(ps, text)
	if n == nil || len(ps.all) > 0 {
		return nil, ps.err()
	}
	shapes := load.ShapesOf(o)
	c := &compiler{
		problems: ps, shapes: shapes, m: &Mapping{name: name, zones: zones{}, evidence: evidenceKinds(shapes)}, tables: map[string]*table{}, lets: map[string]*letName{},
		letNow: -1, nodes: map[string]*entry{}, levels: map[string]*level{}, readings: map[[2]string]*reading{},
	}
	c.compile(n)
	if len(ps.all) == 0 {
		c.complete(o.Bounds)
	}
	if err := ps.err(); err != nil {
		return nil, err
	}
	return c.m, nil
}

// compile compiles a file.
func (c *compiler) compile(n *node) {
	c.words(n, "", topWords, "a mapping")
	if x := n.get("about"); x != nil {
		c.text(x, "about")
	}
	if x := n.get("input"); x != nil {
		c.input(x)
	}
	if x := n.get("absent"); x != nil {
		c.m.absent = map[string]bool{}
		for _, s := range c.texts(x, "absent") {
			c.m.absent[strings.TrimSpace(s.text)] = true
		}
	}
	for _, p := range c.pairs(n, "lookups", "") {
		key := join("lookups", p.key)
		if p.value.form != isObject {
			c.at(p.value.place, key, "a lookup is an object of texts and what stands for them, and this is %s", p.value.what())
			continue
		}
		c.tables[p.key] = c.newTable(p.value, key)
	}
	c.letAll(c.pairs(n, "let", ""), "let", c.lets, nil)
	if x := n.get("if"); x != nil {
		c.m.only = c.condition(x, "if", nil)
	}
	c.defaults = c.pairs(n, "defaults", "")
	c.checkDefaults()
	c.entries(n)
}

// pairs returns the members of an object under a key, in order. Way leads to what has
// the key.
func (c *compiler) pairs(n *node, key, way string) []pair {
	x := n.get(key)
	switch {
	case x == nil:
		return nil
	case x.form != isObject:
		c.at(x.place, join(way, key), "it must be an object, and this is %s", x.what())
		return nil
	}
	return x.pairs
}

// checkDefaults refuses defaults that nothing can have.
func (c *compiler) checkDefaults() {
	known := map[string]bool{}
	for _, shapes := range []map[string]load.Shape{c.shapes.Kinds, c.shapes.Relations} {
		for _, s := range shapes {
			for key := range s.Keys {
				known[key] = true
			}
		}
	}
	for _, p := range c.defaults {
		if !known[p.key] {
			c.at(p.place, join("defaults", p.key), "no kind and no relation has such a key%s", load.Near(p.key, slices.Sorted(maps.Keys(known))))
		}
	}
}

// entries compiles nodes and edges.
func (c *compiler) entries(n *node) {
	pairs := c.pairs(n, "nodes", "")
	for _, p := range pairs {
		e := c.beginNode(p.key, p.value, join("nodes", p.key))
		c.nodes[p.key] = e
		c.m.entries = append(c.m.entries, e)
	}
	for _, p := range pairs {
		e, before := c.nodes[p.key], c.moving
		steady := e.steady
		c.finish(e, p.value, join("nodes", p.key), nodeWords)
		if steady {
			e.settle(c, before)
		}
	}
	x := n.get("edges")
	switch {
	case x == nil:
		return
	case x.form != isList:
		c.at(x.place, "edges", "it must be a list of edges, and this is %s", x.what())
		return
	}
	for i, y := range x.list {
		if e := c.edge(y, fmt.Sprintf("edges.%d", i+1)); e != nil {
			c.m.entries = append(c.m.entries, e)
		}
	}
}

// Row makes lines of a record. It is not ok if the mapping passes the record over. The
// lines may share objects with those of other rows, and nobody may change them.
func (m *Mapping) Row(r record.Record) (row load.Row, ok bool) {
	f := m.frame(r)
	row = load.Row{File: r.File, Line: r.Line}
	if m.inner != nil {
		f.root, ok = walk(r.Value, m.inner).(record.Object)
		if !ok {
			f.fault(m.innerPath, nil, "there is no object, and input says that it is the record")
			row.Faults = f.faults
			return row, true
		}
	}
	if m.sample == nil {
		m.sample = f.root
	}
	if m.only != nil && !m.only.holds(f) {
		row.Faults = f.faults
		return row, len(f.faults) > 0
	}
	row.Lines = make([]load.Line, 0, len(m.entries))
	for _, e := range m.entries {
		row.Lines = e.lines(f, row.Lines)
	}
	row.Faults = f.faults
	return row, true
}

// frame begins with a record.
func (m *Mapping) frame(r record.Record) *frame {
	return &frame{
		m: m, record: r, root: r.Value,
		turn: 1, lets: make([]named, len(m.lets)), bound: make([]element, m.slots), lists: make([][]any, m.slots),
	}
}

// Unseen returns the paths that were looked for, and at which no record so far had
// anything, in the order of the mapping; but not those of which it is only asked
// whether there is anything. Hints come of the first record.
func (m *Mapping) Unseen() []Path {
	var all []Path
	for _, r := range m.readings {
		if r.tried && !r.seen && !r.quiet {
			p := r.Path
			p.Hint = m.hint(r)
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b Path) int { return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column)) })
	return all
}

// hint says where the first record has a list of objects that have what is looked for
// in vain, or "".
func (m *Mapping) hint(r *reading) string {
	if r.names == nil {
		return ""
	}
	for _, x := range m.sample {
		list, _ := x.Value.([]any)
		if len(list) == 0 {
			continue
		}
		first, _ := list[0].(record.Object)
		if _, ok := first.Get(r.names[0]); ok {
			hint := fmt.Sprintf("the elements of %s have it; each: %s reads them", x.Key, x.Key)
			if m.inner == nil && m.input.Records == "" {
				hint += fmt.Sprintf(", or input: {records: %s} makes each a record", x.Key)
			}
			return hint
		}
	}
	return ""
}
