package derivetest

import (
	"fmt"
	"slices"

	"parley/graph/store"
)

// A test is a transaction on a graph, which is refused with a fault or allowed, and
// the times that edges then have, and the provenance of nodes and edges.
type test struct {
	name   string
	before []batch
	then   batch
	fault  string
	times  map[string]string
	stands map[string]string
}

func cases() []test {
	return slices.Concat(single(), bounds(), pairs(), chains(), sharing(), refs(), times(), stands(), settled())
}

func person(id string) store.Change { return node("Person", id, "name", id) }

// saying is a Saying that says a Thesis.
func saying(id, thesis string) []store.Change {
	return []store.Change{node("Saying", id), edge("says:"+id, id, thesis)}
}

func all(lists ...[]store.Change) batch { return of(slices.Concat(lists...)...) }

// single are the rules that need only the change itself, and the ends.
func single() []test {
	half := func(name string, v any) store.Change {
		return store.PutNode{Node: store.Node{ID: "t", Kind: "Thesis", Props: map[string]any{name: v}}}
	}
	whole := store.PutNode{Node: store.Node{ID: "t", Kind: "Thesis", Props: map[string]any{"figure.value": 1.5, "figure.unit": "people"}}}
	return []test{
		{name: "HiddenProperty", before: []batch{of(person("p"), node("Event", "e"))},
			then: of(edge("came:1", "p", "e", "effective", "2021")), fault: "effective is derived"},
		{name: "HalfObject", then: of(half("figure.value", 1.5)), fault: "figure.unit must have a value"},
		{name: "SmallestObject", then: of(half("figure.unit", "people"))},
		{name: "WholeObject", then: of(whole)},
		{name: "HalfObjectOnEdge", before: []batch{of(node("Thesis", "t"))},
			then: of(store.PutEdge{Edge: store.Edge{ID: "linked:1", Relation: "LINKED", Source: "t", Target: "t",
				Props: map[string]any{"weight.value": 1.0}}}), fault: "weight.unit must have a value"},
		{name: "AgainstItself", before: []batch{of(node("Thesis", "t"))}, then: of(edge("rivals:1", "t", "t")), fault: `edge "rivals:1": "t" cannot contradict itself`},
		{name: "AgainstItselfInNFC", before: []batch{of(node("Thesis", "\u00e9"))}, then: of(edge("rivals:1", "\u00e9", "e\u0301")), fault: "cannot contradict itself"},
		{name: "WrongSource", before: []batch{of(node("Task", "x"), node("Event", "e"))},
			then: of(edge("came:1", "x", "e")), fault: "came:1"},
		{name: "WrongTarget", before: []batch{of(node("Task", "x"), person("p"))},
			then: of(edge("came:1", "p", "x")), fault: "came:1"},
	}
}

// pairs are of the relation that a @through field follows.
func pairs() []test {
	came := []batch{of(person("p"), person("q"), node("Event", "e"), node("Event", "f")), of(edge("came:1", "p", "e"))}
	return []test{
		{name: "PairTwice", before: came, then: of(edge("came:2", "p", "e")), fault: `"p" and "e" have an edge of CAME already, "came:1"`},
		{name: "PairMovedTogether", before: append(came, of(edge("came:2", "p", "f"))), then: of(edge("came:2", "p", "e")), fault: "may have one only"},
		{name: "PairTwiceAtANewNode", before: came, then: of(node("Event", "g"), edge("came:2", "p", "g"), edge("came:3", "p", "g")),
			fault: `"came:3": "p" and "g" have an edge of CAME already, "came:2"`},
		{name: "PairTwiceInTwoWrites", before: came, then: batch{{node("Event", "g"), edge("came:2", "p", "g")}, {edge("came:3", "p", "g")}}, fault: "may have one only"},
		{name: "PairAgain", before: came, then: of(edge("came:1", "p", "e"))},
		{name: "OtherPairs", before: came, then: of(edge("came:2", "q", "e"), edge("came:3", "p", "f"))},
		{name: "PairReplaced", before: came, then: of(store.DeleteEdge{ID: "came:1"}, edge("came:2", "p", "e"))},
	}
}

