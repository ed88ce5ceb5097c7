// Command seed loads files in the native format into a store.
//
//	go run ./seed [-store S] FILE...
//
// A file is JSON Lines, plain or compressed by gzip; "-" is the standard input.
// The README beside this file explains the format.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"parley/graph"
	"parley/graph/derive"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/open"
	"parley/seed/load"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// defaultStore is where the graph lies if nobody says.
const defaultStore = "sqlite:parley.db"

// run is the command: it returns 0 if all files are loaded, 1 if one cannot be (those
// before it stay), 2 if the arguments are wrong.
func run(ctx context.Context, args []string, env func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("seed", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.Usage = func() {
		fmt.Fprint(stderr, "usage: go run ./seed [-store S] FILE...\n\nFiles are in the native format, plain or .gz; - is the standard input.\n\n")
		flags.PrintDefaults()
	}
	location := env("PARLEY_STORE")
	if location == "" {
		location = defaultStore
	}
	flags.StringVar(&location, "store", location, "`where` the graph lies: sqlite:PATH or neo4j://HOST:7687; also PARLEY_STORE")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	case flags.NArg() == 0:
		fmt.Fprintln(stderr, "seed: name the files to load")
		flags.Usage()
		return 2
	}
	config := open.Config{Location: location, Username: env("NEO4J_USERNAME"), Password: env("NEO4J_PASSWORD"), Database: env("NEO4J_DATABASE")}
	if err := seed(ctx, config, flags.Args(), stdin, stdout); err != nil {
		fmt.Fprintf(stderr, "seed: %v\n", err)
		return 1
	}
	return 0
}

// seed loads files, one after another.
func seed(ctx context.Context, config open.Config, files []string, stdin io.Reader, stdout io.Writer) (err error) {
	o, err := graph.Ontology()
	if err != nil {
		return err
	}
	bare, err := open.Open(ctx, config, o.Store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, bare.Close()) }()
	st := derive.Store(bare, o)
	for _, name := range files {
		report, err := file(ctx, st, o, name, stdin)
		if err != nil {
			return err
		}
		fmt.Fprintf(stdout, "%s: %s", name, report)
	}
	return nil
}

func file(ctx context.Context, st store.Store, o *ontology.Ontology, name string, stdin io.Reader) (load.Report, error) {
	if name == "-" {
		return load.File(ctx, st, o, "standard input", stdin)
	}
	f, err := os.Open(name)
	if err != nil {
		return load.Report{}, err
	}
	defer f.Close()
	return load.File(ctx, st, o, name, f)
}
