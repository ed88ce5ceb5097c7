package derivetest

import (
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
)

// says is a Saying of a Thesis, as in "report t in:times by:ann cites:word SURE NO": its id,
// the Thesis, and then where it stands, who said it, what it passes on and how.
func says(line string) []store.Change {
	words := strings.Fields(line)
	id := words[0]
	var props []string
	edges := []store.Change{edge("says:"+id, id, words[1])}
	for _, w := range words[2:] {
		what, far, _ := strings.Cut(w, ":")
		switch what {
		case "in":
			edges = append(edges, edge("printed_in:"+id, id, far))
		case "by":
			edges = append(edges, edge("spoken_by:"+id, id, far))
		case "cites":
			edges = append(edges, edge("cites:"+id, id, far))
		case "YES", "NO":
			props = append(props, "polarity", what)
		default:
			props = append(props, "certainty", what)
		}
	}
	return append([]store.Change{node("Saying", id, props...)}, edges...)
}

// world is what sayings are about, by and in.
func world() []store.Change {
	return []store.Change{
		node("Thesis", "t"), node("Thesis", "u"), node("Event", "e"), node("Hall", "h"), person("ann"), person("bob"),
		node("Nameless", "one"), node("Nameless", "other"), node("Paper", "times"), node("Paper", "post"), node("Paper", "sun"),
	}
}

// said are sayings, in the order of the lines but all nodes first.
func said(lines ...string) []store.Change {
	var nodes, edges []store.Change
	for _, line := range lines {
		all := says(line)
		nodes, edges = append(nodes, all[0]), append(edges, all[1:]...)
	}
	return append(nodes, edges...)
}

// behind is a case of a Thesis t, of which some things are said, in one Write with it and
// again in a later transaction.
func behind(name, want string, lines ...string) []test {
	all := map[string]string{"t": want}
	return []test{
		{name: name, then: of(append(world(), said(lines...)...)...), stands: all},
		{name: name + "Later", before: []batch{of(world()...)}, then: of(said(lines...)...), stands: all},
	}
}

