package neo4j_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/store"
	"parley/graph/store/neo4j"
	"parley/graph/store/storetest"
)

var update = flag.Bool("update", false, "write testdata anew")

func ids(a store.Arg) store.Cond {
	return store.Compare{Of: store.OfNode, Property: "id", Op: store.AnyOf, Arg: a}
}

func node(names ...string) (fields []store.Field) {
	for _, name := range names {
		fields = append(fields, store.Field{Of: store.OfNode, Name: name})
	}
	return fields
}

var attended = store.Along{Relation: "ATTENDED", Direction: store.Out}

// withinWindow leads to what took place within the window $4 and to which any of $1 came.
func withinWindow() *store.Hop {
	came := store.Along{Relation: "ATTENDED", Direction: store.In}
	return &store.Hop{Step: attended, Kinds: []string{"Event"}, Pick: store.Pick{Rows: true, Fields: node("id")}, Where: store.And{
		store.Some{Step: came, Kinds: []string{"Group", "Person"}, Where: store.Or{ids(1)}},
		store.During{Property: "when", Window: 4},
	}}
}

// withSome leads to that to which any of some ids came, found once.
func withSome(a store.Arg) *store.Hop {
	came := store.Along{Relation: "ATTENDED", Direction: store.In}
	return &store.Hop{Step: attended, Kinds: []string{"Event"}, Pick: store.Pick{Rows: true, Fields: node("id")}, Where: store.Some{
		Step: came, Kinds: []string{"Group", "Person"}, Where: ids(a), Once: true,
	}}
}

