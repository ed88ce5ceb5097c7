package load_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"parley/seed/load"
)

// TestReadme loads the example of the README and holds against it what is said of it.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "```jsonl\n")
	example, _, found := strings.Cut(rest, "```")
	if !found {
		t.Fatal("there is no example")
	}
	st, o := reference(t)
	report, err := load.File(t.Context(), st, o, "example.jsonl", strings.NewReader(example))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(example, "\n"); len(report.Nodes) != 7 || len(report.Edges) != 6 || n != 15 {
		t.Errorf("%d lines are loaded as\n%s", n, report)
	}
	id := regexp.MustCompile("member_of:[0-9a-f]{32}").FindString(string(readme))
	if all := strings.Join(everything(t, st, o), "\n"); id == "" || !strings.Contains(all, "id="+id+";") {
		t.Errorf("the README's id %q is not in\n%s", id, all)
	}
}

// TestReadmeErrors sees that the errors in the README are those that there are.
func TestReadmeErrors(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, lines := range []string{
		`{"kind": "ASSERTION", "id": "a", "certainty": "SURE"}
{"kind": "MEETING", "id": "m", "name": "M", "when": "1999-13"}
{"relation": "HELD_AT", "to": "p"}`,
		`{"relation": "ATTENDED", "from": "person:anne", "to": "m"}
{"kind": "PERSON", "id": "person:ann", "name": "Ann"}
{"kind": "MEETING", "id": "m", "name": "M"}`,
		"\n\n\n" + `{"kind": "ASSERTION", "id": "assertion:met:1", "certainty": "CERTAIN"}`,
	} {
		st, o := reference(t)
		_, err := load.File(t.Context(), st, o, "bad.jsonl", strings.NewReader(lines))
		if err == nil || !strings.Contains(string(readme), "seed: "+err.Error()+"\n") {
			t.Errorf("the README lacks\nseed: %v", err)
		}
	}
}
