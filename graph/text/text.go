// Package text says when two texts are the same, and when the one is found in
// the other. A name is written in many ways: composed or decomposed, with its
// accents or without, in capitals. Every text is kept in NFC, so that equal
// texts have equal bytes; for finding, it is folded, which drops case, accents
// and compatibility forms, and cut into tokens. Stores keep what Fold and Tokens
// return and only compare it, so that all of them find the same.
//
// All functions may be called at once by many goroutines.
package text

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// The most that is stored: characters of a text that is indexed, characters of
// any other text, characters of an id, and texts in a list.
const (
	IndexedLimit = 1000
	TextLimit    = 1 << 20
	IDLimit      = 256
	ListLimit    = 100
)

// NFC returns s in Unicode's Normalization Form C (UAX #15). It costs no copy
// where s is in that form. A run of more than 30 marks is broken by U+034F, as
// the Stream-Safe Text Process of the same annex has it.
func NFC(s string) string { return norm.NFC.String(s) }

// Fold returns s as it is compared when case and accents do not count: in NFKD,
// without marks (category M), and with full case folding. So `Straße` and
// `STRASSE` are one, `ﬁ` is `fi`, and Arabic letters lose their vowel signs.
// The result is in NFKD, and folding it again changes nothing. Bytes that are
// not UTF-8 become U+FFFD.
//
// Each character is folded by itself, whatever stands around it: the folds of
// two texts put together are the fold of the two together.
func Fold(s string) string {
	if isASCII(s) {
		return strings.ToLower(s)
	}
	s = norm.NFKD.String(strings.ToValidUTF8(s, "\uFFFD"))
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsMark(r):
			return -1
		case unicode.Is(unicode.Cherokee, r):
			// Cherokee folds to capitals. The folder turns small letters into
			// capitals, but capitals into small letters, so it gets only these.
			return unicode.ToLower(r)
		}
		return r
	}, s)
	return cases.Fold().String(s)
}

// Check returns an error saying why s cannot be stored, or nil. It must be valid
// UTF-8, have at most limit characters, and of the control characters have only
// line breaks (line feed and carriage return) and tabs. Of several faults the
// length is told first, and then the first in s.
func Check(s string, limit int) error {
	if len(s) > limit {
		if n := utf8.RuneCountInString(s); n > limit {
			return fmt.Errorf("text: it has %d characters and may have at most %d", n, limit)
		}
	}
	for i, r := range s {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			return fmt.Errorf("text: byte %d (0x%02X) is not UTF-8", i, s[i])
		case unicode.IsControl(r):
			return fmt.Errorf("text: the character at byte %d is the control character %U; only line breaks and tabs are allowed", i, r)
		}
	}
	return nil
}

// isASCII reports whether s has ASCII alone.
func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
