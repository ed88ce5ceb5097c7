package analysis

import (
	"cmp"
	"slices"

	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// take takes what was read of the asked nodes.
func (t *timeline) take(page *store.Page) error {
	at := map[string]*store.Item{}
	for i := range page.Items {
		at[text(page.Items[i].Value(0))] = &page.Items[i]
	}
	for _, id := range t.Of {
		item := at[id]
		if item == nil {
			return wrong("of", "there is nothing of the id %q; search finds ids by name", id)
		}
		t.itself(item)
		for _, x := range t.tracks {
			below := item.Page(x.at)
			for j := range below.Items {
				t.row(id, &below.Items[j], x)
			}
		}
	}
	return nil
}

// itself puts a node whose kind stands in timelines into its own.
func (t *timeline) itself(item *store.Item) {
	id, kind := text(item.Value(0)), text(item.Value(1))
	if !slices.ContainsFunc(t.onto.Tracks, func(x ontology.Track) bool { return !x.Edge && slices.Contains(x.Kinds, kind) }) {
		return
	}
	field := store.Field{Of: store.OfNode, Name: t.onto.Store.Kind(kind).Time}
	when := period(item.Value(slices.Index(t.roots.Fields, field)))
	if !t.Window.passes(when) {
		return
	}
	t.own++
	at := store.Position{Keys: timeKeys(when), ID: id}
	if t.After == nil || compareEntries(at, *t.After) > 0 {
		t.enter(id, &Entry{Node: id, When: when, At: at})
	}
}

// passes says whether a time overlaps the window; nil lets all pass.
func (w *Window) passes(p *edtf.Period) bool {
	switch {
	case w == nil:
		return true
	case p == nil:
		return w.Undated
	case w.Certain:
		return p.Certainly(w.Window)
	}
	return p.Possibly(w.Window)
}

func timeKeys(p *edtf.Period) []any {
	if p == nil {
		return []any{nil, nil}
	}
	return []any{p.StartEarliest, p.EndLatest}
}

// row takes what one track leads to from an asked node.
func (t *timeline) row(of string, row *store.Item, x *along) {
	if !x.Edge {
		when := period(row.Value(1))
		t.enter(of, &Entry{Node: text(row.Value(0)), When: when, At: store.Position{Keys: timeKeys(when), ID: text(row.Value(0))}})
		return
	}
	e := t.shownEdge(row, &store.Selection{Pick: store.Pick{Fields: t.roots.Hops[x.at].Fields}})
	at := store.Position{Keys: timeKeys(e.When), Edge: e.ID}
	if t.After == nil || compareEntries(at, *t.After) > 0 {
		t.enter(of, &Entry{Edge: &e, When: e.When, At: at})
	}
}

// enter puts an entry into the timeline of one of the asked nodes.
func (t *timeline) enter(of string, e *Entry) {
	key := entryID{e.Edge != nil, e.At.ID + e.At.Edge}
	if t.found[key] == nil {
		t.found[key] = e
	}
	if e = t.found[key]; !slices.Contains(e.Of, of) {
		e.Of = append(e.Of, of)
	}
}

// compareEntries compares places in a timeline: by time, none last, then by id; where a node and
// an edge have one id, the node comes first.
func compareEntries(a, b store.Position) int {
	return cmp.Or(compareKeys(a, b), compareText(a.ID+a.Edge, b.ID+b.Edge), compareText(a.Edge, b.Edge))
}

// compareKeys compares the keys of two places in an order by time.
func compareKeys(a, b store.Position) int {
	for i := range a.Keys {
		x, xDated := a.Keys[i].(int64)
		y, yDated := b.Keys[i].(int64)
		switch {
		case xDated != yDated && xDated:
			return -1
		case xDated != yDated:
			return 1
		case x != y:
			return cmp.Compare(x, y)
		}
	}
	return 0
}

// page is the first entries of all that were found.
func (t *timeline) page() *Timeline {
	out := &Timeline{Entries: make([]Entry, 0, len(t.found)), Before: t.After != nil}
	for _, e := range t.found {
		out.Entries = append(out.Entries, *e)
	}
	slices.SortFunc(out.Entries, func(a, b Entry) int { return compareEntries(a.At, b.At) })
	if len(out.Entries) > t.First {
		out.Entries, out.More = out.Entries[:t.First], true
	}
	return out
}
