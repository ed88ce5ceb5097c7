package load

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"parley/graph/store"
	"parley/seed/record"
)

// stage reads the rows and keeps what they say, sorted by what they speak of.
func (j *importer) stage(ctx context.Context, rows iter.Seq2[Row, error]) error {
	if err := j.places.open(); err != nil {
		return err
	}
	for row, err := range rows {
		var bad *record.Bad
		if errors.As(err, &bad) {
			row = Row{File: bad.File, Line: bad.Line, Faults: []Fault{{bad.Column, bad.Value, bad.Reason}}}
		} else if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		j.summary.Rows++
		if err := j.places.add(row.File, row.Line); err != nil {
			return err
		}
		if err := j.stageRow(int64(j.summary.Rows), row); err != nil {
			return err
		}
		j.progress(Reading, j.summary.Rows, 0)
	}
	return j.flush()
}

func (j *importer) stageRow(n int64, row Row) error {
	if len(row.Faults) > 0 {
		for _, f := range row.Faults {
			if err := j.reject(complaint{n, 0, f.Column, f.Value, f.Reason}); err != nil {
				return err
			}
		}
		return nil
	}
	if len(row.Lines) > RowLimit {
		return j.reject(j.tooMany(n, row.Lines))
	}
	if len(row.Lines) == 0 {
		j.summary.Empty++
	}
	all := make([]*said, len(row.Lines))
	own := map[string]*shape{} // The kinds of the nodes that the row brings.
	var bad []complaint
	for i, line := range row.Lines {
		x, faults := j.check(line.Object)
		for _, f := range faults {
			c := j.at(n, j.number(line.Entry), f.key, shown(line.Object, f.key), "%s", f.reason)
			// An id that is wrong is so in the node and all its edges.
			if slices.ContainsFunc(bad, func(b complaint) bool { return b.value == c.value && b.value != "" && b.reason == c.reason }) {
				continue
			}
			bad = append(bad, c)
			if err := j.reject(c); err != nil {
				return err
			}
		}
		if all[i] = x; x != nil && !x.shape.edge {
			own[x.id] = x.shape
		}
	}
	if bad != nil {
		return nil
	}
	for i, x := range all {
		once(x.props)
		entry := j.number(row.Lines[i].Entry)
		if err := j.keep(n, i, entry, x); err != nil {
			return err
		}
		if err := j.keepReferences(n, i, entry, x, own); err != nil {
			return err
		}
	}
	return nil
}

// RowLimit is how many lines a row may have.
const RowLimit = 10_000

// tooMany complains of a row of too many lines, and names the entry that most are of.
func (j *importer) tooMany(row int64, lines []Line) complaint {
	times, most := map[*Entry]int{}, lines[0].Entry
	for _, l := range lines {
		if times[l.Entry]++; times[l.Entry] > times[most] {
			most = l.Entry
		}
	}
	return complaint{row: row, entry: j.number(most), reason: fmt.Sprintf(
		"the record makes more than %d nodes and edges, most of them here; split it", RowLimit)}
}

// number returns the number of an entry.
func (j *importer) number(e *Entry) int {
	n, ok := j.numbers[e]
	if !ok {
		n = len(j.entries)
		j.entries, j.numbers[e] = append(j.entries, e), n
		for key := range e.Tally {
			j.tallied[key] = true
		}
	}
	return n
}

// shownMost is how many characters of a text are shown.
const shownMost = 60

// shown is the value of a key, which has a dot inside an object.
func shown(o record.Object, key string) string {
	v, ok := o.Get(key)
	if object, part, cut := strings.Cut(key, "."); cut {
		v, _ = o.Get(object)
		inner, isObject := v.(record.Object)
		if v, ok = inner.Get(part); !isObject {
			ok = false
		}
	}
	if !ok || key == "" {
		return ""
	}
	if s, isText := v.(string); isText {
		if r := []rune(s); len(r) > shownMost {
			return string(r[:shownMost]) + "…"
		}
		return s
	}
	return record.Show(v)
}

// A repeat is what several rows say of an id in the same words, one behind the other
// if only rows are regarded that speak of the id at all. It is kept once.
type repeat struct {
	body        []byte
	entry       int
	first, last int64  // rows
	line        int    // of the first row
	rows        []byte // each from the row before
}

