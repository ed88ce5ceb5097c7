package storetest

import (
	"slices"

	"parley/graph/store"
)

// An asker makes queries of a graph, which it looks at for the positions of rows.
type asker struct {
	random
	graph *graph
	args  []any
	draws []func() any // makes another value for each of args
}

// A place is what is known of the rows that one hop, or the roots, give.
type place struct {
	kinds     []string // of the rows' nodes
	relations []string // of the rows' edges
	through   *store.Through
	match     bool // found by text
	distance  bool // rows of Chain
}

// query returns a query of any shape that is allowed, and a function that returns
// the same Selection with other Args.
func (r random) query(g *graph) (store.Query, func() store.Query) {
	a := &asker{random: r, graph: g}
	s := &store.Selection{}
	var at place
	if r.chance(5) {
		for _, rel := range some(r, r.schema.Relations) {
			s.Relations = append(s.Relations, rel.Name)
		}
		at.relations = s.Relations
	} else {
		s.Kinds = some(r, a.allKinds())
		at.kinds = s.Kinds
		if r.chance(5) {
			at.match = true
			s.Text = a.arg(func() any { return a.searchText() })
		}
	}
	if r.chance(3) {
		s.Where = a.cond(at, 2)
	}
	s.Pick = a.pick(at, one(r, []int{0, 1, 1, 1, 2, 2, 3}))
	again := func() store.Query {
		args := make([]any, len(a.draws))
		for i, draw := range a.draws {
			args[i] = draw()
		}
		return store.Query{Select: s, Args: args}
	}
	return store.Query{Select: s, Args: a.args}, again
}

// arg returns an Arg for a value that draw makes: now and then that of an equal one.
func (a *asker) arg(draw func() any) store.Arg {
	v := draw()
	if _, ok := v.(string); ok { // Any other may have to be of an order or within bounds.
		for i, old := range a.args {
			if a.chance(4) && v == old {
				return store.Arg(i + 1)
			}
		}
	}
	a.args = append(a.args, v)
	a.draws = append(a.draws, draw)
	return store.Arg(len(a.args))
}

func (a *asker) allKinds() []string {
	var names []string
	for _, k := range a.schema.Kinds {
		names = append(names, k.Name)
	}
	return names
}

// properties returns the properties of the nodes or of the edges of a place, a name once.
func (a *asker) properties(at place, of store.Of) []store.Property {
	var all []store.Property
	add := func(known []store.Property) {
		for _, p := range known {
			if !slices.ContainsFunc(all, func(q store.Property) bool { return q.Name == p.Name }) {
				all = append(all, p)
			}
		}
	}
	if of == store.OfNode {
		for _, k := range at.kinds {
			add(a.schema.Kind(k).Properties)
		}
	} else {
		for _, r := range at.relations {
			add(a.schema.Relation(r).Properties)
		}
	}
	return all
}

// ofs returns the parts that rows of a place have of node and edge, each at least
// with an id.
func (at place) ofs() []store.Of {
	var of []store.Of
	if len(at.kinds) > 0 {
		of = append(of, store.OfNode)
	}
	if len(at.relations) > 0 {
		of = append(of, store.OfEdge)
	}
	return of
}

func (a *asker) fields(at place) []store.Field {
	var all []store.Field
	add := func(of store.Of, names ...string) {
		for _, n := range names {
			all = append(all, store.Field{Of: of, Name: n})
		}
	}
	for _, of := range at.ofs() {
		if add(of, "id"); of == store.OfNode {
			add(of, "kind")
		} else {
			add(of, "relation", "source", "target")
		}
		for _, p := range a.properties(at, of) {
			add(of, p.Name)
		}
	}
	if at.through != nil {
		if add(store.OfGroup, "count"); at.through.Time != "" {
			add(store.OfGroup, "first", "last")
		}
		for _, f := range at.through.Folds {
			add(store.OfGroup, f.Name)
		}
	}
	if at.match {
		add(store.OfMatch, "score")
	}
	a.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all[:min(len(all), a.IntN(6))]
}

