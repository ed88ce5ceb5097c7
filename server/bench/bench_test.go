package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"parley/graph/store/neo4j/neo4jtest"
)

// The whole command, on each store: it fails unless every statement by hand gives the answers that Parley gives, and
// both stores the same. Of 4,000 conversations there are more than 500 people, which is two pages.
func TestCommand(t *testing.T) {
	t.Setenv("PARLEY_DATA", "")
	t.Run("SQLite", func(t *testing.T) {
		compared(t, 146, []string{sqliteName}, "-conversations", "4000")
	})
	t.Run("Neo4j", func(t *testing.T) {
		cfg := neo4jtest.Config(t)
		neo4jtest.Wipe(t, cfg)
		t.Setenv("NEO4J_USERNAME", cfg.Username)
		t.Setenv("NEO4J_PASSWORD", cfg.Password)
		compared(t, 14, []string{sqliteName, neo4jName}, "-conversations", "400", "-neo4j", cfg.URL)
	})
}

// compared runs the command and holds its table to have a line for each question and store. The last page of the hub's
// meetings follows from their number.
func compared(t *testing.T, lastPage int, stores []string, args ...string) {
	t.Helper()
	var out bytes.Buffer
	if err := command(t.Context(), append(args, "-rounds", "1"), &out, t.Output()); err != nil {
		t.Fatal(err)
	}
	s := &subjects{pages: []page{{number: 1}, {number: 2}, {number: lastPage}}, people: 1000, days: &span{}}
	for _, q := range questions(s) {
		for _, st := range stores {
			if n := strings.Count(out.String(), "\n| "+q.name+" | "+st+" | "); n != 1 {
				t.Errorf("the table has %d lines about %q on %s:\n%s", n, q.name, st, &out)
			}
		}
	}
	if n := strings.Count(out.String(), "times as long as page 1"); n != len(stores) {
		t.Errorf("%d stores are compared by page, and %d are due", n, len(stores))
	}
}

// A statement with another answer, or with too short a one, is no competitor.
func TestWrongStatements(t *testing.T) {
	b, found := small(t)
	for _, q := range questions(found) {
		ways, err := q.ways(t.Context(), []*bed{b})
		if err != nil {
			t.Fatal(err)
		}
		if err := q.check(t.Context(), ways); err != nil {
			t.Fatal(err)
		}
		long := q
		long.rows = 10_000
		if err := long.check(t.Context(), ways); err == nil || !strings.Contains(err.Error(), "at least 10000 are due") {
			t.Errorf("%s: too short an answer is %v", q.name, err)
		}
		wrong := slices.Clone(q.sql)
		wrong[0].text, wrong[0].rows = `SELECT json_array(1, 2, 3)`, false
		q.sql = wrong
		ways, err = q.ways(t.Context(), []*bed{b})
		if err != nil {
			t.Fatal(err)
		}
		q.rows = 0
		if err := q.check(t.Context(), ways); !errors.Is(err, errDiffer) {
			t.Errorf("%s: a wrong answer is %v", q.name, err)
		}
	}
}

// small is a server on a few made conversations in a file.
func small(t testing.TB) (*bed, *subjects) {
	t.Helper()
	dir := t.TempDir()
	o := &options{conversations: 400}
	_, places, err := o.prepare(t.Context(), dir, t.Output())
	if err != nil {
		t.Fatal(err)
	}
	b, err := openBed(context.WithoutCancel(t.Context()), places[0]) // It is stopped in the cleanup.
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.close(); err != nil {
			t.Error(err)
		}
	})
	found, err := look(t.Context(), []*bed{b})
	if err != nil {
		t.Fatal(err)
	}
	return b, found
}

