package graph

import (
	"context"
	"math"
	"net/http"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"parley/graph/limits"
	"parley/graph/plan"
	"parley/graph/store"
	"parley/graph/transport"
)

// CodeForbidden is that of what is kept for an admin.
const CodeForbidden = "FORBIDDEN"

// maxExplained is how many different statements of a field are explained.
const maxExplained = 100

// Explain answers a question with `"extensions": {"explain": true}` as ever, and says in extensions.explain of the answer
// how it was answered. It is an extension of gqlgen's. What it says is an explanation.
type explain struct {
	engine *plan.Engine
	judge  *limits.Documents
	able   store.Explainer // nil where the store explains nothing
	admin  func(context.Context) bool
}

// An explanation is how a question was answered. Times are in milliseconds.
type explanation struct {
	Cost   int64        `json:"cost"`
	Fields []*explField `json:"fields"` // of the root, in the order in which they were begun
	mu     sync.Mutex
}

// An explField is how a field of the root was answered.
type explField struct {
	Field      string           `json:"field"` // its key in the answer
	Plan       string           `json:"plan"`  // what the store was asked; of a search, what is asked of the nodes that it finds
	Reads      int              `json:"reads"`
	Rows       int              `json:"rows"`
	Took       float64          `json:"ms"`         // until all was read
	Statements []*explStatement `json:"statements"` // at most maxExplained different ones
	mu         sync.Mutex
}

// An explStatement is a statement, without its values.
type explStatement struct {
	Statement string   `json:"statement,omitempty"`
	Plan      []string `json:"plan,omitempty"` // of the database
	Times     int      `json:"times"`
	Rows      int      `json:"rows"`
	Took      float64  `json:"ms"` // all times together
	Failed    bool     `json:"failed,omitempty"`
	selection *store.Selection
}

type explanationKey struct{}

type explFieldKey struct{}

// ExtensionName is the name of the extension.
func (explain) ExtensionName() string { return "Explain" }

// Validate has nothing to say against a schema.
func (explain) Validate(graphql.ExecutableSchema) error { return nil }

// wanted tells whether a question is to be explained, and whether it says that in a way that can be understood.
func wanted(op *graphql.OperationContext) (explain, ok bool) {
	v, given := op.Extensions["explain"]
	if !given || v == nil {
		return false, true
	}
	explain, ok = v.(bool)
	return explain, ok
}

// MutateOperationContext refuses to explain to who may not be told.
func (x explain) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	on, ok := wanted(op)
	switch {
	case !ok:
		return forbidding(http.StatusBadRequest, CodeBadInput, "extensions.explain must be true or false")
	case on && x.admin != nil && !x.admin(ctx):
		return forbidding(http.StatusForbidden, CodeForbidden, "only an admin is told how a question is answered: ask without extensions.explain")
	}
	return nil
}

func forbidding(status int, code, sentence string) *gqlerror.Error {
	return &gqlerror.Error{
		Err:     &transport.Refusal{Status: status, Sentence: sentence},
		Message: sentence, Extensions: map[string]any{"code": code},
	}
}

// InterceptOperation adds the explanation to the answer.
func (x explain) InterceptOperation(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
	op := graphql.GetOperationContext(ctx)
	if on, _ := wanted(op); !on {
		return next(ctx)
	}
	e := &explanation{Cost: int64(min(x.judge.Cost(op), math.MaxInt32)), Fields: []*explField{}}
	handler := next(context.WithValue(ctx, explanationKey{}, e))
	return func(ctx context.Context) *graphql.Response {
		answer := handler(context.WithValue(ctx, explanationKey{}, e))
		if answer == nil {
			return nil
		}
		for _, f := range e.Fields {
			x.statements(ctx, f)
		}
		if answer.Extensions == nil {
			answer.Extensions = map[string]any{}
		}
		answer.Extensions["explain"] = e
		return answer
	}
}

// InterceptRootField notes how a field is answered.
func (x explain) InterceptRootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	e, ok := ctx.Value(explanationKey{}).(*explanation)
	if !ok {
		return next(ctx)
	}
	root := graphql.GetRootFieldContext(ctx)
	if !x.engine.Answers(root.Field) {
		return next(ctx)
	}
	f := &explField{Field: root.Field.Alias, Statements: []*explStatement{}}
	e.mu.Lock()
	e.Fields = append(e.Fields, f)
	e.mu.Unlock()
	began := time.Now()
	answer := next(store.WithWatcher(context.WithValue(ctx, explFieldKey{}, f), f))
	f.mu.Lock()
	defer f.mu.Unlock()
	f.Took = milliseconds(time.Since(began))
	if p, err := x.engine.PlanOf(graphql.GetOperationContext(ctx), root.Field); err == nil {
		f.Plan = p.String()
	}
	return answer
}

// Statement is called when a statement is sent for the field; it implements store.Watcher.
func (f *explField) Statement(q store.Query) func(*store.Page, error) {
	began := time.Now()
	return func(page *store.Page, err error) {
		took := milliseconds(time.Since(began))
		f.mu.Lock()
		defer f.mu.Unlock()
		s := f.of(q.Select)
		rows := 0
		if err == nil {
			rows = page.Rows()
		}
		f.Rows += rows
		if s != nil {
			s.Times, s.Rows, s.Took, s.Failed = s.Times+1, s.Rows+rows, s.Took+took, s.Failed || err != nil
		}
	}
}

// of is the statement of a Selection; nil if there are too many.
func (f *explField) of(s *store.Selection) *explStatement {
	for _, there := range f.Statements {
		if there.selection == s {
			return there
		}
	}
	if len(f.Statements) == maxExplained {
		return nil
	}
	f.Statements = append(f.Statements, &explStatement{selection: s})
	return f.Statements[len(f.Statements)-1]
}

// statements has the store say how it answers the Selections of a field. What it does not say is left out: the answer is
// there already.
func (x explain) statements(ctx context.Context, f *explField) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, s := range f.Statements {
		if x.able == nil {
			return
		}
		if e, err := x.able.Explain(ctx, s.selection); err == nil {
			s.Statement, s.Plan = e.Statement, e.Plan
		}
	}
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// Explained is a Reader whose calls are counted where a question is to be explained.
type explained struct{ plan.Reader }

func (r explained) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	if f, ok := ctx.Value(explFieldKey{}).(*explField); ok {
		f.mu.Lock()
		f.Reads++
		f.mu.Unlock()
	}
	return r.Reader.Read(ctx, qs...)
}

// Unwrap returns the store that is read; nil if it is none.
func (r explained) Unwrap() store.Store {
	s, _ := r.Reader.(store.Store)
	return s
}
