package mapping

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // So that names of zones are known on every machine.
)

// A moment is a point of time that is put together of parts: a date in one of several
// formats, or year, month and day by themselves, and perhaps a time of day.
type moment struct {
	date             expr // or nil, and then:
	year, month, day expr // the finer ones may be nil
	formats          []*layout
	clock            expr // a time of day, or nil
	clockFormats     []*layout
	zone             expr           // or nil
	fixed            *time.Location // the zone, if it is the same for each record
	flags            flags
	path             string
}

// A stamp is a date and time in figures, as far as they are known.
type stamp struct {
	precision          precision
	year, month, day   int
	hour, minute, secs int
	zone               *time.Location // that the text itself gives, or nil
}

// A precision is how far a time is known.
type precision uint8

const (
	nothing precision = iota
	toYear
	toMonth
	toDay
	toTime
)

func (m *moment) column() string { return m.path }

// eval returns EDTF, or nil.
func (m *moment) eval(f *frame) any {
	t, ok := m.stamp(f)
	if !ok {
		return nil
	}
	s, ok := m.write(f, t)
	if !ok {
		return nil
	}
	return m.flags.mark(f, s)
}

func (m *moment) stamp(f *frame) (t stamp, ok bool) {
	if m.date != nil {
		s, ok := f.text(m.date.eval(f), m.date.column())
		if !ok || s == "" {
			return t, false
		}
		if t, ok = parseAny(f, m.formats, s, m.date.column()); !ok {
			return t, false
		}
	} else if t, ok = m.figures(f); !ok {
		return t, false
	}
	if m.clock == nil {
		return t, true
	}
	s, ok := f.text(m.clock.eval(f), m.clock.column())
	if !ok || s == "" {
		return t, ok
	}
	if t.precision < toDay {
		f.fault(m.clock.column(), s, "it is a time of day, and the day is not known")
		return t, false
	}
	clock, ok := parseAny(f, m.clockFormats, s, m.clock.column())
	t.precision, t.hour, t.minute, t.secs = toTime, clock.hour, clock.minute, clock.secs
	if clock.zone != nil {
		t.zone = clock.zone
	}
	return t, ok
}

// figures reads year, month and day by themselves.
func (m *moment) figures(f *frame) (t stamp, ok bool) {
	var texts [3]string
	for i, e := range []expr{m.year, m.month, m.day} {
		if e == nil {
			continue
		}
		if texts[i], ok = f.text(e.eval(f), e.column()); !ok {
			return t, false
		}
	}
	if texts[0] == "" {
		return t, false
	}
	if t.year, ok = figure(f, m.year, texts[0], "year", 0, 9999); !ok {
		return t, false
	}
	t.precision = toYear
	if texts[1] == "" {
		if texts[2] != "" {
			f.fault(m.day.column(), texts[2], "it is a day, and the month is not known")
			return t, false
		}
		return t, true
	}
	if t.month = monthNamed(texts[1]); t.month == 0 {
		if t.month, ok = figure(f, m.month, texts[1], "month", 1, 12); !ok {
			return t, false
		}
	}
	t.precision = toMonth
	if texts[2] == "" {
		return t, true
	}
	t.precision = toDay
	t.day, ok = figure(f, m.day, texts[2], "day", 1, daysIn(t.year, t.month))
	return t, ok
}

