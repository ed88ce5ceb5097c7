package plan

import (
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// A spot is a cache with one document.
type spot struct {
	t   *testing.T
	c   *cache
	doc *ast.QueryDocument
}

func at(t *testing.T, query string) spot {
	o := domain(t)
	c, err := newCache(o)
	if err != nil {
		t.Fatal(err)
	}
	return spot{t, c, parse(t, o, query)}
}

func (s spot) plan(operation, variables string) *Plan {
	s.t.Helper()
	op, f := request(s.t, s.c.onto, s.doc, operation, variables)
	p, err := s.c.get(op, f)
	if err != nil {
		s.t.Fatal(err)
	}
	return p
}

const shaped = `query Q($where: EventFilter, $first: Int, $yes: Boolean = true, $by: EventOrder, $ids: [ID!]) {
  events(where: $where, first: $first, orderBy: $by) { nodes { id @include(if: $yes) participants(where: { id: $ids }) { totalCount } } }
}`

// Requests whose variables differ in values only have one plan, and that of any other
// shape is what it would be without a cache.
func TestShape(t *testing.T) {
	groups := [][]string{
		{`{}`, `{"yes": true}`},
		{`{"first": 1}`, `{"first": 500}`},
		{`{"first": null}`},
		{`{"yes": false}`},
		{`{"by": "WHEN"}`},
		{`{"by": "NAME"}`},
		{`{"by": null}`},
		{`{"ids": ["a"]}`, `{"ids": []}`, `{"ids": ["a", "b"]}`, `{"ids": "c"}`},
		{`{"ids": null}`},
		{`{"where": {}}`},
		{`{"where": null}`},
		{`{"where": {"id": ["a"]}}`, `{"where": {"id": ["b", "c"]}}`, `{"where": {"id": 5}}`},
		{`{"where": {"at": ["a"]}}`},
		{`{"where": {"id": null}}`},
		{`{"where": {"kind": ["MEETING"]}}`},
		{`{"where": {"kind": ["INCIDENT"]}}`},
		{`{"where": {"kind": ["INCIDENT", "MEETING"]}}`},
		{`{"where": {"when": {"within": "2021"}}}`, `{"where": {"when": {"within": "2022-01/2022-02"}}}`},
		{`{"where": {"when": {"within": "2021", "match": "CERTAIN"}}}`},
		{`{"where": {"when": {"within": "2021", "match": "POSSIBLE"}}}`},
		{`{"where": {"when": {"within": "2021", "undated": true}}}`},
		{`{"where": {"or": [{"id": "a"}, {"at": "b"}]}}`, `{"where": {"or": [{"id": "c"}, {"at": ["d", "e"]}]}}`},
		{`{"where": {"or": [{"at": "b"}, {"id": "a"}]}}`},
		{`{"where": {"or": [{"id": "a", "at": "b"}]}}`},
		{`{"where": {"or": {"id": "a"}}}`, `{"where": {"or": [{"id": "a"}]}}`},
		{`{"where": {"or": []}}`},
		{`{"where": {"or": [{}, {}]}}`},
		{`{"where": {"or": [{}]}}`},
		{`{"where": {"not": {"or": []}}}`},
		{`{"where": {"not": {}, "or": []}}`},
	}
	s := at(t, shaped)
	seen := map[*Plan]string{}
	for _, group := range groups {
		first := s.plan("Q", group[0])
		if other := seen[first]; other != "" {
			t.Errorf("%s has the plan of %s", group[0], other)
		}
		seen[first] = group[0]
		for _, variables := range group {
			p := s.plan("Q", variables)
			if p != first {
				t.Errorf("%s has another plan than %s", variables, group[0])
			}
			op, f := request(t, s.c.onto, s.doc, "Q", variables)
			fresh, err := Collect(op, s.c.onto, f)
			if err != nil {
				t.Fatal(err)
			}
			if p.String() != fresh.String() {
				t.Errorf("%s has the plan\n%s, want\n%s", variables, p, fresh)
			}
			if _, err := p.Args(op.Variables); err != nil {
				t.Errorf("%s: %v", variables, err)
			}
		}
	}
}

// Values are never part of a plan.
func TestNoValues(t *testing.T) {
	s := at(t, `query Q($where: EventFilter, $n: Int) {
  events(where: $where, first: $n) { nodes { participants(first: 77, where: { name: { eq: "literal" } }) { totalCount } } }
}`)
	text := s.plan("Q", `{"n": 99, "where": {"id": "secret", "name": {"prefix": "secret"}, "when": {"within": "1999"}}}`).String()
	for _, value := range []string{"99", "77", "secret", "literal", "1999"} {
		if strings.Contains(text, value) {
			t.Errorf("the plan has the value %s:\n%s", value, text)
		}
	}
}

// Two operations of one document may share a root field by a fragment, and then mean
// other variables by values of one shape.
func TestSharedRoot(t *testing.T) {
	s := at(t, `
query A($a: Boolean!, $b: Boolean!) { ...R }
query B($b: Boolean!, $a: Boolean!) { ...R }
fragment R on Query { people { nodes { name @include(if: $a) aliases @include(if: $b) } } }`)
	a := s.plan("A", `{"a": true, "b": false}`)
	b := s.plan("B", `{"a": false, "b": true}`)
	if !strings.Contains(a.String(), "fields node.name\n") || !strings.Contains(b.String(), "fields node.aliases\n") {
		t.Errorf("the plans are\n%s and\n%s", a, b)
	}
	if s.plan("A", `{"a": true, "b": false}`) != a || s.plan("B", `{"b": true, "a": false}`) != b {
		t.Error("a plan was not kept")
	}
}

func TestBounded(t *testing.T) {
	s := at(t, shaped)
	many := func(n int) string {
		return `{"where": {"or": [` + strings.TrimSuffix(strings.Repeat(`{"id": "a"},`, n), ",") + `]}}`
	}
	for n := range 3 {
		s.plan("Q", many(n))
	}
	if got, _ := s.c.plans.Size(); got != 3 {
		t.Errorf("%d plans are kept, want 3", got)
	}
	s.plan("Q", many(2000))
	if got, _ := s.c.plans.Size(); got != 3 {
		t.Errorf("a plan of a shape of thousands of parts is kept")
	}
	op, f := request(t, s.c.onto, s.doc, "Q", "")
	for i := range cacheSize + 10 {
		op.Operation = &ast.OperationDefinition{Name: fmt.Sprint(i)} // as good as another document
		if _, err := s.c.get(op, f); err != nil {
			t.Fatal(err)
		}
	}
	if got, _ := s.c.plans.Size(); got != cacheSize {
		t.Errorf("%d plans are kept, want %d", got, cacheSize)
	}
}
