package graph

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/graph/derive"
	"parley/seed/load"
)

// The disputes of a small file that is made up: claims that contradict each other, twice over and with
// a note or without, and claims that are affirmed and denied. The cases are like those of TestGolden.
func TestDisputes(t *testing.T) {
	files, err := filepath.Glob("testdata/disputes/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	lines, err := os.ReadFile("testdata/disputes/bridge.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	onto := domain(t)
	for _, s := range stores {
		t.Run(s.name, func(t *testing.T) {
			bare := s.open(t, onto.Store)
			t.Cleanup(func() { bare.Close() })
			counted := &reads{Store: derive.Store(bare, onto)}
			if _, _, err := load.BuiltIn(t.Context(), counted.Store, onto, "bridge.jsonl", strings.NewReader(string(lines))); err != nil {
				t.Fatal(err)
			}
			for _, executor := range []bool{false, true} {
				options := patient()
				options.Executor = executor
				h, err := options.NewHandler(counted, slog.New(slog.DiscardHandler))
				if err != nil {
					t.Fatal(err)
				}
				for _, file := range files {
					t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
						golden(t, h, &counted.n, file, s.name == "reference" && !executor)
					})
				}
			}
		})
	}
}
