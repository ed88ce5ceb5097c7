package storetest

import (
	"slices"
	"strings"

	"parley/graph/store"
	"parley/graph/text"
)

// search returns those of the rows that match a text, with their scores.
func (a asked) search(rows []row, query string) []row {
	words := text.Tokens(query)
	var matches []row
	for _, r := range rows {
		if r.score = a.score(r.node, words); r.score > 0 {
			matches = append(matches, r)
		}
	}
	return matches
}

// score returns how well a node matches the words, from 4 down to 1, or 0 if it does not.
func (a asked) score(n *store.Node, words []string) int64 {
	if len(words) == 0 {
		return 0
	}
	var called []string         // the name and the aliases
	var inNames, inAll []string // tokens
	for _, p := range a.schema.Kind(n.Kind).Properties {
		if !p.Fulltext {
			continue
		}
		for _, v := range elements(n.Props[p.Name]) {
			tokens := text.Tokens(v.(string))
			inAll = append(inAll, tokens...)
			if p.Name == store.NameProperty || p.Name == store.AliasesProperty {
				inNames = append(inNames, tokens...)
				called = append(called, strings.Join(tokens, " "))
			}
		}
	}
	query := strings.Join(words, " ")
	switch {
	case !found(words, inAll):
		return 0
	case slices.Contains(called, query):
		return 4
	case slices.ContainsFunc(called, func(s string) bool { return strings.HasPrefix(s, query) }):
		return 3
	case found(words, inNames):
		return 2
	}
	return 1
}

// found reports whether all words are among the tokens, the last by its beginning.
func found(words, tokens []string) bool {
	last := len(words) - 1
	for _, word := range words[:last] {
		if !slices.Contains(tokens, word) {
			return false
		}
	}
	return slices.ContainsFunc(tokens, func(t string) bool { return strings.HasPrefix(t, words[last]) })
}

// name returns what a search orders a node by within one score.
func (a asked) name(n *store.Node) string {
	p := a.schema.Kind(n.Kind).Property(store.NameProperty)
	if p == nil || !p.Fulltext {
		return ""
	}
	name, _ := n.Props[p.Name].(string)
	return name
}
