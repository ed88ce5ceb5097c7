package mapping

import (
	"slices"

	"parley/seed/load"
)

// A word is a key that the language knows.
type word struct {
	name  string
	shape string // what its value is, by the name of a definition of the JSON Schema
	about string // what it says, for editors
	must  bool   // the object must have it
}

// The keys of the language. The parser refuses others by these tables, and the JSON
// Schema is written from them.
var (
	topWords = []word{
		{"about", "text", "What the mapping is for, for people.", false},
		{"input", "input", "What the files are. Without it their names tell.", false},
		{"absent", "texts", "The texts that stand for nothing, besides the empty one. Spaces around a value do not count.", false},
		{"if", "condition", "Which records are meant at all.", false},
		{"lookups", "lookups", "Tables of values, by name.", false},
		{"let", "let", "Values that get a name, once for a record: {name} then reads them like a column.", false},
		{"defaults", "defaults", "Values for all nodes and edges whose kind or relation has such a key and that do not give it themselves.", false},
		{"nodes", "nodes", "The nodes that a record speaks of, by a name of your own.", true},
		{"edges", "edges", "The edges between them.", false},
	}
	nodeWords = []word{
		{"kind", "kind", "The kind of the node.", true},
		{"id", "value", "The permanent id, made from what identifies the thing. A node of which it is absent is left out.", true},
		{"each", "each", "One node for each element of a list.", false},
		{"let", "let", "Values that get a name here alone, worked out for each element: {name} then reads them.", false},
		{"if", "condition", "Only where this holds.", false},
		{"keep", "texts", "The keys of which all texts are kept where records disagree, joined by \"; \". Of other keys the later record's value wins.", false},
	}
	edgeWords = []word{
		{"relation", "relation", "The relation.", true},
		{"from", "ends", "The node it comes from, by its name, or the first of several that there is.", true},
		{"to", "ends", "The node it leads to, by its name, or the first of several that there is.", true},
		{"id", "value", "The permanent id: the relation in lower case, a colon, and more. Without it one is made from the natural key.", false},
		{"each", "each", "One edge for each element of a list. For the lists of the nodes at its ends it is so anyhow.", false},
		{"let", "let", "Values that get a name here alone, worked out for each element: {name} then reads them.", false},
		{"if", "condition", "Only where this holds.", false},
		{"keep", "texts", "The keys of which all texts are kept where records disagree, joined by \"; \". Of other keys the later record's value wins.", false},
	}
	refWords  = []word{{"id", "value", "The id of a node that is not in the mapping.", true}}
	stepWords = []word{
		{"from", "from", "A path, a list of paths whose values follow one another, or {text: …}.", true},
		{"split", "filled", "Cuts texts at this text, or at the regular expression in /…/.", false},
		{"match", "text", "A regular expression (RE2): the first group of the first match, or the match. What does not match is absent.", false},
		{"lookup", "lookup", "The name of a table in lookups, or one in place: what stands there for the text.", false},
		{"else", "any", "What a text becomes that the table does not have: keep, absent, or a value. Without it such a record is a bad one.", false},
		{"except", "value", "A value, or several, that are left out.", false},
		{"if", "condition", "Where it does not hold the value is absent.", false},
		{"default", "any", "A value for where all of this gives none.", false},
		{"join", "text", "Puts a list together as one text with this between.", false},
		{"tally", "text", "A key of a list: the commonest text of all records is the value, the others are added to that list.", false},
	}
	fromWords    = []word{{"text", "any", "A value.", true}}
	asWord       = word{"as", "name", "The name by which paths read an element.", true}
	columnsWords = []word{
		{"columns", "texts", "The columns whose names match this pattern, or one of these: * is any text, ? one character.", true},
		asWord,
	}
	conditionWords = []word{
		{"any", "conditions", "One of these holds.", false},
		{"all", "conditions", "All of these hold.", false},
		{"not", "condition", "This does not hold.", false},
	}
	testWords = []word{
		{"not", "test", "The value is not so; an absent one is not.", false},
		{"matches", "text", "The value has a match of this regular expression (RE2).", false},
		{"exists", "boolean", "There is a value, or there is none.", false},
	}
	timeWords = []word{
		{"edtf", "value", "EDTF as it stands, an interval too.", false},
		{"start", "point", "The point of time at which it began. \"..\" is open, \"\" is not known.", false},
		{"end", "point", "The point of time at which it ended. Where it is absent the time is that of start. \"..\" is open, \"\" is not known.", false},
		{"approximate", "flag", "Marks each end as approximate (~): true, or a condition.", false},
		{"uncertain", "flag", "Marks each end as uncertain (?): true, or a condition.", false},
		{"text", "value", "The source's own words.", false},
	}
	pointWords = []word{
		{"date", "value", "A date, written as format says.", false},
		{"format", "texts", "How date is written, in the notation of strptime, or several formats of which the first that fits is taken.", false},
		{"year", "value", "The year by itself.", false},
		{"month", "value", "The month by itself, as a number or an English name.", false},
		{"day", "value", "The day of the month by itself.", false},
		{"time", "value", "The time of day by itself: 15:04, 15:04:05, or as timeFormat says.", false},
		{"timeFormat", "texts", "How time is written, in the notation of strptime.", false},
		{"zone", "value", "The offset, such as -05:00, or the name of a zone, such as America/New_York. Without it a time of day is UTC.", false},
		{"approximate", "flag", "Marks this point as approximate (~): true, or a condition.", false},
		{"uncertain", "flag", "Marks this point as uncertain (?): true, or a condition.", false},
	}
	inputWords = []word{
		{"format", "format", "csv, tsv, json, jsonl or xml. Without it the file's name tells.", false},
		{"encoding", "text", "A name of the Encoding Standard, such as windows-1252. UTF-8 without it.", false},
		{"delimiter", "character", "The character between the columns of a table.", false},
		{"quote", "text", "The character around values of a table, or none.", false},
		{"comment", "text", "The begin of lines of a table to pass over.", false},
		{"skip", "count", "The number of lines of a table before its header.", false},
		{"header", "texts", "The names of the columns where no line has them.", false},
		{"records", "text", "JSON: the path of the list of records (result.items). XML: that of the element which is a record (visits/visit).", false},
		{"record", "text", "The path, inside each record, of the object that is meant.", false},
		{"files", "text", "In an archive: which files, by a pattern (data/*.xml).", false},
		{"decimal", "decimal", "\",\" where numbers are written 1.234,5.", false},
	}
)

// words refuses the keys of an object that the language does not know there, and says
// which it must have and has not. What names the object.
func (c *compiler) words(n *node, key string, words []word, what string) {
	if n.form != isObject {
		c.at(n.place, key, "it must be an object, and this is %s", n.what())
		return
	}
	known := make([]string, len(words))
	for i, w := range words {
		known[i] = w.name
		if w.must && n.get(w.name) == nil {
			c.at(n.place, key, "it lacks %s, and %s must have it", w.name, what)
		}
	}
	for _, p := range n.pairs {
		if !slices.Contains(known, p.key) {
			c.at(p.place, join(key, p.key), "%s has no such key%s", what, load.Instead(p.key, known))
		}
	}
}

func isWord(words []word, name string) bool {
	return slices.ContainsFunc(words, func(w word) bool { return w.name == name })
}
