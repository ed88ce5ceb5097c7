package record

import (
	"fmt"
	"slices"
	"strings"
)

// Paths are what files of XML have on the way to their records, for the case that none
// of them has any.
type paths struct {
	path  []string // of the element that is a record
	found bool
	depth int      // how many elements of the path were found at most
	names []string // what stands behind them instead, each once
}

// mostNames is how many names are told.
const mostNames = 20

// pass notes an element that is not the one that stands in the path behind so many.
func (p *paths) pass(depth int, name string) {
	if p.found || depth < p.depth {
		return
	}
	if depth > p.depth {
		p.depth, p.names = depth, nil
	}
	if len(p.names) <= mostNames && !slices.Contains(p.names, name) {
		p.names = append(p.names, name)
	}
}

// enter notes that so many elements of the path were found.
func (p *paths) enter(depth int) {
	if !p.found && depth > p.depth {
		p.depth, p.names = depth, nil
	}
}

// err says that there is no record in any file of XML, if that is so and there is
// something else: a list may be empty.
func (p *paths) err() error {
	if p.found || len(p.names) == 0 {
		return nil
	}
	names := slices.Clone(p.names)
	more := ""
	if len(names) > mostNames {
		names, more = names[:mostNames], " and others"
	}
	for i := range names {
		names[i] = cut(names[i])
	}
	there := strings.Join(names, ", ") + more
	whole := strings.Join(p.path, "/")
	if p.depth == 0 {
		return fmt.Errorf("record: there is no element %s; the root is %s", whole, there)
	}
	return fmt.Errorf("record: there is no element %s; in %s there are %s", whole, strings.Join(p.path[:p.depth], "/"), there)
}
