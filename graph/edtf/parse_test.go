package edtf

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"
)

// bounds are what a test wants of a Period: four times in UTC, with
// - for an open one.
type bounds [4]string

// show writes a bound as tests write it.
func show(at int64) string {
	if at == Min || at == Max {
		return "-"
	}
	return time.Unix(at, 0).UTC().Format("2006-01-02T15:04:05")
}

// inside are the bounds of a date that is no interval.
func inside(first, last string) bounds { return bounds{first, last, first, last} }

// dayBounds are the bounds of an interval of days, from each first second to each last.
func dayBounds(startFirst, startLast, endFirst, endLast string) bounds {
	b := bounds{startFirst, startLast, endFirst, endLast}
	for i := range b {
		if b[i] != "-" {
			b[i] += [2]string{"T00:00:00", "T23:59:59"}[i%2]
		}
	}
	return b
}

// between are the bounds of something somewhere from the one day to the other.
func between(first, last string) bounds { return dayBounds(first, last, first, last) }

type parseTest struct {
	in    string
	want  bounds
	flags string // The qualifiers that hold: "", "~", "?" or "~?".
}

// levelZero has every example of level 0 in the specification.
var levelZero = []parseTest{
	{"1985-04-12", between("1985-04-12", "1985-04-12"), ""},
	{"1985-04", between("1985-04-01", "1985-04-30"), ""},
	{"1985", between("1985-01-01", "1985-12-31"), ""},
	{"1985-04-12T23:20:30", inside("1985-04-12T23:20:30", "1985-04-12T23:20:30"), ""},
	{"1985-04-12T23:20:30Z", inside("1985-04-12T23:20:30", "1985-04-12T23:20:30"), ""},
	{"1985-04-12T23:20:30-04", inside("1985-04-13T03:20:30", "1985-04-13T03:20:30"), ""},
	{"1985-04-12T23:20:30+04:30", inside("1985-04-12T18:50:30", "1985-04-12T18:50:30"), ""},
	{"1964/2008", dayBounds("1964-01-01", "1964-12-31", "2008-01-01", "2008-12-31"), ""},
	{"2004-06/2006-08", dayBounds("2004-06-01", "2004-06-30", "2006-08-01", "2006-08-31"), ""},
	{"2004-02-01/2005-02-08", dayBounds("2004-02-01", "2004-02-01", "2005-02-08", "2005-02-08"), ""},
	{"2004-02-01/2005-02", dayBounds("2004-02-01", "2004-02-01", "2005-02-01", "2005-02-28"), ""},
	{"2004-02-01/2005", dayBounds("2004-02-01", "2004-02-01", "2005-01-01", "2005-12-31"), ""},
	{"2005/2006-02", dayBounds("2005-01-01", "2005-12-31", "2006-02-01", "2006-02-28"), ""},
}

// levelOne has every example of level 1 in the specification but the years with
// Y, for which see TestLongYears.
var levelOne = []parseTest{
	{"2001-21", between("2001-03-01", "2001-05-31"), ""},
	{"2001-22", between("2001-06-01", "2001-08-31"), ""},
	{"2001-23", between("2001-09-01", "2001-11-30"), ""},
	{"2001-24", between("2001-12-01", "2002-02-28"), ""},
	{"1984?", between("1984-01-01", "1984-12-31"), "?"},
	{"2004-06~", between("2004-06-01", "2004-06-30"), "~"},
	{"2004-06-11%", between("2004-06-11", "2004-06-11"), "~?"},
	{"201X", between("2010-01-01", "2019-12-31"), ""},
	{"20XX", between("2000-01-01", "2099-12-31"), ""},
	{"2004-XX", between("2004-01-01", "2004-12-31"), ""},
	{"1985-04-XX", between("1985-04-01", "1985-04-30"), ""},
	{"1985-XX-XX", between("1985-01-01", "1985-12-31"), ""},
	{"1985-04-12/..", dayBounds("1985-04-12", "1985-04-12", "-", "-"), ""},
	{"1985-04/..", dayBounds("1985-04-01", "1985-04-30", "-", "-"), ""},
	{"1985/..", dayBounds("1985-01-01", "1985-12-31", "-", "-"), ""},
	{"../1985-04-12", dayBounds("-", "-", "1985-04-12", "1985-04-12"), ""},
	{"../1985-04", dayBounds("-", "-", "1985-04-01", "1985-04-30"), ""},
	{"../1985", dayBounds("-", "-", "1985-01-01", "1985-12-31"), ""},
	{"1985-04-12/", dayBounds("1985-04-12", "1985-04-12", "1985-04-12", "-"), ""},
	{"1985-04/", dayBounds("1985-04-01", "1985-04-30", "1985-04-01", "-"), ""},
	{"1985/", dayBounds("1985-01-01", "1985-12-31", "1985-01-01", "-"), ""},
	{"/1985-04-12", dayBounds("-", "1985-04-12", "1985-04-12", "1985-04-12"), ""},
	{"/1985-04", dayBounds("-", "1985-04-30", "1985-04-01", "1985-04-30"), ""},
	{"/1985", dayBounds("-", "1985-12-31", "1985-01-01", "1985-12-31"), ""},
	{"-1985", between("-1985-01-01", "-1985-12-31"), ""},
}

