package load

import "slices"

// dependMost is how many references are kept to tell what depends on what.
const dependMost = 1 << 18

// depends are references to nodes that only one row brings, by that row. They save a reading
// for each row of a chain that is left out from its end; those beyond dependMost cost one each.
type depends struct {
	on   map[int64][]referring
	refs int
}

// add keeps the references to a node.
func (s *depends) add(n *about) {
	if n.kind != "" || len(n.declared) != 1 || len(n.declared[0].rows) != 1 {
		return
	}
	row := n.declared[0].rows[0]
	for _, r := range n.refs {
		if s.refs += len(r.rows); s.refs > dependMost {
			return
		}
		r.rows = slices.Clone(r.rows)
		s.on[row] = append(s.on[row], r)
	}
}

// spread leaves out the rows that refer to what rows bring that are left out.
func (s *depends) spread(x *decider) error {
	var out []int64
	for row := range s.on {
		if x.rejected.has(row) {
			out = append(out, row)
		}
	}
	slices.Sort(out)
	for len(out) > 0 {
		row := out[0]
		out = out[1:]
		for _, r := range s.on[row] {
			for _, other := range r.rows {
				if x.rejected.has(other) {
					continue
				}
				if err := x.reject(x.noNode(other, r.entry, r.property, r.id)); err != nil {
					return err
				}
				out = append(out, other)
			}
		}
		delete(s.on, row)
	}
	return nil
}
