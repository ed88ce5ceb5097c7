package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"parley/graph/access"
	"parley/server/auth"
)

// issued are the tokens that tests hand in.
var issued []string

// tokenLogged tells whether one of these stands in what was logged.
func tokenLogged() bool {
	log := everything.String()
	for _, token := range issued {
		if strings.Contains(log, token) {
			return true
		}
	}
	return false
}

// people writes a file of tokens for a reader and an admin.
func people(t *testing.T) (file, reader, admin string) {
	t.Helper()
	var lines strings.Builder
	for name, token := range map[string]*string{"ann": &reader, "bob": &admin} {
		role := map[string]access.Role{"ann": access.Reader, "bob": access.Admin}[name]
		made, line, err := auth.NewToken(name, role)
		if err != nil {
			t.Fatal(err)
		}
		*token = made
		issued = append(issued, made)
		lines.WriteString(line + "\n")
	}
	file = filepath.Join(t.TempDir(), "tokens")
	if err := os.WriteFile(file, []byte(lines.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return file, reader, admin
}

// asked sends a request with headers, in pairs, and returns the answer and its body.
func asked(t *testing.T, client *http.Client, method, url, body string, headers ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		} else {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	answer, err := client.Transport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer, string(text)
}

// Where others can reach the server, it does not start before somebody says who may ask; nor where what is bound to a role
// could be had by all.
func TestMustChoose(t *testing.T) {
	file, _, _ := people(t)
	tests := []struct {
		args []string
		says []string
	}{
		{[]string{"-listen", "0.0.0.0:0"}, []string{"-auth tokens:FILE", "-auth oidc:ISSUER", "-auth none", "127.0.0.1"}},
		{[]string{"-listen", "[::]:0"}, []string{"-auth tokens:FILE"}},
		{[]string{"-listen", ":0"}, []string{"-auth tokens:FILE"}},
		{[]string{"-listen", "0.0.0.0:0", "-auth", ""}, []string{"-auth tokens:FILE"}},
		{[]string{"-listen", "127.0.0.1:0", "-introspection=admin"}, []string{"-introspection admin needs to know who asks"}},
		{[]string{"-listen", "127.0.0.1:0", "-playground", "reader"}, []string{"-playground reader needs to know who asks"}},
		{[]string{"-listen", "0.0.0.0:0", "-auth", "none", "-introspection", "admin"}, []string{"-introspection admin needs to know who asks"}},
		{[]string{"-listen", "127.0.0.1:0", "-auth", "tokens:" + file + ".none"}, []string{"no such file"}},
		{[]string{"-listen", "127.0.0.1:0", "-auth", "everybody"}, []string{`-auth "everybody" is not known`}},
		{[]string{"-listen", "127.0.0.1:0", "-tls-cert", "cert.pem"}, []string{"both -tls-cert FILE and -tls-key FILE"}},
		{[]string{"-listen", "127.0.0.1:0", "-tls-cert", file, "-tls-key", file}, []string{"the certificate of -tls-cert"}},
	}
	for _, tt := range tests {
		if tt.args[1] == "[::]:0" {
			if l, err := net.Listen("tcp", "[::1]:0"); err != nil {
				continue // This machine has no IPv6.
			} else if err := l.Close(); err != nil {
				t.Fatal(err)
			}
		}
		dir := t.TempDir()
		var stdout, stderr bytes.Buffer
		code := command(t.Context(), append(tt.args, "-store", "sqlite:"+filepath.Join(dir, "new.db")), &stdout, &stderr)
		if code != exitUsage || stdout.Len() > 0 {
			t.Errorf("%q ends with %d: %s", tt.args, code, &stdout)
		}
		oneSentence(t, stderr.String(), tt.says)
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%q leaves %v behind: %v", tt.args, left, err)
		}
	}
}

// Who may do what, over a real connection: with each token each path.
func TestPathsOfRoles(t *testing.T) {
	file, reader, admin := people(t)
	c := local("memory:")
	c.Access = auth.Config{Auth: []string{"tokens:" + file}}
	c.Answers.Introspection, c.Playground, c.Explorer = access.Admin, access.Reader, access.Reader
	s := start(t, c)
	const question, schema = `{"query": "{ places(first: 1) { nodes { id } } }"}`, `{"query": "{ __schema { queryType { name } } }"}`
	tests := []struct {
		name, path, body     string
		nobody, reads, rules int
	}{
		{"alive", "/healthz", "", 200, 200, 200},
		{"ready", "/readyz", "", 200, 200, 200},
		{"the metrics", "/metrics", "", 401, 403, 200},
		{"the playground", "/graphiql", "", 401, 200, 200},
		{"the explorer", "/", "", 401, 200, 200},
		{"the licences", "/third-party.txt", "", 401, 200, 200},
		{"what the explorer is offered", "/explorer.json", "", 401, 200, 200},
		{"nothing", "/nothing", "", 404, 404, 404},
		{"a question", "/graphql", question, 401, 200, 200},
		{"a question by GET", "/graphql?query=%7B__typename%7D", "", 401, 200, 200},
		{"no question", "/graphql", "{}", 401, 400, 400},
		{"the schema", "/graphql", schema, 401, 403, 200},
	}
	for _, tt := range tests {
		for token, want := range map[string]int{"": tt.nobody, "parley_another": tt.nobody, reader: tt.reads, admin: tt.rules} {
			method, headers := http.MethodGet, []string{"Accept", "application/graphql-response+json, */*"}
			if tt.body != "" {
				method = http.MethodPost
			}
			if token != "" {
				headers = append(headers, "Authorization", "Bearer "+token)
			}
			r, text := asked(t, &http.Client{Transport: http.DefaultTransport}, method, s.url+tt.path, tt.body, headers...)
			if r.StatusCode != want {
				t.Errorf("%s: answered %s, not %d: %.200s", tt.name, r.Status, want, text)
			}
			if want == 401 && !strings.HasPrefix(r.Header.Get("WWW-Authenticate"), "Bearer ") {
				t.Errorf("%s: WWW-Authenticate is %q", tt.name, r.Header.Get("WWW-Authenticate"))
			}
			if strings.HasPrefix(tt.path, "/graphql") && (want == 401 || want == 403) {
				oneCode(t, text, map[int]string{401: access.CodeUnauthenticated, 403: access.CodeForbidden}[want])
			}
		}
	}
	if log := s.log.String(); !strings.Contains(log, "msg=refused code=FORBIDDEN") || !strings.Contains(log, "who=ann") {
		t.Errorf("the log does not tell of refusals: %s", log)
	}
}

// The explorer is told what its client is offered, so that it need not be refused to find out.
func TestWelcome(t *testing.T) {
	file, reader, admin := people(t)
	tests := []struct {
		name       string
		auth       []string
		playground access.Role
		none       bool
		token      string
		says       string
	}{
		{"nobody need be known", nil, access.Nobody, false, "", `{"playground":true,"token":false}`},
		{"there is no playground", nil, access.Nobody, true, "", `{"playground":false,"token":false}`},
		{"nobody is known yet", []string{"tokens:" + file}, access.Nobody, false, "", `{"playground":true,"token":true}`},
		{"a token that is none", []string{"tokens:" + file}, access.Nobody, false, "parley_another", `{"playground":true,"token":true}`},
		{"the playground is for readers", []string{"tokens:" + file}, access.Reader, false, "", `{"playground":false,"token":true}`},
		{"a reader comes through a proxy", []string{"tokens:" + file}, access.Reader, false, reader, `{"playground":true,"token":false}`},
		{"the playground is for admins", []string{"tokens:" + file}, access.Admin, false, reader, `{"playground":false,"token":false}`},
		{"an admin comes through a proxy", []string{"tokens:" + file}, access.Admin, false, admin, `{"playground":true,"token":false}`},
	}
	for _, tt := range tests {
		c := local("memory:")
		c.Access, c.Playground, c.NoPlayground = auth.Config{Auth: tt.auth}, tt.playground, tt.none
		s := start(t, c)
		headers := []string{"Accept", "application/json"}
		if tt.token != "" {
			headers = append(headers, "Authorization", "Bearer "+tt.token)
		}
		r, text := asked(t, &http.Client{Transport: http.DefaultTransport}, http.MethodGet, s.url+"/explorer.json", "", headers...)
		if r.StatusCode != http.StatusOK || strings.TrimSpace(text) != tt.says || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: answered %s with %s, not %s", tt.name, r.Status, text, tt.says)
		}
	}
}

