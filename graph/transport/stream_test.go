package transport

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// A client of events gets each answer as one, and that it is the last; what is no request of GraphQL is an error of HTTP.
func TestStream(t *testing.T) {
	const next, complete = "event: next\ndata: ", "\n\nevent: complete\ndata: \n\n"
	half := says("{\n\"name\":null}", "half").handler()
	whole := says(`{"name":"` + strings.Repeat("x", 2*minPacked) + `"}`).handler()
	overloaded := says(`{}`).handler(judge{parameters: func(*graphql.RawParams) error {
		return &Refusal{Status: http.StatusServiceUnavailable, Sentence: "too many", RetryAfter: 1}
	}})
	for name, tt := range map[string]struct {
		h      http.Handler
		r      *http.Request
		status int
		starts string
	}{
		"POST":                     {whole, asked("", `{"query": "{ name }"}`), 200, next + `{"data":{"name":"xx`},
		"GET":                      {whole, asked(query("{ name }"), ""), 200, next + `{"data":{"name":"xx`},
		"errors":                   {half, asked("", `{"query": "{ name }"}`), 200, next + `{"errors":[{"message":"half"}],"data":{` + "\n" + `data: "name":null}}`},
		"a document that is wrong": {half, asked("", `{"query": "{ no }"}`), 200, next + `{"errors":[{"message":"Cannot query field`},
		"no request":               {half, asked("", `{}`), 400, `{"errors":[{"message":"there is no question`},
		"a mutation by GET":        {half, asked(query("mutation { rename }"), ""), 405, `{"errors":`},
		"no room":                  {overloaded, asked("", `{"query": "{ name }"}`), 503, `{"errors":`},
	} {
		tt.r.Header.Set("Accept", eventStream)
		tt.r.Header.Set("Accept-Encoding", "gzip")
		w := served(tt.h, tt.r)
		kind, ends := plainJSON, "}"
		if tt.status == 200 {
			kind, ends = eventStream, complete
		}
		if w.Code != tt.status || !strings.HasPrefix(w.Body.String(), tt.starts) || !strings.HasSuffix(w.Body.String(), ends) ||
			w.Header().Get("Content-Type") != kind+"; charset=utf-8" || w.Header().Get("Content-Encoding") != "" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%s: answered %d, %v: %.300s", name, w.Code, w.Header(), w.Body)
		}
	}
}

// A judge refuses requests as a test says.
type judge struct {
	parameters func(*graphql.RawParams) error
}

func (judge) ExtensionName() string                   { return "judge" }
func (judge) Validate(graphql.ExecutableSchema) error { return nil }

func (j judge) MutateOperationParameters(_ context.Context, p *graphql.RawParams) *gqlerror.Error {
	return gqlerror.Wrap(j.parameters(p))
}

// The parts of a request by which it names its document reach the executor.
func TestNamed(t *testing.T) {
	const hash = `{"persistedQuery":{"sha256Hash":"abc","version":1}}`
	for name, r := range map[string]*http.Request{
		"a hash":           asked("", `{"extensions": `+hash+`}`),
		"no query":         asked("", `{"query": null, "extensions": `+hash+`}`),
		"documentId":       asked("", `{"documentId": "abc"}`),
		"of SHA-256":       asked("", `{"documentId": "sha256:abc", "extensions": null}`),
		"documentId, GET":  asked("?documentId=sha256:abc", ""),
		"a hash, GET":      asked("?extensions="+hash, ""),
		"a blank one, GET": asked("?documentId=&query=&extensions="+hash, ""),
	} {
		found := false
		served(says(`{}`).handler(judge{func(p *graphql.RawParams) error {
			text, err := json.Marshal(p.Extensions)
			found = err == nil && string(text) == hash && p.Query == ""
			p.Query = "{ name }"
			return nil
		}}), r)
		if !found {
			t.Errorf("%s is not found", name)
		}
	}
	for _, r := range []*http.Request{
		asked("", `{"documentId": {}}`), asked("", `{"documentId": ""}`), asked("", `{"query": "{ name }", "documentId": "abc"}`),
		asked("", `{"documentId": "abc", "extensions": `+hash+`}`), asked("?documentId=a&documentId=b", ""), asked("?documentId=", ""),
	} {
		if w := served(says(`{}`).handler(), r); w.Code != http.StatusBadRequest {
			t.Errorf("%s is answered %d: %s", r.URL, w.Code, w.Body)
		}
	}
}
