package main

import (
	"flag"
	"fmt"
	"strconv"

	"parley/graph"
)

// The environment variables of what may be asked, and by whom.
const (
	envIntrospection = "PARLEY_INTROSPECTION"
	envPlayground    = "PARLEY_PLAYGROUND"
	envMaxCost       = "PARLEY_COST"
	envConcurrency   = "PARLEY_CONCURRENCY"
	envRate          = "PARLEY_RATE"
	envBurst         = "PARLEY_BURST"
)

// defaultConcurrency is how many questions are worked on at once. It is far above what the stores read at once, so that it
// is felt only where requests would pile up, and then in turns.
const defaultConcurrency = 64

// limitFlags adds the flags of what may be asked, and by whom. What their variables say wrong is an error.
func limitFlags(flags *flag.FlagSet, o *options, getenv func(string) string) error {
	switches := []struct {
		name, env, usage string
		to               audience
	}{
		{"introspection", envIntrospection, "`WHO` is told the schema: true is all who may ask, false nobody, or a role", audience{&o.Answers.NoIntrospection, &o.Answers.Introspection}},
		{"playground", envPlayground, "`WHO` has the page to ask in, at /graphiql: true is everybody, false nobody, or a role", audience{&o.NoPlayground, &o.Playground}},
	}
	for _, s := range switches {
		if set := getenv(s.env); set != "" {
			if err := s.to.Set(set); err != nil {
				return fmt.Errorf("%s: %w", s.env, err)
			}
		}
		flags.Var(s.to, s.name, s.usage+"; or by "+s.env)
	}
	numbers := []struct {
		name, env, usage string
		value            bound
	}{
		{"cost", envMaxCost, "what a question may `COST`, 0 is no bound; or by ", costBound(&o.Answers.MaxCost, graph.DefaultMaxCost)},
		{"concurrency", envConcurrency, "how `MANY` questions are worked on at once, 0 is no bound; or by ", intBound(&o.Answers.Working, defaultConcurrency)},
		{"rate", envRate, "how many requests a client may make `A-SECOND`, 0 is no bound; or by ", floatBound(&o.Answers.PerSecond)},
		{"burst", envBurst, "how `MANY` of them at once, 0 is twice the rate; or by ", intBound(&o.Answers.Burst, 0)},
	}
	for _, n := range numbers {
		if set := getenv(n.env); set != "" {
			if err := n.value.Set(set); err != nil {
				return fmt.Errorf("%s: %w", n.env, err)
			}
		}
		flags.Var(n.value, n.name, n.usage+n.env)
	}
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
