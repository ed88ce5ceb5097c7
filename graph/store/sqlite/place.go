package sqlite

import (
	"fmt"
	"strings"

	"parley/graph/store"
)

// A place is where rows come from: the roots, or a hop.
type place struct {
	pick  *store.Pick
	num   int
	up    *place // what it hops from
	kinds []string

	node, edge, group string // aliases, empty where a row has none
	far, farKey       string // where the edge keeps the number of the node, and its time
	score, nameKey    string // of a root found by text
	through           *store.Through
	folds             []store.Fold // those of through that are selected
	told              bool         // whether the node's id tells rows apart, so that the edge's is no part of their order
	near              string       // with through, the number of the node it started from

	// FROM is head, an index if that has the order, and tail. sure says that the tail
	// neither adds nor drops rows.
	head, tail string
	sure       bool
	index      func(o *order) string
	where      []string
	legs       []root // of roots, from where there are several kinds; else empty
	drive      *drive // of roots, nil where they are not found from others
	walk       []root // with drive, the legs without the filter
	filter     []string
	rest       []string // with drive, what of the filter it leaves open
	one        bool

	outs  []string // what is selected of a row
	names map[string]bool
}

// A root is the rows of one kind or relation.
type root struct {
	where []string
	index string
}

// alias returns what the node or the edge is called.
func (p *place) alias(of store.Of) string {
	if of == store.OfEdge {
		return p.edge
	}
	return p.node
}

// out selects something of a row, and returns what it is called once the row is found.
func (p *place) out(name, expr string) string {
	if !p.names[name] {
		p.names[name] = true
		p.outs = append(p.outs, expr+" AS "+quote(name))
	}
	return fmt.Sprintf("r%d.%s", p.num, quote(name))
}

// rid returns the number of the row's node.
func (p *place) rid() string { return p.out("node.rid", p.node+".rid") }

// column selects a column of the node or the edge.
func (p *place) column(of store.Of, column string) string {
	return p.out(of.String()+"."+strings.Trim(column, `"`), p.alias(of)+"."+column)
}
