package analysis

import (
	"cmp"
	"container/heap"
	"math"
	"slices"
)

// A walk is the nodes of a path, or of the beginning of one.
type walk struct {
	nodes []int32
	least int32 // the fewest origins of its edges
	bound int32 // the most that least can be once it has reached its end
}

// edges are the edges of a walk.
func (w *walk) edges(x *explorer) (all []int32) {
	for i := 1; i < len(w.nodes); i++ {
		arcs := x.arcs(w.nodes[i-1])
		at := slices.IndexFunc(arcs, func(a arc) bool { return a.to == w.nodes[i] })
		all = append(all, arcs[at].edge)
	}
	return all
}

// maxSteps bounds, as a multiple of the edges that may be read, how many edges are
// looked at while paths are listed: where those that do not cross themselves are
// rare, many a beginning has to be given up.
const maxSteps = 10

// list returns the best paths of a length, at most so many, in order.
//
// First it works out for each node, and each number of edges left, the most origins
// that the weakest edge can have on the way to an end (layers). Then it takes, again
// and again, the beginning that may become the best path, and goes on from there: by
// that bound, then by the ids. A path that is complete when it is taken is better
// than all that are still to come, since their beginnings promise no more.
func (s *pathSearch) list(length, most int) ([]walk, error) {
	l := &lister{pathSearch: s, length: length, known: map[int32][]arc{}}
	if err := l.layers(); err != nil {
		return nil, err
	}
	for n := range s.sides[0].ends {
		if b, ok := l.best[length][n]; ok {
			l.open = append(l.open, walk{[]int32{n}, math.MaxInt32, b})
		}
	}
	heap.Init(l)
	var found []walk
	for l.Len() > 0 && len(found) < most {
		w := heap.Pop(l).(walk)
		if len(w.nodes) == length+1 {
			if s.once(w) {
				found = append(found, w)
			}
			continue
		}
		if err := l.extend(w); err != nil {
			return found, err
		}
	}
	return found, nil
}

// once says whether a path is listed in this direction: where both ends are in both
// From and To it could be twice, and is from the smaller id.
func (s *pathSearch) once(w walk) bool {
	a, b := w.nodes[0], w.nodes[len(w.nodes)-1]
	from, to := s.sides[0].ends, s.sides[1].ends
	return !from[b] || !to[a] || s.explorer.nodes[a].id < s.explorer.nodes[b].id
}

// A lister lists the paths of one length.
type lister struct {
	*pathSearch
	length int
	best   []map[int32]int32 // by how many edges are left: bounds of the nodes that reach an end
	known  map[int32][]arc
	open   []walk // a heap
}

func (l *lister) arcsOf(n int32) []arc {
	all, ok := l.known[n]
	if !ok {
		all = l.arcs(n)
		l.known[n] = all
	}
	return all
}

// step counts an edge that was looked at.
func (l *lister) step() error {
	l.steps++
	switch n := l.steps; {
	case n > maxSteps*l.limits.Edges:
		return errEdges
	case n%1024 == 0:
		return l.fault(nil)
	}
	return nil
}

// layers works out the bounds, from the ends in To backwards.
func (l *lister) layers() error {
	from, to := &l.sides[0], &l.sides[1]
	l.best = make([]map[int32]int32, l.length+1)
	l.best[0] = map[int32]int32{}
	for n := range to.ends {
		l.best[0][n] = math.MaxInt32
	}
	for left := 1; left <= l.length; left++ {
		l.best[left] = map[int32]int32{}
		gone := l.length - left // edges before this node
		for n, b := range l.best[left-1] {
			for _, a := range l.arcsOf(n) {
				if err := l.step(); err != nil {
					return err
				}
				if gone == 0 && !from.ends[a.to] || gone > 0 && !l.inner(a.to) {
					continue
				}
				if d, met := from.distance[a.to]; met && d > gone || !met && gone <= from.depth {
					continue
				}
				if now, ok := l.best[left][a.to]; !ok || now < min(b, a.origins) {
					l.best[left][a.to] = min(b, a.origins)
				}
			}
		}
	}
	return nil
}

// extend goes on from the end of a walk by an edge.
func (l *lister) extend(w walk) error {
	left := l.length - len(w.nodes) // behind the next node
	for _, a := range l.arcsOf(w.nodes[len(w.nodes)-1]) {
		if err := l.step(); err != nil {
			return err
		}
		b, ok := l.best[left][a.to]
		if !ok || slices.Contains(w.nodes, a.to) {
			continue
		}
		least := min(w.least, a.origins)
		nodes := append(slices.Clone(w.nodes), a.to)
		heap.Push(l, walk{nodes, least, min(least, b)})
	}
	return nil
}

// The methods of a heap, with the walk that may become the best path on top.

func (l *lister) Len() int { return len(l.open) }

func (l *lister) Less(i, j int) bool {
	a, b := &l.open[i], &l.open[j]
	order := cmp.Compare(b.bound, a.bound)
	for k := 0; order == 0 && k < min(len(a.nodes), len(b.nodes)); k++ {
		if a.nodes[k] != b.nodes[k] {
			order = compareText(l.explorer.nodes[a.nodes[k]].id, l.explorer.nodes[b.nodes[k]].id)
		}
	}
	return cmp.Or(order, cmp.Compare(len(a.nodes), len(b.nodes))) < 0
}

// Swap swaps two elements of the heap.
func (l *lister) Swap(i, j int) { l.open[i], l.open[j] = l.open[j], l.open[i] }

// Push is called by package heap.
func (l *lister) Push(w any) { l.open = append(l.open, w.(walk)) }

// Pop is called by package heap.
func (l *lister) Pop() any {
	last := len(l.open) - 1
	w := l.open[last]
	l.open = l.open[:last]
	return w
}
