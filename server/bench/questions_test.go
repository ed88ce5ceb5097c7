package main

import (
	"context"
	"os"
	"testing"

	"parley/graph/store/neo4j/neo4jtest"
)

// BenchmarkQuestions asks each question in each way: of the real conversations where PARLEY_DATA is, else of made ones;
// of SQLite, and of the Neo4j that PARLEY_NEO4J names.
func BenchmarkQuestions(b *testing.B) {
	o, err := parse(nil, b.Output())
	if err != nil {
		b.Fatal(err)
	}
	if os.Getenv("PARLEY_NEO4J") != "" {
		cfg := neo4jtest.Config(b)
		neo4jtest.Wipe(b, cfg)
		b.Setenv("NEO4J_USERNAME", cfg.Username)
		b.Setenv("NEO4J_PASSWORD", cfg.Password)
		o.neo4j = cfg.URL
	}
	_, places, err := o.prepare(b.Context(), b.TempDir(), b.Output())
	if err != nil {
		b.Fatal(err)
	}
	var beds []*bed
	for _, at := range places {
		bed, err := openBed(context.WithoutCancel(b.Context()), at) // It is stopped in the cleanup.
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() {
			if err := bed.close(); err != nil {
				b.Error(err)
			}
		})
		beds = append(beds, bed)
	}
	found, err := look(b.Context(), beds)
	if err != nil {
		b.Fatal(err)
	}
	for _, q := range questions(found) {
		ways, err := q.ways(b.Context(), beds)
		if err != nil {
			b.Fatal(err)
		}
		if err := q.check(b.Context(), ways); err != nil {
			b.Fatal(err)
		}
		for _, w := range ways {
			b.Run(q.name+"/"+w.bed.name+"/"+w.title(), func(b *testing.B) {
				for b.Loop() {
					if _, err := w.ask(b.Context()); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
