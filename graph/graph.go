// Package graph is the GraphQL surface of the domain in schema.graphqls: what is
// generated from it, and the handler that serves it.
package graph

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/extension"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/ontology"
	"parley/graph/plan"
	"parley/graph/transport"
)

//go:generate go run ./gen

// The bounds of documents: how many parsed ones are kept, and how many tokens one may
// have, so that nobody is busy for long with one that asks for nothing.
const (
	documents = 1000
	tokens    = 10_000
)

// answerTimeout is how long a request may take, once it is read, until it is TIMEOUT.
const answerTimeout = 30 * time.Second

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

// Options say how queries are answered. The zero Options are those of NewHandler.
type Options struct {
	// Executor has gqlgen's executor answer queries, to compare with what is printed.
	Executor bool
}

// NewHandler is as the function of this name.
func (o Options) NewHandler(s plan.Reader, log *slog.Logger) (http.Handler, error) {
	onto, err := Ontology()
	if err != nil {
		return nil, err
	}
	engine, err := newEngine(s, onto)
	if err != nil {
		return nil, err
	}
	schema := NewExecutableSchema(Config{Resolvers: &Resolver{engine}})
	if !o.Executor {
		schema = Printed(schema, engine)
	}
	srv := handler.New(schema)
	Serve(srv, engine, log)
	return srv, nil
}

// Serve gives a gqlgen server whose resolvers call e the transport, the cache of
// documents and the errors that Parley's have.
func Serve(srv *handler.Server, e *plan.Engine, log *slog.Logger) {
	srv.AddTransport(transport.New(answerTimeout))
	srv.SetParserTokenLimit(tokens)
	srv.SetQueryCache(lru.New[*ast.QueryDocument](documents))
	srv.Use(extension.Introspection{})
	p := presenter{e, log}
	srv.SetErrorPresenter(p.present)
	srv.SetRecoverFunc(p.recovered)
}
