package transport

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
)

// MaxBody is how many bytes the body of a request may have.
const MaxBody = 1 << 20

// The sentences that say what a request is.
const (
	bodyIs  = `the body must be a JSON object {"query": "…", "variables": {…}, "operationName": "…"}`
	queryIs = `GET /graphql?query=…, with variables and operationName if need be, or POST a JSON object {"query": "…"}`
)

// refuse makes a Refusal.
func refuse(status int, format string, args ...any) error {
	return &Refusal{Status: status, Sentence: fmt.Sprintf(format, args...)}
}

// read reads the request; its error is a Refusal. What it says is never what the client sent, which may be large or
// another's secret.
func (x *exchange) read(acceptable bool) (*graphql.RawParams, error) {
	read := x.readBody
	switch x.r.Method {
	case http.MethodPost:
	case http.MethodGet, http.MethodHead:
		read = x.readURL
	default:
		x.w.Header().Set("Allow", "GET, HEAD, POST")
		return nil, refuse(http.StatusMethodNotAllowed, "only GET and POST are answered here")
	}
	if !acceptable {
		return nil, refuse(http.StatusNotAcceptable, "answers are %s or %s: name one of them in Accept", responseJSON, plainJSON)
	}
	start := graphql.Now()
	p, err := read()
	if err != nil {
		return nil, err
	}
	p.Headers = x.r.Header
	p.ReadTime = graphql.TraceTiming{Start: start, End: graphql.Now()}
	return p, nil
}

// readURL reads a request from the parameters of the URL. A browser sends such a request for any page that asks it to,
// in its user's name, but it marks whose page it was.
func (x *exchange) readURL() (*graphql.RawParams, error) {
	site := x.r.Header.Get("Sec-Fetch-Site")
	if (site == "cross-site" || site == "same-site") && (x.Origin == nil || !x.Origin(x.r)) {
		return nil, refuse(http.StatusForbidden, "a page of another site may not ask here by GET")
	}
	values, err := url.ParseQuery(x.r.URL.RawQuery)
	if err != nil {
		return nil, refuse(http.StatusBadRequest, "the parameters of the URL are not well encoded: %s", queryIs)
	}
	for _, name := range []string{"query", "documentId", "operationName", "variables", "extensions"} {
		switch v := values[name]; {
		case len(v) > 1:
			return nil, refuse(http.StatusBadRequest, "the parameter %s is given twice: give it once", name)
		case !utf8.ValidString(values.Get(name)):
			return nil, refuse(http.StatusBadRequest, "the parameter %s is not UTF-8: encode it so", name)
		}
	}
	p := &graphql.RawParams{Query: values.Get("query"), OperationName: values.Get("operationName")}
	for name, into := range map[string]*map[string]any{"variables": &p.Variables, "extensions": &p.Extensions} {
		if values.Get(name) == "" {
			continue
		}
		if *into, err = readMap([]byte(values.Get(name)), fmt.Sprintf("the parameter %s must be a JSON object {…}", name)); err != nil {
			return nil, err
		}
	}
	if err := name(p, values.Get("documentId")); err != nil {
		return nil, err
	}
	if p.Query == "" && !names(p) {
		return nil, refuse(http.StatusBadRequest, "there is no question: %s", queryIs)
	}
	return p, nil
}

// readBody reads a request from the body.
func (x *exchange) readBody() (*graphql.RawParams, error) {
	if err := x.checkType(); err != nil {
		return nil, err
	}
	body, err := io.ReadAll(http.MaxBytesReader(x.w, x.r.Body, MaxBody))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, refuse(http.StatusRequestEntityTooLarge, "the body is larger than %d bytes: ask for less at once", large.Limit)
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, refuse(http.StatusRequestTimeout, "the body did not arrive in time: send it again")
	case err != nil:
		return nil, refuse(http.StatusBadRequest, "the body did not arrive whole: send it again")
	}
	all, err := readMap(body, bodyIs)
	if err != nil {
		return nil, err
	}
	return params(all)
}

// checkType refuses what is not JSON in UTF-8. Of the ways to write JSON in a request this is the one that a browser
// does not let a page of another site use.
func (x *exchange) checkType() error {
	kind, parameters, err := mime.ParseMediaType(x.r.Header.Get("Content-Type"))
	if err != nil || kind != plainJSON {
		return refuse(http.StatusUnsupportedMediaType, "the question must be JSON: send it with Content-Type: %s", plainJSON)
	}
	if charset, ok := parameters["charset"]; ok && !strings.EqualFold(charset, "utf-8") {
		return refuse(http.StatusUnsupportedMediaType, "the question must be in UTF-8: send it so, with Content-Type: %s", plainJSON)
	}
	if coding := x.r.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		x.w.Header().Set("Accept-Encoding", "identity")
		return refuse(http.StatusUnsupportedMediaType, "the body must not be compressed: send it as it is, without Content-Encoding")
	}
	return nil
}

// params takes the parts of a request from the object that it is. Parts of other names are not for us.
func params(all map[string]any) (*graphql.RawParams, error) {
	p := new(graphql.RawParams)
	var ok bool
	query, given := all["query"]
	if query != nil {
		if p.Query, ok = query.(string); !ok {
			return nil, refuse(http.StatusBadRequest, "the query must be a text: %s", bodyIs)
		}
	}
	if name := all["operationName"]; name != nil {
		if p.OperationName, ok = name.(string); !ok {
			return nil, refuse(http.StatusBadRequest, "the operationName must be a text or null: %s", bodyIs)
		}
	}
	for name, into := range map[string]*map[string]any{"variables": &p.Variables, "extensions": &p.Extensions} {
		if value := all[name]; value != nil {
			if *into, ok = value.(map[string]any); !ok {
				return nil, refuse(http.StatusBadRequest, "the %s must be an object or null: %s", name, bodyIs)
			}
		}
	}
	if id := all["documentId"]; id != nil {
		text, ok := id.(string)
		if !ok {
			return nil, refuse(http.StatusBadRequest, "the documentId must be a text or null: %s", bodyIs)
		}
		if err := name(p, text); err != nil {
			return nil, err
		}
	}
	switch {
	case names(p), query != nil:
		return p, nil
	case given:
		return nil, refuse(http.StatusBadRequest, "the query must be a text: %s", bodyIs)
	default:
		return nil, refuse(http.StatusBadRequest, "there is no question: %s", bodyIs)
	}
}

// name has a request that has a documentId name its document as Apollo's protocol does, which an extension answers.
func name(p *graphql.RawParams, documentID string) error {
	switch {
	case documentID == "":
		return nil
	case p.Query != "" || names(p):
		return refuse(http.StatusBadRequest, "the document is given in two ways: send the query, or the documentId, or extensions.persistedQuery")
	case p.Extensions == nil:
		p.Extensions = map[string]any{}
	}
	p.Extensions[persistedQuery] = map[string]any{"version": json.Number("1"), "sha256Hash": strings.TrimPrefix(documentID, "sha256:")}
	return nil
}

// persistedQuery is the extension by which a request names its document.
const persistedQuery = "persistedQuery"

// names tells whether a request names its document.
func names(p *graphql.RawParams) bool { return p.Extensions[persistedQuery] != nil }
