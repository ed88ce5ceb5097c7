// Package neo4jtest gives tests an empty store in a real Neo4j. The environment names
// it: PARLEY_NEO4J is its address, such as neo4j://127.0.0.1:7687 or, with a login,
// neo4j://neo4j:password@127.0.0.1:7687. Without it tests are skipped, unless
// PARLEY_REQUIRE_NEO4J is 1: then they fail.
//
// The database is wiped, so it must be one for tests alone. The Community Edition has
// but one, and packages are tested side by side: a test binary takes it by a
// lock on a file and keeps it until it ends.
package neo4jtest

import (
	"context"
	"net/url"
	"os"
	"sync"
	"testing"
	"time"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph/store"
	"parley/graph/store/neo4j"
)

// wipeTexts remove all that is stored, but for indexes, which are dear to make. Edges go
// first: a few nodes may have more of them than fit into one transaction.
var wipeTexts = [...]string{
	"MATCH ()-[e]->() CALL (e) { DELETE e } IN TRANSACTIONS OF 5000 ROWS",
	"MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 5000 ROWS",
}

// patience is how long a read of a test may take: on a busy machine the database can plan a
// statement for longer than a read may take elsewhere, and no test depends on time.
const patience = 10 * time.Minute

// Open returns an empty store of the schema, and closes it when the test is over. A store
// that was opened before holds nothing any more.
func Open(t testing.TB, schema *store.Schema) store.Store {
	t.Helper()
	cfg := Config(t)
	cfg.Timeout = patience
	Wipe(t, cfg)
	return OpenConfig(t, cfg, schema)
}

// OpenConfig opens a store as cfg says, with what it holds, and closes it when the test is over.
func OpenConfig(t testing.TB, cfg neo4j.Config, schema *store.Schema) *neo4j.Store {
	t.Helper()
	s, err := neo4j.Open(context.Background(), cfg, schema)
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

// Config returns how the database is reached. It skips the test, or fails it, where
// there is none, and waits while another test binary has it.
func Config(t testing.TB) neo4j.Config {
	t.Helper()
	address := os.Getenv("PARLEY_NEO4J")
	if address == "" && os.Getenv("PARLEY_REQUIRE_NEO4J") == "1" {
		t.Fatal("PARLEY_NEO4J must be the address of a Neo4j for tests, such as neo4j://127.0.0.1:7687")
	}
	if address == "" {
		t.Skip("set PARLEY_NEO4J to the address of a Neo4j for tests, such as neo4j://127.0.0.1:7687, which will be wiped")
	}
	u, err := url.Parse(address)
	if err != nil {
		t.Fatalf("PARLEY_NEO4J: %v", err)
	}
	if _, err := locked(u.Host); err != nil {
		t.Fatalf("lock the database at %s: %v", u.Host, err)
	}
	cfg := neo4j.Config{Username: u.User.Username()}
	cfg.Password, _ = u.User.Password()
	u.User = nil
	cfg.URL = u.String()
	return cfg
}

// locked locks a host's database once, for as long as the process lives.
var locked = func() func(host string) (*os.File, error) {
	var mu sync.Mutex
	files := map[string]*os.File{}
	return func(host string) (*os.File, error) {
		mu.Lock()
		defer mu.Unlock()
		if files[host] == nil {
			f, err := lock(host)
			if err != nil {
				return nil, err
			}
			files[host] = f
		}
		return files[host], nil
	}
}()

// Wipe empties the database.
func Wipe(t testing.TB, cfg neo4j.Config) {
	t.Helper()
	for _, text := range wipeTexts {
		Send(t, cfg, text, nil)
	}
}

// Send sends a statement past the store and returns the rows.
func Send(t testing.TB, cfg neo4j.Config, text string, params map[string]any) [][]any {
	t.Helper()
	var rows [][]any
	connect(t, cfg, func(ctx context.Context, session driver.SessionWithContext) error {
		result, err := session.Run(ctx, text, params)
		if err != nil {
			return err
		}
		for result.Next(ctx) {
			rows = append(rows, result.Record().Values)
		}
		return result.Err()
	})
	return rows
}

// connect runs fn with a session of a driver of its own.
func connect(t testing.TB, cfg neo4j.Config, fn func(context.Context, driver.SessionWithContext) error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	auth := driver.NoAuth()
	if cfg.Username != "" {
		auth = driver.BasicAuth(cfg.Username, cfg.Password, "")
	}
	d, err := driver.NewDriverWithContext(cfg.URL, auth)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close(ctx)
	session := d.NewSession(ctx, driver.SessionConfig{DatabaseName: "neo4j"})
	defer session.Close(ctx)
	if err := fn(ctx, session); err != nil {
		t.Fatal(err)
	}
}