func figure(f *frame, e expr, s, what string, least, most int) (int, bool) {
	n, err := strconv.Atoi(s)
	if err != nil || n < least || n > most {
		f.fault(e.column(), s, "it is no %s, which is a whole number from %d to %d", what, least, most)
		return 0, false
	}
	return n, true
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// monthNamed returns the number of an English month, written out or cut to three
// letters or more, or 0.
func monthNamed(s string) int {
	s = strings.ToLower(strings.TrimSuffix(s, "."))
	for m := time.January; m <= time.December; m++ {
		if len(s) >= 3 && strings.HasPrefix(strings.ToLower(m.String()), s) {
			return int(m)
		}
	}
	return 0
}

// write writes a time in EDTF.
func (m *moment) write(f *frame, t stamp) (string, bool) {
	switch t.precision {
	case toYear:
		return fmt.Sprintf("%04d", t.year), true
	case toMonth:
		return fmt.Sprintf("%04d-%02d", t.year, t.month), true
	case toDay:
		return fmt.Sprintf("%04d-%02d-%02d", t.year, t.month, t.day), true
	}
	s := fmt.Sprintf("%04d-%02d-%02dT%02d:%02d:%02d", t.year, t.month, t.day, t.hour, t.minute, t.secs)
	zone := t.zone
	if zone == nil {
		var ok bool
		if zone, ok = m.location(f); !ok || zone == nil {
			return s, ok
		}
	}
	x := time.Date(t.year, time.Month(t.month), t.day, t.hour, t.minute, t.secs, 0, zone)
	if x.Hour() != t.hour || x.Minute() != t.minute {
		f.fault(m.path, s, "there was no such time in %s: the clock was put forward over it", zone)
		return "", false
	}
	if _, offset := x.Zone(); offset%60 != 0 {
		x = x.UTC() // Before time zones, offsets had seconds, which EDTF has not.
	}
	return x.Format(time.RFC3339), true
}

// location returns the zone that the record is in, or nil if none is said.
func (m *moment) location(f *frame) (*time.Location, bool) {
	if m.fixed != nil || m.zone == nil {
		return m.fixed, true
	}
	s, ok := f.text(m.zone.eval(f), m.zone.column())
	if !ok || s == "" {
		return nil, ok
	}
	l, err := f.m.zones.find(s)
	if err != nil {
		f.fault(m.zone.column(), s, "%v", err)
		return nil, false
	}
	return l, true
}

// Zones are those found so far, by what records call them. There are not many.
type zones map[string]*time.Location

// find finds a zone by its offset or name, and keeps it.
func (z zones) find(s string) (*time.Location, error) {
	if l := z[s]; l != nil {
		return l, nil
	}
	l, err := zone(s)
	if err == nil {
		z[s] = l
	}
	return l, err
}

func zone(s string) (*time.Location, error) {
	if s == "Z" {
		return time.UTC, nil
	}
	if t, err := time.Parse("-07:00", s); err == nil {
		_, offset := t.Zone()
		return time.FixedZone(s, offset), nil
	}
	l, err := time.LoadLocation(s)
	if err != nil || s == "Local" || s == "" {
		return nil, fmt.Errorf(`there is no zone %q; it is an offset such as "-05:00", or a name such as America/New_York`, s)
	}
	return l, nil
}

// parts compiles a point of time that is an object.
func (c *compiler) parts(n *node, key string, sc scope) expr {
	c.words(n, key, pointWords, "a point of time")
	m := &moment{flags: c.flags(n, key, sc)}
	get := func(name string) expr {
		x := n.get(name)
		if x == nil {
			return nil
		}
		e := c.value(x, join(key, name), sc, want{})
		if m.path == "" {
			m.path = e.column()
		}
		return e
	}
	m.date, m.year, m.month, m.day, m.clock = get("date"), get("year"), get("month"), get("day"), get("time")
	c.fitParts(n, key)
	m.formats = c.formats(n, key, "format", false)
	m.clockFormats = c.formats(n, key, "timeFormat", true)
	m.zone = get("zone")
	if k, ok := m.zone.(constant); ok {
		s, _ := (&frame{m: c.m}).text(k.v, "")
		l, err := zone(s)
		if err != nil {
			c.at(n.get("zone").place, join(key, "zone"), "%v", err)
		}
		m.fixed = l
	}
	return m
}

// fitParts refuses parts of a point of time that do not go together.
func (c *compiler) fitParts(n *node, key string) {
	has := func(name string) bool { return n.get(name) != nil }
	switch {
	case !has("date") && !has("year"):
		c.at(n.place, key, "a point of time needs date and format, or year")
	case has("date") && (has("year") || has("month") || has("day")):
		c.at(n.place, key, "it has date, so that year, month and day have no meaning")
	case has("date") && !has("format"):
		c.at(n.place, key, `a date needs its format, such as "%%d.%%m.%%Y"; what is in EDTF stands without date: start: "{Date}"`)
	case has("format") && !has("date"):
		c.at(n.get("format").place, join(key, "format"), "format is how date is written, and there is no date")
	case has("day") && !has("month"):
		c.at(n.get("day").place, join(key, "day"), "a day needs its month")
	case has("time") && !has("date") && !has("day"):
		c.at(n.get("time").place, join(key, "time"), "a time of day needs its day")
	case has("timeFormat") && !has("time"):
		c.at(n.get("timeFormat").place, join(key, "timeFormat"), "timeFormat is how time is written, and there is no time")
	}
}
