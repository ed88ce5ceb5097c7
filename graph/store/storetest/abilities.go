package storetest

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"parley/graph/store"
)

// secret is a value that no explanation may hold.
const secret = "a-value-of-a-client"

// Abilities tests what a store of Schema that is a store.Explainer and a store.Pooler says of itself, and that it tells
// a store.Watcher of its statements. A word is one that its database's plans have for a look into an index.
func Abilities(t *testing.T, s store.Store, word string) {
	write(t, s, world()...)
	explains(t, s, word)
	pools(t, s)
	watches(t, s)
}

func explains(t *testing.T, s store.Store, word string) {
	able, ok := store.As[store.Explainer](s)
	if !ok {
		t.Fatal("the store explains nothing")
	}
	byID := &store.Selection{Kinds: []string{"Person"}, Where: store.Compare{Property: "id", Arg: 1}, Pick: store.Pick{
		Rows: true, First: 2, Fields: []store.Field{{Name: "id"}},
		Hops: []*store.Hop{{Step: store.Along{Relation: "ATTENDED"}, Kinds: []string{"Event"}, Pick: store.Pick{Rows: true, Fields: []store.Field{{Name: "id"}}}}},
	}}
	if _, err := s.Read(t.Context(), store.Query{Select: byID, Args: []any{secret, int64(5)}}); err != nil {
		t.Fatal(err)
	}
	e, err := able.Explain(t.Context(), byID)
	if err != nil {
		t.Fatal(err)
	}
	plan := strings.Join(e.Plan, "\n")
	if e.Statement == "" || len(e.Plan) < 2 || !strings.Contains(plan, word) {
		t.Errorf("it is explained by %q and the plan\n%s\nwhich does not say %s", e.Statement, plan, word)
	}
	if strings.Contains(e.Statement+plan, secret) {
		t.Errorf("an explanation holds a value: %q\n%s", e.Statement, plan)
	}
	for range 10 { // More often than there are connections of some.
		if _, err := able.Explain(t.Context(), byID); err != nil {
			t.Fatal(err)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := able.Explain(gone, byID); !errors.Is(err, context.Canceled) {
		t.Errorf("for who has gone it says %v", err)
	}
}

func pools(t *testing.T, s store.Store) {
	able, ok := store.As[store.Pooler](s)
	if !ok {
		t.Fatal("the store says nothing of its connections")
	}
	if p := able.Pool(); p.Max < 1 || p.Use != 0 {
		t.Errorf("of %d connections, %d are in use by nobody", p.Max, p.Use)
	}
}

// A watching store counts while its statements are under way.
type watching struct {
	s          store.Store
	mu         sync.Mutex
	most       int
	rows       []int
	errs       []error
	statements []string
}

func (w *watching) Statement(q store.Query) func(*store.Page, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if able, ok := store.As[store.Pooler](w.s); ok {
		w.most = max(w.most, able.Pool().Use)
	}
	w.statements = append(w.statements, q.Select.String())
	return func(page *store.Page, err error) {
		w.mu.Lock()
		defer w.mu.Unlock()
		if w.errs = append(w.errs, err); err == nil {
			w.rows = append(w.rows, page.Rows())
		}
	}
}

func watches(t *testing.T, s store.Store) {
	w := &watching{s: s}
	ctx := store.WithWatcher(t.Context(), w)
	people := nodes("Person", fields("id"))
	with := *people.Select
	with.Hops = []*store.Hop{{Step: store.Along{Relation: "ATTENDED"}, Kinds: []string{"Event"}, Pick: store.Pick{Rows: true, Fields: []store.Field{{Name: "id"}}}}}
	pages, err := s.Read(ctx, people, store.Query{Select: &with, Args: people.Args})
	if err != nil {
		t.Fatal(err)
	}
	attended := 0
	for i := range pages[1].Items {
		attended += len(pages[1].Items[i].Page(0).Items)
	}
	if len(w.statements) != 2 || len(w.rows) != 2 || w.rows[0] != len(pages[0].Items) || attended == 0 || w.rows[1] != len(pages[1].Items)+attended {
		t.Errorf("of two queries with %d and %d rows %d statements were told, with %v", len(pages[0].Items), len(pages[1].Items)+attended, len(w.statements), w.rows)
	}
	if w.most != 1 {
		t.Errorf("one reader has %d connections", w.most)
	}
	over, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := s.Read(over, people); err == nil {
		t.Error("a Read that is cancelled is answered")
	}
	for _, err := range w.errs[2:] {
		if err == nil {
			t.Error("a statement that failed is told as one that did not")
		}
	}
}
