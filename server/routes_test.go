package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parley/graph/store"
	"parley/graph/transport"
)

func TestRoutes(t *testing.T) {
	server := httptest.NewServer(builtIn(t))
	defer server.Close()
	tests := []struct {
		method, path string
		status       int
		says         string
	}{
		{"GET", "/", http.StatusOK, "<title>Parley: who met whom"},
		{"GET", "/graphiql", http.StatusOK, "<!doctype html>"},
		{"GET", "/third-party.txt", http.StatusOK, "licence"},
		{"GET", "/healthz", http.StatusOK, "The process is up.\n"},
		{"GET", "/readyz", http.StatusOK, "The database answers.\n"},
		{"GET", "/assets/none.js", http.StatusNotFound, "not found"},
		{"GET", "/nothing", http.StatusNotFound, "There is nothing here: the playground is at /graphiql, and GraphQL is answered at /graphql.\n"},
		{"GET", "/graphql/", http.StatusNotFound, "There is nothing here"},
		{"POST", "/", http.StatusMethodNotAllowed, "Only GET and HEAD"},
		{"POST", "/graphiql", http.StatusMethodNotAllowed, "Only GET and HEAD"},
	}
	for _, tt := range tests {
		r, text := do(t, tt.method, server.URL+tt.path, "", "")
		if r.StatusCode != tt.status || !strings.Contains(text, tt.says) {
			t.Errorf("%s %s is answered %s: %.200q, not %d with %q", tt.method, tt.path, r.Status, text, tt.status, tt.says)
		}
		for header, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin", "Strict-Transport-Security": ""} {
			if got := r.Header.Get(header); got != want {
				t.Errorf("%s %s: the header %s is %q, not %q", tt.method, tt.path, header, got, want)
			}
		}
		if !strings.Contains(r.Header.Get("Permissions-Policy"), "camera=()") {
			t.Errorf("%s %s: a page may use the camera", tt.method, tt.path)
		}
		if !strings.Contains(r.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'") {
			t.Errorf("%s %s: another site may frame the answer", tt.method, tt.path)
		}
	}
}

// What a request must be before it is a question is told by the status.
func TestRequests(t *testing.T) {
	server := httptest.NewServer(builtIn(t))
	defer server.Close()
	const kind = "application/json"
	tests := []struct {
		name, method, path, kind, body string
		status                         int
		says                           string
	}{
		{"a question", "POST", "", "application/json; charset=utf-8", `{"query": "{ __typename }"}`, 200, ""},
		{"as large as may be", "POST", "", kind, sized(transport.MaxBody), 200, ""},
		{"too large", "POST", "", kind, sized(transport.MaxBody + 1), 413, "larger than 1048576 bytes"},
		{"not JSON", "POST", "", kind, `{"query": `, 400, "must be a JSON object"},
		{"more than JSON", "POST", "", kind, `{"query": "{ __typename }"} {`, 400, "must be a JSON object"},
		{"a list", "POST", "", kind, `[]`, 400, "must be a JSON object"},
		{"a query that is no text", "POST", "", kind, `{"query": 5}`, 400, "must be a text"},
		{"variables that are no object", "POST", "", kind, `{"query": "{ __typename }", "variables": 5}`, 400, "must be an object"},
		{"no query", "POST", "", kind, `{}`, 400, "there is no question"},
		{"nothing", "POST", "", kind, ``, 400, "must be a JSON object"},
		{"a form", "POST", "", "application/x-www-form-urlencoded", `query={__typename}`, 415, "Content-Type: application/json"},
		{"no type", "POST", "", "", `{"query": "{ __typename }"}`, 415, "Content-Type: application/json"},
		{"GET of nothing", "GET", "", "", "", 400, "there is no question"},
		{"GET", "GET", "?query=%7B__typename%7D", "", "", 200, ""},
		{"another method", "DELETE", "", "", "", 405, "only GET and POST"},
		{"a wrong question", "POST", "", kind, `{"query": "{ nothing }"}`, 200, "nothing"}, // Without Accept, as application/json.
		{"a change by GET", "GET", "?query=mutation%7Bforget%7D", "", "", 405, "by POST"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r, text := do(t, tt.method, server.URL+"/graphql"+tt.path, tt.kind, tt.body)
			if r.StatusCode != tt.status || !strings.Contains(text, tt.says) {
				t.Errorf("answered %s: %.300s; not %d with %q", r.Status, text, tt.status, tt.says)
			}
			var answer struct {
				Errors []struct {
					Message    string
					Extensions struct{ Code string }
				}
			}
			if err := json.Unmarshal([]byte(text), &answer); err != nil {
				t.Fatalf("the answer is not JSON: %v: %s", err, text)
			}
			if failed := tt.says != ""; failed != (len(answer.Errors) == 1 && answer.Errors[0].Message != "" && answer.Errors[0].Extensions.Code != "") {
				t.Errorf("the errors are %+v under %d", answer.Errors, tt.status)
			}
		})
	}
}

