// Command bench tells what Parley costs: it asks the same questions of Parley, over HTTP on loopback, and of the
// databases themselves, by statements written by hand against the tables and labels that Parley keeps, and prints
// how long each takes as a table.
//
//	go run ./server/bench [-data FILE] [-neo4j URL] [-sqlite FILE] [-conversations N | -times N] [-rounds N] [-load]
//
// Parley is its handler behind a server of HTTP, and a client that keeps its connections and reads whole answers. By hand
// it is Neo4j's driver, or one prepared statement on a connection to the file, with the settings that Parley has, whose
// answer goes as JSON to the same client from the same server: nothing is decoded that the driver does not decode. Each question is asked in turn in all ways, in one
// run, so that what disturbs the machine disturbs all alike. Before anything is measured all answers must be the same.
//
// The statements by hand know what Parley cannot (see questions.go), where several are good the fastest counts, and none
// makes a cursor. So the ratio is rather too high than too low.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := command(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// The names of the stores.
const (
	sqliteName = "SQLite"
	neo4jName  = "Neo4j"
)

// options are what the flags say.
type options struct {
	data, sqlite, neo4j          string
	conversations, times, rounds int
	load, every                  bool
	duration                     time.Duration
}

func parse(args []string, stderr io.Writer) (*options, error) {
	o := new(options)
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&o.data, "data", "", "load the conversations of this `FILE`; else those in the folder PARLEY_DATA, if that is set; else some are made")
	flags.StringVar(&o.sqlite, "sqlite", "", "keep the SQLite store in this `FILE`, and use what it holds already")
	flags.StringVar(&o.neo4j, "neo4j", "", "measure Neo4j too, at this `URL`, such as neo4j://127.0.0.1:7687; an empty database is filled, and another used as it is;\nthe login is in NEO4J_USERNAME and NEO4J_PASSWORD")
	flags.IntVar(&o.conversations, "conversations", 2000, "make so many conversations where there are no real ones, 200 or more")
	flags.IntVar(&o.times, "times", 0, fmt.Sprintf("make so many times %d conversations, as many as the real ones, in place of any data", conversations))
	flags.IntVar(&o.rounds, "rounds", 40, fmt.Sprintf("ask each question so many times in each way; %d times where it takes long", fewest))
	flags.BoolVar(&o.load, "load", false, "measure under load instead: many connections, a writer beside readers, the start, the memory")
	flags.DurationVar(&o.duration, "duration", 30*time.Second, "of each measurement under load")
	flags.BoolVar(&o.every, "every", false, "measure and print each of the statements by hand, not only the fastest")
	if err := flags.Parse(args); err != nil {
		return nil, err
	}
	switch {
	case flags.NArg() > 0:
		return nil, fmt.Errorf("unexpected argument %q: there are only flags", flags.Arg(0))
	case o.rounds < 1:
		return nil, errors.New("-rounds must be 1 or more")
	case o.duration < time.Second:
		return nil, errors.New("-duration must be 1s or more")
	case o.times < 0:
		return nil, errors.New("-times must be 1 or more, or be left out")
	case o.times > 0 && o.data != "":
		return nil, errors.New("-times makes conversations, and -data names a file of them: leave one out")
	case o.conversations < 200:
		return nil, errors.New("-conversations must be 200 or more, for all questions to have answers")
	}
	if dir := os.Getenv("PARLEY_DATA"); dir != "" && o.data == "" && o.times == 0 {
		o.data = filepath.Join(dir, "nixon-tapes", "conversations.ndjson.gz")
	}
	return o, nil
}

// command does what the arguments say.
func command(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "parley-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	binary, places, err := o.prepare(ctx, dir, stderr)
	if err != nil {
		return err
	}
	if o.load {
		return underLoad(ctx, stdout, binary, dir, places, usualLoad(o.duration))
	}
	return o.compare(ctx, stdout, stderr, places)
}

// prepare fills the stores and, if it will be under load, builds the server.
func (o *options) prepare(ctx context.Context, dir string, stderr io.Writer) (binary string, places []place, err error) {
	if o.load {
		if binary, err = build(ctx, dir); err != nil {
			return "", nil, err
		}
	}
	if o.data == "" {
		if o.times > 0 {
			o.conversations = o.times * conversations
		}
		if o.data, err = invent(dir, o.conversations); err != nil {
			return "", nil, err
		}
	}
	if o.sqlite == "" {
		o.sqlite = filepath.Join(dir, "graph.db")
	}
	places = []place{{name: sqliteName, location: "sqlite:" + o.sqlite}}
	if o.neo4j != "" {
		places = append(places, place{name: neo4jName, location: o.neo4j, username: os.Getenv("NEO4J_USERNAME"), password: os.Getenv("NEO4J_PASSWORD")})
	}
	for _, at := range places {
		fmt.Fprintf(stderr, "filling %s, if it is empty\n", at.name)
		if err := fill(ctx, at, o.data, dir); err != nil {
			return "", nil, fmt.Errorf("fill %s: %w", at.name, err)
		}
	}
	return binary, places, nil
}

// compare checks and measures all questions in all stores, and prints the table.
func (o *options) compare(ctx context.Context, stdout, stderr io.Writer, places []place) (err error) {
	var beds []*bed
	defer func() {
		for _, b := range beds {
			err = errors.Join(err, b.close())
		}
	}()
	for _, at := range places {
		b, err := openBed(ctx, at)
		if err != nil {
			return err
		}
		beds = append(beds, b)
	}
	found, err := look(ctx, beds)
	if err != nil {
		return err
	}
	var all []result
	var wrong []error // what could not be measured, which says nothing of the rest
	for _, q := range questions(found) {
		fmt.Fprintln(stderr, q.name)
		ways, err := o.measured(ctx, &q, beds)
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		all = append(all, results(&q, beds, ways)...)
	}
	least, err := floor(ctx, beds[0], o.rounds)
	if err != nil {
		return err
	}
	write(stdout, all, o.every)
	fmt.Fprintf(stdout, "\n- A request that asks nothing of a store takes %s ms.\n", least.figures())
	writePages(stdout, all, found.pages)
	return errors.Join(wrong...)
}

// measured checks the ways to ask a question, and measures those that count.
func (o *options) measured(ctx context.Context, q *question, beds []*bed) ([]*way, error) {
	ways, err := q.ways(ctx, beds)
	if err != nil {
		return nil, err
	}
	if err := q.check(ctx, ways); err != nil {
		return nil, err
	}
	if !o.every {
		if ways, err = promising(ctx, ways); err != nil {
			return nil, err
		}
	}
	return ways, measure(ctx, ways, o.rounds)
}
