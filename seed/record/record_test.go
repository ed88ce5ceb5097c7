package record

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// write writes a file and returns its name.
func write(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// read returns what files hold, a line for each record, bad one and fatal error, with
// the names of their folders cut off.
func read(t testing.TB, o Options, names ...string) string {
	t.Helper()
	r, err := Open(names, strings.NewReader(""), o)
	if err != nil {
		t.Fatal(err)
	}
	return all(t, r)
}

func all(t testing.TB, r *Reader) string {
	t.Helper()
	var b strings.Builder
	for x, err := range r.Records() {
		var bad *Bad
		switch {
		case errors.As(err, &bad):
			fmt.Fprintf(&b, "bad %v\n", err)
		case err != nil:
			fmt.Fprintf(&b, "END %v\n", err)
		default:
			fmt.Fprintf(&b, "%s:%d %s\n", x.File, x.Line, ordered(x.Value))
		}
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	s := b.String()
	for _, name := range r.names {
		s = strings.ReplaceAll(s, filepath.Dir(name)+"/", "")
	}
	return s
}

// ordered writes a value out with its keys in order.
func ordered(v any) string {
	var parts []string
	switch v := v.(type) {
	case Object:
		for _, m := range v {
			parts = append(parts, m.Key+"="+ordered(m.Value))
		}
		return "{" + strings.Join(parts, " ") + "}"
	case []any:
		for _, x := range v {
			parts = append(parts, ordered(x))
		}
		return "[" + strings.Join(parts, " ") + "]"
	case string:
		return fmt.Sprintf("%q", v)
	}
	return fmt.Sprint(v)
}

// A reading is a file and what is read from it.
type reading struct {
	name    string
	file    string
	o       Options
	content string
	want    string
}

func (c reading) test(t *testing.T) {
	t.Run(c.name, func(t *testing.T) {
		got := read(t, c.o, write(t, c.file, c.content))
		if got != c.want {
			t.Errorf("got\n%swant\n%s", got, c.want)
		}
	})
}

func TestOpenRefuses(t *testing.T) {
	csv := write(t, "a.csv", "a\n")
	for _, c := range []struct {
		name  string
		files []string
		o     Options
		want  string
	}{
		{"Missing", []string{csv, "nowhere.csv"}, Options{}, "nowhere.csv: no such file"},
		{"Directory", []string{filepath.Dir(csv)}, Options{}, "is a directory"},
		{"StdinTwice", []string{"-", csv, "-"}, Options{}, "named twice"},
		{"Format", []string{csv}, Options{Format: "xls"}, `there is no format "xls"`},
		{"FormatByExtension", []string{csv}, Options{Format: "ndjson"}, `there is no format "ndjson"`},
		{"Encoding", []string{csv}, Options{Encoding: "klingon"}, `there is no encoding "klingon"`},
		{"EncodingOfNoUse", []string{csv}, Options{Encoding: "iso-2022-kr"}, "not supported"},
		{"Delimiter", []string{csv}, Options{Delimiter: ", "}, `the delimiter ", " must be one character`},
		{"DelimiterBreak", []string{csv}, Options{Delimiter: "\n"}, "no line break"},
		{"Quote", []string{csv}, Options{Quote: "''"}, `the quote "''" must be one character`},
		{"Same", []string{csv}, Options{Delimiter: ";", Quote: ";"}, "must differ"},
		{"HeaderTwice", []string{csv}, Options{Header: []string{"a", "b", "a"}}, `columns 1 and 3 of the header are both named "a"`},
		{"HeaderEmpty", []string{csv}, Options{Header: []string{}}, "no columns"},
		{"Skip", []string{csv}, Options{Skip: -1}, "-1 lines"},
		{"Comment", []string{csv}, Options{Comment: "#\n"}, "line break"},
		{"Files", []string{csv}, Options{Files: "[a"}, "malformed"},
		{"Records", []string{csv}, Options{Format: "xml", Records: "/"}, "such as visits/visit"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := Open(c.files, strings.NewReader(""), c.o)
			if err == nil || !strings.HasPrefix(err.Error(), "record: ") || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one with %q", err, c.want)
			}
		})
	}
}

func TestFormatByName(t *testing.T) {
	o := Options{}
	for name, want := range map[string]string{
		"a.csv": "csv", "A.CSV": "csv", "a.b.csv.gz": "csv", "a.tsv": "tsv", "a.tab": "tsv", "a.json": "json", "a.jsonl": "jsonl",
		"a.ndjson.gz": "jsonl", "a.ijson": "jsonl", "a.xml.ZST": "xml", "d.csv/a": "", "a.txt": "", "csv": "", "-": "", "a.gz": "",
	} {
		if got := o.format(name); got != want {
			t.Errorf("the format of %s is %q, want %q", name, got, want)
		}
	}
}