// stands are what stands behind what: for each sentence what it means.
func stands() []test {
	ten := []string{"word t by:ann"}
	world := world()
	for i := range 10 {
		paper := fmt.Sprintf("paper%d", i)
		world = append(world, node("Paper", paper))
		ten = append(ten, fmt.Sprintf("s%d t in:%s cites:word LIKELY", i, paper))
	}
	tests := []test{{name: "TenPapersOneSource", before: []batch{of(world...)}, then: of(said(ten...)...), stands: map[string]string{
		"t": "10 documents, 1 origins, LIKELY", "cites:s1": "1 documents, 1 origins, LIKELY", "spoken_by:word": "0 documents, 1 origins, SURE",
	}}}
	var many []string
	for i := range 130 { // More than a list that a client writes may have.
		tests[0].before[0][0] = append(tests[0].before[0][0], node("Paper", fmt.Sprintf("of%d", i)))
		many = append(many, fmt.Sprintf("m%d t in:of%d", i, i))
	}
	tests = append(tests, test{name: "ManyDocuments", before: tests[0].before, then: of(said(many...)...), stands: map[string]string{"t": "130 documents, 130 origins, SURE"}})
	for _, more := range [][]test{
		behind("NothingSaid", "0 documents, 0 origins"),
		behind("OneSays", "1 documents, 1 origins, SURE", "a t by:ann in:times"),
		behind("NobodySays", "0 documents, 1 origins, MAYBE", "a t MAYBE"),
		behind("InnerLinkIsNoChain", "1 documents, 1 origins, MAYBE", "word t by:ann SURE", "a t in:times cites:word MAYBE"),
		behind("LeastOfAChain", "2 documents, 1 origins, MAYBE", "word t by:ann in:sun MAYBE", "a t in:times cites:word LIKELY"),
		behind("PassedOnWithoutAHedge", "2 documents, 1 origins, LIKELY", "word t by:ann LIKELY", "b t in:sun cites:word SURE", "a t in:times cites:b SURE"),
		behind("BestOfChains", "2 documents, 2 origins, LIKELY", "a t by:ann in:times MAYBE", "b t by:bob in:post LIKELY"),
		behind("SameSpeaker", "2 documents, 1 origins, SURE", "a t by:ann in:times", "b t by:ann in:post"),
		behind("SameDocument", "1 documents, 1 origins, SURE", "a t in:times", "b t in:times"),
		behind("SpeakersInOneDocument", "1 documents, 2 origins, SURE", "a t by:ann in:times", "b t by:bob in:times"),
		behind("DocumentAndSpeaker", "1 documents, 2 origins, SURE", "a t by:ann in:times", "b t in:times"),
		behind("SameUnnamed", "1 documents, 2 origins, SURE, anonymous", "a t by:one in:times", "b t by:one in:times"),
		behind("EveryChainAnonymous", "2 documents, 2 origins, SURE, anonymous", "w t by:one", "a t in:times cites:w", "b t by:other in:post"),
		behind("OneChainNamed", "2 documents, 2 origins, SURE", "w t by:one", "a t in:times cites:w", "b t by:bob in:post"),
		behind("AnonymousOnTheWay", "2 documents, 1 origins, SURE, anonymous", "w t by:ann", "v t by:one in:post cites:w", "a t in:times cites:v"),
		behind("Denied", "1 documents, 1 origins, SURE, disputed", "a t in:times", "b t in:post NO"),
		behind("OnlyDenied", "0 documents, 0 origins, disputed", "b t in:post NO"),
		behind("DenialsGiveNoChain", "1 documents, 1 origins, LIKELY, disputed", "a t in:times LIKELY", "w t by:ann NO", "b t in:post cites:w NO"),
	} {
		tests = append(tests, more...)
	}
	return slices.Concat(tests, disputes(), edgesStand())
}

// disputes are of claims that cannot both be so.
func disputes() []test {
	one, two := said("a t in:times"), said("b u in:post")
	rivals := edge("rivals:1", "t", "u")
	both := map[string]string{"t": "1 documents, 1 origins, SURE, disputed", "u": "1 documents, 1 origins, SURE, disputed", "says:a": "1 documents, 1 origins, SURE, disputed"}
	rest := map[string]string{"t": "1 documents, 1 origins, SURE", "u": "0 documents, 0 origins, disputed", "says:a": "1 documents, 1 origins, SURE"}
	none := map[string]string{"t": "1 documents, 1 origins, SURE", "u": "1 documents, 1 origins, SURE", "says:b": "1 documents, 1 origins, SURE"}
	return []test{
		{name: "Contradicts", then: of(slices.Concat(world(), one, two, []store.Change{rivals})...), stands: both},
		{name: "ContradictsLater", before: []batch{of(slices.Concat(world(), one, two)...)}, then: of(rivals), stands: both},
		{name: "RivalSaidLater", before: []batch{of(append(slices.Concat(world(), one), rivals)...)}, then: of(two...), stands: both},
		{name: "NewRivalOfAnOldClaim", before: []batch{of(slices.Concat(world(), one)...)},
			then:   of(slices.Concat([]store.Change{node("Thesis", "v")}, said("b v in:post"), []store.Change{edge("rivals:1", "v", "t")})...),
			stands: map[string]string{"t": both["t"], "v": both["u"], "says:a": both["says:a"]}},
		{name: "RivalNobodySays", then: of(append(slices.Concat(world(), one), rivals)...), stands: rest},
		{name: "RivalDenied", before: []batch{of(append(slices.Concat(world(), one, two), rivals)...)}, then: of(node("Saying", "b", "polarity", "NO")), stands: rest},
		{name: "RivalryGone", before: []batch{of(append(slices.Concat(world(), one, two), rivals)...)}, then: of(store.DeleteEdge{ID: "rivals:1"}), stands: none},
		{name: "RivalryTurned", before: []batch{of(append(slices.Concat(world(), one, two), node("Thesis", "v"), rivals)...)}, then: of(edge("rivals:1", "t", "v")),
			stands: map[string]string{"t": none["t"], "u": none["u"], "v": "0 documents, 0 origins, disputed"}},
	}
}

