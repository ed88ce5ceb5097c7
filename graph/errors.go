package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"parley/graph/edtf"
	"parley/graph/plan"
	"parley/graph/store"
)

// The codes of errors, in `extensions.code`. Those of documents that do not parse
// or validate are gqlgen's: GRAPHQL_PARSE_FAILED and GRAPHQL_VALIDATION_FAILED.
const (
	CodeBadInput    = "BAD_USER_INPUT" // a value of the request is wrong; the message says which
	CodeNotFound    = "NOT_FOUND"      // something that must exist does not
	CodeConflict    = "CONFLICT"       // something in the graph stands against a change
	CodeUnavailable = "UNAVAILABLE"    // the database is away; the same request may succeed later
	CodeTimeout     = "TIMEOUT"        // the request took longer than it may
	CodeCancelled   = "CANCELLED"      // the client went away
	CodeInternal    = "INTERNAL"       // a fault of the program; its log has the cause
)

// presenter turns errors into what a client may see: a code and a sentence. The
// cause of those that are not the client's own goes to the log.
type presenter struct{ log *slog.Logger }

func (p presenter) present(ctx context.Context, err error) *gqlerror.Error {
	shown := graphql.DefaultErrorPresenter(ctx, err)
	if shown.Extensions["code"] != nil { // gqlgen's own, of the document
		return shown
	}
	cause := err
	var g *gqlerror.Error
	if errors.As(err, &g) && g.Err != nil {
		cause = g.Err
	}
	code, message := describe(cause, shown.Message)
	var in *plan.InputError
	if errors.As(cause, &in) && in.Position != nil {
		shown.Locations = []gqlerror.Location{{Line: in.Position.Line, Column: in.Position.Column}}
	}
	if code == CodeInternal || code == CodeUnavailable {
		p.log.ErrorContext(ctx, "request failed", "code", code, "path", shown.Path.String(), "error", cause)
	}
	shown.Message = message
	shown.Extensions = map[string]any{"code": code}
	return shown
}

// describe gives an error its code, and the sentence for the client.
func describe(err error, message string) (code, sentence string) {
	var input *plan.InputError
	var time *edtf.Error
	switch {
	case errors.As(err, &input), errors.As(err, &time):
		return CodeBadInput, message
	case errors.Is(err, context.DeadlineExceeded):
		return CodeTimeout, "the request took longer than it may; ask for less at once"
	case errors.Is(err, context.Canceled):
		return CodeCancelled, "the request was cancelled"
	case errors.Is(err, store.ErrUnavailable):
		return CodeUnavailable, "the database cannot be reached now; try again later"
	case errors.Is(err, store.ErrNotFound):
		return CodeNotFound, message
	case errors.Is(err, store.ErrConflict):
		return CodeConflict, message
	case errors.Is(err, store.ErrInvalid):
		return CodeBadInput, message
	}
	return CodeInternal, "something went wrong here; the operator's log says what"
}

// recovered turns a panic of a resolver into an error, with the stack in the log.
func (p presenter) recovered(ctx context.Context, v any) error {
	p.log.ErrorContext(ctx, "panic", "value", fmt.Sprint(v), "stack", string(debug.Stack()))
	return fmt.Errorf("panic: %v", v)
}
