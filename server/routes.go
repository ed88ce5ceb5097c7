package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"parley/graph"
	"parley/graph/limits"
	"parley/graph/store"
)

// readyTimeout is how long the store may take to be called ready.
const readyTimeout = time.Second

// newHandler answers every path there is, from what st holds.
func newHandler(st store.Store, c Config) (http.Handler, error) {
	answers, err := c.Answers.NewHandler(st, c.Log)
	if err != nil {
		return nil, err
	}
	onto, err := graph.Ontology()
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", limits.WithClient(answers))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		say(w, http.StatusOK, "The process is up.")
	})
	mux.Handle("GET /readyz", ready(st, onto.Store.Kinds[0].Name, c.Log))
	nothing := pages(mux, c)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusNotFound, nothing) })
	return headers(mux), nil
}

// ready answers 200 if the store answers a read of one node of the kind in time, and 503 otherwise;
// each request asks anew, so that it heals by itself.
func ready(st store.Store, kind string, log *slog.Logger) http.HandlerFunc {
	one := &store.Selection{
		Kinds: []string{kind},
		Pick:  store.Pick{Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}}, First: 1},
	}
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), readyTimeout)
		defer cancel()
		if _, err := st.Read(ctx, store.Query{Select: one, Args: []any{int64(1)}}); err != nil {
			log.WarnContext(ctx, "not ready", "error", err)
			say(w, http.StatusServiceUnavailable, "The database does not answer: see that it runs and can be reached; Parley's log says more.")
			return
		}
		say(w, http.StatusOK, "The database answers.")
	}
}

// headers sets what holds for every answer; the pages replace the policy by their own.
func headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

// say answers with one sentence.
func say(w http.ResponseWriter, status int, sentence string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, sentence+"\n") // A client that has gone needs no answer.
}