// edgesStand are of edges and events: evidence of their own, or that of what they leave.
func edgesStand() []test {
	start := slices.Concat(world(), said("word t by:ann", "a t in:times cites:word LIKELY", "b u by:bob in:post MAYBE", "d u in:sun NO"))
	came := func(evidence string) store.Change { return edge("came:1", "ann", "e", "evidence", evidence) }
	alone := func(name, want string, c store.Change) []test {
		id := "came:1"
		all := map[string]string{id: want}
		return []test{
			{name: name, then: of(append(slices.Clone(start), c)...), stands: all},
			{name: name + "Later", before: []batch{of(start...)}, then: of(c), stands: all},
		}
	}
	event := node("Event", "f", "evidence", "a")
	held := edge("held_in:f", "f", "h")
	stands := map[string]string{"f": "1 documents, 1 origins, LIKELY", "held_in:f": "1 documents, 1 origins, LIKELY"}
	return slices.Concat(
		alone("NoEvidence", "0 documents, 0 origins", edge("came:1", "ann", "e")),
		alone("Evidence", "1 documents, 1 origins, LIKELY", came("a")),
		alone("EvidenceOfTwoClaims", "2 documents, 2 origins, LIKELY, disputed", came("a b")),
		alone("InnerLinkAsEvidenceBesideItsChain", "1 documents, 1 origins, LIKELY", came("a word")),
		alone("InnerLinkAloneAsEvidence", "0 documents, 1 origins, SURE", came("word")),
		alone("EvidenceTwice", "1 documents, 1 origins, LIKELY", came("a a")),
		alone("DenialAsEvidence", "0 documents, 0 origins, disputed", came("d")),
		[]test{
			{name: "Event", then: of(append(slices.Clone(start), event, held)...), stands: stands},
			{name: "EventLater", before: []batch{of(start...)}, then: of(event, held), stands: stands},
			{name: "EventGetsEvidence", before: []batch{of(append(slices.Clone(start), node("Event", "f"), held)...)}, then: of(event), stands: stands},
			{name: "EventKeepsEvidence", before: []batch{of(append(slices.Clone(start), event, held)...)}, then: of(node("Event", "f", "evidence", "a", "when", "2021")), stands: stands},
			{name: "EventLosesEvidence", before: []batch{of(append(slices.Clone(start), event, held)...)}, then: of(node("Event", "f")),
				stands: map[string]string{"f": "0 documents, 0 origins", "held_in:f": "0 documents, 0 origins"}},
			{name: "EventBecomesAThesis", before: []batch{of(append(slices.Clone(start), event)...)}, then: of(store.DeleteNode{ID: "f"}, node("Thesis", "f")),
				stands: map[string]string{"f": "0 documents, 0 origins"}},
			{name: "ThesisBecomesAnEvent", before: []batch{of(append(slices.Clone(start), node("Thesis", "f"), edge("rivals:1", "f", "t"))...)},
				then: of(store.DeleteEdge{ID: "rivals:1"}, store.DeleteNode{ID: "f"}, event, held), stands: stands},
			{name: "NothingToStandOn", then: of(node("Task", "x"), node("Task", "y"), edge("needs:1", "x", "y"), person("p"), node("Event", "g"), edge("led:1", "p", "g")),
				stands: map[string]string{"needs:1": "0 documents, 0 origins", "led:1": "0 documents, 0 origins"}},
			{name: "ClaimsEdges", before: []batch{of(append(slices.Clone(start), edge("linked:1", "t", "u"), edge("linked:2", "u", "t"))...)}, then: of(said("c t by:one in:post")...),
				stands: map[string]string{"linked:1": "2 documents, 2 origins, SURE", "linked:2": "1 documents, 1 origins, MAYBE, disputed"}},
		})
}

