package analysis_test

import (
	"cmp"
	"encoding/base64"
	"slices"

	"parley/graph/analysis"
	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// The naive searches: written to be seen to be right, over a plain graph.

// passes says whether a stored edge passes a filter; its ends are judged apart.
func passes(f *analysis.Filter, e store.Edge) bool {
	if f.When != nil && !within(f.When, e.Props[ontology.Effective]) {
		return false
	}
	p := f.Provenance
	if p == nil {
		return true
	}
	origins, _ := e.Props["provenanceOrigins"].(int64)
	documents, _ := e.Props["provenanceDocuments"].(int64)
	certainty, _ := e.Props["provenanceCertainty"].(string)
	disputed, _ := e.Props["provenanceDisputed"].(bool)
	anonymous, _ := e.Props["provenanceAnonymous"].(bool)
	return (p.MinOrigins == nil || int(origins) >= *p.MinOrigins) && (p.MinDocuments == nil || int(documents) >= *p.MinDocuments) &&
		(p.Certainty == nil || slices.Contains(p.Certainty, certainty)) &&
		(p.Disputed == nil || disputed == *p.Disputed) && (p.Anonymous == nil || anonymous == *p.Anonymous)
}

// within says whether a time, or none, is in a window.
func within(w *analysis.Window, at any) bool {
	p, dated := at.(edtf.Period)
	return dated && p.Possibly(w.Window) && (!w.Certain || p.Certainly(w.Window)) || !dated && w.Undated
}

// behind is what the properties of an edge say of it.
func behind(e store.Edge) (p analysis.Provenance) {
	if n, ok := e.Props["provenanceOrigins"].(int64); ok {
		p.Origins = int(n)
		p.Documents = int(e.Props["provenanceDocuments"].(int64))
		p.Certainty, _ = e.Props["provenanceCertainty"].(string)
		p.Disputed = e.Props["provenanceDisputed"].(bool)
		p.Anonymous = e.Props["provenanceAnonymous"].(bool)
	}
	return p
}

// A tie is an edge of the graph that a filter leaves, stored or drawn.
type tie struct {
	id, relation, source, target string
	behind                       analysis.Provenance
	count                        int
	evidence                     []string
	first, last                  *edtf.Period // of what it is drawn for
}

// ties are all edges between nodes that pass; collapse draws MET for meetings.
func (w *world) ties(f *analysis.Filter, collapse bool) (all []tie) {
	for _, id := range sortedKeys(w.edges) {
		e := w.edges[id]
		if passes(f, e) && (f.Relations == nil || slices.Contains(f.Relations, e.Relation)) {
			all = append(all, tie{e.ID, e.Relation, e.Source, e.Target, behind(e), 1, w.evidence(e), nil, nil})
		}
	}
	if slices.Contains(f.Relations, "MET") || collapse && (f.Relations == nil || slices.Contains(f.Relations, "ATTENDED")) {
		all = append(all, w.met(f)...)
	}
	return all
}

// met are the pairs of those who took part in one meeting.
func (w *world) met(f *analysis.Filter) (all []tie) {
	agents := w.agents()
	for i, a := range agents {
		for _, b := range agents[i+1:] {
			enc := base64.RawURLEncoding.EncodeToString
			t := tie{id: "met:" + enc([]byte(a)) + "." + enc([]byte(b)), relation: "MET", source: a, target: b, evidence: []string{}}
			var taken []store.Edge
			var times []edtf.Period
			for _, m := range w.of(w.ids(), []string{"Meeting"}) {
				one, other := w.attended(f, a, m), w.attended(f, b, m)
				if len(one) > 0 && len(other) > 0 && !slices.Contains(f.Exclude, m) {
					t.count++
					taken = slices.Concat(taken, one, other)
					if at, dated := w.nodes[m].Props["when"].(edtf.Period); dated {
						times = append(times, at)
					}
				}
			}
			for _, e := range taken {
				t.evidence = append(t.evidence, w.evidence(e)...)
			}
			t.behind = union(taken)
			if slices.SortStableFunc(times, edtf.Compare); len(times) > 0 { // They came in order of ids.
				t.first, t.last = &times[0], &times[len(times)-1]
			}
			slices.Sort(t.evidence)
			t.evidence = slices.Compact(t.evidence)
			if t.count > 0 {
				all = append(all, t)
			}
		}
	}
	return all
}

// agents are the nodes that can meet.
func (w *world) agents() []string {
	return w.of(w.ids(), []string{"Organization", "Person", "UnnamedAgent"})
}

// union is what stands behind several edges.
func union(all []store.Edge) (p analysis.Provenance) {
	documents, origins, said := map[string]bool{}, map[string]bool{}, map[string]bool{}
	named := false
	for _, e := range all {
		for _, id := range listed(e, "provenanceDocumentIds") {
			documents[id] = true
		}
		for _, id := range listed(e, "provenanceOriginIds") {
			origins[id] = true
		}
		p.Disputed = p.Disputed || e.Props["provenanceDisputed"] == true
		if c, ok := e.Props["provenanceCertainty"].(string); ok {
			said[c] = true
			named = named || e.Props["provenanceAnonymous"] != true
		}
	}
	p.Documents, p.Origins, p.Anonymous = len(documents), len(origins), len(said) > 0 && !named
	for _, c := range []string{"UNCOMMITTED", "POSSIBLE", "PROBABLE", "CERTAIN"} {
		if said[c] {
			p.Certainty = c
		}
	}
	return p
}

func listed(e store.Edge, property string) []string {
	ids, _ := e.Props[property].([]string)
	return ids
}

func (w *world) attended(f *analysis.Filter, agent, event string) (all []store.Edge) {
	for _, id := range sortedKeys(w.edges) {
		if e := w.edges[id]; e.Relation == "ATTENDED" && e.Source == agent && e.Target == event && passes(f, e) {
			all = append(all, e)
		}
	}
	return all
}

// evidence is what stands behind an edge.
func (w *world) evidence(e store.Edge) []string {
	own, has := e.Props["evidence"].([]string)
	all := slices.Clone(own)
	switch kind := w.nodes[e.Source].Kind; {
	case has:
	case kind == "Assertion":
		all = []string{e.Source}
	case kind == "Claim":
		for _, a := range w.edges {
			if a.Relation == "ASSERTS" && a.Target == e.Source && w.nodes[a.Source].Props["polarity"] != "DENIED" {
				all = append(all, a.Source)
			}
		}
	default:
		all, _ = w.nodes[e.Source].Props["evidence"].([]string)
		all = slices.Clone(all)
	}
	all = append([]string{}, all...)
	slices.Sort(all)
	return slices.Compact(all)
}

// label is what a node is shown by.
func (w *world) label(id string) string {
	for _, name := range []string{"name", "text", "verb"} {
		if label, _ := w.nodes[id].Props[name].(string); label != "" {
			return label
		}
	}
	return "states"
}

// degree is how many stored edges a node has.
func (w *world) degree(id string) (n int) {
	for _, e := range w.edges {
		if e.Source == id || e.Target == id {
			n++
		}
	}
	return n
}

// inner says whether a node may be on the way.
func (w *world) inner(f *analysis.Filter, id string) bool {
	n := w.nodes[id]
	at := w.o.Store.Kind(n.Kind).Time
	return (f.When == nil || at == "" || within(f.When, n.Props[at])) && (f.Kinds == nil || slices.Contains(f.Kinds, n.Kind)) && !slices.Contains(f.Exclude, id) &&
		(f.MaxDegree == nil || w.degree(id) <= *f.MaxDegree)
}

// A route is a path as the naive search has it.
type route struct {
	nodes, hops []string
	behind      []analysis.Provenance // each hop
	least       int
}

// paths lists all simple paths and takes the best.
func (w *world) paths(q *analysis.PathQuery) []route {
	var all []route
	ties := w.ties(&q.Filter, false)
	var walk func(r route)
	walk = func(r route) {
		last := r.nodes[len(r.nodes)-1]
		if len(r.hops) > 0 && slices.Contains(q.To, last) {
			back := slices.Contains(q.To, r.nodes[0]) && slices.Contains(q.From, last)
			if !back || r.nodes[0] < last {
				all = append(all, r)
			}
		}
		if len(r.hops) == q.MaxLength || len(r.hops) > 0 && !w.inner(&q.Filter, last) {
			return
		}
		for _, next := range w.ids() {
			if t, ok := best(ties, last, next); ok && !slices.Contains(r.nodes, next) {
				least := t.behind.Origins
				if len(r.hops) > 0 {
					least = min(r.least, least)
				}
				walk(route{append(slices.Clone(r.nodes), next), append(slices.Clone(r.hops), t.id), append(slices.Clone(r.behind), t.behind), least})
			}
		}
	}
	for _, id := range w.ids() {
		if slices.Contains(q.From, id) {
			walk(route{nodes: []string{id}})
		}
	}
	slices.SortStableFunc(all, func(a, b route) int {
		return cmp.Or(cmp.Compare(len(a.hops), len(b.hops)), cmp.Compare(b.least, a.least), slices.Compare(a.nodes, b.nodes))
	})
	return all[:min(q.First, len(all))]
}

// best is the edge by which a path goes from one node to the next.
func best(ties []tie, a, b string) (found tie, ok bool) {
	for _, t := range ties {
		if (t.source == a && t.target == b || t.source == b && t.target == a) && (!ok || t.behind.Origins > found.behind.Origins || t.behind.Origins == found.behind.Origins && t.id < found.id) {
			found, ok = t, true
		}
	}
	return found, ok
}

// A drawing is a subgraph as the naive search has it.
type drawing struct {
	nodes   []string
	ties    []tie
	omitted int
}

// subgraph goes out from the nodes a step at a time, and takes the best connected.
func (w *world) subgraph(q *analysis.SubgraphQuery) drawing {
	ties := w.ties(&q.Filter, q.Collapse)
	folds := q.Collapse && (q.Filter.Relations == nil || slices.Contains(q.Filter.Relations, "ATTENDED") || slices.Contains(q.Filter.Relations, "MET"))
	in := slices.Clone(q.Around)
	slices.Sort(in)
	in = slices.Compact(in)
	around := slices.Clone(in)
	for range q.Depth {
		old := slices.Clone(in)
		for _, id := range w.ids() {
			if slices.Contains(old, id) || !w.inner(&q.Filter, id) || folds && w.nodes[id].Kind == "Meeting" {
				continue
			}
			if slices.ContainsFunc(old, func(o string) bool { _, ok := best(ties, o, id); return ok }) {
				in = append(in, id)
			}
		}
	}
	among := func(all []string) (left []tie) {
		for _, t := range ties {
			if slices.Contains(all, t.source) && slices.Contains(all, t.target) {
				left = append(left, t)
			}
		}
		return left
	}
	connected := map[string]int{}
	for _, t := range among(in) {
		connected[t.source]++
		if t.target != t.source {
			connected[t.target]++
		}
	}
	better := func(a, b string) int { return cmp.Or(cmp.Compare(connected[b], connected[a]), cmp.Compare(a, b)) }
	slices.SortFunc(in, func(a, b string) int {
		x, y := slices.Contains(around, a), slices.Contains(around, b)
		if x != y {
			return map[bool]int{true: -1, false: 1}[x]
		}
		return better(a, b)
	})
	d := drawing{nodes: in[:min(q.Limit, len(in))]}
	d.omitted = len(in) - len(d.nodes)
	slices.SortFunc(d.nodes, better)
	d.ties = among(d.nodes)
	slices.SortFunc(d.ties, func(a, b tie) int { return cmp.Compare(a.id, b.id) })
	return d
}
