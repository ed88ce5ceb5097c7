package ontology

import (
	"reflect"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/store"
)

// far reads where a field leads: its type, the kinds and the connection.
func (o *Ontology) far(where string, x *Field, f *ast.FieldDefinition) error {
	x.Role = Leads
	if c := o.conns[f.Type.Name()]; c != nil {
		x.Connection, x.Kinds = c, c.Kinds
		x.Order = store.Order{By: store.ByID, Edges: c.Identity}
		return nil
	}
	x.List = f.Type.Elem != nil
	if x.Kinds = o.Kinds(f.Type.Name()); len(x.Kinds) == 0 {
		return problem(where, "%s is neither a kind of node (@node, or what such types implement) nor a connection", f.Type.Name())
	}
	return nil
}

func (o *Ontology) readAlong(where string, d *ast.Definition, x *Field, f *ast.FieldDefinition, e *ast.Directive) error {
	if err := o.far(where, x, f); err != nil {
		return err
	}
	rel, dir := arg(e, "type"), direction(arg(e, "direction"))
	x.Step = store.Along{Relation: rel, Direction: dir, Distinct: x.Connection == nil || !x.Connection.Identity}
	switch {
	case arg(e, "transitive") == "true":
		if !x.List || !slices.Contains(x.Kinds, d.Name) || dir == store.Both {
			return problem(where, "a transitive field is a list of the type that it is a field of, [%s!]!, and follows edges in one direction", d.Name)
		}
		x.Step, x.Order = store.Chain{Relation: rel, Direction: dir}, store.Order{By: store.ByDistance}
		o.Chains = appendNew(o.Chains, rel)
	case x.List:
		return problem(where, "a list that follows edges must be a connection, so that it is bounded; or say transitive: true")
	case x.Connection == nil:
		if dir == store.Both {
			return problem(where, "one object cannot be at the end of edges in both directions; use a connection")
		}
		o.Bounds[d.Name] = append(o.Bounds[d.Name], Bound{Relation: rel, Direction: dir, Required: f.Type.NonNull, Field: f.Name})
	}
	if s := arg(e, "sharing"); s != "" {
		if o.Store.Relation(s) == nil {
			return problem(where, "no field follows edges of %s, so ends cannot share a node along them", s)
		}
		o.Sharing[rel] = s
	}
	return nil
}

// Single returns a step that says whether two nodes have at most one edge of it.
func (o *Ontology) Single(s store.Step) store.Step {
	along, ok := s.(store.Along)
	if _, pairs := o.Pairs[along.Relation]; !ok || !pairs || along.Distinct || along.Direction == store.Both {
		return s
	}
	along.Single = true
	return along
}

func (o *Ontology) readThrough(where string, d *ast.Definition, x *Field, f *ast.FieldDefinition, t *ast.Directive) error {
	if err := o.far(where, x, f); err != nil {
		return err
	}
	if x.Connection == nil || x.Connection.Identity {
		return problem(where, "a field with @through must be a connection whose edges have no id, since each stands for several stored ones")
	}
	step := store.Through{
		Single: true, // Held by Pairs.
		First:  store.Along{Relation: arg(t, "first"), Direction: direction(arg(t, "firstDirection"))},
		Second: store.Along{Relation: arg(t, "second"), Direction: direction(arg(t, "secondDirection"))},
	}
	step.Kinds = o.middles(step)
	if len(step.Kinds) == 0 {
		return problem(where, "no kind of node is at the far end of %s and the near end of %s", step.First.Relation, step.Second.Relation)
	}
	near, _ := o.ends(step.First)
	if _, far := o.ends(step.Second); !slices.Contains(near, d.Name) || !overlap(far, x.Kinds) {
		return problem(where, "%s does not lead from %s, or %s not to %s", step.First.Relation, d.Name, step.Second.Relation, strings.Join(x.Kinds, ", "))
	}
	o.Pairs[step.Second.Relation] = step.Second.Direction
	o.Pairs[step.First.Relation] = back(step.First.Direction)
	times := map[string]bool{}
	for _, k := range step.Kinds {
		if time := arg(o.schema.Types[k].Directives.ForName("node"), "time"); time != "" {
			step.Time = time
			times[time] = true
		}
	}
	if len(times) > 1 {
		return problem(where, "the nodes in the middle (%s) keep their times under different names", strings.Join(step.Kinds, ", "))
	}
	x.Step, x.Order.Edges = step, false
	if m := t.Arguments.ForName("middle"); m != nil {
		for _, v := range m.Value.Children {
			k := o.kinds[v.Value.Raw]
			if !slices.Contains(step.Kinds, k) {
				return problem(where, "no node of kind %s is between %s and %s; there are: %s", v.Value.Raw, step.First.Relation, step.Second.Relation, strings.Join(step.Kinds, ", "))
			}
			x.Middle = append(x.Middle, k)
		}
	}
	if name := arg(t, "draws"); name != "" {
		return o.readDrawn(where, name, d.Name, x, step)
	}
	return nil
}

