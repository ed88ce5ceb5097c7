package analysis

import (
	"context"
	"slices"
	"strings"

	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// MaxOf bounds the ids of one timeline.
const MaxOf = 50

// A TimelineQuery asks for what some nodes were part of. The schema says by @timeline which
// edges tell of it.
type TimelineQuery struct {
	Of     []string // ids, of which one that is given twice counts once; at most MaxOf
	Window *Window  // what stands there must overlap it; nil lets all pass
	First  int      // from 0: how many things are wanted
	After  *store.Position
	Total  bool // whether the number of all is wanted
}

// A Timeline is a page of what some nodes were part of, each thing once, in order of time
// and then by id, what has no time last.
type Timeline struct {
	Entries []Entry
	Before  bool // surely there is more before: After was given
	More    bool // there is more behind
	Total   int  // if wanted
}

// An Entry is what stands in a timeline: a node, or an edge.
type Entry struct {
	Node string // the id of the node; "" where an edge stands there
	Edge *Edge  // nil where a node does
	When *edtf.Period
	Of   []string // those of the asked ids in whose timelines it stands, in the order asked for
	At   store.Position
}

// TimelineOrder is the order of a timeline, for its cursors. A Position has the id of a
// node or that of an edge.
func TimelineOrder() store.Order { return store.Order{By: store.ByTime, Property: ontology.Effective} }

// Timeline reads, for all asked nodes in one Read, the first entries behind After along each
// of the edges that tell of them, which a store has in their order, and merges these: what is
// not among the first along its own edges is not among the first of all. What is wrong with
// the query is an *InputError.
func (a *Analyst) Timeline(ctx context.Context, q TimelineQuery) (*Timeline, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	if len(q.Of) == 0 {
		return &Timeline{Entries: []Entry{}, Before: q.After != nil}, nil
	}
	q.Of = firstOfEach(q.Of)
	t := &timeline{Analyst: a, TimelineQuery: q, found: map[entryID]*Entry{}}
	pages, err := a.store.Read(ctx, t.queries()...)
	if err != nil {
		return nil, err
	}
	if err := t.take(&pages[0]); err != nil {
		return nil, err
	}
	out := t.page()
	if q.Total {
		out.Total = t.total(pages)
	}
	return out, nil
}

func (q *TimelineQuery) check() error {
	if len(q.Of) > MaxOf {
		return wrong("of", "%d ids; at most %d can be asked for at once", len(q.Of), MaxOf)
	}
	if p := q.After; p != nil && (p.ID == "") == (p.Edge == "") {
		return wrong("after", "it is no cursor of a timeline; take it from pageInfo or from an edge")
	}
	return nil
}

// firstOfEach are the texts, each where it first stands.
func firstOfEach(all []string) (out []string) {
	for _, s := range all {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// A timeline is one in the making.
type timeline struct {
	*Analyst
	TimelineQuery
	roots  *store.Selection // the asked nodes
	tracks []*along         // the hops of the roots
	found  map[entryID]*Entry
	own    int // how many of the asked nodes stand in their own timelines

	counted int // hops of countAlong that count what is on a track
	twice   int // and behind them, those that count what is on two
}

// An entryID is the id of a node or of an edge.
type entryID struct {
	edge bool
	id   string
}

// along is a track and its hop.
type along struct {
	*ontology.Track
	at int // the number of the hop
}

// queries are the asked nodes with the beginnings of their tracks, and what counts all that is there.
func (t *timeline) queries() []store.Query {
	q := &asking{}
	t.roots = &store.Selection{Kinds: t.all(), Where: q.ids(store.OfNode, t.Of), Pick: store.Pick{Rows: true}}
	for _, name := range append([]string{"id", "kind"}, t.times()...) {
		t.roots.Fields = append(t.roots.Fields, store.Field{Of: store.OfNode, Name: name})
	}
	first, after := q.arg(int64(t.First+1)), [2]store.Arg{}
	if t.After != nil { // The same place among nodes, and among edges.
		id := t.After.ID + t.After.Edge
		after[0] = q.arg(store.Position{Keys: t.After.Keys, ID: id})
		after[1] = q.arg(store.Position{Keys: t.After.Keys, Edge: id})
	}
	for i := range t.onto.Tracks {
		t.follow(q, &t.onto.Tracks[i], first, after)
	}
	qs := []store.Query{t.query(q, t.roots)}
	if t.Total {
		qs = append(append(qs, t.countAlong()), t.countNodes()...)
	}
	return qs
}

// follow adds the hop along a track.
func (t *timeline) follow(q *asking, track *ontology.Track, first store.Arg, after [2]store.Arg) {
	h := t.hop(q, track)
	h.Rows, h.First, h.After = true, first, after[0]
	h.Order = store.Order{By: store.ByTime, Property: track.Time}
	h.Fields = []store.Field{{Of: store.OfNode, Name: "id"}, {Of: store.OfNode, Name: track.Time}}
	if track.Edge {
		h.Order.Of, h.Order.Edges, h.After = store.OfEdge, true, after[1]
		h.Fields = t.edgeFields(track)
	}
	t.add(track, h)
	if track.Edge && t.After != nil && strings.HasPrefix(t.After.ID, strings.ToLower(track.Step.Relation)+":") {
		// An edge that has the id of the node that the page before ended with lies behind it.
		tied := t.hop(q, track, q.ids(store.OfEdge, []string{t.After.ID}))
		tied.Rows, tied.Order, tied.Fields = true, h.Order, h.Fields
		t.add(track, tied)
	}
}

func (t *timeline) add(track *ontology.Track, h *store.Hop) {
	t.tracks = append(t.tracks, &along{track, len(t.roots.Hops)})
	t.roots.Hops = append(t.roots.Hops, h)
}

// hop is the way along a track to what passes the window.
func (t *timeline) hop(q *asking, track *ontology.Track, also ...store.Cond) *store.Hop {
	return &store.Hop{On: track.On, Step: track.Step, Kinds: track.Kinds, Where: simple(append(t.during(q, track), also...))}
}

// during is the condition that what stands on a track overlaps the window.
func (t *timeline) during(q *asking, track *ontology.Track) store.And {
	w := t.Window
	if w == nil {
		return nil
	}
	of := store.OfNode
	if track.Edge {
		of = store.OfEdge
	}
	return store.And{w.during(q, of, track.Time)}
}

// edgeFields are what an edge on a track is shown by.
func (t *timeline) edgeFields(track *ontology.Track) (all []store.Field) {
	r := t.onto.Store.Relation(track.Step.Relation)
	for _, name := range []string{"id", "relation", "source", "target"} {
		all = append(all, store.Field{Of: store.OfEdge, Name: name})
	}
	for _, name := range []string{roleProperty, titleProperty, ontology.Effective} {
		if r.Property(name) != nil {
			all = append(all, store.Field{Of: store.OfEdge, Name: name})
		}
	}
	all = append(append(all, provenanceFields(r)...), store.Field{Of: store.OfEdge, Name: evidenceProperty})
	return all
}

// times are the names under which kinds keep their times.
func (a *Analyst) times() (names []string) {
	for _, k := range a.onto.Store.Kinds {
		if k.Time != "" && !slices.Contains(names, k.Time) {
			names = append(names, k.Time)
		}
	}
	return names
}
