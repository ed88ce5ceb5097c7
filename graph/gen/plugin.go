package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"go/format"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/99designs/gqlgen/codegen/templates"
	"github.com/vektah/gqlparser/v2/ast"

	"parley/graph/ontology"
)

//go:embed nodes.gotpl
var nodesTemplate string

//go:embed roots.gotpl
var rootsTemplate string

// plugin is the part of the generator that knows the domain's directives.
type plugin struct {
	onto *ontology.Ontology
}

// Name names the plugin to gqlgen.
func (*plugin) Name() string { return "parley" }

// MutateConfig reads the ontology, describes what every page has, writes the types that lie over loaded rows and claims
// their names before gqlgen's own model generator sees them.
func (p *plugin) MutateConfig(cfg *config.Config) error {
	onto, err := ontology.New(cfg.Schema)
	if err != nil {
		return err
	}
	p.onto = onto
	describe(cfg.Schema)
	data, err := p.models(cfg)
	if err != nil {
		return err
	}
	t, err := template.New("nodes").Funcs(template.FuncMap{"go": templates.ToGo}).Parse(nodesTemplate)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return err
	}
	src, err := format.Source(b.Bytes())
	if err != nil {
		return fmt.Errorf("%w in\n%s", err, b.String())
	}
	if err := os.WriteFile(filepath.Join(cfg.Exec.Dir(), "nodes_gen.go"), src, 0o644); err != nil {
		return err
	}
	cfg.ReloadAllPackages()
	return nil
}

// GenerateCode writes the root resolvers, with the signatures that gqlgen chose.
func (p *plugin) GenerateCode(data *codegen.Data) error {
	return templates.Render(templates.Options{
		PackageName: data.Config.Exec.Package,
		Filename:    filepath.Join(data.Config.Exec.Dir(), "roots_gen.go"),
		Template:    rootsTemplate, Data: data, GeneratedHeader: true, Packages: data.Config.Packages,
		Funcs: template.FuncMap{
			"found": func(f *codegen.Field) bool { return p.onto.Analysis(f.TypeReference.Definition.Name) },
			"page":  func(f *codegen.Field) bool { return p.onto.Connection(f.TypeReference.Definition.Name) != nil },
			"list":  func(f *codegen.Field) bool { return f.Type.Elem != nil },
			"any":   func(f *codegen.Field) bool { return f.TypeReference.Definition.IsAbstractType() },
		},
	})
}

// The data of nodes.gotpl: Go types with the bodies of their methods.
type (
	models struct {
		Package                                 string
		Kinds, Edges, Parts, Found, Connections []model
		Any                                     []union
	}
	model struct {
		Name, Doc  string
		Interfaces []string
		Methods    []method
		Edge       string // the type of a connection's edge
		Node       string // the type of its nodes, with a star where that is a struct
		AnyNode    bool
	}
	method struct{ Name, Params, Result, Body string }
	union  struct {
		Name  string
		Kinds []string
		Found []string // the types with @analysis in it
	}
)

func (p *plugin) models(cfg *config.Config) (*models, error) {
	data := &models{Package: cfg.Exec.Package}
	edges, parts := map[string]bool{}, map[string]bool{}
	for _, d := range sorted(cfg.Schema) {
		switch {
		case d.Directives.ForName("node") != nil:
			data.Kinds = append(data.Kinds, p.kind(d))
			for _, f := range d.Fields {
				if x := p.onto.Field(f); x != nil && isPart(x) {
					parts[f.Type.Name()] = true
				}
			}
		case p.onto.Analysis(d.Name):
			data.Found = append(data.Found, p.found(d))
			for _, f := range d.Fields {
				if p.onto.Field(f).Role == ontology.Parts {
					parts[f.Type.Name()] = true
				}
			}
		case p.onto.Connection(d.Name) != nil:
			c := p.onto.Connection(d.Name)
			data.Connections = append(data.Connections, p.connection(c))
			edges[c.Edge.Name] = true
		case d.IsAbstractType() && len(p.onto.Kinds(d.Name)) > 0:
			data.Any = append(data.Any, union{d.Name, p.onto.Kinds(d.Name), p.foundIn(d)})
		}
	}
	for _, d := range sorted(cfg.Schema) {
		switch {
		case edges[d.Name]:
			data.Edges = append(data.Edges, p.edge(d))
			for _, f := range d.Fields {
				if isPart(p.onto.Field(f)) {
					parts[f.Type.Name()] = true
				}
			}
		}
	}
	for _, d := range sorted(cfg.Schema) {
		if parts[d.Name] {
			data.Parts = append(data.Parts, p.part(d))
		}
	}
	for _, group := range [][]model{data.Kinds, data.Edges, data.Parts, data.Connections} {
		for _, m := range group {
			cfg.Models.Add(m.Name, cfg.Exec.ImportPath()+"."+m.Name)
		}
	}
	for _, m := range data.Found {
		cfg.Models.Add(strings.TrimPrefix(m.Name, prefix), cfg.Exec.ImportPath()+"."+m.Name)
	}
	return data, nil
}

// isPart says whether a field is an object that is made of several values.
func isPart(x *ontology.Field) bool {
	return x.Role == ontology.Parts || x.Role == ontology.Derives || x.Computed == ontology.ComputedProvenance
}

func sorted(s *ast.Schema) []*ast.Definition {
	var all []*ast.Definition
	for _, name := range sortedKeys(s.Types) {
		if d := s.Types[name]; !d.BuiltIn && !strings.HasPrefix(name, "__") {
			all = append(all, d)
		}
	}
	return all
}
