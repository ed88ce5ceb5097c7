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
	store Reader
	plans *cache
}

// NewEngine makes an Engine for the schema that o was read from.
func NewEngine(s Reader, o *ontology.Ontology) (*Engine, error) {
	c, err := newCache(o)
	return &Engine{store: s, plans: c}, err
}

// Check says what is wrong with the values of the root field that ctx is about, in an
// *InputError; nil if nothing is. It reads nothing.
func (e *Engine) Check(ctx context.Context) error {
	_, _, err := e.plan(ctx)
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
	pages, err := e.store.Read(ctx, store.Query{Select: p.Select, Args: args})
	if err != nil {
		return nil, nil, nil, err
	}
	if len(pages) != 1 {
		return nil, nil, nil, fmt.Errorf("plan: one query gave %d pages", len(pages))
	}
	return p, &pages[0], args, nil
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
