package load_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/derive"
	"parley/graph/store/storetest"
	"parley/seed/load"
)

// member is an edge of Ann.
func member(id string) string {
	return `{"relation": "MEMBER_OF", "from": "ann", "to": "` + id + `"}` + "\n"
}

func TestDryRun(t *testing.T) {
	tests := []struct {
		name         string
		rows         []string
		nodes, edges map[string]int
		absent       []string
		rejects      []string
	}{
		{name: "Good", rows: []string{ann + attended, meeting}, nodes: map[string]int{"Person": 1, "Meeting": 1}, edges: map[string]int{"ATTENDED": 1}},
		{name: "Faults", rows: []string{`{"kind": "PLACE", "id": "q"}` + "\n" + place("r"), `{"kind": "X"}`, place("p")}, nodes: map[string]int{"Place": 1},
			rejects: []string{`f:1: name: it is missing, and node "q" of kind Place must have it`, "f:2: kind: there is no kind"}},
		{name: "ExactlyOne", rows: []string{saying, claim}, nodes: map[string]int{"Claim": 1}, rejects: []string{`f:1: id: Assertion "a": its field claim is never null, so it takes exactly one edge of ASSERTS`}},
		{name: "AtMostOne", rows: []string{place("a") + place("b") + place("c") + within("a", "b"), within("a", "c")}, nodes: map[string]int{"Place": 3}, edges: map[string]int{"PART_OF": 1},
			rejects: []string{`f:2: to: Place "a": its field partOf takes at most one edge of PART_OF`}},
		{name: "AtMostOneBesideTheAbsent", rows: []string{place("a") + within("a", "b"), within("a", "c")}, nodes: map[string]int{"Place": 1}, edges: map[string]int{"PART_OF": 1}, absent: []string{"b"},
			rejects: []string{`f:2: to: Place "a": its field partOf takes at most one edge of PART_OF`}},
		{name: "Circle", rows: []string{claim + document + said("x") + said("y"), cites("x", "y"), cites("y", "x")}, nodes: map[string]int{"Assertion": 2, "Claim": 1, "Document": 1},
			edges: map[string]int{"APPEARS_IN": 2, "ASSERTS": 2, "CITES": 1}, rejects: []string{`f:3: to: "x": edge "cites:`}},
		{name: "AbsentEndThatMustShare", rows: []string{claim + document + said("x"), cites("x", "y"), cites("z", "x")}, nodes: map[string]int{"Assertion": 1, "Claim": 1, "Document": 1},
			edges: map[string]int{"APPEARS_IN": 1, "ASSERTS": 1, "CITES": 2}, absent: []string{"y", "z"}},
		{name: "CircleThroughTheAbsent", rows: []string{claim + document + said("x"), cites("x", "y"), cites("y", "x")}, nodes: map[string]int{"Assertion": 1, "Claim": 1, "Document": 1},
			edges: map[string]int{"APPEARS_IN": 1, "ASSERTS": 1, "CITES": 1}, absent: []string{"y"}, rejects: []string{`f:3: to: "x": edge "cites:`}},
		{name: "AbsentEnd", rows: []string{ann + member("org:x"), ann + member("org:y"), ann + member("org:x")}, nodes: map[string]int{"Person": 1}, edges: map[string]int{"MEMBER_OF": 2}, absent: []string{"org:x", "org:y"}},
		{name: "ManyAbsent", rows: []string{ann + member("7") + member("6") + member("5") + member("4") + member("3") + member("2")}, nodes: map[string]int{"Person": 1}, edges: map[string]int{"MEMBER_OF": 6},
			absent: []string{"2", "3", "4", "5", "6", "7"}},
		{name: "AbsentReference", rows: []string{`{"kind": "MEETING", "id": "m", "name": "M", "evidence": ["a", "b"]}`, claim + said("b") + document}, nodes: map[string]int{"Assertion": 1, "Claim": 1, "Document": 1, "Meeting": 1},
			edges: map[string]int{"APPEARS_IN": 1, "ASSERTS": 1}, absent: []string{"a"}},
		{name: "WhatNeedsTheAbsent", rows: []string{document + saying + asserts + appears, `{"kind": "MEETING", "id": "m", "name": "M", "evidence": ["a"]}` + `
			{"relation": "SAID_IN", "from": "a", "to": "m"}`, said("b"), cites("a", "b")}, nodes: map[string]int{"Assertion": 2, "Document": 1, "Meeting": 1},
			edges: map[string]int{"APPEARS_IN": 2, "ASSERTS": 2, "CITES": 1, "SAID_IN": 1}, absent: []string{"c"}},
		{name: "PartsOfARowThatNeedsTheAbsent", rows: []string{ann + member("org:x"), `{"kind": "PERSON", "id": "ann", "aliases": ["A"]}` + "\n" + meeting + attended}, nodes: map[string]int{"Meeting": 1, "Person": 1},
			edges: map[string]int{"ATTENDED": 1, "MEMBER_OF": 1}, absent: []string{"org:x"}},
		{name: "RuleBesideTheAbsent", rows: []string{saying + `{"relation": "SAID_IN", "from": "a", "to": "m"}`, ann + member("org:x")}, nodes: map[string]int{"Person": 1}, edges: map[string]int{"MEMBER_OF": 1}, absent: []string{"org:x"},
			rejects: []string{`f:1: id: Assertion "a": its field claim is never null`}},
		{name: "AbsentSinceLeftOut", rows: []string{meeting + `{"kind": "X"}`, ann + attended}, nodes: map[string]int{"Person": 1}, edges: map[string]int{"ATTENDED": 1}, absent: []string{"m"}, rejects: []string{"f:1: kind: there is no kind"}},
		{name: "WrongEndBesideTheAbsent", rows: []string{ann + `{"relation": "ATTENDED", "from": "none", "to": "ann"}`}, rejects: []string{`f:1: to: "ann" is of kind Person`}},
		{name: "LongIDBesideTheAbsent", rows: []string{ann + member("x") + `{"relation": "MEMBER_OF", "id": "x", "from": "ann", "to": "y"}`}, rejects: []string{`f:1: edge "x": the id of an edge of MEMBER_OF begins with`}},
	}
	o := domain(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, batch := range []int{0, 1} {
				var c told
				opts := load.Batched(c.options(), batch)
				opts.Dry = true
				opts.Progress = func(p load.Progress) {
					if p.Phase != load.Reading && p.Phase != load.Checking {
						t.Errorf("it is %s", p.Phase)
					}
				}
				s := imported(t, nil, o, texts(t, nil, tt.rows...), opts)
				compare(t, "rejects", c.lines(), tt.rejects)
				want := load.Summary{Rows: len(tt.rows), Rejected: len(c.rows()), Report: load.Report{Nodes: news(tt.nodes), Edges: news(tt.edges)}, Absent: len(tt.absent), FirstAbsent: tt.absent[:min(5, len(tt.absent))]}
				if d := cmp.Diff(want, s); d != "" {
					t.Errorf("batch %d: summary (-want +got):\n%s", batch, d)
				}
			}
		})
	}
}

