package ontology

import (
	"cmp"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/store"
)

// A Track is edges that lead from nodes to what stands in their timeline.
type Track struct {
	Step  store.Along // Out or In; with Distinct unless Edge is set
	On    []string    // the kinds of node that have it, ordered
	Kinds []string    // the kinds at the far ends
	Edge  bool        // the edge stands there, and not the node at its far end
	Time  string      // the property of type Period that dates what stands there: the far node's, or Effective
}

// A Presence is edges that say where nodes were.
type Presence struct {
	Step   store.Along  // Out or In, to places, or to nodes that Via leads on from
	On     []string     // the kinds of node that have it, ordered
	Kinds  []string     // the kinds at the far ends
	Via    *store.Along // from the far end to its place, of which there is at most one; nil where the far end is the place
	Places []string     // the kinds of place
	Inside string       // the relation by which a place lies in another, with Out; the same for all; "" where none does
}

// evidence is the property of edges that lists the assertions behind them.
const evidence = "evidence"

// readTracks reads the fields that say when nodes were part of something, and where they were.
func (o *Ontology) readTracks() error {
	for _, d := range o.types() {
		for _, f := range d.Fields {
			where := d.Name + "." + f.Name
			line, presence := f.Directives.ForName("timeline"), f.Directives.ForName("presence")
			if line == nil && presence == nil {
				continue
			}
			x := o.fields[f]
			if x == nil || !isKind(d) {
				return problem(where, "@timeline and @presence stand on fields of kinds, that is of types with @node")
			}
			step, ok := x.Step.(store.Along)
			if !ok || step.Direction == store.Both {
				return problem(where, "@timeline and @presence need @edge beside them, in one direction")
			}
			if line != nil {
				if err := o.readTrack(where, d.Name, x, step, arg(line, "edge") == "true"); err != nil {
					return err
				}
			}
			if presence != nil {
				if err := o.readPresence(where, d.Name, x, step, presence); err != nil {
					return err
				}
			}
		}
	}
	slices.SortFunc(o.Tracks, func(a, b Track) int { return compareSteps(a.Step, b.Step) })
	slices.SortFunc(o.Presences, func(a, b Presence) int { return compareSteps(a.Step, b.Step) })
	return nil
}

func compareSteps(a, b store.Along) int {
	return cmp.Or(strings.Compare(a.Relation, b.Relation), cmp.Compare(a.Direction, b.Direction))
}

// readTrack reads @timeline. The fields of several kinds that follow the same edges are one Track.
func (o *Ontology) readTrack(where, kind string, x *Field, step store.Along, edge bool) error {
	t := Track{Step: store.Along{Relation: step.Relation, Direction: step.Direction, Distinct: !edge}, On: []string{kind}, Kinds: x.Kinds, Edge: edge, Time: Effective}
	r := o.Store.Relation(step.Relation)
	switch {
	case edge && r.Property(Effective) == nil:
		return problem(where, "edges of %s have no time, and so no place in a timeline", step.Relation)
	case edge && r.Property(evidence) == nil:
		return problem(where, "edges of %s have no list %s of their own, which those in a timeline show", step.Relation, evidence)
	case !edge:
		for _, name := range x.Kinds {
			k := o.Store.Kind(name)
			if k.Time == "" || t.Time != Effective && t.Time != k.Time {
				return problem(where, "what stands in a timeline has a time: @node(time:), and under one name for %s", strings.Join(x.Kinds, ", "))
			}
			t.Time = k.Time
		}
	}
	if err := o.shows(where, &t); err != nil {
		return err
	}
	for i := range o.Tracks {
		if s := &o.Tracks[i]; s.Step.Relation == t.Step.Relation && s.Step.Direction == t.Step.Direction {
			if s.Edge != edge || !slices.Equal(s.Kinds, t.Kinds) {
				return problem(where, "@timeline stands on a field of %s that follows %s to other kinds or with another `edge`", strings.Join(s.On, ", "), step.Relation)
			}
			s.On = appendNew(s.On, kind)
			return nil
		}
	}
	o.Tracks = append(o.Tracks, t)
	return nil
}

// timelineItem is the type of what stands in a timeline.
const timelineItem = "TimelineItem"

// shows checks that the type of what stands in a timeline, if there is one, can show what a track leads to.
func (o *Ontology) shows(where string, t *Track) error {
	d := o.schema.Types[timelineItem]
	if d == nil {
		return nil
	}
	if t.Edge && !slices.ContainsFunc(d.Types, o.Analysis) {
		return problem(where, "%s has no type with @analysis that could show an edge in a timeline", timelineItem)
	}
	for _, k := range t.Kinds {
		if !t.Edge && !slices.Contains(o.Kinds(timelineItem), k) {
			return problem(where, "%s may not stand in a timeline until it is one of %s", k, timelineItem)
		}
	}
	return nil
}

// readPresence reads @presence.
func (o *Ontology) readPresence(where, kind string, x *Field, step store.Along, d *ast.Directive) error {
	p := Presence{Step: store.Along{Relation: step.Relation, Direction: step.Direction}, On: []string{kind}, Kinds: x.Kinds, Places: x.Kinds, Inside: arg(d, "inside")}
	if o.Store.Relation(step.Relation).Property(Effective) == nil {
		return problem(where, "edges of %s have no time, so nobody can tell when somebody was there", step.Relation)
	}
	if via := arg(d, "via"); via != "" {
		p.Via = &store.Along{Relation: via, Direction: store.Out, Distinct: true}
		r := o.Store.Relation(via)
		if r == nil || slices.ContainsFunc(x.Kinds, func(k string) bool { return !o.single(k, via) }) {
			return problem(where, "%s does not lead from each of %s to at most one place: each needs a field of one object with @edge(type: %s)", via, strings.Join(x.Kinds, ", "), via)
		}
		p.Places = r.To
	}
	if p.Inside != "" {
		r := o.Store.Relation(p.Inside)
		if r == nil || !slices.Equal(r.From, p.Places) || !slices.Equal(r.To, p.Places) {
			return problem(where, "%s does not lead from %s to the same", p.Inside, strings.Join(p.Places, ", "))
		}
	}
	for i := range o.Presences {
		s := &o.Presences[i]
		if s.Inside != p.Inside || !slices.Equal(s.Places, p.Places) {
			return problem(where, "its places are others, or lie in each other otherwise, than those of a field of %s", strings.Join(s.On, ", "))
		}
		if s.Step != p.Step {
			continue
		}
		if !slices.Equal(s.Kinds, p.Kinds) || (s.Via == nil) != (p.Via == nil) || p.Via != nil && *s.Via != *p.Via {
			return problem(where, "@presence stands on a field of %s that follows %s to other kinds or via other edges", strings.Join(s.On, ", "), step.Relation)
		}
		s.On = appendNew(s.On, kind)
		return nil
	}
	o.Presences = append(o.Presences, p)
	return nil
}

// single says whether nodes of a kind have at most one edge of a relation that leaves them.
func (o *Ontology) single(kind, relation string) bool {
	return slices.ContainsFunc(o.Bounds[kind], func(b Bound) bool { return b.Relation == relation && b.Direction == store.Out })
}
