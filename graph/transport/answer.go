package transport

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/klauspost/compress/gzip"
)

// minPacked is how many bytes an answer has at least for its compression to be worth while: it fits a packet else.
const minPacked = 1024

// maxSpare is how many bytes a buffer for an answer may have that is kept for the next one.
const maxSpare = 64 << 10

// send writes an answer. What is asked by GET and has no errors may be kept, and asked for anew by its tag; nothing else.
func (x *exchange) send(status int, response *graphql.Response) {
	spare := x.spares.Get().(*[]byte)
	body, err := encode((*spare)[:0], response)
	if err != nil {
		panic(fmt.Errorf("an answer is no JSON: %w", err)) // An extension put it there; recover says so.
	}
	if cap(body) <= maxSpare {
		*spare = body
		defer x.spares.Put(spare)
	}
	if x.kind == eventStream {
		if status == http.StatusOK {
			x.stream(body)
			return
		}
		x.kind = plainJSON // A client of events takes what is no 200 for an error of HTTP.
	}
	coding := asItIs
	if len(body) >= minPacked {
		coding = answerCoding(x.r.Header.Values("Accept-Encoding"))
	}
	h := x.w.Header()
	h.Add("Vary", "Accept, Accept-Encoding")
	h.Set("Cache-Control", "no-store")
	if status == http.StatusOK && len(response.Errors) == 0 && x.r.Method != http.MethodPost {
		tag := tag(x.kind, coding, body)
		h.Set("Cache-Control", "private, no-cache")
		h.Set("ETag", tag)
		if knows(x.r.Header.Values("If-None-Match"), tag) {
			x.w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	if coding != asItIs {
		h.Set("Content-Encoding", coding)
		body = x.pack(coding, body)
	}
	h.Set("Content-Type", x.kind+"; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	x.w.WriteHeader(status)
	if x.r.Method != http.MethodHead {
		_, _ = x.w.Write(body) // A client that has gone needs no answer.
	}
}

// stream sends an answer as the events of graphql-sse's distinct connections: what came, and that nothing more does.
func (x *exchange) stream(body []byte) {
	h := x.w.Header()
	h.Add("Vary", "Accept")
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Type", eventStream+"; charset=utf-8")
	x.w.WriteHeader(http.StatusOK)
	if x.r.Method == http.MethodHead {
		return
	}
	body = bytes.ReplaceAll(body, []byte("\n"), []byte("\ndata: "))
	_, _ = fmt.Fprintf(x.w, "event: next\ndata: %s\n\nevent: complete\ndata: \n\n", body)
}

// encode writes an answer as JSON into b, which is empty, or into another if it does not fit. The data stay as they are:
// they are JSON already.
func encode(b []byte, r *graphql.Response) ([]byte, error) {
	b = append(slices.Grow(b, len(r.Data)+len(`{"data":}`)), '{')
	add := func(name string, value []byte) {
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(append(append(append(b, '"'), name...), `":`...), value...)
	}
	if len(r.Errors) > 0 {
		errs, err := json.Marshal(r.Errors)
		if err != nil {
			return nil, err
		}
		add("errors", errs)
	}
	if r.Data != nil {
		add("data", r.Data)
	}
	if len(r.Extensions) > 0 {
		extensions, err := json.Marshal(r.Extensions)
		if err != nil {
			return nil, err
		}
		add("extensions", extensions)
	}
	return append(b, '}'), nil
}

// pack compresses an answer. Writing to memory cannot fail.
func (h *HTTP) pack(coding string, body []byte) []byte {
	if coding == zstded {
		return h.zstd.EncodeAll(body, make([]byte, 0, len(body)/4))
	}
	packed := bytes.NewBuffer(make([]byte, 0, len(body)/4))
	w := h.gzip.Get().(*gzip.Writer)
	defer h.gzip.Put(w)
	w.Reset(packed)
	_, _ = w.Write(body)
	_ = w.Close()
	return packed.Bytes()
}

// tag is the ETag of an answer: a strong one, so it differs where the media type or the coding does.
func tag(kind, coding string, body []byte) string {
	hash := sha256.New()
	hash.Write([]byte(kind))
	hash.Write(body)
	t := hex.EncodeToString(hash.Sum(nil)[:16])
	if coding != asItIs {
		t += "-" + coding
	}
	return `"` + t + `"`
}

// knows tells whether a client that says these values of If-None-Match has the answer with the tag.
func knows(values []string, tag string) bool {
	for known := range strings.SplitSeq(strings.Join(values, ","), ",") {
		known = strings.TrimSpace(known)
		if known == "*" || strings.TrimPrefix(known, "W/") == tag {
			return true
		}
	}
	return false
}
