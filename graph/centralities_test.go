package graph

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"parley/graph/store"
)

// A crowd is a store of one meeting that so many came to; it answers the Reads of a network only.
type crowd struct {
	store.Store
	people int
}

func (c crowd) Read(_ context.Context, qs ...store.Query) ([]store.Page, error) {
	var page store.Page
	if s := qs[0].Select; len(s.Kinds) == 1 {
		page.Items = append(page.Items, store.NewItem([]any{"m"}, nil, store.Position{ID: "m"}))
	} else {
		other := "Person"
		if len(s.Relations) > 0 {
			other = "m"
		}
		for i := range c.people {
			page.Items = append(page.Items, store.NewItem([]any{fmt.Sprintf("p%04d", i), other}, nil, store.Position{ID: "z", Edge: "z"}))
		}
	}
	return []store.Page{page}, nil
}

// A network that is too large is the client's fault: it is told how large it is, and what to do.
func TestTooLarge(t *testing.T) {
	h, err := NewHandler(crowd{people: 1200}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	got := ask(t, h, "{ centrality(of: BETWEENNESS) { score } }", nil)
	for _, want := range []string{
		`"message": "centrality, where: the filter leaves at least 719400 pairs, and betweenness takes 500000 at most; leave some out by ` + "`kinds`, `relations`, `when`, `exclude` or `maxDegree`" + `"`,
		`"code": "BAD_USER_INPUT"`, `"centrality": null`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is not in %s", want, got)
		}
	}
	if got := ask(t, h, "{ centrality(of: DEGREE, first: 0) { score } }", nil); !strings.Contains(got, `"centrality": []`) {
		t.Errorf("degrees are counted of as many, but the answer is %s", got)
	}
}
