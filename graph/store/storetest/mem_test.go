package storetest

import (
	"errors"
	"testing"

	"parley/graph/store"
)

func open(_ *testing.T, schema *store.Schema) store.Store { return New(schema) }

func TestReference(t *testing.T) { Run(t, open) }

func TestUnsearched(t *testing.T) { Unsearched(t, open) }

func FuzzReference(f *testing.F) { Fuzz(f, open) }

func TestCounted(t *testing.T) {
	c := Counted(New(Schema()))
	write(t, c, node("Person", "a"))
	if _, err := c.Read(t.Context(), nodes("Person"), nodes("Group")); err != nil {
		t.Fatal(err)
	}
	err := c.Update(t.Context(), func(tx store.Tx) error {
		if _, err := tx.Read(t.Context(), nodes("Person")); err != nil {
			return err
		}
		return errOwn
	})
	if !errors.Is(err, errOwn) {
		t.Errorf("got the error %v", err)
	}
	if got, want := c.Counts(), (Counts{Reads: 2, Queries: 3, Updates: 2, Writes: 1}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	c.Reset()
	if got := c.Counts(); got != (Counts{}) {
		t.Errorf("after Reset there are %+v", got)
	}
}

func TestFaultyRead(t *testing.T) {
	f := Faulty(New(Schema()), Read, 2, errOwn)
	for i, want := range []error{nil, errOwn, nil} {
		if _, err := f.Read(t.Context(), nodes("Person")); !errors.Is(err, want) {
			t.Errorf("reading %d gives the error %v, want %v", i+1, err, want)
		}
	}
}

// TestShrink sees that of a great query little more is left than what differs.
func TestShrink(t *testing.T) {
	m := orders(func(o *store.Order) { o.Desc = false })
	m.memory = New(Schema()).(*memory)
	write(t, m.memory, world()...)
	q := nodes("Person", where(and(not(id("cid")), or(exists("name"), exists("size")))), byDesc("size"), total, positions,
		fields("id name size"), hop(out("KNOWS"), "Person", where(exists("name")), first(2)), hop(out("ATTENDED"), "Event"))
	q, d := shrink(t.Context(), m, m.memory, q, "")
	if d == "" {
		t.Error("nothing differs")
	}
	if got, want := q.Select.String(), "nodes Person\n\trows, positions, by property node.size desc\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
