package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

const (
	pages  = "no-cache"
	assets = "public, max-age=31536000, immutable"
)

// handler is made once, because it reads all files.
var handler = sync.OnceValue(Handler)

// get asks the handler as a client with these headers (name, value, …) would, without unpacking anything.
func get(t *testing.T, method, path string, headers ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(method, path, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	handler().ServeHTTP(w, r)
	return w.Result()
}

func body(t *testing.T, r io.Reader) string {
	t.Helper()
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// links finds what a page or a stylesheet loads.

var links = regexp.MustCompile(`(?:src|href)="([^"]*)"|url\(["']?([^"')]*)`)

// asset gives the first asset of the page with this extension.
func asset(t *testing.T, extension string) string {
	t.Helper()
	for _, link := range links.FindAllStringSubmatch(body(t, get(t, "GET", "/graphiql").Body), -1) {
		if strings.HasSuffix(link[1], extension) {
			return link[1]
		}
	}
	t.Fatalf("the page loads no %s", extension)
	return ""
}

func TestHeaders(t *testing.T) {
	tests := []struct{ path, kind, cache string }{
		{"/", "text/html; charset=utf-8", pages},
		{"/graphiql", "text/html; charset=utf-8", pages},
		{"/third-party.txt", "text/plain; charset=utf-8", pages},
		{asset(t, ".js"), "text/javascript; charset=utf-8", assets},
		{asset(t, ".css"), "text/css; charset=utf-8", assets},
	}
	for _, test := range tests {
		for _, method := range []string{"GET", "HEAD"} {
			response := get(t, method, test.path)
			if response.StatusCode != http.StatusOK {
				t.Errorf("%s %s: status %d, want 200", method, test.path, response.StatusCode)
			}
			for name, want := range map[string]string{
				"Content-Type":            test.kind,
				"Cache-Control":           test.cache,
				"Vary":                    "Accept-Encoding",
				"X-Content-Type-Options":  "nosniff",
				"Referrer-Policy":         "no-referrer",
				"Content-Security-Policy": policy,
			} {
				if got := response.Header.Get(name); got != want {
					t.Errorf("%s %s: %s is %q, want %q", method, test.path, name, got, want)
				}
			}
			if got := body(t, response.Body); (got == "") != (method == "HEAD") {
				t.Errorf("%s %s: a body of %d bytes", method, test.path, len(got))
			}
		}
	}
}

func TestGzip(t *testing.T) {
	for _, path := range []string{"/graphiql", asset(t, ".js")} {
		plain := get(t, "GET", path)
		zipped := get(t, "GET", path, "Accept-Encoding", "br, gzip")
		if got := plain.Header.Get("Content-Encoding"); got != "" {
			t.Errorf("%s: Content-Encoding is %q though none was accepted", path, got)
		}
		if got := zipped.Header.Get("Content-Encoding"); got != "gzip" {
			t.Fatalf("%s: Content-Encoding is %q, want gzip", path, got)
		}
		if plain.Header.Get("ETag") == zipped.Header.Get("ETag") {
			t.Errorf("%s: one ETag for two encodings", path)
		}
		unpacked, err := gzip.NewReader(zipped.Body)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if body(t, unpacked) != body(t, plain.Body) {
			t.Errorf("%s: differs when unpacked", path)
		}
	}
}

func TestAcceptsGzip(t *testing.T) {
	tests := []struct {
		accept string
		want   bool
	}{
		{"", false},
		{"identity", false},
		{"gzip", true},
		{"br;q=1.0, GZip;q=0.5", true},
		{"gzip;q=0", false},
		{"gzip; q=0.000, *", false},
		{"*", true},
		{"*;q=0", false},
		{"gzip;q=none", false},
		{"x-gzip-like", false},
	}
	for _, test := range tests {
		if got := acceptsGzip([]string{test.accept}); got != test.want {
			t.Errorf("acceptsGzip(%q) = %v, want %v", test.accept, got, test.want)
		}
	}
}

func TestNotModified(t *testing.T) {
	for _, accept := range []string{"gzip", "identity"} {
		tag := get(t, "GET", "/graphiql", "Accept-Encoding", accept).Header.Get("ETag")
		again := get(t, "GET", "/graphiql", "Accept-Encoding", accept, "If-None-Match", tag)
		if again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: status %d for the same ETag, want 304", accept, again.StatusCode)
		}
		if got := body(t, again.Body); got != "" {
			t.Errorf("%s: 304 with a body of %d bytes", accept, len(got))
		}
		other := get(t, "GET", "/graphiql", "Accept-Encoding", accept, "If-None-Match", `"another"`)
		if other.StatusCode != http.StatusOK {
			t.Errorf("%s: status %d for another ETag, want 200", accept, other.StatusCode)
		}
	}
}

func TestRefused(t *testing.T) {
	for _, path := range []string{"/index", "/index.html", "/graphiql/", "/graphiql.html", "/graphiql.html.gz", "/assets/", "/assets/none.js", "/web.go"} {
		if got := get(t, "GET", path).StatusCode; got != http.StatusNotFound {
			t.Errorf("GET %s: status %d, want 404", path, got)
		}
	}
	response := get(t, "POST", "/graphiql")
	if response.StatusCode != http.StatusMethodNotAllowed || response.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST /graphiql: status %d, Allow %q", response.StatusCode, response.Header.Get("Allow"))
	}
}

