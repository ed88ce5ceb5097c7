package load

import (
	"errors"
	"strings"

	"parley/graph/ontology"
	"parley/graph/store"
	"parley/seed/record"
)

// of returns the shape that a line says it has.
func (s *shapes) of(o record.Object) (*shape, *fault) {
	kind, isNode := o.Get("kind")
	relation, isEdge := o.Get("relation")
	switch {
	case isNode == isEdge:
		return nil, wrong("", `a line has one of the keys "kind", for a node, and "relation", for an edge`)
	case isNode:
		return named("kind", kind, s.nodes)
	}
	return named("relation", relation, s.edges)
}

func named(key string, v any, all map[string]*shape) (*shape, *fault) {
	name, ok := v.(string)
	if s := all[name]; ok && s != nil {
		return s, nil
	}
	return nil, wrong(key, "there is no %s %s%s", key, record.Show(v), Instead(name, sorted(all)))
}

// idOf returns an id of a line. It may be absent if optional.
func idOf(o record.Object, key string, optional bool) (string, *fault) {
	v, _ := o.Get(key)
	if v == nil && optional {
		return "", nil
	}
	if v == nil {
		return "", wrong(key, "it is missing, and the line must have it")
	}
	id, ok := v.(string)
	if !ok || id == "" {
		return "", wrong(key, "%s must be an id, a text in quotes that is not empty", record.Show(v))
	}
	return id, nil
}

// plainly is what an error of the store says, without its place in the program.
func plainly(err error) string {
	reason := strings.TrimSuffix(err.Error(), ": "+store.ErrInvalid.Error())
	return strings.TrimPrefix(strings.TrimPrefix(reason, "store: "), "derive: ")
}

// refusedBy is the fault of a line that the store's schema refuses.
func refusedBy(err error) *fault {
	var f *store.Fault
	if !errors.As(err, &f) {
		return wrong("", "%s", plainly(err))
	}
	key, reason := f.Key, f.Reason
	switch {
	case f.Value == nil:
		reason = "it is missing, and " + f.Of + " must have it"
	case key == "source":
		key = "from"
	case key == "target":
		key = "to"
	}
	return wrong(key, "%s", strings.TrimPrefix(reason, "text: "))
}

// A said is what a line says of a node or an edge, or several lines put together: what
// they give, and nothing that is filled in.
type said struct {
	shape          *shape
	id             string
	named          bool   // the id is given
	source, target string // of an edge
	props          map[string]any
}

// A checker checks lines, each by itself.
type checker struct {
	shapes
	loose *store.Schema
}

func newChecker(o *ontology.Ontology) *checker {
	return &checker{newShapes(o), loosened(o.Store)}
}

// loosened is the schema of what lines may say, of which several are put together:
// nothing must be there, and nothing is filled in.
func loosened(s *store.Schema) *store.Schema {
	loose := &store.Schema{}
	properties := func(all []store.Property) (loose []store.Property) {
		for _, p := range all {
			p.Required, p.Default = false, ""
			loose = append(loose, p)
		}
		return loose
	}
	for _, k := range s.Kinds {
		k.Properties = properties(k.Properties)
		loose.Kinds = append(loose.Kinds, k)
	}
	for _, r := range s.Relations {
		r.Properties = properties(r.Properties)
		loose.Relations = append(loose.Relations, r)
	}
	return loose
}

// check reads a line. If there are faults, it cannot be used.
func (c *checker) check(o record.Object) (*said, []*fault) {
	s, x := c.of(o)
	if x != nil {
		return nil, []*fault{x}
	}
	if s.edge {
		return c.edge(o, s)
	}
	props, faults := s.props(o, "kind", "id")
	id, x := idOf(o, "id", false)
	if x != nil {
		faults = append(faults, x)
	}
	if faults != nil {
		return nil, faults
	}
	clean, err := c.loose.Clean(store.PutNode{Node: store.Node{ID: id, Kind: s.name, Props: props}})
	if err != nil {
		return nil, []*fault{refusedBy(err)}
	}
	n := clean.(store.PutNode)
	return &said{shape: s, id: n.ID, named: true, props: n.Props}, nil
}

func (c *checker) edge(o record.Object, s *shape) (*said, []*fault) {
	props, faults := s.props(o, "relation", "id", "from", "to")
	id, noID := idOf(o, "id", true)
	from, noFrom := idOf(o, "from", false)
	to, noTo := idOf(o, "to", false)
	for _, x := range []*fault{noID, noFrom, noTo} {
		if x != nil {
			faults = append(faults, x)
		}
	}
	if faults != nil {
		return nil, faults
	}
	put := store.PutEdge{Edge: store.Edge{ID: id, Relation: s.name, Source: from, Target: to, Props: props}}
	if id == "" {
		put.ID = strings.ToLower(s.name) + ":" // Until it is known in NFC.
	}
	clean, err := c.loose.Clean(put)
	if err != nil {
		return nil, []*fault{refusedBy(err)}
	}
	e := clean.(store.PutEdge).Edge
	if s.apart && e.Source == e.Target {
		return nil, []*fault{wrong("to", "%q cannot contradict itself: name two nodes", e.Target)}
	}
	if id == "" {
		e.ID = s.naturalID(e)
	}
	return &said{shape: s, id: e.ID, named: id != "", source: e.Source, target: e.Target, props: e.Props}, nil
}
