package graph

import (
	"fmt"
	"strings"
	"testing"
)

// Nodes are shown in so many places of what a search found, and no more.
func TestPlaces(t *testing.T) {
	h, n := kabul(t, stores[0].open)
	places := func(many int) string {
		var b strings.Builder
		for i := range many {
			fmt.Fprintf(&b, " n%d: node { id }", i)
		}
		return `{ subgraph(around: "person:joe-biden", depth: 0) { nodes {` + b.String() + ` } } }`
	}
	if got := ask(t, h, places(20), nil); strings.Contains(got, "errors") || strings.Count(got, "person:joe-biden") != 20 {
		t.Errorf("20 places: %s", got)
	}
	before := n.Load()
	if got := ask(t, h, places(21), nil); !strings.Contains(got, CodeBadInput) || !strings.Contains(got, "n20: nodes are asked for in more than 20 places") || n.Load() != before {
		t.Errorf("21 places: %s", got)
	}
}

// What is below a node that a search found is bounded like any selection.
func TestDeepBelowFound(t *testing.T) {
	h, _ := kabul(t, stores[0].open)
	deep := "id"
	for range 10 {
		deep = "parts(first: 1) { nodes { " + deep + " } }"
	}
	query := func(below string) string {
		return `{ subgraph(around: "place:doha", depth: 0) { nodes { node { ... on Place { ` + below + ` } } } } }`
	}
	if got := ask(t, h, query("id "+strings.TrimSuffix(strings.TrimPrefix(deep, "parts(first: 1) { nodes { "), " } }")), nil); strings.Contains(got, "errors") {
		t.Errorf("nine fields below: %s", got)
	}
	if got := ask(t, h, query(deep), nil); !strings.Contains(got, CodeBadInput) {
		t.Errorf("ten fields below: %s", got)
	}
}
