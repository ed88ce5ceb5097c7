package mappings_test

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"parley/graph/derive"
	"parley/seed/mappings/made"
)

// BenchmarkTapes loads conversations into an empty graph: the real ones where PARLEY_DATA is, else as many that are
// made. It tells the records a second, and the most memory that the process had, the store's and the test's own
// included.
func BenchmarkTapes(b *testing.B) {
	o := domain(b)
	f := form{mapping: "nixon-tapes", file: "tapes.jsonl", made: made.Tapes}
	for _, s := range stores {
		b.Run(s.name, func(b *testing.B) {
			var file string
			if os.Getenv("PARLEY_DATA") != "" {
				file = data(b, "nixon-tapes/conversations.ndjson.gz")
			} else {
				file, _ = f.generated(b, 22_723)
			}
			records := 0
			for range b.N {
				b.StopTimer()
				st := derive.Store(s.open(b, o.Store), o)
				b.StartTimer()
				sum, rejects := imported(b, st, o, f.mapping, file)
				if len(rejects) > 0 {
					b.Fatal(rejects[0])
				}
				records += sum.Rows
			}
			b.ReportMetric(float64(records)/b.Elapsed().Seconds(), "records/s")
			b.ReportMetric(peak()/(1<<20), "peak-MB")
		})
	}
}

// peak is the most memory that the process had, in bytes; where the system does not tell, what Go holds.
func peak() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, err := strconv.ParseFloat(strings.Fields(kb)[0], 64)
			if err == nil {
				return n * 1024
			}
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.Sys)
}