// A page of another site can make a browser send a GET, which the browser marks.
func TestOtherSite(t *testing.T) {
	h := builtIn(t)
	for site, want := range map[string]int{"cross-site": 403, "same-site": 403, "same-origin": 200, "none": 200, "": 200} {
		r := httptest.NewRequest(http.MethodGet, "/graphql?query=%7B__typename%7D", nil)
		r.Header.Set("Sec-Fetch-Site", site)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("a GET from %q is answered %d; want %d", site, w.Code, want)
		}
	}
}

// sized is a question of n bytes.
func sized(n int) string {
	const before, after = `{"query": "{ __typename }"`, `}`
	return before + strings.Repeat(" ", n-len(before)-len(after)) + after
}

// ill is a store whose Read fails with what is set, or never comes back if that is forever.
type ill struct {
	store.Store
	err atomic.Pointer[error]
}

var errForever = errors.New("no answer, ever")

func (s *ill) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	switch err := s.err.Load(); {
	case err == nil:
		return s.Store.Read(ctx, qs...)
	case errors.Is(*err, errForever):
		<-ctx.Done()
		return nil, ctx.Err()
	default:
		return nil, *err
	}
}

func TestReady(t *testing.T) {
	st, err := openStore(t.Context(), Config{Store: "memory:", Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	sick := &ill{Store: st}
	h, err := newHandler(sick, Config{Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(h)
	defer server.Close()
	// It falls ill twice, and heals each time.
	for _, failure := range []error{nil, store.ErrUnavailable, nil, errForever, nil} {
		want, says := http.StatusOK, "The database answers."
		if failure == nil {
			sick.err.Store(nil)
		} else {
			sick.err.Store(&failure)
			want, says = http.StatusServiceUnavailable, "The database does not answer: "
		}
		time.Sleep(readyFresh) // What was found before holds so long.
		began := time.Now()
		r, text := do(t, "GET", server.URL+"/readyz", "", "")
		if r.StatusCode != want || !strings.HasPrefix(text, says) {
			t.Errorf("with %v, /readyz is %s: %s", failure, r.Status, text)
		}
		if took := time.Since(began); took > readyTimeout+2*time.Second {
			t.Errorf("with %v, /readyz took %s", failure, took)
		}
		if r, text := do(t, "GET", server.URL+"/healthz", "", ""); r.StatusCode != http.StatusOK {
			t.Errorf("with %v, /healthz is %s: %s", failure, r.Status, text)
		}
	}
}

// Each page can be left out by itself; without any there is GraphQL alone.
func TestNoPages(t *testing.T) {
	st, err := openStore(t.Context(), Config{Store: "memory:", Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	tests := []struct {
		noExplorer, noPlayground   bool
		explorer, graphiql, others int
	}{
		{false, false, http.StatusOK, http.StatusOK, http.StatusOK},
		{false, true, http.StatusOK, http.StatusNotFound, http.StatusOK},
		{true, false, http.StatusFound, http.StatusOK, http.StatusOK},
		{true, true, http.StatusNotFound, http.StatusNotFound, http.StatusNotFound},
	}
	told := map[bool]int{false: http.StatusOK, true: http.StatusNotFound}
	for _, tt := range tests {
		h, err := newHandler(st, Config{Log: quiet(), NoExplorer: tt.noExplorer, NoPlayground: tt.noPlayground})
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(h)
		for path, want := range map[string]int{
			"/": tt.explorer, "/explorer.json": told[tt.noExplorer], "/graphiql": tt.graphiql, "/third-party.txt": tt.others, "/graphql?query={__typename}": http.StatusOK,
		} {
			r, text := do(t, "GET", server.URL+path, "", "")
			if r.StatusCode != want || want == http.StatusNotFound && tt.noPlayground && strings.Contains(text, "playground") {
				t.Errorf("%+v: %s is answered %s: %s", tt, path, r.Status, text)
			}
			if want == http.StatusFound && r.Header.Get("Location") != "/graphiql" {
				t.Errorf("%s leads to %q", path, r.Header.Get("Location"))
			}
		}
		server.Close()
	}
}
