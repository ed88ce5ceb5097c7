package derive

import (
	"context"
	"slices"

	"parley/graph/store"
)

// A ref is a property that refers to nodes, with the kinds that these may be. A ref to
// nodes of any kind needs no check and is none.
type ref struct {
	property string
	kinds    []string
}

// newRefs finds the refs among the properties of a kind or relation.
func (r *rules) newRefs(owner string, known []store.Property) (refs []ref) {
	for _, p := range known {
		if right := r.Refs[[2]string{owner, p.Name}]; p.Ref && len(right) < len(r.Store.Kinds) {
			refs = append(refs, ref{p.Name, right})
		}
	}
	return refs
}

// targets returns the ids that the refs of a kind or relation hold.
func (r *rules) targets(owner string, props map[string]any) (ids []string) {
	for _, ref := range r.refs[owner] {
		ids = append(ids, held(props[ref.property])...)
	}
	return ids
}

// held returns the ids that a property holds.
func held(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []string:
		return v
	}
	return nil
}

// checkRefs checks what the nodes and edges that were put refer to.
func (t *tx) checkRefs(vs *Violations) {
	for id, c := range t.nodes {
		for _, ref := range t.rules.refs[c.Kind] {
			t.checkRef(c.Kind, id, ref, c.Props[ref.property], vs)
		}
	}
	for id, c := range t.edges {
		for _, ref := range t.rules.refs[c.Relation] {
			t.checkRef("edge", id, ref, c.Props[ref.property], vs)
		}
	}
}

// checkRef tells of each node that a property refers to and must not, of those of which
// something is known.
func (t *tx) checkRef(what, id string, ref ref, v any, vs *Violations) {
	for _, target := range held(v) {
		if kind := t.facts[target].kind; kind != "" && !slices.Contains(ref.kinds, kind) {
			vs.add(what, id, "%s refers to %q, which is of kind %v and must be %s", ref.property, target, kind, either(ref.kinds))
		}
	}
}

// A referrers query asks for the nodes of a kind or the edges of a relation that refer
// to nodes.
type referrers struct {
	what string
	refs []ref
	sel  *store.Selection // fields: the id, and the properties of the refs
}

// newReferrers makes the questions for all that may refer to nodes of the wrong kind.
func (r *rules) newReferrers() (all []*referrers) {
	query := func(what, owner string, of store.Of, sel store.Selection) {
		refs := r.refs[owner]
		if refs == nil {
			return
		}
		names := []string{"id"}
		var some store.Or
		for _, ref := range refs {
			names = append(names, ref.property)
			some = append(some, store.Compare{Of: of, Property: ref.property, Op: store.AnyOf, Arg: idsArg})
		}
		sel.Where, sel.Pick = some, store.Pick{Rows: true, Fields: fields(of, names)}
		all = append(all, &referrers{what, refs, &sel})
	}
	for _, k := range r.Store.Kinds {
		query(k.Name, k.Name, store.OfNode, store.Selection{Kinds: []string{k.Name}})
	}
	for _, rel := range r.Store.Relations {
		query("edge", rel.Name, store.OfEdge, store.Selection{Relations: []string{rel.Name}})
	}
	return all
}

// checkReferrers checks those that refer to a node which may have become one of another
// kind: it was deleted and put in one Write, so nothing that refers to it need have been
// touched.
func (t *tx) checkReferrers(ctx context.Context, vs *Violations) error {
	var a asking
	for _, q := range t.rules.referrers {
		a.ask(q.sel, t.reborn, func(x *store.Item) {
			for i, ref := range q.refs {
				t.checkRef(q.what, x.Value(0).(string), ref, x.Value(1+i), vs)
			}
		})
	}
	return a.read(ctx, t.Tx)
}
