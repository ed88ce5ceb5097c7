package ontology

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/store"
)

// readKinds finds the kinds, and holds the enum Kind against them.
func (o *Ontology) readKinds() error {
	enum := o.schema.Types["Kind"]
	if enum == nil || enum.Kind != ast.Enum {
		return problem("Kind", "there must be an enum of this name, with a value for each kind of node")
	}
	labels := map[string]string{}
	for _, d := range o.types() {
		if !isKind(d) {
			continue
		}
		label := arg(d.Directives.ForName("node"), "label")
		if !identifier(label) {
			return problem(d.Name, "the label %q is no identifier of letters and digits", label)
		}
		if other := labels[label]; other != "" {
			return problem(d.Name, "the label %q is that of %s already", label, other)
		}
		labels[label] = d.Name
		id := d.Fields.ForName("id")
		if id == nil || id.Type.String() != "ID!" {
			return problem(d.Name, "a kind of node needs a field `id: ID!`")
		}
		if time := arg(d.Directives.ForName("node"), "time"); time != "" {
			if f := d.Fields.ForName(time); f == nil || f.Type.Name() != periodType {
				return problem(d.Name, "its time %q must be one of its fields, of type %s", time, periodType)
			}
		}
		value := capitals(d.Name)
		if enum.EnumValues.ForName(value) == nil {
			return problem(d.Name, "the enum Kind has no value %s for it", value)
		}
		if other := o.kinds[value]; other != "" {
			return problem(d.Name, "the value %s of the enum Kind is that of %s already", value, other)
		}
		o.kinds[value] = d.Name
		o.props[d.Name] = map[string]store.Property{}
	}
	for _, v := range enum.EnumValues {
		if o.kinds[v.Name] == "" {
			return problem("Kind."+v.Name, "no type with @node has this name in capitals")
		}
	}
	return nil
}

// property adds what a field stores, one property or the parts of a value
// object, to the owner, a kind or relation.
func (o *Ontology) property(owner string, d *ast.Definition, f *ast.FieldDefinition) error {
	where := d.Name + "." + f.Name
	t := o.schema.Types[f.Type.Name()]
	switch {
	case f.Type.Elem != nil && t.Kind == ast.Object && !isKind(t):
		return problem(where, "a list of %s cannot be stored; a stored list is of text, [String!]!", t.Name)
	case t.Name == periodType:
		return o.add(where, owner, store.Property{Name: f.Name, Type: store.Period, Required: f.Type.NonNull, Index: f.Directives.ForName("index") != nil}, t.Name)
	case t.Kind == ast.Scalar || t.Kind == ast.Enum:
		p, err := o.scalar(where, f)
		if err != nil {
			return err
		}
		return o.add(where, owner, p, t.Name)
	case t.Kind == ast.Object && !isKind(t) && o.conns[t.Name] == nil:
		return o.parts(where, owner, t, f)
	}
	return problem(where, "it is no stored value, and no directive says what it follows (@edge, @through, @ref) or that it is @computed")
}

// parts adds the fields of a value object as properties with a dot.
func (o *Ontology) parts(where, owner string, t *ast.Definition, f *ast.FieldDefinition) error {
	sure := false
	for _, part := range t.Fields {
		p, err := o.scalar(t.Name+"."+part.Name, part)
		if err != nil {
			return err
		}
		if p.Type == store.Strings {
			return problem(t.Name+"."+part.Name, "a list cannot be part of a value object")
		}
		sure = sure || p.Required
		p.Required = p.Required && f.Type.NonNull
		p.Name = f.Name + "." + part.Name
		if err := o.add(where, owner, p, part.Type.Name()); err != nil {
			return err
		}
	}
	if !sure {
		return problem(t.Name, "a value object needs a field that is never null, which shows that it is there")
	}
	return nil
}

// scalarType is the stored type of a scalar, 0 if it cannot be stored.
func scalarType(name string) store.Type {
	switch name {
	case "ID", "String", "URL":
		return store.String
	case "Int":
		return store.Int
	case "Float":
		return store.Float
	case "Boolean":
		return store.Bool
	}
	return 0
}

// periodType is the object type that a time is given as.
const periodType = "Period"

func (o *Ontology) scalar(where string, f *ast.FieldDefinition) (store.Property, error) {
	t := o.schema.Types[f.Type.Name()]
	p := store.Property{Name: f.Name, Type: scalarType(t.Name), Required: f.Type.NonNull}
	if t.Kind == ast.Enum {
		p.Type = store.String
		for _, v := range t.EnumValues {
			p.Values = append(p.Values, v.Name)
		}
	}
	if p.Type == 0 {
		return p, problem(where, "a value of type %s cannot be stored: use String, Int, Float, Boolean, URL, an enum, %s or an object of these", t.Name, periodType)
	}
	if f.Type.Elem != nil {
		if p.Type != store.String || f.Type.Elem.Elem != nil || !f.Type.NonNull || !f.Type.Elem.NonNull {
			return p, problem(where, "a stored list is of text and never null, neither it nor its elements: [String!]!")
		}
		p.Type, p.Required = store.Strings, false
	}
	if d := f.Directives.ForName("default"); d != nil {
		p.Default = arg(d, "value")
		if p.Type != store.String || p.Values != nil && !slices.Contains(p.Values, p.Default) {
			return p, problem(where, "@default(value: %q) is no value of type %s", p.Default, f.Type)
		}
	}
	if d := f.Directives.ForName("range"); d != nil {
		if err := limit(where, &p, arg(d, "least"), arg(d, "most")); err != nil {
			return p, err
		}
	}
	p.Index = f.Directives.ForName("index") != nil
	p.Fulltext = f.Directives.ForName("fulltext") != nil
	if p.Fulltext && (p.Type != store.String && p.Type != store.Strings || p.Values != nil) {
		return p, problem(where, "@fulltext is for text")
	}
	if p.Index && p.Type == store.Strings {
		return p, problem(where, "a list has no order: @index is for single values")
	}
	return p, nil
}

