package record

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestCSV(t *testing.T) {
	for _, c := range []reading{
		{"Plain", "a.csv", Options{}, "a,b\n1,2\n3,4", "a.csv:2 {a=\"1\" b=\"2\"}\na.csv:3 {a=\"3\" b=\"4\"}\n"},
		{"NotTrimmed", "a.csv", Options{}, "a,b\n 1 ,\t\n", "a.csv:2 {a=\" 1 \" b=\"\\t\"}\n"},
		{"CRLF", "a.csv", Options{}, "a,b\r\n1,2\r\n\r\n3,4\r\n", "a.csv:2 {a=\"1\" b=\"2\"}\na.csv:4 {a=\"3\" b=\"4\"}\n"},
		{"OldMac", "a.csv", Options{}, "a,b\r1,2\r3,4\r", "a.csv:2 {a=\"1\" b=\"2\"}\na.csv:3 {a=\"3\" b=\"4\"}\n"},
		{"BOM", "a.csv", Options{}, "\ufeffa\n1\n", "a.csv:2 {a=\"1\"}\n"},
		{"BOMAndQuote", "a.csv", Options{}, "\ufeff\"a\"\n1\n", "a.csv:2 {a=\"1\"}\n"},
		{"Quotes", "a.csv", Options{}, "a,b\n\"1,\"\"x\"\"\",\"\"\n", "a.csv:2 {a=\"1,\\\"x\\\"\" b=\"\"}\n"},
		{"NewLineInQuotes", "a.csv", Options{}, "a,b\n\"1\n\r\n\",2\n3,4\n", "a.csv:2 {a=\"1\\n\\r\\n\" b=\"2\"}\na.csv:5 {a=\"3\" b=\"4\"}\n"},
		{"QuoteWithin", "a.csv", Options{}, "a\n5\" pipe\n", "a.csv:2 {a=\"5\\\" pipe\"}\n"},
		{"TextBehindQuote", "a.csv", Options{}, "a,b\n\"x \"y\" z\",1\n3,4\n",
			"bad a.csv:2: behind the closing quote of field 1 is more text; a quote within quotes is written twice\na.csv:3 {a=\"3\" b=\"4\"}\n"},
		{"UnclosedQuote", "a.csv", Options{}, "a,b\n1,2\n3,\"4\n5,6\n", "a.csv:2 {a=\"1\" b=\"2\"}\nEND record: a.csv:3: the quote that opens here is not closed\n"},
		{"Ragged", "a.csv", Options{}, "a,b\n1\n1,2,3\n3,4\n",
			"bad a.csv:2: the row has 1 field and the header 2 fields\nbad a.csv:3: the row has 3 fields and the header 2 fields\na.csv:4 {a=\"3\" b=\"4\"}\n"},
		{"EmptyLines", "a.csv", Options{}, "\n\na\n\n1\n\n\"\"\n", "a.csv:5 {a=\"1\"}\na.csv:7 {a=\"\"}\n"},
		{"Semicolon", "a.csv", Options{Delimiter: ";"}, "a;b\n1;2,5\n", "a.csv:2 {a=\"1\" b=\"2,5\"}\n"},
		{"WideDelimiter", "a.csv", Options{Delimiter: "¦", Quote: "§"}, "a¦b\n§1¦§§§¦2\n", "a.csv:2 {a=\"1¦§\" b=\"2\"}\n"},
		{"TSV", "a.tsv", Options{}, "a\tb\n1,5\t\"2\t\"\n", "a.tsv:2 {a=\"1,5\" b=\"2\\t\"}\n"},
		{"Tab", "a.TAB", Options{Quote: "none"}, "a\tb\n1\t\"2\n", "a.TAB:2 {a=\"1\" b=\"\\\"2\"}\n"},
		{"TSVDelimiter", "a.tsv", Options{Delimiter: "|"}, "a|b\n1|2\n", "a.tsv:2 {a=\"1\" b=\"2\"}\n"},
		{"Header", "a.csv", Options{Header: []string{"x", ""}}, "1,2\n", "a.csv:1 {x=\"1\" column 2=\"2\"}\n"},
		{"HeaderOfEmptyFile", "a.csv", Options{Header: []string{"x"}}, "", ""},
		{"NoHeader", "a.csv", Options{}, "\n", "END record: a.csv:2: the table has no header, a line with the names of its columns\n"},
		{"HeaderOnly", "a.csv", Options{}, "a,b\n", ""},
		{"SpacesAroundNames", "a.csv", Options{}, " No , Full name,\u00a0\n1, 2,3\n", "a.csv:2 {No=\"1\" Full name=\" 2\" column 3=\"3\"}\n"},
		{"SpacesAroundSameNames", "a.csv", Options{}, "No, No\n", "END record: a.csv:1: columns 1 and 2 of the header are both named \"No\"; each needs a name of its own\n"},
		{"EmptyNames", "a.csv", Options{}, ",E1,\nEVELYN,1,\n", "a.csv:2 {column 1=\"EVELYN\" E1=\"1\" column 3=\"\"}\n"},
		{"NameTwice", "a.csv", Options{}, "a,b,a\n", "END record: a.csv:1: columns 1 and 3 of the header are both named \"a\"; each needs a name of its own\n"},
		{"NameNotText", "a.csv", Options{}, "a,\xff\n", "END record: a.csv:1: the name \"\ufffd\" of column 2 is not text; if the file has another encoding than UTF-8, name it\n"},
		{"HeaderMalformed", "a.csv", Options{}, "\"a\"b\n", "END record: a.csv:1: the header cannot be read: behind the closing quote of field 1 is more text; a quote within quotes is written twice\n"},
		{"Comment", "a.csv", Options{Comment: "//"}, "// one, \"two\n\na\n//\n/1\n// end", "a.csv:5 {a=\"/1\"}\n"},
		{"Skip", "a.csv", Options{Skip: 2}, "A \"table\n\na\n1\n", "a.csv:4 {a=\"1\"}\n"},
		{"SkipAll", "a.csv", Options{Skip: 20}, "A\n", "END record: a.csv:2: the table has no header, a line with the names of its columns\n"},
		{"NUL", "a.csv", Options{}, "a,b\n1,2\x00\n3,4\n", "bad a.csv:2: b: it has a NUL byte\na.csv:3 {a=\"3\" b=\"4\"}\n"},
		{"NotUTF8", "a.csv", Options{}, "a,b\n1,2\n3,Caf\xe9\n5,6\n",
			"a.csv:2 {a=\"1\" b=\"2\"}\nbad a.csv:3: b: it has bytes that are not utf-8; if the file has another encoding, name it\na.csv:4 {a=\"5\" b=\"6\"}\n"},
		{"ReplacementCharacter", "a.csv", Options{}, "a\n\ufffd\n", "a.csv:2 {a=\"\ufffd\"}\n"},
		{"NotUTF8InQuote", "a.csv", Options{}, "a\n\"\xff\n\"\n1\n", "bad a.csv:2: a: it has bytes that are not utf-8; if the file has another encoding, name it\na.csv:4 {a=\"1\"}\n"},
	} {
		c.test(t)
	}
}

