package graph

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/edtf"
	"parley/graph/ontology"
	"parley/graph/store"
)

// What stands behind a meeting of two is the same wherever it is told: in the list of whom each met,
// in a picture, on a path, and of the edge by its id.
func TestBehindMeetings(t *testing.T) {
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			t.Run("kabul", func(t *testing.T) {
				h, _ := kabul(t, s.open)
				compareMeetings(t, h, 3)
			})
			t.Run("random", func(t *testing.T) {
				o := domain(t)
				st := s.open(t, o.Store)
				t.Cleanup(func() { st.Close() })
				changes := meetings(rand.New(rand.NewPCG(7, 3)), o.Testimony.Certainties)
				if err := st.Update(t.Context(), func(tx store.Tx) error { return tx.Write(context.Background(), changes) }); err != nil {
					t.Fatal(err)
				}
				h, err := patient().NewHandler(st, slog.New(slog.DiscardHandler))
				if err != nil {
					t.Fatal(err)
				}
				compareMeetings(t, h, 20)
			})
		})
	}
}

// meetings are random meetings, with random values of what stands behind who took part.
func meetings(r *rand.Rand, certainties []string) (all []store.Change) {
	const people, events = 9, 16
	for i := range people {
		kind := []string{"Person", "Organization", "UnnamedAgent"}[r.IntN(3)]
		all = append(all, store.PutNode{Node: store.Node{ID: fmt.Sprint("a", i), Kind: kind, Props: map[string]any{"name": fmt.Sprint("A", i), "aliases": []string{}}}})
	}
	for m := range events {
		kind := []string{"Meeting", "Meeting", "Meeting", "Incident"}[r.IntN(4)]
		event := store.Node{ID: fmt.Sprint("m", m), Kind: kind, Props: map[string]any{"name": fmt.Sprint("M", m), "aliases": []string{}}}
		when := timeOrNone(r)
		if when != nil {
			event.Props["when"] = when
		}
		all = append(all, store.PutNode{Node: event})
		for i := range people {
			if r.IntN(2) > 0 {
				continue
			}
			e := store.Edge{ID: fmt.Sprintf("attended:%d.%d", i, events-m), Relation: "ATTENDED", Source: fmt.Sprint("a", i), Target: fmt.Sprint("m", m), Props: behindOne(r, certainties)}
			e.Props["presence"] = "UNKNOWN"
			if when != nil {
				e.Props[ontology.Effective] = when
			}
			all = append(all, store.PutEdge{Edge: e})
		}
	}
	return all
}

// timeOrNone is a time of a meeting, or nil. Some of them are alike in order of time, though not in words.
func timeOrNone(r *rand.Rand) any {
	times := []string{"", "1971", "1971-01/1971-12", "1971-04~", "1972-02/..", "1972-02-01/.."}
	p, err := edtf.Parse(times[r.IntN(len(times))])
	if err != nil {
		return nil
	}
	return p
}

// behindOne is what stands behind one edge, as it is derived; nothing behind some.
func behindOne(r *rand.Rand, certainties []string) map[string]any {
	most := r.IntN(4) // documents, and origins; without any there is no certainty either
	props := map[string]any{"evidence": []string{}, "provenanceDisputed": false, "provenanceAnonymous": false}
	for _, name := range []string{"provenanceDocument", "provenanceOrigin"} {
		ids := []string{}
		for i := range 4 {
			if len(ids) < most && r.IntN(3) > 0 {
				ids = append(ids, fmt.Sprint(name, i))
			}
		}
		props[name+"Ids"], props[name+"s"] = ids, int64(len(ids))
	}
	if most > 0 {
		props["provenanceCertainty"] = pick(r, certainties)
		props["provenanceDisputed"], props["provenanceAnonymous"] = r.IntN(6) == 0, r.IntN(3) > 0
	}
	return props
}

