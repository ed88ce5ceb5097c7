package sqlite

import (
	"strings"

	"parley/graph/store"
)

// An owner is a kind or a relation, with the statements that write its rows.
type owner struct {
	table  *table
	column string // the one that says that a row is of it
	name   string
	known  []store.Property
	kind   *store.Kind // nil if it is a relation
	refs   bool        // whether a property refers to nodes
	words  bool        // whether a property is found by its words

	// insert takes the id, the name, then the head and the properties, and update the
	// same without the first two, and the row's number at the end. The head is the
	// names of a node, or the ends of an edge and their times. redo is update without the
	// head of an edge.
	insert, update, redo string
}

func newOwner(t *table, column, name string, known []store.Property, kind *store.Kind) *owner {
	o := &owner{table: t, column: column, name: name, known: known, kind: kind}
	var columns []string
	for _, p := range known {
		columns = append(columns, t.props[p.Name].columns()...)
		o.refs = o.refs || p.Ref
		o.words = o.words || p.Fulltext && kind != nil
	}
	head := []string{"source", "target", sourceKey, targetKey}
	if kind != nil {
		head = []string{namesColumn}
		o.redo = set(t, append(head, columns...))
	} else {
		o.redo = set(t, columns)
	}
	all := append(head, columns...)
	o.update = set(t, all)
	all = append([]string{"id", column}, all...)
	o.insert = "INSERT INTO " + t.name + "(" + strings.Join(all, ", ") + ") VALUES(" + strings.TrimSuffix(strings.Repeat("?, ", len(all)), ", ") + ")"
	return o
}

// set returns an update of one row. One of no columns leaves it as it is.
func set(t *table, columns []string) string {
	if len(columns) == 0 {
		return "UPDATE " + t.name + " SET rid = rid WHERE rid = ?"
	}
	return "UPDATE " + t.name + " SET " + strings.Join(columns, " = ?, ") + " = ? WHERE rid = ?"
}

// row appends the values of the properties to the head of a row.
func (o *owner) row(head []any, props map[string]any) ([]any, error) {
	row := head
	for _, p := range o.known {
		var err error
		if row, err = o.table.props[p.Name].encode(row, props[p.Name]); err != nil {
			return nil, err
		}
	}
	return row, nil
}
