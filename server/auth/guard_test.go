package auth

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph/access"
)

// What is set wrongly ends the start, with what to do.
func TestBadConfigs(t *testing.T) {
	_, line := made(t, "ann", access.Reader)
	file := "tokens:" + fileOf(t, line)
	tests := []struct {
		c    Config
		says string
	}{
		{Config{Auth: []string{"password"}}, `-auth "password" is not known`},
		{Config{Auth: []string{"tokens:"}}, "is not known"},
		{Config{Auth: []string{"tokens"}}, "is not known"},
		{Config{Auth: []string{"none:x"}}, "is not known"},
		{Config{Auth: []string{"none", file}}, "-auth none says"},
		{Config{Auth: []string{file, file}}, "given twice"},
		{Config{Auth: []string{"tokens:" + filepath.Join(t.TempDir(), "none")}}, "no such file"},
		{Config{Auth: []string{"tokens:" + fileOf(t, line, "x")}}, "line 2: "},
		{Config{Auth: []string{file}, Audience: "a"}, "-audience is for"},
		{Config{Auth: []string{"oidc:https://login.example"}, RoleClaim: "roles"}, "needs -audience"},
		{Config{Auth: []string{"oidc:https://login.example"}, Audience: "a"}, "-role-claim must name"},
		{Config{Auth: []string{"oidc:http://login.example"}, Audience: "a", RoleClaim: "r"}, "by https"},
		{Config{Auth: []string{"oidc:login"}, Audience: "a", RoleClaim: "r"}, "must be a URL"},
		{Config{Auth: []string{"oidc:https://login.example?x=1"}, Audience: "a", RoleClaim: "r"}, "must be a URL"},
		{Config{Proxies: []string{"proxy.example"}}, "-trust-proxy"},
		{Config{Proxies: []string{"10.0.0.0/99"}}, "-trust-proxy"},
		{Config{Origins: []string{"*"}}, "without *"},
		{Config{Origins: []string{"null"}}, "is no origin"},
		{Config{Origins: []string{"https://*.example"}}, "without *"},
		{Config{Origins: []string{"https://a.example/"}}, "without a path"},
		{Config{Origins: []string{"a.example"}}, "is no origin"},
		{Config{Hosts: []string{"*"}}, "-hosts"},
		{Config{Hosts: []string{"https://a.example"}}, "-hosts"},
	}
	for _, tt := range tests {
		_, log := watch()
		if _, err := New(t.Context(), tt.c, log); err == nil || !strings.Contains(err.Error(), tt.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%+v: the error is %v, without %q", tt.c, err, tt.says)
		}
	}
}

// Where nobody is asked who he is, everybody may do everything.
func TestNone(t *testing.T) {
	for _, c := range []Config{{}, {Auth: []string{"none"}}} {
		g, _ := guard(t, c)
		w := served(g.Handler(Require(access.Admin, whoami), graphQL, false), http.MethodGet, "Authorization", "Bearer anything")
		if g.On() || w.Code != http.StatusOK {
			t.Errorf("%+v: on is %v, and the answer %d: %s", c, g.On(), w.Code, w.Body)
		}
	}
}

func TestRequire(t *testing.T) {
	ann, annsLine := made(t, "ann", access.Reader)
	bob, bobsLine := made(t, "bob", access.Admin)
	g, _ := guard(t, Config{Auth: []string{"tokens:" + fileOf(t, annsLine, bobsLine)}})
	h := g.Handler(Require(access.Admin, whoami), graphQL, false)
	for token, want := range map[string]int{ann: 403, bob: 200, "x": 401} {
		if w := served(h, http.MethodGet, "Authorization", "Bearer "+token); w.Code != want || (w.Header().Get("WWW-Authenticate") == "") != (want == 200) {
			t.Errorf("answered %d, %v: %s; want %d", w.Code, w.Header(), w.Body, want)
		}
	}
}

