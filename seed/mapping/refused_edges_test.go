package mapping

// refusedEdges are the refusals of edges, times and input, and some of all.
func refusedEdges() []refusal {
	return []refusal{
		{"NoRelation", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {from: p, to: m}
`, `m.yaml:8:5: edges.1: it lacks relation, and an edge must have it`, true},
		{"UnknownRelation", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {relation: ATENDED, from: p, to: m}
`, `m.yaml:8:16: edges.1.relation: there is no relation "ATENDED"; did you mean "ATTENDED"?`, true},
		{"NoTo", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {relation: ATTENDED, from: p}
`, `m.yaml:8:5: edges.1: it lacks to, and an edge must have it`, true},
		{"EdgeText", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges: [x]
`, `m.yaml:7:9: edges.1: an edge is an object with relation, from and to, and this is a text`, true},
		{"EdgesObject", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges: {a: b}
`, `m.yaml:7:8: edges: it must be a list of edges, and this is an object`, true},
		{"UnknownNode", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {relation: ATTENDED, from: q, to: m}
`, `m.yaml:8:32: edges.1.from: there is no node "q"; there are a, c, m, p, ps`, false},
		{"IDInsteadOfNode", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {relation: ATTENDED, from: "p:{n}", to: m}
`, `m.yaml:8:32: edges.1.from: there is no node "p:{n}"; the id of a node that is not in the mapping is written as {id: "p:{n}"}`, false},
		{"WrongFrom", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {relation: ATTENDED, from: m, to: m}
`, `m.yaml:8:32: edges.1.from: the node m is of kind MEETING, and here can be ORGANIZATION, PERSON or UNNAMED_AGENT`, false},
		{"WrongTo", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {relation: ATTENDED, from: p, to: [m, p]}
`, `m.yaml:8:43: edges.1.to: the node p is of kind PERSON, and here can be INCIDENT or MEETING`, false},
		{"WrongEvidence", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {relation: ATTENDED, from: p, to: m, evidence: p}
`, `m.yaml:8:52: edges.1.evidence: the node p is of kind PERSON, and here can be ASSERTION`, false},
		{"OnBehalfOfPerson", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {relation: ATTENDED, from: p, to: m, onBehalfOf: p}
`, `m.yaml:8:54: edges.1.onBehalfOf: the node p is of kind PERSON, and here can be ORGANIZATION`, false},
		{"EdgeUnknownKey", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {relation: ATTENDED, from: p, to: m, rol: x}
`, `m.yaml:8:42: edges.1.rol: ATTENDED has no such key; did you mean "role"?`, true},
		{"EdgePresence", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {relation: ATTENDED, from: p, to: m, presence: HERE}
`, `m.yaml:8:52: edges.1.presence: there is no "HERE"; there are IN_PERSON, REMOTE, UNKNOWN`, true},
		{"RefObject", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {relation: ATTENDED, from: p, to: {ref: m}}
`, `m.yaml:8:39: edges.1.to: it must be the name of a node, or {id: "…"} for one that is not in the mapping, and this is an object`, true},
		{"MetRelation", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {relation: MET, from: p, to: p}
`, `m.yaml:8:16: edges.1.relation: there is no relation "MET"; there are ABOUT, ADDRESSEE, APPEARS_IN, ASSERTS, ATTENDED, CITES, CONTRADICTS, HELD_AT, MEMBER_OF, MENTIONED_IN, PART_OF, PRESENT_AT, PUBLISHED, SAID_IN, SPEAKER, SUPPORTS`, true},
		{"TwoLists", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {relation: ATTENDED, from: ps, to: m, each: {from: other, as: list}}
`, `m.yaml:8:32: edges.1.from: two lists have the elements "list", and they are not the same: give one of them another name by as`, false},
		{"OneOfMany", `nodes:
  o: {kind: ORGANIZATION, each: list, id: "o:{list}", name: "{list}"}
  p: {kind: PERSON, id: x, name: y}
  m: {kind: MEETING, id: m, name: y}
edges:
  - {relation: ATTENDED, from: p, to: m, onBehalfOf: o}
`, `m.yaml:6:54: edges.1.onBehalfOf: it takes one node, and o comes once for each of list`, false},
		{"WrongEDTF", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: "1999-13"}
`, `m.yaml:2:54: nodes.p.when: edtf: "1999-13" at byte 5: there is no month 13; a month is 01 to 12, a season 21 to 24`, false},
		{"EDTFWithEnd", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {edtf: "1999", end: "2000"}}
`, `m.yaml:2:54: nodes.p.when: it has edtf, so that start and end have no meaning`, true},
		{"WrongConstantInEDTF", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {edtf: "99"}}
`, `m.yaml:2:61: nodes.p.when.edtf: edtf: "99" at byte 2: here it ends, where there should be a year of four digits, as in 2021-08-15`, false},
		{"TimeUnknownKey", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {begin: "{d}"}}
`, `m.yaml:2:54: nodes.p.when: a time needs edtf, or start or end
m.yaml:2:55: nodes.p.when.begin: a time has no such key; there are edtf, start, end, approximate, uncertain, text`, true},
		{"TimeNothing", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {text: "{d}"}}
