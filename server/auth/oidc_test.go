package auth

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"

	"parley/graph/access"
)

// config is that of a server of an issuer's.
func config(o *openID) Config {
	return Config{Auth: []string{"oidc:" + o.URL}, Audience: "parley", RoleClaim: "roles"}
}

// raw is a token of parts that no library would make.
func raw(t *testing.T, header, claims any, signature string) string {
	t.Helper()
	part := func(v any) string {
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return base64.RawURLEncoding.EncodeToString(text)
	}
	return secret(part(header) + "." + part(claims) + "." + signature)
}

type with = map[string]any

func TestJWT(t *testing.T) {
	rs, es, ed := newPair(t, "rs", jose.RS256), newPair(t, "es", jose.ES256), newPair(t, "ed", jose.EdDSA)
	strange, es384, ps := newPair(t, "rs", jose.RS256), newPair(t, "es384", jose.ES384), newPair(t, "ps", jose.PS256)
	o := newOpenID(t, rs, es, ed, es384, ps)
	other := newOpenID(t, rs)
	g, log := guard(t, config(o))
	h := g.Handler(whoami, graphQL, false)
	good := signed(t, rs, o.claims(nil))
	parts := strings.Split(good, ".")
	publicDER, err := x509.MarshalPKIXPublicKey(rs.private.Public())
	if err != nil {
		t.Fatal(err)
	}
	publicPEM := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: publicDER})
	hour := func(n int) int64 { return time.Now().Add(time.Duration(n) * time.Hour).Unix() }
	embedded := &jose.SignerOptions{EmbedJWK: true}
	tests := []struct {
		name   string
		token  string
		status int
		says   string
	}{
		{"RS256", good, 200, "oidc ann reader"},
		{"ES256", signed(t, es, o.claims(with{"sub": "bob", "roles": []string{"x", "admin", "reader"}})), 200, "oidc bob admin"},
		{"EdDSA", signed(t, ed, o.claims(with{"roles": "reader"})), 200, "oidc ann reader"},
		{"several audiences", signed(t, rs, o.claims(with{"aud": []string{"x", "parley"}})), 200, "oidc ann reader"},
		{"no name of the key", signedAs(t, jose.SigningKey{Algorithm: jose.RS256, Key: rs.private}, o.claims(nil), nil), 200, "oidc ann reader"},
		{"roles in a text", signed(t, rs, o.claims(with{"roles": "reader admin"})), 200, "oidc ann admin"},

		{"alg none", raw(t, with{"alg": "none"}, o.claims(nil), ""), 401, "not valid here"},
		{"alg NONE, signed", raw(t, with{"alg": "NONE", "kid": "rs"}, o.claims(nil), parts[2]), 401, "not valid here"},
		{"no alg", raw(t, with{"kid": "rs"}, o.claims(nil), parts[2]), 401, "not valid here"},
		{"HS256 with the public key in PEM", signedAs(t, jose.SigningKey{Algorithm: jose.HS256, Key: publicPEM}, o.claims(nil), nil), 401, "not valid here"},
		{"HS256 with the public key in DER", signedAs(t, jose.SigningKey{Algorithm: jose.HS256, Key: jose.JSONWebKey{Key: publicDER, KeyID: "rs"}}, o.claims(nil), nil), 401, "not valid here"},
		{"PS256, of a key of the issuer's", signed(t, ps, o.claims(nil)), 401, "not valid here"},
		{"ES384, of a key of the issuer's", signed(t, es384, o.claims(nil)), 401, "not valid here"},
		{"another's key by the same name", signed(t, strange, o.claims(nil)), 401, "not valid here"},
		{"a key by another's name", signed(t, pair{"es", jose.RS256, rs.private}, o.claims(nil)), 401, "not valid here"},
		{"a key by an unknown name", signed(t, pair{"none", jose.RS256, rs.private}, o.claims(nil)), 401, "not valid here"},
		{"the key in the token", signedAs(t, jose.SigningKey{Algorithm: jose.RS256, Key: strange.private}, o.claims(nil), embedded), 401, "not valid here"},
		{"no signature", parts[0] + "." + parts[1] + ".", 401, "not valid here"},
		{"another token's signature", parts[0] + "." + strings.Split(signed(t, rs, o.claims(with{"sub": "eve"})), ".")[1] + "." + parts[2], 401, "not valid here"},
		{"critical headers", signedAs(t, jose.SigningKey{Algorithm: jose.RS256, Key: rs.private}, o.claims(nil),
			(&jose.SignerOptions{}).WithHeader("crit", []string{"x"}).WithHeader("x", 1)), 401, "not valid here"},
		{"another issuer", signed(t, rs, o.claims(with{"iss": other.URL})), 401, "not valid here"},
		{"no issuer", signed(t, rs, o.claims(with{"iss": nil})), 401, "not valid here"},
		{"another audience", signed(t, rs, o.claims(with{"aud": "wiki"})), 401, "not valid here"},
		{"part of the audience", signed(t, rs, o.claims(with{"aud": "parley2"})), 401, "not valid here"},
		{"no audience", signed(t, rs, o.claims(with{"aud": nil})), 401, "not valid here"},
		{"expired", signed(t, rs, o.claims(with{"exp": hour(-1)})), 401, "has expired"},
		{"never expires", signed(t, rs, o.claims(with{"exp": nil})), 401, "has expired"},
		{"expires at a word", signed(t, rs, o.claims(with{"exp": "never"})), 401, "not valid here"},
		{"not yet valid", signed(t, rs, o.claims(with{"nbf": hour(1)})), 401, "not valid here"},
		{"no subject", signed(t, rs, o.claims(with{"sub": nil})), 401, "names nobody"},
		{"a subject that breaks lines", signed(t, rs, o.claims(with{"sub": "a\nadmin"})), 401, "names nobody"},
		{"a long subject", signed(t, rs, o.claims(with{"sub": strings.Repeat("a", 256)})), 401, "names nobody"},
		{"huge", signed(t, rs, o.claims(with{"x": strings.Repeat("a", maxToken)})), 401, "too long"},
		{"no claims", raw(t, with{"alg": "RS256", "kid": "rs"}, 7, parts[2]), 401, "not valid here"},
		{"dots", "..", 401, "not valid here"},
		{"a dotted word", "a.b.c", 401, "not valid here"},
		{"five parts", good + ".a.b", 401, "none of those"},

		{"no roles", signed(t, rs, o.claims(with{"roles": nil})), 403, "no role here"},
		{"other roles", signed(t, rs, o.claims(with{"roles": []string{"owner", "Reader", "readers"}})), 403, "no role here"},
		{"roles that are a number", signed(t, rs, o.claims(with{"roles": 7})), 403, "no role here"},
		{"roles that are an object", signed(t, rs, o.claims(with{"roles": with{"admin": true}})), 403, "no role here"},
		{"roles in lists", signed(t, rs, o.claims(with{"roles": []any{[]string{"admin"}, with{"admin": 1}, true}})), 403, "no role here"},
		{"roles that are null", raw(t, with{"alg": "RS256"}, with{}, "AAAA"), 401, "not valid here"},
	}
	for _, tt := range tests {
		w := served(h, http.MethodGet, "Authorization", "Bearer "+tt.token)
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.says) {
			t.Errorf("%s: answered %d: %s", tt.name, w.Code, w.Body)
		}
		if strings.Contains(w.Body.String(), parts[1]) {
			t.Errorf("%s: the answer repeats the token", tt.name)
		}
	}
	if n := o.fetched.Load(); n != 1 {
		t.Errorf("the keys were fetched %d times: who sends bad tokens makes requests to the issuer", n)
	}
	if !strings.Contains(log.String(), "who=ann by=oidc") {
		t.Errorf("the log does not tell who has no role: %s", log)
	}
}

