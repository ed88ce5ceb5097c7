// Command server answers GraphQL about the graph of one store, over HTTP, and serves a
// playground to ask in. It opens the store that its flags name, loads the built-in data into it
// if it is empty, says where to point a browser, and serves until it is interrupted or terminated.
// What it answers is package graph's matter; here are the process and the HTTP around it. README.md
// beside this file tells how to run it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	"time"
)

// The exit codes.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // A second signal ends the process at once.
	os.Exit(command(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr))
}

// command does what the arguments and the environment ask for and returns the exit code. A
// failure is one line on stderr.
func command(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) int {
	o, err := parse(args, getenv, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return exitOK
	case err != nil:
		return exitUsage // The flag set has said what is wrong.
	case o.version:
		fmt.Fprintln(stdout, version())
		return exitOK
	case o.healthcheck != "":
		err = healthcheck(ctx, o.healthcheck)
	default:
		o.Stdout = stdout
		o.Log = slog.New(slog.NewTextHandler(stderr, nil))
		err = Run(ctx, o.Config)
	}
	if err != nil {
		fmt.Fprintln(stderr, "parley:", oneLine([]byte(err.Error())))
		return exitFailed
	}
	return exitOK
}

// options are what the flags and the environment say.
type options struct {
	Config
	healthcheck string
	version     bool
}

// The environment variables. Those of Neo4j are named as its own tools name them.
const (
	envListen   = "PARLEY_LISTEN"
	envStore    = "PARLEY_STORE"
	envUsername = "NEO4J_USERNAME"
	envPassword = "NEO4J_PASSWORD"
	envDatabase = "NEO4J_DATABASE"
)

// parse reads the flags; a flag wins over its environment variable. A password is taken from the
// environment only, because flags can be read by anyone on the machine.
func parse(args []string, getenv func(string) string, stderr io.Writer) (options, error) {
	o := options{Config: Config{
		Username: getenv(envUsername),
		Password: getenv(envPassword),
		Database: getenv(envDatabase),
	}}
	fallback := func(name, value string) string {
		if set := getenv(name); set != "" {
			return set
		}
		return value
	}
	flags := flag.NewFlagSet("parley", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.Listen, "listen", fallback(envListen, "127.0.0.1:8080"),
		"`HOST:PORT` to listen on; port 0 is any that is free; or by "+envListen)
	flags.StringVar(&o.Store, "store", fallback(envStore, "sqlite:parley.db"),
		"the `STORE` of the graph, sqlite:FILE, memory: or neo4j://HOST:7687; or by "+envStore+
			";\nfor Neo4j also "+envUsername+", "+envPassword+" and "+envDatabase+", in the environment")
	flags.StringVar(&o.healthcheck, "healthcheck", "", "get this `URL` and exit: 0 if the answer is 200, else 1")
	pageFlags(flags, &o)
	flags.BoolVar(&o.version, "version", false, "print the version and exit")
	if err := limitFlags(flags, &o, getenv); err != nil {
		fmt.Fprintln(stderr, err)
		return o, err
	}
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		err := fmt.Errorf("unexpected argument %q: there are only flags", flags.Arg(0))
		fmt.Fprintln(stderr, err)
		flags.Usage()
		return o, err
	}
	return o, nil
}

// version is what the Go toolchain knows of this build.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "parley"
	}
	return fmt.Sprintf("parley %s %s", info.Main.Version, info.GoVersion)
}

// healthcheck gets url, without a proxy, and returns an error unless the answer is 200.
func healthcheck(ctx context.Context, url string) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return fmt.Errorf("health check: %w", err)
	}
	answer, err := (&http.Transport{}).RoundTrip(r)
	if err != nil {
		return fmt.Errorf("health check: nothing answers at %s: %w", url, err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		said, _ := io.ReadAll(io.LimitReader(answer.Body, 1000)) // What came is good enough for a message.
		return fmt.Errorf("health check: %s answers %s: %s", url, answer.Status, oneLine(said))
	}
	return nil
}
