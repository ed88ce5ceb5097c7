package mappings_test

import (
	"encoding/json"
	"slices"
	"strings"
)

// An entity is one of FollowTheMoney.
type entity struct {
	ID         string
	Schema     string
	Properties map[string][]string
}

// A source is the address of an entity, or "".
func (e *entity) source() string {
	if list := e.Properties["sourceUrl"]; len(list) > 0 && strings.HasPrefix(list[0], "http") {
		return list[0]
	}
	return ""
}

// countEntities counts entities of FollowTheMoney.
func countEntities(t *tally, files []document) error {
	var all []entity
	agents := map[string]string{}
	err := lines(files, func(line []byte) error {
		var e entity
		if err := json.Unmarshal(line, &e); err != nil {
			return err
		}
		all = append(all, e)
		switch e.Schema {
		case "Person":
			agents[e.ID] = "Person"
		case "Organization", "Company", "PublicBody", "LegalEntity":
			agents[e.ID] = "Organization"
		}
		return nil
	})
	for _, e := range all {
		p := e.Properties
		switch e.Schema {
		case "Person", "Organization", "Company", "PublicBody", "LegalEntity":
			t.add(agents[e.ID], e.ID)
		case "Membership", "Directorship", "Employment":
			countTie(t, &e, agents, slices.Concat(p["member"], p["director"], p["employee"]), slices.Concat(p["organization"], p["employer"]))
		case "Event", "Trip":
			countEvent(t, &e, agents)
		case "Document", "Article", "Email":
			t.add("Document", e.ID)
		}
	}
	return err
}

func countTie(t *tally, e *entity, agents map[string]string, from, to []string) {
	for _, id := range slices.Concat(from, to) {
		if agents[id] == "" {
			t.rejected++
			return
		}
	}
	for _, a := range from {
		for _, b := range to {
			t.add("MEMBER_OF", e.ID, a, b)
		}
	}
	countSource(t, e, slices.Concat(from, to))
}

func countEvent(t *tally, e *entity, agents map[string]string) {
	there := slices.Concat(e.Properties["involved"], e.Properties["organizer"])
	for _, id := range there {
		if agents[id] == "" {
			t.rejected++
			return
		}
	}
	label := "Incident"
	if strings.Contains(e.Properties["name"][0], "Meeting") {
		label = "Meeting"
	}
	t.add(label, e.ID)
	for _, id := range there {
		t.add("ATTENDED", id, e.ID)
	}
	for _, location := range e.Properties["location"] {
		t.add("Place", location)
		t.add("HELD_AT", e.ID)
	}
	countSource(t, e, []string{e.ID})
}

// countSource counts what an entity has for evidence.
func countSource(t *tally, e *entity, about []string) {
	source := e.source()
	if source == "" {
		return
	}
	t.add("Document", source)
	t.add("APPEARS_IN", e.ID)
	for _, name := range []string{"Claim", "Assertion", "ASSERTS"} {
		t.add(name, e.ID)
	}
	for _, id := range about {
		t.add("ABOUT", e.ID, id)
	}
}
