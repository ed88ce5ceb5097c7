package analysis_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"parley/graph/analysis"
	"parley/graph/edtf"
	"parley/graph/ontology"
)

// A meeting of two as a naive search knows it.
type together struct {
	Place, One, Other string
	Dated, Certain    bool
	Overlap           edtf.Period
}

// whereabouts are the edges that say where somebody was, with the place.
func (w *world) whereabouts(id string) map[string]string {
	at := map[string]string{}
	for _, e := range w.edges {
		switch {
		case e.Source != id:
		case e.Relation == "PRESENT_AT":
			at[e.ID] = e.Target
		case e.Relation == "ATTENDED":
			for _, h := range w.edges {
				if h.Relation == "HELD_AT" && h.Source == e.Target && (at[e.ID] == "" || h.Target < at[e.ID]) {
					at[e.ID] = h.Target
				}
			}
		}
	}
	for id, place := range at {
		if place == "" {
			delete(at, id)
		}
	}
	return at
}

// inside says whether a place is another or lies in it.
func (w *world) inside(place, outer string, gone ...string) bool {
	if place == outer {
		return true
	}
	for _, e := range w.edges {
		if e.Relation == "PART_OF" && e.Source == place && !slices.Contains(gone, e.Target) && w.inside(e.Target, outer, append(gone, place)...) {
			return true
		}
	}
	return false
}

// surely says whether two times overlap on every reading, one after the other.
func surely(a, b edtf.Period) bool {
	type reading struct{ start, end int64 }
	readings := func(p edtf.Period) (all []reading) {
		for _, s := range []int64{p.StartEarliest, p.StartLatest} {
			for _, e := range []int64{p.EndEarliest, p.EndLatest} {
				if s <= e {
					all = append(all, reading{s, e})
				}
			}
		}
		return all
	}
	for _, x := range readings(a) {
		for _, y := range readings(b) {
			if x.start > y.end || y.start > x.end {
				return false
			}
		}
	}
	return true
}

// coPresence holds every edge of the one against every edge of the other.
func (w *world) coPresence(q *analysis.CoPresenceQuery, seen tally) []together {
	all := []together{}
	others := w.whereabouts(q.With)
	for one, a := range w.whereabouts(q.Of) {
		for other, b := range others {
			x := together{One: one, Other: other, Place: b}
			in, out := w.inside(a, b), w.inside(b, a)
			if !in && !out {
				continue
			}
			if out && (!in || a < b) {
				x.Place = a
			}
			p, dated := w.edges[one].Props[ontology.Effective].(edtf.Period)
			o, also := w.edges[other].Props[ontology.Effective].(edtf.Period)
			if x.Dated = dated && also; x.Dated {
				if p.StartEarliest > o.EndLatest || o.StartEarliest > p.EndLatest {
					continue
				}
				x.Certain = surely(p, o)
				x.Overlap = span(p, o)
			} else if q.Window == nil || !q.Window.Undated {
				continue
			}
			passes := inWindow(q.Window, x.Overlap, true)
			if !x.Dated {
				passes = inWindow(q.Window, p, dated) && inWindow(q.Window, o, also)
			}
			if q.Certain && !x.Certain || !passes {
				continue
			}
			count(seen, map[string]bool{"pairs": true, "certain": x.Certain, "inner": a != b, "dateless": !x.Dated, "circles": a != b && in && out})
			all = append(all, x)
		}
	}
	slices.SortFunc(all, func(a, b together) int {
		if a.Dated != b.Dated {
			return map[bool]int{true: -1, false: 1}[a.Dated]
		}
		return cmp.Or(edtf.Compare(a.Overlap, b.Overlap), cmp.Compare(a.One, b.One), cmp.Compare(a.Other, b.Other))
	})
	return all
}

// span is from the later start to the earlier end, and never ends before it starts.
func span(a, b edtf.Period) edtf.Period {
	p := edtf.Period{
		StartEarliest: max(a.StartEarliest, b.StartEarliest), StartLatest: max(a.StartLatest, b.StartLatest),
		EndEarliest: min(a.EndEarliest, b.EndEarliest), EndLatest: min(a.EndLatest, b.EndLatest),
		Approximate: a.Approximate || b.Approximate, Uncertain: a.Uncertain || b.Uncertain,
	}
	if p.StartLatest > p.EndLatest {
		p.StartLatest = p.EndLatest
	}
	if p.EndEarliest < p.StartEarliest {
		p.EndEarliest = p.StartEarliest
	}
	return p
}

func (w *world) compareCoPresence(t *testing.T, a *analysis.Analyst, r *rand.Rand, seen tally) {
	t.Helper()
	agents := w.of(w.ids(), []string{"Person", "Organization", "UnnamedAgent"})
	r.Shuffle(len(agents), func(i, j int) { agents[i], agents[j] = agents[j], agents[i] })
	q := analysis.CoPresenceQuery{Of: agents[0], With: agents[1], Certain: r.IntN(4) == 0, Window: lifeWindow(r), First: r.IntN(4), Edges: true, Wants: analysis.Wants{Evidence: true}}
	want, got := w.coPresence(&q, seen), []together{}
	for {
		page, err := a.CoPresence(t.Context(), q)
		if err != nil {
			t.Fatalf("%+v: %v", q, err)
		}
		if page.Before != (q.After != nil) || page.Total != len(want) || len(page.Found) > q.First {
			t.Errorf("%+v: %d of %d, before %v; want %d", q, len(page.Found), page.Total, page.Before, len(want))
		}
		for _, x := range page.Found {
			m := together{Place: x.Place, One: x.One.ID, Other: x.Other.ID, Dated: x.Overlap != nil, Certain: x.Certain}
			if x.Overlap != nil {
				m.Overlap = *x.Overlap
				if p, err := edtf.Parse(m.Overlap.EDTF); err != nil || p.StartEarliest != m.Overlap.StartEarliest || p.EndLatest != m.Overlap.EndLatest {
					t.Errorf("%+v: the overlap is %+v, %v", q, m.Overlap, err)
				}
				m.Overlap.EDTF = ""
			}
			if e := w.edges[m.One]; x.One.Source != q.Of || x.One.Target != e.Target || !slices.Equal(x.One.Evidence, w.evidence(e)) {
				t.Errorf("%+v: the edge %+v", q, x.One)
			}
			got = append(got, m)
			q.After = &x.At
		}
		if page.More != (len(got) < len(want)) {
			t.Errorf("%+v: more is %v after %d of %d", q, page.More, len(got), len(want))
		}
		if q.First = 1 + r.IntN(4); !page.More || t.Failed() {
			break
		}
	}
	if d := gocmp.Diff(want, got); d != "" {
		t.Errorf("%+v %+v (-want +got):\n%s", q, q.Window, d)
	}
}
