package derive

import (
	"context"

	"parley/graph/ontology"
	"parley/graph/store"
)

// Doubts are what may have another standing than is written, when a transaction is done.
type doubts struct {
	acts   map[string]bool            // that have changed, or what they say, of whom or where
	claims map[string]bool            // that have got or lost an act, or a claim against them
	nodes  map[string]map[string]bool // by kind: nodes with evidence that were put
	edges  map[string]map[string]bool // by relation: edges that were put
}

func newDoubts() doubts {
	return doubts{acts: map[string]bool{}, claims: map[string]bool{}, nodes: map[string]map[string]bool{}, edges: map[string]map[string]bool{}}
}

func (d *doubts) none() bool {
	return len(d.acts) == 0 && len(d.claims) == 0 && len(d.nodes) == 0 && len(d.edges) == 0
}

// Stood is what was kept of a node or an edge before a Write.
type stood struct {
	source              string    // of an edge
	standing            *standing // nil if there is none
	certainty, polarity any       // of an act
	evidence            []string  // ordered, each once
}

// A past is what was kept before a Write, by id.
type past struct{ nodes, edges map[string]stood }

// lookBack reads what is kept of the nodes put that were there, of the edges put whose standing a
// draft does not know, and of these edges' sources. What of these goes in the same Write was not there.
func (t *tx) lookBack(ctx context.Context, changes []store.Change, d *draft) (past, error) {
	y := t.rules.testimony
	nodes, edges := map[string]bool{}, map[string]map[string]bool{}
	goneNodes, goneEdges := map[string]bool{}, map[string]bool{}
	for _, c := range changes {
		switch c := c.(type) {
		case store.PutNode:
			if (c.Kind == y.Kind || y.stands[c.Kind]) && t.facts[c.ID].kind != "" {
				nodes[c.ID] = true
			}
		case store.PutEdge:
			if d.edge(c) != nil {
				continue
			}
			if !goneEdges[c.ID] {
				add(edges, c.Relation, c.ID)
			}
			if _, put := d.written[c.Source]; !put && !goneNodes[c.Source] && !y.evidential[c.Relation] {
				nodes[c.Source] = true
			}
		case store.DeleteNode:
			goneNodes[c.ID] = true
		case store.DeleteEdge:
			goneEdges[c.ID] = true
		}
	}
	found := past{map[string]stood{}, map[string]stood{}}
	var a asking
	a.ask(y.stood, nodes, func(x *store.Item) {
		n := 1 + len(ontology.ProvenanceProperties())
		found.nodes[x.Value(0).(string)] = stood{"", keptFrom(x, 1), x.Value(n), x.Value(n + 1), distinct(held(x.Value(n + 2)))}
	})
	for relation, ids := range edges {
		a.ask(y.stoodEdges[relation], ids, func(x *store.Item) {
			old := stood{source: x.Value(1).(string), standing: keptFrom(x, 2)}
			if y.evidential[relation] {
				old.evidence = distinct(held(x.Value(2 + len(ontology.ProvenanceProperties()))))
			}
			found.edges[x.Value(0).(string)] = old
		})
	}
	return found, a.read(ctx, t.Tx)
}

// note notes what a Write leaves in doubt besides what it put. Before are the ends that edges
// had.
func (t *tx) note(changes []store.Change, d *draft, before map[string]ends, past past) {
	for _, c := range changes {
		switch c := c.(type) {
		case store.PutNode:
			old := past.nodes[c.ID]
			if c.Kind == d.y.Kind && !d.fresh[c.ID] && (old.certainty != c.Props[d.y.Certainty] || old.polarity != c.Props[d.y.Polarity]) {
				t.doubts.acts[c.ID] = true
			}
		case store.PutEdge:
			if old, now := before[c.ID], (ends{c.Source, c.Target}); d.y.telling[c.Relation] && old != now {
				t.noteEdge(c.Relation, old, d)
				t.noteEdge(c.Relation, now, d)
			}
		case store.DeleteEdge:
			if rel := t.rules.relation(c.ID); d.y.telling[rel] {
				t.noteEdge(rel, before[c.ID], d)
			}
		}
	}
}

// noteEdge notes what an edge that came or went is part of.
func (t *tx) noteEdge(relation string, e ends, d *draft) {
	if e == (ends{}) {
		return
	}
	doubt := func(claim string) {
		if d.claim(claim) == nil {
			t.doubts.claims[claim] = true
		}
	}
	if relation == d.y.Contradicts.Relation {
		doubt(e.source)
		doubt(e.target)
		return
	}
	if !d.settled(e.source) {
		t.doubts.acts[e.source] = true
	}
	if relation == d.y.Asserts.Relation {
		doubt(e.target)
	}
}
