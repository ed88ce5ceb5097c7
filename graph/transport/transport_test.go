package transport

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// timeout is how long a request may take.
const timeout = time.Minute

// A resolver answers each operation on a small schema as a test says.
type resolver func(ctx context.Context) *graphql.Response

// handler serves the schema.
func (r resolver) handler(extensions ...graphql.HandlerExtension) *handler.Server {
	return r.server(New(timeout), extensions...)
}

// server serves the schema by a transport.
func (r resolver) server(carrier *HTTP, extensions ...graphql.HandlerExtension) *handler.Server {
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `
		type Query { name(of: ID): String }
		type Mutation { rename(to: String): String }
	`})
	srv := handler.New(&graphql.ExecutableSchemaMock{
		SchemaFunc: func() *ast.Schema { return schema },
		ExecFunc:   func(context.Context) graphql.ResponseHandler { return graphql.ResponseHandler(r) },
	})
	srv.SetRecoverFunc(func(context.Context, any) error { return errors.New("internal system error") })
	srv.AddTransport(carrier)
	for _, e := range extensions {
		srv.Use(e)
	}
	return srv
}

// says answers each query with the data and the errors.
func says(data string, errs ...string) resolver {
	return func(context.Context) *graphql.Response {
		r := &graphql.Response{Data: json.RawMessage(data)}
		for _, e := range errs {
			r.Errors = append(r.Errors, &gqlerror.Error{Message: e})
		}
		return r
	}
}

