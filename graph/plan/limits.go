package plan

import (
	"fmt"

	"github.com/99designs/gqlgen/graphql"
)

// The bounds of a page, in rows: what it has if nobody says, and at most.
const (
	DefaultPage = 25
	MaxPage     = 500
)

// The bounds of what one root field may ask, so that a store can answer it in one
// statement; SQLite's bounds are the narrowest, and these keep well within them.
const (
	maxDepth = 10  // fields that lead to other nodes, one inside the other
	maxWidth = 500 // values and pages of one row
	maxInput = 32  // names and places in lists on the way to a value inside an argument
)

// fits says whether a field may be asked for beside all that is asked of a level already.
func (c *collector) fits(f graphql.CollectedField, l *level) error {
	wrong := func(format string, a ...any) error {
		return &InputError{Field: f.Alias, Position: f.Position, Err: fmt.Errorf(format, a...)}
	}
	switch {
	case c.depth > maxDepth:
		return wrong("it is more than %d fields deep that lead from node to node; ask for what is below by a question of its own, from the ids", maxDepth)
	case len(l.pick.Fields)+len(l.hops) >= maxWidth:
		return wrong("the nodes that have it are asked for more than %d values and pages each; ask in several questions", maxWidth)
	}
	return nil
}

// pageSize reads first or last.
func pageSize(v any) (any, error) {
	if v == nil {
		return int64(DefaultPage), nil
	}
	n, err := graphql.UnmarshalInt64(v)
	if err != nil || n < 0 || n > MaxPage {
		return nil, fmt.Errorf("%v is not between 0 and %d; ask for a page at a time, by the cursors in pageInfo", v, MaxPage)
	}
	return n, nil
}
