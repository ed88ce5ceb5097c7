package graph

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"

	"parley/graph/edtf"
	"parley/graph/store"
)

// A reader is a function that answers queries.
type reader func(context.Context, store.Query) ([]store.Page, error)

func (r reader) Read(ctx context.Context, qs ...store.Query) ([]store.Page, error) {
	return r(ctx, qs[0])
}

// row answers with one row of some values; others are absent.
func row(values map[string]any) reader {
	return func(_ context.Context, q store.Query) ([]store.Page, error) {
		all := make([]any, len(q.Select.Fields))
		for i, f := range q.Select.Fields {
			all[i] = values[f.Name]
		}
		return []store.Page{{Items: []store.Item{store.NewItem(all, nil, store.Position{})}}}, nil
	}
}

// Where gqlgen's executor is wrong the printer is not like it; each such case stands here.
func TestExceptions(t *testing.T) {
	first, err := edtf.Parse("0001-01-01")
	if err != nil {
		t.Fatal(err)
	}
	places := map[string]any{"kind": "Place", "id": "p", "coordinates.latitude": math.Inf(1), "coordinates.longitude": 1.5}
	tests := map[string]struct {
		query               string
		values              map[string]any
		executor, printer   string
		executorErrs, fails []string // the paths of the errors
	}{
		// A value that cannot be written is an error of the field, which the executor finds when it
		// is too late to make null of what must not lack it.
		"NumberThatIsNotFinite": {
			query: `{ place(id: "p") { id coordinates { longitude latitude } } }`, values: places,
			executor:     `{"place":{"id":"p","coordinates":{"longitude":1.5,"latitude":null}}}`,
			executorErrs: []string{"place.coordinates.latitude"},
			printer:      `{"place":{"id":"p","coordinates":null}}`,
			fails:        []string{"place.coordinates.latitude"},
		},
		// The executor takes the first instant of the year 1 for Go's zero time, so for an open start.
		"FirstInstantOfTheFirstYear": {
			query: `{ event(id: "e") { when { startEarliest startLatest } } }`, values: map[string]any{"kind": "Meeting", "when": first},
			executor: `{"event":{"when":{"startEarliest":null,"startLatest":"0001-01-01T23:59:59Z"}}}`,
			printer:  `{"event":{"when":{"startEarliest":"0001-01-01T00:00:00Z","startLatest":"0001-01-01T23:59:59Z"}}}`,
		},
		// Over HTTP there is one answer, so nothing is put off: the executor would never send it.
		"Deferred": {
			query: `{ place(id: "p") { id ... @defer { partOf { id } } } }`, values: places,
			executor: `{"place":{"id":"p","partOf":null}}`,
			printer:  `{"place":{"id":"p","partOf":{"id":"whole"}}}`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPair(t, domain(t), reader(func(ctx context.Context, q store.Query) ([]store.Page, error) {
				pages, err := row(tt.values)(ctx, q)
				if len(q.Select.Hops) > 0 {
					whole := store.NewItem([]any{"whole"}, nil, store.Position{})
					pages[0].Items[0] = store.NewItem([]any{"p"}, []store.Page{{Items: []store.Item{whole}}}, store.Position{})
				}
				return pages, err
			}))
			op, err := p.request(t.Context(), tt.query, nil)
			if err != nil {
				t.Fatal(err)
			}
			check := func(x interface {
				DispatchOperation(context.Context, *graphql.OperationContext) (graphql.ResponseHandler, context.Context)
			}, data string, paths []string) {
				t.Helper()
				h, ctx := x.DispatchOperation(t.Context(), op)
				r := h(ctx)
				if d := cmp.Diff(data, string(r.Data)); d != "" {
					t.Errorf("data (-want +got):\n%s", d)
				}
				var got []string
				for _, e := range r.Errors {
					got = append(got, e.Path.String())
				}
				if d := cmp.Diff(paths, got); d != "" {
					t.Errorf("paths of errors (-want +got):\n%s", d)
				}
			}
			check(p.generated, tt.executor, tt.executorErrs)
			check(p.printed, tt.printer, tt.fails)
		})
	}
}

// When the store fails, or breaks, or something in a request is wrong, both ways say the same.
func TestPrinterOnFailures(t *testing.T) {
	tests := map[string]reader{
		"Unavailable": func(context.Context, store.Query) ([]store.Page, error) {
			return nil, fmt.Errorf("bolt: %w", store.ErrUnavailable)
		},
		"Timeout":  func(context.Context, store.Query) ([]store.Page, error) { return nil, context.DeadlineExceeded },
		"Fault":    func(context.Context, store.Query) ([]store.Page, error) { return nil, errors.New("no such table") },
		"Panic":    func(context.Context, store.Query) ([]store.Page, error) { panic("out of range") },
		"TwoPages": func(context.Context, store.Query) ([]store.Page, error) { return make([]store.Page, 2), nil },
		"NoRow":    func(context.Context, store.Query) ([]store.Page, error) { return make([]store.Page, 1), nil },
	}
	queries := []string{
		`{ person(id: "p") { id } nodes(ids: ["p", "q"]) { id } __typename }`,
		`{ people { totalCount } person(id: "p") { id } }`,
		`{ event(id: "p") { id } claim(id: "c") { id } }`,
		`{ people(first: 501) { totalCount } person(id: "p") { id } }`,
		`query($when: EDTF = "1972-10-32") { person(id: "p") { events(where: {when: {within: $when}}) { totalCount } } }`,
		`{ search(text: "a", after: "x") { totalCount } __schema { queryType { name } } }`,
		`{ __typename }`,
	}
	for name, r := range tests {
		t.Run(name, func(t *testing.T) {
			p := newPair(t, domain(t), r)
			for _, q := range queries {
				if _, _, ok := p.compare(t, q, map[string]any{}); !ok {
					t.Errorf("not valid: %s", q)
				}
			}
		})
	}
}

