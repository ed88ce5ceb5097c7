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
	// Rederive opens a store in which hidden properties are derived anew, and which must be there: it is taken whatever it
	// keeps of them, and from then on refused without Rederive, until it was called as a store.Rederiver.
	Rederive bool
	// Trace, unless nil, is called with each statement sent, maybe from several
	// goroutines at once.
	Trace func(statement string)
}

const forms = "a location is sqlite:PATH, memory: or neo4j://HOST:PORT (also neo4j+s, neo4j+ssc, bolt, bolt+s and bolt+ssc)"

// SetBy says to people by which flag and variables a program is told of a location, and of what goes with it.
func SetBy(location string) string {
	if strings.Contains(location, "://") {
		return "the store is set by -store or PARLEY_STORE, its login by NEO4J_USERNAME and NEO4J_PASSWORD, its database by NEO4J_DATABASE"
	}
	return "set the store by -store or PARLEY_STORE"
}

// Open opens a store for graphs of a schema. A Location that names none is an error
// that wraps store.ErrInvalid and says which there are; the other errors are those of
// the store.
func Open(ctx context.Context, c Config, schema *store.Schema) (store.Store, error) {
	path, remote, err := located(c.Location)
	switch {
	case err != nil:
		return nil, err
	case remote:
		return opened(neo4j.Open(ctx, c.neo4j(), schema))
	}
	return opened(sqlite.Open(ctx, sqlite.Config{Path: path, Rederive: c.Rederive, Trace: c.Trace}, schema))
}

// Check says what Open would find, or why it would fail, and changes nothing.
func Check(ctx context.Context, c Config, schema *store.Schema) (state store.State, err error) {
	path, remote, err := located(c.Location)
	switch {
	case err != nil:
		return "", err
	case remote:
		state, err = neo4j.Check(ctx, c.neo4j(), schema)
	default:
		state, err = sqlite.Check(ctx, path, schema)
	}
	if err != nil {
		return "", fmt.Errorf("checking the store: %w", err)
	}
	return state, nil
}

// Backup writes what the store at a location holds into a new file, while others read and write it, if it is kept in a file.
// Of other stores there is no copy by this program, which is an error that wraps store.ErrInvalid and says whose work it is.
func Backup(ctx context.Context, location, to string) error {
	path, remote, err := located(location)
	switch {
	case err != nil:
		return err
	case remote:
		return fmt.Errorf("open: a Neo4j database is copied by its own tools, neo4j-admin database dump or backup: %w", store.ErrInvalid)
	case path == "":
		return fmt.Errorf("open: a graph in memory is gone with its program, and is not copied: %w", store.ErrInvalid)
	}
	if err := sqlite.Backup(ctx, path, to); err != nil {
		return fmt.Errorf("copying the store: %w", err)
	}
	return nil
}

func (c *Config) neo4j() neo4j.Config {
	return neo4j.Config{URL: c.Location, Username: c.Username, Password: c.Password, Database: c.Database, Rederive: c.Rederive, Trace: c.Trace}
}

// located takes a location apart: it is of a remote database, or of the file at a path, which is empty for memory.
func located(location string) (path string, remote bool, err error) {
	scheme, rest, _ := strings.Cut(location, ":")
	switch scheme {
	case "sqlite":
		return rest, false, checkPath(rest)
	case "memory":
		if rest != "" || location == scheme {
			return "", false, wrong("memory: stands alone")
		}
		return "", false, nil
	case "neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc":
		return "", true, checkURL(location)
	case "":
		return "", false, wrong("there is no location")
	}
	// What is not understood is not repeated: it could be a password.
	return "", false, wrong("the location begins with none of the words that there are")
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
