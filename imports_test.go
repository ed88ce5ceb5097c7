// Package parley_test holds the tree to its plan: which package may import which, and how large and how plain a file
// may be. Dependency direction is a test here, not a paragraph.
package parley_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// may says which packages of ours each package imports, tests aside. What is not said is not allowed.
var may = map[string]string{
	"graph/bounded": "",
	"graph/coerce":  "",
	"graph/edtf":    "",
	"graph/text":    "",
	"graph/stats":   "",

	"graph/store":                 "graph/edtf graph/text",
	"graph/store/sqlite":          "graph/store graph/edtf graph/text",
	"graph/store/neo4j":           "graph/store graph/edtf graph/text",
	"graph/store/open":            "graph/store graph/store/sqlite graph/store/neo4j",
	"graph/store/storetest":       "graph/store graph/edtf graph/text",
	"graph/store/neo4j/neo4jtest": "graph/store graph/store/neo4j graph/store/storetest",

	"graph/ontology":          "graph/store graph/edtf graph/text",
	"graph/plan":              "graph/bounded graph/ontology graph/store graph/edtf graph/text",
	"graph/analysis":          "graph/analysis/network graph/ontology graph/store graph/edtf",
	"graph/derive":            "graph/ontology graph/store graph/edtf",
	"graph/derive/derivetest": "graph/derive graph/ontology graph/store graph/edtf graph/store/storetest",
	"graph/gen":               "graph/ontology graph/plan graph/store",
	"graph/gen/films":         "graph graph/plan graph/ontology graph/store graph/edtf",
	"graph/transport":         "",
	"graph/persisted":         "graph/bounded graph/transport",
	"graph/limits":            "graph/access graph/bounded graph/coerce graph/stats graph/transport",
	"graph":                   "graph/access graph/limits graph/persisted graph/stats graph/transport graph/plan graph/analysis graph/derive graph/ontology graph/store graph/edtf graph/text",
	"graph/access":            "graph/transport",

	"graph/analysis/network": "",

	"seed/data":               "",
	"seed/record":             "",
	"seed/spill":              "",
	"seed/load":               "graph/derive graph/ontology graph/store graph/edtf graph/text seed/record seed/spill seed/data",
	"seed/mapping":            "graph/ontology graph/store graph/edtf graph/text seed/record seed/load",
	"seed/mapping/schema":     "graph seed/mapping",
	"seed/mappings":           "",
	"seed/mappings/made":      "",
	"seed/mappings/made/make": "seed/mappings/made",
	"seed":                    "graph graph/ontology graph/store graph/store/open graph/derive seed/record seed/load seed/mapping seed/data",
	"server/auth":             "graph/access graph/limits graph/transport server/fresh",
	"server/fresh":            "",
	"server/web":              "",
	"server/bench":            "graph graph/access graph/derive graph/edtf graph/limits graph/ontology graph/store graph/store/open seed/load seed/mapping seed/mappings/made seed/record server/auth server/telemetry",
	"server/telemetry":        "graph graph/stats graph/store graph/transport",
	"server":                  "graph graph/access graph/limits graph/persisted graph/transport graph/store graph/store/open graph/derive seed/load seed/data server/auth server/fresh server/telemetry server/web",
}

// only says who may import a package of others, or one under it.
var only = map[string]string{
	"github.com/99designs/gqlgen":           "graph graph/access graph/gen graph/gen/films graph/limits graph/persisted graph/plan graph/transport server server/telemetry",
	"github.com/coder/websocket":            "graph/transport",
	"github.com/vektah/gqlparser":           "graph graph/access graph/coerce graph/gen graph/gen/films graph/limits graph/persisted graph/plan graph/transport graph/ontology graph/derive graph/derive/derivetest seed/load server/auth server/telemetry",
	"github.com/neo4j/neo4j-go-driver":      "graph/store/neo4j graph/store/neo4j/neo4jtest server/bench",
	"database/sql":                          "graph/store/sqlite server/bench",
	"modernc.org":                           "graph/store/sqlite server/bench",
	"golang.org/x/net":                      "server",
	"golang.org/x/text":                     "graph/text seed/record",
	"golang.org/x/time":                     "graph/limits",
	"github.com/coreos/go-oidc":             "server/auth",
	"github.com/go-jose/go-jose":            "server/auth",
	"github.com/rs/cors":                    "server/auth",
	"github.com/goccy/go-yaml":              "seed/mapping",
	"github.com/itchyny/timefmt-go":         "seed/mapping",
	"github.com/peterbourgon/ff":            "server",
	"github.com/santhosh-tekuri/jsonschema": "",
	"github.com/google/go-cmp":              "graph/store/storetest graph/store/neo4j/neo4jtest graph/derive/derivetest",
	"golang.org/x/tools":                    "",
	"gonum.org/v1/gonum":                    "",
	"github.com/hashicorp/golang-lru":       "server/auth graph/bounded graph/limits graph/store/sqlite graph/store/neo4j",
	"github.com/prometheus":                 "server/telemetry",
	"go.opentelemetry.io/otel":              "server server/telemetry",
	"testing":                               "graph/store/storetest graph/store/neo4j/neo4jtest graph/derive/derivetest",
}

// maxLines is how long a file written by hand may be: 300, and some room to finish a thought.
const maxLines = 330

