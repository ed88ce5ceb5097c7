// Package limits keeps work that nobody should be made to do from being begun. A request passes these hands, the cheap
// ones first:
//
//   - rate.go: how many requests a client may make in a second, asked before a body is read; of WebSockets, sockets.go: how
//     many clients hold open;
//   - queue.go: how many requests are worked on at once, and in what fair order the others wait, before any is parsed;
//   - documents.go: a document is parsed once, measured (size.go), validated (validate.go) and kept, so that neither we nor
//     gqlgen look at the same text again; what is too large is refused before it is validated, which is where a crafted
//     document of a few kilobytes burns seconds;
//   - cost.go and price.go: what the operation may read at most, by the sizes of the pages asked for (weights.go reads
//     what the schema says of that), before anything is read.
//
// Each refusal has a code and a sentence with the bound and the way out of it; none repeats what the client sent.
package limits

import (
	"fmt"
	"net/http"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"parley/graph/transport"
)

// The codes of refusals, in `extensions.code`.
const (
	CodeTooComplex      = "TOO_COMPLEX"            // the document is larger or more entangled than it may be
	CodeTooExpensive    = "TOO_EXPENSIVE"          // the operation may read more than one may
	CodeNoIntrospection = "INTROSPECTION_DISABLED" // the schema is not told here
	CodeOverloaded      = "OVERLOADED"             // too many operations wait already
	CodeRateLimited     = "RATE_LIMITED"           // the client asks more often than it may

	codeInvalid     = "GRAPHQL_VALIDATION_FAILED" // gqlgen's, of a document that does not validate
	codeParseFailed = "GRAPHQL_PARSE_FAILED"      // gqlgen's, of a document that does not parse
)

// Limits are the bounds of one document. A bound of 0 lets nothing pass; start from Defaults.
type Limits struct {
	Bytes      int // of the text
	Tokens     int // of the text
	Name       int // bytes of a name
	Depth      int // fields, inline fragments and spreads inside one another, fragments filled in
	Aliases    int // fields that are called otherwise
	Same       int // fields of one response name that fall together in one place of the answer
	Pairs      int // pairs of such fields, which validation compares one by one
	Selections int // fields, inline fragments and spreads, fragments filled in wherever they are spread
	Fragments  int // definitions
	Spreads    int // of fragments, as written
	Directives int // as written
	Variables  int // of one operation
	Operations int // in the document
	Values     int // lists and objects inside one another in an argument
	Objects    int // in all arguments of an operation, those in variables wherever they are used
	Arguments  int // values in all arguments of an operation, counted so too; of a text each 100 bytes are one more
	Shapes     int // fields once more for each kind that a node may be of, at each level: what a plan has to say
	Errors     int // of validation that are told
}

// Defaults are bounds that no question of a person or a page comes near.
func Defaults() Limits {
	return Limits{
		Bytes: 100_000, Tokens: 10_000, Name: 200, Depth: 60, Aliases: 600, Same: 100, Pairs: 20_000, Selections: 5000, Fragments: 100,
		Spreads: 300, Directives: 100, Variables: 100, Operations: 50, Values: 64, Objects: 1000, Arguments: 50_000, Shapes: 20_000, Errors: 10,
	}
}

// refuse makes an error with a code.
func refuse(code, format string, args ...any) *gqlerror.Error {
	return &gqlerror.Error{Message: fmt.Sprintf(format, args...), Extensions: map[string]any{"code": code}}
}

// busy makes the error of a request that may come again after a while.
func busy(status int, code string, after time.Duration, sentence string) *gqlerror.Error {
	return &gqlerror.Error{
		Err:     &transport.Refusal{Status: status, Sentence: sentence, RetryAfter: after},
		Message: sentence, Extensions: map[string]any{"code": code},
	}
}

// overloaded says that there is no room to wait in.
func overloaded(after time.Duration) *gqlerror.Error {
	return busy(http.StatusServiceUnavailable, CodeOverloaded, after,
		"too many questions wait for an answer already; ask again after the time in Retry-After")
}
