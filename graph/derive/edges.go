package derive

import (
	"context"
	"maps"
	"slices"
	"strings"

	"parley/graph/ontology"
	"parley/graph/store"
)

// An edgesQuery asks for edges of one relation whole, with what there is to know of
// their ends and with what these must share. Its hops are the source and the target.
type edgesQuery struct {
	rel   *store.Relation
	sel   *store.Selection // fields: id, source, target, and then the properties; of the hops: those of a fact
	along string           // the relation along which both ends must lead to the same nodes, or ""
}

func (r *rules) newEdgesQuery(rel *store.Relation) *edgesQuery {
	q := &edgesQuery{rel: rel, along: r.Sharing[rel.Name]}
	names := []string{"id", "source", "target"}
	for _, p := range rel.Properties {
		names = append(names, p.Name)
	}
	p := store.Pick{Rows: true, Fields: edgeFields(names...)}
	for _, source := range []bool{true, false} {
		kinds := rel.To
		if source {
			kinds = rel.From
		}
		end := &store.Hop{Step: store.End{Source: source}, Kinds: kinds, One: true}
		end.Pick = store.Pick{Rows: true, Fields: nodeFields(r.facts.names...)}
		if q.along != "" {
			near, far := r.reach(q.along, store.Out)
			end.Hops = []*store.Hop{{
				On: near, Step: store.Along{Relation: q.along, Direction: store.Out, Distinct: true}, Kinds: far,
				Pick: store.Pick{Rows: true, Fields: nodeFields("id")},
			}}
		}
		p.Hops = append(p.Hops, end)
	}
	q.sel = edgesByID(rel.Name, p)
	return q
}

// checkEdges checks the edges whose ends must share something, of those that were put and
// those found besides. It returns the changes that give those found the time that they have.
func (t *tx) checkEdges(ctx context.Context, found map[string]bool, vs *Violations) (changes []store.Change, err error) {
	byRelation := map[string]map[string]bool{}
	for id := range found {
		add(byRelation, t.rules.relation(id), id)
	}
	for id, c := range t.edges {
		if t.rules.Sharing[c.Relation] != "" {
			add(byRelation, c.Relation, id)
		}
	}
	var a asking
	for _, rel := range slices.Sorted(maps.Keys(byRelation)) {
		q := t.rules.edges[rel]
		a.ask(q.sel, byRelation[rel], func(x *store.Item) {
			q.checkShares(x, vs)
			if c, stale := t.timed(q, x); stale {
				changes = append(changes, c)
			}
		})
	}
	return changes, a.read(ctx, t.Tx)
}

func (q *edgesQuery) checkShares(x *store.Item, vs *Violations) {
	if q.along == "" {
		return
	}
	if a, b := shares(&x.Page(0).Items[0]), shares(&x.Page(1).Items[0]); !slices.Equal(a, b) {
		vs.add("edge", x.Value(0).(string), "both ends of %s must have edges of %s to the same nodes, and the source %q has them to %s, the target %q to %s",
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
	for i := range 2 {
		if now == nil {
			now = t.rules.facts.fact(t.rules.Store, &x.Page(i).Items[0], 0).time
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

// either writes kinds out for a sentence.
func either(kinds []string) string {
	if n := len(kinds); n > 1 {
		return strings.Join(kinds[:n-1], ", ") + " or " + kinds[n-1]
	}
	return strings.Join(kinds, "")
}
