package transport

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// What was printed is sent to the byte, though other JSON could say the same.
func TestBytesPassThrough(t *testing.T) {
	for _, data := range []string{
		"{\"a\" : 1.50,\t\"b\":\"<&>\u2028 \\u0041\"}",
		` {"z":1,"a":2,"z":3}`,
		`null`,
		`{"large":12345678901234567890.0e2}`,
		`{"text":"` + strings.Repeat("<Kabul>", 2000) + `"}`,
	} {
		w := served(says(data).handler(), asked("", `{"query": "{ name }"}`))
		if got, want := w.Body.String(), `{"data":`+data+`}`; got != want {
			t.Errorf("%.100s is sent as %.100s", data, got)
		}
	}
}

func TestEncode(t *testing.T) {
	errs := gqlerror.List{{Message: `<"oh">`, Extensions: map[string]any{"code": "X"}}}
	extensions := map[string]any{"cost": 7}
	tests := map[string]*graphql.Response{
		`{"data":{}}`:                                      {Data: []byte("{}")},
		`{"data":{},"extensions":{"cost":7}}`:              {Data: []byte("{}"), Extensions: extensions},
		`{"errors":[E]}`:                                   {Errors: errs},
		`{"errors":[E],"data":null}`:                       {Errors: errs, Data: []byte("null")},
		`{"errors":[E],"extensions":{"cost":7}}`:           {Errors: errs, Extensions: extensions},
		`{"errors":[E],"data":{},"extensions":{"cost":7}}`: {Errors: errs, Data: []byte("{}"), Extensions: extensions},
	}
	for want, r := range tests {
		want = strings.ReplaceAll(want, "E", `{"message":"\u003c\"oh\"\u003e","extensions":{"code":"X"}}`)
		got, err := encode(nil, r)
		if err != nil || string(got) != want || !json.Valid(got) {
			t.Errorf("%s, not %s; %v", got, want, err)
		}
	}
}

// unpacked is the body of an answer without its coding.
func unpacked(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var r io.Reader = bytes.NewReader(w.Body.Bytes())
	switch coding := w.Header().Get("Content-Encoding"); coding {
	case gzipped:
		z, err := gzip.NewReader(r)
		if err != nil {
			t.Error(err)
			return ""
		}
		r = z
	case zstded:
		z, err := zstd.NewReader(r)
		if err != nil {
			t.Error(err)
			return ""
		}
		defer z.Close()
		r = z
	case "":
	default:
		t.Errorf("a coding that nobody knows: %s", coding)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Error(err)
	}
	return string(b)
}

// long is data of which the answer has n bytes.
func long(n int) string { return `"` + strings.Repeat("a", n-len(`{"data":""}`)) + `"` }

func TestCompression(t *testing.T) {
	tests := []struct {
		size         int
		accept, want string
	}{
		{minPacked - 1, "gzip, zstd", ""},
		{minPacked, "gzip", gzipped},
		{minPacked, "zstd", zstded},
		{100_000, "gzip", gzipped},
		{100_000, "gzip, zstd", zstded},
		{100_000, "", ""},
		{100_000, "br", ""},
	}
	for _, tt := range tests {
		h := says(long(tt.size)).handler()
		for range 3 { // Writers are used again.
			w := served(h, asked("", `{"query": "{ name }"}`, "Accept-Encoding", tt.accept))
			if got := w.Header().Get("Content-Encoding"); got != tt.want {
				t.Errorf("%d bytes for %q are coded in %q, not %q", tt.size, tt.accept, got, tt.want)
			}
			if got := unpacked(t, w); got != `{"data":`+long(tt.size)+`}` {
				t.Errorf("%d bytes for %q: %.100s", tt.size, tt.accept, got)
			}
			if got := w.Header().Get("Content-Length"); got != strconv.Itoa(w.Body.Len()) {
				t.Errorf("the length is %s, and %d bytes were sent", got, w.Body.Len())
			}
			if got := w.Header().Get("Vary"); got != "Accept, Accept-Encoding" {
				t.Errorf("the answer varies by %q", got)
			}
			if tt.want != "" && w.Body.Len() > tt.size/2 {
				t.Errorf("%d bytes became %d", tt.size, w.Body.Len())
			}
		}
	}
}

