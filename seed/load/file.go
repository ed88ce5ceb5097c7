package load

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"parley/graph/ontology"
	"parley/graph/store"
	"parley/seed/record"
)

// A file is what the lines of one say.
type file struct {
	*checker
	o        *ontology.Ontology
	name     string
	nodes    map[string]*item // by id
	edges    map[string]*item // by id
	pairs    map[pair]*item   // edges of which there is one a pair
	order    []*item
	problems Problems
}

// An item is a node or an edge, as a line gives it or several do.
type item struct {
	line  int            // the first
	node  *store.PutNode // as it is written
	edge  *store.PutEdge // likewise
	named bool           // the edge's id is given
	given map[string]any // the edge's values without what is filled in
}

// A pair is two nodes that one edge at most joins.
type pair struct{ relation, source, target string }

// line reads a line.
func (f *file) line(at int, line []byte) {
	o, err := record.Decode(line)
	if err != nil {
		f.complain(at, "", "%v", err)
		return
	}
	x, faults := f.check(o)
	if s, unknown := f.of(o); unknown == nil {
		faults = append(faults, s.lacking(o)...)
	}
	for _, y := range faults {
		f.complain(at, y.key, "%s", y.reason)
	}
	switch {
	case faults != nil:
	case x.shape.edge:
		f.edge(at, x)
	default:
		f.node(at, x)
	}
}

func (f *file) node(at int, x *said) {
	c, err := f.o.Store.Clean(store.PutNode{Node: store.Node{ID: x.id, Kind: x.shape.name, Props: x.props}})
	if err != nil {
		f.refused(at, err)
		return
	}
	put := c.(store.PutNode)
	if was := f.nodes[put.ID]; was != nil {
		if !reflect.DeepEqual(*was.node, put) {
			f.complain(at, "id", "node %q is written otherwise in line %d; make them one line", x.id, was.line)
		}
		return
	}
	f.nodes[put.ID] = &item{line: at, node: &put}
	f.order = append(f.order, f.nodes[put.ID])
}

// refused complains of what the store's schema refuses, such as texts that are too long
// together.
func (f *file) refused(at int, err error) {
	x := refusedBy(err)
	f.complain(at, x.key, "%s", x.reason)
}

func (f *file) edge(at int, x *said) {
	r := &item{line: at, named: x.named, given: x.props}
	if err := f.clean(r, store.Edge{ID: x.id, Relation: x.shape.name, Source: x.source, Target: x.target, Props: x.props}); err != nil {
		f.refused(at, err)
		return
	}
	if x.shape.pair {
		f.together(r, x.shape)
		return
	}
	if was := f.edges[r.edge.ID]; was != nil {
		if !reflect.DeepEqual(*was.edge, *r.edge) {
			f.complain(at, "", "the edge %q is written otherwise in line %d; make them one line, or give one another id", r.edge.ID, was.line)
		}
		return
	}
	f.edges[r.edge.ID] = r
	f.order = append(f.order, r)
}

// clean makes the edge of an item as it is written.
func (f *file) clean(r *item, e store.Edge) error {
	c, err := f.o.Store.Clean(store.PutEdge{Edge: e})
	if err != nil {
		return err
	}
	put := c.(store.PutEdge)
	r.edge = &put
	return nil
}

// together adds an edge of which there is one a pair: lines of the same two nodes
// make one edge, with all that any of them says.
func (f *file) together(r *item, s *shape) {
	p := pair{s.name, r.edge.Source, r.edge.Target}
	was := f.pairs[p]
	if other := f.edges[r.edge.ID]; other != nil && other != was {
		f.complain(r.line, "id", "the edge %q is between other nodes in line %d", r.edge.ID, other.line)
		return
	}
	if was == nil {
		f.pairs[p], f.edges[r.edge.ID] = r, r
		f.order = append(f.order, r)
		return
	}
	if was.named && r.named && was.edge.ID != r.edge.ID {
		f.complain(r.line, "id", "there is one edge of %s from a node to another, and in line %d its id is %q", s.name, was.line, was.edge.ID)
		return
	}
	given, err := f.merge(s, was.given, r.given)
	if err != nil {
		f.complain(r.line, "", "line %d is of the same edge of %s, and %v", was.line, s.name, err)
		return
	}
	delete(f.edges, was.edge.ID)
	put := was.edge.Edge
	if r.named && !was.named {
		put.ID, was.named = r.edge.ID, true
	}
	put.Props = given
	if err := f.clean(was, put); err != nil {
		f.refused(r.line, err)
		return
	}
	was.given = given
	f.edges[was.edge.ID] = was
}

// merge puts the values of two lines together: different texts joined by "; ", lists
// one behind the other, in order of appearance and each once; others must agree.
func (f *file) merge(s *shape, a, b map[string]any) (map[string]any, error) {
	both := map[string]any{}
	for name, v := range a {
		both[name] = v
	}
	for _, name := range sorted(b) {
		v := b[name]
		old, there := both[name]
		list, many := v.([]string)
		text, single := v.(string)
		switch {
		case !there || reflect.DeepEqual(old, v):
			both[name] = v
		case many:
			all := slices.Clone(old.([]string))
			for _, x := range list {
				if !slices.Contains(all, x) {
					all = append(all, x)
				}
			}
			both[name] = all
		case single && slices.Contains(s.text, name):
			if !slices.Contains(strings.Split(old.(string), joint), text) {
				both[name] = old.(string) + joint + text
			}
		default:
			return nil, fmt.Errorf("its %s is %s there and %s here; it must be the same in both or stand in one", name, display(old), display(v))
		}
	}
	return both, nil
}

// joint stands between texts that are joined.
const joint = "; "
