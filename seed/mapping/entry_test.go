package mapping

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/seed/load"
)

func TestEntries(t *testing.T) {
	const rec = `{"n": "7", "people": [{"id": "a", "name": "Ann", "kind": "p", "says": ["x", "y"]}, {"id": "", "name": "Nobody", "kind": "p"}, {"id": "o", "name": "Board", "kind": "o"}],
		"one": {"name": "Single"}, "names": "Ann, Bob", "E1": "1", "E2": "", "F1": "2", "who": ["Ann", null, "Cid"], "topics": ["s", "t"]}`
	const people = `
  m: {kind: MEETING, id: "m:{n}", name: M}
  p: {kind: PERSON, each: people, if: {people.kind: p}, id: "p:{people.id}", name: "{people.name}"}
  o: {kind: ORGANIZATION, each: people, if: {people.kind: o}, id: "o:{people.id}", name: "{people.name}"}
  a: {kind: ASSERTION, each: people, id: "a:{people.id}", certainty: CERTAIN}`
	const four = `{"kind":"MEETING","id":"m:7","name":"M"}
{"kind":"PERSON","id":"p:a","name":"Ann"}
{"kind":"ORGANIZATION","id":"o:o","name":"Board"}
{"kind":"ASSERTION","id":"a:a","certainty":"CERTAIN"}
{"kind":"ASSERTION","id":"a:o","certainty":"CERTAIN"}
`
	for _, c := range []struct{ name, text, want string }{
		{"Each", `nodes:` + people, four},
		{"EachObject", `nodes: {p: {kind: PERSON, each: one, id: "{one.name}", name: "{one.name}"}}`, `{"kind":"PERSON","id":"Single","name":"Single"}` + "\n"},
		{"EachText", `nodes: {p: {kind: PERSON, each: n, id: "{n}", name: "{n}"}}`, `{"kind":"PERSON","id":"7","name":"7"}` + "\n"},
		{"EachNothing", `nodes: {p: {kind: PERSON, each: nothing, id: "{nothing}", name: x}}`, ``},
		{"EachIndex", `nodes: {p: {kind: PERSON, each: who, id: "{#index}", name: "{who}"}}`, `{"kind":"PERSON","id":"1","name":"Ann"}
{"kind":"PERSON","id":"3","name":"Cid"}
`},
		{"EachStep", `nodes: {p: {kind: PERSON, each: {from: names, split: ",", as: x}, id: "{x}", name: "{x|upper}"}}`, `{"kind":"PERSON","id":"Ann","name":"ANN"}
{"kind":"PERSON","id":"Bob","name":"BOB"}
`},
		{"EachColumns", `nodes: {p: {kind: PERSON, each: {columns: "E*", as: e}, id: "{e.name}", name: x, description: "{e.value}"}}`,
			`{"kind":"PERSON","id":"E1","name":"x","description":"1"}
{"kind":"PERSON","id":"E2","name":"x"}
`},
		{"EachColumnsSeveral", `nodes: {p: {kind: PERSON, each: {columns: ["?1", n], as: e}, id: "{e.name}", name: "{e.value}"}}`,
			`{"kind":"PERSON","id":"n","name":"7"}
{"kind":"PERSON","id":"E1","name":"1"}
{"kind":"PERSON","id":"F1","name":"2"}
`},
		{"EachNested", `nodes: {p: {kind: PERSON, each: [people, people.says], id: "{people.id}:{people.says}:{#index}", name: "{people.name}"}}`,
			`{"kind":"PERSON","id":"a:x:1","name":"Ann"}
{"kind":"PERSON","id":"a:y:2","name":"Ann"}
`},
		{"EdgeOfEach", `nodes:` + people + `
edges: [{relation: ATTENDED, from: p, to: m, role: "{people.name} {#index}"}]`, four + `{"relation":"ATTENDED","from":"p:a","to":"m:7","role":"Ann 1"}` + "\n"},
		{"EdgeFirstOf", `nodes:` + people + `
edges: [{relation: ATTENDED, from: [p, o], to: m}]`, four + `{"relation":"ATTENDED","from":"p:a","to":"m:7"}
{"relation":"ATTENDED","from":"o:o","to":"m:7"}
`},
		{"EdgeFirstThereIs", `nodes: {m: {kind: MEETING, id: m, name: M}, a: {kind: PERSON, if: {n: "8"}, id: a, name: A}, b: {kind: PERSON, id: b, name: B}, c: {kind: PERSON, id: c, name: C}}
edges: [{relation: ATTENDED, from: [a, b, c], to: m}, {relation: ATTENDED, from: a, to: m}]`, `{"kind":"MEETING","id":"m","name":"M"}
{"kind":"PERSON","id":"b","name":"B"}
{"kind":"PERSON","id":"c","name":"C"}
{"relation":"ATTENDED","from":"b","to":"m"}
`},
		{"EdgeIf", `nodes:` + people + `
edges: [{relation: ATTENDED, from: [p, o], to: m, if: {people.kind: o}}]`, four + `{"relation":"ATTENDED","from":"o:o","to":"m:7"}` + "\n"},
		{"EdgeID", `nodes:` + people + `
edges: [{relation: ATTENDED, from: p, to: m, id: "attended:{n}"}, {relation: ATTENDED, from: o, to: m, id: "attended:{nothing}"}]`, four + `{"relation":"ATTENDED","from":"p:a","to":"m:7","id":"attended:7"}
{"relation":"ATTENDED","from":"o:o","to":"m:7"}
`},
		{"EdgeToID", `nodes: {p: {kind: PERSON, id: p, name: P}}
edges: [{relation: MEMBER_OF, from: p, to: {id: "org:{n}"}}, {relation: MEMBER_OF, from: p, to: {id: "org:{nothing}"}}, {relation: MEMBER_OF, from: p, to: [{id: "{nothing}"}, {id: "o"}]}]`,
			`{"kind":"PERSON","id":"p","name":"P"}
{"relation":"MEMBER_OF","from":"p","to":"org:7"}
{"relation":"MEMBER_OF","from":"p","to":"o"}
`},
		{"EdgeToSeveralIDs", `nodes: {p: {kind: PERSON, id: p, name: P}}
edges: [{relation: MEMBER_OF, from: p, to: {id: "{who}"}}]`, `{"kind":"PERSON","id":"p","name":"P"}
! who: Ann; Cid: to takes one id, and there are 2
`},
		{"EdgeEachOfItsOwn", `nodes: {m: {kind: MEETING, id: m, name: M}}
edges: [{relation: ATTENDED, each: who, from: {id: "{who|slug}"}, to: m}]`, `{"kind":"MEETING","id":"m","name":"M"}
{"relation":"ATTENDED","from":"ann","to":"m"}
{"relation":"ATTENDED","from":"cid","to":"m"}
`},
		{"EdgeOfTwoLists", `nodes: {p: {kind: PERSON, each: who, id: "{who}", name: P}, m: {kind: MEETING, each: topics, id: "{topics}", name: M}}
edges: [{relation: ATTENDED, from: p, to: m}]`, `{"kind":"PERSON","id":"Ann","name":"P"}
{"kind":"PERSON","id":"Cid","name":"P"}
{"kind":"MEETING","id":"s","name":"M"}
{"kind":"MEETING","id":"t","name":"M"}
{"relation":"ATTENDED","from":"Ann","to":"s"}
{"relation":"ATTENDED","from":"Ann","to":"t"}
{"relation":"ATTENDED","from":"Cid","to":"s"}
{"relation":"ATTENDED","from":"Cid","to":"t"}
`},
		{"EvidenceOfElement", `nodes:` + people + `
edges: [{relation: ATTENDED, from: p, to: m, evidence: a}]`, four + `{"relation":"ATTENDED","from":"p:a","to":"m:7","evidence":["a:a"]}` + "\n"},
		{"EvidenceOfAll", `nodes:
  m: {kind: MEETING, id: "m:{n}", name: M, evidence: [a, {id: "{who}"}, {id: "{nothing}"}]}
  a: {kind: ASSERTION, each: people, id: "a:{people.id}", certainty: CERTAIN}`, `{"kind":"MEETING","id":"m:7","name":"M","evidence":["a:a","a:o","Ann","Cid"]}
{"kind":"ASSERTION","id":"a:a","certainty":"CERTAIN"}
{"kind":"ASSERTION","id":"a:o","certainty":"CERTAIN"}
`},
		{"OnBehalfOf", `nodes: {m: {kind: MEETING, id: m, name: M}, p: {kind: PERSON, id: p, name: P}, a: {kind: ORGANIZATION, id: "{nothing}", name: A}, b: {kind: ORGANIZATION, id: b, name: B}}
edges: [{relation: ATTENDED, from: p, to: m, onBehalfOf: [a, b]}, {relation: ATTENDED, from: p, to: m, onBehalfOf: a}]`, `{"kind":"MEETING","id":"m","name":"M"}
{"kind":"PERSON","id":"p","name":"P"}
{"kind":"ORGANIZATION","id":"b","name":"B"}
{"relation":"ATTENDED","from":"p","to":"m","onBehalfOf":"b"}
{"relation":"ATTENDED","from":"p","to":"m"}
`},
		{"Defaults", `defaults: {description: "from {n}", certainty: PROBABLE}
nodes: {p: {kind: PERSON, id: p, name: P}, q: {kind: PERSON, id: q, name: Q, description: own}, a: {kind: ASSERTION, id: a}}`, `{"kind":"PERSON","id":"p","name":"P","description":"from 7"}
{"kind":"PERSON","id":"q","name":"Q","description":"own"}
{"kind":"ASSERTION","id":"a","certainty":"PROBABLE"}
`},
		{"IDTrimmed", `nodes: {p: {kind: PERSON, id: " {n} ", name: " P "}}`, `{"kind":"PERSON","id":"7","name":"P"}` + "\n"},
		{"LacksName", `nodes: {p: {kind: PERSON, id: p, name: "{nothing}"}}`, `{"kind":"PERSON","id":"p"}` + "\n"},
		{"Record", "input: {record: one}\nnodes: {p: {kind: PERSON, id: p, name: \"{name}\"}}", `{"kind":"PERSON","id":"p","name":"Single"}` + "\n"},
		{"RecordNot", "input: {record: two}\nnodes: {p: {kind: PERSON, id: p, name: \"{name}\"}}", "! two: : there is no object, and input says that it is the record\n"},
		{"AllFaults", `nodes: {a: {kind: ASSERTION, id: a, certainty: {from: n, lookup: {8: CERTAIN}}, credibility: "{names}", saidAt: {start: {date: "{n}", format: "%F"}}}}`,
			`{"kind":"ASSERTION","id":"a"}
! n: 7: the lookup has no such text; else says what becomes of others
! names: Ann, Bob: it is no number, such as 12 or 3.5
! n: 7: it is not written as %F
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, _ := row(t, parse(t, asserting(c.text, "a")), rec)
			if got := lines(r); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}

func TestWhatLinesHaveInCommon(t *testing.T) {
	m := parse(t, `nodes:
  p:
    kind: PERSON
    each: {from: Participants, split: ",", as: participant}
    id: "p:{participant|slug}"
    name: {from: participant, tally: aliases}
    description: "{Notes} ({participant})"
    keep: [description]
  m: {kind: MEETING, id: m, name: "{Subject}", when: {start: {date: "{Date}", format: "%F"}}}
  l: {kind: PLACE, id: l, name: L, coordinates: {latitude: "{Lat}", longitude: "{Lon}"}}
edges:
  - {relation: ATTENDED, from: p, to: m, role: "{Role}", keep: role}
`)
	r, _ := row(t, m, `{"Participants": "Ann", "Subject": "S", "Lat": "1", "Lon": "2"}`)
	var got []load.Entry
	for _, l := range r.Lines {
		got = append(got, *l.Entry)
	}
	want := []load.Entry{
		{Name: "p", Columns: map[string]string{"id": "Participants", "name": "Participants", "description": "Notes"}, Keep: []string{"description"}, Tally: map[string]string{"name": "aliases"}},
		{Name: "m", Columns: map[string]string{"name": "Subject", "when": "Date"}},
		{Name: "l", Columns: map[string]string{"coordinates": "Lat", "coordinates.latitude": "Lat", "coordinates.longitude": "Lon"}},
		{Name: "ATTENDED from p to m", Columns: map[string]string{"from": "Participants", "role": "Role"}, Keep: []string{"role"}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// An edge is called by its ends, or by what their ids are made of.
func TestNamesOfEdges(t *testing.T) {
	m := parse(t, `nodes:
  p: {kind: PERSON, id: p, name: P}
edges:
  - {relation: MEMBER_OF, from: p, to: {id: "org:{o}"}}
  - {relation: MEMBER_OF, from: [p, {id: q}], to: {id: {from: o}}}
`)
	r, _ := row(t, m, `{"o": "1"}`)
	var got []string
	for _, l := range r.Lines {
		got = append(got, l.Entry.Name)
	}
	if d := cmp.Diff([]string{"p", "MEMBER_OF from p to org:{o}", "MEMBER_OF from p, q to an id"}, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// What is the same for each record is made once.
func TestConstantEntries(t *testing.T) {
	m := parse(t, `nodes:
  d: {kind: DOCUMENT, id: d, name: D}
  o: {kind: ORGANIZATION, id: o, name: O}
  p: {kind: PERSON, id: p, name: "{n}"}
edges:
  - {relation: PUBLISHED, from: o, to: d}
  - {relation: MEMBER_OF, from: p, to: o}
`)
	a, _ := row(t, m, `{"n": "1"}`)
	b, _ := row(t, m, `{"n": "2"}`)
	for i, same := range []bool{true, true, false, true, true} {
		if got := &a.Lines[i].Object[0] == &b.Lines[i].Object[0]; got != same {
			t.Errorf("line %d is shared: %v", i, got)
		}
	}
}

// TestTooManyLines sees that no more lines are made than load takes, and one.
func TestTooManyLines(t *testing.T) {
	m := parse(t, `{nodes: {p: {each: n, kind: PERSON, id: "p:{n}", name: "{n}"}}}`)
	r, _ := row(t, m, `{"n": [`+strings.Repeat(`"a",`, 2*load.RowLimit)+`"b"]}`)
	if len(r.Lines) != load.RowLimit+1 {
		t.Errorf("there are %d lines", len(r.Lines))
	}
}
