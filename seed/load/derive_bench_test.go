package load_test

import (
	"testing"
	"time"

	"parley/graph/derive"
	"parley/graph/ontology"
	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/seed/load"
)

// BenchmarkDerivation imports the same rows with derivation and without, in turn, into an empty store
// and then once more into the same, and reports how many times as long derivation makes it: the
// shortest of each, since the machine may be busy with other things meanwhile.
func BenchmarkDerivation(b *testing.B) {
	b.Run("SQLite", func(b *testing.B) {
		derivation(b, 3000, func(o *ontology.Ontology) store.Store { return bare(b, o) })
	})
	b.Run("Neo4j", func(b *testing.B) {
		derivation(b, 1000, func(o *ontology.Ontology) store.Store { return neo4jtest.Open(b, o.Store) })
	})
}

func derivation(b *testing.B, rows int, open func(*ontology.Ontology) store.Store) {
	o := domain(b)
	const derived, plain = 0, 1
	var least [2][2]time.Duration // by import and way
	for b.Loop() {
		for way := range 2 {
			st := open(o)
			if way == derived {
				st = derive.Store(st, o)
			}
			for again := range 2 {
				start := time.Now()
				s, err := load.Import(b.Context(), st, o, newArchive().rows(rows), load.Options{Dir: b.TempDir()})
				if took := time.Since(start); least[again][way] == 0 || took < least[again][way] {
					least[again][way] = took
				}
				if err != nil || s.Rejected > 0 {
					b.Fatalf("%+v, error %v", s, err)
				}
			}
		}
	}
	for again, unit := range []string{"ratio/new", "ratio/again"} {
		b.ReportMetric(least[again][derived].Seconds()/least[again][plain].Seconds(), unit)
		b.ReportMetric(least[again][derived].Seconds()*1e6/float64(rows*records), []string{"µs/new", "µs/again"}[again])
	}
}
