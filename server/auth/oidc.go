package auth

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"parley/graph/access"
)

// maxSubject is how many bytes the name of somebody may have; the standard allows as many.
const maxSubject = 255

// ErrIssuer says that what was reached as the issuer is none, or not yet: it may be put right there, without this program.
var ErrIssuer = errors.New("the issuer does not answer as one must")

// An issuer vouches for people by tokens that it signs: an OpenID Connect provider. It is safe for concurrent use.
type issuer struct {
	url, audience, claim string
	client               *http.Client
	log                  *slog.Logger
	judged               *judged

	mu       sync.Mutex
	verifier *oidc.IDTokenVerifier // nil before the issuer has been reached
	keys     *keys
	tried    time.Time
}

// newIssuer asks an issuer where its keys are. An issuer that answers otherwise than it must is an error; one that cannot be
// reached is told in the log and asked again when a token comes, because a program should not need another to be up first.
func newIssuer(ctx context.Context, c Config, where string, log *slog.Logger) (*issuer, error) {
	at, err := url.Parse(where)
	switch {
	case err != nil || at.Host == "" || at.RawQuery != "" || at.Fragment != "":
		return nil, fmt.Errorf("-auth oidc:%s: the issuer must be a URL such as https://login.example/realms/main", where)
	case !secure(at):
		return nil, fmt.Errorf("-auth oidc:%s: the issuer must be reached by https, or be on this machine", where)
	case c.Audience == "":
		return nil, errors.New("-auth oidc needs -audience, the name by which the issuer knows Parley: without it a token for any other program would be taken")
	case c.RoleClaim == "":
		return nil, errors.New("-role-claim must name the claim that has the roles, such as roles or realm_access.roles")
	}
	i := &issuer{url: where, audience: c.Audience, claim: c.RoleClaim, log: log, client: &http.Client{
		Timeout: fetchTimeout, Transport: careful{http.DefaultTransport},
		CheckRedirect: func(r *http.Request, before []*http.Request) error {
			if !secure(r.URL) || len(before) > 5 {
				return errors.New("it leads on to where it may not")
			}
			return nil
		},
	}}
	if i.judged, err = newJudged(); err != nil {
		return nil, err
	}
	i.tried = time.Now()
	var away *url.Error
	switch err := i.discover(ctx); {
	case errors.As(err, &away):
		log.Warn("the issuer of tokens cannot be reached: its tokens are answered 503 until it can", "issuer", where, "error", err)
	case err != nil:
		return nil, fmt.Errorf("-auth oidc:%s: %w: %w", where, ErrIssuer, err)
	}
	return i, nil
}

// secure tells whether what a URL is answered with is from whom it names.
func secure(at *url.URL) bool {
	return at.Scheme == "https" || at.Scheme == "http" && Loopback(at.Hostname())
}

// A careful transport takes an issuer that is ill for one that is away, and reads no more than is reasonable.
type careful struct{ http.RoundTripper }

func (c careful) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := c.RoundTripper.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode >= http.StatusInternalServerError || answer.StatusCode == http.StatusTooManyRequests {
		answer.Body.Close()
		return nil, fmt.Errorf("it answers %s", answer.Status)
	}
	answer.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(answer.Body, maxFetched), answer.Body}
	return answer, nil
}

// discover asks the issuer where its keys are.
func (i *issuer) discover(ctx context.Context) error {
	provider, err := oidc.NewProvider(oidc.ClientContext(ctx, i.client), i.url)
	if err != nil {
		return err
	}
	var said struct {
		Keys string `json:"jwks_uri"`
	}
	if err := provider.Claims(&said); err != nil {
		return err
	}
	at, err := url.Parse(said.Keys)
	if err != nil || at.Host == "" || !secure(at) {
		return fmt.Errorf("its jwks_uri is %q, which is no https URL", said.Keys)
	}
	i.keys = &keys{url: said.Keys, client: i.client, log: i.log}
	names := make([]string, len(algorithms))
	for n, a := range algorithms {
		names[n] = string(a)
	}
	i.verifier = oidc.NewVerifier(i.url, i.keys, &oidc.Config{ClientID: i.audience, SupportedSigningAlgs: names})
	return nil
}

// reached returns the verifier; nil if the issuer has not been reached yet and cannot be now.
func (i *issuer) reached() *oidc.IDTokenVerifier {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.verifier != nil || time.Since(i.tried) < keysEach {
		return i.verifier
	}
	i.tried = time.Now()
	if err := i.discover(context.Background()); err != nil { // The client bounds the time.
		i.log.Warn("the issuer of tokens cannot be used yet", "issuer", i.url, "error", err)
	}
	return i.verifier
}

// identify tells whose token it is.
func (i *issuer) identify(ctx context.Context, raw string) (access.Identity, *gqlerror.Error) {
	if who, ok := i.judged.known(raw, time.Now()); ok {
		return who, nil
	}
	if refused := i.judged.admit(ctx); refused != nil {
		return access.Identity{}, refused
	}
	verifier := i.reached()
	if verifier == nil {
		return access.Identity{}, access.Unavailable(keysEach)
	}
	token, err := verifier.Verify(ctx, raw)
	var expired *oidc.TokenExpiredError
	switch {
	case errors.As(err, &expired):
		return access.Identity{}, access.BadToken("the token has expired: get a new one")
	case err != nil && !i.keys.there():
		return access.Identity{}, access.Unavailable(keysEach)
	case err != nil:
		return access.Identity{}, access.BadToken("the token is not valid here: it must be signed by " +
			"this server's issuer in RS256, ES256 or EdDSA, be meant for this server, and its time must have come")
	}
	var claims map[string]any
	if err := token.Claims(&claims); err != nil || !named(token.Subject) {
		return access.Identity{}, access.BadToken("the token names nobody: it needs the claim sub, of at most 255 printable characters")
	}
	who := access.Identity{Name: token.Subject, By: "oidc", Role: roleOf(claims, i.claim)}
	i.judged.keep(raw, who, token.Expiry, time.Now())
	return who, nil
}

// named tells whether a subject can stand for somebody in a log.
func named(subject string) bool {
	return subject != "" && len(subject) <= maxSubject && !strings.ContainsFunc(subject, func(r rune) bool { return !unicode.IsPrint(r) })
}

// roleOf is the greatest role that a claim names: a text, of words, or a list of texts. The claim is called by its name, or else by
// a path of names with dots between them. What is of another type names no role.
func roleOf(claims map[string]any, path string) access.Role {
	value, there := claims[path]
	if !there {
		var at any = claims
		for name := range strings.SplitSeq(path, ".") {
			object, _ := at.(map[string]any)
			at = object[name]
		}
		value = at
	}
	var words []string
	switch value := value.(type) {
	case string:
		words = strings.Fields(value)
	case []any:
		for _, v := range value {
			if word, ok := v.(string); ok {
				words = append(words, word)
			}
		}
	}
	role := access.Nobody
	for _, word := range words {
		if r, err := access.ParseRole(word); err == nil {
			role = max(role, r)
		}
	}
	return role
}
