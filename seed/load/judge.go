package load

import (
	"maps"
	"slices"

	"parley/graph/store"
)

// A verdict is what becomes of the units of a batch.
type verdict struct {
	nodes, edges []store.Change
	waiting      []*unit
	bad          []complaint
	hopeless     map[string]complaint // of bad, by key, those of all rows that speak of the same
	accepted     int                  // pieces
	counted      []counted
	undo         []undo
	disputes     []differing
	late         unit     // what must wait to be completed
	gone         []string // nodes that are set aside in a dry run
	again        bool     // another round must decide of a unit
}

type counted struct {
	shape       *shape
	there, same bool
}

type differing struct {
	Difference
	row int64
}

// A judge decides of units, one after the other, against what the graph holds and what
// the units before bring.
type judge struct {
	*importer
	graph *present
	out   map[int64]bool // rows that are left out by it
	verdict
}

// unit decides of a unit. One that has rows that are left out and others is for the
// next round, in which it is put together without them.
func (j *judge) unit(u *unit) {
	out := func(row int64) bool { return j.out[row] || j.rejected.has(row) }
	if some, all := u.rows(out); some {
		j.verdict.again = j.verdict.again || !all
		return
	}
	v := verdict{}
	aside, gone := j.aside(u)
	kinds := j.own(u, gone, &v)
	u.lacks = nil
	for _, p := range u.pieces {
		if aside[p] {
			j.count(p, kinds, &v)
			continue
		}
		late, never := j.ends(u, p, kinds, &v)
		j.piece(p, append(never, late...), &v)
		if late != nil {
			rest := *p
			rest.completes = true
			v.late.pieces, v.late.lacks = append(v.late.pieces, &rest), append(v.late.lacks, late...)
		}
	}
	if v.bad == nil {
		v.gone = sorted(gone)
		j.take(u, kinds, &v)
		return
	}
	for _, c := range v.bad {
		j.out[c.row] = true
	}
	j.bad = append(j.bad, v.bad...)
	if _, all := u.rows(out); !all {
		j.verdict.again = true
	}
}

// take adds what is decided of a unit to the whole.
func (j *judge) take(u *unit, kinds map[string]string, v *verdict) {
	if u.lacks != nil {
		j.waiting = append(j.waiting, u)
		return
	}
	for id, kind := range kinds {
		j.graph.kinds[id] = kind
	}
	for _, c := range v.edges {
		e := c.(store.PutEdge).Edge
		j.graph.edges[e.ID] = e
	}
	j.nodes, j.edges = append(j.nodes, v.nodes...), append(j.edges, v.edges...)
	for _, p := range u.pieces {
		if !p.completes {
			j.accepted++
		}
	}
	if v.late.pieces != nil {
		v.late.at = u.at
		j.waiting = append(j.waiting, &v.late)
	}
	j.gone = append(j.gone, v.gone...)
	j.counted, j.undo, j.disputes = append(j.counted, v.counted...), append(j.undo, v.undo...), append(j.disputes, v.disputes...)
}

// complain adds a complaint of a piece.
func (j *judge) complain(v *verdict, p *piece, key, value, format string, a ...any) {
	v.bad = append(v.bad, j.at(p.row, p.entries[0], key, value, format, a...))
}

// despair adds a complaint of all rows that speak of the same as a piece.
func (j *judge) despair(v *verdict, p *piece, key, value, format string, a ...any) {
	j.complain(v, p, key, value, format, a...)
	if !p.shared {
		return
	}
	if j.verdict.hopeless == nil {
		j.verdict.hopeless = map[string]complaint{}
	}
	j.verdict.hopeless[string(p.key(nil))] = v.bad[len(v.bad)-1]
}

// own returns the kinds of the nodes that a unit brings, but for those that are set aside.
func (j *judge) own(u *unit, gone map[string]bool, v *verdict) map[string]string {
	kinds := map[string]string{}
	for _, p := range u.pieces {
		if p.shape.edge {
			continue
		}
		if !gone[p.id] {
			kinds[p.id] = p.shape.name
		}
		if was := j.graph.kinds[p.id]; was != "" && was != p.shape.name {
			j.despair(v, p, "kind", p.shape.name, "node %q is a %s in the graph and cannot become a %s", p.id, was, p.shape.name)
		}
	}
	return kinds
}

