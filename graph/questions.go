package graph

import (
	"context"
	"embed"
	"fmt"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"

	"parley/graph/plan"
)

//go:embed testdata/questions/*.graphql
var library embed.FS

// Questions returns the library of questions, each a document of one operation whose variables have defaults that fit
// the built-in data. It begins with the question in words.
func Questions() ([]string, error) {
	files, err := library.ReadDir("testdata/questions")
	if err != nil {
		return nil, err
	}
	all := make([]string, len(files))
	for i, f := range files {
		b, err := library.ReadFile("testdata/questions/" + f.Name())
		if err != nil {
			return nil, err
		}
		all[i] = string(b)
	}
	return all, nil
}

// QuestionNames returns the names of the operations of the library.
func QuestionNames() ([]string, error) {
	all, err := Questions()
	if err != nil {
		return nil, err
	}
	names := make([]string, len(all))
	for i, q := range all {
		doc, err := parser.ParseQuery(&ast.Source{Input: q})
		if err != nil || len(doc.Operations) != 1 {
			return nil, fmt.Errorf("graph: a question of the library is no single operation: %w", err)
		}
		names[i] = doc.Operations[0].Name
	}
	return names, nil
}

// Warm asks r the questions of the library, for a database that plans a statement when it first sees it: Neo4j takes a
// tenth of a second for each, which then no client waits for. What the answers are does not matter, and questions
// that a search answers, which may take long on a large graph, are left out, but for the brief ones. The error is that of the library, or of ctx.
func Warm(ctx context.Context, r plan.Reader) error {
	all, err := Questions()
	if err != nil {
		return err
	}
	onto, err := Ontology()
	if err != nil {
		return err
	}
	engine, err := newEngine(r, onto, 0)
	if err != nil {
		return err
	}
	x := executor.New(Printed(NewExecutableSchema(Config{Resolvers: &Resolver{engine}}), engine))
	for _, q := range all {
		op, errs := x.CreateOperationContext(graphql.StartOperationTrace(ctx), &graphql.RawParams{Query: q})
		switch {
		case errs != nil:
			return fmt.Errorf("graph: a question of the library: %w", errs)
		case searched(onto.Schema(), op.Operation):
			continue
		}
		answer, within := x.DispatchOperation(ctx, op)
		answer(within)
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// brief are the searches that read a page around what they are given, whatever the size of the graph. They look along all relations
// at once, which takes Neo4j a second and more to plan.
func brief() []string { return []string{"timeline", "coPresence"} }

// searched reports whether a search that is not brief answers a field of an operation.
func searched(s *ast.Schema, op *ast.OperationDefinition) bool {
	for _, sel := range op.SelectionSet {
		f, ok := sel.(*ast.Field)
		if !ok || f.Definition == nil {
			return true // What it is is not looked into.
		}
		if d := s.Types[f.Definition.Type.Name()]; d != nil && d.Directives.ForName("analysis") != nil && !slices.Contains(brief(), f.Name) {
			return true
		}
	}
	return false
}
