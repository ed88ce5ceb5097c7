package mapping

import (
	"os"
	"strings"
	"testing"
)

func TestReadmeExample(t *testing.T) {
	m := parse(t, readme(t))
	r, ok := row(t, m, `{"Number": "12", "Subject": "The new crane", "Date": "4.5.1999", "Place": "Old Café", "Participants": "Ann Example, Bob Sample,"}`)
	if !ok {
		t.Fatal("the record was passed over")
	}
	want := `{"kind":"DOCUMENT","id":"document:harbour-meetings","name":"Meetings of the harbour board"}
{"kind":"MEETING","id":"meeting:harbour:12","name":"The new crane","when":"1999-05-04","evidence":["assertion:harbour:12"]}
{"kind":"PLACE","id":"place:old-cafe","name":"Old Café"}
{"kind":"PERSON","id":"person:ann-example","name":"Ann Example"}
{"kind":"PERSON","id":"person:bob-sample","name":"Bob Sample"}
{"kind":"CLAIM","id":"claim:harbour:12","text":"Ann Example, Bob Sample, met in Old Café on 4.5.1999."}
{"kind":"ASSERTION","id":"assertion:harbour:12","locator":"row 7","certainty":"CERTAIN"}
{"relation":"HELD_AT","from":"meeting:harbour:12","to":"place:old-cafe"}
{"relation":"ATTENDED","from":"person:ann-example","to":"meeting:harbour:12","presence":"IN_PERSON","evidence":["assertion:harbour:12"]}
{"relation":"ATTENDED","from":"person:bob-sample","to":"meeting:harbour:12","presence":"IN_PERSON","evidence":["assertion:harbour:12"]}
{"relation":"ASSERTS","from":"assertion:harbour:12","to":"claim:harbour:12"}
{"relation":"APPEARS_IN","from":"assertion:harbour:12","to":"document:harbour-meetings"}
{"relation":"ABOUT","from":"claim:harbour:12","to":"meeting:harbour:12","role":"event"}
`
	if got := lines(r); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// examples are the other mappings of the README, after that which is whole.
func examples(t *testing.T) []string {
	t.Helper()
	b, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, after := range strings.Split(string(b), "```yaml\n")[2:] {
		text, _, _ := strings.Cut(after, "```")
		all = append(all, text)
	}
	return all
}

func TestReadmeExampleOfCells(t *testing.T) {
	r, _ := row(t, parse(t, examples(t)[0]), `{"No": 1, "Subject": "S", "Present": "Ann Lee (ACME); Bob"}`)
	want := `{"kind":"MEETING","id":"meeting:1","name":"S"}
{"kind":"PERSON","id":"person:ann-lee","name":"Ann Lee"}
{"kind":"PERSON","id":"person:bob","name":"Bob"}
{"kind":"ORGANIZATION","id":"org:acme","name":"ACME"}
{"relation":"ATTENDED","from":"person:ann-lee","to":"meeting:1","onBehalfOf":"org:acme"}
{"relation":"ATTENDED","from":"person:bob","to":"meeting:1"}
`
	if got := lines(r); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

func TestReadmeExampleOfEnds(t *testing.T) {
	m := parse(t, examples(t)[1])
	for rec, want := range map[string]string{
		`{"From": "20:00", "Until": "23:30"`: `"when":"1999-05-04T20:00:00/1999-05-04T23:30:00"`,
		`{"From": "20:00", "Until": "01:30"`: `"when":"1999-05-04T20:00:00"`,
		`{"From": "20:00", "Until": ""`:      `"when":"1999-05-04T20:00:00"`,
		`{"From": "", "Until": "12:00"`:      `"when":"1999-05-04/1999-05-04T12:00:00"`,
		`{"From": "", "Until": ""`:           `"when":"1999-05-04"`,
	} {
		r, _ := row(t, m, rec+`, "No": 1, "Subject": "S", "Date": "1999-05-04"}`)
		if got := lines(r); got != `{"kind":"MEETING","id":"meeting:1","name":"S",`+want+"}\n" {
			t.Errorf("%s: got %s, want %s", rec, got, want)
		}
	}
}

// The examples in the README's sentences and tables say what it says they do. In a
// mapping, @ stands for the example.
func TestReadmeSnippets(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	const place = `nodes: {x: {kind: PLACE, id: x, name: n, `
	for _, c := range []struct{ example, text, rec, want string }{
		{`["n/a", "-"]`, `absent: @` + "\n" + place + `aliases: "{a}"}}`, `{"a": ["n/a", "b", " - "]}`, `"aliases":["b"]}`},
		{`{room.name}`, `let: {room: {name: "{a}"}}` + "\n" + place + `description: "@"}}`, `{"a": "b"}`, `"description":"b"}`},
		{`aliases: ["{Short name}", "{Maiden name}"]`, place + `@}}`, `{"Short name": "b", "Maiden name": ""}`, `"aliases":["b"]}`},
		{`coordinates: {latitude: "{Lat}", longitude: "{Lon}"}`, place + `@}}`, `{"Lat": "1", "Lon": "-2.5"}`, `"coordinates":{"latitude":1,"longitude":-2.5}}`},
		{`{properties.name}`, place + `aliases: "@"}}`, `{"properties": {"name": ["b", "c"]}}`, `"aliases":["b","c"]}`},
		{`{properties.name.0}`, place + `aliases: "@"}}`, `{"properties": {"name": ["b", "c"]}}`, `"aliases":["b"]}`},
		{`{participants.name}`, place + `aliases: "@"}}`, `{"participants": [{"name": "b"}, {"name": "c"}]}`, `"aliases":["b","c"]}`},
		{`{Place|slug}`, place + `description: "@"}}`, `{"Place": "Old Café, 2nd"}`, `"description":"old-cafe-2nd"}`},
		{`let: {visitor: "{Name}, {Country}"}`, `@` + "\n" + `nodes: {x: {kind: PERSON, id: "visit:{visitor|hash}", name: n}}`, `{"Name": "A", "Country": "B"}`, `"id":"visit:23f70165bdcd44549ba38dd43add0f47","name":"n"}`},
		{`name: {from: participant, tally: aliases}`, `nodes: {x: {kind: PLACE, id: x, @}}`, `{"participant": "b"}`, `"id":"x","name":"b"}`},
		{`to: {id: "org:{Body|slug}"}`, `nodes: {x: {kind: PERSON, id: x, name: n}}` + "\n" + `edges: [{relation: MEMBER_OF, from: x, @}]`, `{"Body": "The Board"}`, `"to":"org:the-board"}`},
		{`from: [person, unknown]`, `nodes: {person: {kind: PERSON, id: "{a}", name: n}, unknown: {kind: UNNAMED_AGENT, id: u, name: n}, m: {kind: MEETING, id: m, name: n}}` + "\n" + `edges: [{relation: ATTENDED, @, to: m}]`, `{}`, `"from":"u","to":"m"}`},
		{`{from: Participants, split: ",", as: participant}`, `nodes: {x: {kind: PERSON, each: @, id: "{participant}", name: n}}`, `{"Participants": "a, b"}`, `"id":"b","name":"n"}`},
		{`{columns: "E*", as: event}`, `nodes: {x: {kind: PERSON, each: @, id: "{event.name}", name: "{event.value}"}}`, `{"E1": "1", "F": "2"}`, `"id":"E1","name":"1"}`},
		{`[meetings, meetings.speakers]`, `nodes: {x: {kind: PERSON, each: @, id: "{meetings.id}{meetings.speakers}", name: n}}`, `{"meetings": [{"id": "1", "speakers": ["a", "b"]}]}`, `"id":"1b","name":"n"}`},
		{`match: '\d+'`, place + `description: {from: a, @}}}`, `{"a": "b12"}`, `"description":"12"}`},
		{`{"Name|x"}`, place + `description: '@'}}`, `{"Name|x": "b"}`, `"description":"b"}`},
		{`if: {"Place|slug": {exists: true}}`, `nodes: {y: {kind: PERSON, id: y, name: n}, x: {kind: PLACE, @, id: "{Place|slug}", name: n}}`, `{"Place": "???"}`, `"id":"y","name":"n"}`},
		{`{Place|slug}`, place + `description: "@"}}`, `{"Place": "???"}`, `slug leaves nothing of it: it has no letter and no digit`},
		{`name: "{First} {Last}"`, `nodes: {x: {kind: PERSON, id: x, @}}`, `{"First": "a"}`, `! Last: : name: "{First} {Last}" has nothing, since {Last} is empty`},
		{`{board.member.name}`, `nodes: {x: {kind: PERSON, each: board.member, id: "@", name: n}}`, `{"board": {"member": [{"name": "a"}, {"name": "b"}]}}`, `"id":"b","name":"n"}`},
		{`{from: board.member, as: member}`, `nodes: {x: {kind: PERSON, each: @, id: "{member.name}", name: n}}`, `{"board": {"member": [{"name": "a"}, {"name": "b"}]}}`, `"id":"b","name":"n"}`},
		{`{meetings.speakers.name}`, `nodes: {x: {kind: PERSON, each: [meetings, meetings.speakers], id: "@", name: n}}`, `{"meetings": [{"speakers": [{"name": "a"}]}, {"speakers": {"name": "b"}}]}`, `"id":"b","name":"n"}`},
		{`{#index}`, `nodes: {x: {kind: PERSON, each: a, id: "{a}", name: n}, m: {kind: MEETING, each: b, id: "{b}", name: n}}` + "\n" + `edges: [{relation: ATTENDED, from: x, to: m, role: "@"}]`, `{"a": ["x", "y"], "b": ["z", null, "m"]}`, `"from":"y","to":"m","role":"3"}`},
		{`{matches: '^Dr'}`, `nodes: {x: {kind: PERSON, if: {a: @}, id: x, name: n}}`, `{"a": "Dr. B"}`, `"id":"x","name":"n"}`},
		{`format: [edtf, "%d.%m.%Y"]`, `nodes: {x: {kind: MEETING, id: x, name: n, when: {start: {date: "{d}", @}}}}`, `{"d": "1999-05~"}`, `"when":"1999-05~"}`},
		{`if: {kind: persname, name: {not: Unknown}}`, `nodes: {x: {kind: PERSON, @, id: x, name: n}, y: {kind: PERSON, id: y, name: n}}`, `{"kind": "persname", "name": "Unknown"}`, `{"kind":"PERSON","id":"y","name":"n"}`},
		{`when: "{Date}"`, `nodes: {x: {kind: MEETING, id: x, name: n, @}}`, `{"Date": "1999-05~"}`, `"when":"1999-05~"}`},
		{`end: {from: Until, default: ".."}`, `nodes: {x: {kind: MEETING, id: x, name: n, when: {start: 1999, @}}}`, `{}`, `"when":"1999/.."}`},
		{`"%B %d, %Y %I:%M %p"`, `nodes: {x: {kind: MEETING, id: x, name: n, when: {start: {date: "{d}", format: @}}}}`, `{"d": "May 4, 1999 1:05 pm"}`, `"when":"1999-05-04T13:05:00"}`},
		{`"%m/%Y"`, `nodes: {x: {kind: MEETING, id: x, name: n, when: {start: {date: "{d}", format: @}}}}`, `{"d": "05/1999"}`, `"when":"1999-05"}`},
	} {
		t.Run(c.example, func(t *testing.T) {
			if !strings.Contains(string(text), c.example) {
				t.Fatal("it is not in the README")
			}
			r, _ := row(t, parse(t, strings.ReplaceAll(c.text, "@", c.example)), c.rec)
			if got := strings.TrimSuffix(lines(r), "\n"); !strings.HasSuffix(got, c.want) {
				t.Errorf("got %s, want …%s", got, c.want)
			}
		})
	}
}
