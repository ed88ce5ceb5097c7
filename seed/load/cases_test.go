package load_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/ontology"
	"parley/graph/store"
	"parley/seed/load"
)

const (
	ann      = `{"kind": "PERSON", "id": "ann", "name": "Ann"}` + "\n"
	meeting  = `{"kind": "MEETING", "id": "m", "name": "M"}` + "\n"
	attended = `{"relation": "ATTENDED", "from": "ann", "to": "m"}` + "\n"
	claim    = `{"kind": "CLAIM", "id": "c", "text": "T"}` + "\n"
	document = `{"kind": "DOCUMENT", "id": "d", "name": "D"}` + "\n"
	saying   = `{"kind": "ASSERTION", "id": "a", "certainty": "CERTAIN"}` + "\n"
	asserts  = `{"relation": "ASSERTS", "from": "a", "to": "c"}` + "\n"
	appears  = `{"relation": "APPEARS_IN", "from": "a", "to": "d"}` + "\n"
)

func place(id string) string { return `{"kind": "PLACE", "id": "` + id + `", "name": "P"}` + "\n" }

// said is an assertion of the claim.
func said(id string) string {
	return strings.NewReplacer(`"a"`, `"`+id+`"`).Replace(saying + asserts + appears)
}

func cites(a, b string) string {
	return `{"relation": "CITES", "from": "` + a + `", "to": "` + b + `"}` + "\n"
}

func within(a, b string) string {
	return `{"relation": "PART_OF", "from": "` + a + `", "to": "` + b + `"}` + "\n"
}

