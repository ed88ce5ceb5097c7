package load

import (
	"context"
	"slices"
)

// Lost are references to nodes that no row brings, so that the graph must have them.
type lost struct {
	ids   map[string]bool
	parts []lostPart
	rows  int
}

// A lostPart is what rows refer to, in the same words.
type lostPart struct {
	shape *shape // of what refers
	reference
	entry int
	rows  []int64
}

// refer looks at a reference. The kind is that of the node if rows bring it, or "".
func (x *uniter) refer(ctx context.Context, id, kind string, p *part) error {
	d := decoder{p.body}
	l := lostPart{shape: x.all[d.uvarint()], reference: reference{d.text(), id}, entry: p.entry, rows: p.rows}
	if kind != "" {
		return x.referred(&l, kind)
	}
	if x.opts.Dry {
		x.absent.refer(id)
		return nil
	}
	if x.lost.ids == nil {
		x.lost.ids = map[string]bool{}
	}
	x.lost.ids[id] = true
	l.rows = slices.Clone(p.rows)
	x.lost.parts = append(x.lost.parts, l)
	if x.lost.rows += len(p.rows); x.lost.rows < batchRecords {
		return nil
	}
	return x.find(ctx)
}

// find leaves the rows out whose references the graph does not have either.
func (x *uniter) find(ctx context.Context) error {
	if len(x.lost.parts) == 0 {
		return nil
	}
	graph, err := x.questions.read(ctx, x.st, x.lost.ids, nil)
	if err != nil {
		return err
	}
	for i := range x.lost.parts {
		if err := x.referred(&x.lost.parts[i], graph.kinds[x.lost.parts[i].id]); err != nil {
			return err
		}
	}
	x.lost = lost{}
	return nil
}

// referred leaves rows out that refer to a node of the wrong kind, or to none.
func (x *uniter) referred(l *lostPart, kind string) error {
	if kind == "" {
		return x.rejectAll(l.rows, x.noNode(0, l.entry, l.property, l.id))
	}
	if c := x.wrongKind(l.shape, l.reference, kind, l.entry); c != nil {
		return x.rejectAll(l.rows, *c)
	}
	return nil
}

// noNode complains of a reference.
func (j *importer) noNode(row int64, entry int, key, id string) complaint {
	return j.at(row, entry, key, id, "there is no node %q, neither in the rows nor in the graph", id)
}

// wrongKind complains of a reference to a node of the wrong kind.
func (j *importer) wrongKind(s *shape, r reference, kind string, entry int) *complaint {
	right, what := j.o.Refs[[2]string{s.name, r.property}], s.name
	if s.edge && (r.property == "from" || r.property == "to") {
		rel := j.o.Store.Relation(s.name)
		right, what = rel.From, "an edge of "+rel.Name
		if r.property == "to" {
			right = rel.To
		}
	}
	if slices.Contains(right, kind) {
		return nil
	}
	c := j.at(0, entry, r.property, r.id, "%q is of kind %s, and %s has there one of kind %s", r.id, kind, what, either(right))
	return &c
}
