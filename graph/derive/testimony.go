package derive

import (
	"slices"

	"parley/graph/ontology"
	"parley/graph/store"
)

// A testimony is how provenance is derived in a domain, with the questions that this asks.
type testimony struct {
	*ontology.Testimony
	rules      *rules
	rank       map[string]int  // of a certainty, the surest first
	evidential map[string]bool // the kinds and relations that keep evidence
	stands     map[string]bool // the kinds that have a provenance
	telling    map[string]bool // the relations whose edges are part of what is said

	stood      *store.Selection            // fields: id, what is kept of it, and then the values of an act and the evidence
	stoodEdges map[string]*store.Selection // by relation; fields: id, source, what is kept of it, and then the evidence if it keeps any
	claimOf    *store.Selection            // of acts; fields: id; a hop to the claim, with its id
	claims     *wholes                     // with hops: the acts, and the claims against it with an act that affirms
	acts       *store.Selection            // of acts; fields: id, polarity; hops: the chain, the claim
	evidence   map[string]*store.Selection // by kind or relation: what has some acts as evidence; fields: id
	leaving    map[string]*incident        // by kind: the edges that have their standing from nodes of it
	nodes      map[string]*wholes          // by kind that keeps evidence
	edges      map[string]*wholes          // by relation: with a hop to the source, with what is kept of it
	nodeKinds  []string                    // the keys of nodes, ordered
}

// A wholes query asks for nodes or edges with all their properties.
type wholes struct {
	known []store.Property
	sel   *store.Selection // fields: id, of edges source and target, and then the properties
	from  int              // the field of the first property
}

// props returns the properties of a row.
func (q *wholes) props(x *store.Item) map[string]any {
	props := map[string]any{}
	for i, p := range q.known {
		if v := x.Value(q.from + i); v != nil {
			props[p.Name] = v
		}
	}
	return props
}

// keptFrom returns the standing in the fields of a row from one on, which are ontology.ProvenanceProperties; nil if there is none.
func keptFrom(x *store.Item, from int) *standing {
	props := map[string]any{}
	for i, name := range ontology.ProvenanceProperties() {
		props[name] = x.Value(from + i)
	}
	if s, ok := standingOf(props); ok {
		return s
	}
	return nil
}

// newTestimony makes the questions. It is nil where nothing has a provenance.
func (r *rules) newTestimony() *testimony {
	if r.Testimony == nil {
		return nil
	}
	y := &testimony{
		Testimony: r.Testimony, rules: r, rank: map[string]int{}, evidential: map[string]bool{}, stands: map[string]bool{}, telling: map[string]bool{},
		evidence: map[string]*store.Selection{}, leaving: map[string]*incident{}, nodes: map[string]*wholes{}, edges: map[string]*wholes{}, stoodEdges: map[string]*store.Selection{},
	}
	for i, c := range y.Certainties {
		y.rank[c] = i
	}
	for _, step := range []store.Along{y.Asserts, y.Cites, y.Speaker, y.Document, y.Contradicts} {
		y.telling[step.Relation] = true
		r.ends[step.Relation] = endsByID(step.Relation)
	}
	y.readKinds()
	y.readRelations()
	y.readActs()
	return y
}

// readKinds makes the questions for claims and for what keeps evidence.
func (y *testimony) readKinds() {
	stood := []string{y.Kind}
	for _, k := range y.rules.Store.Kinds {
		keeps := y.rules.Evidential(k.Name) && k.Name != y.Claim
		if !keeps && k.Name != y.Claim {
			continue
		}
		if y.stands[k.Name] = true; !slices.Contains(stood, k.Name) {
			stood = append(stood, k.Name)
		}
		if keeps {
			y.evidential[k.Name] = true
			y.nodeKinds = append(y.nodeKinds, k.Name)
			y.nodes[k.Name] = y.wholeNodes(&k)
			y.evidence[k.Name] = &store.Selection{Kinds: []string{k.Name}, Where: y.refersToActs(store.OfNode), Pick: store.Pick{Rows: true, Fields: nodeFields("id")}}
		}
	}
	slices.Sort(stood)
	names := append(append([]string{"id"}, ontology.ProvenanceProperties()...), y.Certainty, y.Polarity, y.Evidence)
	y.stood = nodesByID(stood, store.Pick{Rows: true, Fields: nodeFields(names...)})
}

func (y *testimony) refersToActs(of store.Of) store.Cond {
	return store.Compare{Of: of, Property: y.Evidence, Op: store.AnyOf, Arg: idsArg}
}

func (y *testimony) wholeNodes(k *store.Kind) *wholes {
	names := []string{"id"}
	for _, p := range k.Properties {
		names = append(names, p.Name)
	}
	return &wholes{k.Properties, nodesByID([]string{k.Name}, store.Pick{Rows: true, Fields: nodeFields(names...)}), 1}
}

