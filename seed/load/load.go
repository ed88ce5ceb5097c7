// Package load brings data into a graph. What keys a node or an edge may have, and of
// which types, is read from the schema.
//
// File loads a file in the native format: JSON Lines, a node or an edge each, in any
// order. A file is loaded whole or not at all. It is checked line by line first, so that
// the first complaints come together, each with its line; then it is held against what
// the graph holds, only what differs is written, and the rules of package derive have
// the last word.
//
// Import loads rows of any source, each of which says some such lines, as many as there
// are, and leaves out those that cannot be used. What rows say of one id is first put
// together, by sorting on disk; then it is decided which rows can be used; and then the
// rest is written in batches.
//
// Loading or importing twice changes nothing.
package load

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"parley/graph/ontology"
	"parley/graph/store"
	"parley/seed/record"
)

// LineLimit is the most bytes that a line may have.
const LineLimit = 8 << 20

// File loads a file, plain or compressed by gzip or zstd, in one transaction, and reports
// what it changed. The name is for complaints. St must be a store under
// derive.Store with the same ontology o. If the file is wrong the error is Problems,
// and the store is as it was.
func File(ctx context.Context, st store.Store, o *ontology.Ontology, name string, r io.Reader) (Report, error) {
	f, err := parse(o, name, r)
	if err != nil {
		return Report{}, err
	}
	var report Report
	err = st.Update(ctx, func(tx store.Tx) (err error) {
		report, err = f.write(ctx, tx)
		return err
	})
	if err != nil {
		return Report{}, f.explain(err)
	}
	return report, nil
}

// Check checks a file as File does, as far as can be told without a graph. The report
// counts what would be new in an empty one.
func Check(o *ontology.Ontology, name string, r io.Reader) (Report, error) {
	f, err := parse(o, name, r)
	if err != nil {
		return Report{}, err
	}
	report := Report{Nodes: map[string]Count{}, Edges: map[string]Count{}}
	for _, r := range f.order {
		if r.node != nil {
			count(report.Nodes, r.node.Kind, false, false)
		} else {
			count(report.Edges, r.edge.Relation, false, false)
		}
	}
	return report, nil
}

// BuiltIn is File for a store that is empty, and says whether it was: one that holds
// anything stays as it is, and its file is not read. That is seen in the transaction
// that loads, so that of two programs that start at once only one does.
func BuiltIn(ctx context.Context, st store.Store, o *ontology.Ontology, name string, r io.Reader) (report Report, loaded bool, err error) {
	if empty, err := Empty(ctx, st, o); err != nil || !empty {
		return Report{}, false, err
	}
	f, err := parse(o, name, r)
	if err != nil {
		return Report{}, false, err
	}
	err = st.Update(ctx, func(tx store.Tx) (err error) {
		if loaded, err = Empty(ctx, tx, o); err != nil || !loaded {
			return err
		}
		report, err = f.write(ctx, tx)
		return err
	})
	if err != nil {
		return Report{}, false, f.explain(err)
	}
	return report, loaded, nil
}

// A Reader is a store or a transaction.
type Reader interface {
	Read(ctx context.Context, qs ...store.Query) ([]store.Page, error)
}

// Empty says whether there is no node, and so nothing at all.
func Empty(ctx context.Context, r Reader, o *ontology.Ontology) (bool, error) {
	sel := &store.Selection{Pick: store.Pick{Rows: true, First: 1}}
	for _, k := range o.Store.Kinds {
		sel.Kinds = append(sel.Kinds, k.Name)
	}
	pages, err := r.Read(ctx, store.Query{Select: sel, Args: []any{int64(1)}})
	if err != nil {
		return false, err
	}
	return len(pages[0].Items) == 0, nil
}

// parse reads a whole file and checks what can be told without a graph.
func parse(o *ontology.Ontology, name string, r io.Reader) (*file, error) {
	f := &file{checker: newChecker(o), o: o, name: name, nodes: map[string]*item{}, edges: map[string]*item{}, pairs: map[pair]*item{}}
	in, err := record.Plain(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, LineLimit)
	at := 0
	for lines.Scan() && !f.full() {
		at++
		line := lines.Bytes()
		if at == 1 {
			line = bytes.TrimPrefix(line, []byte("\uFEFF"))
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			f.line(at, line)
		}
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		f.complain(at+1, "", "the line is longer than %d bytes", LineLimit)
	} else if err != nil {
		return nil, fmt.Errorf("%s: after line %d: %w", name, at, err)
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	return f, nil
}
