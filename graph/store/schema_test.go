package store

import "testing"

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
