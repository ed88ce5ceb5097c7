package derivetest

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parley/graph/ontology"
	"parley/graph/store"
)

const (
	seeds        = 6  // how many random graphs are made
	transactions = 60 // how many transactions each is made of
)

// random writes random transactions and compares what comes of each with a model.
func random(t *testing.T, seed uint64, s store.Store, o *ontology.Ontology) {
	t.Helper()
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 7)), model: &model{o, map[string]store.Node{}, map[string]store.Edge{}}}
	allowed := 0
	for i := range transactions {
		was := g.model.clone()
		b := g.batch()
		want := g.model.fault()
		if g.astray != "" {
			want = "ends of " + g.astray
		}
		err := update(t, s, b)
		switch {
		case (err == nil) != (want == "") || err != nil && !errors.Is(err, store.ErrInvalid):
			t.Fatalf("seed %d, transaction %d: the error is %v; want one because of %q\n%v", seed, i, err, want, b)
		case want != "":
			g.model = was
		default:
			allowed++
			g.model.derive()
		}
		if d := g.model.diff(read(t, s, o)); d != "" {
			t.Fatalf("seed %d, transaction %d (-want +got):\n%s\n%v", seed, i, d, b)
		}
	}
	if allowed < transactions/4 || allowed == transactions {
		t.Errorf("seed %d: %d of %d transactions are allowed; too one-sided to show anything", seed, allowed, transactions)
	}
}

// A generator makes changes that a store takes, for derivation to judge: edges have
// both ends, and what is deleted is missed by nobody.
type generator struct {
	*rand.Rand
	model  *model
	astray string // an edge of the batch that was put between kinds which it does not join, if it stayed or not
}

// batch makes the Writes of a transaction and applies them to the model.
func (g *generator) batch() (b batch) {
	g.astray = ""
	for range 1 + g.IntN(2) {
		var changes []store.Change
		for range 1 + g.IntN(3) {
			changes = append(changes, g.changes()...)
		}
		b = append(b, changes)
	}
	return b
}

// changes makes a change, or a few that go together.
func (g *generator) changes() (all []store.Change) {
	add := func(c store.Change) {
		all = append(all, c)
		g.model.apply(c)
	}
	switch n := g.IntN(20); {
	case n < 6 || len(g.model.nodes) < 4:
		add(g.node())
		id := all[0].(store.PutNode).ID
		if g.model.nodes[id].Kind != "Saying" {
			break
		}
		says := g.model.ends(id, "SAYS", store.Out)
		if to := g.any("Thesis"); to != "" && (len(says) == 0 && g.IntN(8) > 0 || g.IntN(8) == 0) {
			add(edge("says:"+id, id, to))
		}
		for _, to := range [][2]string{{"spoken_by", "Nameless"}, {"spoken_by", "Person"}, {"printed_in", "Paper"}} {
			if far := g.any(to[1]); far != "" && g.IntN(2) == 0 {
				add(edge(to[0]+":"+id, id, far))
			}
		}
	case n < 16:
		if c := g.edge(); c != nil {
			add(c)
		}
	case n < 19 && len(g.model.edges) > 0:
		add(store.DeleteEdge{ID: pick(g, sorted(g.model.edges))})
	default:
		if id := pick(g, sorted(g.model.nodes)); !g.missed(id) {
			add(store.DeleteNode{ID: id})
		}
	}
	return all
}

// pick returns one of a list at random.
func pick[T any](g *generator, list []T) T { return list[g.IntN(len(list))] }

// any returns the id of a node of the kind, or "".
func (g *generator) any(kind string) string {
	ids := slices.DeleteFunc(sorted(g.model.nodes), func(id string) bool { return g.model.nodes[id].Kind != kind })
	if len(ids) == 0 {
		return ""
	}
	return pick(g, ids)
}

// several is how many nodes of a kind there may be.
var several = map[string]int{"Event": 4, "Hall": 2, "Nameless": 2, "Paper": 3, "Person": 4, "Saying": 7, "Task": 4, "Thesis": 3}

// node puts a node, new or not.
func (g *generator) node() store.Change {
	kind := pick(g, []string{"Event", "Event", "Hall", "Nameless", "Paper", "Person", "Saying", "Saying", "Saying", "Task", "Thesis"})
	id := fmt.Sprintf("%s%d", kind, g.IntN(several[kind]))
	var props []string
	if time := g.model.o.Store.Kind(kind).Time; time != "" && g.IntN(3) > 0 {
		props = append(props, time, fmt.Sprint(2000+g.IntN(5)))
	}
	switch kind {
	case "Saying":
		props = append(props, "certainty", pick(g, []string{"SURE", "LIKELY", "MAYBE"}), "polarity", pick(g, []string{"YES", "YES", "YES", "NO"}))
	case "Person":
		props = append(props, "name", id)
	case "Event":
		props = append(props, g.refs("host", "Person", "evidence", "Saying")...)
	}
	return node(kind, id, props...)
}

// refs gives properties that refer to nodes, seldom of the wrong kind.
func (g *generator) refs(namesAndKinds ...string) (props []string) {
	for i := 0; i < len(namesAndKinds); i += 2 {
		to := g.any(namesAndKinds[i+1])
		if g.IntN(12) == 0 && len(g.model.nodes) > 0 {
			to = pick(g, sorted(g.model.nodes))
		}
		if to == "" || g.IntN(2) == 0 {
			continue
		}
		for more := g.IntN(4); namesAndKinds[i] == "evidence" && more > 0; more-- {
			to += " " + g.any("Saying")
		}
		props = append(props, namesAndKinds[i], to)
	}
	return props
}

// edge puts an edge, new or not, between nodes of its kinds, or seldom others.
func (g *generator) edge() store.Change {
	r := pick(g, g.model.o.Store.Relations)
	if g.IntN(6) == 0 {
		r = *g.model.o.Store.Relation("RIVALS")
	}
	source, target := g.any(pick(g, r.From)), g.any(pick(g, r.To))
	if g.IntN(20) == 0 {
		source = pick(g, sorted(g.model.nodes))
	}
	if source == "" || target == "" || r.Name == "RIVALS" && source == target {
		return nil
	}
	id := fmt.Sprintf("%s:%d", strings.ToLower(r.Name), g.IntN(4))
	switch r.Name {
	case "CITES":
		id = "cites:" + source
		if of := g.model.ends(source, "SAYS", store.Out); len(of) > 0 { // Of the same thesis, most often.
			target = pick(g, append(g.model.ends(of[0], "SAYS", store.In), target))
		}
	case "SAYS", "SPOKEN_BY", "PRINTED_IN", "HELD_IN": // One of the edges that there are, most often.
		id = strings.ToLower(r.Name) + ":" + source
	}
	if !slices.Contains(r.From, g.model.nodes[source].Kind) {
		g.astray = id
	}
	var props []string
	if r.Name == "CAME" {
		props = g.refs("forWhom", "Person", "evidence", "Saying")
		if g.IntN(2) == 0 {
			props = append(props, "when", fmt.Sprint(1990+g.IntN(5)))
		}
	}
	return edge(id, source, target, props...)
}

// missed says whether a node has edges or is referred to.
func (g *generator) missed(id string) bool {
	for _, e := range g.model.edges {
		if e.Source == id || e.Target == id || refersTo(e.Props, id) {
			return true
		}
	}
	for _, n := range g.model.nodes {
		if refersTo(n.Props, id) {
			return true
		}
	}
	return false
}

func refersTo(props map[string]any, id string) bool {
	list, _ := props["evidence"].([]string)
	return props["host"] == id || props["forWhom"] == id || slices.Contains(list, id)
}
