package analysis

import (
	"slices"

	"parley/graph/store"
)

// The hidden properties of edges that say what stands behind them. A relation that
// lacks one has the zero value: nothing stands behind its edges.
const (
	documentsProperty = "provenanceDocuments"
	originsProperty   = "provenanceOrigins"
	certaintyProperty = "provenanceCertainty"
	disputedProperty  = "provenanceDisputed"
	anonymousProperty = "provenanceAnonymous"
)

// A Provenance is what stands behind an edge.
type Provenance struct {
	Documents, Origins  int
	Certainty           string // of the most certain wording; "" where nothing stands behind it
	Disputed, Anonymous bool
}

// provenanceFields are the properties that provenance is read from, of those that a relation has.
func provenanceFields(r *store.Relation) (all []store.Field) {
	for _, name := range []string{documentsProperty, originsProperty, certaintyProperty, disputedProperty, anonymousProperty} {
		if r.Property(name) != nil {
			all = append(all, store.Field{Of: store.OfEdge, Name: name})
		}
	}
	return all
}

// provenance is what the values of an edge say of it; the zero value where there are none.
func provenance(value func(name string) any) Provenance {
	disputed, _ := value(disputedProperty).(bool)
	anonymous, _ := value(anonymousProperty).(bool)
	return Provenance{number(value(documentsProperty)), number(value(originsProperty)), text(value(certaintyProperty)), disputed, anonymous}
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
	least(documentsProperty, p.MinDocuments)
	least(originsProperty, p.MinOrigins)
	truth(disputedProperty, p.Disputed)
	truth(anonymousProperty, p.Anonymous)
	switch {
	case p.Certainty == nil:
	case r.Property(certaintyProperty) == nil:
		ok = false
	default:
		all = append(all, store.Compare{Of: store.OfEdge, Property: certaintyProperty, Op: store.AnyOf, Arg: q.arg(slices.Clone(p.Certainty))})
	}
	return all, ok
}

// standing is the field that tells how many origins stand behind an edge of a
// relation; ok is false where nothing does.
func standing(r *store.Relation) (f store.Field, ok bool) {
	if r.Property(originsProperty) == nil {
		return f, false
	}
	return store.Field{Of: store.OfEdge, Name: originsProperty}, true
}
