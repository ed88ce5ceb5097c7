package ontology

import (
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/store"
)

// A Scope is what a filter or an order is about: rows that are nodes of some
// kinds, reached by edges of a relation if it is not "". Where rows are grouped,
// Edge is the type of edge that shows what is computed of them.
type Scope struct {
	Kinds    []string
	Relation string
	Edge     *ast.Definition
	Followed string // where rows are grouped: the relation of the edges that were followed first
}

// ScopeOf is the scope of the rows that a field leads to.
func (o *Ontology) ScopeOf(x *Field) Scope {
	s := Scope{Kinds: x.Kinds}
	if t, ok := x.Step.(store.Through); ok {
		s.Followed = t.First.Relation
	}
	if x.Connection != nil {
		s.Edge = x.Connection.Edge
	}
	if a, ok := x.Step.(store.Along); ok && !a.Distinct {
		s.Relation = a.Relation
	}
	return s
}

// find looks a property up: first the nodes', then the edge's. An edge's time is
// the one that it has or inherits.
func (o *Ontology) find(s Scope, name string) (of store.Of, p store.Property, typeName string, ok bool) {
	name = derivedName(name)
	for _, k := range s.Kinds {
		if p, ok = o.props[k][name]; ok {
			return store.OfNode, p, o.typeName[[2]string{k, name}], true
		}
	}
	if p, ok = o.props[s.Relation][name]; !ok {
		return o.elsewhere(name)
	}
	typeName = o.typeName[[2]string{s.Relation, name}]
	if p.Type == store.Period {
		p.Name = Effective
	}
	return store.OfEdge, p, typeName, true
}

// elsewhere looks a property up that only other kinds have: a filter that is used
// in several places may speak of it, and finds it absent.
func (o *Ontology) elsewhere(name string) (of store.Of, p store.Property, typeName string, ok bool) {
	for _, d := range o.types() {
		if p, ok = o.props[d.Name][name]; ok && isKind(d) {
			return store.OfNode, p, o.typeName[[2]string{d.Name, name}], true
		}
	}
	return 0, p, "", false
}

// fold marks a property as one whose folded text is kept: with those whom the scope
// may be about, or, where none of them has it, with all who do.
func (o *Ontology) fold(s Scope, name string) {
	if o.built { // What requests ask by a filter was marked when the filter was read.
		return
	}
	owners := append(slices.Clone(s.Kinds), s.Relation)
	if !slices.ContainsFunc(owners, func(owner string) bool { return o.has(owner, name) }) {
		owners = slices.Collect(maps.Keys(o.props))
	}
	for _, owner := range owners {
		if p, ok := o.props[owner][name]; ok {
			p.Folded = true
			o.props[owner][name] = p
		}
	}
}

func (o *Ontology) has(owner, name string) bool {
	_, ok := o.props[owner][name]
	return ok
}

// Order returns the order that a value of an order enum asks for.
func (o *Ontology) Order(s Scope, enum *ast.Definition, value string) (store.Order, error) {
	v := enum.EnumValues.ForName(value)
	if v == nil {
		return store.Order{}, problem(enum.Name, "there is no value %s", value)
	}
	name, desc := strings.CutSuffix(value, "_DESC")
	by := camel(name)
	if d := v.Directives.ForName("orders"); d != nil {
		by = arg(d, "by")
	}
	order, err := o.orderBy(enum.Name+"."+value, s, by)
	order.Desc = desc
	return order, err
}

func (o *Ontology) orderBy(where string, s Scope, by string) (store.Order, error) {
	if s.Edge != nil {
		if f := s.Edge.Fields.ForName(by); f != nil && f.Directives.ForName("computed") != nil {
			switch as := Computed(arg(f.Directives.ForName("computed"), "as")); as {
			case ComputedCount:
				return store.Order{By: store.ByCount}, nil
			case ComputedFirst:
				return store.Order{By: store.ByFirst}, nil
			case ComputedLast:
				return store.Order{By: store.ByLast}, nil
			default:
				return store.Order{}, problem(where, "rows cannot be ordered by what is computed as %s", as)
			}
		}
	}
	of, p, _, ok := o.find(s, by)
	switch {
	case !ok:
		return store.Order{}, problem(where, "no kind, and no edge that leads to %s, has a property %s to order by", strings.Join(s.Kinds, ", "), by)
	case p.Type == store.Strings:
		return store.Order{}, problem(where, "the list %s has no order", by)
	case p.Type == store.Period:
		return store.Order{By: store.ByTime, Of: of, Property: p.Name, Edges: of == store.OfEdge}, nil
	}
	return store.Order{By: store.ByProperty, Of: of, Property: p.Name, Edges: of == store.OfEdge}, nil
}