const module = "parley"

// A listed package is what `go list` says of it.
type listed struct {
	ImportPath, Dir                    string
	Imports, TestImports, XTestImports []string
}

// name is the path of the package within the module, "." for the module's own.
func (p *listed) name() string {
	if p.ImportPath == module {
		return "."
	}
	return strings.TrimPrefix(p.ImportPath, module+"/")
}

// packages lists the packages of the module.
func packages(t *testing.T) []*listed {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Dir,Imports,TestImports,XTestImports", "./...").Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			t.Fatalf("go list: %v\n%s", err, exit.Stderr)
		}
		t.Fatal(err)
	}
	var all []*listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		p := new(listed)
		if err := d.Decode(p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestImportsOfOurs(t *testing.T) {
	for _, p := range packages(t) {
		if p.name() == "." {
			continue
		}
		allowed, known := may[p.name()]
		if !known {
			t.Errorf("%s is not in the plan: say in imports_test.go what it may import", p.ImportPath)
			continue
		}
		for _, imported := range p.Imports {
			ours, found := strings.CutPrefix(imported, module+"/")
			if (found || imported == module) && !slices.Contains(strings.Fields(allowed), ours) {
				t.Errorf("%s imports %s, which the plan does not allow", p.ImportPath, imported)
			}
		}
	}
}

// Tests may reach further than the code they test, but a package below must not lean on one above even in its tests.
func TestImportsOfTests(t *testing.T) {
	below := map[string][]string{
		"graph/edtf":         {"graph/store", "graph/plan", "graph", "seed", "server"},
		"graph/text":         {"graph/store", "graph/plan", "graph", "seed", "server"},
		"graph/store":        {"graph/ontology", "graph/plan", "graph/derive", "graph", "seed", "server"},
		"graph/store/sqlite": {"graph/store/neo4j", "graph/plan", "graph/derive", "graph", "seed", "server"},
		"graph/store/neo4j":  {"graph/store/sqlite", "graph/plan", "graph/derive", "graph", "seed", "server"},
		"graph/ontology":     {"graph/plan", "graph/derive", "graph", "seed", "server"},
		"graph/analysis":     {"graph/plan", "graph", "seed", "server"},
		"graph/plan":         {"graph/store/sqlite", "graph/store/neo4j", "graph/store/open", "seed", "server"},
	}
	for _, p := range packages(t) {
		for _, imported := range slices.Concat(p.TestImports, p.XTestImports) {
			if slices.Contains(below[p.name()], strings.TrimPrefix(imported, module+"/")) {
				t.Errorf("the tests of %s import %s, which is above or beside it", p.ImportPath, imported)
			}
		}
	}
}

func TestImportsOfOthers(t *testing.T) {
	for _, p := range packages(t) {
		for _, imported := range p.Imports {
			for others, users := range only {
				if (imported == others || strings.HasPrefix(imported, others+"/")) && !slices.Contains(strings.Fields(users), p.name()) {
					t.Errorf("%s imports %s: only %q may, beside tests", p.ImportPath, imported, users)
				}
			}
		}
	}
}

// The plan must be of this tree: a rule for a package that is gone protects nothing.
func TestPlanIsOfThisTree(t *testing.T) {
	there := map[string]bool{}
	for _, p := range packages(t) {
		there[p.name()] = true
	}
	for name, allowed := range may {
		for _, n := range append(strings.Fields(allowed), name) {
			if !there[n] {
				t.Errorf("imports_test.go speaks of %s (at %s), which is no package", n, name)
			}
		}
	}
}

// The README's tree has every package there is, and no folder that is gone.
func TestTreeIsTold(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, tree, _ := strings.Cut(string(text), "\n## The tree\n")
	tree, _, _ = strings.Cut(tree, "\n## ")
	for _, p := range packages(t) {
		if name := p.name(); name != "." && !strings.Contains(tree, "`"+name+"/`") {
			t.Errorf("README.md's tree does not tell of %s/", name)
		}
	}
	for _, m := range regexp.MustCompile("`((?:graph|server|seed)[\\w/]*/)`").FindAllStringSubmatch(tree, -1) {
		if _, err := os.Stat(m[1]); err != nil {
			t.Errorf("README.md's tree tells of %s: %v", m[1], err)
		}
	}
}

func TestFiles(t *testing.T) {
	files := 0
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "node_modules" || len(path) > 1 && strings.HasPrefix(entry.Name(), ".")):
			return fs.SkipDir
		case entry.IsDir() || filepath.Ext(path) != ".go":
			return nil
		}
		files++
		return check(t, path)
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 50 {
		t.Errorf("only %d Go files were looked at: the walk is wrong", files)
	}
}

// check holds one file to its size and against func init.
func check(t *testing.T, path string) error {
	source, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	f, err := parser.ParseFile(token.NewFileSet(), path, source, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	if ast.IsGenerated(f) {
		return nil
	}
	if n := bytes.Count(source, []byte("\n")); n > maxLines {
		t.Errorf("%s has %d lines, and %d are the most for a file written by hand: divide it by its subjects", path, n, maxLines)
	}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
			t.Errorf("%s has a func init: say what must happen where it is seen to happen", path)
		}
	}
	return nil
}
