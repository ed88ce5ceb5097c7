package plan

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"parley/graph/store"
)

// An Analysis answers a field of the root whose type has @analysis. It reads the
// arguments, whose faults it leaves to them (see Arguments.Err), and returns the search
// that answers the field; it must not read the store.
type Analysis func(*Arguments) Search

// A Search finds what a field of the root asks for: an Object, nil for none, or
// []Object where the field is a list. Its errors are shown like those of a store.
type Search func(context.Context) (any, error)

// An Object is something found, of a type with @analysis.
type Object interface {
	// Type is the name of its GraphQL type.
	Type() string
	// Value is what a field of it has:
	//   - a value as stores have it: string (also of an enum), int64, float64, bool, []string;
	//   - an edtf.Period;
	//   - an Object or []Object, where the field's type has @analysis, and an Object where it
	//     is an object of values;
	//   - a Ref, where the field is a node, and Refs, where it is a connection;
	//   - a *PageInfo;
	//   - nil, where it has none. A list is never nil.
	Value(field string) any
}

// A Ref is a node by its id. It is loaded with all others that the answer refers to.
type Ref string

// Refs are the ids of all nodes of a connection, ordered, each once; the page that is
// asked for is cut from them.
type Refs []string

// A slot is a field of found objects that is a node, or a connection of nodes. The nodes of
// all these objects are loaded by one query, by their ids.
type slot struct {
	query *store.Selection
	level *level
	ids   store.Arg // []string
}

// Analyzes are what a root's field is where it has an Analysis.
type analyzes struct {
	field graphql.CollectedField
	asks  map[string]bool // the fields that are asked for, such as GraphNode.degree
	slots []*slot
	list  bool
	one   view
	all   writer[[]Object]
}

// A view is a selection on a type with @analysis, ready to gather what has to be loaded
// for an object, and then to print it.
type view struct {
	gather []func(*gathering, Object)
	write  writer[Object]
}

func (v *view) collect(g *gathering, o Object) {
	for _, gather := range v.gather {
		gather(g, o)
	}
}

// A gathering is the ids of what has to be loaded, by slot.
type gathering struct {
	args []any
	ids  [][]string
	seen []map[string]bool
}

func (g *gathering) add(slot int, id string) {
	if !g.seen[slot][id] {
		g.seen[slot][id] = true
		g.ids[slot] = append(g.ids[slot], id)
	}
}

// Found is what a search found, with all the nodes that are shown of it.
type found struct {
	plan  *Plan
	value any // an Object or []Object
	args  []any
	nodes []map[string]*store.Item // by slot and id
}

// objects are the Objects of a value, which is one or several.
func objects(v any) []Object {
	switch v := v.(type) {
	case Object:
		return []Object{v}
	case []Object:
		return v
	}
	return nil
}

// prepare makes the search that answers a field.
func (e *Engine) prepare(ctx context.Context, p *Plan) (Search, error) {
	op := graphql.GetOperationContext(ctx)
	f := p.found.field
	analysis := e.analyses[f.Name]
	if analysis == nil {
		return nil, fmt.Errorf("plan: nobody answers the field %s of the root", f.Name)
	}
	a := &Arguments{field: f, given: f.ArgumentMap(op.Variables), onto: e.plans.onto, asks: p.found.asks}
	search := analysis(a)
	return search, a.Err()
}

// find answers the root field that ctx is about, whose type has @analysis: it runs the
// search, and then loads in one Read all nodes that the answer shows of what was found.
func (e *Engine) find(ctx context.Context, p *Plan, args []any) (*found, error) {
	search, err := e.prepare(ctx, p)
	if err != nil {
		return nil, err
	}
	value, err := search(ctx)
	if err != nil {
		return nil, err
	}
	f := &found{plan: p, value: value, args: args, nodes: make([]map[string]*store.Item, len(p.found.slots))}
	g := &gathering{args: args, ids: make([][]string, len(f.nodes)), seen: make([]map[string]bool, len(f.nodes))}
	for i := range f.nodes {
		f.nodes[i], g.seen[i] = map[string]*store.Item{}, map[string]bool{}
	}
	for _, o := range objects(value) {
		p.found.one.collect(g, o)
	}
	return f, e.fill(ctx, f, g)
}

// fill loads what was gathered.
func (e *Engine) fill(ctx context.Context, f *found, g *gathering) error {
	var qs []store.Query
	var of []int
	f.args = append([]any{}, f.args...)
	for i, s := range f.plan.found.slots {
		if len(g.ids[i]) > 0 {
			f.args[s.ids-1] = g.ids[i]
			qs, of = append(qs, store.Query{Select: s.query, Args: f.args}), append(of, i)
		}
	}
	if len(qs) == 0 {
		return nil
	}
	pages, err := e.store.Read(ctx, qs...)
	if err != nil {
		return err
	}
	if len(pages) != len(qs) {
		return fmt.Errorf("plan: %d queries gave %d pages", len(qs), len(pages))
	}
	for i, n := range of {
		id := f.plan.found.slots[n].level.column(store.OfNode, "id")
		for j := range pages[i].Items {
			item := &pages[i].Items[j]
			if s, ok := item.Value(id).(string); ok {
				f.nodes[n][s] = item
			}
		}
	}
	return nil
}

// page is the page of a connection: those of the nodes it refers to that are asked for.
func (f *found) page(slot int, refs Refs) store.Page {
	ids, page := cut(f.plan.found.slots[slot].level.pick, refs, f.args)
	for _, id := range ids {
		if item := f.nodes[slot][id]; item != nil {
			page.Items = append(page.Items, *item)
		}
	}
	return page
}

// cut is which of the ids are asked for, and a page without its rows.
func cut(p *store.Pick, refs Refs, args []any) (ids []string, page store.Page) {
	page.Total = int64(len(refs))
	ids = refs
	if at, ok := p.After.Of(args).(store.Position); ok {
		for len(ids) > 0 && ids[0] <= at.ID {
			ids = ids[1:]
		}
		page.MoreBefore = true
	}
	if at, ok := p.Before.Of(args).(store.Position); ok {
		for len(ids) > 0 && ids[len(ids)-1] >= at.ID {
			ids = ids[:len(ids)-1]
		}
		page.MoreAfter = true
	}
	if n, ok := p.First.Of(args).(int64); ok && len(ids) > int(n) {
		ids, page.MoreAfter = ids[:n], true
	}
	if n, ok := p.Last.Of(args).(int64); ok && len(ids) > int(n) {
		ids, page.MoreBefore = ids[len(ids)-int(n):], true
	}
	if !p.Rows {
		ids = nil
	}
	return ids, page
}
