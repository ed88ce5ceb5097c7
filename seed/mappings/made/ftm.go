package made

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
)

// An entity is as FollowTheMoney has it.
type entity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// nobodyID is the entity that ties lead to although there is none.
const nobodyID = "made-nobody"

// ties are the schemata of ties, and what they call their two ends.
var ties = []struct{ schema, from, to string }{
	{"Membership", "member", "organization"}, {"Directorship", "director", "organization"}, {"Employment", "employee", "employer"},
}

// FollowTheMoney writes n entities, one JSON object a line, in the form that followthemoney.yaml
// reads: of ten some three people, two bodies, two ties, one event, and two that the mapping
// passes over or makes documents. In 1,000 ties five lead to nobody and are to be rejected.
func FollowTheMoney(w io.Writer, seed uint64, n int) (Counts, error) {
	m := newMaker(w, seed)
	people, bodies := 1+n*3/10, 2+n*2/10
	zipf := rand.NewZipf(m.Rand, 1.2, 10, uint64(people-1))
	out := json.NewEncoder(m.w)
	out.SetEscapeHTML(false)
	for i := range n {
		e := &entity{ID: fmt.Sprintf("made-%d", i), Properties: map[string][]string{}}
		switch {
		case i < people:
			m.agent(e, "Person")
		case i < people+bodies:
			m.agent(e, pick(m, []string{"Organization", "Company", "PublicBody", "LegalEntity"}))
		default:
			m.thing(e, zipf, people, bodies)
		}
		m.counts.Records++
		if m.err == nil {
			m.err = out.Encode(e)
		}
	}
	return m.done()
}

// agent makes a person or a body, with the names that it has; a few have a caption only.
func (m *maker) agent(e *entity, schema string) {
	e.Schema = schema
	if schema == "Person" {
		m.node("Person", "")
		e.Properties["name"] = []string{"Ivo " + m.word()}
	} else {
		m.node("Organization", "")
		e.Properties["name"] = []string{m.word() + " GmbH"}
	}
	if m.chance(200) {
		e.Properties["name"] = append(e.Properties["name"], m.other(e.Properties["name"][0]))
	}
	if m.chance(200) {
		e.Properties["alias"] = []string{m.word() + " & Co."}
	}
	if schema == "Person" && m.chance(50) {
		e.Properties["firstName"], e.Properties["lastName"] = []string{"Ivo"}, []string{m.word()}
		delete(e.Properties, "name")
	}
	e.Properties["country"] = []string{"xx"}
}

// thing makes a tie, an event, a document or what is passed over.
func (m *maker) thing(e *entity, zipf *rand.Zipf, people, bodies int) {
	person := func() string { return fmt.Sprintf("made-%d", zipf.Uint64()) }
	body := func() string { return fmt.Sprintf("made-%d", people+m.IntN(bodies)) }
	switch m.IntN(5) {
	case 0, 1:
		m.tie(e, person(), body())
	case 2:
		m.event(e, person(), person(), body())
	case 3:
		e.Schema = pick(m, []string{"Document", "Article", "Email"})
		e.Properties["title"] = []string{"A paper of " + m.word()}
		e.Properties["publishedAt"] = []string{"2011-12"}
		m.node("Document", "")
	default:
		e.Schema = pick(m, []string{"Payment", "Address", "Ownership", "Sanction"})
		e.Properties["date"] = []string{"2011-12-29"}
	}
}

func (m *maker) tie(e *entity, person, body string) {
	t := pick(m, ties)
	e.Schema = t.schema
	nobody := m.chance(5)
	if nobody {
		person = nobodyID
	}
	e.Properties[t.from], e.Properties[t.to] = []string{person}, []string{body}
	if m.chance(700) {
		e.Properties["role"] = []string{pick(m, []string{"Chair", "Treasurer", "Clerk"})}
	}
	if m.chance(600) {
		e.Properties["startDate"] = []string{pick(m, []string{"1998", "2001-05", "2003-11-30"})}
		if m.chance(400) {
			e.Properties["endDate"] = []string{"2010-06-01"}
		}
	}
	source := m.source(e)
	if nobody {
		m.counts.Rejected++
		return
	}
	m.edge("MEMBER_OF", "")
	m.said(source, 2)
}

// source gives some entities an address that they rest on; one in ten of these is none. It returns one that is.
func (m *maker) source(e *entity) string {
	switch {
	case m.chance(600):
		return ""
	case m.chance(100):
		e.Properties["sourceUrl"] = []string{"www.example.org"}
		return ""
	}
	url := fmt.Sprintf("https://example.org/%d", m.IntN(50))
	e.Properties["sourceUrl"] = []string{url}
	return url
}

// said counts the claim that rests on an address.
func (m *maker) said(source string, subjects int) {
	if source == "" {
		return
	}
	m.node("Document", source)
	m.node("Claim", "")
	m.node("Assertion", "")
	m.edges("ASSERTS", "APPEARS_IN")
	for range subjects {
		m.edge("ABOUT", "")
	}
}

func (m *maker) event(e *entity, one, two, body string) {
	e.Schema = pick(m, []string{"Event", "Event", "Event", "Trip"})
	e.Properties["involved"], e.Properties["organizer"] = []string{one, two}, []string{body}
	e.Properties["startDate"] = []string{"2005-03-04"}
	label := "Incident"
	e.Properties["name"] = []string{"Fair of " + m.word()}
	if m.chance(600) {
		label = "Meeting"
		e.Properties["name"] = []string{"Meeting at " + m.word()}
	}
	m.node(label, "")
	m.edges("ATTENDED", "ATTENDED")
	if one != two {
		m.edge("ATTENDED", "")
	}
	if m.chance(500) {
		location := fmt.Sprintf("%d Harbour Street", 1+m.IntN(99))
		e.Properties["location"] = []string{location}
		m.node("Place", location)
		m.edge("HELD_AT", "")
	}
	m.said(m.source(e), 1)
}
