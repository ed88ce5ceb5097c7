package storetest

import "parley/graph/store"

// stepCases are about hops that are more than the edges of one relation.
func stepCases() []readCase {
	met := store.Through{First: out("ATTENDED"), Second: in("ATTENDED"), Kinds: []string{"Event"}, Time: "when"}
	single := store.Through{First: in("MEMBER_OF"), Second: in("MEMBER_OF"), Single: true, Kinds: []string{"Group"}, Time: "when"}
	meetings := met
	meetings.Where = store.Compare{Property: "mode", Op: store.Eq, Arg: 1}
	atLeast := func(n int64) func(b *builder) { // Sets it on the hop that is being built.
		return func(b *builder) { t := b.hop.Step.(store.Through); t.AtLeast = b.arg(n); b.hop.Step = t }
	}
	ann := where(id("ann"))
	annAfter := func(first any) opt { // "MEETING" is then the first of the Args.
		return func(b *builder) { b.arg(first); ann(b) }
	}
	count := fields("id group.count group.first group.last")
	byCount := order(store.Order{By: store.ByCount, Desc: true})
	pages := hop(store.Middle{}, "Event", by("when"), first(1), total)
	return []readCase{
		{"through", nodes("Person", ann, hop(met, "Person Group", count)), "ann(bob,2,2021-08-15,2021-08-15T12:00:00 cid,1,nil,nil eve,1,2021-08-15~,2021-08-15~ g1,1,2021-08-15,2021-08-15)"},
		{"through, each once", nodes("Group", where(id("g2")), hop(single, "Group Person", byCount, count, total)), "g2(ann,1,2021-08-14/..,2021-08-14/.. =1)"},
		{"through, to one kind", nodes("Person", ann, hop(met, "Group", count, total)), "ann(g1,1,2021-08-15,2021-08-15 =1)"},
		{"through, by count", nodes("Person", ann, hop(met, "Person Group", byCount, first(2), total, fields("id group.count"))), "ann(bob,2 cid,1 > =4)"},
		{"through, no more than the total", nodes("Person", ann, hop(met, "Person Group", byCount, first(0), noMore, total, fields("id group.count"))), "ann(=4)"},
		{"through, a page and the total", nodes("Person", ann, hop(met, "Person Group", byCount, first(1), noMore, total, fields("id group.count"))), "ann(bob,2 =4)"},
		{"through, after a count", nodes("Person", ann, hop(met, "Person Group", byCount, after("cid", "", int64(1)))), "ann(< eve g1)"},
		{"through, by first", nodes("Person", ann, hop(met, "Person Group", order(store.Order{By: store.ByFirst}))), "ann(bob eve g1 cid)"},
		{"through, by first, reversed", nodes("Person", ann, hop(met, "Person Group", order(store.Order{By: store.ByFirst, Desc: true}))), "ann(g1 eve bob cid)"},
		{"through, by last", nodes("Person", ann, hop(met, "Person Group", order(store.Order{By: store.ByLast}), last(2))), "ann(< bob cid)"},
		{"through, before a last", nodes("Person", ann, hop(met, "Person Group", order(store.Order{By: store.ByLast}), before("g1", "", day.From, day.To))), "ann(eve >)"},
		{"through, at least", nodes("Person", ann, hop(met, "Person Group", atLeast(2), total)), "ann(bob =1)"},
		{"through, at least none", nodes("Person", ann, hop(met, "Group", atLeast(0))), "ann(g1)"},
		{"through, with a middle", nodes("Person", annAfter("MEETING"), hop(meetings, "Person", count)), "ann(bob,2,2021-08-15,2021-08-15T12:00:00)"},
		{"through, and the middle", nodes("Person", ann, hop(met, "Person", byCount, pages)), "ann(bob(m1 > =2) cid(m3 =1) eve(m5 =1))"},
		{"through, and the middle that counts", nodes("Person", annAfter("BATTLE"), hop(meetings, "Person", hop(store.Middle{}, "Event"))), "ann(cid(m3))"},
		{"through, and on from the far end", nodes("Person", ann, hop(met, "Person Group", hop(out("MEMBER_OF"), "Group", on("Person"), last(1)))), "ann(bob(g2) cid() eve() g1())"},
		{"through, nobody meets himself", nodes("Person", where(id("cid", "dee")), hop(met, "Person")), "cid(ann) dee()"},
		{"through a loop", nodes("Person", where(id("bob")), hop(store.Through{First: out("KNOWS"), Second: both("KNOWS"), Kinds: []string{"Person"}}, "Person", fields("id group.count"))), "bob(ann,1 cid,1)"},

		{"chain, itself first", nodes("Place", where(id("room", "land")), hop(chain(store.Out), "Place")), "land(land) room(room kab land)"},
		{"chain, back from it", nodes("Place", where(id("kab")), hop(chain(store.In), "Place", total)), "kab(kab room =2)"},
		{"chain, either way", nodes("Place", where(id("kab")), hop(chain(store.Both), "Place")), "kab(kab land room)"},
		{"chain with a cycle, each once", nodes("Place", where(id("x")), hop(chain(store.Out), "Place")), "x(x y z)"},
		{"chain, with a condition", nodes("Place", where(id("room")), hop(chain(store.Out), "Place", where(not(id("kab"))))), "room(room land)"},
		{"chain over other kinds", nodes("Person", ann, hop(store.Chain{Relation: "MEMBER_OF"}, "Group")), "ann(g1 g2)"},
		{"chain, as long as it may be", nodes("Place", where(id("c03")), hop(chain(store.Out), "Place", noRows, total)), "c03(=32)"},
		{"chain, longer", nodes("Place", where(id("c00")), hop(chain(store.Out), "Place", total, fields(""))), "c00(                                =32)"},
		{"chain and on", nodes("Place", where(id("room")), hop(chain(store.Out), "Place", hop(in("HELD_AT"), "Event"))), "room(room(m2) kab(m1) land())"},

		{"reference", nodes("Person", where(id("ann", "cid", "eve")), hop(store.Ref{Property: "home"}, "Place", onlyOne)), "ann(kab) cid() eve(land)"},
		{"references, each once", nodes("Person", ann, hop(store.Ref{Property: "seen"}, "Person Place", total)), "ann(bob kab =2)"},
		{"references to one kind", nodes("Person", ann, hop(store.Ref{Property: "seen"}, "Person", total)), "ann(bob =1)"},
		{"references by name", nodes("Person", ann, hop(store.Ref{Property: "seen"}, "Person Place", byDesc("name"), first(1))), "ann(kab >)"},
		{"reference of an edge", nodes("Person", ann, hop(out("KNOWS"), "Person", byEdge, hop(store.Ref{Of: store.OfEdge, Property: "home"}, "Place", onlyOne))), "ann(bob() bob(kab) ann() cid())"},
		{"references of a root edge", edges("ATTENDED", first(2), hop(store.Ref{Of: store.OfEdge, Property: "seen"}, "Place Person", last(1))), "attended:1(< kab) attended:2() >"},

		{"hop of some kinds", nodes("Person Group", where(id("ann", "g1")), hop(out("KNOWS"), "Person", on("Person"), first(1), total)), "ann(ann > =4) g1(=0)"},
		{"zero page of the others", nodes("Person Group", where(id("ann", "g1")), hop(out("ATTENDED"), "Event", on("Person"), after("m4", "attended:x"))), "ann(< m5) g1()"},
		{"hop of another kind's property", nodes("Group Place", where(id("g1", "kab")), hop(store.Ref{Property: "home"}, "Place", on("Group"), onlyOne)), "g1() kab()"},
		{"three hops", nodes("Person", ann, hop(once(out("ATTENDED")), "Event", last(1), hop(once(in("ATTENDED")), "Person", first(2), hop(both("KNOWS"), "Person", last(1), fields("edge.id id"))))), "ann(< m5(ann(< knows:5,cid) eve()))"},
		{"two hops side by side", nodes("Event", where(id("m1")), hop(in("ATTENDED"), "Person Group", by("edge.role"), fields("edge.role id")), hop(out("HELD_AT"), "Place", onlyOne)), "m1(Speaker,ann guest,bob nil,bob nil,g1)(kab)"},
	}
}

