package sqlite

import (
	"sync"
	"testing"

	"parley/graph/store"
	"parley/graph/store/storetest"
)

// TestStore holds the store to the suite, and then the statements of the suite to their
// plans: none may look at what is not wanted.
func TestStore(t *testing.T) {
	sent := map[string]bool{}
	var lock sync.Mutex // The suite has several readers at once.
	storetest.Run(t, func(t *testing.T, schema *store.Schema) store.Store {
		return openTemp(t, schema, func(s string) {
			lock.Lock()
			defer lock.Unlock()
			sent[s] = true
		})
	})
	t.Run("Plans", func(t *testing.T) { checkPlans(t, sent) })
}

// TestWalks runs the suite with walks wherever there can be one, and such as end early.
func TestWalks(t *testing.T) {
	storetest.Run(t, func(t *testing.T, schema *store.Schema) store.Store {
		s := openTemp(t, schema, nil)
		s.walks = walks{few: 0, pages: 1}
		return s
	})
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

func TestMeetings(t *testing.T) {
	storetest.Meetings(t, func(t *testing.T, schema *store.Schema) store.Store { return openTemp(t, schema, nil) })
}

func TestUnsearched(t *testing.T) {
	storetest.Unsearched(t, func(t *testing.T, schema *store.Schema) store.Store { return openTemp(t, schema, nil) })
}

func FuzzStore(f *testing.F) {
	storetest.Fuzz(f, func(t *testing.T, schema *store.Schema) store.Store { return openTemp(t, schema, nil) })
}
