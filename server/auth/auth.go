// Package auth is what a request passes before anything is done for it: where it comes from (proxy.go), whether it is meant for
// this server (hosts.go) and sent by a page that may (origins.go), and who it is from, by a token of a file (tokens.go) or by one
// that an OpenID Connect issuer has signed (oidc.go, keys.go). What is refused is told in the log, within bounds (audit.go).
//
// It finds out who asks and leaves that in the context, after package access. It does not refuse who is not known: what may be
// asked for without a name is for what answers to say, by access.Demand or by Require.
package auth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"regexp"
	"strings"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"parley/graph/access"
	"parley/graph/limits"
	"parley/server/fresh"
)

// maxToken is how many bytes a token may have.
const maxToken = 16 << 10

// A Config says who may ask.
type Config struct {
	// Auth is how people are known: "tokens:FILE", "oidc:ISSUER" or both; or "none" by itself, which says that
	// everybody who reaches the server may do everything. Empty is the same as none, where nobody else can reach it.
	Auth      []string
	Audience  string // that a token of the issuer must be for
	RoleClaim string // the claim that has the roles, or the path to it

	Proxies []string // whose X-Forwarded-For is believed: addresses, or networks in CIDR notation
	Origins []string // whose pages may ask, beside those of the server itself: https://a.example
	Hosts   []string // by which the server is called, beside localhost
}

// A Guard stands before a server. It is safe for concurrent use.
type Guard struct {
	tokens  *fresh.Value[[]token] // nil without
	issuer  *issuer               // nil without
	proxies []netip.Prefix
	origins *origins
	hosts   map[string]bool
	audit   *audit
	log     *slog.Logger
}

// New makes a Guard. Its error is one sentence for the operator, of what is wrong in c or in a file that it names, or else wraps
// ErrIssuer.
func New(ctx context.Context, c Config, log *slog.Logger) (*Guard, error) {
	g := &Guard{audit: newAudit(log), log: log}
	for _, how := range c.Auth {
		if err := g.add(ctx, c, how); err != nil {
			return nil, err
		}
	}
	if g.issuer == nil && c.Audience != "" {
		return nil, errors.New("-audience is for -auth oidc:ISSUER, which is not there")
	}
	var err error
	if g.proxies, err = readProxies(c.Proxies); err != nil {
		return nil, err
	}
	if g.origins, err = newOrigins(c.Origins); err != nil {
		return nil, err
	}
	if g.hosts, err = readHosts(c.Hosts); err != nil {
		return nil, err
	}
	return g, nil
}

// add adds a way in which people are known.
func (g *Guard) add(ctx context.Context, c Config, how string) (err error) {
	kind, where, _ := strings.Cut(how, ":")
	switch {
	case how == "none" && len(c.Auth) > 1:
		return errors.New("-auth none says that nobody is asked who he is: leave it out, or the others")
	case how == "none":
		return nil
	case kind == "tokens" && where != "" && g.tokens == nil:
		g.tokens, err = openTokens(where, g.log)
		return err
	case kind == "oidc" && where != "" && g.issuer == nil:
		g.issuer, err = newIssuer(ctx, c, where, g.log)
		return err
	case (kind == "tokens" || kind == "oidc") && where != "":
		return fmt.Errorf("-auth %s: is given twice: there can be one file of tokens and one issuer", kind)
	}
	return fmt.Errorf("-auth %q is not known: there are tokens:FILE, oidc:ISSUER and none", how)
}

// On tells whether who asks must be known; without a guard he need not be.
func (g *Guard) On() bool { return g != nil && (g.tokens != nil || g.issuer != nil) }

// bearer is what RFC 6750 allows in the header Authorization.
var bearer = regexp.MustCompile(`^(?i:bearer) +([A-Za-z0-9._~+/-]+=*) *$`)

// Identify tells who brings the values of the header Authorization, or why that is nobody. It never repeats them.
func (g *Guard) Identify(ctx context.Context, authorization []string) (access.Identity, *gqlerror.Error) {
	switch {
	case !g.On():
		return access.Identity{Role: access.Admin}, nil
	case len(authorization) == 0:
		return access.Identity{}, access.Unauthenticated()
	case len(authorization) > 1:
		return access.Identity{}, access.BadToken("the header Authorization is there twice: send one")
	case len(authorization[0]) > maxToken:
		return access.Identity{}, access.BadToken("the token is too long to be one of those taken here")
	}
	m := bearer.FindStringSubmatch(authorization[0])
	if m == nil {
		return access.Identity{}, access.BadToken("the header must be Authorization: Bearer TOKEN")
	}
	if g.tokens != nil {
		if who, ok := lookUp(g.tokens.Get(), m[1]); ok {
			return who, nil
		}
	}
	if g.issuer != nil && strings.Count(m[1], ".") == 2 {
		return g.issuer.identify(ctx, m[1])
	}
	return access.Identity{}, access.BadToken("the token is none of those taken here, or no longer")
}

// addressKey is of the address, or the network, that a request comes from.
type addressKey struct{}

// identified leaves in the context who asks, or why that is not known.
func (g *Guard) identified(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := context.WithValue(r.Context(), addressKey{}, limits.Client(r))
		who, refused := g.Identify(ctx, r.Header.Values("Authorization"))
		if refused != nil {
			ctx = access.Refuse(ctx, refused)
		} else {
			ctx = access.With(ctx, who)
			access.Identified(ctx, who)
		}
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// Handler is the guard before next. Route names what a request is for in the log, so that nothing that a client chose stands there.
// With local it answers only to names of this machine, and those that were given.
func (g *Guard) Handler(next http.Handler, route func(*http.Request) string, local bool) http.Handler {
	return g.proxied(g.audit.handler(g.hosted(g.origins.handler(g.identified(next)), local), route))
}

// Origin tells whether a request comes from a page that may ask here, or from no page; if not, that is told in the log.
func (g *Guard) Origin(r *http.Request) bool {
	may := g.origins.may(r)
	if !may {
		access.Refused(r.Context(), codeOrigin)
	}
	return may
}

// CORS lets the pages that may ask read what they are answered; without such origins it is next itself.
func (g *Guard) CORS(next http.Handler) http.Handler { return g.origins.cors(next) }

// Require is next for who has the role; others are answered 401 or 403, and a sentence. Without a way to know people
// everybody has every role.
func Require(need access.Role, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if refused := access.Demand(r.Context(), need); refused != nil {
			deny(w, refused)
			return
		}
		next.ServeHTTP(w, r)
	})
}