// beyond has what the examples leave out.
var beyond = []parseTest{
	{"0000", between("0000-01-01", "0000-12-31"), ""},
	{"2000-02-29", between("2000-02-29", "2000-02-29"), ""},
	{"2024-02-XX~", between("2024-02-01", "2024-02-29"), "~"},
	{"2003-24?", between("2003-12-01", "2004-02-29"), "?"},
	{"19XX~", between("1900-01-01", "1999-12-31"), "~"},
	{"-198X", between("-1989-01-01", "-1980-12-31"), ""},
	{"-00XX", between("-0099-01-01", "-0001-12-31"), ""},
	{"-1985-04-12", between("-1985-04-12", "-1985-04-12"), ""},
	{"2021-08-15T10:00:00~", inside("2021-08-15T10:00:00", "2021-08-15T10:00:00"), "~"},
	{"2021-08-15T10:00:00Z?", inside("2021-08-15T10:00:00", "2021-08-15T10:00:00"), "?"},
	{"2021-08-15T10:00:00+04:30%", inside("2021-08-15T05:30:00", "2021-08-15T05:30:00"), "~?"},
	{"2021-01-01T00:00:00+14:00", inside("2020-12-31T10:00:00", "2020-12-31T10:00:00"), ""},
	{
		"1971-04-06T11:51:00-05:00/1971-04-06T11:53:00-05:00",
		bounds{"1971-04-06T16:51:00", "1971-04-06T16:51:00", "1971-04-06T16:53:00", "1971-04-06T16:53:00"}, "",
	},
	{"2021-08-15/2021-08-31", dayBounds("2021-08-15", "2021-08-15", "2021-08-31", "2021-08-31"), ""},
	{"2021-08-15T16:00:00/2021-08", bounds{"2021-08-15T16:00:00", "2021-08-15T16:00:00", "2021-08-15T16:00:00", "2021-08-31T23:59:59"}, ""},
	// Parts that overlap bound each other.
	{"2021/2021", between("2021-01-01", "2021-12-31"), ""},
	{"2021/2021-08", dayBounds("2021-01-01", "2021-08-31", "2021-08-01", "2021-08-31"), ""},
	{"2021-08/2021", dayBounds("2021-08-01", "2021-08-31", "2021-08-01", "2021-12-31"), ""},
	{"2021-24/2022-01", dayBounds("2021-12-01", "2022-01-31", "2022-01-01", "2022-01-31"), ""},
	// Each part has a qualifier of its own.
	{"1984~/2004-06", dayBounds("1984-01-01", "1984-12-31", "2004-06-01", "2004-06-30"), "~"},
	{"1984/2004-06~", dayBounds("1984-01-01", "1984-12-31", "2004-06-01", "2004-06-30"), "~"},
	{"1984?/2004~", dayBounds("1984-01-01", "1984-12-31", "2004-01-01", "2004-12-31"), "~?"},
	{"1984-06-02?/2004-08-08~", dayBounds("1984-06-02", "1984-06-02", "2004-08-08", "2004-08-08"), "~?"},
	{"1984?/2004%", dayBounds("1984-01-01", "1984-12-31", "2004-01-01", "2004-12-31"), "~?"},
	{"2021-08-14~/..", dayBounds("2021-08-14", "2021-08-14", "-", "-"), "~"},
	{"/2021?", dayBounds("-", "2021-12-31", "2021-01-01", "2021-12-31"), "?"},
}

