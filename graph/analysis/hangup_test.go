package analysis_test

import (
	"context"
	"errors"
	"testing"

	"parley/graph/analysis"
)

// A fickle context is done as soon as it has been asked so many times whether it is.
type fickle struct {
	context.Context
	asked, most int
}

func (f *fickle) Err() error {
	if f.asked++; f.asked > f.most {
		return context.Canceled
	}
	return nil
}

// One meeting of many has a great many pairs: the work on them is given up with the client, long before its end.
func TestCrowdCancelled(t *testing.T) {
	const people = 1000
	a := analysis.New(crowd{people: people}, domain(t), analysis.Limits{})
	q := analysis.CentralityQuery{Measure: analysis.ByDegree, First: 1}
	all := &fickle{t.Context(), 0, 1 << 30}
	if _, err := a.Centrality(all, q); err != nil {
		t.Fatal(err)
	}
	if all.asked < people {
		t.Errorf("of %d people it looks %d times whether somebody waits", people, all.asked)
	}
	some := &fickle{t.Context(), 0, all.asked / 2}
	if _, err := a.Centrality(some, q); !errors.Is(err, context.Canceled) || some.asked > some.most+1 {
		t.Errorf("looked %d times, and went on: %v", some.asked-some.most, err)
	}
}
