package mapping

import (
	"errors"
	"os"
	"path/filepath"
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
	if m.About() != "Why." {
		t.Error(m.About())
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
`)
	if got := m.Unseen(); got != nil {
		t.Errorf("before the first record: %v", got)
	}
	for _, rec := range []string{`{"id": "1", "list": [{"x": "1"}]}`, `{"id": "2", "name": "n"}`} {
		row(t, m, rec)
	}
	want := []Path{{"nxme", 2, 39}, {"id.x", 2, 69}, {"list.y", 3, 55}, {"other", 4, 27}}
	if d := cmp.Diff(want, m.Unseen()); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
