package main

import (
	"flag"
	"fmt"
	"strconv"

	"parley/graph"
)

// defaultConcurrency is how many questions are worked on at once. It is far above what the stores read at once, so that it
// is felt only where requests would pile up, and then in turns.
const defaultConcurrency = 64

// limitFlags adds the flags of what may be asked, and by whom.
func limitFlags(flags *flag.FlagSet, o *options) {
	flags.Var(audience{&o.Answers.NoIntrospection, &o.Answers.Introspection}, "introspection", "`WHO` is told the schema: true is all who may ask, false nobody, or a role")
	flags.Var(costBound(&o.Answers.MaxCost, graph.DefaultMaxCost), "cost", "what a question may `COST`, 0 is no bound")
	flags.Var(intBound(&o.Answers.Working, defaultConcurrency), "concurrency", "how `MANY` questions are worked on at once, 0 is no bound")
	flags.Var(floatBound(&o.Answers.PerSecond), "rate", "how many requests a client may make `A-SECOND`, 0 is no bound")
	flags.Var(intBound(&o.Answers.Burst, 0), "burst", "how `MANY` of them at once, 0 is twice the rate")
}

// An inverse is a flag that is true where what it sets is false.
type inverse struct{ off *bool }

func (v inverse) IsBoolFlag() bool { return true }

func (v inverse) String() string {
	return strconv.FormatBool(v.off == nil || !*v.off) // The flag package asks a zero value too.
}

func (v inverse) Set(s string) error {
	on, err := strconv.ParseBool(s)
	if err != nil {
		return fmt.Errorf("%q is neither true nor false", s)
	}
	*v.off = !on
	return nil
}

// A bound is a flag that is a number from 0 up.
type bound struct {
	get func() string
	set func(float64)
	all bool // whether it must be a whole number
}

func (b bound) String() string {
	if b.get == nil {
		return ""
	}
	return b.get()
}

func (b bound) Set(s string) error {
	n, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil || !(n >= 0 && n <= 1e9):
		return fmt.Errorf("it must be a number from 0 to 1000000000")
	case b.all && n != float64(int(n)):
		return fmt.Errorf("it must be a whole number")
	}
	b.set(n)
	return nil
}

// intBound is a flag of a whole number.
func intBound(into *int, otherwise int) bound {
	*into = otherwise
	return bound{func() string { return strconv.Itoa(*into) }, func(n float64) { *into = int(n) }, true}
}

// floatBound is a flag of a number that is 0 if nobody says.
func floatBound(into *float64) bound {
	return bound{func() string { return strconv.FormatFloat(*into, 'g', -1, 64) }, func(n float64) { *into = n }, false}
}

// costBound is a flag of a cost: where the flag has 0 for no bound, graph.Options has -1, because its 0 is its default.
func costBound(into *int, otherwise int) bound {
	b := intBound(into, otherwise)
	b.get = func() string { return strconv.Itoa(max(0, *into)) }
	b.set = func(n float64) {
		*into = int(n)
		if n == 0 {
			*into = -1
		}
	}
	return b
}