func bounds() []test {
	theses := of(node("Thesis", "t"), node("Thesis", "u"))
	led := []batch{of(person("p"), person("q"), node("Event", "e"), node("Event", "f")), of(edge("led:1", "p", "e"))}
	said := []batch{theses, of(saying("s", "t")...)}
	return []test{
		{name: "MissingEdge", then: of(node("Saying", "s")), fault: `"s": its field thesis`},
		{name: "EdgeInALaterWrite", before: []batch{theses}, then: batch{{node("Saying", "s")}, {edge("says:1", "s", "t")}}},
		{name: "SecondEdge", before: said, then: of(edge("says:2", "s", "u")), fault: `"says:2" and "says:s"`},
		{name: "SecondEdgeToTheSame", before: said, then: of(edge("says:2", "s", "t")), fault: `"s": its field thesis`},
		{name: "EdgeInPlaceOfAnother", before: said, then: of(edge("says:2", "s", "u"), store.DeleteEdge{ID: "says:s"})},
		{name: "LastEdgeDeleted", before: said, then: of(store.DeleteEdge{ID: "says:s"}), fault: `"s": its field thesis`},
		{name: "NodeDeletedWithItsEdge", before: said, then: of(store.DeleteEdge{ID: "says:s"}, store.DeleteNode{ID: "s"})},
		{name: "EdgeTurnedAway", before: append(said, of(saying("r", "t")...)), then: of(edge("says:s", "r", "t")), fault: `"r": its field thesis`},
		{name: "EdgeTurnedToANewNode", before: said, then: of(node("Saying", "r"), edge("says:s", "r", "t")), fault: `"s": its field thesis`},
		{name: "SecondEdgeOfANewNode", before: []batch{theses}, then: all(saying("s", "t"), []store.Change{edge("says:2", "s", "u")}), fault: `"says:2" and "says:s"`},
		{name: "EdgeOfANewNodeReplaced", before: []batch{theses}, then: batch{saying("s", "t"), {store.DeleteEdge{ID: "says:s"}, edge("says:2", "s", "u")}}},
		{name: "TwoAtTheTarget", before: led, then: of(edge("led:2", "q", "e")), fault: `"e": its field leader`},
		{name: "TwoAtTheSource", before: led, then: of(edge("led:2", "p", "f"))},
		{name: "TurnedToAnother", before: append(led, of(edge("led:2", "p", "f"))), then: of(edge("led:1", "p", "f")), fault: `"f": its field leader`},
		{name: "PutAgain", before: said, then: of(saying("s", "t")...)},
	}
}

// tasks are a chain of tasks numbered from one to another, each needing the next.
func tasks(from, to int) (b []store.Change) {
	for i := from; i <= to; i++ {
		b = append(b, node("Task", fmt.Sprintf("t%02d", i)))
	}
	for i := from; i < to; i++ {
		b = append(b, need(i, i+1))
	}
	return b
}

func need(i, j int) store.Change {
	return edge(fmt.Sprintf("needs:%02d-%02d", i, j), fmt.Sprintf("t%02d", i), fmt.Sprintf("t%02d", j))
}

