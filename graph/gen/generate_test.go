package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const root = "../.."

// copied are the folders of this module that generating films takes.
var copied = []string{"graph/edtf", "graph/bounded", "graph/text", "graph/store", "graph/ontology", "graph/plan", "graph/gen", "graph/gen/films"}

// generated are the files that are written, of the films.
var generated = []string{"generated.go", "models_gen.go", "nodes_gen.go", "roots_gen.go"}

// module copies what generating takes to a temporary folder, without what is
// generated, and returns the folder.
func module(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put := func(name string) {
		data, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("go.mod")
	put("go.sum")
	for _, folder := range copied {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
		files, err := os.ReadDir(filepath.Join(root, folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			if name := f.Name(); !f.IsDir() && !strings.HasSuffix(name, "_test.go") {
				put(filepath.Join(folder, name))
			}
		}
	}
	for _, name := range generated {
		if err := os.Remove(filepath.Join(dir, "graph/gen/films", name)); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func run(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("go %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// What is committed of the films is what their schema gives. And a further kind with a
// relation, a property and a filter takes nothing but an edit of the schema.
func TestGenerate(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles a good deal")
	}
	dir := module(t)
	films := filepath.Join(dir, "graph/gen/films")
	run(t, dir, "generate", "./graph/gen/films")
	for _, name := range generated {
		got, err := os.ReadFile(filepath.Join(films, name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join("films", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("films/%s is not what its schema gives; run go generate ./...", name)
		}
	}

	schema := filepath.Join(films, "schema.graphqls")
	data, err := os.ReadFile(schema)
	if err != nil {
		t.Fatal(err)
	}
	edited := strings.NewReplacer(
		"enum Kind { FILM", "enum Kind { PRIZE FILM",
		"enum RelationType { ACTED_IN", "enum RelationType { WON ACTED_IN",
		"union Found = Film", "union Found = Prize | Film",
		"type Studio implements", `type Prize implements Named & Node @node(label: "Prize") {
  id: ID!
  name: String! @index @fulltext
  year: Int
  winners(first: Int, after: String, where: FilmFilter): WinConnection! @edge(type: WON, direction: IN, order: "name")
}
type WinConnection { edges: [WinEdge!]! nodes: [Film!]! pageInfo: PageInfo! totalCount: Int! }
type WinEdge { cursor: String! node: Film! id: ID! reason: String }

type Studio implements`,
		"  directors(first", "  prizes(first: Int): PrizeConnection! @edge(type: WON)\n  directors(first",
		"type PersonConnection", "type PrizeConnection { edges: [PrizeEdge!]! nodes: [Prize!]! }\ntype PrizeEdge { cursor: String! node: Prize! }\ntype PersonConnection",
		"  studioIn: [String!]", "  prizedIn: IntFilter @condition(path: \"WON year\")\n  studioIn: [String!]",
	).Replace(string(data))
	if err := os.WriteFile(schema, []byte(edited), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, dir, "generate", "./graph/gen/films")
	run(t, dir, "build", "./graph/gen/films")
	nodes, err := os.ReadFile(filepath.Join(films, "nodes_gen.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"type Prize plan.Row", "func (x *Prize) Winners(", "func (x *WinEdge) Reason() *string", "func (*Prize) IsFound() {}"} {
		if !strings.Contains(string(nodes), want) {
			t.Errorf("from the edited schema there is no %q", want)
		}
	}
}

// The directives are the same in every domain.
func TestDirectives(t *testing.T) {
	section := func(name string) string {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, text, _ := strings.Cut(string(data), "# ---- How the domain lies on the graph ----")
		text, _, ok := strings.Cut(text, "# ---- Enums ----")
		if !ok {
			t.Fatalf("%s has no section of directives and scalars before its enums", name)
		}
		return text
	}
	if section("films/schema.graphqls") != section("../../schema.graphqls") {
		t.Error("the directives of films/schema.graphqls are not those of schema.graphqls")
	}
}

// A schema that cannot lie on a graph is refused with the reason, and nothing is written.
func TestRefused(t *testing.T) {
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{
		"gqlgen.yml":      "schema: [schema.graphqls]\nexec: {filename: generated.go, package: x}\nmodel: {filename: models_gen.go, package: x}\nskip_mod_tidy: true\n",
		"go.mod":          "module x\n",
		"schema.graphqls": "type Query { x: Int }\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	err := generate()
	if want := "schema: Kind: there must be an enum of this name, with a value for each kind of node"; err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("err = %v, want one that ends in %q", err, want)
	}
	if _, err := os.Stat("nodes_gen.go"); err == nil {
		t.Error("nodes_gen.go is written")
	}
}
