package derive

import (
	"context"
	"maps"
	"slices"
	"strings"

	"parley/graph/store"
)

// Links asks for the nodes one step away along a relation that forms chains, out
// and in. Fields: id; one hop, with the field id.
type links struct{ out, in *store.Selection }

func newLinks(rel *store.Relation) *links {
	step := func(d store.Direction, near, far []string) *store.Selection {
		return nodesByID(near, store.Pick{Rows: true, Fields: nodeFields("id"), Hops: []*store.Hop{{
			Step: store.Along{Relation: rel.Name, Direction: d, Distinct: true}, Kinds: far,
			Pick: store.Pick{Rows: true, Fields: nodeFields("id")},
		}}})
	}
	return &links{step(store.Out, rel.From, rel.To), step(store.In, rel.To, rel.From)}
}

// A link is an edge of a relation that forms chains.
type link struct{ id, source, target string }

// A web is what has been read of the chains of one relation that new links belong to.
type web struct {
	links    []link
	next     map[string]map[string]bool // by source: the targets
	out, in  way
	relation string
}

// A way is one direction in which a web is read.
type way struct {
	sel         *store.Selection
	ahead, seen map[string]bool // the nodes to be read next, and all that were
}

func newWeb(relation string, q *links) *web {
	return &web{
		relation: relation, next: map[string]map[string]bool{},
		out: way{q.out, map[string]bool{}, map[string]bool{}}, in: way{q.in, map[string]bool{}, map[string]bool{}},
	}
}

// checkChains checks that the links moved have closed no cycle and made no chain too
// long. Any that they have passes through one of them, so it lies in what can be
// reached from their targets forwards and from their sources backwards. That is
// read step by step, all relations at once, and no farther than a chain may be long.
func (t *tx) checkChains(ctx context.Context, vs *Violations) error {
	webs := map[string]*web{}
	for id, c := range t.edges {
		q := t.rules.chains[c.Relation]
		if q == nil || !t.moved[id] {
			continue
		}
		if webs[c.Relation] == nil {
			webs[c.Relation] = newWeb(c.Relation, q)
		}
		w := webs[c.Relation]
		w.links = append(w.links, link{id, c.Source, c.Target})
		add(w.next, c.Source, c.Target)
		w.out.reach(c.Target)
		w.in.reach(c.Source)
	}
	for range store.MaxChain {
		var a asking
		for _, w := range webs {
			w.out.step(&a, func(near, far string) { add(w.next, near, far) })
			w.in.step(&a, func(near, far string) { add(w.next, far, near) })
		}
		if err := a.read(ctx, t.Tx); err != nil {
			return err
		}
	}
	for _, w := range webs {
		w.check(vs)
	}
	return nil
}

func (w *way) reach(id string) {
	if !w.seen[id] {
		w.seen[id], w.ahead[id] = true, true
	}
}

// step asks for the next nodes, if there are any, and tells of each link to one.
func (w *way) step(a *asking, found func(near, far string)) {
	now := w.ahead
	w.ahead = map[string]bool{}
	a.ask(w.sel, now, func(x *store.Item) {
		for _, row := range x.Page(0).Items {
			far := row.Value(0).(string)
			found(x.Value(0).(string), far)
			w.reach(far)
		}
	})
}

// check looks for a cycle, and else for a chain that is too long.
func (w *web) check(vs *Violations) {
	walk := walk{next: w.next, length: map[string]int{}, at: map[string]int{}}
	for _, id := range slices.Sorted(maps.Keys(w.next)) {
		if walk.from(id); walk.cycle != nil {
			vs.add("edge", w.linkOn(walk.cycle), "it closes a cycle of %s: %s", w.relation, quoted(walk.cycle))
			return
		}
	}
	if chain := walk.longest(); len(chain) > store.MaxChain {
		vs.add("edge", w.linkOn(chain), "with it a chain of %s has more nodes than %d, the most that are allowed: %s",
			w.relation, store.MaxChain, quoted(chain))
	}
}

// linkOn returns the id of a new link on the path, of which there is one.
func (w *web) linkOn(path []string) string {
	slices.SortFunc(w.links, func(a, b link) int { return strings.Compare(a.id, b.id) })
	for _, l := range w.links {
		if i := slices.Index(path, l.source); i >= 0 && i+1 < len(path) && path[i+1] == l.target {
			return l.id
		}
	}
	return w.links[0].id
}

// A walk goes through a web depth first and finds how long the chains are.
type walk struct {
	next   map[string]map[string]bool
	length map[string]int // of the longest chain from a node, in nodes
	at     map[string]int // the places of the nodes of path
	path   []string
	cycle  []string // the nodes of one, the first again at the end
}

func (w *walk) from(id string) {
	if from, on := w.at[id]; on {
		w.cycle = append(slices.Clone(w.path[from:]), id)
		return
	}
	if w.length[id] > 0 {
		return
	}
	w.at[id] = len(w.path)
	w.path = append(w.path, id)
	length := 0
	for _, next := range slices.Sorted(maps.Keys(w.next[id])) {
		if w.from(next); w.cycle != nil {
			return
		}
		length = max(length, w.length[next])
	}
	w.length[id] = length + 1
	w.path = w.path[:len(w.path)-1]
	delete(w.at, id)
}

// longest returns the nodes of a longest chain, when all have been walked.
func (w *walk) longest() (chain []string) {
	var ahead []string
	for id := range w.length {
		ahead = append(ahead, id)
	}
	for len(ahead) > 0 {
		slices.SortFunc(ahead, func(a, b string) int {
			if w.length[a] != w.length[b] {
				return w.length[b] - w.length[a]
			}
			return strings.Compare(a, b)
		})
		chain = append(chain, ahead[0])
		ahead = slices.Collect(maps.Keys(w.next[ahead[0]]))
	}
	return chain
}
