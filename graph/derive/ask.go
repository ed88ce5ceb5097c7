package derive

import (
	"context"
	"maps"
	"slices"

	"parley/graph/store"
)

// batch is how many ids are asked for in one Read.
const batch = 5000

// An asking gathers questions, so that they are answered by one Read, or few.
type asking struct {
	queries []store.Query
	rows    []func(*store.Item) // takes the rows of the query
	ids     []int               // how many ids the query asks for
}

// ask asks for rows by id, the first argument of sel, and the further arguments.
func (a *asking) ask(sel *store.Selection, ids map[string]bool, row func(*store.Item), args ...any) {
	for part := range slices.Chunk(slices.Sorted(maps.Keys(ids)), batch) {
		a.queries = append(a.queries, store.Query{Select: sel, Args: append([]any{part}, args...)})
		a.rows = append(a.rows, row)
		a.ids = append(a.ids, len(part))
	}
}

// read has the questions answered and hands on the rows.
func (a *asking) read(ctx context.Context, tx store.Tx) error {
	for from := 0; from < len(a.queries); {
		to, n := from, 0
		for to < len(a.queries) && (to == from || n+a.ids[to] <= batch) {
			n += a.ids[to]
			to++
		}
		pages, err := tx.Read(ctx, a.queries[from:to]...)
		if err != nil {
			return err
		}
		for i := range pages {
			for j := range pages[i].Items {
				a.rows[from+i](&pages[i].Items[j])
			}
		}
		from = to
	}
	return nil
}

// idsArg is the first argument of every question.
const idsArg store.Arg = 1

func nodesByID(kinds []string, p store.Pick) *store.Selection {
	return &store.Selection{Kinds: kinds, Where: store.Compare{Of: store.OfNode, Property: "id", Op: store.AnyOf, Arg: idsArg}, Pick: p}
}

func edgesByID(relation string, p store.Pick) *store.Selection {
	return &store.Selection{
		Relations: []string{relation}, Where: store.Compare{Of: store.OfEdge, Property: "id", Op: store.AnyOf, Arg: idsArg}, Pick: p,
	}
}

// endsByID asks for where edges lead. Fields: id, source, target.
func endsByID(relation string) *store.Selection {
	return edgesByID(relation, store.Pick{Rows: true, Fields: edgeFields("id", "source", "target")})
}

func nodeFields(names ...string) []store.Field { return fields(store.OfNode, names) }
func edgeFields(names ...string) []store.Field { return fields(store.OfEdge, names) }

func fields(of store.Of, names []string) []store.Field {
	fs := make([]store.Field, len(names))
	for i, n := range names {
		fs[i] = store.Field{Of: of, Name: n}
	}
	return fs
}

// united returns the names in any of the lists, ordered.
func united(lists ...[]string) []string {
	all := slices.Sorted(slices.Values(slices.Concat(lists...)))
	return slices.Compact(all)
}

// common returns the names in both lists, in the order of the first.
func common(a, b []string) (both []string) {
	for _, s := range a {
		if slices.Contains(b, s) {
			both = append(both, s)
		}
	}
	return both
}
