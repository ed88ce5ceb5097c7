package load

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"iter"

	"parley/seed/spill"
)

// The most that is written in one transaction, about.
const (
	batchRecords = 10_000
	batchBytes   = 16 << 20
)

// hopelessMost is how many ids are kept in mind that cannot be as rows have them.
const hopelessMost = 1 << 18

// undoBytes is what is kept in memory of what was before; most often it is not needed.
const undoBytes = 8 << 20

// A writer writes what rows say, batch by batch.
type writer struct {
	*importer
	waiting *spill.Sorter // units that wait
	waits   int           // how many
	back    bool          // they are sorted backward
	undone  *spill.Sorter // how to take back what was written, the last first
	batches int64         // in it
	rejects int           // rows that had been left out before
	done    int
	total   int
}

// write writes the units, those that must wait behind the others.
func (j *importer) write(ctx context.Context, out *spill.Sorter) (err error) {
	w := &writer{importer: j, total: out.Len(), rejects: j.summary.Rejected, waiting: j.sorter(), back: true}
	w.undone = &spill.Sorter{Dir: j.opts.Dir, Memory: cmp.Or(j.opts.memory, undoBytes)}
	defer func() { err = errors.Join(err, w.waiting.Close(), w.undone.Close()) }()
	if err := w.pass(ctx, out, false); err != nil {
		return err
	}
	for w.waits > 0 && !w.again {
		// Chains of rows that wait for one another may go either way.
		for before := 0; w.waits > 0 && w.waits != before; {
			before = w.waits
			if err := w.retry(ctx); err != nil {
				return err
			}
		}
		if err := w.settle(ctx); err != nil {
			return err
		}
	}
	if w.again {
		return w.takeBack(ctx)
	}
	return nil
}

// retry tries those that wait.
func (w *writer) retry(ctx context.Context) error {
	list, back := w.waiting, w.back
	w.waiting, w.back, w.waits = w.sorter(), !back, 0
	return errors.Join(w.pass(ctx, list, back), list.Close())
}

// wait puts a unit by.
func (w *writer) wait(u *unit) error {
	w.waits++
	at := u.at
	if w.back {
		at = ^at
	}
	for _, p := range u.pieces {
		if err := w.waiting.Add(p.encode(nil, at)); err != nil {
			return err
		}
	}
	for i := range u.lacks {
		if err := w.waiting.Add(u.lacks[i].encode(nil, at)); err != nil {
			return err
		}
	}
	return nil
}

// units reads units, which may be sorted backward.
func (j *importer) units(list *spill.Sorter, back bool) iter.Seq2[*unit, error] {
	return func(yield func(*unit, error) bool) {
		var u *unit
		for b, err := range list.All() {
			if err != nil {
				yield(nil, err)
				return
			}
			at := int64(binary.BigEndian.Uint64(b))
			if back {
				at = ^at
			}
			if u != nil && u.at != at {
				if !yield(u, nil) {
					return
				}
				u = nil
			}
			if u == nil {
				u = &unit{at: at}
			}
			u.add(b, j.all)
		}
		if u != nil {
			yield(u, nil)
		}
	}
}

// pass writes units batch by batch.
func (w *writer) pass(ctx context.Context, list *spill.Sorter, back bool) error {
	most := cmp.Or(w.opts.batch, batchRecords)
	var units []*unit
	records, size := 0, 0
	for u, err := range w.units(list, back) {
		if err != nil {
			return err
		}
		units = append(units, u)
		records += len(u.pieces)
		for _, p := range u.pieces {
			size += p.size
		}
		if records >= most || size >= batchBytes {
			if err := w.apply(ctx, units); err != nil {
				return err
			}
			units, records, size = nil, 0, 0
		}
	}
	return w.apply(ctx, units)
}

// apply writes units in one transaction. If a rule stands against it, they are halved
// until it is known which unit is to blame.
func (w *writer) apply(ctx context.Context, units []*unit) error {
	if len(units) == 0 {
		return nil
	}
	v, err := w.try(ctx, units, false)
	switch {
	case err == nil && w.opts.Strict && len(v.bad) > 0:
		return w.leave(v.bad[0])
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
	if err := w.leaveAll(v); err != nil {
		return err
	}
	if w.spoilt(units[0]) {
		return nil
	}
	bad, _ := guilty(units, err)
	for _, c := range bad {
		if err := w.leave(c); err != nil {
			return err
		}
	}
	w.spoilt(units[0])
	return nil
}

// spoilt says whether a unit has rows that are left out. If it has others too, another
// round decides of it.
func (w *writer) spoilt(u *unit) bool {
	some, all := u.rows(w.rejected.has)
	w.again = w.again || some && !all
	return some
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
	if err := w.log(v.undo); err != nil {
		return err
	}
	for _, id := range v.gone {
		w.absent.add(id)
	}
	for _, d := range v.disputes {
		if err := w.differ(d.Difference, 0, d.row); err != nil {
			return err
		}
	}
	if err := w.leaveAll(v); err != nil {
		return err
	}
	for _, u := range v.waiting {
		if err := w.wait(u); err != nil {
			return err
		}
	}
	for range v.accepted {
		w.done++
		w.progress(Writing, w.done, w.total)
	}
	return nil
}

// leaveAll leaves the rows out that a verdict says. All others that speak of an id that
// cannot be as they have it go in the next round.
func (w *writer) leaveAll(v *verdict) error {
	for key, c := range v.hopeless {
		if len(w.hopeless) < hopelessMost {
			w.hopeless[key] = c
			w.again = true
		}
	}
	for _, c := range v.bad {
		if err := w.leave(c); err != nil {
			return err
		}
	}
	w.again = w.again || v.again
	return nil
}

// leave leaves a row out that others may have been put together with.
func (w *writer) leave(c complaint) error {
	w.again = w.again || w.entangled.has(c.row)
	return w.reject(c)
}
