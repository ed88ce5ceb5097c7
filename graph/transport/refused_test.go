package transport

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
)

// What is no GraphQL request is refused in the same way whatever the client accepts, in the form of GraphQL's errors.
func TestRefused(t *testing.T) {
	const good = `{"query": "{ name }"}`
	get := query("{ name }")
	deep := strings.Repeat("[", maxNesting) + strings.Repeat("]", maxNesting)
	tests := []struct {
		name   string
		r      func() *http.Request
		status int
		says   string
	}{
		{"DELETE", func() *http.Request { return httptest.NewRequest(http.MethodDelete, "/graphql", nil) }, 405, "only GET and POST"},
		{"a mutation by GET", func() *http.Request { return asked(query("mutation { rename }"), "") }, 405, "send a mutation by POST"},
		{"a mutation by HEAD", func() *http.Request {
			r := asked(query("mutation { rename }"), "")
			r.Method = http.MethodHead
			return r
		}, 405, ""},
		{"a mutation by GET, chosen", func() *http.Request {
			return asked(query("query A { name } mutation B { rename }")+"&operationName=B", "")
		}, 405, "send a mutation by POST"},
		{"a wrong mutation by GET", func() *http.Request { return asked(query("mutation { remove }"), "") }, 405, "send a mutation by POST"},
		{"a form", func() *http.Request {
			return asked("", "query=x", "Content-Type", "application/x-www-form-urlencoded")
		}, 415, "Content-Type: application/json"},
		{"no type", func() *http.Request { return asked("", good, "Content-Type", "") }, 415, "Content-Type: application/json"},
		{"a type that is none", func() *http.Request { return asked("", good, "Content-Type", "a/b/c") }, 415, "Content-Type: application/json"},
		{"Latin-1", func() *http.Request { return asked("", good, "Content-Type", "application/json; charset=latin1") }, 415, "UTF-8"},
		{"compressed", func() *http.Request { return asked("", good, "Content-Encoding", "gzip") }, 415, "must not be compressed"},
		{"too large", func() *http.Request { return asked("", sized(MaxBody+1)) }, 413, "larger than 1048576 bytes"},
		{"cut off", func() *http.Request { return broken(io.ErrUnexpectedEOF) }, 400, "did not arrive whole"},
		{"too slow", func() *http.Request { return broken(os.ErrDeadlineExceeded) }, 408, "did not arrive in time"},
		{"no body", func() *http.Request { return asked("", " ") }, 400, "not JSON after byte 0"},
		{"no JSON", func() *http.Request { return asked("", `{"query": `) }, 400, "not JSON after byte 8"},
		{"not UTF-8", func() *http.Request { return asked("", "{\"query\": \"{ name }\xff\"}") }, 400, "not UTF-8"},
		{"more after it", func() *http.Request { return asked("", good+" {") }, 400, "there is more after it"},
		{"two of them", func() *http.Request { return asked("", good+good) }, 400, "there is more after it"},
		{"a list", func() *http.Request { return asked("", "["+good+"]") }, 400, "send each by itself"},
		{"a text", func() *http.Request { return asked("", `"{ name }"`) }, 400, "must be a JSON object"},
		{"null", func() *http.Request { return asked("", "null") }, 400, "no question"},
		{"a key twice", func() *http.Request { return asked("", `{"query": "{ name }", "query": "{ id }"}`) }, 400, "a key twice"},
		{"a key twice, written otherwise", func() *http.Request { return asked("", `{"query": "{ name }", "\u0071uery": "{ id }"}`) }, 400, "a key twice"},
		{"a key twice, within", func() *http.Request {
			return asked("", `{"query": "{ name }", "variables": {"a": [{"b": 1, "b": 2}]}}`)
		}, 400, "a key twice"},
		{"nested too deep", func() *http.Request { return asked("", `{"query": "{ name }", "variables": {"a": `+deep+`}}`) }, 400, "nested more than 100 deep"},
		{"no query", func() *http.Request { return asked("", `{"Query": "{ name }"}`) }, 400, "no question"},
		{"the query null", func() *http.Request { return asked("", `{"query": null}`) }, 400, "the query must be a text"},
		{"the query a number", func() *http.Request { return asked("", `{"query": 5}`) }, 400, "the query must be a text"},
		{"the name a list", func() *http.Request { return asked("", `{"query": "{ name }", "operationName": ["a"]}`) }, 400, "the operationName must be a text"},
		{"the variables a list", func() *http.Request { return asked("", `{"query": "{ name }", "variables": [7]}`) }, 400, "the variables must be an object"},
		{"the extensions a text", func() *http.Request { return asked("", `{"query": "{ name }", "extensions": "a"}`) }, 400, "the extensions must be an object"},
		{"GET of nothing", func() *http.Request { return asked("", "") }, 400, "no question"},
		{"GET of a blank", func() *http.Request { return asked("?query=", "") }, 400, "no question"},
		{"GET, wrongly encoded", func() *http.Request { return asked(get+"&variables=%zz", "") }, 400, "not well encoded"},
		{"GET, not UTF-8", func() *http.Request { return asked("?query=%ff", "") }, 400, "not UTF-8"},
		{"GET with two queries", func() *http.Request { return asked(get+"&query=x", "") }, 400, "query is given twice"},
		{"GET with variables that are no JSON", func() *http.Request { return asked(get+"&variables=a", "") }, 400, "the parameter variables must be"},
		{"GET with variables that are no object", func() *http.Request { return asked(get+"&variables=7", "") }, 400, "the parameter variables must be"},
		{"GET with extensions that are a list", func() *http.Request { return asked(get+"&extensions=[]", "") }, 400, "the parameter extensions must be"},
		{"GET by a page of another site", func() *http.Request { return asked(get, "", "Sec-Fetch-Site", "cross-site") }, 403, "a page of another site"},
		{"GET by a page beside", func() *http.Request { return asked(get, "", "Sec-Fetch-Site", "same-site") }, 403, "a page of another site"},
	}
	h := resolver(func(context.Context) *graphql.Response {
		t.Error("something was executed")
		return nil
	}).handler()
	for _, tt := range tests {
		for _, accept := range []string{modern, plain} {
			t.Run(tt.name+"/"+accept, func(t *testing.T) {
				r := tt.r()
				r.Header.Set("Accept", accept)
				w := served(h, r)
				if w.Code != tt.status {
					t.Errorf("the status is %d, not %d", w.Code, tt.status)
				}
				if got := w.Header().Get("Content-Type"); got != accept+"; charset=utf-8" {
					t.Errorf("the answer is %s", got)
				}
				if allow := map[bool]string{true: "GET, HEAD, POST", false: "POST"}[r.Method == http.MethodDelete]; tt.status == 405 && w.Header().Get("Allow") != allow {
					t.Errorf("allowed is %q, not %q", w.Header().Get("Allow"), allow)
				}
				if got := w.Header().Get("Cache-Control"); got != "no-store" {
					t.Errorf("the answer may be kept: %q", got)
				}
				if r.Method != http.MethodHead {
					oneError(t, w.Body.String(), tt.says)
				}
			})
		}
	}
}

// oneError holds an answer to one error that says something, and no data.
func oneError(t *testing.T, body, says string) {
	t.Helper()
	var answer map[string][]struct{ Message string }
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	if errs := answer["errors"]; len(answer) != 1 || len(errs) != 1 || !strings.Contains(errs[0].Message, says) {
		t.Errorf("answered %s; want one error with %q, and nothing else", body, says)
	}
}

// sized is a request of n bytes.
func sized(n int) string {
	const before, after = `{"query": "{ name }`, `"}`
	return before + strings.Repeat(" ", n-len(before)-len(after)) + after
}

// broken is a request whose body ends with an error.
func broken(err error) *http.Request {
	r := asked("", "{")
	r.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"query"`), failing{err}))
	return r
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
