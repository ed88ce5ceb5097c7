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

func (s searches) disputes(a *plan.Arguments) plan.Search {
	order := store.Order{By: store.ByID}
	q := analysis.DisputeQuery{
		About: a.IDs(analysis.MaxAbout, "about"), After: a.Cursor(disputesConnection, order, "after"), First: a.PageSize("first"),
		Total: a.Asks(disputesConnection, "totalCount"),
	}
	q.Window = window(a, "window")
	return func(ctx context.Context) (any, error) {
		found, err := s.Disputes(ctx, q)
		if err != nil {
			return nil, wrong(a, err)
		}
		edges, at := make([]plan.Object, len(found.Disputes)), make([]store.Position, len(found.Disputes))
		for i, d := range found.Disputes {
			at[i] = d.Position()
			v := values{"cursor": store.Cursor(disputesConnection, order, at[i]), "node": plan.Ref(d.Node), "against": nil, "note": nil}
			if d.Against != "" {
				v["against"] = plan.Ref(d.Against)
			}
			if d.Note != "" {
				v["note"] = d.Note
			}
			edges[i] = object{"DisputeEdge", v}
		}
		info := pageInfo(disputesConnection, order, at, q.After != nil, found.More)
		return object{disputesConnection, values{"edges": edges, "pageInfo": info, "totalCount": int64(found.Total)}}, nil
	}
}
