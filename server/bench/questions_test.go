package main

import (
	"context"
	"os"
	"testing"

	"parley/graph"
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

// BenchmarkLayers asks for one node of made conversations on SQLite, of a server with a layer more each time. What a layer costs
// is the difference to the one before it.
func BenchmarkLayers(b *testing.B) {
	b.Setenv("PARLEY_DATA", "")
	dir := b.TempDir()
	o, err := parse([]string{"-conversations", "400"}, b.Output())
	if err != nil {
		b.Fatal(err)
	}
	_, places, err := o.prepare(b.Context(), dir, b.Output())
	if err != nil {
		b.Fatal(err)
	}
	onto, err := graph.Ontology()
	if err != nil {
		b.Fatal(err)
	}
	st, err := openStore(b.Context(), places[0], onto)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = st.Close() })
	ways, end, err := layered(context.WithoutCancel(b.Context()), st, dir, places[0], hubs()[1][0])
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := end(); err != nil {
			b.Error(err)
		}
	})
	for _, w := range ways {
		b.Run(w.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := w.ask(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
