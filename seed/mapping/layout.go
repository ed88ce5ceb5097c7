package mapping

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/itchyny/timefmt-go"
)

// A layout is a format of strptime, and what is known of a time in it.
type layout struct {
	said      string // as the mapping has it
	format    string // without short forms, spaces one at a time
	precision precision
	zoned     bool // it has an offset
	century   bool // it has a year of four digits
	edtf      bool // it is EDTF, and nothing else is known
	// over are the format with the last days of a month in place of the day, and with
	// the last day of a leap year: timefmt takes February 31 for March 3.
	over []string
}

// short are the directives that stand for several.
var short = strings.NewReplacer(
	"%%", "%%", "%F", "%Y-%m-%d", "%D", "%m/%d/%y", "%x", "%m/%d/%y", "%v", "%d-%b-%Y", "%T", "%H:%M:%S", "%X", "%H:%M:%S", "%R", "%H:%M",
	"%r", "%I:%M:%S %p", "%c", "%a %b %d %H:%M:%S %Y", "%e", "%d", "%k", "%H", "%l", "%I", "%h", "%b", "%P", "%p", "%n", " ", "%t", " ",
)

// newLayout reads a format; clock says that it is of a time of day alone.
func newLayout(said string, clock bool) (*layout, error) {
	if said == "edtf" && !clock {
		return &layout{said: said, edtf: true}, nil
	}
	l := &layout{said: said, format: spaces(short.Replace(said))}
	has := map[byte]bool{}
	for i := 0; i < len(l.format); i++ {
		if l.format[i] != '%' {
			continue
		}
		if i++; i == len(l.format) {
			return nil, fmt.Errorf("the format %q ends with a %%; %%%% is the sign itself", said)
		}
		switch d := l.format[i]; {
		case d == 'Z':
			return nil, fmt.Errorf("the format %q has %%Z: names such as EST mean several zones; zone says which is meant", said)
		case !strings.ContainsRune("YymBbdjHIMSpzsAaf%", rune(d)):
			return nil, fmt.Errorf("the format %q has %%%c, which is not known here; there are %%Y %%y %%m %%B %%b %%d %%j %%H %%I %%M %%S %%f %%p %%z %%s %%A %%a and their short forms", said, d)
		default:
			has[d] = true
		}
	}
	l.zoned, l.century = has['z'], has['Y']
	year, month, day := has['Y'] || has['y'], has['m'] || has['B'] || has['b'], has['d'] || has['j']
	hour := has['H'] || has['I']
	switch {
	case has['I'] && !has['p']:
		return nil, fmt.Errorf("the format %q has %%I, hours to 12, without %%p, which says which half of the day; hours to 23 are %%H", said)
	case (has['M'] || has['S'] || has['p'] || has['f']) && !hour || has['S'] && !has['M']:
		return nil, fmt.Errorf("the format %q has a part of a time of day without the greater one", said)
	case clock && (!hour || year || month || day || has['s']):
		return nil, fmt.Errorf("the format %q must be of a time of day alone, such as %%H:%%M", said)
	case clock:
		l.precision = toTime
		return l, nil
	case has['s']:
		l.precision, l.zoned = toTime, true
	case !year:
		return nil, fmt.Errorf("the format %q has no year: %%Y, or %%y if it has two digits", said)
	case has['d'] && !month:
		return nil, fmt.Errorf("the format %q has a day without a month", said)
	case hour && !day:
		return nil, fmt.Errorf("the format %q has a time of day without a day", said)
	case hour:
		l.precision = toTime
	case day:
		l.precision = toDay
	case month:
		l.precision = toMonth
	default:
		l.precision = toYear
	}
	l.beyond()
	return l, nil
}

// beyond makes the formats of days that a month or year does not have.
func (l *layout) beyond() {
	kept := strings.ReplaceAll(l.format, "%%", "\x00")
	for _, day := range []string{"29", "30", "31"} {
		if strings.Contains(kept, "%d") {
			l.over = append(l.over, strings.ReplaceAll(strings.ReplaceAll(kept, "%d", day), "\x00", "%%"))
		}
	}
	if strings.Contains(kept, "%j") {
		l.over = append(l.over, strings.ReplaceAll(strings.ReplaceAll(kept, "%j", "366"), "\x00", "%%"))
	}
}

