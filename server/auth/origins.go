package auth

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/rs/cors"

	"parley/graph/access"
)

// preflightFor is how long a browser may remember what it may send.
const preflightFor = 10 * time.Minute

// origins are whose pages may have a browser ask here.
type origins struct {
	check  *http.CrossOriginProtection
	shared *cors.Cors // nil without others' origins
}

func newOrigins(all []string) (*origins, error) {
	o := &origins{check: http.NewCrossOriginProtection()}
	for _, text := range all {
		at, err := url.Parse(text)
		if err != nil || at.Scheme != "https" && at.Scheme != "http" || at.Host == "" || text != at.Scheme+"://"+at.Host || strings.Contains(text, "*") {
			return nil, fmt.Errorf("-origins %q is no origin: give each as https://HOST or https://HOST:PORT, without a path and without *", text)
		}
		if err := o.check.AddTrustedOrigin(text); err != nil {
			return nil, fmt.Errorf("-origins %q: %w", text, err)
		}
	}
	if len(all) > 0 {
		// No cookies and no logins of the browser's own: a page must bring its token.
		o.shared = cors.New(cors.Options{
			AllowedOrigins: all,
			AllowedMethods: []string{http.MethodGet, http.MethodHead, http.MethodPost},
			AllowedHeaders: []string{"Accept", "Authorization", "Content-Type", "If-None-Match", "X-Request-Id", "Traceparent", "Tracestate"},
			ExposedHeaders: []string{"Etag", "Retry-After", "Www-Authenticate", "X-Request-Id"},
			MaxAge:         int(preflightFor / time.Second),
		})
	}
	return o, nil
}

// cors answers what browsers ask before they send what a page wants, and lets the page read the answer.
func (o *origins) cors(next http.Handler) http.Handler {
	if o.shared == nil {
		return next
	}
	return o.shared.Handler(next)
}

// may tells whether a request comes from a page of this server, from one of an origin that is allowed, or from no page; whatever
// its method, though a GET only asks.
func (o *origins) may(r *http.Request) bool {
	probe := *r
	probe.Method = http.MethodPost
	return o.check.Check(&probe) == nil
}

// handler refuses what a page of another site has a browser send to change something, or to ask by POST. A GET is let
// through, as a link to a page here is one.
func (o *origins) handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if o.check.Check(r) != nil {
			access.Refused(r.Context(), codeOrigin)
			http.Error(w, "A page of another site may not ask here: whoever runs this server can allow its origin with -origins.", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}
