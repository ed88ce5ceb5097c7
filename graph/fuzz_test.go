package graph

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"unicode/utf8"

	"parley/graph/derive"
	"parley/graph/store/sqlite"
	"parley/graph/transport"
	"parley/seed/data"
	"parley/seed/load"
)

// FuzzRequest sends whatever is a request of HTTP to a whole handler over a small store: each is answered, in JSON or as
// an event, by a status that has a meaning here, without repeating much, and nothing goes wrong inside.
func FuzzRequest(f *testing.F) {
	post := func(body string, headers ...string) string {
		return fmt.Sprintf("POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: %d\r\n%s\r\n%s", len(body), strings.Join(headers, ""), body)
	}
	for _, seed := range []string{
		"GET /graphql?query={people{nodes{id}}} HTTP/1.1\r\nHost: a\r\n\r\n",
		"GET /graphql?documentId=sha256:a&variables={} HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n",
		"GET /graphql HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
		"HEAD /graphql?query={__typename} HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n", "PUT /graphql HTTP/1.0\r\n\r\n",
		"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"que\r\nZ",
		post(`{"query":"{ people(first: 1) { nodes { id name } } }"}`, "Accept: application/graphql-response+json\r\n"),
		post(`{"query":"query($w: EventFilter, $t: String!) { events(where: $w) { nodes { when { edtf } } } search(text: $t) { nodes { __typename } } }","variables":{"w":{"when":{"within":"2021-08-15/.."}},"t":"ghani kab"}}`),
		post(`{"query":"query($a: String) { people(first: 2, after: $a) { pageInfo { endCursor } } }","variables":{"a":"AAAA"}}`, "Accept-Encoding: gzip\r\n"),
		post(`{"query":"{ __schema { types { name } } }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"x"}}}`),
		post(`{"query":"{ paths(from: \"person:joe-biden\", to: \"person:ashraf-ghani\") { paths { length } } }"}`),
		post("{\"query\":\"{ node(id: \\\"\\u0000\\ud800\\\") { id } }\"}"), post(`{"query":"mutation { a } subscription { b }","operationName":"\u0000"}`),
	} {
		f.Add([]byte(seed))
	}
	h, log := fuzzed(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := http.ReadRequest(bufio.NewReader(bytes.NewReader(raw)))
		if err != nil {
			return
		}
		r.RemoteAddr = "192.0.2.1:1"
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if log.Len() > 0 {
			t.Fatalf("%q is logged:\n%s", raw, log)
		}
		answer := w.Body.String()
		switch w.Code {
		case 200, 294, 304, 400, 403, 405, 406, 408, 413, 415:
		case http.StatusUpgradeRequired, http.StatusNotImplemented: // A WebSocket, which a recorder cannot become.
			return
		default:
			t.Fatalf("%q is answered %d: %s", raw, w.Code, answer)
		}
		if len(r.Header.Values("Upgrade")) > 0 && w.Code == http.StatusBadRequest {
			return // A handshake that is wrong is refused by the library.
		}
		if r.Method == http.MethodHead || w.Code == http.StatusNotModified {
			if answer != "" {
				t.Fatalf("%q is answered with a body: %s", raw, answer)
			}
			return
		}
		if w.Header().Get("Content-Encoding") != "" {
			return
		}
		if strings.HasPrefix(w.Header().Get("Content-Type"), "text/event-stream") {
			answer = strings.TrimSuffix(strings.TrimPrefix(answer, "event: next\ndata: "), "\n\nevent: complete\ndata: \n\n")
		}
		if !utf8.ValidString(answer) || !json.Valid([]byte(answer)) || strings.Contains(answer, `"`+CodeInternal+`"`) {
			t.Fatalf("%q is answered %d: %q", raw, w.Code, answer)
		}
	})
}

// fuzzed is a handler over the built-in data in a store of SQLite, with bounds that let a run be fast, and its log.
func fuzzed(f *testing.F) (http.Handler, *bytes.Buffer) {
	f.Helper()
	onto, err := Ontology()
	if err != nil {
		f.Fatal(err)
	}
	bare, err := sqlite.Open(f.Context(), sqlite.Config{}, onto.Store)
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = bare.Close() })
	st := derive.Store(bare, onto)
	if _, _, err := load.BuiltIn(f.Context(), st, onto, data.Name, data.Kabul()); err != nil {
		f.Fatal(err)
	}
	log := new(bytes.Buffer)
	h, err := Options{MaxCost: 20_000}.NewHandler(st, slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		f.Fatal(err)
	}
	return h, log
}

// A body that never ends is read no further than it may be long.
func TestEndlessBody(t *testing.T) {
	h := answering(t, Options{})
	body := &stream{left: 1 << 40}
	r := httptest.NewRequest(http.MethodPost, "/graphql", body)
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if read := int64(1<<40) - body.left; w.Code != http.StatusRequestEntityTooLarge || read > 2*transport.MaxBody {
		t.Errorf("answered %d after %d bytes: %s", w.Code, read, w.Body)
	}
}

// A stream is a body of so many bytes.
type stream struct{ left int64 }

func (s *stream) Read(p []byte) (int, error) {
	n := min(int64(len(p)), s.left)
	s.left -= n
	copy(p, bytes.Repeat([]byte{'['}, int(n)))
	return int(n), nil
}
