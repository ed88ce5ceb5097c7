package load

import (
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	"parley/graph/edtf"
	"parley/graph/store"
	"parley/seed/record"
)

// naturalID makes the id of an edge that has none in its line from its natural key:
// the relation, the ends and, where there can be several edges between two nodes, its
// time in EDTF and its texts, each behind its name, ordered by these. The key is
// written as a JSON list of texts without spaces; the id is the relation in
// lower case, a colon, and the first 128 bits of the key's SHA-256 in hexadecimal.
func (s *shape) naturalID(e store.Edge) string {
	key := []string{e.Relation, e.Source, e.Target}
	if !s.pair {
		for _, name := range slices.Sorted(slices.Values(append([]string{s.time}, s.text...))) {
			switch v := e.Props[name].(type) {
			case edtf.Period:
				key = append(key, name, v.EDTF)
			case string:
				key = append(key, name, v)
			}
		}
	}
	sum := sha256.Sum256([]byte(record.Encode(key)))
	return strings.ToLower(e.Relation) + ":" + hex.EncodeToString(sum[:16])
}

// display writes out a value of a property.
func display(v any) string {
	if p, ok := v.(edtf.Period); ok {
		v = p.EDTF
	}
	return record.Show(v)
}

// sorted returns the keys of a map, ordered.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