// Who opens a WebSocket is known by the header, or by what it is opened with.
func TestSocketsOfRoles(t *testing.T) {
	file, reader, _ := people(t)
	c := local("memory:")
	c.Access = auth.Config{Auth: []string{"tokens:" + file}}
	s := start(t, c)
	for _, tt := range []struct{ header, payload, says string }{
		{"", `{}`, ""}, {"", `{"Authorization": "Bearer parley_another"}`, ""}, {"", `{"authorization": 7}`, ""},
		{"", `{"authorization": "Bearer ` + reader + `"}`, "connection_ack"}, {"Bearer " + reader, `{}`, "connection_ack"},
		{"Bearer parley_another", `{"Authorization": "Bearer ` + reader + `"}`, "401"},
	} {
		header := http.Header{}
		if tt.header != "" {
			header.Set("Authorization", tt.header)
		}
		conn, r, err := websocket.Dial(t.Context(), s.url+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: header})
		if err != nil {
			if r == nil || !strings.HasPrefix(r.Status, tt.says) || tt.says == "" {
				t.Errorf("%q and %s: %v", tt.header, tt.payload, err)
			}
			continue
		}
		if err := conn.Write(t.Context(), websocket.MessageText, []byte(`{"type": "connection_init", "payload": `+tt.payload+`}`)); err != nil {
			t.Fatal(err)
		}
		_, text, err := conn.Read(t.Context())
		if tt.says == "" && websocket.CloseStatus(err) != 4403 || tt.says != "" && !strings.Contains(string(text), tt.says) {
			t.Errorf("%q and %s: %s, %v", tt.header, tt.payload, text, err)
		}
		if tt.says == "connection_ack" {
			if err := conn.Write(t.Context(), websocket.MessageText, []byte(`{"type": "subscribe", "id": "1", "payload": {"query": "{ __typename }"}}`)); err != nil {
				t.Fatal(err)
			}
			if _, text, err := conn.Read(t.Context()); err != nil || !strings.Contains(string(text), `"Query"`) {
				t.Errorf("%q and %s: %s, %v", tt.header, tt.payload, text, err)
			}
		}
		_ = conn.CloseNow()
	}
	if strings.Contains(s.log.String(), reader) {
		t.Error("the log holds a token")
	}
}

