package load

import (
	"context"
	"encoding/binary"
	"slices"
	"unicode/utf8"

	"parley/seed/spill"
)

// A part is what one or several rows say of an id in the same words.
type part struct {
	key, body []byte
	entry     int
	first     int64 // the first of the rows that are not left out
	rows      []int64
}

// readPart reads what importer.put wrote, without the rows that are left out.
func readPart(b []byte, rejected bits, rows []int64) part {
	n := binary.BigEndian.Uint16(b[len(b)-2:])
	p := part{key: b[:n], rows: rows[:0]}
	d := decoder{b[n : len(b)-2]}
	row := int64(d.uint64())
	d.b = d.b[4:] // The number of the line, for order.
	p.entry = int(d.uvarint())
	more := decoder{d.bytes()}
	p.body = d.b
	for {
		if !rejected.has(row) {
			p.rows = append(p.rows, row)
		}
		if len(more.b) == 0 {
			break
		}
		row += int64(more.uvarint())
	}
	if len(p.rows) > 0 {
		p.first = p.rows[0]
	}
	return p
}

// A union is what rows say of one node or edge, put together.
type union struct {
	key     string
	row     int64 // the first that speaks of it; 0 if none does
	shared  bool  // there are others
	namer   int64 // the row that gives the id of an edge of which there is one a pair
	entries []int

	completes bool // see piece

	body  []byte // as the only part has it, or else:
	said  *said
	from  map[string]int64 // the row that gives a group its value
	tally map[string]*tally
}

// A uniter reads what is staged.
type uniter struct {
	*importer
	u      union
	anchor string // the key of the last node
	at     int64  // its row
	kind   string // and kind
	out    *spill.Sorter
	lost   lost
}

// unite puts together what rows say of the same id and adds it to out, ordered by the
// rows that speak of it first, nodes before edges. Rows that contradict others, or
// refer to what there is nowhere, are left out.
func (j *importer) unite(ctx context.Context, out *spill.Sorter) error {
	x := &uniter{importer: j, out: out}
	var rows []int64
	for b, err := range j.staged.All() {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		p := readPart(b, j.rejected, rows)
		rows = p.rows
		if string(p.key) != x.u.key {
			if err := x.done(); err != nil {
				return err
			}
			x.u = union{key: string(p.key)}
		}
		if len(p.rows) == 0 {
			continue
		}
		if err := x.add(ctx, &p); err != nil {
			return err
		}
	}
	if err := x.done(); err != nil {
		return err
	}
	return x.find(ctx)
}

// add adds a part to the union.
func (x *uniter) add(ctx context.Context, p *part) error {
	if id := referred(x.u.key); id != "" {
		kind := ""
		if "n"+id+"\x00a\x00" == x.anchor {
			kind = x.kind
		}
		return x.refer(ctx, id, kind, p)
	}
	if c, ok := x.hopeless[x.u.key]; ok {
		return x.rejectAll(p.rows, c)
	}
	return x.importer.add(&x.u, p)
}

// done ends a union.
func (x *uniter) done() error {
	if x.u.row == 0 {
		return nil
	}
	first := x.u.row
	if key := anchorKey([]byte(x.u.key)); key != "" && key == x.anchor {
		first = x.at
	} else if !x.u.shape(x.importer).edge {
		x.anchor, x.at, x.kind = x.u.key, x.u.row, x.u.shape(x.importer).name
	}
	return x.finish(&x.u, first, x.out)
}

// shape is that of the first part.
func (u *union) shape(j *importer) *shape {
	if u.said != nil {
		return u.said.shape
	}
	d := decoder{u.body}
	return j.all[d.uvarint()>>1]
}

