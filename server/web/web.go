// Package web serves Parley's pages from the program itself, so that they work with no other host in reach.
//
// The pages are built from the sources beside this file by `npm run build`, which leaves each file as its gzip in dist:
// NAME.html.gz for the page /NAME, index for /, and assets, which carry a hash of their content in their name. The gzip
// is sent as it is to a client that takes it, and unpacked for one that does not. Pages are asked for anew each time, by
// their ETag; assets may be kept for ever. What a page may load is held by a policy to this server alone.
package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"
)

//go:embed dist THIRD-PARTY.txt src/explorer/gen/graphql.ts
var files embed.FS

// policy lets a page load from this server only. The editor needs inline styles, fonts as data and workers from blobs.
const policy = "default-src 'self'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; " +
	"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; " +
	"form-action 'none'; frame-ancestors 'none'"

// A file is what one path is answered with.
type file struct {
	zipped []byte
	kind   string
	tag    string
	cache  string
}

// Handler serves the pages at / and /NAME (/graphiql), what they load at /assets/…, and the licences of the packages they are
// built from at /third-party.txt. Any other path is 404, and any method but GET and HEAD 405.
//
// It panics if the embedded files are damaged, which only a broken build can cause and every test of it would show.
func Handler() http.Handler {
	served, err := load(files)
	if err != nil {
		panic(fmt.Sprintf("web: embedded files: %v", err))
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, ok := served[r.URL.Path]
		switch {
		case !ok:
			http.NotFound(w, r)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "Only GET and HEAD are answered here.", http.StatusMethodNotAllowed)
		default:
			f.serve(w, r)
		}
	})
}

// load reads all files that can be served, by the path of their URL.
func load(from fs.FS) (map[string]file, error) {
	served := make(map[string]file)
	err := fs.WalkDir(from, "dist", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		zipped, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		url := strings.TrimSuffix(strings.TrimPrefix(name, "dist"), ".gz")
		f, err := newFile(url, zipped)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		served[strings.TrimSuffix(strings.TrimSuffix(url, ".html"), "index")] = f
		return nil
	})
	if err != nil {
		return nil, err
	}
	text, err := fs.ReadFile(from, "THIRD-PARTY.txt")
	if err != nil {
		return nil, err
	}
	served["/third-party.txt"], err = newFile("/third-party.txt", zip(text))
	return served, err
}

// zip packs text; writing to memory cannot fail.
func zip(text []byte) []byte {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = w.Write(text)
	_ = w.Close()
	return packed.Bytes()
}

func newFile(url string, zipped []byte) (file, error) {
	content, err := unzip(zipped)
	if err != nil {
		return file{}, err
	}
	kind, err := contentType(path.Ext(url))
	if err != nil {
		return file{}, err
	}
	cache := "no-cache"
	if strings.HasPrefix(url, "/assets/") {
		cache = "public, max-age=31536000, immutable"
	}
	sum := sha256.Sum256(content)
	return file{zipped: zipped, kind: kind, tag: hex.EncodeToString(sum[:12]), cache: cache}, nil
}

// contentType is a list of our own, because the one of package mime depends on the machine.
func contentType(extension string) (string, error) {
	switch extension {
	case ".html":
		return "text/html; charset=utf-8", nil
	case ".js":
		return "text/javascript; charset=utf-8", nil
	case ".css":
		return "text/css; charset=utf-8", nil
	case ".json":
		return "application/json", nil
	case ".txt":
		return "text/plain; charset=utf-8", nil
	case ".svg":
		return "image/svg+xml", nil
	case ".ttf":
		return "font/ttf", nil
	case ".woff2":
		return "font/woff2", nil
	}
	return "", fmt.Errorf("no content type is known for %q: add it to contentType", extension)
}

func unzip(zipped []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(zipped))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

func (f file) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("Cache-Control", f.cache)
	h.Set("Vary", "Accept-Encoding")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Security-Policy", policy)
	content, tag := f.zipped, f.tag+"-gzip"
	if acceptsGzip(r.Header.Values("Accept-Encoding")) {
		h.Set("Content-Encoding", "gzip")
		h.Set("Content-Length", strconv.Itoa(len(content)))
	} else {
		tag = f.tag
		content, _ = unzip(f.zipped) // It was unpacked without an error when it was loaded.
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// acceptsGzip tells whether a client takes gzip, by RFC 9110, section 12.5.3: by its name or by *, with a weight above 0.
func acceptsGzip(accept []string) bool {
	weights := make(map[string]float64)
	for _, offer := range strings.Split(strings.Join(accept, ","), ",") {
		coding, parameter, weighted := strings.Cut(offer, ";")
		weight := 1.0
		if weighted {
			_, value, _ := strings.Cut(parameter, "=")
			weight, _ = strconv.ParseFloat(strings.TrimSpace(value), 64) // A weight that is no number counts as none.
		}
		weights[strings.ToLower(strings.TrimSpace(coding))] = weight
	}
	if weight, named := weights["gzip"]; named {
		return weight > 0
	}
	return weights["*"] > 0
}
