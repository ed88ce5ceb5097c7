package web

import (
	"fmt"
	"regexp"
	"strings"
)

// question is how the generated sources of the explorer have a question that it asks.
var question = regexp.MustCompile("(?s)export const (\\w+)Document = new TypedDocumentString\\(`([^`\\\\]*)`\\)")

// Documents are the documents that the explorer sends, to the byte, by their names: no others, as it makes none itself. They are
// those that the page was built from.
//
// It panics if the generated sources are not as they were, which a test of it would show.
func Documents() map[string]string {
	source, err := files.ReadFile("src/explorer/gen/graphql.ts")
	if err != nil {
		panic(fmt.Sprintf("web: embedded files: %v", err))
	}
	all := map[string]string{}
	for _, m := range question.FindAllStringSubmatch(string(source), -1) {
		if !strings.Contains(m[2], "${") { // It would stand for another text.
			all[m[1]] = m[2]
		}
	}
	if len(all) == 0 || len(all) != strings.Count(string(source), "Document = new TypedDocumentString(") {
		panic("web: the explorer's questions are not as they are generated")
	}
	return all
}
