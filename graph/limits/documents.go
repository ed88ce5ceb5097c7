package limits

import (
	"context"
	"errors"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"github.com/vektah/gqlparser/v2/parser"

	"parley/graph/bounded"
	"parley/graph/coerce"
	"parley/graph/stats"
)

// A Config says how documents and operations are judged.
type Config struct {
	Limits        Limits
	MaxCost       int  // of an operation; 0 is no bound
	Introspection bool // whether the schema is told, by introspection and by suggestions in errors
	NoSuggestions bool // whether errors suggest no names even so
	Kept          int  // documents that are kept, at least 1
	Page          int  // rows of a page where the client does not say
	MaxPage       int  // rows of a page at most; who asks for more is refused elsewhere
}

// Documents parses, measures and validates each text once, and prices the operations in it. It is an extension of
// gqlgen's and the cache of its documents too, so that gqlgen finds what has been found good here and does none of it
// again. It is safe for concurrent use.
type Documents struct {
	config  Config
	schema  *ast.Schema
	weights *weights
	kept    *bounded.Cache[string, *document]
}

// What the documents that are kept take at most, and a selection or value of one with what it costs, in bytes (TestMemory measures it).
const (
	maxBytes  = 100 << 20
	partBytes = 300
)

// A document is a text that is valid, and what its operations cost; nil where nothing is to be said of it.
type document struct {
	doc  *ast.QueryDocument
	cost map[*ast.OperationDefinition]*charge
}

// New makes the Documents of a schema; it fails if a directive on costs is wrong.
func New(schema *ast.Schema, c Config) (*Documents, error) {
	w, err := newWeights(schema, c.Page, c.MaxPage)
	if err != nil {
		return nil, err
	}
	d := &Documents{config: c, schema: schema, weights: w}
	d.kept, err = bounded.New[string, *document](c.Kept, maxBytes)
	return d, err
}

// ExtensionName is the name of the extension.
func (*Documents) ExtensionName() string { return "Documents" }

// Validate has nothing to say against a schema; New had.
func (*Documents) Validate(graphql.ExecutableSchema) error { return nil }

// Get returns the document of a text that has been found good.
func (d *Documents) Get(_ context.Context, text string) (*ast.QueryDocument, bool) {
	kept, ok := d.kept.Peek(text) // It was used, and counted, when it was judged.
	if !ok {
		return nil, false
	}
	return kept.doc, true
}

// Add does nothing: what is good has been added before gqlgen looks.
func (*Documents) Add(context.Context, string, *ast.QueryDocument) {}

// MutateOperationParameters judges the document of a request, and has the values of its variables be of their types. Its
// error holds a gqlerror.List if there are several.
func (d *Documents) MutateOperationParameters(_ context.Context, request *graphql.RawParams) *gqlerror.Error {
	k, ok := d.kept.Get(request.Query)
	if !ok {
		var wrong *gqlerror.Error
		if k, wrong = d.judged(request); wrong != nil {
			return wrong
		}
	}
	op := k.doc.Operations.ForName(request.OperationName)
	switch {
	case op == nil && request.OperationName == "":
		return refuse(codeInvalid, "the document has several operations; say by operationName which one is meant")
	case op == nil:
		return refuse(codeInvalid, "the document has no operation of the name that operationName says; correct it, or leave it out where there is one operation only")
	}
	variables, wrong := coerce.Variables(d.schema, op, request.Variables, d.config.Introspection)
	if wrong != nil {
		wrong.Extensions = map[string]any{"code": codeInvalid}
		return wrong
	}
	request.Variables = variables
	return nil
}

