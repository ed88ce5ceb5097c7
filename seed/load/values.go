package load

import (
	"slices"
	"strings"
	"unicode/utf8"

	"parley/graph/text"
)

// The most that lists and texts may come to by being put together, besides the limits
// of the store.
const unitedBytes = 4 << 20

// addTo puts an element into a list, unless it is there. It says why not, if it does not fit.
func addTo(list []string, s string) (longer []string, why string) {
	if slices.Contains(list, s) {
		return list, ""
	}
	if len(list) >= text.ListLimit {
		return list, "the list is full"
	}
	size := len(s)
	for _, x := range list {
		size += len(x)
	}
	if len(list) > 0 && size > unitedBytes {
		return list, "the list would be too long"
	}
	return append(list, s), ""
}

// once leaves each element of lists in once.
func once(props map[string]any) {
	for name, v := range props {
		if list, ok := v.([]string); ok && len(list) > 1 {
			var all []string
			for _, s := range list {
				if !slices.Contains(all, s) {
					all = append(all, s)
				}
			}
			props[name] = all
		}
	}
}

// join puts two texts together, each part once. It says why not, if that does not fit.
func join(a, b string, limit int) (both, why string) {
	if a == "" {
		return b, ""
	}
	both = a
	have := strings.Split(a, joint)
	for _, part := range strings.Split(b, joint) {
		if !slices.Contains(have, part) {
			have = append(have, part)
			both += joint + part
		}
	}
	if len(both) > limit && utf8.RuneCountInString(both) > limit || len(both) > unitedBytes {
		return a, "both together would be too long"
	}
	return both, ""
}

// has says whether any property of a group is among those given.
func (g *group) has(props map[string]any) bool {
	for _, name := range g.props {
		if _, ok := props[name]; ok {
			return true
		}
	}
	return false
}

// same says whether a group is the same in both.
func (g *group) same(a, b map[string]any) bool {
	for _, name := range g.props {
		x, there := a[name]
		y, here := b[name]
		if there != here || there && !equal(x, y) {
			return false
		}
	}
	return true
}

// set sets a group as another has it.
func (g *group) set(props, from map[string]any) {
	for _, name := range g.props {
		delete(props, name)
		if v, ok := from[name]; ok {
			props[name] = v
		}
	}
}

// show writes a group out.
func (g *group) show(props map[string]any) string {
	if len(g.props) == 1 {
		return display(props[g.props[0]])
	}
	var parts []string
	for _, name := range g.props {
		if v, ok := props[name]; ok {
			_, part, _ := strings.Cut(name, ".")
			parts = append(parts, part+" "+display(v))
		}
	}
	return strings.Join(parts, ", ")
}

// equal says whether two values of a property are the same.
func equal(a, b any) bool {
	x, isList := a.([]string)
	y, both := b.([]string)
	if isList || both {
		return isList && both && slices.Equal(x, y)
	}
	return a == b
}

// alike says whether two nodes or edges have the same values.
func alike(a, b map[string]any) bool {
	if len(a) != len(b) {
		return false
	}
	for name, x := range a {
		if y, ok := b[name]; !ok || !equal(x, y) {
			return false
		}
	}
	return true
}

// A tally counts the texts that rows give for one key.
type tally struct {
	list  string // to which the others go
	texts []string
	times map[string]int
	size  int // bytes
}

// spellings is how many texts of an id are counted at most.
const spellings = 1000

// count counts a text, and says why not if there are too many.
func (t *tally) count(s string, times int) (why string) {
	if t.times[s] == 0 {
		if len(t.texts) >= spellings || t.size+len(s) > unitedBytes && t.size > 0 {
			return "there are too many spellings to count this one too"
		}
		t.texts = append(t.texts, s)
		t.size += len(s)
	}
	t.times[s] += times
	return ""
}

// most is the commonest text, of several the first.
func (t *tally) most() string {
	best := ""
	for _, s := range t.texts {
		if t.times[s] > t.times[best] {
			best = s
		}
	}
	return best
}