func TestFilesOneAfterAnother(t *testing.T) {
	a, b := write(t, "a.csv", "x\n1\n2,3\n"), write(t, "b.jsonl", "{\"y\":2}\n")
	r, err := Open([]string{a, "-", b}, strings.NewReader("x\n9\n"), Options{Format: ""})
	if err != nil {
		t.Fatal(err)
	}
	want := "a.csv:2 {x=\"1\"}\nbad a.csv:3: the row has 2 fields and the header 1 field\nEND record: -: the name does not tell its format; it must be given, as in input: {format: csv}, or tsv, json, jsonl, xml\n"
	if got := all(t, r); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	r, err = Open([]string{"-"}, strings.NewReader("x\n9\n"), Options{Format: "csv"})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := all(t, r), "-:2 {x=\"9\"}\n"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := all(t, r); !strings.Contains(got, "read already") {
		t.Errorf("the second time: %s", got)
	}
}

func TestProgress(t *testing.T) {
	a, b := write(t, "a.csv", "x\n1\n"), write(t, "b.csv", "x\n22\n")
	r, err := Open([]string{a, b}, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if read, total := r.Progress(); read != 0 || total != 9 {
		t.Errorf("before: %d of %d, want 0 of 9", read, total)
	}
	all(t, r)
	if read, total := r.Progress(); read != 9 || total != 9 {
		t.Errorf("after: %d of %d, want 9 of 9", read, total)
	}
	r, err = Open([]string{a, "-"}, strings.NewReader(""), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, total := r.Progress(); total != 0 {
		t.Errorf("with stdin the total is %d, want 0, for not known", total)
	}
}

func TestStopAndClose(t *testing.T) {
	for file, content := range map[string]string{
		"a.csv": "x\n1\n2\n", "a.jsonl": "{}\n{}\n", "a.json": "[{},{}]", "a.xml": "<a><b/><b/></a>",
	} {
		r, err := Open([]string{write(t, file, content)}, nil, Options{Records: map[bool]string{true: "a/b"}[file == "a.xml"]})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, err := range r.Records() {
			if err != nil {
				t.Errorf("%s: %v", file, err)
			}
			n++
			break
		}
		if n != 1 {
			t.Errorf("%s: %d records, want 1", file, n)
		}
		if r.open.Load() != nil {
			t.Errorf("%s is open yet", file)
		}
	}
	r, err := Open([]string{write(t, "a.csv", "x\n"+strings.Repeat("1\n", 1<<18))}, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var last error
	for _, err := range r.Records() {
		last = err
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if !errors.Is(last, os.ErrClosed) {
		t.Errorf("after Close: %v, want %v", last, os.ErrClosed)
	}
}

func TestReadFails(t *testing.T) {
	broken := errors.New("broken")
	for _, format := range []string{"csv", "json", "jsonl", "xml"} {
		begin := map[string]string{"csv": "a\n1\n", "json": `[{"a":1},`, "jsonl": "{\"a\":1}\n", "xml": "<a><b>1</b>"}[format]
		in := io.MultiReader(strings.NewReader(begin+strings.Repeat("\n", 2*bufferSize)), failing{broken})
		r, err := Open([]string{"-"}, in, Options{Format: format, Records: map[bool]string{true: "a/b"}[format == "xml"]})
		if err != nil {
			t.Fatal(err)
		}
		n, last := 0, error(nil)
		for _, err := range r.Records() {
			n, last = n+1, err
		}
		if n != 2 || !errors.Is(last, broken) || last.Error() != "record: -: broken" {
			t.Errorf("%s: %d, the last %v", format, n, last)
		}
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// TestRows sees that a record has its number in the file, bad ones counted.
func TestRows(t *testing.T) {
	r, err := Open([]string{"-"}, strings.NewReader("a,b\n1,2\n3\n5,6\n"), Options{Format: "csv"})
	if err != nil {
		t.Fatal(err)
	}
	var rows []int
	for x, err := range r.Records() {
		if err == nil || x.Row == 2 {
			rows = append(rows, x.Row)
		}
	}
	if !slices.Equal(rows, []int{1, 2, 3}) {
		t.Errorf("the rows are %d", rows)
	}
}
