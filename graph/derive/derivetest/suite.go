// Package derivetest holds derive.Store over any store to the rules of a domain: cases
// say for each rule what keeps and what breaks it, and random transactions are
// compared, verdict and derived times, with a recomputation from nothing.
package derivetest

import (
	"errors"
	"strings"
	"testing"

	"parley/graph/derive"
	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// Run tests a store under derive.Store. Open returns an empty store of a schema, and
// sees to it that it is closed when the test is over.
func Run(t *testing.T, open func(t *testing.T, schema *store.Schema) store.Store) {
	o := Ontology(t)
	for _, c := range cases() {
		t.Run(c.name, func(t *testing.T) {
			s := derive.Store(open(t, o.Store), o)
			for _, before := range c.before {
				if err := update(t, s, before); err != nil {
					t.Fatalf("before the case: %v", err)
				}
			}
			was := read(t, s, o)
			err := update(t, s, c.then)
			switch {
			case c.fault == "" && err != nil:
				t.Errorf("it must be allowed, and gives %v", err)
			case c.fault == "":
			case !errors.Is(err, store.ErrInvalid) || !strings.Contains(err.Error(), c.fault):
				t.Errorf("the error is %v; want one of ErrInvalid that says %s", err, c.fault)
			default:
				if d := was.diff(read(t, s, o)); d != "" {
					t.Errorf("it is refused and leaves something behind:\n%s", d)
				}
			}
			for id, want := range c.stands {
				if got := read(t, s, o).kept(id).String(); got != want {
					t.Errorf("%s has %s; want %s", id, got, want)
				}
			}
			for id, want := range c.times {
				if got := read(t, s, o).effective(id); got != want {
					t.Errorf("the time of %s is %q; want %q", id, got, want)
				}
			}
		})
	}
	t.Run("Retry", func(t *testing.T) { retry(t, derive.Store(open(t, o.Store), o), o) })
	t.Run("Random", func(t *testing.T) {
		for seed := range uint64(seeds) {
			random(t, seed, derive.Store(open(t, o.Store), o), o)
		}
	})
	t.Run("Rederivation", func(t *testing.T) {
		for seed := range uint64(seeds / 2) {
			rederive(t, seed, open(t, o.Store), o)
		}
	})
}

// A batch is the Writes of one transaction.
type batch [][]store.Change

// of is a batch of one Write.
func of(changes ...store.Change) batch { return batch{changes} }

func update(t *testing.T, s store.Store, b batch) error {
	t.Helper()
	return s.Update(t.Context(), func(tx store.Tx) error {
		for _, changes := range b {
			if err := tx.Write(t.Context(), changes); err != nil {
				return err
			}
		}
		return nil
	})
}

// retry sees that a function that fails leaves nothing to be checked in the next.
func retry(t *testing.T, s store.Store, o *ontology.Ontology) {
	failed := errors.New("failed")
	err := s.Update(t.Context(), func(tx store.Tx) error {
		if err := tx.Write(t.Context(), []store.Change{node("Saying", "s")}); err != nil {
			return err
		}
		return failed
	})
	if !errors.Is(err, failed) {
		t.Errorf("the error is %v; want that of the function", err)
	}
	if err := update(t, s, of(node("Person", "p", "name", "P"))); err != nil {
		t.Error(err)
	}
	if g := read(t, s, o); len(g.nodes) != 1 {
		t.Errorf("there are %d nodes; want 1", len(g.nodes))
	}
}

// node is a put of a node, props being names and values in turn, a Period as text.
func node(kind, id string, props ...string) store.Change {
	return store.PutNode{Node: store.Node{ID: id, Kind: kind, Props: values(props)}}
}

// edge is a put of an edge; its relation is what its id begins with.
func edge(id, source, target string, props ...string) store.Change {
	relation, _, _ := strings.Cut(id, ":")
	return store.PutEdge{Edge: store.Edge{
		ID: id, Relation: strings.ToUpper(relation), Source: source, Target: target, Props: values(props),
	}}
}

func values(props []string) map[string]any {
	m := map[string]any{}
	for i := 0; i < len(props); i += 2 {
		switch name, v := props[i], props[i+1]; name {
		case "when", "saidAt", "about", ontology.Effective:
			p, err := edtf.Parse(v)
			if err != nil {
				panic(err)
			}
			m[name] = p
		case "evidence":
			m[name] = strings.Fields(v)
		default:
			m[name] = v
		}
	}
	return m
}
