package storetest

import (
	"slices"
	"strings"

	"parley/graph/store"
)

// condCases are about conditions.
func condCases() []readCase {
	return slices.Concat(logicCases(), compareCases(), foldCases(), duringCases(), someCases(), chainCases())
}

const everyone = "ann bob cid dee eve fay gus"

func person(c cond) store.Query { return nodes("Person", where(c)) }
func event(c cond) store.Query  { return nodes("Event", where(c)) }

func logicCases() []readCase {
	return []readCase{
		{"and of nothing", person(and()), everyone},
		{"or of nothing", person(or()), ""},
		{"not or of nothing", person(not(or())), everyone},
		{"and", person(and(eq("size", int64(3)), eq("sure", true))), "ann"},
		{"or", person(or(eq("size", int64(1)), eq("sure", true))), "ann cid"},
		{"not", person(not(eq("size", int64(3)))), "cid dee eve fay gus"},
		{"not not", person(not(not(eq("size", int64(3))))), "ann bob"},
		{"absent is never equal, and not that holds", person(not(eq("name", "Ann"))), "bob cid dee fay gus"},
		{"absent is neither above nor below", person(or(is("name", store.AtLeast, ""), is("name", store.AtMost, ""))), "ann bob dee eve fay gus"},
		{"kinds", nodes("Person Group", where(ofKinds("Group Place"))), "g1 g2"},
		{"no kinds", nodes("Person Group", where(ofKinds(""))), ""},
		{"property of another kind", nodes("Person Group", where(not(exists("tags")))), "bob cid dee eve fay g1 g2 gus"},
	}
}

func compareCases() []readCase {
	return []readCase{
		{"eq is as written", person(eq("name", "ann")), ""},
		{"eq of a float", person(eq("weight", 0.5)), "ann"},
		{"eq of a great int", person(eq("size", int64(1<<63-1))), "dee"},
		{"eq of its neighbour", person(eq("size", int64(1<<63-2))), ""},
		{"eq of a list", person(eq("aliases", "Annie")), "ann"},
		{"any of", person(is("name", store.AnyOf, []string{"Ann", "Änn", "x"})), "ann dee eve"},
		{"any of none", person(is("name", store.AnyOf, []string{})), ""},
		{"not any of none", person(not(is("name", store.AnyOf, []string{}))), everyone},
		{"any of ints", person(is("size", store.AnyOf, []int64{3, -1})), "ann bob eve"},
		{"any of floats", person(is("weight", store.AnyOf, []float64{2, 0.5})), "ann dee"},
		{"any of in a list", person(is("tags", store.AnyOf, []string{"OLD", "ODD"})), "ann"},
		{"at least, text", person(is("name", store.AtLeast, "\uFF21")), "fay gus"},
		{"at most, text", person(is("name", store.AtMost, "Bob Lee")), "ann bob eve"},
		{"at least, int", person(is("size", store.AtLeast, int64(3))), "ann bob dee"},
		{"at most, float", person(is("weight", store.AtMost, -1.5)), "bob"},
		{"exists", person(exists("name")), "ann bob dee eve fay gus"},
		{"exists of a list", person(exists("aliases")), "ann"},
		{"exists of a bool that is false", person(exists("sure")), "ann bob"},
		{"exists of a time", person(exists("born")), "ann cid"},
		{"a reference", person(eq("home", "kab")), "ann bob"},
		{"one of references", nodes("Person Event", where(eq("seen", "ann"))), "m5"},
		{"part of a value", nodes("Place", where(is("quantity.value", store.AtLeast, int64(7)))), "kab"},
		{"default", event(eq("mode", "UNKNOWN")), "m4 m5"},
	}
}

func foldCases() []readCase {
	return []readCase{
		{"prefix folds", person(is("name", store.Prefix, "ÄN")), "ann dee eve gus"},
		{"prefix folds beyond the Basic Multilingual Plane", person(is("name", store.Prefix, "\U00010428N")), "fay"},
		{"prefix across words", person(is("name", store.Prefix, "bob l")), "bob"},
		{"prefix is no pattern", person(is("name", store.Prefix, "%")), ""},
		{"prefix is no other pattern", person(is("name", store.Prefix, "a*")), ""},
		{"prefix of nothing", person(is("name", store.Prefix, "")), "ann bob dee eve fay gus"},
		{"contains folds", person(is("name", store.Contains, "B L")), "bob"},
		{"contains, ß", nodes("Place", where(is("name", store.Contains, "ASS"))), "room"},
		{"contains is no pattern", person(is("name", store.Contains, "_")), ""},
		{"contains in a list", person(is("aliases", store.Contains, ". l")), "ann"},
		{"contains nothing, in a list", person(is("aliases", store.Contains, "")), "ann"},
		{"prefix in a list is of an element", person(is("aliases", store.Prefix, "a. ")), "ann"},
		{"prefix without what marks leave", nodes("Place", where(is("name", store.Prefix, "كَا"))), "land"},
	}
}