func TestHosts(t *testing.T) {
	tests := []struct {
		local bool
		hosts []string
		host  string
		want  int
	}{
		{true, nil, "localhost:8080", 200},
		{true, nil, "LocalHost", 200},
		{true, nil, "127.0.0.1:8080", 200},
		{true, nil, "127.0.0.1", 200},
		{true, nil, "[::1]:8080", 200},
		{true, nil, "[::1]", 200},
		{true, nil, "evil.example:8080", 421},
		{true, nil, "localhost.evil.example", 421},
		{true, nil, "127.0.0.1.evil.example", 421},
		{true, nil, "192.168.1.5", 421},
		{true, nil, "0.0.0.0:8080", 421},
		{true, nil, "", 421},
		{true, []string{"parley.example"}, "Parley.Example:443", 200},
		{true, []string{"parley.example:443"}, "parley.example", 200},
		{true, []string{"parley.example"}, "other.example", 421},
		{true, []string{"parley.example"}, "localhost", 200},
		{false, nil, "anything.example", 200},
		{false, []string{"parley.example"}, "anything.example", 421},
		{false, []string{"parley.example"}, "parley.example", 200},
		{false, []string{"parley.example"}, "127.0.0.1:8080", 200}, // The health check.
	}
	for _, tt := range tests {
		g, log := guard(t, Config{Hosts: tt.hosts})
		w := served(g.Handler(whoami, graphQL, tt.local), http.MethodPost, "Host", tt.host)
		if w.Code != tt.want {
			t.Errorf("%+v is answered %d: %s", tt, w.Code, w.Body)
		}
		if told := strings.Contains(log.String(), codeHost); told != (tt.want == 421) || told != strings.Contains(w.Body.String(), "-hosts") {
			t.Errorf("%+v: %s; the log has %s", tt, w.Body, log)
		}
	}
}

func TestProxies(t *testing.T) {
	trusted := []string{"10.0.0.0/8", "192.168.0.7", "fd00::/8", "127.0.0.1"}
	tests := []struct {
		proxies   []string
		connected string
		forwarded []string
		want      string
	}{
		{nil, "10.0.0.1:99", []string{"203.0.113.5"}, "10.0.0.1:99"},
		{trusted, "203.0.113.9:99", []string{"203.0.113.5"}, "203.0.113.9:99"}, // Not by a proxy: not believed.
		{trusted, "10.0.0.1:99", []string{"203.0.113.5"}, "203.0.113.5:0"},
		{trusted, "[::ffff:10.0.0.1]:99", []string{"203.0.113.5"}, "203.0.113.5:0"},
		{trusted, "192.168.0.7:99", []string{"203.0.113.5"}, "203.0.113.5:0"},
		{trusted, "192.168.0.8:99", []string{"203.0.113.5"}, "192.168.0.8:99"},
		{trusted, "10.0.0.1:99", []string{"1.1.1.1, 203.0.113.5"}, "203.0.113.5:0"}, // What is left of it is the client's own.
		{trusted, "10.0.0.1:99", []string{"1.1.1.1", "203.0.113.5"}, "203.0.113.5:0"},
		{trusted, "10.0.0.1:99", []string{"203.0.113.5, 10.9.9.9"}, "203.0.113.5:0"}, // Two proxies.
		{trusted, "10.0.0.1:99", []string{"203.0.113.5, 10.9.9.9", " 192.168.0.7 "}, "203.0.113.5:0"},
		{trusted, "10.0.0.1:99", []string{"203.0.113.5:1234"}, "203.0.113.5:0"},
		{trusted, "10.0.0.1:99", []string{"2001:db8::5"}, "[2001:db8::5]:0"},
		{trusted, "[fd00::1]:99", []string{"[2001:db8::5]:443"}, "[2001:db8::5]:0"},
		{trusted, "10.0.0.1:99", []string{"10.0.0.2, 10.0.0.3"}, "10.0.0.2:0"}, // All are proxies.
		{trusted, "10.0.0.1:99", nil, "10.0.0.1:0"},
		{trusted, "10.0.0.1:99", []string{""}, "10.0.0.1:0"},
		{trusted, "10.0.0.1:99", []string{"203.0.113.5, unknown"}, "10.0.0.1:0"},
		{trusted, "10.0.0.1:99", []string{"203.0.113.5, <script>, 10.0.0.4"}, "10.0.0.4:0"},
		{trusted, "nothing", []string{"203.0.113.5"}, "nothing"},
	}
	for _, tt := range tests {
		g, _ := guard(t, Config{Proxies: tt.proxies})
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "/graphql", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		r.RemoteAddr = tt.connected
		r.Header["X-Forwarded-For"] = tt.forwarded
		var got string
		g.Handler(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RemoteAddr }), graphQL, false).ServeHTTP(nil, r)
		if got != tt.want {
			t.Errorf("%s with %q, trusting %v, is %s, not %s", tt.connected, tt.forwarded, tt.proxies, got, tt.want)
		}
		if r.RemoteAddr != tt.connected {
			t.Error("the request of the server itself is changed")
		}
	}
}