// ends looks at the nodes that a piece refers to. It returns references that can be
// written when the nodes are there, for which the rest does not wait, and those to nodes
// that no row brings.
func (j *judge) ends(u *unit, p *piece, own map[string]string, v *verdict) (late, never []lack) {
	refs := references(p.shape.visible, p.props)
	optional := len(refs)
	if p.shape.edge {
		refs = append(refs, reference{"from", p.source}, reference{"to", p.target})
	}
	for i, r := range refs {
		kind := own[r.id]
		if kind == "" {
			kind = j.graph.kinds[r.id]
		}
		if kind == "" {
			l := lack{j.noNode(p.row, p.entries[0], r.property, r.id), r.id}
			switch {
			case j.absent.has(r.id):
				never = append(never, l)
			case i < optional && !p.completes && !j.must(p, r.property):
				late = append(late, l)
			default:
				u.lacks = append(u.lacks, l)
			}
		} else if c := j.wrongKind(p.shape, r, kind, p.entries[0]); c != nil {
			c.row = p.row
			v.bad = append(v.bad, *c)
		}
	}
	return late, never
}

// must says whether a property of a piece is never absent.
func (j *judge) must(p *piece, name string) bool {
	return slices.ContainsFunc(p.shape.visible, func(x store.Property) bool { return x.Name == name && x.Required })
}

// piece puts a piece together with what the graph holds, but for references to nodes that
// there are not or not yet.
func (j *judge) piece(p *piece, lacks []lack, v *verdict) {
	var old map[string]any
	var there bool
	id := p.id
	if p.shape.edge {
		if known := j.graph.pairs[pair{p.shape.name, p.source, p.target}]; known != "" && known != id {
			if p.named {
				c := j.at(p.namer, p.entries[0], "id", id, "there is one edge of %s from a node to another, and in the graph its id is %q", p.shape.name, known)
				v.bad = append(v.bad, c)
				return
			}
			id = known
		}
		var e store.Edge
		e, there = j.graph.edges[id]
		if there && (e.Source != p.source || e.Target != p.target) {
			j.despair(v, p, "id", id, "the edge %q is between other nodes, %q and %q", id, e.Source, e.Target)
			return
		}
		old = e.Props
	} else {
		old, there = j.graph.nodes[id]
	}
	props, differs := j.combine(old, p)
	for _, d := range differs {
		v.disputes = append(v.disputes, differing{d, p.row})
	}
	whole, err := j.clean(p, id, props)
	if err != nil {
		x := refusedBy(err)
		j.despair(v, p, x.key, "", "%s", x.reason)
		return
	}
	if !p.completes {
		v.counted = append(v.counted, counted{p.shape, there, there && alike(old, whole)})
	}
	if lacks != nil {
		if whole, err = j.clean(p, id, without(props, p.shape.visible, lacks)); err != nil {
			x := refusedBy(err)
			j.despair(v, p, x.key, "", "%s", x.reason)
			return
		}
	}
	if there && alike(old, whole) {
		return
	}
	if p.shape.edge {
		v.edges = append(v.edges, store.PutEdge{Edge: store.Edge{ID: id, Relation: p.shape.name, Source: p.source, Target: p.target, Props: whole}})
	} else {
		v.nodes = append(v.nodes, store.PutNode{Node: store.Node{ID: id, Kind: p.shape.name, Props: whole}})
	}
	was := said{shape: p.shape, id: id, source: p.source, target: p.target, props: old}
	v.undo = append(v.undo, undo{was, there})
}

// clean returns properties of a piece as they are written.
func (j *judge) clean(p *piece, id string, props map[string]any) (map[string]any, error) {
	if p.shape.edge {
		c, err := j.o.Store.Clean(store.PutEdge{Edge: store.Edge{ID: id, Relation: p.shape.name, Source: p.source, Target: p.target, Props: props}})
		if err != nil {
			return nil, err
		}
		return c.(store.PutEdge).Props, nil
	}
	c, err := j.o.Store.Clean(store.PutNode{Node: store.Node{ID: id, Kind: p.shape.name, Props: props}})
	if err != nil {
		return nil, err
	}
	return c.(store.PutNode).Props, nil
}

// without returns properties without references to nodes that there are not.
func without(props map[string]any, known []store.Property, lacks []lack) map[string]any {
	not := func(id string) bool { return slices.ContainsFunc(lacks, func(l lack) bool { return l.id == id }) }
	rest := maps.Clone(props)
	for _, p := range known {
		if !p.Ref {
			continue
		}
		switch v := props[p.Name].(type) {
		case string:
			if not(v) {
				delete(rest, p.Name)
			}
		case []string:
			rest[p.Name] = slices.DeleteFunc(slices.Clone(v), not)
		}
	}
	return rest
}
