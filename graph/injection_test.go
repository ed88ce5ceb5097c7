package graph

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// injections are texts that would be more than values to a statement of SQL or Cypher, to a query of FTS5 or Lucene, or to
// whoever puts texts together. They are JSON, since one is a surrogate that stands alone.
var injections = []string{
	`"' OR '1'='1"`, `"'; DROP TABLE node; --"`, `"\" OR 1=1 --"`, `"x') UNION SELECT sql FROM sqlite_master --"`, `"?1 :a @a $1 {0} %s"`,
	`"\\' OR 1=1 // "`, `"'}) DETACH DELETE n //"`, "\"x`) MATCH (n) DETACH DELETE n //\"", `"$v + '' RETURN 1"`, `"\\u0027 OR 1=1"`,
	`"*:* OR name:*"`, `"name:(a* AND b~2) \""`, `"[* TO *] && || ! ^ ~ /.*/"`, `"a\" NEAR(\"b\", 5) NOT *"`, `"tokens : x OR *"`, `"AND OR NOT NEAR("`,
	`"' \" \\ \u0060 }) // -- /* $v */ DETACH DELETE n; DROP TABLE node; *:* OR a~2 NEAR(b) ^[*]"`,
	`"%_%"`, `"\u0000"`, `"a\u0000b"`, `"\ud800"`, `"\u202e\u0301\uffff"`, `""`, `"\\"`,
}

// few are those that are tried in each place where time is short, as of a store that takes long to plan each question
// anew; in a search all are.
var few = []string{injections[6], injections[10], injections[16]}

// A hole is a place in a question where a text of the client's reaches a store.
type hole struct {
	name, query string
	value       func(text any) any // of the variable $v
}

// holes are all of them: each argument of each field of the root and of each kind of node, and each member of each input
// object where it is come upon first.
func holes(s *ast.Schema, ids map[string]string) []hole {
	h := &holed{schema: s, seen: map[string]bool{}}
	for _, f := range s.Query.Fields {
		if !strings.HasPrefix(f.Name, "__") {
			h.field("Query", f, "%s")
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(ids)) {
		for _, f := range s.Types[kind].Fields {
			h.field(kind, f, fmt.Sprintf("node(id: %q) { ... on %s { %%s } }", ids[kind], kind))
		}
	}
	return h.all
}

type holed struct {
	schema *ast.Schema
	seen   map[string]bool
	all    []hole
}

// field finds the holes in the arguments of a field that stands within a question.
func (h *holed) field(of string, f *ast.FieldDefinition, within string) {
	for _, a := range f.Arguments {
		others := ""
		for _, b := range f.Arguments {
			if b != a && b.Type.NonNull && b.DefaultValue == nil {
				others += fmt.Sprintf(", %s: %s", b.Name, h.innocent(b.Type))
			}
		}
		call := fmt.Sprintf("%s(%s: $v%s)%s", f.Name, a.Name, others, h.selection(f.Type))
		h.value(hole{of + "." + f.Name + "." + a.Name, fmt.Sprintf("query($v: %s) { "+within+" }", a.Type, call), func(text any) any { return text }}, a.Type)
	}
}

// value finds the holes in a value of a type.
func (h *holed) value(at hole, t *ast.Type) {
	d := h.schema.Types[t.Name()]
	switch {
	case d.Kind == ast.Scalar && d.Name != "Int" && d.Name != "Float" && d.Name != "Boolean":
		h.all = append(h.all, at)
	case d.Kind == ast.InputObject:
		for _, f := range d.Fields {
			if name := d.Name + "." + f.Name; !h.seen[name] {
				h.seen[name] = true
				h.value(hole{at.name + "." + f.Name, at.query, func(text any) any {
					o := map[string]any{f.Name: text}
					for _, g := range d.Fields {
						if g != f && g.Type.NonNull && g.DefaultValue == nil {
							o[g.Name] = "2021"
						}
					}
					return at.value(o)
				}}, f.Type)
			}
		}
	}
}

// innocent is a value for an argument that must be there.
func (h *holed) innocent(t *ast.Type) string {
	if d := h.schema.Types[t.Name()]; d.Kind == ast.Enum {
		return d.EnumValues[0].Name
	}
	return `"person:joe-biden"`
}

// selection makes a field be read: what is found, or its values.
func (h *holed) selection(t *ast.Type) string {
	d := h.schema.Types[t.Name()]
	if !d.IsCompositeType() {
		return ""
	}
	fields := "__typename"
	for _, f := range d.Fields {
		switch below := h.schema.Types[f.Type.Name()]; {
		case len(f.Arguments) > 0:
		case !below.IsCompositeType():
			fields += " " + f.Name
		case f.Name == "nodes" || f.Name == "edges":
			fields += " " + f.Name + " { __typename }"
		}
	}
	return " { " + fields + " }"
}

// Whatever text a client sends, wherever it sends it, is a value and nothing else: each store gives the answer that the
// reference gives, which puts no statements together, nothing goes wrong inside, and afterwards all is there that was.
func TestInjections(t *testing.T) {
	ids := map[string]string{
		"Person": "person:joe-biden", "Organization": "", "Place": "", "Meeting": "", "Document": "", "Claim": "", "Assertion": "",
	}
	want := map[string]string{}
	for _, st := range stores {
		t.Run(st.name, func(t *testing.T) {
			h, _ := kabul(t, st.open)
			for kind, id := range ids {
				if id == "" {
					ids[kind] = anID(t, h, kind)
				}
			}
			counts := ask(t, h, "{ agents { totalCount } events { totalCount } places { totalCount } claims { totalCount } assertions { totalCount } documents { totalCount } }", nil)
			all := holes(domain(t).Schema(), ids)
			if len(all) < 120 {
				t.Fatalf("only %d places are found: the walk is wrong", len(all))
			}
			for _, at := range all {
				texts := injections
				if at.name != "Query.search.text" && (st.name == "neo4j" || testing.Short()) {
					texts = few
				}
				for _, text := range texts {
					variables, err := json.Marshal(map[string]any{"v": at.value(json.RawMessage(text))})
					if err != nil {
						t.Fatal(err)
					}
					got, key := ask(t, h, at.query, variables), at.name+" "+text
					if want[key] == "" {
						want[key] = got
					}
					if got != want[key] || strings.Contains(got, CodeInternal) || strings.Contains(got, CodeUnavailable) || strings.Contains(got, CodeTimeout) {
						t.Errorf("%s with %s is answered\n%s, and by the reference\n%s", at.query, variables, got, want[key])
					}
				}
			}
			if after := ask(t, h, "{ agents { totalCount } events { totalCount } places { totalCount } claims { totalCount } assertions { totalCount } documents { totalCount } }", nil); after != counts {
				t.Errorf("there was %s, and there is %s", counts, after)
			}
		})
	}
}

// anID is the id of the first node of a kind.
func anID(t *testing.T, h http.Handler, kind string) string {
	t.Helper()
	root := map[string]string{"Organization": "organizations", "Place": "places", "Meeting": "meetings", "Document": "documents", "Claim": "claims", "Assertion": "assertions"}[kind]
	var answer struct {
		Data map[string]struct{ Nodes []struct{ ID string } }
	}
	if err := json.Unmarshal([]byte(ask(t, h, "{ "+root+"(first: 1) { nodes { id } } }", nil)), &answer); err != nil || len(answer.Data[root].Nodes) != 1 {
		t.Fatalf("there is no %s: %v", kind, err)
	}
	return answer.Data[root].Nodes[0].ID
}