// followedCases are about the edges that a Through follows.
func followedCases() []readCase {
	ann := where(id("ann"))
	annAfter := func(first any) opt {
		return func(b *builder) { b.arg(first); ann(b) }
	}
	guests := store.Through{First: out("ATTENDED"), Second: in("ATTENDED"), Kinds: []string{"Event"}, Time: "when"}
	guests.Edges = store.Not{Cond: store.Compare{Of: store.OfEdge, Property: "role", Op: store.Eq, Arg: 1}}
	guests.Folds = []store.Fold{{Name: "seen", Property: "seen", By: store.CountDistinct}}
	knows := store.Through{First: out("KNOWS"), Second: both("KNOWS"), Kinds: []string{"Person"}, Folds: []store.Fold{
		{Name: "mode", Property: "mode", By: store.Foremost, Values: []string{"BATTLE", "MEETING", "UNKNOWN"}},
		{Name: "any", Property: "sure", By: store.AnyTrue},
		{Name: "every", Property: "sure", By: store.EveryTrue},
		{Name: "among", Property: "sure", By: store.EveryTrue, Among: "sure"},
	}}
	return []readCase{
		{"through, with edges that hold", nodes("Person", annAfter("Speaker"), hop(guests, "Person", fields("id group.count group.first group.seen"))), "ann(bob,1,2021-08-15T12:00:00,0 cid,1,nil,0 eve,1,2021-08-15~,0)"},
		{"through, with either edge", nodes("Person", annAfter("guest"), hop(guests, "Person Group", fields("id group.count group.seen"), hop(store.Middle{}, "Event"))), "ann(bob,2,2(m1 m2) cid,1,0(m3) eve,1,0(m5) g1,1,2(m1))"},
		{"through, edges folded", nodes("Person", ann, hop(knows, "Person", fields("id group.count group.mode group.any group.every group.among"))), "ann(bob,1,UNKNOWN,true,false,false cid,1,UNKNOWN,true,false,true dee,1,BATTLE,true,false,true)"},
	}
}
