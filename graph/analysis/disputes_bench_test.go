package analysis_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"parley/graph/analysis"
	"parley/graph/store"
	"parley/graph/store/neo4j/neo4jtest"
	"parley/graph/store/sqlite"
)

// Of so many claims one in a thousand contradicts another, and one in a thousand is denied.
const quarrelClaims = 20_000

// quarrel writes claims, each with an assertion.
func quarrel(b *testing.B, s store.Store) {
	b.Helper()
	const batch = 1000
	for from := 0; from < quarrelClaims; from += batch {
		var nodes, edges []store.Change
		for i := from; i < from+batch; i++ {
			claim, said := fmt.Sprintf("claim:%06d", i), fmt.Sprintf("assertion:%06d", i)
			polarity := "AFFIRMED"
			if i%1000 == 500 {
				polarity = "DENIED"
			}
			nodes = append(nodes,
				store.PutNode{Node: store.Node{ID: claim, Kind: "Claim", Props: map[string]any{"text": claim}}},
				store.PutNode{Node: store.Node{ID: said, Kind: "Assertion", Props: map[string]any{"certainty": "CERTAIN", "polarity": polarity}}})
			edges = append(edges, store.PutEdge{Edge: store.Edge{ID: "asserts:" + said, Relation: "ASSERTS", Source: said, Target: claim}})
			if i%1000 == 999 {
				edges = append(edges, store.PutEdge{Edge: store.Edge{ID: "contradicts:" + claim, Relation: "CONTRADICTS", Source: claim, Target: fmt.Sprintf("claim:%06d", i-1)}})
			}
		}
		if err := s.Update(b.Context(), func(tx store.Tx) error { return tx.Write(b.Context(), append(nodes, edges...)) }); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkDisputes asks for a page of disputes, and for their number, where few claims of many are in any.
func BenchmarkDisputes(b *testing.B) {
	o := domain(b)
	for name, open := range map[string]func(b *testing.B) store.Store{
		"SQLite": func(b *testing.B) store.Store {
			s, err := sqlite.Open(b.Context(), sqlite.Config{Path: filepath.Join(b.TempDir(), "graph.db")}, o.Store)
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() {
				if err := s.Close(); err != nil {
					b.Error(err)
				}
			})
			return s
		},
		"Neo4j": func(b *testing.B) store.Store { return neo4jtest.Open(b, o.Store) },
	} {
		b.Run(name, func(b *testing.B) {
			s := open(b)
			quarrel(b, s)
			a := analysis.New(s, o, analysis.Limits{})
			for _, total := range []bool{false, true} {
				b.Run(fmt.Sprintf("Total=%v", total), func(b *testing.B) {
					for b.Loop() {
						got, err := a.Disputes(b.Context(), analysis.DisputeQuery{First: 10, Total: total})
						if err != nil || len(got.Disputes) != 10 || total && got.Total != quarrelClaims/1000 {
							b.Fatalf("%+v, %v", got, err)
						}
					}
				})
			}
		})
	}
}
