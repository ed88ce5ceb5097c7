package persisted

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/99designs/gqlgen/graphql"
)

// What clients send has a bound in bytes and in number, and what was sent last is there.
func TestBounds(t *testing.T) {
	for size, most := range map[int]int{10: maxTexts, 90_000: maxBytes / 90_000} {
		d, err := New(nil, false)
		if err != nil {
			t.Fatal(err)
		}
		for i := range most + 50 {
			text := fmt.Sprintf("%0*d", size, i)
			id := hash(text)
			if err := d.MutateOperationContext(t.Context(), &graphql.OperationContext{RawQuery: text, Extensions: extension(id)}); err != nil {
				t.Fatal(err)
			}
			request := &graphql.RawParams{Extensions: extension(id)}
			if err := d.MutateOperationParameters(t.Context(), request); err != nil || request.Query != text {
				t.Fatalf("the last one is not there: %v", err)
			}
		}
		if n, bytes := d.kept.Size(); n > most || n < most*9/10 || bytes > maxBytes {
			t.Errorf("%d texts of %d bytes are kept, want %d", n, bytes, most)
		}
	}
}

func extension(id string) map[string]any {
	return map[string]any{"persistedQuery": map[string]any{"version": json.Number("1"), "sha256Hash": id}}
}

func TestRead(t *testing.T) {
	folder := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	good := hash("{ a }")
	for name, tt := range map[string]struct{ path, says string }{
		"not there":       {filepath.Join(folder, "no"), "no such file"},
		"no map":          {write("list.json", `["{ a }"]`), "list.json must be a JSON object"},
		"no texts":        {write("number.json", `{"a": 1}`), "number.json must be a JSON object"},
		"more":            {write("more.json", `{"a": "{ a }"} x`), "more.json: there is more"},
		"empty":           {write("none.json", `{}`), "there is none in"},
		"another hash":    {write("hash.json", `{"`+good+`": "{ b }"}`), `"` + good + `" in`},
		"no identifier":   {write("id.json", `{"": "{ b }"}`), `"" in`},
		"a folder of not": {filepath.Dir(write("other/readme.md", "x")), "there is none in"},
		"not UTF-8":       {filepath.Dir(write("latin/a.graphql", "{ a } # \xff")), "a.graphql is not UTF-8"},
	} {
		if got, err := Read(tt.path); err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, %v; want %s", name, got, err, tt.says)
		}
	}
	got, err := Read(write("good.json", `{"`+good+`": "{ a }", "0123abc": "{ b }"}`))
	if err != nil || len(got) != 2 || got[0].ID != "0123abc" || got[1].Text != "{ a }" {
		t.Errorf("read %v, %v", got, err)
	}
	write("docs/a.graphql", "{ a }")
	write("docs/deeper/b.gql", "{ b }")
	got, err = Read(filepath.Join(folder, "docs"))
	if err != nil || len(got) != 2 || got[0].ID != good || !strings.HasSuffix(got[1].Name, "b.gql") {
		t.Errorf("read %v, %v", got, err)
	}
}