// Under load nothing fails, and the store that is measured stays as it is while a copy is written to.
func TestUnderLoad(t *testing.T) {
	dir := t.TempDir()
	o := &options{conversations: 400, load: true}
	binary, places, err := o.prepare(t.Context(), dir, t.Output())
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	p := usualLoad(400 * time.Millisecond)
	p.starts, p.rounds = 1, 20
	if err := underLoad(t.Context(), &out, binary, dir, places, p); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), ", 0 errors"); n != 4 {
		t.Errorf("%d of 4 measurements are without errors:\n%s", n, &out)
	}
	written := func(file string) (n int) {
		h, err := openSQL(place{location: "sqlite:" + file})
		if err != nil {
			t.Fatal(err)
		}
		defer h.close()
		if err := h.(*sqlHand).conn.QueryRowContext(t.Context(), `SELECT count(*) FROM node WHERE id LIKE 'meeting:bench-%'`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := written(o.sqlite); n != 0 {
		t.Errorf("%d meetings were written into the store itself", n)
	}
	if n := written(filepath.Join(dir, "copy.db")); n == 0 {
		t.Error("nothing was written into the copy")
	}
}

func TestRows(t *testing.T) {
	tests := map[string]struct {
		got  answer
		want string
	}{
		"an object is its values":   {[][]byte{[]byte(`{"data":{"person":{"name":"N","id":"p","met":[]}}}`)}, `["N","p",[]]`},
		"of one value it is that":   {[][]byte{[]byte(`{"data":{"all":{"nodes":[{"id":"a","place":null},{"id":"b","place":{"name":"B"}}]}}}`)}, `[["a",null],["b","B"]]`},
		"cursors do not count":      {[][]byte{[]byte(`{"data":{"p":[{"pageInfo":{"hasNextPage":true,"endCursor":"x"}}]}}`)}, `[true]`},
		"pages follow each other":   {[][]byte{[]byte(`{"data":{"p":[{"id":"a"}]}}`), []byte(`{"data":{"p":[{"id":"b"}]}}`)}, `["a","b"]`},
		"SQLite's text is read":     {`[1,"a",[null]]`, `[1,"a",[null]]`},
		"the driver's values stand": {[]any{int64(1), "a", []any{nil}}, `[1,"a",[null]]`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := rows(tt.got)
			if err != nil {
				t.Fatal(err)
			}
			var want any
			if err := json.Unmarshal([]byte(tt.want), &want); err != nil {
				t.Fatal(err)
			}
			if err := same(want, got); err != nil {
				t.Error(err)
			}
		})
	}
	for name, body := range map[string]string{
		"an error": `{"errors":[{"message":"no"}],"data":null}`, "no JSON": `{"data":`, "no rows": `{"data":{"person":null}}`,
	} {
		if v, err := rows([][]byte{[]byte(body)}); err == nil {
			t.Errorf("%s is taken for %v", name, v)
		}
	}
}

func TestSame(t *testing.T) {
	for _, tt := range []struct {
		want, got any
		at        string
	}{
		{[]any{"a", []any{1.0, nil}}, []any{"a", []any{1.0, "x"}}, "[1][1]"},
		{[]any{"a"}, []any{"a", "b"}, "1 and 2"},
		{[]any{[]any{"a"}}, []any{"a"}, "[0]"},
		{[]any{nil}, []any{[]any{}}, "[0]"},
	} {
		if err := same(tt.want, tt.got); !errors.Is(err, errDiffer) || !strings.Contains(err.Error(), tt.at) {
			t.Errorf("%v and %v: %v, and it should name %s", tt.want, tt.got, err, tt.at)
		}
	}
}

func TestFigures(t *testing.T) {
	times := []time.Duration{4e6, 1e6, 3e6, 2e6}
	for share, want := range map[float64]time.Duration{0: 1e6, 0.25: 1e6, 0.5: 2e6, 0.51: 3e6, 0.95: 4e6, 1: 4e6} {
		if got := quantile(times, share); got != want {
			t.Errorf("of four, the quantile %v is %s, want %s", share, got, want)
		}
	}
	one, other := &way{times: times}, &way{times: []time.Duration{8e6}}
	if got := ratio(other, one); got != 4 {
		t.Errorf("8 ms against 2 ms is %v times as long", got)
	}
	if got := one.figures(); got != "2.00 / 4.00" {
		t.Errorf("the figures are %q", got)
	}
	if got := megabytes("Name:\tparley\nVmRSS:\t  20480 kB\n", "VmRSS:"); got != 20 {
		t.Errorf("20480 kB are %v MB", got)
	}
}

func TestParse(t *testing.T) {
	t.Setenv("PARLEY_DATA", "data")
	for args, want := range map[string]string{
		"":                   filepath.Join("data", "nixon-tapes", "conversations.ndjson.gz"),
		"-data x.jsonl":      "x.jsonl",
		"-times 2":           "",
		"-times 2 -rounds 9": "",
	} {
		if o, err := parse(strings.Fields(args), io.Discard); err != nil || o.data != want {
			t.Errorf("%q reads %+v, %v", args, o, err)
		}
	}
	for args, says := range map[string]string{
		"-rounds 0":            "-rounds must be",
		"-times -1":            "-times must be",
		"-times 2 -data x":     "leave one out",
		"-conversations 10":    "200 or more",
		"-load -duration 10ms": "1s or more",
		"file":                 "only flags",
	} {
		if _, err := parse(strings.Fields(args), io.Discard); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v does not say %q", args, err, says)
		}
	}
}
