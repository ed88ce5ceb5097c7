package analysis

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"parley/graph/analysis/network"
	"parley/graph/ontology"
	"parley/graph/store"
)

// A whole is all of the graph that a filter leaves, read into memory as a network. Its nodes are
// those of the kinds that its relations join, numbered by id, so that every store makes the same
// network; its pairs are weighted by the edges, or the nodes in the middle, that they stand for.
//
// It is read in pages of bounded size, not as of one moment: what is written meanwhile may be in
// it or not.
type whole struct {
	*Analyst
	*scope
	ctx    context.Context
	ids    []string // ordered
	kinds  []string // of each
	number map[string]int32
	pairs  map[uint64]int64 // by both numbers, the smaller first: the weight
	rows   int              // of edges, and of nodes in the middle, that were read
	net    *network.Network
}

// wide is how many times more rows a page of a whole has than a frontier has nodes: its rows are
// of two ids, with nothing below.
const wide = 10

// whole reads what a filter leaves; without Relations that is the drawn ones, if there are any.
// Where it is too large, the error is an *InputError.
func (a *Analyst) whole(ctx context.Context, f Filter) (*whole, error) {
	if f.Relations == nil {
		for i := range a.onto.Drawn {
			f.Relations = append(f.Relations, a.onto.Drawn[i].Name)
		}
	}
	w := &whole{Analyst: a, scope: a.scope(f, false), ctx: ctx, number: map[string]int32{}, pairs: map[uint64]int64{}}
	err := w.read()
	if err == nil {
		w.net, err = network.New(ctx, len(w.ids), w.list())
	}
	return w, tooLarge(err)
}

// A sizeError says of a network that is too large how it can be made smaller.
type sizeError struct{ *network.SizeError }

func (e sizeError) Error() string {
	return fmt.Sprintf("the filter leaves at least %d %s, and %s takes %d at most; leave some out by `kinds`, `relations`, `when`, `exclude` or `maxDegree`", e.Have, e.Unit, e.Of, e.Most)
}

func (e sizeError) Unwrap() error { return e.SizeError }

// tooLarge makes an *InputError of one that a network is too large.
func tooLarge(err error) error {
	if size := (*network.SizeError)(nil); errors.As(err, &size) {
		return &InputError{At: "where", Err: sizeError{size}}
	}
	return err
}

func (w *whole) read() error {
	relations := w.relations(w.onto)
	if err := w.readNodes(w.ends(relations)); err != nil {
		return err
	}
	for _, r := range relations {
		if err := w.readEdges(r, func(source, target string) error { return w.join(source, target) }); err != nil {
			return err
		}
	}
	for _, d := range w.drawn {
		if err := w.draw(d); err != nil {
			return err
		}
	}
	return nil
}

// ends are the kinds that pass of those at the ends of the relations, ordered.
func (w *whole) ends(relations []*store.Relation) (kinds []string) {
	for _, r := range relations {
		kinds = append(append(kinds, r.From...), r.To...)
	}
	for _, d := range w.drawn {
		kinds = append(kinds, d.Ends...)
	}
	return slices.DeleteFunc(distinct(kinds), func(k string) bool { return !w.passes(k) })
}

// pages reads all rows of a Selection, a page at a time, in the order of their ids.
func (a *Analyst) pages(ctx context.Context, ask func(*asking) *store.Selection, take func(*store.Item) error) error {
	for after := (store.Position{}); ; {
		q := &asking{}
		s := ask(q)
		s.Rows, s.Positions, s.After = true, true, q.arg(after)
		if s.First == 0 {
			s.First = q.arg(int64(a.limits.Batch * wide))
		}
		page, err := a.one(ctx, q, s)
		if err != nil {
			return err
		}
		for i := range page.Items {
			if err := take(&page.Items[i]); err != nil {
				return err
			}
		}
		if !page.MoreAfter || len(page.Items) == 0 {
			return ctx.Err()
		}
		last := page.Items[len(page.Items)-1].Position()
		if last.ID <= after.ID && last.Edge <= after.Edge {
			return fmt.Errorf("analysis: the rows behind %q end with %q", after.ID+after.Edge, last.ID+last.Edge)
		}
		after = last
	}
}

// readNodes reads and numbers the nodes of some kinds that pass.
func (w *whole) readNodes(kinds []string) error {
	if len(kinds) == 0 {
		return nil
	}
	type node struct{ id, kind string }
	var all []node
	totals := 0
	err := w.pages(w.ctx, func(q *asking) *store.Selection {
		s := &store.Selection{Kinds: kinds, Where: simple(w.node(q, kinds)), Pick: store.Pick{
			Fields: []store.Field{{Of: store.OfNode, Name: "id"}, {Of: store.OfNode, Name: "kind"}},
		}}
		if w.MaxDegree != nil {
			s.Hops, s.First = w.totals(kinds), q.arg(int64(w.limits.Batch))
			totals = len(s.Hops)
		}
		return s
	}, func(item *store.Item) error {
		if w.MaxDegree != nil && degree(item, 0, totals) > *w.MaxDegree {
			return nil
		}
		if all = append(all, node{text(item.Value(0)), text(item.Value(1))}); len(all) > network.MaxNodes {
			return &network.SizeError{Of: "a network", Unit: "nodes", Have: int64(len(all)), Most: network.MaxNodes}
		}
		return nil
	})
	if err != nil {
		return err
	}
	slices.SortFunc(all, func(a, b node) int { return compareText(a.id, b.id) })
	for i, n := range all {
		w.ids, w.kinds, w.number[n.id] = append(w.ids, n.id), append(w.kinds, n.kind), int32(i)
	}
	return nil
}

