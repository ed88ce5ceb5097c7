package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"fmt"
	"hash/crc32"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// people is the mapping of the hostile files.
const people = `
nodes:
  person: {kind: PERSON, id: "person:{id}", name: "{name}", description: "{note}"}
  meeting: {kind: MEETING, id: "meeting:{id}", name: "Meeting of {name}", when: "{date}"}
  place: {if: {within: {exists: true}}, kind: PLACE, id: "place:{id}", name: "{name}"}
edges:
  - {relation: ATTENDED, from: person, to: meeting}
  - {relation: PART_OF, from: place, to: {id: "place:{within}"}}
  - {relation: MEMBER_OF, from: person, to: {id: "{org}"}}
`

// chain is a mapping of words that pass on words.
const chain = `
nodes:
  claim: {kind: CLAIM, id: claim, text: Somebody said so.}
  said: {kind: ASSERTION, id: "said:{id}", certainty: CERTAIN}
edges:
  - {relation: ASSERTS, from: said, to: claim}
  - {relation: CITES, from: said, to: {id: "said:{cites}"}}
`

const header = "id,name,note,date,within,org\n"

// good is rows of which nothing is wrong.
func good(from, to int) string {
	var b strings.Builder
	for i := from; i <= to; i++ {
		fmt.Fprintf(&b, "%d,Name %d,,1999-05-04,,\n", i, i)
	}
	return b.String()
}

