package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"parley/server/auth"
)

// everything is what all tests log.
var everything buffer

// quiet is a log for what a test does not look at.
func quiet() *slog.Logger { return slog.New(slog.NewTextHandler(&everything, nil)) }

// builtIn answers from the built-in data in memory.
func builtIn(t *testing.T) http.Handler {
	t.Helper()
	st, err := openStore(t.Context(), Config{Store: "memory:", Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	h, err := newHandler(st, Config{Log: quiet()})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// A running server, started by Run.
type running struct {
	url  string
	log  *buffer
	stop func() error // as a signal does; returns what Run returned
}

// start runs a server until the test ends, if not stopped before.
func start(t *testing.T, c Config) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	said, says := io.Pipe()
	r := &running{log: new(buffer)}
	ended := make(chan error, 1)
	go func() {
		c.Stdout, c.Log = says, slog.New(slog.NewTextHandler(io.MultiWriter(r.log, &everything), nil))
		err := Run(ctx, c)
		says.CloseWithError(err)
		ended <- err
	}()
	r.stop = sync.OnceValue(func() error { cancel(); return <-ended })
	t.Cleanup(func() {
		if err := r.stop(); err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	r.url = announced(t, said)
	return r
}

// local is a server on a free port of loopback.
func local(location string) Config { return Config{Listen: "127.0.0.1:0", Store: location} }

// announced reads the line that says where to point a browser.
func announced(t *testing.T, from io.Reader) string {
	t.Helper()
	line := make([]byte, 200)
	n, err := from.Read(line)
	m := regexp.MustCompile(`^Parley is ready: point a browser at (https?://\S+:\d+)\n$`).FindSubmatch(line[:n])
	if m == nil {
		t.Fatalf("the server said %q (%v), which is no line with an address", line[:n], err)
	}
	return string(m[1])
}

// A buffer may be written to by one goroutine and read by another.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// do sends one request, follows no redirect, and returns the answer and its body.
func do(t *testing.T, method, url, kind, body string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
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

// ask asks a GraphQL question that must be answered without errors, and reads the data of the answer into data.
func ask(t *testing.T, url, query string, data any) {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	r, text := do(t, http.MethodPost, url+"/graphql", "application/json", string(body))
	var answer struct {
		Data   json.RawMessage
		Errors []any
	}
	if err := json.Unmarshal([]byte(text), &answer); err != nil || r.StatusCode != http.StatusOK || answer.Errors != nil {
		t.Fatalf("%s is answered %s: %s", query, r.Status, text)
	}
	if err := json.Unmarshal(answer.Data, data); err != nil {
		t.Fatal(err)
	}
}

type places struct {
	Places struct {
		TotalCount int
		Nodes      []struct{ Name string }
	}
}

const aboutKabul = `{ places(where: {name: {eq: "Kabul"}}) { totalCount nodes { name } } }`

func TestRunAnswers(t *testing.T) {
	for _, location := range []string{"memory:", "sqlite:" + filepath.Join(t.TempDir(), "new.db")} {
		t.Run(location[:strings.Index(location, ":")], func(t *testing.T) {
			s := start(t, local(location))
			var got places
			ask(t, s.url, aboutKabul, &got)
			if got.Places.TotalCount != 1 || len(got.Places.Nodes) != 1 || got.Places.Nodes[0].Name != "Kabul" {
				t.Errorf("there is not one Kabul: %+v", got)
			}
			if r, text := do(t, http.MethodGet, s.url+"/graphql?query=%7B__typename%7D", "", ""); text != `{"data":{"__typename":"Query"}}` {
				t.Errorf("GET is answered %s: %s", r.Status, text)
			}
			if err := s.stop(); err != nil {
				t.Errorf("Run ends with %v", err)
			}
			if _, err := net.DialTimeout("tcp", strings.TrimPrefix(s.url, "http://"), time.Second); err == nil {
				t.Error("the port is still open after Run has ended")
			}
		})
	}
}

// The page's first question is the first that a newcomer sees answered.
func TestFirstQuestion(t *testing.T) {
	query, err := os.ReadFile("web/src/welcome.graphql")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(builtIn(t))
	defer server.Close()
	var got struct {
		Meetings struct {
			Nodes []struct {
				Name         string
				When         struct{ Edtf string }
				Participants struct {
					Edges []struct {
						Node     struct{ Name string }
						Evidence struct {
							Nodes []struct {
								Locator          string
								AttributionChain []struct {
									Speaker, Document *struct{ Name string }
								}
							}
						}
					}
				}
			}
		}
	}
	ask(t, server.URL, string(query), &got)
	if len(got.Meetings.Nodes) == 0 {
		t.Fatal("no meeting is found")
	}
	for _, m := range got.Meetings.Nodes {
		if m.Name == "" || m.When.Edtf == "" || len(m.Participants.Edges) < 2 {
			t.Errorf("a meeting has no name, no time, or fewer than two participants: %+v", m)
		}
		for _, e := range m.Participants.Edges {
			if e.Node.Name == "" || len(e.Evidence.Nodes) == 0 || e.Evidence.Nodes[0].Locator == "" || len(e.Evidence.Nodes[0].AttributionChain) == 0 {
				t.Errorf("%s: nobody says that %q took part: %+v", m.Name, e.Node.Name, e)
			}
		}
	}
}

// A graph of data that is loaded a second time would be refused or doubled.
func TestSecondStart(t *testing.T) {
	location := "sqlite:" + filepath.Join(t.TempDir(), "kept.db")
	count := func() (n int) {
		s := start(t, local(location))
		var got places
		ask(t, s.url, `{ places { totalCount } }`, &got)
		if err := s.stop(); err != nil {
			t.Fatal(err)
		}
		return got.Places.TotalCount
	}
	if first, second := count(), count(); first == 0 || first != second {
		t.Errorf("%d places at the first start, %d at the second", first, second)
	}
}

// A request under way is answered before the server ends.
func TestStopDrains(t *testing.T) {
	listener, err := listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	slow := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		stop()
		time.Sleep(200 * time.Millisecond)
		if r.Context().Err() != nil {
			t.Errorf("the request under way was given up: %v", r.Context().Err())
		}
		say(w, "At last.")
	})
	ended := make(chan error, 1)
	go func() { ended <- serve(ctx, listener, slow, quiet()) }()
	if _, text := do(t, http.MethodGet, address(listener), "", ""); text != "At last.\n" {
		t.Errorf("the request under way is answered %q", text)
	}
	if err := <-ended; err != nil {
		t.Errorf("serve ends with %v", err)
	}
}

func TestWarnsOffLoopback(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var log buffer
	reached := writer(func(line []byte) (int, error) {
		if !strings.Contains(string(line), "http://localhost:") {
			t.Errorf("on all addresses, the line is %q", line)
		}
		cancel()
		return len(line), nil
	})
	if err := Run(ctx, Config{Listen: "0.0.0.0:0", Store: "memory:", Access: auth.Config{Auth: []string{"none"}}, Stdout: reached, Log: slog.New(slog.NewTextHandler(&log, nil))}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(log.String(), "anyone who reaches this address") {
		t.Errorf("nothing warns of an open port: %s", &log)
	}
	if s := start(t, local("memory:")); strings.Contains(s.log.String(), "anyone who reaches") {
		t.Errorf("there is a warning on loopback: %s", s.log)
	}
}

type writer func([]byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }
