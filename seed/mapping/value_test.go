package mapping

import (
	"testing"

	"parley/seed/record"
)

// kindOf is which kind a key is tried at.
func kindOf(key string) string {
	switch key {
	case "when":
		return "kind: MEETING, id: x, name: n"
	case "quantity":
		return "kind: CLAIM, id: x, text: t"
	case "credibility", "extractionConfidence":
		return "kind: ASSERTION, id: x, certainty: CERTAIN"
	case "certainty":
		return "kind: ASSERTION, id: x"
	}
	return "kind: PLACE, id: x, name: n"
}

// eval returns what a key has for a record, as JSON; "absent"; or the faults.
func eval(t *testing.T, head, key, value, rec string) string {
	t.Helper()
	m := parse(t, asserting(head+"\nnodes:\n  x: {"+kindOf(key)+", "+key+": "+value+"}\n", "x"))
	r, ok := row(t, m, rec)
	if !ok {
		return "passed over"
	}
	if len(r.Faults) > 0 {
		return faults(r)
	}
	v, ok := r.Lines[0].Object.Get(key)
	if !ok {
		return "absent"
	}
	return show(v)
}

func TestValues(t *testing.T) {
	const rec = `{"Place": "Old  Café ", "n": "7", "list": ["b", "", "a", null], "no": "n/a", "empty": "", "num": 12.50, "yes": true, "a.b": "dotted", "a": {"b": "deep", "c": [{"d": "1"}, {"d": ["2", "3"]}]},
		"names": "Ann, Bob,, Bob", "obj": {"x": "1"}, "xml": {"@id": "i", "#text": "words"}, "who": "Dr. Ann Example", "No.": "9", "one": {"name": "single"}, "long": "x", "dots": "???", "marks": ["a", "!"],
		"a|b": 1, "c.{d}": "x", "e\"f": {"g": 2}, "#line": "own", "say \"hi\"": "ho"}`
	const head = `absent: ["n/a", "-"]
lookups: {rooms: {b: {latitude: 1, longitude: 2}, a: Alpha, many: [x, y], none: }}
let: {room: {from: list, lookup: rooms}, two: "{n}-{Place}", place: {name: "{Place}", town: [x, "{n}"]}}`
	for _, c := range []struct{ name, key, value, want string }{
		{"Number", "description", "5", `"5"`},
		{"Boolean", "description", "true", `"true"`},
		{"Text", "description", `plain text`, `"plain text"`},
		{"Path", "description", `"{Place}"`, `"Old  Café"`},
		{"TextWithPaths", "description", `"{n}: {Place}!"`, `"7: Old  Café!"`},
		{"Braces", "description", `"{{{n}}}"`, `"{7}"`},
		{"AbsentPath", "description", `"{n}: {nothing}"`, `absent`},
		{"AbsentText", "description", `"{no}"`, `absent`},
		{"EmptyText", "description", `"{empty}"`, `absent`},
		{"List", "aliases", `["{n}", "{nothing}", "{list}", x]`, `["7","b","a","x"]`},
		{"ListOfNothing", "aliases", `["{nothing}", "{no}"]`, `absent`},
		{"ListToText", "description", `"{list}"`, `"b; a"`},
		{"ListInText", "description", `"<{list}>"`, `"<b; a>"`},
		{"TextToList", "aliases", `"{n}"`, `["7"]`},
		{"NumberToText", "description", `"{num}"`, `"12.50"`},
		{"NumberInText", "description", `"{num} {yes}"`, `"12.50 true"`},
		{"TextToNumber", "coordinates", `{latitude: "{n}", longitude: "{num}"}`, `{"latitude":7,"longitude":12.50}`},
		{"ObjectAbsent", "coordinates", `{latitude: "{nothing}", longitude: "{no}"}`, `absent`},
		{"ObjectAbsentButConstants", "quantity", `{value: "{nothing}", unit: people, qualifier: UNSTATED}`, `absent`},
		{"ObjectOfConstants", "quantity", `{value: 3, unit: people, qualifier: UNSTATED}`, `{"value":3,"unit":"people","qualifier":"UNSTATED"}`},
		{"ObjectPartly", "quantity", `{value: "{n}", lower: "{nothing}", unit: people, qualifier: UNSTATED}`, `{"value":7,"unit":"people","qualifier":"UNSTATED"}`},
		{"ObjectFromPath", "description", `"{obj}"`, `! obj: {"x":"1"}: a text is wanted and it is an object; name one of its keys, as in {obj.x}`},

		{"From", "description", `{from: Place}`, `"Old  Café"`},
		{"FromFilter", "description", `{from: Place|lower}`, `"old  café"`},
		{"FromSeveral", "aliases", `{from: [n, nothing, list]}`, `["7","b","a"]`},
		{"FromText", "aliases", `{from: {text: "{n}/{Place}"}, split: /}`, `["7","Old  Café"]`},
		{"Split", "aliases", `{from: names, split: ","}`, `["Ann","Bob","Bob"]`},
		{"SplitPattern", "aliases", `{from: names, split: "/[, ]+/"}`, `["Ann","Bob","Bob"]`},
		{"SplitAbsent", "aliases", `{from: {text: "a,n/a,-,b"}, split: ","}`, `["a","b"]`},
		{"MatchGroup", "description", `{from: who, match: "^Dr[.] (\\w+)"}`, `"Ann"`},
		{"MatchWhole", "description", `{from: who, match: "\\w+$"}`, `"Example"`},
		{"MatchNot", "description", `{from: who, match: "^Mr"}`, `absent`},
		{"MatchEach", "aliases", `{from: names, split: ",", match: "^B.."}`, `["Bob","Bob"]`},
		{"Lookup", "description", `{from: a.b, lookup: {dotted: "found"}}`, `"found"`},
		{"LookupMissing", "description", `{from: n, lookup: rooms}`, `! n: 7: the lookup has no such text; else says what becomes of others`},
		{"LookupNear", "description", `{from: who, lookup: {Dr. Ann Exampel: x}}`, `! who: Dr. Ann Example: the lookup has no such text; did you mean "Dr. Ann Exampel"?; else says what becomes of others`},
		{"LookupNothing", "description", `{from: n, lookup: {7: }}`, `absent`},
		{"LookupNumberKey", "description", `{from: n, lookup: {7: seven}}`, `"seven"`},
		{"LookupList", "aliases", `{from: n, lookup: {7: [x, y]}}`, `["x","y"]`},
		{"LookupObject", "coordinates", `{from: n, lookup: {7: {latitude: 1, longitude: "2"}}}`, `{"latitude":1,"longitude":2}`},
		{"LookupNotObject", "coordinates", `{from: n}`, `! n: 7: an object with the keys latitude, longitude is wanted`},
		{"LookupBraces", "description", `{from: n, lookup: {7: "{{x}}"}}`, `"{x}"`},
		{"ElseKeep", "aliases", `{from: [n, list], lookup: {a: A}, else: keep}`, `["7","b","A"]`},
		{"ElseAbsent", "aliases", `{from: [n, list], lookup: {a: A}, else: absent}`, `["A"]`},
		{"ElseValue", "aliases", `{from: [n, list], lookup: {a: A}, else: "? {n}"}`, `["? 7","? 7","A"]`},
		{"Except", "aliases", `{from: list, except: b}`, `["a"]`},
		{"ExceptSeveral", "aliases", `{from: list, except: [b, "{n}", a]}`, `absent`},
		{"IfHolds", "description", `{from: n, if: {Place: {exists: true}}}`, `"7"`},
		{"IfNot", "description", `{from: n, if: {nothing: {exists: true}}}`, `absent`},
		{"IfNotDefault", "description", `{from: n, if: {n: "8"}, default: "other {n}"}`, `"other 7"`},
		{"IfNotLookup", "description", `{from: n, lookup: rooms, if: {n: "8"}}`, `absent`},
		{"Default", "description", `{from: nothing, default: unknown}`, `"unknown"`},
		{"DefaultNot", "description", `{from: n, default: unknown}`, `"7"`},
		{"Join", "description", `{from: list, join: ", "}`, `"b, a"`},
		{"JoinOrder", "description", `{from: names, split: ",", except: Ann, join: +}`, `"Bob+Bob"`},
		{"JoinDefault", "description", `{from: nothing, default: [x, y], join: "-"}`, `"x-y"`},

		{"Deep", "description", `"{a.c.0.d}"`, `"1"`},
		{"DottedFirst", "description", `"{a.b}"`, `"dotted"`},
		{"DottedColumn", "description", `"{No.}"`, `"9"`},
		{"BelowList", "aliases", `"{a.c.d}"`, `["1","2","3"]`},
		{"BeyondList", "description", `"{list.9}"`, `absent`},
		{"OneAsList", "description", `"{one.0.name} {n.0}"`, `"single 7"`},
		{"Attribute", "description", `"{xml.@id}"`, `"i"`},
		{"ElementText", "description", `"{xml}"`, `"words"`},
		{"ElementTextOfText", "description", `"{n.#text}"`, `"7"`},
		{"Line", "description", `"{#line}"`, `"7"`},
		{"Row", "description", `"{#row}"`, `"1"`},
		{"File", "description", `"{#file}"`, `"f.json"`},
		{"Let", "description", `"{two}"`, `"7-Old  Café"`},
		{"LetObject", "description", `"{place.name}, {place.town.0}"`, `"Old  Café, x"`},
		{"LetLookup", "coordinates", `{latitude: "{room.latitude}", longitude: "{room.longitude}"}`, `{"latitude":1,"longitude":2}`},

		{"Slug", "description", `"{Place|slug}"`, `"old-cafe"`},
		{"SlugOfList", "aliases", `"{list|slug}"`, `["b","a"]`},
		{"Hash", "description", `"{n|hash}"`, `"7902699be42c8a8e46fbbb4501726517"`},
		{"Lower", "description", `"{Place|lower}"`, `"old  café"`},
		{"Upper", "description", `"{Place|upper}"`, `"OLD  CAFÉ"`},
		{"Trim", "description", `"{Place|trim}"`, `"Old  Café"`},
		{"SlugOfNothing", "description", `"{dots|slug}"`, `! dots: ???: slug leaves nothing of it: it has no letter and no digit`},
		{"SlugOfNothingInList", "aliases", `"{marks|slug}"`, `! marks: !: slug leaves nothing of it: it has no letter and no digit`},
		{"SlugAsked", "description", `{from: dots, if: {dots|slug: {exists: true}}, default: none}`, `"none"`},
		{"Quoted", "description", `'{"a|b"} {"c.{d}"|upper} {"e""f".g}'`, `"1 X 2"`},
		{"QuotedDots", "description", `'{"a.b"} {"a"."b"}'`, `"dotted dotted"`},
		{"QuotedSpecial", "description", `'{"#line"}'`, `"own"`},
		{"QuotedFrom", "description", `{from: '"a|b"'}`, `"1"`},
		{"QuotedCondition", "description", `{from: n, if: {'{"a|b"}': 1}}`, `"7"`},
		{"QuotedNot", "description", `'{say "hi"}'`, `"ho"`},
		{"Filters", "description", `"{Place|upper|slug}"`, `"old-cafe"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := eval(t, head, c.key, c.value, rec); got != c.want {
				t.Errorf("%s: got %s, want %s", c.value, got, c.want)
			}
		})
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ name, head, text, want string }{
		{"Whole", "", `"12"`, "12"},
		{"Point", "", `"-12.50"`, "-12.50"},
		{"Zeros", "", `"007"`, "7"},
		{"Zero", "", `"0"`, "0"},
		{"Plus", "", `"+5"`, "5"},
		{"NoWhole", "", `".5"`, "0.5"},
		{"Exponent", "", `"1e3"`, "1e3"},
		{"JSON", "", `1.5`, "1.5"},
		{"ListOfOne", "", `["5"]`, "5"},
		{"Comma", "input: {decimal: \",\"}", `"1.234,5"`, "1234.5"},
		{"CommaAlone", "input: {decimal: \",\"}", `",5"`, "0.5"},
		{"CommaNot", "input: {decimal: \",\"}", `"1.23,5"`, `! q: 1.23,5: it is no number; with input: {decimal: ","} it is written as 1.234,5 or 1 234,5`},
		{"CommaUnknown", "", `"1,234"`, `! q: 1,234: whether its comma is the point or parts the thousands is not known; input: {decimal: ","} is for 1.234,5, and {decimal: "."} for 1,234.5`},
		{"CommaFew", "", `"1,5"`, `! q: 1,5: whether its comma is the point or parts the thousands is not known; input: {decimal: ","} is for 1.234,5, and {decimal: "."} for 1,234.5`},
		{"CommaBoth", "", `"1,234.5"`, `! q: 1,234.5: whether its comma is the point or parts the thousands is not known; input: {decimal: ","} is for 1.234,5, and {decimal: "."} for 1,234.5`},
		{"CommaSpace", "input: {decimal: \",\"}", `"1 234,5"`, "1234.5"},
		{"CommaHardSpace", "input: {decimal: \",\"}", `"-1\u00a0234\u00a0567,5"`, "-1234567.5"},
		{"CommaNarrowSpace", "input: {decimal: \",\"}", `"12\u202f345"`, "12345"},
		{"CommaMixed", "input: {decimal: \",\"}", `"1.234 567"`, `! q: 1.234 567: it is no number; with input: {decimal: ","} it is written as 1.234,5 or 1 234,5`},
		{"CommaTwoNumbers", "input: {decimal: \",\"}", `"12 34"`, `! q: 12 34: it is no number; with input: {decimal: ","} it is written as 1.234,5 or 1 234,5`},
		{"CommaNothing", "input: {decimal: \",\"}", `"-"`, `! q: -: it is no number; with input: {decimal: ","} it is written as 1.234,5 or 1 234,5`},
		{"PointThousands", "input: {decimal: .}", `"1,234,567.5"`, "1234567.5"},
		{"PointSpace", "input: {decimal: .}", `"1 234.5"`, "1234.5"},
		{"PointExponent", "input: {decimal: .}", `"1e3"`, "1e3"},
		{"PointNot", "input: {decimal: .}", `"1,23"`, `! q: 1,23: it is no number; with input: {decimal: "."} it is written as 1,234.5 or 1 234.5`},
		{"SpaceUnknown", "", `"1 234.5"`, `! q: 1 234.5: whether its spaces part the thousands is not known; they do with input: {decimal: "."}, or {decimal: ","}`},
		{"Absent", "absent: [-1]", `-1`, `absent`},
		{"AbsentNot", "absent: [-1]", `-1.0`, `-1.0`},
		{"AbsentBoolean", "absent: [\"false\"]", `false`, `absent`},
		{"Word", "", `"many"`, `! q: many: it is no number, such as 12 or 3.5`},
		{"ExponentAlone", "", `"e0"`, `! q: e0: it is no number, such as 12 or 3.5`},
		{"Several", "", `["1", "2"]`, `! q: 1; 2: it is no number, such as 12 or 3.5`},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := eval(t, c.head, "credibility", `"{q}"`, `{"q": `+c.text+`}`); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestXMLText(t *testing.T) {
	m := parse(t, "nodes:\n  x: {kind: PLACE, id: \"{country.@id}\", name: \"{country}\", aliases: \"{#text}\"}\n")
	r, _ := m.Row(record.Record{File: "f", Line: 1, Value: record.Object{
		{Key: "country", Value: record.Object{{Key: "@id", Value: "x"}, {Key: "#text", Value: "Name"}}}, {Key: "#text", Value: "Own"},
	}})
	if got, want := lines(r), `{"kind":"PLACE","id":"x","name":"Name","aliases":["Own"]}`+"\n"; got != want {
		t.Errorf("got %s want %s", got, want)
	}
}
