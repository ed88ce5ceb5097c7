package neo4j_test

import (
	"flag"
	"fmt"
	"os"
	"sync"
	"testing"

	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/storetest"
)

// TestMain asks for fewer random queries than are usual, since each is a statement that
// the database has to plan. The flag can say otherwise.
func TestMain(m *testing.M) {
	if err := flag.Set("storetest.pairs", "200"); err != nil {
		panic(err)
	}
	flag.Parse()
	os.Exit(m.Run())
}

// A log keeps the distinct statements that were sent.
type log struct {
	mu   sync.Mutex
	seen map[string]bool
}

func (l *log) trace(statement string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.seen == nil {
		l.seen = map[string]bool{}
	}
	l.seen[statement] = true
}

// TestStore runs the suite as usual, and then with hubs that small graphs have, and walks that end early. Most statements are
// the same then, and the database has their plans, if nothing has come between: only at the end are they explained for
// a graph that is larger.
func TestStore(t *testing.T) {
	var sent log
	t.Run("Usual", func(t *testing.T) {
		storetest.Run(t, func(t *testing.T, schema *store.Schema) store.Store {
			cfg := neo4jtest.Config(t)
			neo4jtest.Wipe(t, cfg)
			cfg.Trace = sent.trace
			return neo4jtest.OpenConfig(t, cfg, schema)
		})
	})
	t.Run("Hubs", func(t *testing.T) {
		storetest.Run(t, func(t *testing.T, schema *store.Schema) store.Store {
			cfg := neo4jtest.Config(t)
			neo4jtest.Wipe(t, cfg)
			s := neo4jtest.OpenConfig(t, cfg, schema)
			s.SetHubs(0, 4)
			return s
		})
	})
	t.Run("WritePlans", func(t *testing.T) { writePlans(t, storetest.Schema(), sent.seen) })
	t.Run("Plans", func(t *testing.T) { plans(t, storetest.Schema(), sent.seen) })
}

// TestMeetings asks whom somebody met and what he came to, of people who are hubs all, and by walks that end at once, early and late.
func TestMeetings(t *testing.T) {
	for _, walk := range []int{1, 4, 1000} {
		t.Run(fmt.Sprint(walk), func(t *testing.T) {
			storetest.Meetings(t, func(t *testing.T, schema *store.Schema) store.Store {
				cfg := neo4jtest.Config(t)
				neo4jtest.Wipe(t, cfg)
				s := neo4jtest.OpenConfig(t, cfg, schema)
				s.SetHubs(0, walk)
				return s
			})
		})
	}
}

func TestUnsearched(t *testing.T) {
	storetest.Unsearched(t, func(t *testing.T, schema *store.Schema) store.Store { return neo4jtest.Open(t, schema) })
}

func FuzzStore(f *testing.F) {
	storetest.Fuzz(f, func(t *testing.T, schema *store.Schema) store.Store { return neo4jtest.Open(t, schema) })
}
