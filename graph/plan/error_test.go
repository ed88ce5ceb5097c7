package plan

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"parley/graph/store"
)

// ids501 are more ids than can be asked for.
func ids501() string {
	ids := make([]string, 501)
	for i := range ids {
		ids[i] = fmt.Sprintf("p%d", i)
	}
	b, _ := json.Marshal(ids)
	return string(b)
}

// aliases asks n times for a page.
func aliases(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d: events { totalCount } ", i)
	}
	return b.String()
}

func TestInputErrors(t *testing.T) {
	byName := store.Order{By: store.ByProperty, Property: "name"}
	const noCursor = "it is no cursor that this field gives in this order; take it from pageInfo or from an edge"
	place := store.Position{Keys: []any{"x"}, ID: "p"}
	tests := map[string]struct {
		query, variables string
		at, field        string
		line, column     int
		says             string
	}{
		"first is too large": {
			query: "{ people(first: 501) { totalCount } }",
			at:    "first", field: "people", line: 1, column: 3,
			says: "501 is not between 0 and 500; ask for a page at a time, by the cursors in pageInfo",
		},
		"first is negative": {
			query: "query Q($n: Int) {\n  people(first: $n) { totalCount }\n}", variables: `{"n": -1}`,
			at: "first", field: "people", line: 2, column: 3,
			says: "-1 is not between 0 and 500; ask for a page at a time, by the cursors in pageInfo",
		},
		"last is too large, below an alias": {
			query: "{ people { nodes {\n their: events(last: 1000) { totalCount } } } }",
			at:    "last", field: "their", line: 2, column: 2,
			says: "1000 is not between 0 and 500; ask for a page at a time, by the cursors in pageInfo",
		},
		"first and last": {
			query: "{ people(first: 1, last: 1) { totalCount } }",
			at:    "last", field: "people", line: 1, column: 3,
			says: "first and last are both given; ask for one of them",
		},
		"no cursor": {
			query: `{ people(after: "abc") { totalCount } }`,
			at:    "after", field: "people", line: 1, column: 3, says: noCursor,
		},
		"a cursor of another connection": {
			query: "query Q($c: String) { people(before: $c) { totalCount } }", variables: fmt.Sprintf(`{"c": %q}`, store.Cursor("PlaceConnection", byName, place)),
			at: "before", field: "people", line: 1, column: 23, says: noCursor,
		},
		"a cursor of another order": {
			query: "query Q($c: String) { people(after: $c, orderBy: NAME_DESC) { totalCount } }", variables: fmt.Sprintf(`{"c": %q}`, store.Cursor("PersonConnection", byName, place)),
			at: "after", field: "people", line: 1, column: 23, says: noCursor,
		},
		"a cursor with a key of another type": {
			query: "query Q($c: String) { people(after: $c) { totalCount } }", variables: fmt.Sprintf(`{"c": %q}`, store.Cursor("PersonConnection", byName, store.Position{Keys: []any{int64(3)}, ID: "p"})),
			at: "after", field: "people", line: 1, column: 23, says: noCursor,
		},
		"a time that is none, deep inside": {
			query: `{ events(where: { or: [{ id: "a" }, { not: { when: { within: "2021-13" } } }] }) { totalCount } }`,
			at:    "where.or[1].not.when.within", field: "events", line: 1, column: 3,
			says: `edtf: "2021-13" at byte 5: there is no month 13; a month is 01 to 12, a season 21 to 24`,
		},
		"a time that is none, in a list in a variable": {
			query: "query Q($or: [EventFilter!]) { events(where: { or: $or }) { totalCount } }", variables: `{"or": [{}, {"and": {"when": {"within": "soon"}}}]}`,
			at: "where.or[1].and[0].when.within", field: "events", line: 1, column: 32,
			says: `edtf: "soon" at byte 0: here is 's', where there should be a year of four digits, as in 2021-08-15`,
		},
		"a time that is a number": {
			query: "query Q($t: EDTF!) { events(where: { when: { within: $t } }) { totalCount } }", variables: `{"t": 2021}`,
			at: "where.when.within", field: "events", line: 1, column: 22,
			says: "2021 is no text; a time is written in EDTF, such as 2021-08-15",
		},
		"a time that is an object": {
			query: "query Q($t: EDTF!) { events(where: { when: { within: $t } }) { totalCount } }", variables: `{"t": {"year": 2021}}`,
			at: "where.when.within", field: "events", line: 1, column: 22,
			says: `{"year":2021} is no text; a time is written in EDTF, such as 2021-08-15`,
		},
		"too many nodes": {
			query: "query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }", variables: `{"ids": ` + ids501() + `}`,
			at: "ids", field: "nodes", line: 1, column: 25,
			says: "501 ids; at most 500 can be asked for at once",
		},
		"too many ids to filter by": {
			query: "query Q($ids: [ID!]!) { events(where: { with: $ids }) { totalCount } }", variables: `{"ids": ` + ids501() + `}`,
			at: "where.with", field: "events", line: 1, column: 25,
			says: "501 ids; at most 500 can be asked for at once",
		},
		"an enum in small letters": {
			query: "query Q($p: [Presence!]) { people { nodes { events(where: { participant: { presence: $p } }) { totalCount } } } }", variables: `{"p": ["REMOTE", "unknown"]}`,
			at: "where.participant.presence[1]", field: "events", line: 1, column: 45,
			says: "unknown is no value of Presence; there are: IN_PERSON, REMOTE, UNKNOWN",
		},
		"an order in small letters": {
			query: "query Q($o: AgentOrder) { people(orderBy: $o) { totalCount } }", variables: `{"o": "name"}`,
			at: "orderBy", field: "people", line: 1, column: 27,
			says: "name is no value of AgentOrder; there are: NAME, NAME_DESC",
		},
		"a match in small letters": {
			query: "query Q($m: Match!) { events(where: { when: { within: \"2021\", match: $m } }) { totalCount } }", variables: `{"m": "certain"}`,
			at: "where.when.match", field: "events", line: 1, column: 23,
			says: "certain is no value of Match; there are: POSSIBLE, CERTAIN",
		},
		"null for what is never null": {
			query: "query Q($m: Match) { people { nodes { events(where: { when: { within: \"2021\", match: $m } }) { totalCount } } } }", variables: `{"m": null}`,
			at: "where.when.match", field: "events", line: 1, column: 39,
			says: "it cannot be null; leave it out, or give it a value of Match",
		},
		"too many filters, one inside the other": {
			query: "{ people(where: " + strings.Repeat("{ not: ", 40) + "{}" + strings.Repeat(" }", 40) + ") { totalCount } }",
			at:    "where", field: "people", line: 1, column: 3,
			says: "it goes deeper than 32 names and places in lists, one inside the other; ask with fewer",
		},
		"too many fields, one inside the other": {
			query: "{ claim(id: \"a\") { assertions { nodes { " + strings.Repeat("cites { ", 9) + "claim { id }" + strings.Repeat(" }", 9) + " } } } }",
			field: "claim", line: 1, column: 113,
			says: "it is more than 10 fields deep that lead from node to node; ask for what is below by a question of its own, from the ids",
		},
		"too many fields, one beside the other": {
			query: "{ person(id: \"a\") { " + aliases(501) + "} }",
			field: "a500", line: 1, column: 13911,
			says: "the nodes that have it are asked for more than 500 values and pages each; ask in several questions",
		},
		"a control character": {
			query: "query Q($s: String) { people(where: { name: { prefix: $s } }) { totalCount } }", variables: `{"s": "\u0001"}`,
			at: "where.name.prefix", field: "people", line: 1, column: 23,
			says: "text: the character at byte 0 is the control character U+0001; only line breaks and tabs are allowed",
		},
	}
	o := domain(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			q, err := query(t, o, tt.query, tt.variables)
			var in *InputError
			if !errors.As(err, &in) {
				t.Fatalf("err = %v with %v, want an *InputError", err, q)
			}
			if in.At != tt.at || in.Field != tt.field {
				t.Errorf("it stands in %s at %s, want in %s at %s", in.Field, in.At, tt.field, tt.at)
			}
			if in.Position == nil || in.Position.Line != tt.line || in.Position.Column != tt.column {
				t.Errorf("position %+v, want %d:%d", in.Position, tt.line, tt.column)
			}
			if got := in.Err.Error(); got != tt.says {
				t.Errorf("it says\n%s, want\n%s", got, tt.says)
			}
		})
	}
}

