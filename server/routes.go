package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"time"

	"parley/graph"
	"parley/graph/access"
	"parley/graph/limits"
	"parley/graph/store"
	"parley/server/auth"
	"parley/server/web"
)

// readyTimeout is how long the store may take to be called ready.
const readyTimeout = time.Second

// newHandler answers every path there is, from what st holds.
func newHandler(st store.Store, c Config) (http.Handler, error) {
	share := func(next http.Handler) http.Handler { return next }
	if c.Guard != nil {
		c.Answers.Auth, c.Answers.Origin, share = c.Guard.On(), c.Guard.Origin, c.Guard.CORS
	}
	answers, err := c.Answers.NewHandler(st, c.Log)
	if err != nil {
		return nil, err
	}
	onto, err := graph.Ontology()
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("/graphql", share(limits.WithClient(answers)))
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		say(w, http.StatusOK, "The process is up.")
	})
	mux.Handle("GET /readyz", ready(st, onto.Store.Kinds[0].Name, c.Log))
	nothing := "There is nothing here: GraphQL is answered at /graphql."
	if !c.NoPlayground {
		nothing = "There is nothing here: the playground is at /graphiql, and GraphQL is answered at /graphql."
		playground(mux, c.Playground)
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusNotFound, nothing) })
	if c.Guard == nil {
		return headers(mux), nil
	}
	route := func(r *http.Request) string {
		_, pattern := mux.Handler(r)
		return pattern
	}
	return headers(c.Guard.Handler(mux, route, c.Local)), nil
}

// playground adds the page to ask in, and leads to it. The page holds nothing that is not published with the program, so
// that whoever may see it need not be known: what it asks brings the token that is put into its headers. A browser that opens
// a page brings none, so that a page bound to a role is for who comes through a proxy that does.
func playground(mux *http.ServeMux, need access.Role) {
	pages := web.Handler()
	if need > access.Nobody {
		pages = auth.Require(need, pages)
	}
	mux.Handle("/graphiql", pages)
	mux.Handle("/assets/", pages)
	mux.Handle("/third-party.txt", pages)
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/graphiql", http.StatusFound)
	})
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
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Permissions-Policy", "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()")
		if r.TLS != nil {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// say answers with one sentence.
func say(w http.ResponseWriter, status int, sentence string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, sentence+"\n") // A client that has gone needs no answer.
}
