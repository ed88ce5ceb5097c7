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
	accepted     int       // pieces
	counted      []counted // those of them that are whole, or will be
	disputes     []differing
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
	how   how
	graph *present
	verdict
}

// unit decides of a unit.
func (j *judge) unit(u *unit) {
	own := map[string]string{}
	var v verdict
	for _, p := range u.pieces {
		if !p.shape.edge {
			own[p.id] = p.shape.name
		}
	}
	late, rest := false, &unit{turn: u.turn}
	for _, p := range u.pieces {
		lacks, must := j.lacks(p, own)
		switch {
		case lacks == nil:
			j.piece(p, nil, &v)
		case j.how == giveUp:
			v.bad = append(v.bad, j.at(p.row, p.entries[0], lacks[0].property, lacks[0].id, "it is not written, and this needs it first: it was refused, or needs this one in turn; then one record must bring both"))
		case must || j.how != partly:
			late = true
		default:
			completing := *p
			completing.completes = true
			rest.pieces = append(rest.pieces, &completing)
			j.piece(p, lacks, &v)
		}
	}
	switch {
	case v.bad != nil:
		j.bad = append(j.bad, v.bad...)
	case late:
		j.waiting = append(j.waiting, u)
	default:
		maps.Copy(j.graph.kinds, own)
		j.take(u, &v)
		if rest.pieces != nil {
			j.waiting = append(j.waiting, rest)
		}
	}
}

// take adds what is decided of a unit to the whole.
func (j *judge) take(u *unit, v *verdict) {
	for _, c := range v.edges {
		e := c.(store.PutEdge).Edge
		j.graph.edges[e.ID] = e
	}
	j.accepted += len(u.pieces)
	j.nodes, j.edges = append(j.nodes, v.nodes...), append(j.edges, v.edges...)
	j.counted, j.disputes = append(j.counted, v.counted...), append(j.disputes, v.disputes...)
}

// lacks are the references of a piece to nodes that there are not, and whether it cannot be
// written without them.
func (j *judge) lacks(p *piece, own map[string]string) (lacks []reference, must bool) {
	if j.opts.Dry {
		return nil, false // There is no graph to look into.
	}
	there := func(id string) bool { return own[id] != "" || j.graph.kinds[id] != "" }
	for _, r := range references(p.shape.visible, p.props) {
		if !there(r.id) {
			lacks, must = append(lacks, r), must || p.completes || slices.Contains(p.shape.demanded, r.property)
		}
	}
	if p.shape.edge {
		for _, r := range []reference{{"from", p.source}, {"to", p.target}} {
			if !there(r.id) {
				lacks, must = append(lacks, r), true
			}
		}
	}
	return lacks, must
}

// piece puts a piece together with what the graph holds, but for references to nodes that
// there are not.
func (j *judge) piece(p *piece, lacks []reference, v *verdict) {
	old, there, wrong := j.known(p)
	if wrong != nil {
		v.bad = append(v.bad, *wrong)
		return
	}
	now := p.said
	var differs []Difference
	now.props, differs = j.combine(old, p)
	now.id = j.idOf(p)
	whole, err := j.clean(&now)
	if err == nil && lacks != nil {
		now.props = without(now.props, p.shape.visible, lacks)
		whole, err = j.clean(&now)
	}
	if err != nil {
		x := refusedBy(err)
		v.bad = append(v.bad, j.at(p.row, p.entries[0], x.key, "", "%s", x.reason))
		return
	}
	same := there && alike(old, whole)
	if !p.completes {
		v.counted = append(v.counted, counted{p.shape, there, same && lacks == nil})
		for _, d := range differs {
			v.disputes = append(v.disputes, differing{d, p.row})
		}
	}
	switch {
	case same:
	case p.shape.edge:
		v.edges = append(v.edges, store.PutEdge{Edge: store.Edge{ID: now.id, Relation: p.shape.name, Source: p.source, Target: p.target, Props: whole}})
	default:
		v.nodes = append(v.nodes, store.PutNode{Node: store.Node{ID: p.id, Kind: p.shape.name, Props: whole}})
	}
}

// idOf is the id of a piece, which for an edge of which there is one a pair may be that of the graph.
func (j *judge) idOf(p *piece) string {
	if known := j.graph.pairs[pair{p.shape.name, p.source, p.target}]; p.shape.edge && known != "" {
		return known
	}
	return p.id
}

// known returns what the graph holds of a piece. It can be at odds with it only if it has
// changed since that was decided.
func (j *judge) known(p *piece) (props map[string]any, there bool, wrong *complaint) {
	complain := func(row int64, key, value, format string, a ...any) {
		c := j.at(row, p.entries[0], key, value, format, a...)
		wrong = &c
	}
	if !p.shape.edge {
		if was := j.graph.kinds[p.id]; was != "" && was != p.shape.name {
			complain(p.row, "kind", p.shape.name, "node %q is a %s in the graph and cannot become a %s", p.id, was, p.shape.name)
		}
		props, there = j.graph.nodes[p.id]
		return props, there, wrong
	}
	id := j.idOf(p)
	if id != p.id && p.named {
		complain(p.namer, "id", p.id, "there is one edge of %s from a node to another, and in the graph its id is %q", p.shape.name, id)
	}
	e, there := j.graph.edges[id]
	if there && (e.Source != p.source || e.Target != p.target) {
		complain(p.row, "id", id, "the edge %q is between other nodes, %q and %q", id, e.Source, e.Target)
	}
	return e.Props, there, wrong
}

// clean returns the properties of a node or edge as they are written.
func (j *importer) clean(x *said) (map[string]any, error) {
	if x.shape.edge {
		c, err := j.o.Store.Clean(store.PutEdge{Edge: store.Edge{ID: x.id, Relation: x.shape.name, Source: x.source, Target: x.target, Props: x.props}})
		if err != nil {
			return nil, err
		}
		return c.(store.PutEdge).Props, nil
	}
	c, err := j.o.Store.Clean(store.PutNode{Node: store.Node{ID: x.id, Kind: x.shape.name, Props: x.props}})
	if err != nil {
		return nil, err
	}
	return c.(store.PutNode).Props, nil
}

// without returns properties without references to nodes that there are not yet.
func without(props map[string]any, known []store.Property, lacks []reference) map[string]any {
	not := func(id string) bool { return slices.ContainsFunc(lacks, func(r reference) bool { return r.id == id }) }
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
