// Package graph is the GraphQL surface of the domain in schema.graphqls: what is
// generated from it, and the handler that serves it.
package graph

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"parley/graph/access"
	"parley/graph/limits"
	"parley/graph/ontology"
	"parley/graph/persisted"
	"parley/graph/plan"
	"parley/graph/store"
	"parley/graph/transport"
)

//go:generate go run ./gen

// documents is how many documents are kept, parsed, found valid and priced.
const documents = 1000

// DefaultMaxCost is what a question may cost where nobody says, by the weights of the schema: its
// answer has at most so many objects, a row of a connection being two, its edge and its node.
const DefaultMaxCost = 200_000

// DefaultAnswerTime is how long a request may take where nobody says.
const DefaultAnswerTime = 30 * time.Second

// Ontology reads the domain of schema.graphqls.
func Ontology() (*ontology.Ontology, error) {
	return ontology.New(NewExecutableSchema(Config{}).Schema())
}

// NewHandler returns the handler that answers GraphQL over HTTP, as package transport
// does, from what s holds. Failures that are not the client's go to log, whole; the client
// learns their code.
func NewHandler(s plan.Reader, log *slog.Logger) (http.Handler, error) {
	return Options{}.NewHandler(s, log)
}

// Options say how queries are answered, and how much may be asked. The zero Options are those of
// NewHandler.
type Options struct {
	// Executor has gqlgen's executor answer queries, to compare with what is printed.
	Executor bool
	// NoIntrospection keeps the schema from being told, by introspection and by suggestions in errors.
	NoIntrospection bool
	// Auth has only those answered who are known (access.With) and have the role that the schema demands by @auth.
	// Without it everybody may ask for everything.
	Auth bool
	// Introspection is the role that the schema is told to, with Auth; the zero one is access.Reader.
	Introspection access.Role
	// Limits are the bounds of a document; the zero Limits are limits.Defaults.
	Limits limits.Limits
	// MaxCost is what a question may cost at most; 0 is DefaultMaxCost, and below 0 there is no bound.
	MaxCost int
	// AnswerTime is how long a request may take, once it is read, until it is TIMEOUT; 0 is DefaultAnswerTime.
	// SearchTime is how long the search of an analysis may take of it, until it returns what it has and
	// says that it timed out; 0 is the default of analysis.Limits.
	AnswerTime, SearchTime time.Duration
	// Working is how many questions are worked on at once, over all clients; 0 is no bound. Of others
	// that come, Waiting wait, and WaitingEach of one client; below 1 they are 16 and 4 times Working.
	Working, Waiting, WaitingEach int
	// PerSecond is how many requests a client may make in a second, on the whole; 0 is no bound.
	// Burst is how many of them at once; below 1 it is twice as many as in a second.
	PerSecond float64
	Burst     int
	// Sockets is how many WebSockets a client may hold open, and 16 times as many are for all; 0 is no bound.
	Sockets int
	// Origin tells whether the page that a request comes from may open a WebSocket, or ask by GET if it is another site's; nil is
	// those of the same host.
	Origin func(*http.Request) bool
	// Init tells who opens a WebSocket, as transport.HTTP has it; nil asks nobody.
	Init func(ctx context.Context, r *http.Request, payload map[string]any) (context.Context, error)
	// Renew tells before each operation of a WebSocket, and with each ping, whether what Init found still holds; nil asks nobody.
	Renew func(ctx context.Context) (context.Context, error)
	// Stopping closes all WebSockets once it is closed itself; nil never does.
	Stopping <-chan struct{}
	// Trusted are documents that a request may name instead of sending them, and TrustedOnly has no others executed.
	// One that does not parse, validate or keep the Limits is an error.
	Trusted     []persisted.Document
	TrustedOnly bool
	// Admin says whether who asks may have a question explained; nil lets everyone.
	Admin func(context.Context) bool
	// Extensions are of gqlgen's, around all that is done of a question, the limits included.
	Extensions []graphql.HandlerExtension
	// Inside, unless nil, is told what is inside the handler.
	Inside *Inside
}

// An Inside is what can be counted of a handler. Its fields are set when the handler is made.
type Inside struct {
	Queue     *limits.Queue // nil where there is no bound
	Documents *limits.Documents
	Engine    *plan.Engine
}

// NewHandler is as the function of this name.
func (o Options) NewHandler(s plan.Reader, log *slog.Logger) (http.Handler, error) {
	onto, err := Ontology()
	if err != nil {
		return nil, err
	}
	engine, err := newEngine(s, onto, o.SearchTime)
	if err != nil {
		return nil, err
	}
	schema := NewExecutableSchema(Config{Resolvers: &Resolver{engine}})
	if !o.Executor {
		schema = Printed(schema, engine)
	}
	srv := handler.New(schema)
	return srv, o.Serve(srv, schema.Schema(), engine, log)
}

