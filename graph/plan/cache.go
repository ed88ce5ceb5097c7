package plan

import (
	"fmt"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/bounded"
	"parley/graph/ontology"
)

// cacheSize is how many plans are kept: as many as the server keeps documents.
const cacheSize = 1000

// cacheBytes is how many bytes the plans that are kept take together, by weight.
const cacheBytes = 100 << 20

// What a part takes in bytes: of a plan, a member that is printed, with what finds its value; of a document, a selection
// or a value. They are more than was measured (TestMemory).
const (
	planPart     = 120
	documentPart = 400
)

// maxShape is how long the shape of a plan that is kept may be, in bytes: one from
// variables of thousands of parts will hardly be asked for again.
const maxShape = 4096

// A cache keeps the plans of root fields seen. Documents are cached as well, so
// that the same text has the same *ast.Field, which is the key with the shape of
// the variables. The operation is part of it, since two of one document may share a
// fragment of the root and call their variables differently.
type cache struct {
	onto  *ontology.Ontology
	plans *bounded.Cache[cacheKey, *Plan]
}

type cacheKey struct {
	operation *ast.OperationDefinition
	field     *ast.Field
	shape     string
}

func newCache(o *ontology.Ontology) (*cache, error) {
	plans, err := bounded.New[cacheKey, *Plan](cacheSize, cacheBytes)
	return &cache{onto: o, plans: plans}, err
}

func (c *cache) get(op *graphql.OperationContext, f graphql.CollectedField) (*Plan, error) {
	key := cacheKey{op.Operation, f.Field, shape(c.onto.Schema(), op)}
	if p, ok := c.plans.Get(key); ok {
		return p, nil
	}
	p, err := Collect(op, c.onto, f)
	if err != nil {
		return nil, err
	}
	if len(key.shape) <= maxShape {
		c.plans.Add(key, p, weight(p, op.Doc)+int64(len(key.shape)))
	}
	return p, nil
}

// weight is what a plan takes, in bytes. It holds its document too, which may have been dropped elsewhere.
func weight(p *Plan, doc *ast.QueryDocument) int64 {
	parts := len(p.fields) + len(p.binds)
	for _, m := range p.merged {
		parts += len(m)
	}
	written := 0
	if doc != nil {
		for _, o := range doc.Operations {
			written += 1 + len(o.VariableDefinitions) + selections(o.SelectionSet)
		}
		for _, f := range doc.Fragments {
			written += 1 + selections(f.SelectionSet)
		}
	}
	return int64(planPart*(10+p.parts+parts) + documentPart*written)
}

// selections counts what is written in a selection set: fields, fragments and the values of arguments.
func selections(set ast.SelectionSet) int {
	n := len(set)
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			n += selections(s.SelectionSet)
			for _, a := range s.Arguments {
				n += values(a.Value)
			}
		case *ast.InlineFragment:
			n += selections(s.SelectionSet)
		}
	}
	return n
}

func values(v *ast.Value) int {
	n := 1
	for _, c := range v.Children {
		n += values(c.Value)
	}
	return n
}

// Plans returns how many plans are kept, and of those that were asked for how many were kept already and how many not.
func (e *Engine) Plans() (kept int, hits, misses int64) {
	return e.plans.plans.Counts()
}

// PlanOf returns the plan of a field of the root, which Answers.
func (e *Engine) PlanOf(op *graphql.OperationContext, f graphql.CollectedField) (*Plan, error) {
	return e.plans.get(op, f)
}

// shape is what a plan may depend on: Booleans and enums by value, which other
// variables are there, the keys of input objects and the length of lists of them.
func shape(s *ast.Schema, op *graphql.OperationContext) string {
	var b strings.Builder
	for _, d := range op.Operation.VariableDefinitions {
		v, ok := op.Variables[d.Variable]
		if !ok {
			b.WriteByte('.')
		}
		shapeOf(&b, s, d.Type, v)
	}
	return b.String()
}

func shapeOf(b *strings.Builder, s *ast.Schema, t *ast.Type, v any) {
	if v == nil {
		b.WriteByte('-')
		return
	}
	d := s.Types[t.Name()]
	switch {
	case d.Kind == ast.Enum, d.Name == "Boolean":
		fmt.Fprintf(b, "%v,", v)
	case d.Kind != ast.InputObject:
		b.WriteByte('+')
	case t.Elem != nil:
		b.WriteByte('[')
		for _, x := range list(v) {
			shapeOf(b, s, t.Elem, x)
		}
		b.WriteByte(']')
	default:
		in, _ := v.(map[string]any)
		b.WriteByte('{')
		for _, f := range d.Fields {
			if x, ok := in[f.Name]; ok {
				shapeOf(b, s, f.Type, x)
			} else {
				b.WriteByte('.')
			}
		}
		b.WriteByte('}')
	}
}
