package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	dir := t.TempDir()
	good, bad := filepath.Join(dir, "good.jsonl"), filepath.Join(dir, "bad.jsonl")
	write(t, good, `{"kind": "PERSON", "id": "person:ann", "name": "Ann"}`)
	write(t, bad, `{"kind": "PERSON", "id": "person:bob"}`+"\n{}")
	none := filepath.Join(dir, "none.jsonl")
	piped := filepath.Join(dir, "piped.yaml")
	never, places := filepath.Join(dir, "never.yaml"), filepath.Join(dir, "places.yaml")
	rows, wrong, table := filepath.Join(dir, "rows.yaml"), filepath.Join(dir, "wrong.yaml"), filepath.Join(dir, "table.csv")
	write(t, rows, `nodes: {i: {kind: DOCUMENT, id: "i:{id}", name: "{name}", published: "{born}"}}`)
	write(t, piped, `{input: {format: csv}, nodes: {i: {kind: DOCUMENT, id: "i:{id}", name: "{name}", published: "{born}"}}}`)
	write(t, never, `{if: {born: soon}, input: {format: csv}, nodes: {i: {if: {name: nobody}, kind: INCIDENT, id: "i:{id}", name: "{name}"}}}`)
	write(t, places, `{input: {format: csv}, nodes: {p: {kind: PLACE, id: "{id}", name: "{id}"}}, edges: [{relation: PART_OF, from: p, to: {id: "{in}"}}]}`)
	bare := filepath.Join(dir, "bare.yaml")
	write(t, bare, `nodes: {m: {kind: MEETING, id: "m:{id}", name: "{name}"}}`)
	write(t, wrong, "nodes:\n  p: {kind: PERSN, id: x, name: x}\n")
	write(t, table, "id,name,born\n1,Ann,1970\n2,Bob,soon\n3,Eve,1971\n")
	tests := []struct {
		name        string
		args        []string
		env, stdin  string
		code        int
		out, errors string // what each contains
	}{
		{name: "File", args: []string{good}, out: good + ": 1 node and 0 edges: 1 new, 0 changed, 0 unchanged\n  Person         1\n"},
		{name: "Twice", args: []string{good, good}, out: "0 new, 0 changed, 1 unchanged"},
		{name: "StandardInput", args: []string{"-"}, stdin: `{"kind": "PLACE", "id": "p", "name": "P"}`, out: "-: 1 node and 0 edges"},
		{name: "BuiltInData", args: []string{"data/kabul.jsonl"}, out: "data/kabul.jsonl: 169 nodes and 373 edges: 542 new"},
		{name: "WrongFile", args: []string{good, bad}, code: failed, out: good + ": 1 node",
			errors: "seed: " + bad + ":1: name: it is missing, and a line of Person must have it\n" + bad + ":2: a line has one of the keys"},
		{name: "WrongStandardInput", args: []string{"-"}, stdin: "[]", code: failed, errors: "seed: standard input:1: the line is []"},
		{name: "NoSuchFile", args: []string{good, none}, code: failed, errors: "seed: stat " + none + ": no such file"},
		{name: "Directory", args: []string{good, dir}, code: failed, errors: "seed: " + dir + " is a directory; name the files in it"},
		{name: "TableWithoutMapping", args: []string{table}, code: failed,
			errors: "\n" + table + " is read as the native format, since there is no -map; its name says that it is csv, which needs a mapping: see seed/example/README.md\n"},
		{name: "NoSuchStore", env: "postgres:x", args: []string{good}, code: failed, errors: ": invalid; set the store by -store or PARLEY_STORE\n"},
		{name: "NoSuchDatabase", env: "neo4j://127.0.0.1:1", args: []string{good}, code: failed, errors: "its login by NEO4J_USERNAME and NEO4J_PASSWORD"},
		{name: "NoFile", code: misused, errors: "seed: name the files to load\nusage: "},
		{name: "UnknownFlag", args: []string{"-x", good}, code: misused, errors: "-x"},
		{name: "Help", args: []string{"-h"}, errors: "usage: go run ./seed [-store S] -map MAPPING.yaml"},
		{name: "DryRun", args: []string{"-dry-run", good, "data/kabul.jsonl"}, env: "postgres:x", out: good + ": 1 node and 0 edges: nothing is written\n  Person         1\ndata/kabul.jsonl: 169 nodes and 373 edges: nothing"},
		{name: "DryRunOfAWrongFile", args: []string{"-dry-run", bad}, code: failed, errors: "seed: " + bad + ":1: name: it is missing"},
		{name: "RederiveAFile", args: []string{"-rederive", good}, code: misused, errors: "seed: -rederive loads nothing: it goes with -store alone\nusage: "},
		{name: "RederiveNothing", args: []string{"-rederive"}, code: failed, errors: "holds no store, so that there is nothing to derive"},
		{name: "StrictWithoutMapping", args: []string{"-strict", good}, code: misused, errors: "seed: -strict and -rejects go with -map"},
		{name: "Mapped", args: []string{"-map", rows, table}, code: incomplete, out: "3 records, 1 of them left out\n2 nodes and 0 edges: 2 new", errors: table + ":3: born: edtf: \"soon\""},
		{name: "MappedFromStandardInput", args: []string{"-map", piped, "-"}, stdin: "id,name,born\n1,Ann,1970\n", out: "1 record\n1 node"},
		{name: "MappedDry", args: []string{"-map", rows, "-dry-run", table}, env: "postgres:x", code: incomplete, errors: table + ":3: born: ",
			out: "What comes of the first good record, " + table + ":2:\n  {\"kind\":\"DOCUMENT\",\"id\":\"i:1\",\"name\":\"Ann\",\"published\":\"1970\"}\n3 records, 1 of them left out\n2 nodes and 0 edges: nothing is written\n"},
		{name: "MappedDryBreakingARule", args: []string{"-map", places, "-dry-run", "-"}, stdin: "id,in\n" + strings.Repeat("x", 257) + ",\na,b\nb,c\na,c\nc,\n", env: "postgres:x", code: incomplete,
			out: "What comes of the first good record, -:3:\n", errors: "-:5: in: Place \"a\": its field partOf takes at most one edge of PART_OF"},
		{name: "MappedDryWithoutNodes", args: []string{"-map", places, "-dry-run", "-"}, stdin: "id,in\na,x\n", env: "postgres:x",
			out: "1 record\n1 id is in no file and must be in the graph when this is loaded: x\n1 node and 1 edge: nothing is written\n"},
		{name: "Nothing", args: []string{"-map", never, table}, code: failed, out: "2 records are passed over, as the mapping's if says\n1 record, 1 made nothing\n0 nodes and 0 edges",
			errors: "seed: no record made anything: 2 are passed over, as the mapping's if says, 1 has nothing that the mapping makes anything of; see "},
		{name: "NothingToRead", args: []string{"-map", piped, "-"}, stdin: "id,name,born\n", out: "0 records\n0 nodes"},
		{name: "Strict", args: []string{"-map", rows, "-strict", table}, code: failed, errors: "\"soon\" at byte 0: here is 's', where there should be a year of four digits, as in 2021-08-15\nseed: stopped at the first bad record, as -strict says\n"},
		{name: "FormThatCannotBeTold", args: []string{"-map", rows, "-"}, code: failed, errors: "input: {format: csv}"},
		{name: "NoSuchMapping", args: []string{"-map", none, table}, code: failed, errors: "no such file"},
		{name: "WrongMapping", args: []string{"-map", wrong, table}, code: failed, errors: "seed: " + wrong + ":2:"},
		{name: "RejectsWouldBeTheTable", args: []string{"-map", rows, "-rejects", table, table}, code: failed, errors: "-rejects " + table + ": this file is read or holds the graph"},
		{name: "Warnings", args: []string{"-map", bare, "-dry-run", table}, out: "nodes", errors: "warning: " + bare + ":1:"},
		{name: "RejectsCannotBeWritten", args: []string{"-map", rows, "-rejects", filepath.Join(none, "x"), table}, code: failed, errors: "seed: "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			env := func(name string) string {
				switch {
				case name == "PARLEY_STORE" && tt.env != "":
					return tt.env
				case name == "PARLEY_STORE":
					return "sqlite:" + filepath.Join(t.TempDir(), "test.db")
				}
				return ""
			}
			var out, errs bytes.Buffer
			code := run(t.Context(), tt.args, env, strings.NewReader(tt.stdin), &out, &errs)
			if code != tt.code {
				t.Errorf("the code is %d; want %d (errors: %s)", code, tt.code, &errs)
			}
			if !strings.Contains(out.String(), tt.out) || tt.out == "" && out.Len() > 0 {
				t.Errorf("the output is\n%s\nand lacks\n%s", &out, tt.out)
			}
			if !strings.Contains(errs.String(), tt.errors) || tt.errors == "" && errs.Len() > 0 {
				t.Errorf("the errors are\n%s\nand lack\n%s", &errs, tt.errors)
			}
		})
	}
}

