package storetest

import (
	"slices"

	"parley/graph/store"
)

// kept returns those of the edges of a Through that its condition on edges holds of.
func (a asked) kept(s store.Through, rows []row) []row {
	return slices.DeleteFunc(rows, func(r row) bool { return !a.holds(s.Edges, row{edge: r.edge}) })
}

// folds returns the values of the Folds of a Through from n to far.
func (a asked) folds(s store.Through, n *store.Node, middle []*store.Node, far *store.Node) map[string]any {
	var edges []*store.Edge
	for _, m := range middle {
		for _, r := range a.kept(s, a.along(n, s.First)) {
			if r.node == m {
				edges = append(edges, r.edge)
			}
		}
		for _, r := range a.kept(s, a.along(m, s.Second)) {
			if r.node == far {
				edges = append(edges, r.edge)
			}
		}
	}
	folds := map[string]any{}
	for _, f := range s.Folds {
		folds[f.Name] = fold(f, edges)
	}
	return folds
}

// fold returns the value of a Fold over edges.
func fold(f store.Fold, edges []*store.Edge) any {
	var values []any
	for _, e := range edges {
		if f.Among == "" || e.Props[f.Among] != nil {
			values = append(values, e.Props[f.Property])
		}
	}
	switch f.By {
	case store.CountDistinct:
		all := map[any]bool{}
		for _, v := range values {
			for _, x := range elements(v) {
				all[x] = true
			}
		}
		return int64(len(all))
	case store.Foremost:
		for _, v := range f.Values {
			if slices.Contains(values, any(v)) {
				return v
			}
		}
		return nil
	case store.AnyTrue:
		return slices.Contains(values, any(true))
	}
	return len(values) > 0 && !slices.ContainsFunc(values, func(v any) bool { return v != true })
}
