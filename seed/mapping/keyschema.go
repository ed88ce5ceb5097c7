package mapping

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"parley/graph/store"
	"parley/seed/load"
)

// entrySchema defines nodes or edges: a definition for each kind or relation, chosen by it.
func entrySchema(defs dict, name, which string, words []word, shapes map[string]load.Shape) {
	var branches []dict
	for _, value := range sorted(shapes) {
		s := shapes[value]
		d := closed(words)
		properties := d["properties"].(dict)
		for key, k := range s.Keys {
			properties[key] = described(keySchema(k), aboutKey(k))
		}
		properties[which] = described(dict{"const": value}, aboutEntry(value, s))
		properties["keep"] = keepSchema(s, words)
		defs[name+"-"+value] = d
		branches = append(branches, dict{
			"if":   dict{"properties": dict{which: dict{"const": value}}, "required": []string{which}},
			"then": dict{"$ref": "#/$defs/" + name + "-" + value},
		})
	}
	defs[which] = dict{"enum": sorted(shapes)}
	must, about := []string{}, ""
	for _, w := range words {
		if w.must {
			must = append(must, w.name)
		}
		if w.name == which {
			about = w.about
		}
	}
	defs[name] = dict{"type": "object", "required": must, "properties": dict{which: described(refTo(which), about)}, "allOf": branches}
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
			properties[name] = described(keySchema(k.Parts[name]), aboutKey(k.Parts[name]))
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
	about := map[string][]string{}
	for _, all := range []map[string]load.Shape{shapes.Kinds, shapes.Relations} {
		for _, value := range sorted(all) {
			for _, key := range sorted(all[value].Keys) {
				d := keySchema(all[value].Keys[key])
				if !contains(found[key], d) {
					found[key] = append(found[key], d)
				}
				if s := aboutKey(all[value].Keys[key]); !slices.Contains(about[key], s) {
					about[key] = append(about[key], s)
				}
			}
		}
	}
	properties := dict{}
	for _, key := range sorted(found) {
		d := dict{"anyOf": found[key]}
		if len(found[key]) == 1 {
			d = found[key][0]
		}
		properties[key] = described(d, strings.Join(about[key], " "))
	}
	return dict{"type": "object", "properties": properties, "additionalProperties": false}
}

// requirements say that what every node of a kind, or edge of a relation, must have
// stands there, unless defaults have it.
func requirements(list, which string, shapes map[string]load.Shape) []dict {
	kinds := map[string][]string{} // by key
	for _, value := range sorted(shapes) {
		for _, key := range sorted(shapes[value].Keys) {
			if shapes[value].Keys[key].Required {
				kinds[key] = append(kinds[key], value)
			}
		}
	}
	var all []dict
	for _, key := range sorted(kinds) {
		one := dict{
			"if":   dict{"properties": dict{which: dict{"enum": kinds[key]}}, "required": []string{which}},
			"then": dict{"required": []string{key}},
		}
		each := "additionalProperties"
		if list == "edges" {
			each = "items"
		}
		all = append(all, dict{
			"if":   dict{"properties": dict{"defaults": dict{"required": []string{key}}}, "required": []string{"defaults"}},
			"else": dict{"properties": dict{list: dict{each: one}}},
		})
	}
	return all
}

// aboutEntry is what editors tell of a kind or a relation.
func aboutEntry(value string, s load.Shape) string {
	switch {
	case s.About != "":
		return s.About
	case s.From == nil:
		return fmt.Sprintf("A node of kind %s.", value)
	}
	return fmt.Sprintf("%s leads from %s to %s.", value, strings.Join(s.From, ", "), strings.Join(s.To, ", "))
}

// aboutKey is what editors tell of a key: what the schema of the graph says, or else
// what kind of value it holds.
func aboutKey(k load.Key) string {
	switch {
	case k.About != "":
		return k.About
	case k.Parts != nil:
		return "An object with " + strings.Join(sorted(k.Parts), ", ") + "."
	case k.Refs != nil && k.Type == store.Strings:
		return "The names of nodes of kind " + strings.Join(k.Refs, ", ") + "."
	case k.Refs != nil:
		return "The name of a node of kind " + strings.Join(k.Refs, ", ") + "."
	case k.Values != nil:
		return "One of " + strings.Join(k.Values, ", ") + "."
	case k.URL:
		return "An absolute URL."
	}
	switch k.Type {
	case store.Period:
		return "A time: a text in EDTF, or an object that says how it is put together."
	case store.Strings:
		return "A list of texts."
	case store.Int, store.Float:
		return "A number."
	case store.Bool:
		return "True or false."
	}
	return "A text."
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