func TestParse(t *testing.T) {
	for level, tests := range [][]parseTest{levelZero, levelOne, beyond} {
		for _, test := range tests {
			p, err := Parse(test.in)
			if err != nil {
				t.Errorf("table %d: %v", level, err)
				continue
			}
			got := bounds{show(p.StartEarliest), show(p.StartLatest), show(p.EndEarliest), show(p.EndLatest)}
			if got != test.want {
				t.Errorf("%s: bounds\n got %v\nwant %v", test.in, got, test.want)
			}
			if p.Approximate != strings.Contains(test.flags, "~") || p.Uncertain != strings.Contains(test.flags, "?") {
				t.Errorf("%s: got approximate %t and uncertain %t, want %q", test.in, p.Approximate, p.Uncertain, test.flags)
			}
			if p.EDTF != test.in {
				t.Errorf("%s: kept as %q", test.in, p.EDTF)
			}
		}
	}
}

// TestLongYears counts days by the rule of leap years alone, since such years
// are far from those the library's clock is commonly used with.
func TestLongYears(t *testing.T) {
	newYear := func(year int64) int64 { // Seconds since 1970.
		past := func(by int64) int64 { return int64(math.Floor(float64(year-1) / float64(by))) }
		days := 365*(year-1) + past(4) - past(100) + past(400)
		return (days - 719162) * 86400
	}
	if newYear(1970) != 0 || newYear(2000) != 946684800 {
		t.Fatal("the test's own count is wrong")
	}
	for in, year := range map[string]int64{
		"Y170000002": 170000002, "Y-170000002": -170000002, "Y10000~": 10000, "Y-10000": -10000,
		"Y99999999999": 99999999999, "Y-99999999999": -99999999999,
	} {
		p := parse(t, in)
		if p.StartEarliest != newYear(year) || p.EndLatest != newYear(year+1)-1 {
			t.Errorf("%s: got %d to %d, want %d to %d", in, p.StartEarliest, p.EndLatest, newYear(year), newYear(year+1)-1)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	const two = "level 2"
	tests := []struct {
		in     string
		offset int
		reason string // A part of it.
	}{
		{"", 0, "a year of four digits"},
		{" 2021", 0, "no space"},
		{"2021 ", 4, "no space"},
		{"2021-08-15 10:00:00", 10, "no space"},
		{"2021 / 2022", 4, "no space"},
		{"yesterday", 0, "'y'"},
		{"19", 2, "a year of four digits"},
		{"+2021", 0, "'+'"},
		{"20210", 0, "Y17000"},
		{"20210815", 0, "four digits"},
		{"-0000", 0, "minus zero"},
		{"2021-", 5, "a month or season"},
		{"2021-8", 6, "a month or season"},
		{"2021-8-15", 6, "'-'"},
		{"2021-00", 5, "no month 00"},
		{"2021-13", 5, "no month 13"},
		{"2021-20", 5, "no month 20"},
		{"2021-42", 5, "no month 42"},
		{"2021-22-01", 7, "a season has no day"},
		{"2021-02-30", 8, "01 to 28"},
		{"1900-02-29", 8, "01 to 28"},
		{"2024-02-30", 8, "01 to 29"},
		{"2021-04-31", 8, "01 to 30"},
		{"2021-08-00", 8, "no day 00"},
		{"2021-227", 7, "a season has no day"},
		{"2021-W33", 5, "'W'"},
		{"2021/08/15", 7, "one slash"},
		{"2021-08-15t10:00:00", 10, "'t'"},
		{"2021-08T10:00:00", 7, "'T'"},
		{"2021-08-XXT10:00:00", 10, "no time"},
		{"2021-08-15T", 11, "hh:mm:ss"},
		{"2021-08-15T10", 13, "hh:mm:ss"},
		{"2021-08-15T10:00", 16, "hh:mm:ss"},
		{"2021-08-15T10:00Z", 16, "hh:mm:ss"},
		{"2021-08-15T24:00:00", 11, "00:00:00 of the next day"},
		{"2021-08-15T25:00:00", 11, "no hour 25"},
		{"2021-08-15T10:60:00", 14, "no minute 60"},
		{"2016-12-31T23:59:60Z", 17, "leap seconds"},
		{"2021-08-15T10:00:00.5Z", 19, "'.'"},
		{"2021-08-15T10:00:00+24", 19, "no such offset"},
		{"2021-08-15T10:00:00+04:60", 19, "no such offset"},
		{"2021-08-15T10:00:00-00:00", 19, "Z or +00:00"},
		{"2021-08-15T10:00:00+4", 21, "an offset"},
		{"2021-08-15T10:00:00+0430", 22, "'3'"},
		{"2021-08-15T10:00:00ZZ", 20, "'Z'"},
		{"1984?~", 4, "one qualifier"},
		{"Y2021", 1, "four digits without it"},
		{"Y0170000002", 1, "four digits without it"},
		{"Y", 1, "the digits of a year"},
		{"Y170000002-05", 10, "no month"},
		{"Y999999999999", 1, "at most 11 digits"},
		{"/", 0, "its start or its end"},
		{"../..", 0, "its start or its end"},
		{"../", 0, "its start or its end"},
		{"/..", 0, "its start or its end"},
		{"..", 0, "one side of an interval"},
		{"2022/2021", 5, "ends before it starts"},
		{"2021-08-15/2021-08-14~", 11, "ends before it starts"},
		{"2021-08-15T10:00:00/2021-08-15T09:59:59", 20, "ends before it starts"},
		{"2021/2022-13", 10, "no month 13"},
		{"2021/open", 5, "'o'"},
		{"2021-08-1５", 9, "'５'"},
		{"2021\xff", 4, "not UTF-8"},
		{"2021\x00", 4, `'\x00'`},

		// Level 2 by the examples of the specification.
		{"Y-17E7", 4, two},
		{"1950S2", 4, two},
		{"Y171010000S3", 10, two},
		{"Y3388E2S3", 5, two},
		{"2001-34", 5, two},
		{"[1667,1668,1670..1672]", 0, two},
		{"[..1760-12-03]", 0, two},
		{"{1960,1961-12}", 0, two},
		{"2004-06-11,2005", 10, two},
		{"2004-06~-11", 7, two},
		{"2004?-06-11", 4, two},
		{"?2004-06-~11", 0, two},
		{"2011-~06-13", 5, two},
		{"156X-12-25", 0, two},
		{"15XX-12-25", 0, two},
		{"XXXX-12-XX", 0, two},
		{"1XXX-XX", 1, two},
		{"1XXX-12", 1, two},
		{"1984-1X", 6, two},
		{"1985-XX-12", 5, two},
		{"19X5", 2, two},
		{"2004-06-~01/2004-06-~20", 8, two},
		{"2004-06-XX/2004-07-03", 8, two},
		{"2004/201X", 8, two},
		{"1985-04..", 7, two},
	}
	for _, test := range tests {
		p, err := Parse(test.in)
		if p != (Period{}) {
			t.Errorf("%q: refused, and yet it is %+v", test.in, p)
		}
		var e *Error
		if !errors.As(err, &e) {
			t.Errorf("%q: got error %v, want an *Error", test.in, err)
			continue
		}
		if e.Input != test.in || e.Offset != test.offset || !strings.Contains(e.Reason, test.reason) {
			t.Errorf("%q: got %v\nwant byte %d and a reason with %q", test.in, err, test.offset, test.reason)
		}
	}
}

func TestErrorIsShort(t *testing.T) {
	_, err := Parse("2021-" + strings.Repeat("é", 100_000))
	if err == nil || len(err.Error()) > 300 {
		t.Errorf("an error of %d bytes for a long text", len(err.Error()))
	}
	const want = `edtf: "2021-13" at byte 5: there is no month 13; a month is 01 to 12, a season 21 to 24`
	if _, err := Parse("2021-13"); err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func FuzzParse(f *testing.F) {
	for _, tests := range [][]parseTest{levelZero, levelOne, beyond} {
		for _, test := range tests {
			f.Add(test.in)
		}
	}
	for _, s := range []string{"Y-17E7", "[1667,1668]", "2021-08-15T24:00:00", "-0000", "../..", "\xff/\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := Parse(s)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Input != s || e.Offset < 0 || e.Offset > len(s) || e.Reason == "" {
				t.Fatalf("%q: %#v is no good error", s, err)
			}
			return
		}
		if p.StartEarliest > p.StartLatest || p.EndEarliest > p.EndLatest ||
			p.StartEarliest > p.EndEarliest || p.StartLatest > p.EndLatest {
			t.Fatalf("%q: bounds out of order: %+v", s, p)
		}
		if again, err := Parse(p.EDTF); err != nil || again != p {
			t.Fatalf("%q: parsed again it is %+v, %v", s, again, err)
		}
		if w := p.Window(); !p.Possibly(w) || !p.Certainly(w) {
			t.Fatalf("%q is not certainly within its own window", s)
		}
	})
}
