package neo4j

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph/store"
)

// format is the number of the way that graphs are kept. It is raised when what is
// kept changes in a way that an older program would not understand.
const format = 1

// indexPrefix begins the names of all indexes and constraints of a store.
const indexPrefix = "parley_"

// Check connects to a database and says what Open would find in it, or the error that it would return before it changes
// anything. Nothing is changed.
func Check(ctx context.Context, cfg Config, schema *store.Schema) (store.State, error) {
	s, err := connect(ctx, cfg, schema)
	if err != nil {
		return "", err
	}
	run, done := s.opener(ctx)
	old, current, err := s.held(ctx, run)
	done()
	state := store.Older
	switch {
	case old == nil:
		state = store.Vacant
	case current:
		state = store.Current
	}
	if err := errors.Join(err, s.Close()); err != nil {
		return "", err
	}
	return state, nil
}

// opener returns what runs statements while a store is opened, and ends that.
func (s *Store) opener(ctx context.Context) (runner, func()) {
	session, done := s.session(ctx, neo4j.AccessModeWrite)
	return func(ctx context.Context, text string, params map[string]any) (neo4j.ResultWithContext, error) {
		return session.Run(ctx, text, params, settings(writeTimeout, "open"))
	}, done
}

// held reads the schema of the store that the database holds, which is nil if it holds nothing, and whether that is
// this very one. A database that cannot be made a store of this schema is an error.
func (s *Store) held(ctx context.Context, run runner) (old *store.Schema, current bool, err error) {
	rows, err := s.run(ctx, run, "OPTIONAL MATCH (m:"+metaLabel+") RETURN m.format, m.schema, EXISTS { MATCH (n) WHERE NOT n:"+metaLabel+" }", nil)
	if err != nil {
		return nil, false, opening(ctx, s.cfg, err)
	}
	text, told := rows[0][1].(string)
	if !told {
		if rows[0][2] == true {
			return nil, false, fmt.Errorf("neo4j: the database %q at %s holds something that is no store of Parley: name an empty database, or empty this one: %w", s.cfg.Database, s.cfg.URL, store.ErrInvalid)
		}
		return nil, false, nil
	}
	if n, _ := rows[0][0].(int64); n > format {
		return nil, false, fmt.Errorf("neo4j: the store at %s has format %d, and this program knows up to %d: use a newer program: %w", s.cfg.URL, n, format, store.ErrInvalid)
	}
	old = &store.Schema{}
	if err := json.Unmarshal([]byte(text), old); err != nil {
		return nil, false, fmt.Errorf("neo4j: the store at %s has a description that cannot be read: %w: %w", s.cfg.URL, err, store.ErrInvalid)
	}
	if unknown := s.schema.Lacks(old); unknown != "" {
		return nil, false, fmt.Errorf("neo4j: the store at %s holds %s, which this schema does not know: it is of another domain or of a newer version: %w", s.cfg.URL, unknown, store.ErrInvalid)
	}
	if why := s.schema.Underived(old); why != "" && rows[0][2] == true {
		return nil, false, fmt.Errorf("neo4j: the store at %s %s: stop all that use it and run `%s`, or empty the database %q, or name an empty one, and load again what it was made of: %w",
			s.cfg.URL, why, store.Rederive(s.cfg.URL), s.cfg.Database, store.ErrInvalid)
	}
	wanted, err := described(s.schema)
	return old, text == wanted, err
}

// described is a schema as the database keeps it.
func described(schema *store.Schema) (string, error) {
	text, err := json.Marshal(schema)
	if err != nil {
		return "", fmt.Errorf("neo4j: describe the schema: %w", err)
	}
	return string(text), nil
}

// prepare makes the database a store of the schema, or refuses it. Nothing is changed
// where it already is.
func (s *Store) prepare(ctx context.Context) error {
	run, done := s.opener(ctx)
	defer done()
	old, current, err := s.held(ctx, run)
	if err != nil {
		return err
	}
	if old == nil && s.schema.Deriving {
		return fmt.Errorf("neo4j: the database %q at %s holds no store, so that there is nothing to derive: %w", s.cfg.Database, s.cfg.URL, store.ErrInvalid)
	}
	if err := s.index(ctx, run); err != nil {
		return failed(ctx, "make indexes", err)
	}
	if current {
		return nil
	}
	if old != nil {
		if err := s.upgrade(ctx, old); err != nil {
			return err
		}
	}
	return s.describe(ctx, run, s.schema)
}

