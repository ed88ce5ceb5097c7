package graph

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// An asker makes random queries of a schema: with aliases, fields asked for twice, fragments
// of all sorts inside each other, directives, literals and variables. Not each is valid: two
// parts may ask for other things under one name.
type asker struct {
	*rand.Rand
	schema *ast.Schema
	ids    []string
	roots  ast.FieldList // those that are asked for

	fragments map[string][]string // by type, the names of those that are written
	written   strings.Builder     // the fragments
	declared  []string            // the variables, with their types
	given     map[string]any
}

func newAsker(s *ast.Schema, seed uint64, ids []string) *asker {
	return &asker{Rand: rand.New(rand.NewPCG(seed, 3)), schema: s, ids: ids, roots: s.Query.Fields}
}

// query makes a query; values are those of its variables.
func (q *asker) query() string {
	q.fragments, q.declared, q.given = map[string][]string{}, nil, map[string]any{}
	q.written.Reset()
	var b strings.Builder
	for i := range 1 + q.IntN(3) {
		f := pick(q.Rand, q.roots)
		if q.IntN(12) == 0 {
			b.WriteString(" __typename")
		} else if !strings.HasPrefix(f.Name, "__") {
			fmt.Fprintf(&b, " r%d: %s%s%s%s", i, f.Name, q.arguments(f), q.directive(12), q.below(f, 3))
		}
	}
	if b.Len() == 0 {
		return q.query()
	}
	variables := ""
	if len(q.declared) > 0 {
		variables = "(" + strings.Join(q.declared, ", ") + ")"
	}
	return "query" + variables + " {" + b.String() + " }" + q.written.String()
}

func (q *asker) values() map[string]any { return q.given }

// below is a selection on the type of a field, "" if there is none.
func (q *asker) below(f *ast.FieldDefinition, depth int) string {
	t := q.schema.Types[f.Type.Name()]
	if !t.IsCompositeType() {
		return ""
	}
	return q.selection(t, depth)
}

func (q *asker) selection(t *ast.Definition, depth int) string {
	var b strings.Builder
	for range 1 + q.IntN(3) {
		switch n := q.IntN(12); {
		case n == 0:
			b.WriteString(pick(q.Rand, []string{" __typename", " kind: __typename"}))
		case n < 3:
			on := pick(q.Rand, q.overlaps(t))
			fmt.Fprintf(&b, " ... on %s%s%s", on.Name, q.directive(6), q.selection(on, depth-1))
		case n == 3 && depth > 0:
			fmt.Fprintf(&b, " ...%s%s", q.fragment(pick(q.Rand, q.overlaps(t)), depth-1), q.directive(6))
		case n == 4:
			fmt.Fprintf(&b, " ...%s%s", q.directive(3), q.selection(t, depth-1))
		case len(t.Fields) > 0:
			b.WriteString(q.field(t, depth))
		}
	}
	if b.Len() == 0 {
		b.WriteString(" __typename")
	}
	return " {" + b.String() + " }"
}

// field asks for a field, those that lead on only while there is depth.
func (q *asker) field(t *ast.Definition, depth int) string {
	f := pick(q.Rand, t.Fields)
	d := q.schema.Types[f.Type.Name()]
	leads := len(f.Arguments) > 0 || d.IsAbstractType() || d.Directives.ForName("node") != nil
	if strings.HasPrefix(f.Name, "__") || leads && f.Name != "node" && f.Name != "nodes" && depth <= 0 {
		return ""
	}
	if f.Name == "edges" || f.Name == "nodes" || f.Name == "node" {
		depth++
	}
	args, key := q.arguments(f), ""
	switch {
	case d.IsCompositeType() && q.IntN(2) == 0:
		key = fmt.Sprintf("%s_%d: ", f.Name, q.IntN(2))
	case q.IntN(4) == 0:
		key = fmt.Sprintf("%s_%s: ", f.Name, d.Name)
	}
	return " " + key + f.Name + args + q.directive(12) + q.below(f, depth-1)
}

// overlaps are the types that a fragment inside t may be on.
func (q *asker) overlaps(t *ast.Definition) []*ast.Definition {
	all := []*ast.Definition{t}
	for _, d := range append(slices.Clone(q.schema.GetPossibleTypes(t)), q.schema.GetImplements(t)...) {
		if !slices.Contains(all, d) {
			all = append(all, d)
		}
	}
	return all
}

