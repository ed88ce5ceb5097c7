package load

import (
	"slices"

	"parley/graph/text"
)

// open makes a union of which only the bytes were known ready for more. Texts of keys that
// any entry tallies are counted from the first on, as one that does may come last.
func (j *importer) open(u *union) {
	if u.said != nil {
		return
	}
	d := decoder{u.body}
	x := d.said(j.all)
	u.said, u.from = &x, map[string]int64{}
	for key := range j.tallied {
		if s, ok := u.said.props[key].(string); ok {
			u.count(key, s, u.times)
		}
	}
}

// count counts a text of a key.
func (u *union) count(key, s string, times int) (why string) {
	if u.tally == nil {
		u.tally = map[string]*tally{}
	}
	if u.tally[key] == nil {
		u.tally[key] = &tally{times: map[string]int{}}
	}
	return u.tally[key].count(s, times)
}

// talliedInto is the list for the texts of a key that are not the commonest, or "" if no
// entry of a union so far tallies the key.
func (j *importer) talliedInto(u *union, key string) string {
	for _, n := range u.entries {
		if list := j.entries[n].Tally[key]; list != "" {
			return list
		}
	}
	return ""
}

// A held is a difference that is told only if its key turns out to be tallied, or not to be.
type held struct {
	Difference
	first, then int64
	tallied     bool
}

// hold tells a difference at the end of the union, if it is one then, or at once if there
// are many.
func (j *importer) hold(u *union, h held) error {
	switch known := j.talliedInto(u, h.Key) != ""; {
	case known && !h.tallied:
		return nil
	case known || !j.tallied[h.Key] || len(u.held) >= spellings:
		return j.differ(h.Difference, h.first, h.then)
	}
	u.held = append(u.held, h)
	return nil
}

// keeps says whether all values of a text are kept.
func (j *importer) keeps(entries []int, s *shape, key string) bool {
	if s.pair && slices.Contains(s.text, key) {
		return true
	}
	return slices.ContainsFunc(entries, func(n int) bool { return slices.Contains(j.entries[n].Keep, key) })
}

// merge puts what a part says into a union.
func (j *importer) merge(u *union, x *said, p *part) error {
	s := u.said.shape
	if x.named && !u.said.named {
		u.said.id, u.said.named, u.namer = x.id, true, p.first
	}
	for i := range s.groups {
		g := &s.groups[i]
		if !g.has(x.props) {
			continue
		}
		if err := j.mergeGroup(u, x, p, g); err != nil {
			return err
		}
	}
	return nil
}

func (j *importer) mergeGroup(u *union, x *said, p *part, g *group) (err error) {
	props := u.said.props
	d := Difference{ID: u.said.id, Key: g.name, Then: Told{Value: g.show(x.props)}}
	first := u.from[g.name]
	if first == 0 {
		first = u.row
	}
	newText, isText := x.props[g.name].(string)
	oldText, wasText := props[g.name].(string)
	if isText && j.tallied[g.name] {
		counted := d
		counted.First.Value = g.show(props)
		if counted.Reason = u.count(g.name, newText, len(p.rows)); counted.Reason != "" {
			if err := j.hold(u, held{counted, first, p.first, true}); err != nil {
				return err
			}
		}
	}
	switch {
	case g.list:
		list, _ := props[g.name].([]string)
		list = slices.Clone(list)
		for _, s := range x.props[g.name].([]string) {
			if list, d.Reason = addTo(list, s); d.Reason != "" {
				d.First.Value, d.Then.Value = "a list of "+display(text.ListLimit), display(s)
				err = j.differ(d, first, p.first)
			}
		}
		props[g.name] = list
		return err
	case !g.has(props), g.same(props, x.props):
	case isText && wasText && j.keeps([]int{p.entry}, x.shape, g.name):
		d.First.Value = g.show(props)
		props[g.name], d.Reason = join(oldText, newText, g.limit)
		if d.Reason != "" {
			return j.hold(u, held{d, first, p.first, false})
		}
		return nil
	default:
		d.First.Value = g.show(props)
		err = j.hold(u, held{d, first, p.first, false})
	}
	g.set(props, x.props)
	u.from[g.name] = p.first
	return err
}
