package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// A statement is what a Selection became: one text for all its queries, the
// parameters it takes and the shape of what it returns.
type statement struct {
	text   string
	params []param
	page   shape
}

// A compiler writes the statement of one Selection. Labels, types and properties
// come from the schema alone, and every value is a parameter.
type compiler struct {
	schema *store.Schema
	props  properties
	hubs   hubs
	params []param
	body   []string // lines
	depth  int
	n      int      // variables so far
	head   []string // what is found once, before the rest
	sets   map[string]string
	err    error // the first fault of the Selection
}

// headVars stands in the text for the variables of the head in each list of
// imported variables, since the head is known only at the end.
const headVars = "\x00"

// compile writes the statement that answers the whole of s. It has this form:
//
//	CALL () { MATCH … WITH n0 ORDER BY … LIMIT …  one CALL for each hop  RETURN collect([…]) AS p0 }
//	RETURN p0, COUNT { … }
//
// Rows are sorted and limited before anything is read of them, and come as lists
// of scalars by position.
func compile(schema *store.Schema, props properties, h hubs, s *store.Selection) (*statement, error) {
	c := &compiler{schema: schema, props: props, hubs: h, sets: map[string]string{}}
	page := c.root(s)
	if c.err != nil {
		return nil, c.err
	}
	sets := strings.Join(c.setNames(), ", ")
	imports := sets
	if sets != "" {
		imports = ", " + sets
	}
	text := strings.Join(append(c.head, c.body...), "\n")
	text = strings.NewReplacer("("+headVars, "("+sets, headVars, imports).Replace(text)
	return &statement{text: text, params: c.params, page: page}, nil
}

func (c *compiler) setNames() []string {
	names := make([]string, 0, len(c.sets))
	for _, name := range c.sets {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// fail notes a fault of the Selection. What is written after it is never sent.
func (c *compiler) fail(format string, args ...any) {
	if c.err == nil {
		c.err = fmt.Errorf("neo4j: %s: %w", fmt.Sprintf(format, args...), store.ErrInvalid)
	}
}

func (c *compiler) line(format string, args ...any) {
	c.body = append(c.body, strings.Repeat("  ", c.depth)+fmt.Sprintf(format, args...))
}

// open begins a subquery that sees the variables, and close ends it.
func (c *compiler) open(vars ...string) {
	c.line("CALL (%s%s) {", strings.Join(vars, ", "), headVars)
	c.depth++
}

func (c *compiler) close() {
	c.depth--
	c.line("}")
}

// where writes the conditions that are not empty.
func (c *compiler) where(conds ...string) {
	conds = slices.DeleteFunc(slices.Clone(conds), func(s string) bool { return s == "" })
	if len(conds) > 0 {
		c.line("WHERE %s", strings.Join(conds, " AND "))
	}
}

// next returns a new number for variables.
func (c *compiler) next() int {
	c.n++
	return c.n - 1
}

// A place is what a row is bound to: the variables of its parts, empty where it has
// no such part, and what these can be.
type place struct {
	kinds          []string // of the node
	relations      []string // of the edge
	node, edge     string
	keys           []string // what the rows are sorted by, where it has been read
	source, target string   // the ends of a root edge
	score          string   // of a text's match
	distance       string   // in a chain
	group          string   // of Through: begins the names of count, first, last and middle
	middle         bool     // of Through: whether the nodes in the middle are kept
	timed          bool     // of Through: whether first and last are kept
	late           bool     // of Through: whether first and last are found for the rows of the page only
	ends           []string // of Through: which of first and last are wanted
	time           string   // of Through: the property of first and last
	between        []string // of Through: the kinds in the middle
	near           string   // of Through: the node that it started from
	step           store.Through
	folded         bool // of Through: whether its Folds are kept
	unfolded       bool // of Through: whether they are to be made for the rows of the page
}

// vars are the variables of the place, but for its keys.
func (p place) vars() []string {
	all := []string{p.node, p.edge, p.source, p.target, p.score, p.distance}
	if p.group != "" {
		all = append(all, p.group+"_count")
		if p.timed {
			all = append(all, p.group+"_first", p.group+"_last")
		}
		if p.middle {
			all = append(all, p.group+"_middle")
		}
		for i := range p.step.Folds {
			if p.folded {
				all = append(all, p.fold(i))
			}
		}
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

// page writes the end of a subquery that has found the rows at a place: it sorts and
// cuts them, loads what hangs below each and collects the rows as result.
func (c *compiler) page(p *store.Pick, one bool, at place, s sorting, result string) shape {
	c.line("WITH %s%s", strings.Join(append(at.vars(), at.keys...), ", "), c.tail(p, one, s))
	if at.late {
		at = c.firstAndLast(at)
	}
	if at.unfolded {
		at = c.folds(at)
	}
	sh, row := c.row(p, at, s)
	c.line("RETURN collect([%s]) AS %s", strings.Join(row, ", "), result)
	return sh
}

// tail is the order of a page and its limit.
func (c *compiler) tail(p *store.Pick, one bool, s sorting) string {
	text := " ORDER BY " + s.by(p.Last != 0)
	if limit := c.limit(p, one); limit != "" {
		text += " LIMIT " + limit
	}
	return text
}

func (c *compiler) limit(p *store.Pick, one bool) string {
	switch {
	case one:
		return "1"
	case p.First != 0 || p.Last != 0: // At most one is given.
		return c.size(p.First+p.Last, !p.NoMore)
	}
	return ""
}

// row writes the hops below a row and returns the shape of the row and its columns.
func (c *compiler) row(p *store.Pick, at place, s sorting) (shape, []string) {
	var cols columns
	sh := shape{pick: p, kinds: at.kinds, kind: -1, id: -1, edge: -1}
	needKind := slices.ContainsFunc(p.Hops, func(h *store.Hop) bool { return len(h.On) > 0 })
	needKind = needKind || slices.Contains(p.Fields, store.Field{Of: store.OfNode, Name: "kind"})
	if needKind && len(at.kinds) > 1 {
		sh.kind = cols.add(c.kindNumber(at))
	}
	for _, f := range p.Fields {
		sh.values = append(sh.values, c.field(f, at, &cols))
	}
	if p.Positions && p.Order.By != store.ByDistance {
		for _, k := range s.keys {
			sh.keys = append(sh.keys, cols.add(k.expr))
		}
		if s.node != "" {
			sh.id = cols.add(s.node)
		}
		if s.edge != "" {
			sh.edge = cols.add(s.edge)
		}
	}
	for _, h := range p.Hops {
		sh.hops = append(sh.hops, c.hop(h, at, &cols))
	}
	return sh, cols
}

// kindNumber is the expression of the place, in p's kinds, of the kind of its node.
func (c *compiler) kindNumber(p place) string {
	var b strings.Builder
	b.WriteString("CASE")
	for i, name := range p.kinds[:len(p.kinds)-1] {
		fmt.Fprintf(&b, " WHEN %s:%s THEN %d", p.node, quote(c.schema.Kind(name).Label), i)
	}
	fmt.Fprintf(&b, " ELSE %d END", len(p.kinds)-1)
	return b.String()
}

// columns are the expressions of a row, each once.
type columns []string

func (c *columns) add(expr string) int {
	i := slices.Index(*c, expr)
	if i < 0 {
		i = len(*c)
		*c = append(*c, expr)
	}
	return i
}
