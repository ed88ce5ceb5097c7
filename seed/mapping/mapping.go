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
	about     string
	input     record.Options
	inner     []hop // inside each record, to the object that is meant
	innerPath string
	absent    map[string]bool
	comma     bool // is the point of numbers
	only      condition
	lets      []let
	entries   []*entry // nodes, then edges
	slots     int
	readings  []*reading
	patterns  []pattern
	zones     zones
}

// A let is a value with a name.
type let struct {
	value  expr
	column string // where it comes from, for reports
}

// A compiler makes a Mapping of a file.
type compiler struct {
	*problems
	shapes    load.Shapes
	m         *Mapping
	tables    map[string]*table
	lets      map[string]int // by name
	letsKnown int            // how many are compiled
	letNow    int            // that which is compiled now, or -1
	nodes     map[string]*entry
	defaults  []pair
	levels    map[string]*level
	readings  map[[2]string]*reading
	moving    int   // how often it has compiled something that depends on the record
	tallied   *node // the value of a key that is compiled now, which may be tallied
	asking    bool  // a path is compiled of which it is only asked whether there is anything
}

// Parse reads a mapping and holds it against an ontology. The name is the file's, for
// reports. An error is Problems: the first Most that there are.
func Parse(o *ontology.Ontology, name string, text []byte) (*Mapping, error) {
	ps := &problems{file: name}
	n := read(ps, text)
	if n == nil || len(ps.all) > 0 {
		return nil, ps.err()
	}
	c := &compiler{
		problems: ps, shapes: load.ShapesOf(o), m: &Mapping{name: name, zones: zones{}}, tables: map[string]*table{}, lets: map[string]int{},
		letNow: -1, nodes: map[string]*entry{}, levels: map[string]*level{}, readings: map[[2]string]*reading{},
	}
	c.compile(n)
	if err := ps.err(); err != nil {
		return nil, err
	}
	return c.m, nil
}

// compile compiles a file.
func (c *compiler) compile(n *node) {
	c.words(n, "", topWords, "a mapping")
	if x := n.get("about"); x != nil {
		c.m.about, _ = c.text(x, "about")
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
	for _, p := range c.pairs(n, "lookups") {
		key := join("lookups", p.key)
		if p.value.form != isObject {
			c.at(p.value.place, key, "a lookup is an object of texts and what stands for them, and this is %s", p.value.what())
			continue
		}
		c.tables[p.key] = c.newTable(p.value, key)
	}
	c.letAll(c.pairs(n, "let"))
	if x := n.get("if"); x != nil {
		c.m.only = c.condition(x, "if", nil)
	}
	c.defaults = c.pairs(n, "defaults")
	c.checkDefaults()
	c.entries(n)
}

// pairs returns the members of an object under a key, in order.
func (c *compiler) pairs(n *node, key string) []pair {
	x := n.get(key)
	switch {
	case x == nil:
		return nil
	case x.form != isObject:
		c.at(x.place, key, "it must be an object, and this is %s", x.what())
		return nil
	}
	return x.pairs
}

// letAll compiles values that get a name.
func (c *compiler) letAll(pairs []pair) {
	for _, p := range pairs {
		if !validName(p.key) {
			c.at(p.place, join("let", p.key), "%q is no name: it has a letter at least, and no dot, brace, |, # or space around it", p.key)
		}
		c.lets[p.key] = len(c.lets)
	}
	c.m.lets = make([]let, len(pairs))
	for i, p := range pairs {
		c.letNow = i
		e := c.value(p.value, join("let", p.key), nil, want{})
		c.m.lets[i] = let{e, e.column()}
		c.letsKnown++
	}
	c.letNow = -1
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
	pairs := c.pairs(n, "nodes")
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
		lets: make([]named, len(m.lets)), bound: make([]element, m.slots), lists: make([][]any, m.slots),
	}
}

// Unseen returns the paths that were looked for, and at which no record so far had
// anything, in the order of the mapping; but not those of which it is only asked
// whether there is anything.
func (m *Mapping) Unseen() []Path {
	var all []Path
	for _, r := range m.readings {
		if r.tried && !r.seen && !r.quiet {
			all = append(all, r.Path)
		}
	}
	slices.SortFunc(all, func(a, b Path) int { return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column)) })
	return all
}

// About returns what the mapping says it is for, or "".
func (m *Mapping) About() string { return m.about }
