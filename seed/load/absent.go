package load

import "hash/maphash"

// Absent are the ids of nodes that no row brings, in a dry run: the graph that is loaded
// into may hold them. Of each a hash is kept.
type absent struct {
	seed  maphash.Seed
	ids   map[uint64]struct{}
	count int      // of those that rows refer to
	first []string // of these
}

// absentShown is how many of them are named.
const absentShown = 5

func newAbsent() absent { return absent{seed: maphash.MakeSeed(), ids: map[uint64]struct{}{}} }

func (a *absent) has(id string) bool {
	_, ok := a.ids[maphash.String(a.seed, id)]
	return ok
}

func (a *absent) add(id string) { a.ids[maphash.String(a.seed, id)] = struct{}{} }

// refer notes that rows refer to an id that none brings. Ids come in order, each maybe
// several times.
func (a *absent) refer(id string) {
	if a.has(id) {
		return
	}
	a.add(id)
	if a.count++; len(a.first) < absentShown {
		a.first = append(a.first, id)
	}
}

// aside finds the pieces of a unit that cannot be without nodes that are absent, and the
// ids of the nodes among them, which are absent then too. An edge takes the node with it
// that cannot be without it.
func (j *judge) aside(u *unit) (pieces map[*piece]bool, gone map[string]bool) {
	if len(j.absent.ids) == 0 {
		return nil, nil
	}
	pieces, gone = map[*piece]bool{}, map[string]bool{}
	for more := true; more; {
		more = false
		for _, p := range u.pieces {
			if pieces[p] || !j.needs(p, func(id string) bool { return gone[id] || j.absent.has(id) }) {
				continue
			}
			more, pieces[p] = true, true
			switch {
			case !p.shape.edge:
				gone[p.id] = true
			case p.shape.anchor == "from":
				gone[p.source] = true
			case p.shape.anchor == "to":
				gone[p.target] = true
			}
		}
	}
	return pieces, gone
}

// needs says whether a piece cannot be without one of such nodes.
func (j *judge) needs(p *piece, such func(id string) bool) bool {
	if p.shape.edge && (such(p.source) || such(p.target)) || !p.shape.edge && such(p.id) {
		return true
	}
	for _, r := range references(p.shape.visible, p.props) {
		if such(r.id) && j.must(p, r.property) {
			return true
		}
	}
	return false
}

// count checks and counts a piece that is set aside.
func (j *judge) count(p *piece, own map[string]string, v *verdict) {
	var x verdict
	j.ends(&unit{}, p, own, v)
	j.piece(p, nil, &x)
	v.bad, v.counted = append(v.bad, x.bad...), append(v.counted, x.counted...)
}
