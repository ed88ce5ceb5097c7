// Package open turns the one line that says where a graph is kept into an open
// store. It alone knows which stores there are.
package open

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"parley/graph/store"
	"parley/graph/store/neo4j"
	"parley/graph/store/sqlite"
)

// Config says which store to open.
type Config struct {
	// Location is sqlite: and the path of a file, which is made if there is none;
	// or memory: for a graph that is gone once closed; or the URL of a Neo4j
	// database, such as neo4j://localhost:7687, or with bolt, and with +s or
	// +ssc behind either for TLS.
	Location string
	// Username, Password and Database are for Neo4j alone. No login is made
	// without a Username, and the Database is "neo4j" if empty.
	Username, Password, Database string
	// Trace, unless nil, is called with each statement sent, maybe from several
	// goroutines at once.
	Trace func(statement string)
}

const forms = "a location is sqlite:PATH, memory: or neo4j://HOST:PORT (also neo4j+s, neo4j+ssc, bolt, bolt+s and bolt+ssc)"

// Open opens a store for graphs of a schema. A Location that names none is an error
// that wraps store.ErrInvalid and says which there are; the other errors are those of
// the store.
func Open(ctx context.Context, c Config, schema *store.Schema) (store.Store, error) {
	scheme, rest, _ := strings.Cut(c.Location, ":")
	switch scheme {
	case "sqlite":
		if err := checkPath(rest); err != nil {
			return nil, err
		}
		return opened(sqlite.Open(ctx, sqlite.Config{Path: rest, Trace: c.Trace}, schema))
	case "memory":
		if rest != "" || c.Location == scheme {
			return nil, wrong("memory: stands alone")
		}
		return opened(sqlite.Open(ctx, sqlite.Config{Trace: c.Trace}, schema))
	case "neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc":
		if err := checkURL(c.Location); err != nil {
			return nil, err
		}
		return opened(neo4j.Open(ctx, neo4j.Config{
			URL: c.Location, Username: c.Username, Password: c.Password, Database: c.Database, Trace: c.Trace,
		}, schema))
	case "":
		return nil, wrong("there is no location")
	}
	// What is not understood is not repeated: it could be a password.
	return nil, wrong("the location begins with none of the words that there are")
}

// opened keeps a store that is nil from becoming a store.Store that is not.
func opened[S store.Store](s S, err error) (store.Store, error) {
	if err != nil {
		return nil, fmt.Errorf("opening the store: %w", err)
	}
	return s, nil
}

func wrong(format string, args ...any) error {
	return fmt.Errorf("open: %s; %s: %w", fmt.Sprintf(format, args...), forms, store.ErrInvalid)
}

// checkPath returns an error unless a file can be at the path.
func checkPath(path string) error {
	if path == "" {
		return wrong("sqlite: needs the path of a file behind it")
	}
	dir := filepath.Dir(path)
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return wrong("the directory %s does not exist", dir)
	case err != nil:
		return fmt.Errorf("open: %w", err)
	case !info.IsDir():
		return wrong("%s is no directory", dir)
	}
	return nil
}

// checkURL returns an error unless a URL names a host and nothing that is secret.
func checkURL(location string) error {
	u, err := url.Parse(location)
	switch {
	case err != nil:
		return wrong("the location is no URL")
	case u.User != nil:
		return wrong("the login of a database does not belong in its URL, but in the username and the password")
	case u.Hostname() == "":
		return wrong("the URL names no host")
	}
	return nil
}
