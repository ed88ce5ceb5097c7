package mapping

import (
	"strings"
	"testing"

	"parley/graph/store"
	"parley/seed/load"
)

// What YAML writes in several ways is the same to a mapping.
func TestFormsOfYAML(t *testing.T) {
	for name, text := range map[string]string{
		"Flow":     `{"nodes": {"x": {"kind": "PLACE", "id": "x", "name": "a b", "aliases": ["c", "5", "true"]}}}`,
		"Block":    "nodes:\n  x:\n    kind: PLACE\n    id: x\n    name: a b\n    aliases:\n      - c\n      - 5\n      - true\n",
		"Folded":   "---\nnodes:\n  x:\n    kind: PLACE\n    id: x\n    name: >\n      a\n      b\n    aliases: [c, 5, true]\n...\n",
		"Quotes":   "nodes: {x: {kind: 'PLACE', id: \"x\", name: 'a b', aliases: [c, '5', \"true\"]}}\n",
		"Windows":  "\ufeffnodes:\r\n  x: {kind: PLACE, id: x, name: a b, aliases: [c, 5, true]}\r\n",
		"Comments": "# one\nnodes: # two\n  x: {kind: PLACE, id: x, name: a b, aliases: [c, 5, true]} # three\n",
	} {
		t.Run(name, func(t *testing.T) {
			r, _ := row(t, parse(t, text), `{}`)
			if got, want := lines(r), `{"kind":"PLACE","id":"x","name":"a b","aliases":["c","5","true"]}`+"\n"; got != want {
				t.Errorf("got %s", got)
			}
		})
	}
}

func TestLiteralText(t *testing.T) {
	r, _ := row(t, parse(t, "nodes:\n  x:\n    kind: PLACE\n    id: x\n    name: .inf\n    description: |\n      a {n}\n      b\n"), `{"n": "1"}`)
	if got, want := lines(r), `{"kind":"PLACE","id":"x","name":".inf","description":"a 1\nb"}`+"\n"; got != want {
		t.Errorf("got %s", got)
	}
}

func TestBooleans(t *testing.T) {
	for _, c := range []struct{ v, want any }{
		{true, true}, {"true", true}, {"FALSE", false}, {[]any{"true"}, true}, {nil, nil}, {"", nil},
		{"yes", "yes: it must be true or false; a lookup can say what else stands for them"},
	} {
		f := frame{m: &Mapping{}}
		got := f.fit(load.Key{Type: store.Bool}, c.v, "")
		if len(f.faults) > 0 {
			got = f.faults[0].Value + ": " + f.faults[0].Reason
		}
		if got != c.want {
			t.Errorf("%v: got %v", c.v, got)
		}
	}
}

// Values of a fault are cut where they are long, between characters.
func TestFaultsAreShort(t *testing.T) {
	m := parse(t, asserting(`nodes: {a: {kind: ASSERTION, id: a, certainty: CERTAIN, credibility: "{n}"}}`, "a"))
	r, _ := row(t, m, `{"n": "`+strings.Repeat("é", 500)+`"}`)
	if v := r.Faults[0].Value; v != strings.Repeat("é", 100)+"…" {
		t.Error(v)
	}
}

func TestLeaves(t *testing.T) {
	for _, c := range []struct {
		in   string
		want string
	}{
		{`[["a", ["b"]], [], [[]], {}, null, "c"]`, `["a","b","c"]`},
		{`[]`, `absent`}, {`{}`, `absent`}, {`[{"x": "1"}]`, `! q: {"x":"1"}: a text is wanted and it is an object; name one of its keys, as in {q.x}`},
		{`false`, `["false"]`}, {`1`, `["1"]`},
	} {
		if got := eval(t, "", "aliases", `"{q}"`, `{"q": `+c.in+`}`); got != c.want {
			t.Errorf("%s: got %s, want %s", c.in, got, c.want)
		}
	}
}
