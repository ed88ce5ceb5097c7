package analysis

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
)

// A Measure says what it is to stand at the centre.
type Measure uint8

// The measures; package network says more of each.
const (
	ByDegree      Measure = iota // how many others a node is joined with
	ByBetweenness                // how many shortest paths between others pass through it
	ByPageRank                   // how much of its time a random walk spends there
)

// The bounds of who is ranked, and of communities.
const (
	MaxRanked      = 500    // nodes, and communities
	MaxMembers     = 500    // shown of each community
	MaxMembersOver = 10_000 // shown of all communities together
)

// A CentralityQuery asks who stands at the centre of what a filter leaves. Without
// Filter.Relations that is the drawn relations, weighted by the nodes in the middle.
type CentralityQuery struct {
	Measure Measure
	Kinds   []string // who is ranked; nil for all
	Filter  Filter   // what the network holds: also Kinds
	First   int      // how many at most; from 0 to MaxRanked
}

// A Ranked node is one with its score.
type Ranked struct {
	ID string
	// Score is rounded to 10 digits, so that nodes which stand alike have the same.
	Score float64
}

// Centrality ranks nodes, the highest score first; ties by id. Those that are joined with
// nobody are ranked as well. A query that is wrong, or leaves too large a network, is an
// *InputError.
func (a *Analyst) Centrality(ctx context.Context, q CentralityQuery) ([]Ranked, error) {
	if q.First < 0 || q.First > MaxRanked {
		return nil, wrong("first", "%d is not between 0 and %d", q.First, MaxRanked)
	}
	w, err := a.whole(ctx, q.Filter)
	if err != nil {
		return nil, err
	}
	scores, err := w.scores(q.Measure)
	if err != nil {
		return nil, err
	}
	all := []Ranked{}
	for i, id := range w.ids {
		if listed(q.Kinds, w.kinds[i]) {
			all = append(all, Ranked{id, rounded(scores[i])})
		}
	}
	return best(all, q.First), nil
}

// scores are those of all nodes.
func (w *whole) scores(m Measure) (scores []float64, err error) {
	switch m {
	case ByDegree:
		for _, n := range w.net.Degree() {
			scores = append(scores, float64(n))
		}
	case ByBetweenness:
		scores, err = w.net.Betweenness(w.ctx)
	case ByPageRank:
		scores, err = w.net.PageRank(w.ctx)
	default:
		err = fmt.Errorf("analysis: there is no measure %d", m)
	}
	return scores, tooLarge(err)
}

// listed says whether a kind is among those asked for.
func listed(kinds []string, kind string) bool { return kinds == nil || slices.Contains(kinds, kind) }

// best are the first of some nodes by score.
func best(all []Ranked, first int) []Ranked {
	slices.SortFunc(all, func(a, b Ranked) int { return cmp.Or(cmp.Compare(b.Score, a.Score), compareText(a.ID, b.ID)) })
	return all[:min(first, len(all))]
}

// rounded drops the last digits of a sum of floats, which depend on the order of adding.
func rounded(score float64) float64 {
	short, err := strconv.ParseFloat(strconv.FormatFloat(score, 'g', 10, 64), 64)
	if err != nil {
		return score
	}
	return short
}

// A CommunityQuery asks which nodes hold together in what a filter leaves; see CentralityQuery.
type CommunityQuery struct {
	Kinds   []string // who is listed; nil for all
	Filter  Filter
	First   int // how many communities at most; from 0 to MaxRanked
	Members int // how many of each are listed at most; from 0 to MaxMembers
}

// A Community is nodes that hold together more than with the rest.
type Community struct {
	Size int // how many there are of the kinds that are listed
	// Members are the best connected of these: the score is with how many nodes of the
	// community one is joined, of whatever kind; ties by id.
	Members []Ranked
}

// Communities finds the groups of a network, the largest first, ties by the smallest id in them.
// A node that is joined with nobody is a group of its own; a group without any node that is
// listed is left out. A query that is wrong, or leaves too large a network, is an *InputError.
func (a *Analyst) Communities(ctx context.Context, q CommunityQuery) ([]Community, error) {
	switch {
	case q.First < 0 || q.First > MaxRanked:
		return nil, wrong("first", "%d is not between 0 and %d", q.First, MaxRanked)
	case q.Members < 0 || q.Members > MaxMembers:
		return nil, wrong("members", "%d is not between 0 and %d", q.Members, MaxMembers)
	case q.First*q.Members > MaxMembersOver:
		return nil, wrong("members", "%d each of %d communities are more than %d together; ask for fewer of one of them", q.Members, q.First, MaxMembersOver)
	}
	w, err := a.whole(ctx, q.Filter)
	if err != nil {
		return nil, err
	}
	groups, err := w.net.Communities(ctx)
	if err != nil {
		return nil, tooLarge(err)
	}
	type group struct{ all, listed []int32 }
	var found []group
	for _, all := range groups {
		g := group{all: all}
		for _, n := range all {
			if listed(q.Kinds, w.kinds[n]) {
				g.listed = append(g.listed, n)
			}
		}
		if len(g.listed) > 0 {
			found = append(found, g)
		}
	}
	slices.SortFunc(found, func(x, y group) int {
		return cmp.Or(cmp.Compare(len(y.listed), len(x.listed)), cmp.Compare(x.listed[0], y.listed[0]))
	})
	out := []Community{}
	for _, g := range found[:min(q.First, len(found))] {
		out = append(out, Community{len(g.listed), best(w.within(g.all, g.listed), q.Members)})
	}
	return out, nil
}

// within scores nodes by how many of their group they are joined with.
func (w *whole) within(group, listed []int32) (all []Ranked) {
	in := make(map[int32]bool, len(group))
	for _, n := range group {
		in[n] = true
	}
	for _, n := range listed {
		score := 0
		for _, other := range w.net.Neighbours(n) {
			if in[other] {
				score++
			}
		}
		all = append(all, Ranked{w.ids[n], float64(score)})
	}
	return all
}
