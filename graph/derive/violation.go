package derive

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// A Violation is a rule of the domain that a transaction would have left broken.
type Violation struct {
	ID     string // of the node or edge that breaks it
	Reason string // a sentence without the full stop, which names the node or edge
}

// Violations are all that a transaction would have left broken, ordered by id. They
// match store.ErrInvalid.
type Violations []Violation

// told is how many violations the text of Violations names.
const told = 3

func (vs Violations) Error() string {
	var b strings.Builder
	b.WriteString("derive: ")
	for i, v := range vs[:min(told, len(vs))] {
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(v.Reason)
	}
	if more := len(vs) - told; more > 0 {
		fmt.Fprintf(&b, "; and %d more", more)
	}
	return b.String()
}

// Unwrap returns store.ErrInvalid.
func (vs Violations) Unwrap() error { return store.ErrInvalid }

// add adds a violation whose reason begins with what it is of: "node", "edge" or a
// kind.
func (vs *Violations) add(what, id, format string, a ...any) {
	*vs = append(*vs, Violation{ID: id, Reason: fmt.Sprintf("%s %q: ", what, id) + fmt.Sprintf(format, a...)})
}

// err returns the violations, each once, or nil if there are none.
func (vs Violations) err() error {
	if len(vs) == 0 {
		return nil
	}
	slices.SortFunc(vs, func(a, b Violation) int {
		return cmp.Or(strings.Compare(a.ID, b.ID), strings.Compare(a.Reason, b.Reason))
	})
	return slices.Compact(vs)
}

// invalid makes an error of one change, that wraps store.ErrInvalid.
func invalid(what, id, format string, a ...any) error {
	return fmt.Errorf("derive: %s %q: %s: %w", what, id, fmt.Sprintf(format, a...), store.ErrInvalid)
}

// quoted lists ids for a sentence.
func quoted(ids []string) string {
	if len(ids) == 0 {
		return "none"
	}
	const most = 5
	var b strings.Builder
	for i, id := range ids[:min(most, len(ids))] {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%q", id)
	}
	if len(ids) > most {
		fmt.Fprintf(&b, " and %d more", len(ids)-most)
	}
	return b.String()
}
