package analysis

import "slices"

// A side is the levels that were reached from one end.
type side struct {
	ends     map[int32]bool
	distance map[int32]int
	frontier []int32
	depth    int  // how many levels are expanded; endless once there is no further node
	cost     int  // how many edges the frontier has
	guessed  bool // cost is a guess
}

// endless is deeper than any path is long.
const endless = MaxLength + 1

// What the edges of a frontier are taken to be where it is not measured: in one of more than
// maxMeasured nodes hubs are few among many. Where edges are drawn they lead from hub to hub,
// and each stands for several that are read.
const (
	perNode     = 4
	perDrawn    = 100
	maxMeasured = 200
)

// cheaper is the side whose frontier has fewer edges. One hub can have more than all others, so a
// small frontier is measured before it is taken.
func (s *pathSearch) cheaper() (*side, error) {
	for {
		d := &s.sides[0]
		if s.sides[1].cost < d.cost {
			d = &s.sides[1]
		}
		if !d.guessed || len(d.frontier) > maxMeasured {
			return d, nil
		}
		if err := s.measure(d.frontier); err != nil {
			return nil, err
		}
		d.cost, d.guessed = 0, false
		for _, n := range d.frontier {
			if s.inner(n) {
				d.cost += s.nodes[n].degree
			}
		}
	}
}

// grow expands the frontier of a side by a level.
func (s *pathSearch) grow(d *side) error {
	if d.depth > 0 && s.MaxDegree != nil {
		if err := s.measure(d.frontier); err != nil {
			return err
		}
	}
	open := d.frontier
	if d.depth > 0 {
		open = slices.DeleteFunc(open, func(n int32) bool { return !s.inner(n) })
	}
	if err := s.expand(open, nil); err != nil {
		return err
	}
	d.depth++
	d.frontier = nil
	for _, n := range open {
		for _, e := range s.nodes[n].links {
			far := s.edges[e].source + s.edges[e].target - n
			if _, met := d.distance[far]; !met {
				d.distance[far] = d.depth
				d.frontier = append(d.frontier, far)
			}
		}
	}
	d.cost, d.guessed = s.guess(d.frontier), true
	if len(d.frontier) == 0 {
		d.depth = endless
	}
	return nil
}

// guess is how many edges a frontier may have. Those met on the way are seldom less busy than the least busy of their kind that was
// measured, so that a crowd of people need not be measured to know that they have more edges than one has.
func (s *pathSearch) guess(frontier []int32) (cost int) {
	if len(s.drawn) > 0 {
		return perDrawn * len(frontier)
	}
	least := map[string]int{}
	for i := range s.nodes {
		v := &s.nodes[i]
		if now, ok := least[v.kind]; v.degree >= 0 && (!ok || v.degree < now) {
			least[v.kind] = v.degree
		}
	}
	for _, n := range frontier {
		cost += max(perNode, least[s.nodes[n].kind])
	}
	return cost
}
