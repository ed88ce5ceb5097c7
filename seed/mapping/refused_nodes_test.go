package mapping

// refusedNodes are the refusals of files and nodes.
func refusedNodes() []refusal {
	return []refusal{
		{"Empty", ``, `m.yaml:1:1: the mapping is empty; it needs nodes`, false},
		{"OnlyComment", `# nothing
`, `m.yaml:1:1: the mapping is empty; it needs nodes`, false},
		{"NotYAML", `nodes: {a: b
`, `m.yaml:1:8: the file is not YAML: could not find flow mapping end token '}'; if a text with a path is meant, it must stand in quotes: "{Name}"`, false},
		{"BracesWithoutQuotes", `nodes:
  p: {kind: PERSON, id: x, name: {n} and more}
`, `m.yaml:2:38: the file is not YAML: ',' or '}' must be specified; if a text with a path is meant, it must stand in quotes: "{Name}"`, false},
		{"Tab", "nodes:\n\tp: {kind: PERSON, id: x, name: y}\n", `m.yaml:2:1: the file is not YAML: here is a tab; YAML indents with spaces`, false},
		{"QuoteNotClosed", "about: x\nnodes:\n  p:\n    id: \"x\n    kind: PERSON\n", `m.yaml:4:9: the file is not YAML: the quote that opens here is not closed`, false},
		{"QuoteForgotten", "nodes:\n  p:\n    id: \"x\n    kind: PERSON\n    name: \"y\"\n", `m.yaml:5:12: the file is not YAML: the quote that opens in line 3 is closed only here; a closing quote may be forgotten`, false},
		{"QuoteInQuotes", "nodes:\n  p:\n    id: 'it's'\n", `m.yaml:3:13: the file is not YAML: behind a closing quote stands more text; within single quotes a quote is written twice, within double ones behind a \`, false},
		{"ColonInText", "about: Trip: to x\nnodes: {}\n", `m.yaml:1:8: the file is not YAML: a text with ': ' in it must stand in quotes`, false},
		{"Indented", "nodes:\n p: x\n   q: y\n", `m.yaml:2:5: the file is not YAML: a key with a value cannot stand behind this or in it; keys that belong together are indented alike`, false},
		{"Backslash", "nodes:\n  p: {kind: PERSON, id: x, name: {from: a, match: \"it's \\d+\"}}\n", `m.yaml:2:58: the file is not YAML: in double quotes \ must be doubled; use single quotes: 'it''s \d+'`, false},
		{"LacksEdge", `nodes:
  a: {kind: ASSERTION, id: x, certainty: CERTAIN}
`, `m.yaml:2:6: nodes.a: every ASSERTION must have an edge of ASSERTS, and no edge here gives it one: {relation: ASSERTS, from: a, to: …}`, false},
		{"List", `- a
- b
`, `m.yaml:1:1: a mapping is an object with nodes and edges, and this is a list`, false},
		{"TwoDocuments", `nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
---
nodes: {}
`, `m.yaml:3:1: a second document begins; a mapping is one, without a line of ---`, false},
		{"Anchor", `absent: &a [x]
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:9: anchors and aliases (& and *) are not part of the language; a text that begins so must stand in quotes, and lookups and let give names to what is needed twice`, false},
		{"Tag", `about: !!str 5
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:8: a tag (!) is not part of the language; a text that begins so must stand in quotes, and lookups and let give names to what is needed twice`, false},
		{"Merge", `nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
<<: {}
`, `m.yaml:2:1: merging (<<) is not part of the language; a text that begins so must stand in quotes, and lookups and let give names to what is needed twice`, false},
		{"Directive", `%YAML 1.2
---
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:1: a directive (%) is not part of the language; a text that begins so must stand in quotes, and lookups and let give names to what is needed twice`, false},
		{"QuestionMark", `? about
: x
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:1: a key behind a question mark is not part of the language; a text that begins so must stand in quotes, and lookups and let give names to what is needed twice`, false},
		{"TooDeep", `about: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:40: lists and objects lie too deep inside one another; 32 are the most`, false},
		{"NotUTF8", "about: \xff\n", `m.yaml:1:1: it is not UTF-8`, false},
		{"TwiceTop", `about: x
about: y
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:2:1: about: it stands here a second time`, false},
		{"TwiceInNode", `nodes:
  p: {kind: PERSON, id: x, name: a, name: b}
`, `m.yaml:2:37: nodes.p.name: it stands here a second time`, false},
		{"UnknownTop", `abuot: x
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:1: abuot: a mapping has no such key; did you mean "about"?`, true},
		{"NoNodes", `about: x
`, `m.yaml:1:1: it lacks nodes, and a mapping must have it`, true},
		{"NodesList", `nodes: [a]
`, `m.yaml:1:8: nodes: it must be an object, and this is a list`, true},
		{"NodeText", `nodes: {p: PERSON}
`, `m.yaml:1:12: nodes.p: a node is an object with kind and id, and this is a text`, true},
		{"UnknownKind", `nodes:
  p: {kind: PERSONS, id: x, name: y}
`, `m.yaml:2:13: nodes.p.kind: there is no kind "PERSONS"; did you mean "PERSON"?`, true},
		{"NoKind", `nodes:
  p: {id: x, name: y}
`, `m.yaml:2:6: nodes.p: it lacks kind, and a node must have it`, true},
		{"NoID", `nodes:
  p: {kind: PERSON, name: y}
`, `m.yaml:2:6: nodes.p: it lacks id, and a node must have it`, true},
		{"LacksName", `nodes:
  p: {kind: PERSON, id: x}
`, `m.yaml:2:6: nodes.p: it lacks name, and every PERSON must have it`, true},
		{"LacksCertainty", `nodes:
  a: {kind: ASSERTION, id: x}
`, `m.yaml:2:6: nodes.a: it lacks certainty, and every ASSERTION must have it`, true},
		{"EmptyName", `nodes:
  p: {kind: PERSON, id: x, name: ""}
`, `m.yaml:2:34: nodes.p.name: it is empty, and every PERSON must have it`, false},
		{"NullName", `nodes:
  p:
    kind: PERSON
    id: x
    name:
`, `m.yaml:5:11: nodes.p.name: it is empty; leave the key out where there is nothing to say`, true},
		{"UnknownKey", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", alias: x}
`, `m.yaml:2:47: nodes.p.alias: PERSON has no such key; did you mean "aliases"?`, true},
		{"NeverKey", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", memberships: x}
`, `m.yaml:2:47: nodes.p.memberships: it cannot be written here: it follows edges, which have lines of their own: {"relation": "MEMBER_OF", "from": this id, "to": …}`, true},
		{"ComputedKey", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", metWith: x}
`, `m.yaml:2:47: nodes.p.metWith: it cannot be written here: it is computed and never written`, true},
		{"WrongEnum", `nodes:
  a: {kind: ASSERTION, id: x, certainty: SURE}
`, `m.yaml:2:42: nodes.a.certainty: there is no "SURE"; there are CERTAIN, PROBABLE, POSSIBLE, UNCOMMITTED`, true},
		{"WrongURL", `nodes:
  d: {kind: DOCUMENT, id: x, name: y, url: example.org}
`, `m.yaml:2:44: nodes.d.url: "example.org" must be an absolute URL, such as "https://example.org/page"`, false},
		{"WrongNumber", `nodes:
  a: {kind: ASSERTION, id: x, certainty: CERTAIN, credibility: two}
`, `m.yaml:2:64: nodes.a.credibility: it is no number, such as 12 or 3.5`, false},
		{"WrongInteger", `nodes:
  a: {kind: ASSERTION, id: x, certainty: CERTAIN, credibility: 2.5}
`, `m.yaml:2:64: nodes.a.credibility: 2.5 must be a whole number from -2147483648 to 2147483647, without a point or an exponent`, false},
		{"WrongPart", `nodes:
  p: {kind: PLACE, id: x, name: y, coordinates: {lat: 1, longitude: 2}}
`, `m.yaml:2:49: nodes.p.coordinates: latitude is missing, and every coordinates must have it
m.yaml:2:50: nodes.p.coordinates.lat: coordinates has no such key; there are latitude, longitude`, true},
		{"Quantity", `nodes:
  c: {kind: CLAIM, id: x, text: y, quantity: {value: 5, unit: people}}
`, `m.yaml:2:46: nodes.c.quantity: qualifier is missing, and every quantity must have it`, true},
	}
}
