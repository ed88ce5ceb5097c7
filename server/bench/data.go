package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"

	"parley/graph"
	"parley/graph/derive"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/open"
	"parley/seed/load"
	"parley/seed/mapping"
	"parley/seed/mappings/made"
	"parley/seed/record"
)

// conversations is how many the archive's data has.
const conversations = 22_723

// root returns the folder of the module, in which the mapping lies.
func root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at, nil
		}
		if at == filepath.Dir(at) {
			return "", fmt.Errorf("%s is not within Parley's source: run this there", dir)
		}
	}
}

// invent writes n made conversations into dir and returns the file.
func invent(dir string, n int) (path string, err error) {
	path = filepath.Join(dir, "conversations.jsonl")
	f, err := os.Create(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = made.Tapes(f, 1, n)
	return path, err
}

// openStore opens a store so that writes derive what follows from them.
func openStore(ctx context.Context, at place, o *ontology.Ontology) (store.Store, error) {
	bare, err := open.Open(ctx, open.Config{Location: at.location, Username: at.username, Password: at.password}, o.Store)
	if err != nil {
		return nil, err
	}
	return derive.Store(bare, o), nil
}

// fill loads a file of conversations into a store, unless it holds something.
func fill(ctx context.Context, at place, file, dir string) (err error) {
	o, err := graph.Ontology()
	if err != nil {
		return err
	}
	st, err := openStore(ctx, at, o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	var kinds []string
	for _, k := range o.Store.Kinds {
		kinds = append(kinds, k.Name)
	}
	found, err := st.Read(ctx, store.Query{Select: &store.Selection{Kinds: kinds, Pick: store.Pick{
		Rows: true, First: 1, Fields: []store.Field{{Of: store.OfNode, Name: "id"}},
	}}, Args: []any{int64(1)}})
	if err != nil {
		return err
	}
	if len(found[0].Items) > 0 {
		return nil
	}
	return importFile(ctx, st, o, file, dir)
}

func importFile(ctx context.Context, st store.Store, o *ontology.Ontology, file, dir string) error {
	top, err := root()
	if err != nil {
		return err
	}
	name := filepath.Join(top, "seed", "mappings", "nixon-tapes.yaml")
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	m, err := mapping.Parse(o, name, text)
	if err != nil {
		return err
	}
	in, err := record.Open([]string{file}, nil, m.Input())
	if err != nil {
		return err
	}
	_, err = load.Import(ctx, st, o, lines(in, m), load.Options{Dir: dir, Strict: true, Reject: func(load.Reject) {}})
	return errors.Join(err, in.Close())
}

// lines are what the mapping makes of the records.
func lines(in *record.Reader, m *mapping.Mapping) iter.Seq2[load.Row, error] {
	return func(yield func(load.Row, error) bool) {
		for r, err := range in.Records() {
			var row load.Row
			ok := true
			if err == nil {
				row, ok = m.Row(r)
			}
			if ok && !yield(row, err) {
				return
			}
		}
	}
}