// pick makes a Pick with hops of at most that depth.
func (a *asker) pick(at place, depth int) store.Pick {
	p := store.Pick{Rows: !a.chance(10), Total: a.chance(3), Fields: a.fields(at), Order: a.order(at)}
	if !at.distance {
		p.Positions, p.NoMore = a.chance(2), a.chance(3)
		if a.chance(5) {
			p.After = a.arg(func() any { return a.position(at, p.Order) })
		}
		if a.chance(6) {
			p.Before = a.arg(func() any { return a.position(at, p.Order) })
		}
		switch a.IntN(5) {
		case 0, 1:
			p.First = a.arg(func() any { return int64(a.IntN(5)) })
		case 2:
			p.Last = a.arg(func() any { return int64(a.IntN(4)) })
		}
	}
	if depth > 0 {
		for range 1 + a.IntN(2) {
			if h := a.hop(at, depth-1); h != nil {
				p.Hops = append(p.Hops, h)
			}
		}
	}
	return p
}

func (a *asker) order(at place) store.Order {
	if at.distance {
		return store.Order{By: store.ByDistance}
	}
	o := store.Order{Desc: a.chance(2)}
	switch {
	case at.match && !a.chance(4):
		return store.Order{By: store.ByScore}
	case at.through != nil && !a.chance(3):
		o.By = store.ByCount
		if at.through.Time != "" {
			o.By = one(a.random, []store.By{store.ByCount, store.ByFirst, store.ByLast, store.ByLast})
		}
		return o
	}
	if of := one(a.random, at.ofs()); !a.chance(4) {
		var keyed []store.Property
		for _, p := range a.properties(at, of) {
			if p.Type != store.Strings {
				keyed = append(keyed, p)
			}
		}
		if len(keyed) > 0 {
			p := one(a.random, keyed)
			o.By, o.Of, o.Property = store.ByProperty, of, p.Name
			if p.Type == store.Period {
				o.By = store.ByTime
			}
		}
	}
	if o.By == store.ByID {
		o.Desc = false
	}
	o.Edges = len(at.relations) > 0 && len(at.kinds) > 0 && a.chance(3)
	return o
}

// position returns one in an order: that of a row which may well be there, or one
// with another id or keys of another row.
func (a *asker) position(at place, o store.Order) store.Position {
	p := asked{a.graph, nil}.position(a.row(at), o)
	if a.chance(3) {
		p.Keys = asked{a.graph, nil}.position(a.row(at), o).Keys
	}
	if a.chance(4) {
		if p.ID != "" {
			p.ID = one(a.random, []string{"A", "n", "~", "\U0001F600"})
		} else {
			p.Edge = one(a.random, []string{"a:", "knows:1x", "~"})
		}
	}
	return p
}

// row returns a row that the place could have.
func (a *asker) row(at place) row {
	var r row
	var edges []*store.Edge
	for _, e := range a.graph.edges {
		if slices.Contains(at.relations, e.Relation) {
			edges = append(edges, e)
		}
	}
	switch {
	case len(edges) > 0:
		r.edge = one(a.random, edges)
	case len(at.relations) > 0:
		r.edge = &store.Edge{ID: "knows:none", Relation: at.relations[0]}
	}
	if len(at.kinds) > 0 {
		r.node = &store.Node{ID: "none", Kind: at.kinds[0]}
		if len(edges) > 0 {
			r.node = a.graph.node(one(a.random, []string{r.edge.Source, r.edge.Target}))
		} else if len(a.graph.nodes) > 0 {
			r.node = one(a.random, a.graph.nodes)
		}
	}
	if at.through != nil {
		r.group = &group{middle: make([]*store.Node, 1+a.IntN(3))}
		if !a.chance(4) {
			r.group.first, r.group.last = period(one(a.random, times)), period(one(a.random, times))
		}
	}
	r.score = int64(1 + a.IntN(4))
	return r
}
