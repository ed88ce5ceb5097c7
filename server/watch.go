package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"strings"
	"time"

	"parley/graph"
	"parley/graph/limits"
	"parley/graph/store"
	"parley/server/auth"
	"parley/server/telemetry"
)

// A Watching says how the server can be watched.
type Watching struct {
	LogForm       string        // text or json
	LogLevel      slog.Level    // from which lines are written
	QuietRequests bool          // whether the line of a request is one for debugging only
	Slow          time.Duration // from when a request is slow; 0 is never
	NoMetrics     bool          // whether there are no metrics on the main port
	MetricsListen string        // HOST:PORT of a port of their own; "" is none
	Trace         string        // otlp, or none
	Pprof         string        // HOST:PORT on loopback; "" is none
}

// watchFlags adds the flags of how the server can be watched.
func watchFlags(flags *flag.FlagSet, o *options) {
	w := &o.Watch
	*w = Watching{LogForm: "text", Slow: 2 * time.Second, Trace: "none"}
	flags.Var(choice{&w.LogForm, []string{"text", "json"}}, "log", "the form of the log, `text|json`")
	flags.Var(level{&w.LogLevel}, "log-level", "the `LEVEL` from which the log has lines: debug, info, warn or error")
	flags.Var(inverse{&w.QuietRequests}, "log-requests", "whether each request has a line in the log; if not, slow ones do")
	flags.Var(duration{&w.Slow}, "slow", "how `LONG` a request may take before its line is a warning, 0 is no bound")
	flags.Var(inverse{&w.NoMetrics}, "metrics", "whether there are metrics at /metrics: on loopback, and elsewhere for admins; or see -metrics-listen")
	flags.StringVar(&w.MetricsListen, "metrics-listen", "", "`HOST:PORT` of a port of its own for /metrics, /healthz and /readyz")
	flags.Var(choice{&w.Trace, []string{"none", "otlp"}}, "trace", "where traces go, `none|otlp`; otlp is set by the variables OTEL_*")
	flags.StringVar(&w.Pprof, "pprof", "", "`HOST:PORT` on loopback for Go's profiles, at /debug/pprof/")
}

// A choice is a flag that is one of some words.
type choice struct {
	into *string
	of   []string
}

func (c choice) String() string {
	if c.into == nil {
		return ""
	}
	return *c.into
}

func (c choice) Set(s string) error {
	for _, word := range c.of {
		if s == word {
			*c.into = s
			return nil
		}
	}
	return fmt.Errorf("it must be %s", strings.Join(c.of, " or "))
}

// A level is a flag of a level of the log.
type level struct{ into *slog.Level }

func (l level) String() string {
	if l.into == nil {
		return ""
	}
	return strings.ToLower(l.into.String())
}

func (l level) Set(s string) error {
	if err := l.into.UnmarshalText([]byte(s)); err != nil {
		return fmt.Errorf("it must be debug, info, warn or error")
	}
	return nil
}

// A duration is a flag of how long something takes, with its unit.
type duration struct{ into *time.Duration }

func (d duration) String() string {
	if d.into == nil {
		return ""
	}
	return d.into.String()
}

func (d duration) Set(s string) error {
	long, err := time.ParseDuration(s)
	if err != nil || long < 0 {
		return fmt.Errorf("it must be a time with its unit, such as 500ms, 2s or 1m, or 0")
	}
	*d.into = long
	return nil
}

// watch makes what watches the answers from st, and has them watched: it returns the store to answer from.
func (c *Config) watch(st store.Store) (*telemetry.Watch, store.Store, error) {
	names, err := graph.QuestionNames()
	if err != nil {
		return nil, nil, err
	}
	w := telemetry.New(telemetry.Config{
		Log: c.Log, Quiet: c.Watch.QuietRequests, Slow: c.Watch.Slow, Names: names, Client: limits.Client, Tracer: c.Tracer, Version: release,
	})
	system := "neo4j"
	if scheme, _, _ := strings.Cut(c.Store, ":"); scheme == "sqlite" || scheme == "memory" || scheme == "" {
		system = "sqlite"
	}
	c.Answers.Extensions = append(c.Answers.Extensions, w)
	if c.Answers.Inside == nil {
		c.Answers.Inside = new(graph.Inside)
	}
	return w, w.Store(st, system), nil
}

