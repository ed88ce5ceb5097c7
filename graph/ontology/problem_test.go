package ontology

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// A bad schema is that of music.graphqls with some text replaced by another, and why
// it is refused.
type bad struct {
	from, to      string
	where, reason string
}

// sdl makes the schema.
func (x bad) sdl(t *testing.T, good string) string {
	t.Helper()
	if strings.Count(good, x.from) != 1 {
		t.Fatalf("%q stands %d times in the good schema; it must stand once", x.from, strings.Count(good, x.from))
	}
	return strings.Replace(good, x.from, x.to, 1)
}

func TestProblems(t *testing.T) {
	good := head(t) + file(t, "testdata/music.graphqls")
	for _, x := range bads() {
		t.Run(x.where+" "+x.to, func(t *testing.T) {
			_, err := New(load(t, x.sdl(t, good)))
			var p *Problem
			if !errors.As(err, &p) {
				t.Fatalf("err = %v, want a *Problem", err)
			}
			if p.Where != x.where || p.Reason != x.reason {
				t.Errorf("refused with\n\t%s\n\t%s\nwant\n\t%s\n\t%s", p.Where, p.Reason, x.where, x.reason)
			}
			if want := "schema: " + x.where + ": " + x.reason; err.Error() != want {
				t.Errorf("the error is %q, want %q", err, want)
			}
		})
	}
}

// Order is asked with a value that a request gave.
func TestOrderUnknown(t *testing.T) {
	o, err := New(load(t, head(t)+file(t, "testdata/music.graphqls")))
	if err != nil {
		t.Fatal(err)
	}
	_, err = o.Order(Scope{Kinds: []string{"Song"}}, o.Schema().Types["SongOrder"], "LOUDEST")
	if want := "schema: SongOrder: there is no value LOUDEST"; err == nil || err.Error() != want {
		t.Errorf("err = %v, want %s", err, want)
	}
}

// TestEveryProblem sees that each reason in the source is shown by a bad schema.
func TestEveryProblem(t *testing.T) {
	reasons := []string{"there is no value LOUDEST"} // TestOrderUnknown
	for _, x := range bads() {
		reasons = append(reasons, x.reason)
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(fset, name, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if id, ok := call.Fun.(*ast.Ident); !ok || id.Name != "problem" {
				return true
			}
			text, err := strconv.Unquote(call.Args[1].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			if !shown(text, reasons) {
				t.Errorf("%s: no bad schema shows: %s", fset.Position(call.Pos()), text)
			}
			return true
		})
	}
}

func shown(format string, reasons []string) bool {
	verb := regexp.MustCompile(`%[sq]`)
	pattern := regexp.MustCompile("^" + verb.ReplaceAllString(regexp.QuoteMeta(format), ".+") + "$")
	for _, r := range reasons {
		if pattern.MatchString(r) {
			return true
		}
	}
	return false
}