// Serve gives a gqlgen server of a schema whose resolvers call e the transport, the limits and the
// errors that Parley's have. It fails if the schema says of costs what cannot be.
func (o Options) Serve(srv *handler.Server, schema *ast.Schema, e *plan.Engine, log *slog.Logger) error {
	judge, err := o.judge(schema)
	if err != nil {
		return err
	}
	if err := o.persist(srv, judge); err != nil {
		return err
	}
	if o.AnswerTime == 0 {
		o.AnswerTime = DefaultAnswerTime
	}
	carrier := transport.New(o.AnswerTime)
	if carrier.Admit, err = o.admit(); err != nil {
		return err
	}
	inside := Inside{Documents: judge, Engine: e}
	if o.Working > 0 {
		inside.Queue = o.queue()
		carrier.Enter = inside.Queue.Enter
	}
	if o.Inside != nil {
		*o.Inside = inside
	}
	carrier.Origin, carrier.Init, carrier.Renew, carrier.Stopping = o.Origin, o.Init, o.Renew, o.Stopping
	if o.Sockets > 0 {
		carrier.Connect = limits.NewSockets(16*o.Sockets, o.Sockets).Connect
	}
	for _, x := range o.Extensions {
		srv.Use(x)
	}
	srv.AddTransport(carrier)
	srv.SetParserTokenLimit(o.bounds().Tokens)
	srv.SetQueryCache(judge)
	if o.Auth {
		rules, err := access.NewRules(schema, o.Introspection)
		if err != nil {
			return err
		}
		srv.Use(rules) // Before the judge, so that nobody learns what the forbidden costs.
	}
	srv.Use(judge)
	if !o.NoIntrospection {
		srv.Use(extension.Introspection{})
	}
	able, _ := store.As[store.Explainer](e.Reader())
	srv.Use(explain{e, judge, able, o.Admin})
	p := presenter{e, log}
	srv.SetErrorPresenter(p.present)
	srv.SetRecoverFunc(p.recovered)
	return nil
}

// bounds are the Limits, or what they are where nobody says.
func (o Options) bounds() limits.Limits {
	if o.Limits == (limits.Limits{}) {
		return limits.Defaults()
	}
	return o.Limits
}

// judge makes what judges documents.
func (o Options) judge(schema *ast.Schema) (*limits.Documents, error) {
	if o.MaxCost == 0 {
		o.MaxCost = DefaultMaxCost
	}
	return limits.New(schema, limits.Config{
		Limits: o.bounds(), MaxCost: o.MaxCost, Introspection: !o.NoIntrospection, NoSuggestions: o.Auth && o.Introspection > access.Reader,
		Kept: documents, Page: plan.DefaultPage, MaxPage: plan.MaxPage,
	})
}

// CheckTrusted says which of the trusted documents does not parse, validate or keep the limits, if one does; NewHandler
// does it too, but needs a store.
func (o Options) CheckTrusted() error {
	judge, err := o.judge(NewExecutableSchema(Config{}).Schema())
	if err != nil {
		return err
	}
	return o.trusted(judge)
}

func (o Options) trusted(judge *limits.Documents) error {
	for _, d := range o.Trusted {
		if wrong := judge.MutateOperationParameters(context.Background(), &graphql.RawParams{Query: d.Text}); wrong != nil {
			return fmt.Errorf("the trusted document %s is not good: %s", d.Name, wrong.Message)
		}
	}
	return nil
}

// persist has requests name documents, once it is seen that those which are trusted are good.
func (o Options) persist(srv *handler.Server, judge *limits.Documents) error {
	if err := o.trusted(judge); err != nil {
		return err
	}
	named, err := persisted.New(o.Trusted, o.TrustedOnly)
	if err == nil {
		srv.Use(named)
	}
	return err
}

// admit makes what is asked before a request is read: how often its client comes, and who it is; nil if neither is bound.
func (o Options) admit() (func(*http.Request) *gqlerror.Error, error) {
	known := func(r *http.Request) *gqlerror.Error {
		if transport.Upgrades(r) && r.Header.Get("Authorization") == "" && o.Init != nil {
			return nil // A browser can send no such header there: Init asks, and the Rules ask for each operation.
		}
		return access.Demand(r.Context(), access.Reader)
	}
	switch {
	case o.PerSecond <= 0 && o.Auth:
		return known, nil
	case o.PerSecond <= 0:
		return nil, nil
	case o.Burst < 1:
		o.Burst = max(1, int(2*o.PerSecond))
	}
	paced, err := limits.NewRate(o.PerSecond, o.Burst)
	if err != nil || !o.Auth {
		return paced.Admit, err
	}
	return func(r *http.Request) *gqlerror.Error {
		if refused := paced.Admit(r); refused != nil {
			return refused
		}
		return known(r)
	}, nil
}

// queue makes the queue before what is worked on.
func (o Options) queue() *limits.Queue {
	waiting, each := o.Waiting, o.WaitingEach
	if waiting < 1 {
		waiting = 16 * o.Working
	}
	if each < 1 {
		each = 4 * o.Working
	}
	return limits.NewQueue(o.Working, waiting, each)
}