func TestOrigins(t *testing.T) {
	const there = "https://a.example"
	tests := []struct {
		name    string
		origins []string
		method  string
		headers []string
		status  int
		allowed string // Access-Control-Allow-Origin
		logs    bool
	}{
		{"no page", nil, "POST", nil, 200, "", false},
		{"its own page", nil, "POST", []string{"Origin", "http://127.0.0.1:8080", "Sec-Fetch-Site", "same-origin"}, 200, "", false},
		{"its own page, an old browser", nil, "POST", []string{"Origin", "http://127.0.0.1:8080"}, 200, "", false},
		{"another page", nil, "POST", []string{"Origin", there, "Sec-Fetch-Site", "cross-site"}, 403, "", true},
		{"another page, an old browser", nil, "POST", []string{"Origin", there}, 403, "", true},
		{"a page beside", nil, "POST", []string{"Origin", "http://127.0.0.1:9090", "Sec-Fetch-Site", "same-site"}, 403, "", true},
		{"a page of no origin", nil, "POST", []string{"Origin", "null"}, 403, "", true},
		{"a preflight", nil, "OPTIONS", []string{"Origin", there, "Access-Control-Request-Method", "POST"}, 200, "", false}, // The transport says 405.
		{"allowed", []string{there}, "POST", []string{"Origin", there, "Sec-Fetch-Site", "cross-site"}, 200, there, false},
		{"allowed, by GET", []string{there}, "GET", []string{"Origin", there, "Sec-Fetch-Site", "cross-site"}, 200, there, false},
		{"one of two", []string{"https://b.example", there}, "POST", []string{"Origin", there}, 200, there, false},
		{"not allowed", []string{there}, "POST", []string{"Origin", "https://a.example.evil.example"}, 403, "", true},
		{"another scheme", []string{there}, "POST", []string{"Origin", "http://a.example"}, 403, "", true},
		{"another port", []string{there}, "POST", []string{"Origin", "https://a.example:8443"}, 403, "", true},
		{"its own, beside others", []string{there}, "POST", []string{"Origin", "http://127.0.0.1:8080"}, 200, "", false},
	}
	for _, tt := range tests {
		g, log := guard(t, Config{Origins: tt.origins})
		w := served(g.Handler(g.CORS(whoami), graphQL, true), tt.method, tt.headers...)
		if w.Code != tt.status || w.Header().Get("Access-Control-Allow-Origin") != tt.allowed {
			t.Errorf("%s: answered %d, %v: %s", tt.name, w.Code, w.Header(), w.Body)
		}
		if w.Header().Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s: a browser may send its logins: %v", tt.name, w.Header())
		}
		if vary := strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Origin"); vary != (len(tt.origins) > 0 && tt.status == 200) {
			t.Errorf("%s: Vary is %q", tt.name, w.Header().Values("Vary"))
		}
		if strings.Contains(log.String(), codeOrigin) != tt.logs {
			t.Errorf("%s: the log has %s", tt.name, log)
		}
	}
}

// What a browser asks before it sends is answered without a token, which it does not bring, and never by the handler behind.
func TestPreflight(t *testing.T) {
	_, line := made(t, "ann", access.Reader)
	g, _ := guard(t, Config{Auth: []string{"tokens:" + fileOf(t, line)}, Origins: []string{"https://a.example"}})
	h := g.Handler(g.CORS(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a preflight is handed on") })), graphQL, true)
	preflight := func(origin, method, headers string) http.Header {
		return served(h, http.MethodOptions, "Origin", origin, "Sec-Fetch-Site", "cross-site",
			"Access-Control-Request-Method", method, "Access-Control-Request-Headers", headers).Header()
	}
	got := preflight("https://a.example", "POST", "authorization,content-type")
	if got.Get("Access-Control-Allow-Origin") != "https://a.example" || got.Get("Access-Control-Allow-Methods") != "POST" ||
		got.Get("Access-Control-Allow-Headers") != "authorization,content-type" || got.Get("Access-Control-Max-Age") != "600" {
		t.Errorf("what is allowed is %v", got)
	}
	for _, refused := range []http.Header{
		preflight("https://b.example", "POST", "authorization"), preflight("https://a.example", "DELETE", "authorization"), preflight("https://a.example", "POST", "cookie2"),
	} {
		if refused.Get("Access-Control-Allow-Origin") != "" || refused.Get("Access-Control-Allow-Headers") != "" {
			t.Errorf("what is allowed is %v", refused)
		}
	}
}

// A GET that a browser marks as another site's may ask only where its origin is allowed.
func TestOriginOfGet(t *testing.T) {
	g, _ := guard(t, Config{Origins: []string{"https://a.example"}})
	for origin, want := range map[string]bool{"https://a.example": true, "https://b.example": false, "": false} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1:8080/graphql", http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Sec-Fetch-Site", "cross-site")
		if origin != "" {
			r.Header.Set("Origin", origin)
		}
		if got := g.Origin(r); got != want {
			t.Errorf("%q: %v", origin, got)
		}
	}
}
