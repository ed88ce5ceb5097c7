package load

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"parley/graph/derive"
	"parley/graph/store"
)

// A Problem is why a file cannot be loaded.
type Problem struct {
	File   string
	Line   int    // from 1; 0 if it is of no one line
	Key    string // the key of the value that is wrong, with a dot inside an object, or ""
	Reason string // what is wrong and what would be right: a sentence without the full stop
}

// String is one line of text.
func (p Problem) String() string {
	s := p.File + ": "
	if p.Line > 0 {
		s = fmt.Sprintf("%s:%d: ", p.File, p.Line)
	}
	if p.Key != "" {
		s += p.Key + ": "
	}
	return s + p.Reason
}

// Most is how many problems are told at once.
const Most = 20

// Problems are the first problems of a file, at most Most. They match
// store.ErrInvalid.
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

// Unwrap returns store.ErrInvalid.
func (ps Problems) Unwrap() error { return store.ErrInvalid }

// complain adds a problem, if there is room for it.
func (f *file) complain(line int, key, format string, a ...any) {
	if !f.full() {
		f.problems = append(f.problems, Problem{f.name, line, key, fmt.Sprintf(format, a...)})
	}
}

// full says whether there are enough problems.
func (f *file) full() bool { return len(f.problems) >= Most }

// err returns the problems so far in order of lines, or nil.
func (f *file) err() error {
	if len(f.problems) == 0 {
		return nil
	}
	slices.SortStableFunc(f.problems, func(a, b Problem) int { return a.Line - b.Line })
	return f.problems
}

// explain gives the lines to what a transaction failed by.
func (f *file) explain(err error) error {
	var ps Problems
	if errors.As(err, &ps) {
		return ps
	}
	var vs derive.Violations
	if !errors.As(err, &vs) {
		return fmt.Errorf("%s: %w", f.name, err)
	}
	f.problems = nil
	for _, v := range vs {
		line := 0
		for _, records := range []map[string]*item{f.nodes, f.edges} {
			if r := records[v.ID]; r != nil {
				line = r.line
			}
		}
		f.complain(line, "", "%s", v.Reason)
	}
	return f.err()
}

// either lists names for a sentence.
func either(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " or " + names[n-1]
	}
	return strings.Join(names, "")
}

// short is how many names are listed where a near one is not found.
const short = 20

// Instead says what could be meant by a name that is not among those known: a near
// one, or all of them if they are few.
func Instead(name string, known []string) string {
	if s := Near(name, known); s != "" || len(known) > short || len(known) == 0 {
		return s
	}
	return "; there are " + strings.Join(known, ", ")
}

// Near says which of the names known is meant, if one is almost the same.
func Near(name string, known []string) string {
	best, distance := "", 1+(1+len([]rune(name)))/3
	for _, k := range known {
		if d := edits(name, k, distance); d < distance {
			best, distance = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", best)
}

// edits is how many letters must be added, dropped or changed to make b of a, or
// limit if it is not less.
func edits(a, b string, limit int) int {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	if max(len(x)-len(y), len(y)-len(x)) >= limit {
		return limit
	}
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		corner, least := row[0], limit
		row[0] = i + 1
		for j := range y {
			cost := corner
			if x[i] != y[j] {
				cost++
			}
			corner = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
			least = min(least, row[j+1])
		}
		if least >= limit {
			return limit
		}
	}
	return min(row[len(y)], limit)
}
