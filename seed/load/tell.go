package load

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"parley/graph/store"
	"parley/seed/record"
)

// A Reject is a reason why a row is left out. It matches store.ErrInvalid.
type Reject struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`   // where the row begins, from 1
	Column string `json:"column,omitempty"` // or the path; a key, where no column is known
	Value  string `json:"value,omitempty"`  // what stands there, cut if it is long
	Reason string `json:"reason"`           // a sentence without the full stop
	Entry  string `json:"entry,omitempty"`  // the part of the mapping
}

// String is one line of text.
func (r Reject) String() string {
	s := place(r.File, r.Line) + ": "
	if r.Column != "" {
		s += r.Column + ": "
	}
	if r.Value != "" && !r.quoted() {
		s += strconv.Quote(r.Value) + ": "
	}
	return s + r.Reason
}

// quoted says whether the reason has the value already: in quotes, or by itself, as
// numbers and kinds stand there and words that a sentence is made of do not.
func (r Reject) quoted() bool {
	word := 'a' <= r.Value[0] && r.Value[0] <= 'z'
	bare := !word && strings.Contains(" "+r.Reason+" ", " "+r.Value+" ")
	return bare || strings.Contains(r.Reason, strconv.Quote(r.Value)) || strings.Contains(r.Reason, record.Show(r.Value))
}

// Error is the same as String.
func (r Reject) Error() string { return r.String() }

// Unwrap returns store.ErrInvalid.
func (r Reject) Unwrap() error { return store.ErrInvalid }

// A Difference is a property of which two rows give different values.
type Difference struct {
	ID    string `json:"id"` // of the node or edge
	Key   string `json:"key"`
	First Told   `json:"first"`
	Then  Told   `json:"then"`
	// Reason is why the second value is left out, as a list can be full. It is "" if
	// the second value holds.
	Reason string `json:"reason,omitempty"`
}

// A Told is a value and the row that gives it.
type Told struct {
	Value string `json:"value"`          // as JSON, cut if it is long
	File  string `json:"file,omitempty"` // "" if it is that of the graph
	Line  int    `json:"line,omitempty"`
}

// String is one line of text.
func (d Difference) String() string {
	first, then := "in the graph", place(d.Then.File, d.Then.Line)
	if d.First.File != "" {
		first = "in " + place(d.First.File, d.First.Line)
	}
	if d.Reason != "" {
		return fmt.Sprintf("%s: %q: %s: %s is left out: %s", then, d.ID, d.Key, d.Then.Value, d.Reason)
	}
	return fmt.Sprintf("%s: %q: %s is %s here and %s %s; the later one holds", then, d.ID, d.Key, d.Then.Value, d.First.Value, first)
}

func place(file string, line int) string {
	if line == 0 {
		return file
	}
	return fmt.Sprintf("%s:%d", file, line)
}

// A complaint is why a row cannot be used.
type complaint struct {
	row           int64
	entry         int
	column, value string
	reason        string
}

// at makes a complaint of a key of a line.
func (j *importer) at(row int64, entry int, key, value, format string, a ...any) complaint {
	return complaint{row, entry, j.column(entry, key), value, fmt.Sprintf(format, a...)}
}

// column is from where the value of a key comes.
func (j *importer) column(entry int, key string) string {
	columns := j.entries[entry].Columns
	if c := columns[key]; c != "" {
		return c
	}
	object, _, _ := strings.Cut(key, ".")
	if c := columns[object]; c != "" {
		return c
	}
	return key
}

// reject leaves the row out that there is a complaint of. With Strict that is an error.
func (j *importer) reject(c complaint) error {
	file, line, err := j.places.of(c.row)
	if err != nil {
		return err
	}
	r := Reject{File: file, Line: line, Column: c.column, Value: c.value, Reason: c.reason, Entry: j.entries[c.entry].Name}
	if !j.rejected.has(c.row) {
		j.summary.Rejected++
		j.rejected.add(c.row)
	}
	if j.opts.Reject != nil {
		j.opts.Reject(r)
	}
	if j.opts.Strict {
		return r
	}
	return nil
}

// differ notes a difference, to be told in the end if nothing is decided anew. The
// places are still numbers of rows.
func (j *importer) differ(d Difference, first, then int64) error {
	var err error
	if d.Then.File, d.Then.Line, err = j.places.of(then); err != nil {
		return err
	}
	if first != 0 {
		if d.First.File, d.First.Line, err = j.places.of(first); err != nil {
			return err
		}
	}
	b, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("load: %w", err)
	}
	return j.differs.Add(b)
}

// tellDifferences tells those that were noted last.
func (j *importer) tellDifferences() error {
	j.summary.Differences = j.differs.Len()
	if j.opts.Differ == nil {
		return nil
	}
	for b, err := range j.differs.All() {
		if err != nil {
			return err
		}
		var d Difference
		if err := json.Unmarshal(b, &d); err != nil {
			return fmt.Errorf("load: %w", err)
		}
		j.opts.Differ(d)
	}
	return nil
}
