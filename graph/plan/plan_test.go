package plan

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
	"golang.org/x/tools/txtar"

	"parley/graph/ontology"
	"parley/graph/store"
)

var update = flag.Bool("update", false, "write the plans in testdata anew")

// domain reads the schema that the program serves.
func domain(t testing.TB) *ontology.Ontology {
	t.Helper()
	text, err := os.ReadFile("../../schema.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	return read(t, string(text))
}

func read(t testing.TB, sdl string) *ontology.Ontology {
	t.Helper()
	s, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphqls", Input: sdl})
	if err != nil {
		t.Fatal(err)
	}
	o, err := ontology.New(s)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// parse validates a document, as a server does once for all its requests.
func parse(t testing.TB, o *ontology.Ontology, query string) *ast.QueryDocument {
	t.Helper()
	doc, err := gqlparser.LoadQueryWithRules(o.Schema(), query, rules.NewDefaultRules())
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// request is what gqlgen knows of one: variables are JSON, and "" is none.
func request(t testing.TB, o *ontology.Ontology, doc *ast.QueryDocument, operation, variables string) (*graphql.OperationContext, graphql.CollectedField) {
	t.Helper()
	op := &graphql.OperationContext{Doc: doc, Operation: doc.Operations.ForName(operation)}
	given := map[string]any{}
	if variables != "" {
		d := json.NewDecoder(strings.NewReader(variables))
		d.UseNumber()
		if err := d.Decode(&given); err != nil {
			t.Fatal(err)
		}
	}
	var err error
	if op.Variables, err = validator.VariableValues(o.Schema(), op.Operation, given); err != nil {
		t.Fatal(err)
	}
	roots := graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Query"})
	if len(roots) != 1 {
		t.Fatalf("%d root fields; a case has one", len(roots))
	}
	return op, roots[0]
}

// query plans a request and binds its values.
func query(t testing.TB, o *ontology.Ontology, text, variables string) (store.Query, error) {
	t.Helper()
	op, f := request(t, o, parse(t, o, text), "", variables)
	p, err := Collect(op, o, f)
	if err != nil {
		return store.Query{}, err
	}
	args, err := p.Args(op.Variables)
	return store.Query{Select: p.Select, Args: args}, err
}

// TestPlans holds each query in testdata against the plan that stands beside it.
func TestPlans(t *testing.T) {
	o := domain(t)
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases in testdata: ", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			q, err := query(t, o, part(a, "query.graphql"), part(a, "variables.json"))
			if err != nil {
				t.Fatal(err)
			}
			if *update {
				set(a, "plan", q.String())
				if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if d := cmp.Diff(part(a, "plan"), q.String()); d != "" {
				t.Errorf("another plan (-want +got):\n%s", d)
			}
		})
	}
}

func part(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(bytes.TrimLeft(f.Data, "\n"))
		}
	}
	return ""
}

func set(a *txtar.Archive, name, data string) {
	for i := range a.Files {
		if a.Files[i].Name == name {
			a.Files[i].Data = []byte(data)
			return
		}
	}
	a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(data)})
}