func duringCases() []readCase {
	return []readCase{
		{"during a day", event(during("when", "2021-08-15")), "m1 m2 m5"},
		{"during an hour, possibly", event(during("when", "2021-08-15T12:00:00")), "m1 m2 m5"},
		{"during an hour, certainly", event(during("when", "2021-08-15T12:00:00", certain)), "m2"},
		{"during the last second", event(during("when", "2021-08-15T23:59:59")), "m1 m5"},
		{"during the second before", event(during("when", "2021-08-14T23:59:59")), "m4"},
		{"during what is before all", event(during("when", "0001")), "m4"},
		{"during an open window", event(during("when", "2021-08-15T12:00:01/..")), "m1 m5"},
		{"during, undated too", event(during("when", "2021-08-15", certain, undated)), "m1 m2 m3 m5"},
		{"not during", event(not(during("when", "2021-08-15"))), "m3 m4"},
		{"not during, undated too", event(not(during("when", "2021-08-15", undated))), "m4"},
		{"an open end goes on", nodes("Group", where(during("when", "2050", certain))), "g1"},
		{"an unknown start, possibly", edges("KNOWS", where(during("edge.when", "1900"))), "knows:6"},
		{"an unknown start, certainly", edges("KNOWS", where(during("edge.when", "1900", certain))), ""},
		{"during, of kinds without a time", nodes("Person Group", where(during("when", "1900", undated))), everyone[:24] + "g2 gus"},
	}
}

func someCases() []readCase {
	knows := func(c cond) store.Query { return nodes("Person", where(someEnd(out("KNOWS"), "Person", c))) }
	return []readCase{
		{"some", knows(nil), "ann bob cid dee"},
		{"some, with a node", knows(eq("size", int64(3))), "ann bob"},
		{"some, with an edge", knows(is("edge.weight", store.AtLeast, 2.0)), "ann"},
		{"some, edge and node at once", knows(and(exists("edge.weight"), eq("name", "Ann"))), ""},
		{"some, back", nodes("Person", where(someEnd(in("KNOWS"), "Person", id("ann")))), "ann bob cid"},
		{"some, both", nodes("Person", where(someEnd(both("KNOWS"), "Person", id("cid")))), "ann dee"},
		{"some of a kind", nodes("Event", where(someEnd(in("ATTENDED"), "Group", nil))), "m1"},
		{"some in some", knows(someEnd(in("KNOWS"), "Person", eq("edge.mode", "BATTLE"))), "cid"},
		{"the edge of some in some is the nearer one", knows(and(exists("edge.note"), someEnd(out("KNOWS"), "Person", not(exists("edge.note"))))), "ann"},
		{"none", nodes("Person", where(not(someEnd(both("KNOWS"), "Person", nil)))), "eve"},
		{"some below", nodes("Person", where(id("ann")), hop(once(out("ATTENDED")), "Event", where(someEnd(out("HELD_AT"), "Place", eq("name", "Kabul"))))), "ann(m1)"},
		{"some of a few", nodes("Person", where(someEnd(both("KNOWS"), "Person", or(id("cid", "nobody"))))), "ann dee"},
		{"none of a few", nodes("Person", where(not(someEnd(both("KNOWS"), "Person", or(id("cid")))))), "bob cid eve fay gus"},
		{"some of a few, found once", event(and(foundOnce(someEnd(in("ATTENDED"), "Person", id("bob", "cid"))), foundOnce(someEnd(in("ATTENDED"), "Person", and(id("ann", "nobody"), not(exists("edge.role"))))))), "m2 m3"},
		{"some below, found once", nodes("Person", where(id("ann")), hop(once(out("ATTENDED")), "Event", where(foundOnce(someEnd(in("ATTENDED"), "Person", id("cid", "eve")))))), "ann(m3 m5)"},
		{"some both, found once", nodes("Person", where(foundOnce(someEnd(both("KNOWS"), "Person", id("cid"))))), "ann dee"},
		{"some of a few, and some of others", event(and(someEnd(in("ATTENDED"), "Person", or(id("bob", "cid"))), someEnd(in("ATTENDED"), "Person", or(id("ann", "ann"))))), "m1 m2 m3"},
		{"some of a few, and of another kind", event(someEnd(in("ATTENDED"), "Group", or(id("ann", "g1")))), "m1"},
		{"some of a few below, within a window", nodes("Person", where(id("ann")), hop(once(out("ATTENDED")), "Event", where(and(
			someEnd(in("ATTENDED"), "Person", or(id("bob", "cid"))), during("when", "2021-08-15"))))), "ann(m1 m2)"},
		{"each", nodes("Event", where(eachEnd(in("ATTENDED"), "ann", "bob", "ann"))), "m1 m2"},
		{"each of none", event(eachEnd(in("ATTENDED"))), "m1 m2 m3 m4 m5"},
		{"each of somebody unknown", event(eachEnd(in("ATTENDED"), "ann", "nobody")), ""},
	}
}