// readDrawn reads the relation whose edges stand for what a @through field leads over. The
// fields of several kinds may draw one, and its ends are these kinds.
func (o *Ontology) readDrawn(where, name, kind string, x *Field, step store.Through) error {
	if len(x.Middle) > 0 {
		step.Kinds = x.Middle
	}
	if o.schema.Types["RelationType"].EnumValues.ForName(name) == nil {
		return problem(where, "the enum RelationType has no value %s", name)
	}
	if o.Store.Relation(name) != nil {
		return problem(where, "edges of %s are stored, so that they cannot be drawn as well", name)
	}
	if step.First.Relation != step.Second.Relation || step.First.Direction != back(step.Second.Direction) {
		return problem(where, "what is drawn has no direction, so that %s must be the way back of %s", step.Second.Relation, step.First.Relation)
	}
	i := slices.IndexFunc(o.Drawn, func(d Drawn) bool { return d.Name == name })
	if i < 0 {
		o.Drawn = append(o.Drawn, Drawn{Name: name, Step: step})
		slices.SortFunc(o.Drawn, func(a, b Drawn) int { return strings.Compare(a.Name, b.Name) })
		i = slices.IndexFunc(o.Drawn, func(d Drawn) bool { return d.Name == name })
	}
	d := &o.Drawn[i]
	if !reflect.DeepEqual(d.Step, step) {
		return problem(where, "%s is drawn otherwise by a field of %s", name, strings.Join(d.Ends, ", "))
	}
	d.Ends = appendNew(d.Ends, kind)
	return nil
}

func back(d store.Direction) store.Direction {
	switch d {
	case store.Out:
		return store.In
	case store.In:
		return store.Out
	}
	return d
}

// middles are the kinds that can stand between two edges.
func (o *Ontology) middles(t store.Through) (kinds []string) {
	_, a := o.ends(t.First)
	b, _ := o.ends(t.Second)
	for _, k := range a {
		if slices.Contains(b, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

func (o *Ontology) readRef(where, owner string, x *Field, f *ast.FieldDefinition, property string) error {
	if err := o.far(where, x, f); err != nil {
		return err
	}
	if x.List {
		return problem(where, "a list of references must be a connection, so that it is bounded")
	}
	if x.Connection != nil && x.Connection.Identity {
		return problem(where, "what a property refers to has no edges; use a connection whose edges have no id")
	}
	x.Property, x.Step = property, store.Ref{Of: x.Of, Property: property}
	p := store.Property{Name: property, Type: store.Strings, Ref: true}
	if x.Connection == nil {
		p.Type, p.Required = store.String, f.Type.NonNull
	}
	o.Refs[[2]string{owner, property}] = x.Kinds
	return o.add(where, owner, p, "ID")
}

func direction(value string) store.Direction {
	switch value {
	case "IN":
		return store.In
	case "BOTH":
		return store.Both
	}
	return store.Out
}