// compareMeetings compares all pairs that met, of which there are so many at least, and those that a filter leaves.
func compareMeetings(t *testing.T, h http.Handler, least int) {
	t.Helper()
	const all = "provenance: {}"
	for _, filter := range []string{
		all, "provenance: {minOrigins: 1}", "provenance: {minDocuments: 2}", "provenance: {certainty: [CERTAIN, PROBABLE]}",
		"provenance: {disputed: false}", "provenance: {anonymous: true}",
		`when: {within: "1971-04", match: POSSIBLE}`, `when: {within: "1971/1972", match: CERTAIN}`, `when: {within: "1971", undated: true}`,
	} {
		met := listedMeetings(t, h, filter)
		if filter == all && len(met) < least {
			t.Fatalf("%d pairs met; too few to show anything", len(met))
		}
		if d := cmp.Diff(met, drawnMeetings(t, h, filter)); d != "" {
			t.Errorf("%s: who met, and the picture of it (-list +picture):\n%s", filter, d)
		}
		for id, m := range met {
			variables, _ := json.Marshal(map[string]any{"id": id, "from": m.Source.ID, "to": m.Target.ID})
			var got struct {
				Relation meeting
				Paths    struct{ Paths []struct{ Hops []meeting } }
			}
			const fields = `id count firstMet { edtf } lastMet { edtf } source { id } target { id } provenance { documents origins certainty disputed anonymous }`
			answered(t, h, `query($id: ID!, $from: [ID!]!, $to: [ID!]!) {
				relation(id: $id) { `+fields+` }
				paths(from: $from, to: $to, maxLength: 1, where: {relations: [MET], `+filter+`}) { paths { hops { `+fields+` } } }
			}`, variables, &got)
			if len(got.Paths.Paths) != 1 || cmp.Diff([]meeting{m}, got.Paths.Paths[0].Hops) != "" {
				t.Errorf("%s: %+v is %+v on a path", filter, m, got.Paths.Paths)
			}
			if d := cmp.Diff(m, got.Relation); filter == all && d != "" {
				t.Errorf("who met, and the edge by its id (-list +edge):\n%s", d)
			}
		}
	}
}

// A meeting is what two who met share.
type meeting struct {
	ID                string
	Count             int
	FirstMet, LastMet *struct{ EDTF string }
	Source, Target    struct{ ID string }
	Provenance        struct {
		Documents, Origins  int
		Certainty           *string
		Disputed, Anonymous bool
	}
}

// listedMeetings are the pairs by the id of their edge, from the lists of whom each met.
func listedMeetings(t *testing.T, h http.Handler, filter string) map[string]meeting {
	t.Helper()
	var got struct {
		Agents struct {
			Nodes []struct {
				ID      string
				MetWith struct {
					Edges []struct {
						Node struct{ ID string }
						meeting
					}
				}
			}
		}
	}
	if when, ok := strings.CutPrefix(filter, "when: "); ok {
		filter = "events: {when: " + when + "}"
	}
	answered(t, h, `{ agents(first: 100) { nodes { id metWith(first: 100, where: {`+filter+`}) {
		edges { node { id } count firstMet { edtf } lastMet { edtf } provenance { documents origins certainty disputed anonymous } } } } } }`, nil, &got)
	all := map[string]meeting{}
	for _, a := range got.Agents.Nodes {
		for _, e := range a.MetWith.Edges {
			m := e.meeting
			m.Source.ID, m.Target.ID = min(a.ID, e.Node.ID), max(a.ID, e.Node.ID)
			enc := base64.RawURLEncoding.EncodeToString
			m.ID = "met:" + enc([]byte(m.Source.ID)) + "." + enc([]byte(m.Target.ID))
			if other, ok := all[m.ID]; ok && cmp.Diff(other, m) != "" {
				t.Errorf("%s: %+v, and the other way round %+v", filter, m, other)
			}
			all[m.ID] = m
		}
	}
	return all
}

// drawnMeetings are the pairs by the id of their edge, from a picture of all who could meet.
func drawnMeetings(t *testing.T, h http.Handler, filter string) map[string]meeting {
	t.Helper()
	var agents struct {
		Agents struct{ Nodes []struct{ ID string } }
	}
	answered(t, h, `{ agents(first: 100) { nodes { id } } }`, nil, &agents)
	var ids []string
	for _, a := range agents.Agents.Nodes {
		ids = append(ids, a.ID)
	}
	variables, _ := json.Marshal(map[string]any{"ids": ids})
	var got struct{ Subgraph struct{ Edges []meeting } }
	answered(t, h, `query($ids: [ID!]!) { subgraph(around: $ids, depth: 0, where: {relations: [MET], `+filter+`}) {
		edges { id count firstMet { edtf } lastMet { edtf } source { id } target { id } provenance { documents origins certainty disputed anonymous } } } }`, variables, &got)
	all := map[string]meeting{}
	for _, e := range got.Subgraph.Edges {
		all[e.ID] = e
	}
	return all
}

// answered posts a request and reads its data; errors fail the test.
func answered(t *testing.T, h http.Handler, query string, variables json.RawMessage, data any) {
	t.Helper()
	got := struct{ Data, Errors any }{Data: data}
	text := ask(t, h, query, variables)
	if err := json.Unmarshal([]byte(text), &got); err != nil || got.Errors != nil {
		t.Fatalf("%v in %.500s", err, text)
	}
}
