package graph

import (
	"context"

	"parley/graph/analysis"
	"parley/graph/plan"
	"parley/graph/store"
)

func (s searches) timeline(a *plan.Arguments) plan.Search {
	const connection = "TimelineConnection"
	order := analysis.TimelineOrder()
	q := analysis.TimelineQuery{
		Of: a.IDs(analysis.MaxOf, "of"), Window: window(a, "window"), First: a.PageSize("first"),
		After: a.Cursor(connection, order, "after"), Total: a.Asks(connection, "totalCount"),
	}
	return func(ctx context.Context) (any, error) {
		found, err := s.Timeline(ctx, q)
		if err != nil {
			return nil, wrong(a, err)
		}
		edges, at := make([]plan.Object, len(found.Entries)), make([]store.Position, len(found.Entries))
		for i := range found.Entries {
			e := &found.Entries[i]
			at[i] = e.At
			v := values{"cursor": store.Cursor(connection, order, e.At), "node": plan.Ref(e.Node), "when": when(e.When), "of": e.Of}
			if e.Edge != nil {
				v["node"] = s.edge(e.Edge)
			}
			edges[i] = object{"TimelineEdge", v}
		}
		info := pageInfo(connection, order, at, found.Before, found.More)
		return object{connection, values{"edges": edges, "pageInfo": info, "totalCount": int64(found.Total)}}, nil
	}
}

func (s searches) coPresence(a *plan.Arguments) plan.Search {
	const connection, edge = "CoPresenceConnection", "CoPresenceEdge"
	order := analysis.CoPresenceOrder()
	q := analysis.CoPresenceQuery{
		Of: a.Text("of"), With: a.Text("with"), Certain: a.Text("match") == certain, Window: window(a, "window"), First: a.PageSize("first"),
		After: a.Cursor(connection, order, "after"), Edges: a.Asks(edge, "one") || a.Asks(edge, "other"), Wants: wants(a),
	}
	return func(ctx context.Context) (any, error) {
		found, err := s.CoPresence(ctx, q)
		if err != nil {
			return nil, wrong(a, err)
		}
		edges, at := make([]plan.Object, len(found.Found)), make([]store.Position, len(found.Found))
		for i := range found.Found {
			x := &found.Found[i]
			at[i] = x.At
			v := values{
				"cursor": store.Cursor(connection, order, x.At), "node": plan.Ref(x.Place), "overlap": when(x.Overlap), "match": possible,
				"one": s.edge(&x.One), "other": s.edge(&x.Other),
			}
			if x.Certain {
				v["match"] = certain
			}
			edges[i] = object{edge, v}
		}
		info := pageInfo(connection, order, at, found.Before, found.More)
		return object{connection, values{"edges": edges, "pageInfo": info, "totalCount": int64(found.Total)}}, nil
	}
}

// The values of Match.
const (
	possible = "POSSIBLE"
	certain  = "CERTAIN"
)

// pageInfo says where a page lies whose rows stand at some places.
func pageInfo(connection string, order store.Order, at []store.Position, before, more bool) *plan.PageInfo {
	info := &plan.PageInfo{Previous: before, Next: more}
	if len(at) > 0 {
		start, end := store.Cursor(connection, order, at[0]), store.Cursor(connection, order, at[len(at)-1])
		info.Start, info.End = &start, &end
	}
	return info
}