func chains() []test {
	return []test{
		{name: "LongestChain", then: of(tasks(1, 32)...)},
		{name: "ChainTooLong", then: of(tasks(1, 33)...), fault: "more nodes than 32"},
		{name: "ChainTooLongAtItsEnd", before: []batch{of(tasks(1, 32)...), of(tasks(33, 33)...)}, then: of(need(32, 33)), fault: "needs:32-33"},
		{name: "ChainTooLongAtItsBeginning", before: []batch{of(tasks(2, 33)...), of(tasks(1, 1)...)}, then: of(need(1, 2)), fault: "needs:01-02"},
		{name: "ChainsJoined", before: []batch{of(tasks(1, 16)...), of(tasks(17, 32)...)}, then: of(need(16, 17))},
		{name: "ChainsJoinedTooLong", before: []batch{of(tasks(1, 16)...), of(tasks(17, 33)...)}, then: of(need(16, 17)), fault: "needs:16-17"},
		{name: "MuchTooLong", before: []batch{of(tasks(1, 30)...), of(tasks(31, 60)...), of(tasks(61, 90)...)},
			then: of(need(30, 31), need(60, 61)), fault: "more nodes than 32"},
		// The long way round is too long, though the ends are near.
		{name: "ChainTooLongBesideAShortcut", before: []batch{of(tasks(1, 20)...), of(tasks(21, 33)...), of(need(1, 20), need(21, 33))},
			then: of(need(20, 21)), fault: "needs:20-21"},
		{name: "OldEdgePutAgain", before: []batch{of(tasks(1, 32)...)}, then: of(need(16, 17))},
		{name: "SelfLoop", before: []batch{of(tasks(1, 1)...)}, then: of(need(1, 1)), fault: "cycle"},
		{name: "CycleOfTwo", before: []batch{of(tasks(1, 2)...)}, then: of(need(2, 1)), fault: `"needs:02-01": it closes a cycle`},
		{name: "CycleOfMany", before: []batch{of(tasks(1, 9)...)}, then: of(need(9, 1)), fault: "needs:09-01"},
		{name: "CycleThroughTwoNewEdges", before: []batch{of(tasks(1, 3)...), of(tasks(4, 6)...)}, then: of(need(3, 4), need(6, 1)), fault: "cycle"},
		{name: "CycleOpenedInTheSameTransaction", before: []batch{of(tasks(1, 3)...)}, then: batch{{need(3, 1)}, {store.DeleteEdge{ID: "needs:01-02"}}}},
		{name: "EdgeTurnedIntoACycle", before: []batch{of(tasks(1, 3)...)}, then: of(edge("needs:02-03", "t02", "t01")), fault: "cycle"},
		{name: "Diamond", before: []batch{of(tasks(1, 4)...)}, then: of(need(1, 3), need(1, 4), need(2, 4))},
		{name: "ParallelEdges", before: []batch{of(tasks(1, 2)...)}, then: of(edge("needs:again", "t01", "t02"))},
	}
}

func sharing() []test {
	said := []batch{of(node("Thesis", "t"), node("Thesis", "u")), all(saying("a", "t"), saying("b", "t"), saying("c", "u"))}
	cited := append(said, of(edge("cites:1", "a", "b")))
	return []test{
		{name: "SameThesis", before: said, then: of(edge("cites:1", "a", "b"))},
		{name: "AnotherThesis", before: said, then: of(edge("cites:1", "a", "c")), fault: `"cites:1": both ends of CITES`},
		{name: "SourceTurned", before: cited, then: of(edge("says:a", "a", "u")), fault: `"cites:1": both ends of CITES`},
		{name: "TargetTurned", before: cited, then: of(edge("says:b", "b", "u")), fault: `"cites:1": both ends of CITES`},
		{name: "TargetPutInAnotherWay", before: cited, then: batch{{store.DeleteEdge{ID: "says:b"}}, {edge("says:x", "b", "u")}}, fault: `"cites:1": both ends of CITES`},
		{name: "BothTurned", before: cited, then: of(edge("says:a", "a", "u"), edge("says:b", "b", "u"))},
		{name: "TurnedAndNotCiting", before: cited, then: of(edge("says:a", "a", "u"), store.DeleteEdge{ID: "cites:1"})},
		{name: "CitesTurned", before: cited, then: of(edge("cites:1", "a", "c")), fault: `"cites:1": both ends of CITES`},
		{name: "SharesWithItselfButCites", before: said, then: of(edge("cites:1", "c", "c")), fault: "cycle"},
	}
}

func refs() []test {
	some := []batch{all([]store.Change{node("Thesis", "t"), node("Event", "e"), person("p")}, saying("s", "t"))}
	came := append(some, of(edge("came:1", "p", "e", "forWhom", "p", "evidence", "s")))
	return []test{
		{name: "NodeRefers", before: some, then: of(node("Event", "f", "evidence", "s", "host", "p"))},
		{name: "NodeRefersWrongly", before: some, then: of(node("Event", "f", "host", "s")), fault: `host refers to "s", which is of kind Saying and must be Person`},
		{name: "NodeRefersWronglyAmongOthers", before: some, then: of(node("Event", "f", "evidence", "s t")), fault: `evidence refers to "t"`},
		{name: "EdgeRefers", before: some, then: of(edge("came:1", "p", "e", "forWhom", "p", "evidence", "s"))},
		{name: "EdgeRefersWrongly", before: some, then: of(edge("came:1", "p", "e", "forWhom", "e")), fault: `"came:1": forWhom refers to "e"`},
		{name: "EdgeRefersWronglyAmongOthers", before: some, then: of(edge("came:1", "p", "e", "evidence", "p s")), fault: `evidence refers to "p"`},
		{name: "ReferredToBecomesAnotherKind", before: came,
			then: of(store.DeleteEdge{ID: "says:s"}, store.DeleteNode{ID: "s"}, node("Task", "s")), fault: `"came:1": evidence refers to "s"`},
		{name: "ReferredToByANodeBecomesAnotherKind", before: append(some, of(person("h"), node("Event", "f", "host", "h"))),
			then: of(store.DeleteNode{ID: "h"}, node("Task", "h")), fault: `"f": host refers to "h"`},
		{name: "ReferredToIsMadeAnew", before: append(some, of(person("h"), node("Event", "f", "host", "h"))),
			then: of(store.DeleteNode{ID: "h"}, person("h"))},
	}
}

