package access

import (
	"context"
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Rules are the roles that a schema demands by @auth. They are an extension of gqlgen's that refuses an operation before it is
// executed, and safe for concurrent use.
type Rules struct {
	schema        *ast.Schema
	introspection Role
	fields        map[*ast.FieldDefinition]Role    // those above Reader only
	arguments     map[*ast.ArgumentDefinition]Role // the same
	inputs        map[*ast.FieldDefinition]Role    // the same, of the fields of input objects
	values        map[*ast.EnumValueDefinition]Role
}

// NewRules reads the roles of a schema; introspection is the one that the schema itself is told to. Everything else needs
// Reader where no @auth says more. It fails if an @auth names no role.
func NewRules(schema *ast.Schema, introspection Role) (*Rules, error) {
	r := &Rules{
		schema: schema, introspection: max(introspection, Reader), fields: map[*ast.FieldDefinition]Role{}, arguments: map[*ast.ArgumentDefinition]Role{},
		inputs: map[*ast.FieldDefinition]Role{}, values: map[*ast.EnumValueDefinition]Role{},
	}
	types := map[string]Role{}
	for name, d := range schema.Types {
		role, err := demanded(name, d.Directives)
		if err != nil {
			return nil, err
		}
		types[name] = role
	}
	carried(schema, types)
	for _, d := range schema.Types {
		if err := r.read(d, types); err != nil {
			return nil, err
		}
	}
	r.inherit()
	return r, nil
}

// carried has what is counted and computed of nodes need what the nodes do, whatever is asked of it: a connection, whose totalCount
// tells of its nodes, what these need; and an object of an analysis, which goes over the whole graph, what any kind of node needs.
func carried(schema *ast.Schema, types map[string]Role) {
	most := func(role Role, name string) Role {
		role = max(role, types[name])
		if t := schema.Types[name]; t != nil {
			for _, possible := range schema.GetPossibleTypes(t) {
				role = max(role, types[possible.Name])
			}
		}
		return role
	}
	highest := Reader
	for name, d := range schema.Types {
		if d.Directives.ForName("node") != nil {
			highest = max(highest, types[name])
		}
	}
	for name, d := range schema.Types {
		if d.Directives.ForName("analysis") != nil {
			types[name] = max(types[name], highest)
		}
	}
	for name, d := range schema.Types {
		if d.Fields.ForName("pageInfo") == nil {
			continue
		}
		if f := d.Fields.ForName("nodes"); f != nil {
			types[name] = most(types[name], f.Type.Name())
		}
		if f := d.Fields.ForName("edges"); f != nil {
			types[name] = most(types[name], f.Type.Name())
			if node := schema.Types[f.Type.Name()].Fields.ForName("node"); node != nil {
				types[name] = most(types[name], node.Type.Name())
			}
		}
	}
}

// demanded is the role that the directives of something demand.
func demanded(where string, directives ast.DirectiveList) (Role, error) {
	d := directives.ForName("auth")
	if d == nil {
		return Reader, nil
	}
	a := d.Arguments.ForName("role")
	if a == nil {
		return Nobody, fmt.Errorf("schema: %s: @auth names no role", where)
	}
	role, err := ParseRole(strings.ToLower(a.Value.Raw))
	if err != nil {
		return Nobody, fmt.Errorf("schema: %s: @auth: %w", where, err)
	}
	return role, nil
}

// read takes down what the fields, arguments and values of a type need: what they say themselves, what their type does, and
// for a field what the objects need that it may lead to.
func (r *Rules) read(d *ast.Definition, types map[string]Role) error {
	for _, v := range d.EnumValues {
		role, err := demanded(d.Name+"."+v.Name, v.Directives)
		if err != nil {
			return err
		}
		above(r.values, v, role)
	}
	for _, f := range d.Fields {
		where := d.Name + "." + f.Name
		role, err := demanded(where, f.Directives)
		if err != nil {
			return err
		}
		role = max(role, types[d.Name], types[f.Type.Name()])
		if d.Kind == ast.InputObject {
			above(r.inputs, f, role)
			continue
		}
		if t := r.schema.Types[f.Type.Name()]; t != nil && t.IsAbstractType() {
			for _, possible := range r.schema.GetPossibleTypes(t) {
				role = max(role, types[possible.Name])
			}
		}
		above(r.fields, f, role)
		for _, a := range f.Arguments {
			role, err := demanded(where+"("+a.Name+":)", a.Directives)
			if err != nil {
				return err
			}
			above(r.arguments, a, role)
		}
	}
	return nil
}

// above takes down a role if it is more than everything needs.
func above[K comparable](roles map[K]Role, key K, role Role) {
	if role > Reader {
		roles[key] = role
	}
}

// inherit has the field of an interface need what it needs on any of the types that have it by the interface.
func (r *Rules) inherit() {
	for _, d := range r.schema.Types {
		if d.Kind != ast.Interface {
			continue
		}
		for _, f := range d.Fields {
			for _, possible := range r.schema.GetPossibleTypes(d) {
				if same := possible.Fields.ForName(f.Name); same != nil {
					above(r.fields, f, max(r.fields[f], r.fields[same]))
				}
			}
		}
	}
}

// ExtensionName is the name of the extension.
func (*Rules) ExtensionName() string { return "Rules" }

// Validate has nothing to say against a schema; NewRules had.
func (*Rules) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationContext refuses an operation that needs a role which who asks has not.
func (r *Rules) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if have := Who(ctx).Role; have >= Admin || have == Reader && r.plain() && r.introspection <= Reader {
		return nil // There is nothing that it may not ask for.
	}
	return Demand(ctx, r.Need(op.Operation, op.Variables))
}

