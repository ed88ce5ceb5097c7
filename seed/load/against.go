package load

import (
	"context"

	"parley/graph/store"
)

// judge holds nodes and edges against the graph.
func (x *decider) judge(ctx context.Context) error {
	graph, err := x.lookAt(ctx)
	if err != nil {
		return err
	}
	for _, n := range x.nodes {
		if n.kind == "" {
			n.kind = graph.kinds[n.id]
		}
		if err := n.judge(x, graph); err != nil {
			return err
		}
	}
	for _, u := range x.edges {
		if err := x.judgeEdge(u, graph); err != nil {
			return err
		}
	}
	x.nodes, x.edges, x.slab, x.pending = nil, nil, nil, 0
	return nil
}

// lookAt reads what the graph holds of that which is to be judged.
func (x *decider) lookAt(ctx context.Context) (*present, error) {
	if x.empty {
		return newPresent(), nil
	}
	ids, counted := map[string]bool{}, map[bound]map[string]bool{}
	for _, n := range x.nodes {
		ids[n.id] = true
		for _, e := range n.edges {
			if x.bounded[e.bound] {
				put(counted, e.bound, n.id)
			}
			if along := x.o.Sharing[e.relation]; along != "" {
				put(counted, bound{along, store.Out}, n.id)
			}
		}
	}
	var pieces []*piece
	for _, u := range x.edges {
		d := decoder{u.body}
		pieces = append(pieces, &piece{said: d.said(x.all)})
	}
	graph, err := x.look(ctx, x.st, pieces, ids)
	if err != nil {
		return nil, err
	}
	return graph, x.questions.edgesAt(ctx, x.st, counted, func(b bound, near string, e store.Edge) {
		if graph.counted[b] == nil {
			graph.counted[b] = map[string][]store.Edge{}
		}
		graph.counted[b][near] = append(graph.counted[b][near], e)
	})
}

// judgeEdge holds an edge that rows give an id, or not all that it must have, against the graph.
func (x *decider) judgeEdge(u *union, graph *present) error {
	d := decoder{u.body}
	e := d.said(x.all)
	known := graph.pairs[pair{e.shape.name, e.source, e.target}]
	was, there := graph.edges[e.id]
	for _, p := range u.parts {
		var c complaint
		switch {
		case known != "" && known != e.id && p.named:
			c = x.at(0, p.entry, "id", e.id, "there is one edge of %s from a node to another, and in the graph its id is %q", e.shape.name, known)
		case there && (was.Source != e.source || was.Target != e.target) && p.named:
			c = x.at(0, p.entry, "id", e.id, "the edge %q is between other nodes, %q and %q", e.id, was.Source, was.Target)
		case !there && known == "" && u.lacks != nil:
			c = x.at(0, p.entry, u.lacks.key, "", "%s", u.lacks.reason)
		default:
			continue
		}
		if err := x.rejectAll(p.rows, c); err != nil {
			return err
		}
	}
	return nil
}

// A bound is a relation and a direction in which there may be one edge only.
type bound struct {
	relation  string
	direction store.Direction
}
