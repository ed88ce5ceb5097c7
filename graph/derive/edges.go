package derive

import (
	"context"
	"maps"
	"slices"
	"strings"

	"parley/graph/ontology"
	"parley/graph/store"
)

// An edgesQuery asks for edges of one relation whole, with their ends' kinds and
// times, with what the ends must share, and with what they refer to and must not.
// Its hops are the source, the target, and those of refs.
type edgesQuery struct {
	rel   *store.Relation
	sel   *store.Selection // fields: id, source, target, and then the properties
	times []string         // by field of an end, after its kind: the property that it is
	along string           // the relation along which both ends must lead to the same nodes, or ""
	refs  []ref
}

func (r *rules) newEdgesQuery(rel *store.Relation) *edgesQuery {
	q := &edgesQuery{rel: rel, along: r.Sharing[rel.Name]}
	names := []string{"id", "source", "target"}
	for _, p := range rel.Properties {
		names = append(names, p.Name)
	}
	var all []string
	for _, k := range r.Store.Kinds {
		all = append(all, k.Name)
		if k.Time != "" && !slices.Contains(q.times, k.Time) && rel.Property(ontology.Effective) != nil {
			q.times = append(q.times, k.Time)
		}
	}
	p := store.Pick{Rows: true, Fields: edgeFields(names...)}
	for _, source := range []bool{true, false} {
		end := &store.Hop{Step: store.End{Source: source}, Kinds: all, One: true}
		end.Pick = store.Pick{Rows: true, Fields: nodeFields(append([]string{"kind"}, q.times...)...)}
		if q.along != "" {
			near, far := r.reach(q.along, store.Out)
			end.Hops = []*store.Hop{{
				On: near, Step: store.Along{Relation: q.along, Direction: store.Out, Distinct: true}, Kinds: far,
				Pick: store.Pick{Rows: true, Fields: nodeFields("id")},
			}}
		}
		p.Hops = append(p.Hops, end)
	}
	hops, refs := r.refHops(store.OfEdge, rel.Name, rel.Properties)
	p.Hops, q.refs = append(p.Hops, hops...), refs
	q.sel = edgesByID(rel.Name, p)
	return q
}

// A link is an edge of a relation that forms chains.
type link struct{ relation, id, source, target string }

// checkEdges checks the edges that were put, and those found besides. It returns the
// changes that give them the time that they have, and the links among those moved.
func (t *tx) checkEdges(ctx context.Context, vs *Violations) (changes []store.Change, links []link, err error) {
	byRelation := map[string]map[string]bool{}
	for id := range t.edges {
		add(byRelation, t.relation(id), id)
	}
	var a asking
	for _, rel := range slices.Sorted(maps.Keys(byRelation)) {
		q := t.rules.edges[rel]
		a.ask(q.sel, byRelation[rel], func(x *store.Item) {
			t.checkEdge(q, x, vs)
			if c, stale := t.timed(q, x); stale {
				changes = append(changes, c)
			}
			if id := x.Value(0).(string); t.moved[id] && t.rules.chains[rel] != nil {
				links = append(links, link{rel, id, x.Value(1).(string), x.Value(2).(string)})
			}
		})
	}
	t.askPairs(&a, vs)
	return changes, links, a.read(ctx, t.Tx)
}

func (t *tx) checkEdge(q *edgesQuery, x *store.Item, vs *Violations) {
	id := x.Value(0).(string)
	source, target := &x.Page(0).Items[0], &x.Page(1).Items[0]
	if kind := source.Value(0).(string); !slices.Contains(q.rel.From, kind) {
		vs.add("edge", id, "its source %q is of kind %s, and %s leads from %s", x.Value(1), kind, q.rel.Name, either(q.rel.From))
	}
	if kind := target.Value(0).(string); !slices.Contains(q.rel.To, kind) {
		vs.add("edge", id, "its target %q is of kind %s, and %s leads to %s", x.Value(2), kind, q.rel.Name, either(q.rel.To))
	}
	checkRefs("edge", id, x, 2, q.refs, vs)
	if q.along == "" {
		return
	}
	if a, b := shares(source), shares(target); !slices.Equal(a, b) {
		vs.add("edge", id, "both ends of %s must have edges of %s to the same nodes, and the source %q has them to %s, the target %q to %s",
			q.rel.Name, q.along, x.Value(1), quoted(a), x.Value(2), quoted(b))
	}
}

// shares are the ids of what an end has edges to along the relation shared.
func shares(end *store.Item) (ids []string) {
	for _, far := range end.Page(0).Items {
		ids = append(ids, far.Value(0).(string))
	}
	return ids // Ordered, as the rows of a page are.
}

// timed returns an edge with the time that it has, its own or its ends', and whether
// that is another than it is stored with.
func (t *tx) timed(q *edgesQuery, x *store.Item) (edge store.PutEdge, stale bool) {
	if q.rel.Property(ontology.Effective) == nil {
		return edge, false
	}
	props := map[string]any{}
	for i, p := range q.rel.Properties {
		if v := x.Value(3 + i); v != nil {
			props[p.Name] = v
		}
	}
	now := props[q.rel.Time()]
	for _, end := range []*store.Item{&x.Page(0).Items[0], &x.Page(1).Items[0]} {
		if now == nil {
			now = t.timeOf(q, end)
		}
	}
	if now == props[ontology.Effective] {
		return edge, false
	}
	props[ontology.Effective] = now
	return store.PutEdge{Edge: store.Edge{
		ID: x.Value(0).(string), Relation: q.rel.Name, Source: x.Value(1).(string), Target: x.Value(2).(string), Props: props,
	}}, true
}

// timeOf is the time of the node at an end, nil if it has none.
func (t *tx) timeOf(q *edgesQuery, end *store.Item) any {
	name := t.rules.Store.Kind(end.Value(0).(string)).Time
	if i := slices.Index(q.times, name); i >= 0 {
		return end.Value(1 + i)
	}
	return nil
}

// either writes kinds out for a sentence.
func either(kinds []string) string {
	if n := len(kinds); n > 1 {
		return strings.Join(kinds[:n-1], ", ") + " or " + kinds[n-1]
	}
	return strings.Join(kinds, "")
}
