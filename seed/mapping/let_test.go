package mapping

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// cells is a mapping of cells such as "Ann Lee (ACME)".
const cells = `
nodes:
  meeting: {kind: MEETING, id: "m:{No}", name: M}
  person:
    each: {from: Present, split: ";", as: who}
    let: {name: {from: who, match: '^[^(]+'}}
    kind: PERSON
    id: "p:{name|slug}"
    name: "{name}"
  firm:
    each: {as: who, split: ";", from: Present}
    let: {name: {from: who, match: '\((.*)\)'}}
    kind: ORGANIZATION
    id: "o:{name|slug}"
    name: "{name}"
edges:
  - {relation: ATTENDED, from: person, to: meeting, let: {in: "{who|upper}"}, role: "{in}", onBehalfOf: firm}
  - {relation: MEMBER_OF, from: person, to: firm}
`

func TestLetOfElements(t *testing.T) {
	r, _ := row(t, parse(t, cells), `{"No": 1, "Present": "Ann Lee (ACME); Bob; Cid (Board)"}`)
	want := `{"kind":"MEETING","id":"m:1","name":"M"}
{"kind":"PERSON","id":"p:ann-lee","name":"Ann Lee"}
{"kind":"PERSON","id":"p:bob","name":"Bob"}
{"kind":"PERSON","id":"p:cid","name":"Cid"}
{"kind":"ORGANIZATION","id":"o:acme","name":"ACME"}
{"kind":"ORGANIZATION","id":"o:board","name":"Board"}
{"relation":"ATTENDED","from":"p:ann-lee","to":"m:1","role":"ANN LEE (ACME)","onBehalfOf":"o:acme"}
{"relation":"ATTENDED","from":"p:bob","to":"m:1","role":"BOB"}
{"relation":"ATTENDED","from":"p:cid","to":"m:1","role":"CID (BOARD)","onBehalfOf":"o:board"}
{"relation":"MEMBER_OF","from":"p:ann-lee","to":"o:acme"}
{"relation":"MEMBER_OF","from":"p:cid","to":"o:board"}
`
	if d := cmp.Diff(want, lines(r)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestLetOfEntries(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"WithoutEach", `nodes: {p: {kind: PERSON, let: {b: "<{a}>", c: "{b}{b}"}, id: p, name: "{c}"}}`, `{"kind":"PERSON","id":"p","name":"<1><1>"}` + "\n"},
		{"ReadsTheTopOne", `let: {b: "<{a}>"}
nodes: {p: {kind: PERSON, let: {c: "{b}{b}"}, id: p, name: "{c}"}}`, `{"kind":"PERSON","id":"p","name":"<1><1>"}` + "\n"},
		{"OfItsOwnName", `nodes: {p: {kind: PERSON, let: {a: "<{a}>"}, id: p, name: "{a}"}}`, `{"kind":"PERSON","id":"p","name":"<1>"}` + "\n"},
		{"NotOfOthers", `nodes: {p: {kind: PERSON, let: {a: x}, id: p, name: "{a}"}, q: {kind: PERSON, id: q, name: "{a}"}}`, `{"kind":"PERSON","id":"p","name":"x"}
{"kind":"PERSON","id":"q","name":"1"}
`},
		{"If", `nodes: {p: {kind: PERSON, each: list, let: {x: "{list}{a}"}, if: {x: b1}, id: "{x}", name: "{x}"}}`, `{"kind":"PERSON","id":"b1","name":"b1"}` + "\n"},
		{"NestedLists", `nodes: {p: {kind: PERSON, each: [{from: list, as: x}, {from: list, as: y}], let: {z: "{x}{y}"}, id: "{z}", name: "{z}"}}`, `{"kind":"PERSON","id":"bb","name":"bb"}
{"kind":"PERSON","id":"bc","name":"bc"}
{"kind":"PERSON","id":"cb","name":"cb"}
{"kind":"PERSON","id":"cc","name":"cc"}
`},
		{"EachReadsTheTopOne", `let: {l: [x, "{list}"]}
nodes: {p: {kind: PERSON, each: l, let: {z: "{l}"}, id: "{z}", name: n}}`, `{"kind":"PERSON","id":"x","name":"n"}
{"kind":"PERSON","id":"b","name":"n"}
{"kind":"PERSON","id":"c","name":"n"}
`},
		{"Fault", `nodes: {p: {kind: PERSON, let: {z: {from: a, lookup: {2: b}}}, id: p, name: "{z}", description: "{z}"}}`, `{"kind":"PERSON","id":"p"}
! a: 1: the lookup has no such text; else says what becomes of others
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, _ := row(t, parse(t, c.text), `{"a": 1, "list": ["b", "c"]}`)
			if d := cmp.Diff(c.want, lines(r)); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

// A required text is half there, which is a fault of the record; if nothing of it is,
// another record may have it.
func TestHalfATemplate(t *testing.T) {
	m := parse(t, `nodes: {p: {kind: PERSON, id: p, name: "{first} {last|upper}", description: "{first} {last}"}}`)
	for rec, want := range map[string]string{
		`{"first": "Ann", "last": "Lee"}`: `{"kind":"PERSON","id":"p","name":"Ann LEE","description":"Ann Lee"}` + "\n",
		`{"first": "Ann", "last": ""}`:    `{"kind":"PERSON","id":"p"}` + "\n" + `! last: : name: "{first} {last|upper}" has nothing, since {last|upper} is empty` + "\n",
		`{"last": "Lee"}`:                 `{"kind":"PERSON","id":"p"}` + "\n" + `! first: : name: "{first} {last|upper}" has nothing, since {first} is empty` + "\n",
		`{"first": "", "last": ""}`:       `{"kind":"PERSON","id":"p"}` + "\n",
	} {
		r, _ := row(t, m, rec)
		if got := lines(r); got != want {
			t.Errorf("%s: got\n%swant\n%s", rec, got, want)
		}
	}
}

func TestWarnings(t *testing.T) {
	m := parse(t, `nodes:
  p: {kind: PERSON, id: p, name: P}
  m: {kind: MEETING, id: m, name: M}
  a: {kind: ASSERTION, id: a, certainty: CERTAIN}
  b: {kind: ASSERTION, id: b, certainty: CERTAIN}
  again: {kind: ASSERTION, id: b, certainty: CERTAIN}
  c: {kind: CLAIM, id: c, text: T}
edges:
  - {relation: ATTENDED, from: p, to: m}
  - {relation: ATTENDED, from: p, to: m, evidence: a}
  - {relation: ASSERTS, from: [a, b], to: c}
  - {relation: SPEAKER, from: b, to: p}
`)
	var got []string
	for _, p := range m.Warnings() {
		got = append(got, p.String())
	}
	want := []string{
		"m.yaml:3:6: nodes.m: MEETING m has no evidence: nobody will know who says so",
		"m.yaml:4:6: nodes.a: ASSERTION a has neither an edge of APPEARS_IN nor one of SPEAKER: nobody will know whose word it is",
		"m.yaml:9:5: edges.1: ATTENDED from p to m has no evidence: nobody will know who says so",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if got := parse(t, readme(t)).Warnings(); len(got) > 0 {
		t.Errorf("of the README's example: %v", got)
	}
}

// An edge of any record can lead to a node that is spoken of by its id.
func TestRequiredEdgeByID(t *testing.T) {
	const node = "nodes: {a: {kind: ASSERTION, id: a, certainty: CERTAIN}, c: {kind: CLAIM, id: c, text: T}}\n"
	parse(t, node+`edges: [{relation: ASSERTS, from: {id: a}, to: c}]`)
	_, err := Parse(theOntology(t), "m.yaml", []byte(node+`edges: [{relation: CITES, from: a, to: a}]`))
	var ps Problems
	if !errors.As(err, &ps) {
		t.Error("it is not refused")
	}
}
