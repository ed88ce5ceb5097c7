package load

import "slices"

// combine puts what the rows say together with what there was.
func (j *importer) combine(old map[string]any, p *piece) (map[string]any, []Difference) {
	props := make(map[string]any, len(old)+len(p.props))
	for name, v := range old {
		props[name] = v
	}
	var differs []Difference
	add := func(g *group, s string) {
		list, _ := props[g.name].([]string)
		longer, why := addTo(slices.Clone(list), s)
		props[g.name] = longer
		if why != "" {
			differs = append(differs, Difference{ID: p.id, Key: g.name, First: Told{Value: display(list)}, Then: Told{Value: display(s)}, Reason: why})
		}
	}
	for i := range p.shape.groups {
		g := &p.shape.groups[i]
		text, isText := p.props[g.name].(string)
		before, wasText := old[g.name].(string)
		switch {
		case !g.has(p.props):
		case g.list && props[g.name] != nil:
			for _, s := range p.props[g.name].([]string) {
				add(g, s)
			}
		case isText && wasText && j.keeps(p.entries, p.shape, g.name):
			both, why := join(before, text, g.limit)
			props[g.name] = both
			if why != "" {
				differs = append(differs, Difference{ID: p.id, Key: g.name, First: Told{Value: display(before)}, Then: Told{Value: display(text)}, Reason: why})
			}
		default:
			g.set(props, p.props)
		}
	}
	j.otherNames(old, p, props, add)
	return props, differs
}

// otherNames keeps in the list what the graph held for a key that is tallied, and drops
// from it what the key now has.
func (j *importer) otherNames(old map[string]any, p *piece, props map[string]any, add func(*group, string)) {
	for _, n := range p.entries {
		for _, key := range sorted(j.entries[n].Tally) {
			g := p.shape.group(j.entries[n].Tally[key])
			now, isText := p.props[key].(string)
			if g == nil || !g.list || !isText {
				continue
			}
			if list, ok := props[g.name].([]string); ok {
				props[g.name] = slices.DeleteFunc(slices.Clone(list), func(s string) bool { return s == now })
			}
			if was, wasText := old[key].(string); wasText && was != now {
				add(g, was)
			}
		}
	}
}
