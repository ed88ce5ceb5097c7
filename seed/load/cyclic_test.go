package load_test

import (
	"os"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/derive"
	"parley/graph/ontology"
	"parley/graph/store/storetest"
	"parley/seed/load"
)

// circular is the domain with two fields more, so that kinds need each other: assertions may
// refer to events, which refer to them; and if claims have an origin, it is an assertion,
// which has a claim.
func circular(t *testing.T, origin bool) *ontology.Ontology {
	t.Helper()
	b, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(b), "  claim: Claim! @edge(type: ASSERTS)\n",
		"  claim: Claim! @edge(type: ASSERTS)\n  basis(first: Int, after: String): EventConnection! @ref(property: \"basis\")\n", 1)
	if origin {
		text = strings.Replace(text, "  text: String! @fulltext\n", "  text: String! @fulltext\n  origin: Assertion! @ref(property: \"origin\")\n", 1)
	}
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema", Input: text})
	if err != nil {
		t.Fatal(err)
	}
	o, err := ontology.New(s)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestKindsThatReferToEachOther(t *testing.T) {
	o := circular(t, false)
	based := strings.Replace(said("a"), `"certainty"`, `"basis": ["m", "n"], "certainty"`, 1)
	rows := []string{
		based, meeting[:len(meeting)-2] + `, "evidence": ["a", "b"]}`, claim + document,
		`{"kind": "MEETING", "id": "n", "name": "N", "evidence": ["b"]}`, strings.Replace(said("b"), `"certainty"`, `"basis": ["m"], "certainty"`, 1),
		`{"relation": "SAID_IN", "from": "a", "to": "m"}`,
	}
	for _, batch := range []int{1, 2, 100} {
		st := derive.Store(storetest.New(o.Store), o)
		var c told
		s := imported(t, st, o, texts(t, nil, rows...), load.Batched(c.options(), batch))
		if s.Rejected > 0 || s.Nodes["Meeting"].New != 2 || s.Nodes["Assertion"].New != 2 || len(c.differs) > 0 {
			t.Errorf("batches of %d: %+v: %v %v", batch, s, c.lines(), c.differs)
		}
		graph := strings.Join(everything(t, st, o), "\n")
		for _, want := range []string{"id=a; basis=[m n];", "id=b; basis=[m];", "id=m; aliases=[]; evidence=[a b];", "id=n; aliases=[]; evidence=[b];", "source=a; target=m"} {
			if !strings.Contains(graph, want) {
				t.Errorf("batches of %d: the graph is\n%s\nand lacks %s", batch, graph, want)
			}
		}
		again := imported(t, st, o, texts(t, nil, rows...), load.Options{})
		if n := again.Nodes["Meeting"]; n != (load.Count{Unchanged: 2}) {
			t.Errorf("again: %+v", again)
		}
	}
}

func TestKindsThatNeedEachOther(t *testing.T) {
	o := circular(t, true)
	from := strings.Replace(claim, `"text"`, `"origin": "a", "text"`, 1)
	for _, batch := range []int{1, 100} {
		st := derive.Store(storetest.New(o.Store), o)
		var c told
		s := imported(t, st, o, texts(t, nil, document, from+saying+asserts, ann), load.Batched(c.options(), batch))
		if s.Rejected > 0 || s.Nodes["Claim"].New != 1 || s.Nodes["Person"].New != 1 {
			t.Errorf("in one row, batches of %d: %+v: %v", batch, s, c.lines())
		}
		st, c = derive.Store(storetest.New(o.Store), o), told{}
		s = imported(t, st, o, texts(t, nil, from, saying+asserts, ann), load.Batched(c.options(), batch))
		compare(t, "rejects", c.lines(), []string{`f:1: origin: "a": it is not written, and this needs it first`, `f:2: to: "c": it is not written, and this needs it first`})
		if s.Nodes["Person"].New != 1 {
			t.Errorf("in two rows, batches of %d: %+v", batch, s)
		}
	}
}
