package graph

import (
	"context"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// names are the ids of made-up nodes.
var names = []string{"n1", "n2", "n3", "n4"}

// words are texts that are hard to print.
var words = []string{
	"", "plain", `"quoted"`, `back\slash`, "tab\tline\nreturn\r", "\x00\x1f\x7f", "<a href='x'>&amp;</a>",
	"کابل", "Zürich", "e\u0301", "𝒦", "\u2028\u2029", "\ufeff\ufffd", "\xff\xc3", "/",
}

// Pages answers any query with made-up rows, the same each time. Of each ten values, about
// as many as there are faults are missing, or of a type that they cannot be of.
type pages struct {
	onto   *ontology.Ontology
	seed   uint64
	faults int
}

// Read makes a page for each query.
func (p *pages) Read(_ context.Context, qs ...store.Query) ([]store.Page, error) {
	var all []store.Page
	for _, q := range qs {
		h := fnv.New64a()
		fmt.Fprint(h, q.Select)
		g := maker{rand.New(rand.NewPCG(p.seed, h.Sum64())), p}
		all = append(all, g.page(&q.Select.Pick, q.Select.Kinds, 4))
	}
	return all, nil
}

type maker struct {
	*rand.Rand
	*pages
}

func pick[T any](r *rand.Rand, all []T) T { return all[r.IntN(len(all))] }

func (g maker) fault() bool { return g.IntN(40) < g.faults }

func (g maker) page(p *store.Pick, kinds []string, most int) store.Page {
	page := store.Page{MoreBefore: g.IntN(2) == 0, MoreAfter: g.IntN(2) == 0, Total: g.Int64N(1e12)}
	if !p.Rows {
		return page
	}
	for range g.IntN(most) {
		page.Items = append(page.Items, g.item(p, kinds))
	}
	return page
}

func (g maker) item(p *store.Pick, kinds []string) store.Item {
	kind := pick(g.Rand, kinds)
	values := make([]any, len(p.Fields))
	for i, f := range p.Fields {
		switch {
		case g.fault():
			values[i] = pick(g.Rand, []any{nil, nil, nil, 7.5, int64(3), "odd", true, []string{"odd"}})
		case f.Name == "kind":
			values[i] = kind
		case f.Name == "id" && f.Of == store.OfNode:
			values[i] = pick(g.Rand, names)
		default:
			values[i] = g.value(f)
		}
	}
	pages := make([]store.Page, len(p.Hops))
	for i, h := range p.Hops {
		switch {
		case len(h.On) > 0 && !slices.Contains(h.On, kind):
		case h.One && g.fault():
			pages[i] = store.Page{}
		case h.One:
			pages[i] = store.Page{Items: []store.Item{g.item(&h.Pick, h.Kinds)}}
		default:
			pages[i] = g.page(&h.Pick, h.Kinds, 4)
		}
	}
	var at store.Position
	if p.Positions {
		at = store.Position{Keys: []any{pick(g.Rand, words)}, ID: pick(g.Rand, names)}
	}
	return store.NewItem(values, pages, at)
}

// value makes a value of a property's type, or none where it may be absent.
func (g maker) value(f store.Field) any {
	p := g.property(f)
	if !p.Required && g.IntN(3) == 0 {
		return nil
	}
	switch p.Type {
	case store.Int:
		return pick(g.Rand, []int64{0, 1, -1, 1 << 40, -1 << 63})
	case store.Float:
		return pick(g.Rand, []any{0.0, 1.5, -0.1, 1e6, 1e21, 1e-7, 123456789.0, 34.5281, int64(12)})
	case store.Bool:
		return g.IntN(2) == 0
	case store.Strings:
		list := []string{}
		for range g.IntN(3) {
			list = append(list, pick(g.Rand, words))
		}
		return list
	case store.Period:
		t, err := edtf.Parse(pick(g.Rand, []string{"2021-08-15", "2021-08-15~", "1971-04-06T11:51:00-05:00/..", "../1850?", "0002", "9999"}))
		if err != nil {
			panic(err)
		}
		t.Text = pick(g.Rand, words)
		return t
	}
	if len(p.Values) > 0 {
		return pick(g.Rand, p.Values)
	}
	return pick(g.Rand, words)
}

// property finds what is meant by a field: properties of one name are of one type.
func (g maker) property(f store.Field) store.Property {
	switch {
	case f.Of == store.OfMatch, f.Name == "count" && f.Of == store.OfGroup:
		return store.Property{Type: store.Int, Required: true}
	case f.Of == store.OfGroup:
		return store.Property{Type: store.Period}
	case f.Of == store.OfNode:
		for _, k := range g.onto.Store.Kinds {
			if p := k.Property(f.Name); p != nil {
				return *p
			}
		}
	default:
		for _, r := range g.onto.Store.Relations {
			if p := r.Property(f.Name); p != nil {
				return *p
			}
		}
	}
	return store.Property{Type: store.String, Required: true}
}
