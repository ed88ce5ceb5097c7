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
	marked := func(s *Schema, derivation int, deriving bool) *Schema {
		s.Derivation, s.Deriving = derivation, deriving
		return s
	}
	both := []Property{rank, weight}
	for _, tt := range []struct {
		now, old *Schema
		want     string
	}{
		{made([]Property{rank, written}, []Property{written}, Kind{Name: "Place", Label: "Place", Properties: []Property{weight}}), old, ""},
		{made(both, []Property{weight}), old, "was written before Person.weight was derived"},
		{made([]Property{rank}, []Property{rank}), old, "was written before KNOWS.rank was derived"},
		{marked(made([]Property{rank}, nil), 2, false), old, "was derived by rules of number 0, and this program has number 2"},
		{marked(made(both, nil), 2, true), old, ""},
		{made([]Property{rank}, nil), marked(made([]Property{rank}, nil), 0, true), "is being derived anew, and that has not come to its end"},
	} {
		if got := tt.now.Underived(tt.old); got != tt.want {
			t.Errorf("got %q; want %q", got, tt.want)
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
	newer := made("Person", String, "KNOWS", "Person")
	newer.Derivation = 3
	if got, want := old.Lacks(newer), "what was derived by rules of number 3"; got != want {
		t.Errorf("got %q; want %q", got, want)
	}
}
