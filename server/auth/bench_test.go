package auth

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-jose/go-jose/v4"

	"parley/graph/access"
)

// What the guard adds to a request: where nobody is asked, by a token of a file with 100 of them, and by a token of an issuer.
func BenchmarkGuard(b *testing.B) {
	var lines []string
	var token string
	for range 100 {
		made, line, err := NewToken("ann", access.Reader)
		if err != nil {
			b.Fatal(err)
		}
		token, lines = made, append(lines, line)
	}
	key := newPair(b, "1", jose.ES256)
	o := newOpenID(b, key)
	nothing := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	for _, bb := range []struct {
		name, token string
		c           Config
	}{
		{"off", "", Config{}},
		{"tokens", token, Config{Auth: []string{"tokens:" + fileOf(b, lines...)}}},
		{"ES256", signed(b, key, o.claims(nil)), config(o)},
	} {
		b.Run(bb.name, func(b *testing.B) {
			g, _ := guard(b, bb.c)
			h := g.Handler(nothing, graphQL, true)
			r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "http://127.0.0.1:8080/graphql", nil)
			if bb.token != "" {
				r.Header.Set("Authorization", "Bearer "+bb.token)
			}
			w := httptest.NewRecorder()
			b.ReportAllocs()
			for b.Loop() {
				h.ServeHTTP(w, r)
			}
		})
	}
}
