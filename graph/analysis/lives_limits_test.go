package analysis_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/graph/analysis"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/storetest"
)

// stays is a world of two people who were each in one place many times, for an hour every so many.
func stays(o *ontology.Ontology, n, hours int) *world {
	w := &world{o: o, nodes: map[string]store.Node{}, edges: map[string]store.Edge{}}
	for id, kind := range map[string]string{"a": "Person", "b": "Person", "p": "Place"} {
		w.nodes[id] = store.Node{ID: id, Kind: kind, Props: map[string]any{"name": id}}
	}
	for i := range n {
		for _, who := range []string{"a", "b"} {
			at := time.Date(2000, 1, 1, i*hours, 0, 0, 0, time.UTC)
			when := at.Format("2006-01-02T15:04:05Z") + "/" + at.Add(time.Hour-time.Second).Format("2006-01-02T15:04:05Z")
			id := fmt.Sprintf("present_at:%s%05d", who, i)
			w.edges[id] = store.Edge{ID: id, Relation: "PRESENT_AT", Source: who, Target: "p", Props: map[string]any{ontology.Effective: period(when)}}
		}
	}
	return w
}

// What is apart in time is not held against each other: 1,500 stays each are 1,500 pairs, and not over
// the bound, as are 400 stays each at one time.
func TestSweep(t *testing.T) {
	o := domain(t)
	a, c := analyst(t, stays(o, 1500, 1), analysis.Limits{})
	got, err := a.CoPresence(t.Context(), analysis.CoPresenceQuery{Of: "a", With: "b", First: 3, Certain: true})
	if err != nil || got.Total != 1500 || len(got.Found) != 3 || got.Found[1].Other.ID != "present_at:b00001" || !got.More {
		t.Errorf("apart: %+v, %v", got, err)
	}
	if c.n != 2 {
		t.Errorf("%d Reads; want one of the stays and one of the places", c.n)
	}
	a, _ = analyst(t, stays(o, 400, 0), analysis.Limits{})
	_, err = a.CoPresence(t.Context(), analysis.CoPresenceQuery{Of: "a", With: "b", First: 3, Certain: true})
	wantInput(t, err, "window", "more than 100000 ways")
}

// More edges than may be read are refused, and within a window that leaves fewer all is found.
func TestTooManyStays(t *testing.T) {
	a, _ := analyst(t, stays(domain(t), 30, 24), analysis.Limits{Edges: 20})
	q := analysis.CoPresenceQuery{Of: "a", With: "b", First: 25}
	_, err := a.CoPresence(t.Context(), q)
	wantInput(t, err, "window", "more than 20 edges")
	q.Window = &analysis.Window{Window: period("2000-01-03/2000-01-09").Window()}
	if got, err := a.CoPresence(t.Context(), q); err != nil || got.Total != 7 || got.More {
		t.Errorf("within a window: %+v, %v", got, err)
	}
}

// A place may lie in others deeper than one chain leads.
func TestDeepPlaces(t *testing.T) {
	o := domain(t)
	for _, s := range stores[:2] {
		w := stays(o, 1, 1)
		for i := range 70 {
			id, in := fmt.Sprint("p", i), fmt.Sprint("p", i+1)
			if i == 0 {
				id = "p"
			}
			w.nodes[in] = store.Node{ID: in, Kind: "Place", Props: map[string]any{"name": in}}
			w.edges["part_of:"+in] = store.Edge{ID: "part_of:" + in, Relation: "PART_OF", Source: id, Target: in, Props: map[string]any{}}
		}
		e := w.edges["present_at:b00000"]
		e.Target = "p70"
		w.edges[e.ID] = e
		st := s.open(t, o.Store)
		w.write(t, st)
		got, err := analysis.New(st, o, analysis.Limits{}).CoPresence(t.Context(), analysis.CoPresenceQuery{Of: "a", With: "b", First: 3})
		if err != nil || got.Total != 1 || got.Found[0].Place != "p70" {
			t.Errorf("%s: %+v, %v", s.name, got, err)
		}
	}
}

// RowsRead counts the rows that a store gave.
type rowsRead struct {
	store.Store
	reads, rows int
}

func (r *rowsRead) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	pages, err := r.Store.Read(ctx, qs...)
	r.reads++
	for i := range pages {
		for j := range pages[i].Items {
			for k := range qs[i].Select.Hops {
				r.rows += len(pages[i].Items[j].Page(k).Items)
			}
		}
	}
	return pages, err
}

// Of a hub a page and a row are read along each of its tracks, in one Read.
func TestTimelineOfHub(t *testing.T) {
	w := stays(domain(t), 500, 1)
	st := storetest.New(w.o.Store)
	w.write(t, st)
	r := &rowsRead{Store: st}
	got, err := analysis.New(r, w.o, analysis.Limits{}).Timeline(t.Context(), analysis.TimelineQuery{Of: []string{"p", "a"}, First: 10, Total: true})
	if err != nil || len(got.Entries) != 10 || !got.More || got.Total != 1000 || !slices.Equal(got.Entries[0].Of, []string{"p", "a"}) {
		t.Errorf("%+v, %v", got, err)
	}
	if r.reads != 1 || r.rows != 2*11 {
		t.Errorf("%d Reads and %d rows; want 1 and 22", r.reads, r.rows)
	}
}

func TestWrongLives(t *testing.T) {
	a, c := analyst(t, stays(domain(t), 1, 1), analysis.Limits{})
	timeline := func(q analysis.TimelineQuery) error { _, err := a.Timeline(t.Context(), q); return err }
	together := func(q analysis.CoPresenceQuery) error { _, err := a.CoPresence(t.Context(), q); return err }
	wantInput(t, timeline(analysis.TimelineQuery{Of: slices.Repeat([]string{"a"}, 51)}), "of", "51 ids; at most 50")
	wantInput(t, timeline(analysis.TimelineQuery{Of: []string{"a"}, After: &store.Position{ID: "a", Edge: "b"}}), "after", "no cursor of a timeline")
	wantInput(t, together(analysis.CoPresenceQuery{Of: "a", With: "a"}), "with", "the same as `of`")
	wantInput(t, together(analysis.CoPresenceQuery{Of: "a", With: "b", After: &store.Position{ID: "a"}}), "after", "no cursor of a co-presence")
	if err := timeline(analysis.TimelineQuery{}); err != nil {
		t.Errorf("the timeline of nobody: %v", err)
	}
	if c.n > 0 {
		t.Errorf("%d Reads for what is wrong by itself", c.n)
	}
	wantInput(t, timeline(analysis.TimelineQuery{Of: []string{"a", "nobody"}}), "of", `nothing of the id "nobody"`)
	wantInput(t, together(analysis.CoPresenceQuery{Of: "nobody", With: "a"}), "of", `nothing of the id "nobody"`)
	wantInput(t, together(analysis.CoPresenceQuery{Of: "a", With: "p"}), "with", `"p" is of the kind PLACE`)
}

func wantInput(t *testing.T, err error, at, says string) {
	t.Helper()
	var in *analysis.InputError
	if !errors.As(err, &in) || in.At != at || !strings.Contains(err.Error(), says) {
		t.Errorf("the error is %v; want an InputError at %s that says %q", err, at, says)
	}
}