// oneCode holds an answer to one error of a code, without data.
func oneCode(t *testing.T, text, code string) {
	t.Helper()
	var answer struct {
		Data   any
		Errors []struct{ Extensions struct{ Code string } }
	}
	if err := json.Unmarshal([]byte(text), &answer); err != nil || answer.Data != nil || len(answer.Errors) != 1 || answer.Errors[0].Extensions.Code != code {
		t.Errorf("the answer is %s, %v; not one error %s", text, err, code)
	}
}

// A token is printed once, with the line by which the server knows it.
func TestNewToken(t *testing.T) {
	var said, wrong bytes.Buffer
	if code := command(t.Context(), []string{"-new-token", "ann", "-role", "admin"}, &said, &wrong); code != exitOK {
		t.Fatalf("it ends with %d: %s", code, &wrong)
	}
	token := regexp.MustCompile(`(?m)^parley_\S{43}$`).FindString(said.String())
	line := regexp.MustCompile(`(?m)^ann admin [0-9a-f]{64}$`).FindString(said.String())
	if token == "" || line == "" {
		t.Fatalf("it prints %s", &said)
	}
	issued = append(issued, token)
	file := filepath.Join(t.TempDir(), "tokens")
	if err := os.WriteFile(file, []byte(line), 0o600); err != nil {
		t.Fatal(err)
	}
	c := local("memory:")
	c.Access.Auth = []string{"tokens:" + file}
	s := start(t, c)
	if r, text := asked(t, &http.Client{Transport: http.DefaultTransport}, http.MethodPost, s.url+"/graphql", `{"query": "{ __typename }"}`, "Authorization", "Bearer "+token); r.StatusCode != 200 {
		t.Errorf("its token is answered %s: %s", r.Status, text)
	}
	for _, args := range [][]string{{"-new-token", "a b"}, {"-new-token", "ann", "-role", "owner"}} {
		wrong.Reset()
		if code := command(t.Context(), args, io.Discard, &wrong); code == exitOK || !strings.Contains(wrong.String(), "is no ") {
			t.Errorf("%q ends with %d: %s", args, code, &wrong)
		}
	}
}
