package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"parley/graph/plan"
	"parley/graph/stats"
	"parley/graph/store"
	"parley/graph/transport"
)

// The codes of errors, in `extensions.code`. Those of documents that do not parse
// or validate are gqlgen's: GRAPHQL_PARSE_FAILED and GRAPHQL_VALIDATION_FAILED; those of
// requests that ask for too much are in package limits.
const (
	CodeBadInput    = "BAD_USER_INPUT" // a value of the request is wrong; the message says which
	CodeNotFound    = "NOT_FOUND"      // something that must exist does not
	CodeConflict    = "CONFLICT"       // something in the graph stands against a change
	CodeUnavailable = "UNAVAILABLE"    // the database is away; the same request may succeed later
	CodeTimeout     = "TIMEOUT"        // the request took longer than it may
	CodeCancelled   = "CANCELLED"      // the client went away
	CodeInternal    = "INTERNAL"       // a fault of the program; its log has the cause
)

// The bounds of a message, in bytes, and of a word in it: names and values in it are the client's,
// and may be long.
const (
	maxSentence = 600
	maxWord     = 120
)

// shorten cuts what is longer than that.
func shorten(message string) string {
	if len(message) <= maxWord {
		return message
	}
	cut := func(s string, most int) string {
		if len(s) <= most {
			return s
		}
		return strings.ToValidUTF8(s[:most/2], "") + "…"
	}
	words := strings.Split(cut(message, 2*maxSentence), " ")
	for i, w := range words {
		words[i] = cut(w, maxWord)
	}
	return cut(strings.Join(words, " "), maxSentence)
}

// presenter turns errors into what a client may see: a code and a sentence. The
// cause of those that are not the client's own goes to the log.
type presenter struct {
	engine *plan.Engine
	log    *slog.Logger
}

func (p presenter) present(ctx context.Context, err error) *gqlerror.Error {
	shown := p.coded(ctx, err)
	shown.Message = shorten(shown.Message)
	return shown
}

// coded gives an error its code and sentence.
func (p presenter) coded(ctx context.Context, err error) *gqlerror.Error {
	shown := graphql.DefaultErrorPresenter(ctx, err)
	if shown.Extensions["code"] != nil { // gqlgen's own, of the document or a variable
		return ofVariable(ctx, shown)
	}
	if err := p.ofArgument(ctx, shown); err != nil {
		shown = gqlerror.WrapPath(graphql.GetPath(ctx), err)
	}
	cause := error(shown)
	if shown.Err != nil {
		cause = shown.Err
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
	if id := stats.Of(ctx).Name(); id != "" && code == CodeInternal {
		shown.Extensions["request"] = id // By it the operator finds what the log says.
	}
	return shown
}

// ofVariable says in words, and by the place where it is declared, which variable an error
// is about: gqlgen says it in the path, which is for fields of the answer.
func ofVariable(ctx context.Context, shown *gqlerror.Error) *gqlerror.Error {
	if len(shown.Path) < 2 || shown.Path[0] != ast.PathName("variable") || graphql.GetFieldContext(ctx) != nil {
		return shown
	}
	at := shown.Path[1:]
	shown.Message, shown.Path = fmt.Sprintf("variable $%s: %s", at, shown.Message), nil
	if !graphql.HasOperationContext(ctx) {
		return shown
	}
	if op := graphql.GetOperationContext(ctx).Operation; op != nil {
		name, _ := at[0].(ast.PathName)
		if v := op.VariableDefinitions.ForName(string(name)); v != nil && v.Position != nil {
			shown.Locations = []gqlerror.Location{{Line: v.Position.Line, Column: v.Position.Column}}
		}
	}
	return shown
}

// ofArgument says better what gqlgen found wrong with the arguments of a field of the root,
// which it reads before the field is planned: such an error's path leads on from the field into
// the arguments. It is nil for any other error.
func (p presenter) ofArgument(ctx context.Context, shown *gqlerror.Error) error {
	if at := graphql.GetFieldContext(ctx); at == nil || len(shown.Path) <= len(at.Path()) {
		return nil
	}
	return p.engine.Check(ctx)
}

// describe gives an error its code, and the sentence for the client.
func describe(err error, message string) (code, sentence string) {
	var input *plan.InputError
	var refusal *transport.Refusal
	switch {
	case errors.As(err, &input), errors.As(err, &refusal):
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
