package store

import "testing"

func TestUnderived(t *testing.T) {
	made := func(ofNodes, ofEdges []Property, more ...Kind) *Schema {
		return &Schema{
			Kinds:     append([]Kind{{Name: "Person", Label: "Person", Properties: ofNodes}}, more...),
			Relations: []Relation{{Name: "KNOWS", From: []string{"Person"}, To: []string{"Person"}, Properties: ofEdges}},
		}
	}
	written, rank, weight := Property{Name: "name", Type: String}, Property{Name: "rank", Type: Int, Hidden: true}, Property{Name: "weight", Type: Int, Hidden: true}
	old := made([]Property{rank}, nil)
	for want, s := range map[string]*Schema{
		"":              made([]Property{rank, written}, []Property{written}, Kind{Name: "Place", Label: "Place", Properties: []Property{weight}}),
		"Person.weight": made([]Property{rank, weight}, []Property{weight}),
		"KNOWS.rank":    made([]Property{rank}, []Property{rank}),
	} {
		if got := s.Underived(old); got != want {
			t.Errorf("got %q; want %q", got, want)
		}
	}
}

func TestLacks(t *testing.T) {
	made := func(label string, typ Type, relation string, to ...string) *Schema {
		return &Schema{
			Kinds:     []Kind{{Name: "Person", Label: label, Properties: []Property{{Name: "name", Type: typ}}}},
			Relations: []Relation{{Name: relation, From: []string{"Person"}, To: to}},
		}
	}
	old := made("Person", String, "KNOWS", "Person")
	for want, s := range map[string]*Schema{
		"":                                       made("Person", String, "KNOWS", "Person", "Place"),
		"the kind Person under the label Person": made("Human", String, "KNOWS", "Person"),
		"the property Person.name of type string": made("Person", Int, "KNOWS", "Person"),
		"the relation KNOWS":                      made("Person", String, "LIKES", "Person"),
		"the relation KNOWS at the kind Person":   made("Person", String, "KNOWS", "Place"),
	} {
		if got := s.Lacks(old); got != want {
			t.Errorf("got %q; want %q", got, want)
		}
	}
}
