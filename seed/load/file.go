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
	o        *ontology.Ontology
	name     string
	shapes   shapes
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
	s, x := f.shapes.of(o)
	switch {
	case x != nil:
		f.complain(at, x.key, "%s", x.reason)
	case s.edge:
		f.edge(at, o, s)
	default:
		f.node(at, o, s)
	}
}

func (f *file) node(at int, o record.Object, s *shape) {
	props, faults := s.props(o, "kind", "id")
	id, noID := idOf(o, "id", false)
	if f.faults(at, append([]*fault{noID}, append(faults, s.lacking(o)...)...)) {
		return
	}
	c, err := f.o.Store.Clean(store.PutNode{Node: store.Node{ID: id, Kind: s.name, Props: props}})
	if err != nil {
		f.refused(at, err)
		return
	}
	put := c.(store.PutNode)
	if was := f.nodes[put.ID]; was != nil {
		if !reflect.DeepEqual(*was.node, put) {
			f.complain(at, "id", "node %q is written otherwise in line %d; make them one line", id, was.line)
		}
		return
	}
	f.nodes[put.ID] = &item{line: at, node: &put}
	f.order = append(f.order, f.nodes[put.ID])
}

// faults complains of what is wrong with the values of a line, if anything is.
func (f *file) faults(at int, all []*fault) (some bool) {
	for _, x := range all {
		if x != nil {
			f.complain(at, x.key, "%s", x.reason)
			some = true
		}
	}
	return some
}

// refused complains of what no key shows to be wrong, such as a text too long.
func (f *file) refused(at int, err error) {
	x := refusedBy(err)
	f.complain(at, x.key, "%s", x.reason)
}

func (f *file) edge(at int, o record.Object, s *shape) {
	props, faults := s.props(o, "relation", "id", "from", "to")
	id, noID := idOf(o, "id", true)
	from, noFrom := idOf(o, "from", false)
	to, noTo := idOf(o, "to", false)
	if f.faults(at, append([]*fault{noID, noFrom, noTo}, append(faults, s.lacking(o)...)...)) {
		return
	}
	r := &item{line: at, named: id != "", given: props}
	put := store.PutEdge{Edge: store.Edge{ID: id, Relation: s.name, Source: from, Target: to, Props: props}}
	if !r.named {
		put.ID = strings.ToLower(s.name) + ":" // Until it is known in NFC.
	}
	if err := f.clean(r, put, s); err != nil {
		f.refused(at, err)
		return
	}
	if s.pair {
		f.together(r, s)
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

// clean makes the edge of an item as it is written, with its id.
func (f *file) clean(r *item, put store.PutEdge, s *shape) error {
	c, err := f.o.Store.Clean(put)
	if err != nil {
		return err
	}
	put = c.(store.PutEdge)
	if !r.named {
		put.ID = s.naturalID(put.Edge)
	}
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
	put := *was.edge
	if r.named && !was.named {
		put.ID, was.named = r.edge.ID, true
	}
	put.Props = given
	if err := f.clean(was, put, s); err != nil {
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
