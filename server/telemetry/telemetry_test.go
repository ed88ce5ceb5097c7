package telemetry

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
	"sync/atomic"
	"testing"

	"parley/graph"
	"parley/graph/derive"
	"parley/graph/store"
	"parley/graph/store/sqlite"
	"parley/seed/data"
	"parley/seed/load"
)

// A rig is a watched handler over the built-in data.
type rig struct {
	watch *Watch
	h     http.Handler
	log   *bytes.Buffer
	fails atomic.Pointer[error] // that each Read gives, unless nil
	store store.Store
	in    graph.Inside
}

// failing is a store whose Reads fail as the rig says.
type failing struct {
	store.Store
	r *rig
}

func (f failing) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	if err := f.r.fails.Load(); err != nil {
		return nil, *err
	}
	return f.Store.Read(ctx, qs...)
}

func (f failing) Unwrap() store.Store { return f.Store }

// newRig makes a rig; its log is JSON, from a level on.
func newRig(t testing.TB, c Config, level slog.Level) *rig {
	t.Helper()
	onto, err := graph.Ontology()
	if err != nil {
		t.Fatal(err)
	}
	bare, err := sqlite.Open(t.Context(), sqlite.Config{}, onto.Store)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { bare.Close() })
	r := &rig{log: new(bytes.Buffer)}
	st := derive.Store(bare, onto)
	if _, _, err := load.BuiltIn(t.Context(), st, onto, data.Name, data.Kabul()); err != nil {
		t.Fatal(err)
	}
	if c.Log, err = NewLogger(r.log, "json", level); err != nil {
		t.Fatal(err)
	}
	c.Names = append(c.Names, "Known")
	r.watch = New(c)
	r.store = r.watch.Store(failing{st, r}, "sqlite")
	options := graph.Options{Working: 4, Extensions: nil, Inside: &r.in}
	options.Extensions = append(options.Extensions, r.watch)
	h, err := options.NewHandler(r.store, c.Log)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.watch.Inside(r.in, r.store); err != nil {
		t.Fatal(err)
	}
	r.h = r.watch.Handler(h)
	return r
}

// post asks a question; more are headers.
func (r *rig) post(t testing.TB, body string, more ...string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/graphql-response+json")
	for i := 0; i < len(more); i += 2 {
		request.Header.Set(more[i], more[i+1])
	}
	w := httptest.NewRecorder()
	r.h.ServeHTTP(w, request)
	return w
}

// lines are those of the log since the last call.
func (r *rig) lines(t testing.TB) (all []map[string]any) {
	t.Helper()
	for line := range strings.Lines(r.log.String()) {
		var m map[string]any
		if err := json.Unmarshal([]byte(line), &m); err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		all = append(all, m)
	}
	r.log.Reset()
	return all
}

const (
	meetings     = `query Known { meetings(first: 2) { nodes { id participants(first: 5) { nodes { id name } } } } }`
	meetingsBody = `{"query": "` + meetings + `", "operationName": "Known"}`
)

// Each request has one line, which says all that there is to know of it.
func TestLine(t *testing.T) {
	r := newRig(t, Config{Client: func(*http.Request) string { return "192.0.2.7" }}, slog.LevelInfo)
	w := r.post(t, meetingsBody, "X-Request-Id", "my-id.1")
	lines := r.lines(t)
	if w.Code != 200 || len(lines) != 1 {
		t.Fatalf("%d, and %d lines: %s", w.Code, len(lines), w.Body)
	}
	for name, want := range map[string]any{
		"level": "INFO", "msg": "request", "request": "my-id.1", "status": 200.0, "type": "query", "operation": "Known", "document": hash(meetings),
		"cost": 15.0, "reads": 1.0, "statements": 1.0, "wait_ms": 0.0, "bytes": float64(w.Body.Len()), "client": "192.0.2.7",
	} {
		if got := lines[0][name]; got != want {
			t.Errorf("%s is %v, not %v", name, got, want)
		}
	}
	r.post(t, "no JSON", "Upgrade", "websocket") // Only a GET can become one.
	if lines := r.lines(t); len(lines) != 1 || lines[0]["status"] != 400.0 {
		t.Errorf("a request that would be a WebSocket is told by %v", lines)
	}
	if _, coded := lines[0]["code"]; coded {
		t.Errorf("there is an error: %v", lines[0])
	}
	total, _ := lines[0]["total_ms"].(float64)
	read, _ := lines[0]["store_ms"].(float64)
	prepared, _ := lines[0]["prepare_ms"].(float64)
	if rows, _ := lines[0]["rows"].(float64); rows < 4 || !(prepared > 0 && read > 0 && total >= read+prepared) {
		t.Errorf("%v rows, in all %v ms, of which %v and %v", rows, total, prepared, read)
	}
	if got := w.Header().Get("X-Request-Id"); got != "my-id.1" {
		t.Errorf("the client learns the id %q", got)
	}
}

// An id that a client gives is taken if it cannot mean anything but itself.
func TestID(t *testing.T) {
	r := newRig(t, Config{}, slog.LevelInfo)
	seen := map[string]bool{}
	for id, taken := range map[string]bool{
		"a": true, strings.Repeat("a", 64): true, "01JA-b_c.d": true, "": false, strings.Repeat("a", 65): false,
		"a b": false, "a\"b": false, "a=b": false, "<a>": false, "a\u00e4": false, "a/b": false,
	} {
		got := r.post(t, meetingsBody, "X-Request-Id", id).Header().Get("X-Request-Id")
		lines := r.lines(t)
		if (got == id) != taken || got == "" || len(got) > 64 || seen[got] || len(lines) != 1 || lines[0]["request"] != got {
			t.Errorf("%q becomes %q, in the log %v", id, got, lines)
		}
		seen[got] = true
	}
}

