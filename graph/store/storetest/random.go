package storetest

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/graph/text"
)

// random makes graphs, changes and queries out of few values, so that they collide.
type random struct {
	*rand.Rand
	schema *store.Schema
}

func newRandom(schema *store.Schema, seed, stream uint64) random {
	return random{rand.New(rand.NewPCG(seed, stream)), schema}
}

// texts are names that are alike: in case, in accents, in their first letters,
// and on both sides of the end of the Basic Multilingual Plane.
var texts = []string{
	"Ann", "ann", "Änn", "ANN LEE", "Ann Lee", "Lee Ann", "Lee", "Straße", "STRASSE", "كابل", "كَابُل",
	"\U00010400nn", "\U00010428nn", "\uFF21nn", "\uFFFDnn", "\uFB01sh", "fish", "a_b%c", "a\\b'c\"", "-", "", "x1 y2", "line\nbreak",
}

// hard are those of them that are most often taken for another or put in another place.
var hard = []string{"Ann", "ann", "\U00010400nn", "\uFF21nn", "\uFB01sh"}

var times = []string{
	"2021", "2021-01/2021-12", "2021-08", "2021-08-15", "2021-08-15~", "2021-08-15T12:00:00", "2021-08-14/..",
	"2021-08-14/", "/2021-08-30", "../2021-08-30", "2020?", "2021-08/2021-10", "1972-10", "0000", "9999",
}

var windows = []string{
	"2021", "2021-08-15", "2021-08-15T12:00:00", "../2021-08-14", "2021-08-30/..", "1972", "2021-08-14/2021-08-15",
}

var (
	ints   = []int64{0, 1, 1, 2, 3, -1, 1<<53 + 1, math.MaxInt64, math.MinInt64}
	floats = []float64{0, 1, 1, 0.5, -1.5, 0.1, 1e300, 5e-324, 1 << 53}
)

// one returns one of the elements.
func one[T any](r random, from []T) T { return from[r.IntN(len(from))] }

// chance is true once in n times.
func (r random) chance(n int) bool { return r.IntN(n) == 0 }

// some returns some of the elements, at least one, in their order.
func some[T any](r random, from []T) []T {
	keep := r.IntN(len(from))
	var out []T
	for i, v := range from {
		if i == keep || r.chance(2) {
			out = append(out, v)
		}
	}
	return out
}

func period(s string) edtf.Period {
	p, err := edtf.Parse(s)
	if err != nil {
		panic(err) // The text stands in this package.
	}
	return p
}

// props returns values for some of the properties.
func (r random) props(known []store.Property, ids []string) map[string]any {
	props := map[string]any{}
	for _, p := range known {
		if p.Required && p.Default == "" || !r.chance(3) {
			props[p.Name] = r.propValue(p, ids)
		}
	}
	return props
}

func (r random) propValue(p store.Property, ids []string) any {
	element := func() string {
		switch {
		case p.Ref:
			return one(r, ids)
		case len(p.Values) > 0:
			return one(r, p.Values)
		}
		return r.text()
	}
	switch p.Type {
	case store.Strings:
		list := make([]string, r.IntN(4))
		for i := range list {
			list[i] = element()
		}
		return list
	case store.Period:
		at := period(one(r, times))
		if r.chance(4) {
			at.Text = one(r, texts)
		}
		return at
	case store.String:
		return element()
	}
	return r.scalar(p.Type)
}

// scalar returns a value of a type that has no further rules.
func (r random) scalar(t store.Type) any {
	switch t {
	case store.Int:
		return one(r, ints)
	case store.Float:
		return one(r, floats)
	case store.Bool:
		return r.chance(2)
	}
	return text.NFC(r.text())
}

func (r random) text() string {
	if r.chance(2) {
		return one(r, hard)
	}
	return one(r, texts)
}

