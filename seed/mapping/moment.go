package mapping

import (
	"fmt"
	"time"
	_ "time/tzdata" // So that names of zones are known on every machine.
)

// write writes a time in EDTF.
func (m *moment) write(f *frame, t stamp) (string, bool) {
	if t.written != "" {
		return t.written, true
	}
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
	x := t.in(zone)
	if x.Hour() != t.hour || x.Minute() != t.minute {
		f.fault(m.path, s, "there was no such time in %s: the clock was put forward over it", zone)
		return "", false
	}
	if _, offset := x.Zone(); offset%60 != 0 {
		x = x.UTC() // Before time zones, offsets had seconds, which EDTF has not.
	}
	return x.Format(time.RFC3339), true
}

// in returns the time in a zone: of an hour that comes twice, since the clock was put
// back, that which comes first.
func (t stamp) in(zone *time.Location) time.Time {
	x := time.Date(t.year, time.Month(t.month), t.day, t.hour, t.minute, t.secs, 0, zone)
	_, before := x.AddDate(0, 0, -1).Zone()
	_, offset := x.Zone()
	first := x.Add(time.Duration(offset-before) * time.Second)
	if first.Before(x) && first.Hour() == x.Hour() && first.Minute() == x.Minute() {
		return first
	}
	return x
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
