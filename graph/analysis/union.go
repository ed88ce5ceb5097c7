package analysis

import (
	"cmp"
	"slices"

	"parley/graph/edtf"
	"parley/graph/store"
)

// A union puts together what stands behind the edges that a drawn one stands for, as the store
// does for a page of rows: documents and origins count once each, the surest certainty is that of all, one
// disputed edge is enough, and all that have a certainty must be anonymous.
type union struct {
	*Edge
	middle             map[string]bool
	documents, origins []string
	certainty          int // how many in the order of certainties come before it; -1 if there is none
	named              bool
	first, last        moment // of those that have a time
}

// A moment is a node in the middle and its time, nil where it has none.
type moment struct {
	id string
	at *edtf.Period
}

// before says which of two that have a time comes first; where these are alike, that of the smaller id.
func (m moment) before(o moment) bool {
	return cmp.Or(edtf.Compare(*m.at, *o.at), compareText(m.id, o.id)) < 0
}

// meet adds a node in the middle.
func (u *union) meet(m moment) {
	u.middle[m.id] = true
	if m.at == nil {
		return
	}
	if u.first.at == nil || m.before(u.first) {
		u.first = m
	}
	if u.last.at == nil || u.last.before(m) {
		u.last = m
	}
}

// finish sets the edge.
func (u *union) finish(certainties []string) {
	u.Count = len(u.middle)
	u.Evidence = distinct(u.Evidence)
	u.Documents, u.Origins = len(distinct(u.documents)), len(distinct(u.origins))
	if u.certainty >= 0 {
		u.Certainty, u.Anonymous = certainties[u.certainty], !u.named
	}
	u.First, u.Last = u.first.at, u.last.at
}

// A gathering adds rows to the unions of their ends.
type gathering struct {
	parts
	time        int // where in the row of a node in the middle its time is; 0 where it is not
	certainties []string
	at          map[[2]string]*union // by the ids of both ends
}

// ofEnd adds what one node shares with others to the edges between them.
func (g *gathering) ofEnd(item *store.Item) {
	own := text(item.Value(0))
	middle := item.Page(0)
	for i := range middle.Items {
		m := &middle.Items[i]
		far, met := m.Page(0), g.moment(m)
		for j := range far.Items {
			row := &far.Items[j]
			if u := g.at[[2]string{own, text(row.Value(0))}]; u != nil {
				u.meet(met)
				g.add(u, m)
				g.add(u, row)
			}
		}
	}
}

// ofMiddle adds what stands behind the edges of a node in the middle, to those between each two of its ends.
func (g *gathering) ofMiddle(item *store.Item) {
	ends, met := item.Page(0).Items, g.moment(item)
	for i := range ends {
		for j := range i {
			a, b := text(ends[i].Value(0)), text(ends[j].Value(0))
			if u := g.at[[2]string{min(a, b), max(a, b)}]; u != nil {
				u.meet(met)
				g.add(u, &ends[i])
				g.add(u, &ends[j])
			}
		}
	}
}

// moment is a node in the middle, with its time if that is wanted.
func (g *gathering) moment(middle *store.Item) moment {
	m := moment{id: text(middle.Value(0))}
	if g.time > 0 {
		m.at = period(middle.Value(g.time))
	}
	return m
}

// add adds what stands behind one edge.
func (g *gathering) add(u *union, row *store.Item) {
	value := func(i int) any {
		if i == 0 {
			return nil
		}
		return row.Value(i)
	}
	u.Evidence = append(u.Evidence, texts(value(g.evidence))...)
	u.documents = append(u.documents, texts(value(g.documents))...)
	u.origins = append(u.origins, texts(value(g.origins))...)
	disputed, _ := value(g.disputed).(bool)
	u.Disputed = u.Disputed || disputed
	if c := slices.Index(g.certainties, text(value(g.certainty))); c >= 0 {
		if u.certainty < 0 || c < u.certainty {
			u.certainty = c
		}
		anonymous, _ := value(g.anonymous).(bool)
		u.named = u.named || !anonymous
	}
}
