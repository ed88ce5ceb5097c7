package mapping

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Problem is why a mapping cannot be used.
type Problem struct {
	File         string
	Line, Column int    // from 1, where it stands in the file
	Key          string // the way to it, such as "nodes.person.name", or ""
	Reason       string // what is wrong and what would be right: a sentence without the full stop
}

// String is one line of text: file, line, column, key and reason.
func (p Problem) String() string {
	s := fmt.Sprintf("%s:%d:%d: ", p.File, p.Line, p.Column)
	if p.Key != "" {
		s += p.Key + ": "
	}
	return s + p.Reason
}

// Most is how many problems are told at once.
const Most = 20

// enough is how many problems are gathered, of which those that stand first are told.
const enough = 1000

// Problems are the first problems of a mapping in the order of its lines, at most Most.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	if len(ps) == Most {
		lines = append(lines, fmt.Sprintf("%s: these are the first %d; there may be more", ps[0].File, Most))
	}
	return strings.Join(lines, "\n")
}

// problems gathers what is wrong, each thing once.
type problems struct {
	file string
	all  []Problem
	seen map[Problem]bool
}

// at says that something is wrong at a place.
func (ps *problems) at(p place, key, format string, a ...any) {
	x := Problem{ps.file, p.line, p.column, key, fmt.Sprintf(format, a...)}
	if len(ps.all) == enough || ps.seen[x] {
		return
	}
	if ps.seen == nil {
		ps.seen = map[Problem]bool{}
	}
	ps.seen[x] = true
	ps.all = append(ps.all, x)
}

// sorted returns them in the order of lines.
func (ps *problems) sorted() []Problem {
	slices.SortStableFunc(ps.all, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return ps.all
}

// err returns the first problems, or nil if there are none.
func (ps *problems) err() error {
	if len(ps.all) == 0 {
		return nil
	}
	return Problems(ps.sorted()[:min(len(ps.all), Most)])
}
