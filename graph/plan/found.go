package plan

import (
	"context"
	"fmt"

	"github.com/99designs/gqlgen/graphql"
)

// A Found is an object that was found, for gqlgen's executor. The types with @analysis are
// defined over it.
type Found struct {
	object Object
	found  *found
}

// Found answers a root whose type has @analysis; nil if nothing was found.
func (e *Engine) Found(ctx context.Context) (*Found, error) {
	f, err := e.loadFound(ctx)
	if err != nil {
		return nil, err
	}
	o, ok := f.value.(Object)
	if !ok {
		return nil, nil
	}
	return &Found{o, f}, nil
}

// AllFound answers a root that is a list of a type with @analysis.
func (e *Engine) AllFound(ctx context.Context) ([]Found, error) {
	f, err := e.loadFound(ctx)
	if err != nil {
		return nil, err
	}
	return f.all(f.value), nil
}

func (e *Engine) loadFound(ctx context.Context) (*found, error) {
	p, args, err := e.plan(ctx)
	if err != nil {
		return nil, err
	}
	return e.find(ctx, p, args)
}

// all are the objects of a list, nil if there is none.
func (f *found) all(value any) []Found {
	list, ok := value.([]Object)
	if !ok {
		return nil
	}
	all := make([]Found, len(list))
	for i, o := range list {
		all[i] = Found{o, f}
	}
	return all
}

// Values is the values of a found object.
func (x *Found) Values() From { return From{object: x.object} }

// Info is where a page lies; nil if it is not known.
func (x *Found) Info(name string) *PageInfo {
	i, _ := x.object.Value(name).(*PageInfo)
	return i
}

// Object is the object under a name; nil if there is none.
func (x *Found) Object(name string) *Found {
	o, ok := x.object.Value(name).(Object)
	if !ok {
		return nil
	}
	return &Found{o, x.found}
}

// Part is the object of values under a name; nil if there is none.
func (x *Found) Part(name string) *Part {
	o, ok := x.object.Value(name).(Object)
	if !ok {
		return nil
	}
	return &Part{object: o}
}

// Objects are the objects under a name; nil if there is no list.
func (x *Found) Objects(name string) []Found { return x.found.all(x.object.Value(name)) }

// Type is the name of the object's GraphQL type.
func (x *Found) Type() string { return x.object.Type() }

// slot finds what was loaded for the field that ctx is about.
func (x *Found) slot(ctx context.Context) (n int, value any, err error) {
	f := graphql.GetFieldContext(ctx).Field
	n = x.found.plan.found.slotOf(f.Field)
	if n < 0 {
		return n, nil, fmt.Errorf("plan: %s was not loaded", f.Alias)
	}
	return n, x.object.Value(f.Name), nil
}

// One returns the node of the field that ctx is about; nil if there is none.
func (x *Found) One(ctx context.Context) (*Row, error) {
	n, value, err := x.slot(ctx)
	ref, _ := value.(Ref)
	if err != nil || x.found.nodes[n][string(ref)] == nil {
		return nil, err
	}
	return &Row{x.found.plan.found.slots[n].level, x.found.nodes[n][string(ref)], x.found.args}, nil
}

// Follow returns the page of the field that ctx is about; nil if there is none.
func (x *Found) Follow(ctx context.Context) (*Page, error) {
	n, value, err := x.slot(ctx)
	refs, ok := value.(Refs)
	if err != nil || !ok {
		return nil, err
	}
	page := x.found.page(n, refs)
	return &Page{x.found.plan.found.slots[n].level, &page, x.found.args}, nil
}
