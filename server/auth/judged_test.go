package auth

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"parley/graph/access"
	"parley/graph/limits"
)

// What was found of a token is known for a minute, and never when it has expired.
func TestKnown(t *testing.T) {
	j, err := newJudged()
	if err != nil {
		t.Fatal(err)
	}
	now, ann := time.Now(), access.Identity{Name: "ann", By: "oidc", Role: access.Reader}
	j.keep("long", ann, now.Add(time.Hour), now)
	j.keep("short", ann, now.Add(10*time.Second), now)
	for _, tt := range []struct {
		token string
		after time.Duration
		known bool
	}{
		{"long", 0, true}, {"long", goodFor - time.Second, true}, {"long", goodFor, false},
		{"short", 9 * time.Second, true}, {"short", 10 * time.Second, false}, {"another", 0, false},
	} {
		who, ok := j.known(tt.token, now.Add(tt.after))
		if ok != tt.known || ok && who != ann {
			t.Errorf("%s after %s: %v, %v", tt.token, tt.after, who, ok)
		}
	}
	j.keep("long", ann, now.Add(time.Hour), now.Add(goodFor))
	if _, ok := j.known("long", now.Add(goodFor)); !ok {
		t.Error("what is found again is not known")
	}
}

// Who sends many tokens that are not known is told to wait before another is judged; that keeps nobody out who is known, nor
// who asks from elsewhere.
func TestManyTokens(t *testing.T) {
	key := newPair(t, "1", jose.ES256)
	o := newOpenID(t, key)
	g, log := guard(t, config(o))
	g.proxies, _ = readProxies([]string{"192.0.2.0/24"})
	h := g.Handler(whoami, graphQL, false)
	ask := func(from, token string) int {
		w := served(h, http.MethodPost, "X-Forwarded-For", from, "Authorization", "Bearer "+token)
		if w.Code == http.StatusTooManyRequests && w.Header().Get("Retry-After") != "1" {
			t.Errorf("Retry-After is %q", w.Header().Get("Retry-After"))
		}
		return w.Code
	}
	known, fresh := signed(t, key, o.claims(nil)), signed(t, key, o.claims(with{"sub": "bob"}))
	if got := ask("203.0.113.1", known); got != 200 {
		t.Fatal(got)
	}
	bad, limited := secret(strings.TrimSuffix(known, known[len(known)-10:])+"AAAAAAAAAA"), 0
	for range 10 * judgeAtOnce { // Far more than are judged meanwhile.
		switch got := ask("203.0.113.1", bad); got {
		case http.StatusUnauthorized:
		case http.StatusTooManyRequests:
			limited++
		default:
			t.Fatal(got)
		}
	}
	if limited == 0 {
		t.Error("all were judged")
	}
	if got := ask("203.0.113.1", known); got != 200 {
		t.Errorf("a token that is known is answered %d", got)
	}
	if got := ask("203.0.113.2", fresh); got != 200 {
		t.Errorf("a token from elsewhere is answered %d", got)
	}
	if !strings.Contains(log.String(), "code="+limits.CodeRateLimited) {
		t.Error("the log does not tell")
	}
}
