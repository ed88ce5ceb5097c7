package mapping

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/seed/record"
)

func TestInput(t *testing.T) {
	m := parse(t, `about: Why.
input: {format: csv, encoding: windows-1252, delimiter: ";", quote: none, comment: "#", skip: 2, header: [a, b], records: x.y, files: "*.csv"}
nodes: {p: {kind: PERSON, id: p, name: P}}
`)
	got := m.Input()
	got.Table = nil
	want := record.Options{Format: "csv", Encoding: "windows-1252", Delimiter: ";", Quote: "none", Comment: "#", Skip: 2, Header: []string{"a", "b"}, Records: "x.y", Files: "*.csv"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// readFile makes lines of a file.
func readFile(t *testing.T, m *Mapping, name, text string) (all string, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := record.Open([]string{path}, nil, m.Input())
	if err != nil {
		t.Fatal(err)
	}
	for rec, err := range r.Records() {
		if err != nil {
			return all, err
		}
		row, _ := m.Row(rec)
		all += lines(row)
	}
	return all, nil
}

func TestTableLacksColumns(t *testing.T) {
	m := parse(t, `if: {Kind: x}
let: {a: "{Date}"}
nodes:
  p: {kind: PERSON, each: [Participant, {columns: "E*", as: e}], id: "{Participant}", name: "{Nane} {a} {e.value} {#line}"}
  q: {kind: PERSON, each: {columns: "F?", as: e}, id: "{e.name}", name: "{e.value}"}
`)
	_, err := readFile(t, m, "t.csv", "Kind,Name,Participants,Date,E1,F\nx,y,z,d,e,f\n")
	var ps Problems
	if !errors.As(err, &ps) {
		t.Fatal(err)
	}
	var got []string
	for i := range ps {
		ps[i].Reason = ps[i].Reason[len(filepath.Dir(ps[i].Reason))+1:]
		got = append(got, ps[i].String())
	}
	want := []string{
		`m.yaml:4:28: t.csv has no column "Participant"; did you mean "Participants"?`,
		`m.yaml:4:93: t.csv has no column "Nane"; did you mean "Name"?`,
		`m.yaml:5:37: t.csv has no column that matches "F?"`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestTableHasOneColumn(t *testing.T) {
	const text = `nodes: {p: {kind: PERSON, id: "{No}", name: "{Name}"}}`
	for _, c := range []struct{ name, head, text, want string }{
		{"Semicolon", "", "No;Name;Place\n", `t.csv: the table has one column, "No;Name;Place"; is its delimiter ";"? input: {delimiter: ";"} says so`},
		{"Tab", "", "No\tName\n", `t.csv: the table has one column, "No\tName"; is its delimiter "\t"? input: {delimiter: "\t"} says so`},
		{"Comma", "input: {delimiter: \";\"}\n", "No,Name\n", `t.csv: the table has one column, "No,Name"; is its delimiter ","? input: {delimiter: ","} says so`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readFile(t, parse(t, c.head+text), "t.csv", c.text)
			var ps Problems
			if !errors.As(err, &ps) || len(ps) != 1 || !strings.HasSuffix(ps[0].Reason, c.want) {
				t.Errorf("got %v", err)
			}
		})
	}
	if _, err := readFile(t, parse(t, `nodes: {p: {kind: PERSON, id: "{a;b}", name: "{a;b}"}}`), "t.csv", "a;b\n"); err != nil {
		t.Errorf("the column is meant: %v", err)
	}
}

// What is suggested for a column can be written so.
func TestTableHasOddColumns(t *testing.T) {
	const columns = "Name|x,{Place},Full name \n1,2,3\n"
	_, err := readFile(t, parse(t, `nodes: {p: {kind: PERSON, id: "{Name x}", name: "{Full name}", description: "{Place}"}}`), "t.csv", columns)
	var ps Problems
	if !errors.As(err, &ps) || len(ps) != 2 {
		t.Fatal(err)
	}
	for i, want := range []string{`has no column "Name x"; did you mean {"Name|x"}?`, `has no column "Place"; did you mean {"{Place}"}?`} {
		if !strings.HasSuffix(ps[i].Reason, want) {
			t.Errorf("got %s, want …%s", ps[i].Reason, want)
		}
	}
	got, err := readFile(t, parse(t, `nodes: {p: {kind: PERSON, id: '{"Name|x"}', name: "{Full name}", description: '{"{Place}"}'}}`), "t.csv", columns)
	if want := `{"kind":"PERSON","id":"1","name":"3","description":"2"}` + "\n"; err != nil || got != want {
		t.Errorf("got %s %v", got, err)
	}
}

func TestTableHasColumns(t *testing.T) {
	m := parse(t, `nodes: {p: {kind: PERSON, id: "{No.}", name: "{column 1}", aliases: {from: Names, split: ","}}}`)
	got, err := readFile(t, m, "t.csv", "\ufeff,No.,Names\nAnn,1,\"a, b\"\n\nBob,2,\n")
	if err != nil {
		t.Fatal(err)
	}
	want := `{"kind":"PERSON","id":"1","name":"Ann","aliases":["a","b"]}
{"kind":"PERSON","id":"2","name":"Bob"}
`
	if got != want {
		t.Errorf("got\n%s", got)
	}
}

func TestUnseen(t *testing.T) {
	m := parse(t, `nodes:
  p: {kind: PERSON, id: "{id}", name: "{nxme}", aliases: ["{name}", "{id.x}"], if: {dead: {exists: false}}}
  q: {kind: PERSON, each: list, id: "{list.x}", name: "{list.y}"}
  r: {kind: PERSON, each: other, id: "{other.x}", name: "{other.y}"}
  s: {kind: PERSON, id: "{id}", name: "{id}", description: "{no} {x}"}
`)
	if got := m.Unseen(); got != nil {
		t.Errorf("before the first record: %v", got)
	}
	for _, rec := range []string{`{"id": "1", "list": [{"x": "1"}]}`, `{"id": "2", "name": "n"}`} {
		row(t, m, rec)
	}
	want := []Path{
		{"nxme", 2, 39, ""}, {"id.x", 2, 69, ""}, {"list.y", 3, 55, ""}, {"other", 4, 27, ""}, {"no", 5, 60, ""}, {"x", 5, 60, "the elements of list have it; each: list reads them, or input: {records: list} makes each a record"},
	}
	if d := cmp.Diff(want, m.Unseen()); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

// Whatever the name of a column, there is a way to write it.
func TestNamesInQuotes(t *testing.T) {
	for _, name := range []string{"a", "a b", "a.b", "a|b", "{a}", "}", "{", `"a"`, `a"b`, `"`, `""`, `"|"`, "#line", "|", "a|lower", "a.", ".", `a".b|`, "{a}.{b}"} {
		written := inQuotes(name)
		m := parse(t, "nodes: {p: {kind: PERSON, id: p, name: n, description: '<{"+written+"}>', aliases: {from: '"+written+"'}}}")
		r, _ := m.Row(record.Record{Value: record.Object{{Key: name, Value: "x"}}})
		if got, want := lines(r), `{"kind":"PERSON","id":"p","name":"n","description":"<x>","aliases":["x"]}`+"\n"; got != want {
			t.Errorf("%s, written %s: got %s", name, written, got)
		}
	}
}
