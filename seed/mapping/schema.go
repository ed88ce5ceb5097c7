package mapping

import (
	"bytes"
	"encoding/json"
	"strings"

	"parley/graph/ontology"
	"parley/graph/store"
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

// entrySchema defines nodes or edges: a definition for each kind or relation, chosen by it.
func entrySchema(defs dict, name, which string, words []word, shapes map[string]load.Shape) {
	var branches []dict
	for _, value := range sorted(shapes) {
		s := shapes[value]
		d := closed(words)
		properties := d["properties"].(dict)
		for key, k := range s.Keys {
			properties[key] = described(keySchema(k), k.About)
		}
		properties[which] = described(dict{"const": value}, s.About)
		properties["keep"] = keepSchema(s, words)
		defs[name+"-"+value] = d
		branches = append(branches, dict{
			"if":   dict{"properties": dict{which: dict{"const": value}}, "required": []string{which}},
			"then": dict{"$ref": "#/$defs/" + name + "-" + value},
		})
	}
	defs[which] = dict{"enum": sorted(shapes)}
	must := []string{}
	for _, w := range words {
		if w.must {
			must = append(must, w.name)
		}
	}
	defs[name] = dict{"type": "object", "required": must, "properties": dict{which: refTo(which)}, "allOf": branches}
}

// steps adds to an object of steps what one needs of another.
func steps(d dict) dict {
	d["dependentRequired"] = dict{"else": []string{"lookup"}}
	return d
}

// keepSchema names the keys of which texts can be kept.
func keepSchema(s load.Shape, words []word) dict {
	var names []string
	for _, key := range sorted(s.Keys) {
		if joins(s.Keys[key]) {
			names = append(names, key)
		}
	}
	about := ""
	for _, w := range words {
		if w.name == "keep" {
			about = w.about
		}
	}
	if names == nil {
		return dict{"not": dict{}, "description": about}
	}
	one := dict{"enum": names}
	return described(anyOfThese(one, dict{"type": "array", "items": one}), about)
}

// keySchema is what the value of a key of a kind or relation is.
func keySchema(k load.Key) dict {
	switch {
	case k.Parts != nil:
		properties, must := dict{}, []string{}
		for _, name := range sorted(k.Parts) {
			properties[name] = described(keySchema(k.Parts[name]), k.Parts[name].About)
			if k.Parts[name].Required {
				must = append(must, name)
			}
		}
		return anyOfThese(dict{"type": "object", "properties": properties, "required": must, "additionalProperties": false}, refTo("step"))
	case k.Refs != nil:
		return refTo("ends")
	case k.Type == store.Period:
		return refTo("time")
	case k.Values != nil:
		return anyOfThese(dict{"enum": k.Values}, dict{"type": "string", "pattern": `\{`}, refTo("step"))
	}
	return refTo("value")
}

// defaultsSchema may have each key that any kind or relation has.
func defaultsSchema(shapes load.Shapes) dict {
	found := map[string][]dict{}
	var names []string
	for _, all := range []map[string]load.Shape{shapes.Kinds, shapes.Relations} {
		for _, value := range sorted(all) {
			for _, key := range sorted(all[value].Keys) {
				d := keySchema(all[value].Keys[key])
				if !contains(found[key], d) {
					found[key] = append(found[key], d)
				}
				names = append(names, key)
			}
		}
	}
	properties := dict{}
	for _, key := range names {
		if len(found[key]) == 1 {
			properties[key] = found[key][0]
		} else {
			properties[key] = dict{"anyOf": found[key]}
		}
	}
	return dict{"type": "object", "properties": properties, "additionalProperties": false}
}

func contains(all []dict, d dict) bool {
	one, _ := json.Marshal(d)
	for _, x := range all {
		if other, _ := json.Marshal(x); bytes.Equal(one, other) {
			return true
		}
	}
	return false
}
