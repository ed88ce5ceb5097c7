package record

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// conversations returns JSON Lines like those of an archive of conversations.
func conversations(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"id":"conversation-%06d","title":"Conversation %d","interval":"1971-04-06T11:51:00-05:00/1971-04-06T11:53:00-05:00","start_date":"April 6, 1971",`+
			`"date_certainty":"certain","start_time":"11:51 am","time_certainty":"estimated","place":"Telephone, White House and Old Executive Office Building, Washington, D.C.",`+
			`"latlon":"38.89767, -77.03655","series":"Telephone Recordings","topics":["Presidents -- United States","Caf\u00e9s"],"participants":[`+
			`{"kind":"persname","id":"person-%d","code":"A","name":"Ann Example"},{"kind":"corpname","id":"group-%d","code":"B","name":"Harbour Board"}],"source_path":"a/b/%d.xml"}`+"\n", i, i, i%4000, i%70, i)
	}
	return b.String()
}

func benchmark(b *testing.B, name, content string, o Options, records int) {
	path := write(b, name, content)
	b.SetBytes(int64(len(content)))
	b.ReportAllocs()
	for b.Loop() {
		r, err := Open([]string{path}, nil, o)
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, err := range r.Records() {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != records {
			b.Fatalf("%d records, want %d", n, records)
		}
	}
	b.ReportMetric(float64(records)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

func BenchmarkJSONLines(b *testing.B) {
	benchmark(b, "a.jsonl", conversations(10000), Options{}, 10000)
}

func BenchmarkJSONLinesGzip(b *testing.B) {
	benchmark(b, "a.jsonl.gz", zip(b, conversations(10000)), Options{}, 10000)
}

func BenchmarkJSON(b *testing.B) {
	benchmark(b, "a.json", "["+strings.Join(strings.Split(strings.TrimSpace(conversations(10000)), "\n"), ",\n")+"]", Options{}, 10000)
}

func BenchmarkCSV(b *testing.B) {
	benchmark(b, "a.csv", "id,name,date,place,remarks\n"+strings.Repeat("12345,Ann Example,1971-04-06,\"Washington, D.C.\",\"Met with the \"\"Board\"\" at noon\"\n", 10000), Options{}, 10000)
}

func BenchmarkXML(b *testing.B) {
	benchmark(b, "a.xml", "<list>"+strings.Repeat("<row><id>12345</id><from id=\"x\">Ann Example</from><date>1971-04-06</date>\n<remarks>Met with the\n Board</remarks></row>\n", 10000)+"</list>", Options{Records: "list/row"}, 10000)
}

// TestMemory reads far more than may be in memory at once.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("it reads 160 MB")
	}
	const rows = 80
	long := strings.Repeat("x", RecordLimit/16)
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	most := uint64(0)
	for file, content := range map[string]struct{ head, row, last string }{
		"a.csv":   {"a,b\n", "1,\"" + long + "\"\n", ""},
		"a.jsonl": {"", `{"a":"` + long + "\"}\n", ""},
		"a.json":  {"[{}", `,{"a":"` + long + `"}`, "]"},
		"a.xml":   {"<a>", "<b>" + long + "</b>", "</a>"},
	} {
		in := &repeated{parts: []string{content.head, content.row, content.last}, times: rows}
		r, err := Open([]string{"-"}, in, Options{Format: file[2:], Records: map[bool]string{true: "a/b"}[file == "a.xml"]})
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, err := range r.Records() {
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			if n++; n%20 == 0 {
				runtime.ReadMemStats(&now)
				most = max(most, now.HeapInuse)
			}
		}
		if n < rows {
			t.Errorf("%s: %d records, want %d", file, n, rows)
		}
	}
	if limit := before.HeapInuse + 24<<20; most > limit {
		t.Errorf("%d bytes were in use, want at most %d", most, limit)
	}
}

// A repeated is a reader of a head, a part so many times, and an end.
type repeated struct {
	parts []string
	times int
	left  string
}

func (r *repeated) Read(p []byte) (int, error) {
	for r.left == "" {
		switch {
		case len(r.parts) == 0:
			return 0, io.EOF
		case len(r.parts) == 2 && r.times > 0:
			r.times--
			r.left = r.parts[0]
		default:
			r.left = r.parts[0]
			r.parts = r.parts[1:]
		}
	}
	n := copy(p, r.left)
	r.left = r.left[n:]
	return n, nil
}