func TestRoleClaim(t *testing.T) {
	tests := []struct {
		claims string
		path   string
		want   access.Role
	}{
		{`{"roles": ["admin"]}`, "roles", access.Admin},
		{`{"realm_access": {"roles": ["x", "reader"]}}`, "realm_access.roles", access.Reader},
		{`{"https://parley.example/roles": "admin"}`, "https://parley.example/roles", access.Admin},
		{`{"a": {"b": {"c": "reader"}}}`, "a.b.c", access.Reader},
		{`{"a.b": "reader", "a": {"b": "admin"}}`, "a.b", access.Reader},
		{`{"a": "reader"}`, "a.b", access.Nobody},
		{`{"a": ["reader"]}`, "a.0", access.Nobody},
		{`{"a": null}`, "a.b.c", access.Nobody},
		{`{}`, "roles", access.Nobody},
		{`{"": {"": "admin"}}`, ".", access.Admin},
	}
	for _, tt := range tests {
		var claims map[string]any
		if err := json.Unmarshal([]byte(tt.claims), &claims); err != nil {
			t.Fatal(err)
		}
		if got := roleOf(claims, tt.path); got != tt.want {
			t.Errorf("%s of %s is %s, not %s", tt.path, tt.claims, got, tt.want)
		}
	}
}

