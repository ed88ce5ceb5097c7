package load

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"parley/graph/ontology"
	"parley/graph/store"
	"parley/seed/spill"
)

// Import loads what rows say. St must be a store under derive.Store with the ontology
// o; if it is nil, nothing is written: rows are read, checked and put together, and the
// summary counts what there would be in a graph that holds only what they refer to.
//
// The rows are read once. A row that cannot be used is left out whole, and told of.
// All that rows say of one id is put together, in the order of the rows, before
// anything is written; then it is put together with what the graph holds:
//   - lists are united;
//   - of other values that differ the later one holds, and the rows' before the
//     graph's; see Entry for values that are kept or counted instead;
//   - what the rows do not give stays.
//
// What is written at once is a batch, whole rows in their order, in one transaction
// each. A row that refers to nodes that later rows bring waits for them. An edge that a
// node cannot be without goes with the node. Rows that need each other are written
// together if they are few. What a rule of the domain stands against is found by halving
// the batch, so that what is left out depends on the rows and the graph only. If a row
// that is so left out has said something of an id that others speak of too, what was
// written is taken back and written again without the row's part.
//
// Importing again changes nothing, except that a row can then be used that only stood
// against another that was left out itself. An import that was stopped is finished by
// importing again; if rows are left out that others share an id with, what they say of
// it may stay from before the stop. Memory is bounded whatever the number of rows, but for a few bits
// each; the rest is in temporary files.
//
// The error is what reading rows gave, unless it is a *record.Bad; what the store gave,
// unless it is of a row; or with Strict the Reject.
func Import(ctx context.Context, st store.Store, o *ontology.Ontology, rows iter.Seq2[Row, error], opts Options) (s Summary, err error) {
	j := newImporter(st, o, opts)
	defer func() { err = errors.Join(err, j.close()) }()
	if err := j.stage(ctx, rows); err != nil {
		return j.summary, err
	}
	for again := true; again; {
		if again, err = j.round(ctx); err != nil {
			return j.summary, err
		}
	}
	return j.summary, j.tellDifferences()
}

// Options say how to import. The zero value is good.
type Options struct {
	Strict   bool             // the first row that cannot be used ends the import; of its batch nothing is written, and nothing at all if it is found before the writing
	Dir      string           // for temporary files; "" is the system's
	Reject   func(Reject)     // is told why a row is left out, or nil; a row may have several reasons
	Differ   func(Difference) // is told, in the end, where rows disagree, or nil
	Progress func(Progress)   // is told of every few records; it must be quick; or nil

	batch  int // records of a batch, 0 for batchRecords
	memory int // of each sorter, 0 for its own
}

