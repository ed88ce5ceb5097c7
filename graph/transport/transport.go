// Package transport carries GraphQL over HTTP: it reads requests, has them executed, and writes the answers. It follows
// the GraphQL over HTTP specification, and where the statuses of its editions differ, those that the audits of
// graphql-http ask for: what is no GraphQL request is 4xx; a document that does not parse, validate or fit its variables
// is 400 to who accepts application/graphql-response+json, and 200 to who only knows application/json.
//
// A request goes through these hands: accept.go chooses the media type and the coding of the answer, request.go and
// object.go read the request, this file has it executed, and answer.go writes what came of it, as events if the client of
// graphql-sse asks for them. A request for a WebSocket is answered by socket.go, which speaks graphql-transport-ws, and
// operation.go executes what is asked in it: gqlgen's own transport closes sockets with other codes than the protocol
// has, speaks its predecessor to who names none, and does not bound what is asked at once. Whatever is to be known
// or refused between reading and executing is an extension of gqlgen's: an OperationParameterMutator sees a request that
// is read and not parsed yet, an OperationContextMutator one that is valid. If their error holds a Refusal, that says
// the status.
package transport

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"
)

// partialSuccess is the status, of the specification's own, of an answer that has data and errors.
const partialSuccess = 294

// maxTokens is how many tokens of a document are read to tell whether it is a mutation.
const maxTokens = 10_000

// A Refusal is an error that says why a request is not answered, and by what status.
type Refusal struct {
	Status     int           // of HTTP, 400 or above
	Sentence   string        // for the client: what is wrong, and how to put it right
	RetryAfter time.Duration // when the same request may be answered; told in whole seconds if it is not 0
	Challenge  string        // of WWW-Authenticate, by what one may be known; none if it is ""
	// OfContent tells that what a well-formed request asks for decides it, which who only knows application/json learns
	// from the error alone: the status is 200 then.
	OfContent bool
}

// Error returns the sentence.
func (r *Refusal) Error() string { return r.Sentence }

// HTTP is a transport of gqlgen that takes every request, and answers POST, GET and HEAD. It is safe for concurrent use.
type HTTP struct {
	// Admit, if it is set, is asked before anything of a request is read. What it refuses is not read; the error that it
	// gives holds a Refusal, or the status is 400.
	Admit func(*http.Request) *gqlerror.Error
	// Enter, if it is set, waits for a place to work in, before a document is parsed; the place is given back by leave once
	// there is an answer. Its error is as that of Admit.
	Enter func(context.Context) (leave func(), refused *gqlerror.Error)

	// Origin, if it is set, tells whether the page of another site that a request comes from may open a WebSocket or ask by
	// GET; otherwise a page of the same host may, and who is no page.
	Origin func(*http.Request) bool
	// Connect, if it is set, is asked before a WebSocket is opened; leave is called once it is closed. Its error is as that
	// of Admit, which is asked for each operation in a socket as well.
	Connect func(*http.Request) (leave func(), refused *gqlerror.Error)
	// Init, if it is set, is given the payload of connection_init, which may be nil, and the request that opened the socket.
	// The context is for all operations of the socket; an error closes it as forbidden.
	Init func(ctx context.Context, r *http.Request, payload map[string]any) (context.Context, error)
	// Renew, if it is set, is given the context of Init before each operation of the socket, which is executed in the one that
	// it returns, and with each ping; an error, as of a token that has expired, closes the socket as forbidden.
	Renew func(ctx context.Context) (context.Context, error)
	// Stopping, if it is set, closes all WebSockets once it is closed itself.
	Stopping <-chan struct{}

	timeout                             time.Duration
	initTimeout, pingEvery, pongTimeout time.Duration // of a socket
	gzip                                sync.Pool     // of *gzip.Writer
	zstd                                *zstd.Encoder
	spares                              sync.Pool // of *[]byte, for answers
}

// New returns a transport that gives each request so much time once it is read. Its errors are presented by the executor.
func New(timeout time.Duration) *HTTP {
	// The options are right, so there is no error. A small window keeps the memory of an encoder small.
	packer, _ := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithWindowSize(1<<20))
	h := &HTTP{timeout: timeout, initTimeout: initTimeout, pingEvery: pingEvery, pongTimeout: pongTimeout, zstd: packer}
	h.spares.New = func() any { return new([]byte) }
	h.gzip.New = func() any {
		w, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // The level is right.
		return w
	}
	return h
}

// Supports tells that every request is answered here, if only with why it is refused.
func (*HTTP) Supports(*http.Request) bool { return true }

// An exchange is a request and the answer to it.
type exchange struct {
	*HTTP
	w    http.ResponseWriter
	r    *http.Request
	exec graphql.GraphExecutor
	kind string // the media type of the answer
}

// Do reads a request, has exec execute it, and writes the answer.
func (h *HTTP) Do(w http.ResponseWriter, r *http.Request, exec graphql.GraphExecutor) {
	kind, acceptable := answerType(r.Header.Values("Accept"))
	x := &exchange{h, w, r, exec, kind}
	defer x.recover()
	if h.Admit != nil {
		if err := h.Admit(r); err != nil {
			x.fail(r.Context(), gqlerror.List{err}, http.StatusBadRequest)
			return
		}
	}
	if Upgrades(r) {
		x.connect()
		return
	}
	p, err := x.read(acceptable)
	if err != nil {
		x.fail(r.Context(), gqlerror.List{gqlerror.Wrap(err)}, http.StatusBadRequest)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), h.timeout)
	defer cancel()
	x.answer(ctx, p)
}

