package store

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/edtf"
)

func cleanSchema() *Schema {
	return &Schema{
		Kinds: []Kind{{Name: "Event", Label: "Event", Time: "when", Properties: []Property{
			{Name: "title", Type: String, Required: true, Index: true},
			{Name: "mode", Type: String, Values: []string{"BATTLE", "MEETING"}, Default: "MEETING", Required: true},
			{Name: "note", Type: String},
			{Name: "size", Type: Int},
			{Name: "weight", Type: Float},
			{Name: "grade", Type: Int, Least: 1, Most: 6},
			{Name: "north", Type: Float, Least: -90, Most: 90},
			{Name: "sure", Type: Bool, Hidden: true},
			{Name: "tags", Type: Strings, Values: []string{"NEW", "OLD"}},
			{Name: "seen", Type: Strings, Ref: true},
			{Name: "when", Type: Period},
		}}},
		Relations: []Relation{{Name: "PART_OF", From: []string{"Event"}, To: []string{"Event"}, Properties: []Property{
			{Name: "home", Type: String, Ref: true},
		}}},
	}
}

func parse(t *testing.T, s string) edtf.Period {
	t.Helper()
	p, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestClean(t *testing.T) {
	when := parse(t, "2021-08~")
	when.Text = "e\u0301te\u0301"
	given := PutNode{Expect: MustExist, Node: Node{ID: "e\u0301", Kind: "Event", Props: map[string]any{
		"title": "E\u0301", "note": nil, "size": int64(math.MinInt64), "weight": math.Copysign(0, -1), "sure": false,
		"tags": []string{}, "seen": []string{"o\u0308", "a"}, "when": when,
	}}}
	composed := when
	composed.Text = "\u00E9t\u00E9"
	want := PutNode{Expect: MustExist, Node: Node{ID: "\u00E9", Kind: "Event", Props: map[string]any{
		"title": "\u00C9", "mode": "MEETING", "size": int64(math.MinInt64), "weight": 0.0, "sure": false,
		"seen": []string{"\u00F6", "a"}, "when": composed,
	}}}
	got, err := cleanSchema().Clean(given)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(Change(want), got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if math.Signbit(got.(PutNode).Props["weight"].(float64)) {
		t.Error("the zero kept its sign")
	}
	if given.Props["title"] != "E\u0301" || given.Props["seen"].([]string)[0] != "o\u0308" {
		t.Error("what was given has changed")
	}
	again, err := cleanSchema().Clean(got)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(got, again); d != "" {
		t.Errorf("cleaned again (-once +twice):\n%s", d)
	}
}

// TestCleanRange sees that bounds are included.
func TestCleanRange(t *testing.T) {
	for _, props := range []map[string]any{{"grade": int64(1), "north": -90.0}, {"grade": int64(6), "north": 90.0}, {"north": 0.0}} {
		props["title"], props["mode"] = "x", "BATTLE"
		got, err := cleanSchema().Clean(PutNode{Node: Node{ID: "n1", Kind: "Event", Props: props}})
		if err != nil {
			t.Errorf("%v: %v", props, err)
		} else if d := cmp.Diff(props, got.(PutNode).Props); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	}
}

func TestCleanEdge(t *testing.T) {
	got, err := cleanSchema().Clean(PutEdge{Edge: Edge{
		ID: "part_of:e\u0301", Relation: "PART_OF", Source: "e\u0301", Target: "o\u0308", Props: map[string]any{"home": "u\u0308"},
	}})
	want := PutEdge{Edge: Edge{
		ID: "part_of:\u00E9", Relation: "PART_OF", Source: "\u00E9", Target: "\u00F6", Props: map[string]any{"home": "\u00FC"},
	}}
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(Change(want), got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for _, c := range []Change{DeleteNode{ID: "e\u0301", Expect: MustExist}, DeleteEdge{ID: "e\u0301", Expect: MustExist}} {
		got, err := cleanSchema().Clean(c)
		if err != nil {
			t.Fatal(err)
		}
		switch got := got.(type) {
		case DeleteNode:
			c = DeleteNode{ID: "\u00E9", Expect: MustExist}
			if got != c {
				t.Errorf("got %v", got)
			}
		case DeleteEdge:
			c = DeleteEdge{ID: "\u00E9", Expect: MustExist}
			if got != c {
				t.Errorf("got %v", got)
			}
		}
	}
}

// TestCleanLimits tests both sides of each bound.
func TestCleanLimits(t *testing.T) {
	put := func(id, property string, v any) Change {
		return PutNode{Node: Node{ID: id, Kind: "Event", Props: map[string]any{"title": "x", property: v}}}
	}
	long := func(n int) string { return strings.Repeat("é", n) }
	for _, test := range []struct {
		name string
		make func(n int) Change
		most int
	}{
		{"id", func(n int) Change { return put(long(n), "title", "x") }, 256},
		{"id, decomposed", func(n int) Change { return put(strings.Repeat("e\u0301", n), "title", "x") }, 256},
		{"indexed text", func(n int) Change { return put("a", "title", long(n)) }, 1000},
		{"other text", func(n int) Change { return put("a", "note", long(n)) }, 1 << 20},
		{"list", func(n int) Change { return put("a", "tags", strings.Split(strings.Repeat("NEW ", n-1)+"OLD", " ")) }, 100},
		{"reference", func(n int) Change { return put("a", "seen", []string{long(n)}) }, 256},
		{"deleted id", func(n int) Change { return DeleteNode{ID: long(n)} }, 256},
		{"the source's words", func(n int) Change { p := parse(t, "2021"); p.Text = long(n); return put("a", "when", p) }, 1000},
	} {
		if _, err := cleanSchema().Clean(test.make(test.most)); err != nil {
			t.Errorf("%s of %d: %v", test.name, test.most, err)
		}
		if _, err := cleanSchema().Clean(test.make(test.most + 1)); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s of %d: got the error %v", test.name, test.most+1, err)
		}
	}
}

func TestCleanRefuses(t *testing.T) {
	node := func(property string, v any) Change {
		return PutNode{Node: Node{ID: "n1", Kind: "Event", Props: map[string]any{"title": "x", property: v}}}
	}
	edge := func(change func(e *Edge)) Change {
		e := Edge{ID: "part_of:1", Relation: "PART_OF", Source: "a", Target: "b"}
		change(&e)
		return PutEdge{Edge: e}
	}
	wide := parse(t, "2021")
	wide.EndLatest++
	for _, test := range []struct {
		name   string
		change Change
		says   []string
	}{
		{"nil", nil, []string{"<nil>"}},
		{"pointer", &DeleteNode{ID: "n1"}, []string{"*store.DeleteNode"}},
		{"kind", PutNode{Node: Node{ID: "n1", Kind: "Nobody"}}, []string{`"n1"`, `"Nobody"`}},
		{"property", node("name", "x"), []string{`"n1"`, "Event", `"name"`}},
		{"required", PutNode{Node: Node{ID: "n1", Kind: "Event"}}, []string{`"n1"`, "title", "must have a value"}},
		{"required nil", node("title", nil), []string{`"n1"`, "title"}},
		{"int for int64", node("size", 1), []string{`"n1"`, "size", "int64"}},
		{"int64 for float64", node("weight", int64(1)), []string{"weight", "float64"}},
		{"text for a list", node("tags", "NEW"), []string{"tags", "[]string"}},
		{"list for a text", node("note", []string{"x"}), []string{"note", "string"}},
		{"text for a time", node("when", "2021"), []string{"when", "edtf.Period"}},
		{"number for a bool", node("sure", int64(1)), []string{"sure", "bool"}},
		{"NaN", node("weight", math.NaN()), []string{"weight", "NaN"}},
		{"infinite", node("weight", math.Inf(-1)), []string{"weight", "-Inf"}},
		{"below", node("grade", int64(0)), []string{`"n1"`, "grade: it is 0 and must be from 1 to 6"}},
		{"above", node("grade", int64(7)), []string{"grade: it is 7 and must be from 1 to 6"}},
		{"too far south", node("north", -90.5), []string{"north: it is -90.5 and must be from -90 to 90"}},
		{"too far north", node("north", math.Nextafter(90, 91)), []string{"north: it is 90.00000000000001 and must be from -90 to 90"}},
		{"enum", node("mode", "Battle"), []string{"mode", `"Battle"`, "BATTLE, MEETING"}},
		{"enum in a list", node("tags", []string{"NEW", "x"}), []string{"tags", "element 1", `"x"`}},
		{"control character", node("note", "a\x7f"), []string{"note", "U+007F"}},
		{"not UTF-8", node("note", "a\xff"), []string{"note", "0xFF"}},
		{"empty reference", node("seen", []string{""}), []string{"seen", "empty"}},
		{"time not parsed", node("when", edtf.Period{EDTF: "2021-13"}), []string{"when", "2021-13"}},
		{"time with other bounds", node("when", wide), []string{"when", "2021"}},
		{"time beyond years", node("when", parse(t, "-0001")), []string{"when", "-0001"}},
		{"control character in the source's words", node("when", func() any { p := parse(t, "2021"); p.Text = "\x00"; return p }()), []string{"when", "U+0000"}},
		{"no id", PutNode{Node: Node{Kind: "Event"}}, []string{"id", "empty"}},
		{"expectation", PutNode{Node: Node{ID: "n1", Kind: "Event"}, Expect: 3}, []string{`"n1"`, "3"}},
		{"relation", edge(func(e *Edge) { e.Relation = "KNOWS" }), []string{`"part_of:1"`, `"KNOWS"`}},
		{"id of an edge", edge(func(e *Edge) { e.ID = "PART_OF:1" }), []string{`"PART_OF:1"`, `"part_of:"`}},
		{"source", edge(func(e *Edge) { e.Source = "" }), []string{`"part_of:1"`, "source"}},
		{"target", edge(func(e *Edge) { e.Target = "\x01" }), []string{`"part_of:1"`, "target"}},
		{"property of an edge", edge(func(e *Edge) { e.Props = map[string]any{"title": "x"} }), []string{`"part_of:1"`, "title"}},
		{"expectation of an edge", PutEdge{Edge: Edge{ID: "part_of:1"}, Expect: 7}, []string{`"part_of:1"`, "7"}},
		{"delete that expects nothing", DeleteNode{ID: "n1", Expect: MustNotExist}, []string{`"n1"`, "expects"}},
		{"delete of no edge", DeleteEdge{}, []string{"edge", "empty"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := cleanSchema().Clean(test.change)
			if !errors.Is(err, ErrInvalid) {
				t.Fatalf("got the error %v", err)
			}
			for _, part := range test.says {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("the error does not say %s: %v", part, err)
				}
			}
		})
	}
}
