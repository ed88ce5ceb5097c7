package ontology

import (
	"slices"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/store"
)

// A Field is what a field of the schema means.
type Field struct {
	Name string
	Role Role
	// Property is what is stored under the field; of a Part, the prefix of its
	// properties. Of says whose: the node's or the edge's.
	Property string
	Of       store.Of
	// Of a Leads: how, to which kinds, and in which order if nobody says.
	Step  store.Step
	Kinds []string
	Order store.Order
	// Connection is set where the field is one; else the field is one object,
	// or a List of them.
	Connection *Connection
	List       bool
	// Middle are the kinds in the middle of a @through field that count unless
	// a filter on them asks for kinds; empty means all.
	Middle []string
	// Computed is the directive's value, of a Computes.
	Computed string
}

// A Role is the way that a field gets its value.
type Role uint8

// The roles of fields.
const (
	Stores   Role = iota + 1 // a property
	Times                    // a property of type Period
	Parts                    // an object made of properties with a dot
	Leads                    // hops to other nodes
	Computes                 // comes about in the answer: count, score and the like
	Cursors                  // the cursor of an edge
	Nodes                    // the node of an edge
)

// A Connection is a type of page, as in the Relay specification.
type Connection struct {
	Name      string
	Edge      *ast.Definition // the type of its edges
	Node      *ast.Definition // the type of the nodes
	Kinds     []string        // the kinds that they may be
	Relations []string        // whose edges they are; none where rows are nodes
	Identity  bool            // whether its edges have an id, and so may be several to one node
}

// readConnections finds the types with edges, a page and a count.
func (o *Ontology) readConnections() error {
	for _, d := range o.types() {
		edges := d.Fields.ForName("edges")
		if d.Kind != ast.Object || edges == nil {
			continue
		}
		e := o.schema.Types[edges.Type.Name()]
		node := e.Fields.ForName("node")
		if node == nil || e.Fields.ForName("cursor") == nil {
			return problem(e.Name, "the edges of a connection need the fields `cursor: String!` and `node`")
		}
		kinds := o.Kinds(node.Type.Name())
		if len(kinds) == 0 {
			return problem(e.Name+".node", "%s is no kind of node, and none implements it", node.Type.Name())
		}
		for _, f := range d.Fields {
			switch f.Name {
			case "edges", "nodes", "pageInfo", "totalCount":
			default:
				return problem(d.Name+"."+f.Name, "a connection has edges, nodes, pageInfo and totalCount; put further fields on its edges")
			}
		}
		o.conns[d.Name] = &Connection{Name: d.Name, Edge: e, Node: o.schema.Types[node.Type.Name()], Kinds: kinds, Identity: e.Fields.ForName("id") != nil}
	}
	return nil
}

// readFields gives every field of the kinds and of the edges its meaning.
func (o *Ontology) readFields() error {
	for _, d := range o.types() {
		if isKind(d) {
			for _, f := range d.Fields {
				if err := o.readField(d, d.Name, store.OfNode, f); err != nil {
					return err
				}
			}
		}
	}
	for _, d := range o.types() {
		if c := o.connOfEdge(d.Name); c != nil {
			if err := o.readEdge(d, c); err != nil {
				return err
			}
		}
	}
	return nil
}

func (o *Ontology) readEdge(d *ast.Definition, c *Connection) error {
	for _, f := range d.Fields {
		switch {
		case f.Name == "cursor":
			o.fields[f] = &Field{Name: f.Name, Role: Cursors}
		case f.Name == "node":
			o.fields[f] = &Field{Name: f.Name, Role: Nodes}
		case f.Directives.ForName("computed") != nil:
			x := &Field{Name: f.Name, Role: Computes, Computed: arg(f.Directives.ForName("computed"), "as")}
			if x.Computed == "MIDDLE" {
				x.Role, x.Step = Leads, store.Middle{}
				if err := o.far(d.Name+"."+f.Name, x, f); err != nil {
					return err
				}
			}
			o.fields[f] = x
		case len(c.Relations) == 0:
			return problem(d.Name+"."+f.Name, "the rows of %s are nodes, so their edges have no values of their own; say @computed, or use the connection in a field with @edge", c.Name)
		default:
			for _, rel := range c.Relations {
				if err := o.readField(d, rel, store.OfEdge, f); err != nil {
					return err
				}
			}
			// An edge's time is its own, or that which it inherits.
			if x := o.fields[f]; x.Role == Times {
				x.Property = Effective
			}
		}
	}
	return nil
}

