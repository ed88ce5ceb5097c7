package storetest

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"parley/graph/edtf"
	"parley/graph/store"
)

// A writeCase writes to an empty store: first what must be accepted, and then
// changes that end with err. What the query gives then is want.
type writeCase struct {
	name    string
	before  []store.Change
	changes []store.Change
	err     error
	query   store.Query
	want    string
}

func writes(t *testing.T, s store.Store) {
	for _, c := range append(expectCases(), linkCases()...) {
		t.Run(c.name, func(t *testing.T) {
			wipe(t, s)
			write(t, s, c.before...)
			err := s.Update(t.Context(), func(tx store.Tx) error { return tx.Write(t.Context(), c.changes) })
			if !errors.Is(err, c.err) {
				t.Errorf("got the error %v, want %v", err, c.err)
			}
			if got := read(t, s, c.query); got != c.want {
				t.Errorf("got  %s\nwant %s\n%s", got, c.want, c.query)
			}
		})
	}
	for _, c := range invalidChanges() {
		t.Run("invalid: "+c.name, func(t *testing.T) {
			wipe(t, s)
			write(t, s, node("Person", "a"), node("Person", "b"))
			err := s.Update(t.Context(), func(tx store.Tx) error {
				return tx.Write(t.Context(), []store.Change{node("Person", "c"), c.change})
			})
			if !errors.Is(err, store.ErrInvalid) {
				t.Errorf("got the error %v, want %v", err, store.ErrInvalid)
			}
			if got := read(t, s, nodes("Person", fields("id name"))); got != "a,nil b,nil" {
				t.Errorf("there is %s", got)
			}
		})
	}
}

// read returns the answer to one query as show writes it.
func read(t *testing.T, s reader, q store.Query) string {
	t.Helper()
	pages, err := s.Read(t.Context(), q)
	if err != nil {
		t.Fatalf("%v\n%s", err, q)
	}
	if len(pages) != 1 {
		t.Fatalf("got %d pages", len(pages))
	}
	return show(&pages[0], &q.Select.Pick)
}

