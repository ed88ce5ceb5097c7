package load

import (
	"context"
	"errors"
	"iter"

	"parley/graph/ontology"
	"parley/graph/store"
	"parley/seed/spill"
)

// Import loads what rows say. St must be a store under derive.Store with the ontology o;
// in a dry run it is not used and may be nil.
//
// The rows are read once. A row that cannot be used is left out whole, and told of.
// All that rows say of one id is put together, in the order of the rows, before
// anything is written; then it is put together with what the graph holds:
//   - lists are united;
//   - of other values that differ the later one holds, and the rows' before the
//     graph's; see Entry for values that are kept or counted instead;
//   - what the rows do not give stays.
//
// Which rows can be used is decided before anything is written: first those are left out
// that cannot be used whatever others say, as they refer to nodes that there are nowhere
// or are at odds with the graph; then those that contradict a row before them that is not
// left out. As what a left-out row brings others may need, that is done again until no more
// are left out, most often after two or three readings of what is staged; a chain of rows
// of which each needs what several others bring takes one for each of these.
//
// Then batches are written, each in one transaction. What refers to nodes that come later
// is written behind them; nodes of which each must have the other are only written if one
// row brings both. What the store refuses all the same, because another program
// has changed the graph meanwhile, is found by halving the batch; the row that is so left
// out is told, but words of it that have been written, or that it shares with others, stay.
//
// In a dry run all is decided as for an empty graph, and counted, but nothing is written.
// The graph of which that one takes the place may hold nodes: what refers to nodes that no
// row brings is checked as far as it can be without them, and the row is not left out for it.
// It does not tell of nodes that need each other, which are refused when they are written.
//
// Importing again changes nothing, except that a row can then be used that only stood
// against another that was left out itself. An import that was stopped is finished by
// importing again. Memory is bounded whatever the number of rows, but for a few bits each
// and some hundred bytes for each edge that forms chains or whose ends must share nodes. All
// rows that speak of one node are held together too, most often as numbers. The rest is in
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
	out, err := j.decide(ctx)
	if err != nil {
		return j.summary, err
	}
	if err := errors.Join(j.write(ctx, out), out.Close()); err != nil {
		return j.summary, err
	}
	return j.summary, j.tellDifferences()
}

// Options say how to import. The zero value is good.
type Options struct {
	Dry      bool             // nothing is written, and no graph is looked into
	Strict   bool             // the first row found that cannot be used ends the import, and nothing is written; but see Import for what only the writing shows
	Dir      string           // for temporary files; "" is the system's
	Reject   func(Reject)     // is told why a row is left out, or nil; a row may have several reasons
	Differ   func(Difference) // is told, in the end, where rows disagree, or nil
	Progress func(Progress)   // is told of every few records; it must be quick; or nil

	Batch int // about how many nodes and edges are written in one transaction, 0 for 10,000

	memory int // of each sorter, 0 for its own
}

// A Progress is how far an import is.
type Progress struct {
	Phase string // Reading, then Writing or in a dry run Checking
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
	tallied map[string]bool // keys that any of them tallies

	places   places
	cache    map[string]*repeat
	cached   int           // bytes
	staged   *spill.Sorter // what each row says
	differs  *spill.List
	rejected bits // rows left out

	questions *questions
	summary   Summary
}

func newImporter(st store.Store, o *ontology.Ontology, opts Options) *importer {
	j := &importer{
		checker: newChecker(o), st: st, o: o, opts: opts, entries: []*Entry{{}}, numbers: map[*Entry]int{nil: 0}, tallied: map[string]bool{},
		places: places{dir: opts.Dir}, cache: map[string]*repeat{},
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
