package main

import (
	"bytes"
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
	tests := []struct {
		name        string
		args        []string
		env, stdin  string
		code        int
		out, errors string // what each contains
	}{
		{name: "File", args: []string{good}, out: good + ": 1 nodes and 0 edges: 1 new, 0 changed, 0 unchanged\n  Person         1\n"},
		{name: "Twice", args: []string{good, good}, out: "0 new, 0 changed, 1 unchanged"},
		{name: "StandardInput", args: []string{"-"}, stdin: `{"kind": "PLACE", "id": "p", "name": "P"}`, out: "-: 1 nodes and 0 edges"},
		{name: "BuiltInData", args: []string{"data/kabul.jsonl"}, out: "data/kabul.jsonl: 169 nodes and 373 edges: 542 new"},
		{name: "WrongFile", args: []string{good, bad}, code: 1, out: good + ": 1 nodes",
			errors: "seed: " + bad + ":1: name: it is missing, and a line of Person must have it\n" + bad + ":2: a line has one of the keys"},
		{name: "WrongStandardInput", args: []string{"-"}, stdin: "[]", code: 1, errors: "seed: standard input:1: the line is []"},
		{name: "NoSuchFile", args: []string{none}, code: 1, errors: "seed: open " + none + ": no such file"},
		{name: "NoSuchStore", env: "postgres:x", args: []string{good}, code: 1, errors: "seed: "},
		{name: "NoFile", code: 2, errors: "seed: name the files to load\nusage: "},
		{name: "UnknownFlag", args: []string{"-x", good}, code: 2, errors: "-x"},
		{name: "Help", args: []string{"-h"}, errors: "usage: go run ./seed [-store S] FILE..."},
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

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