// operators adds to a mux what is for who runs the server.
func operators(mux *http.ServeMux, y http.Handler, metrics http.Handler) {
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) {
		say(w, "The process is up.")
	})
	mux.Handle("GET /readyz", y)
	if metrics != nil {
		mux.Handle("GET /metrics", metrics)
	}
}

// trace makes the tracer that the flags ask for. The function that it returns sends what is left to send.
func (c *Config) trace(ctx context.Context) (stop func(), err error) {
	if c.Watch.Trace != "otlp" {
		return func() {}, nil
	}
	tracer, shutdown, err := telemetry.OTLP(ctx, c.Log, release)
	if err != nil {
		return nil, err
	}
	c.Tracer = tracer
	return func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		if err := shutdown(ctx); err != nil {
			c.Log.Warn("the last traces could not be sent", "error", err)
		}
	}, nil
}

// A side is a port beside that of the answers.
type side struct {
	what     string
	answers  http.Handler
	listener net.Listener
	longest  time.Duration // of an answer; 0 is no bound
}

// sides opens the ports of metrics and of profiles, if there are to be any.
func (c *Config) sides(ctx context.Context) (all []side, err error) {
	open := func(what, flag, address string, answers http.Handler, longest time.Duration) {
		if address == "" || err != nil {
			return
		}
		var l net.Listener
		if l, err = new(net.ListenConfig).Listen(ctx, "tcp", address); err != nil {
			err = ofAddress(fmt.Errorf("cannot listen on %q for %s, give HOST:PORT of this machine that is free with -%s: %w", address, what, flag, err))
			return
		}
		all = append(all, side{what, answers, l, longest})
	}
	if c.Watch.MetricsListen != "" {
		c.Operator = http.NewServeMux()
	}
	open("metrics", "metrics-listen", c.Watch.MetricsListen, c.Operator, writeTimeout)
	open("profiles", "pprof", c.Watch.Pprof, loopbackOnly(profiles()), 0) // A profile takes as long as who asks for it says.
	if at := c.Watch.Pprof; err == nil && at != "" && !onLoopback(all[len(all)-1].listener.Addr()) {
		err = settingError{fmt.Errorf("profiles are served on loopback only, and %q is not: give one such as 127.0.0.1:6060 with -pprof", at)}
	}
	if err != nil {
		return nil, errors.Join(err, closeAll(all))
	}
	return all, nil
}

// closeAll closes ports on which nothing was served.
func closeAll(all []side) (err error) {
	for _, s := range all {
		err = errors.Join(err, s.listener.Close())
	}
	return err
}

// beside serves metrics and profiles on ports of their own, if there are to be any. Main is the port of the answers. The
// function that it returns closes them.
func (c *Config) beside(ctx context.Context, main net.Addr) (stop func(), err error) {
	sides, err := c.sides(ctx)
	if err != nil {
		return nil, err
	}
	if c.Operator == nil && !c.Watch.NoMetrics && !onLoopback(main) && !c.Guard.On() {
		c.Watch.NoMetrics = true
		c.Log.Info("there are no metrics: the server does not listen on loopback, and nobody is asked who he is; give them a port of their own with -metrics-listen")
	}
	var servers []*http.Server
	for _, side := range sides {
		s := &http.Server{Handler: recovering(side.answers, c.Log), ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: side.longest,
			IdleTimeout: idleTimeout, MaxHeaderBytes: 64 << 10,
			ErrorLog: slog.NewLogLogger(c.Log.Handler(), slog.LevelWarn)}
		servers = append(servers, s)
		go func() { _ = s.Serve(side.listener) }() // It ends when it is closed.
		c.Log.Info("there are "+side.what+" beside the answers", "listen", side.listener.Addr().String())
	}
	return func() {
		for _, s := range servers {
			_ = s.Close() // Who reads metrics just then reads them again.
		}
	}, nil
}

func onLoopback(a net.Addr) bool {
	at, ok := a.(*net.TCPAddr)
	return ok && at.IP.IsLoopback()
}

// profiles are those of package net/http/pprof.
func profiles() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	return mux
}

// loopbackOnly answers only who asks for this machine by a name of loopback: a page could have its own name lead here.
func loopbackOnly(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !auth.Loopback(auth.HostOf(r.Host)) {
			http.Error(w, "Only this machine is answered here, by 127.0.0.1, [::1] or localhost.", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}
