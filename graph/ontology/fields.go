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
	Computed Computed
}

// A Role is the way that a field gets its value.
type Role uint8

// The roles of fields.
const (
	Stores   Role = iota + 1 // a property
	Times                    // a property of type Period
	Parts                    // an object made of properties with a dot
	Leads                    // hops to other nodes
	Derives                  // an object made of hidden properties
	Computes                 // comes about in the answer: count, score and the like
	Cursors                  // the cursor of an edge
	Nodes                    // the node of an edge
	Analyses                 // objects of a type with @analysis
	Infos                    // where a page of such objects lies
)

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
			if err := o.readComputed(d.Name+"."+f.Name, f); err != nil {
				return err
			}
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

// readField reads one field of a kind or of a relation's edge.
func (o *Ontology) readField(d *ast.Definition, owner string, of store.Of, f *ast.FieldDefinition) error {
	where := d.Name + "." + f.Name
	x := &Field{Name: f.Name, Of: of, Property: f.Name}
	o.fields[f] = x
	if err := o.directives(where, f); err != nil {
		return err
	}
	edge, through, ref := f.Directives.ForName("edge"), f.Directives.ForName("through"), f.Directives.ForName("ref")
	switch {
	case f.Directives.ForName("derived") != nil:
		x.Role = Derives
		return nil
	case f.Name == "id":
		x.Role = Stores
		return nil
	case (edge != nil || through != nil) && of == store.OfEdge:
		return problem(where, "an edge cannot be the end of another edge; keep ids in a property and say @ref")
	case edge != nil:
		return o.readAlong(where, d, x, f, edge)
	case through != nil:
		return o.readThrough(where, d, x, f, through)
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

// directives refuses those that say nothing of a field, or too much.
func (o *Ontology) directives(where string, f *ast.FieldDefinition) error {
	leads := ""
	for _, d := range f.Directives {
		switch d.Name {
		case "edge", "through", "ref", "computed", "derived":
			if leads != "" {
				return problem(where, "it cannot have both @%s and @%s: a field gets its value in one way", leads, d.Name)
			}
			leads = d.Name
		}
	}
	if leads == "computed" {
		return problem(where, "nothing is computed of a node itself: @computed stands on fields of edges and of filters")
	}
	t := o.schema.Types[f.Type.Name()]
	scalar := leads == "" && t.Kind != ast.Object
	time := leads == "" && t.Name == periodType
	for _, name := range []string{"index", "fulltext", "default", "range"} {
		if f.Directives.ForName(name) != nil && !scalar && (name != "index" || !time) {
			return problem(where, "@%s has no meaning here: it is for a stored value", name)
		}
	}
	return nil
}

// readOrders reads the order that a field's rows have if nobody says.
func (o *Ontology) readOrders() error {
	for _, d := range o.types() {
		for _, f := range d.Fields {
			x, e := o.fields[f], f.Directives.ForName("edge")
			if e == nil || arg(e, "order") == "" {
				continue
			}
			if x.Connection == nil {
				return problem(d.Name+"."+f.Name, "an order is for the rows of a connection")
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
