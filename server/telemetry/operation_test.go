package telemetry

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"parley/graph"
)

// A carrier carries several operations over one connection, as a WebSocket does: it asks each question in its context.
type carrier struct {
	questions []string
	answers   []*graphql.Response
}

func (*carrier) Supports(*http.Request) bool { return true }

func (c *carrier) Do(_ http.ResponseWriter, r *http.Request, x graphql.GraphExecutor) {
	for _, q := range c.questions {
		ctx := graphql.StartOperationTrace(r.Context())
		op, errs := x.CreateOperationContext(ctx, &graphql.RawParams{Query: q})
		if errs != nil {
			c.answers = append(c.answers, x.DispatchError(graphql.WithOperationContext(ctx, op), errs))
			continue
		}
		next, ctx := x.DispatchOperation(ctx, op)
		c.answers = append(c.answers, next(ctx))
	}
}

// What is asked over a WebSocket has a line for each operation, under the id of the connection, and is counted.
func TestWebSocket(t *testing.T) {
	r := newRig(t, Config{Client: func(*http.Request) string { return "192.0.2.7" }}, slog.LevelInfo)
	c := &carrier{questions: []string{`query Known { __typename }`, `{ nothing }`, `query Known { again: __typename }`}}
	srv := handler.New(graph.NewExecutableSchema(graph.Config{}))
	srv.AddTransport(c)
	srv.Use(r.watch)
	q := httptest.NewRequest(http.MethodGet, "/graphql", nil)
	q.Header.Set("Upgrade", "WebSocket")
	q.Header.Set("X-Request-Id", "a-socket")
	r.watch.Handler(srv).ServeHTTP(httptest.NewRecorder(), q)
	lines := r.lines(t)
	if len(c.answers) != 3 || len(lines) != 3 {
		t.Fatalf("of 3 questions %d are answered, and told in %d lines", len(c.answers), len(lines))
	}
	for i, line := range lines {
		if code, failed := line["code"]; failed != (i == 1) || i == 1 && code != "GRAPHQL_VALIDATION_FAILED" || line["request"] != "a-socket" || line["client"] != "192.0.2.7" || line["document"] != hash(c.questions[i]) {
			t.Errorf("line %d says %v", i, line)
		}
	}
	if got := testutil.ToFloat64(r.watch.metrics.requests.WithLabelValues("query", "Known", "OK")); got != 2 {
		t.Errorf("%v are counted, not 2", got)
	}
}
