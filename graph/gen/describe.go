package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/plan"
)

// describe has the schema that clients are told say what is the same of every page and of every filter, and which the
// file therefore does not say again in hundreds of places. What the file says itself stays, and so does each line, so
// that errors name those of the file. gqlgen takes a file that lies beside what is generated as it is; there nothing is
// said but what the file says.
func describe(schema *ast.Schema) {
	texts := texts{}
	for _, d := range sorted(schema) {
		edge := edgeOf(schema, d)
		if edge != nil {
			texts.ofType(d, fmt.Sprintf("A page of rows, each with one `%s`, after the Relay specification.", edge.Fields.ForName("node").Type.Name()))
			texts.ofFields(d.Fields, pageFields)
			texts.ofType(edge, fmt.Sprintf("One row of a `%s`.", d.Name))
			texts.ofFields(edge.Fields, rowFields)
		}
		for _, f := range d.Fields {
			if edgeOf(schema, schema.Types[f.Type.Name()]) != nil {
				texts.ofArguments(schema, f)
			}
		}
		if and := d.Fields.ForName("and"); d.Kind == ast.InputObject && and != nil && and.Type.Name() == d.Name {
			texts.ofFields(d.Fields, filterFields)
		}
	}
	texts.write()
}

// What the fields of a page, of its rows and of a filter mean, by name.
var (
	pageFields = map[string]string{
		"edges":      "The rows, each with its cursor.",
		"nodes":      "What the rows lead to, for who needs nothing of the rows themselves.",
		"pageInfo":   "Whether there are rows before and behind the page, and the cursors to go on from.",
		"totalCount": "How many rows there are in all, whatever the page; counted only where it is asked for.",
	}
	rowFields = map[string]string{
		"cursor": "The place of this row, for `after` and `before`.",
		"node":   "What the row leads to.",
	}
	filterFields = map[string]string{
		"id":  "It is one of these; an empty list matches nothing.",
		"and": "All of these hold as well.",
		"or":  "At least one of these holds.",
		"not": "This does not hold.",
	}
)

// edgeOf returns the type of a page's rows, nil if a type is no page.
func edgeOf(schema *ast.Schema, d *ast.Definition) *ast.Definition {
	if d.Kind != ast.Object || d.Fields.ForName("pageInfo") == nil || d.Fields.ForName("edges") == nil {
		return nil
	}
	return schema.Types[d.Fields.ForName("edges").Type.Name()]
}

// Texts are the descriptions to write into the sources of a schema, by the character before which each stands.
type texts map[*ast.Source]map[int]string

func (t texts) at(p *ast.Position, start int, text string) {
	if t[p.Src] == nil {
		t[p.Src] = map[int]string{}
	}
	t[p.Src][start] = strconv.Quote(text) + " "
}

// ofType describes an object type. Its position is that of its name, and the word before it is what it is described by.
func (t texts) ofType(d *ast.Definition, text string) {
	if d.Description == "" {
		before := strings.TrimRight(string([]rune(d.Position.Src.Input)[:d.Position.Start]), " ")
		t.at(d.Position, len([]rune(before))-len("type"), text)
	}
}

func (t texts) ofFields(fields ast.FieldList, said map[string]string) {
	for _, f := range fields {
		if text := said[f.Name]; text != "" && f.Description == "" {
			t.at(f.Position, f.Position.Start, text)
		}
	}
}

// ofArguments describes the arguments of a field that has pages.
func (t texts) ofArguments(schema *ast.Schema, f *ast.FieldDefinition) {
	for _, a := range f.Arguments {
		text := ""
		switch a.Name {
		case "first":
			text = fmt.Sprintf("How many rows, from the front: at most %d, and %d where nothing is said.", plan.MaxPage, plan.DefaultPage)
		case "after":
			text = "The cursor of a row of this field, in the same order: the page begins behind it."
		case "last":
			text = fmt.Sprintf("How many rows, from the back: at most %d, and not together with `first`.", plan.MaxPage)
		case "before":
			text = "The cursor of a row of this field, in the same order: the page ends before it."
		case "where":
			text = "Which rows there are; without it all."
		case "when":
			text = "Only what was so in this window."
		case "orderBy":
			text = fmt.Sprintf("The order of the rows; without it `%s`.", schema.Types[a.Type.Name()].EnumValues[0].Name)
		}
		if text != "" && a.Description == "" {
			t.at(a.Position, a.Position.Start, text)
		}
	}
}

// write writes them into the sources.
func (t texts) write() {
	for src, all := range t {
		old := []rune(src.Input)
		var b strings.Builder
		done := 0
		for _, start := range slices.Sorted(maps.Keys(all)) {
			b.WriteString(string(old[done:start]) + all[start])
			done = start
		}
		src.Input = b.String() + string(old[done:])
	}
}