// The most that is held for the sake of repeats.
const (
	cacheBytes   = 8 << 20
	cacheRepeats = 1 << 14
	cacheRows    = 1 << 16 // bytes of one
)

// keep stages a line of a row.
func (j *importer) keep(row int64, line, entry int, x *said) error {
	var buf [512]byte
	if err := j.keepAs(x.key(buf[:0]), row, line, entry, x.encode(nil)); err != nil {
		return err
	}
	for _, d := range x.shape.counted {
		if err := j.keepCounted(row, line, entry, x, d); err != nil {
			return err
		}
	}
	if x.named && x.shape.pair {
		return j.keepAs(append(append(append(buf[:0], ofClaim), x.id...), 0), row, line, entry, x.pairKey(nil))
	}
	return nil
}

// keepCounted stages, for the nodes that may have one such edge only, which one a line gives them.
func (j *importer) keepCounted(row int64, line, entry int, x *said, d store.Direction) error {
	id := x.id
	if x.shape.pair {
		id = "" // What is at its ends tells it from others.
	}
	at := func(near, far string) error {
		var buf [512]byte
		key := append(append(append(buf[:0], ofNode), near...), 0, ofOnly, byte(d))
		key = append(append(key, x.shape.name...), 0)
		return j.keepAs(key, row, line, entry, putText(putText(binary.AppendUvarint(nil, uint64(x.shape.index)), id), far))
	}
	switch {
	case d == store.In:
		return at(x.target, x.source)
	case d == store.Out || x.source == x.target:
		return at(x.source, x.target)
	}
	return errors.Join(at(x.source, x.target), at(x.target, x.source))
}

// keepReferences stages what a line refers to and its row does not bring.
func (j *importer) keepReferences(row int64, line, entry int, x *said, own map[string]*shape) error {
	refs := references(x.shape.visible, x.props)
	if x.shape.edge {
		refs = append(refs, reference{"from", x.source}, reference{"to", x.target})
	}
	for _, r := range refs {
		if kind := own[r.id]; kind != nil {
			if c := j.wrongKind(x.shape, r, kind.name, entry); c != nil {
				c.row = row
				if err := j.reject(*c); err != nil {
					return err
				}
			}
			continue
		}
		var buf [512]byte
		key := append(append(append(buf[:0], ofNode), r.id...), 0, ofReference, 0)
		body := putText(binary.AppendUvarint(nil, uint64(x.shape.index)), r.property)
		if err := j.keepAs(key, row, line, entry, body); err != nil {
			return err
		}
	}
	return nil
}

func (j *importer) keepAs(key []byte, row int64, line, entry int, body []byte) error {
	r := j.cache[string(key)]
	if r != nil && len(r.rows) < cacheRows && r.entry == entry && string(r.body) == string(body) {
		if row != r.last {
			r.rows = binary.AppendUvarint(r.rows, uint64(row-r.last))
			r.last = row
			j.cached++
		}
		return nil
	}
	if r != nil {
		if err := j.put(key, r); err != nil {
			return err
		}
		j.cached -= len(r.body) + len(r.rows)
		*r = repeat{body: body, entry: entry, first: row, last: row, line: line}
	} else {
		j.cache[string(key)] = &repeat{body: body, entry: entry, first: row, last: row, line: line}
		j.cached += len(key)
	}
	if j.cached += len(body); j.cached > cmp.Or(j.opts.memory, cacheBytes) || len(j.cache) > cacheRepeats {
		return j.flush()
	}
	return nil
}

// flush stages all repeats.
func (j *importer) flush() error {
	for key, r := range j.cache {
		if err := j.put([]byte(key), r); err != nil {
			return err
		}
	}
	clear(j.cache)
	j.cached = 0
	return nil
}

func (j *importer) put(key []byte, r *repeat) error {
	b := make([]byte, 0, len(key)+len(r.body)+len(r.rows)+32)
	b = binary.BigEndian.AppendUint64(append(b, key...), uint64(r.first))
	b = binary.BigEndian.AppendUint32(b, uint32(min(r.line, math.MaxUint32)))
	b = binary.AppendUvarint(b, uint64(r.entry))
	b = append(binary.AppendUvarint(b, uint64(len(r.rows))), r.rows...)
	b = append(b, r.body...)
	return j.staged.Add(binary.BigEndian.AppendUint16(b, uint16(len(key))))
}
