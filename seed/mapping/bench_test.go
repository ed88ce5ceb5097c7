package mapping

import (
	"testing"

	"parley/seed/record"
)

// tapes is a mapping of recorded conversations.
const tapes = `
absent: ["[none]"]
lookups:
  rooms:
    Oval Room, White Manor, Capital City: {id: oval-room, name: Oval Room, latitude: 38.5, longitude: -77.5}
    Lodge, Hill Camp: {id: lodge, name: Lodge, latitude: 39.5, longitude: -77.25}
let: {room: {from: place, lookup: rooms}}
defaults: {evidence: said}
nodes:
  record: {kind: DOCUMENT, id: "document:{id}", name: "Record of {title}", type: Record}
  talk:
    kind: MEETING
    id: "meeting:{id}"
    name: "{title}"
    topics: "{topics}"
    when: {edtf: "{interval}", approximate: {any: [{date_certainty: estimated}, {time_certainty: estimated}]}}
  room: {kind: PLACE, id: "place:{room.id}", name: "{room.name}", coordinates: {latitude: "{room.latitude}", longitude: "{room.longitude}"}}
  capital: {kind: PLACE, id: "place:capital", name: Capital City, type: city}
  person: {kind: PERSON, each: participants, if: {participants.kind: persname, participants.name: {not: Unknown}}, id: "person:{participants.id}", name: {from: participants.name, tally: aliases}}
  group: {kind: ORGANIZATION, each: participants, if: {participants.kind: corpname}, id: "org:{participants.id}", name: {from: participants.name, tally: aliases}}
  claim: {kind: CLAIM, id: "claim:{id}", text: "{title} took place with {participants.name}.", when: {edtf: "{interval}"}}
  said: {kind: ASSERTION, id: "assertion:{id}", locator: "{source_path}", certainty: CERTAIN}
edges:
  - {relation: ASSERTS, from: said, to: claim}
  - {relation: APPEARS_IN, from: said, to: record}
  - {relation: HELD_AT, from: talk, to: room}
  - {relation: PART_OF, from: room, to: capital}
  - {relation: ATTENDED, from: [person, group], to: talk}
  - {relation: ABOUT, from: claim, to: talk, role: event}
  - {relation: ABOUT, from: claim, to: [person, group], role: participant}
`

// tape is a record of one.
const tape = `{"id": "conversation-001-005", "title": "Conversation 001-005", "interval": "1971-04-06T00:10:00-05:00/1971-04-06T00:14:00-05:00",
	"start_date": "April 6, 1971", "date_certainty": "certain", "time_certainty": "estimated", "place": "Oval Room, White Manor, Capital City",
	"topics": ["Presidents", "Weather"], "participants": [{"kind": "persname", "id": "1", "code": "P", "name": "Example, Ann"},
	{"kind": "persname", "id": "2", "code": "B", "name": "Sample, Bob"}, {"kind": "corpname", "id": "3", "code": "O", "name": "Operator"}], "source_path": "a/b/c-001-005.xml"}`

func BenchmarkRow(b *testing.B) {
	m := parse(b, tapes)
	rec := record.Record{File: "f", Line: 1, Value: decoded(b, tape)}
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		row, _ := m.Row(rec)
		n += len(row.Lines)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(n), "ns/line")
	b.ReportMetric(float64(n)/float64(b.N), "lines/op")
}

func BenchmarkParse(b *testing.B) {
	o := theOntology(b)
	for b.Loop() {
		if _, err := Parse(o, "m.yaml", []byte(tapes)); err != nil {
			b.Fatal(err)
		}
	}
}
