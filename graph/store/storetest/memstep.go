package storetest

import (
	"slices"

	"parley/graph/edtf"
	"parley/graph/store"
)

// follow returns the rows that a step leads to from r, of any kind and in any order.
func (a asked) follow(r row, step store.Step) []row {
	switch s := step.(type) {
	case store.Along:
		rows := a.along(r.node, s)
		if s.Distinct {
			return nodeRows(distinct(rows))
		}
		return rows
	case store.Chain:
		return slices.DeleteFunc(a.chain(r.node, s), func(x row) bool { return x.distance >= store.MaxChain })
	case store.Through:
		return a.through(r.node, s)
	case store.Middle:
		return nodeRows(r.group.middle)
	case store.Ref:
		v := edgeOrNode(r, s.Of, s.Property)
		var nodes []*store.Node
		for _, n := range a.nodes {
			if slices.Contains(elements(v), any(n.ID)) {
				nodes = append(nodes, n)
			}
		}
		return nodeRows(nodes)
	case store.End:
		if s.Source {
			return []row{{node: a.node(r.edge.Source)}}
		}
		return []row{{node: a.node(r.edge.Target)}}
	}
	return nil
}

// edgeOrNode returns a value of r's edge or of its node.
func edgeOrNode(r row, of store.Of, name string) any {
	if of == store.OfEdge {
		return edgeValue(r.edge, name)
	}
	return nodeValue(r.node, name)
}

// along returns the edges from n with the nodes at their far ends.
func (a asked) along(n *store.Node, s store.Along) []row {
	var rows []row
	for _, e := range a.edges {
		if e.Relation != s.Relation {
			continue
		}
		switch {
		case e.Source == n.ID && s.Direction != store.In:
			rows = append(rows, row{node: a.node(e.Target), edge: e})
		case e.Target == n.ID && s.Direction != store.Out:
			rows = append(rows, row{node: a.node(e.Source), edge: e})
		}
	}
	return rows
}

// chain returns n and all nodes that can be reached from it, with their distances.
func (a asked) chain(n *store.Node, s store.Chain) []row {
	rows := []row{{node: n}}
	seen := []*store.Node{n}
	for i := 0; i < len(rows); i++ { // It grows while it is walked.
		for _, x := range a.along(rows[i].node, store.Along{Relation: s.Relation, Direction: s.Direction}) {
			if !slices.Contains(seen, x.node) {
				seen = append(seen, x.node)
				rows = append(rows, row{node: x.node, distance: rows[i].distance + 1})
			}
		}
	}
	return rows
}

// through returns a row for each node at the end of two edges.
func (a asked) through(n *store.Node, s store.Through) []row {
	var middle []*store.Node
	for _, m := range distinct(a.kept(s, a.along(n, s.First))) {
		if slices.Contains(s.Kinds, m.Kind) && a.holds(s.Where, row{node: m}) {
			middle = append(middle, m)
		}
	}
	var rows []row
	for _, far := range a.nodes {
		var g group
		for _, m := range middle {
			if slices.Contains(distinct(a.kept(s, a.along(m, s.Second))), far) {
				g.middle = append(g.middle, m)
			}
		}
		enough := 1
		if s.AtLeast != 0 {
			enough = max(1, int(s.AtLeast.Of(a.args).(int64)))
		}
		if far == n || len(g.middle) < enough {
			continue
		}
		g.first, g.last = firstAndLast(g.middle, s.Time)
		g.folds = a.folds(s, n, g.middle, far)
		rows = append(rows, row{node: far, group: &g})
	}
	return rows
}

// firstAndLast returns the times of the first and the last of the nodes, which are
// ordered by id, that have one.
func firstAndLast(nodes []*store.Node, property string) (first, last any) {
	dated := slices.DeleteFunc(slices.Clone(nodes), func(n *store.Node) bool { return n.Props[property] == nil })
	slices.SortStableFunc(dated, func(x, y *store.Node) int {
		return edtf.Compare(x.Props[property].(edtf.Period), y.Props[property].(edtf.Period))
	})
	if len(dated) == 0 {
		return nil, nil
	}
	return dated[0].Props[property], dated[len(dated)-1].Props[property]
}

// distinct returns the nodes of the rows, each once, ordered by id.
func distinct(rows []row) []*store.Node {
	var nodes []*store.Node
	for _, r := range rows {
		if at, found := slices.BinarySearchFunc(nodes, r.node.ID, byNodeID); !found {
			nodes = slices.Insert(nodes, at, r.node)
		}
	}
	return nodes
}

func nodeRows(nodes []*store.Node) []row {
	rows := make([]row, len(nodes))
	for i, n := range nodes {
		rows[i] = row{node: n}
	}
	return rows
}