// readRelations makes the questions for edges.
func (y *testimony) readRelations() {
	leaving := map[string][]*store.Hop{}
	for i := range y.rules.Store.Relations {
		rel := &y.rules.Store.Relations[i]
		names := []string{"id", "source", "target"}
		for _, p := range rel.Properties {
			names = append(names, p.Name)
		}
		source := &store.Hop{Step: store.End{Source: true}, Kinds: rel.From, One: true, Pick: store.Pick{Rows: true, Fields: nodeFields(append([]string{"kind"}, ontology.ProvenanceProperties()...)...)}}
		y.edges[rel.Name] = &wholes{rel.Properties, edgesByID(rel.Name, store.Pick{Rows: true, Fields: edgeFields(names...), Hops: []*store.Hop{source}}), 3}
		stood := append([]string{"id", "source"}, ontology.ProvenanceProperties()...)
		if y.rules.Evidential(rel.Name) {
			stood = append(stood, y.Evidence)
		}
		y.stoodEdges[rel.Name] = edgesByID(rel.Name, store.Pick{Rows: true, Fields: edgeFields(stood...)})
		if y.rules.Evidential(rel.Name) {
			y.evidential[rel.Name] = true
			y.evidence[rel.Name] = &store.Selection{Relations: []string{rel.Name}, Where: y.refersToActs(store.OfEdge), Pick: store.Pick{Rows: true, Fields: edgeFields("id")}}
			continue
		}
		for _, kind := range rel.From {
			leaving[kind] = append(leaving[kind], &store.Hop{Step: store.Along{Relation: rel.Name}, Kinds: rel.To, Pick: edgeIDs()})
		}
	}
	for _, kind := range append(slices.Clone(y.nodeKinds), y.Kind, y.Claim) {
		y.leaving[kind] = newIncident([]string{kind}, leaving[kind])
	}
}

// affirmsArg is the further argument of the question for claims: the polarity that affirms.
const affirmsArg = idsArg + 1

// readActs makes the questions for acts and for claims with all their acts.
func (y *testimony) readActs() {
	acts := []string{y.Kind}
	far := func(step store.Along) []string { _, far := y.rules.reach(step.Relation, step.Direction); return far }
	to := func(step store.Along, names ...string) *store.Hop {
		step.Distinct = true
		return &store.Hop{Step: step, Kinds: far(step), Pick: store.Pick{Rows: true, Fields: nodeFields(names...)}}
	}
	back := store.Along{Relation: y.Asserts.Relation, Direction: store.In}
	y.claimOf = nodesByID(acts, store.Pick{Rows: true, Fields: nodeFields("id"), Hops: []*store.Hop{to(y.Asserts, "id")}})
	link := func() []*store.Hop { return []*store.Hop{to(y.Speaker, "id", "kind"), to(y.Document, "id")} }

	chain := &store.Hop{Step: store.Chain{Relation: y.Cites.Relation}, Kinds: acts}
	chain.Pick = store.Pick{Rows: true, Fields: nodeFields("id", y.Certainty, y.Polarity), Hops: link(), Order: store.Order{By: store.ByDistance}}
	y.acts = nodesByID(acts, store.Pick{Rows: true, Fields: nodeFields("id"), Hops: []*store.Hop{chain, to(y.Asserts, "id", ontology.ProvenanceDisputed)}})

	asserted := to(back, "id", y.Certainty, y.Polarity)
	asserted.Kinds, asserted.Hops = acts, append(link(), to(y.Cites, "id"))
	affirmed := to(back)
	affirmed.Kinds, affirmed.Pick = acts, store.Pick{Total: true}
	affirmed.Where = store.Compare{Property: y.Polarity, Op: store.Eq, Arg: affirmsArg}
	against := to(y.Contradicts, "id")
	against.Hops = []*store.Hop{affirmed}
	y.claims = y.wholeNodes(y.rules.Store.Kind(y.Claim))
	y.claims.sel.Hops = []*store.Hop{asserted, against}
}

// link returns a link of a chain: a row whose fields are id, certainty and polarity, and
// whose first hops are speaker and document.
func (y *testimony) link(x *store.Item) *saying {
	s := &saying{id: x.Value(0).(string)}
	s.certainty, _ = x.Value(1).(string)
	s.affirms = x.Value(2) == y.Affirms
	if who := x.Page(0).Items; len(who) > 0 {
		s.speaker = who[0].Value(0).(string)
		s.unnamed = slices.Contains(y.Unnamed, who[0].Value(1).(string))
	}
	if where := x.Page(1).Items; len(where) > 0 {
		s.document = where[0].Value(0).(string)
	}
	return s
}

// testifies says whether nodes of a kind are acts of saying or have a provenance.
func (r *rules) testifies(kind string) bool {
	return r.testimony != nil && (kind == r.testimony.Kind || r.testimony.stands[kind])
}

// speakers returns the speaker of an act that an edge leads to.
func (r *rules) speakers(c store.PutEdge) []string {
	if r.testimony == nil || c.Relation != r.testimony.Speaker.Relation {
		return nil
	}
	return []string{c.Target}
}
