package made

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"time"
)

// unknownID is the one that the archive gives to all who are not known.
const unknownID = "37-wht-eac-00002795"

// A participant is one in the list of a conversation.
type participant struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	Code string `json:"code"`
	Name string `json:"name"`
}

type conversation struct {
	ID            string        `json:"id"`
	Title         string        `json:"title"`
	Interval      string        `json:"interval"`
	StartDate     string        `json:"start_date"`
	EndDate       string        `json:"end_date"`
	DateCertainty string        `json:"date_certainty"`
	StartTime     string        `json:"start_time"`
	EndTime       string        `json:"end_time"`
	TimeCertainty string        `json:"time_certainty"`
	Unitdate      string        `json:"unitdate_normal"`
	Place         string        `json:"place"`
	Latlon        string        `json:"latlon"`
	Series        string        `json:"series"`
	Topics        []string      `json:"topics"`
	Participants  []participant `json:"participants"`
	SourcePath    string        `json:"source_path"`
}

// rooms are the five places of the form, how often each is in 1,000, and what they lie in.
var rooms = []struct {
	place, latlon, series string
	often                 int
	tree                  []string
}{
	{"Oval Office, White House, Washington, D.C.", "38.8974, -77.0374", "Oval Office Sound Recordings", 336, []string{"oval", "wh", "dc", "us"}},
	{"White House Telephone, White House and Old Executive Office Building, Washington, D.C.", "38.89767, -77.03655", "White House Telephone Recordings", 295, []string{"phone", "dc", "us"}},
	{"Old Executive Office Building, Washington, D.C.", "38.897567, -77.039147", "Executive Office Building Sound Recordings", 259, []string{"oeob", "dc", "us"}},
	{"Aspen Lodge, Camp David, Maryland", "39.648333, -77.465", "Camp David Hard Wire Sound Recordings", 91, []string{"aspen", "camp", "md", "us"}},
	{"Cabinet Room, White House, Washington, D.C.", "38.8975, -77.0374", "Cabinet Room Sound Recordings", 19, []string{"cabinet", "wh", "dc", "us"}},
}

// Tapes writes n conversations, one JSON object a line, in the form that nixon-tapes.yaml reads.
// The hub takes part in 92 % of them; there are about n/5 people and groups; of 1,000
// conversations, 140 list unknown people, one lists nobody, and four list somebody twice.
func Tapes(w io.Writer, seed uint64, n int) (Counts, error) {
	m := newMaker(w, seed)
	pool := m.pool(max(20, n/5))
	zipf := rand.NewZipf(m.Rand, 1.7, 3, uint64(len(pool)-2))
	m.counts.Records = n
	m.counts.Hub, m.counts.Second = "person:"+pool[0].ID, "person:"+pool[1].ID
	clock := time.Date(1971, 2, 16, 7, 30, 0, 0, time.FixedZone("", -5*3600))
	out := json.NewEncoder(m.w)
	out.SetEscapeHTML(false)
	for i := range n {
		clock = clock.Add(time.Duration(1+m.ExpFloat64()*50) * time.Minute)
		c := m.conversation(i, clock)
		c.Participants = m.gathered(pool, zipf)
		m.countConversation(c)
		if m.err == nil {
			m.err = out.Encode(c)
		}
	}
	return m.done()
}

// pool is whoever may take part. The first two are people; of the others one in eight is a group, and a few have
// the name of another.
func (m *maker) pool(n int) []participant {
	pool := make([]participant, n)
	for i := range pool {
		p := participant{Kind: "persname", ID: fmt.Sprintf("37-made-eac-%08d", i), Code: fmt.Sprintf("M%d", i), Name: m.listed()}
		switch {
		case i > 1 && i%8 == 5:
			p.Kind, p.Name = "corpname", m.word()+" "+pick(m, []string{"operator", "committee", "photographers", "delegation"})
		case i > 1 && pool[i-1].Kind == p.Kind && m.chance(4):
			p.Name = pool[i-1].Name
		}
		pool[i] = p
	}
	return pool
}

