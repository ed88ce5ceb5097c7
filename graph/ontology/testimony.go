package ontology

import (
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/store"
)

// A Testimony says of which kind of node acts of saying are, and how what is derived from
// them is found: the value of the directive of this name.
type Testimony struct {
	Kind  string // of the acts
	Claim string // the kind of what is said to be so
	// Asserts leads from an act to its claim, of which it has one; Cites to the act that it
	// passes on, Speaker and Document to who said it and where it stands, at most one of
	// each. All go out. Contradicts leads from a claim to another, either way.
	Asserts, Cites, Speaker, Document, Contradicts store.Along
	// About leads from a claim to what it speaks of; it has no relation where nothing says so.
	About store.Along
	// Certainty and Polarity are properties of the acts. The Certainties are ordered, the
	// surest first; an act of the polarity Affirms says that its claim is so.
	Certainty, Polarity string
	Certainties         []string
	Affirms             string
	// Evidence is the property in which nodes and edges keep the ids of acts.
	Evidence string
	// Unnamed are the kinds of speakers of whom nobody knows who they are.
	Unnamed []string
}

// The hidden properties of all that has a provenance: of every claim, of every node that has
// evidence and of every edge. The first five are the fields of an object that is @derived;
// the others are the ids that the first two count, ordered.
const (
	ProvenanceDocuments   = "provenanceDocuments"   // Int
	ProvenanceOrigins     = "provenanceOrigins"     // Int
	ProvenanceCertainty   = "provenanceCertainty"   // String, absent where there is no chain
	ProvenanceDisputed    = "provenanceDisputed"    // Bool
	ProvenanceAnonymous   = "provenanceAnonymous"   // Bool
	ProvenanceDocumentIDs = "provenanceDocumentIds" // Strings
	ProvenanceOriginIDs   = "provenanceOriginIds"   // Strings
)

// ProvenanceProperties are the names of all of these.
func ProvenanceProperties() []string {
	return []string{
		ProvenanceDocuments, ProvenanceOrigins, ProvenanceCertainty, ProvenanceDisputed, ProvenanceAnonymous, ProvenanceDocumentIDs, ProvenanceOriginIDs,
	}
}

// Derivation is the number of the rules by which package derive makes hidden properties of others. It is raised with
// each change of theirs, so that a store of older rules is refused until it has been derived anew.
const Derivation = 0

// provenancePart is the property of a field of a derived object.
func provenancePart(name string) string {
	return "provenance" + strings.ToUpper(name[:1]) + name[1:]
}

// Part is the property of a field of the object that f is: of one that is stored, derived or
// computed.
func (f *Field) Part(name string) string {
	if f.Role == Parts {
		return f.Property + "." + name
	}
	return provenancePart(name)
}

// derivedName turns the name of a part of what is derived, such as provenance.origins, into
// that of the property which keeps it.
func derivedName(name string) string {
	if part, ok := strings.CutPrefix(name, "provenance."); ok && part != "" {
		return provenancePart(part)
	}
	return name
}

