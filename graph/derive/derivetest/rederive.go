package derivetest

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/derive"
	"parley/graph/ontology"
	"parley/graph/store"
)

// rederive writes random graphs, spoils what is derived of them, and sees that it is derived anew as it
// was, also if that is broken off on the way.
func rederive(t *testing.T, seed uint64, bare store.Store, o *ontology.Ontology) {
	t.Helper()
	s := derive.Store(bare, o)
	g := &generator{Rand: rand.New(rand.NewPCG(seed, 9)), model: &model{o, map[string]store.Node{}, map[string]store.Edge{}}}
	for range transactions {
		was := g.model.clone()
		if err := update(t, s, g.batch()); err != nil {
			g.model = was
		}
		g.astray = ""
	}
	want := read(t, s, o)
	spoiled := spoil(t, g.Rand, bare, want)
	if spoiled == 0 {
		t.Fatalf("seed %d: nothing is spoiled of %d nodes and %d edges", seed, len(want.nodes), len(want.edges))
	}
	cut := &cutter{Store: bare, left: 3}
	if err := (derive.Rederivation{Batch: 4}).Run(t.Context(), cut, o); !errors.Is(err, errCut) {
		t.Fatalf("seed %d: a rederivation that is broken off gives %v", seed, err)
	}
	looked, written := 0, 0
	d := derive.Rederivation{Batch: 4, Told: func(l, w int) { looked, written = l, w }}
	if err := d.Run(t.Context(), bare, o); err != nil {
		t.Fatal(err)
	}
	if diff := want.diff(read(t, s, o)); diff != "" {
		t.Fatalf("seed %d: of %d spoiled (-want +got):\n%s", seed, spoiled, diff)
	}
	if looked < len(want.edges) || written == 0 || written > spoiled {
		t.Errorf("seed %d: %d looked at and %d written; there are %d edges and %d spoiled", seed, looked, written, len(want.edges), spoiled)
	}
	if err := d.Run(t.Context(), bare, o); err != nil || written != 0 {
		t.Errorf("seed %d: what is right is written again: %d, %v", seed, written, err)
	}
}

// spoil wipes what is derived of most of what a store holds, or makes something else of it, and returns of how
// many.
func spoil(t *testing.T, r *rand.Rand, bare store.Store, of *model) (n int) {
	t.Helper()
	var changes []store.Change
	each := func(known []store.Property, props map[string]any) map[string]any {
		spoiled := map[string]any{}
		for _, p := range known {
			v, there := props[p.Name]
			if there && !p.Hidden {
				spoiled[p.Name] = v
			}
			if p.Hidden && r.IntN(3) == 0 {
				if v = garbled(r, p); v != nil {
					spoiled[p.Name] = v
				}
			}
		}
		return spoiled
	}
	for id, x := range of.nodes {
		if was := x.Props; r.IntN(5) > 0 {
			x.ID, x.Props = id, each(of.o.Store.Kind(x.Kind).Properties, was)
			if !cmp.Equal(was, x.Props) {
				changes = append(changes, store.PutNode{Node: x})
			}
		}
	}
	for id, x := range of.edges {
		if was := x.Props; r.IntN(5) > 0 {
			x.ID, x.Props = id, each(of.o.Store.Relation(x.Relation).Properties, was)
			if !cmp.Equal(was, x.Props) {
				changes = append(changes, store.PutEdge{Edge: x})
			}
		}
	}
	if err := update(t, bare, batch{changes}); err != nil {
		t.Fatal(err)
	}
	return len(changes)
}

// garbled is some value of a property, nil for one that cannot be so easily made.
func garbled(r *rand.Rand, p store.Property) any {
	switch {
	case p.Type == store.Int:
		return int64(r.IntN(3))
	case p.Type == store.Bool:
		return r.IntN(2) == 0
	case p.Type == store.Strings:
		return []string{"nothing"}
	case len(p.Values) > 0:
		return p.Values[r.IntN(len(p.Values))]
	}
	return nil
}

var errCut = errors.New("cut off")

// A cutter takes a few transactions, and fails then.
type cutter struct {
	store.Store
	left int
}

func (c *cutter) Update(ctx context.Context, fn func(store.Tx) error) error {
	if c.left--; c.left < 0 {
		return errCut
	}
	return c.Store.Update(ctx, fn)
}