func chainCases() []readCase {
	return []readCase{
		{"chain, itself included", nodes("Place", where(someEnd(chain(store.Out), "Place", id("kab")))), "kab room"},
		{"chain, back", nodes("Place", where(someEnd(chain(store.In), "Place", id("kab")))), "kab land"},
		{"chain, unknown id", nodes("Place", where(someEnd(chain(store.Out), "Place", id("nobody")))), ""},
		{"chain with a cycle", nodes("Place", where(someEnd(chain(store.Out), "Place", id("z")))), "x y z"},
		{"chain longer than MaxChain", nodes("Place", where(and(is("id", store.AtMost, "c01"), someEnd(chain(store.Out), "Place", id(link(store.MaxChain+2)))))), "c00 c01"},
		{"chain after a step", nodes("Event", where(someEnd(out("HELD_AT"), "Place", someEnd(chain(store.Out), "Place", id("land"))))), "m1 m2"},
		{"chain of several kinds", nodes("Person Group", where(someEnd(store.Chain{Relation: "MEMBER_OF"}, "Group", id("g2")))), "ann bob g1 g2"},
		{"chain, itself of another kind", nodes("Person", where(someEnd(store.Chain{Relation: "MEMBER_OF"}, "Group", nil))), "ann bob"},
	}
}

func chain(d store.Direction) store.Chain { return store.Chain{Relation: "PART_OF", Direction: d} }

// searchCases are about Text.
func searchCases() []readCase {
	const all = "Event Group Person Place"
	return []readCase{
		{"search, by score, name and id", find("ann", all), "ann,4 eve,4 g2,4 dee,4 gus,4 g1,3"},
		{"search for nothing", find("", all), ""},
		{"search for marks only", find(" -% ", all), ""},
		{"search finds nothing", find("nowhere", all), ""},
		{"search, prefix of the last word", find("an", all), "ann,3 eve,3 g1,3 g2,3 dee,3 gus,3"},
		{"search, other words whole", find("an lee", all), ""},
		{"search, in a note", find("harb", all), "g1,3 m1,1 ann,1"},
		{"search, words in any order", find("lee bob", all), "bob,2"},
		{"search, name and alias together", find("annie ann", all), "ann,2"},
		{"search, name and note together", find("harbour ann", all), "g1,2 ann,1"},
		{"search, a word twice", find("ann ann", all), "ann,2 eve,2 g1,2 g2,2 dee,2 gus,2"},
		{"search, an alias of two words", find("A LEE", all), "ann,4"},
		{"search, ß", find("strasse", all), "room,4"},
		{"search, without marks", find("كَابُل", all), "land,4"},
		{"search, no syntax", find("\"ann\" OR (bob*) NOT name:x", all), ""},
		{"search, quoted", find("\"Ann\" club*", all), "g1,4"},
		{"search of one kind", find("ann", "Group"), "g2,4 g1,3"},
		{"search with a condition", find("ann", all, where(exists("size"))), "ann,4 eve,4 dee,4 g1,3"},
		{"search, a page", find("ann", all, first(2), total), "ann,4 eve,4 > =6"},
		{"search, after", find("ann", all, after("eve", "", int64(4), "Ann"), first(2)), "< g2,4 dee,4 >"},
		{"search, before", find("ann", all, before("g1", "", int64(3), "Ann Club"), last(1)), "< gus,4 >"},
		{"search, by id", find("ann", all, order(store.Order{})), "ann,4 dee,4 eve,4 g1,3 g2,4 gus,4"},
		{"search and a hop", find("kabul", all, hop(in("HELD_AT"), "Event")), "kab,4(m1)"},
		{"search, a very long word", find(strings.Repeat("X", 70), all), "room,4"},
		{"search, the beginning of a very long word", find(strings.Repeat("x", 65), all), "room,3"},
		{"search, not the beginning of a very long word", find(strings.Repeat("x", 63)+" x", all), ""},
	}
}
