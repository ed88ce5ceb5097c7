// Package access says who asks, and what he may ask for. Whoever takes in a request (package server/auth, for HTTP) finds
// out who it is from and puts that in the context by With, or by Refuse why nobody is known; the rest of the program asks by
// Who: the limits, to count by client, the log, and Rules, which hold an operation to the roles that the schema demands by @auth.
//
// A role is demanded of the document, before anything is executed: what is refused is refused alike whether what was asked for
// is there or not.
package access

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"parley/graph/transport"
)

// The codes of refusals, in `extensions.code`.
const (
	CodeUnauthenticated = "UNAUTHENTICATED" // nobody is known by what the request brings
	CodeForbidden       = "FORBIDDEN"       // who asks may not ask for this
	CodeUnavailable     = "UNAVAILABLE"     // who asks cannot be found out now
)

// A Role is what somebody may do; a greater one may all that a smaller one may.
type Role int

// The roles. Nobody is the role of who is not known, and of who is known and may nothing here.
const (
	Nobody Role = iota
	Reader      // asks for what the graph holds
	Admin       // sees how it is answered, too: plans, measures, profiles
)

// String is the name of the role, as settings write it.
func (r Role) String() string {
	switch r {
	case Reader:
		return "reader"
	case Admin:
		return "admin"
	}
	return "nobody"
}

// ParseRole reads the name of a role, `reader` or `admin`.
func ParseRole(name string) (Role, error) {
	for _, r := range []Role{Reader, Admin} {
		if name == r.String() {
			return r, nil
		}
	}
	return Nobody, fmt.Errorf("%q is no role: there are reader and admin", name)
}

// An Identity is who asks.
type Identity struct {
	Name string // "" where everybody may ask and nobody is told apart
	By   string // what vouches for the name: "tokens" or "oidc"; a name is one person's within it
	Role Role
}

type (
	identityKey struct{}
	refusalKey  struct{}
	recordKey   struct{}
)

// With puts in the context who asks.
func With(ctx context.Context, who Identity) context.Context {
	return context.WithValue(ctx, identityKey{}, who)
}

// Who tells who asks; the zero Identity, whose role is Nobody, if that is not known.
func Who(ctx context.Context) Identity {
	who, _ := ctx.Value(identityKey{}).(Identity)
	return who
}

// Refuse puts in the context why it is not known who asks.
func Refuse(ctx context.Context, why *gqlerror.Error) context.Context {
	return context.WithValue(ctx, refusalKey{}, why)
}

// challenge is the value of WWW-Authenticate, after RFC 6750; reason is "" where nothing was brought.
func challenge(reason string) string {
	if reason == "" {
		return `Bearer realm="parley"`
	}
	return `Bearer realm="parley", error="` + reason + `"`
}

// Unauthenticated makes the refusal of who brings nothing that he is known by.
func Unauthenticated() *gqlerror.Error {
	return refuse(CodeUnauthenticated, transport.Refusal{
		Status: http.StatusUnauthorized, Challenge: challenge(""),
		Sentence: "say who you are: send the header Authorization: Bearer TOKEN, with a token from whoever runs this server",
	})
}

// BadToken makes the refusal of a token, with a sentence that does not repeat it.
func BadToken(sentence string) *gqlerror.Error {
	return refuse(CodeUnauthenticated, transport.Refusal{
		Status: http.StatusUnauthorized, Challenge: challenge("invalid_token"), Sentence: sentence,
	})
}

// Unavailable makes the refusal of a token that cannot be judged now.
func Unavailable(after time.Duration) *gqlerror.Error {
	return refuse(CodeUnavailable, transport.Refusal{
		Status: http.StatusServiceUnavailable, RetryAfter: after,
		Sentence: "who issues the tokens cannot be reached now, so yours cannot be judged; ask again after the time in Retry-After",
	})
}

// Forbidden makes the refusal of who is known and has not the role; content is whether what the request asks for decides that.
func Forbidden(need Role, content bool) *gqlerror.Error {
	sentence := "your token gives you no role here; whoever issues it can give it the role " + need.String()
	if content {
		sentence = fmt.Sprintf("this needs the role %s, which you do not have", need)
	}
	return refuse(CodeForbidden, transport.Refusal{
		Status: http.StatusForbidden, Challenge: challenge("insufficient_scope"), Sentence: sentence, OfContent: content,
	})
}

func refuse(code string, r transport.Refusal) *gqlerror.Error {
	return &gqlerror.Error{Err: &r, Message: r.Sentence, Extensions: map[string]any{"code": code}}
}

// Demand returns nil if who asks has the role, or why he is refused.
func Demand(ctx context.Context, need Role) *gqlerror.Error {
	who := Who(ctx)
	if who.Role >= need {
		return nil
	}
	why, _ := ctx.Value(refusalKey{}).(*gqlerror.Error)
	switch {
	case why != nil: // A copy, as errors are changed when they are presented.
		refusal := *why
		why = &refusal
	case who == Identity{}:
		why = Unauthenticated()
	default:
		why = Forbidden(need, who.Role > Nobody)
	}
	if code, ok := why.Extensions["code"].(string); ok {
		Refused(ctx, code)
	}
	return why
}

// A Record is what is to be known of a request once it is answered: who made it, and by what code it was refused. It is
// safe for concurrent use.
type Record struct {
	mu   sync.Mutex
	who  Identity
	code string
}

// Recorded returns a context in which a request leaves its record.
func Recorded(ctx context.Context) (context.Context, *Record) {
	r := new(Record)
	return context.WithValue(ctx, recordKey{}, r), r
}

func recordOf(ctx context.Context) *Record {
	r, _ := ctx.Value(recordKey{}).(*Record)
	return r
}

// Identified puts down in the record, if there is one, who asks.
func Identified(ctx context.Context, who Identity) {
	if r := recordOf(ctx); r != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.who = who
	}
}

// Refused puts down in the record, if there is one, by what code a request is refused, the first one if there are several.
func Refused(ctx context.Context, code string) {
	if r := recordOf(ctx); r != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.code == "" {
			r.code = code
		}
	}
}

// Get returns what has been put down.
func (r *Record) Get() (who Identity, code string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.who, r.code
}

// Client is what who asks is counted by, "" if nobody is told apart. It is no address, whatever the name.
func (i Identity) Client() string {
	if i.Name == "" {
		return ""
	}
	return strings.Join([]string{i.By, i.Name}, "/")
}
