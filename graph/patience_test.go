package graph

import (
	"log/slog"
	"strings"
	"testing"
	"time"
)

// A search takes as long as the options let it, and says so where that is not enough.
func TestSearchTime(t *testing.T) {
	s := builtIn(t, stores[0].open)
	for search, want := range map[time.Duration]string{time.Nanosecond: `"timedOut": true`, time.Hour: `"timedOut": false`} {
		h, err := Options{SearchTime: search}.NewHandler(s, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		got := ask(t, h, `{ paths(from: "person:joe-biden", to: "person:ashraf-ghani", first: 1) { timedOut } }`, nil)
		if !strings.Contains(got, want) {
			t.Errorf("a search of %v: want %s in %s", search, want, got)
		}
	}
}

// A request that takes longer than the options let it is told so.
func TestAnswerTime(t *testing.T) {
	h, err := Options{AnswerTime: time.Nanosecond}.NewHandler(builtIn(t, stores[0].open), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if got := ask(t, h, `{ person(id: "person:joe-biden") { name } }`, nil); !strings.Contains(got, `"TIMEOUT"`) {
		t.Errorf("got %s", got)
	}
}
