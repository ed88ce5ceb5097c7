package derive

import (
	"context"
	"maps"
	"slices"

	"parley/graph/store"
)

// A settling finds out what stands behind all that is in doubt at the end of a transaction,
// and behind what hangs on it. It reads, step by step, the claims, what has their acts as
// evidence, and what stands as these do; never more than what can be reached so, and always in
// as many steps.
type settling struct {
	*tx
	y       *testimony
	claims  map[string]*claim
	new     map[string]*standing       // of nodes, where it is not what is kept
	acts    map[string]bool            // whose standing as evidence may be another
	moved   map[string]bool            // claims that have another standing than is kept
	nodes   map[string]map[string]bool // by kind
	edges   map[string]map[string]bool // by relation
	events  []whole
	links   []whole
	said    map[string]*act
	changes []store.Change
}

// A claim is one that was read with all its acts.
type claim struct {
	whole
	acts    map[string]*saying
	against map[string]bool // the claims against it, and whether an act affirms them
}

// A whole is a node or an edge as it is kept.
type whole struct {
	owner          string // its kind or relation
	id             string
	source, target string // of an edge
	from           string // the kind of the source
	above          *standing
	props          map[string]any
}

// An act is an act of saying that is evidence.
type act struct {
	chain    chain
	claim    string
	disputed bool // whether the claim is kept as such
}

// settle returns the changes that give all that is in doubt its standing.
func (t *tx) settle(ctx context.Context) ([]store.Change, error) {
	if t.rules.testimony == nil || t.doubts.none() {
		return nil, nil
	}
	s := &settling{
		tx: t, y: t.rules.testimony, claims: map[string]*claim{}, new: map[string]*standing{}, acts: map[string]bool{}, moved: map[string]bool{},
		nodes: t.doubts.nodes, edges: t.doubts.edges, said: map[string]*act{},
	}
	for _, step := range []func(context.Context) error{s.readClaims, s.readHanging, s.readNodes, s.readEdges, s.readActs} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	s.weighNodes()
	s.weighEdges()
	return s.changes, nil
}

// readClaims reads the claims in doubt and those beside which they cannot be so, and finds out
// which acts and claims have another standing.
func (s *settling) readClaims(ctx context.Context) error {
	var a asking
	a.ask(s.y.claimOf, s.doubts.acts, func(x *store.Item) {
		for _, claim := range x.Page(0).Items {
			s.doubts.claims[claim.Value(0).(string)] = true
		}
	})
	if err := a.read(ctx, s.Tx); err != nil {
		return err
	}
	if err := s.readWhole(ctx, s.doubts.claims); err != nil {
		return err
	}
	beside := map[string]bool{}
	for _, c := range s.claims {
		for id := range c.against {
			if s.claims[id] == nil {
				beside[id] = true
			}
		}
	}
	if err := s.readWhole(ctx, beside); err != nil {
		return err
	}
	for _, id := range sorted(s.claims) {
		s.weighClaim(s.claims[id])
	}
	return nil
}

func (s *settling) readWhole(ctx context.Context, ids map[string]bool) error {
	var a asking
	a.ask(s.y.claims.sel, ids, func(x *store.Item) {
		c := &claim{whole: whole{owner: s.y.Claim, id: x.Value(0).(string), props: s.y.claims.props(x)}, acts: map[string]*saying{}, against: map[string]bool{}}
		for i := range x.Page(0).Items {
			link := s.y.link(&x.Page(0).Items[i])
			if cited := x.Page(0).Items[i].Page(2).Items; len(cited) > 0 {
				link.cites = cited[0].Value(0).(string)
			}
			c.acts[link.id] = link
		}
		for i := range x.Page(1).Items {
			other := &x.Page(1).Items[i]
			c.against[other.Value(0).(string)] = other.Page(0).Total > 0
		}
		s.claims[c.id] = c
	}, s.y.Affirms)
	return a.read(ctx, s.Tx)
}

// weighClaim weighs a claim, and notes what hangs on it.
func (s *settling) weighClaim(c *claim) {
	acts := chained(c.acts, sorted(c.acts))
	now := s.y.weigh(acts, has(acts, false) || slices.Contains(slices.Collect(maps.Values(c.against)), true))
	was, _ := standingOf(c.props)
	for _, chain := range acts {
		if now.disputed != was.disputed || slices.ContainsFunc(chain, func(link *saying) bool { return s.doubts.acts[link.id] }) {
			s.acts[chain[0].id] = true
		}
	}
	s.new[c.id] = now
	if !s.stands(&c.whole, now) {
		s.moved[c.id] = true
	}
}

