package sqlite

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/graph/store"
)

// A layout says how a schema lies in tables.
//
// Properties of one name share a column, whichever kinds or relations have them. A
// property called x has these columns: x, or for a time x:edtf, x:text, its four
// bounds, and x:key, by which it is ordered; and x:fold, where the text of one is
// folded. Floats are integers that have the floats' order (see floatKey). Lists are
// JSON.
type layout struct {
	node, edge       table
	kinds, relations map[string]*owner
	// when is the key of the time of a node, whatever its kind.
	when string
	// all lists the relations, as a statement does.
	all string
}

// A table is node or edge.
type table struct {
	name  string
	own   []string // the columns that every row has, as they are declared
	props map[string]*property
	order []string // the names of the properties in the order of their columns
}

// A property is what those properties of one name have in common that stand in one table.
type property struct {
	store.Property       // Ref only if all of them are
	folded         bool  // whether any of them is
	absent         []any // the values of the columns of one that has none
}

// Columns that no property can have. The keys of an edge's ends order it by when
// they were, without a look at them.
const (
	sourceKey   = `"source:time"`
	targetKey   = `"target:time"`
	namesColumn = `":names"`
)

func newLayout(s *store.Schema) (*layout, error) {
	l := &layout{
		node: table{name: "node", own: []string{
			"rid INTEGER PRIMARY KEY AUTOINCREMENT", "id TEXT NOT NULL UNIQUE", "kind TEXT NOT NULL", namesColumn + " TEXT",
		}},
		edge: table{name: "edge", own: []string{
			"rid INTEGER PRIMARY KEY AUTOINCREMENT", "id TEXT NOT NULL UNIQUE", "relation TEXT NOT NULL",
			"source INTEGER NOT NULL", "target INTEGER NOT NULL", sourceKey + " BLOB", targetKey + " BLOB",
		}},
		kinds: map[string]*owner{}, relations: map[string]*owner{},
	}
	var ofNodes, ofEdges [][]store.Property
	for _, k := range s.Kinds {
		ofNodes = append(ofNodes, k.Properties)
	}
	for _, r := range s.Relations {
		ofEdges = append(ofEdges, r.Properties)
	}
	if err := l.node.add(ofNodes); err != nil {
		return nil, err
	}
	if err := l.edge.add(ofEdges); err != nil {
		return nil, err
	}
	l.when = "CASE kind"
	for i := range s.Kinds {
		k := &s.Kinds[i]
		l.kinds[k.Name] = newOwner(&l.node, "kind", k.Name, k.Properties, k)
		if k.Time != "" {
			l.when += " WHEN " + literal(k.Name) + " THEN " + quote(k.Time+":key")
		}
	}
	if l.when += " END"; l.when == "CASE kind END" {
		l.when = "NULL"
	}
	var relations []string
	for _, r := range s.Relations {
		l.relations[r.Name] = newOwner(&l.edge, "relation", r.Name, r.Properties, nil)
		relations = append(relations, r.Name)
	}
	l.all = literals(relations)
	return l, nil
}

// add gives a table the columns of properties.
func (t *table) add(all [][]store.Property) error {
	t.props = map[string]*property{}
	for _, list := range all {
		for _, p := range list {
			q := t.props[p.Name]
			if q == nil {
				t.props[p.Name] = &property{Property: p, folded: p.Folded}
				continue
			}
			if q.Type != p.Type {
				return fmt.Errorf("sqlite: property %s is a %s and a %s: %w", p.Name, q.Type, p.Type, store.ErrInvalid)
			}
			q.Ref = q.Ref && p.Ref
			q.folded = q.folded || p.Folded
			q.Index = q.Index || p.Index
		}
	}
	for _, p := range t.props {
		p.absent = make([]any, len(p.columns()))
	}
	t.order = slices.Sorted(maps.Keys(t.props))
	// What stands behind a long text in a row is slow to reach.
	slices.SortStableFunc(t.order, func(a, b string) int { return t.props[a].long() - t.props[b].long() })
	seen := map[string]string{}
	for _, c := range t.columns() {
		name, _, _ := strings.Cut(c, " ")
		name = strings.ToLower(strings.Trim(name, `"`)) // SQLite's names have no case.
		if other := seen[name]; other != "" {
			return fmt.Errorf("sqlite: the table %s cannot have both a column %s and a column %s: %w", t.name, other, c, store.ErrInvalid)
		}
		seen[name] = c
	}
	return nil
}

func (p *property) long() int {
	if p.Type == store.Strings || p.Type == store.String && !p.Index && len(p.Values) == 0 {
		return 1
	}
	return 0
}

// columns returns the table's columns as they are declared.
func (t *table) columns() []string {
	all := slices.Clone(t.own)
	for _, name := range t.order {
		p := t.props[name]
		for _, c := range p.columns() {
			all = append(all, c+" "+p.columnType(c))
		}
	}
	return all
}

// columns returns the names of the columns of a property, quoted.
func (p *property) columns() []string {
	switch {
	case p.Type == store.Period:
		var all []string
		for _, part := range []string{":edtf", ":text", ":startEarliest", ":startLatest", ":endEarliest", ":endLatest", ":key"} {
			all = append(all, quote(p.Name+part))
		}
		return all
	case p.folded:
		return []string{quote(p.Name), quote(p.Name + ":fold")}
	}
	return []string{quote(p.Name)}
}

func (p *property) columnType(column string) string {
	switch {
	case strings.HasSuffix(column, `:key"`):
		return "BLOB"
	case strings.HasSuffix(column, `:edtf"`), strings.HasSuffix(column, `:text"`):
		return "TEXT"
	case p.Type == store.String, p.Type == store.Strings:
		return "TEXT"
	}
	return "INTEGER"
}

// keyColumn returns the column by which a property is ordered.
func (p *property) keyColumn() string {
	if p.Type == store.Period {
		return quote(p.Name + ":key")
	}
	return quote(p.Name)
}

func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// literal returns a text of the schema's, never of a client's, as it stands in a statement.
func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func literals(all []string) string {
	quoted := make([]string, len(all))
	for i, s := range all {
		quoted[i] = literal(s)
	}
	return "(" + strings.Join(quoted, ", ") + ")"
}
