package neo4j

import (
	"slices"
	"strings"

	"parley/graph/store"
	"parley/graph/text"
)

// Searched text is kept twice, as tokens with a space on either side, so that CONTAINS
// finds whole words and beginnings of words. _words has each token of all
// searchable text once; it is what the index holds, whose analyzer splits at white space
// and does no more. _names has a line for the name and for each alias, with
// their tokens in order.

// maxWords bounds what is asked of the index. What else there is is looked for in _words.
const maxWords = 32

// nameLine returns the line of _names for a name of these tokens.
func nameLine(tokens []string) string { return "\n " + strings.Join(tokens, " ") + " \n" }

// needles returns what _names must contain for all words to be found, the last by
// its beginning.
func needles(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = " " + w
		if i < len(words)-1 {
			out[i] += " "
		}
	}
	return out
}

// lucene returns the query that the index answers, and what _words must contain besides where there are too many words for
// that. Tokens are of letters and digits and in small letters, so they are no operators of its language, and too short for
// the analyzer to cut them, so what it finds has the words. Where there are none it asks for a field that no node has, and so
// finds nothing.
func lucene(words []string) (query string, rest []string) {
	rest = []string{}
	if len(words) == 0 {
		return "_nothing:nothing", rest
	}
	last := len(words) - 1
	terms := []string{"+" + words[last] + "*"}
	for _, w := range words[:last] {
		switch term := "+" + w; {
		case slices.Contains(terms, term):
		case len(terms) < maxWords:
			terms = append(terms, term)
		default:
			rest = append(rest, " "+w+" ")
		}
	}
	return strings.Join(terms, " "), rest
}

// derived adds to the native properties of a node or edge those that are made of
// the others: folded copies and, of a node, the words.
func (s *Store) derived(known []store.Property, values, native map[string]any, node bool) {
	var names, words []string
	for i := range known {
		p := &known[i]
		v := values[p.Name]
		if v == nil {
			continue
		}
		if s.props[p.Name].Folded {
			native[foldPrefix+p.Name] = folds(v)
		}
		if !node || !p.Fulltext {
			continue
		}
		for _, element := range elements(v) {
			tokens := text.Tokens(element)
			words = append(words, tokens...)
			if p.Name == store.NameProperty || p.Name == store.AliasesProperty {
				names = append(names, nameLine(tokens))
			}
		}
	}
	if len(words) > 0 {
		slices.Sort(words)
		native[wordsProp] = " " + strings.Join(slices.Compact(words), " ") + " "
	}
	if len(names) > 0 {
		native[namesProp] = strings.Join(names, "")
	}
}

// elements returns the texts of a String or Strings.
func elements(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []string:
		return v
	}
	return nil
}

func folds(v any) any {
	if list, ok := v.([]string); ok {
		folded := make([]string, len(list))
		for i, s := range list {
			folded[i] = text.Fold(s)
		}
		return folded
	}
	s, _ := v.(string)
	return text.Fold(s)
}
