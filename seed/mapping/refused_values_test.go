package mapping

// refusedValues are the refusals of values, conditions and lists.
func refusedValues() []refusal {
	return []refusal{
		{"UnquotedBraces", `nodes:
  p: {kind: PERSON, id: x, name: {n}}
`, `m.yaml:2:34: nodes.p.name: a text that begins with a brace must stand in quotes: "{n}"`, true},
		{"OpenBrace", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: "{n"}
`, `m.yaml:2:60: nodes.p.description: a brace is not closed or not opened: a path stands between { and }, and {{ and }} are braces themselves`, false},
		{"CloseBrace", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: "n}"}
`, `m.yaml:2:60: nodes.p.description: a brace is not closed or not opened: a path stands between { and }, and {{ and }} are braces themselves`, false},
		{"EmptyPath", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: "{}"}
`, `m.yaml:2:60: nodes.p.description: a path is empty; between braces stands the name of a column or key, such as {Name}`, false},
		{"UnknownFilter", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: "{n|slugg}"}
`, `m.yaml:2:60: nodes.p.description: there is no filter "slugg"; did you mean "slug"?`, false},
		{"BracesInFrom", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: "{n}"}}
`, `m.yaml:2:67: nodes.p.description.from: "{n}" is no path; here it stands without braces, and a name that has braces in quotes`, false},
		{"IndexWithoutEach", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: "{#index}"}
`, `m.yaml:2:60: nodes.p.description: {#index} is the place in the list of each, and there is no each here`, false},
		{"StepWithoutFrom", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {split: ","}}
`, `m.yaml:2:60: nodes.p.description: it lacks from, and a value step by step must have it`, true},
		{"StepUnknownKey", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: n, spilt: ","}}
`, `m.yaml:2:70: nodes.p.description.spilt: a value step by step has no such key; did you mean "split"?`, true},
		{"EmptySplit", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: n, split: ""}}
`, `m.yaml:2:77: nodes.p.description.split: it is empty; it must be the text between the pieces`, true},
		{"WrongSplit", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: n, split: "/(/"}}
`, "m.yaml:2:77: nodes.p.description.split: the regular expression is wrong: missing closing ): `(`", false},
		{"WrongMatch", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: n, match: "("}}
`, "m.yaml:2:77: nodes.p.description.match: the regular expression is wrong: missing closing ): `(`", false},
		{"ElseWithoutLookup", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: n, else: keep}}
`, `m.yaml:2:76: nodes.p.description.else: else belongs to lookup, and there is none; default says what stands where there is nothing`, true},
		{"UnknownLookup", `lookups: {rooms: {a: b}}
nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: n, lookup: room}}
`, `m.yaml:3:78: nodes.p.description.lookup: there is no lookup "room"; did you mean "rooms"?`, false},
		{"NoLookups", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: n, lookup: room}}
`, `m.yaml:2:78: nodes.p.description.lookup: there is no lookup "room"`, false},
		{"LookupList", `lookups: {rooms: [a]}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:18: lookups.rooms: a lookup is an object of texts and what stands for them, and this is a list`, true},
		{"LookupPath", `lookups: {rooms: {a: "{n}"}}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:22: lookups.rooms.a: no path is read here, and it has one; {{ and }} are braces themselves`, false},
		{"LookupEnum", `nodes:
  a: {kind: ASSERTION, id: x, certainty: {from: n, lookup: {yes: SURE}}}
`, `m.yaml:2:66: nodes.a.certainty: lookup: yes: there is no "SURE"; there are CERTAIN, PROBABLE, POSSIBLE, UNCOMMITTED`, false},
		{"DefaultEnum", `nodes:
  a: {kind: ASSERTION, id: x, certainty: {from: n, default: SURE}}
`, `m.yaml:2:61: nodes.a.certainty.default: there is no "SURE"; there are CERTAIN, PROBABLE, POSSIBLE, UNCOMMITTED`, false},
		{"FromNumberList", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: {a: b}}}
`, `m.yaml:2:67: nodes.p.description.from: it must be a path such as Name, a list of paths, or {text: …}, and this is an object`, true},
		{"TallyNoList", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: n, tally: name}}
