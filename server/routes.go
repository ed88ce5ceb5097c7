package main

import (
	"io"
	"net/http"

	"parley/graph"
	"parley/graph/limits"
	"parley/graph/store"
	"parley/server/web"
)

// newHandler answers every path there is, from what st holds.
func newHandler(st store.Store, c Config) (http.Handler, error) {
	watch, seen, err := c.watch(st)
	if err != nil {
		return nil, err
	}
	answers, err := c.Answers.NewHandler(seen, c.Log)
	if err != nil {
		return nil, err
	}
	if err := watch.Inside(*c.Answers.Inside, st); err != nil {
		return nil, err
	}
	onto, err := graph.Ontology()
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", watch.Handler(limits.WithClient(answers)))
	y := ready(st, onto.Store.Kinds[0].Name, c)
	switch {
	case c.Operator != nil:
		operators(mux, y, nil)
		operators(c.Operator, y, watch.Metrics())
	case c.Watch.NoMetrics:
		operators(mux, y, nil)
	default:
		operators(mux, y, watch.Metrics())
	}
	nothing := "There is nothing here: GraphQL is answered at /graphql."
	if !c.NoPlayground {
		nothing = "There is nothing here: the playground is at /graphiql, and GraphQL is answered at /graphql."
		playground(mux)
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusNotFound, nothing) })
	return headers(mux), nil
}

// playground adds the page to ask in, and leads to it.
func playground(mux *http.ServeMux) {
	pages := web.Handler()
	mux.Handle("/graphiql", pages)
	mux.Handle("/assets/", pages)
	mux.Handle("/third-party.txt", pages)
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/graphiql", http.StatusFound)
	})
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
