package storetest

import "parley/graph/store"

// Schema returns the schema of the suite: every type of property with every flag,
// references on nodes and edges, a relation between several kinds, two from a kind to
// itself, and kinds that share some properties and lack others.
func Schema() *store.Schema {
	name := store.Property{Name: store.NameProperty, Type: store.String, Index: true, Fulltext: true, Folded: true}
	aliases := store.Property{Name: store.AliasesProperty, Type: store.Strings, Fulltext: true, Folded: true}
	when := store.Property{Name: "when", Type: store.Period, Index: true}
	note := store.Property{Name: "note", Type: store.String, Fulltext: true}
	size := store.Property{Name: "size", Type: store.Int, Index: true}
	weight := store.Property{Name: "weight", Type: store.Float, Index: true}
	sure := store.Property{Name: "sure", Type: store.Bool, Index: true}
	home := store.Property{Name: "home", Type: store.String, Ref: true}
	seen := store.Property{Name: "seen", Type: store.Strings, Ref: true}
	role := store.Property{Name: "role", Type: store.String, Index: true, Folded: true}
	mode := store.Property{
		Name: "mode", Type: store.String, Index: true, Required: true,
		Values: []string{"BATTLE", "MEETING", "UNKNOWN"}, Default: "UNKNOWN",
	}
	return &store.Schema{
		Kinds: []store.Kind{
			{Name: "Event", Label: "Event", Time: "when", Properties: []store.Property{
				{Name: "title", Type: store.String, Index: true, Fulltext: true, Folded: true, Required: true},
				mode, when, weight, note, seen,
			}},
			{Name: "Group", Label: "Organization", Time: "when", Properties: []store.Property{
				name, aliases, when, size, sure, home,
			}},
			{Name: "Person", Label: "Person", Properties: []store.Property{
				name, aliases, size, weight, sure, note, home, seen,
				{Name: "tags", Type: store.Strings, Values: []string{"NEW", "OLD", "ODD"}},
				{Name: "born", Type: store.Period},
				{Name: "rank", Type: store.Int, Hidden: true},
			}},
			{Name: "Place", Label: "Place", Properties: []store.Property{
				name, aliases,
				{Name: "quantity.unit", Type: store.String},
				{Name: "quantity.value", Type: store.Int},
			}},
		},
		Relations: []store.Relation{
			{Name: "ATTENDED", From: []string{"Group", "Person"}, To: []string{"Event"}, Properties: []store.Property{
				role, when, size, seen,
			}},
			{Name: "HELD_AT", From: []string{"Event"}, To: []string{"Place"}},
			{Name: "KNOWS", From: []string{"Person"}, To: []string{"Person"}, Properties: []store.Property{
				when, weight, sure, home, note, mode,
			}},
			{Name: "MEMBER_OF", From: []string{"Group", "Person"}, To: []string{"Group"}, Properties: []store.Property{
				role, when,
				{Name: "quantity.value", Type: store.Int},
				{Name: "tags", Type: store.Strings, Values: []string{"NEW", "OLD", "ODD"}},
			}},
			{Name: "PART_OF", From: []string{"Place"}, To: []string{"Place"}},
		},
	}
}
