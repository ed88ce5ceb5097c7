package plan

import (
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// A compiler makes of a selection that was collected what prints it: for each type that
// an object of the answer may have, its members in order, each with where its value lies
// in what is loaded.
type compiler struct{ *collector }

// A pageWriter prints the page that a field leads to, an itemWriter one of its rows.
type (
	pageWriter = writer[*store.Page]
	itemWriter = writer[*store.Item]
)

// members compiles a selection on t; value compiles a field of it.
func members[T any](c compiler, sel ast.SelectionSet, t *ast.Definition, value func(graphql.CollectedField, *ast.FieldDefinition) writer[T]) object[T] {
	var o object[T]
	for _, f := range c.collect(sel, t) {
		m := member[T]{field: f.Field, key: string(quote(nil, f.Alias)) + ":"}
		if f.Name == "__typename" {
			m.write = func(p *printer, _ T) outcome { return p.text(t.Name) }
		} else {
			d := t.Fields.ForName(f.Name)
			m.required, m.write = d.Type.NonNull, value(f, d)
		}
		o = append(o, m)
	}
	c.plan.parts += 1 + len(o)
	return o
}

// page compiles a field of type t that leads to the rows of l: a connection, a list of
// nodes or one node.
func (c compiler) page(l *level, t *ast.Type, sel ast.SelectionSet) pageWriter {
	if l.conn != nil {
		return c.connection(l, sel).write
	}
	node := c.node(l, sel)
	if t.Elem != nil {
		return func(p *printer, page *store.Page) outcome { return array(p, page.Items, t.Elem.NonNull, node) }
	}
	return func(p *printer, page *store.Page) outcome {
		if len(page.Items) == 0 {
			return none
		}
		return node(p, &page.Items[0])
	}
}

// listed compiles a root that is a list of nodes by ids: in the order that these were asked
// for, and null where there is none.
func (c compiler) listed(l *level, t *ast.Type, sel ast.SelectionSet) pageWriter {
	node, id := c.node(l, sel), l.column(store.OfNode, "id")
	one := func(p *printer, x **store.Item) outcome {
		if *x == nil {
			return none
		}
		return node(p, *x)
	}
	return func(p *printer, page *store.Page) outcome {
		return array(p, inOrder(page, id, p.args), t.Elem.NonNull, one)
	}
}

// inOrder puts the rows of a root by ids in the order that these were asked for; nil where
// there is none. The ids are the first of the arguments.
func inOrder(page *store.Page, id int, args []any) []*store.Item {
	found := make(map[string]*store.Item, len(page.Items))
	for i := range page.Items {
		s, _ := page.Items[i].Value(id).(string)
		found[s] = &page.Items[i]
	}
	asked, _ := args[0].([]string)
	items := make([]*store.Item, len(asked))
	for i, s := range asked {
		items[i] = found[s]
	}
	return items
}

func (c compiler) connection(l *level, sel ast.SelectionSet) object[*store.Page] {
	return members(c, sel, c.onto.Schema().Types[l.conn.Name], func(f graphql.CollectedField, d *ast.FieldDefinition) pageWriter {
		switch f.Name {
		case "totalCount":
			return func(p *printer, page *store.Page) outcome { return p.int(page.Total) }
		case "pageInfo":
			return c.pageInfo(l, f.Selections).write
		}
		var row itemWriter
		if f.Name == "nodes" {
			row = c.node(l, f.Selections)
		} else {
			row = c.edge(l, f.Selections).write
		}
		return func(p *printer, page *store.Page) outcome { return array(p, page.Items, d.Type.Elem.NonNull, row) }
	})
}

func (c compiler) pageInfo(l *level, sel ast.SelectionSet) object[*store.Page] {
	return members(c, sel, c.onto.Schema().Types["PageInfo"], func(f graphql.CollectedField, _ *ast.FieldDefinition) pageWriter {
		return func(p *printer, page *store.Page) outcome {
			last := len(page.Items) - 1
			switch {
			case f.Name == "hasNextPage":
				return p.bool(page.MoreAfter)
			case f.Name == "hasPreviousPage":
				return p.bool(page.MoreBefore)
			case last < 0:
				return none
			case f.Name == "startCursor":
				return p.text(l.cursor(&page.Items[0]))
			}
			return p.text(l.cursor(&page.Items[last]))
		}
	})
}

func (c compiler) edge(l *level, sel ast.SelectionSet) object[*store.Item] {
	return members(c, sel, l.conn.Edge, func(f graphql.CollectedField, d *ast.FieldDefinition) itemWriter {
		switch x := c.onto.Field(d); x.Role {
		case ontology.Cursors:
			return func(p *printer, row *store.Item) outcome { return p.text(l.cursor(row)) }
		case ontology.Nodes:
			return c.node(l, f.Selections)
		case ontology.Computes:
			return c.value(l, x, f, d)
		default:
			return c.field(l, store.OfEdge, "", f, d)
		}
	})
}

// value compiles what comes about in the answer.
func (c compiler) value(l *level, x *ontology.Field, f graphql.CollectedField, d *ast.FieldDefinition) itemWriter {
	switch x.Computed {
	case ontology.ComputedProvenance:
		return c.parts(l, store.OfGroup, x, f.Selections, d)
	case ontology.ComputedHighlight:
		return func(p *printer, row *store.Item) outcome {
			marked := (&Row{l, row, p.args}).Highlight()
			if marked == nil {
				return none
			}
			return p.text(*marked)
		}
	}
	v, _ := x.Computed.Value()
	i := l.column(v.Of, v.Name)
	if x.Computed == ontology.ComputedFirst || x.Computed == ontology.ComputedLast {
		return c.time(i, f.Selections)
	}
	return c.scalar(d.Type, i)
}

// node compiles a selection on a level's nodes, once for each kind that they may be of.
func (c compiler) node(l *level, sel ast.SelectionSet) itemWriter {
	objects := make([]object[*store.Item], len(l.kinds))
	for i, kind := range l.kinds {
		objects[i] = members(c, sel, c.onto.Schema().Types[kind], func(f graphql.CollectedField, d *ast.FieldDefinition) itemWriter {
			return c.field(l, store.OfNode, kind, f, d)
		})
	}
	at := slices.Index(l.pick.Fields, store.Field{Of: store.OfNode, Name: "kind"})
	if at < 0 { // It makes no difference.
		return objects[0].write
	}
	return func(p *printer, row *store.Item) outcome {
		kind, _ := row.Text(at)
		i := slices.Index(l.kinds, kind)
		if i < 0 {
			return none
		}
		return objects[i].write(p, row)
	}
}

// field compiles a field of a node of a kind, or of an edge; the kind is "" then.
func (c compiler) field(l *level, of store.Of, kind string, f graphql.CollectedField, d *ast.FieldDefinition) itemWriter {
	x := c.onto.Field(d)
	switch x.Role {
	case ontology.Leads:
		i := l.find(f.Field, of == store.OfEdge, kind)
		page := c.page(l.hops[i].level, d.Type, f.Selections)
		return func(p *printer, row *store.Item) outcome { return page(p, row.Page(i)) }
	case ontology.Times:
		return c.time(l.column(of, x.Property), f.Selections)
	case ontology.Parts, ontology.Derives:
		return c.parts(l, of, x, f.Selections, d)
	}
	return c.scalar(d.Type, l.column(of, x.Property))
}

// parts compiles a value object, which is there if the part is that is always there.
func (c compiler) parts(l *level, of store.Of, x *ontology.Field, sel ast.SelectionSet, d *ast.FieldDefinition) itemWriter {
	t := c.onto.Schema().Types[d.Type.Name()]
	sure := l.column(of, x.Part(ontology.Sure(t)))
	o := members(c, sel, t, func(f graphql.CollectedField, d *ast.FieldDefinition) itemWriter {
		return c.scalar(d.Type, l.column(of, x.Part(f.Name)))
	})
	return func(p *printer, row *store.Item) outcome {
		if row.Value(sure) == nil {
			return none
		}
		return o.write(p, row)
	}
}

// scalar compiles a value of a type as it lies in the i-th place of a row.
func (c compiler) scalar(t *ast.Type, i int) itemWriter {
	if isText(t) {
		return func(p *printer, row *store.Item) outcome {
			if s, ok := row.Text(i); ok {
				return p.text(s)
			}
			return none
		}
	}
	write := value(t)
	return func(p *printer, row *store.Item) outcome { return write(p, row.Value(i)) }
}

// isText says whether values of a type are printed as they are, as texts.
func isText(t *ast.Type) bool {
	return t.Elem == nil && t.NamedType != "Int" && t.NamedType != "Float" && t.NamedType != "Boolean"
}

// value prints values of a type as stores have them. One of another type than the schema's is
// as good as none.
func value(t *ast.Type) writer[any] {
	switch {
	case t.Elem != nil:
		return func(p *printer, v any) outcome {
			all, _ := v.([]string)
			return array(p, all, t.Elem.NonNull, func(p *printer, s *string) outcome { return p.text(*s) })
		}
	case t.NamedType == "Int":
		return func(p *printer, v any) outcome { return maybe(p, v, (*printer).int) }
	case t.NamedType == "Float":
		return func(p *printer, v any) outcome {
			if x, ok := number(v); ok {
				return p.float(x)
			}
			return none
		}
	case t.NamedType == "Boolean":
		return func(p *printer, v any) outcome { return maybe(p, v, (*printer).bool) }
	}
	return func(p *printer, v any) outcome { return maybe(p, v, (*printer).text) }
}

// maybe prints a value if it is one of T.
func maybe[T any](p *printer, v any, write writer[T]) outcome {
	if x, ok := v.(T); ok {
		return write(p, x)
	}
	return none
}

// time compiles a time that lies in the i-th place of a row.
func (c compiler) time(i int, sel ast.SelectionSet) itemWriter {
	o := c.period(sel)
	return func(p *printer, row *store.Item) outcome {
		if t, ok := row.Time(i); ok {
			return o.write(p, t)
		}
		return none
	}
}

// period compiles a field of a time.
func period(name string) writer[edtf.Period] {
	switch name {
	case "edtf":
		return func(p *printer, t edtf.Period) outcome { return p.text(t.EDTF) }
	case "text":
		return func(p *printer, t edtf.Period) outcome {
			if t.Text == "" {
				return none
			}
			return p.text(t.Text)
		}
	case "startEarliest":
		return func(p *printer, t edtf.Period) outcome { return p.instant(t.StartEarliest) }
	case "startLatest":
		return func(p *printer, t edtf.Period) outcome { return p.instant(t.StartLatest) }
	case "endEarliest":
		return func(p *printer, t edtf.Period) outcome { return p.instant(t.EndEarliest) }
	case "endLatest":
		return func(p *printer, t edtf.Period) outcome { return p.instant(t.EndLatest) }
	case "approximate":
		return func(p *printer, t edtf.Period) outcome { return p.bool(t.Approximate) }
	}
	return func(p *printer, t edtf.Period) outcome { return p.bool(t.Uncertain) }
}
