package load

import (
	"context"
	"reflect"
	"slices"

	"parley/graph/store"
)

// present is what a graph holds of that which a file speaks of.
type present struct {
	kinds map[string]string         // of nodes, by id
	nodes map[string]map[string]any // the properties, by id
	edges map[string]store.Edge     // by id
}

// write holds a file against a graph and writes what differs.
func (f *file) write(ctx context.Context, tx store.Tx) (Report, error) {
	f.problems = nil // A transaction may be tried again.
	p, err := f.read(ctx, tx)
	if err != nil {
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
			if count(report.Nodes, n.Kind, there, reflect.DeepEqual(old, n.Props)) {
				nodes = append(nodes, *n)
			}
			continue
		}
		old, there := p.edges[r.edge.ID]
		if count(report.Edges, r.edge.Relation, there, reflect.DeepEqual(old, r.edge.Edge)) {
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

// batch is how many ids are asked for in one query.
const batch = 5000

// read reads what the graph holds of that which the file speaks of.
func (f *file) read(ctx context.Context, tx Reader) (*present, error) {
	p := &present{map[string]string{}, map[string]map[string]any{}, map[string]store.Edge{}}
	var qs []store.Query
	var take []func(*store.Item)
	ask := func(sel store.Selection, of store.Of, ids map[string]bool, names []string, row func(x *store.Item)) {
		sel.Where = store.Compare{Of: of, Property: "id", Op: store.AnyOf, Arg: 1}
		sel.Rows = true
		for _, n := range names {
			sel.Fields = append(sel.Fields, store.Field{Of: of, Name: n})
		}
		for part := range slices.Chunk(sorted(ids), batch) {
			qs = append(qs, store.Query{Select: &sel, Args: []any{part}})
			take = append(take, row)
		}
	}
	ids, byName := f.mentioned()
	var kinds []string
	for _, k := range f.o.Store.Kinds {
		kinds = append(kinds, k.Name)
		names := visible(k.Properties)
		ask(store.Selection{Kinds: []string{k.Name}}, store.OfNode, byName[k.Name], append([]string{"id"}, names...), func(x *store.Item) {
			p.nodes[x.Value(0).(string)] = props(x, 1, names)
		})
	}
	ask(store.Selection{Kinds: kinds}, store.OfNode, ids, []string{"id", "kind"}, func(x *store.Item) {
		p.kinds[x.Value(0).(string)] = x.Value(1).(string)
	})
	for _, r := range f.o.Store.Relations {
		names := visible(r.Properties)
		ask(store.Selection{Relations: []string{r.Name}}, store.OfEdge, byName[r.Name], append([]string{"id", "source", "target"}, names...), func(x *store.Item) {
			e := store.Edge{ID: x.Value(0).(string), Relation: r.Name, Source: x.Value(1).(string), Target: x.Value(2).(string)}
			e.Props = props(x, 3, names)
			p.edges[e.ID] = e
		})
	}
	pages, err := tx.Read(ctx, qs...)
	if err != nil {
		return nil, err
	}
	for i := range pages {
		for j := range pages[i].Items {
			take[i](&pages[i].Items[j])
		}
	}
	return p, nil
}

// visible are the properties that a line can give.
func visible(known []store.Property) (names []string) {
	for _, p := range known {
		if !p.Hidden {
			names = append(names, p.Name)
		}
	}
	return names
}

// props are the values of a row from a field on, without those that are absent.
func props(x *store.Item, from int, names []string) map[string]any {
	m := map[string]any{}
	for i, name := range names {
		v := x.Value(from + i)
		if list, ok := v.([]string); v == nil || ok && len(list) == 0 {
			continue
		}
		m[name] = v
	}
	return m
}
