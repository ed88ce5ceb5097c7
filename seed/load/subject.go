package load

import "bytes"

// What a key begins with.
const (
	ofNode  byte = 'n' // and, behind it, what is said of its edges, and references to it; see subject
	ofEdge  byte = 'e'
	ofPair  byte = 'p' // an edge of which there is one a pair
	ofClaim byte = 'c' // the id that a line gives such an edge
)

// What stands behind the id in a key of a node. They are sorted so: what the node is itself comes before what hangs on it.
const (
	ofItself    byte = 'a'
	ofOnly      byte = 'b' // an edge of which it may have only one
	ofNeeded    byte = 'e' // an edge that it cannot be without
	ofReference byte = 'r'
)

// key appends what a said is sorted by: no key is how another begins, since ids have
// no zeros. All of the same key is of the same node or edge. An edge that a node cannot
// be without follows the node.
func (x *said) key(b []byte) []byte {
	if !x.shape.edge {
		return append(append(append(b, ofNode), x.id...), 0, ofItself, 0)
	}
	end := x.source
	switch {
	case x.shape.anchor == "to":
		end = x.target
		fallthrough
	case x.shape.anchor == "from":
		b = append(append(append(b, ofNode), end...), 0, ofNeeded)
	case x.shape.pair:
		b = append(b, ofPair)
	default:
		b = append(b, ofEdge)
	}
	if x.shape.pair {
		return x.pairKey(b)
	}
	return append(append(b, x.id...), 0)
}

// pairKey appends what tells an edge from others of which there is one a pair.
func (x *said) pairKey(b []byte) []byte {
	for _, s := range []string{x.shape.name, x.source, x.target} {
		b = append(append(b, s...), 0)
	}
	return b
}

// subject is the id of the node that a key is of, and what stands behind it; that is 0 for a key of no node.
func subject(key []byte) (id []byte, what byte) {
	i := bytes.IndexByte(key, 0)
	if key[0] != ofNode {
		return nil, 0
	}
	return key[1:i], key[i+1]
}
