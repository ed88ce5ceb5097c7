package web

import (
	"compress/gzip"
	"io"
	"io/fs"
	"strings"
	"testing"
)

// The page that is served has the very documents: it is not built from others.
func TestDocuments(t *testing.T) {
	var built strings.Builder
	paths, err := fs.Glob(files, "dist/assets/*.js.gz")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		f, err := files.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		unzipped, err := gzip.NewReader(f)
		if err == nil {
			_, err = io.Copy(&built, unzipped)
		}
		if err != nil {
			t.Fatal(path, err)
		}
	}
	pages := built.String()
	for name, text := range Documents() {
		if !strings.Contains(pages, "`"+text+"`") && !strings.Contains(pages, strings.ReplaceAll(text, "\n", `\n`)) {
			t.Errorf("no page has the document %s", name)
		}
	}
}
