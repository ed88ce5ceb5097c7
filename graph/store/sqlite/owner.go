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

	// insert writes new rows, and replace such as there are. Both take the row's number, the
	// id, the name, then the head and the properties. The head is the names of a node, or the
	// ends of an edge and their times. redo is an update of one row; it takes the names of a
	// node, the properties and the row's number.
	insert, replace *rowsText
	redo            string
}

func newOwner(t *table, column, name string, known []store.Property, kind *store.Kind) *owner {
	o := &owner{table: t, column: column, name: name, known: known, kind: kind}
	var columns []string
	for _, p := range known {
		columns = append(columns, t.props[p.Name].columns()...)
		o.refs = o.refs || p.Ref
	}
	head := []string{"source", "target", sourceKey, targetKey}
	if kind != nil {
		head = []string{namesColumn}
		o.redo = set(t, append(head, columns...))
	} else {
		o.redo = set(t, columns)
	}
	all := append([]string{"rid", "id", column}, append(head, columns...)...)
	var again []string
	for _, c := range all[3:] {
		again = append(again, c+" = excluded."+c)
	}
	into := "INTO " + t.name + "(" + strings.Join(all, ", ") + ") VALUES "
	// With FAIL, SQLite need not remember each page as it was before the statement. Nothing
	// fails but what ends the transaction.
	o.insert = newRows("INSERT OR FAIL "+into, len(all), "")
	o.replace = newRows("INSERT "+into, len(all), " ON CONFLICT(rid) DO UPDATE SET "+strings.Join(again, ", "))
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
