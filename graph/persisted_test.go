package graph

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"parley/graph/limits"
	"parley/graph/persisted"
)

func sha256Of(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func answering(t *testing.T, o Options) http.Handler {
	t.Helper()
	h, err := o.NewHandler(builtIn(t, stores[0].open), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// post sends a body to a handler, get the same object as parameters of a URL.
func post(t *testing.T, h http.Handler, body string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func get(t *testing.T, h http.Handler, body string) *httptest.ResponseRecorder {
	t.Helper()
	var parts map[string]json.RawMessage
	if err := json.Unmarshal([]byte(body), &parts); err != nil {
		t.Fatal(err)
	}
	values := url.Values{}
	for name, part := range parts {
		var text string
		if json.Unmarshal(part, &text) != nil {
			text = string(part)
		}
		values.Set(name, text)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/graphql?"+values.Encode(), http.NoBody))
	return w
}

// byHash is a request that names a document by its hash, and sends it too unless it is "".
func byHash(hash, query string) string {
	text := ""
	if query != "" {
		quoted, _ := json.Marshal(query)
		text = `"query": ` + string(quoted) + ", "
	}
	return `{` + text + `"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "` + hash + `"}}}`
}

// Automatic persisted queries, as Apollo's clients ask: by hash, then with the text, then by hash, in both methods.
func TestPersistedQueries(t *testing.T) {
	const data, notFound = `{"data":{"people":{"nodes":[{"__typename":"Person"}]}}}`, `"PersistedQueryNotFound"`
	for name, send := range map[string]func(*testing.T, http.Handler, string) *httptest.ResponseRecorder{"POST": post, "GET": get} {
		t.Run(name, func(t *testing.T) {
			h := answering(t, Options{})
			query := "{ people(first: 1) { nodes { __typename } } }"
			steps := []struct{ body, want string }{
				{byHash(sha256Of(query), ""), notFound},
				{byHash(sha256Of(query+" "), query), "not the document of this hash"},
				{byHash(sha256Of(query), ""), notFound},
				{byHash(sha256Of(query), query), data},
				{byHash(sha256Of(query), ""), data},
				{`{"documentId": "sha256:` + sha256Of(query) + `"}`, data},
				{`{"documentId": "` + sha256Of(query) + `"}`, data},
				{`{"documentId": "sha256:` + sha256Of("{ no }") + `"}`, notFound},
				{byHash(sha256Of("{ no }"), "{ no }"), "Cannot query field"},
				{byHash(sha256Of("{ no }"), ""), notFound}, // What is not good is not kept.
				{`{"query": "{ a }", "documentId": "x"}`, "in two ways"},
				{`{"extensions": {"persistedQuery": {"version": 2, "sha256Hash": "x"}}}`, "version is another"},
				{`{"extensions": {"persistedQuery": {"version": 1}}}`, "there is no hash"},
				{`{"extensions": {"persistedQuery": 5}}`, "it is no object"},
				{`{"extensions": {"persistedQuery": null}}`, "there is no question"},
			}
			for _, s := range steps {
				w := send(t, h, s.body)
				if got := w.Body.String(); s.want == data && got != data || !strings.Contains(got, s.want) {
					t.Errorf("%s is answered %d: %s; want %s", s.body, w.Code, got, s.want)
				}
				if s.want == notFound && (w.Code != http.StatusOK || !strings.Contains(w.Body.String(), persisted.CodeNotFound) || w.Header().Get("Cache-Control") != "no-store") {
					t.Errorf("%s is answered %d, %v: %s", s.body, w.Code, w.Header(), w.Body)
				}
			}
		})
	}
}

// A mutation that is named must not come by GET either, and variables reach what is named.
func TestPersistedParts(t *testing.T) {
	h := answering(t, Options{})
	query := "query A($n: Int) { people(first: $n) { nodes { __typename } } } query B { __typename }"
	post(t, h, `{"operationName": "B", `+byHash(sha256Of(query), query)[1:])
	w := get(t, h, `{"operationName": "A", "variables": {"n": 2}, `+byHash(sha256Of(query), "")[1:])
	if strings.Count(w.Body.String(), `"Person"`) != 2 {
		t.Errorf("answered %s", w.Body)
	}
	change := "mutation { no }"
	if w := get(t, h, byHash(sha256Of(change), change)); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("a mutation by GET is answered %d: %s", w.Code, w.Body)
	}
}

// A text that is sent is no longer than any document, and cannot be kept where it is refused.
func TestPersistedTooLarge(t *testing.T) {
	h := answering(t, Options{})
	long := "{ __typename } #" + strings.Repeat("x", limits.Defaults().Bytes)
	if w := post(t, h, byHash(sha256Of(long), long)); !strings.Contains(w.Body.String(), limits.CodeTooComplex) {
		t.Errorf("answered %s", w.Body)
	}
	if w := post(t, h, byHash(sha256Of(long), "")); !strings.Contains(w.Body.String(), persisted.CodeNotFound) {
		t.Errorf("answered %s", w.Body)
	}
}

// Trusted documents are always there; with them only, nothing else is executed, and nothing is learnt.
func TestTrusted(t *testing.T) {
	const query, data = "{ people(first: 1) { nodes { __typename } } }", `"Person"`
	trusted := []persisted.Document{{Name: "people.graphql", ID: "people-1", Text: query}}
	other := "{ places(first: 1) { nodes { __typename } } }"
	for _, only := range []bool{false, true} {
		h := answering(t, Options{Trusted: trusted, TrustedOnly: only})
		notThere, free := persisted.CodeNotFound, `"Place"`
		if only {
			notThere, free = persisted.CodeTrustedOnly, persisted.CodeTrustedOnly
		}
		for body, want := range map[string]string{
			`{"documentId": "people-1"}`:                       data,
			`{"documentId": "sha256:` + sha256Of(query) + `"}`: data,
			byHash(sha256Of(query), ""):                        data,
			byHash(sha256Of(query), query):                     data,
			`{"query": "` + query + `"}`:                       data,
			`{"documentId": "people-2"}`:                       notThere,
			`{"query": "` + other + `"}`:                       free,
			byHash(sha256Of(other), other):                     free,
			byHash("people-1", other):                          "not the document of this hash",
		} {
			if w := post(t, h, body); !strings.Contains(w.Body.String(), want) {
				t.Errorf("only %v: %s is answered %s, want %s", only, body, w.Body, want)
			}
		}
		if w := post(t, h, `{"query": "{ __schema { types { name } } }"}`); only != strings.Contains(w.Body.String(), persisted.CodeTrustedOnly) {
			t.Errorf("only %v: introspection is answered %.300s", only, w.Body)
		}
	}
	for _, bad := range []string{"{ no }", "{", "", strings.Repeat("{ __typename } ", 60)} {
		_, err := Options{Trusted: append(trusted, persisted.Document{Name: "bad.graphql", ID: "bad", Text: bad})}.NewHandler(builtIn(t, stores[0].open), slog.New(slog.DiscardHandler))
		if err == nil || !strings.Contains(err.Error(), "bad.graphql") {
			t.Errorf("%.20q is trusted: %v", bad, err)
		}
	}
}
