package load

import (
	"encoding/json"
	"fmt"
	"strings"
)

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

// differ notes a difference, to be told in the end if this is the last round. The
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

// tellDifferences tells those of the last round.
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