// A row that breaks while it is printed is an error of the root's field, and no more.
func TestBrokenRow(t *testing.T) {
	p := newPair(t, domain(t), reader(func(_ context.Context, q store.Query) ([]store.Page, error) {
		broken := store.NewItem(nil, nil, store.Position{})
		if q.Args[0] == "whole" {
			broken = store.NewItem([]any{"whole"}, nil, store.Position{})
		}
		return []store.Page{{Items: []store.Item{broken}}}, nil
	}))
	op, err := p.request(t.Context(), `{ a: person(id: "broken") { id } b: person(id: "whole") { id } }`, nil)
	if err != nil {
		t.Fatal(err)
	}
	data, errs, err := answer(t.Context(), p.printed, op)
	if err != nil || len(errs) != 1 || !strings.Contains(errs[0], `"path":["a"]`) || !strings.Contains(errs[0], CodeInternal) {
		t.Errorf("errors %v, %v; want one of a", errs, err)
	}
	if want := `{"a":null,"b":{"id":"whole"}}`; data != want {
		t.Errorf("data %s, want %s", data, want)
	}
}

// A waning context is over when it has been asked so many times since something was read.
type waning struct {
	context.Context
	read  *bool
	times *int
}

func (c waning) Err() error {
	if !*c.read {
		return nil
	}
	if *c.times--; *c.times >= 0 {
		return nil
	}
	return context.DeadlineExceeded
}

// Printing ends when the request's time is over, at once or in the midst of the rows, with
// the error that says so.
func TestDeadline(t *testing.T) {
	read := false
	memory := &still{rows: []int{1000}}
	p := newPair(t, domain(t), reader(func(ctx context.Context, q store.Query) ([]store.Page, error) {
		read = true
		return memory.Read(ctx, q)
	}))
	tests := map[string]struct {
		query string
		times int
		want  string
	}{
		"Node":         {`{ person(id: "p") { id } }`, 0, `{"person":null}`},
		"Connection":   {`{ x: meetings { totalCount } }`, 0, `null`},
		"RowsAtOnce":   {`{ meetings { nodes { id } } }`, 0, `null`},
		"RowsInMidst":  {`{ meetings { nodes { id } } }`, 3, `null`},
		"RowsNullable": {`{ place(id: "p") { parts { nodes { id } } } }`, 3, `{"place":null}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			read, memory.pages, memory.rows = false, nil, []int{1000}
			if name == "RowsNullable" {
				memory.rows = []int{1, 1000}
			}
			op, err := p.request(t.Context(), tt.query, nil)
			if err != nil {
				t.Fatal(err)
			}
			h, ctx := p.printed.DispatchOperation(waning{t.Context(), &read, &tt.times}, op)
			r := h(ctx)
			if string(r.Data) != tt.want {
				t.Errorf("data %.100s, want %s", r.Data, tt.want)
			}
			if len(r.Errors) != 1 || r.Errors[0].Extensions["code"] != CodeTimeout || len(r.Errors[0].Path) != 1 || len(r.Errors[0].Locations) != 1 {
				t.Errorf("errors %v; want one, TIMEOUT, of the field", r.Errors)
			}
		})
	}
}

// Who watches the fields of the root sees those that are printed, and may change them.
func TestInterceptors(t *testing.T) {
	p := newPair(t, domain(t), row(map[string]any{"id": "p"}))
	var seen []string
	p.printed.AroundRootFields(func(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
		f := graphql.GetRootFieldContext(ctx).Field
		seen = append(seen, f.Alias)
		m := next(ctx)
		if f.Name == "people" {
			return graphql.WriterFunc(func(w io.Writer) { m.MarshalGQL(w) })
		}
		return m
	})
	op, err := p.request(t.Context(), `{ people { nodes { id } } }`, nil)
	if err != nil {
		t.Fatal(err)
	}
	data, errs, err := answer(t.Context(), p.printed, op)
	if want := `{"people":{"nodes":[{"id":"p"}]}}`; data != want || errs != nil || err != nil {
		t.Errorf("data %s, errors %v, %v; want %s", data, errs, err, want)
	}
	if d := cmp.Diff([]string{"people"}, seen); d != "" {
		t.Errorf("seen (-want +got):\n%s", d)
	}
}
