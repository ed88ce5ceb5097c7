package mapping

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"parley/graph/ontology"
	"parley/seed/load"
)

//go:generate go run ./schema

// A dict is an object of the JSON Schema.
type dict = map[string]any

// Schema returns the language, with the kinds and relations of an ontology, as a JSON
// Schema (2020-12), by which editors complete a mapping and explain its keys. What it
// refuses, Parse refuses; Parse refuses more, such as names of nodes that do not exist.
func Schema(o *ontology.Ontology) ([]byte, error) {
	shapes := load.ShapesOf(o)
	defs := definitions()
	entrySchema(defs, "node", "kind", nodeWords, shapes.Kinds)
	entrySchema(defs, "edge", "relation", edgeWords, shapes.Relations)
	defs["nodes"] = dict{"type": "object", "minProperties": 1, "additionalProperties": refTo("node")}
	defs["edges"] = dict{"type": "array", "items": refTo("edge")}
	defs["defaults"] = defaultsSchema(shapes)
	root := closed(topWords)
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "A mapping of records to the graph"
	root["allOf"] = slices.Concat(requirements("nodes", "kind", shapes.Kinds), requirements("edges", "relation", shapes.Relations))
	root["$defs"] = defs
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func refTo(name string) dict { return dict{"$ref": "#/$defs/" + name} }

// described adds a description, beside a reference too.
func described(d dict, about string) dict {
	x := dict{}
	for k, v := range d {
		x[k] = v
	}
	if about != "" {
		x["description"] = about
	}
	return x
}

// closed is an object with the keys of words and no others.
func closed(words []word) dict {
	properties, must := dict{}, []string{}
	for _, w := range words {
		properties[w.name] = described(refTo(w.shape), w.about)
		if w.must {
			must = append(must, w.name)
		}
	}
	d := dict{"type": "object", "properties": properties, "additionalProperties": false}
	if len(must) > 0 {
		d["required"] = must
	}
	return d
}

func anyOfThese(all ...dict) dict { return dict{"anyOf": all} }

// definitions are what values are, by the names that words use.
func definitions() dict {
	scalar := dict{"type": []string{"string", "number", "boolean"}}
	with := func(words ...word) []word { return words }
	filterNames := make([]string, len(filters))
	for i, f := range filters {
		filterNames[i] = f.name + " (" + f.about + ")"
	}
	value := described(anyOfThese(scalar, dict{"type": "array", "items": refTo("value")}, refTo("step")),
		"A value: a text, in which {PATH} or {PATH|filter} is replaced by what stands there in the record; a list; or an object that has from and is worked out step by step. Filters: "+
			strings.Join(filterNames, ", ")+".")
	points := closed(pointWords)
	points["dependentRequired"] = dict{"format": []string{"date"}, "day": []string{"month"}, "timeFormat": []string{"time"}}
	points["not"] = dict{"required": []string{"date", "year"}}
	points["anyOf"] = []dict{{"required": []string{"date", "format"}}, {"required": []string{"year"}}}
	times := closed(timeWords)
	times["dependentSchemas"] = dict{"edtf": dict{"properties": dict{"start": false, "end": false}}}
	times["anyOf"] = []dict{{"required": []string{"edtf"}}, {"required": []string{"start"}}, {"required": []string{"end"}}}
	conditions := dict{
		"type": "object", "minProperties": 1, "additionalProperties": refTo("test"),
		"description": "Holds where every path has a value that is as said.",
	}
	conditions["properties"] = closed(conditionWords)["properties"]
	name := dict{"type": "string", "pattern": `^[^.{}|#]+$`}
	refs := anyOfThese(dict{"type": "string"}, closed(refWords))
	level := anyOfThese(dict{"type": []string{"string", "number"}}, steps(closed(append(with(asWord), stepWords...))), closed(columnsWords))
	return dict{
		"text":       scalar,
		"filled":     anyOfThese(dict{"type": "string", "minLength": 1}, dict{"type": []string{"number", "boolean"}}),
		"character":  dict{"type": "string", "minLength": 1, "maxLength": 1},
		"texts":      anyOfThese(scalar, dict{"type": "array", "items": scalar}),
		"boolean":    dict{"type": "boolean"},
		"count":      dict{"type": "integer", "minimum": 0},
		"name":       name,
		"decimal":    dict{"enum": []string{",", "."}},
		"format":     dict{"enum": []string{"csv", "tsv", "json", "jsonl", "xml"}},
		"input":      closed(inputWords),
		"value":      value,
		"any":        anyOfThese(refTo("value"), dict{"type": "object", "not": dict{"required": []string{"from"}}, "additionalProperties": refTo("any")}, dict{"type": "array", "items": refTo("any")}),
		"step":       steps(closed(stepWords)),
		"from":       anyOfThese(dict{"type": []string{"string", "number"}}, closed(fromWords), dict{"type": "array", "items": refTo("from")}),
		"lookups":    dict{"type": "object", "additionalProperties": refTo("table")},
		"table":      dict{"type": "object", "description": "Texts, and what stands for them; nothing for what is to be absent."},
		"lookup":     anyOfThese(scalar, refTo("table")),
		"let":        dict{"type": "object", "propertyNames": name, "additionalProperties": refTo("any")},
		"condition":  conditions,
		"conditions": dict{"type": "array", "minItems": 1, "items": refTo("condition")},
		"test":       anyOfThese(refTo("filled"), dict{"type": "array", "items": refTo("test")}, closed(testWords)),
		"each":       anyOfThese(level, dict{"type": "array", "minItems": 1, "items": level}),
		"flag":       anyOfThese(dict{"type": "boolean"}, refTo("condition")),
		"point":      anyOfThese(scalar, refTo("step"), points),
		"time":       anyOfThese(scalar, dict{"type": "array", "items": refTo("value")}, refTo("step"), times),
		"ends":       anyOfThese(refs, dict{"type": "array", "minItems": 1, "items": refs}),
	}
}
