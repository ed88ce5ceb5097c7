package ontology

import "parley/graph/store"

// A Computed is how a value comes about in the answer, by the schema's enum of this name.
type Computed string

// What is computed: of rows that are grouped, and score and highlight of what a search finds.
const (
	ComputedCount      Computed = "COUNT"
	ComputedFirst      Computed = "FIRST"
	ComputedLast       Computed = "LAST"
	ComputedMiddle     Computed = "MIDDLE"
	ComputedProvenance Computed = "PROVENANCE"
	ComputedScore      Computed = "SCORE"
	ComputedHighlight  Computed = "HIGHLIGHT"
)

// Value is the value of a row that stores give for it; false where it is made of several, or leads to nodes.
func (c Computed) Value() (store.Field, bool) {
	switch c {
	case ComputedCount:
		return store.Field{Of: store.OfGroup, Name: "count"}, true
	case ComputedFirst:
		return store.Field{Of: store.OfGroup, Name: "first"}, true
	case ComputedLast:
		return store.Field{Of: store.OfGroup, Name: "last"}, true
	case ComputedScore:
		return store.Field{Of: store.OfMatch, Name: "score"}, true
	}
	return store.Field{}, false
}