// What came of a request is told by status and code, whatever kept it from being executed.
func TestOutcomes(t *testing.T) {
	r := newRig(t, Config{}, slog.LevelInfo)
	for _, tt := range []struct {
		body, kind, code string
		status           float64
	}{
		{`{`, "", "BAD_USER_INPUT", 400},
		{`{"query": "{"}`, "", "GRAPHQL_PARSE_FAILED", 400},
		{`{"query": "{ nothing }"}`, "", "GRAPHQL_VALIDATION_FAILED", 400},
		{`{"query": "query($id: ID!) { node(id: $id) { id } }"}`, "", "GRAPHQL_VALIDATION_FAILED", 400},
		{`{"query": "{ people(first: 400) { nodes { events(first: 400) { nodes { participants(first: 400) { nodes { id } } } } } } }"}`, "", "TOO_EXPENSIVE", 400},
		{`{"query": "{ people(first: 501) { nodes { id } } }"}`, "query", "BAD_USER_INPUT", 294},
		{`{"query": "{ __typename }"}`, "query", "", 200},
	} {
		w := r.post(t, tt.body)
		lines := r.lines(t)
		if len(lines) != 1 {
			t.Fatalf("%s has %d lines", tt.body, len(lines))
		}
		kind, _ := lines[0]["type"].(string)
		code, _ := lines[0]["code"].(string)
		if kind != tt.kind || code != tt.code || lines[0]["status"] != tt.status || float64(w.Code) != tt.status {
			t.Errorf("%s: %v, %s", tt.body, lines[0], w.Body)
		}
	}
}

// The client of a request that fails here learns the id that the log has for it.
func TestInternal(t *testing.T) {
	r := newRig(t, Config{}, slog.LevelInfo)
	cause := errors.New("the cause of it")
	r.fails.Store(&cause)
	w := r.post(t, meetingsBody)
	var answer struct {
		Errors []struct {
			Extensions struct{ Code, Request string }
		}
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		t.Fatal(err)
	}
	id := w.Header().Get("X-Request-Id")
	if len(answer.Errors) != 1 || answer.Errors[0].Extensions.Code != "INTERNAL" || answer.Errors[0].Extensions.Request != id || id == "" {
		t.Errorf("it is answered %s under the id %s", w.Body, id)
	}
	lines := r.lines(t)
	if len(lines) != 2 || lines[0]["msg"] != "request failed" || lines[0]["error"] != cause.Error() || lines[0]["request"] != id || lines[1]["code"] != "INTERNAL" || lines[1]["request"] != id {
		t.Errorf("the log says %v", lines)
	}
}

// A panic is counted and told as the fault that it is, and goes on to the server.
func TestPanic(t *testing.T) {
	r := newRig(t, Config{}, slog.LevelInfo)
	h := r.watch.Handler(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusInternalServerError)
		panic(http.ErrAbortHandler)
	}))
	func() {
		defer func() {
			if err, _ := recover().(error); !errors.Is(err, http.ErrAbortHandler) {
				t.Error("the panic ends here")
			}
		}()
		h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/graphql", nil))
	}()
	if lines := r.lines(t); len(lines) != 1 || lines[0]["code"] != "INTERNAL" || lines[0]["status"] != 500.0 {
		t.Errorf("the log says %v", lines)
	}
}

// Lines of requests can be left out, but for the slow ones.
func TestQuietAndSlow(t *testing.T) {
	quiet := newRig(t, Config{Quiet: true}, slog.LevelInfo)
	if quiet.post(t, meetingsBody); quiet.log.Len() > 0 {
		t.Errorf("the log says %s", quiet.log)
	}
	for _, q := range []bool{true, false} {
		slow := newRig(t, Config{Quiet: q, Slow: 1}, slog.LevelInfo)
		slow.post(t, meetingsBody)
		if lines := slow.lines(t); len(lines) != 1 || lines[0]["level"] != "WARN" || lines[0]["msg"] != "slow request" {
			t.Errorf("the log says %v", lines)
		}
	}
	all := newRig(t, Config{Quiet: true}, slog.LevelDebug)
	all.post(t, meetingsBody)
	if lines := all.lines(t); len(lines) != 1 || lines[0]["level"] != "DEBUG" {
		t.Errorf("the log says %v", lines)
	}
}

// Nothing that a client wrote is in the log or in the metrics, but the name of an operation in the log.
func TestSecrets(t *testing.T) {
	r := newRig(t, Config{Slow: 1}, slog.LevelDebug)
	const secret = "s3cr3t"
	cause := fmt.Errorf("as ever")
	for _, err := range []error{nil, cause, store.ErrUnavailable} {
		if err != nil {
			r.fails.Store(&err)
		}
		for _, body := range []string{
			`{"query": "query Known($id: ID!) { node(id: $id) { id } }", "variables": {"id": "` + secret + `"}}`,
			`{"query": "{ node(id: \"` + secret + `\") { id } }"}`,
			`{"query": "{ ` + secret + ` }"}`, `{"query": "` + secret + `", "extensions": {"` + secret + `": 1}}`, secret,
		} {
			r.post(t, body, "Authorization", "Bearer "+secret, "Cookie", secret, "X-Request-Id", secret+" ")
		}
	}
	w := httptest.NewRecorder()
	r.watch.Metrics().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if r.log.Len() < 1000 || w.Body.Len() < 1000 {
		t.Fatal("nothing was told")
	}
	if text := r.log.String() + w.Body.String(); strings.Contains(text, secret) {
		t.Errorf("a secret is told: %.300s", text[strings.Index(text, secret)-100:])
	}
}
