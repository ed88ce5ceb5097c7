package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"parley/graph/ontology"
	"parley/graph/store"
	"parley/seed/load"
	"parley/seed/record"
)

// native loads files in the native format, one after another.
func (c *command) native(ctx context.Context, o *ontology.Ontology) (err error) {
	if err := there(c.files); err != nil {
		return err
	}
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
			return unmapped(name, err)
		}
		text := report.String()
		if c.dry {
			text = report.Plan()
		}
		fmt.Fprintf(c.stdout, "%s: %s", name, text)
	}
	return nil
}

// there sees that all files are there before the first is loaded, and before a store is made for them.
func there(names []string) error {
	for _, name := range names {
		if name == "-" {
			continue
		}
		info, err := os.Stat(name)
		if err != nil {
			return err
		}
		if info.IsDir() {
			return fmt.Errorf("%s is a directory; name the files in it", name)
		}
	}
	return nil
}

// unmapped is why a file cannot be loaded, and says so where that may be for want of a mapping.
func unmapped(name string, err error) error {
	format := record.Format(name)
	if format == "" || format == "jsonl" || !errors.As(err, new(load.Problems)) {
		return err
	}
	return fmt.Errorf("%w\n%s is read as the native format, since there is no -map; its name says that it is %s, "+
		"which needs a mapping: see seed/example/README.md", err, name, format)
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