// settled are of changes to what was said, and of all that hangs on it.
func settled() []test {
	start := []batch{of(slices.Concat(world(), said("word t by:ann", "a t in:times cites:word LIKELY"), []store.Change{
		node("Event", "f", "evidence", "a"), edge("held_in:f", "f", "h"), edge("came:1", "ann", "e", "evidence", "a"), edge("linked:1", "t", "u"),
	})...)}
	all := func(want string) map[string]string {
		return map[string]string{"t": want, "f": want, "held_in:f": want, "came:1": want, "linked:1": want, "says:a": want, "printed_in:a": want}
	}
	return []test{
		{name: "Unchanged", before: start, then: of(node("Saying", "a", "certainty", "LIKELY")), stands: all("1 documents, 1 origins, LIKELY")},
		{name: "CertaintyChanges", before: start, then: of(node("Saying", "a", "certainty", "MAYBE")), stands: all("1 documents, 1 origins, MAYBE")},
		{name: "InnerCertaintyChanges", before: start, then: of(node("Saying", "word", "certainty", "MAYBE")), stands: all("1 documents, 1 origins, MAYBE")},
		{name: "InnerSpeakerTurned", before: start, then: of(edge("spoken_by:word", "word", "one")), stands: all("1 documents, 1 origins, LIKELY, anonymous")},
		{name: "InnerGetsADocument", before: start, then: of(edge("printed_in:word", "word", "post")), stands: all("2 documents, 1 origins, LIKELY")},
		{name: "DocumentGone", before: start, then: of(store.DeleteEdge{ID: "printed_in:a"}), stands: map[string]string{"t": "0 documents, 1 origins, LIKELY", "held_in:f": "0 documents, 1 origins, LIKELY"}},
		{name: "CitesNoMore", before: start, then: of(store.DeleteEdge{ID: "cites:a"}),
			stands: map[string]string{"t": "1 documents, 2 origins, SURE", "came:1": "1 documents, 1 origins, LIKELY", "held_in:f": "1 documents, 1 origins, LIKELY", "linked:1": "1 documents, 2 origins, SURE"}},
		{name: "DeniedNow", before: start, then: of(node("Saying", "a", "polarity", "NO")), stands: all("0 documents, 0 origins, disputed")},
		{name: "DeniedByAnother", before: start, then: of(said("n t by:bob in:sun NO")...), stands: all("1 documents, 1 origins, LIKELY, disputed")},
		{name: "SayAnotherThing", before: start, then: of(edge("says:a", "a", "u"), edge("says:word", "word", "u")),
			stands: map[string]string{"t": "0 documents, 0 origins", "u": "1 documents, 1 origins, LIKELY", "f": "1 documents, 1 origins, LIKELY", "linked:1": "0 documents, 0 origins"}},
		{name: "ClaimPutAgain", before: start, then: of(node("Thesis", "t", "about", "2021")), stands: all("1 documents, 1 origins, LIKELY")},
		{name: "WordTakenBack", before: start, then: of(store.DeleteEdge{ID: "cites:a"}, store.DeleteEdge{ID: "says:word"}, store.DeleteEdge{ID: "spoken_by:word"}, store.DeleteNode{ID: "word"}),
			stands: all("1 documents, 1 origins, LIKELY")},
		{name: "TimeAndProvenanceAtOnce", before: start, then: of(node("Event", "e", "when", "2021"), node("Saying", "a", "certainty", "MAYBE")),
			stands: map[string]string{"came:1": "1 documents, 1 origins, MAYBE"}, times: map[string]string{"came:1": "2021"}},
	}
}
