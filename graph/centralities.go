package graph

import (
	"context"

	"parley/graph/analysis"
	"parley/graph/plan"
)

// measure is what a value of CentralityMeasure stands for.
func measure(value string) analysis.Measure {
	switch value {
	case "BETWEENNESS":
		return analysis.ByBetweenness
	case "PAGERANK":
		return analysis.ByPageRank
	}
	return analysis.ByDegree
}

func (s searches) centrality(a *plan.Arguments) plan.Search {
	q := analysis.CentralityQuery{
		Measure: measure(a.Text("of")), Kinds: a.Kinds("kinds"), Filter: traversal(a), First: number(a.Int(0, analysis.MaxRanked, "first")),
	}
	return func(ctx context.Context) (any, error) {
		found, err := s.Centrality(ctx, q)
		if err != nil {
			return nil, wrong(a, err)
		}
		return ranked(found), nil
	}
}

func (s searches) communities(a *plan.Arguments) plan.Search {
	q := analysis.CommunityQuery{
		Kinds: a.Kinds("kinds"), Filter: traversal(a), First: number(a.Int(0, analysis.MaxRanked, "first")), Members: number(a.Int(0, analysis.MaxMembers, "members")),
	}
	return func(ctx context.Context) (any, error) {
		found, err := s.Communities(ctx, q)
		if err != nil {
			return nil, wrong(a, err)
		}
		all := make([]plan.Object, len(found))
		for i, c := range found {
			all[i] = object{"Community", values{"size": int64(c.Size), "members": ranked(c.Members)}}
		}
		return all, nil
	}
}

func ranked(found []analysis.Ranked) []plan.Object {
	all := make([]plan.Object, len(found))
	for i, r := range found {
		all[i] = object{"Ranked", values{"node": plan.Ref(r.ID), "score": r.Score}}
	}
	return all
}