`, `m.yaml:2:77: nodes.p.description.tally: PERSON has no list of texts "name"; there are aliases`, false},
		{"TallyUnknown", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: n, tally: alias}}
`, `m.yaml:2:77: nodes.p.description.tally: PERSON has no list of texts "alias"; did you mean "aliases"?`, false},
		{"KeepUnknown", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", keep: [nam]}
`, `m.yaml:2:54: nodes.p.keep: PERSON has no key "nam"; did you mean "name"?`, true},
		{"KeepList", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", keep: aliases}
`, `m.yaml:2:53: nodes.p.keep: aliases is a list, and lists are always put together`, true},
		{"KeepEnum", `nodes:
  a: {kind: ASSERTION, id: x, certainty: CERTAIN, keep: certainty}
`, `m.yaml:2:57: nodes.a.keep: certainty is no text, and only texts can be joined`, true},
		{"LetName", `let: {"a.b": x}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:7: let.a.b: "a.b" is no name: it has a letter at least, and no dot, brace, |, # or space around it`, true},
		{"LetBelow", `let: {a: "{b}", b: "{n}"}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:10: let.a: "b" is given below this; let is worked out from above to below`, false},
		{"LetOfEntryBelow", `nodes:
  p: {kind: PERSON, let: {a: "{b}", b: "{n}"}, id: "p:{n}", name: "{n}"}
`, `m.yaml:2:30: nodes.p.let.a: "b" is given below this; let is worked out from above to below`, false},
		{"LetOfEntryName", `nodes:
  p: {kind: PERSON, let: {a.b: x}, id: "p:{n}", name: "{n}"}
`, `m.yaml:2:27: nodes.p.let.a.b: "a.b" is no name: it has a letter at least, and no dot, brace, |, # or space around it`, true},
		{"LetOfEntryTwice", `let: {a: x}
nodes:
  p: {kind: PERSON, let: {a: y}, id: "p:{n}", name: "{n}"}
`, `m.yaml:3:27: nodes.p.let.a: let at the top of the mapping has this name already; give it another one`, false},
		{"LetOfEntryAndEach", `nodes:
  p: {kind: PERSON, each: list, let: {list: y}, id: "p:{list}", name: "{n}"}
`, `m.yaml:2:39: nodes.p.let.list: the elements of each have this name already; give it another one`, false},
		{"LetOfEdgeAndEach", `nodes:
  p: {kind: PERSON, each: list, id: "p:{list}", name: "{n}"}
  o: {kind: ORGANIZATION, id: o, name: O}
edges:
  - {relation: MEMBER_OF, from: p, to: o, let: {list: y}}
`, `m.yaml:5:49: edges.1.let.list: the elements of each have this name already; give it another one`, false},
		{"LetOfEntryList", `nodes:
  p: {kind: PERSON, let: [a], id: "p:{n}", name: "{n}"}
`, `m.yaml:2:26: nodes.p.let: it must be an object, and this is a list`, true},
		{"EachByItsLastKey", `nodes:
  p: {kind: PERSON, each: board.member, id: "p:{member.name|slug}", name: "{board.member.name}"}
`, `m.yaml:2:45: nodes.p.id: here the elements are read by {board.member.name|slug}; each: {from: board.member, as: member} gives a shorter name`, false},
		{"EachNestedByItsLastKey", `nodes:
  p: {kind: PERSON, each: [meetings, meetings.speakers], id: "p:{meetings.speakers.name}", name: "{speakers.name}"}
`, `m.yaml:2:98: nodes.p.name: here the elements are read by {meetings.speakers.name}; each: {from: meetings.speakers, as: speakers} gives a shorter name`, false},
		{"QuoteNotClosed", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: '{"n'}
`, `m.yaml:2:60: nodes.p.description: a brace is not closed or not opened: a path stands between { and }, and {{ and }} are braces themselves`, false},
		{"QuoteNotClosedInFrom", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: '"n'}}
`, `m.yaml:2:67: nodes.p.description.from: "n is no path; a name that begins with a quote ends with one, and behind it stands a dot, a | or nothing`, false},
		{"QuoteAndMore", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: '{"n" m}'}
