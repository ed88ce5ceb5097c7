package main

import (
	"bytes"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func TestWatchFlags(t *testing.T) {
	o, err := parse([]string{"-log", "json", "-log-level=debug", "-log-requests=false", "-slow", "1m", "-metrics=false", "-metrics-listen", ":1", "-trace", "otlp", "-pprof", "[::1]:2"}, t.Output())
	want := Watching{LogForm: "json", LogLevel: slog.LevelDebug, QuietRequests: true, Slow: time.Minute, NoMetrics: true, MetricsListen: ":1", Trace: "otlp", Pprof: "[::1]:2"}
	if err != nil || o.Watch != want {
		t.Errorf("%+v, %v; not %+v", o.Watch, err, want)
	}
	for _, bad := range [][]string{{"-log", "xml"}, {"-log-level", "loud"}, {"-slow", "long"}, {"-trace", "zipkin"}, {"-metrics=maybe"}} {
		var said bytes.Buffer
		if _, err := parse(bad, &said); err == nil || !strings.Contains(said.String(), strings.SplitN(strings.TrimPrefix(bad[0], "-"), "=", 2)[0]) {
			t.Errorf("of %q it says %v: %.200s", bad, err, &said)
		}
	}
}

// field is what follows a name in a line of the log.
func field(t *testing.T, log, name string) string {
	t.Helper()
	_, after, found := strings.Cut(log, name+"=")
	if !found {
		t.Fatalf("there is no %s in %s", name, log)
	}
	return strings.Fields(after)[0]
}

// On loopback there are metrics on the port of the answers.
func TestMetricsOnLoopback(t *testing.T) {
	s := start(t, local("memory:"))
	var got places
	ask(t, s.url, aboutKabul, &got)
	r, text := do(t, http.MethodGet, s.url+"/metrics", "", "")
	if r.StatusCode != http.StatusOK || !strings.Contains(text, "\n"+`parley_requests_total{code="OK",operation="anonymous",type="query"} 1`) {
		t.Errorf("/metrics is answered %s: %.300s", r.Status, text)
	}
	if log := s.log.String(); field(t, log, "msg=serving version") != `"parley` || "http://"+field(t, log, " listen") != s.url || field(t, log, "store") != "memory:" {
		t.Errorf("the log does not tell what serves, where, and of which store: %s", log)
	}
	c := local("memory:")
	c.Watch.NoMetrics = true
	s = start(t, c)
	if r, _ := do(t, http.MethodGet, s.url+"/metrics", "", ""); r.StatusCode != http.StatusNotFound {
		t.Errorf("without metrics /metrics is answered %s", r.Status)
	}
}

// Elsewhere there are none, but on a port of their own.
func TestMetricsElsewhere(t *testing.T) {
	c := local("memory:")
	c.Listen, c.Access.Auth = "0.0.0.0:0", []string{"none"}
	s := start(t, c)
	if r, _ := do(t, http.MethodGet, s.url+"/metrics", "", ""); r.StatusCode != http.StatusNotFound || !strings.Contains(s.log.String(), "-metrics-listen") {
		t.Errorf("off loopback, /metrics is answered %s, and the log says %s", r.Status, s.log)
	}
	c.Watch.MetricsListen = "127.0.0.1:0"
	s = start(t, c)
	if r, _ := do(t, http.MethodGet, s.url+"/metrics", "", ""); r.StatusCode != http.StatusNotFound {
		t.Errorf("on the port of the answers, /metrics is answered %s", r.Status)
	}
	own := "http://" + field(t, s.log.String(), "listen")
	for path, says := range map[string]string{"/metrics": "parley_build_info", "/healthz": "up", "/readyz": "answers"} {
		if r, text := do(t, http.MethodGet, own+path, "", ""); r.StatusCode != http.StatusOK || !strings.Contains(text, says) {
			t.Errorf("%s is answered %s: %.200s", path, r.Status, text)
		}
		if r, _ := do(t, http.MethodGet, s.url+path, "", ""); path != "/metrics" && r.StatusCode != http.StatusOK {
			t.Errorf("on the port of the answers, %s is answered %s", path, r.Status)
		}
	}
	if r, _ := do(t, http.MethodGet, own+"/graphql?query=%7B__typename%7D", "", ""); r.StatusCode != http.StatusNotFound {
		t.Errorf("on the port of the metrics, a question is answered %s", r.Status)
	}
}

func TestProfiles(t *testing.T) {
	c := local("memory:")
	c.Watch.Pprof = "localhost:0"
	s := start(t, c)
	own := "http://" + field(t, s.log.String(), "listen")
	if r, text := do(t, http.MethodGet, own+"/debug/pprof/goroutine?debug=1", "", ""); r.StatusCode != http.StatusOK || !strings.Contains(text, "goroutine profile") {
		t.Errorf("profiles are answered %s: %.200s", r.Status, text)
	}
	if r, _ := do(t, http.MethodGet, s.url+"/debug/pprof/", "", ""); r.StatusCode != http.StatusNotFound {
		t.Errorf("on the port of the answers, profiles are answered %s", r.Status)
	}
	for host, want := range map[string]int{"localhost": 200, "localhost:1": 200, "127.0.0.1:7": 200, "[::1]:7": 200, "evil.example": 421, "evil.example:1": 421, "127.0.0.1.evil.example": 421, "": 421, "192.0.2.1": 421} {
		q := httptest.NewRequest(http.MethodGet, "/debug/pprof/cmdline", nil)
		q.Host = host
		w := httptest.NewRecorder()
		if loopbackOnly(profiles()).ServeHTTP(w, q); w.Code != want {
			t.Errorf("to %q they are answered %d, not %d", host, w.Code, want)
		}
	}
	for _, address := range []string{"0.0.0.0:0", ":0"} {
		c.Watch.Pprof, c.Stdout, c.Log = address, io.Discard, quiet()
		if err := Run(t.Context(), c); err == nil || !strings.Contains(err.Error(), "on loopback only") || !strings.Contains(err.Error(), "-pprof") {
			t.Errorf("%s: Run says %v", address, err)
		}
	}
}

// The program's own log is of the form that is asked for.
func TestLogForm(t *testing.T) {
	var said bytes.Buffer
	args := []string{"-log", "json", "-store", "sqlite:/nowhere/at/all.db", "-listen", "127.0.0.1:0", "-metrics-listen", "127.0.0.1:0"}
	if code := command(t.Context(), args, io.Discard, &said); code != exitUsage || !strings.Contains(said.String(), "-store") {
		t.Errorf("it ends with %d: %s", code, &said)
	}
	var line struct{ Msg, Listen string }
	if err := json.NewDecoder(&said).Decode(&line); err != nil || !strings.Contains(line.Msg, "metrics") || line.Listen == "" {
		t.Errorf("the log has %+v, %v", line, err)
	}
}
