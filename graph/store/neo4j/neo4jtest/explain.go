package neo4jtest

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"parley/graph/store/neo4j"
)

// Explain returns the plan of each statement, an operator a line and with its details.
func Explain(t testing.TB, cfg neo4j.Config, statements []string) map[string]string {
	t.Helper()
	plans := map[string]string{}
	connect(t, cfg, func(ctx context.Context, session driver.SessionWithContext) error {
		for _, text := range statements {
			result, err := session.Run(ctx, "EXPLAIN "+text, nil)
			if err != nil {
				return fmt.Errorf("explain %s: %w", text, err)
			}
			summary, err := result.Consume(ctx)
			if err != nil {
				return fmt.Errorf("explain %s: %w", text, err)
			}
			// In this version of the driver Plan.Children gives the last child
			// for all of them, so the plan is read from where it is kept.
			plan := reflect.ValueOf(summary).Elem().FieldByName("sum").Elem().FieldByName("Plan")
			if !plan.IsNil() {
				plans[text] = draw(plan.Elem(), 0)
			}
		}
		return nil
	})
	return plans
}

func draw(plan reflect.Value, depth int) string {
	var details string
	if v := plan.FieldByName("Arguments").MapIndex(reflect.ValueOf("Details")); v.IsValid() {
		details = v.Elem().String()
	}
	operator := strings.TrimSuffix(plan.FieldByName("Operator").String(), "@neo4j")
	text := strings.Repeat("  ", depth) + operator + " " + details + "\n"
	children := plan.FieldByName("Children")
	for i := range children.Len() {
		text += draw(children.Index(i), depth+1)
	}
	return text
}
