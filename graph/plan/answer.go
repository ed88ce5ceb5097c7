package plan

import (
	"context"

	"github.com/99designs/gqlgen/graphql"

	"parley/graph/store"
)

// maxSize bounds, in bytes, what is set aside for an answer because the last one to the
// same question was long.
const maxSize = 1 << 20

// An Answer is a root field that is loaded, to be printed once.
type Answer struct {
	plan *Plan
	page *store.Page
	args []any

	found *found // in place of page, where the field's type has @analysis
}

// Answers says whether the Engine can answer a field of the root: it leads to nodes, or a search
// answers it.
func (e *Engine) Answers(f graphql.CollectedField) bool {
	o := e.plans.onto
	return o.Field(o.Schema().Query.Fields.ForName(f.Name)) != nil
}

// Answer loads the root field that ctx is about.
func (e *Engine) Answer(ctx context.Context) (*Answer, error) {
	p, args, err := e.plan(ctx)
	if err != nil {
		return nil, err
	}
	if p.found != nil {
		f, err := e.find(ctx, p, args)
		if err != nil {
			return nil, err
		}
		return &Answer{plan: p, args: f.args, found: f}, nil
	}
	page, err := e.read(ctx, p, args)
	if err != nil {
		return nil, err
	}
	return &Answer{plan: p, page: page, args: args}, nil
}

// Size is how many bytes the printed answer may have, going by the last one.
func (a *Answer) Size() int { return int(min(a.plan.size.Load()*9/8, maxSize)) }

// Append appends the answer to b as JSON, byte for byte as gqlgen's executor prints it. What
// is null where the schema promises a value is an error of the response that ctx carries, and
// makes null of the nearest that may be; so, of the whole answer, is a deadline that passes.
func (a *Answer) Append(ctx context.Context, b []byte) []byte {
	at := len(b)
	p := &printer{ctx: ctx, b: b, args: a.args, found: a.found}
	o := a.print(p)
	if p.err != nil {
		o = p.fail(graphql.AddFieldLocationToError(ctx, p.err))
	}
	p.settle(at, o, a.plan.required)
	a.plan.size.Store(int64(len(p.b) - at))
	return p.b
}

func (a *Answer) print(p *printer) outcome {
	switch f := a.plan.found; {
	case f == nil:
		return a.plan.print(p, a.page)
	case f.list:
		return maybe(p, a.found.value, f.all)
	default:
		return maybe(p, a.found.value, f.one.write)
	}
}
