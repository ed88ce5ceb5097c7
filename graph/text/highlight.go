package text

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A passage has about passageLength characters, of which leadLength or fewer
// stand before its first hit. A space is near a cut within nearLength of it.
const (
	passageLength = 160
	leadLength    = 60
	nearLength    = 24
)

// Highlight returns s with its hits between « and », and whether there is one.
// Hits are the words whose token is one of the query's, or begins with the last
// of them; what is marked is the word as s has it. Of a text of more than 160
// characters it returns a passage of about as many, with the first hit in it and
// … where it is cut, at a space if one is near. Without a hit, as with a query
// that has no tokens, it returns "" and false.
func Highlight(s, query string) (string, bool) {
	tokens := Tokens(query)
	if len(tokens) == 0 {
		return "", false
	}
	last := []byte(tokens[len(tokens)-1])
	wanted := make(map[string]bool, len(tokens))
	for _, token := range tokens {
		wanted[token] = true
	}

	var hits []span
	var shown span // The passage, once there is a hit.
	for w := range words(s) {
		if len(hits) > 0 && w.from >= shown.to {
			break
		}
		if !wanted[string(w.token)] && !bytes.HasPrefix(w.token, last) {
			continue
		}
		hit := span{w.from, w.to}
		switch n := len(hits); {
		case n == 0:
			shown = passage(s, hit)
			hits = append(hits, hit)
		case hit.from <= hits[n-1].to: // Two pieces of one word.
			hits[n-1].to = max(hits[n-1].to, hit.to)
		default:
			hits = append(hits, hit)
		}
		shown.to = max(shown.to, hit.to)
	}
	if len(hits) == 0 {
		return "", false
	}
	return mark(s, shown, hits), true
}

// span is the bytes of a text from from up to to.
type span struct{ from, to int }

// mark returns the shown part of s with the hits in it marked.
func mark(s string, shown span, hits []span) string {
	var b strings.Builder
	if shown.from > 0 {
		b.WriteString("…")
	}
	at := shown.from
	for _, hit := range hits {
		b.WriteString(s[at:hit.from])
		b.WriteString("«")
		b.WriteString(s[hit.from:hit.to])
		b.WriteString("»")
		at = hit.to
	}
	b.WriteString(s[at:shown.to])
	if shown.to < len(s) {
		b.WriteString("…")
	}
	return b.String()
}

// passage returns the part of s to show around its first hit: all of it, or what
// lies between two spaces, or where none is near between two characters.
func passage(s string, hit span) span {
	if ahead(s, 0, passageLength) == len(s) {
		return span{0, len(s)}
	}
	shown := span{from: back(s, hit.from, leadLength)}
	shown.to = max(hit.to, ahead(s, shown.from, passageLength))
	if shown.from > 0 {
		before := s[shown.from:hit.from]
		if i := strings.IndexFunc(before, unicode.IsSpace); i >= 0 && utf8.RuneCountInString(before[:i]) <= nearLength {
			before = strings.TrimLeftFunc(before[i:], unicode.IsSpace)
		} else {
			before = strings.TrimLeftFunc(before, unicode.IsMark)
		}
		shown.from = hit.from - len(before)
	}
	if shown.to < len(s) {
		after := s[hit.to:shown.to]
		if i := strings.LastIndexFunc(after, unicode.IsSpace); i >= 0 && utf8.RuneCountInString(after[i:]) <= nearLength {
			after = strings.TrimRightFunc(after[:i], unicode.IsSpace)
			shown.to = hit.to + len(after)
		} else {
			rest := s[shown.to:]
			shown.to += len(rest) - len(strings.TrimLeftFunc(rest, unicode.IsMark))
		}
	}
	return shown
}

// back returns the offset n characters before at, or 0.
func back(s string, at, n int) int {
	for ; n > 0 && at > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:at])
		at -= size
	}
	return at
}

// ahead returns the offset n characters after at, or that of the end.
func ahead(s string, at, n int) int {
	for ; n > 0 && at < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[at:])
		at += size
	}
	return at
}