func (o *Ontology) connOfEdge(name string) *Connection {
	for _, d := range o.types() {
		if c := o.conns[d.Name]; c != nil && c.Edge.Name == name {
			return c
		}
	}
	return nil
}

// readField reads one field of a kind or of a relation's edge.
func (o *Ontology) readField(d *ast.Definition, owner string, of store.Of, f *ast.FieldDefinition) error {
	where := d.Name + "." + f.Name
	x := &Field{Name: f.Name, Of: of, Property: f.Name}
	o.fields[f] = x
	edge, through, ref := f.Directives.ForName("edge"), f.Directives.ForName("through"), f.Directives.ForName("ref")
	switch {
	case f.Name == "id":
		x.Role = Stores
		return nil
	case (edge != nil || through != nil) && of == store.OfEdge:
		return problem(where, "an edge cannot be the end of another edge; keep ids in a property and say @ref")
	case edge != nil:
		return o.readAlong(where, d, x, f, edge)
	case through != nil:
		return o.readThrough(where, x, f, through)
	case ref != nil:
		return o.readRef(where, owner, x, f, arg(ref, "property"))
	}
	x.Role = Stores
	if f.Type.Name() == periodType {
		x.Role = Times
	} else if o.schema.Types[f.Type.Name()].Kind == ast.Object {
		x.Role = Parts
	}
	return o.property(owner, d, f)
}

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
		return problem(where, "%s is neither a kind of node nor a connection", f.Type.Name())
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
		if !x.List || !slices.Contains(x.Kinds, d.Name) {
			return problem(where, "a transitive field is a list of the type that it is a field of: [%s!]!", d.Name)
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
		o.Sharing[rel] = s
	}
	return nil
}

func (o *Ontology) readThrough(where string, x *Field, f *ast.FieldDefinition, t *ast.Directive) error {
	if err := o.far(where, x, f); err != nil {
		return err
	}
	if x.Connection == nil {
		return problem(where, "a field with @through must be a connection")
	}
	step := store.Through{
		First:  store.Along{Relation: arg(t, "first"), Direction: direction(arg(t, "firstDirection"))},
		Second: store.Along{Relation: arg(t, "second"), Direction: direction(arg(t, "secondDirection"))},
	}
	step.Kinds = o.middles(step)
	if len(step.Kinds) == 0 {
		return problem(where, "no kind of node is at the far end of %s and the near end of %s", step.First.Relation, step.Second.Relation)
	}
	times := map[string]bool{}
	for _, k := range step.Kinds {
		for _, g := range o.schema.Types[k].Fields {
			if g.Type.Name() == periodType {
				step.Time = g.Name
				times[g.Name] = true
				break
			}
		}
	}
	if len(times) > 1 {
		return problem(where, "the nodes in the middle (%v) keep their times under different names", step.Kinds)
	}
	x.Step, x.Order.Edges = step, false
	if m := t.Arguments.ForName("middle"); m != nil {
		for _, v := range m.Value.Children {
			x.Middle = append(x.Middle, o.kinds[v.Value.Raw])
		}
	}
	return nil
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

// readOrders reads the order that a field's rows have if nobody says.
func (o *Ontology) readOrders() error {
	for _, d := range o.types() {
		for _, f := range d.Fields {
			x, e := o.fields[f], f.Directives.ForName("edge")
			if e == nil || arg(e, "order") == "" {
				continue
			}
			order, err := o.orderBy(d.Name+"."+f.Name, o.ScopeOf(x), arg(e, "order"))
			if err != nil {
				return err
			}
			x.Order = order
		}
	}
	return nil
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

func appendNew(all []string, more ...string) []string {
	for _, s := range more {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	slices.Sort(all)
	return all
}

// Sure is the field of a value object that is never null, which shows that the
// object is there.
func Sure(t *ast.Definition) string {
	for _, f := range t.Fields {
		if f.Type.NonNull {
			return f.Name
		}
	}
	return ""
}
