// Package persisted answers requests that name a document instead of sending it, in two ways:
//
//   - automatic persisted queries, by Apollo's protocol: a client names a document by its SHA-256 in
//     extensions.persistedQuery, is told PersistedQueryNotFound if nobody sent it yet, sends it once with its hash, and
//     from then on names it only. What was sent so is kept while there is room (package bounded);
//   - trusted documents, which the operator gives (read.go). They are always there, and where only they are executed,
//     nobody can ask anything else.
//
// A documentId, as the draft of persisted documents in GraphQL over HTTP has it, is the same to package transport.
package persisted

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"parley/graph/bounded"
	"parley/graph/transport"
)

// The codes of refusals, in `extensions.code`; the first is Apollo's, with the message that its clients wait for.
const (
	CodeNotFound    = "PERSISTED_QUERY_NOT_FOUND" // nobody sent the document of this hash, or it has been dropped since
	CodeTrustedOnly = "TRUSTED_ONLY"              // the document is none of those that are executed here
)

// The bounds of what is kept of texts that clients sent.
const (
	maxTexts = 10_000
	maxBytes = 20 << 20
	overhead = 300 // of one text beside its own bytes: the hash and the places in the cache
)

// Documents finds the documents of requests. It is an extension of gqlgen's, to be used before the one that judges
// documents, and safe for concurrent use.
type Documents struct {
	trusted map[string]string // the texts by their identifiers and by their hashes
	only    bool
	kept    *bounded.Cache[string, string]
}

// New makes the Documents of an operator's, and of what clients send unless only the operator's are to be executed.
func New(trusted []Document, only bool) (*Documents, error) {
	d := &Documents{trusted: map[string]string{}, only: only}
	for _, t := range trusted {
		d.trusted[t.ID] = t.Text
		d.trusted[hash(t.Text)] = t.Text
	}
	var err error
	d.kept, err = bounded.New[string, string](maxTexts, maxBytes)
	return d, err
}

// hash is the SHA-256 of a text, as clients write it.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// ExtensionName is the name of the extension.
func (*Documents) ExtensionName() string { return "PersistedDocuments" }

// Validate has nothing to say against a schema.
func (*Documents) Validate(graphql.ExecutableSchema) error { return nil }

// MutateOperationParameters puts the document that a request names into it.
func (d *Documents) MutateOperationParameters(_ context.Context, request *graphql.RawParams) *gqlerror.Error {
	id, refused := named(request.Extensions)
	switch {
	case refused != nil:
		return refused
	case id == "":
		return d.free(request.Query)
	}
	text, there := d.trusted[id]
	switch {
	case there && request.Query != "" && request.Query != text, !there && request.Query != "" && hash(request.Query) != id:
		return badInput("the query is not the document of this hash; send the SHA-256 of the very text, in lower-case hexadecimal digits")
	case !there && d.only:
		return d.free(request.Query)
	case !there && request.Query != "":
		return nil // It is kept once it is found good.
	case !there:
		if text, there = d.kept.Get(id); !there {
			return &gqlerror.Error{Message: "PersistedQueryNotFound", Extensions: map[string]any{"code": CodeNotFound}}
		}
	}
	request.Query = text
	return nil
}

// free refuses a text that is not trusted where only trusted ones are executed.
func (d *Documents) free(text string) *gqlerror.Error {
	if !d.only {
		return nil
	}
	if _, ok := d.trusted[hash(text)]; ok {
		return nil
	}
	return &gqlerror.Error{
		Message:    "only the documents that the operator trusts are executed here, and this is none of them; ask the operator to add it",
		Extensions: map[string]any{"code": CodeTrustedOnly},
	}
}

// MutateOperationContext keeps a document that came with its hash, now that it is found good.
func (d *Documents) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	id, _ := named(op.Extensions)
	if _, there := d.trusted[id]; id != "" && !there {
		d.kept.Add(id, op.RawQuery, int64(overhead+len(op.RawQuery)))
	}
	return nil
}

// named is the identifier of the document that a request names by its extensions; "" if it names none.
func named(extensions map[string]any) (string, *gqlerror.Error) {
	given, there := extensions["persistedQuery"]
	if !there || given == nil {
		return "", nil
	}
	const is = `extensions.persistedQuery must be {"version": 1, "sha256Hash": "…"}`
	parts, ok := given.(map[string]any)
	if !ok {
		return "", badInput(is + "; it is no object")
	}
	if version, _ := parts["version"].(json.Number); version != "1" {
		return "", badInput(is + "; its version is another")
	}
	id, _ := parts["sha256Hash"].(string)
	if id == "" {
		return "", badInput(is + "; there is no hash")
	}
	return id, nil
}

// badInput is the error of a request that cannot be understood.
func badInput(sentence string) *gqlerror.Error {
	return gqlerror.Wrap(&transport.Refusal{Status: http.StatusBadRequest, Sentence: sentence})
}
