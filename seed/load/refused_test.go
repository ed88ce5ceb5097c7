package load_test

import (
	"errors"
	"strings"
	"testing"

	"parley/graph/store"
	"parley/seed/load"
)

func TestRefused(t *testing.T) {
	many := strings.Repeat(`{"kind": "PERSON"}`+"\n", 30)
	tests := []struct {
		name, lines string
		want        []string // each in the error, in order
	}{
		{"NotJSON", `{"kind": "PERSON", "id" "p"}`, []string{"f.jsonl:4: the line is not JSON: at byte 2"}},
		{"CutOff", `{"kind": "PERSON", "id": "p"`, []string{"f.jsonl:4: the line is not JSON: it ends in the middle"}},
		{"TwoObjects", `{"kind": "PLACE", "id": "p", "name": "P"} {}`, []string{"f.jsonl:4: there is more in the line"}},
		{"NoObject", `["PERSON"]`, []string{`f.jsonl:4: the line is ["PERSON"] and must be a JSON object`}},
		{"TooDeep", `{"kind": ` + strings.Repeat("[", 50) + strings.Repeat("]", 50) + `}`, []string{"too deep"}},
		{"NotUTF8", "{\"kind\": \"PERSON\", \"id\": \"p\", \"name\": \"\xff\"}", []string{"f.jsonl:4: the line is not UTF-8"}},
		{"HalfASurrogate", `{"kind": "PERSON", "id": "p", "name": "\ud83d"}`, []string{"f.jsonl:4: the line has half of a surrogate pair"}},
		{"KeyTwice", `{"kind": "PERSON", "id": "p", "name": "A", "name": "B"}`, []string{`f.jsonl:4: the key "name" stands twice`}},
		{"PartTwice", `{"kind": "PLACE", "id": "p", "name": "A", "coordinates": {"latitude": 1, "latitude": 2}}`, []string{`"latitude" stands twice`}},
		{"Neither", `{"id": "p"}`, []string{`f.jsonl:4: a line has one of the keys "kind"`}},
		{"Both", `{"kind": "PERSON", "relation": "ABOUT"}`, []string{`f.jsonl:4: a line has one of the keys "kind"`}},
		{"UnknownKind", `{"kind": "PERSONS", "id": "p"}`, []string{`f.jsonl:4: kind: there is no kind "PERSONS"; did you mean "PERSON"?`}},
		{"StrangeKind", `{"kind": "ZEBRA", "id": "p"}`, []string{`there is no kind "ZEBRA"; there are ASSERTION, CLAIM,`}},
		{"KindOfAnotherType", `{"kind": 1, "id": "p"}`, []string{`there is no kind 1; there are ASSERTION`}},
		{"UnknownRelation", `{"relation": "ATENDED", "from": "person:ann", "to": "meeting:m"}`, []string{`relation: there is no relation "ATENDED"; did you mean "ATTENDED"?`}},
		{"ComputedRelation", `{"relation": "MET", "from": "person:ann", "to": "person:ann"}`, []string{`there is no relation "MET"`}},
		{"NoID", `{"kind": "PERSON", "name": "P"}`, []string{`f.jsonl:4: id: it is missing`}},
		{"EmptyID", `{"kind": "PERSON", "id": "", "name": "P"}`, []string{`f.jsonl:4: id: "" must be an id`}},
		{"AgainstItself", `{"relation": "CONTRADICTS", "from": "c", "to": "c"}`, []string{`f.jsonl:4: to: "c" cannot contradict itself: name two nodes`}},
		{"NoEnds", `{"relation": "ATTENDED"}`, []string{`f.jsonl:4: from: it is missing`, `f.jsonl:4: to: it is missing`}},
		{"NoName", `{"kind": "PERSON", "id": "p"}`, []string{`f.jsonl:4: name: it is missing, and a line of Person must have it`}},
		{"NullName", `{"kind": "PERSON", "id": "p", "name": null}`, []string{`f.jsonl:4: name: it is missing`}},
		{"UnknownKey", `{"kind": "PERSON", "id": "p", "name": "P", "alias": ["Q"]}`, []string{`f.jsonl:4: alias: Person has no such key; did you mean "aliases"?`}},
		{"StrangeKey", `{"kind": "PERSON", "id": "p", "name": "P", "shoe-size": 4}`, []string{`shoe-size: Person has no such key; there are kind, id, aliases, description, name`}},
		{"EdgeAsAKey", `{"kind": "ASSERTION", "id": "a", "certainty": "CERTAIN", "claim": "c"}`,
			[]string{`f.jsonl:4: claim: "c" cannot be written here: it follows edges, which have lines of their own: {"relation": "ASSERTS", "from": this id, "to": …}`}},
		{"ComputedKey", `{"kind": "PERSON", "id": "p", "name": "P", "metWith": []}`, []string{`metWith: [] cannot be written here: it is computed`}},
		{"HiddenKey", `{"relation": "ATTENDED", "from": "person:ann", "to": "meeting:m", "effective": "2021"}`, []string{`effective: ATTENDED has no such key`}},
		{"WrongText", `{"kind": "PERSON", "id": "p", "name": 7}`, []string{`f.jsonl:4: name: 7 must be a text in quotes`}},
		{"WrongList", `{"kind": "PERSON", "id": "p", "name": "P", "aliases": "Q"}`, []string{`aliases: "Q" must be a list of texts, such as`}},
		{"NullInAList", `{"kind": "PERSON", "id": "p", "name": "P", "aliases": [null]}`, []string{`aliases: its element null must be a text`}},
		{"WrongEnum", `{"kind": "ASSERTION", "id": "a", "certainty": "SURE"}`,
			[]string{`f.jsonl:4: certainty: there is no "SURE"; there are CERTAIN, PROBABLE, POSSIBLE, UNCOMMITTED`}},
		{"FractionForAWholeNumber", `{"kind": "ASSERTION", "id": "a", "certainty": "CERTAIN", "credibility": 1.0}`, []string{`credibility: 1.0 must be a whole number`}},
		{"WholeNumberTooGreat", `{"kind": "ASSERTION", "id": "a", "certainty": "CERTAIN", "credibility": 2147483648}`, []string{`credibility: 2147483648 must be a whole number`}},
		{"NumberTooGreat", `{"kind": "ASSERTION", "id": "a", "certainty": "CERTAIN", "extractionConfidence": 1e999}`, []string{`extractionConfidence: 1e999 must be a number`}},
		{"TextForANumber", `{"kind": "ASSERTION", "id": "a", "certainty": "CERTAIN", "extractionConfidence": "1"}`, []string{`extractionConfidence: "1" must be a number`}},
		{"RelativeURL", `{"kind": "DOCUMENT", "id": "d", "name": "D", "url": "example.org/x"}`, []string{`url: "example.org/x" must be an absolute URL`}},
		{"BadTime", `{"kind": "MEETING", "id": "x", "name": "X", "when": "2021-13"}`, []string{`f.jsonl:4: when: edtf: "2021-13" at byte 5: there is no month 13`}},
		{"TimeOfAnotherType", `{"kind": "MEETING", "id": "x", "name": "X", "when": 2021}`, []string{`when: 2021 must be a time in EDTF`}},
		{"TimeWithoutEDTF", `{"kind": "MEETING", "id": "x", "name": "X", "when": {"text": "once"}}`, []string{`when: {"text":"once"} must be a time in EDTF`}},
		{"TimeWithMore", `{"kind": "MEETING", "id": "x", "name": "X", "when": {"edtf": "2021", "zone": "Z"}}`, []string{`when.zone: a time has no such key`}},
		{"YearTooFar", `{"kind": "MEETING", "id": "x", "name": "X", "when": "Y17000"}`, []string{`f.jsonl:4: when: edtf: "Y17000" cannot be stored:`, `beyond the years 0000 to 9999`}},
		{"ObjectOfAnotherType", `{"kind": "PLACE", "id": "p", "name": "P", "coordinates": [1, 2]}`, []string{`coordinates: [1,2] must be an object with the keys latitude, longitude`}},
		{"LatitudeTooGreat", `{"kind": "PLACE", "id": "p", "name": "P", "coordinates": {"latitude": 95, "longitude": 0}}`, []string{`f.jsonl:4: coordinates.latitude: it is 95 and must be from -90 to 90`}},
		{"CredibilityTooLow", `{"kind": "ASSERTION", "id": "a", "certainty": "CERTAIN", "credibility": 0}`, []string{`f.jsonl:4: credibility: it is 0 and must be from 1 to 6`}},
		{"PartMissing", `{"kind": "PLACE", "id": "p", "name": "P", "coordinates": {"latitude": 1}}`, []string{`f.jsonl:4: coordinates.longitude: it is missing`}},
		{"PartUnknown", `{"kind": "PLACE", "id": "p", "name": "P", "coordinates": {"latitude": 1, "longitude": 2, "latitudes": 3}}`,
			[]string{`coordinates.latitudes: coordinates has no such key; did you mean "latitude"?`}},
		{"TextTooLong", `{"kind": "PERSON", "id": "p", "name": "` + strings.Repeat("x", 1001) + `"}`, []string{`f.jsonl:4: name: it has 1001 characters`}},
		{"WrongEdgeID", `{"relation": "ATTENDED", "id": "x", "from": "person:ann", "to": "meeting:m"}`, []string{`f.jsonl:4: edge "x": the id of an edge of ATTENDED begins with "attended:"`}},
		{"NoSuchEnd", `{"relation": "ATTENDED", "from": "person:anna", "to": "meeting:m"}`,
			[]string{`f.jsonl:4: from: there is no node "person:anna", neither in the file nor in the graph; did you mean "person:ann"?`}},
		{"WrongEnd", `{"relation": "ATTENDED", "from": "person:ann", "to": "org:o"}`, []string{`f.jsonl:4: to: "org:o" is of kind Organization, and an edge of ATTENDED has there one of kind Incident or Meeting`}},
		{"NoSuchReference", `{"relation": "ATTENDED", "from": "person:ann", "to": "meeting:m", "evidence": ["assertion:none"]}`, []string{`f.jsonl:4: evidence: there is no node "assertion:none"`}},
		{"WrongReference", `{"relation": "ATTENDED", "from": "person:ann", "to": "meeting:m", "onBehalfOf": "person:ann"}`, []string{`f.jsonl:4: edge "attended:`, `onBehalfOf refers to "person:ann", which is of kind Person`}},
		{"RuleBroken", `{"kind": "ASSERTION", "id": "a", "certainty": "CERTAIN"}`, []string{`f.jsonl:4: Assertion "a": its field claim is never null`}},
		{"NodeTwice", `{"kind": "PERSON", "id": "person:ann", "name": "Anna"}`, []string{`f.jsonl:4: id: node "person:ann" is written otherwise in line 1`}},
		{"EdgeTwice", `{"relation": "MEMBER_OF", "from": "person:ann", "to": "org:o", "id": "member_of:1"}
{"relation": "MEMBER_OF", "from": "person:ann", "to": "org:o", "id": "member_of:1", "role": "x"}`, []string{`f.jsonl:5: the edge "member_of:1" is written otherwise in line 4`}},
		{"PairUnderTwoIDs", `{"relation": "ATTENDED", "from": "person:ann", "to": "meeting:m", "id": "attended:1"}
{"relation": "ATTENDED", "from": "person:ann", "to": "meeting:m", "id": "attended:2"}`, []string{`f.jsonl:5: id: there is one edge of ATTENDED`}},
		{"PairUnderTheIDOfAnother", `{"relation": "ATTENDED", "from": "org:o", "to": "meeting:m", "id": "attended:1"}
{"relation": "ATTENDED", "from": "person:ann", "to": "meeting:m"}
{"relation": "ATTENDED", "from": "person:ann", "to": "meeting:m", "id": "attended:1"}`, []string{`f.jsonl:6: id: the edge "attended:1" is between other nodes in line 4`}},
		{"PairThatDisagrees", `{"relation": "ATTENDED", "from": "person:ann", "to": "meeting:m", "presence": "REMOTE"}
{"relation": "ATTENDED", "from": "person:ann", "to": "meeting:m", "presence": "IN_PERSON"}`, []string{`f.jsonl:5: line 4 is of the same edge`, `presence is "REMOTE" there and "IN_PERSON" here`}},
		{"SeveralLines", "{}\n{\"kind\": \"X\"}", []string{"f.jsonl:4: ", "f.jsonl:5: "}},
		{"TooManyLines", many, []string{"f.jsonl:4: id:", "f.jsonl:13: ", "these are the first 20; there may be more"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			st, o := reference(t)
			_, err := load.File(t.Context(), st, o, "f.jsonl", strings.NewReader(people+tt.lines))
			if err == nil {
				t.Fatal("it is loaded")
			}
			var ps load.Problems
			if !errors.As(err, &ps) || !errors.Is(err, store.ErrInvalid) || len(ps) > load.Most {
				t.Errorf("the error is a %T of %d; want Problems", err, len(ps))
			}
			rest := err.Error()
			for _, want := range tt.want {
				_, after, found := strings.Cut(rest, want)
				if !found {
					t.Fatalf("the error is\n%v\nand lacks\n%s", err, want)
				}
				rest = after
			}
			if empty, err := load.Empty(t.Context(), st, o); err != nil || !empty {
				t.Errorf("something is left behind (error %v)", err)
			}
		})
	}
}
