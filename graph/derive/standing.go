package derive

import (
	"maps"
	"slices"

	"parley/graph/ontology"
	"parley/graph/store"
)

// A standing is what stands behind a claim, an event or an edge: its provenance. The ids
// are ordered.
type standing struct {
	documents, origins  []string
	certainty           string // of the best chain, empty if there is none
	disputed, anonymous bool
}

// put writes a standing among properties.
func (s *standing) put(props map[string]any) {
	props[ontology.ProvenanceDocuments] = int64(len(s.documents))
	props[ontology.ProvenanceOrigins] = int64(len(s.origins))
	props[ontology.ProvenanceDisputed] = s.disputed
	props[ontology.ProvenanceAnonymous] = s.anonymous
	delete(props, ontology.ProvenanceDocumentIDs)
	delete(props, ontology.ProvenanceOriginIDs)
	delete(props, ontology.ProvenanceCertainty)
	if len(s.documents) > 0 {
		props[ontology.ProvenanceDocumentIDs] = s.documents
	}
	if len(s.origins) > 0 {
		props[ontology.ProvenanceOriginIDs] = s.origins
	}
	if s.certainty != "" {
		props[ontology.ProvenanceCertainty] = s.certainty
	}
}

// standingOf returns the standing among properties, and whether there is one, whole and with itself at one.
func standingOf(props map[string]any) (s *standing, ok bool) {
	s = &standing{}
	s.documents, _ = props[ontology.ProvenanceDocumentIDs].([]string)
	s.origins, _ = props[ontology.ProvenanceOriginIDs].([]string)
	s.certainty, _ = props[ontology.ProvenanceCertainty].(string)
	var is [2]bool
	s.disputed, is[0] = props[ontology.ProvenanceDisputed].(bool)
	s.anonymous, is[1] = props[ontology.ProvenanceAnonymous].(bool)
	return s, is[0] && is[1] && props[ontology.ProvenanceDocuments] == int64(len(s.documents)) && props[ontology.ProvenanceOrigins] == int64(len(s.origins))
}

func (s *standing) equal(o *standing) bool {
	return slices.Equal(s.documents, o.documents) && slices.Equal(s.origins, o.origins) &&
		s.certainty == o.certainty && s.disputed == o.disputed && s.anonymous == o.anonymous
}

// A saying is an act of saying as a link of a chain.
type saying struct {
	id, claim         string
	affirms           bool
	certainty         string
	speaker, document string // ids, empty if there is none
	unnamed           bool   // whether the speaker is
	cites             string // the id of the act that it passes on, or ""
}

// origin is the id that a chain's origin goes by: two are one when they are the same act,
// have the same named speaker, or have no speaker and the same document.
func (s *saying) origin() string {
	switch {
	case s.speaker != "" && !s.unnamed:
		return s.speaker
	case s.speaker == "" && s.document != "":
		return s.document
	}
	return s.id
}

// A chain is an act of saying and those that it was taken from, inwards.
type chain []*saying

// chained returns the chains that begin with acts, found by the links between them.
func chained(acts map[string]*saying, ids []string) []chain {
	chains := make([]chain, 0, len(ids))
	for _, id := range ids {
		var c chain
		for s := acts[id]; s != nil && len(c) < store.MaxChain; s = acts[s.cites] {
			c = append(c, s)
		}
		chains = append(chains, c)
	}
	return chains
}

// weigh returns what stands behind some acts: a claim's, or those that are evidence. The
// chains that count begin with one of them that affirms and is no inner link of another's
// chain, or else a speaker's own sure words would make a hedged report of them certain.
func (y *testimony) weigh(acts []chain, disputed bool) *standing {
	s := &standing{disputed: disputed}
	inner, documents, origins := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, c := range acts {
		for _, link := range c[1:] {
			inner[link.id] = true
		}
	}
	best, chains, unnamed := len(y.Certainties), 0, 0
	for _, c := range acts {
		if !c[0].affirms || inner[c[0].id] {
			continue
		}
		least, anonymous := 0, false
		for _, link := range c {
			least = max(least, y.rank[link.certainty])
			anonymous = anonymous || link.unnamed
			if link.document != "" {
				documents[link.document] = true
			}
		}
		origins[c[len(c)-1].origin()] = true
		best = min(best, least)
		chains++
		if anonymous {
			unnamed++
		}
	}
	if chains == 0 {
		return s
	}
	s.documents, s.origins = slices.Sorted(maps.Keys(documents)), slices.Sorted(maps.Keys(origins))
	s.certainty, s.anonymous = y.Certainties[best], unnamed == chains
	return s
}

// has says whether some of the acts say so of their claim, or that it is not so.
func has(acts []chain, affirms bool) bool {
	return slices.ContainsFunc(acts, func(c chain) bool { return c[0].affirms == affirms })
}
