package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"parley/graph/ontology"
	"parley/graph/store"
	"parley/seed/load"
)

// native loads files in the native format, one after another.
func (c *command) native(ctx context.Context, o *ontology.Ontology) (err error) {
	var st store.Store
	if !c.dry {
		if st, err = c.open(ctx, o); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, st.Close()) }()
	}
	for _, name := range c.files {
		report, err := c.file(ctx, st, o, name)
		if err != nil {
			return err
		}
		text := report.String()
		if c.dry {
			text = report.Plan()
		}
		fmt.Fprintf(c.stdout, "%s: %s", name, text)
	}
	return nil
}

// file loads one of them, or with no store just checks it.
func (c *command) file(ctx context.Context, st store.Store, o *ontology.Ontology, name string) (load.Report, error) {
	in := c.stdin
	shown := "standard input"
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return load.Report{}, err
		}
		defer f.Close()
		in, shown = f, name
	}
	if st == nil {
		return load.Check(o, shown, in)
	}
	return load.File(ctx, st, o, shown, in)
}
