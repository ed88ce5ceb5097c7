package neo4j

import (
	"strings"
)

// Neo4j compares a stored text with a parameter, or with what the same transaction
// wrote, by UTF-16, and stored texts with each other by code point. The two orders
// differ only where a character beyond U+FFFF meets one from U+E000 on. So texts
// are kept with each such character, and with U+FFFF, written as U+FFFF and three digits: the order of what
// is kept is that of the texts by code point in either way. Three digits keep the
// longest text and id that an index may hold within what an index takes.
const (
	mark      = "\uFFFF"
	digitBase = 112 // digits are the bytes from 0x10 to 0x7F
	digitZero = 0x10
)

// kept returns a text as it is kept. Few are changed.
func kept(s string) string {
	plain := true
	for i := 0; plain && i < len(s); i++ {
		plain = s[i] < 0xEF
	}
	if plain || !strings.ContainsFunc(s, marked) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if !marked(r) {
			b.WriteRune(r)
			continue
		}
		n := int(r)
		b.WriteString(mark)
		b.Write([]byte{byte(digitZero + n/(digitBase*digitBase)), byte(digitZero + n/digitBase%digitBase), byte(digitZero + n%digitBase)})
	}
	return b.String()
}

func marked(r rune) bool { return r >= 0xFFFF }

// meant returns the text that is kept so.
func meant(s string) string {
	if !strings.Contains(s, mark) {
		return s
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(s, mark)
		b.WriteString(before)
		if !found || len(after) < 3 {
			return b.String()
		}
		n := 0
		for _, d := range []byte(after[:3]) {
			n = n*digitBase + int(d) - digitZero
		}
		b.WriteString(string(rune(n)))
		s = after[3:]
	}
}

// keptAll returns each text as it is kept.
func keptAll(texts []string) []string {
	all := make([]string, len(texts))
	for i, s := range texts {
		all[i] = kept(s)
	}
	return all
}
