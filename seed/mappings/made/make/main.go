// Command make writes an invented file of one of the forms that the mappings read:
//
//	go run ./seed/mappings/made/make tapes 100000 > tapes.ndjson
//
// The forms are tapes, davis, visits, travels and followthemoney; a third argument is the seed, 1 without it.
package main

import (
	"fmt"
	"io"
	"os"
	"strconv"

	"parley/seed/mappings/made"
)

const usage = "usage: go run ./seed/mappings/made/make tapes|davis|visits|travels|followthemoney RECORDS [SEED] > FILE"

func main() {
	if err := run(os.Args[1:], os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run writes the file to out, and what it holds to notes.
func run(args []string, out, notes io.Writer) error {
	if len(args) != 2 && len(args) != 3 {
		return fmt.Errorf("make: %d arguments; %s", len(args), usage)
	}
	forms := map[string]func(io.Writer, uint64, int) (made.Counts, error){
		"tapes": made.Tapes, "davis": made.Davis, "visits": made.Visits, "travels": made.Travels, "followthemoney": made.FollowTheMoney,
	}
	form, ok := forms[args[0]]
	if !ok {
		return fmt.Errorf("make: there is no form %q; %s", args[0], usage)
	}
	n, err := strconv.Atoi(args[1])
	if err != nil || n < 0 {
		return fmt.Errorf("make: %q is no number of records; %s", args[1], usage)
	}
	seed := uint64(1)
	if len(args) == 3 {
		if seed, err = strconv.ParseUint(args[2], 10, 64); err != nil {
			return fmt.Errorf("make: %q is no seed, a whole number; %s", args[2], usage)
		}
	}
	counts, err := form(out, seed, n)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(notes, "%d records, %d to be rejected; nodes %v, edges %v\n", counts.Records, counts.Rejected, counts.Nodes, counts.Edges)
	return err
}
