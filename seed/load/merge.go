package load

import (
	"slices"

	"parley/graph/text"
)

// open makes a union of which only the bytes were known ready for more.
func (j *importer) open(u *union, times int) {
	if u.said == nil {
		d := decoder{u.body}
		x := d.said(j.all)
		u.said, u.from = &x, map[string]int64{}
	}
	for key, list := range j.entries[u.entries[0]].Tally {
		if s, ok := u.said.props[key].(string); ok && u.tally[key] == nil {
			u.count(key, list, s, times)
		}
	}
}

// count counts a text of a key that is tallied.
func (u *union) count(key, list, s string, times int) (why string) {
	if u.tally == nil {
		u.tally = map[string]*tally{}
	}
	if u.tally[key] == nil {
		u.tally[key] = &tally{list: list, times: map[string]int{}}
	}
	return u.tally[key].count(s, times)
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
	tallied := j.entries[p.entry].Tally[g.name]
	switch {
	case tallied != "" && isText, u.tally[g.name] != nil && isText:
		if tallied != "" && wasText && u.tally[g.name] == nil {
			u.count(g.name, tallied, oldText, 1)
		}
		d.Reason = u.count(g.name, tallied, newText, len(p.rows))
		if d.Reason != "" {
			d.First.Value = g.show(props)
			return j.differ(d, first, p.first)
		}
		return nil
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
			return j.differ(d, first, p.first)
		}
		return nil
	default:
		d.First.Value = g.show(props)
		err = j.differ(d, first, p.first)
	}
	g.set(props, x.props)
	u.from[g.name] = p.first
	return err
}
