// Package edtf reads times the way sources give them. A source seldom knows the
// second: it says "in August 2021", "about 1972", "since the fourteenth". EDTF,
// the Extended Date/Time Format of ISO 8601-2, writes such a time in a few
// characters, and Parse turns them into four bounds, in seconds since 1970 UTC,
// between which the time began and ended. Two questions are then comparisons of
// numbers: whether it can have been going on in a window of time (Possibly),
// and whether it must have been (Certainly).
//
// Levels 0 and 1 are read, as https://www.loc.gov/standards/datetime/ defines
// them, and besides them a time of day in an interval and a qualifier after a
// time of day. Level 2 is refused by name.
package edtf

import (
	"cmp"
	"fmt"
	"math"
	"unicode/utf8"
)

// Min is the bound of an open start and Max the bound of an open end: they
// stand for minus and plus infinity, and order so.
const (
	Min = math.MinInt64
	Max = math.MaxInt64
)

// TextLimit is the greatest length of a stored Period's Text in characters.
const TextLimit = 1000

// Bounds of the seconds that years 0000 to 9999 hold, in UTC.
const (
	firstStorable = -62167219200 // 0000-01-01T00:00:00Z
	lastStorable  = 253402300799 // 9999-12-31T23:59:59Z
)

// Period is a time as it was given and what that can mean. It began somewhere
// from StartEarliest to StartLatest and ended somewhere from EndEarliest to
// EndLatest, each in seconds since 1970 UTC and each included. Min stands for
// an open start and Max for an open end. In what Parse returns no earliest is
// after its latest, and no start after the end of the same kind.
type Period struct {
	// EDTF is the text that was parsed, unchanged.
	EDTF string
	// Text is the source's own words where they say more, as "by late afternoon".
	Text string

	StartEarliest, StartLatest int64
	EndEarliest, EndLatest     int64

	// Approximate and Uncertain are the qualifiers of any part: `~` is the
	// first, `?` the second and `%` both. They never widen the bounds, since
	// nobody said by how much.
	Approximate, Uncertain bool
}

// Window is the seconds from From to To, both included, that Periods are held
// against. Min and Max leave it open on their side.
type Window struct{ From, To int64 }

// Window returns all the seconds that p can have touched.
func (p Period) Window() Window {
	return Window{From: p.StartEarliest, To: p.EndLatest}
}

// Possibly reports whether p can have overlapped w. It is true whenever
// Certainly is.
func (p Period) Possibly(w Window) bool {
	return p.StartEarliest <= w.To && p.EndLatest >= w.From
}

// Certainly reports whether p must have overlapped w, wherever between its
// bounds it began and ended.
func (p Period) Certainly(w Window) bool {
	return p.StartLatest <= w.To && p.EndEarliest >= w.From
}

// Compare orders periods by StartEarliest and then by EndLatest, an open start
// before all others and an open end after. It is negative when a comes first,
// zero when neither does, and positive when b does.
func Compare(a, b Period) int {
	return cmp.Or(
		cmp.Compare(a.StartEarliest, b.StartEarliest),
		cmp.Compare(a.EndLatest, b.EndLatest),
	)
}

// Storable returns an error saying why p cannot be a stored value, or nil. Every
// bound that is not open must lie, in UTC, in the years 0000 to 9999, which is
// what RFC 3339 can write; and Text has at most TextLimit characters.
func (p Period) Storable() error {
	for _, at := range [...]int64{p.StartEarliest, p.StartLatest, p.EndEarliest, p.EndLatest} {
		if at != Min && at != Max && (at < firstStorable || at > lastStorable) {
			return fmt.Errorf("edtf: %s cannot be stored: it reaches beyond the years 0000 to 9999 in UTC", quote(p.EDTF))
		}
	}
	if n := utf8.RuneCountInString(p.Text); n > TextLimit {
		return fmt.Errorf("edtf: the text of %s cannot be stored: it has %d characters and may have at most %d", quote(p.EDTF), n, TextLimit)
	}
	return nil
}
