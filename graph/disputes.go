package graph

import (
	"context"

	"parley/graph/analysis"
	"parley/graph/plan"
	"parley/graph/store"
)

// disputesConnection is the connection that cursors of disputes are of. They have the place of a
// dispute as that of an edge: from the id of `node` to that of `against`.
const disputesConnection = "DisputeConnection"

// defaultDisputes is how many disputes a page has if nobody says.
const defaultDisputes = 25

func (s searches) disputes(a *plan.Arguments) plan.Search {
	order := store.Order{By: store.ByID}
	q := analysis.DisputeQuery{
		About: a.IDs(analysis.MaxAbout, "about"), After: a.Cursor(disputesConnection, order, "after"), First: defaultDisputes,
		Total: a.Asks(disputesConnection, "totalCount"),
	}
	if first := a.Int(0, analysis.MaxDisputes, "first"); first != nil {
		q.First = *first
	}
	if w := a.Window("window"); w != nil {
		q.Window = &analysis.Window{Window: w.Window, Certain: w.Certain, Undated: w.Undated}
	}
	return func(ctx context.Context) (any, error) {
		found, err := s.Disputes(ctx, q)
		if err != nil {
			return nil, wrong(a, err)
		}
		page, edges := &plan.PageInfo{Next: found.More, Previous: q.After != nil}, []plan.Object{}
		for _, d := range found.Disputes {
			cursor := store.Cursor(disputesConnection, order, d.Position())
			v := values{"cursor": cursor, "node": plan.Ref(d.Node), "against": nil, "note": nil}
			if d.Against != "" {
				v["against"] = plan.Ref(d.Against)
			}
			if d.Note != "" {
				v["note"] = d.Note
			}
			if page.End = &cursor; page.Start == nil {
				page.Start = &cursor
			}
			edges = append(edges, object{"DisputeEdge", v})
		}
		return object{disputesConnection, values{"edges": edges, "pageInfo": page, "totalCount": int64(found.Total)}}, nil
	}
}