// stands says whether a standing is kept already. If it is not, it is to be written.
func (s *settling) stands(w *whole, now *standing) bool {
	if was, ok := standingOf(w.props); ok && was.equal(now) {
		return true
	}
	now.put(w.props)
	if w.source == "" {
		s.changes = append(s.changes, store.PutNode{Node: store.Node{ID: w.id, Kind: w.owner, Props: w.props}})
	} else {
		s.changes = append(s.changes, store.PutEdge{Edge: store.Edge{ID: w.id, Relation: w.owner, Source: w.source, Target: w.target, Props: w.props}})
	}
	return false
}

// readHanging finds what has one of the acts as evidence, and the edges that stand as the acts
// and the claims do.
func (s *settling) readHanging(ctx context.Context) error {
	var a asking
	for _, owner := range sorted(s.y.evidence) {
		into := s.edges
		if s.y.nodes[owner] != nil {
			into = s.nodes
		}
		a.ask(s.y.evidence[owner], s.acts, func(x *store.Item) { add(into, owner, x.Value(0).(string)) })
	}
	found := map[string]bool{}
	s.y.leaving[s.y.Kind].ask(&a, s.acts, found)
	s.y.leaving[s.y.Claim].ask(&a, s.moved, found)
	err := a.read(ctx, s.Tx)
	s.find(found)
	return err
}

// find adds edges to those that are in doubt.
func (s *settling) find(edges map[string]bool) {
	for id := range edges {
		add(s.edges, s.rules.relation(id), id)
	}
}

// readNodes reads the nodes with evidence, and finds the edges that stand as they do.
func (s *settling) readNodes(ctx context.Context) error {
	var a asking
	found := map[string]bool{}
	for _, kind := range sorted(s.nodes) {
		q := s.y.nodes[kind]
		a.ask(q.sel, s.nodes[kind], func(x *store.Item) {
			s.events = append(s.events, whole{owner: kind, id: x.Value(0).(string), props: q.props(x)})
		})
		s.y.leaving[kind].ask(&a, s.nodes[kind], found)
	}
	err := a.read(ctx, s.Tx)
	s.find(found)
	return err
}

func (s *settling) readEdges(ctx context.Context) error {
	var a asking
	for _, relation := range sorted(s.edges) {
		q := s.y.edges[relation]
		a.ask(q.sel, s.edges[relation], func(x *store.Item) {
			source := &x.Page(0).Items[0]
			s.links = append(s.links, whole{
				owner: relation, id: x.Value(0).(string), source: x.Value(1).(string), target: x.Value(2).(string), props: q.props(x),
				from: source.Value(0).(string), above: keptFrom(source, 1),
			})
		})
	}
	return a.read(ctx, s.Tx)
}

// readActs reads the acts that are evidence of what was read.
func (s *settling) readActs(ctx context.Context) error {
	ids := map[string]bool{}
	for _, w := range slices.Concat(s.events, s.links) {
		for _, id := range s.evidenceOf(&w) {
			ids[id] = true
		}
	}
	var a asking
	a.ask(s.y.acts, ids, func(x *store.Item) {
		var c act
		for i := range x.Page(0).Items {
			c.chain = append(c.chain, s.y.link(&x.Page(0).Items[i]))
		}
		for _, of := range x.Page(1).Items {
			c.claim = of.Value(0).(string)
			c.disputed, _ = of.Value(1).(bool)
		}
		s.said[x.Value(0).(string)] = &c
	})
	return a.read(ctx, s.Tx)
}

// evidenceOf returns the acts that stand behind a node or an edge.
func (s *settling) evidenceOf(w *whole) []string {
	switch {
	case s.y.evidential[w.owner]:
		return distinct(held(w.props[s.y.Evidence]))
	case w.from == s.y.Kind:
		return []string{w.source}
	}
	return nil
}

// weighEvidence weighs acts that are evidence.
func (s *settling) weighEvidence(ids []string) *standing {
	var chains []chain
	disputed := false
	for _, id := range ids {
		c := s.said[id]
		chains = append(chains, c.chain)
		if now := s.new[c.claim]; now != nil {
			disputed = disputed || now.disputed
		} else {
			disputed = disputed || c.disputed
		}
	}
	return s.y.weigh(chains, disputed)
}

func (s *settling) weighNodes() {
	for i := range s.events {
		w := &s.events[i]
		s.new[w.id] = s.weighEvidence(s.evidenceOf(w))
		s.stands(w, s.new[w.id])
	}
}

func (s *settling) weighEdges() {
	for i := range s.links {
		w := &s.links[i]
		now := s.new[w.source]
		switch {
		case s.y.evidential[w.owner] || w.from == s.y.Kind:
			now = s.weighEvidence(s.evidenceOf(w))
		case !s.y.stands[w.from]:
			now = &standing{}
		case now == nil:
			if now = w.above; now == nil {
				now = &standing{}
			}
		}
		s.stands(w, now)
	}
}

// sorted returns the keys in order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