// Compressors are shared, and no answer gets into another.
func TestCompressedAtOnce(t *testing.T) {
	h := resolver(func(ctx context.Context) *graphql.Response {
		of := graphql.GetOperationContext(ctx).Variables["of"].(string)
		return &graphql.Response{Data: []byte(`"` + strings.Repeat(of, 5000) + `"`)}
	}).handler()
	var all sync.WaitGroup
	for n := range 16 {
		all.Go(func() {
			of := string(rune('a' + n))
			coding := []string{gzipped, zstded}[n%2]
			for range 20 {
				w := served(h, asked("", `{"query": "query($of: ID) { name(of: $of) }", "variables": {"of": "`+of+`"}}`, "Accept-Encoding", coding))
				if got := unpacked(t, w); w.Header().Get("Content-Encoding") != coding || got != `{"data":"`+strings.Repeat(of, 5000)+`"}` {
					t.Errorf("%s in %s: %.100s", of, coding, got)
				}
			}
		})
	}
	all.Wait()
}

// A client that has an answer gets it only if it changed, in any coding.
func TestUnchanged(t *testing.T) {
	h := says(long(5000)).handler()
	ask := func(h http.Handler, headers ...string) *httptest.ResponseRecorder {
		return served(h, asked(query("{ name }"), "", headers...))
	}
	tags := map[string]bool{}
	for _, coding := range []string{"", gzipped, zstded} {
		for _, accept := range []string{modern, plain} {
			w := ask(h, "Accept-Encoding", coding, "Accept", accept)
			tag := w.Header().Get("ETag")
			if w.Code != http.StatusOK || len(tag) < 34 || tag[0] != '"' || tags[tag] {
				t.Fatalf("in %q as %s: %d, %v; the tag must be a strong one of its own", coding, accept, w.Code, w.Header())
			}
			tags[tag] = true
			if got := w.Header().Get("Cache-Control"); got != "private, no-cache" {
				t.Errorf("the answer is kept by %q", got)
			}
			for _, known := range []string{tag, `"x", ` + tag, "W/" + tag, "*"} {
				w := ask(h, "Accept-Encoding", coding, "Accept", accept, "If-None-Match", known)
				if w.Code != http.StatusNotModified || w.Body.Len() != 0 || w.Header().Get("ETag") != tag || w.Header().Get("Content-Length") != "" {
					t.Errorf("with %s: %d, %d bytes, %v", known, w.Code, w.Body.Len(), w.Header())
				}
				if w.Header().Get("Vary") != "Accept, Accept-Encoding" || w.Header().Get("Cache-Control") != "private, no-cache" || w.Header().Get("Content-Encoding") != "" {
					t.Errorf("with %s: %v", known, w.Header())
				}
			}
		}
	}
	for tag := range tags { // Each is of one of the six, so a seventh wish fits at most that one.
		if w := ask(h, "Accept-Encoding", gzipped, "Accept", modern, "If-None-Match", tag); (w.Code == http.StatusNotModified) != (w.Header().Get("ETag") == tag) {
			t.Errorf("%s is taken for %s", tag, w.Header().Get("ETag"))
		}
		if w := ask(says(long(5001)).handler(), "If-None-Match", tag); w.Code != http.StatusOK || w.Body.Len() != 5001 {
			t.Errorf("another answer is taken for the one of %s: %d", tag, w.Code)
		}
	}
}

// What is not asked by GET, or has errors, is neither kept nor tagged.
func TestNotKept(t *testing.T) {
	tests := map[string]*httptest.ResponseRecorder{
		"POST":             served(says(`{}`).handler(), asked("", `{"query": "{ name }"}`, "If-None-Match", "*")),
		"errors":           served(says(`{}`, "away").handler(), asked(query("{ name }"), "", "If-None-Match", "*")),
		"does not parse":   served(says(`{}`).handler(), asked(query("{"), "", "If-None-Match", "*")),
		"errors, modern":   served(says(`{}`, "away").handler(), asked(query("{ name }"), "", "If-None-Match", "*", "Accept", modern)),
		"no question":      served(says(`{}`).handler(), asked("", "", "If-None-Match", "*")),
		"refused by limit": served(says(`{}`).handler(stop{}), asked(query("{ name }"), "", "If-None-Match", "*")),
	}
	for name, w := range tests {
		if w.Code == http.StatusNotModified || w.Header().Get("ETag") != "" || w.Header().Get("Cache-Control") != "no-store" || w.Body.Len() == 0 {
			t.Errorf("%s: %d, %v", name, w.Code, w.Header())
		}
	}
}

// HEAD is GET without the body, over a real connection too.
func TestHead(t *testing.T) {
	server := httptest.NewServer(says(long(3000)).handler())
	defer server.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodHead, server.URL+"/graphql"+query("{ name }"), nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK || answer.ContentLength != 3000 || answer.Header.Get("ETag") == "" {
		t.Errorf("answered %d, %v", answer.StatusCode, answer.Header)
	}
}