// spaces makes one space of each run of them.
func spaces(s string) string { return strings.Join(strings.Fields(s), " ") }

// errUnlike is why a text is not read of which nothing more can be said.
var errUnlike = errors.New("it is written otherwise")

// parse reads a text; its error says why it cannot.
func (l *layout) parse(s string) (stamp, error) {
	if l.edtf {
		return parseEDTF(s)
	}
	t, err := timefmt.Parse(s, l.format)
	if err != nil {
		return stamp{}, errUnlike
	}
	if l.century && t.Year() < 1000 && !l.hasYear(s, t.Year()) {
		return stamp{}, errors.New("its year has less than four digits: %Y is a whole year, %y its last two digits")
	}
	if t.Day() <= 3 {
		for _, format := range l.over {
			if _, err := timefmt.Parse(s, format); err == nil {
				return stamp{}, errors.New("there is no such day in that month or year")
			}
		}
	}
	x := stamp{
		precision: l.precision, year: t.Year(), month: int(t.Month()), day: t.Day(),
		hour: t.Hour(), minute: t.Minute(), secs: t.Second(),
	}
	if l.zoned {
		_, offset := t.Zone()
		x.zone = time.FixedZone("", offset)
		if offset == 0 {
			x.zone = time.UTC
		}
	}
	return x, nil
}

// hasYear says whether a text in the format has the year in four digits.
func (l *layout) hasYear(s string, year int) bool {
	kept := strings.ReplaceAll(l.format, "%%", "\x00")
	kept = strings.ReplaceAll(kept, "%Y", fmt.Sprintf("%04d", year))
	_, err := timefmt.Parse(s, strings.ReplaceAll(kept, "\x00", "%%"))
	return err == nil
}

// likeEDTF is how a point of time in EDTF begins.
var likeEDTF = regexp.MustCompile(`^[0-9]{4}($|[-~?%T/])`)

// plainEDTF is one that figures can say too.
var plainEDTF = regexp.MustCompile(`^([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?$`)

// parseEDTF reads a point of time in EDTF.
func parseEDTF(s string) (stamp, error) {
	if !likeEDTF.MatchString(s) {
		return stamp{}, errUnlike
	}
	if reason := wrongPoint(s); reason != "" {
		return stamp{}, errors.New(reason)
	}
	m := plainEDTF.FindStringSubmatch(s)
	if m == nil {
		return stamp{precision: toTime, written: s}, nil
	}
	t := stamp{precision: toYear}
	for i, n := range []*int{&t.year, &t.month, &t.day} {
		if m[i+1] != "" {
			*n, _ = strconv.Atoi(m[i+1]) // It has nothing but digits.
			t.precision = toYear + precision(i)
		}
	}
	return t, nil
}

// parseAny reads a text by the first format that fits.
func parseAny(f *frame, formats []*layout, s, column string) (stamp, bool) {
	text := spaces(s)
	var said []string
	var reason error
	for _, l := range formats {
		t, err := l.parse(text)
		if err == nil {
			return t, true
		}
		if said = append(said, l.said); !errors.Is(err, errUnlike) && reason == nil {
			reason = err // It is written so, and cannot be.
		}
	}
	switch {
	case reason != nil:
		f.fault(column, s, "%v", reason)
	case len(said) > 1:
		f.fault(column, s, "it is not written as one of %s", strings.Join(said, ", "))
	case len(said) == 1:
		f.fault(column, s, "it is not written as %s", said[0])
	}
	return stamp{}, false
}

// formats compiles how dates, or times of day, are written.
func (c *compiler) formats(n *node, key, name string, clock bool) []*layout {
	x := n.get(name)
	var said []string
	switch {
	case x != nil:
		for _, s := range c.texts(x, join(key, name)) {
			said = append(said, s.text)
		}
	case clock:
		said = []string{"%H:%M:%S", "%H:%M"}
	}
	var all []*layout
	for _, s := range said {
		l, err := newLayout(s, clock)
		if err != nil {
			c.at(x.place, join(key, name), "%v", err)
			continue
		}
		all = append(all, l)
	}
	return all
}