// selections are some of the shapes that a Selection can have, over the schema of the
// conformance suite. $1 is a list of ids in all.
var selections = map[string]*store.Selection{
	"list by name": {
		Kinds: []string{"Person"},
		Pick: store.Pick{Rows: true, Total: true, Positions: true, Fields: node("id", "name"), First: 2, After: 3,
			Order: store.Order{By: store.ByProperty, Property: "name"}},
	},
	"list of two kinds by time": {
		Kinds: []string{"Event", "Group"},
		Where: store.During{Property: "when", Window: 3},
		Pick: store.Pick{Rows: true, Fields: node("id", "kind", "when"), First: 2,
			Order: store.Order{By: store.ByTime, Property: "when", Desc: true}},
	},
	"edges and their ends": {
		Relations: []string{"ATTENDED", "MEMBER_OF"},
		Where:     store.Compare{Of: store.OfEdge, Property: "seen", Op: store.AnyOf, Arg: 1},
		Pick: store.Pick{Rows: true, Total: true, Fields: []store.Field{{Of: store.OfEdge, Name: "relation"}, {Of: store.OfEdge, Name: "source"}},
			Hops: []*store.Hop{{Step: store.End{}, Kinds: []string{"Event", "Group"}, One: true, Pick: store.Pick{Rows: true, Fields: node("id")}}}},
	},
	"newest events of a person and who came": {
		Kinds: []string{"Person"},
		Where: ids(1),
		Pick: store.Pick{Rows: true, Fields: node("id"), Hops: []*store.Hop{{
			Step: attended, Kinds: []string{"Event"},
			Pick: store.Pick{Rows: true, Total: true, First: 2, Fields: node("id", "title"), Order: store.Order{By: store.ByTime, Property: "when", Desc: true},
				Hops: []*store.Hop{{
					Step: store.Along{Relation: "ATTENDED", Direction: store.In}, Kinds: []string{"Group", "Person"},
					Where: store.Compare{Of: store.OfEdge, Property: "role", Op: store.Eq, Arg: 3},
					Pick:  store.Pick{Rows: true, Total: true, First: 2, Fields: node("id", "name"), Order: store.Order{By: store.ByProperty, Of: store.OfEdge, Property: "role"}},
				}}},
		}}},
	},
	"what some of a few came to within a window": {
		Kinds: []string{"Person"},
		Where: ids(1),
		Pick:  store.Pick{Rows: true, Fields: node("id"), Hops: []*store.Hop{withinWindow()}},
	},
	"what one came to with some of a few": {
		Kinds: []string{"Person"},
		Where: ids(1),
		Pick:  store.Pick{Rows: true, Fields: node("id"), Hops: []*store.Hop{withSome(2)}},
	},
	"who met whom": {
		Kinds: []string{"Person"},
		Where: ids(1),
		Pick: store.Pick{Rows: true, Fields: node("id"), Hops: []*store.Hop{{
			Step: store.Through{First: attended, Second: store.Along{Relation: "ATTENDED", Direction: store.In}, Kinds: []string{"Event"}, Time: "when",
				Where: store.Compare{Property: "mode", Op: store.Eq, Arg: 4}, AtLeast: 3},
			Kinds: []string{"Group", "Person"},
			Pick: store.Pick{Rows: true, Total: true, First: 2, Order: store.Order{By: store.ByCount, Desc: true},
				Fields: []store.Field{{Of: store.OfNode, Name: "id"}, {Of: store.OfGroup, Name: "count"}, {Of: store.OfGroup, Name: "last"}},
				Hops:   []*store.Hop{{Step: store.Middle{}, Kinds: []string{"Event"}, Pick: store.Pick{Rows: true, Fields: node("id"), First: 2}}}},
		}}},
	},
	"first and last of those whom one met most": {
		Kinds: []string{"Person"},
		Where: ids(1),
		Pick: store.Pick{Rows: true, Fields: node("id"), Hops: []*store.Hop{{
			Step: store.Through{First: attended, Second: store.Along{Relation: "ATTENDED", Direction: store.In}, Single: true, Kinds: []string{"Event"}, Time: "when",
				Where: store.Compare{Property: "mode", Op: store.Eq, Arg: 4}, Edges: store.Compare{Of: store.OfEdge, Property: "role", Op: store.Eq, Arg: 3}},
			Kinds: []string{"Group", "Person"},
			Pick: store.Pick{Rows: true, First: 2, Order: store.Order{By: store.ByCount, Desc: true}, Fields: []store.Field{
				{Of: store.OfNode, Name: "id"}, {Of: store.OfGroup, Name: "count"}, {Of: store.OfGroup, Name: "first"}, {Of: store.OfGroup, Name: "last"}}},
		}}},
	},
	"events in a place at any depth": {
		Kinds: []string{"Event"},
		Where: store.And{
			store.Some{Step: store.Along{Relation: "HELD_AT"}, Kinds: []string{"Place"}, Where: store.Some{
				Step: store.Chain{Relation: "PART_OF"}, Kinds: []string{"Place"}, Where: ids(1)}},
			store.Not{Cond: store.Compare{Property: "weight", Op: store.AtLeast, Arg: 3}},
		},
		Pick: store.Pick{Rows: true, Fields: node("id"), First: 2},
	},
	"search": {
		Kinds: []string{"Group", "Person", "Place"}, Text: 3,
		Pick: store.Pick{Rows: true, Total: true, Positions: true, First: 2, Order: store.Order{By: store.ByScore},
			Fields: []store.Field{{Of: store.OfNode, Name: "id"}, {Of: store.OfMatch, Name: "score"}}},
	},
	"a chain of places": {
		Kinds: []string{"Place"}, Where: ids(1),
		Pick: store.Pick{Rows: true, Fields: node("quantity.unit"), Hops: []*store.Hop{{
			Step: store.Chain{Relation: "PART_OF"}, Kinds: []string{"Place"},
			Pick: store.Pick{Rows: true, Fields: node("id"), Order: store.Order{By: store.ByDistance}},
		}}},
	},
}

