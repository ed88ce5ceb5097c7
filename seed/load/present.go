package load

import (
	"context"
	"slices"

	"parley/graph/store"
)

// Present is what a graph holds of that which is asked for.
type present struct {
	kinds map[string]string         // of nodes, by id
	nodes map[string]map[string]any // the properties, by id
	edges map[string]store.Edge     // by id
	pairs map[pair]string           // ids of edges of which there is one a pair

	counted map[bound]map[string][]store.Edge // the edges at nodes that may have one only, by node
}

func newPresent() *present {
	return &present{map[string]string{}, map[string]map[string]any{}, map[string]store.Edge{}, map[pair]string{}, map[bound]map[string][]store.Edge{}}
}

// Questions ask for nodes and edges by id. They are made once, since stores keep what
// they make of a Selection.
type questions struct {
	kinds  []string
	kind   *store.Selection
	whole  map[string]*store.Selection // by kind or relation
	fields map[string][]string         // their properties
	edges  map[bound]*store.Selection  // those at nodes
	schema *store.Schema
}

func newQuestions(s *store.Schema) *questions {
	q := &questions{whole: map[string]*store.Selection{}, fields: map[string][]string{}, edges: map[bound]*store.Selection{}, schema: s}
	byID := func(sel store.Selection, of store.Of, names ...string) *store.Selection {
		sel.Where = store.Compare{Of: of, Property: "id", Op: store.AnyOf, Arg: 1}
		sel.Rows = true
		for _, n := range names {
			sel.Fields = append(sel.Fields, store.Field{Of: of, Name: n})
		}
		return &sel
	}
	for _, k := range s.Kinds {
		q.kinds = append(q.kinds, k.Name)
		q.fields[k.Name] = visible(k.Properties)
		q.whole[k.Name] = byID(store.Selection{Kinds: []string{k.Name}}, store.OfNode, append([]string{"id"}, q.fields[k.Name]...)...)
	}
	q.kind = byID(store.Selection{Kinds: q.kinds}, store.OfNode, "id", "kind")
	for _, r := range s.Relations {
		q.fields[r.Name] = visible(r.Properties)
		q.whole[r.Name] = byID(store.Selection{Relations: []string{r.Name}}, store.OfEdge, append([]string{"id", "source", "target"}, q.fields[r.Name]...)...)
	}
	return q
}

// batch is how many ids are asked for in one query.
const batch = 5000

// kindsOf begins with the kinds of the nodes of these ids.
func (q *questions) kindsOf(ctx context.Context, tx Reader, ids map[string]bool) (*present, error) {
	p := newPresent()
	var a asking
	a.ask(q.kind, ids, func(x *store.Item) { p.kinds[x.Value(0).(string)] = x.Value(1).(string) })
	return p, a.read(ctx, tx)
}

// read reads nodes and edges whole, by kind and relation. Of nodes whose kind is not
// known to be this one, which are most where a graph is loaded first, nothing is asked.
func (q *questions) read(ctx context.Context, tx Reader, p *present, byName map[string]map[string]bool) error {
	var a asking
	for _, name := range sorted(byName) {
		sel, fields := q.whole[name], q.fields[name]
		if len(sel.Kinds) == 0 {
			a.ask(sel, byName[name], func(x *store.Item) {
				e := store.Edge{ID: x.Value(0).(string), Relation: name, Source: x.Value(1).(string), Target: x.Value(2).(string)}
				e.Props = props(x, 3, fields)
				p.edges[e.ID] = e
			})
			continue
		}
		there := map[string]bool{}
		for id := range byName[name] {
			if p.kinds[id] == name {
				there[id] = true
			}
		}
		a.ask(sel, there, func(x *store.Item) { p.nodes[x.Value(0).(string)] = props(x, 1, fields) })
	}
	return a.read(ctx, tx)
}

// An asking is what is asked for in one Read.
type asking struct {
	queries []store.Query
	rows    []func(*store.Item) // takes the rows of the query
}

// ask asks for rows by id.
func (a *asking) ask(sel *store.Selection, ids map[string]bool, row func(*store.Item)) {
	for part := range slices.Chunk(sorted(ids), batch) {
		a.queries = append(a.queries, store.Query{Select: sel, Args: []any{part}})
		a.rows = append(a.rows, row)
	}
}

// read has the questions answered, if there are any, and hands on the rows.
func (a *asking) read(ctx context.Context, tx Reader) error {
	if len(a.queries) == 0 {
		return nil
	}
	pages, err := tx.Read(ctx, a.queries...)
	if err != nil {
		return err
	}
	for i := range pages {
		for k := range pages[i].Items {
			a.rows[i](&pages[i].Items[k])
		}
	}
	return nil
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
