package main

// The questions. A statement written by hand may use whatever its writer knows of this data: that every event is a
// meeting with a time, and that nobody takes part in one twice. Parley may not.

// A request is one GraphQL request.
type request struct {
	Query     string         `json:"query"`
	Variables map[string]any `json:"variables,omitempty"`
}

// A question is one thing to know, as it is asked in each way. Where there are several statements, each gives the
// whole answer, and the fastest of them stands for what can be done by hand.
type question struct {
	name   string
	asked  []request // one after the other, as a client must
	cypher []statement
	sql    []statement
	args   map[string]any // of the statements; the parameters in Cypher and SQL have the same names
	rows   int            // that the answer has at least
}

// A statement asks a database. Its answer is the one value of its one row, in SQL as JSON, or the list of its rows.
type statement struct {
	name string
	text string
	rows bool
}

// The questions in GraphQL.
const (
	askPerson = `query($id: ID!) { person(id: $id) { id name events(first: 25, orderBy: WHEN_DESC) { edges {
  role presence node { id name when { edtf } participants(first: 25) { edges { node { id name } } } } } } } }`
	askMeetings = `{ meetings(first: 100) { nodes { id name when { edtf } place { name } participants(first: 25) { edges { node { id name } } } } } }`
	askMet      = `query($id: ID!) { person(id: $id) { id name metWith(first: 25) { edges { count firstMet { edtf } lastMet { edtf } node { id name } } } } }`
	askPage     = `query($id: ID!, $after: String) { person(id: $id) { events(first: 25, after: $after, orderBy: WHEN_DESC) {
  edges { node { id name } } pageInfo { hasNextPage endCursor } } } }`
	askSearch  = `query($text: String!) { search(text: $text, first: 25) { edges { score node { __typename id } } } }`
	askNode    = `query($id: ID!) { node(id: $id) { id ... on Person { name } } }`
	askNothing = `{ __typename }`
	askPeople  = `query($after: String) { people(first: 500, after: $after) { nodes { id name description } } }`
)

// questions returns what is asked about the subjects.
func questions(s *subjects) []question {
	var all []question
	for _, p := range []struct{ who, id string }{{"a hub", s.hub}, {"a busy person", s.second}, {"a person of five meetings", s.five}} {
		all = append(all, question{
			name: "newest 25 meetings of " + p.who + ", with 25 attendees each", rows: 5,
			asked:  []request{{askPerson, map[string]any{"id": p.id}}},
			cypher: cypherPerson(), sql: sqlPerson(), args: map[string]any{"id": p.id},
		})
	}
	all = append(all, question{
		name: "100 meetings with place and attendees", rows: 100,
		asked:  []request{{Query: askMeetings}},
		cypher: cypherMeetings(), sql: sqlMeetings(),
	})
	for _, p := range []struct{ who, id string }{{"a hub", s.hub}, {"a busy person", s.second}} {
		all = append(all, question{
			name: "whom " + p.who + " met: 25 by count, first and last time", rows: 25,
			asked:  []request{{askMet, map[string]any{"id": p.id}}},
			cypher: cypherMet(), sql: sqlMet(), args: map[string]any{"id": p.id},
		})
	}
	for _, p := range s.pages {
		args := map[string]any{"id": s.hub}
		after := p.after
		q := question{name: p.name(), rows: 25, asked: []request{{askPage, map[string]any{"id": s.hub}}}, cypher: cypherPage(after != nil), sql: sqlPage(after != nil)}
		if after != nil {
			q.asked[0].Variables["after"] = after.cursor
			args["last"], args["start"], args["end"], args["key"] = after.meeting, after.start, after.end, after.key
		}
		q.args = args
		all = append(all, q)
	}
	all = append(all, pathQuestions(s)...)
	people := question{
		name: "1,000 people, three values each", rows: min(1000, s.people),
		asked:  []request{{Query: askPeople}},
		cypher: cypherPeople(), sql: sqlPeople(),
	}
	if s.people > 500 {
		people.asked = append(people.asked, request{askPeople, map[string]any{"after": s.afterPeople}})
	}
	return append(all, people, question{
		name: "search by the beginning of a name", rows: 2,
		asked:  []request{{askSearch, map[string]any{"text": s.text}}},
		cypher: cypherSearch(), sql: sqlSearch(),
		args: map[string]any{"text": s.text, "lucene": "+" + s.text + "*", "match": `"` + s.text + `"*`,
			"whole": "\n " + s.text + " \n", "begin": "\n " + s.text, "word": " " + s.text},
	}, question{
		name: "one node by id", rows: 1,
		asked:  []request{{askNode, map[string]any{"id": s.second}}},
		cypher: cypherNode(), sql: sqlNode(), args: map[string]any{"id": s.second},
	})
}
