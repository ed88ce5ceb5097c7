package graph

import (
	"context"
	"io"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/plan"
)

// Printed returns es with its queries answered by e without gqlgen's executor, which starts
// a goroutine for each element of a list: what e loads for a field of the root is printed
// straight from there, byte for byte the same. The executor answers what e does not: changes,
// and whoever asks about the schema. Interceptors of the root's fields are called as ever,
// those of other fields are not.
func Printed(es graphql.ExecutableSchema, e *plan.Engine) graphql.ExecutableSchema {
	return &printing{es, e}
}

type printing struct {
	graphql.ExecutableSchema
	engine *plan.Engine
}

// Exec answers an operation.
func (s *printing) Exec(ctx context.Context) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx)
	if op.Operation.Operation != ast.Query {
		return s.ExecutableSchema.Exec(ctx)
	}
	query := s.Schema().Query
	fields := graphql.CollectFields(op, op.Operation.SelectionSet, []string{query.Name})
	for _, f := range fields {
		if f.Name != "__typename" && !s.engine.Answers(f) {
			return s.ExecutableSchema.Exec(ctx)
		}
	}
	done := false
	return func(ctx context.Context) *graphql.Response {
		if done {
			return nil
		}
		done = true
		ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: query.Name})
		return &graphql.Response{Data: join(query, fields, s.load(ctx, fields))}
	}
}

// load reads what the fields ask for, all at once, and returns each ready to be printed.
func (s *printing) load(ctx context.Context, fields []graphql.CollectedField) []graphql.Marshaler {
	roots := make([]graphql.Marshaler, len(fields))
	var wait sync.WaitGroup
	for i, f := range fields {
		if f.Name == "__typename" {
			roots[i] = graphql.MarshalString(s.Schema().Query.Name)
			continue
		}
		load := func() {
			ctx := graphql.WithRootFieldContext(ctx, &graphql.RootFieldContext{Object: f.Name, Field: f})
			defer func() { // An extension's; in a goroutine it would end the process.
				if r := recover(); r != nil {
					roots[i] = fault(ctx, r)
				}
			}()
			roots[i] = graphql.GetOperationContext(ctx).RootResolverMiddleware(ctx, func(ctx context.Context) graphql.Marshaler {
				return s.root(ctx, f)
			})
		}
		if i == len(fields)-1 {
			load() // the last, or the only one, needs no goroutine
		} else {
			wait.Go(load)
		}
	}
	wait.Wait()
	return roots
}

// root loads a field of the root.
func (s *printing) root(ctx context.Context, f graphql.CollectedField) (m graphql.Marshaler) {
	ctx = graphql.WithFieldContext(ctx, &graphql.FieldContext{Object: s.Schema().Query.Name, Field: f, IsMethod: true, IsResolver: true})
	defer func() {
		if r := recover(); r != nil {
			m = fault(ctx, r)
		}
	}()
	a, err := s.engine.Answer(ctx)
	if err != nil {
		graphql.AddError(ctx, graphql.AddFieldLocationToError(ctx, err))
		return graphql.Null
	}
	return &root{ctx, a}
}

// fault reports a panic as an error of the field that ctx is about, whose value is null.
func fault(ctx context.Context, r any) graphql.Marshaler {
	graphql.AddError(ctx, graphql.GetOperationContext(ctx).Recover(ctx, r))
	return graphql.Null
}

// join prints the answer; it is null if a field is that never may be.
func join(query *ast.Definition, fields []graphql.CollectedField, roots []graphql.Marshaler) []byte {
	size := 2
	for i, f := range fields {
		size += len(f.Alias) + len(`"":null,`)
		if r, ok := roots[i].(*root); ok {
			size += r.answer.Size()
		}
	}
	b, fails := make(text, 0, size), false
	b = append(b, '{')
	for i, f := range fields {
		if i > 0 {
			b = append(b, ',')
		}
		graphql.MarshalString(f.Alias).MarshalGQL(&b)
		b = append(b, ':')
		at := len(b)
		roots[i].MarshalGQL(&b)
		d := query.Fields.ForName(f.Name)
		fails = fails || d != nil && d.Type.NonNull && string(b[at:]) == "null"
	}
	if fails {
		return []byte("null")
	}
	return append(b, '}')
}

// A text is what has been printed.
type text []byte

// Write appends to the text.
func (t *text) Write(b []byte) (int, error) {
	*t = append(*t, b...)
	return len(b), nil
}

// A root is a field of the root, loaded.
type root struct {
	ctx    context.Context
	answer *plan.Answer
}

// MarshalGQL prints the field, in place where w is a text.
func (r *root) MarshalGQL(w io.Writer) {
	t, ok := w.(*text)
	if !ok {
		t = &text{}
		defer func() { _, _ = w.Write(*t) }()
	}
	at := len(*t)
	defer func() {
		if v := recover(); v != nil {
			*t = (*t)[:at]
			fault(r.ctx, v).MarshalGQL(t)
		}
	}()
	*t = r.answer.Append(r.ctx, *t)
}
