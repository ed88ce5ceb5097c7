package load

import "parley/seed/record"

// A Row is what one record of a source says, as lines of the native format.
type Row struct {
	File   string  // for reports
	Line   int     // where the record begins, from 1
	Lines  []Line  // RowLimit at most
	Faults []Fault // why the record cannot be used; if there are any, its lines are not
}

// A Line is a node or an edge as a line of the native format has it. It need not be
// all that is known of it: rows that speak of the same id are put together, and then
// with what the graph holds.
type Line struct {
	Object record.Object
	Entry  *Entry // nil is as an empty one
}

// An Entry is what all lines that come of the same part of a mapping have in common. They
// point to the same one: Import keeps all that it has seen.
type Entry struct {
	// Name is what the mapping calls it, for reports.
	Name string
	// Columns says, for reports, from which column or path of the record the value of
	// a key comes. The key of a part is written with a dot.
	Columns map[string]string
	// Keep are the keys of which all values are kept where rows disagree: texts are
	// joined by "; ". Of other keys the later value wins. Lists are always put together.
	Keep []string
	// Tally names, for a key that holds a text, the key of a list: the commonest text
	// of all rows is the value, and the others are added to the list.
	Tally map[string]string
}

// A Fault is why a record cannot be used.
type Fault struct {
	Column string // or path, or ""
	Value  string // what stands there, cut if it is long, or ""
	Reason string // what is wrong and what would be right: a sentence without the full stop
}
