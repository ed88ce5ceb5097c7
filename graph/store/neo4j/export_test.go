package neo4j

import "parley/graph/store"

// Steady begins each statement of a Write.
const Steady = steady

// SetHubs makes small graphs have hubs, and walks that end early.
func (s *Store) SetHubs(degree, walk int) {
	s.hubs = hubs{degree: degree, walk: walk, kinds: 4}
	s.compiled.Purge()
}

// Statement returns the text that a Selection becomes.
func Statement(schema *store.Schema, s *store.Selection) (string, error) {
	props, err := propertiesOf(schema)
	if err != nil {
		return "", err
	}
	st, err := compile(schema, props, usualHubs(), s)
	if err != nil {
		return "", err
	}
	return st.text, nil
}

// Kept and Meant are how texts go into the database and come out of it.
func Kept(s string) string  { return kept(s) }
func Meant(s string) string { return meant(s) }
