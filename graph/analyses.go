package graph

import (
	"context"
	"errors"
	"math"
	"time"

	"parley/graph/analysis"
	"parley/graph/ontology"
	"parley/graph/plan"
	"parley/graph/store"
)

// analyses are the fields of the root that searches answer, by name.
func analyses(a *analysis.Analyst, o *ontology.Ontology) map[string]plan.Analysis {
	s := searches{a, o}
	return map[string]plan.Analysis{
		"paths": s.paths, "subgraph": s.subgraph, "relation": s.relation, "degrees": s.degrees, "ontology": s.ontology,
		"timeline": s.timeline, "coPresence": s.coPresence,
		"centrality": s.centrality, "communities": s.communities, "disputes": s.disputes,
	}
}

// newEngine makes an engine that answers every field of the root from what r holds. A search may
// take so long; 0 is the default.
func newEngine(r plan.Reader, o *ontology.Ontology, search time.Duration) (*plan.Engine, error) {
	r = explained{r}
	return plan.NewEngine(r, o, analyses(analysis.New(r, o, analysis.Limits{Time: search}), o))
}

// Searches read the arguments of fields, and turn what is found into objects.
type searches struct {
	*analysis.Analyst
	onto *ontology.Ontology
}

// wrong says of a fault in the input in which field it stands.
func wrong(a *plan.Arguments, err error) error {
	var in *analysis.InputError
	if errors.As(err, &in) {
		return a.Wrong(in.At, in.Err)
	}
	return err
}

// wants are the parts of a picture that are dear and asked for.
func wants(a *plan.Arguments) analysis.Wants {
	return analysis.Wants{
		Degree: a.Asks("GraphNode", "degree"), Evidence: a.Asks("GraphEdge", "evidence"), Provenance: a.Asks("GraphEdge", "provenance"),
		Times: a.Asks("GraphEdge", "firstMet") || a.Asks("GraphEdge", "lastMet"),
	}
}

// traversal reads a TraversalFilter.
func traversal(a *plan.Arguments) analysis.Filter {
	f := analysis.Filter{
		Relations: a.Texts("where", "relations"), Kinds: a.Kinds("where", "kinds"),
		Exclude: a.IDs(maxExcluded, "where", "exclude"), MaxDegree: a.Int(0, maxDegree, "where", "maxDegree"),
	}
	if a.Has("where", "provenance") {
		f.Provenance = behind(a)
	}
	f.When = window(a, "where", "when")
	return f
}

// behind reads what has to stand behind an edge.
func behind(a *plan.Arguments) *analysis.ProvenanceFilter {
	const where, in = "where", "provenance"
	return &analysis.ProvenanceFilter{
		MinDocuments: a.Int(math.MinInt32, math.MaxInt32, where, in, "minDocuments"), MinOrigins: a.Int(math.MinInt32, math.MaxInt32, where, in, "minOrigins"),
		Certainty: a.Texts(where, in, "certainty"), Disputed: a.Bool(where, in, "disputed"), Anonymous: a.Bool(where, in, "anonymous"),
	}
}

// window reads a Window; nil if there is none.
func window(a *plan.Arguments, at ...string) *analysis.Window {
	w := a.Window(at...)
	if w == nil {
		return nil
	}
	return &analysis.Window{Window: w.Window, Certain: w.Certain, Undated: w.Undated}
}

// The bounds of a TraversalFilter: of ids in exclude, and of maxDegree.
const (
	maxExcluded = 500
	maxDegree   = 1<<31 - 1
)

func (s searches) paths(a *plan.Arguments) plan.Search {
	q := analysis.PathQuery{
		From: a.IDs(analysis.MaxEnds, "from"), To: a.IDs(analysis.MaxEnds, "to"), Filter: traversal(a),
		MaxLength: number(a.Int(1, analysis.MaxLength, "maxLength")), First: number(a.Int(0, analysis.MaxPaths, "first")), Wants: wants(a),
	}
	return func(ctx context.Context) (any, error) {
		found, err := s.Paths(ctx, q)
		if err != nil {
			return nil, wrong(a, err)
		}
		paths := make([]plan.Object, len(found.Paths))
		for i, p := range found.Paths {
			paths[i] = object{"Path", values{"length": int64(len(p.Hops)), "nodes": s.nodes(p.Nodes), "hops": s.edges(p.Hops)}}
		}
		return object{"PathResult", values{
			"paths": paths, "truncated": found.Truncated, "timedOut": found.TimedOut, "explored": int64(found.Explored),
		}}, nil
	}
}

func (s searches) subgraph(a *plan.Arguments) plan.Search {
	collapse := a.Bool("collapse")
	q := analysis.SubgraphQuery{
		Around: a.IDs(analysis.MaxAround, "around"), Depth: number(a.Int(0, analysis.MaxDepth, "depth")), Filter: traversal(a),
		Limit: number(a.Int(1, analysis.MaxNodes, "limit")), Collapse: collapse != nil && *collapse, Wants: wants(a),
	}
	return func(ctx context.Context) (any, error) {
		found, err := s.Subgraph(ctx, q)
		if err != nil {
			return nil, wrong(a, err)
		}
		return object{"Graph", values{
			"nodes": s.nodes(found.Nodes), "edges": s.edges(found.Edges), "omitted": int64(found.Omitted), "truncated": found.Truncated,
		}}, nil
	}
}

func (s searches) relation(a *plan.Arguments) plan.Search {
	id, w := a.Text("id"), wants(a)
	return func(ctx context.Context) (any, error) {
		e, err := s.EdgeByID(ctx, id, w)
		if err != nil || e == nil {
			return nil, wrong(a, err)
		}
		return s.edge(e), nil
	}
}

// directions are the values of EdgeDirection.
var directions = [...]string{store.Out: "OUT", store.In: "IN"}

func (s searches) degrees(a *plan.Arguments) plan.Search {
	id := a.Text("of")
	return func(ctx context.Context) (any, error) {
		counts, err := s.Degrees(ctx, id)
		if err != nil {
			return nil, wrong(a, err)
		}
		all := make([]plan.Object, len(counts))
		for i, c := range counts {
			all[i] = object{"RelationCount", values{
				"relation": c.Relation, "direction": directions[c.Direction], "kind": s.onto.KindValue(c.Kind), "count": int64(c.Count),
			}}
		}
		return all, nil
	}
}

func number(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
