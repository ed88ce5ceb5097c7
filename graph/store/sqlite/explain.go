package sqlite

import (
	"context"
	"strings"

	"parley/graph/store"
)

// Explain implements store.Explainer, by EXPLAIN QUERY PLAN (https://www.sqlite.org/eqp.html). A line of the plan stands
// deeper than the one that it belongs to.
func (s *Store) Explain(ctx context.Context, sel *store.Selection) (store.Explanation, error) {
	st, err := s.statement(sel)
	if err != nil {
		return store.Explanation{}, err
	}
	r, err := s.readers.take(ctx)
	if err != nil {
		return store.Explanation{}, err
	}
	defer s.readers.put(r)
	e := store.Explanation{Statement: st.text}
	depth := map[int]int{}
	err = r.rows(ctx, "EXPLAIN QUERY PLAN "+st.text, make([]any, len(st.params)), func(scan func(...any) error) error {
		var id, in, unused int
		var line string
		if err := scan(&id, &in, &unused, &line); err != nil {
			return err
		}
		depth[id] = depth[in] + 1
		e.Plan = append(e.Plan, strings.Repeat("  ", depth[id]-1)+line)
		return nil
	})
	return e, err
}

// Pool implements store.Pooler.
func (s *Store) Pool() store.Pool {
	return store.Pool{Max: readers, Use: readers - len(s.readers.turns)}
}