// judged parses, measures, validates and prices a document, and keeps it if it is good.
func (d *Documents) judged(request *graphql.RawParams) (*document, *gqlerror.Error) {
	if most := d.config.Limits.Bytes; len(request.Query) > most {
		return nil, refuse(CodeTooComplex, "the document has more than %d bytes; put long values into variables", most)
	}
	doc, err := parser.ParseQueryWithTokenLimit(&ast.Source{Input: request.Query}, d.config.Limits.Tokens)
	if err != nil {
		return nil, d.unparsed(err)
	}
	if len(doc.Operations) == 0 {
		return nil, refuse(codeInvalid, "there is no operation in the document; write { … } or query { … }")
	}
	parts, wrong := d.config.Limits.measured(doc)
	if wrong != nil {
		return nil, wrong
	}
	if errs := d.validated(doc); len(errs) > 0 {
		return nil, &gqlerror.Error{Err: errs, Message: errs[0].Message, Extensions: errs[0].Extensions}
	}
	k := &document{doc, map[*ast.OperationDefinition]*charge{}}
	for _, o := range doc.Operations {
		c := d.weights.operation(o)
		if c.shapes() > float64(d.config.Limits.Shapes) {
			return nil, refuse(CodeTooComplex, "the operation asks for fields of nodes that may be of many kinds, one inside the other, "+
				"which is more than %d cases; name the kinds with ... on, or ask for what is below by a question of its own", d.config.Limits.Shapes)
		}
		k.cost[o] = c
	}
	d.kept.Add(request.Query, k, int64(len(request.Query)*5/4+partBytes*(3+parts)))
	return k, nil
}

// unparsed is the error of a text that does not parse.
func (d *Documents) unparsed(err error) *gqlerror.Error {
	wrong := new(gqlerror.Error)
	if !errors.As(err, &wrong) {
		wrong = gqlerror.Wrap(err)
	}
	wrong.Extensions = map[string]any{"code": codeParseFailed}
	return wrong
}

// Kept returns how many documents are kept, and of those that were asked by how many were kept already and how many not.
func (d *Documents) Kept() (kept int, hits, misses int64) {
	return d.kept.Counts()
}

// MutateOperationContext refuses an operation that costs too much, or that asks for the schema where it is not told.
func (d *Documents) MutateOperationContext(ctx context.Context, op *graphql.OperationContext) *gqlerror.Error {
	if !d.config.Introspection && introspects(op.Operation.SelectionSet) {
		return refuse(CodeNoIntrospection, "the schema is not told here; it is published as schema.graphqls with the program")
	}
	c, p := d.charge(op), d.weights.pricer(op.Variables)
	switch given := p.amount(c, d.config.Limits); {
	case given.values > d.config.Limits.Arguments:
		return refuse(CodeTooComplex, "the arguments of the question have more than %d values, where %d bytes of a text count as one and a variable counts "+
			"wherever it is used; ask with shorter lists and texts, or in several requests", d.config.Limits.Arguments, textUnit)
	case given.objects > d.config.Limits.Objects:
		return refuse(CodeTooComplex, "the arguments of the question have more than %d objects, such as the conditions of a filter; "+
			"ask with fewer, or with lists of values", d.config.Limits.Objects)
	}
	total := p.cost(c, 1)
	stats.Of(ctx).Price(total)
	if d.config.MaxCost > 0 && total > float64(d.config.MaxCost) {
		at, part := p.dearest(c, total)
		return refuse(CodeTooExpensive, "the question costs %s and %d is allowed, and %s of it is for %s; ask for smaller pages by first or last, "+
			"for fewer fields, or in several requests", number(total), d.config.MaxCost, number(part), at)
	}
	return nil
}

// charge is that of an operation.
func (d *Documents) charge(op *graphql.OperationContext) *charge {
	if k, ok := d.kept.Peek(op.RawQuery); ok && k.cost[op.Operation] != nil {
		return k.cost[op.Operation]
	}
	return d.weights.operation(op.Operation) // It has been dropped since; the bounds have been kept.
}

// Cost returns what an operation costs.
func (d *Documents) Cost(op *graphql.OperationContext) float64 {
	return d.weights.pricer(op.Variables).cost(d.charge(op), 1)
}

// introspects tells whether a selection of the root asks for the schema.
func introspects(set ast.SelectionSet) bool {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if s.Name == "__schema" || s.Name == "__type" {
				return true
			}
		case *ast.InlineFragment:
			if introspects(s.SelectionSet) {
				return true
			}
		case *ast.FragmentSpread:
			if introspects(s.Definition.SelectionSet) {
				return true
			}
		}
	}
	return false
}