// wipe deletes everything in one Write.
func wipe(t *testing.T, s store.Store) {
	t.Helper()
	err := s.Update(t.Context(), func(tx store.Tx) error {
		pages, err := tx.Read(t.Context(), everything(Schema())...)
		if err != nil {
			return err
		}
		var edges, nodes []store.Change
		for i := range pages {
			for j := range pages[i].Items {
				id := pages[i].Items[j].Value(0).(string)
				if i < len(Schema().Kinds) {
					nodes = append(nodes, store.DeleteNode{ID: id, Expect: store.MustExist})
				} else {
					edges = append(edges, store.DeleteEdge{ID: id, Expect: store.MustExist})
				}
			}
		}
		return tx.Write(t.Context(), append(edges, nodes...))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func mustExist(c store.Change) store.Change    { return expecting(c, store.MustExist) }
func mustNotExist(c store.Change) store.Change { return expecting(c, store.MustNotExist) }

func expecting(c store.Change, e store.Expect) store.Change {
	switch c := c.(type) {
	case store.PutNode:
		c.Expect = e
		return c
	case store.PutEdge:
		c.Expect = e
		return c
	case store.DeleteNode:
		c.Expect = e
		return c
	case store.DeleteEdge:
		c.Expect = e
		return c
	}
	return c
}

func deleteNode(id string) store.Change { return store.DeleteNode{ID: id} }
func deleteEdge(id string) store.Change { return store.DeleteEdge{ID: id} }

func changes(all ...store.Change) []store.Change { return all }

// fortyWords are more than some index is asked for at once.
func fortyWords() writeCase {
	all := make([]string, 40)
	for i := range all {
		all[i] = fmt.Sprintf("word%d", i)
	}
	noted := func(id string, words []string) store.Change {
		return node("Person", id, "note", strings.Join(words, " "))
	}
	without := func(i int) []string { return slices.Delete(slices.Clone(all), i, i+1) }
	return writeCase{
		"found by forty words", nil, changes(noted("a", all), noted("b", without(35)), noted("c", without(5)), noted("d", without(39))),
		nil, find(strings.Join(all, " "), "Person"), "a,1",
	}
}

// expectCases are about puts and deletes and what they expect.
func expectCases() []writeCase {
	all := nodes("Event Group Person Place", fields("id name"))
	links := edges("KNOWS", fields("edge.id edge.source edge.target edge.note"))
	a, b := node("Person", "a", "name", "A"), node("Person", "b", "name", "B")
	ab := edge("knows:1", "a", "b", "note", "x")
	return []writeCase{
		fortyWords(),
		{"nothing", nil, nil, nil, all, ""},
		{"create", nil, changes(mustNotExist(a), b, mustNotExist(ab)), nil, links, "knows:1,a,b,x"},
		{"the same again", changes(a, b, ab), changes(a, b, ab), nil, links, "knows:1,a,b,x"},
		{"a put replaces all of a node", changes(a), changes(node("Person", "a", "size", int64(1))), nil,
			nodes("Person", fields("id name size")), "a,nil,1"},
		{"a put replaces all of an edge", changes(a, b, ab), changes(mustExist(edge("knows:1", "a", "b"))), nil, links, "knows:1,a,b,nil"},
		{"a replaced node keeps its edges", changes(a, b, ab), changes(mustExist(node("Person", "a", "name", "Z"))), nil,
			nodes("Person", where(id("b")), hop(in("KNOWS"), "Person", fields("name edge.note"))), "b(Z,x)"},
		{"a replaced node moves among its neighbours",
			changes(a, b, node("Person", "c", "name", "C"), edge("knows:1", "c", "a"), edge("knows:2", "c", "b")),
			changes(node("Person", "a", "name", "Z")), nil,
			nodes("Person", where(id("c")), hop(out("KNOWS"), "Person", by("name"), first(1), fields("name"))), "c(B >)"},
		{"a replaced node is found by its new words only", changes(a), changes(node("Person", "a", "name", "New", "aliases", []string{"old"})), nil,
			find("a", "Person"), ""},
		{"a replaced edge has other ends", changes(a, b, ab), changes(edge("knows:1", "b", "b")), nil,
			nodes("Person", hop(out("KNOWS"), "Person"), hop(in("KNOWS"), "Person")), "a()() b(b)(b)"},
		{"several changes of one node", nil, changes(mustNotExist(a), mustExist(node("Person", "a", "name", "Z")), b, deleteNode("b")), nil, all, "a,Z"},
		{"delete", changes(a, b, ab), changes(mustExist(deleteEdge("knows:1")), mustExist(deleteNode("b"))), nil, all, "a,A"},
		{"delete what is not there", changes(a), changes(deleteNode("x"), deleteEdge("knows:x")), nil, all, "a,A"},
		{"a node and an edge of one id", changes(a), changes(node("Person", "knows:1"), edge("knows:1", "a", "knows:1")), nil,
			nodes("Person", where(id("a")), hop(out("KNOWS"), "Person", fields("edge.id id"))), "a(knows:1,knows:1)"},

		{"must exist: node", changes(a), changes(mustExist(b)), store.ErrNotFound, all, "a,A"},
		{"must exist: edge", changes(a, b), changes(mustExist(ab)), store.ErrNotFound, links, ""},
		{"must exist: deleted node", changes(a), changes(node("Person", "c"), mustExist(deleteNode("b"))), store.ErrNotFound, all, "a,A"},
		{"must exist: deleted edge", changes(a), changes(node("Person", "c"), mustExist(deleteEdge("knows:1"))), store.ErrNotFound, all, "a,A"},
		{"must exist: deleted before", changes(a), changes(deleteNode("a"), mustExist(a)), store.ErrNotFound, all, "a,A"},
		{"must not exist: node", changes(a), changes(b, mustNotExist(node("Person", "a", "name", "Z"))), store.ErrConflict, all, "a,A"},
		{"must not exist: edge", changes(a, b, ab), changes(mustNotExist(edge("knows:1", "a", "b"))), store.ErrConflict, links, "knows:1,a,b,x"},
		{"must not exist: made before", changes(a), changes(b, mustNotExist(b)), store.ErrConflict, all, "a,A"},
		{"a delete cannot expect nothing", changes(a), changes(mustNotExist(deleteNode("x"))), store.ErrInvalid, all, "a,A"},
		{"a failing change undoes those before and after it", changes(a, b, ab),
			changes(node("Person", "c"), deleteEdge("knows:1"), node("Person", "a", "name", "Z"), mustExist(node("Person", "x")), node("Person", "d")),
			store.ErrNotFound, nodes("Person", fields("id name"), hop(out("KNOWS"), "Person")), "a,A(b) b,B()"},
		{"kind", changes(a), changes(b, node("Group", "a")), store.ErrConflict, all, "a,A"},
		{"kind, deleted before", changes(a), changes(deleteNode("a"), node("Group", "a", "name", "G")), nil, all, "a,G"},

		{"values at their ends", nil, changes(node("Person", "a", "name", "", "size", int64(math.MinInt64), "weight", math.MaxFloat64, "sure", false,
			"note", "tab\tline\n'\"\\`$%", "aliases", []string{"", ","})), nil,
			nodes("Person", fields("name size weight sure note aliases")), ",-9223372036854775808,1.7976931348623157e+308,false,tab\tline\n'\"\\`$%,[ ,]"},
		{"absent values and empty lists", nil, changes(node("Person", "a", "name", nil, "aliases", []string{}, "seen", []string(nil))), nil,
			nodes("Person", where(not(or(exists("name"), exists("aliases"), exists("seen")))), fields("id name aliases seen")), "a,nil,[],[]"},
		{"text is composed", nil, changes(node("Person", "e\u0301", "name", "E\u0301", "aliases", []string{"o\u0308"}), edge("knows:e\u0301", "e\u0301", "\u00E9")), nil,
			nodes("Person", where(and(id("\u00E9"), eq("name", "\u00C9"), eq("aliases", "\u00F6"))), hop(out("KNOWS"), "Person", fields("edge.id"))), "\u00E9(knows:\u00E9)"},
		{"default", nil, changes(node("Event", "a", "title", "T")), nil, nodes("Event", fields("mode")), "UNKNOWN"},
		{"hidden", nil, changes(node("Person", "a", "rank", int64(2))), nil, nodes("Person", where(eq("rank", int64(2)))), "a"},
		{"a time with the source's words", nil, changes(store.PutNode{Node: store.Node{ID: "a", Kind: "Event", Props: map[string]any{
			"title": "T", "when": withText(period("2021-08~"), "late summer"),
		}}}), nil, nodes("Event", where(during("when", "2021-08-31"))), "a"},
		{"a very long text", nil, changes(node("Person", "a", "note", strings.Repeat("word ", 200_000)+"end")), nil, find("word end", "Person"), "a,1"},
	}
}

func withText(p edtf.Period, s string) edtf.Period { p.Text = s; return p }

// linkCases are about what must be there: the ends of edges and what is referred to.
func linkCases() []writeCase {
	all := nodes("Group Person Place")
	a, b, p := node("Person", "a"), node("Person", "b"), node("Place", "p")
	toP := node("Person", "a", "home", "p")
	seeP := node("Person", "a", "seen", []string{"b", "p"})
	ab := edge("knows:1", "a", "b")
	edgeToP := edge("knows:1", "a", "b", "home", "p")
	return []writeCase{
		{"source missing", changes(a), changes(b, edge("knows:1", "x", "a")), store.ErrNotFound, all, "a"},
		{"target missing", changes(a), changes(b, edge("knows:1", "a", "x")), store.ErrNotFound, all, "a"},
		{"end made after the edge", changes(a), changes(ab, b), store.ErrNotFound, all, "a"},
		{"end made before the edge", changes(a), changes(b, ab), nil, all, "a b"},
		{"end deleted before the edge", changes(a, b), changes(deleteNode("b"), ab), store.ErrNotFound, all, "a b"},
		{"source of another kind", changes(a, p), changes(b, edge("knows:1", "p", "a")), store.ErrInvalid, all, "a p"},
		{"target of another kind", changes(a, p), changes(b, edge("knows:1", "a", "p")), store.ErrInvalid, all, "a p"},
		{"replaced edge without its end", changes(a, b, ab), changes(edge("knows:1", "a", "x")), store.ErrNotFound,
			nodes("Person", hop(out("KNOWS"), "Person")), "a(b) b()"},

		{"reference to nothing", changes(b), changes(p, node("Person", "a", "home", "x")), store.ErrNotFound, all, "b"},
		{"references to nothing", changes(b), changes(p, node("Person", "a", "seen", []string{"b", "x"})), store.ErrNotFound, all, "b"},
		{"reference of an edge to nothing", changes(a, b), changes(p, edge("knows:1", "a", "b", "home", "x")), store.ErrNotFound, all, "a b"},
		{"reference to what comes later", nil, changes(toP, p), nil,
			nodes("Person", hop(store.Ref{Property: "home"}, "Place", onlyOne)), "a(p)"},
		{"reference to itself", nil, changes(node("Person", "a", "home", "a")), nil, all, "a"},
		{"deleted with the reference to itself", changes(node("Person", "a", "home", "a")), changes(deleteNode("a")), nil, all, ""},
		{"two that refer to each other, deleted", changes(node("Person", "a", "home", "b"), node("Person", "b", "home", "a")),
			changes(deleteNode("a"), deleteNode("b")), nil, all, ""},

		{"deleted with edges out", changes(a, b, ab), changes(p, deleteNode("a")), store.ErrConflict, all, "a b"},
		{"deleted with edges in", changes(a, b, ab), changes(p, deleteNode("b")), store.ErrConflict, all, "a b"},
		{"deleted with a loop", changes(a, edge("knows:1", "a", "a")), changes(deleteNode("a")), store.ErrConflict, all, "a"},
		{"deleted after its edges", changes(a, b, ab), changes(deleteEdge("knows:1"), deleteNode("b")), nil, all, "a"},
		{"deleted before its edges", changes(a, b, ab), changes(deleteNode("b"), deleteEdge("knows:1")), store.ErrConflict, all, "a b"},
		{"deleted after its edge moved", changes(a, b, ab), changes(edge("knows:1", "a", "a"), deleteNode("b")), nil, all, "a"},
		{"deleted and referred to", changes(p, toP), changes(b, deleteNode("p")), store.ErrConflict, all, "a p"},
		{"deleted and one of those referred to", changes(p, b, seeP), changes(deleteNode("p")), store.ErrConflict, all, "a b p"},
		{"deleted and referred to by an edge", changes(p, a, b, edgeToP), changes(deleteNode("p")), store.ErrConflict, all, "a b p"},
		{"deleted and referred to by an edge with the id of a node", changes(p, a, b, edgeToP, node("Person", "knows:1", "home", "p")),
			changes(node("Person", "knows:1"), deleteNode("p")), store.ErrConflict, all, "a b knows:1 p"},
		{"deleted before what refers to it", changes(p, toP), changes(deleteNode("p"), deleteNode("a")), nil, all, ""},
		{"deleted before an edge that refers to it", changes(p, a, b, edgeToP), changes(deleteNode("p"), ab), nil, all, "a b"},
		{"deleted and no longer referred to", changes(p, toP), changes(deleteNode("p"), a), nil, all, "a"},
		{"deleted and made again", changes(p, toP), changes(deleteNode("p"), p), nil,
			nodes("Person", hop(store.Ref{Property: "home"}, "Place", onlyOne)), "a(p)"},
		{"deleted and made again as another kind", changes(p, toP), changes(deleteNode("p"), node("Group", "p")), nil,
			nodes("Person", hop(store.Ref{Property: "home"}, "Place Group", onlyOne)), "a(p)"},
		{"referred to no more, then deleted", changes(p, toP, a), changes(deleteNode("p")), nil, all, "a"},
	}
}

type invalidChange struct {
	name   string
	change store.Change
}

// invalidChanges are some that Clean refuses, to see that it is asked, on the
// graph of the persons a and b.
func invalidChanges() []invalidChange {
	return []invalidChange{
		{"kind", node("Nobody", "a")},
		{"relation", edge("likes:1", "a", "b")},
		{"property", node("Person", "a", "title", "x")},
		{"type", node("Person", "a", "size", 3.0)},
		{"required", node("Event", "e")},
		{"enum", node("Person", "a", "tags", []string{"NEWER"})},
		{"number", node("Person", "a", "weight", math.Inf(1))},
		{"control character", node("Person", "a", "name", "a\x00b")},
		{"not UTF-8", node("Person", "a", "name", "a\xffb")},
		{"long", node("Person", "a", "name", strings.Repeat("x", 1001))},
		{"no id", node("Person", "")},
		{"long id", node("Person", strings.Repeat("x", 257))},
		{"id of an edge", store.PutEdge{Edge: store.Edge{ID: "1", Relation: "KNOWS", Source: "a", Target: "b"}}},
		{"time", node("Person", "a", "born", "Y10000")},
	}
}