func times() []test {
	some := []batch{of(person("p"), node("Event", "e", "when", "2021"), node("Event", "undated"), node("Thesis", "t", "about", "1990"), node("Thesis", "u"))}
	said := append(some, all(saying("s", "t")), of(edge("told_at:1", "s", "e")))
	return []test{
		{name: "OwnTime", before: some, then: of(edge("came:1", "p", "e", "when", "2020")), times: map[string]string{"came:1": "2020"}},
		{name: "TimeOfTheTarget", before: some, then: of(edge("came:1", "p", "e")), times: map[string]string{"came:1": "2021"}},
		{name: "TimeOfNeither", before: some, then: of(edge("came:1", "p", "undated")), times: map[string]string{"came:1": ""}},
		{name: "NoTimeOfItsOwn", before: some, then: of(edge("led:1", "p", "e")), times: map[string]string{"led:1": "2021"}},
		{name: "SourceBeforeTarget", before: said, then: of(node("Saying", "s", "saidAt", "2022")), times: map[string]string{"told_at:1": "2022", "says:s": "2022"}},
		{name: "TargetAfterSource", before: said, then: of(person("q")), times: map[string]string{"told_at:1": "2021", "says:s": "1990"}},
		{name: "SourceLosesItsTime", before: append(said, of(node("Saying", "s", "saidAt", "2022"))), then: of(node("Saying", "s")),
			times: map[string]string{"told_at:1": "2021", "says:s": "1990"}},
		{name: "TargetLosesItsTime", before: said, then: of(node("Event", "e")), times: map[string]string{"told_at:1": ""}},
		{name: "TimeOfTheTargetChanges", before: append(some, of(person("q"), edge("came:1", "p", "e"), edge("came:2", "q", "e", "when", "2020"))),
			then: of(node("Event", "e", "when", "2023")), times: map[string]string{"came:1": "2023", "came:2": "2020"}},
		{name: "OwnTimeGone", before: append(some, of(edge("came:1", "p", "e", "when", "2020"))), then: of(edge("came:1", "p", "e")),
			times: map[string]string{"came:1": "2021"}},
		{name: "OwnTimeComes", before: append(some, of(edge("came:1", "p", "e"))), then: of(edge("came:1", "p", "e", "when", "2020")),
			times: map[string]string{"came:1": "2020"}},
		{name: "Turned", before: append(some, of(edge("came:1", "p", "e"))), then: of(edge("came:1", "p", "undated")), times: map[string]string{"came:1": ""}},
		{name: "NewNodeTimedLater", before: some, then: batch{{node("Event", "f"), edge("came:1", "p", "f")}, {node("Event", "f", "when", "2022")}},
			times: map[string]string{"came:1": "2022"}},
		{name: "EndTimedBehindTheEdge", before: some, then: of(edge("came:1", "p", "undated"), node("Event", "undated", "when", "2022")),
			times: map[string]string{"came:1": "2022"}},
		{name: "SelfLoop", before: some, then: of(edge("linked:1", "t", "t")), times: map[string]string{"linked:1": "1990"}},
		{name: "OtherValuesStay", before: append(some, all(saying("s", "t")), of(edge("came:1", "p", "e", "evidence", "s", "forWhom", "p"))),
			then: of(node("Event", "e", "when", "2024")), times: map[string]string{"came:1": "2024"}},
	}
}
