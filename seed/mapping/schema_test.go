package mapping

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func TestSchemaIsOfThisLanguage(t *testing.T) {
	want, err := Schema(theOntology(t))
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("mapping.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("mapping.schema.json is not what go generate writes; run it")
	}
}

// schema compiles the schema.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	f, err := os.Open("mapping.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	doc, err := jsonschema.UnmarshalJSON(f)
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("mapping.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("mapping.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// document returns a file of YAML as the schema takes it, or nil if it is no YAML.
func document(text []byte) any {
	n := read(&problems{}, text)
	if n == nil {
		return nil
	}
	return n.json()
}

// json is what n is in JSON.
func (n *node) json() any {
	switch n.form {
	case isNumber:
		if json.Valid([]byte(n.text)) {
			return json.Number(n.text)
		}
	case isBool:
		return n.text == "true"
	case isNull:
		return nil
	case isList:
		all := make([]any, len(n.list))
		for i, x := range n.list {
			all[i] = x.json()
		}
		return all
	case isObject:
		all := map[string]any{}
		for _, p := range n.pairs {
			all[p.key] = p.value.json()
		}
		return all
	}
	return n.text
}

// Whatever Parse takes, the schema takes.
func TestSchemaTakes(t *testing.T) {
	s := schema(t)
	texts := map[string]string{
		"README":        readme(t),
		"LetOfElements": cells,
		"Defaults":      "defaults: {certainty: CERTAIN, name: n}\n" + asserting("nodes: {p: {kind: PERSON, id: p}, a: {kind: ASSERTION, id: a}}", "a"),
	}
	for i, text := range examples(t) {
		texts[fmt.Sprintf("README's example %d", i+2)] = text
	}
	files, err := filepath.Glob("../mappings/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		texts[f] = string(b)
	}
	for name, text := range texts {
		if _, err := Parse(theOntology(t), name, []byte(text)); err != nil {
			t.Error(err)
		}
		if err := s.Validate(document([]byte(text))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The schema refuses what can be seen without the names that are given elsewhere, and
// without what stands inside of texts.
func TestSchemaRefuses(t *testing.T) {
	s := schema(t)
	for _, c := range refusals() {
		doc := document([]byte(c.text))
		if doc == nil {
			continue // It is no YAML at all.
		}
		if err := s.Validate(doc); (err != nil) != c.schema {
			t.Errorf("%s: the schema says: %v", c.name, err)
		}
	}
}

// Editors explain every key that they offer.
func TestSchemaExplains(t *testing.T) {
	b, err := Schema(theOntology(t))
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Defs map[string]struct {
			Properties map[string]struct{ Description string } `json:"properties"`
		} `json:"$defs"`
		Properties map[string]struct{ Description string } `json:"properties"`
	}
	if err := json.Unmarshal(b, &doc); err != nil {
		t.Fatal(err)
	}
	all := 0
	for name, d := range doc.Defs {
		for key, p := range d.Properties {
			if all++; p.Description == "" {
				t.Errorf("%s.%s has no description", name, key)
			}
		}
	}
	if all < 100 {
		t.Errorf("there are %d keys", all)
	}
}