`, `m.yaml:2:60: nodes.p.description: "n" m is no path; a name that begins with a quote ends with one, and behind it stands a dot, a | or nothing`, false},
		{"Backspace", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: n, match: "\bx"}}
`, `m.yaml:2:77: nodes.p.description.match: the regular expression has a control character, such as YAML makes of \b in double quotes; use single quotes: '\b'`, false},
		{"DefaultsUnknown", `defaults: {evidnce: p}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:12: defaults.evidnce: no kind and no relation has such a key; did you mean "evidence"?`, true},
		{"DefaultsWrong", `defaults: {certainty: SURE}
nodes:
  a: {kind: ASSERTION, id: x}
`, `m.yaml:1:23: defaults.certainty: there is no "SURE"; there are CERTAIN, PROBABLE, POSSIBLE, UNCOMMITTED`, true},
		{"AbsentObject", `absent: {a: b}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:9: absent: it must be a text or a list of texts, and this is an object`, true},
		{"ConditionText", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", if: n}
`, `m.yaml:2:51: nodes.p.if: a condition is an object of paths and what stands there, such as {kind: persname}, and this is a text`, true},
		{"ConditionEmpty", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", if: {}}
`, `m.yaml:2:51: nodes.p.if: a condition is an object of paths and what stands there, such as {kind: persname}, and this is empty`, true},
		{"ConditionList", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", if: [{n: x}]}
`, `m.yaml:2:51: nodes.p.if: a condition is an object of paths and what stands there, such as {kind: persname}, and this is a list`, true},
		{"ConditionNull", `nodes:
  p:
    kind: PERSON
    id: x
    name: y
    if: {n: }
`, `m.yaml:6:12: nodes.p.if.n: it is empty; {exists: false} holds where there is nothing`, true},
		{"ConditionEmptyText", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", if: {n: ""}}
`, `m.yaml:2:55: nodes.p.if.n: nothing that is there is empty; {exists: false} holds where there is nothing`, true},
		{"ConditionUnknown", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", if: {n: {match: x}}}
`, `m.yaml:2:56: nodes.p.if.n.match: what stands at a path has no such key; did you mean "matches"?`, true},
		{"ConditionPattern", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", if: {n: {matches: "("}}}
`, "m.yaml:2:65: nodes.p.if.n.matches: the regular expression is wrong: missing closing ): `(`", false},
		{"ConditionExists", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", if: {n: {exists: "yes"}}}
`, `m.yaml:2:64: nodes.p.if.n.exists: it must be true or false, and this is a text`, true},
		{"ConditionAny", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", if: {any: x}}
`, `m.yaml:2:57: nodes.p.if.any: it must be a list of conditions, and this is a text; a column of this name is written as {"{any}": …}`, true},
		{"EachNumber", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", each: {a: b}}
`, `m.yaml:2:53: nodes.p.each: it needs from, a list step by step, or columns, a pattern of columns`, true},
		{"EachEmpty", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", each: []}
`, `m.yaml:2:53: nodes.p.each: the list is empty; it must name a list, and perhaps those in it`, true},
		{"EachNoAs", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", each: {from: n}}
`, `m.yaml:2:53: nodes.p.each: it lacks as, and each must have it`, true},
		{"EachName", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", each: {from: n, as: "a.b"}}
`, `m.yaml:2:67: nodes.p.each.as: "a.b" is no name: it has a letter at least, and no dot, brace, |, # or space around it`, true},
		{"ColumnsNoAs", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", each: {columns: "E*"}}
`, `m.yaml:2:53: nodes.p.each: it lacks as, and each must have it`, true},
		{"ColumnsMore", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", each: {columns: "E*", as: e, split: ","}}
`, `m.yaml:2:76: nodes.p.each.split: each has no such key; there are columns, as`, true},
		{"EachFilter", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", each: "n|slug"}
`, `m.yaml:2:53: nodes.p.each: "n|slug" is no list; it must be a path without a filter`, false},
	}
}
