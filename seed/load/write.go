package load

import (
	"context"

	"parley/graph/store"
)

// write holds a file against a graph and writes what differs.
func (f *file) write(ctx context.Context, tx store.Tx) (Report, error) {
	f.problems = nil // A transaction may be tried again.
	ids, byName := f.mentioned()
	q := newQuestions(f.o.Store)
	p, err := q.kindsOf(ctx, tx, ids)
	if err != nil {
		return Report{}, err
	}
	if err := q.read(ctx, tx, p, byName); err != nil {
		return Report{}, err
	}
	f.checkEnds(p)
	if err := f.err(); err != nil {
		return Report{}, err
	}
	report := Report{Nodes: map[string]Count{}, Edges: map[string]Count{}}
	var nodes, edges []store.Change
	for _, r := range f.order {
		if n := r.node; n != nil {
			old, there := p.nodes[n.ID]
			if count(report.Nodes, n.Kind, there, alike(old, n.Props)) {
				nodes = append(nodes, *n)
			}
			continue
		}
		old, there := p.edges[r.edge.ID]
		if count(report.Edges, r.edge.Relation, there, old.Source == r.edge.Source && old.Target == r.edge.Target && alike(old.Props, r.edge.Props)) {
			edges = append(edges, *r.edge)
		}
	}
	if changes := append(nodes, edges...); len(changes) > 0 {
		return report, tx.Write(ctx, changes)
	}
	return report, nil
}

// count counts a node or an edge and says whether it must be written.
func count(in map[string]Count, name string, there, same bool) bool {
	c := in[name]
	switch {
	case !there:
		c.New++
	case same:
		c.Unchanged++
	default:
		c.Changed++
	}
	in[name] = c
	return !there || !same
}
