package main

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"parley/graph"
	"parley/graph/store/open"
)

// fence matches a piece of the page between fences, of a language.
var fence = regexp.MustCompile("(?s)```([a-z]+)\n(.*?)```")

// TestBringYourOwnData does what the page says, step by step, and sees that all that it
// shows is what comes of it: the output of each command, and the answer.
func TestBringYourOwnData(t *testing.T) {
	page, err := os.ReadFile("example/README.md")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "mine"), os.DirFS("example")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	env := func(string) string { return "" }
	checked := map[string]int{}
	var got string // what the last step gave
	for _, m := range fence.FindAllStringSubmatch(string(page), -1) {
		language, text := m[1], strings.TrimSpace(m[2])
		checked[language]++
		switch language {
		case "sh":
			args, ours := strings.CutPrefix(text, "go run ./seed ")
			if !ours {
				continue
			}
			if checked["text"] == 2 { // The page has the mistake corrected by then.
				edit(t, "mine/meetings.csv", "31.06.1999", "30.06.1999")
			}
			got = seen(t, strings.Fields(args), env)
			if checked["text"] == 0 { // Only the beginning of the first row is shown.
				got = shortened(got)
			}
		case "text":
			if checked["text"] == 2 {
				edit(t, "mine/meetings.yaml", "{Place}", "{Plce}")
				got = seen(t, strings.Fields("-map mine/meetings.yaml -dry-run mine/meetings.csv"), env)
				edit(t, "mine/meetings.yaml", "{Plce}", "{Place}")
			}
			if d := cmp.Diff(strings.TrimSpace(got), text); d != "" {
				t.Errorf("the page shows another output (-want +got):\n%s", d)
			}
		case "graphql":
			got = ask(t, "sqlite:mine.db", text)
		case "json":
			if d := cmp.Diff(indented(t, got), indented(t, text)); d != "" {
				t.Errorf("the page shows another answer (-want +got):\n%s", d)
			}
		case "yaml":
			whole, err := os.ReadFile("mine/meetings.yaml")
			if err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(text) {
				if !strings.Contains(string(whole), strings.TrimSpace(line)) {
					t.Errorf("the mapping lacks the page's %q", line)
				}
			}
		}
	}
	if d := cmp.Diff(map[string]int{"sh": 4, "text": 3, "yaml": 1, "graphql": 1, "json": 1}, checked); d != "" {
		t.Errorf("the page has other pieces (-want +got):\n%s", d)
	}
}

// edit replaces a text in a file, which must have it.
func edit(t *testing.T, name, old, text string) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(b, []byte(old)) {
		t.Fatalf("%s has no %q", name, old)
	}
	write(t, name, strings.ReplaceAll(string(b), old, text))
}

// seen runs the command and returns all that a person sees.
func seen(t *testing.T, args []string, env func(string) string) string {
	t.Helper()
	var out bytes.Buffer
	run(t.Context(), args, env, nil, &out, &out)
	return out.String()
}

// shortened leaves out lines of the first graph but its first five.
func shortened(s string) string {
	const shown = 5
	var out []string
	n := 0
	for line := range strings.Lines(s) {
		if !strings.HasPrefix(line, "  {") {
			out = append(out, line)
			continue
		}
		if n++; n <= shown {
			out = append(out, line)
		} else if n == shown+1 {
			out = append(out, "  …\n")
		}
	}
	return strings.Join(out, "")
}

// ask asks a question of a store, as a client does.
func ask(t *testing.T, location, query string) string {
	t.Helper()
	o, err := graph.Ontology()
	if err != nil {
		t.Fatal(err)
	}
	st, err := open.Open(t.Context(), open.Config{Location: location}, o.Store)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	h, err := graph.NewHandler(st, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Body.String()
}

func indented(t *testing.T, s string) string {
	t.Helper()
	var out bytes.Buffer
	var v any
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		t.Fatalf("%v in\n%s", err, s)
	}
	e := json.NewEncoder(&out)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
