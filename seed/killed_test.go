package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"parley/seed/mappings/made"
)

// asCommand in the environment makes the test program the command itself, so that it can
// be killed.
const asCommand = "PARLEY_TEST_SEED"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		main()
	}
	os.Exit(m.Run())
}

// TestKilled kills an import in the middle, again and again and each time later, and
// then lets it finish. Then all is there that is there after an import that nobody
// stopped, and nothing else.
func TestKilled(t *testing.T) {
	dir := t.TempDir()
	tapes := filepath.Join(dir, "tapes.jsonl")
	f, err := os.Create(tapes)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := made.Tapes(f, 1, 1000); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	command := func(name string) (*exec.Cmd, *bytes.Buffer) {
		c := exec.CommandContext(t.Context(), os.Args[0], "-store", "sqlite:"+filepath.Join(dir, name), "-map", "mappings/nixon-tapes.yaml", tapes)
		c.Env = append(os.Environ(), asCommand+"=1", "TMPDIR="+dir)
		var out bytes.Buffer
		c.Stdout = &out // On the standard error it tells its progress, if it is slow.
		return c, &out
	}
	finish := func(name string) string {
		c, out := command(name)
		if err := c.Run(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return out.String()
	}
	began := time.Now()
	whole := finish("whole.db")
	took := time.Since(began)
	killed := 0
	for i := range 8 {
		c, _ := command("killed.db")
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(took * time.Duration(i+2) / 10)
		if err := c.Process.Kill(); err != nil {
			t.Log(err) // It was quicker this time.
		}
		if c.Wait() != nil {
			killed++
		}
	}
	if killed == 0 {
		t.Error("no import was killed")
	}
	finish("killed.db")
	const question = `{node(id: "x") {id} agents(first: 0) {totalCount} places(first: 0) {totalCount} events(first: 0) {totalCount}
		documents(first: 0) {totalCount} claims(first: 0) {totalCount} assertions(first: 0) {totalCount}}`
	if got, want := ask(t, "sqlite:"+filepath.Join(dir, "killed.db"), question), ask(t, "sqlite:"+filepath.Join(dir, "whole.db"), question); got != want {
		t.Errorf("the graph holds %s; want %s", got, want)
	}
	again := finish("killed.db")
	_, counts, _ := strings.Cut(whole, "\n")
	if _, unchanged, _ := strings.Cut(again, "\n"); !strings.Contains(unchanged, ": 0 new, 0 changed, ") || kinds(unchanged) != kinds(counts) {
		t.Errorf("an import after the last says\n%s", again)
	}
	rest, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range rest {
		if base := filepath.Base(name); base != "tapes.jsonl" && !strings.Contains(base, ".db") {
			t.Errorf("%s is left", base)
		}
	}
}

// kinds are the lines of a report but the first.
func kinds(report string) string {
	_, rest, _ := strings.Cut(report, "\n")
	return rest
}