func TestImport(t *testing.T) {
	tally := &load.Entry{Name: "people", Tally: map[string]string{"name": "aliases"}, Columns: map[string]string{"name": "NAME", "when": "DATE"}}
	keep := &load.Entry{Keep: []string{"description"}}
	tests := []struct {
		name    string
		entry   *load.Entry
		before  string // what the graph holds
		rows    []string
		want    []string // each in what the graph then holds
		lacks   []string // none of them
		rejects []string // all of them
		differs []string
	}{
		{name: "NoRows"},
		{name: "OneNode", rows: []string{ann}, want: []string{"id=ann; aliases=[]; name=Ann; "}},
		{name: "NodeInParts", rows: []string{`{"kind": "PERSON", "id": "ann", "aliases": ["A"]}`, ann}, want: []string{"id=ann; aliases=[A]; name=Ann; "}},
		{name: "PartOfTheGraphs", before: ann, rows: []string{`{"kind": "PERSON", "id": "ann", "aliases": ["A"]}`}, want: []string{"id=ann; aliases=[A]; name=Ann; "}},
		{name: "WithoutAName", rows: []string{`{"kind": "PERSON", "id": "ann", "aliases": ["A"]}`}, lacks: []string{"ann"},
			rejects: []string{`f:1: name: it is missing, and node "ann" of kind Person must have it`}},
		{name: "BlameIsOnTheRowThatSaysSo", rows: []string{meeting, `{"kind": "MEETING", "id": "m", "evidence": ["none"]}`, `{"kind": "MEETING", "id": "m", "evidence": ["ann"]}` + "\n" + ann}, want: []string{"id=m;"}, lacks: []string{"ann"},
			rejects: []string{`f:2: evidence: there is no node "none"`, `f:3: evidence: "ann" is of kind Person, and Meeting has there one of kind Assertion`}},
		{name: "ListsUnited", before: `{"kind": "PERSON", "id": "ann", "name": "Ann", "aliases": ["A", "B"]}`,
			rows: []string{`{"kind": "PERSON", "id": "ann", "aliases": ["C", "B"]}`, `{"kind": "PERSON", "id": "ann", "aliases": ["D", "C"]}`},
			want: []string{"aliases=[A B C D]; name=Ann; "}},
		{name: "LaterWins", before: `{"kind": "PERSON", "id": "ann", "name": "Anna", "description": "old"}`,
			rows: []string{ann, `{"kind": "PERSON", "id": "ann", "name": "Anne"}`}, want: []string{"description=old; name=Anne; "},
			differs: []string{`f:2: "ann": name is "Anne" here and "Ann" in f:1; the later one holds`}},
		{name: "TextsKept", entry: keep, before: `{"kind": "PERSON", "id": "ann", "name": "Ann", "description": "x; y"}`,
			rows: []string{`{"kind": "PERSON", "id": "ann", "description": "y"}`, `{"kind": "PERSON", "id": "ann", "description": "z"}`},
			want: []string{"description=x; y; z; name=Ann; "}},
		{name: "ObjectsWhole", rows: []string{`{"kind": "CLAIM", "id": "c", "text": "T", "quantity": {"value": 200, "unit": "people", "qualifier": "NEARLY", "upper": 200}}`,
			`{"kind": "CLAIM", "id": "c", "quantity": {"value": 300, "unit": "people", "qualifier": "UNSTATED"}}`},
			want: []string{"quantity.qualifier=UNSTATED; quantity.unit=people; quantity.value=300; "}, lacks: []string{"quantity.upper=200"},
			differs: []string{`f:2: "c": quantity is qualifier "UNSTATED", unit "people", value 300 here and qualifier "NEARLY", unit "people", upper 200, value 200 in f:1; the later one holds`}},
		{name: "Tally", entry: tally, rows: []string{ann, `{"kind": "PERSON", "id": "ann", "name": "Anne", "aliases": ["Ann", "A"]}`, `{"kind": "PERSON", "id": "ann", "name": "Anne"}`, ann, `{"kind": "PERSON", "id": "ann", "name": "Ana"}`},
			want: []string{"aliases=[A Anne Ana]; name=Ann; "}},
		{name: "TallyOfOneRow", entry: tally, rows: []string{`{"kind": "PERSON", "id": "ann", "name": "Ann", "aliases": ["Ann"]}`}, want: []string{"id=ann; aliases=[]; name=Ann; "}},
		{name: "TallyOfRepeats", entry: tally, rows: []string{`{"kind": "PERSON", "id": "ann", "name": "Anne"}`, ann, ann, ann}, want: []string{"aliases=[Anne]; name=Ann; "}},
		{name: "TallyAndGraph", entry: tally, before: `{"kind": "PERSON", "id": "ann", "name": "Anna", "aliases": ["Ann"]}`, rows: []string{ann}, want: []string{"aliases=[Anna]; name=Ann; "}},
		{name: "Pair", before: ann + meeting + `{"relation": "ATTENDED", "from": "ann", "to": "m", "id": "attended:1", "role": "host"}`,
			rows: []string{`{"relation": "ATTENDED", "from": "ann", "to": "m", "role": "speaker"}`, `{"relation": "ATTENDED", "from": "ann", "to": "m", "role": "host", "presence": "REMOTE"}`},
			want: []string{"id=attended:1; source=ann; target=m; evidence=[]; presence=REMOTE; role=host; speaker; "}},
		{name: "PairNamedLater", rows: []string{ann + meeting + `{"relation": "ATTENDED", "from": "ann", "to": "m", "role": "host"}`, `{"relation": "ATTENDED", "from": "ann", "to": "m", "id": "attended:1"}`},
			want: []string{"id=attended:1; source=ann; target=m; evidence=[]; presence=UNKNOWN; role=host; "}},
		{name: "PairOfTwoNames", rows: []string{ann + meeting, `{"relation": "ATTENDED", "from": "ann", "to": "m", "id": "attended:1"}`, `{"relation": "ATTENDED", "from": "ann", "to": "m", "id": "attended:2"}`},
			want: []string{"id=attended:1;"}, rejects: []string{`f:3: id: "attended:2": there is one edge of ATTENDED from a node to another, and in f:2 its id is "attended:1"`}},
		{name: "PairNamedOtherwiseInTheGraph", before: ann + meeting + `{"relation": "ATTENDED", "from": "ann", "to": "m", "id": "attended:1"}`,
			rows:    []string{`{"relation": "ATTENDED", "from": "ann", "to": "m", "id": "attended:2"}`},
			rejects: []string{`f:1: id: "attended:2": there is one edge of ATTENDED from a node to another, and in the graph its id is "attended:1"`}},
		{name: "NameOfTwoPairs", rows: []string{ann + meeting + `{"relation": "ATTENDED", "from": "ann", "to": "m", "id": "attended:1"}`,
			`{"kind": "PERSON", "id": "bob", "name": "Bob"}` + "\n" + `{"relation": "ATTENDED", "from": "bob", "to": "m", "id": "attended:1"}`},
			lacks: []string{"bob"}, rejects: []string{`f:2: id: the edge "attended:1" is between other nodes in f:1`}},
		{name: "EdgeBetweenOthers", rows: []string{place("p") + place("q") + place("r") + `{"relation": "PART_OF", "from": "p", "to": "q", "id": "part_of:1"}`, `{"relation": "PART_OF", "from": "p", "to": "r", "id": "part_of:1"}`},
			want: []string{"source=p; target=q"}, rejects: []string{`f:2: id: the edge "part_of:1" is between other nodes in f:1`}},
		{name: "EdgeBetweenOthersInTheGraph", before: place("p") + place("q") + place("r") + `{"relation": "PART_OF", "from": "p", "to": "q", "id": "part_of:1"}`,
			rows: []string{`{"relation": "PART_OF", "from": "p", "to": "r", "id": "part_of:1"}`},
			want: []string{"source=p; target=q"}, rejects: []string{`f:1: id: the edge "part_of:1" is between other nodes, "p" and "q"`}},
		{name: "EdgesFirst", rows: []string{attended, meeting, ann}, want: []string{"source=ann; target=m"}},
		{name: "WithWhatItNeeds", rows: []string{saying, claim, document, appears, asserts}, want: []string{"source=a; target=c", "source=a; target=d"}},
		{name: "ChainOfWaiting", rows: []string{place("a") + within("a", "b"), place("b") + within("b", "c"), place("c") + within("c", "d"), place("d")},
			want: []string{"source=a; target=b", "source=b; target=c", "source=c; target=d"}},
		{name: "Circle", rows: []string{claim + document + said("x") + said("y") + said("z"), cites("x", "y"), cites("y", "z"), cites("z", "x") + ann},
			want: []string{"source=x; target=y", "source=y; target=z"}, lacks: []string{"source=z; target=x", "ann"}, rejects: []string{`f:4: `}},
		{name: "PlacesInACircle", rows: []string{place("a") + within("a", "b"), place("b") + within("b", "a")}, want: []string{"source=a; target=b", "source=b; target=a"}},
		{name: "Ring", rows: []string{
			meeting[:len(meeting)-2] + `, "evidence": ["a"]}`, claim + document + saying + asserts + appears + `{"relation": "SAID_IN", "from": "a", "to": "m"}`},
			want: []string{"id=m; aliases=[]; evidence=[a]; name=M; ", "source=a; target=m"}},
		{name: "RingThatBreaksARule", rows: []string{claim + document + ann, said("x") + cites("x", "y"), said("y") + cites("y", "x")}, want: []string{"id=ann"}, lacks: []string{"id=x;", "id=y;"},
			rejects: []string{`f:3: to: "x": edge "cites:`, `f:2: to: there is no node "y", neither`}},
		{name: "TwoPlacesAbove", rows: []string{place("a") + place("b") + place("c") + within("a", "b"), within("a", "c") + ann}, want: []string{"source=a; target=b"}, lacks: []string{"ann"},
			rejects: []string{`f:2: to: Place "a": its field partOf takes at most one edge of PART_OF`}},
		{name: "TwoKinds", rows: []string{ann, `{"kind": "PLACE", "id": "ann", "name": "Ann"}` + "\n" + place("p"), meeting}, want: []string{"id=ann; aliases=[]; name=Ann", "id=m;"}, lacks: []string{"id=p;"},
			rejects: []string{`f:2: kind: node "ann" is a Person in f:1 and cannot be a Place too`}},
		{name: "OtherKindInTheGraph", before: ann, rows: []string{`{"kind": "PLACE", "id": "ann", "name": "Ann"}`}, rejects: []string{`f:1: kind: node "ann" is a Person in the graph and cannot become a Place`}},
		{name: "UnknownKind", rows: []string{`{"kind": "PERSONS", "id": "p"}`, ann}, want: []string{"id=ann"}, rejects: []string{`f:1: kind: there is no kind "PERSONS"; did you mean "PERSON"?`}},
		{name: "SeveralFaults", entry: tally, rows: []string{`{"kind": "MEETING", "id": "m", "name": 7, "when": "2021-13"}` + "\n" + ann}, lacks: []string{"ann"},
			rejects: []string{`f:1: NAME: 7 must be a text in quotes`, `f:1: DATE: edtf: "2021-13" at byte 5: there is no month 13`}},
		{name: "OutOfRange", entry: tally, rows: []string{`{"kind": "PLACE", "id": "p", "name": "P", "coordinates": {"latitude": 95, "longitude": 1}}`, `{"kind": "PLACE", "id": "q", "name": "Q", "coordinates": {"latitude": -90, "longitude": 180}}`},
			want: []string{"coordinates.latitude=-90; coordinates.longitude=180; "}, lacks: []string{"id=p;"}, rejects: []string{`f:1: coordinates.latitude: it is 95 and must be from -90 to 90`}},
		{name: "NoSuchEnd", rows: []string{ann + attended, meeting + `{"relation": "ATTENDED", "from": "bob", "to": "m"}`}, lacks: []string{"id=m;", "id=ann"},
			rejects: []string{`f:2: from: there is no node "bob", neither in the rows nor in the graph`, `f:1: to: there is no node "m", neither`}},
		{name: "NodeOfARejectedRow", rows: []string{ann + `{"relation": "ATTENDED", "from": "ann", "to": "none"}`, ann + meeting + attended}, want: []string{"id=ann", "source=ann; target=m"},
			rejects: []string{`f:1: to: there is no node "none"`}},
		{name: "ValueOfARejectedRow", before: `{"kind": "PERSON", "id": "ann", "name": "Ann", "aliases": ["X"]}`, rows: []string{ann, `{"kind": "PERSON", "id": "ann", "name": "Bad", "aliases": ["Bad"]}` + "\n" + `{"relation": "ATTENDED", "from": "ann", "to": "none"}`},
			want: []string{"aliases=[X]; name=Ann; "}, rejects: []string{`f:2: to: there is no node "none"`}},
		{name: "WrongEnd", rows: []string{ann + meeting + `{"relation": "ATTENDED", "from": "m", "to": "ann"}`}, lacks: []string{"ann"},
			rejects: []string{`f:1: from: "m" is of kind Meeting, and an edge of ATTENDED has there one of kind`, `f:1: to: "ann" is of kind Person`}},
		{name: "WrongReference", rows: []string{ann + `{"kind": "MEETING", "id": "m", "name": "M", "evidence": ["ann"]}`}, rejects: []string{`f:1: evidence: "ann" is of kind Person, and Meeting has there one of kind Assertion`}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			onEach(t, func(t *testing.T, st store.Store, o *ontology.Ontology) {
				if _, err := load.File(t.Context(), st, o, "before", strings.NewReader(tt.before)); err != nil {
					t.Fatal(err)
				}
				var c told
				rows := texts(t, tt.entry, tt.rows...)
				s := imported(t, st, o, rows, c.options())
				all := everything(t, st, o)
				graph := strings.Join(all, "\n")
				for _, want := range tt.want {
					if !strings.Contains(graph, want) {
						t.Errorf("the graph is\n%s\nand lacks %s", graph, want)
					}
				}
				for _, lack := range tt.lacks {
					if strings.Contains(graph, lack) {
						t.Errorf("the graph is\n%s\nand has %s", graph, lack)
					}
				}
				compare(t, "rejects", c.lines(), tt.rejects)
				var differs []string
				for _, d := range c.differs {
					differs = append(differs, d.String())
				}
				compare(t, "differences", differs, tt.differs)
				again := imported(t, st, o, rows, load.Batched(load.Options{}, 1))
				if d := cmp.Diff(all, everything(t, st, o)); d != "" {
					t.Errorf("importing again changes something:\n%s", d)
				}
				if again.Rejected != s.Rejected || again.Differences != s.Differences {
					t.Errorf("importing again: %+v; at first %+v", again, s)
				}
			})
		})
	}
}