// A new key is found when the first token of it comes; one that is withdrawn is forgotten when the keys are old, not for ever kept.
func TestKeysRotate(t *testing.T) {
	first, second := newPair(t, "1", jose.RS256), newPair(t, "2", jose.RS256)
	o := newOpenID(t, first)
	g, _ := guard(t, config(o))
	h := g.Handler(whoami, graphQL, false)
	status := func(by pair) int {
		g.issuer.judged.good.Purge() // What was found of a token before is not what is asked for here.
		return served(h, http.MethodGet, "Authorization", "Bearer "+signed(t, by, o.claims(nil))).Code
	}
	steps := []struct {
		name    string
		do      func()
		by      pair
		want    int
		fetched int64
	}{
		{"the first key", func() {}, first, 200, 1},
		{"again", func() {}, first, 200, 1},
		{"rotated, within the time between two tries", func() { o.has(first, second) }, second, 401, 1},
		{"rotated", func() { g.issuer.later(keysEach) }, second, 200, 2},
		{"the first one goes on to hold", func() {}, first, 200, 2},
		{"withdrawn, and the keys are not old", func() { o.has(second); g.issuer.later(keysEach) }, first, 200, 2},
		{"withdrawn", func() { g.issuer.later(keysGoodFor) }, first, 401, 3},
		{"the second one holds", func() {}, second, 200, 3},
		{"the issuer is ill, and the keys are old", func() { o.ill.Store(true); g.issuer.later(keysGoodFor) }, second, 200, 4},
		{"the issuer is well again", func() { o.ill.Store(false); g.issuer.later(keysEach) }, second, 200, 5},
	}
	for _, s := range steps {
		s.do()
		if got := status(s.by); got != s.want || o.fetched.Load() != s.fetched {
			t.Errorf("%s: answered %d after %d fetches, not %d after %d", s.name, got, o.fetched.Load(), s.want, s.fetched)
		}
	}
}

// An issuer that is away when the server starts does not stop it: its tokens are 503 until it is there.
func TestIssuerAway(t *testing.T) {
	key := newPair(t, "1", jose.ES256)
	o := newOpenID(t, key)
	o.ill.Store(true)
	ann, line := made(t, "ann", access.Reader)
	c := config(o)
	c.Auth = append(c.Auth, "tokens:"+fileOf(t, line))
	g, log := guard(t, c)
	if !strings.Contains(log.String(), "the issuer of tokens cannot be reached") {
		t.Errorf("the log has %s", log)
	}
	h := g.Handler(whoami, graphQL, false)
	ask := func(token string, want int) {
		t.Helper()
		w := served(h, http.MethodGet, "Authorization", "Bearer "+token)
		if w.Code != want || (w.Header().Get("Retry-After") == "10") != (want == 503) {
			t.Errorf("answered %d, %v: %s; want %d", w.Code, w.Header(), w.Body, want)
		}
	}
	token := signed(t, key, o.claims(nil))
	ask(token, 503)
	ask(ann, 200) // Others are known meanwhile.
	ask("parley_nobodys", 401)
	g.issuer.later(keysEach)
	ask(token, 503)
	o.ill.Store(false)
	ask(token, 503) // It is not asked for every request.
	g.issuer.later(keysEach)
	ask(token, 200)

	// One whose keys are away, though it is there itself.
	o = newOpenID(t, key)
	g, _ = guard(t, config(o))
	h = g.Handler(whoami, graphQL, false)
	token = signed(t, key, o.claims(nil))
	o.ill.Store(true)
	ask(token, 503)
	o.ill.Store(false)
	g.issuer.later(keysEach)
	ask(token, 200)
}

// An issuer that answers as none must is a mistake in the settings.
func TestWrongIssuer(t *testing.T) {
	o := newOpenID(t)
	name := "https://login.example"
	o.name.Store(&name)
	_, log := watch()
	if _, err := New(t.Context(), config(o), log); err == nil || !strings.Contains(err.Error(), "does not answer as one must") {
		t.Errorf("the error is %v", err)
	}
	c := config(o)
	c.Auth[0] += "/nowhere"
	if _, err := New(t.Context(), c, log); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("the error is %v", err)
	}
}