// TestDryRunAsALoad sees that a dry run tells what a load into an empty graph does, where
// rows refer to nothing else.
func TestDryRunAsALoad(t *testing.T) {
	o := domain(t)
	all := claim + document
	for i := range 5 {
		all += place(fmt.Sprint("l", i)) + fmt.Sprintf(`{"kind": "PERSON", "id": "p%d", "name": "N"}`, i) + "\n"
	}
	for i := range 4 {
		all += said(fmt.Sprint("a", i)) + fmt.Sprintf(`{"kind": "MEETING", "id": "m%d", "name": "N"}`, i) + "\n"
	}
	left := 0
	for seed := range uint64(60) {
		rows := append([]string{all}, chaos{rand.New(rand.NewPCG(seed, 7))}.rows()...)
		var dry, wet told
		opts := dry.options()
		opts.Dry = true
		tried := imported(t, nil, o, texts(t, nil, rows...), opts)
		loaded := imported(t, derive.Store(storetest.New(o.Store), o), o, texts(t, nil, rows...), wet.options())
		left += loaded.Rejected
		if d := cmp.Diff(loaded, tried); d != "" {
			t.Errorf("seed %d: summary (-loaded +tried):\n%s", seed, d)
		}
		if d := cmp.Diff(wet.lines(), dry.lines()); d != "" {
			t.Errorf("seed %d: rejects (-loaded +tried):\n%s", seed, d)
		}
	}
	if left < 60 {
		t.Errorf("%d rows are left out; this tells little", left)
	}
}

// TestDryBatchesDoNotMatter tries rows that refer to what there is not, in batches of
// several sizes.
func TestDryBatchesDoNotMatter(t *testing.T) {
	o := domain(t)
	absent := 0
	for seed := range uint64(150) {
		rows := chaos{rand.New(rand.NewPCG(seed, 8))}.rows()
		var first load.Summary
		var rejects []string
		for i, size := range []int{10_000, 1, 5} {
			var c told
			opts := load.Batched(c.options(), size)
			opts.Dry = true
			s := imported(t, nil, o, texts(t, nil, rows...), opts)
			if i == 0 {
				first, rejects = s, c.rows()
				absent += s.Absent
			}
			if d := cmp.Diff(first, s); d != "" {
				t.Fatalf("seed %d: batches of %d give another summary:\n%s\nrows:\n%s\nrejects: %s", seed, size, d, strings.Join(rows, "\n--\n"), strings.Join(c.lines(), "\n"))
			}
			if out := c.rows(); !slices.Equal(rejects, out) {
				t.Fatalf("seed %d: batches of %d leave %v out, not %v", seed, size, out, rejects)
			}
		}
	}
	if absent < 150 {
		t.Errorf("%d ids are absent; this tells little", absent)
	}
}
