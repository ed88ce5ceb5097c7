package record

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzRead reads anything as anything: it ends, tells lines that rise, yields nothing
// behind an error that is the last, and only values that are text. What is a list by
// encoding/json has as many records, good or bad.
func FuzzRead(f *testing.F) {
	files := archive(f, "a.csv", "a,b\n1,2\n", "./b.jsonl.gz", zip(f, "{\"a\":1}\n"), "c.xml", "<a><b c='1'>x<d/></b></a>")
	for _, s := range []string{
		files, zip(f, files), zst(f, files), "a,b\r\n\"1\n\"\"\",2\r3,4\n#\n\n5", "\ufeffa\tb\n1\t\xff\n", wide("\ufeffa,b\n1,2\n"),
		`[{"a":[1,"\ud83d\ude00",{"b":null}]},1,{"a":1,"a":2}]`, `{"a":[{"b":"x"},{"b":"]"}],"c":{}}`, "{\"a\":1}\n{\"a\"\n\n[]\n{}",
		"<?xml version='1.0' encoding='latin1'?><a>\n<b c='1'>x <i>y</i>\xe9</b><b/><c><b/></c></a>", wide("<a><b>x</b></a>"), "PK\x03\x04", "\x1f\x8b\x08",
	} {
		for i := range byte(6) {
			f.Add([]byte(s), i, i)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, format, variant byte) {
		o := Options{Format: []string{"", "csv", "tsv", "json", "jsonl", "xml"}[format%6]}
		switch variant % 6 {
		case 1:
			o.Records = "a.b"
		case 2:
			o.Encoding, o.Comment, o.Skip = "gb18030", "#", 1
		case 3:
			o.Encoding, o.Quote, o.Delimiter = "utf-16be", "none", "¦"
		case 4:
			o.Header, o.Quote = []string{"a", ""}, "'"
		case 5:
			o.Encoding = "iso-2022-jp"
		}
		if o.Format == "xml" {
			o.Records = "a/b"
		}
		r, err := Open([]string{"-"}, bytes.NewReader(data), o)
		if err != nil {
			t.Fatal(err)
		}
		n, last := readsWell(t, r)
		var list []any
		if o.Format == "json" && o.Records == "" && o.Encoding == "" && json.Unmarshal(data, &list) == nil && list != nil {
			if last != nil || n != len(list) {
				t.Errorf("%d records and the end %v, want %d", n, last, len(list))
			}
		}
	})
}

// readsWell reads what r has, and returns how many records and bad ones that is, and
// the error at the end.
func readsWell(t *testing.T, r *Reader) (n int, last error) {
	t.Helper()
	file, line := "", 0
	for x, err := range r.Records() {
		if last != nil {
			t.Fatalf("behind %v comes more", last)
		}
		var bad *Bad
		if err != nil && !errors.As(err, &bad) {
			last = err
			continue
		}
		n++
		if bad != nil && (bad.Line != x.Line || bad.File != x.File || bad.Reason == "" || !utf8.ValidString(bad.Value)) {
			t.Errorf("it is told as %+v", bad)
		}
		if x.File == file && x.Line < line || x.Line < 1 {
			t.Errorf("behind line %d of %s comes %d of %s", line, file, x.Line, x.File)
		}
		file, line = x.File, x.Line
		if !text(x.Value) {
			t.Errorf("the value %s is not text", ordered(x.Value))
		}
		if bad == nil && x.Value == nil {
			t.Error("a record without a value")
		}
	}
	return n, last
}

// text says whether all texts inside v are UTF-8 without NUL.
func text(v any) bool {
	switch v := v.(type) {
	case string:
		return utf8.ValidString(v) && strings.IndexByte(v, 0) < 0
	case []any:
		return !slices.ContainsFunc(v, func(x any) bool { return !text(x) })
	case Object:
		return !slices.ContainsFunc(v, func(m Member) bool { return !text(m.Key) || !text(m.Value) })
	}
	return true
}

// FuzzCSV holds tables against encoding/csv, where that takes them.
func FuzzCSV(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "\"a\"\"\n,\",\n\n ,\"\"\n", "a\n\n\nb", ",\n,", "\"a\",b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, data string) {
		if strings.ContainsAny(data, "\r\x00") || !utf8.ValidString(data) || strings.HasPrefix(data, "\ufeff") || refuse([]byte(data)) != nil || len(data) > 500 {
			return
		}
		want, err := csv.NewReader(strings.NewReader(data)).ReadAll()
		if err != nil || len(want) == 0 {
			return
		}
		r, err := Open([]string{"-"}, strings.NewReader(data), Options{Format: "csv", Header: make([]string, len(want[0]))})
		if err != nil {
			t.Fatal(err)
		}
		var got [][]string
		for x, err := range r.Records() {
			if err != nil {
				t.Fatal(err)
			}
			var row []string
			for _, m := range x.Value {
				row = append(row, m.Value.(string))
			}
			got = append(got, row)
		}
		if !slices.EqualFunc(got, want, slices.Equal) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}
