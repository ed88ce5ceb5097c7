package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
)

// Subjects are whom and what is asked about.
type subjects struct {
	hub, second, five string // ids of people: in nearly all meetings, in many, in five
	third             string // whom the second met most but the hub
	days              *span  // in which these two met
	text              string // the beginning of the second's name, in small letters
	pages             []page // of the hub's meetings
	people            int
	afterPeople       string // the cursor behind the first 500, if there are more
}

// A page is one of 25 of the hub's meetings.
type page struct {
	number int
	after  *position // nil of the first
}

// A position is the row that a page begins behind: its cursor, and what a statement by hand needs of it.
type position struct {
	cursor, meeting string
	start, end      any    // in Cypher
	key             []byte // in SQL
}

// The two who take part most, in the archive's data and in that which is made.
func hubs() [][2]string {
	return [][2]string{
		{"person:37-wht-eac-00002003", "person:37-wht-eac-00001494"},
		{"person:37-made-eac-00000000", "person:37-made-eac-00000001"},
	}
}

// far is the page far behind the first, or the last full one, if there are fewer.
const far = 800

func (p *page) name() string { return fmt.Sprintf("page %d of a hub's meetings", p.number) }

// find finds the subjects.
func find(ctx context.Context, s *server) (*subjects, error) {
	found := new(subjects)
	var meetings int
	for _, pair := range hubs() {
		var data struct {
			Hub    *struct{ Events struct{ TotalCount int } }
			Second *struct{ Name string }
		}
		err := s.read(ctx, `query($hub: ID!, $second: ID!) { hub: person(id: $hub) { events(first: 0) { totalCount } } second: person(id: $second) { name } }`,
			map[string]any{"hub": pair[0], "second": pair[1]}, &data)
		if err != nil {
			return nil, err
		}
		if data.Hub != nil && data.Second != nil {
			found.hub, found.second, found.text = pair[0], pair[1], beginning(data.Second.Name)
			meetings = data.Hub.Events.TotalCount
		}
	}
	if found.hub == "" {
		return nil, errors.New("the store holds neither the conversations of seed/mappings/nixon-tapes.yaml nor such as are made: name an empty one")
	}
	if found.text == "" {
		return nil, fmt.Errorf("the name of %s begins with no word to search for", found.second)
	}
	if err := found.persons(ctx, s); err != nil {
		return nil, err
	}
	if err := found.companion(ctx, s); err != nil {
		return nil, err
	}
	for _, n := range []int{1, 2, min(far, meetings/25)} {
		after, err := walk(ctx, s, found.hub, (n-1)*25)
		if err != nil {
			return nil, err
		}
		found.pages = append(found.pages, page{n, after})
	}
	return found, nil
}

// beginning returns the first letters of a name, seven at most.
func beginning(name string) string {
	end := strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(name)
	}
	return strings.ToLower(name[:min(end, 7)])
}

// persons finds somebody of five meetings, and where the first 500 people end.
func (found *subjects) persons(ctx context.Context, s *server) error {
	after := any(nil)
	for {
		var data struct {
			People struct {
				TotalCount int
				Nodes      []struct {
					ID     string
					Events struct{ TotalCount int }
				}
				PageInfo struct {
					HasNextPage bool
					EndCursor   string
				}
			}
		}
		err := s.read(ctx, `query($after: String) { people(first: 500, after: $after) { totalCount nodes { id events(first: 0) { totalCount } } pageInfo { hasNextPage endCursor } } }`,
			map[string]any{"after": after}, &data)
		if err != nil {
			return err
		}
		p := &data.People
		found.people = p.TotalCount
		if after == nil {
			found.afterPeople = p.PageInfo.EndCursor
		}
		for _, n := range p.Nodes {
			if n.Events.TotalCount == 5 {
				found.five = n.ID
				return nil
			}
		}
		if !p.PageInfo.HasNextPage {
			return errors.New("nobody took part in exactly five meetings: more conversations are needed")
		}
		after = p.PageInfo.EndCursor
	}
}

// walk returns the position of the n-th of somebody's meetings, newest first; nil for none.
func walk(ctx context.Context, s *server, id string, n int) (*position, error) {
	var at *position
	for n > 0 {
		variables := map[string]any{"id": id, "first": min(n, 500)}
		if at != nil {
			variables["after"] = at.cursor
		}
		var data struct {
			Person struct {
				Events struct {
					Edges []struct {
						Cursor string
						Node   struct{ ID string }
					}
				}
			}
		}
		err := s.read(ctx, `query($id: ID!, $first: Int!, $after: String) { person(id: $id) { events(first: $first, after: $after, orderBy: WHEN_DESC) { edges { cursor node { id } } } } }`, variables, &data)
		if err != nil {
			return nil, err
		}
		edges := data.Person.Events.Edges
		if len(edges) == 0 {
			return nil, fmt.Errorf("%s has fewer meetings than were counted", id)
		}
		last := edges[len(edges)-1]
		at = &position{cursor: last.Cursor, meeting: last.Node.ID}
		n -= len(edges)
	}
	return at, nil
}
