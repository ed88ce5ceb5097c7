package load

import (
	"encoding/binary"
	"slices"
	"unicode/utf8"
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
	namer   int64 // the row that gives the id of an edge of which there is one a pair
	entries []int

	parts []saying // of an edge, where all its rows may be left out
	lacks *fault   // why it is not whole

	body  []byte // as the only part has it, or else:
	said  *said
	times int              // the rows of the first part
	from  map[string]int64 // the row that gives a group its value
	tally map[string]*tally
	held  []held
}

// A saying is rows that speak of an edge.
type saying struct {
	entry int
	named bool // they give its id
	rows  []int64
}

// shape is that of the first part.
func (u *union) shape(j *importer) *shape {
	if u.said != nil {
		return u.said.shape
	}
	d := decoder{u.body}
	return d.head().shape(j.all)
}

// add adds a part to the union. Its rows may contradict those before.
func (x *decider) add(p *part) error {
	u := &x.u
	if u.key[0] == ofClaim {
		return x.addClaim(u, p)
	}
	d := decoder{p.body}
	h := d.head()
	named, s := h.named(), h.shape(x.all)
	if u.row > 0 {
		x.open(u)
		d = decoder{p.body}
		more := d.said(x.all)
		if c := x.contradicts(u, &more, p); c != nil {
			return x.conflict(u.row, p.rows, *c)
		}
		if !slices.Contains(u.entries, p.entry) {
			u.entries = append(u.entries, p.entry)
		}
		if err := x.merge(u, &more, p); err != nil {
			return err
		}
	} else {
		u.row, u.body, u.entries = p.first, slices.Clone(p.body), []int{p.entry}
		if named {
			u.namer = p.first
		}
		u.times = len(p.rows)
		if len(x.entries[p.entry].Tally) > 0 {
			x.open(u)
		}
	}
	if s.edge && (named || s.last || s.demanded != nil) {
		u.parts = append(u.parts, saying{p.entry, named, slices.Clone(p.rows)})
	}
	return nil
}

// addClaim sees that no two pairs get the same id.
func (x *decider) addClaim(u *union, p *part) error {
	if u.body == nil {
		u.body, u.from = slices.Clone(p.body), map[string]int64{"": p.first}
		return nil
	}
	if string(u.body) == string(p.body) {
		return nil
	}
	id := u.key[1 : len(u.key)-1]
	where, err := x.where(u.from[""])
	if err != nil {
		return err
	}
	return x.conflict(u.from[""], p.rows, x.at(0, p.entry, "id", id, "the edge %q is between other nodes in %s", id, where))
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

// finish puts the commonest texts into a union that is ended, where they are tallied.
func (j *importer) finish(u *union) error {
	for _, h := range u.held {
		if h.tallied == (j.talliedInto(u, h.Key) != "") {
			if err := j.differ(h.Difference, h.first, h.then); err != nil {
				return err
			}
		}
	}
	for _, key := range sorted(u.tally) {
		t := u.tally[key]
		if t.list = j.talliedInto(u, key); t.list == "" {
			continue
		}
		best := t.most()
		u.said.props[key] = best
		if err := j.others(u, key, t, best); err != nil {
			return err
		}
	}
	if u.said != nil {
		u.body = u.said.encode(nil)
	}
	return nil
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
