// Package made writes invented files of the forms that the mappings beside it read, of any size.
//
// They are lifelike where it matters to a graph: one person takes part in nearly everything,
// the degrees of the others fall by a power law, and the dirt of the real files is there in the
// same proportion. The same seed gives the same bytes. Each function counts what it writes as it
// writes it, and returns what a graph must hold once the file is loaded into an empty one:
//
//	var file bytes.Buffer
//	want, err := made.Tapes(&file, 1, 10_000)
//	// … load it with nixon-tapes.yaml …
//	// The graph now has want.Nodes["Meeting"] meetings and want.Edges["ATTENDED"] participations.
//
// Nobody in these files exists. Names of places stand as in the real files where the mapping asks for them.
package made

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
)

// Counts are what a graph holds of a file.
type Counts struct {
	Records  int            // read, bad ones among them
	Rejected int            // records that cannot be used
	Nodes    map[string]int // by label
	Edges    map[string]int // by relation

	Hub, Second string // the ids of the two who take part most; "" where the form has no such pair
	Together    int    // the events that both took part in
}

// A maker writes one file, and counts.
type maker struct {
	*rand.Rand
	w      *bufio.Writer
	err    error
	counts Counts
	seen   map[string]bool // labels and relations with ids or keys: what is counted once
}

func newMaker(w io.Writer, seed uint64) *maker {
	return &maker{
		Rand:   rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)),
		w:      bufio.NewWriter(w),
		counts: Counts{Nodes: map[string]int{}, Edges: map[string]int{}},
		seen:   map[string]bool{},
	}
}

// done writes what is left and returns what there is.
func (m *maker) done() (Counts, error) {
	if m.err == nil {
		m.err = m.w.Flush()
	}
	if m.err != nil {
		return Counts{}, fmt.Errorf("made: %w", m.err)
	}
	return m.counts, nil
}

func (m *maker) printf(format string, args ...any) {
	if m.err == nil {
		_, m.err = fmt.Fprintf(m.w, format, args...)
	}
}

// chance is true so many times in a thousand.
func (m *maker) chance(thousandths float64) bool { return m.Float64()*1000 < thousandths }

// node and edge count what comes about with each mention; what has a key is counted once.
func (m *maker) node(label, key string) {
	if key == "" || m.first(label+" "+key) {
		m.counts.Nodes[label]++
	}
}

func (m *maker) edge(relation, key string) {
	if key == "" || m.first(relation+" "+key) {
		m.counts.Edges[relation]++
	}
}

// edges counts an edge of each of the relations.
func (m *maker) edges(relations ...string) {
	for _, r := range relations {
		m.edge(r, "")
	}
}

func (m *maker) first(key string) bool {
	if m.seen[key] {
		return false
	}
	m.seen[key] = true
	return true
}

// pick is one of a list.
func pick[T any](m *maker, list []T) T { return list[m.IntN(len(list))] }

// weighted is an index, each as likely as its weight.
func (m *maker) weighted(weights []int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	at := m.IntN(sum)
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}
