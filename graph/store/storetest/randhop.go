package storetest

import (
	"slices"

	"parley/graph/store"
)

// hop returns a hop from the rows of a place, or nil if it met none that there is.
func (a *asker) hop(at place, depth int) *store.Hop {
	h := &store.Hop{}
	to := place{kinds: a.allKinds()}
	var near []string // the kinds that have the hop; nil for all
	switch choice := a.IntN(10); {
	case len(at.kinds) == 0: // root edges
		end := store.End{Source: a.chance(2)}
		var far []string
		for _, name := range at.relations {
			if rel := a.schema.Relation(name); end.Source {
				far = append(far, rel.From...)
			} else {
				far = append(far, rel.To...)
			}
		}
		slices.Sort(far)
		to.kinds, h.Step = slices.Compact(far), end
		if a.chance(3) && !a.ref(at, store.OfEdge, h, &to, &near) {
			return nil
		}
	case at.through != nil && choice < 4:
		h.Step, to.kinds = store.Middle{}, at.through.Kinds
	case choice < 2 && len(at.relations) > 0:
		if !a.ref(at, store.OfEdge, h, &to, &near) {
			return nil
		}
	case choice == 2:
		if !a.ref(at, store.OfNode, h, &to, &near) {
			return nil
		}
	case choice == 3:
		along := a.along(at.kinds)
		if along == nil {
			return nil
		}
		h.Step, to.distance = store.Chain{Relation: along.Relation, Direction: along.Direction}, true
		near, _ = a.ends(*along)
	case choice < 6:
		t, far := a.throughStep(at.kinds)
		if t == nil {
			return nil
		}
		near, _ = a.ends(t.First)
		h.Step, to.through, to.kinds = *t, t, far
	default:
		along := a.along(at.kinds)
		if along == nil {
			return nil
		}
		near, to.kinds = a.ends(*along)
		if along.Distinct = a.chance(3); !along.Distinct {
			to.relations = []string{along.Relation}
			along.Single = a.single(*along)
		}
		h.Step = *along
	}
	a.finish(h, at, to, near, depth)
	return h
}

// finish fills in what is the same for all hops.
func (a *asker) finish(h *store.Hop, at, to place, near []string, depth int) {
	if near != nil {
		h.On = intersect(at.kinds, near)
		if a.chance(5) {
			h.On = some(a.random, h.On)
		} else if len(h.On) == len(at.kinds) {
			h.On = nil
		}
	}
	h.Kinds = to.kinds
	if a.chance(3) {
		h.Kinds = some(a.random, to.kinds)
	}
	to.kinds = h.Kinds
	if a.chance(3) {
		h.Where = a.cond(to, 2)
	}
	h.Pick = a.pick(to, depth)
	if a.chance(8) && !to.distance {
		h.One, h.Rows, h.Total = true, true, false
		h.First, h.Last, h.After, h.Before = 0, 0, 0, 0
	}
}

// ref makes h follow references, if the rows have any.
func (a *asker) ref(at place, of store.Of, h *store.Hop, to *place, near *[]string) bool {
	var known []store.Property
	for _, p := range a.properties(at, of) {
		if p.Ref {
			known = append(known, p)
		}
	}
	if len(known) == 0 {
		return false
	}
	p := one(a.random, known)
	h.Step, to.kinds = store.Ref{Of: of, Property: p.Name}, a.allKinds()
	if of == store.OfNode {
		for _, k := range a.schema.Kinds {
			if k.Property(p.Name) != nil {
				*near = append(*near, k.Name)
			}
		}
	}
	return true
}

// along returns a step that some of the kinds have, or nil.
func (a *asker) along(kinds []string) *store.Along {
	for range 4 {
		s := store.Along{Relation: one(a.random, a.schema.Relations).Name, Direction: store.Direction(a.IntN(3))}
		if near, _ := a.ends(s); len(intersect(kinds, near)) > 0 {
			return &s
		}
	}
	return nil
}

// ends returns the kinds that a step can lead from, and to.
func (a *asker) ends(s store.Along) (near, far []string) {
	rel := a.schema.Relation(s.Relation)
	switch s.Direction {
	case store.Out:
		return rel.From, rel.To
	case store.In:
		return rel.To, rel.From
	}
	both := slices.Concat(rel.From, rel.To)
	slices.Sort(both)
	both = slices.Compact(both)
	return both, both
}

// throughStep returns a Through that some of the kinds have, and where it leads, or nil.
func (a *asker) throughStep(kinds []string) (*store.Through, []string) {
	first := a.along(kinds)
	if first == nil {
		return nil, nil
	}
	_, middle := a.ends(*first)
	second := a.along(middle)
	if second == nil {
		return nil, nil
	}
	_, far := a.ends(*second)
	if a.chance(2) { // The way back by the same relation, as it most often is.
		if near, back := a.ends(store.Along{Relation: first.Relation, Direction: opposite(first.Direction)}); len(intersect(middle, near)) > 0 {
			second.Relation, second.Direction, far = first.Relation, opposite(first.Direction), back
		}
	}
	t := &store.Through{First: *first, Second: *second, Kinds: middle, Single: a.single(*first) && a.single(*second)}
	if a.chance(3) {
		t.Kinds = some(a.random, middle)
	}
	if a.chance(4) {
		t.Where = a.cond(place{kinds: t.Kinds}, 1)
	}
	for _, p := range a.properties(place{kinds: t.Kinds}, store.OfNode) {
		if p.Type == store.Period {
			t.Time = p.Name
		}
	}
	joined := place{relations: []string{t.First.Relation, t.Second.Relation}}
	if a.chance(4) {
		t.Edges = a.cond(joined, 1)
	}
	t.Folds = a.folds(joined)
	if a.chance(3) {
		t.AtLeast = a.arg(func() any { return int64(a.IntN(4)) })
	}
	return t, far
}

// single reports whether no two nodes of the graph have more than one edge of the step.
func (a *asker) single(s store.Along) bool {
	if s.Direction == store.Both {
		return false
	}
	seen := map[[2]string]bool{}
	for _, e := range a.graph.edges {
		if ends := [2]string{e.Source, e.Target}; e.Relation == s.Relation {
			if seen[ends] {
				return false
			}
			seen[ends] = true
		}
	}
	return true
}

// folds returns ways to fold the properties of the edges of a place, all that there are.
func (a *asker) folds(at place) (all []store.Fold) {
	known := a.properties(at, store.OfEdge)
	for _, p := range known {
		add := func(name string, f store.Fold) {
			f.Name, f.Property = name+" "+p.Name, p.Name
			all = append(all, f)
		}
		switch {
		case p.Type == store.Strings:
			add("count", store.Fold{By: store.CountDistinct})
		case p.Type == store.String && len(p.Values) > 0:
			add("foremost", store.Fold{By: store.Foremost, Values: p.Values})
		case p.Type == store.Bool:
			among := p.Name
			if q := one(a.random, known); q.Type != store.Period && a.chance(3) {
				among = q.Name
			}
			add("any", store.Fold{By: store.AnyTrue})
			add("every", store.Fold{By: store.EveryTrue})
			add("every among", store.Fold{By: store.EveryTrue, Among: among})
		}
	}
	return all
}

func opposite(d store.Direction) store.Direction {
	switch d {
	case store.Out:
		return store.In
	case store.In:
		return store.Out
	}
	return store.Both
}

func intersect(x, y []string) []string {
	var both []string
	for _, s := range x {
		if slices.Contains(y, s) {
			both = append(both, s)
		}
	}
	return both
}
