package plan

import (
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/ontology"
	"parley/graph/store"
)

// filter reads an input object as conditions that all hold. at is the way to
// it from the field's arguments.
func (c *collector) filter(b *binder, s ontology.Scope, d *ast.Definition, v any, step *store.Through, at ...any) ([]store.Cond, error) {
	given, _ := v.(map[string]any)
	all := []store.Cond{}
	for _, f := range d.Fields {
		v, ok := given[f.Name]
		if !ok || v == nil {
			continue
		}
		m, err := c.onto.Meaning(s, d, f)
		if err != nil {
			return nil, err
		}
		here := append(at[:len(at):len(at)], f.Name)
		switch {
		case m.Asks == ontology.AsksMiddle && step != nil:
			conds, err := c.filter(b, m.Scope, m.Input, v, nil, here...)
			if err != nil {
				return nil, err
			}
			step.Where = simple(conds)
		case m.Asks == ontology.AsksFollowed && step != nil:
			conds, err := c.filter(b, m.Scope, m.Input, v, nil, here...)
			if err != nil {
				return nil, err
			}
			step.Edges = simple(conds)
		case m.Asks == ontology.AsksCount && step != nil:
			step.AtLeast = b.arg(convert(store.Int), here...)
		default:
			cond, err := c.meaning(b, m, v, here)
			if err != nil {
				return nil, err
			}
			all = append(all, cond)
		}
	}
	return all, nil
}

func (c *collector) meaning(b *binder, m ontology.Meaning, v any, at []any) (store.Cond, error) {
	switch m.Asks {
	case ontology.AsksAll, ontology.AsksEither:
		var all []store.Cond
		for i, x := range list(v) {
			conds, err := c.filter(b, m.Scope, m.Input, x, nil, element(v, at, i)...)
			if err != nil {
				return nil, err
			}
			all = append(all, store.And(conds))
		}
		if m.Asks == ontology.AsksAll {
			return store.And(all), nil
		}
		return store.Or(all), nil
	case ontology.AsksNot:
		conds, err := c.filter(b, m.Scope, m.Input, v, nil, at...)
		return store.Not{Cond: store.And(conds)}, err
	case ontology.AsksFilter:
		conds, err := c.filter(b, m.Scope, m.Input, v, nil, at...)
		if len(m.Steps) == 0 {
			return store.And(conds), err
		}
		return some(m.Steps, simple(conds)), err
	case ontology.AsksKind:
		kinds, err := c.kindsOf(v)
		return some(m.Steps, kinds), err
	case ontology.AsksID:
		if m.Test == "EVERY" {
			return store.Each{Step: m.Steps[0].Along, IDs: b.arg(ids, at...)}, nil
		}
		return some(m.Steps, store.Compare{Property: "id", Op: store.AnyOf, Arg: b.arg(ids, at...)}), nil
	case ontology.AsksExists:
		return sided(some(m.Steps, nil), m.Test, v), nil
	}
	if m.Test == "EXISTS" || m.Test == "ABSENT" {
		has := store.Compare{Of: m.Of, Property: m.Property, Op: store.Exists}
		return sided(some(m.Steps, has), m.Test, v), nil
	}
	if m.Test == "AT_LEAST" {
		least := store.Compare{Of: m.Of, Property: m.Property, Op: store.AtLeast, Arg: b.arg(convert(m.Type), at...)}
		return some(m.Steps, least), nil
	}
	return some(m.Steps, c.compare(b, m, v, at)), nil
}

// sided turns a condition round where a Boolean or the test asks so.
func sided(cond store.Cond, test string, v any) store.Cond {
	if yes, _ := v.(bool); yes == (test == "EXISTS") {
		return cond
	}
	return store.Not{Cond: cond}
}

// some wraps a condition in the steps that lead to where it holds.
func some(steps []ontology.Step, cond store.Cond) store.Cond {
	for i := len(steps) - 1; i >= 0; i-- {
		s := store.Some{Step: steps[i].Along, Kinds: steps[i].Kinds, Where: cond}
		if steps[i].Any {
			s.Step = store.Chain{Relation: steps[i].Relation, Direction: steps[i].Direction}
		}
		cond = s
	}
	return cond
}

// compare reads what a property is compared with.
func (c *collector) compare(b *binder, m ontology.Meaning, v any, at []any) store.Cond {
	one := func(op store.Op, conv func(any) (any, error), at ...any) store.Cond {
		return store.Compare{Of: m.Of, Property: m.Property, Op: op, Arg: b.arg(conv, at...)}
	}
	switch given, isObject := v.(map[string]any); {
	case isObject && m.Type == store.Period:
		return c.during(b, m.Of, m.Property, m.Input, v, at...)
	case isObject:
		var all store.And
		for _, f := range m.Input.Fields {
			if given[f.Name] == nil {
				continue
			}
			here := append(at[:len(at):len(at)], f.Name)
			if op := operator(f.Name); op == store.AnyOf {
				all = append(all, one(op, converts(m.Type), here...))
			} else {
				all = append(all, one(op, convert(m.Type), here...))
			}
		}
		if len(all) == 0 {
			return store.And{}
		}
		return simple(all)
	case m.Many:
		return one(store.AnyOf, converts(m.Type), at...)
	}
	return one(store.Eq, convert(m.Type), at...)
}

func operator(name string) store.Op {
	switch name {
	case "in":
		return store.AnyOf
	case "prefix":
		return store.Prefix
	case "contains":
		return store.Contains
	case "min":
		return store.AtLeast
	case "max":
		return store.AtMost
	}
	return store.Eq
}

// during reads a window on a time.
func (c *collector) during(b *binder, of store.Of, property string, d *ast.Definition, v any, at ...any) store.Cond {
	given, _ := v.(map[string]any)
	value := func(name string) any {
		if v, ok := given[name]; ok {
			return v
		}
		if f := d.Fields.ForName(name); f != nil && f.DefaultValue != nil {
			v, _ := f.DefaultValue.Value(nil)
			return v
		}
		return nil
	}
	x := store.During{Of: of, Property: property, Certain: value("match") == "CERTAIN"}
	x.Undated, _ = value("undated").(bool)
	x.Window = b.arg(window, append(at[:len(at):len(at)], "within")...)
	return x
}
