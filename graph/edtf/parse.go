package edtf

import "strings"

// Parse reads an EDTF date, date with time of day, or interval of levels 0 and
// 1. A time of day has hours, minutes and seconds, and is in UTC when it has no
// offset. The last instant of a day is 23:59:59.
//
// A date D is something somewhere inside D: both its start and its end lie from
// D's first to D's last second. An interval A/B began somewhere in A and ended
// somewhere in B. A/.. still goes on; A/ ended nobody knows when, but not before
// A; ../B and /B mirror them. Of an interval one end at least is given, and it
// must not end before it starts. Winter, season 24, reaches from December of its
// year to February of the next.
//
// Nothing is trimmed: a space before or after is a fault. An error is always an
// *Error. Years outside 0000 to 9999 parse; see Storable.
func Parse(s string) (Period, error) {
	slash := strings.IndexByte(s, '/')
	if slash < 0 {
		pt, err := parsePart(s, 0, len(s), false)
		if err != nil {
			return Period{}, err
		}
		return Period{
			EDTF:          s,
			StartEarliest: pt.first,
			StartLatest:   pt.last,
			EndEarliest:   pt.first,
			EndLatest:     pt.last,
			Approximate:   pt.approximate,
			Uncertain:     pt.uncertain,
		}, nil
	}
	if more := strings.IndexByte(s[slash+1:], '/'); more >= 0 {
		return Period{}, &Error{s, slash + 1 + more, "an interval has one slash, between its start and its end"}
	}
	start, err := parsePart(s, 0, slash, true)
	if err != nil {
		return Period{}, err
	}
	end, err := parsePart(s, slash+1, len(s), true)
	if err != nil {
		return Period{}, err
	}
	return interval(s, slash, start, end)
}

// interval joins the two parts of s around the slash into one period.
func interval(s string, slash int, start, end part) (Period, error) {
	p := Period{
		EDTF:        s,
		Approximate: start.approximate || end.approximate,
		Uncertain:   start.uncertain || end.uncertain,
	}
	if start.kind != given && end.kind != given {
		return Period{}, &Error{s, 0, "an interval needs a date for its start or its end, as in 2021-08-14/.."}
	}
	if start.kind == given && end.kind == given && end.last < start.first {
		return Period{}, &Error{s, slash + 1, "the interval ends before it starts; the earlier date comes first"}
	}

	p.StartEarliest, p.StartLatest = start.first, start.last
	p.EndEarliest, p.EndLatest = end.first, end.last
	switch start.kind {
	case open:
		p.StartEarliest, p.StartLatest = Min, Min
	case unknown:
		p.StartEarliest, p.StartLatest = Min, p.EndLatest
	}
	switch end.kind {
	case open:
		p.EndEarliest, p.EndLatest = Max, Max
	case unknown:
		p.EndEarliest, p.EndLatest = p.StartEarliest, Max
	}
	// Where the parts overlap, the one bounds the other.
	p.StartLatest = min(p.StartLatest, p.EndLatest)
	p.EndEarliest = max(p.EndEarliest, p.StartEarliest)
	return p, nil
}

// kind tells what stands on a side of an interval.
type kind uint8

const (
	given   kind = iota // A date.
	open                // Two dots: there is no end in sight.
	unknown             // Nothing: there is an end, but nobody knows when.
)

// part is one side of an interval, or a text that is no interval.
type part struct {
	kind                   kind
	first, last            int64 // Seconds; of a given part only.
	approximate, uncertain bool
}

// parsePart reads s from from to to. Only in an interval may it be empty or two
// dots, and there no digit may be unspecified: the specification keeps that for
// level 2.
func parsePart(s string, from, to int, inInterval bool) (part, error) {
	if inInterval {
		switch s[from:to] {
		case "":
			return part{kind: unknown}, nil
		case "..":
			return part{kind: open}, nil
		}
	}
	p := parser{text: s, in: s[:to], at: from}
	pt, err := p.date()
	if err != nil {
		return part{}, err
	}
	if inInterval {
		if x := strings.IndexByte(s[from:to], 'X'); x >= 0 {
			return part{}, p.errorAt(from+x, "an unspecified digit in an interval is %s; give the earliest or latest date it can be", levelTwo)
		}
	}
	return pt, nil
}

// parser reads one part, from at to the end of in. Its methods move at beyond
// what they have read.
type parser struct {
	text string // The whole text, for errors.
	in   string // The text up to the end of the part.
	at   int
}

// eat moves over c if it is next, and reports whether it was.
func (p *parser) eat(c byte) bool {
	if p.at < len(p.in) && p.in[p.at] == c {
		p.at++
		return true
	}
	return false
}

// done reports whether nothing but a qualifier is left.
func (p *parser) done() bool {
	rest := p.in[p.at:]
	return rest == "" || rest == "~" || rest == "?" || rest == "%"
}

// finish reads the qualifier, if there is one, and the end of the part. want says
// what else could have stood there.
func (p *parser) finish(pt part, want string) (part, *Error) {
	if !p.done() {
		return part{}, p.unexpected(want)
	}
	if p.at < len(p.in) {
		c := p.in[p.at]
		pt.approximate = c == '~' || c == '%'
		pt.uncertain = c == '?' || c == '%'
	}
	return pt, nil
}

// isDigit reports whether c is one of 0 to 9.
func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// number reads exactly n digits, of which name says what they are. When there
// are fewer the error is at the first byte that is no digit.
func (p *parser) number(n int, name string) (int, *Error) {
	value := 0
	for range n {
		if p.at == len(p.in) || !isDigit(p.in[p.at]) {
			return 0, p.unexpected(name)
		}
		value = 10*value + int(p.in[p.at]-'0')
		p.at++
	}
	return value, nil
}
