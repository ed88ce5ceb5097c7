package mapping

import (
	"strconv"
	"strings"
	"time"
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
	written            string         // in EDTF, of what figures cannot say, or ""
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
	if !ok || t.precision == nothing {
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
		t, ok = m.whole(f)
	} else {
		t, ok = m.figures(f)
	}
	if !ok || t.precision == nothing {
		return t, ok && m.alone(f, m.clock, "a time of day, and the date")
	}
	if m.clock == nil {
		return t, true
	}
	s, ok := f.text(m.clock.eval(f), m.clock.column())
	if !ok || s == "" {
		return t, ok
	}
	if t.precision < toDay || t.written != "" {
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

// whole reads a date in one of the formats. Without one the stamp is empty.
func (m *moment) whole(f *frame) (stamp, bool) {
	s, ok := f.text(m.date.eval(f), m.date.column())
	if !ok || s == "" {
		return stamp{}, ok
	}
	return parseAny(f, m.formats, s, m.date.column())
}

// alone refuses a part of a time, if the record has it and the greater one is not
// known. It says that nothing is to be refused by true.
func (m *moment) alone(f *frame, part expr, what string) bool {
	s, ok := f.text(given(f, part), m.path)
	if !ok || s == "" {
		return ok
	}
	f.fault(part.column(), s, "it is %s is not known", what)
	return false
}

// given is what the record itself gives for a value, and not what the mapping has for
// each record or for where there is nothing.
func given(f *frame, e expr) any {
	switch x := e.(type) {
	case nil, constant:
		return nil
	case *step:
		if x.only != nil && !x.only.holds(f) {
			return nil
		}
		return x.values(f)
	}
	return e.eval(f)
}

// figures reads year, month and day by themselves. Without a year the stamp is empty.
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
		return t, m.alone(f, m.month, "a month, and the year") && m.alone(f, m.day, "a day, and the year")
	}
	if t.year, ok = m.fullYear(f, texts[0]); !ok {
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
		if t.month, ok = figure(texts[1], 1, 12); !ok {
			f.fault(m.month.column(), texts[1], "it is no month, which is a whole number from 1 to 12 or an English name, such as April or Apr; a lookup says what others mean")
			return t, false
		}
	}
	t.precision = toMonth
	if texts[2] == "" {
		return t, true
	}
	t.precision = toDay
	most := daysIn(t.year, t.month)
	if t.day, ok = figure(texts[2], 1, most); !ok {
		f.fault(m.day.column(), texts[2], "it is no day, which is a whole number from 1 to %d", most)
	}
	return t, ok
}

// fullYear reads a year, which has four digits: of 99 nobody knows the century.
func (m *moment) fullYear(f *frame, s string) (int, bool) {
	n, ok := figure(s, 0, 9999)
	if !ok || len(s) != 4 {
		f.fault(m.year.column(), s, "it is no year, which has four digits, such as 1999 or 0800")
		return 0, false
	}
	return n, true
}

// figure reads a whole number within bounds.
func figure(s string, least, most int) (int, bool) {
	n, err := strconv.ParseUint(s, 10, 16)
	if err != nil || int(n) < least || int(n) > most {
		return 0, false
	}
	return int(n), true
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
