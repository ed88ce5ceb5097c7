package mapping

import (
	"encoding/json"
	"os"
	"strings"
	"sync"
	"testing"

	"parley/graph"
	"parley/graph/ontology"
	"parley/seed/load"
	"parley/seed/record"
)

// onto reads the ontology once.
var onto = sync.OnceValues(graph.Ontology)

func theOntology(t testing.TB) *ontology.Ontology {
	t.Helper()
	o, err := onto()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// parse reads a mapping that must be right.
func parse(t testing.TB, text string) *Mapping {
	t.Helper()
	m, err := Parse(theOntology(t), "m.yaml", []byte(text))
	if err != nil {
		t.Fatalf("%v\nin\n%s", err, text)
	}
	return m
}

// asserting gives the assertion of a mapping, if it has one, the edge that it must have
// and that no record makes.
func asserting(text, name string) string {
	if !strings.Contains(text, "kind: ASSERTION") {
		return text
	}
	edge := `{relation: ASSERTS, from: ` + name + `, to: {id: "{nothing}"}}`
	if before, after, ok := strings.Cut(text, "edges: ["); ok {
		return before + "edges: [" + edge + ", " + after
	}
	return text + "\nedges: [" + edge + "]\n"
}

// decoded reads a record that is JSON.
func decoded(t testing.TB, text string) record.Object {
	t.Helper()
	o, err := record.Decode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// row makes a row of a record that is JSON, in line 7 of f.json.
func row(t testing.TB, m *Mapping, text string) (load.Row, bool) {
	t.Helper()
	return m.Row(record.Record{File: "f.json", Line: 7, Row: 1, Value: decoded(t, text)})
}

// lines writes the lines of a row out, each as JSON, and its faults.
func lines(r load.Row) string {
	var b strings.Builder
	for _, l := range r.Lines {
		b.WriteString(show(l.Object) + "\n")
	}
	for _, f := range r.Faults {
		b.WriteString("! " + f.Column + ": " + f.Value + ": " + f.Reason + "\n")
	}
	return b.String()
}

// faults writes the faults of a row out.
func faults(r load.Row) string {
	r.Lines = nil
	return strings.TrimSuffix(lines(r), "\n")
}

// show writes a value of JSON out with the keys in their order.
func show(v any) string {
	switch v := v.(type) {
	case record.Object:
		parts := make([]string, len(v))
		for i, m := range v {
			parts[i] = show(m.Key) + ":" + show(m.Value)
		}
		return "{" + strings.Join(parts, ",") + "}"
	case []any:
		parts := make([]string, len(v))
		for i, x := range v {
			parts[i] = show(x)
		}
		return "[" + strings.Join(parts, ",") + "]"
	case json.Number:
		return v.String()
	}
	return record.Encode(v)
}

// readme returns the README's example of a whole mapping.
func readme(t testing.TB) string {
	t.Helper()
	b, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(b), "```yaml\n")
	text, _, ok := strings.Cut(after, "```")
	if !ok {
		t.Fatal("the README has no example")
	}
	return text
}
