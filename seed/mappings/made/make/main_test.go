package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	var out, notes bytes.Buffer
	if err := run([]string{"tapes", "20", "5"}, &out, &notes); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "\n"); n != 20 {
		t.Errorf("%d lines; want 20", n)
	}
	if !strings.HasPrefix(notes.String(), "20 records, 0 to be rejected; nodes map[") {
		t.Errorf("it says %s", notes.String())
	}
}

func TestMisuse(t *testing.T) {
	for args, want := range map[string]string{
		"":              "make: 0 arguments; usage: ",
		"tapes":         "make: 1 arguments; usage: ",
		"cards 10":      `make: there is no form "cards"; usage: `,
		"tapes many":    `make: "many" is no number of records; usage: `,
		"tapes -1":      `make: "-1" is no number of records; usage: `,
		"tapes 10 some": `make: "some" is no seed, a whole number; usage: `,
	} {
		if err := run(strings.Fields(args), &bytes.Buffer{}, &bytes.Buffer{}); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v", args, err)
		}
	}
}
