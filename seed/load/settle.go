package load

import (
	"cmp"
	"context"
	"errors"
	"slices"
)

// ringMost is how many nodes and edges are at most written together because they need
// each other.
const ringMost = batchRecords

// settle decides of units that still wait. What they refer to is in the graph, or rows
// bring it. So where a row has been left out, they may wait for it, and another round
// finds those that do; else they need each other, or wait for such.
func (w *writer) settle(ctx context.Context) error {
	switch {
	case w.waits == 0:
		return nil
	case w.summary.Rejected > w.rejects:
		w.again = true
		return nil
	}
	return w.rings(ctx)
}

// rings writes units that need each other, each ring in one transaction, and looks for
// them among as many as are written at once. Others may only wait for these; if there
// are none, rows need each other that are too many, and are left out.
func (w *writer) rings(ctx context.Context) (err error) {
	list, back, before := w.waiting, w.back, w.waits
	w.waiting, w.back, w.waits = w.sorter(), true, 0
	defer func() { err = errors.Join(err, list.Close()) }()
	var some []*unit
	pieces := 0
	for u, err := range w.units(list, back) {
		if err != nil {
			return err
		}
		if pieces += len(u.pieces); pieces > ringMost && some != nil {
			if err := w.ringsAmong(ctx, some); err != nil {
				return err
			}
			some, pieces = nil, len(u.pieces)
		}
		some = append(some, u)
	}
	if err := w.ringsAmong(ctx, some); err != nil {
		return err
	}
	if w.waits < before {
		return nil
	}
	w.waits = 0
	for u, err := range w.units(w.waiting, w.back) {
		if err != nil {
			return err
		}
		for _, l := range u.lacks {
			if err := w.leave(l.complaint); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *writer) ringsAmong(ctx context.Context, units []*unit) error {
	slices.SortFunc(units, func(a, b *unit) int { return cmp.Compare(a.at, b.at) })
	for _, ring := range split(units) {
		if slices.ContainsFunc(ring, w.spoilt) {
			w.again = true
			continue
		}
		if closed(ring) {
			if err := w.ring(ctx, ring); err != nil {
				return err
			}
			continue
		}
		for _, u := range ring {
			if err := w.wait(u); err != nil {
				return err
			}
		}
	}
	return nil
}

// closed says whether units wait only for one another.
func closed(units []*unit) bool {
	held := map[string]bool{}
	for _, u := range units {
		for _, p := range u.pieces {
			held[p.id] = true
		}
	}
	for _, u := range units {
		if slices.ContainsFunc(u.lacks, func(l lack) bool { return !held[l.id] }) {
			return false
		}
	}
	return true
}

// ring writes units together, without the rows that stand against it. What cannot do
// without these is for another round.
func (w *writer) ring(ctx context.Context, units []*unit) error {
	for whole := true; len(units) > 0; whole = false {
		v, err := w.try(ctx, units, true)
		if err != nil && !refusal(err) {
			return err
		}
		bad := v.bad
		switch {
		case err != nil:
			more, _ := guilty(units, err)
			bad = append(bad, more...)
		case len(bad) == 0 && len(v.waiting) == 0:
			return w.settled(v)
		case len(bad) == 0 && !whole:
			w.again = true
			return nil
		case len(bad) == 0:
			for _, u := range v.waiting {
				for _, l := range u.lacks {
					bad = append(bad, l.complaint)
				}
			}
		}
		for _, c := range bad {
			if err := w.leave(c); err != nil {
				return err
			}
		}
		units = slices.DeleteFunc(units, w.spoilt)
	}
	return nil
}

// split splits units into groups that do not refer to one another, in order of rows.
func split(units []*unit) (groups [][]*unit) {
	leader := make([]int, len(units))
	var find func(i int) int
	find = func(i int) int {
		if leader[i] != i {
			leader[i] = find(leader[i])
		}
		return leader[i]
	}
	holder := map[string]int{}
	for i, u := range units {
		leader[i] = i
		for _, p := range u.pieces {
			if !p.shape.edge {
				holder[p.id] = i
			}
		}
	}
	for i, u := range units {
		for _, l := range u.lacks {
			if k, ok := holder[l.id]; ok {
				a, b := find(i), find(k)
				leader[max(a, b)] = min(a, b)
			}
		}
	}
	at := map[int]int{}
	for i, u := range units {
		first := find(i)
		n, ok := at[first]
		if !ok {
			n = len(groups)
			at[first] = n
			groups = append(groups, nil)
		}
		groups[n] = append(groups[n], u)
	}
	return groups
}
