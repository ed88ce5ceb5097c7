package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// Whoever panics, the client learns an id, by which the log has the stack; and an answer that has been begun is not ended as
// if it were whole.
func TestPanicsAreTold(t *testing.T) {
	var log buffer
	s := httptest.NewServer(recovering(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/named":
			w.Header().Set(requestID, "mine")
		case "/begun":
			say(w, strings.Repeat("half ", 2000))
		}
		panic("a secret")
	}), slog.New(slog.NewTextHandler(&log, nil))))
	defer s.Close()
	for _, path := range []string{"/", "/named"} {
		answer, text := do(t, http.MethodGet, s.URL+path, "", "")
		id := answer.Header.Get(requestID)
		if answer.StatusCode != http.StatusInternalServerError || id == "" || !strings.Contains(text, id) || strings.Contains(text, "secret") {
			t.Errorf("%s is answered %s, %q: %s", path, answer.Status, id, text)
		}
		if !strings.Contains(log.String(), "request="+id) || !strings.Contains(log.String(), "recover_test.go") || !strings.Contains(log.String(), "a secret") {
			t.Errorf("%s: the log lacks the id, the stack or the value: %s", path, &log)
		}
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.URL+"/begun", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	if text, err := io.ReadAll(answer.Body); err == nil {
		t.Errorf("an answer that was begun ends as if it were whole, after %d bytes", len(text))
	}
}

// A look at the store that panics is one that failed.
func TestReadyPanics(t *testing.T) {
	y := &readiness{log: quiet(), look: func(context.Context) error { panic("out of range") }}
	if got := readied(y); got != http.StatusServiceUnavailable {
		t.Errorf("it is answered %d", got)
	}
}
