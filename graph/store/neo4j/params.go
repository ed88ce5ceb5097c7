package neo4j

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/graph/text"
)

// A param is a parameter of a statement and how its value comes from a query's Args.
type param struct {
	name  string
	value func(args []any) (any, error)
}

// values returns the parameters of a statement for one query. What is not of the type
// that the Selection says is refused here, since a value that the driver cannot
// send, or the server not read, spoils the connection.
func values(params []param, args []any) (map[string]any, error) {
	given := make(map[string]any, len(params))
	for _, p := range params {
		v, err := p.value(args)
		if err != nil {
			return nil, err
		}
		given[p.name] = v
	}
	return given, nil
}

// param notes a parameter, once for each name, and returns it as it is written.
func (c *compiler) param(name string, value func(args []any) (any, error)) string {
	if !slices.ContainsFunc(c.params, func(p param) bool { return p.name == name }) {
		c.params = append(c.params, param{name, value})
	}
	return "$" + name
}

// argument returns the value of a in args, which must be of type T.
func argument[T any](a store.Arg, args []any) (T, error) {
	var none T
	if a < 1 || int(a) > len(args) {
		return none, fmt.Errorf("neo4j: the query has no argument %s: %w", a, store.ErrInvalid)
	}
	v, ok := args[a-1].(T)
	if !ok {
		return none, fmt.Errorf("neo4j: the argument %s is a %T and must be a %T: %w", a, args[a-1], none, store.ErrInvalid)
	}
	return v, sendable(a, v)
}

// sendable returns an error for a value that no database keeps.
func sendable(a store.Arg, v any) error {
	switch v := v.(type) {
	case string:
		if !utf8.ValidString(v) {
			return fmt.Errorf("neo4j: the argument %s is not UTF-8: %w", a, store.ErrInvalid)
		}
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("neo4j: the argument %s is %v, which is not a finite number: %w", a, v, store.ErrInvalid)
		}
	case []string:
		for _, s := range v {
			if err := sendable(a, s); err != nil {
				return err
			}
		}
	case []float64:
		for _, f := range v {
			if err := sendable(a, f); err != nil {
				return err
			}
		}
	case store.Position:
		for _, k := range append(slices.Clone(v.Keys), v.ID, v.Edge) {
			if err := sendable(a, k); err != nil {
				return err
			}
		}
	}
	return nil
}

func plain[T any](a store.Arg) func([]any) (any, error) {
	return func(args []any) (any, error) { return argument[T](a, args) }
}

// value is the parameter of an argument of type t, of its elements if t is Strings.
func (c *compiler) value(a store.Arg, t store.Type) string {
	name := fmt.Sprintf("a%d", a)
	switch t {
	case store.Int:
		return c.param(name, plain[int64](a))
	case store.Float:
		return c.param(name, plain[float64](a))
	case store.Bool:
		return c.param(name, plain[bool](a))
	}
	return c.param(name, func(args []any) (any, error) {
		s, err := argument[string](a, args)
		return kept(s), err
	})
}

// list is the parameter of an argument that is a list of elements of type t.
func (c *compiler) list(a store.Arg, t store.Type) string {
	name := fmt.Sprintf("a%d", a)
	switch t {
	case store.Int:
		return c.param(name, plain[[]int64](a))
	case store.Float:
		return c.param(name, plain[[]float64](a))
	}
	return c.param(name, func(args []any) (any, error) {
		texts, err := argument[[]string](a, args)
		return keptAll(texts), err
	})
}

// set is the parameter of a list of ids, each once.
func (c *compiler) set(a store.Arg) string {
	return c.param(fmt.Sprintf("a%d_set", a), func(args []any) (any, error) {
		ids, err := argument[[]string](a, args)
		ids = keptAll(ids)
		slices.Sort(ids)
		return slices.Compact(ids), err
	})
}

// folded is the parameter of a text as it is compared when case and accents do not count.
func (c *compiler) folded(a store.Arg) string {
	return c.param(fmt.Sprintf("a%d_folded", a), func(args []any) (any, error) {
		s, err := argument[string](a, args)
		return text.Fold(s), err
	})
}

// window are the parameters of the two ends of a window.
func (c *compiler) window(a store.Arg) (from, to string) {
	end := func(name string, of func(edtf.Window) int64) string {
		return c.param(fmt.Sprintf("a%d_%s", a, name), func(args []any) (any, error) {
			w, err := argument[edtf.Window](a, args)
			return of(w), err
		})
	}
	return end("from", func(w edtf.Window) int64 { return w.From }), end("to", func(w edtf.Window) int64 { return w.To })
}

// size is the parameter of the limit of a page; with more it lets one row more than wanted through,
// which tells whether there are more.
func (c *compiler) size(a store.Arg, more bool) string {
	name, beyond := fmt.Sprintf("a%d_rows", a), int64(0)
	if more {
		name, beyond = fmt.Sprintf("a%d_more", a), 1
	}
	return c.param(name, func(args []any) (any, error) {
		n, err := argument[int64](a, args)
		if err == nil && (n < 0 || n == math.MaxInt64) {
			err = fmt.Errorf("neo4j: the argument %s asks for %d rows: %w", a, n, store.ErrInvalid)
		}
		return n + beyond, err
	})
}

// key is the parameter of the i-th key of a Position that has n keys of type t.
func (c *compiler) key(a store.Arg, i, n int, t store.Type) string {
	return c.param(fmt.Sprintf("a%d_key%d", a, i), func(args []any) (any, error) {
		p, err := argument[store.Position](a, args)
		if err != nil {
			return nil, err
		}
		if len(p.Keys) != n || !(store.Position{Keys: p.Keys[i : i+1]}).Of(t) {
			return nil, fmt.Errorf("neo4j: the argument %s is not a position in the order that is asked for: %w", a, store.ErrInvalid)
		}
		if s, ok := p.Keys[i].(string); ok {
			return kept(s), nil
		}
		return p.Keys[i], nil
	})
}

// keyID is the parameter of the node's or the edge's id in a Position.
func (c *compiler) keyID(a store.Arg, edge bool) string {
	name := fmt.Sprintf("a%d_id", a)
	if edge {
		name = fmt.Sprintf("a%d_edge", a)
	}
	return c.param(name, func(args []any) (any, error) {
		p, err := argument[store.Position](a, args)
		if edge {
			return kept(p.Edge), err
		}
		return kept(p.ID), err
	})
}

// search are the parameters of a full-text search.
func (c *compiler) search(a store.Arg) (query, rest, words, equal, begins string) {
	with := func(name string, of func(tokens []string) any) string {
		return c.param(fmt.Sprintf("a%d_%s", a, name), func(args []any) (any, error) {
			s, err := argument[string](a, args)
			return of(text.Tokens(s)), err
		})
	}
	query = with("query", func(t []string) any {
		query, _ := lucene(t)
		return query
	})
	rest = with("rest", func(t []string) any {
		_, rest := lucene(t)
		return rest
	})
	words = with("words", func(t []string) any { return needles(t) })
	equal = with("equal", func(t []string) any { return nameLine(t) })
	begins = with("begins", func(t []string) any { return strings.TrimSuffix(nameLine(t), " \n") })
	return query, rest, words, equal, begins
}