// row counts a row that was read.
func (w *whole) row() error {
	if w.rows++; w.rows > network.MaxPairs {
		return &network.SizeError{Of: "a network", Unit: "edges", Have: int64(w.rows), Most: network.MaxPairs}
	}
	return nil
}

// readEdges reads the ends of the edges of a relation that pass.
func (w *whole) readEdges(r *store.Relation, take func(source, target string) error) error {
	if _, ok := w.edge(&asking{}, r); !ok {
		return nil
	}
	return w.pages(w.ctx, func(q *asking) *store.Selection {
		conds, _ := w.edge(q, r)
		return &store.Selection{Relations: []string{r.Name}, Where: simple(conds), Pick: store.Pick{
			Order: store.Order{By: store.ByID, Edges: true}, Fields: []store.Field{{Of: store.OfEdge, Name: "source"}, {Of: store.OfEdge, Name: "target"}},
		}}
	}, func(item *store.Item) error {
		if err := w.row(); err != nil {
			return err
		}
		return take(text(item.Value(0)), text(item.Value(1)))
	})
}

// join adds to the weight of two nodes, if both are of the network.
func (w *whole) join(one, other string) error {
	a, ok := w.number[one]
	b, also := w.number[other]
	if !ok || !also || a == b {
		return nil
	}
	return w.weigh(a, b)
}

func (w *whole) weigh(a, b int32) error {
	w.pairs[uint64(min(a, b))<<32|uint64(max(a, b))]++
	if len(w.pairs) > network.MaxPairs {
		return &network.SizeError{Of: "a network", Unit: "pairs", Have: int64(len(w.pairs)), Most: network.MaxPairs}
	}
	return nil
}

// list are the pairs, in any order: to a network all are one, and to sort millions takes seconds that nobody can cut short.
func (w *whole) list() []network.Pair {
	all := make([]network.Pair, 0, len(w.pairs))
	for key, weight := range w.pairs {
		all = append(all, network.Pair{A: int32(key >> 32), B: int32(key & (1<<32 - 1)), Weight: weight})
	}
	w.pairs = nil
	return all
}

// A share says that a node of the network takes part in a node in the middle.
type share struct{ middle, end int32 }

// draw joins all that share a node in the middle.
func (w *whole) draw(d *ontology.Drawn) error {
	middles := map[string]int32{}
	err := w.pages(w.ctx, func(q *asking) *store.Selection {
		return &store.Selection{Kinds: d.Step.Kinds, Where: simple(w.spared(q)), Pick: store.Pick{Fields: []store.Field{{Of: store.OfNode, Name: "id"}}}}
	}, func(item *store.Item) error {
		middles[text(item.Value(0))] = int32(len(middles))
		return w.row()
	})
	if err != nil {
		return err
	}
	var shares []share
	add := func(middle, end string) {
		m, ok := middles[middle]
		e, also := w.number[end]
		if ok && also && slices.Contains(d.Ends, w.kinds[e]) {
			shares = append(shares, share{m, e})
		}
	}
	err = w.readEdges(w.onto.Store.Relation(d.Step.First.Relation), func(source, target string) error {
		if d.Step.First.Direction != store.In {
			add(target, source)
		}
		if d.Step.First.Direction != store.Out {
			add(source, target)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return w.shared(shares)
}

// shared joins, for each node in the middle, each two that share it, once.
func (w *whole) shared(all []share) error {
	slices.SortFunc(all, func(a, b share) int { return cmp.Or(cmp.Compare(a.middle, b.middle), cmp.Compare(a.end, b.end)) })
	all = slices.Compact(all)
	for len(all) > 0 {
		n := slices.IndexFunc(all, func(s share) bool { return s.middle != all[0].middle })
		if n < 0 {
			n = len(all)
		}
		if pairs := n * (n - 1) / 2; pairs > network.MaxPairs {
			return &network.SizeError{Of: "a network", Unit: "pairs", Have: int64(pairs), Most: network.MaxPairs}
		}
		for i, one := range all[:n] {
			if err := w.ctx.Err(); err != nil { // A crowd alone can have millions of pairs.
				return err
			}
			for _, other := range all[:i] {
				if err := w.weigh(one.end, other.end); err != nil {
					return err
				}
			}
		}
		all = all[n:]
	}
	return nil
}
