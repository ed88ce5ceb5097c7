package edtf

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// levelTwo is in the reason of every refusal of what levels 0 and 1 lack.
const levelTwo = "EDTF level 2, and only levels 0 and 1 are read"

// Error says what is wrong with a text that is not EDTF of level 0 or 1.
type Error struct {
	// Input is the whole text that was refused.
	Input string
	// Offset is the byte of Input where the fault begins, len(Input) when
	// something is missing at its end.
	Offset int
	// Reason says what is wrong there and what would be right.
	Reason string
}

// Error gives the text, the place and the reason on one line.
func (e *Error) Error() string {
	return fmt.Sprintf("edtf: %s at byte %d: %s", quote(e.Input), e.Offset, e.Reason)
}

// quote quotes s for a message. The longest text of level 1 has 55 bytes, so
// what is much longer is cut.
func quote(s string) string {
	const most = 80
	if len(s) <= most {
		return strconv.Quote(s)
	}
	cut := most
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return strconv.Quote(s[:cut]) + "…"
}

// errorAt makes the error for what stands at offset.
func (p *parser) errorAt(offset int, format string, args ...any) *Error {
	return &Error{Input: p.text, Offset: offset, Reason: fmt.Sprintf(format, args...)}
}

// unexpected makes the error for what stands next, where want should have. What
// could only be level 2 there is called so.
func (p *parser) unexpected(want string) *Error {
	if p.at == len(p.in) {
		return p.errorAt(p.at, "here it ends, where there should be %s", want)
	}
	rest := p.in[p.at:]
	switch c := rest[0]; {
	case strings.IndexByte("[]{},", c) >= 0:
		return p.errorAt(p.at, "a set of dates is %s", levelTwo)
	case len(rest) > 1 && strings.Trim(rest, "~?%") == "":
		return p.errorAt(p.at, "a date has one qualifier: ~ for approximate, ? for uncertain, %% for both")
	case strings.IndexByte("~?%", c) >= 0:
		return p.errorAt(p.at, "a qualifier anywhere but at the end of a whole date is %s", levelTwo)
	case c == 'X':
		return p.errorAt(p.at, "an unspecified digit here is %s; they are the last one or two digits of a year, or both of a month or day", levelTwo)
	case (c == 'E' || c == 'S') && p.at > 0 && isDigit(p.in[p.at-1]):
		return p.errorAt(p.at, "an exponent or significant digits are %s", levelTwo)
	case strings.HasPrefix(rest, ".."):
		return p.errorAt(p.at, "dots stand alone on one side of an interval, as in 2021-08-14/..; elsewhere they are %s", levelTwo)
	case c == ' ':
		return p.errorAt(p.at, "there must be no space here, but %s", want)
	}
	r, size := utf8.DecodeRuneInString(rest)
	found := fmt.Sprintf("%q", r)
	if r == utf8.RuneError && size == 1 {
		found = "a byte that is not UTF-8"
	}
	return p.errorAt(p.at, "here is %s, where there should be %s", found, want)
}