`, `m.yaml:2:54: nodes.p.when: a time needs edtf, or start or end`, true},
		{"IntervalAsStart", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: "1999/2000"}}
`, `m.yaml:2:62: nodes.p.when.start: it is an interval, which stands under edtf; start and end are points of time`, false},
		{"DateWithoutFormat", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}"}}}
`, `m.yaml:2:62: nodes.p.when.start: a date needs its format, such as "%d.%m.%Y"; what is in EDTF stands without date: start: "{Date}"`, true},
		{"FormatWithoutDate", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {year: "{y}", format: "%Y"}}}
`, `m.yaml:2:84: nodes.p.when.start.format: format is how date is written, and there is no date`, true},
		{"DateAndYear", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}", format: "%Y", year: "{y}"}}}
`, `m.yaml:2:62: nodes.p.when.start: it has date, so that year, month and day have no meaning`, true},
		{"PointEmpty", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {zone: "Z"}}}
`, `m.yaml:2:62: nodes.p.when.start: a point of time needs date and format, or year`, true},
		{"DayWithoutMonth", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {year: "{y}", day: "{d}"}}}
`, `m.yaml:2:81: nodes.p.when.start.day: a day needs its month`, true},
		{"TimeWithoutDay", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {year: "{y}", time: "{d}"}}}
`, `m.yaml:2:82: nodes.p.when.start.time: a time of day needs its day`, false},
		{"FormatWithoutYear", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}", format: "%d.%m."}}}
`, `m.yaml:2:84: nodes.p.when.start.format: the format "%d.%m." has no year: %Y, or %y if it has two digits`, false},
		{"FormatUnknown", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}", format: "%Y %Q"}}}
`, `m.yaml:2:84: nodes.p.when.start.format: the format "%Y %Q" has %Q, which is not known here; there are %Y %y %m %B %b %d %j %H %I %M %S %f %p %z %s %A %a and their short forms`, false},
		{"FormatZoneName", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}", format: "%Y-%m-%d %H:%M %Z"}}}
`, `m.yaml:2:84: nodes.p.when.start.format: the format "%Y-%m-%d %H:%M %Z" has %Z: names such as EST mean several zones; zone says which is meant`, false},
		{"FormatTwelve", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}", format: "%Y-%m-%d %I:%M"}}}
`, `m.yaml:2:84: nodes.p.when.start.format: the format "%Y-%m-%d %I:%M" has %I, hours to 12, without %p, which says which half of the day; hours to 23 are %H`, false},
		{"FormatEnd", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}", format: "%Y%"}}}
`, `m.yaml:2:84: nodes.p.when.start.format: the format "%Y%" ends with a %; %% is the sign itself`, false},
		{"FormatDay", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}", format: "%d %Y"}}}
`, `m.yaml:2:84: nodes.p.when.start.format: the format "%d %Y" has a day without a month`, false},
		{"FormatMinutes", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}", format: "%Y %M"}}}
`, `m.yaml:2:84: nodes.p.when.start.format: the format "%Y %M" has a part of a time of day without the greater one`, false},
		{"FormatHourNoDay", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}", format: "%Y %H"}}}
`, `m.yaml:2:84: nodes.p.when.start.format: the format "%Y %H" has a time of day without a day`, false},
		{"TimeFormat", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}", format: "%F", time: "{t}", timeFormat: "%d"}}}
`, `m.yaml:2:115: nodes.p.when.start.timeFormat: the format "%d" must be of a time of day alone, such as %H:%M`, false},
		{"TimeFormatWithoutTime", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}", format: "%F", timeFormat: "%H"}}}
`, `m.yaml:2:102: nodes.p.when.start.timeFormat: timeFormat is how time is written, and there is no time`, true},
		{"WrongZone", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}", format: "%F", zone: "America/New_Yrok"}}}
`, `m.yaml:2:96: nodes.p.when.start.zone: there is no zone "America/New_Yrok"; it is an offset such as "-05:00", or a name such as America/New_York`, false},
		{"LocalZone", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}", format: "%F", zone: "Local"}}}
`, `m.yaml:2:96: nodes.p.when.start.zone: there is no zone "Local"; it is an offset such as "-05:00", or a name such as America/New_York`, false},
		{"FlagText", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: "{d}", approximate: "yes"}}
