package graph

import (
	"context"
	"slices"

	"parley/graph/analysis"
	"parley/graph/edtf"
	"parley/graph/plan"
)

// An object is something found, of a type of the schema, with the values of its fields.
type object struct {
	name   string
	values values
}

type values map[string]any

// Type is the name of the object's type.
func (o object) Type() string { return o.name }

// Value is what a field has.
func (o object) Value(field string) any { return o.values[field] }

func (s searches) nodes(all []analysis.Node) []plan.Object {
	out := make([]plan.Object, len(all))
	for i := range all {
		n := &all[i]
		out[i] = object{"GraphNode", values{
			"id": n.ID, "kind": s.onto.KindValue(n.Kind), "label": n.Label, "when": when(n.When), "degree": int64(n.Degree), "node": plan.Ref(n.ID),
		}}
	}
	return out
}

func (s searches) edges(all []analysis.Edge) []plan.Object {
	out := make([]plan.Object, len(all))
	for i := range all {
		out[i] = s.edge(&all[i])
	}
	return out
}

func (s searches) edge(e *analysis.Edge) plan.Object {
	v := values{
		"id": e.ID, "relation": e.Relation, "role": nil, "count": int64(e.Count), "source": plan.Ref(e.Source), "target": plan.Ref(e.Target),
		"when": when(e.When), "firstMet": when(e.First), "lastMet": when(e.Last), "evidence": plan.Refs(e.Evidence), "provenance": provenance(&e.Provenance),
	}
	if e.Role != "" {
		v["role"] = e.Role
	}
	return object{"GraphEdge", v}
}

func provenance(p *analysis.Provenance) plan.Object {
	v := values{"documents": int64(p.Documents), "origins": int64(p.Origins), "certainty": nil, "disputed": p.Disputed, "anonymous": p.Anonymous}
	if p.Certainty != "" {
		v["certainty"] = p.Certainty
	}
	return object{"Provenance", v}
}

// when is a time, or nil.
func when(p *edtf.Period) any {
	if p == nil {
		return nil
	}
	return *p
}

// ontology answers what the domain has, with counts where they are asked for.
func (s searches) ontology(a *plan.Arguments) plan.Search {
	return func(ctx context.Context) (any, error) {
		kinds, relations := map[string]int{}, map[string]int{}
		var err error
		if a.Asks("KindInfo", "count") {
			if kinds, err = s.KindCounts(ctx); err != nil {
				return nil, err
			}
		}
		if a.Asks("RelationInfo", "count") {
			if relations, err = s.RelationCounts(ctx); err != nil {
				return nil, err
			}
		}
		return object{"Ontology", values{"kinds": s.kindInfos(kinds), "relations": s.relationInfos(relations)}}, nil
	}
}

func (s searches) kindInfos(counts map[string]int) []plan.Object {
	all := []plan.Object{}
	for _, k := range s.onto.Store.Kinds {
		all = append(all, object{"KindInfo", values{
			"kind": s.onto.KindValue(k.Name), "label": k.Label, "count": int64(counts[k.Name]),
			"description": described(s.onto.Schema().Types[k.Name].Description),
		}})
	}
	return all
}

// relationInfos are the values of RelationType, ordered: those that are stored, and those
// that are drawn.
func (s searches) relationInfos(counts map[string]int) []plan.Object {
	all := []plan.Object{}
	enum := s.onto.Schema().Types["RelationType"].EnumValues
	ends := map[string][2][]string{}
	for _, r := range s.onto.Store.Relations {
		ends[r.Name] = [2][]string{r.From, r.To}
	}
	for _, d := range s.onto.Drawn {
		ends[d.Name] = [2][]string{d.Ends, d.Ends}
	}
	var names []string
	for _, v := range enum {
		names = append(names, v.Name)
	}
	slices.Sort(names)
	for _, name := range names {
		all = append(all, object{"RelationInfo", values{
			"relation": name, "from": s.kindValues(ends[name][0]), "to": s.kindValues(ends[name][1]), "count": int64(counts[name]),
			"description": described(enum.ForName(name).Description),
		}})
	}
	return all
}

func (s searches) kindValues(kinds []string) []string {
	all := []string{}
	for _, k := range kinds {
		all = append(all, s.onto.KindValue(k))
	}
	return all
}

// described is a description, nil if there is none.
func described(text string) any {
	if text == "" {
		return nil
	}
	return text
}
