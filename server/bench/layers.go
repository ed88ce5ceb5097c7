package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"parley/graph"
	"parley/graph/access"
	"parley/graph/limits"
	"parley/graph/store"
	"parley/server/auth"
	"parley/server/telemetry"
)

// A layer is the server with one thing more than the layer before it has, in this process.
type layer struct {
	name string
	add  func(*stack) error
}

// A stack is what a server is made of.
type stack struct {
	options graph.Options
	watch   telemetry.Config
	watched bool
	guard   *auth.Guard
	token   string
	ended   []func() error
}

// layers are the things that a server has beside answering, in the order in which they are added.
func layers(ctx context.Context, dir, sink string) []layer {
	quiet := slog.New(slog.DiscardHandler)
	// tracer makes a tracer that samples as it is told. The SDK reads the environment, when it is made and not later.
	tracer := func(sampler string) func(*stack) error {
		return func(s *stack) (err error) {
			for name, value := range map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": sink, "OTEL_TRACES_SAMPLER": sampler} {
				was, there := os.LookupEnv(name)
				if err := os.Setenv(name, value); err != nil {
					return err
				}
				defer func() {
					if there {
						err = errors.Join(err, os.Setenv(name, was))
					} else {
						err = errors.Join(err, os.Unsetenv(name))
					}
				}()
			}
			made, stop, err := telemetry.OTLP(ctx, quiet, "bench")
			if err != nil {
				return err
			}
			s.watch.Tracer = made
			s.ended = append(s.ended, func() error { return stop(context.WithoutCancel(ctx)) })
			return nil
		}
	}
	return []layer{
		{"the handler, without a bound on cost", func(s *stack) error { s.options.MaxCost = -1; return nil }},
		{"limits: cost and rate", func(s *stack) error { s.options.MaxCost, s.options.PerSecond = 0, 1e8; return nil }},
		{"the queue", func(s *stack) error { s.options.Working = 64; return nil }},
		{"tokens, one of 100", func(s *stack) error { return s.tokens(ctx, filepath.Join(dir, "layers"), quiet) }},
		{"metrics", func(s *stack) error { s.watched, s.watch.Quiet = true, true; return nil }},
		{"the log, as text", func(s *stack) (err error) {
			s.watch.Quiet = false
			s.watch.Log, err = telemetry.NewLogger(io.Discard, "text", slog.LevelInfo)
			return err
		}},
		{"traces, none of which is kept", tracer("always_off")},
		{"traces, all of which are sent", tracer("always_on")},
	}
}

// tokens has a token asked for.
func (s *stack) tokens(ctx context.Context, file string, log *slog.Logger) error {
	var lines []byte
	for range 100 {
		token, line, err := auth.NewToken("bench", access.Reader)
		if err != nil {
			return err
		}
		s.token, lines = token, append(append(lines, line...), '\n')
	}
	err := os.WriteFile(file, lines, 0o600)
	if err == nil {
		s.guard, err = auth.New(ctx, auth.Config{Auth: []string{"tokens:" + file}}, log)
	}
	s.options.Auth = true
	return err
}

// serve serves the stack on a store.
func (s *stack) serve(ctx context.Context, st store.Store, system string) (*server, error) {
	options, below := s.options, st
	log := slog.New(slog.DiscardHandler)
	if s.watch.Log != nil {
		log = s.watch.Log
	}
	var watch *telemetry.Watch
	if s.watched {
		c := s.watch
		c.Log, c.Client, c.Slow = log, limits.Client, time.Minute
		watch = telemetry.New(c)
		options.Extensions = append(options.Extensions, watch)
		below = watch.Store(st, system)
	}
	h, err := options.NewHandler(below, log)
	if err != nil {
		return nil, err
	}
	h = limits.WithClient(h)
	if watch != nil {
		h = watch.Handler(h)
	}
	if s.guard != nil {
		h = s.guard.Handler(h, func(*http.Request) string { return "/graphql" }, true)
	}
	url, end, err := listen(ctx, h)
	return &server{url: url, client: newClient(), token: s.token, end: end}, err
}

// layered serves each layer on a store, and asks each the cheapest question, so that what a layer costs is much of it.
func layered(ctx context.Context, st store.Store, dir string, at place, id string) (ways []*way, end func() error, err error) {
	var ended []func() error
	end = func() (err error) {
		for _, one := range ended {
			err = errors.Join(err, one())
		}
		return err
	}
	url, closed, err := sink(ctx)
	if err != nil {
		return nil, nil, err
	}
	bodies, err := encode([]request{{askNode, map[string]any{"id": id}}})
	if err != nil {
		return nil, nil, errors.Join(err, closed())
	}
	var s stack
	for _, l := range layers(ctx, dir, url) {
		err := l.add(&s)
		if err != nil {
			return nil, nil, errors.Join(fmt.Errorf("%s: %w", l.name, err), end(), closed())
		}
		one, err := s.serve(ctx, st, map[string]string{sqliteName: "sqlite", neo4jName: "neo4j"}[at.name])
		if err != nil {
			return nil, nil, errors.Join(err, end(), closed())
		}
		ended = append(ended, one.stop)
		ways = append(ways, &way{bed: &bed{place: at}, name: l.name, ask: func(ctx context.Context) (answer, error) {
			got, err := one.ask(ctx, bodies)
			if err == nil {
				err = refused(got[0])
			}
			return got, err
		}})
	}
	ended = append(append(ended, s.ended...), closed)
	return ways, end, nil
}

// layers measures what each layer adds to the question for one node, and prints it.
func (p loadPlan) layers(ctx context.Context, w io.Writer, dir string, at place, id string) (err error) {
	o, err := graph.Ontology()
	if err != nil {
		return err
	}
	st, err := openStore(ctx, at, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	ways, end, err := layered(ctx, st, dir, at, id)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, end()) }()
	if err := measure(ctx, ways, p.rounds); err != nil {
		return err
	}
	fmt.Fprintf(w, "- one node by id, p50 of %d, a layer more in each line:\n", p.rounds)
	first := quantile(ways[0].times, 0.5)
	for i, way := range ways {
		p50 := quantile(way.times, 0.5)
		fmt.Fprintf(w, "  - %s: %.3f ms", way.name, float64(p50.Microseconds())/1000)
		if i > 0 {
			fmt.Fprintf(w, ", %+.3f ms, all layers %+.3f ms", float64((p50-quantile(ways[i-1].times, 0.5)).Microseconds())/1000, float64((p50-first).Microseconds())/1000)
		}
		fmt.Fprintln(w)
	}
	return nil
}