// TestStoreFlag sees that the flag goes before the environment.
func TestStoreFlag(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	env := func(string) string { return "postgres:x" }
	var out, errs bytes.Buffer
	if code := run(t.Context(), []string{"-store", "sqlite:" + path, "data/kabul.jsonl"}, env, nil, &out, &errs); code != 0 {
		t.Fatalf("the code is %d, the errors %s", code, &errs)
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

// TestRejects sees that every reason is in the file, whole.
func TestRejects(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "map.yaml", `nodes: {i: {kind: DOCUMENT, id: "i:{id}", name: "{name}", published: "{born}"}}`)
	table := "id,name,born\n0,Ann,1970\n"
	for range 2 * most {
		table += "1,<é>,soon\n"
	}
	write(t, "table.csv", table)
	var out, errs bytes.Buffer
	args := []string{"-store", "sqlite:test.db", "-map", "map.yaml", "-rejects", "rejects.jsonl", "table.csv"}
	if code := run(t.Context(), args, func(string) string { return "" }, nil, &out, &errs); code != incomplete {
		t.Errorf("the code is %d", code)
	}
	if want := fmt.Sprintf("seed: and %d more like these; all are in rejects.jsonl\n", most); !strings.HasSuffix(errs.String(), want) || strings.Count(errs.String(), "\n") != most+1 {
		t.Errorf("the errors are\n%s", &errs)
	}
	rejects, err := os.ReadFile("rejects.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(rejects)), "\n")
	const first = `{"file":"table.csv","line":3,"column":"born","value":"soon","reason":"edtf: \"soon\" at byte 0: here is 's', where there should be a year of four digits, as in 2021-08-15","entry":"i"}`
	if len(lines) != 2*most || lines[0] != first {
		t.Errorf("there are %d rejects, the first\n%s\nwant\n%s", len(lines), lines[0], first)
	}
}

// TestInterrupted sees that a command that is interrupted says so.
func TestInterrupted(t *testing.T) {
	t.Chdir(t.TempDir())
	write(t, "map.yaml", `nodes: {p: {kind: PERSON, id: "p:{id}", name: "{id}"}}`)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, errs bytes.Buffer
	code := run(ctx, []string{"-store", "sqlite:test.db", "-map", "map.yaml", "-"}, func(string) string { return "" }, strings.NewReader("id\n1\n"), &out, &errs)
	if code != failed || errs.String() != "seed: stopped; run it again to finish\n" {
		t.Errorf("the code is %d, the errors are %s", code, &errs)
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
