package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"

	"parley/graph/store"
)

// Over HTTP every failure has one of our codes, and data only if it was executed; what caused it is in the log alone.
func TestFailuresOverHTTP(t *testing.T) {
	const secret = "bolt://10.0.0.1 says so"
	late := reader(func(context.Context, store.Query) ([]store.Page, error) {
		return nil, fmt.Errorf("%s: %w", secret, context.DeadlineExceeded)
	})
	fails := reader(func(context.Context, store.Query) ([]store.Page, error) { return nil, errors.New(secret) })
	over, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	tests := map[string]struct {
		r      reader
		ctx    context.Context
		body   string
		status int
		code   string
		data   bool
		logged bool
	}{
		"refused":                {fails, t.Context(), `{"query": 5}`, 400, CodeBadInput, false, false},
		"over before":            {fails, over, `{"query": "{ people { nodes { id } } }"}`, 503, CodeTimeout, false, false},
		"given up before":        {fails, cancelled, `{"query": "{ people { nodes { id } } }"}`, 503, CodeCancelled, false, false},
		"late":                   {late, t.Context(), `{"query": "{ people { nodes { id } } }"}`, 294, CodeTimeout, true, false},
		"the store fails":        {fails, t.Context(), `{"query": "{ people { nodes { id } } }"}`, 294, CodeInternal, true, true},
		"an interceptor panics":  {fails, t.Context(), `{"query": "query panic { people { nodes { id } } }"}`, 500, CodeInternal, false, true},
		"a page that is too big": {fails, t.Context(), `{"query": "{ people(first: 501) { nodes { id } } }"}`, 294, CodeBadInput, true, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var log bytes.Buffer
			h, err := NewHandler(tt.r, slog.New(slog.NewTextHandler(&log, nil)))
			if err != nil {
				t.Fatal(err)
			}
			h.(*handler.Server).AroundOperations(func(ctx context.Context, next graphql.OperationHandler) graphql.ResponseHandler {
				if graphql.GetOperationContext(ctx).Operation.Name == "panic" {
					panic(secret)
				}
				return next(ctx)
			})
			r := httptest.NewRequestWithContext(tt.ctx, http.MethodPost, "/graphql", strings.NewReader(tt.body))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept", "application/graphql-response+json")
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			var answer map[string]json.RawMessage
			var errs []struct{ Extensions struct{ Code string } }
			if err := errors.Join(json.Unmarshal(w.Body.Bytes(), &answer), json.Unmarshal(answer["errors"], &errs)); err != nil {
				t.Fatalf("%v in %s", err, w.Body)
			}
			_, data := answer["data"]
			if w.Code != tt.status || data != tt.data || len(errs) != 1 || errs[0].Extensions.Code != tt.code {
				t.Errorf("answered %d: %s; want %d, %s, data: %v", w.Code, w.Body, tt.status, tt.code, tt.data)
			}
			if strings.Contains(w.Body.String(), secret) || strings.Contains(w.Body.String(), "goroutine") {
				t.Errorf("the client learns what is for the log: %s", w.Body)
			}
			if logged := strings.Contains(log.String(), secret); logged != tt.logged {
				t.Errorf("the cause is in the log: %v\n%s", logged, &log)
			}
		})
	}
}
