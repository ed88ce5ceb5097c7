package transport

import (
	"context"
	"net/http"
	"testing"

	"github.com/99designs/gqlgen/graphql"
)

func TestAnswerType(t *testing.T) {
	tests := []struct {
		accept     []string
		kind       string
		acceptable bool
	}{
		{nil, plain, true},
		{[]string{""}, plain, true},
		{[]string{"*/*"}, plain, true},
		{[]string{"application/*"}, plain, true},
		{[]string{"application/json"}, plain, true},
		{[]string{"Application/JSON; Charset=UTF-8"}, plain, true},
		{[]string{modern}, modern, true},
		{[]string{modern + "; charset=utf-8, application/json; charset=utf-8"}, modern, true},
		{[]string{"application/json, " + modern}, modern, true},
		{[]string{"application/json", modern}, modern, true},
		{[]string{modern + ", application/json;q=0.9"}, modern, true},
		{[]string{modern + ";q=0.8, application/json;q=0.9"}, plain, true},
		{[]string{modern + ";q=0.8, */*;q=0.1"}, modern, true},
		{[]string{modern + ";q=0.1, */*;q=0.8"}, plain, true},
		{[]string{modern + ", */*"}, modern, true},
		{[]string{"application/json, */*"}, plain, true},
		{[]string{"application/json;q=0, */*"}, modern, true},
		{[]string{"application/json;q=0, application/*;q=0.5"}, modern, true},
		{[]string{modern + ";q=0, application/json"}, plain, true},
		{[]string{modern + ";q=0, */*;q=0.1"}, plain, true},
		{[]string{"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}, plain, true},
		{[]string{modern + "; charset=latin1, application/json"}, plain, true},
		{[]string{"application/json;q=wrong, " + modern + ";q=0.1"}, modern, true},
		{[]string{"text/event-stream"}, eventStream, true},
		{[]string{"text/event-stream, */*"}, eventStream, true},
		{[]string{"text/event-stream;q=0.9, application/json;q=0.8"}, eventStream, true},
		{[]string{"text/event-stream, application/json"}, plain, true},
		{[]string{modern + ", application/graphql+json, application/json, text/event-stream, multipart/mixed"}, modern, true},
		{[]string{"text/event-stream;q=0"}, plain, false},
		{[]string{"text/*"}, plain, false},
		{[]string{"text/html"}, plain, false},
		{[]string{"application/json;q=0"}, plain, false},
		{[]string{"*/*;q=0"}, plain, false},
		{[]string{modern + ";q=0"}, plain, false},
		{[]string{"application/json; charset=latin1"}, plain, false},
		{[]string{"application/json;q=2"}, plain, false},
		{[]string{"application/json;q=NaN"}, plain, false},
		{[]string{"///;;"}, plain, false},
	}
	h := says(`{}`).handler()
	never := resolver(func(context.Context) *graphql.Response {
		t.Error("what is not acceptable was executed")
		return nil
	}).handler()
	for _, tt := range tests {
		kind, acceptable := answerType(tt.accept)
		if kind != tt.kind || acceptable != tt.acceptable {
			t.Errorf("%q: %s, %v; want %s, %v", tt.accept, kind, acceptable, tt.kind, tt.acceptable)
		}
		r := asked("", `{"query": "{ name }"}`)
		r.Header["Accept"] = tt.accept
		if tt.acceptable {
			if w := served(h, r); w.Code != http.StatusOK || w.Header().Get("Content-Type") != tt.kind+"; charset=utf-8" {
				t.Errorf("%q is answered %d, %v: %s", tt.accept, w.Code, w.Header(), w.Body)
			}
		} else if w := served(never, r); w.Code != http.StatusNotAcceptable {
			t.Errorf("%q is answered %d: %s", tt.accept, w.Code, w.Body)
		} else {
			oneError(t, w.Body.String(), "name one of them in Accept")
		}
	}
}

func TestAnswerCoding(t *testing.T) {
	tests := map[string]string{
		"":                              asItIs,
		"identity":                      asItIs,
		"br":                            asItIs,
		"gzip":                          gzipped,
		"GZIP":                          gzipped,
		"gzip, deflate, br":             gzipped,
		"gzip, deflate, br, zstd":       zstded,
		"zstd":                          zstded,
		"zstd;q=0.5, gzip":              gzipped,
		"zstd;q=0.5, gzip;q=0.5":        zstded,
		"zstd;q=0, gzip":                gzipped,
		"gzip;q=0":                      asItIs,
		"gzip;q=0, *":                   asItIs,
		"*":                             gzipped,
		"*;q=0":                         asItIs,
		"gzip;q=0.000":                  asItIs,
		"gzip;q=-1":                     asItIs,
		"zstd;q=0.1, *":                 gzipped,
		"identity;q=1, gzip;q=0.1, *;0": gzipped,
	}
	for accept, want := range tests {
		if got := answerCoding([]string{accept}); got != want {
			t.Errorf("%q is answered in %q, not %q", accept, got, want)
		}
	}
	if got := answerCoding([]string{"br", "gzip"}); got != gzipped {
		t.Errorf("two lines are answered in %q", got)
	}
}