// TestLinks holds pages and stylesheets, and the scripts that scripts import, to files of this server that are there.
func TestLinks(t *testing.T) {
	served, err := load(files)
	if err != nil {
		t.Fatal(err)
	}
	imports := regexp.MustCompile("(?:from|import\\()\\s*[\"'`](\\./[\\w.-]+\\.(?:js|css))[\"'`]|(?:[\"'`])(/?assets/[\\w.-]+)[\"'`]")
	seen := 0
	for path, f := range served {
		content, err := unzip(f.zipped)
		if err != nil {
			t.Fatal(err)
		}
		var found [][]string
		switch {
		case strings.HasPrefix(f.kind, "text/html"), strings.HasPrefix(f.kind, "text/css"):
			found = links.FindAllStringSubmatch(string(content), -1)
		case strings.HasPrefix(f.kind, "text/javascript"):
			found = imports.FindAllStringSubmatch(string(content), -1)
		}
		for _, groups := range found {
			link := groups[1] + groups[2]
			if strings.HasPrefix(link, "data:") || strings.HasPrefix(link, "#") {
				continue
			}
			target := "/" + strings.TrimPrefix(link, "/")
			if relative, ok := strings.CutPrefix(link, "./"); ok {
				target = "/assets/" + relative
			}
			if _, ok := served[target]; !ok {
				t.Errorf("%s loads %q, which is not among the files", path, link)
			}
			seen++
		}
	}
	if seen < 10 {
		t.Errorf("only %d links were found: the page cannot be whole", seen)
	}
}

// The explorer is small enough for a slow line, the coarse map of the world and its worker included, and loads nothing of
// the playground, which is ten times its size.
func TestExplorerIsSmall(t *testing.T) {
	served, err := load(files)
	if err != nil {
		t.Fatal(err)
	}
	const most = 200_000
	page, err := unzip(served["/"].zipped)
	if err != nil {
		t.Fatal(err)
	}
	var loaded []string
	for _, link := range links.FindAllStringSubmatch(string(page), -1) {
		if strings.HasPrefix(link[1], "/assets/") {
			loaded = append(loaded, link[1])
		}
	}
	for path := range served {
		if strings.HasPrefix(path, "/assets/arrange.worker-") || strings.HasPrefix(path, "/assets/countries-110m-") {
			loaded = append(loaded, path)
		}
	}
	sum := 0
	for _, path := range loaded {
		sum += len(served[path].zipped)
		if strings.HasPrefix(path, "/assets/packages-") {
			t.Errorf("the explorer loads %s, which is of the playground", path)
		}
	}
	if len(loaded) < 6 || sum > most {
		t.Errorf("the explorer loads %d bytes in %d files, and %d bytes are the most: %v", sum, len(loaded), most, loaded)
	}
}

// TestNoOtherHost looks for what would be fetched from elsewhere; the policy would stop it in any case.
func TestNoOtherHost(t *testing.T) {
	served, err := load(files)
	if err != nil {
		t.Fatal(err)
	}
	outside := regexp.MustCompile("(?i)(?:src|href)=\"(?:https?:)?//|url\\([\"']?(?:https?:)?//|@import[^;]{0,20}//" +
		"|(?:import|fetch|importScripts|new Worker|new WebSocket|new EventSource)\\(\\s*[\"'`](?:https?|wss?):" +
		"|from\\s*[\"'](?:https?:)?//")
	for path, f := range served {
		if strings.HasPrefix(f.kind, "text/plain") {
			continue
		}
		content, err := unzip(f.zipped)
		if err != nil {
			t.Fatal(err)
		}
		if hit := outside.Find(content); hit != nil {
			t.Errorf("%s loads from elsewhere: %q", path, hit)
		}
	}
}

func TestThirdParty(t *testing.T) {
	text := body(t, get(t, "GET", "/third-party.txt").Body)
	for _, name := range []string{"graphiql 5.4.0", "monaco-editor ", "react ", "graphql ", "preact ", "sigma ", "graphology-layout-forceatlas2 ", "Permission is hereby granted"} {
		if !strings.Contains(text, "\n"+name) {
			t.Errorf("THIRD-PARTY.txt says nothing of %q", name)
		}
	}
}

func TestDamaged(t *testing.T) {
	tests := []struct {
		name  string
		files fstest.MapFS
	}{
		{"no gzip", fstest.MapFS{"dist/a.html.gz": {Data: []byte("<p>")}, "THIRD-PARTY.txt": {}}},
		{"cut off", fstest.MapFS{"dist/a.html.gz": {Data: zip([]byte("<p>"))[:20]}, "THIRD-PARTY.txt": {}}},
		{"unknown type", fstest.MapFS{"dist/a.exe.gz": {Data: zip([]byte("x"))}, "THIRD-PARTY.txt": {}}},
		{"no licences", fstest.MapFS{"dist/a.html.gz": {Data: zip([]byte("<p>"))}}},
		{"no pages", fstest.MapFS{"THIRD-PARTY.txt": {}}},
	}
	for _, test := range tests {
		if _, err := load(test.files); err == nil {
			t.Errorf("%s: loaded without an error", test.name)
		}
	}
}

func BenchmarkHandler(b *testing.B) {
	for b.Loop() {
		Handler()
	}
}
