package derivetest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"parley/graph/ontology"
	"parley/graph/store"
)

// A provenance is what stands behind something, in the plainest form.
type provenance struct {
	documents, origins  map[string]bool
	certainty           string
	disputed, anonymous bool
}

// String writes it out, for cases: documents, origins, certainty, and what holds of it.
func (p provenance) String() string {
	s := fmt.Sprintf("%d documents, %d origins", len(p.documents), len(p.origins))
	for _, more := range []struct {
		is   bool
		word string
	}{{p.certainty != "", p.certainty}, {p.disputed, "disputed"}, {p.anonymous, "anonymous"}} {
		if more.is {
			s += ", " + more.word
		}
	}
	return s
}

// kept reads what a store keeps of a node or an edge.
func (m *model) kept(id string) provenance {
	props := m.nodes[id].Props
	if e, ok := m.edges[id]; ok {
		props = e.Props
	}
	set := func(name string) map[string]bool {
		all := map[string]bool{}
		list, _ := props[name].([]string)
		for _, id := range list {
			all[id] = true
		}
		return all
	}
	p := provenance{documents: set(ontology.ProvenanceDocumentIDs), origins: set(ontology.ProvenanceOriginIDs)}
	p.certainty, _ = props[ontology.ProvenanceCertainty].(string)
	p.disputed, _ = props[ontology.ProvenanceDisputed].(bool)
	p.anonymous, _ = props[ontology.ProvenanceAnonymous].(bool)
	return p
}

// provenance gives every thesis, event and edge what stands behind it.
func (m *model) provenance() {
	keep := func(props map[string]any, p provenance) map[string]any {
		props = maps.Clone(props)
		if props == nil {
			props = map[string]any{}
		}
		maps.DeleteFunc(props, func(name string, _ any) bool { return strings.HasPrefix(name, "provenance") })
		props[ontology.ProvenanceDocuments], props[ontology.ProvenanceOrigins] = int64(len(p.documents)), int64(len(p.origins))
		props[ontology.ProvenanceDisputed], props[ontology.ProvenanceAnonymous] = p.disputed, p.anonymous
		if len(p.documents) > 0 {
			props[ontology.ProvenanceDocumentIDs] = sorted(p.documents)
		}
		if len(p.origins) > 0 {
			props[ontology.ProvenanceOriginIDs] = sorted(p.origins)
		}
		if p.certainty != "" {
			props[ontology.ProvenanceCertainty] = p.certainty
		}
		return props
	}
	for id, n := range m.nodes {
		if n.Kind == "Thesis" || n.Kind == "Event" {
			n.Props = keep(n.Props, m.behindNode(id))
			m.nodes[id] = n
		}
	}
	for id, e := range m.edges {
		p := m.behindNode(e.Source)
		if e.Relation == "CAME" {
			p = m.behind(evidence(e.Props))
		}
		e.Props = keep(e.Props, p)
		m.edges[id] = e
	}
}

func evidence(props map[string]any) []string {
	list, _ := props["evidence"].([]string)
	return list
}

// behindNode is what stands behind a node, and so behind the edges that leave it.
func (m *model) behindNode(id string) provenance {
	switch n := m.nodes[id]; n.Kind {
	case "Thesis":
		p := m.behind(m.ends(id, "SAYS", store.In))
		p.disputed = m.disputed(id)
		return p
	case "Event":
		return m.behind(evidence(n.Props))
	case "Saying":
		return m.behind([]string{id})
	}
	return provenance{}
}

// says says whether some act says a thesis, or denies it.
func (m *model) says(thesis, polarity string) bool {
	return slices.ContainsFunc(m.ends(thesis, "SAYS", store.In), func(act string) bool { return m.nodes[act].Props["polarity"] == polarity })
}

func (m *model) disputed(thesis string) bool {
	rivals := slices.Concat(m.ends(thesis, "RIVALS", store.Out), m.ends(thesis, "RIVALS", store.In))
	return m.says(thesis, "NO") || slices.ContainsFunc(rivals, func(rival string) bool { return m.says(rival, "YES") })
}

// way is the chain from an act inwards.
func (m *model) way(act string) []string {
	way := []string{act}
	for _, next := range m.ends(act, "CITES", store.Out) {
		way = append(way, m.way(next)...)
	}
	return way
}

// behind is what stands behind acts.
func (m *model) behind(acts []string) provenance {
	p := provenance{documents: map[string]bool{}, origins: map[string]bool{}}
	order := []string{"SURE", "LIKELY", "MAYBE"}
	named := false
	for _, act := range acts {
		for _, thesis := range m.ends(act, "SAYS", store.Out) {
			p.disputed = p.disputed || m.disputed(thesis)
		}
		inner := slices.ContainsFunc(acts, func(other string) bool { return other != act && slices.Contains(m.way(other), act) })
		if inner || m.nodes[act].Props["polarity"] != "YES" {
			continue
		}
		weakest, unnamed := 0, false
		for _, link := range m.way(act) {
			certainty, _ := m.nodes[link].Props["certainty"].(string)
			weakest = max(weakest, slices.Index(order, certainty))
			for _, paper := range m.ends(link, "PRINTED_IN", store.Out) {
				p.documents[paper] = true
			}
			for _, who := range m.ends(link, "SPOKEN_BY", store.Out) {
				unnamed = unnamed || m.nodes[who].Kind == "Nameless"
			}
		}
		if p.certainty == "" || weakest < slices.Index(order, p.certainty) {
			p.certainty = order[weakest]
		}
		named = named || !unnamed
		p.origins[m.origin(m.way(act))] = true
	}
	p.anonymous = len(p.origins) > 0 && !named
	return p
}

// origin tells origins apart: by the speaker's name, else by the paper, else by the act.
func (m *model) origin(way []string) string {
	last := way[len(way)-1]
	speakers, papers := m.ends(last, "SPOKEN_BY", store.Out), m.ends(last, "PRINTED_IN", store.Out)
	if len(speakers) > 0 && m.nodes[speakers[0]].Kind == "Person" {
		return speakers[0]
	}
	if len(speakers) == 0 && len(papers) > 0 {
		return papers[0]
	}
	return last
}
