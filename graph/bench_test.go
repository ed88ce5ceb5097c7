package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/99designs/gqlgen/graphql/handler/transport"

	"parley/graph/edtf"
	"parley/graph/plan"
	"parley/graph/store"
)

// Still answers with pages that are made once, as many rows as are said for each step from
// the root: what a question costs beside the store's work.
type still struct {
	rows  []int
	pages []store.Page
}

func (s *still) Read(_ context.Context, qs ...store.Query) ([]store.Page, error) {
	if s.pages == nil {
		s.pages = []store.Page{filled(&qs[0].Select.Pick, s.rows)}
	}
	return s.pages, nil
}

func filled(p *store.Pick, rows []int) store.Page {
	page := store.Page{Total: int64(rows[0])}
	for n := range rows[0] {
		values := make([]any, len(p.Fields))
		for i, f := range p.Fields {
			values[i] = fmt.Sprintf("%s of row %d, a text of some length", f.Name, n)
			switch f.Name {
			case "kind":
				values[i] = "Person"
			case "aliases", "topics":
				values[i] = []string{"one", "another"}
			case "when", "effective":
				t, err := edtf.Parse("1971-04-06T11:51:00-05:00/1971-04-06T11:53:00-05:00")
				if err != nil {
					panic(err)
				}
				values[i] = t
			}
		}
		var below []store.Page
		for _, h := range p.Hops {
			below = append(below, filled(&h.Pick, rows[1:]))
		}
		page.Items = append(page.Items, store.NewItem(values, below, store.Position{}))
	}
	return page
}

// The questions that are measured, with the rows of each step.
var measured = []struct {
	name, query string
	rows        []int
}{
	{"650 rows", `{ meetings(first: 25) { totalCount nodes { id name when { edtf startEarliest } participants(first: 25) { edges { role presence node { __typename id name } } } } } }`, []int{25, 25}},
	{"1,000 rows of three scalars", `{ meetings(first: 25) { nodes { id name description } } }`, []int{1000}},
}

// BenchmarkAnswer answers from pages in memory, in both ways, and over HTTP by our transport
// (as it is, and compressed), and by gqlgen's, which goes through what is printed once more.
func BenchmarkAnswer(b *testing.B) {
	for _, m := range measured {
		r := &still{rows: m.rows}
		p := newPair(b, domain(b), r)
		for name, x := range map[string]*executor.Executor{"printer": p.printed, "executor": p.generated} {
			b.Run(m.name+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					op, err := p.request(b.Context(), m.query, nil)
					if err != nil {
						b.Fatal(err)
					}
					h, ctx := x.DispatchOperation(b.Context(), op)
					if r := h(ctx); len(r.Data) < 50_000 || r.Errors != nil {
						b.Fatal(r)
					}
				}
			})
		}
		ours, err := NewHandler(r, slog.New(slog.DiscardHandler))
		if err != nil {
			b.Fatal(err)
		}
		b.Run(m.name+"/HTTP", func(b *testing.B) { benchmarkHTTP(b, ours, m.query, "") })
		b.Run(m.name+"/HTTP, gzip", func(b *testing.B) { benchmarkHTTP(b, ours, m.query, "gzip") })
		b.Run(m.name+"/HTTP, zstd", func(b *testing.B) { benchmarkHTTP(b, ours, m.query, "zstd") })
		b.Run(m.name+"/HTTP by gqlgen", func(b *testing.B) { benchmarkHTTP(b, byGqlgen(b, r), m.query, "") })
	}
}

// byGqlgen answers as NewHandler does, but by gqlgen's own transport.
func byGqlgen(b *testing.B, r plan.Reader) http.Handler {
	engine, err := newEngine(r, domain(b), 0)
	if err != nil {
		b.Fatal(err)
	}
	schema := Printed(NewExecutableSchema(Config{Resolvers: &Resolver{engine}}), engine)
	srv := handler.New(schema)
	srv.AddTransport(transport.POST{}) // The first that supports a request answers it.
	if err := (Options{}).Serve(srv, schema.Schema(), engine, slog.New(slog.DiscardHandler)); err != nil {
		b.Fatal(err)
	}
	return srv
}

// benchmarkHTTP asks a query of some 50 kilobytes of answer, in a coding.
func benchmarkHTTP(b *testing.B, h http.Handler, query, coding string) {
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	b.ReportAllocs()
	for b.Loop() {
		r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept-Encoding", coding)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if size = w.Body.Len(); size < 50_000 && coding == "" || w.Code != http.StatusOK || w.Header().Get("Content-Encoding") != coding {
			b.Fatal(w)
		}
	}
	b.ReportMetric(float64(size), "bytes")
}

// A column of scalars is printed without an allocation for a row, and a row with a time and
// a kind likewise.
func TestAllocations(t *testing.T) {
	tests := map[string]string{
		"Scalars":    `{ meetings(first: 25) { nodes { id name description } } }`,
		"Times":      `{ meetings(first: 25) { edges { node { when { edtf startEarliest endLatest approximate } } } } }`,
		"Interfaces": `{ agents(first: 25) { nodes { __typename id ... on Person { name } } pageInfo { hasNextPage } } }`,
		"Lists":      `{ meetings(first: 25) { nodes { aliases topics } } }`,
	}
	for name, query := range tests {
		t.Run(name, func(t *testing.T) {
			allocations := func(rows int) float64 {
				p := newPair(t, domain(t), &still{rows: []int{rows}})
				op, err := p.request(t.Context(), query, nil)
				if err != nil {
					t.Fatal(err)
				}
				return testing.AllocsPerRun(20, func() {
					if _, errs, err := answer(t.Context(), p.printed, op); err != nil || errs != nil {
						t.Fatal(err, errs)
					}
				})
			}
			few, many := allocations(10), allocations(2000)
			if many > few+5 {
				t.Errorf("%v allocations for 10 rows and %v for 2,000; want as many", few, many)
			}
		})
	}
}
