package storetest

import (
	"fmt"
	"math"
	"strings"

	"parley/graph/store"
)

// world returns the graph of the named cases. They write out what they expect,
// so a change here shows in many of them.
func world() []store.Change {
	changes := append(worldNodes(), worldEdges()...)
	for i := range store.MaxChain + 3 {
		changes = append(changes, node("Place", link(i)))
		if i > 0 {
			changes = append(changes, edge(fmt.Sprintf("part_of:%s", link(i)), link(i-1), link(i)))
		}
	}
	return changes
}

func worldNodes() []store.Change {
	return []store.Change{
		node("Person", "ann", "name", "Ann", "aliases", []string{"Annie", "A. Lee"}, "size", int64(3), "weight", 0.5, "sure", true,
			"note", "knows the harbour", "tags", []string{"NEW", "OLD"}, "home", "kab", "seen", []string{"kab", "bob", "kab"}, "born", "1950"),
		node("Person", "bob", "name", "Bob Lee", "size", int64(3), "sure", false, "home", "kab", "weight", -1.5),
		node("Person", "cid", "size", int64(1), "born", "1950-06"),
		node("Person", "dee", "name", "Änn", "size", int64(math.MaxInt64), "weight", 2.0),
		node("Person", "eve", "name", "Ann", "size", int64(-1), "home", "land"),
		node("Person", "fay", "name", "\U00010400nn"),
		node("Person", "gus", "name", "\uFF21nn"),

		node("Group", "g1", "name", "Ann Club", "aliases", []string{"harbour crew"}, "when", "2021-08-14/..", "size", int64(3)),
		node("Group", "g2", "name", "Fish", "aliases", []string{"Ann"}),

		node("Event", "m1", "title", "One harbour", "mode", "MEETING", "when", "2021-08-15"),
		node("Event", "m2", "title", "Two", "mode", "MEETING", "when", "2021-08-15T12:00:00"),
		node("Event", "m3", "title", "Three", "mode", "BATTLE"),
		node("Event", "m4", "title", "Four", "when", "../2021-08-14"),
		node("Event", "m5", "title", "Five", "when", "2021-08-15~", "seen", []string{"ann"}),

		node("Place", "kab", "name", "Kabul", "quantity.unit", "km", "quantity.value", int64(7)),
		node("Place", "land", "name", "كابل"),
		node("Place", "room", "name", "Straße", "aliases", []string{strings.Repeat("x", 70)}),
		node("Place", "x"), node("Place", "y"), node("Place", "z"),
	}
}

func worldEdges() []store.Change {
	return []store.Change{
		edge("knows:1", "ann", "bob", "when", "2021-08-15", "weight", 1.0, "sure", true),
		edge("knows:2", "ann", "bob", "when", "2021-08-15", "weight", 2.0, "note", "again", "home", "kab", "sure", false),
		edge("knows:3", "ann", "ann"),
		edge("knows:4", "bob", "ann", "when", "2020"),
		edge("knows:5", "ann", "cid", "when", "2021-08-14/..", "sure", true),
		edge("knows:6", "cid", "dee", "when", "/2021-08-30", "mode", "BATTLE"),
		edge("knows:7", "dee", "gus", "when", "2021"),
		edge("knows:8", "dee", "fay", "when", "2021-01/2021-12"),

		edge("attended:1", "ann", "m1", "role", "Speaker", "seen", []string{"kab", "bob"}),
		edge("attended:2", "ann", "m2"),
		edge("attended:3", "ann", "m3"),
		edge("attended:4", "bob", "m1"),
		edge("attended:5", "bob", "m2"),
		edge("attended:6", "bob", "m1", "role", "guest"),
		edge("attended:7", "cid", "m3"),
		edge("attended:8", "g1", "m1"),
		edge("attended:9", "eve", "m5"),
		edge("attended:a", "ann", "m5"),

		edge("held_at:1", "m1", "kab"),
		edge("held_at:2", "m2", "room"),
		edge("member_of:1", "ann", "g1", "tags", []string{"OLD"}),
		edge("member_of:2", "g1", "g2", "quantity.value", int64(1)),
		edge("member_of:3", "bob", "g2"),

		edge("part_of:1", "room", "kab"),
		edge("part_of:2", "kab", "land"),
		edge("part_of:3", "x", "y"), edge("part_of:4", "y", "z"), edge("part_of:5", "z", "x"), edge("part_of:6", "x", "z"),
	}
}

// link is the id of the i-th place of a long chain.
func link(i int) string { return fmt.Sprintf("c%02d", i) }
