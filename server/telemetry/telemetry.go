// Package telemetry watches a server: a line in the log for each request, metrics for Prometheus, and traces for OpenTelemetry.
//
// A Watch stands in three places. Its Handler is around all that is answered at /graphql: it gives a request its id, and
// tells of it when the answer has gone (request.go, log.go, metrics.go, trace.go). It is an extension of gqlgen's, around
// the limits, and learns there which operation it is and what comes of it (operation.go). Its Store stands before the
// store and counts what is read (store.go). What they learn of one request meets in an exchange, by the request's context.
//
// Nothing that a client wrote is told but the name of an operation, and the address it came from: no text of a document,
// no variables, no header. A document is known by its SHA-256, which is also what clients of persisted queries know it by.
package telemetry

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"runtime"
	"runtime/debug"
	"time"

	"go.opentelemetry.io/otel/trace"

	"parley/graph"
	"parley/graph/store"
)

// A Config says how a server is watched.
type Config struct {
	Log *slog.Logger // gets a line for each request
	// Quiet puts these lines at the level of debugging.
	Quiet bool
	// Slow is how long a request may take before its line is a warning, whatever Quiet says; 0 is no bound.
	Slow time.Duration
	// Names are the operations that metrics tell apart; the others are one.
	Names []string
	// Client tells the address of a client; nil is that of the connection.
	Client func(*http.Request) string
	// Tracer makes spans; nil makes none.
	Tracer trace.Tracer
	// Version is the name of the build; "" is what the toolchain knows of it.
	Version string
}

// A Watch watches a server. It is safe for concurrent use.
type Watch struct {
	Config
	names   map[string]bool
	metrics *metrics
}

// New makes a Watch.
func New(c Config) *Watch {
	if c.Client == nil {
		c.Client = func(r *http.Request) string { return r.RemoteAddr }
	}
	w := &Watch{c, map[string]bool{}, newMetrics(c.Version)}
	for _, name := range c.Names {
		w.names[name] = true
	}
	return w
}

// Inside has the metrics tell what is inside the handler and the store, at the time when they are asked.
func (w *Watch) Inside(in graph.Inside, st store.Store) error {
	pool, _ := store.As[store.Pooler](st)
	return w.metrics.registry.Register(&inside{in, pool})
}

// Metrics answers in the form of Prometheus, or that of OpenMetrics for who asks for it.
func (w *Watch) Metrics() http.Handler { return w.metrics.handler() }

// version is the name of the build, unless that is empty as the toolchain knows it, and the toolchain.
func version(name string) (program, toolchain string) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return cmp.Or(name, "unknown"), runtime.Version()
	}
	return cmp.Or(name, info.Main.Version, "unknown"), info.GoVersion
}

type exchangeKey struct{}

// exchangeOf is the exchange that a context is about; nil if there is none.
func exchangeOf(ctx context.Context) *exchange {
	x, _ := ctx.Value(exchangeKey{}).(*exchange)
	return x
}
