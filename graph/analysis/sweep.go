package analysis

import (
	"cmp"
	"slices"
	"time"

	"parley/graph/edtf"
	"parley/graph/store"
)

// meet finds the pairs. Each is found at the smallest place that holds both: there one of them
// is in the place itself, and the other in it or in a part of it.
func (c *coPresence) meet() error {
	for _, stays := range c.stays {
		slices.SortFunc(stays, func(a, b stay) int {
			return cmp.Or(compareKeys(store.Position{Keys: timeKeys(a.when)}, store.Position{Keys: timeKeys(b.when)}), compareText(a.edge, b.edge))
		})
	}
	here, within := c.byPlace(false), c.byPlace(true)
	for n := range c.places {
		at := int32(n)
		if err := c.meetAt(at, here[0][at], within[1][at]); err != nil {
			return err
		}
		parts := slices.DeleteFunc(slices.Clone(within[0][at]), func(s *stay) bool { return s.place == at })
		if err := c.meetAt(at, parts, here[1][at]); err != nil {
			return err
		}
	}
	return nil
}

// byPlace are the stays of both by place, also those in its parts with parts, each list by start, what
// has no time last.
func (c *coPresence) byPlace(parts bool) (all [2]map[int32][]*stay) {
	for side := range c.stays {
		stays := c.stays[side]
		all[side] = map[int32][]*stay{}
		for i := range stays {
			s := &stays[i]
			if !parts {
				all[side][s.place] = append(all[side][s.place], s)
				continue
			}
			for n := range c.places[s.place].outer {
				all[side][n] = append(all[side][n], s)
			}
		}
	}
	return all
}

// meetAt finds the pairs of some stays whose smallest place is this. It goes along both lists at once, in
// order of start; a stay meets all of the other list that have begun and not ended before it
// begins, so what is far apart in time is never held against each other.
func (c *coPresence) meetAt(at int32, one, other []*stay) error {
	dated := func(all []*stay) int {
		return len(all) - len(slices.DeleteFunc(slices.Clone(all), func(s *stay) bool { return s.when != nil }))
	}
	n, m := dated(one), dated(other)
	for i, a := range one { // What has no time is held against all.
		from := m
		if i >= n {
			from = 0
		}
		for _, b := range other[from:] {
			if err := c.pair(at, a, b); err != nil {
				return err
			}
		}
	}
	one, other = one[:n], other[:m]
	var open [2][]*stay
	for len(one)+len(other) > 0 {
		side := 0
		if len(one) == 0 || len(other) > 0 && other[0].when.StartEarliest < one[0].when.StartEarliest {
			side = 1
		}
		list := &one
		if side == 1 {
			list = &other
		}
		next := (*list)[0]
		*list = (*list)[1:]
		open[side] = append(open[side], next)
		open[1-side] = slices.DeleteFunc(open[1-side], func(s *stay) bool { return s.when.EndLatest < next.when.StartEarliest })
		for _, s := range open[1-side] {
			a, b := next, s
			if side == 1 {
				a, b = s, next
			}
			if err := c.pair(at, a, b); err != nil {
				return err
			}
		}
	}
	return nil
}

// pair takes a pair of stays that can overlap, if it is of the place and passes.
func (c *coPresence) pair(at int32, a, b *stay) error {
	if c.pairs++; c.pairs > maxPairs {
		return wrong("window", "the two may have been together in more than %d ways; ask within a narrower window", maxPairs)
	}
	if n, ok := c.smallest(a.place, b.place); !ok || n != at {
		return nil
	}
	x := CoPresence{Place: c.places[at].id, One: Edge{ID: a.edge, Relation: a.relation}, Other: Edge{ID: b.edge, Relation: b.relation}}
	passes := c.Window.passes(a.when) && c.Window.passes(b.when)
	if a.when != nil && b.when != nil {
		p := overlap(a.when, b.when)
		x.Overlap, x.Certain = &p, a.when.StartLatest <= b.when.EndEarliest && b.when.StartLatest <= a.when.EndEarliest
		passes = c.Window.passes(&p)
	}
	if c.Certain && !x.Certain || !passes {
		return nil
	}
	x.At = store.Position{Keys: timeKeys(x.Overlap), ID: a.edge, Edge: b.edge}
	c.found = append(c.found, x)
	return nil
}

// overlap is the time from the later start to the earlier end of two that can overlap, bound by
// bound; as in any interval, its start is not after the last instant of its end, and its end not before
// the first instant of its start.
func overlap(a, b *edtf.Period) edtf.Period {
	p := edtf.Period{
		StartEarliest: max(a.StartEarliest, b.StartEarliest), StartLatest: max(a.StartLatest, b.StartLatest),
		EndEarliest: min(a.EndEarliest, b.EndEarliest), EndLatest: min(a.EndLatest, b.EndLatest),
		Approximate: a.Approximate || b.Approximate, Uncertain: a.Uncertain || b.Uncertain,
	}
	p.StartLatest, p.EndEarliest = min(p.StartLatest, p.EndLatest), max(p.EndEarliest, p.StartEarliest)
	p.EDTF = instant(p.StartEarliest) + "/" + instant(p.EndLatest)
	return p
}

// instant is a bound as EDTF, `..` where it is open.
func instant(at int64) string {
	if at == edtf.Min || at == edtf.Max {
		return ".."
	}
	return time.Unix(at, 0).UTC().Format("2006-01-02T15:04:05Z")
}