// readTestimony reads what provenance is made of, and gives all that has one its properties.
func (o *Ontology) readTestimony() error {
	for _, d := range o.types() {
		t := d.Directives.ForName("testimony")
		if t == nil {
			continue
		}
		if !isKind(d) || o.Testimony != nil {
			return problem(d.Name, "@testimony stands on one kind of node")
		}
		o.Testimony = &Testimony{Kind: d.Name}
		if err := o.testify(d, t); err != nil {
			return err
		}
	}
	for _, x := range o.fields {
		if step, ok := x.Step.(store.Through); ok {
			step.Folds = o.folds()
			x.Step = step
		}
	}
	for _, d := range o.types() {
		for _, f := range d.Fields {
			if x := o.fields[f]; x != nil && (x.Role == Derives || x.Computed == ComputedProvenance) {
				if err := o.derivable(d, x, f); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// testify reads the arguments of the directive.
func (o *Ontology) testify(d *ast.Definition, t *ast.Directive) error {
	y := o.Testimony
	y.Evidence = arg(t, "evidence")
	for _, x := range o.types() {
		if x.Directives.ForName("unnamed") != nil {
			y.Unnamed = append(y.Unnamed, x.Name)
		}
	}
	wrong := func(name, want string) error {
		return problem(d.Name, "@testimony(%s: %q) must name %s", name, arg(t, name), want)
	}
	steps := map[string]*store.Along{"claim": &y.Asserts, "cites": &y.Cites, "speaker": &y.Speaker, "document": &y.Document}
	for _, name := range slices.Sorted(maps.Keys(steps)) {
		var x *Field
		if *steps[name], x = o.one(d, arg(t, name)); x == nil {
			return wrong(name, "one of its fields that follows edges out to one node")
		}
		if name == "claim" {
			y.Claim = x.Kinds[0]
		}
	}
	claim := d.Fields.ForName(arg(t, "claim"))
	switch {
	case !claim.Type.NonNull || len(o.fields[claim].Kinds) != 1 || y.Claim == d.Name:
		return wrong("claim", "a field that is never null, of one kind of node that is not its own")
	case o.Sharing[y.Cites.Relation] != y.Asserts.Relation || !slices.Contains(o.Chains, y.Cites.Relation):
		return wrong("cites", "a field whose edges form chains (transitive) and share the claim")
	}
	c := o.schema.Types[y.Claim].Fields.ForName(arg(t, "contradicts"))
	if c == nil || o.fields[c].Role != Leads || !slices.Equal(o.fields[c].Kinds, []string{y.Claim}) {
		return wrong("contradicts", "a field of "+y.Claim+" that follows edges to others of its kind")
	}
	along, _ := o.fields[c].Step.(store.Along)
	y.Contradicts = store.Along{Relation: along.Relation, Direction: store.Both}
	relations := map[string]bool{y.Asserts.Relation: true, y.Cites.Relation: true, y.Speaker.Relation: true, y.Document.Relation: true, along.Relation: true}
	if len(relations) < 5 || relations[""] {
		return wrong("contradicts", "a field that follows edges, and each of the five fields its own")
	}
	if arg(t, "about") != "" {
		f := o.schema.Types[y.Claim].Fields.ForName(arg(t, "about"))
		if f != nil {
			y.About, _ = o.fields[f].Step.(store.Along)
		}
		if y.About.Distinct = false; y.About.Relation == "" || y.About.Direction == store.Both {
			return wrong("about", "a field of "+y.Claim+" that follows edges one way")
		}
	}
	enums := map[string]*string{"certainty": &y.Certainty, "polarity": &y.Polarity}
	for _, name := range slices.Sorted(maps.Keys(enums)) {
		f := d.Fields.ForName(arg(t, name))
		if f == nil || o.fields[f].Role != Stores || len(o.props[d.Name][f.Name].Values) == 0 || !f.Type.NonNull {
			return wrong(name, "one of its fields that is an enum and never null")
		}
		*enums[name] = f.Name
	}
	y.Certainties = o.props[d.Name][y.Certainty].Values
	y.Affirms = o.props[d.Name][y.Polarity].Values[0]
	return o.hide(d, wrong)
}

// one returns the step of a field that leads out to one node, nil if it is none.
func (o *Ontology) one(d *ast.Definition, name string) (store.Along, *Field) {
	f := d.Fields.ForName(name)
	if f == nil {
		return store.Along{}, nil
	}
	x := o.fields[f]
	step, ok := x.Step.(store.Along)
	if !ok || x.Connection != nil || x.List || step.Direction != store.Out {
		return store.Along{}, nil
	}
	step.Distinct = false
	return step, x
}

// hide gives all that has a provenance its properties.
func (o *Ontology) hide(d *ast.Definition, wrong func(name, want string) error) error {
	found := false
	for _, owner := range slices.Sorted(maps.Keys(o.props)) {
		evidence := o.Evidential(owner)
		found = found || evidence
		if isKind(o.schema.Types[owner]) && owner != o.Testimony.Claim && !evidence {
			continue
		}
		for name, t := range map[string]store.Type{
			ProvenanceDocuments: store.Int, ProvenanceOrigins: store.Int, ProvenanceCertainty: store.String, ProvenanceDisputed: store.Bool,
			ProvenanceAnonymous: store.Bool, ProvenanceDocumentIDs: store.Strings, ProvenanceOriginIDs: store.Strings,
		} {
			p := store.Property{Name: name, Type: t, Hidden: true}
			typeName := map[store.Type]string{store.Int: "Int", store.Bool: "Boolean", store.Strings: "ID"}[t]
			if t == store.String {
				p.Values, typeName = o.Testimony.Certainties, o.typeName[[2]string{d.Name, o.Testimony.Certainty}]
			}
			p.Index = name == ProvenanceOrigins && owner == o.Testimony.Claim // It is ordered by.
			o.props[owner][name] = p
			o.typeName[[2]string{owner, name}] = typeName
		}
	}
	if !found {
		return wrong("evidence", "a property of nodes or edges that refers to acts, by @ref")
	}
	return nil
}

// Evidential says whether nodes of a kind or edges of a relation keep evidence.
func (o *Ontology) Evidential(owner string) bool {
	y := o.Testimony
	return y != nil && o.props[owner][y.Evidence].Type == store.Strings && slices.Equal(o.Refs[[2]string{owner, y.Evidence}], []string{y.Kind})
}

// derivable checks that a field is of an object such as is derived, and stands where it is.
func (o *Ontology) derivable(d *ast.Definition, x *Field, f *ast.FieldDefinition) error {
	where := d.Name + "." + f.Name
	owner := d.Name
	if c := o.connOfEdge(d.Name); c != nil && x.Role == Derives {
		owner = c.Relations[0]
	}
	if o.Testimony == nil || x.Role == Derives && !o.has(owner, ProvenanceDocuments) {
		return problem(where, "provenance is derived where @testimony stands on a kind, for the kind of its claims, for kinds with evidence and for edges")
	}
	certainty := o.typeName[[2]string{o.Testimony.Kind, o.Testimony.Certainty}]
	types := map[string]string{"documents": "Int!", "origins": "Int!", "certainty": certainty, "disputed": "Boolean!", "anonymous": "Boolean!"}
	for _, part := range o.schema.Types[f.Type.Name()].Fields {
		if types[part.Name] != part.Type.String() {
			return problem(where, "what is derived is an object of documents: Int!, origins: Int!, certainty: %s, disputed: Boolean! and anonymous: Boolean!, not of %s: %s",
				certainty, part.Name, part.Type)
		}
	}
	return nil
}

// folds are how the provenance of edges that are followed is put together.
func (o *Ontology) folds() []store.Fold {
	if o.Testimony == nil {
		return nil
	}
	return []store.Fold{
		{Name: ProvenanceDocuments, Property: ProvenanceDocumentIDs, By: store.CountDistinct},
		{Name: ProvenanceOrigins, Property: ProvenanceOriginIDs, By: store.CountDistinct},
		{Name: ProvenanceCertainty, Property: ProvenanceCertainty, By: store.Foremost, Values: o.Testimony.Certainties},
		{Name: ProvenanceDisputed, Property: ProvenanceDisputed, By: store.AnyTrue},
		{Name: ProvenanceAnonymous, Property: ProvenanceAnonymous, By: store.EveryTrue, Among: ProvenanceCertainty},
	}
}