// plain tells that nothing but the schema may need more than Reader.
func (r *Rules) plain() bool {
	return len(r.fields)+len(r.arguments)+len(r.inputs)+len(r.values) == 0
}

// Need is the role that a valid operation needs with these variables. Where @skip or @include leave something out it counts all
// the same. It looks at each fragment once, however often that is spread.
func (r *Rules) Need(op *ast.OperationDefinition, variables map[string]any) Role {
	n := needing{r, variables, Reader, map[string]bool{}}
	n.selections(op.SelectionSet)
	for _, v := range op.VariableDefinitions {
		n.value(v.Type, variables[v.Variable])
	}
	return n.role
}

// A needing finds out what an operation needs.
type needing struct {
	*Rules
	variables map[string]any
	role      Role
	seen      map[string]bool // fragments
}

func (n *needing) more(role Role) { n.role = max(n.role, role) }

func (n *needing) selections(set ast.SelectionSet) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.InlineFragment:
			n.selections(s.SelectionSet)
		case *ast.FragmentSpread:
			if !n.seen[s.Name] {
				n.seen[s.Name] = true
				n.selections(s.Definition.SelectionSet)
			}
		case *ast.Field:
			n.field(s)
		}
	}
}

func (n *needing) field(f *ast.Field) {
	if f.Name == "__schema" || f.Name == "__type" {
		n.more(n.introspection)
	}
	n.more(n.fields[f.Definition])
	for _, a := range f.Arguments {
		if d := f.Definition.Arguments.ForName(a.Name); d != nil {
			n.more(n.arguments[d])
		}
		n.literal(a.Value)
	}
	n.selections(f.SelectionSet)
}

// literal looks at a value as it is written; the variables in it are looked at by themselves.
func (n *needing) literal(v *ast.Value) {
	if v == nil || v.Definition == nil {
		return
	}
	if v.Kind == ast.EnumValue {
		n.more(n.values[v.Definition.EnumValues.ForName(v.Raw)])
	}
	for _, c := range v.Children {
		if v.Kind == ast.ObjectValue {
			n.more(n.inputs[v.Definition.Fields.ForName(c.Name)])
		}
		n.literal(c.Value)
	}
}

// value looks at the value of a variable. One that a default gave is among the variables, too.
func (n *needing) value(t *ast.Type, v any) {
	d := n.schema.Types[t.Name()]
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			if t.Elem != nil {
				n.value(t.Elem, item)
			}
		}
	case map[string]any:
		for name, value := range v {
			if f := d.Fields.ForName(name); f != nil {
				n.more(n.inputs[f])
				n.value(f.Type, value)
			}
		}
	case string:
		if d != nil && d.Kind == ast.Enum {
			n.more(n.values[d.EnumValues.ForName(v)])
		}
	}
}
