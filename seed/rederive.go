package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"time"

	"parley/graph/derive"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/open"
)

func rederiveFlags(flags *flag.FlagSet, c *command) {
	flags.BoolVar(&c.derive, "rederive", false, "load nothing, but derive anew what is derived in the store: provenance, and the times that edges have from their ends")
}

func (c *command) checkRederive() error {
	if len(c.files) > 0 || c.mapping != "" || c.dry || c.strict || c.rejects != "" {
		return errors.New("-rederive loads nothing: it goes with -store alone")
	}
	return nil
}

// rederive derives anew what the store holds, and only then has it opened by others again.
func (c *command) rederive(ctx context.Context, o *ontology.Ontology) (err error) {
	at := c.store
	at.Rederive = true
	st, err := open.Open(ctx, at, o.Store)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	rederiver, ok := store.As[store.Rederiver](st)
	if !ok {
		return fmt.Errorf("%s keeps nothing that could be derived anew", c.store.Location)
	}
	var looked, written int
	told := time.Now()
	again := derive.Rederivation{Told: func(l, w int) {
		if looked, written = l, w; time.Since(told) > everyLine {
			told = time.Now()
			fmt.Fprintf(c.stderr, "deriving: %d nodes and edges looked at, %d of them written\n", looked, written)
		}
	}}
	if err := again.Run(ctx, st, o); err != nil {
		return err
	}
	if err := rederiver.Rederived(ctx); err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.stdout, "%d nodes and edges looked at: %d derived anew, %d unchanged\n", looked, written, looked-written)
	return err
}
