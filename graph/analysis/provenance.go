package analysis

import (
	"slices"

	"parley/graph/ontology"
	"parley/graph/store"
)

// A Provenance is what stands behind an edge.
type Provenance struct {
	Documents, Origins  int
	Certainty           string // of the most certain wording; "" where nothing stands behind it
	Disputed, Anonymous bool
}

// provenanceFields are the properties that provenance is read from, of those that a relation has.
func provenanceFields(r *store.Relation) (all []store.Field) {
	for _, name := range []string{ontology.ProvenanceDocuments, ontology.ProvenanceOrigins, ontology.ProvenanceCertainty, ontology.ProvenanceDisputed, ontology.ProvenanceAnonymous} {
		if r.Property(name) != nil {
			all = append(all, store.Field{Of: store.OfEdge, Name: name})
		}
	}
	return all
}

// provenance is what the values of an edge say of it; the zero value where there are none.
func provenance(value func(name string) any) Provenance {
	disputed, _ := value(ontology.ProvenanceDisputed).(bool)
	anonymous, _ := value(ontology.ProvenanceAnonymous).(bool)
	return Provenance{number(value(ontology.ProvenanceDocuments)), number(value(ontology.ProvenanceOrigins)), text(value(ontology.ProvenanceCertainty)), disputed, anonymous}
}

// A ProvenanceFilter says what must stand behind an edge. What is nil is not asked.
type ProvenanceFilter struct {
	MinDocuments, MinOrigins *int
	Certainty                []string // any of these
	Disputed, Anonymous      *bool
}

// conds are the conditions on an edge of a relation; ok is false where none passes.
func (p *ProvenanceFilter) conds(q *asking, r *store.Relation) (all store.And, ok bool) {
	ok = true
	least := func(property string, n *int) {
		switch {
		case n == nil || *n <= 0:
		case r.Property(property) == nil:
			ok = false
		default:
			all = append(all, store.Compare{Of: store.OfEdge, Property: property, Op: store.AtLeast, Arg: q.arg(int64(*n))})
		}
	}
	truth := func(property string, b *bool) {
		switch {
		case b == nil:
		case r.Property(property) == nil:
			ok = ok && !*b
		default:
			is := store.Compare{Of: store.OfEdge, Property: property, Op: store.Eq, Arg: q.arg(true)}
			if *b {
				all = append(all, is)
			} else {
				all = append(all, store.Not{Cond: is})
			}
		}
	}
	least(ontology.ProvenanceDocuments, p.MinDocuments)
	least(ontology.ProvenanceOrigins, p.MinOrigins)
	truth(ontology.ProvenanceDisputed, p.Disputed)
	truth(ontology.ProvenanceAnonymous, p.Anonymous)
	switch {
	case p.Certainty == nil:
	case r.Property(ontology.ProvenanceCertainty) == nil:
		ok = false
	default:
		all = append(all, store.Compare{Of: store.OfEdge, Property: ontology.ProvenanceCertainty, Op: store.AnyOf, Arg: q.arg(slices.Clone(p.Certainty))})
	}
	return all, ok
}

// standing is the field that tells how many origins stand behind an edge of a
// relation; ok is false where nothing does.
func standing(r *store.Relation) (f store.Field, ok bool) {
	if r.Property(ontology.ProvenanceOrigins) == nil {
		return f, false
	}
	return store.Field{Of: store.OfEdge, Name: ontology.ProvenanceOrigins}, true
}
