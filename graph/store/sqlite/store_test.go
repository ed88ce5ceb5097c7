package sqlite

import (
	"testing"

	"parley/graph/store"
	"parley/graph/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T, schema *store.Schema) store.Store { return openTemp(t, schema, nil) })
}

// openTemp opens a store in memory that is closed at the end of the test.
func openTemp(t testing.TB, schema *store.Schema, trace func(string)) *Store {
	t.Helper()
	s, err := Open(t.Context(), Config{Trace: trace}, schema)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func FuzzStore(f *testing.F) {
	storetest.Fuzz(f, func(t *testing.T, schema *store.Schema) store.Store { return openTemp(t, schema, nil) })
}
