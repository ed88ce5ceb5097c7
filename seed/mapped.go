package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"slices"
	"strings"

	"parley/graph/ontology"
	"parley/graph/store"
	"parley/seed/load"
	"parley/seed/mapping"
	"parley/seed/record"
)

// most is how many complaints are shown; what is more is counted, and in -rejects.
const most = 20

// mapped loads tables and other files as the mapping says.
func (c *command) mapped(ctx context.Context, o *ontology.Ontology) (code int, err error) {
	m, err := c.readMapping(o)
	if err != nil {
		return failed, err
	}
	in, err := record.Open(c.files, c.stdin, m.Input())
	if err != nil {
		return failed, err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	var st store.Store
	if !c.dry {
		if st, err = c.open(ctx, o); err != nil {
			return failed, err
		}
		defer func() { err = errors.Join(err, st.Close()) }()
	}
	told, err := c.complaints()
	if err != nil {
		return failed, err
	}
	defer func() { err = errors.Join(err, told.close()) }()
	for _, w := range m.Warnings() {
		fmt.Fprintf(c.stderr, "warning: %s\n", w)
	}
	var first examples
	src := source{in: in, mapping: m}
	p := newProgress(c.stderr, in)
	summary, err := load.Import(ctx, st, o, first.watch(src.rows()), load.Options{
		Dry:      c.dry,
		Strict:   c.strict,
		Reject:   func(r load.Reject) { p.pause(); first.reject(r); told.reject(r) },
		Differ:   func(d load.Difference) { p.pause(); told.differ(d) },
		Progress: p.show,
	})
	p.end()
	told.rest()
	if errors.As(err, new(load.Reject)) {
		return failed, errors.New("stopped at the first bad record, as -strict says")
	}
	if err != nil {
		return failed, err
	}
	return c.outcome(m, src.passed, summary, &first)
}

// outcome says what became of the records, and with which code the command ends.
func (c *command) outcome(m *mapping.Mapping, passed int, summary load.Summary, first *examples) (code int, err error) {
	if text := unseen(m.Unseen()); text != "" {
		fmt.Fprintf(c.stderr, "%s: warning: no record has %s\n", c.mapping, text)
	}
	if passed > 0 {
		fmt.Fprintf(c.stdout, "%s passed over, as the mapping's if says\n", load.Number(passed, "record is", "records are"))
	}
	if c.dry {
		first.write(c.stdout)
		fmt.Fprint(c.stdout, summary.Plan())
	} else {
		fmt.Fprint(c.stdout, summary)
	}
	switch {
	case passed+summary.Rows > 0 && len(summary.Nodes)+len(summary.Edges) == 0:
		return failed, nothing(passed, summary)
	case summary.Rejected > 0:
		return incomplete, nil
	}
	return loaded, nil
}

// nothing says what became of records of which nothing came.
func nothing(passed int, s load.Summary) error {
	var became []string
	for _, x := range []struct {
		records   int
		one, more string
		what      string
	}{{s.Rejected, "is", "are", " left out"}, {passed, "is", "are", " passed over, as the mapping's if says"}, {s.Empty, "has", "have", " nothing that the mapping makes anything of"}} {
		if x.records > 0 {
			became = append(became, load.Number(x.records, x.one, x.more)+x.what)
		}
	}
	return fmt.Errorf("no record made anything: %s; see seed/mapping/README.md", strings.Join(became, ", "))
}

// unseen lists paths, and the lines of the mapping in which they stand.
func unseen(paths []mapping.Path) string {
	var all []string
	for i, p := range paths {
		if i == most {
			all = append(all, fmt.Sprintf("and %d more", len(paths)-most))
			break
		}
		text := fmt.Sprintf("{%s} (line %d)", p.Path, p.Line)
		if p.Hint != "" {
			text += "; " + p.Hint
		}
		all = append(all, text)
	}
	return strings.Join(all, ", ")
}

// mappingLimit is the most bytes that a mapping may have.
const mappingLimit = 1 << 20

func (c *command) readMapping(o *ontology.Ontology) (*mapping.Mapping, error) {
	f, err := os.Open(c.mapping)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, mappingLimit+1))
	if err != nil {
		return nil, err
	}
	if len(text) > mappingLimit {
		return nil, fmt.Errorf("%s: a mapping has at most %d bytes", c.mapping, mappingLimit)
	}
	return mapping.Parse(o, c.mapping, text)
}

