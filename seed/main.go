// Command seed loads files into a store: tables and documents of any form, as a
// mapping says, or files in the native format.
//
//	go run ./seed [-store S] -map MAPPING.yaml [-dry-run] [-strict] [-rejects FILE] FILE...
//	go run ./seed [-store S] [-dry-run] FILE...
//	go run ./seed [-store S] -rederive
//
// "-" is the standard input. The README beside this file explains both.
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
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // The second signal ends the program at once.
	code := run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// What the command returns.
const (
	loaded     = 0
	failed     = 1 // A file cannot be loaded, or nothing comes of it; of native ones, those before it stay.
	misused    = 2 // The arguments are wrong.
	incomplete = 3 // All is loaded but some records.
)

// defaultStore is where the graph lies if nobody says.
const defaultStore = "sqlite:parley.db"

const usage = `usage: go run ./seed [-store S] -map MAPPING.yaml [-dry-run] [-strict] [-rejects FILE] FILE...
       go run ./seed [-store S] [-dry-run] FILE...
       go run ./seed [-store S] -rederive

The first loads tables and other files as a mapping says, the second files in the native format. The third
derives anew what a store of an older version has not, or has otherwise.
- is the standard input. seed/README.md explains both.

`

// A command is what the arguments ask for.
type command struct {
	store   open.Config
	mapping string // the file, or "" for the native format
	strict  bool
	dry     bool
	rejects string // the file, or ""
	derive  bool   // nothing is loaded, but what is there is derived anew
	files   []string

	stdin          io.Reader
	stdout, stderr io.Writer
}

// run is the command.
func run(ctx context.Context, args []string, env func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	c := &command{
		store: open.Config{Location: env("PARLEY_STORE"), Username: env("NEO4J_USERNAME"), Password: env("NEO4J_PASSWORD"), Database: env("NEO4J_DATABASE")},
		stdin: stdin, stdout: stdout, stderr: stderr,
	}
	if err := c.parse(args); errors.Is(err, flag.ErrHelp) {
		return loaded
	} else if err != nil {
		return misused
	}
	code, err := c.seed(ctx)
	if err == nil {
		return code
	}
	if ctx.Err() != nil {
		err = errors.New("stopped; run it again to finish")
	}
	fmt.Fprintf(stderr, "seed: %v\n", err)
	return failed
}

// parse reads the arguments; what is wrong with them is told.
func (c *command) parse(args []string) error {
	flags := flag.NewFlagSet("seed", flag.ContinueOnError)
	flags.SetOutput(c.stderr)
	flags.Usage = func() {
		fmt.Fprint(c.stderr, usage)
		flags.PrintDefaults()
	}
	if c.store.Location == "" {
		c.store.Location = defaultStore
	}
	flags.StringVar(&c.store.Location, "store", c.store.Location, "`where` the graph lies: sqlite:PATH or neo4j://HOST:7687; also PARLEY_STORE")
	flags.StringVar(&c.mapping, "map", "", "the mapping, a YAML `file` that says how a record becomes nodes and edges")
	flags.BoolVar(&c.dry, "dry-run", false, "read and check everything, say what would be loaded, and write nothing")
	flags.BoolVar(&c.strict, "strict", false, "stop at the first bad record, rather than leave it out")
	flags.StringVar(&c.rejects, "rejects", "", "write the bad records and what is wrong with them to this `file`, as JSON Lines")
	rederiveFlags(flags, c)
	if err := flags.Parse(args); err != nil {
		return err
	}
	c.files = flags.Args()
	err := c.check()
	if err != nil {
		fmt.Fprintf(c.stderr, "seed: %v\n", err)
		flags.Usage()
	}
	return err
}

func (c *command) check() error {
	switch {
	case c.derive:
		return c.checkRederive()
	case len(c.files) == 0:
		return errors.New("name the files to load")
	case c.mapping == "" && (c.strict || c.rejects != ""):
		return errors.New("-strict and -rejects go with -map: a file in the native format is loaded whole or not at all")
	}
	return nil
}

// seed loads the files and says with which code the command ends.
func (c *command) seed(ctx context.Context) (code int, err error) {
	o, err := graph.Ontology()
	if err != nil {
		return failed, err
	}
	switch {
	case c.derive:
		return loaded, c.rederive(ctx, o)
	case c.mapping != "":
		return c.mapped(ctx, o)
	}
	return loaded, c.native(ctx, o)
}

// open opens the store, with the rules.
func (c *command) open(ctx context.Context, o *ontology.Ontology) (store.Store, error) {
	bare, err := open.Open(ctx, c.store, o.Store)
	if err != nil {
		return nil, fmt.Errorf("%w; %s", err, open.SetBy(c.store.Location))
	}
	return derive.Store(bare, o), nil
}
