package auth

import (
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"parley/graph/access"
	"parley/server/fresh"
)

// fileOf writes lines to a file of tokens.
func fileOf(t testing.TB, lines ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "tokens")
	if err := os.WriteFile(path, []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// made makes a token and its line.
func made(t *testing.T, name string, role access.Role) (token, line string) {
	t.Helper()
	token, line, err := NewToken(name, role)
	if err != nil {
		t.Fatal(err)
	}
	return secret(token), line
}

func TestNewToken(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		token, line := made(t, "ann", access.Admin)
		if !regexp.MustCompile(`^parley_[A-Za-z0-9_-]{43}$`).MatchString(token) || seen[token] {
			t.Fatalf("the token is %s", token)
		}
		seen[token] = true
		if !regexp.MustCompile(`^ann admin [0-9a-f]{64}$`).MatchString(line) || strings.Contains(line, token) {
			t.Fatalf("the line is %s", line)
		}
		all, err := readTokens(strings.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if who, ok := lookUp(all, token); !ok || who != (access.Identity{Name: "ann", By: "tokens", Role: access.Admin}) {
			t.Fatalf("the token is %+v's", who)
		}
	}
	for _, name := range []string{"", "a b", "-a", "#a", "a\n", strings.Repeat("a", 65), "ä"} {
		if _, _, err := NewToken(name, access.Reader); err == nil || !strings.Contains(err.Error(), "is no name for a token") {
			t.Errorf("%q is a name: %v", name, err)
		}
	}
}

// A bad line is told by its number, and never repeated, as it may be a token.
func TestBadLines(t *testing.T) {
	token, good := made(t, "ann", access.Reader)
	hash := strings.Fields(good)[2]
	tests := map[string]string{
		token:                                  "NAME ROLE SHA256HEX",
		"ann reader " + token:                  "not the token itself",
		"ann reader":                           "NAME ROLE SHA256HEX",
		"ann reader " + hash + " x":            "NAME ROLE SHA256HEX",
		"ann owner " + hash:                    "must be reader or admin",
		"ann READER " + hash:                   "must be reader or admin",
		"ann reader " + hash[1:]:               "64 hexadecimal digits",
		"ann reader g" + hash[1:]:              "64 hexadecimal digits",
		"a/b reader " + hash:                   "a name has",
		"bob reader " + hash:                   "twice",
		"b reader " + strings.Repeat("x", 1e5): "too long",
	}
	for line, says := range tests {
		_, err := readTokens(strings.NewReader("# People\n\n  " + good + "  \n" + line + "\n"))
		if err == nil || !strings.Contains(err.Error(), says) || says != "too long" && !strings.Contains(err.Error(), "line 4: ") {
			t.Errorf("%.80s: the error is %v, without %q", line, err, says)
		}
		if err != nil && (strings.Contains(err.Error(), token) || strings.Contains(err.Error(), hash)) {
			t.Errorf("%s repeats what stands there", err)
		}
	}
	many := strings.Builder{}
	for range maxTokens + 1 {
		_, line, err := NewToken("a", access.Reader)
		if err != nil {
			t.Fatal(err)
		}
		many.WriteString(line + "\n")
	}
	if _, err := readTokens(strings.NewReader(many.String())); err == nil || !strings.Contains(err.Error(), "line 10001: there are more than 10000") {
		t.Errorf("too many tokens: %v", err)
	}
}

func TestTokens(t *testing.T) {
	ann, annsLine := made(t, "ann", access.Reader)
	bob, bobsLine := made(t, "bob", access.Admin)
	eve, _ := made(t, "eve", access.Admin)
	g, log := guard(t, Config{Auth: []string{"tokens:" + fileOf(t, "# all", annsLine, "", bobsLine)}})
	h := g.Handler(whoami, graphQL, false)
	long := secret("x" + strings.Repeat("long", 10_000))
	tests := []struct {
		name    string
		headers []string
		status  int
		says    string
	}{
		{"ann", []string{"Authorization", "Bearer " + ann}, 200, "tokens ann reader "},
		{"bob", []string{"Authorization", "bearer  " + bob + " "}, 200, "tokens bob admin "},
		{"nobody's", []string{"Authorization", "Bearer " + eve}, 401, "none of those taken here"},
		{"cut", []string{"Authorization", "Bearer " + ann[:len(ann)-1]}, 401, "none of those taken here"},
		{"more", []string{"Authorization", "Bearer " + ann + "A"}, 401, "none of those taken here"},
		{"the hash", []string{"Authorization", "Bearer " + strings.Fields(annsLine)[2]}, 401, "none of those taken here"},
		{"the line", []string{"Authorization", "Bearer " + annsLine}, 401, "Authorization: Bearer TOKEN"},
		{"none", nil, 401, "say who you are"},
		{"empty", []string{"Authorization", ""}, 401, "Authorization: Bearer TOKEN"},
		{"no token", []string{"Authorization", "Bearer "}, 401, "Authorization: Bearer TOKEN"},
		{"another scheme", []string{"Authorization", "Basic " + ann}, 401, "Authorization: Bearer TOKEN"},
		{"no scheme", []string{"Authorization", ann}, 401, "Authorization: Bearer TOKEN"},
		{"two", []string{"Authorization", "Bearer " + eve, "Authorization", "Bearer " + bob}, 401, "there twice"},
		{"two in one", []string{"Authorization", "Bearer " + eve + ", Bearer " + bob}, 401, "Authorization: Bearer TOKEN"},
		{"huge", []string{"Authorization", "Bearer " + long}, 401, "too long"},
		{"a JWT", []string{"Authorization", "Bearer a.b.c"}, 401, "none of those taken here"},
		{"in a cookie", []string{"Cookie", "token=" + bob}, 401, "say who you are"},
	}
	for _, tt := range tests {
		w := served(h, http.MethodGet, tt.headers...)
		if w.Code != tt.status || !strings.Contains(w.Body.String(), tt.says) {
			t.Errorf("%s: answered %d: %s", tt.name, w.Code, w.Body)
		}
		if challenge := w.Header().Get("WWW-Authenticate"); strings.HasPrefix(challenge, "Bearer") != (tt.status == 401) {
			t.Errorf("%s: WWW-Authenticate is %q", tt.name, challenge)
		}
	}
	if !strings.Contains(log.String(), "code=UNAUTHENTICATED") {
		t.Errorf("the log tells of no refusal: %s", log)
	}
}

// A line that is gone is a token that is gone, without a new start; a file that cannot be read leaves all as it was.
func TestTokensChange(t *testing.T) {
	ann, annsLine := made(t, "ann", access.Reader)
	bob, bobsLine := made(t, "bob", access.Reader)
	path := fileOf(t, annsLine)
	old := time.Now().Add(-time.Hour)
	if err := os.Chtimes(path, old, old); err != nil {
		t.Fatal(err)
	}
	g, log := guard(t, Config{Auth: []string{"tokens:" + path}})
	h := g.Handler(whoami, graphQL, false)
	knows := func(token string) bool {
		return served(h, http.MethodGet, "Authorization", "Bearer "+token).Code == http.StatusOK
	}
	write := func(line string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(line), 0o600); err != nil {
			t.Fatal(err)
		}
		until := time.Now().Add(fresh.Every + 100*time.Millisecond)
		time.Sleep(time.Until(until))
	}
	if !knows(ann) || knows(bob) {
		t.Fatal("it is not ann who is known")
	}
	write(bobsLine)
	if knows(ann) || !knows(bob) {
		t.Error("it is not bob who is known after the change")
	}
	write("bob reader nothing")
	if !knows(bob) || !strings.Contains(log.String(), "line 1: ") {
		t.Errorf("a bad file has changed what was known, or nothing tells of it: %s", log)
	}
}
