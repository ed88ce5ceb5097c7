package text

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// tokenLimit is the most characters of a token. Indexes bound the length of what
// they index, and four bytes for each of 64 are below the bounds of all.
const tokenLimit = 64

// Tokens cuts the fold of s into tokens: runs of letters and digits (categories
// L and N), in the order of s and as often as they stand in it. A run of more
// than 64 characters gives a token for each 64 and one for the rest. No token has
// a space in it or is empty. Tokens of s and of Fold(s) are the same.
func Tokens(s string) []string {
	var tokens []string
	for w := range words(s) {
		tokens = append(tokens, string(w.token))
	}
	return tokens
}

// word is a token and the bytes of the text it comes from. They begin with the
// character that its first letter comes from, and end behind the one of its last
// and the marks on it. Two words share bytes where both come from one character,
// as `1` and `2` come from `½`, and only the pieces of a long run touch.
type word struct {
	token    []byte // Valid until the next word.
	from, to int
}

// words yields the words of s in order.
func words(s string) iter.Seq[word] {
	return func(yield func(word) bool) {
		c := cutter{yield: yield}
		folds := map[rune]string{} // What has been folded so far.
		for i := 0; i < len(s); {
			r, size := utf8.DecodeRuneInString(s[i:])
			from, to := i, i+size
			i = to
			if r < utf8.RuneSelf {
				if !c.add(unicode.ToLower(r), from, to) {
					return
				}
				continue
			}
			folded, ok := folds[r]
			if !ok {
				folded = Fold(string(r))
				folds[r] = folded
			}
			if folded == "" {
				c.word.to = to // A mark belongs to the letter before it.
			}
			for _, f := range folded {
				if !c.add(f, from, to) {
					return
				}
			}
		}
		c.cut()
	}
}

// cutter gathers folded characters into words.
type cutter struct {
	yield func(word) bool
	word  word
	n     int // The characters in word.
}

// add takes the next folded character and the bytes it comes from. It reports
// whether more is wanted.
func (c *cutter) add(r rune, from, to int) bool {
	in := isToken(r)
	if (!in || c.n == tokenLimit) && !c.cut() {
		return false
	}
	if in {
		if c.n == 0 {
			c.word.from = from
		}
		c.word.token = utf8.AppendRune(c.word.token, r)
		c.word.to = to
		c.n++
	}
	return true
}

// cut yields the word gathered so far, if any. It reports whether more is wanted.
func (c *cutter) cut() bool {
	if c.n == 0 {
		return true
	}
	more := c.yield(c.word)
	c.word.token, c.n = c.word.token[:0], 0
	return more
}

// isToken reports whether the folded character r can be in a token.
func isToken(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}
