package telemetry

import (
	"context"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"go.opentelemetry.io/otel/trace"

	"parley/graph/stats"
)

// ExtensionName is the name of the extension of gqlgen's, which must stand around all others.
func (*Watch) ExtensionName() string { return "Watch" }

// Validate has nothing to say against a schema.
func (*Watch) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters notes when a request has been read; it changes nothing.
func (*Watch) MutateOperationParameters(ctx context.Context, p *graphql.RawParams) *gqlerror.Error {
	if x := exchangeOf(ctx); x != nil {
		x.params, x.accepted, x.queued = p, time.Now(), x.Totals().Waited
	}
	return nil
}

// InterceptOperation notes which operation it is, and what comes of it. One that comes over a WebSocket is told of by
// itself when it is over.
func (w *Watch) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx)
	x := exchangeOf(ctx)
	own := x == nil
	if own {
		x = ofSocket(ctx, op)
		ctx = x.within(ctx)
	}
	x.prepare()
	x.kind, x.name = string(op.Operation.Operation), op.Operation.Name
	ctx, end := w.operationSpan(ctx, x)
	span := trace.SpanFromContext(ctx)
	handler := next(ctx)
	return func(ctx context.Context) *graphql.Response {
		// It is not the context of above where an extension calls the next one late, as the queue does.
		if own {
			ctx = x.within(ctx)
		}
		if w.Tracer != nil {
			ctx = trace.ContextWithSpan(ctx, span)
		}
		answer := handler(ctx)
		if answer != nil {
			x.outcome(answer.Errors)
		}
		end(x)
		if own && answer != nil {
			x.bytes = int64(len(answer.Data))
			w.tell(ctx, x)
		}
		return answer
	}
}

// within returns a context that is about x.
func (x *exchange) within(ctx context.Context) context.Context {
	return context.WithValue(stats.With(ctx, &x.Request), exchangeKey{}, x)
}

// InterceptResponse notes why a request was not executed.
func (w *Watch) InterceptResponse(ctx context.Context, next graphql.ResponseHandler) *graphql.Response {
	answer := next(ctx)
	switch x := exchangeOf(ctx); {
	case answer == nil:
	case x != nil:
		x.prepare()
		x.outcome(answer.Errors)
	case graphql.HasOperationContext(ctx): // Of a WebSocket.
		x = ofSocket(ctx, graphql.GetOperationContext(ctx))
		x.outcome(answer.Errors)
		w.tell(ctx, x)
	}
	return answer
}

// ofSocket makes the exchange of an operation that comes over a WebSocket.
func ofSocket(ctx context.Context, op *graphql.OperationContext) *exchange {
	x := &exchange{began: op.Stats.OperationStart, status: http.StatusOK, params: &graphql.RawParams{Query: op.RawQuery}}
	x.ID = stats.Of(ctx).Name()
	x.client, _ = ctx.Value(socketKey{}).(string)
	return x
}

// prepare ends what there is before execution.
func (x *exchange) prepare() {
	if x.prepared == 0 && !x.accepted.IsZero() {
		x.prepared = max(1, time.Since(x.accepted)-(x.Totals().Waited-x.queued))
	}
}

// outcome notes the first error of an answer.
func (x *exchange) outcome(errs gqlerror.List) {
	if x.code != "" || len(errs) == 0 {
		return
	}
	x.code = "INTERNAL"
	if code, ok := errs[0].Extensions["code"].(string); ok {
		x.code = code
	}
}
