package limits

import (
	"math"
	"math/bits"
	"slices"

	"github.com/vektah/gqlparser/v2/ast"
)

// A charge is one field of an answer: what it costs follows from the variables. The fields of one response key are one
// charge, as they are one in the answer; where they may differ, on kinds that no node is of at once, the dearest counts.
type charge struct {
	fields []*ast.Field // of one name and one response key; none for the operation itself
	size   *listSize
	weight float64 // of each object
	asked  float64 // by itself
	kinds  int     // how many types of object the parent may be of, at most 64 of them told apart
	on     uint64  // which of these have the field
	cond   ast.DirectiveList
	below  []*charge
}

// operation makes the charge of an operation.
func (w *weights) operation(o *ast.OperationDefinition) *charge {
	root := w.schema.Query
	switch o.Operation {
	case ast.Mutation:
		root = w.schema.Mutation
	case ast.Subscription:
		root = w.schema.Subscription
	}
	return &charge{kinds: 1, on: 1, below: w.below(root, []ast.SelectionSet{o.SelectionSet})}
}

// objects are the types of object that a value of a type may be of, in a fixed order.
func (w *weights) objects(t *ast.Definition) []*ast.Definition {
	if t.Kind == ast.Object {
		return []*ast.Definition{t}
	}
	return slices.DeleteFunc(slices.Clone(w.schema.GetPossibleTypes(t)), func(d *ast.Definition) bool { return d.Kind != ast.Object })
}

// A gatherer makes the charges of one place in the answer.
type gatherer struct {
	*weights
	kinds  []*ast.Definition
	groups []*charge
	at     map[[2]string]*charge // by response key and name
	sets   map[*charge][]ast.SelectionSet
}

// below makes the charges of all that is selected of a type, in several selection sets that fall together.
func (w *weights) below(t *ast.Definition, sets []ast.SelectionSet) []*charge {
	if t == nil {
		return nil
	}
	kinds := w.objects(t)
	g := &gatherer{w, kinds, nil, map[[2]string]*charge{}, map[*charge][]ast.SelectionSet{}}
	all := uint64(math.MaxUint64)
	if n := len(kinds); n < 64 {
		all = 1<<n - 1
	}
	for _, set := range sets {
		g.gather(set, all, nil)
	}
	for _, c := range g.groups {
		if sub := g.sets[c]; sub != nil {
			c.below = w.below(w.schema.Types[c.fields[0].Definition.Type.Name()], sub)
		}
	}
	return g.groups
}

// gather adds what a selection set asks of the kinds in on, under conditions.
func (g *gatherer) gather(set ast.SelectionSet, on uint64, cond ast.DirectiveList) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			g.field(s, on, slices.Concat(cond, s.Directives))
		case *ast.InlineFragment:
			g.gather(s.SelectionSet, on&g.those(s.TypeCondition), slices.Concat(cond, s.Directives))
		case *ast.FragmentSpread:
			g.gather(s.Definition.SelectionSet, on&g.those(s.Definition.TypeCondition), slices.Concat(cond, s.Directives))
		}
	}
}

// those are the kinds that are of a type.
func (g *gatherer) those(condition string) uint64 {
	if condition == "" || len(g.kinds) > 64 {
		return math.MaxUint64
	}
	var those uint64
	of := g.objects(g.schema.Types[condition])
	for i, k := range g.kinds {
		if slices.Contains(of, k) {
			those |= 1 << i
		}
	}
	return those
}

func (g *gatherer) field(f *ast.Field, on uint64, cond ast.DirectiveList) {
	if on == 0 {
		return
	}
	key := [2]string{f.Alias, f.Name}
	c := g.at[key]
	if c == nil {
		x := g.of(f)
		c = &charge{size: x.size, weight: x.weight, asked: x.asked, kinds: len(g.kinds), cond: cond}
		g.at[key] = c
		g.groups = append(g.groups, c)
	} else {
		c.cond = nil // Any of them may be asked for, so it counts always.
		x := g.of(f)
		c.weight, c.asked = max(c.weight, x.weight), max(c.asked, x.asked)
	}
	c.on |= on
	c.fields = append(c.fields, f)
	if len(f.SelectionSet) > 0 {
		g.sets[c] = append(g.sets[c], f.SelectionSet)
	}
}

// shapes counts the fields below, each once for every kind that the node may be of.
func (c *charge) shapes() float64 {
	n := 0.0
	for _, b := range c.below {
		n += float64(min(b.kinds, bits.OnesCount64(b.on))) * (1 + b.shapes())
	}
	return n
}
