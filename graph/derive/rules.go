package derive

import (
	"maps"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/ontology"
	"parley/graph/store"
)

// The rules of a domain, with the questions that checking them asks. The
// questions are made once, since stores keep what they make of a Selection.
type rules struct {
	*ontology.Ontology
	relationOf map[string]string              // by what the id of an edge begins with
	parts      map[string]map[string][]string // by kind or relation and value object: the parts that are never null
	sharedBy   map[string][]string            // the relations whose ends must share nodes along this one

	required map[string][]bound // by kind: what its nodes must have
	refs     map[string][]ref   // by kind or relation

	ends      map[string]*store.Selection // by relation of which it matters: where edges lead
	facts     *factsQuery                 // what is to be known of nodes
	bounds    map[bound]*store.Selection  // the edges of nodes, counted
	edges     map[string]*edgesQuery      // by relation: all that there is to look at of edges
	timed     *incident                   // edges that may have a node's time
	sharing   map[string]*incident        // by relation shared along: edges whose ends share
	chains    map[string]*links           // by relation
	pairs     map[string]*store.Selection // by relation of pairs: the edges at nodes in the middle
	referrers []*referrers                // the nodes and edges that refer to nodes
	testimony *testimony                  // nil where nothing has a provenance
}

func newRules(o *ontology.Ontology) *rules {
	r := &rules{
		Ontology: o, relationOf: map[string]string{}, parts: map[string]map[string][]string{}, sharedBy: map[string][]string{},
		required: map[string][]bound{}, refs: map[string][]ref{}, ends: map[string]*store.Selection{}, facts: newFactsQuery(o.Store),
		bounds: map[bound]*store.Selection{}, edges: map[string]*edgesQuery{}, sharing: map[string]*incident{}, chains: map[string]*links{},
		pairs: map[string]*store.Selection{},
	}
	for _, name := range slices.Sorted(maps.Keys(o.Sharing)) {
		along := o.Sharing[name]
		r.sharedBy[along] = append(r.sharedBy[along], name)
	}
	for i := range o.Store.Relations {
		rel := &o.Store.Relations[i]
		r.relationOf[strings.ToLower(rel.Name)] = rel.Name
		r.refs[rel.Name] = r.newRefs(rel.Name, rel.Properties)
		r.edges[rel.Name] = r.newEdgesQuery(rel)
	}
	for along, names := range r.sharedBy {
		r.sharing[along] = r.newSharing(names)
		r.ends[along] = endsByID(along)
	}
	for _, name := range o.Chains {
		r.chains[name] = newLinks(o.Store.Relation(name))
		r.ends[name] = endsByID(name)
	}
	for name, d := range o.Pairs {
		r.pairs[name] = r.newPairs(name, d)
	}
	for _, k := range o.Store.Kinds {
		r.refs[k.Name] = r.newRefs(k.Name, k.Properties)
	}
	r.readBounds()
	r.timed = r.newTimed()
	r.referrers = r.newReferrers()
	r.readParts()
	r.testimony = r.newTestimony()
	return r
}

// readParts finds the value objects and which of their parts are never null.
func (r *rules) readParts() {
	add := func(owner string, fields ast.FieldList) {
		for _, f := range fields {
			if x := r.Field(f); x != nil && x.Role == ontology.Parts {
				if r.parts[owner] == nil {
					r.parts[owner] = map[string][]string{}
				}
				r.parts[owner][x.Property] = neverNull(r.Schema().Types[f.Type.Name()])
			}
		}
	}
	for _, k := range r.Store.Kinds {
		add(k.Name, r.Schema().Types[k.Name].Fields)
	}
	for name := range r.Schema().Types {
		if c := r.Connection(name); c != nil {
			for _, rel := range c.Relations {
				add(rel, c.Edge.Fields)
			}
		}
	}
}

func neverNull(t *ast.Definition) (names []string) {
	for _, f := range t.Fields {
		if f.Type.NonNull {
			names = append(names, f.Name)
		}
	}
	return names
}

// clean returns a change as it is written, having checked all that can be told
// without the graph.
func (r *rules) clean(c store.Change) (store.Change, error) {
	switch c := c.(type) {
	case store.PutNode:
		if k := r.Store.Kind(c.Kind); k != nil {
			if err := r.check(k.Name, c.ID, k.Properties, c.Props); err != nil {
				return nil, err
			}
		}
	case store.PutEdge:
		if rel := r.Store.Relation(c.Relation); rel != nil {
			if err := r.check(rel.Name, c.ID, rel.Properties, c.Props); err != nil {
				return nil, err
			}
		}
	}
	c, err := r.Store.Clean(c)
	if e, ok := c.(store.PutEdge); ok && err == nil && r.Testimony != nil && e.Relation == r.Testimony.Contradicts.Relation && e.Source == e.Target {
		return nil, invalid("edge", e.ID, "%q cannot contradict itself: %s joins two nodes of %s", e.Source, e.Relation, r.Testimony.Claim)
	}
	return c, err
}

func (r *rules) check(owner, id string, known []store.Property, props map[string]any) error {
	for _, p := range known {
		if p.Hidden && props[p.Name] != nil {
			return invalid(owner, id, "the property %s is derived when data is written and cannot be set; leave it out", p.Name)
		}
	}
	for _, object := range slices.Sorted(maps.Keys(r.parts[owner])) {
		given := func(name string) bool { return props[name] != nil && strings.HasPrefix(name, object+".") }
		if !slices.ContainsFunc(slices.Collect(maps.Keys(props)), given) {
			continue
		}
		for _, part := range r.parts[owner][object] {
			if props[object+"."+part] == nil {
				return invalid(owner, id, "%s must have a value where any part of %s has; its parts that are never null are %s",
					object+"."+part, object, strings.Join(r.parts[owner][object], ", "))
			}
		}
	}
	return nil
}