// limit gives a property its bounds.
func limit(where string, p *store.Property, least, most string) error {
	if p.Type != store.Int && p.Type != store.Float {
		return problem(where, "@range is for numbers")
	}
	var low, high error
	p.Least, low = strconv.ParseFloat(least, 64)
	p.Most, high = strconv.ParseFloat(most, 64)
	if low != nil || high != nil || p.Least >= p.Most {
		return problem(where, "@range(least: %s, most: %s) leaves no room: least must be less than most", least, most)
	}
	return nil
}

// add stores a property with its owner; where several types of edge show one
// relation, they must agree.
func (o *Ontology) add(where, owner string, p store.Property, typeName string) error {
	if slices.Contains(o.taken(owner), p.Name) {
		return problem(where, "the name %s is taken: what every node or edge has is kept under it", p.Name)
	}
	if old, ok := o.props[owner][p.Name]; ok && (old.Type != p.Type || old.Ref != p.Ref || old.Required != p.Required || old.Default != p.Default || old.Least != p.Least || old.Most != p.Most || !slices.Equal(old.Values, p.Values)) {
		return problem(where, "%s.%s is declared otherwise elsewhere", owner, p.Name)
	} else if ok {
		p.Index, p.Fulltext = p.Index || old.Index, p.Fulltext || old.Fulltext
	}
	for _, other := range slices.Sorted(maps.Keys(o.props)) {
		if q, ok := o.props[other][p.Name]; ok && q.Type != p.Type {
			return problem(where, "%s has a property of this name and another type; stores keep both under one name", other)
		}
	}
	if p.Type == store.Period && !isKind(o.schema.Types[owner]) {
		for _, q := range o.props[owner] {
			if q.Type == store.Period && q.Name != p.Name {
				return problem(where, "an edge has one time, and that of %s is %s", owner, q.Name)
			}
		}
	}
	o.props[owner][p.Name] = p
	o.typeName[[2]string{owner, p.Name}] = typeName
	return nil
}

// taken are the names that mean something of every node, or of every edge.
func (o *Ontology) taken(owner string) []string {
	if isKind(o.schema.Types[owner]) {
		return append([]string{"id", "kind", Effective}, ProvenanceProperties()...)
	}
	return append([]string{"id", "relation", "source", "target", "from", "to", Effective}, ProvenanceProperties()...)
}

// build makes the store's schema of what was read.
func (o *Ontology) build() error {
	for _, owner := range slices.Sorted(maps.Keys(o.props)) {
		var ps []store.Property
		for _, name := range slices.Sorted(maps.Keys(o.props[owner])) {
			ps = append(ps, o.props[owner][name])
		}
		if d := o.schema.Types[owner]; isKind(d) {
			node := d.Directives.ForName("node")
			o.Store.Kinds = append(o.Store.Kinds, store.Kind{Name: owner, Label: arg(node, "label"), Properties: ps, Time: arg(node, "time")})
		}
	}
	for i := range o.Store.Relations {
		r := &o.Store.Relations[i]
		for _, name := range slices.Sorted(maps.Keys(o.props[r.Name])) {
			r.Properties = append(r.Properties, o.props[r.Name][name])
		}
		if o.timed(r) {
			r.Properties = append(r.Properties, store.Property{Name: Effective, Type: store.Period, Index: true, Hidden: true})
		}
	}
	o.built = true
	return nil
}

// timed says whether an edge of r can have a time, its own or an end's.
func (o *Ontology) timed(r *store.Relation) bool {
	if r.Time() != "" {
		return true
	}
	for _, k := range append(slices.Clone(r.From), r.To...) {
		if o.Store.Kind(k).Time != "" {
			return true
		}
	}
	return false
}

// capitals turns UnnamedAgent and lastMet into UNNAMED_AGENT and LAST_MET.
func capitals(name string) string {
	var b strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToUpper(r))
	}
	return b.String()
}

// camel turns LAST_MET into lastMet.
func camel(name string) string {
	var b strings.Builder
	for i, w := range strings.Split(strings.ToLower(name), "_") {
		if i > 0 && w != "" {
			w = strings.ToUpper(w[:1]) + w[1:]
		}
		b.WriteString(w)
	}
	return b.String()
}

func identifier(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r < '0' || r > '9') {
			return false
		}
	}
	return s != ""
}
