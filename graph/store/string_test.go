package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/edtf"
)

func TestQueryString(t *testing.T) {
	along := Along{Relation: "ATTENDED"}
	back := Along{Relation: "ATTENDED", Direction: In}
	name := []Field{{Name: "name"}, {Of: OfEdge, Name: "role"}}
	q := Query{Args: []any{"ann", int64(25), edtf.Window{From: 1, To: 2}, []string{"a"}, Position{ID: "x"}}, Select: &Selection{
		Kinds: []string{"Person", "Place"}, Text: 1,
		Where: And{
			Or{}, Not{Compare{Property: "name", Op: Prefix, Arg: 1}}, Kinds{"Person"}, Compare{Of: OfEdge, Property: "role", Op: Exists},
			During{Property: "when", Window: 3, Certain: true, Undated: true},
			Some{Step: Chain{Relation: "PART_OF"}, Kinds: []string{"Place"}, Where: Compare{Property: "id", Op: AnyOf, Arg: 4}},
			Some{Step: along, Kinds: []string{"Event"}}, Each{Step: back, IDs: 4},
		},
		Pick: Pick{
			Rows: true, Total: true, Positions: true, Fields: []Field{{Name: "id"}, {Of: OfMatch, Name: "score"}},
			Order: Order{By: ByScore}, After: 5, Before: 5, First: 2,
			Hops: []*Hop{
				{On: []string{"Person"}, Step: along, Kinds: []string{"Event"}, One: true, Pick: Pick{Rows: true, Fields: name}},
				{
					Step:  Through{First: along, Second: back, Kinds: []string{"Event"}, Where: Kinds{}, Time: "when", AtLeast: 2},
					Kinds: []string{"Person"}, Where: And{},
					Pick: Pick{Order: Order{By: ByCount, Desc: true}, Last: 2, Hops: []*Hop{{Step: Middle{}, Kinds: []string{"Event"}}}},
				},
				{Step: Along{Relation: "KNOWS", Direction: Both, Distinct: true}, Kinds: []string{"Person"}},
				{Step: Ref{Of: OfEdge, Property: "seen"}, Kinds: []string{"Place"}},
				{Step: End{Source: true}, Kinds: []string{"Person"}},
				{Step: End{}, Kinds: []string{"Event"}, Pick: Pick{Order: Order{By: ByTime, Property: "when", Edges: true}}},
			},
		},
	}}
	const want = `nodes Person Place text $1
	where and(or(), not(node.name prefix $1), kinds(Person), edge.role exists, node.when during $3 certain undated, some(chain PART_OF out to Place where node.id any of $4), some(along ATTENDED out to Event), each(along ATTENDED in in $4))
	rows, total, positions, by score, after $5, before $5, first $2
	fields node.id match.score
	hop one on Person along ATTENDED out to Event
		rows, by id
		fields node.name edge.role
	hop through (along ATTENDED out, along ATTENDED in, middle Event where kinds(), time when, at least $2) to Person
		where and()
		by count desc, last $2
		hop middle to Event
			by id
	hop along KNOWS both distinct to Person
		by id
	hop ref edge.seen to Place
		by id
	hop source to Person
		by id
	hop target to Event
		by time node.when edges
$1 = "ann"
$2 = 25
$3 = window 1 to 2
$4 = []string{"a"}
$5 = store.Position{Keys:[]interface {}(nil), ID:"x", Edge:""}
`
	if d := cmp.Diff(want, q.String()); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	edges := Selection{Relations: []string{"KNOWS"}, Pick: Pick{Rows: true}}
	if got, want := edges.String(), "edges KNOWS\n\trows, by id\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestUnknownWords(t *testing.T) {
	for _, got := range []string{Of(9).String(), Op(9).String(), By(9).String(), Direction(9).String()} {
		if got != "unknown(9)" {
			t.Errorf("got %q", got)
		}
	}
}
