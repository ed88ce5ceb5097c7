package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestMain lets the test binary be the program itself, for the tests that send it signals.
func TestMain(m *testing.M) {
	if os.Getenv("PARLEY_TEST_AS_PROGRAM") == "1" {
		main()
	}
	code := m.Run()
	if tokenLogged() {
		fmt.Println("a token stands in the log")
		code = 1
	}
	os.Exit(code)
}

// A command that fails says in one sentence what is wrong and what to do, and by its exit code whether that may pass, and
// leaves nothing behind.
func TestFailures(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	environ(t, nil)
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", "nowhere")
	noIssuer := httptest.NewServer(http.NotFoundHandler())
	defer noIssuer.Close()
	dir := t.TempDir()
	other := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(other, []byte(strings.Repeat("No store at all.\n", 500)), 0o600); err != nil {
		t.Fatal(err)
	}
	wrong := filepath.Join(t.TempDir(), "wrong.json")
	if err := os.WriteFile(wrong, []byte(`{"people": "{ people { nodes { no } } }"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		args []string
		code int
		says []string
	}{
		{"a port in use", []string{"-listen", taken.Addr().String(), "-store", "sqlite:" + filepath.Join(dir, "new.db")}, exitFailed,
			[]string{taken.Addr().String(), "already", "-listen"}},
		{"no port", []string{"-listen", "here", "-store", "memory:"}, exitUsage, []string{`"here"`, "HOST:PORT"}},
		{"an address of another machine", []string{"-listen", "192.0.2.1:80", "-store", "memory:"}, exitFailed, []string{"192.0.2.1:80", "of this machine"}},
		{"no port for profiles", []string{"-store", "memory:", "-pprof", "here"}, exitUsage, []string{`"here"`, "-pprof"}},
		{"a port for metrics in use", []string{"-store", "memory:", "-metrics-listen", taken.Addr().String()}, exitFailed, []string{"-metrics-listen"}},
		{"profiles for others", []string{"-store", "memory:", "-pprof", "0.0.0.0:0"}, exitUsage, []string{"on loopback only", "-pprof"}},
		{"traces to nowhere", []string{"-store", "memory:", "-trace", "otlp"}, exitUsage, []string{"OTEL_EXPORTER_OTLP_ENDPOINT", "nowhere"}},
		{"an issuer that is none", []string{"-store", "memory:", "-auth", "oidc:" + noIssuer.URL, "-audience", "parley"}, exitFailed,
			[]string{noIssuer.URL, "does not answer as one must"}},
		{"no audience", []string{"-store", "memory:", "-auth", "oidc:" + noIssuer.URL}, exitUsage, []string{"-audience"}},
		{"a store of no known form", []string{"-store", "postgres://h"}, exitUsage, []string{"-store", "sqlite:", "memory:", "neo4j://"}},
		{"a file that is no store", []string{"-store", "sqlite:" + other}, exitUsage, []string{other}},
		{"a folder that is not there", []string{"-store", "sqlite:" + filepath.Join(dir, "none", "p.db")}, exitUsage, []string{filepath.Join(dir, "none")}},
		{"a folder for a file", []string{"-store", "sqlite:" + dir}, exitUsage, []string{dir}},
		{"a database that is away", []string{"-store", "neo4j://" + closed(t)}, exitFailed, []string{"127.0.0.1"}},
		{"trusted documents that are not there", []string{"-store", "memory:", "-trusted", filepath.Join(dir, "none")}, exitUsage, []string{"trusted documents", "none"}},
		{"a trusted document that is wrong", []string{"-store", "memory:", "-listen", "127.0.0.1:0", "-trusted", wrong}, exitUsage, []string{`"people"`, "wrong.json", "Cannot query field"}},
		{"nothing is trusted", []string{"-store", "memory:", "-trusted-only"}, exitUsage, []string{"-trusted-only", "-trusted"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
			defer cancel()
			args := tt.args
			if args[0] == "-store" {
				args = append([]string{"-listen", "127.0.0.1:0"}, args...)
			}
			var stdout, stderr bytes.Buffer
			if code := command(ctx, args, &stdout, &stderr); code != tt.code {
				t.Errorf("the exit code is %d, not %d", code, tt.code)
			}
			if stdout.Len() > 0 {
				t.Errorf("standard output has %q", &stdout)
			}
			oneSentence(t, stderr.String(), tt.says)
		})
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("what failed has left files behind: %v, %v", entries, err)
	}
}

// Who has mistyped is told so, and where all flags are.
func TestMistyped(t *testing.T) {
	for mistyped, says := range map[string]string{"-port=80": "-port", "serve": `"serve"`} {
		var stderr bytes.Buffer
		code := command(t.Context(), []string{mistyped}, io.Discard, &stderr)
		if code != exitUsage || !strings.Contains(stderr.String(), says) || !strings.Contains(stderr.String(), "-help") {
			t.Errorf("%s ends with %d: %s", mistyped, code, &stderr)
		}
	}
}

// oneSentence holds what a failed command said to be one line with all the parts in it.
func oneSentence(t *testing.T, said string, parts []string) {
	t.Helper()
	t.Log(said)
	if strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, "parley: ") {
		t.Errorf("%q is not one sentence of the program", said)
	}
	for _, part := range parts {
		if !strings.Contains(said, part) {
			t.Errorf("%q does not say %q", said, part)
		}
	}
}

// closed is an address that nothing listens on.
func closed(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

func TestHealthcheck(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/well" {
			http.Error(w, "Not at all well.", http.StatusServiceUnavailable)
		}
	}))
	defer server.Close()
	for url, want := range map[string]string{
		server.URL + "/well":  "",
		server.URL + "/ill":   "503 Service Unavailable: Not at all well.",
		"http://" + closed(t): "nothing answers",
		"nowhere":             "nothing answers",
	} {
		var said bytes.Buffer
		code := command(t.Context(), []string{"-healthcheck", url}, io.Discard, &said)
		if (code == exitOK) != (want == "") || !strings.Contains(said.String(), want) {
			t.Errorf("the health check of %s ends with %d: %q, not with %q", url, code, &said, want)
		}
	}
}

func TestVersion(t *testing.T) {
	var said bytes.Buffer
	if code := command(t.Context(), []string{"-version"}, &said, io.Discard); code != exitOK || !strings.HasPrefix(said.String(), "parley ") {
		t.Errorf("-version ends with %d: %q", code, &said)
	}
}

// The program as a process: a signal ends it, cleanly.
func TestSignals(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			self, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			program := exec.CommandContext(t.Context(), self, "-listen", "127.0.0.1:0", "-store", "memory:")
			program.Env = append(os.Environ(), "PARLEY_TEST_AS_PROGRAM=1")
			program.Dir = t.TempDir() // It needs no file beside it.
			var log buffer
			program.Stderr = &log
			said, err := program.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := program.Start(); err != nil {
				t.Fatal(err)
			}
			var got places
			ask(t, announced(t, said), aboutKabul, &got)
			if err := program.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if rest, err := io.ReadAll(said); err != nil || len(rest) > 0 {
				t.Errorf("more than one line on standard output: %q, %v", rest, err)
			}
			if err := program.Wait(); err != nil {
				t.Errorf("the program ends with %v; its log: %s", err, &log)
			}
		})
	}
}