// describe records the schema of the store.
func (s *Store) describe(ctx context.Context, run runner, schema *store.Schema) error {
	wanted, err := described(schema)
	if err != nil {
		return err
	}
	_, err = s.run(ctx, run, "MERGE (m:"+metaLabel+" {id: 'store'}) ON CREATE SET m.updates = 0 SET m.format = $format, m.schema = $schema",
		map[string]any{"format": format, "schema": wanted})
	return failed(ctx, "describe the store", err)
}

// Rederived implements store.Rederiver.
func (s *Store) Rederived(ctx context.Context) error {
	done := *s.schema
	done.Deriving = false
	run, end := s.opener(ctx)
	defer end()
	return s.describe(ctx, run, &done)
}

// indexes returns the statement for each index and constraint that the schema asks
// for, by its name.
func (s *Store) indexes() map[string]string {
	all := map[string]string{
		textIndex: fmt.Sprintf("CREATE FULLTEXT INDEX %s IF NOT EXISTS FOR (n:%s) ON EACH [n.%s] OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}",
			textIndex, nodeLabel, wordsProp),
	}
	unique := func(pattern string) {
		name := indexName("unique", pattern)
		all[name] = fmt.Sprintf("CREATE CONSTRAINT %s IF NOT EXISTS FOR %s REQUIRE x.id IS UNIQUE", name, pattern)
	}
	walked := func(pattern string, props ...string) {
		for i, p := range props {
			props[i] = prop("x", p)
		}
		on := strings.Join(append(props, "x.id"), ", ")
		name := indexName("index", pattern, on)
		all[name] = fmt.Sprintf("CREATE INDEX %s IF NOT EXISTS FOR %s ON (%s)", name, pattern, on)
	}
	each := func(pattern string, known []store.Property) {
		for _, p := range known {
			switch {
			case !p.Index || p.Type == store.Strings:
			case p.Type == store.Period:
				walked(pattern, p.Name+startEarliest, p.Name+endLatest)
			default:
				walked(pattern, p.Name)
			}
		}
	}
	unique("(x:" + nodeLabel + ")")
	unique("(x:" + metaLabel + ")")
	for _, k := range s.schema.Kinds {
		pattern := "(x:" + quote(k.Label) + ")"
		walked(pattern)
		each(pattern, k.Properties)
	}
	for _, r := range s.schema.Relations {
		pattern := "()-[x:" + quote(r.Name) + "]-()"
		unique(pattern)
		each(pattern, r.Properties)
	}
	refs := indexName("index", refType)
	all[refs] = fmt.Sprintf("CREATE INDEX %s IF NOT EXISTS FOR ()-[x:%s]-() ON (x.by)", refs, refType)
	return all
}

// indexName returns a name that says nothing but is always the same.
func indexName(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
	return indexPrefix + parts[0] + "_" + hex.EncodeToString(sum[:8])
}

// index makes the indexes that are missing, drops those of ours that are not wanted
// any more, and waits until all can be used.
func (s *Store) index(ctx context.Context, run runner) error {
	rows, err := s.run(ctx, run, "SHOW INDEXES YIELD name, owningConstraint, state RETURN name, owningConstraint IS NOT NULL, state", nil)
	if err != nil {
		return err
	}
	wanted := s.indexes()
	ready := true
	for _, row := range rows {
		name, _ := row[0].(string)
		if wanted[name] != "" {
			delete(wanted, name)
			ready = ready && row[2] == "ONLINE"
			continue
		}
		if !strings.HasPrefix(name, indexPrefix) {
			continue
		}
		drop := "DROP INDEX "
		if row[1] == true {
			drop = "DROP CONSTRAINT "
		}
		if _, err := s.run(ctx, run, drop+quote(name)+" IF EXISTS", nil); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if _, err := s.run(ctx, run, wanted[name], nil); err != nil {
			return err
		}
	}
	if ready && len(wanted) == 0 {
		return nil
	}
	_, err = s.run(ctx, run, "CALL db.awaitIndexes(600)", nil)
	return err
}
