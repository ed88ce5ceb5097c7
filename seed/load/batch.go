package load

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"

	"parley/seed/spill"
)

// The most that is written in one transaction, about.
const (
	batchRecords = 10_000
	batchBytes   = 16 << 20
)

// A writer writes what rows say, batch by batch.
type writer struct {
	*importer
	how     how
	waiting *spill.Sorter // pieces to be written later, by level
	wrote   int           // pieces in the pass
	done    int           // in all
	total   int
}

// How units are written that need what there is not yet.
type how int

const (
	byRow   how = iota // they wait; edges that are written last do so anyway
	byLevel            // they wait
	partly             // those that can do without it for now are written without it
	giveUp             // they are left out
)

// write writes the nodes and edges. First they come in the order of the rows, since what
// a row says is most often near to what it refers to; then, level by level, what had to
// wait. Only nodes that need each other can still wait after that.
func (j *importer) write(ctx context.Context, out *spill.Sorter) error {
	w := &writer{importer: j, total: out.Len()}
	for list := out; list.Len() > 0; list = w.waiting {
		w.waiting, w.wrote = j.sorter(), 0
		err := w.pass(ctx, list)
		if list != out {
			err = errors.Join(err, list.Close())
		}
		if err != nil {
			return errors.Join(err, w.waiting.Close())
		}
		switch {
		case w.how == byRow || w.wrote > 0:
			w.how = byLevel
		case w.how < giveUp:
			w.how++
		}
	}
	return nil
}

// wait puts a unit by.
func (w *writer) wait(u *unit) error {
	for _, p := range u.pieces {
		if err := w.waiting.Add(p.encode(nil, u.turn)); err != nil {
			return err
		}
	}
	return nil
}

// units reads units.
func (w *writer) units(list *spill.Sorter) iter.Seq2[*unit, error] {
	return func(yield func(*unit, error) bool) {
		var u *unit
		for b, err := range list.All() {
			if err != nil {
				yield(nil, err)
				return
			}
			d := decoder{b}
			at := d.turn(w.how != byRow)
			if u != nil && u.turn != at {
				if !yield(u, nil) {
					return
				}
				u = nil
			}
			if u == nil {
				u = &unit{turn: at}
			}
			u.pieces = append(u.pieces, d.piece(w.all))
		}
		if u != nil {
			yield(u, nil)
		}
	}
}

// pass writes units batch by batch.
func (w *writer) pass(ctx context.Context, list *spill.Sorter) error {
	most := cmp.Or(w.opts.Batch, batchRecords)
	var units []*unit
	records, size := 0, 0
	for u, err := range w.units(list) {
		if err != nil {
			return err
		}
		if w.how == byRow && u.pieces[0].shape.last {
			if err := w.wait(u); err != nil {
				return err
			}
			continue
		}
		if (records >= most || size >= batchBytes) && u.row != units[len(units)-1].row {
			if err := w.apply(ctx, units); err != nil {
				return err
			}
			units, records, size = nil, 0, 0
		}
		units = append(units, u)
		records += len(u.pieces)
		for _, p := range u.pieces {
			size += p.size
		}
	}
	return w.apply(ctx, units)
}

// apply writes units in one transaction, in the order of their levels. If a rule stands
// against it, they are halved until it is known which unit is to blame.
func (w *writer) apply(ctx context.Context, units []*unit) error {
	if len(units) == 0 {
		return nil
	}
	slices.SortStableFunc(units, func(a, b *unit) int { return cmp.Compare(a.level, b.level) })
	v, err := w.try(ctx, units)
	switch {
	case err == nil:
		return w.settled(v)
	case !refusal(err):
		return err
	case w.opts.Strict:
		return w.strict(units, err)
	case len(units) > 1:
		half := len(units) / 2
		if err := w.apply(ctx, units[:half]); err != nil {
			return err
		}
		return w.apply(ctx, units[half:])
	}
	bad, _ := w.guilty(units, err)
	return w.leave(bad)
}

// settled notes what has been written.
func (w *writer) settled(v *verdict) error {
	for _, c := range v.counted {
		in := w.summary.Nodes
		if c.shape.edge {
			in = w.summary.Edges
		}
		count(in, c.shape.name, c.there, c.same)
	}
	for _, d := range v.disputes {
		if err := w.differ(d.Difference, 0, d.row); err != nil {
			return err
		}
	}
	for _, u := range v.waiting {
		if err := w.wait(u); err != nil {
			return err
		}
	}
	w.wrote += v.accepted
	for range v.counted {
		w.done++
		w.progress(Writing, w.done, w.total)
	}
	return w.leave(v.bad)
}

// leave leaves rows out.
func (w *writer) leave(bad []complaint) error {
	for _, c := range bad {
		if err := w.reject(c); err != nil {
			return err
		}
	}
	return nil
}
