package graph

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"parley/graph/access"
	"parley/graph/limits"
)

// asking posts a question in the name of somebody.
func asking(h http.Handler, who access.Identity, accept, question string) *httptest.ResponseRecorder {
	body, _ := json.Marshal(map[string]string{"query": question}) // A text can be written as JSON.
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(string(body)))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", accept)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r.WithContext(access.With(r.Context(), who)))
	return w
}

// Who is not known learns nothing, not even whether what he asks for would be valid; who is known is told what his role is.
func TestAuth(t *testing.T) {
	const modern, plain = "application/graphql-response+json", "application/json"
	h, err := Options{Auth: true, Introspection: access.Admin}.NewHandler(builtIn(t, stores[0].open), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	nobody, none := access.Identity{}, access.Identity{Name: "eve", By: "oidc"}
	reader, admin := access.Identity{Name: "ann", By: "tokens", Role: access.Reader}, access.Identity{Name: "bob", By: "tokens", Role: access.Admin}
	const people, typo, schema = `{ people(first: 1) { nodes { __typename } } }`, `{ peeple { nodes { id } } }`, `{ __schema { queryType { name } } }`
	tests := []struct {
		who              access.Identity
		accept, question string
		status           int
		says             string
	}{
		{nobody, modern, people, 401, access.CodeUnauthenticated},
		{nobody, plain, people, 401, access.CodeUnauthenticated},
		{nobody, modern, typo, 401, access.CodeUnauthenticated},
		{nobody, plain, `{ __typename }`, 401, access.CodeUnauthenticated},
		{none, modern, people, 403, access.CodeForbidden},
		{none, plain, people, 403, access.CodeForbidden},
		{reader, modern, people, 200, `"data":{"people"`},
		{reader, plain, people, 200, `"data":{"people"`},
		{reader, modern, schema, 403, access.CodeForbidden},
		{reader, plain, schema, 200, access.CodeForbidden},
		{reader, plain, typo, 200, "Cannot query field"},
		{admin, modern, schema, 200, `"queryType"`},
		{admin, plain, people, 200, `"data":{"people"`},
	}
	for _, tt := range tests {
		w := asking(h, tt.who, tt.accept, tt.question)
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.says) {
			t.Errorf("%+v, %s: %s is answered %d: %.300s", tt.who, tt.accept, tt.question, w.Code, w.Body)
		}
		if got := w.Header().Get("WWW-Authenticate"); (got != "") != (tt.status == 401 || tt.status == 403) {
			t.Errorf("%+v: %s: WWW-Authenticate is %q under %d", tt.who, tt.question, got, w.Code)
		}
		if strings.Contains(w.Body.String(), "Did you mean") {
			t.Errorf("%+v: %s: a suggestion tells of the schema: %s", tt.who, tt.question, w.Body)
		}
	}
}

// Without Auth nobody is asked who he is.
func TestNoAuth(t *testing.T) {
	h, err := Options{}.NewHandler(builtIn(t, stores[0].open), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if w := asking(h, access.Identity{}, "", `{ __schema { queryType { name } } }`); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "errors") {
		t.Errorf("answered %d: %s", w.Code, w.Body)
	}
}

// Two who come from one address are two clients, and one who comes from two is one.
func TestRateOfIdentity(t *testing.T) {
	h, err := Options{Auth: true, PerSecond: 0.01, Burst: 1}.NewHandler(builtIn(t, stores[0].open), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ann, bob := access.Identity{Name: "ann", By: "tokens", Role: access.Reader}, access.Identity{Name: "bob", By: "tokens", Role: access.Reader}
	for i, tt := range []struct {
		who  access.Identity
		want int
	}{{ann, 200}, {bob, 200}, {ann, 429}, {bob, 429}, {access.Identity{}, 401}, {access.Identity{}, 429}} {
		if w := asking(h, tt.who, "", `{ __typename }`); w.Code != tt.want || w.Code == 429 && !strings.Contains(w.Body.String(), limits.CodeRateLimited) {
			t.Errorf("%d, %+v, is answered %d: %s", i, tt.who, w.Code, w.Body)
		}
	}
}
