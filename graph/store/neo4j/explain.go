package neo4j

import (
	"context"
	"reflect"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph/store"
)

// Explain implements store.Explainer, by EXPLAIN. The plan has an operator a line, and below it, deeper, those that it
// draws from.
func (s *Store) Explain(ctx context.Context, sel *store.Selection) (store.Explanation, error) {
	st, err := s.statement(sel)
	if err != nil {
		return store.Explanation{}, err
	}
	e := store.Explanation{Statement: st.text}
	err = s.retry(ctx, func() error {
		session, done := s.session(ctx, neo4j.AccessModeRead)
		defer done()
		text := "EXPLAIN " + st.text
		s.cfg.Trace(text)
		result, err := session.Run(ctx, text, nil, settings(s.cfg.Timeout, "explain"))
		if err != nil {
			return failed(ctx, "explain", err)
		}
		summary, err := result.Consume(ctx)
		e.Plan = planOf(summary)
		return failed(ctx, "explain", err)
	})
	return e, err
}

// planOf writes out the plan of a summary; nil if it has none. In this version of the driver Plan.Children gives the last child
// for each of them, so the plan is read from where the summary keeps it, if it is still there.
func planOf(summary neo4j.ResultSummary) []string {
	at := reflect.ValueOf(summary)
	for _, field := range []string{"sum", "Plan"} {
		if at.Kind() != reflect.Pointer || at.IsNil() || at.Elem().Kind() != reflect.Struct {
			return nil
		}
		at = at.Elem().FieldByName(field)
	}
	if at.Kind() != reflect.Pointer || at.IsNil() {
		return nil
	}
	return draw(nil, at.Elem(), 0)
}

func draw(lines []string, plan reflect.Value, depth int) []string {
	operator, arguments, children := plan.FieldByName("Operator"), plan.FieldByName("Arguments"), plan.FieldByName("Children")
	if operator.Kind() != reflect.String || arguments.Kind() != reflect.Map || children.Kind() != reflect.Slice {
		return lines
	}
	line := strings.Repeat("  ", depth) + strings.TrimSuffix(operator.String(), "@neo4j")
	if details := arguments.MapIndex(reflect.ValueOf("Details")); details.IsValid() && details.Elem().Kind() == reflect.String {
		line += " " + details.Elem().String()
	}
	lines = append(lines, line)
	for i := range children.Len() {
		lines = draw(lines, children.Index(i), depth+1)
	}
	return lines
}

// Pool implements store.Pooler: a session that is open has one connection.
func (s *Store) Pool() store.Pool {
	return store.Pool{Max: connections, Use: int(s.sessions.Load())}
}
