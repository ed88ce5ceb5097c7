package mapping

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// A refusal is a mapping that is wrong, and what is said of it.
type refusal struct {
	name, text, want string
	schema           bool // the JSON Schema refuses it too
}

// refusals are all that are held.
func refusals() []refusal { return slices.Concat(refusedNodes(), refusedValues(), refusedEdges()) }

func TestRefused(t *testing.T) {
	for _, c := range refusals() {
		t.Run(c.name, func(t *testing.T) {
			_, err := Parse(theOntology(t), "m.yaml", []byte(c.text))
			var ps Problems
			if !errors.As(err, &ps) {
				t.Fatalf("it is not refused: %v", err)
			}
			if got := err.Error(); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestRefusedTooLarge(t *testing.T) {
	_, err := Parse(theOntology(t), "m.yaml", []byte(strings.Repeat("#", sizeLimit+1)))
	if err == nil || err.Error() != "m.yaml:1:1: it has 1048577 bytes; a mapping has at most 1048576" {
		t.Error(err)
	}
}

func TestRefusedInOrderAndNotAll(t *testing.T) {
	text := "nodes: {p: {kind: PERSON, id: x, name: y}}\nedges:\n" + strings.Repeat("- {relation: NONE, from: p, to: p}\n", 30)
	_, err := Parse(theOntology(t), "m.yaml", []byte(text))
	var ps Problems
	if !errors.As(err, &ps) || len(ps) != Most {
		t.Fatal(err)
	}
	for i, p := range ps {
		if p.Line != i+3 || p.Column != 14 {
			t.Errorf("problem %d is at %d:%d", i, p.Line, p.Column)
		}
	}
	if !strings.HasSuffix(err.Error(), "m.yaml: these are the first 20; there may be more") {
		t.Error(err)
	}
}