// asked makes a request: a GET of the query of path if body is "", else a POST of it as JSON.
func asked(path, body string, headers ...string) *http.Request {
	r := httptest.NewRequest(http.MethodGet, "/graphql"+path, nil)
	if body != "" {
		r = httptest.NewRequest(http.MethodPost, "/graphql"+path, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
		if headers[i+1] == "" {
			r.Header.Del(headers[i])
		}
	}
	return r
}

func served(h http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func query(s string) string { return "?query=" + url.QueryEscape(s) }

const modern, plain = "application/graphql-response+json", "application/json"

// What is a GraphQL request is executed.
func TestExecuted(t *testing.T) {
	tests := map[string]*http.Request{
		"POST":                asked("", `{"query": "{ name }"}`),
		"UTF-8":               asked("", `{"query": "{ name }"}`, "Content-Type", `application/json; charset="UTF-8"`),
		"as large as may be":  asked("", sized(MaxBody)),
		"nulls":               asked("", `{"query": "{ name }", "operationName": null, "variables": null, "extensions": null}`),
		"other parts":         asked("", `{"query": "{ name }", "id": 7, "Query": 8, "documentId": null}`),
		"not compressed":      asked("", `{"query": "{ name }"}`, "Content-Encoding", "identity"),
		"a mutation":          asked("", `{"query": "mutation { rename }"}`),
		"GET":                 asked(query("{ name }"), ""),
		"GET with blanks":     asked(query("{ name }")+"&operationName=&variables=&extensions=", ""),
		"GET with null":       asked(query("{ name }")+"&variables=null", ""),
		"GET of other things": asked(query("{ name }")+"&more=1&more=2", ""),
		"a page of ours":      asked(query("{ name }"), "", "Sec-Fetch-Site", "same-origin"),
		"the user":            asked(query("{ name }"), "", "Sec-Fetch-Site", "none"),
		"POST from elsewhere": asked("", `{"query": "{ name }"}`, "Sec-Fetch-Site", "cross-site"),
	}
	for name, r := range tests {
		t.Run(name, func(t *testing.T) {
			w := served(says(`{"name":"Kabul"}`).handler(), r)
			if w.Code != http.StatusOK || w.Body.String() != `{"data":{"name":"Kabul"}}` {
				t.Errorf("answered %d: %s", w.Code, w.Body)
			}
			if w.Header().Get("Content-Length") != "25" {
				t.Errorf("the length is %s", w.Header().Get("Content-Length"))
			}
		})
	}
}

// All parts of a request reach the executor, numbers as they are written.
func TestParts(t *testing.T) {
	const document = "query A($of: ID) { name(of: $of) } query B { name }"
	requests := []*http.Request{
		asked("", `{"query": "`+document+`", "operationName": "A", "variables": {"of": 12345678901234567890}, "extensions": {"a": [1.50]}}`),
		asked(query(document)+"&operationName=A&variables="+url.QueryEscape(`{"of": 12345678901234567890}`)+"&extensions="+url.QueryEscape(`{"a": [1.50]}`), ""),
	}
	for _, r := range requests {
		h := resolver(func(ctx context.Context) *graphql.Response {
			op := graphql.GetOperationContext(ctx)
			got, err := json.Marshal([]any{op.Operation.Name, op.Variables, op.Extensions, op.Headers.Get("X-Asked")})
			if err != nil {
				t.Error(err)
			}
			return &graphql.Response{Data: got}
		}).handler()
		r.Header.Set("X-Asked", "yes")
		if got, want := served(h, r).Body.String(), `{"data":["A",{"of":12345678901234567890},{"a":[1.50]},"yes"]}`; got != want {
			t.Errorf("by %s: %s, not %s", r.Method, got, want)
		}
	}
}

// What went wrong is told by the status only to who takes the media type of GraphQL's answers.
func TestStatus(t *testing.T) {
	tests := []struct {
		name          string
		h             http.Handler
		query         string
		modern, plain int
		body          string
	}{
		{"data", says(`{}`).handler(), "{ name }", 200, 200, `{"data":{}}`},
		{"data and errors", says(`{"name":null}`, "away").handler(), "{ name }", 294, 200, `{"errors":[{"message":"away"}],"data":{"name":null}}`},
		{"errors and data that are null", says(`null`, "away").handler(), "{ name }", 294, 200, `{"errors":[{"message":"away"}],"data":null}`},
		{"does not parse", says(`{}`).handler(), "{", 400, 200, ""},
		{"does not validate", says(`{}`).handler(), "{ nothing }", 400, 200, ""},
		{"no operation", says(`{}`).handler(), "", 400, 200, ""},
		{"no such operation", says(`{}`).handler(), "query A { name } query B { name }", 400, 200, ""},
		{"a variable is missing", says(`{}`).handler(), "query($of: ID!) { name(of: $of) }", 400, 200, ""},
		{"refused before it is parsed", says(`{}`).handler(stop{before: true}), "{ name }", 429, 429, `{"errors":[{"message":"later"}]}`},
		{"refused before it is executed", says(`{}`).handler(stop{}), "{ name }", 429, 429, `{"errors":[{"message":"later"}]}`},
		{"stopped", resolver(func(context.Context) *graphql.Response {
			return &graphql.Response{Errors: gqlerror.List{{Message: "not you"}}}
		}).handler(), "{ name }", 400, 200, `{"errors":[{"message":"not you"}]}`},
		{"nothing comes back", resolver(func(context.Context) *graphql.Response { return nil }).handler(), "{ name }", 500, 500, ""},
		{"an answer of nothing", resolver(func(context.Context) *graphql.Response { return &graphql.Response{} }).handler(), "{ name }", 500, 500, ""},
		{"an answer that is no JSON", resolver(func(context.Context) *graphql.Response {
			return &graphql.Response{Data: []byte("{}"), Errors: gqlerror.List{{Extensions: map[string]any{"f": func() {}}}}}
		}).handler(), "{ name }", 500, 500, `{"errors":[{"message":"internal system error"}]}`},
		{"a panic", resolver(func(context.Context) *graphql.Response { panic("oh") }).handler(), "{ name }", 500, 500, `{"errors":[{"message":"internal system error"}]}`},
	}
	for _, tt := range tests {
		for accept, want := range map[string]int{modern: tt.modern, plain: tt.plain} {
			t.Run(tt.name+"/"+accept, func(t *testing.T) {
				body, err := json.Marshal(map[string]any{"query": tt.query})
				if err != nil {
					t.Fatal(err)
				}
				w := served(tt.h, asked("", string(body), "Accept", accept))
				if w.Code != want {
					t.Errorf("the status is %d, not %d: %s", w.Code, want, w.Body)
				}
				if got := w.Header().Get("Content-Type"); got != accept+"; charset=utf-8" {
					t.Errorf("the answer is %s", got)
				}
				if tt.body != "" && w.Body.String() != tt.body {
					t.Errorf("answered %s, not %s", w.Body, tt.body)
				} else if tt.body == "" {
					oneError(t, w.Body.String(), "")
				}
			})
		}
	}
}

// A request has its time from when it is read.
func TestTimeout(t *testing.T) {
	var deadline time.Time
	h := resolver(func(ctx context.Context) *graphql.Response {
		deadline, _ = ctx.Deadline()
		return &graphql.Response{Data: []byte("{}")}
	}).handler()
	before := time.Now()
	served(h, asked("", `{"query": "{ name }"}`))
	if deadline.Before(before.Add(timeout)) || deadline.After(time.Now().Add(timeout)) {
		t.Errorf("at %s its time is over at %s", before, deadline)
	}
}

// A request whose time is over before it is executed is answered as well.
func TestOver(t *testing.T) {
	r := asked("", `{"query": "{ name }"}`)
	ctx, cancel := context.WithDeadline(r.Context(), time.Now().Add(-time.Second))
	defer cancel()
	w := served(says(`{}`).handler(), r.WithContext(ctx))
	if w.Code != http.StatusServiceUnavailable {
		t.Errorf("answered %d: %s", w.Code, w.Body)
	}
	oneError(t, w.Body.String(), "deadline exceeded")
}

// A stop is an extension that refuses every request.
type stop struct{ before bool }

func (stop) ExtensionName() string                   { return "Stop" }
func (stop) Validate(graphql.ExecutableSchema) error { return nil }

func (s stop) refuse(now bool) *gqlerror.Error {
	if s.before != now {
		return nil
	}
	return gqlerror.Wrap(&Refusal{Status: http.StatusTooManyRequests, Sentence: "later"})
}

func (s stop) MutateOperationParameters(context.Context, *graphql.RawParams) *gqlerror.Error {
	return s.refuse(true)
}

func (s stop) MutateOperationContext(context.Context, *graphql.OperationContext) *gqlerror.Error {
	return s.refuse(false)
}
