package graph

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/ontology"
	"parley/graph/plan"
	"parley/graph/store"
)

// A pair answers the same queries from the same data in both ways there are.
type pair struct{ printed, generated *executor.Executor }

func newPair(t testing.TB, onto *ontology.Ontology, r plan.Reader) pair {
	t.Helper()
	engine, err := newEngine(r, onto, 0)
	if err != nil {
		t.Fatal(err)
	}
	schema := NewExecutableSchema(Config{Resolvers: &Resolver{engine}})
	shows := presenter{engine, slog.New(slog.DiscardHandler)}
	made := func(s graphql.ExecutableSchema) *executor.Executor {
		x := executor.New(s)
		x.SetQueryCache(lru.New[*ast.QueryDocument](documents))
		x.SetErrorPresenter(shows.present)
		x.SetRecoverFunc(shows.recovered)
		return x
	}
	return pair{made(Printed(schema, engine)), made(schema)}
}

// request reads a query; its error says why it is not valid.
func (p pair) request(ctx context.Context, query string, variables map[string]any) (*graphql.OperationContext, error) {
	ctx = graphql.StartOperationTrace(ctx)
	op, invalid := p.printed.CreateOperationContext(ctx, &graphql.RawParams{Query: query, Variables: variables})
	if invalid != nil {
		return nil, invalid
	}
	return op, nil
}

// answer returns the data and the errors, ordered: gqlgen reports them in any order.
func answer(ctx context.Context, x *executor.Executor, op *graphql.OperationContext) (data string, errs []string, err error) {
	h, ctx := x.DispatchOperation(ctx, op)
	r := h(ctx)
	if r == nil || h(ctx) != nil {
		return "", nil, errors.New("there is not one answer")
	}
	for _, e := range r.Errors {
		b, err := json.Marshal(e)
		if err != nil {
			return "", nil, err
		}
		errs = append(errs, string(b))
	}
	slices.Sort(errs)
	return string(r.Data), errs, nil
}

// compare runs a query in both ways and returns the data and the number of errors. It
// fails the test where the ways differ; ok is false where the query is not valid.
func (p pair) compare(t *testing.T, query string, variables map[string]any) (data string, errs int, ok bool) {
	t.Helper()
	op, err := p.request(t.Context(), query, variables)
	if err != nil {
		return "", 0, false
	}
	want, wantErrs, err := answer(t.Context(), p.generated, op)
	if err != nil {
		t.Fatalf("the executor: %v\n%s", err, query)
	}
	got, gotErrs, err := answer(t.Context(), p.printed, op)
	if err != nil {
		t.Fatalf("the printer: %v\n%s", err, query)
	}
	if got != want {
		t.Fatalf("another answer (-executor +printer):\n%s\n%s\n%v", cmp.Diff(want, got), query, variables)
	}
	if d := cmp.Diff(wantErrs, gotErrs); d != "" {
		t.Fatalf("other errors (-executor +printer):\n%s\n%s\n%v\n%s", d, query, variables, got)
	}
	if !json.Valid([]byte(got)) {
		t.Fatalf("no JSON: %s\n%s", got, query)
	}
	return got, len(gotErrs), true
}

// The printer answers random queries as the executor does, from made-up pages in which
// anything may be missing.
func TestPrinterOnFaults(t *testing.T) {
	onto := domain(t)
	var errs, nulls, valid int
	const seeds, queries = 40, 120
	for seed := range uint64(seeds) {
		p := newPair(t, onto, &pages{onto: onto, seed: seed, faults: int(seed) % 5})
		q := newAsker(onto.Schema(), seed, names)
		for range queries {
			got, n, ok := p.compare(t, q.query(), q.values())
			if !ok {
				continue
			}
			valid++
			errs += n
			if got == "null" {
				nulls++
			}
		}
	}
	t.Logf("%d queries, %d errors, %d answers that are null whole", valid, errs, nulls)
	if valid < seeds*queries*2/3 || errs < valid/3 || nulls < valid/20 {
		t.Errorf("of %d queries %d are valid, with %d errors and %d answers that are null whole; too one-sided to show anything", seeds*queries, valid, errs, nulls)
	}
}

// The same over the built-in data, where nothing is missing.
func TestPrinterOnKabul(t *testing.T) {
	onto := domain(t)
	st := builtIn(t, stores[0].open)
	all, err := st.Read(t.Context(), store.Query{Select: &store.Selection{
		Kinds: onto.Kinds("Node"), Pick: store.Pick{Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}}},
	}})
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for i := range all[0].Items {
		ids = append(ids, all[0].Items[i].Value(0).(string))
	}
	p := newPair(t, onto, st)
	searched := slices.DeleteFunc(slices.Clone(onto.Schema().Query.Fields), func(f *ast.FieldDefinition) bool {
		return onto.Field(f) == nil || onto.Field(f).Role != ontology.Analyses
	})
	for name, roots := range map[string]ast.FieldList{"all": onto.Schema().Query.Fields, "searched": searched} {
		q := newAsker(onto.Schema(), 1, ids)
		q.roots = roots
		valid, long := 0, 0
		for range 400 {
			got, _, ok := p.compare(t, q.query(), q.values())
			if ok {
				valid++
			}
			if len(got) > 500 {
				long++
			}
		}
		if valid < 250 || long < 50 {
			t.Errorf("%s roots: %d valid queries, %d with long answers; too few to show anything", name, valid, long)
		}
	}
}

// FuzzPrinter looks for a query and pages on which the two ways differ.
func FuzzPrinter(f *testing.F) {
	for seed := range uint64(8) {
		f.Add(seed, seed, uint8(seed))
	}
	onto := domain(f)
	f.Fuzz(func(t *testing.T, query, data uint64, faults uint8) {
		p := newPair(t, onto, &pages{onto: onto, seed: data, faults: int(faults % 8)})
		q := newAsker(onto.Schema(), query, names)
		p.compare(t, q.query(), q.values())
	})
}

func domain(t testing.TB) *ontology.Ontology {
	t.Helper()
	onto, err := Ontology()
	if err != nil {
		t.Fatal(err)
	}
	return onto
}