// A Reject is a reason why a row is left out. It matches store.ErrInvalid.
type Reject struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`   // where the row begins, from 1
	Column string `json:"column,omitempty"` // or the path; a key, where no column is known
	Value  string `json:"value,omitempty"`  // what stands there, cut if it is long
	Reason string `json:"reason"`           // a sentence without the full stop
	Entry  string `json:"entry,omitempty"`  // the part of the mapping
}

// String is one line of text.
func (r Reject) String() string {
	s := place(r.File, r.Line) + ": "
	if r.Column != "" {
		s += r.Column + ": "
	}
	if r.Value != "" && !strings.Contains(r.Reason, r.Value) {
		s += strconv.Quote(r.Value) + ": "
	}
	return s + r.Reason
}

// Error is the same as String.
func (r Reject) Error() string { return r.String() }

// Unwrap returns store.ErrInvalid.
func (r Reject) Unwrap() error { return store.ErrInvalid }

// A Difference is a property of which two rows give different values.
type Difference struct {
	ID    string `json:"id"` // of the node or edge
	Key   string `json:"key"`
	First Told   `json:"first"`
	Then  Told   `json:"then"`
	// Reason is why the second value is left out, as a list can be full. It is "" if
	// the second value holds.
	Reason string `json:"reason,omitempty"`
}

// A Told is a value and the row that gives it.
type Told struct {
	Value string `json:"value"`          // as JSON, cut if it is long
	File  string `json:"file,omitempty"` // "" if it is that of the graph
	Line  int    `json:"line,omitempty"`
}

// String is one line of text.
func (d Difference) String() string {
	first, then := "in the graph", place(d.Then.File, d.Then.Line)
	if d.First.File != "" {
		first = "in " + place(d.First.File, d.First.Line)
	}
	if d.Reason != "" {
		return fmt.Sprintf("%s: %q: %s: %s is left out: %s", then, d.ID, d.Key, d.Then.Value, d.Reason)
	}
	return fmt.Sprintf("%s: %q: %s is %s here and %s %s; the later one holds", then, d.ID, d.Key, d.Then.Value, d.First.Value, first)
}

func place(file string, line int) string {
	if line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d", file, line)
}

// A Progress is how far an import is.
type Progress struct {
	Phase string // Reading, or Writing, which can come several times
	Done  int64  // rows read, or nodes and edges written
	Total int64  // nodes and edges to write, 0 if it is not known
}

// The phases of an import.
const (
	Reading = "reading"
	Writing = "writing"
)

// A Summary is what an import did.
type Summary struct {
	Rows        int // that there were
	Rejected    int // rows that were left out
	Differences int // that were told
	Report
}

// String is a line on the rows and then the Report's.
func (s Summary) String() string { return s.rows() + s.Report.String() }

// Plan is String for what is not loaded, only counted.
func (s Summary) Plan() string { return s.rows() + s.Report.Plan() }

func (s Summary) rows() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d records", s.Rows)
	if s.Rejected > 0 {
		fmt.Fprintf(&b, ", %d of them left out", s.Rejected)
	}
	if s.Differences > 0 {
		fmt.Fprintf(&b, ", %d values disagree", s.Differences)
	}
	return b.String() + "\n"
}

// An importer is an import under way.
type importer struct {
	*checker
	st   store.Store
	o    *ontology.Ontology
	opts Options

	entries []*Entry // by number; the first is empty
	numbers map[*Entry]int

	places    places
	cache     map[string]*repeat
	cached    int                  // bytes
	staged    *spill.Sorter        // what each row says
	differs   *spill.List          // of this round
	rejected  bits                 // rows left out
	entangled bits                 // rows that share an id with others
	hopeless  map[string]complaint // what cannot be as any row has it, by key
	again     bool                 // a row that is entangled has been left out, so that another round is due

	questions *questions
	summary   Summary
}

func newImporter(st store.Store, o *ontology.Ontology, opts Options) *importer {
	j := &importer{
		checker: newChecker(o), st: st, o: o, opts: opts, entries: []*Entry{{}}, numbers: map[*Entry]int{nil: 0},
		places: places{dir: opts.Dir}, cache: map[string]*repeat{}, hopeless: map[string]complaint{},
		differs: &spill.List{Dir: opts.Dir}, questions: newQuestions(o.Store),
	}
	j.staged = j.sorter()
	j.summary.Report = Report{Nodes: map[string]Count{}, Edges: map[string]Count{}}
	return j
}

func (j *importer) sorter() *spill.Sorter {
	return &spill.Sorter{Dir: j.opts.Dir, Memory: j.opts.memory}
}

func (j *importer) close() error {
	return errors.Join(j.places.close(), j.staged.Close(), j.differs.Close())
}

// round puts together what rows say that are not left out, and writes it. It says
// whether another is due.
func (j *importer) round(ctx context.Context) (again bool, err error) {
	if err := j.differs.Close(); err != nil {
		return false, err
	}
	j.differs = &spill.List{Dir: j.opts.Dir}
	out := j.sorter()
	defer func() { err = errors.Join(err, out.Close()) }()
	before := j.summary.Rejected
	if err := j.unite(ctx, out); err != nil || j.summary.Rejected > before {
		return true, err
	}
	j.again = false
	j.summary.Report = Report{Nodes: map[string]Count{}, Edges: map[string]Count{}}
	err = j.write(ctx, out)
	return j.again, err
}

// progress tells of it now and then.
func (j *importer) progress(phase string, done, total int) {
	const every = 64
	if j.opts.Progress != nil && (done%every == 0 || done == total) {
		j.opts.Progress(Progress{phase, int64(done), int64(total)})
	}
}
