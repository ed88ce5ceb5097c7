package load

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// Chains are the edges that form chains, or whose ends must share nodes: a rule says more of
// them than can be told of one node. They are few, so they are held in memory, some hundred
// bytes each.
type chains struct {
	edges []*union
	ends  map[bound]map[string]bool // those in the graph, by where its chains go on from the edge
	share map[string]string         // what the ends have to share, by relation and node, as one text
	next  map[bound]map[string]map[string]bool
}

func newChains() *chains {
	return &chains{ends: map[bound]map[string]bool{}, share: map[string]string{}, next: map[bound]map[string]map[string]bool{}}
}

// end notes what a node has of that which the ends of some edge at it must share.
func (c *chains) end(x *decider, n *about, graph *present) {
	for _, e := range n.edges {
		if !x.shapes.edges[e.relation].last {
			continue
		}
		if n.kind != "" {
			on := bound{e.relation, store.In}
			if e.direction == store.In {
				on.direction = store.Out
			}
			put(c.ends, on, n.id)
		}
		if x.opts.Dry && len(n.declared) == 0 {
			continue // It is taken to fit.
		}
		along := bound{x.o.Sharing[e.relation], store.Out}
		targets := map[string]bool{}
		for _, other := range n.edges {
			if other.bound == along {
				targets[other.far] = true
			}
		}
		for _, was := range graph.counted[along][n.id] {
			targets[was.Target] = true
		}
		c.share[e.relation+" "+n.id] = quoted(sorted(targets))
	}
}

// quoted lists ids for a sentence.
func quoted(ids []string) string {
	all := make([]string, len(ids))
	for i, id := range ids {
		all[i] = fmt.Sprintf("%q", id)
	}
	return cmp.Or(strings.Join(all, ", "), "none")
}

// add adds an edge.
func (c *chains) add(relation, source, target string) {
	out, in := bound{relation, store.Out}, bound{relation, store.In}
	if c.next[out] == nil {
		c.next[out], c.next[in] = map[string]map[string]bool{}, map[string]map[string]bool{}
	}
	put(c.next[out], source, target)
	put(c.next[in], target, source)
}

// judge leaves out the rows whose edges break a rule, in the order of the rows.
func (c *chains) judge(ctx context.Context, x *decider) error {
	if err := c.read(ctx, x); err != nil {
		return err
	}
	slices.SortFunc(c.edges, func(a, b *union) int { return cmp.Or(cmp.Compare(a.row, b.row), strings.Compare(a.key, b.key)) })
	for _, u := range c.edges {
		d := decoder{u.body}
		e := d.said(x.all)
		reason := c.wrong(x, &e)
		if reason == "" {
			c.add(e.shape.name, e.source, e.target)
			continue
		}
		for _, p := range u.parts {
			if err := x.rejectAll(p.rows, x.at(0, p.entry, "to", e.target, "edge %q: %s", e.id, reason)); err != nil {
				return err
			}
		}
	}
	return nil
}

// wrong says what rule an edge would break, or "".
func (c *chains) wrong(x *decider, e *said) string {
	relation := e.shape.name
	if along := x.o.Sharing[relation]; along != "" {
		a, b := c.share[relation+" "+e.source], c.share[relation+" "+e.target]
		if a != b && a != "" && b != "" {
			return fmt.Sprintf("both ends of %s must have edges of %s to the same nodes, and the source %q has them to %s, the target %q to %s",
				relation, along, e.source, a, e.target, b)
		}
	}
	out := bound{relation, store.Out}
	if !slices.Contains(x.o.Chains, relation) || c.next[out][e.source][e.target] {
		return ""
	}
	ahead, before := map[string]int{}, map[string]int{}
	long := c.length(out, e.target, ahead) + c.length(bound{relation, store.In}, e.source, before)
	switch {
	case e.source == e.target || ahead[e.source] > 0:
		return fmt.Sprintf("it closes a cycle of %s from %q back to it", relation, e.source)
	case long > store.MaxChain:
		return fmt.Sprintf("with it a chain of %s has %d nodes, and %d are the most that are allowed", relation, long, store.MaxChain)
	}
	return ""
}

// length is how many nodes the longest chain from a node has. There is no cycle.
func (c *chains) length(b bound, id string, known map[string]int) int {
	if known[id] == 0 {
		most := 0
		for next := range c.next[b][id] {
			most = max(most, c.length(b, next, known))
		}
		known[id] = most + 1
	}
	return known[id]
}

// read adds what the graph has of the chains at the ends of the edges.
func (c *chains) read(ctx context.Context, x *decider) error {
	ahead, seen := map[bound]map[string]bool{}, map[bound]map[string]bool{}
	for b, ids := range c.ends {
		if slices.Contains(x.o.Chains, b.relation) {
			ahead[b] = ids
		}
	}
	for len(ahead) > 0 {
		now := ahead
		ahead = map[bound]map[string]bool{}
		for b, ids := range now {
			for id := range ids {
				put(seen, b, id)
			}
		}
		err := x.questions.edgesAt(ctx, x.st, now, func(b bound, _ string, e store.Edge) {
			c.add(b.relation, e.Source, e.Target)
			far := e.Target
			if b.direction == store.In {
				far = e.Source
			}
			if !seen[b][far] {
				put(ahead, b, far)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}
