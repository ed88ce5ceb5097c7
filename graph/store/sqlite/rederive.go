package sqlite

import (
	"context"
	"fmt"
	"strings"

	"parley/graph/edtf"
	"parley/graph/store"
)

// rederive fills defaults in, and makes again what is kept beside the properties:
// folded texts, words, names, references and the times on edges. It is for a schema
// that has changed.
func (x *session) rederive(ctx context.Context, l *layout) error {
	for _, statement := range append([]string{"DROP TABLE words", "DELETE FROM ref"}, l.tables()...) {
		if err := x.exec(ctx, statement); err != nil {
			return err
		}
	}
	for _, owners := range []map[string]*owner{l.kinds, l.relations} {
		for _, o := range owners {
			if err := x.rederiveAll(ctx, o); err != nil {
				return err
			}
		}
	}
	return x.exec(ctx, "UPDATE edge SET "+
		sourceKey+" = (SELECT "+l.when+" FROM node WHERE rid = edge.source), "+
		targetKey+" = (SELECT "+l.when+" FROM node WHERE rid = edge.target)")
}

// rederiveAll goes through the rows of an owner in the order of their numbers.
func (x *session) rederiveAll(ctx context.Context, o *owner) error {
	columns := []string{"rid", "id"}
	for _, p := range o.known {
		if columns = append(columns, quote(p.Name)); p.Type == store.Period {
			columns = append(columns[:len(columns)-1], quote(p.Name+":edtf"), quote(p.Name+":text"))
		}
	}
	next := fmt.Sprintf("SELECT %s FROM %s WHERE +%s = %s AND rid > ? ORDER BY rid LIMIT 1",
		strings.Join(columns, ", "), o.table.name, o.column, literal(o.name))
	d := x.derived()
	for rid := int64(0); ; {
		values := make([]any, len(columns)-2)
		var id string
		into := []any{&rid, &id}
		for i := range values {
			into = append(into, &values[i])
		}
		found, err := x.row(ctx, next, []any{rid}, into...)
		if err != nil {
			return err
		}
		if !found {
			return d.flush(ctx)
		}
		props, err := o.decode(values)
		if err == nil {
			err = o.complete(id, props)
		}
		if err != nil {
			return err
		}
		var head []any
		var words, names any
		if o.kind != nil {
			words, names = searched(o.kind, props)
			head = []any{names}
		}
		row, err := o.row(head, props)
		if err != nil {
			return err
		}
		if err := x.exec(ctx, o.redo, append(row, rid)...); err != nil {
			return err
		}
		if err := d.add(ctx, o, rid, words, props); err != nil {
			return err
		}
	}
}

// complete fills defaults in. A value that is newly required and has no default must be there.
func (o *owner) complete(id string, props map[string]any) error {
	for _, p := range o.known {
		switch {
		case props[p.Name] != nil:
		case p.Default != "":
			props[p.Name] = p.Default
		case p.Required:
			return fmt.Errorf("sqlite: %s of %s must have a value in this schema, and %q has none: give it one first: %w", p.Name, o.name, id, store.ErrInvalid)
		}
	}
	return nil
}

// decode returns the properties whose columns were read: one for each, but the two
// texts of a time.
func (o *owner) decode(values []any) (map[string]any, error) {
	props := map[string]any{}
	for _, p := range o.known {
		v := values[0]
		values = values[1:]
		switch {
		case p.Type == store.Period:
			words, _ := values[0].(string)
			values = values[1:]
			if text, ok := v.(string); ok {
				at, err := edtf.Parse(text)
				if err != nil {
					return nil, fmt.Errorf("sqlite: property %s of a %s: %w", p.Name, o.name, err)
				}
				at.Text = words
				props[p.Name] = at
			}
		case v == nil:
		case p.Type == store.Strings:
			list, err := readList(v.(string))
			if err != nil {
				return nil, err
			}
			props[p.Name] = list
		case p.Type == store.Float:
			props[p.Name] = keyFloat(v.(int64))
		case p.Type == store.Bool:
			props[p.Name] = v.(int64) != 0
		default:
			props[p.Name] = v
		}
	}
	return props, nil
}
