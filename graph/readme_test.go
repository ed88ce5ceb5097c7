package graph

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// question matches a worked question of the README: a marker that names its case, and
// all up to the end.
var question = regexp.MustCompile(`(?s)<!-- question: ([a-z-]+) -->\n.*?<!-- end -->`)

// libraryList matches the list of the library's questions.
var libraryList = regexp.MustCompile(`(?s)<!-- library -->\n.*?<!-- end -->`)

// The README's questions and answers are the golden cases themselves, and it lists the whole library.
func TestReadme(t *testing.T) {
	b, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	want := question.ReplaceAllStringFunc(string(b), func(s string) string {
		n++
		return worked(t, question.FindStringSubmatch(s)[1])
	})
	if n < 3 {
		t.Errorf("the README works %d questions; one for each use is wanted", n)
	}
	lists := 0
	want = libraryList.ReplaceAllStringFunc(want, func(string) string {
		lists++
		return listed(t)
	})
	if lists != 1 {
		t.Errorf("the README lists the library %d times", lists)
	}
	if *update {
		if err := os.WriteFile("../README.md", []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(want, string(b)); d != "" {
		t.Errorf("the README differs from the cases in testdata; go test ./graph -update writes it (-want +got):\n%s", d)
	}
}

// listed is the list of the library's questions.
func listed(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("<!-- library -->\n")
	for _, file := range cases(t) {
		if strings.HasPrefix(file, "testdata/questions/") {
			fmt.Fprintf(&b, "- [%s](graph/%s.graphql)\n", readCase(t, file).comment, strings.TrimSuffix(file, ".txtar"))
		}
	}
	return b.String() + "<!-- end -->"
}

func worked(t *testing.T, name string) string {
	t.Helper()
	file := "testdata/questions/" + name + ".txtar"
	if _, err := os.Stat(file); err != nil {
		file = "testdata/" + name + ".txtar"
	}
	c := readCase(t, file)
	var answer struct{ Data any }
	d := json.NewDecoder(strings.NewReader(c.answer))
	d.UseNumber()
	if err := d.Decode(&answer); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<!-- question: %s -->\n**%s**\n\n```graphql\n%s```\n", name, c.comment, c.query)
	if v := c.variables; v != "" {
		fmt.Fprintf(&b, "\nVariables: `%s`\n", strings.TrimSpace(v))
	}
	fmt.Fprintf(&b, "\n<details><summary>Answer</summary>\n\n```json\n%s\n```\n\n</details>\n<!-- end -->", dense(c.answer))
	return b.String()
}

// dense writes JSON with what fits into 110 columns on one line. The order of keys
// is that of the question, so it works on the text.
func dense(s string) string {
	var out []string
	lines := strings.Split(strings.TrimSpace(s), "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		if end := closing(lines, i); end > i {
			var b bytes.Buffer
			indent := len(line) - len(strings.TrimLeft(line, " "))
			b.WriteString(strings.TrimRight(line, " "))
			for j := i + 1; j <= end; j++ {
				part := strings.TrimSpace(lines[j])
				if opener := lines[j-1]; j < end && !strings.HasSuffix(opener, "{") && !strings.HasSuffix(opener, "[") && !strings.HasPrefix(part, "}") && !strings.HasPrefix(part, "]") {
					b.WriteByte(' ')
				}
				b.WriteString(part)
			}
			if b.Len()-indent <= 110 {
				out = append(out, b.String())
				i = end
				continue
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// closing is the line that closes what line i opens, or i if it opens nothing.
func closing(lines []string, i int) int {
	if s := lines[i]; !strings.HasSuffix(s, "{") && !strings.HasSuffix(s, "[") {
		return i
	}
	indent := len(lines[i]) - len(strings.TrimLeft(lines[i], " "))
	for j := i + 1; j < len(lines); j++ {
		if len(lines[j])-len(strings.TrimLeft(lines[j], " ")) == indent {
			return j
		}
	}
	return i
}
