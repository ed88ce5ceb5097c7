package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"slices"
	"strings"

	"parley/graph"
	"parley/graph/store/open"
)

// checkConfig tries all that can be tried without serving, says what it found, a line for each, and returns whether a
// server could start. Nothing is changed.
func checkConfig(ctx context.Context, o *options, out io.Writer) bool {
	well := true
	found := func(of, good string, err error) {
		if err != nil {
			well = false
			fmt.Fprintf(out, "wrong: %s: %s\n", of, oneLine([]byte(err.Error())))
			return
		}
		fmt.Fprintf(out, "ok: %s: %s\n", of, good)
	}
	from := "flags and variables are understood"
	if o.configFile != "" {
		from = "flags, variables and " + o.configFile + " are understood"
	}
	found("settings", from, nil)
	for _, name := range strangers() {
		fmt.Fprintf(out, "note: settings: %s is the variable of no setting\n", name)
	}
	if o.Trusted != "" || o.Answers.TrustedOnly {
		found("trusted", o.Trusted+" has good documents", trust(&o.Config))
	}
	listener, err := listen(ctx, o.Listen)
	found("listen", o.Listen+" is free", err)
	if err == nil {
		o.Log = slog.New(slog.DiscardHandler)
		_, err = o.secure(ctx, listener)
		found("access", o.reached(), err)
	}
	if o.Watch.MetricsListen != "" || o.Watch.Pprof != "" || o.Watch.Trace != "none" {
		found("watching", "its ports are free", o.checkWatching(ctx))
	}
	if listener != nil {
		_ = listener.Close() // After the others, which must not be the same. Nothing was served.
	}
	state, err := o.checkStore(ctx)
	found("store", o.Store+" "+state, err)
	return well
}

// checkWatching tries what the server would be watched by.
func (o *options) checkWatching(ctx context.Context) error {
	sides, err := o.sides(ctx)
	stop, e := o.trace(ctx)
	if e == nil {
		stop()
	}
	return errors.Join(err, e, closeAll(sides))
}

// reached says who may ask.
func (o *options) reached() string {
	switch {
	case o.Guard.On():
		return "who asks is known by " + strings.Join(o.Access.Auth, " and ")
	case o.Local:
		return "who is on this machine may ask"
	}
	return "everybody who reaches the server may ask"
}

// checkStore says what the store is found to be.
func (o *options) checkStore(ctx context.Context) (string, error) {
	onto, err := graph.Ontology()
	if err != nil {
		return "", err
	}
	state, err := open.Check(ctx, o.location(), onto.Store)
	if err != nil {
		return "", fmt.Errorf("%w; %s", err, open.SetBy(o.Store))
	}
	return string(state), nil
}

// strangers are the variables that look like those of settings and are of none, as those are that are misspelt.
func strangers() []string {
	known := map[string]bool{}
	flagsOf(new(options)).VisitAll(func(f *flag.Flag) { known[variable(f.Name)] = !action(f.Name) })
	var all []string
	for _, entry := range os.Environ() {
		name, value, _ := strings.Cut(entry, "=")
		if strings.HasPrefix(name, envPrefix+"_") && value != "" && !known[name] {
			all = append(all, name)
		}
	}
	slices.Sort(all)
	return all
}