// add adds a part to a union. Where it contradicts it, its rows are left out.
func (j *importer) add(u *union, p *part) error {
	if u.key[0] == ofClaim {
		return j.addClaim(u, p)
	}
	if u.row == 0 {
		u.row, u.body, u.entries = p.first, slices.Clone(p.body), []int{p.entry}
		u.shared = len(p.rows) > 1
		if d := (decoder{p.body}); d.uvarint()&1 != 0 {
			u.namer = p.first
		}
		if len(j.entries[p.entry].Tally) > 0 {
			j.open(u, len(p.rows))
		}
	} else {
		u.shared = true
		j.open(u, 0)
		d := decoder{p.body}
		x := d.said(j.all)
		if c := j.contradicts(u, &x, p); c != nil {
			return j.rejectAll(p.rows, *c)
		}
		if !slices.Contains(u.entries, p.entry) {
			u.entries = append(u.entries, p.entry)
		}
		if err := j.merge(u, &x, p); err != nil {
			return err
		}
		for _, row := range p.rows {
			j.entangled.add(row)
		}
	}
	if u.shared {
		j.entangled.add(u.row)
	}
	return nil
}

// addClaim sees that no two pairs get the same id.
func (j *importer) addClaim(u *union, p *part) error {
	if u.body == nil {
		u.body, u.from = slices.Clone(p.body), map[string]int64{"": p.first}
		return nil
	}
	if string(u.body) == string(p.body) {
		return nil
	}
	id := u.key[1 : len(u.key)-1]
	where, err := j.where(u.from[""])
	if err != nil {
		return err
	}
	return j.rejectAll(p.rows, j.at(0, p.entry, "id", id, "the edge %q is between other nodes in %s", id, where))
}

func (j *importer) where(row int64) (string, error) {
	file, line, err := j.places.of(row)
	return place(file, line), err
}

func (j *importer) rejectAll(rows []int64, c complaint) error {
	for _, row := range rows {
		c.row = row
		if err := j.reject(c); err != nil {
			return err
		}
	}
	return nil
}

// contradicts says why a part cannot be of the same node or edge.
func (j *importer) contradicts(u *union, x *said, p *part) *complaint {
	was := u.said
	where, err := j.where(u.row)
	if err != nil {
		where = err.Error()
	}
	var c complaint
	switch {
	case x.shape != was.shape:
		c = j.at(0, p.entry, "kind", x.shape.name, "node %q is a %s in %s and cannot be a %s too", x.id, was.shape.name, where, x.shape.name)
	case x.source != was.source || x.target != was.target:
		c = j.at(0, p.entry, "id", x.id, "the edge %q is between other nodes in %s", x.id, where)
	case x.named && was.named && x.id != was.id:
		c = j.at(0, p.entry, "id", x.id, "there is one edge of %s from a node to another, and in %s its id is %q", x.shape.name, where, was.id)
	default:
		return nil
	}
	return &c
}

// finish adds a union to out, at the row in whose order it is written.
func (j *importer) finish(u *union, at int64, out *spill.Sorter) error {
	for _, key := range sorted(u.tally) {
		t := u.tally[key]
		best := t.most()
		u.said.props[key] = best
		if err := j.others(u, key, t, best); err != nil {
			return err
		}
	}
	if u.said != nil {
		u.body = u.said.encode(nil)
	}
	return out.Add(u.encode(nil, at, u.shape(j).edge))
}

// others adds the texts that are not the commonest to the list.
func (j *importer) others(u *union, key string, t *tally, best string) error {
	g := u.said.shape.group(t.list)
	if g == nil || !g.list {
		return nil
	}
	list, _ := u.said.props[t.list].([]string)
	list = slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == best })
	for _, s := range t.texts {
		if s == best {
			continue
		}
		why := "it is too long for " + t.list
		if utf8.RuneCountInString(s) <= g.limit {
			list, why = addTo(list, s)
		}
		if why != "" {
			if err := j.differ(Difference{ID: u.said.id, Key: key, First: Told{Value: display(best)}, Then: Told{Value: display(s)}, Reason: why}, u.row, u.row); err != nil {
				return err
			}
		}
	}
	if u.said.props[t.list] = list; len(list) == 0 {
		delete(u.said.props, t.list)
	}
	return nil
}