func TestCSVTooLong(t *testing.T) {
	long := strings.Repeat("x,", RecordLimit) + "y"
	got := read(t, Options{}, write(t, "a.csv", "a,b\n1,2\n"+long+"\n3,4\n"))
	want := "a.csv:2 {a=\"1\" b=\"2\"}\nbad a.csv:3: the row is longer than 8388608 bytes\na.csv:4 {a=\"3\" b=\"4\"}\n"
	if got != want {
		t.Errorf("got\n%.400swant\n%s", got, want)
	}
	got = read(t, Options{}, write(t, "a.csv", "a,b\n1,2\n\n3,\""+strings.Repeat("4\n", RecordLimit/2+1)))
	want = "a.csv:2 {a=\"1\" b=\"2\"}\nEND record: a.csv:4: the quote that opens here is not closed within 8388608 bytes\n"
	if got != want {
		t.Errorf("got\n%.400swant\n%s", got, want)
	}
	got = read(t, Options{}, write(t, "a.csv", strings.Repeat(",", maxColumns)+"\n"))
	if want = "END record: a.csv:1: the header has more than 16384 columns\n"; got != want {
		t.Errorf("got\n%.400swant\n%s", got, want)
	}
}

func TestBadValue(t *testing.T) {
	r, err := Open([]string{write(t, "a.csv", "a,b\n1,"+strings.Repeat("é", 70)+"\xff\n")}, nil, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range r.Records() {
		var bad *Bad
		if !errors.As(err, &bad) {
			t.Fatal(err)
		}
		if bad.Column != "b" || bad.Value != strings.Repeat("é", 60)+"…" || bad.Line != 2 {
			t.Errorf("%+v", bad)
		}
	}
}

func TestTable(t *testing.T) {
	var told []string
	o := Options{Table: func(file string, columns []string) error {
		told = append(told, fmt.Sprint(file[strings.LastIndex(file, "/")+1:], columns))
		if slices.Contains(columns, "wrong") {
			return errors.New("there is no column right")
		}
		return nil
	}}
	got := read(t, o, write(t, "a.csv", "x,\n1,2\n3,4\n"), write(t, "b.jsonl", "{}\n"), write(t, "c.csv", "y\n"), write(t, "d.csv", "wrong\n1\n"), write(t, "e.csv", "y\n"))
	want := "a.csv:2 {x=\"1\" column 2=\"2\"}\na.csv:3 {x=\"3\" column 2=\"4\"}\nb.jsonl:1 {}\nEND there is no column right\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if want := []string{"a.csv[x column 2]", "c.csv[y]", "d.csv[wrong]"}; !slices.Equal(told, want) {
		t.Errorf("it was told %q, want %q", told, want)
	}
}
