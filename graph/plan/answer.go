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
}

// Answers says whether a field of the root leads to nodes, so that the Engine can answer it.
func (e *Engine) Answers(f graphql.CollectedField) bool {
	o := e.plans.onto
	return o.Field(o.Schema().Query.Fields.ForName(f.Name)) != nil
}

// Answer loads the root field that ctx is about.
func (e *Engine) Answer(ctx context.Context) (*Answer, error) {
	p, page, args, err := e.load(ctx)
	if err != nil {
		return nil, err
	}
	return &Answer{p, page, args}, nil
}

// Size is how many bytes the printed answer may have, going by the last one.
func (a *Answer) Size() int { return int(min(a.plan.size.Load()*9/8, maxSize)) }

// Append appends the answer to b as JSON, byte for byte as gqlgen's executor prints it. What
// is null where the schema promises a value is an error of the response that ctx carries, and
// makes null of the nearest that may be; so, of the whole answer, is a deadline that passes.
func (a *Answer) Append(ctx context.Context, b []byte) []byte {
	at := len(b)
	p := &printer{ctx: ctx, b: b, args: a.args}
	o := a.plan.print(p, a.page)
	if p.err != nil {
		o = p.fail(graphql.AddFieldLocationToError(ctx, p.err))
	}
	p.settle(at, o, a.plan.required)
	a.plan.size.Store(int64(len(p.b) - at))
	return p.b
}
