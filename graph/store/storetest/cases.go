package storetest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph/store"
)

// A readCase is a query of the world and its answer as show writes it.
type readCase struct {
	name  string
	query store.Query
	want  string
}

// reads asks all the cases, first each by itself and then all in one Read.
func reads(t *testing.T, s store.Store) {
	cases := append(rowCases(), pageCases()...)
	cases = append(cases, condCases()...)
	cases = append(cases, stepCases()...)
	cases = append(cases, followedCases()...)
	cases = append(cases, searchCases()...)
	var all []store.Query
	for _, c := range cases {
		all = append(all, c.query)
		t.Run(c.name, func(t *testing.T) {
			pages, err := s.Read(t.Context(), c.query)
			if err != nil {
				t.Fatalf("%v\n%s", err, c.query)
			}
			if len(pages) != 1 {
				t.Fatalf("got %d pages", len(pages))
			}
			if got := show(&pages[0], &c.query.Select.Pick); got != c.want {
				t.Errorf("got  %s\nwant %s\n%s", got, c.want, c.query)
			}
		})
	}
	t.Run("all in one Read", func(t *testing.T) {
		pages, err := s.Read(t.Context(), all...)
		if err != nil {
			t.Fatal(err)
		}
		var got, want []string
		for i := range pages {
			got = append(got, show(&pages[i], &cases[i].query.Select.Pick))
		}
		for _, c := range cases {
			want = append(want, c.want)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	})
	t.Run("no query", func(t *testing.T) {
		if pages, err := s.Read(t.Context()); err != nil || len(pages) != 0 {
			t.Errorf("got %d pages and the error %v", len(pages), err)
		}
	})
}

// rowCases are about which rows there are, what they hold and their order.
func rowCases() []readCase {
	ann := where(id("ann"))
	dee := where(id("dee"))
	return []readCase{
		{"unknown id", nodes("Person", where(id("nobody"))), ""},
		{"no id", nodes("Person", where(id())), ""},
		{"ids are a set", nodes("Person", where(id("bob", "ann", "bob"))), "ann bob"},
		{"id of another kind", nodes("Group", where(id("ann"))), ""},
		{"several kinds", nodes("Place Group", where(id("kab", "g1", "ann")), fields("kind id")), "Group,g1 Place,kab"},
		{"values", nodes("Person", ann, fields("name size weight sure aliases tags home born when rank")),
			"Ann,3,0.5,true,[Annie A. Lee],[NEW OLD],kab,1950,nil,nil"},
		{"absent values", nodes("Person", where(id("cid")), fields("name weight sure aliases home born")), "nil,nil,nil,[],nil,1950-06"},
		{"properties of other kinds", nodes("Place Person", where(id("ann", "kab")), fields("quantity.unit quantity.value size tags")),
			"nil,nil,3,[NEW OLD] km,7,nil,[]"},
		{"edge values", edges("MEMBER_OF", fields("edge.relation edge.source edge.target edge.tags edge.quantity.value")),
			"MEMBER_OF,ann,g1,[OLD],nil MEMBER_OF,g1,g2,[],1 MEMBER_OF,bob,g2,[],nil"},
		{"edge roots", edges("HELD_AT MEMBER_OF", fields("edge.id edge.tags"), where(eq("edge.id", "member_of:1"))), "member_of:1,[OLD]"},
		{"edge roots and their ends", edges("HELD_AT MEMBER_OF", first(3),
			hop(store.End{Source: true}, "Event Person"), hop(store.End{}, "Place Group", fields("name"))),
			"held_at:1(m1)(Kabul) held_at:2(m2)(Straße) member_of:1(ann)(Ann Club) >"},
		{"edge roots by time", edges("KNOWS", by("edge.when")),
			"knows:6 knows:4 knows:7 knows:8 knows:5 knows:1 knows:2 knows:3"},
		{"edge roots by time, reversed", edges("KNOWS", byDesc("edge.when")),
			"knows:2 knows:1 knows:5 knows:8 knows:7 knows:4 knows:6 knows:3"},

		{"self loop both ways", nodes("Person", ann, hop(both("KNOWS"), "Person", fields("edge.id id"))),
			"ann(knows:3,ann knows:1,bob knows:2,bob knows:4,bob knows:5,cid)"},
		{"self loop out", nodes("Person", ann, hop(out("KNOWS"), "Person", fields("edge.id"))), "ann(knows:3 knows:1 knows:2 knows:5)"},
		{"self loop in", nodes("Person", ann, hop(in("KNOWS"), "Person", fields("edge.id"))), "ann(knows:3 knows:4)"},
		{"edges keep their direction", nodes("Person", where(id("cid")), hop(both("KNOWS"), "Person", fields("edge.source edge.target"))),
			"cid(ann,cid cid,dee)"},
		{"distinct", nodes("Person", ann, hop(once(both("KNOWS")), "Person", total)), "ann(ann bob cid =3)"},
		{"parallel edges", nodes("Person", ann, hop(out("KNOWS"), "Person", where(id("bob")), total)), "ann(bob bob =2)"},
		{"edges by their ids", nodes("Person", ann, hop(both("KNOWS"), "Person", byEdge, fields("edge.id"))),
			"ann(knows:1 knows:2 knows:3 knows:4 knows:5)"},
		{"edges by time", nodes("Person", ann, hop(both("KNOWS"), "Person", by("edge.when"), fields("edge.id"))),
			"ann(knows:4 knows:5 knows:1 knows:2 knows:3)"},
		{"edges by time, reversed", nodes("Person", ann, hop(both("KNOWS"), "Person", byDesc("edge.when"), fields("edge.id"))),
			"ann(knows:2 knows:1 knows:5 knows:4 knows:3)"},
		{"equal times by node", nodes("Person", dee, hop(out("KNOWS"), "Person", by("edge.when"))), "dee(fay gus)"},
		{"equal times by node, reversed", nodes("Person", dee, hop(out("KNOWS"), "Person", byDesc("edge.when"))), "dee(gus fay)"},
		{"equal times by edge", nodes("Person", dee, hop(out("KNOWS"), "Person", by("edge.when"), byEdge)), "dee(gus fay)"},
		{"equal times by edge, reversed", nodes("Person", dee, hop(out("KNOWS"), "Person", byDesc("edge.when"), byEdge)), "dee(fay gus)"},
		{"by a number of the edge", nodes("Person", ann, hop(both("KNOWS"), "Person", byDesc("edge.weight"), fields("edge.id"))),
			"ann(knows:2 knows:1 knows:3 knows:4 knows:5)"},
		{"by the far node", nodes("Person", ann, hop(once(both("KNOWS")), "Person", by("size"))), "ann(cid ann bob)"},

		{"by text", nodes("Person", by("name")), "ann eve bob dee gus fay cid"},
		{"by text, reversed", nodes("Person", byDesc("name")), "fay gus dee bob ann eve cid"},
		{"by int", nodes("Person", by("size")), "eve cid ann bob dee fay gus"},
		{"by int, reversed", nodes("Person", byDesc("size")), "dee ann bob cid eve fay gus"},
		{"by float", nodes("Person", by("weight"), first(3)), "bob ann dee >"},
		{"by bool", nodes("Person", by("sure"), first(3)), "bob ann cid >"},
		{"by bool, reversed", nodes("Person", byDesc("sure"), first(3)), "ann bob cid >"},
		{"by time", nodes("Event", by("when")), "m4 m1 m5 m2 m3"},
		{"by time, reversed", nodes("Event", byDesc("when")), "m2 m5 m1 m4 m3"},
		{"by a property of some kinds", nodes("Group Event", by("when")), "m4 g1 m1 m5 m2 g2 m3"},
		{"by a property of some kinds, reversed", nodes("Group Event", byDesc("when")), "m2 m5 m1 g1 m4 m3 g2"},
	}
}

// pageCases are about pages: their limits, their flags and their totals.
func pageCases() []readCase {
	ann := where(id("ann"))
	return []readCase{
		{"first", nodes("Person", first(2)), "ann bob >"},
		{"first, all", nodes("Person", first(7)), "ann bob cid dee eve fay gus"},
		{"first, one short", nodes("Person", first(6)), "ann bob cid dee eve fay >"},
		{"first 0", nodes("Person", first(0), total), "> =7"},
		{"first 0 of nothing", nodes("Person", first(0), where(id())), ""},
		{"last", nodes("Person", last(2), total), "< fay gus =7"},
		{"last, all", nodes("Person", last(7)), "ann bob cid dee eve fay gus"},
		{"last 0", nodes("Person", last(0)), "<"},
		{"after", nodes("Person", after("eve", ""), total), "< fay gus =7"},
		{"after all", nodes("Person", after("x", "")), "<"},
		{"after before all", nodes("Person", after("a", ""), first(1)), "< ann >"},
		{"before", nodes("Person", before("cid", ""), total), "ann bob > =7"},
		{"before and first", nodes("Person", before("cid", ""), first(1)), "ann >"},
		{"before and first, all", nodes("Person", before("cid", ""), first(2)), "ann bob >"},
		{"before and last", nodes("Person", before("dee", ""), last(2)), "< bob cid >"},
		{"before and last, all", nodes("Person", before("dee", ""), last(3)), "ann bob cid >"},
		{"after and last", nodes("Person", after("dee", ""), last(3)), "< eve fay gus"},
		{"after and before", nodes("Person", after("ann", ""), before("eve", "")), "< bob cid dee >"},
		{"after and before, first", nodes("Person", after("ann", ""), before("eve", ""), first(2)), "< bob cid >"},
		{"after and before that cross", nodes("Person", after("eve", ""), before("bob", "")), "< >"},
		{"after what is not there", nodes("Person", after("c", ""), first(1)), "< cid >"},
		{"after a key", nodes("Person", by("name"), after("ann", "", "Ann"), first(2)), "< eve bob >"},
		{"after a key that is not there", nodes("Person", by("name"), after("ann", "", "Anx")), "< bob dee gus fay cid"},
		{"after a key, reversed", nodes("Person", byDesc("name"), after("ann", "", "Ann")), "< eve cid"},
		{"after a letter below the surrogates", nodes("Person", by("name"), after("a", "", "\uFFFD")), "< fay cid"},
		{"after an absent key", nodes("Person", by("size"), after("fay", "", nil)), "< gus"},
		{"before an absent key", nodes("Person", byDesc("size"), before("fay", "", nil), last(1)), "< eve >"},
		{"after an int beyond floats", nodes("Person", by("size"), after("z", "", int64(1<<63-2))), "< dee fay gus"},
		{"after a float", nodes("Person", byDesc("weight"), after("bob", "", 0.5)), "< bob cid eve fay gus"},
		{"before a bool", nodes("Person", by("sure"), before("ann", "", true)), "bob >"},
		{"after a time", nodes("Event", by("when"), after("m1", "", day.From, day.To)), "< m5 m2 m3"},
		{"after a time, reversed", nodes("Event", byDesc("when"), after("m5", "", day.From, day.To)), "< m1 m4 m3"},
		{"after an open start", nodes("Event", by("when"), after("m4", "", openStart.From, openStart.To), first(1)), "< m1 >"},
		{"after no time, reversed", nodes("Group Event", byDesc("when"), after("m3", "", nil, nil)), "< g2"},
		{"after an edge", nodes("Person", ann, hop(both("KNOWS"), "Person", after("bob", "knows:1"), first(2), fields("edge.id"))),
			"ann(< knows:2 knows:4 >)"},
		{"after an edge's time", nodes("Person", ann, hop(both("KNOWS"), "Person", byDesc("edge.when"), byEdge,
			after("", "knows:2", day.From, day.To), fields("edge.id"))), "ann(< knows:1 knows:5 knows:4 knows:3)"},
		{"before an edge root", edges("KNOWS", by("edge.when"), before("", "knows:2", day.From, day.To), last(2)), "< knows:5 knows:1 >"},
		{"pages below each row", nodes("Person", first(3), hop(out("KNOWS"), "Person", first(1), total)),
			"ann(ann > =4) bob(ann =1) cid(dee =1) >"},
		{"no rows", nodes("Person", noRows, total), "=7"},
		{"no rows below", nodes("Person", first(2), hop(once(out("KNOWS")), "Person", noRows, total)), "ann(=3) bob(=1) >"},
		{"one", nodes("Person", ann, hop(out("KNOWS"), "Person", onlyOne, byDesc("edge.weight"), fields("edge.id"))), "ann(knows:2)"},
		{"one of none", nodes("Person", where(id("gus")), hop(out("KNOWS"), "Person", onlyOne)), "gus()"},
		{"total of edges and of nodes", nodes("Person", where(id("bob")), hop(out("ATTENDED"), "Event", total, first(1)),
			hop(once(out("ATTENDED")), "Event", total, first(1))), "bob(m1 > =3)(m1 > =2)"},
	}
}

var (
	day       = period("2021-08-15").Window()
	openStart = period("../2021-08-14").Window()
)