// answer has a request executed and sends what comes of it.
func (x *exchange) answer(ctx context.Context, p *graphql.RawParams) {
	invalid := http.StatusOK // All that who knows only application/json takes for an answer of GraphQL.
	if x.kind == responseJSON {
		invalid = http.StatusBadRequest
	}
	ctx, response, errs := x.work(ctx, x.exec, p, x.onlyAsks)
	switch {
	case errs != nil:
		x.fail(ctx, errs, invalid)
	case response == nil && ctx.Err() != nil:
		x.fail(ctx, gqlerror.List{gqlerror.Wrap(ctx.Err())}, http.StatusServiceUnavailable)
	case response == nil || response.Data == nil && len(response.Errors) == 0:
		x.fail(ctx, gqlerror.List{gqlerror.Wrap(errNoAnswer)}, http.StatusInternalServerError)
	case response.Data == nil: // It was stopped before it was executed.
		x.send(x.told(response.Errors, invalid), response)
	case len(response.Errors) > 0 && x.kind == responseJSON:
		x.send(partialSuccess, response)
	default:
		x.send(http.StatusOK, response)
	}
}

// errNoAnswer is of an executor that breaks its contract.
var errNoAnswer = errors.New("the executor gave no answer")

// A check says what is wrong with an operation, given what the executor found wrong with it.
type check func(*graphql.OperationContext, *graphql.RawParams, gqlerror.List) gqlerror.List

// work waits for a place, parses, validates and executes a request, and gives the place back. If there are errs the
// operation has not been executed. The context is that of the operation, as far as it is known.
func (h *HTTP) work(ctx context.Context, exec graphql.GraphExecutor, p *graphql.RawParams, judge check) (context.Context, *graphql.Response, gqlerror.List) {
	if h.Enter != nil {
		leave, refused := h.Enter(ctx)
		if refused != nil {
			return ctx, nil, gqlerror.List{refused}
		}
		defer leave()
	}
	op, errs := exec.CreateOperationContext(ctx, p)
	if errs = judge(op, p, errs); errs != nil {
		return graphql.WithOperationContext(ctx, op), nil, flat(errs)
	}
	if op.Operation != nil && op.Operation.Operation == ast.Subscription {
		return ctx, nil, gqlerror.List{gqlerror.Wrap(refuse(http.StatusBadRequest, "subscriptions are not answered here: send a query"))}
	}
	next, ctx := exec.DispatchOperation(ctx, op)
	return ctx, next(ctx), nil
}

// flat are the errors, where an extension, which can return only one, put several into it.
func flat(errs gqlerror.List) gqlerror.List {
	if list, ok := errors.AsType[gqlerror.List](errs[0]); ok {
		return list
	}
	return errs
}

// onlyAsks refuses a mutation that does not come by POST.
func (x *exchange) onlyAsks(op *graphql.OperationContext, p *graphql.RawParams, errs gqlerror.List) gqlerror.List {
	if x.r.Method == http.MethodPost || !changes(op, p, errs) {
		return errs
	}
	x.w.Header().Set("Allow", http.MethodPost)
	return gqlerror.List{gqlerror.Wrap(refuse(http.StatusMethodNotAllowed, "GET only asks: send a mutation by POST"))}
}

// changes tells whether a request is a mutation, also if errs say that it is not valid: it must not be read as one that
// another server, or a later schema, would execute.
func changes(op *graphql.OperationContext, p *graphql.RawParams, errs gqlerror.List) bool {
	if errs == nil {
		return op.Operation.Operation != ast.Query
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: p.Query}, maxTokens)
	if err != nil {
		return false
	}
	o := doc.Operations.ForName(p.OperationName)
	return o != nil && o.Operation == ast.Mutation
}

// fail sends the errors of a request that was not executed, under the status that they ask for or else the one given.
func (x *exchange) fail(ctx context.Context, errs gqlerror.List, status int) {
	if list, ok := errors.AsType[gqlerror.List](errs[0]); ok { // An extension can return one error, which may hold several.
		errs = list
	}
	status = x.told(errs, status) // Before they are presented, which changes them.
	x.send(status, x.exec.DispatchError(ctx, errs))
}

// told tells by headers what the first Refusal among errors says of them, and returns its status, or else the one given.
func (x *exchange) told(errs gqlerror.List, otherwise int) int {
	for _, err := range errs {
		refusal, ok := errors.AsType[*Refusal](err)
		switch {
		case !ok:
			continue
		case refusal.OfContent && x.kind == plainJSON:
			return http.StatusOK
		case refusal.Challenge != "":
			x.w.Header().Set("WWW-Authenticate", refusal.Challenge)
		}
		if refusal.RetryAfter > 0 {
			seconds := (refusal.RetryAfter + time.Second - 1) / time.Second
			x.w.Header().Set("Retry-After", strconv.Itoa(int(seconds)))
		}
		return refusal.Status
	}
	return otherwise
}

// A recoverer is an executor that can tell what a client may know of a panic.
type recoverer interface {
	PresentRecoveredError(ctx context.Context, v any) error
}

// recover answers for a panic, if the executor can tell what a client may know of it; else the server does.
func (x *exchange) recover() {
	v := recover()
	if v == nil {
		return
	}
	presenter, ok := x.exec.(recoverer)
	if !ok {
		panic(v)
	}
	shown, ok := errors.AsType[*gqlerror.Error](presenter.PresentRecoveredError(x.r.Context(), v))
	if !ok {
		panic(v)
	}
	x.send(http.StatusInternalServerError, &graphql.Response{Errors: gqlerror.List{shown}})
}
