package network

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
)

// The largest network whose betweenness is measured. The time grows with the nodes times the pairs: 8,000 nodes and
// 100,000 pairs take one second on two cores, and the largest some fifteen.
const (
	// MaxBetweennessNodes is how many nodes there may be.
	MaxBetweennessNodes = 20_000
	// MaxBetweennessPairs is how many distinct pairs there may be.
	MaxBetweennessPairs = 500_000
)

// blocks is how many parts the sources are divided into. It is not the number of workers: sums that are made by block,
// and added up in the order of the blocks, are the same however many work on them.
const blocks = 64

// manyPaths is above which number of shortest paths from one node their numbers are kept as logarithms, long before
// a float64 overflows or its inverse loses digits.
const manyPaths = 0x1p500

// Betweenness sums up, for each node v, over all pairs of other nodes, the part of the pair's shortest paths that pass
// through v. A path is as long as it has steps, whatever their weights. Each pair counts once, nothing is normalised,
// and pairs with no path count nothing. It works on all cores and ends soon after ctx is done, with ctx's error. The
// error is a *SizeError above MaxBetweennessNodes or MaxBetweennessPairs.
//
// See Ulrik Brandes, A Faster Algorithm for Betweenness Centrality, Journal of Mathematical Sociology 25 (2001).
func (n *Network) Betweenness(ctx context.Context) ([]float64, error) {
	return n.betweenness(ctx, runtime.GOMAXPROCS(0))
}

func (n *Network) betweenness(ctx context.Context, workers int) ([]float64, error) {
	if err := within("betweenness", "nodes", int64(n.Nodes()), MaxBetweennessNodes); err != nil {
		return nil, err
	}
	if err := within("betweenness", "pairs", int64(n.Pairs()), MaxBetweennessPairs); err != nil {
		return nil, err
	}
	var sums [blocks][]float64
	var next atomic.Int32
	var failed atomic.Pointer[string] // with what a worker panicked
	var group sync.WaitGroup
	for range min(workers, blocks) {
		group.Go(func() {
			defer func() { // Here it would end the process, and nobody who asked could recover from it.
				if r := recover(); r != nil {
					said := fmt.Sprintf("%v\n%s", r, debug.Stack())
					failed.Store(&said)
				}
			}()
			s := newSearch(n)
			for b := int(next.Add(1)) - 1; b < blocks && ctx.Err() == nil; b = int(next.Add(1)) - 1 {
				sums[b] = make([]float64, n.Nodes())
				for v := b; v < n.Nodes() && ctx.Err() == nil; v += blocks {
					s.search(int32(v))
					s.accumulate(sums[b])
				}
			}
		})
	}
	group.Wait()
	if said := failed.Load(); said != nil {
		panic(*said)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	total := make([]float64, n.Nodes())
	for _, sum := range sums {
		for v, x := range sum {
			total[v] += x
		}
	}
	for v := range total {
		total[v] /= 2 // a pair was met from both of its ends
	}
	return total, nil
}

// A search is what one worker needs to find the shortest paths from one node to all others.
type search struct {
	*Network
	order    []int32   // the nodes in the order they were reached
	distance []int32   // of each node from the source; -1 where it was not reached
	paths    []float64 // how many shortest paths lead to each node
	next     []int32   // for each node of order, which nodes follow it on shortest paths, one list after the other
	ends     []int32   // where these lists end in next
	share    []float64 // of each node: (1 + what depends on it) / paths
}

func newSearch(n *Network) *search {
	return &search{
		Network:  n,
		order:    make([]int32, 0, n.Nodes()),
		distance: slices.Repeat([]int32{-1}, n.Nodes()),
		paths:    make([]float64, n.Nodes()),
		next:     make([]int32, 0, n.Pairs()),
		ends:     make([]int32, n.Nodes()),
		share:    make([]float64, n.Nodes()),
	}
}

// search walks the network from the source by breadth, and counts shortest paths.
func (s *search) search(source int32) {
	for _, v := range s.order {
		s.distance[v], s.paths[v] = -1, 0
	}
	order, next := append(s.order[:0], source), s.next[:0]
	s.distance[source], s.paths[source] = 0, 1
	for i := 0; i < len(order); i++ {
		v := order[i]
		further, paths := s.distance[v]+1, s.paths[v]
		for _, w := range s.Neighbours(v) {
			switch s.distance[w] {
			case -1:
				s.distance[w] = further
				order = append(order, w)
				fallthrough
			case further:
				s.paths[w] += paths
				next = append(next, w)
			}
		}
		s.ends[i] = int32(len(next))
	}
	s.order, s.next = order, next
}

// accumulate adds to the sums what each node has of the paths from the source, the source itself aside. It goes from
// the far end back: all that follows a node is known before it.
func (s *search) accumulate(sums []float64) {
	for _, v := range s.order {
		if s.paths[v] > manyPaths {
			s.accumulateLogarithms(sums)
			return
		}
	}
	for i := len(s.order) - 1; i > 0; i-- {
		v := s.order[i]
		share := 0.0
		for _, w := range s.next[s.ends[i-1]:s.ends[i]] {
			share += s.share[w]
		}
		depends := s.paths[v] * share
		sums[v] += depends
		s.share[v] = (1 + depends) / s.paths[v]
	}
}

// accumulateLogarithms is accumulate where there are more paths than a float64 can count. It counts them anew, as
// logarithms to base 2; only their ratios matter.
func (s *search) accumulateLogarithms(sums []float64) {
	logs, depends := make([]float64, s.Nodes()), make([]float64, s.Nodes())
	for _, v := range s.order[1:] {
		logs[v] = math.Inf(-1)
	}
	start := int32(0)
	for i, v := range s.order {
		for _, w := range s.next[start:s.ends[i]] {
			more, less := max(logs[v], logs[w]), min(logs[v], logs[w])
			logs[w] = more + math.Log2(1+math.Exp2(less-more))
		}
		start = s.ends[i]
	}
	for i := len(s.order) - 1; i > 0; i-- {
		v := s.order[i]
		for _, w := range s.next[s.ends[i-1]:s.ends[i]] {
			depends[v] += float64(math.Exp2(logs[v]-logs[w]) * (1 + depends[w]))
		}
		sums[v] += depends[v]
	}
}