// conversation is one without its participants.
func (m *maker) conversation(i int, start time.Time) *conversation {
	end := start.Add(time.Duration(1+m.IntN(90)) * time.Minute)
	room := rooms[m.weighted(roomWeights())]
	number := fmt.Sprintf("%03d-%03d", 1+i/200, 1+i%200)
	c := &conversation{
		ID: "37-made-conversation-" + number, Title: "Made Tapes: Conversation " + number,
		Interval:  start.Format(time.RFC3339) + "/" + end.Format(time.RFC3339),
		StartDate: start.Format("January 2, 2006"), EndDate: end.Format("January 2, 2006"), DateCertainty: "certain",
		StartTime: start.Format("3:04 pm"), EndTime: end.Format("3:04 pm"), TimeCertainty: "certain",
		Unitdate: "1971-02-16/1971-02-16", Place: room.place, Latlon: room.latlon, Series: room.series,
		Topics:     []string{"Presidents -- United States"},
		SourcePath: fmt.Sprintf("37-made/findingaids/audiotape-%03d/37-made-conversation-%s.xml", 1+i/200, number),
	}
	if m.chance(576) {
		c.TimeCertainty = "estimated"
		if m.chance(40) {
			c.DateCertainty = "estimated"
		}
	}
	if m.chance(2) {
		c.Topics = append(c.Topics, "Presidential schedules")
	}
	return c
}

func roomWeights() (list []int) {
	for _, r := range rooms {
		list = append(list, r.often)
	}
	return list
}

// gathered is who takes part in one conversation.
func (m *maker) gathered(pool []participant, zipf *rand.Zipf) []participant {
	list := []participant{}
	if m.chance(1.3) {
		return list
	}
	if m.chance(920) {
		list = append(list, m.spelled(pool[0]))
	}
	others := m.weighted([]int{100, 430, 260, 110, 50, 25, 15, 10})
	if m.chance(2.5) {
		others = 8 + m.IntN(225)
	}
	for range others {
		who := int(zipf.Uint64())
		if m.chance(150) { // Many come once and never again.
			who = m.IntN(len(pool) - 1)
		}
		list = append(list, m.spelled(pool[1+who]))
	}
	switch {
	case m.chance(0.3):
		list = append(list, participant{"persname", unknownID, "Unk", "Unknown"})
	case m.chance(140):
		list = append(list, participant{"persname", unknownID, "Unk", "[Unknown person(s)]"})
	}
	if len(list) > 0 && m.chance(4) {
		list = append(list, pick(m, list))
	}
	return list
}

// spelled is a participant as this record spells him: one in 2,000 times wrongly.
func (m *maker) spelled(p participant) participant {
	if m.chance(0.5) {
		p.Name = clipped(p.Name)
	}
	return p
}

func (m *maker) countConversation(c *conversation) {
	for _, label := range []string{"Document", "Meeting", "Claim", "Assertion"} {
		m.node(label, "")
	}
	m.edges("ASSERTS", "APPEARS_IN", "HELD_AT", "ABOUT")
	for _, r := range rooms {
		if r.place != c.Place {
			continue
		}
		for i, name := range r.tree {
			m.node("Place", name)
			if i > 0 {
				m.edge("PART_OF", r.tree[i-1])
			}
		}
	}
	there := map[string]bool{}
	for _, p := range c.Participants {
		if there[p.ID] {
			continue
		}
		there[p.ID] = true
		m.edges("ATTENDED", "ABOUT")
		switch {
		case p.ID == unknownID:
			m.node("UnnamedAgent", "")
			m.edge("MENTIONED_IN", "")
		case p.Kind == "persname":
			m.node("Person", p.ID)
		default:
			m.node("Organization", p.ID)
		}
	}
	if there[m.counts.Hub[len("person:"):]] && there[m.counts.Second[len("person:"):]] {
		m.counts.Together++
	}
}
