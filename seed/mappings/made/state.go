package made

import (
	"encoding/xml"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"
)

// A country is invented, and has another name at times.
type country struct{ id, name, other string }

func (m *maker) countries(n int) []country {
	list := make([]country, n)
	for i, w := range m.words(n) {
		list[i] = country{id: strings.ToLower(w) + "-land", name: w + "land"}
		if m.chance(150) {
			list[i].other = list[i].name + " (Provisional Government)"
		}
	}
	return list
}

// called is the country's name as one record has it.
func (m *maker) called(c country) string {
	if c.other != "" && m.chance(100) {
		return c.other
	}
	return c.name
}

// dates are the days of a visit or trip as a record has them: whole dates, of which the second may be that of the
// first; a few times months, and hardly ever nothing.
func (m *maker) dates(day *time.Time) (start, end string) {
	*day = day.AddDate(0, 0, m.IntN(30))
	switch {
	case m.chance(2):
		return "", ""
	case m.chance(10):
		return day.Format("2006-01"), day.Format("2006-01")
	case m.chance(300):
		return day.Format(time.DateOnly), day.Format(time.DateOnly)
	}
	return day.Format(time.DateOnly), day.AddDate(0, 0, 1+m.IntN(9)).Format(time.DateOnly)
}

// escaped is text as XML has it, here and there broken into lines.
func (m *maker) escaped(text string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(text)); err != nil && m.err == nil {
		m.err = err
	}
	if m.chance(300) {
		return strings.Replace(b.String(), " ", "\n            ", 1)
	}
	return b.String()
}

// record counts a record that is asserted once, with the subjects that its claim is about.
func (m *maker) record(subjects int) {
	for _, label := range []string{"Document", "Claim", "Assertion"} {
		m.node(label, "")
	}
	m.edges("ASSERTS", "APPEARS_IN")
	for range subjects {
		m.edge("ABOUT", "")
	}
}

// Visits writes n visits to the United States as XML, in the form that us-state-visits.yaml
// reads. There are at most n/3 visitors, of whom some come often; one visit in a hundred spells a
// name otherwise, and in 1,000 there are six without a description, ten of which only the month
// is known, two without a date and ten with marked words.
func Visits(w io.Writer, seed uint64, n int) (Counts, error) {
	m := newMaker(w, seed)
	m.counts.Records = n
	lands := m.countries(max(3, min(200, n/15)))
	visitors := m.words(max(2, n/3))
	zipf := rand.NewZipf(m.Rand, 1.2, 20, uint64(len(visitors)-1))
	day := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	m.printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<visits>\n")
	for i := range n {
		v := int(zipf.Uint64())
		land := lands[v%len(lands)]
		name := fmt.Sprintf("%s %s %s", []string{"President", "Prime Minister", "King", "Chancellor"}[v%4], "Ivo", visitors[v])
		if v%50 == 7 {
			name += ", Jr."
		}
		spelled := name
		if m.chance(10) {
			spelled = m.other(name)
		}
		start, end := m.dates(&day)
		m.printf("    <visit>\n        <id>%d</id>\n        <start-date>%s</start-date>\n        <end-date>%s</end-date>\n", 7001+i, start, end)
		m.printf("        <visitor>%s</visitor>\n        <from id=%q>%s</from>\n        <description>%s</description>\n",
			m.escaped(spelled), land.id, m.escaped(m.called(land)), m.purpose())
		m.printf("        <created-by>made</created-by>\n    </visit>\n")
		m.countVisit(name, land.id, start+"/"+end)
	}
	m.printf("</visits>\n")
	return m.done()
}

// purpose is the description of a visit.
func (m *maker) purpose() string {
	if m.chance(6) {
		return ""
	}
	text := m.escaped(pick(m, []string{"Official visit.", "Working visit.", "State Visit.", "Private visit.", "Met with the President & others.",
		"Attended a summit in the capital.", "Informal visit; in U.S. for some days."}))
	if m.chance(10) {
		text += " Also <em>saw</em> the sea."
	}
	return text
}

func (m *maker) countVisit(name, land, when string) {
	m.record(3)
	m.node("Incident", "")
	m.edge("HELD_AT", "")
	m.node("Place", "the host")
	m.node("Place", land)
	m.node("Organization", land)
	m.node("Person", name+land)
	m.edge("ATTENDED", "")
	m.edge("MEMBER_OF", name+land+when)
}

// Travels writes n trips abroad as XML, in the form that us-state-travels.yaml reads. Some n/80
// people travel, in both roles; one trip in eighty has no locale, one in ten lists several, and
// dates are as for Visits.
func Travels(w io.Writer, seed uint64, n int) (Counts, error) {
	m := newMaker(w, seed)
	m.counts.Records = n
	lands := m.countries(max(3, min(180, n/20)))
	towns := m.words(max(6, min(5000, n/5)))
	people := m.words(max(2, n/80))
	zipf := rand.NewZipf(m.Rand, 1.2, 10, uint64(len(towns)-1))
	day := time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC)
	m.printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<trips>\n")
	for i := range n {
		role, who := pick(m, []string{"president", "secretary", "secretary", "secretary"}), pick(m, people)
		t := int(zipf.Uint64())
		land, locale := lands[t%len(lands)], towns[t]
		switch {
		case m.chance(12):
			locale = ""
		case m.chance(100):
			locale += ", " + towns[(t+len(lands))%len(towns)]
		}
		start, end := m.dates(&day)
		m.printf("    <trip role=%q who=\"made-%s\">\n        <id>%d</id>\n        <role>%s</role>\n        <name>Mary %s</name>\n", role, strings.ToLower(who), 7001+i, role, who)
		m.printf("        <start-date>%s</start-date>\n        <end-date>%s</end-date>\n        <country id=%q>%s</country>\n", start, end, land.id, m.escaped(m.called(land)))
		m.printf("        <locale>%s</locale>\n        <remarks>%s</remarks>\n        <created-by>made</created-by>\n    </trip>\n",
			m.escaped(locale), m.escaped(pick(m, []string{"Met with the Foreign Minister.", "Attended a conference & spoke.", "En route home.", ""})))
		m.countTrip(who, land.id, locale)
	}
	m.printf("</trips>\n")
	return m.done()
}

func (m *maker) countTrip(who, land, locale string) {
	m.record(2)
	m.node("Person", who)
	m.node("Place", land)
	m.edge("PRESENT_AT", "")
	if locale != "" {
		m.node("Place", land+"/"+locale)
		m.edge("PART_OF", land+"/"+locale)
	}
}
