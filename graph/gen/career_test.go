package main

import (
	"context"
	"errors"
	"strings"
	"testing"

	"parley/graph/edtf"
	"parley/graph/plan"
	"parley/graph/store"
)

// What the searches of the films' domain find is made up, of every sort of value that an
// object can have; only the nodes are read.

type object struct {
	name   string
	values map[string]any
}

func (o object) Type() string           { return o.name }
func (o object) Value(field string) any { return o.values[field] }

func searches() map[string]plan.Analysis {
	return map[string]plan.Analysis{"career": career, "awards": awards}
}

// career is a page of a film, an award, and a film that is gone.
func career(a *plan.Arguments) plan.Search {
	id, first := a.Text("of"), a.Int(0, 3, "first")
	order := store.Order{}
	after := a.Cursor("CareerConnection", order, "after")
	return func(context.Context) (any, error) {
		switch id {
		case "nobody":
			return nil, nil
		case "p:wrong":
			return nil, a.Wrong("of", errors.New("nobody of that name made a film"))
		case "p:broken":
			return nil, store.ErrUnavailable
		}
		when, err := edtf.Parse("1912-05")
		if err != nil {
			return nil, err
		}
		all := []object{
			{"CareerEdge", map[string]any{"node": plan.Ref("f:eclair"), "when": when, "of": []string{id}}},
			{"CareerEdge", map[string]any{"node": award("Prize", 1), "of": []string{}}},
			{"CareerEdge", map[string]any{"node": plan.Ref("f:lamps"), "of": []string{id, "p:bo"}}},
		}
		page, edges := &plan.PageInfo{Previous: after != nil}, []plan.Object{}
		for i, e := range all {
			at := store.Position{ID: string(rune('a' + i))}
			cursor := store.Cursor("CareerConnection", order, at)
			e.values["cursor"] = cursor
			switch {
			case after != nil && at.ID <= after.ID:
			case len(edges) == *first:
				page.Next = true
			default:
				if edges = append(edges, e); page.Start == nil {
					page.Start = &cursor
				}
				page.End = &cursor
			}
		}
		return object{"CareerConnection", map[string]any{"edges": edges, "pageInfo": page, "totalCount": int64(len(all))}}, nil
	}
}

// awards are two, of which one lacks what the schema promises if it is asked for.
func awards(*plan.Arguments) plan.Search {
	return func(context.Context) (any, error) {
		second := award("Medal", 2)
		second.values["by"] = award("Jury", 3)
		return []plan.Object{award("Prize", 1), second}, nil
	}
}

func award(name string, rank int64) object {
	o := object{"Award", map[string]any{
		"name": name, "rank": rank, "share": 0.5, "shared": rank > 1, "film": plan.Ref("f:eclair"), "with": plan.Refs{"p:ada", "p:bo", "p:cleo", "p:gone"},
	}}
	if rank > 1 {
		o.values["film"], o.values["stock"] = plan.Ref("f:gone"), "COLOUR"
		o.values["purse"] = object{"Money", map[string]any{"amount": 20.5, "currency": nil}}
	}
	return o
}

// A root whose type has @analysis needs somebody who answers it.
func TestNobodyAnswers(t *testing.T) {
	all := searches()
	delete(all, "awards")
	if _, err := plan.NewEngine(nil, domain(t), all); err == nil || !strings.Contains(err.Error(), "awards") {
		t.Errorf("the error is %v; want one that speaks of awards", err)
	}
}
