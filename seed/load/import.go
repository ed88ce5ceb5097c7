package load

import (
	"context"
	"errors"
	"iter"

	"parley/graph/ontology"
	"parley/graph/store"
	"parley/seed/spill"
)

// Import loads what rows say. St must be a store under derive.Store with the ontology o.
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
// In a dry run the store is an empty one that the caller throws away, and all is done to
// it that would be done to the graph of which it takes the place. That graph may hold nodes
// that the store does not: what refers to nodes that no row brings is checked as far as it
// can be without them and counted, but not written, and the row is not left out for it.
//
// Importing again changes nothing, except that a row can then be used that only stood
// against another that was left out itself. An import that was stopped is finished by
// importing again; if rows are left out that others share an id with, what they say of
// it may stay from before the stop. Memory is bounded whatever the number of rows, but for a few bits
// each and, in a dry run, some bytes for each id that no row brings; the rest is in
// temporary files.
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
	j.summary.Absent, j.summary.FirstAbsent = j.absent.count, j.absent.first
	return j.summary, j.tellDifferences()
}

// Options say how to import. The zero value is good.
type Options struct {
	Dry      bool             // the store is not the graph, but a temporary one to try the rows on
	Strict   bool             // the first row that cannot be used ends the import; of its batch nothing is written, and nothing at all if it is found before the writing
	Dir      string           // for temporary files; "" is the system's
	Reject   func(Reject)     // is told why a row is left out, or nil; a row may have several reasons
	Differ   func(Difference) // is told, in the end, where rows disagree, or nil
	Progress func(Progress)   // is told of every few records; it must be quick; or nil

	batch  int // records of a batch, 0 for batchRecords
	memory int // of each sorter, 0 for its own
}

// A Progress is how far an import is.
type Progress struct {
	Phase string // Reading, then Writing or in a dry run Checking, which can come several times
	Done  int64  // rows read, or nodes and edges written or checked
	Total int64  // nodes and edges to write or check, 0 if it is not known
}

// The phases of an import.
const (
	Reading  = "reading"
	Writing  = "writing"
	Checking = "checking"
)

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
	absent    absent               // what no row brings, of this round
	again     bool                 // a row that is entangled has been left out, so that another round is due

	questions *questions
	summary   Summary
}

func newImporter(st store.Store, o *ontology.Ontology, opts Options) *importer {
	j := &importer{
		checker: newChecker(o), st: st, o: o, opts: opts, entries: []*Entry{{}}, numbers: map[*Entry]int{nil: 0},
		places: places{dir: opts.Dir}, cache: map[string]*repeat{}, hopeless: map[string]complaint{},
		differs: &spill.List{Dir: opts.Dir}, absent: newAbsent(), questions: newQuestions(o.Store),
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
	j.differs, j.absent = &spill.List{Dir: j.opts.Dir}, newAbsent()
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
	if j.opts.Dry && phase == Writing {
		phase = Checking
	}
	if j.opts.Progress != nil && (done%every == 0 || done == total) {
		j.opts.Progress(Progress{phase, int64(done), int64(total)})
	}
}
