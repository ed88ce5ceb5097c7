// Package analysis answers what no single read can: the paths between two people,
// the surroundings of a node, who stands at the centre, which claims are in dispute,
// how many edges of which relation there are. Each
// answer is a search of our own, the same over any store: it reads the edges of a
// whole frontier at once (see explorer), never of one node after the other, keeps
// what it found as a small graph in memory, and decides there. So what a search
// means is written once, and stores only have to agree on edges.
//
// Timelines and co-presence go along the edges that the schema names by @timeline and
// @presence. The one merges what a store has in order of time behind one place; the other
// sweeps over the times at each place.
//
// Searches are bounded: by what is asked for, by the edges that may be explored and
// by time. One that stops early says so, and what it returns is right up to there.
//
// Who stands at the centre, and who belongs together, can only be told of the whole: there
// all that a filter leaves is read, in pages (see whole), and what is too large is refused.
package analysis

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// A Reader answers queries; every store.Store is one.
type Reader interface {
	Read(ctx context.Context, qs ...store.Query) ([]store.Page, error)
}

// Limits bound a search. A zero value stands for the default.
type Limits struct {
	Edges int           // how many edges may be read; 200,000 by default
	Time  time.Duration // how long it may take; 5 s by default
	Batch int           // how many nodes one read asks about; 1,000 by default
}

// The limits where none are given.
const (
	defaultEdges = 200_000
	defaultTime  = 5 * time.Second
	defaultBatch = 1000
)

// An Analyst searches one graph. It may be used from several goroutines.
type Analyst struct {
	store  Reader
	onto   *ontology.Ontology
	limits Limits
	shapes *shapes
}

// New makes an Analyst of what r holds, whose schema is that of o.
func New(r Reader, o *ontology.Ontology, l Limits) *Analyst {
	if l.Edges <= 0 {
		l.Edges = defaultEdges
	}
	if l.Time <= 0 {
		l.Time = defaultTime
	}
	if l.Batch <= 0 {
		l.Batch = defaultBatch
	}
	return &Analyst{waited{r}, o, l, &shapes{kept: map[string]*store.Selection{}}}
}

// A waited reader asks its Reader only while somebody waits for the answer: who goes away between two Reads of a search is
// not worked for any more.
type waited struct{ Reader }

func (w waited) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return w.Reader.Read(ctx, qs...)
}

// A Node is a node as a picture shows it.
type Node struct {
	ID, Kind string
	Label    string       // its name, a claim's text, an assertion's verb or else "states"
	When     *edtf.Period // nil where it has none
	Degree   int          // how many stored edges it has, a self loop being one; only if wanted
}

// An Edge is an edge as a picture shows it: a stored one, or one that is drawn for
// the nodes between its ends, such as the meetings of two people.
type Edge struct {
	ID, Relation   string
	Source, Target string       // ids of nodes
	Role           string       // the part taken, the post held; "" where there is none
	Count          int          // how many stored edges or nodes it stands for
	When           *edtf.Period // nil where it has none
	First, Last    *edtf.Period // of a drawn one, the times of the first and the last node that it stands for; nil where none has a time, and only if wanted
	Provenance                  // what stands behind it; of a drawn one only if wanted
	Evidence       []string     // ids of the assertions behind it, ordered; only if wanted
}

// Wants says which parts of nodes and edges cost a read of their own and are wanted.
type Wants struct {
	Degree, Evidence, Provenance bool
	Times                        bool // First and Last of drawn edges
}

// An InputError says which value of a request is wrong and why.
type InputError struct {
	At  string // the argument, such as from
	Err error
}

func (e *InputError) Error() string { return e.At + ": " + e.Err.Error() }

// Unwrap returns what is wrong.
func (e *InputError) Unwrap() error { return e.Err }

func wrong(at, format string, a ...any) error {
	return &InputError{At: at, Err: fmt.Errorf(format, a...)}
}

// Why a search stops before its end. Neither reaches a caller.
var (
	errEdges = errors.New("analysis: more edges than may be explored")
	errTime  = errors.New("analysis: the search takes longer than it may")
)

// maxShapes bounds how many shapes of reads are kept. There are few: they depend on
// which kinds and relations are asked about, never on ids or other values.
const maxShapes = 500

// Shapes keep one Selection for each shape of read, since a store keeps the
// statement that it made of a Selection under its address.
type shapes struct {
	mu   sync.Mutex
	kept map[string]*store.Selection
}

// of returns the kept Selection that says the same as s.
func (k *shapes) of(s *store.Selection) *store.Selection {
	key := s.String()
	k.mu.Lock()
	defer k.mu.Unlock()
	if same := k.kept[key]; same != nil {
		return same
	}
	if len(k.kept) >= maxShapes {
		clear(k.kept)
	}
	k.kept[key] = s
	return s
}

// An asking is a query in the making: the values that its Selection names.
type asking struct{ args []any }

func (q *asking) arg(v any) store.Arg {
	q.args = append(q.args, v)
	return store.Arg(len(q.args))
}

// ids is the condition that a node, or an edge, has one of some ids.
func (q *asking) ids(of store.Of, ids []string) store.Cond {
	return store.Compare{Of: of, Property: "id", Op: store.AnyOf, Arg: q.arg(ids)}
}

// among is the condition that a node is one of many: one that is looked at edge by edge. With
// ids alone a store would go from each of them to the edge, for every node of a frontier.
func (q *asking) among(ids []string) store.Cond { return store.Or{q.ids(store.OfNode, ids)} }

// query makes the query of the values and a Selection.
func (a *Analyst) query(q *asking, s *store.Selection) store.Query {
	return store.Query{Select: a.shapes.of(s), Args: q.args}
}

// one asks one query.
func (a *Analyst) one(ctx context.Context, q *asking, s *store.Selection) (*store.Page, error) {
	pages, err := a.store.Read(ctx, a.query(q, s))
	if err != nil {
		return nil, err
	}
	if len(pages) != 1 {
		return nil, fmt.Errorf("analysis: one query gave %d pages", len(pages))
	}
	return &pages[0], nil
}

// all are the kinds of the schema.
func (a *Analyst) all() []string {
	kinds := make([]string, len(a.onto.Store.Kinds))
	for i, k := range a.onto.Store.Kinds {
		kinds[i] = k.Name
	}
	return kinds
}

// text is a value as text, "" if it is none.
func text(v any) string {
	s, _ := v.(string)
	return s
}

// texts is a value as a list of texts.
func texts(v any) []string {
	s, _ := v.([]string)
	return s
}

// number is a value as a whole number, 0 if it is none.
func number(v any) int {
	n, _ := v.(int64)
	return int(n)
}

// period is a value as a time, nil if it is none.
func period(v any) *edtf.Period {
	if p, ok := v.(edtf.Period); ok {
		return &p
	}
	return nil
}
