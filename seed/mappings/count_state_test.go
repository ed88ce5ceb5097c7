package mappings_test

import (
	"bytes"
	"encoding/xml"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A named is an element with an id.
type named struct {
	ID   string `xml:"id,attr"`
	Text string `xml:",chardata"`
}

// key tells one country from another.
func (n named) key() string {
	if n.ID != "" {
		return n.ID
	}
	return plain(n.Text)
}

// plain is a text without accents, case and what is neither letter nor digit.
func plain(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case !unicode.IsMark(r):
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), "-")
}

// several is what stands between two visitors: the second begins with a title.
var several = regexp.MustCompile(`(?:,| and) (Crown Prince|Prime Minister) `)

// countVisits counts visits of leaders.
func countVisits(t *tally, files []document) error {
	for _, d := range files {
		var list struct {
			XMLName xml.Name
			Visits  []struct {
				ID      string `xml:"id"`
				Start   string `xml:"start-date"`
				End     string `xml:"end-date"`
				Visitor string `xml:"visitor"`
				From    named  `xml:"from"`
			} `xml:"visit"`
		}
		if !strings.HasSuffix(d.name, ".xml") {
			continue
		}
		if err := xml.NewDecoder(bytes.NewReader(d.text)).Decode(&list); err != nil {
			return err
		}
		for _, v := range list.Visits {
			t.asserted(v.ID)
			t.add("Incident", v.ID)
			t.add("HELD_AT", v.ID)
			t.add("Place", "united-states")
			t.add("Place", v.From.key())
			t.add("Organization", v.From.key())
			t.add("ABOUT", v.ID, "the visit")
			t.add("ABOUT", v.ID, "the country")
			for _, who := range strings.Split(several.ReplaceAllString(v.Visitor, ";$1 "), ";") {
				who = plain(who)
				t.add("Person", v.From.key(), who)
				t.add("ATTENDED", v.ID, who)
				t.add("ABOUT", v.ID, who)
				t.add("MEMBER_OF", v.From.key(), who, v.Start, v.End)
			}
		}
	}
	return nil
}

// countTravels counts trips.
func countTravels(t *tally, files []document) error {
	for _, d := range files {
		var list struct {
			XMLName xml.Name
			Trips   []struct {
				Who     string `xml:"who,attr"`
				ID      string `xml:"id"`
				Country named  `xml:"country"`
				Locale  string `xml:"locale"`
			} `xml:"trip"`
		}
		if !strings.HasSuffix(d.name, ".xml") {
			continue
		}
		if err := xml.NewDecoder(bytes.NewReader(d.text)).Decode(&list); err != nil {
			return err
		}
		for _, v := range list.Trips {
			t.asserted(v.ID)
			t.add("Person", v.Who)
			t.add("Place", v.Country.key())
			t.add("PRESENT_AT", v.ID)
			t.add("ABOUT", v.ID, "the traveller")
			t.add("ABOUT", v.ID, "the place")
			if locale := plain(v.Locale); locale != "" {
				t.add("Place", v.Country.key(), locale)
				t.add("PART_OF", v.Country.key(), locale)
			}
		}
	}
	return nil
}