// TestCypher holds the texts of statements as they are in testdata. A change there is a
// change of what the database does.
func TestCypher(t *testing.T) {
	for name, s := range selections {
		t.Run(name, func(t *testing.T) {
			got, err := neo4j.Statement(storetest.Schema(), s)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", strings.ReplaceAll(name, " ", "_")+".cypher")
			if *update {
				if err := os.WriteFile(file, []byte(got+"\n"), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got+"\n"); d != "" {
				t.Errorf("the statement has changed (-update writes it): %s", d)
			}
		})
	}
}

// TestUnknown sees that no name that the schema lacks comes into a statement.
func TestUnknown(t *testing.T) {
	pick := store.Pick{Rows: true}
	field := func(of store.Of, name string) *store.Selection {
		return &store.Selection{Kinds: []string{"Person"}, Pick: store.Pick{Rows: true, Fields: []store.Field{{Of: of, Name: name}}}}
	}
	hop := func(step store.Step, kinds ...string) *store.Selection {
		return &store.Selection{Kinds: []string{"Person"}, Pick: store.Pick{Rows: true, Hops: []*store.Hop{{Step: step, Kinds: kinds, Pick: pick}}}}
	}
	where := func(c store.Cond) *store.Selection {
		return &store.Selection{Kinds: []string{"Person"}, Where: c, Pick: pick}
	}
	const bad = "x`) DETACH DELETE n //"
	for name, s := range map[string]*store.Selection{
		"nothing":           {Pick: pick},
		"text of edges":     {Relations: []string{"KNOWS"}, Text: 1, Pick: pick},
		"kind":              {Kinds: []string{bad}, Pick: pick},
		"relation":          {Relations: []string{bad}, Pick: pick},
		"field":             field(store.OfNode, bad),
		"edge of a node":    field(store.OfEdge, "id"),
		"score of no match": field(store.OfMatch, "score"),
		"count of no group": field(store.OfGroup, "count"),
		"hop's relation":    hop(store.Along{Relation: bad}, "Event"),
		"hop's kind":        hop(attended, bad),
		"chain":             hop(store.Chain{Relation: bad}, "Event"),
		"ref":               hop(store.Ref{Property: "name"}, "Event"),
		"middle of nothing": hop(store.Middle{}, "Event"),
		"end of a node":     hop(store.End{}, "Event"),
		"through":           hop(store.Through{First: store.Along{Relation: bad}, Second: attended, Kinds: []string{"Event"}}, "Person"),
		"middle of a page":  hop(store.Through{First: attended, Second: attended, Kinds: []string{bad}, Time: "when"}, "Person"),
		"compare":           where(store.Compare{Property: bad, Op: store.Exists}),
		"compare a time":    where(store.Compare{Property: "born", Op: store.Eq, Arg: 1}),
		"prefix":            where(store.Compare{Property: "note", Op: store.Prefix, Arg: 1}),
		"during":            where(store.During{Property: "name", Window: 1}),
		"kinds":             where(store.Some{Step: attended, Kinds: []string{bad}}),
		"some's relation":   where(store.Some{Step: store.Chain{Relation: bad}, Kinds: []string{"Place"}}),
		"each":              where(store.Each{Step: store.Along{Relation: bad}, IDs: 1}),
		"order":             {Kinds: []string{"Person"}, Pick: store.Pick{Rows: true, Order: store.Order{By: store.ByProperty, Property: bad}}},
		"order by a list":   {Kinds: []string{"Person"}, Pick: store.Pick{Rows: true, Order: store.Order{By: store.ByProperty, Property: "aliases"}}},
		"order by count":    {Kinds: []string{"Person"}, Pick: store.Pick{Rows: true, Order: store.Order{By: store.ByCount}}},
	} {
		if text, err := neo4j.Statement(storetest.Schema(), s); !errors.Is(err, store.ErrInvalid) {
			t.Errorf("%s: got %v and\n%s", name, err, text)
		}
	}
}

func TestKept(t *testing.T) {
	// In the order of code points.
	texts := []string{"", "a", "a\u007F", "a\u00E9", "a\uD7FF", "a\uE000", "a\uFF21", "a\uFFFD", "a\uFFFE", "a\uFFFF", "a\uFFFFb",
		"a\U00010000", "a\U00010000a", "a\U00010000\U00010FFF", "a\U00010400", "a\U0001F600", "a\U000E0041", "a\U0010FFFF", "b"}
	for i, s := range texts {
		if got := neo4j.Meant(neo4j.Kept(s)); got != s {
			t.Errorf("%+q comes back as %+q", s, got)
		}
		for _, r := range neo4j.Kept(s) {
			if r > 0xFFFF {
				t.Errorf("%+q is kept with %+q in it", s, r)
			}
		}
		if i > 0 && neo4j.Kept(texts[i-1]) >= neo4j.Kept(s) {
			t.Errorf("%+q is kept behind %+q", texts[i-1], s)
		}
	}
	if got := neo4j.Kept("\uFF08株\uFF09 ﷺ"); got != "\uFF08株\uFF09 ﷺ" {
		t.Errorf("a text without rare characters is changed to %+q", got)
	}
	if n := len(neo4j.Kept("\U0010FFFF")); n > 6 {
		t.Errorf("a character takes %d bytes", n)
	}
}