// packed is a text compressed by gzip.
func packed(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// archived is an archive of one file.
func archived(t *testing.T, name string, text []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	if err := w.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(text))}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func noise(n int) []byte {
	r := rand.New(rand.NewPCG(4, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}

func wide(text string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

// A hostile is a file that is wrong.
type hostile struct {
	name, file string
	content    []byte
	mapping    string // people, if it is ""
	code       int
	says       []string // what the complaints contain
	people     int      // that are loaded all the same
}

func hostiles(t *testing.T) []hostile {
	zipped := packed(t, header+good(1, 2000))
	broken := bytes.Clone(zipped)
	copy(broken[len(broken)-8:], fmt.Appendf(nil, "%08x", crc32.ChecksumIEEE(nil)))
	large, spaces := 100<<20, 200<<20
	if testing.Short() { // Enough to be more than a record may have.
		large, spaces = 12<<20, 12<<20
	}
	huge := strings.Repeat("x", large)
	text := func(s string) []byte { return []byte(s) }
	return []hostile{
		{name: "TruncatedGzip", file: "f.csv.gz", content: zipped[:len(zipped)/2], code: failed, says: []string{"f.csv.gz", "cut off"}},
		{name: "WrongChecksum", file: "f.csv.gz", content: broken, code: failed, says: []string{"f.csv.gz", "checksum"}},
		{name: "NoGzipAtAll", file: "f.csv.gz", content: append([]byte{0x1f, 0x8b}, noise(500)...), code: failed, says: []string{"gzip"}},
		{name: "TruncatedZstd", file: "f.csv.zst", content: append([]byte{0x28, 0xb5, 0x2f, 0xfd}, noise(500)...), code: failed, says: []string{"f.csv.zst"}},
		{name: "TruncatedTar", file: "f.tar", content: archived(t, "f.csv", text(header+good(1, 2000)))[:20_000], code: failed, says: []string{"cut off"}},
		{name: "ArchiveInArchive", file: "f.tar", content: archived(t, "g.tar", archived(t, "f.csv", text(header))), code: failed, says: []string{"no file"}},
		{name: "Bomb", file: "f.json.gz", content: packed(t, "["+strings.Repeat(" ", spaces)), code: failed, says: []string{"f.json.gz"}},
		{name: "MixedEncodings", file: "f.csv", content: text(header + good(1, 1) + "2,Jos\xe9,,,,\n" + good(3, 3)), code: incomplete, says: []string{"f.csv:3: name: ", "utf-8"}, people: 2},
		{name: "AnotherEncoding", file: "f.csv", content: wide(header + good(1, 1)), code: failed, says: []string{"encoding"}},
		{name: "NulBytes", file: "f.csv", content: text(header + "1,a\x00b,,,,\n" + good(2, 2)), code: incomplete, says: []string{"f.csv:2: name: ", "NUL"}, people: 1},
		{name: "ControlCharacter", file: "f.csv", content: text(header + "1,a\x07b,,,,\n" + good(2, 2)), code: incomplete, says: []string{"f.csv:2: name: ", "U+0007"}, people: 1},
		{name: "RaggedRows", file: "f.csv", content: text(header + "1,a\n" + good(2, 2) + "3,a,,,,,,\n"), code: incomplete, says: []string{`f.csv:2: "1,a": the row has 2 fields`, `f.csv:4: "3,a,,,,,,": the row has 8 fields`}, people: 1},
		{name: "UnclosedQuote", file: "f.csv", content: text(header + good(1, 1) + "2,\"open,,,,\n" + good(3, 9)), code: failed, says: []string{"f.csv:3: ", "quote"}},
		{name: "LongRow", file: "f.csv", content: text(header + "1," + huge + ",,,,\n" + good(2, 2)), code: incomplete, says: []string{"f.csv:2: the row is longer than 8388608 bytes"}, people: 1},
		{name: "LongLine", file: "f.jsonl", content: text(`{"id":1,"name":"` + huge + "\"}\n" + `{"id":2,"name":"b"}`), code: incomplete, says: []string{"f.jsonl:1: the line is longer than 8388608 bytes"}, people: 1},
		{name: "Empty", file: "f.csv", code: failed, says: []string{"header"}},
		{name: "SameColumnTwice", file: "f.csv", content: text("id,name,id,note,date,within,org\n"), code: failed, says: []string{"1 and 3", `"id"`}},
		{name: "ColumnThatIsNotThere", file: "f.csv", content: text("id,nam,note,date,within,org\n1,a,,,,\n"), code: failed, says: []string{"map.yaml:3:", `no column "name"`, `did you mean "nam"?`}},
		{name: "PathThatIsNotThere", file: "f.jsonl", content: text(`{"id": 1, "nam": "a"}`), code: failed, says: []string{"f.jsonl:1: name: ", "missing", "map.yaml: warning: no record has {name} (line 3)"}},
		{name: "Spreadsheet", file: "f.xlsx", content: text("PK\x03\x04 and so on"), code: failed, says: []string{"save the spreadsheet as CSV"}},
		{name: "UnknownForm", file: "f", content: text(header + good(1, 1)), code: failed, says: []string{"it must be given, as in input: {format: csv}, or tsv, json, jsonl, xml"}},
		{name: "NoiseAsCSV", file: "f.csv", content: noise(5000), code: failed, says: []string{"f.csv:"}},
		{name: "NoiseAsLines", file: "f.jsonl", content: noise(5000), code: failed, says: []string{"f.jsonl:1: "}},
		{name: "NoiseAsJSON", file: "f.json", content: noise(5000), code: failed, says: []string{"f.json:1: "}},
		{name: "TruncatedJSON", file: "f.json", content: text(`[{"id":1,"name":"a"},{"id":2`), code: failed, says: []string{"f.json:1: ", "ends in the middle"}},
		{name: "CommaTooMany", file: "f.json", content: text("[{\"id\":1,\"name\":\"a\"},\n]"), code: failed, says: []string{"f.json:2: "}},
		{name: "DeepJSON", file: "f.json", content: text(strings.Repeat(`[`, 100_000)), code: failed, says: []string{"deep"}},
		{name: "DeepLine", file: "f.jsonl", content: text(strings.Repeat(`{"a":`, 50_000)), code: failed, says: []string{"f.jsonl:1: "}},
		{name: "KeyTwice", file: "f.jsonl", content: text(`{"id":1,"id":2,"name":"a"}`), code: failed, says: []string{`f.jsonl:1: the key "id" stands twice`}},
		{name: "HalfSurrogate", file: "f.jsonl", content: text(`{"id":1,"name":"\ud83d"}`), code: failed, says: []string{"f.jsonl:1: ", "surrogate"}},
		{name: "NumbersAsIDs", file: "f.jsonl", content: text("{\"id\":12345678901234567890,\"name\":\"a\"}\n{\"id\":12345678901234567891,\"name\":\"b\"}"), code: loaded, people: 2},
		{name: "ObjectAsID", file: "f.jsonl", content: text(`{"id":{"a":1},"name":"a"}`), code: failed, says: []string{"f.jsonl:1: id: ", "seed: no record made anything: 1 is left out; see "}},
		{name: "LongID", file: "f.csv", content: text(header + strings.Repeat("x", 257) + ",a,,,,\n" + good(2, 2)), code: incomplete, says: []string{"f.csv:2: id: ", "at most 256"}, people: 1},
		{name: "LongName", file: "f.csv", content: text(header + "1," + strings.Repeat("x", 1001) + ",,,,\n" + good(2, 2)), code: incomplete, says: []string{"f.csv:2: name: ", "at most 1000"}, people: 1},
		{name: "DuplicateIDs", file: "f.csv", content: text(header + "1,a,,,,\n1,b,,,,\n"), code: loaded, says: []string{`f.csv:3: "person:1": name is "b" here and "a" in `}, people: 1},
		{name: "Month13", file: "f.csv", content: text(header + "1,a,,1999-13-01,,\n" + good(2, 2)), code: incomplete, says: []string{`f.csv:2: date: `, "there is no month 13"}, people: 1},
		{name: "February30", file: "f.csv", content: text(header + "1,a,,1999-02-30,,\n" + good(2, 2)), code: incomplete, says: []string{`f.csv:2: date: `, "there is no day 30"}, people: 1},
		{name: "NodeThatIsNotThere", file: "f.csv", content: text(header + "1,a,,,,org:none\n" + good(2, 2)), code: incomplete, says: []string{`f.csv:2: org: `, "there is no node"}, people: 1},
		{name: "NodeOfAnotherKind", file: "f.csv", content: text(header + "1,a,,,,person:2\n" + good(2, 2)), code: incomplete, says: []string{`f.csv:2: org: `, "is of kind Person"}, people: 1},
		{name: "TwoPlacesAround", file: "f.csv", content: text(header + "a,a,,,b,\na,a,,,c,\nb,b,,,b,\nc,c,,,c,\n"), code: incomplete, says: []string{"f.csv:3: ", "PART_OF"}, people: 3},
		{name: "Circle", file: "f.csv", mapping: chain, content: text("id,cites\n1,2\n2,3\n3,1\n4,\n"), code: incomplete, says: []string{"f.csv:", "cycle"}},
		{name: "LongChain", file: "f.csv", mapping: chain, content: text("id,cites\n" + links(40)), code: incomplete, says: []string{"f.csv:", "32"}},
		{name: "UnclosedXML", file: "f.xml", mapping: "input: {records: a/b}\n" + people, content: text("<a><b><id>1</id><name>a</name></b><b>"), code: failed, says: []string{"f.xml:1: "}},
		{name: "XMLEntities", file: "f.xml", mapping: "input: {records: a/b}\n" + people, content: text(`<!DOCTYPE a [<!ENTITY x "ha">]><a><b><id>1</id><name>&x;</name></b></a>`), code: failed, says: []string{"f.xml:1: "}},
		{name: "NoSuchFile", file: "", code: failed, says: []string{"no such file"}},
	}
}

// links are rows of words that pass one another on.
func links(n int) string {
	var b strings.Builder
	for i := 1; i < n; i++ {
		fmt.Fprintf(&b, "%d,%d\n", i, i+1)
	}
	fmt.Fprintf(&b, "%d,\n", n)
	return b.String()
}

// TestHostileFiles sees that of each file a person learns what is wrong and where, that
// what is right in it is loaded and nothing else, and that it costs no more than other
// files do.
func TestHostileFiles(t *testing.T) {
	const (
		memory = 200 << 20
		limit  = most + 2 // lines of complaints of a kind
	)
	for _, tt := range hostiles(t) {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			file, mapping := filepath.Join(dir, tt.file), filepath.Join(dir, "map.yaml")
			if tt.file == "" {
				file = filepath.Join(dir, "none.csv")
			} else if err := os.WriteFile(file, tt.content, 0o600); err != nil {
				t.Fatal(err)
			}
			if tt.mapping == "" {
				tt.mapping = people
			}
			write(t, mapping, tt.mapping)
			location := "sqlite:" + filepath.Join(dir, "test.db")
			var out, complaints bytes.Buffer
			begin := inUse()
			peak, stop := watch(t)
			code := run(t.Context(), []string{"-store", location, "-map", mapping, file}, func(string) string { return "" }, nil, &out, &complaints)
			stop()
			if grown := *peak - min(begin, *peak); grown > memory {
				t.Errorf("it takes %d MiB", grown>>20)
			}
			if code != tt.code {
				t.Errorf("the code is %d; want %d", code, tt.code)
			}
			for _, s := range tt.says {
				if !strings.Contains(complaints.String(), s) {
					t.Errorf("nothing says %q", s)
				}
			}
			if n := strings.Count(complaints.String(), "\n"); n > 2*limit {
				t.Errorf("there are %d lines of complaints", n)
			}
			answer := ask(t, location, `{people(first: 0) {totalCount} meetings(first: 0) {totalCount}}`)
			if want := fmt.Sprintf(`{"data":{"people":{"totalCount":%d},"meetings":{"totalCount":%d}}}`, tt.people, tt.people); answer != want {
				t.Errorf("the graph holds %s; want %s", answer, want)
			}
			if t.Failed() {
				t.Logf("the output is\n%s%s", &out, &complaints)
			}
		})
	}
}

func inUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}

// watch looks at how much memory is in use until it is stopped.
func watch(t *testing.T) (peak *uint64, stop func()) {
	t.Helper()
	runtime.GC()
	peak = new(uint64)
	ended, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			*peak = max(*peak, inUse())
			select {
			case <-ended:
				return
			case <-tick.C:
			}
		}
	}()
	return peak, func() { close(ended); <-done }
}