`, `m.yaml:2:82: nodes.p.when.approximate: it must be true, false or a condition, and this is a text`, true},
		{"InputUnknown", `input: {fromat: csv}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:9: input.fromat: input has no such key; did you mean "format"?`, true},
		{"InputFormat", `input: {format: xlsx}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:8: input: there is no format "xlsx"; there are csv, tsv, json, jsonl and xml`, true},
		{"InputEncoding", `input: {encoding: latin-99}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:8: input: there is no encoding "latin-99"; names are those of the WHATWG Encoding Standard, such as utf-8 and windows-1252`, false},
		{"InputDelimiter", `input: {delimiter: ";;"}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:8: input: the delimiter ";;" must be one character, and no line break`, true},
		{"InputSkip", `input: {skip: two}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:15: input.skip: it must be a number of lines`, true},
		{"InputNegative", `input: {skip: -1}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:8: input: -1 lines before the header cannot be; it is 0 or more`, true},
		{"InputHeader", `input: {header: [a, a]}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:8: input: columns 1 and 2 of the header are both named "a"; each needs a name of its own`, false},
		{"InputXML", `input: {format: xml}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:8: input: the path of the element that is a record is missing; it is one such as visits/visit`, false},
		{"InputFiles", `input: {files: "["}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:8: input: the pattern of files "[" is malformed; it is one such as data/*.xml`, false},
		{"InputDecimal", `input: {decimal: ";"}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:18: input.decimal: it must be "," or "."`, true},
		{"InputText", `input: csv
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:8: input: it must be an object, and this is a text`, true},
		{"TallyInList", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", aliases: [{from: n, tally: aliases}]}
`, `m.yaml:2:74: nodes.p.aliases.tally: tally is of a key of a node or an edge, and this is only a part of one`, false},
		{"TallyNumber", `nodes:
  a: {kind: ASSERTION, id: x, certainty: CERTAIN, credibility: {from: n, tally: hedges}}
`, `m.yaml:2:81: nodes.a.credibility.tally: only a text can be the commonest of several, and credibility is none`, false},
		{"EachNull", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", each: ~}
`, `m.yaml:2:53: nodes.p.each: it must be the path of a list, or an object with from or columns, and this is empty`, true},
		{"ColumnsEmpty", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", each: {columns: "", as: e}}
`, `m.yaml:2:63: nodes.p.each.columns: it is empty; it must be a pattern of names, such as E*`, false},
		{"RefsEmpty", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}"}
  m: {kind: MEETING, id: "m:{n}", name: "{n}"}
  c: {kind: CLAIM, id: "c:{n}", text: "{n}"}
  a: {kind: ASSERTION, id: "a:{n}", certainty: CERTAIN}
  ps: {kind: PERSON, each: list, id: "p:{list}", name: "{list}"}
edges:
  - {relation: ATTENDED, from: p, to: []}
`, `m.yaml:8:39: edges.1.to: the list is empty; it must name a node`, true},
		{"LookupNumber", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: n, lookup: [a]}}
`, `m.yaml:2:78: nodes.p.description.lookup: it must be a text, and this is a list`, true},
		{"LookupObjectBraces", `lookups: {rooms: {a: {n}}}
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:22: lookups.rooms.a: a text in braces must stand in quotes`, false},
		{"MatchList", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: {from: n, match: [a]}}
`, `m.yaml:2:77: nodes.p.description.match: it must be a text, and this is a list`, true},
		{"KeyIsList", `[a]: b
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:4: the file is not YAML: found an invalid key for this map`, false},
		{"NullKey", `~: b
nodes: {p: {kind: PERSON, id: "person:{n}", name: "{n}"}}
`, `m.yaml:1:1: ~: a mapping has no such key; there are about, input, absent, if, lookups, let, defaults, nodes, edges`, true},
		{"DeepPath", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: "{a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a}"}
`, `m.yaml:2:60: nodes.p.description: the path leads deeper than 64 keys`, false},
		{"EmptyZone", `nodes:
  p: {kind: MEETING, id: "p:{n}", name: "{n}", when: {start: {date: "{d}", format: "%F", zone: ""}}}
`, `m.yaml:2:96: nodes.p.when.start.zone: there is no zone ""; it is an offset such as "-05:00", or a name such as America/New_York`, false},
		{"NumberIsNull", `nodes:
  p: {kind: PERSON, id: "p:{n}", name: "{n}", description: ~}
`, `m.yaml:2:60: nodes.p.description: it is empty; leave the key out where there is nothing to say`, true},
	}
}