// nodeIDs returns the ids of random nodes, whose order is not that of their numbers.
func nodeIDs(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = []string{"n", "N", "\u00E9", "\U00010400", "\uFF21"}[i%5] + strconv.Itoa(i)
	}
	return ids
}

// kindOf returns the kind of the i-th node.
func (r random) kindOf(i int) *store.Kind { return &r.schema.Kinds[i*7%len(r.schema.Kinds)] }

// putNode puts the i-th node.
func (r random) putNode(i int, ids []string) store.PutNode {
	k := r.kindOf(i)
	return store.PutNode{Node: store.Node{ID: ids[i], Kind: k.Name, Props: r.props(k.Properties, ids)}}
}

// putEdge puts an edge of a relation whose ends are of the right kinds.
func (r random) putEdge(n int, ids []string) store.PutEdge {
	rel := one(r, r.schema.Relations)
	end := func(kinds []string) string {
		for {
			if i := r.IntN(len(ids)); slices.Contains(kinds, r.kindOf(i).Name) {
				return ids[i]
			}
		}
	}
	e := store.Edge{Relation: rel.Name, Source: end(rel.From), Target: end(rel.To), Props: r.props(rel.Properties, ids)}
	if r.chance(10) && slices.Equal(rel.From, rel.To) {
		e.Target = e.Source
	}
	e.ID = fmt.Sprintf("%s:%d", strings.ToLower(rel.Name), n)
	return store.PutEdge{Edge: e}
}

// graph returns changes that make a graph of so many nodes and edges.
func (r random) graph(ids []string, edges int) []store.Change {
	var changes []store.Change
	for i := range ids {
		changes = append(changes, r.putNode(i, ids))
	}
	for i := range edges {
		changes = append(changes, r.putEdge(i, ids))
	}
	return changes
}

// changes returns a batch of changes to a graph whose nodes have had these ids. Many
// a batch has a fault.
func (r random) changes(g *graph, ids []string) []store.Change {
	changes := make([]store.Change, 1+r.IntN(5))
	for i := range changes {
		changes[i] = r.change(g, ids)
	}
	if r.chance(10) {
		changes = append(changes, r.spoil(r.change(g, ids)))
	}
	return changes
}

func (r random) change(g *graph, ids []string) store.Change {
	expect := func() store.Expect {
		if r.chance(6) {
			return store.Expect(r.IntN(3))
		}
		return store.Any
	}
	id := one(r, ids)
	switch choice := r.IntN(10); {
	case choice < 3:
		c := r.putNode(r.IntN(len(ids)), ids)
		if r.chance(20) {
			c.ID = id // perhaps one of another kind
		}
		c.Expect = expect()
		return c
	case choice < 7:
		c := r.putEdge(r.IntN(3*len(ids)), ids)
		if r.chance(20) {
			c.Target = id
		}
		c.Expect = expect()
		return c
	case choice < 8 && len(g.edges) > 0:
		return store.DeleteEdge{ID: one(r, g.edges).ID, Expect: expect() % store.MustNotExist}
	case choice < 9 && len(g.nodes) > 0:
		// One that nothing holds, if there is one, for else it is a conflict.
		for range 5 {
			n := one(r, g.nodes)
			if _, faults := g.with([]store.Change{store.DeleteNode{ID: n.ID}}); len(faults) == 0 {
				id = n.ID
			}
		}
		return store.DeleteNode{ID: id, Expect: expect() % store.MustNotExist}
	}
	return store.DeleteEdge{ID: "knows:" + id}
}

// spoil makes a change invalid.
func (r random) spoil(c store.Change) store.Change {
	switch c := c.(type) {
	case store.PutNode:
		c.Props["nothing"] = "x"
		return c
	case store.PutEdge:
		c.ID = "x:" + c.ID
		return c
	case store.DeleteNode:
		c.ID = ""
		return c
	}
	return store.DeleteEdge{ID: "knows:1", Expect: store.MustNotExist}
}
