package mappings_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parley/graph/derive"
)

// question5 is the answer to the last question of README.md.
const question5 = `{"organization": {"name": "Harbour Board", "members": {"edges": [{
	"title": null, "role": "Chair", "when": {"edtf": "1998/2001-05"}, "node": {"name": "Ida Vestrum"},
	"evidence": {"nodes": [{"document": {"url": "https://example.org/board"}}]}
}]}}}`

// TestReadme asks the questions of README.md where there is no more than the entities of testdata: each must be one
// that can be asked, and the last, which is about them, has its answer.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	questions := regexp.MustCompile("(?s)```graphql\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if len(questions) != len(forms) {
		t.Fatalf("%d questions, and there are %d mappings", len(questions), len(forms))
	}
	o := domain(t)
	st := derive.Store(stores[0].open(t, o.Store), o)
	imported(t, st, o, "followthemoney", "testdata/entities.jsonl")
	h := handler(t, st)
	answer(t, h, questions[0][1], `{"meetings": {"totalCount": 0}, "person": null}`)
	answer(t, h, questions[1][1], `{"person": null}`)
	answer(t, h, questions[2][1], `{"onBehalf": {"totalCount": 0}, "place": null}`)
	answer(t, h, questions[3][1], `{"person": null}`)
	answer(t, h, questions[4][1], question5)
}

// TestEveryMapping sees that each mapping is tested, has a line in README.md, and tells an editor its schema and a
// reader its source and command.
func TestEveryMapping(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != len(forms) {
		t.Errorf("there are %q, and %d forms are tested", files, len(forms))
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".yaml")
		if !slices.ContainsFunc(forms, func(f form) bool { return f.mapping == name }) {
			t.Errorf("%s is not tested", file)
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		command := "go run ./seed -map seed/mappings/" + file + " "
		for _, part := range []string{"# yaml-language-server: $schema=../mapping/mapping.schema.json\n#\n", "\n# Source: ", "\n#   " + command} {
			if !strings.Contains(string(text), part) {
				t.Errorf("%s lacks %q", file, part)
			}
		}
		if !strings.Contains(string(readme), "`"+command) {
			t.Errorf("README.md does not say how to load %s", file)
		}
	}
}
