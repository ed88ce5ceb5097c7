package neo4j

import (
	"context"
	"fmt"
	"reflect"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph/store"
)

// Steady begins each statement of a Write.
const Steady = steady

// SetHubs makes small graphs have hubs, and walks that end early.
func (s *Store) SetHubs(degree, walk int) {
	s.hubs = hubs{degree: degree, through: degree, walk: walk, kinds: 4}
	s.compiled.Purge()
}

// SetThrough has what is in the middle counted and not collected where there are more edges to it than this.
func (s *Store) SetThrough(through int) {
	s.hubs.through = through
	s.compiled.Purge()
}

// Statement returns the text that a Selection becomes.
func Statement(schema *store.Schema, s *store.Selection) (string, error) {
	props, err := propertiesOf(schema)
	if err != nil {
		return "", err
	}
	st, err := compile(schema, props, usualHubs(), s)
	if err != nil {
		return "", err
	}
	return st.text, nil
}

// Kept and Meant are how texts go into the database and come out of it.
func Kept(s string) string  { return kept(s) }
func Meant(s string) string { return meant(s) }

// Hits returns how often the database looks at what it holds to answer a query, by a plan made for what
// it holds now, and how many bytes it has for that at most.
func (s *Store) Hits(ctx context.Context, q store.Query) (looks, bytes int64, err error) {
	st, err := s.statement(q.Select)
	if err != nil {
		return 0, 0, err
	}
	params, err := values(st.params, q.Args)
	if err != nil {
		return 0, 0, err
	}
	session, done := s.session(ctx, neo4j.AccessModeRead)
	defer done()
	result, err := session.Run(ctx, "CYPHER replan=force PROFILE "+st.text, params)
	if err != nil {
		return 0, 0, err
	}
	summary, err := result.Consume(ctx)
	if err != nil {
		return 0, 0, err
	}
	// In this version of the driver Children gives the last child for all of them, so the
	// plan is read from where it is kept.
	plan := reflect.ValueOf(summary).Elem().FieldByName("sum").Elem().FieldByName("ProfiledPlan")
	if plan.IsNil() {
		return 0, 0, fmt.Errorf("the database gave no plan")
	}
	memory := plan.Elem().FieldByName("Arguments").MapIndex(reflect.ValueOf("GlobalMemory"))
	if !memory.IsValid() {
		return 0, 0, fmt.Errorf("the plan has no memory")
	}
	return hits(plan.Elem()), memory.Elem().Int(), nil
}

func hits(plan reflect.Value) int64 {
	sum := plan.FieldByName("DbHits").Int()
	children := plan.FieldByName("Children")
	for i := range children.Len() {
		sum += hits(children.Index(i))
	}
	return sum
}
