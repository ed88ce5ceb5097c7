package neo4j

import (
	"fmt"
	"regexp"
	"strings"

	"parley/graph/store"
)

// What stands in the database besides the labels, types and properties of the schema.
// Names that begin with an underscore are not for reading: they are derived.
const (
	nodeLabel  = "Node"    // of every node of the graph, beside its kind's label
	metaLabel  = "Parley"  // of the one node that describes the store
	refType    = "_refers" // leads to what a property holds the id of
	wordsProp  = "_words"  // the tokens of a node's searchable text
	namesProp  = "_names"  // the tokens of its name and of each alias
	foldPrefix = "_folded_"
	textIndex  = "parley_words"
)

// The parts of a Period, as they are added to the property's name. The name alone holds the EDTF.
const (
	sourceText    = "Text"
	startEarliest = "StartEarliest"
	startLatest   = "StartLatest"
	endEarliest   = "EndEarliest"
	endLatest     = "EndLatest"
)

var plainName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// quote returns a name as it stands in a statement.
func quote(name string) string {
	if plainName.MatchString(name) {
		return name
	}
	return "`" + strings.ReplaceAll(name, "`", "``") + "`"
}

// prop returns the expression of a property of the node or edge v.
func prop(v, name string) string { return v + "." + quote(name) }

// natives returns the names under which the values of p are kept, p.Name first.
func natives(p *store.Property) []string {
	names := []string{p.Name}
	if p.Type == store.Period {
		for _, part := range []string{sourceText, startEarliest, startLatest, endEarliest, endLatest} {
			names = append(names, p.Name+part)
		}
	}
	if p.Folded {
		names = append(names, foldPrefix+p.Name)
	}
	return names
}

// properties are the properties of a schema by name, whoever has them. One that is
// folded somewhere counts as folded, so that a name means one thing everywhere.
type properties map[string]*store.Property

// propertiesOf also checks that the schema can be kept: no two of its names may
// come to stand for one in the database.
func propertiesOf(s *store.Schema) (properties, error) {
	all := properties{}
	add := func(known []store.Property) {
		for _, p := range known {
			if old := all[p.Name]; old != nil {
				p.Folded = p.Folded || old.Folded
			}
			all[p.Name] = &p
		}
	}
	labels := map[string]string{nodeLabel: "every node", metaLabel: "the store's own node"}
	for _, k := range s.Kinds {
		if other := labels[k.Label]; other != "" {
			return nil, fmt.Errorf("neo4j: the label %s of the kind %s is that of %s; choose another: %w", k.Label, k.Name, other, store.ErrInvalid)
		}
		labels[k.Label] = k.Name
		add(k.Properties)
	}
	for _, r := range s.Relations {
		if r.Name == refType {
			return nil, fmt.Errorf("neo4j: no relation can be called %s: %w", r.Name, store.ErrInvalid)
		}
		add(r.Properties)
	}
	owners := map[string]string{"id": "(the id)", wordsProp: "(the words)", namesProp: "(the names)"}
	for _, p := range all {
		for _, name := range natives(p) {
			if other, taken := owners[name]; taken && other != p.Name {
				return nil, fmt.Errorf("neo4j: the properties %s and %s would both be kept as %s; rename one: %w", other, p.Name, name, store.ErrInvalid)
			}
			owners[name] = p.Name
		}
	}
	return all, nil
}

// labels returns the label expression of any of the kinds, with its colon.
func labels(s *store.Schema, kinds []string) string {
	names := make([]string, len(kinds))
	for i, name := range kinds {
		names[i] = quote(s.Kind(name).Label)
	}
	return ":" + strings.Join(names, "|")
}
