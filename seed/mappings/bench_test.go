package mappings_test

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"parley/graph/derive"
	"parley/seed/load"
	"parley/seed/mappings/made"
)

// BenchmarkTapes loads conversations into an empty graph: the real ones where PARLEY_DATA is, else as many that are
// made. It tells the nodes and edges written a second, and the most memory that the process had, SQLite's own included.
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
			records, most := 0, watch()
			for range b.N {
				b.StopTimer()
				st := derive.Store(s.open(b, o.Store), o)
				b.StartTimer()
				sum, rejects := imported(b, st, o, f.mapping, file)
				if len(rejects) > 0 {
					b.Fatal(rejects[0])
				}
				for _, counts := range []map[string]load.Count{sum.Nodes, sum.Edges} {
					for _, c := range counts {
						records += c.New
					}
				}
			}
			b.ReportMetric(float64(records)/b.Elapsed().Seconds(), "records/s")
			b.ReportMetric(most()/(1<<20), "peak-MB")
		})
	}
}

// watch looks at how much memory the process has of its own, without the mapped pages of
// the store's file, and returns a function that says how much it had at most. Where the
// system does not tell, it is what Go holds.
func watch() (most func() float64) {
	ended, done := make(chan struct{}), make(chan struct{})
	peak := 0.0
	go func() {
		defer close(done)
		tick := time.NewTicker(50 * time.Millisecond)
		defer tick.Stop()
		for {
			peak = max(peak, anonymous())
			select {
			case <-ended:
				return
			case <-tick.C:
			}
		}
	}()
	return func() float64 { close(ended); <-done; return peak }
}

// anonymous is the memory in use, in bytes.
func anonymous() float64 {
	status, _ := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(status)) {
		if kb, ok := strings.CutPrefix(line, "RssAnon:"); ok {
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
