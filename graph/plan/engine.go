package plan

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"

	"parley/graph/ontology"
	"parley/graph/store"
)

// A Reader answers queries; every store.Store is one.
type Reader interface {
	Read(ctx context.Context, qs ...store.Query) ([]store.Page, error)
}

// An Engine answers root fields: it plans each, reads it at once and hands out
// what was loaded. Generated resolvers call it.
type Engine struct {
	store    Reader
	plans    *cache
	analyses map[string]Analysis
}

// NewEngine makes an Engine for the schema that o was read from. Each field of the root whose
// type has @analysis is answered by the Analysis of its name, and there must be one.
func NewEngine(s Reader, o *ontology.Ontology, analyses map[string]Analysis) (*Engine, error) {
	for _, f := range o.Schema().Query.Fields {
		if x := o.Field(f); x != nil && x.Role == ontology.Analyses && analyses[f.Name] == nil {
			return nil, fmt.Errorf("plan: there is no analysis that answers the field %s of the root", f.Name)
		}
	}
	c, err := newCache(o)
	return &Engine{store: s, plans: c, analyses: analyses}, err
}

// Reader returns what the Engine reads.
func (e *Engine) Reader() Reader { return e.store }

// Check says what is wrong with the values of the root field that ctx is about, in an
// *InputError; nil if nothing is. It reads nothing.
func (e *Engine) Check(ctx context.Context) error {
	p, _, err := e.plan(ctx)
	if err == nil && p.found != nil {
		_, err = e.prepare(ctx, p)
	}
	return err
}

// plan plans the root field that ctx is about, and binds its values.
func (e *Engine) plan(ctx context.Context) (*Plan, []any, error) {
	op := graphql.GetOperationContext(ctx)
	p, err := e.plans.get(op, graphql.GetFieldContext(ctx).Field)
	if err != nil {
		return nil, nil, err
	}
	args, err := p.Args(op.Variables)
	return p, args, err
}

// load answers the root field that ctx is about.
func (e *Engine) load(ctx context.Context) (*Plan, *store.Page, []any, error) {
	p, args, err := e.plan(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	page, err := e.read(ctx, p, args)
	return p, page, args, err
}

// read asks the one query of a plan.
func (e *Engine) read(ctx context.Context, p *Plan, args []any) (*store.Page, error) {
	pages, err := e.store.Read(ctx, store.Query{Select: p.Select, Args: args})
	if err != nil {
		return nil, err
	}
	if len(pages) != 1 {
		return nil, fmt.Errorf("plan: one query gave %d pages", len(pages))
	}
	return &pages[0], nil
}

// Page answers a root that is a connection.
func (e *Engine) Page(ctx context.Context) (*Page, error) {
	p, page, args, err := e.load(ctx)
	if err != nil {
		return nil, err
	}
	return &Page{p.root, page, args}, nil
}

// Row answers a root that is one node; nil if there is none.
func (e *Engine) Row(ctx context.Context) (*Row, error) {
	p, page, args, err := e.load(ctx)
	if err != nil || len(page.Items) == 0 {
		return nil, err
	}
	return &Row{p.root, &page.Items[0], args}, nil
}

// Rows answers a root that is a list of nodes by ids, in the order that these were
// asked for, nil where there is none.
func (e *Engine) Rows(ctx context.Context) ([]*Row, error) {
	p, page, args, err := e.load(ctx)
	if err != nil {
		return nil, err
	}
	items := inOrder(page, p.root.column(store.OfNode, "id"), args)
	rows := make([]*Row, len(items))
	for i, item := range items {
		if item != nil {
			rows[i] = &Row{p.root, item, args}
		}
	}
	return rows, nil
}
