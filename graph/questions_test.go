package graph

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"

	"parley/graph/store"
)

// Each question of the library says first what it asks, in words, and then how it is to be read.
func TestQuestions(t *testing.T) {
	all, err := Questions()
	if err != nil || len(all) < 15 {
		t.Fatalf("%d questions, %v", len(all), err)
	}
	shape := regexp.MustCompile(`^# [A-Z].*(\n# .*)*\?\n#\n(# .+\n)+query [A-Z]\w+`)
	for _, q := range all {
		if !shape.MatchString(q) {
			t.Errorf("no question in words, or nothing about it:\n%.300s", q)
		}
	}
}

// Warm reads once for each field of the questions that are plain reads, and stops when nobody waits for it.
func TestWarm(t *testing.T) {
	counted := builtIn(t, stores[0].open)
	if err := Warm(t.Context(), counted); err != nil {
		t.Fatal(err)
	}
	if n := counted.n.Load(); n < 10 {
		t.Errorf("%d Reads", n)
	}
	seen := &seeing{reads: counted}
	if err := Warm(t.Context(), seen); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"along SPEAKER in distinct to Assertion", "along HELD_AT in distinct to"} {
		if !strings.Contains(seen.text, part) {
			t.Errorf("no timeline is asked for, which has a %s", part)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	stopping := &stopping{counted, cancel}
	before := counted.n.Load()
	if err := Warm(ctx, stopping); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
	if n := counted.n.Load() - before; n > 4 {
		t.Errorf("%d Reads after the first was the last", n)
	}
}

// Requests are planned side by side, the first of each sort too: nothing that they share changes.
func TestAtOnce(t *testing.T) {
	h, _ := kabul(t, stores[0].open)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			const filter = `name: {contains: "a"}`
			q := fmt.Sprintf("{ a%[1]d: agents(where: {%[2]s}) { totalCount } b%[1]d: events(where: {%[2]s, participant: {role: {prefix: \"a\"}}}) { totalCount } }", i, filter)
			if got := ask(t, h, q, nil); strings.Contains(got, "errors") {
				t.Error(got)
			}
		})
	}
	all.Wait()
}

// A seeing keeps what is asked, by several at once.
type seeing struct {
	*reads
	mu   sync.Mutex
	text string
}

func (s *seeing) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	s.mu.Lock()
	for _, q := range qs {
		s.text += q.Select.String()
	}
	s.mu.Unlock()
	return s.reads.Read(ctx, qs...)
}

// A stopping cancels a context with the first Read.
type stopping struct {
	*reads
	cancel func()
}

func (s *stopping) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	s.cancel()
	return s.reads.Read(ctx, qs...)
}