// fragment is the name of a fragment on t, a new one or one that is written already.
func (q *asker) fragment(t *ast.Definition, depth int) string {
	if have := q.fragments[t.Name]; len(have) > 0 && q.IntN(2) == 0 {
		return pick(q.Rand, have)
	}
	body := q.selection(t, depth)
	name := fmt.Sprintf("%s%d", t.Name, len(q.fragments[t.Name]))
	q.fragments[t.Name] = append(q.fragments[t.Name], name)
	fmt.Fprintf(&q.written, " fragment %s on %s%s", name, t.Name, body)
	return name
}

// directive is, once in so many times, a directive.
func (q *asker) directive(once int) string {
	if q.IntN(once) > 0 {
		return ""
	}
	value := fmt.Sprint(q.IntN(2) == 0)
	if q.IntN(2) == 0 {
		value = q.variable("Boolean!", q.IntN(2) == 0)
	}
	return fmt.Sprintf(" @%s(if: %s)", pick(q.Rand, []string{"skip", "include"}), value)
}

func (q *asker) variable(t string, v any) string {
	name := fmt.Sprintf("v%d", len(q.declared))
	q.declared = append(q.declared, "$"+name+": "+t)
	q.given[name] = v
	return "$" + name
}

// arguments gives a field those that it needs and some others, now and then wrong ones.
func (q *asker) arguments(f *ast.FieldDefinition) string {
	var all []string
	for _, a := range f.Arguments {
		var v any
		switch {
		case a.Type.Name() == "CentralityMeasure":
			v = pick(q.Rand, []string{"DEGREE", "BETWEENNESS", "PAGERANK"})
		case a.Name == "members" && q.IntN(2) == 0:
			v = pick(q.Rand, []int{0, 2, 501})
		case a.Name == "about" && q.IntN(3) == 0:
			v = []string{pick(q.Rand, q.ids), pick(q.Rand, q.ids)}
		case a.Name == "id" || a.Name == "of" || a.Name == "with":
			v = pick(q.Rand, q.ids)
		case a.Name == "from" || a.Name == "to" || a.Name == "around":
			v = []string{pick(q.Rand, q.ids)}
		case (a.Name == "maxLength" || a.Name == "depth" || a.Name == "limit") && q.IntN(2) == 0:
			v = pick(q.Rand, []int{0, 1, 2, 3, 4, 2001})
		case a.Name == "collapse" && q.IntN(2) == 0:
			v = q.IntN(2) == 0
		case a.Name == "window" && q.IntN(3) == 0:
			v = pick(q.Rand, []map[string]any{{"within": "2021-08", "undated": true}, {"within": "2021-08-15", "match": "CERTAIN"}, {"within": "2021-13"}})
		case a.Name == "match" && q.IntN(4) == 0:
			v = "CERTAIN"
		case a.Type.Name() == "TraversalFilter" && q.IntN(2) == 0:
			v = q.traversal()
		case a.Name == "ids":
			ids := []string{"nobody"}
			for range q.IntN(4) {
				ids = append(ids, pick(q.Rand, q.ids))
			}
			v = ids
		case a.Name == "text":
			v = pick(q.Rand, []string{"kabul", "taliban", "e"})
		case (a.Name == "first" || a.Name == "last") && q.IntN(3) == 0:
			v = pick(q.Rand, []int{0, 1, 2, 3, 20, 501})
		case a.Name == "after" && q.IntN(60) == 0:
			v = "no cursor"
		default:
			continue
		}
		b, err := json.Marshal(v)
		if err != nil {
			panic(err)
		}
		value := string(b)
		if q.IntN(3) == 0 || q.schema.Types[a.Type.Name()].Kind != ast.Scalar {
			value = q.variable(a.Type.String(), v)
		}
		all = append(all, a.Name+": "+value)
	}
	if len(all) == 0 {
		return ""
	}
	return "(" + strings.Join(all, ", ") + ")"
}

// traversal is which part of the graph a search sees, now and then wrongly said.
func (q *asker) traversal() map[string]any {
	f := map[string]any{}
	for name, values := range map[string][]any{
		"relations": {[]any{"MET"}, []any{"ATTENDED", "MET"}, []any{"ABOUT", "SPEAKER", "ASSERTS", "ATTENDED"}, []any{"MEET"}},
		"kinds":     {[]any{"PERSON", "MEETING"}, []any{}, nil},
		"exclude":   {q.ids[:1], []any{"nobody"}},
		"when":      {map[string]any{"within": "2021-08", "undated": true}, map[string]any{"within": "2021", "match": "CERTAIN"}, map[string]any{"within": "2021-13"}},
		"maxDegree": {3, 10, -1},
	} {
		if q.IntN(3) == 0 {
			f[name] = pick(q.Rand, values)
		}
	}
	return f
}
