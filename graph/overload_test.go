package graph

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"parley/graph/limits"
	"parley/graph/store"
)

// Also what would not parse waits its turn, and is not even looked at where there is no room to wait: parsing and
// validating are work as well.
func TestNothingIsParsedOutsideTheQueue(t *testing.T) {
	entered, proceed := make(chan bool), make(chan bool)
	slow := reader(func(context.Context, store.Query) ([]store.Page, error) {
		entered <- true
		<-proceed
		return []store.Page{{}}, nil
	})
	made, err := Options{Working: 1, Waiting: 1, WaitingEach: 1}.NewHandler(slow, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	h := limits.WithClient(made)
	answers := make(chan string, 3)
	send := func(address, query string) {
		r := httptest.NewRequest(http.MethodGet, "/graphql?query="+url.QueryEscape(query), http.NoBody)
		r.RemoteAddr = address
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		answers <- w.Body.String()
	}
	go send("192.0.2.1:1", "{ people { nodes { id } } }")
	<-entered
	go send("192.0.2.2:1", "{") // One of these waits, and the other finds no room.
	go send("192.0.2.3:1", "{ no }")
	if got := <-answers; !strings.Contains(got, limits.CodeOverloaded) {
		t.Errorf("answered %s while all places are taken", got)
	}
	proceed <- true
	all := <-answers + <-answers
	if !strings.Contains(all, `"people"`) || !strings.Contains(all, "GRAPHQL_PARSE_FAILED") && !strings.Contains(all, "GRAPHQL_VALIDATION_FAILED") {
		t.Errorf("the others are answered %s", all)
	}
}