// What GraphQL lets pass in place of a value is read as that value.
func TestCoercion(t *testing.T) {
	tests := map[string]struct {
		query, variables string
		want             []any
	}{
		"a number for an id":              {"{ person(id: 7) { id } }", "", []any{"7"}},
		"a number for an id, in a list":   {"query Q($i: [ID!]!) { nodes(ids: $i) { id } }", `{"i": [7, "8"]}`, []any{[]string{"7", "8"}}},
		"a number for a list of ids":      {"query Q($i: [ID!]!) { nodes(ids: $i) { id } }", `{"i": 7}`, []any{[]string{"7"}}},
		"a literal for a list of ids":     {`{ nodes(ids: "a") { id } }`, "", []any{[]string{"a"}}},
		"no ids":                          {"{ nodes(ids: []) { id } }", "", []any{[]string{}}},
		"text is normal":                  {"{ places(where: { name: { eq: \"e\u0301\" } }, first: 1) { totalCount } }", "", []any{"\u00e9", int64(1)}},
		"one for a list of texts":         {`{ places(where: { type: "city", name: { in: "x" } }, first: 1) { totalCount } }`, "", []any{[]string{"x"}, []string{"city"}, int64(1)}},
		"a default where nothing is said": {"query Q($n: Int = 3) { places(first: $n) { totalCount } }", "", []any{int64(3)}},
		"null is the page's default":      {"query Q($n: Int = 3) { places(first: $n) { totalCount } }", `{"n": null}`, []any{int64(25)}},
	}
	o := domain(t)
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			q, err := query(t, o, tt.query, tt.variables)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := fmt.Sprintf("%#v", q.Args), fmt.Sprintf("%#v", tt.want); got != want {
				t.Errorf("args %s, want %s", got, want)
			}
		})
	}
}
