package main

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// A name that was made to lead to this machine is refused, and a page of another site.
func TestRebinding(t *testing.T) {
	s := start(t, local("memory:"))
	client := &http.Client{Transport: http.DefaultTransport}
	at, err := url.Parse(s.url)
	if err != nil {
		t.Fatal(err)
	}
	const question = `{"query": "{ __typename }"}`
	for _, tt := range []struct {
		headers []string
		want    int
	}{
		{nil, 200},
		{[]string{"Host", "localhost:" + at.Port()}, 200},
		{[]string{"Host", "evil.example:" + at.Port()}, 421},
		{[]string{"Origin", "http://evil.example"}, 403},
		{[]string{"Origin", s.url}, 200},
		{[]string{"Origin", "http://evil.example", "Host", "evil.example"}, 421},
	} {
		r, text := asked(t, client, http.MethodPost, s.url+"/graphql", question, tt.headers...)
		if r.StatusCode != tt.want {
			t.Errorf("%q is answered %s: %s", tt.headers, r.Status, text)
		}
		if r.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%q: another site may read the answer", tt.headers)
		}
	}
	r, _ := asked(t, client, http.MethodGet, s.url+"/graphql?query=%7B__typename%7D", "", "Sec-Fetch-Site", "cross-site")
	if r.StatusCode != http.StatusForbidden || !strings.Contains(s.log.String(), "code=WRONG_ORIGIN") {
		t.Errorf("a GET of another site is answered %s; the log has %s", r.Status, s.log)
	}
}

// A page of an origin that is allowed may ask in all ways, and read the answer.
func TestOriginAllowed(t *testing.T) {
	c := local("memory:")
	c.Access.Origins = []string{"https://a.example"}
	s := start(t, c)
	client := &http.Client{Transport: http.DefaultTransport}
	for method, body := range map[string]string{http.MethodPost: `{"query": "{ __typename }"}`, http.MethodGet: ""} {
		path := map[string]string{http.MethodPost: "/graphql", http.MethodGet: "/graphql?query=%7B__typename%7D"}[method]
		r, text := asked(t, client, method, s.url+path, body, "Origin", "https://a.example", "Sec-Fetch-Site", "cross-site")
		if r.StatusCode != http.StatusOK || r.Header.Get("Access-Control-Allow-Origin") != "https://a.example" {
			t.Errorf("%s is answered %s, %v: %s", method, r.Status, r.Header, text)
		}
	}
	r, _ := asked(t, client, http.MethodOptions, s.url+"/graphql", "", "Origin", "https://a.example",
		"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type")
	if r.StatusCode != http.StatusNoContent || r.Header.Get("Access-Control-Allow-Headers") != "content-type" {
		t.Errorf("the preflight is answered %s, %v", r.Status, r.Header)
	}
}
