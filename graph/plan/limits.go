package plan

import (
	"fmt"

	"github.com/99designs/gqlgen/graphql"
)

// The bounds of a page: what it has if nobody says, and at most.
const (
	defaultPage = 25
	maxPage     = 500
)

// pageSize reads first or last.
func pageSize(v any) (any, error) {
	if v == nil {
		return int64(defaultPage), nil
	}
	n, err := graphql.UnmarshalInt64(v)
	if err != nil || n < 0 || n > maxPage {
		return nil, fmt.Errorf("%v is not between 0 and %d; ask for a page at a time, by the cursors in pageInfo", v, maxPage)
	}
	return n, nil
}