// A source is records and what a mapping makes of them.
type source struct {
	in      *record.Reader
	mapping *mapping.Mapping
	passed  int // records that the mapping passes over
}

// rows are what comes of the records. An error of one record is passed on.
func (s *source) rows() iter.Seq2[load.Row, error] {
	return func(yield func(load.Row, error) bool) {
		for r, err := range s.in.Records() {
			var row load.Row
			ok := true
			if err == nil {
				row, ok = s.mapping.Row(r)
			}
			if !ok {
				s.passed++
			} else if !yield(row, err) {
				return
			}
		}
	}
}

// Examples are the first rows that seem good, of which people are shown the first that is not left out in the end.
type examples []load.Row

// examplesMost is how many are kept, since some may be left out.
const examplesMost = 20

func (e *examples) watch(rows iter.Seq2[load.Row, error]) iter.Seq2[load.Row, error] {
	return func(yield func(load.Row, error) bool) {
		left := examplesMost
		for r, err := range rows {
			if left > 0 && err == nil && len(r.Faults) == 0 && len(r.Lines) > 0 {
				left--
				*e = append(*e, r)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// reject drops a row that is left out.
func (e *examples) reject(r load.Reject) {
	*e = slices.DeleteFunc(*e, func(row load.Row) bool { return row.File == r.File && row.Line == r.Line })
}

// write writes the first row as lines of the native format.
func (e examples) write(w io.Writer) {
	if len(e) == 0 {
		return
	}
	fmt.Fprintf(w, "What comes of the first good record, %s:%d:\n", e[0].File, e[0].Line)
	const shown = 50
	for i, l := range e[0].Lines {
		if i == shown {
			fmt.Fprintf(w, "  and %d more\n", len(e[0].Lines)-shown)
			break
		}
		fmt.Fprintf(w, "  %s\n", record.Encode(l.Object))
	}
}

// complaints are told on the standard error, the first of them, and kept in the file of
// -rejects.
type complaints struct {
	w       io.Writer
	path    string // of the file; "" if there is none
	file    *os.File
	out     *bufio.Writer
	failed  error // of writing to it
	rejects int   // how many there were
	differs int
}

func (c *command) complaints() (*complaints, error) {
	t := &complaints{w: c.stderr, path: c.rejects}
	if c.rejects == "" {
		return t, nil
	}
	if err := c.spares(c.rejects); err != nil {
		return nil, err
	}
	var err error
	if t.file, err = os.Create(c.rejects); err != nil {
		return nil, err
	}
	t.out = bufio.NewWriter(t.file)
	return t, nil
}

// spares sees that a file that is to be written is none of those that are read.
func (c *command) spares(name string) error {
	out, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, other := range append([]string{c.mapping, strings.TrimPrefix(c.store.Location, "sqlite:")}, c.files...) {
		if in, err := os.Stat(other); err == nil && os.SameFile(in, out) {
			return fmt.Errorf("-rejects %s: this file is read or holds the graph, and would be lost; name another", name)
		}
	}
	return nil
}

func (t *complaints) reject(r load.Reject) {
	if t.rejects++; t.rejects <= most {
		fmt.Fprintf(t.w, "%s\n", r)
	}
	if t.out == nil || t.failed != nil {
		return
	}
	e := json.NewEncoder(t.out)
	e.SetEscapeHTML(false)
	t.failed = e.Encode(r)
}

func (t *complaints) differ(d load.Difference) {
	if t.differs++; t.differs <= most {
		fmt.Fprintf(t.w, "%s\n", d)
	}
}

// rest says how many there were beyond those shown.
func (t *complaints) rest() {
	if n := t.rejects - most; n > 0 {
		where := "-rejects FILE keeps them all"
		if t.path != "" {
			where = "all are in " + t.path
		}
		fmt.Fprintf(t.w, "seed: and %d more like these; %s\n", n, where)
	}
	if n := t.differs - most; n > 0 {
		fmt.Fprintf(t.w, "seed: and %d more values about which records disagree\n", n)
	}
}

func (t *complaints) close() error {
	if t.file == nil {
		return nil
	}
	err := errors.Join(t.failed, t.out.Flush(), t.file.Close())
	if err != nil {
		return fmt.Errorf("%s: %w", t.path, err)
	}
	return nil
}
