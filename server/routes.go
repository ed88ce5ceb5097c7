package main

import (
	"context"
	"io"
	"net/http"

	"parley/graph"
	"parley/graph/access"
	"parley/graph/limits"
	"parley/graph/store"
	"parley/server/auth"
)

// newHandler answers every path there is, from what st holds.
func newHandler(st store.Store, c Config) (http.Handler, error) {
	share := func(next http.Handler) http.Handler { return next }
	if c.Guard != nil {
		c.Answers.Auth, c.Answers.Origin, share = c.Guard.On(), c.Guard.Origin, c.Guard.CORS
		c.Answers.Init, c.Answers.Renew = c.Guard.Init, c.Guard.Renew
		c.Answers.Admin = func(ctx context.Context) bool { return access.Who(ctx).Role >= access.Admin }
	}
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
	mux.Handle("/graphql", watch.Handler(share(limits.WithClient(answers))))
	y := ready(st, onto.Store.Kinds[0].Name, c)
	switch {
	case c.Operator != nil:
		operators(mux, y, nil)
		operators(c.Operator, y, watch.Metrics())
	case c.Watch.NoMetrics:
		operators(mux, y, nil)
	default:
		operators(mux, y, c.adminsOnly(watch.Metrics()))
	}
	nothing := pages(mux, c)
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, nothing, http.StatusNotFound) })
	if c.Guard == nil {
		return recovering(headers(mux), c.Log), nil
	}
	route := func(r *http.Request) string {
		_, pattern := mux.Handler(r)
		return pattern
	}
	return recovering(headers(c.Guard.Handler(mux, route, c.Local)), c.Log), nil
}

// adminsOnly is what only an admin sees, where it is known who asks.
func (c *Config) adminsOnly(h http.Handler) http.Handler {
	if c.Guard == nil || !c.Guard.On() {
		return h
	}
	return auth.Require(access.Admin, h)
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

// say answers that all is well, by one sentence.
func say(w http.ResponseWriter, sentence string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, sentence+"\n") // A client that has gone needs no answer.
}
