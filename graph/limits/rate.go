package limits

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/vektah/gqlparser/v2/gqlerror"
	"golang.org/x/time/rate"

	"parley/graph/access"
)

// clients is how many clients a Rate remembers: who is forgotten begins anew, with a full measure.
const clients = 10_000

// A Rate bounds how many requests each client makes. It is safe for concurrent use.
type Rate struct {
	limit rate.Limit
	burst int
	known *lru.Cache[string, *rate.Limiter]
}

// NewRate lets each client make so many requests a second on the whole, and so many at once; both above 0.
func NewRate(perSecond float64, burst int) (*Rate, error) {
	known, err := lru.New[string, *rate.Limiter](clients)
	return &Rate{rate.Limit(perSecond), burst, known}, err
}

// Admit refuses a request of a client who makes too many, and says when the next may come.
func (r *Rate) Admit(request *http.Request) *gqlerror.Error {
	return r.AdmitClient(request.Context(), Client(request))
}

// AdmitClient does the same for a client by its name.
func (r *Rate) AdmitClient(ctx context.Context, client string) *gqlerror.Error {
	refused := r.admit(client, time.Now())
	if refused != nil {
		access.Refused(ctx, CodeRateLimited)
	}
	return refused
}

func (r *Rate) admit(client string, now time.Time) *gqlerror.Error {
	l, ok := r.known.Get(client)
	if !ok {
		l = rate.NewLimiter(r.limit, r.burst)
		if before, there, _ := r.known.PeekOrAdd(client, l); there { // Another request of the same client was faster.
			l = before
		}
	}
	booked := l.ReserveN(now, 1)
	wait := booked.DelayFrom(now)
	if wait == 0 {
		return nil
	}
	booked.CancelAt(now)
	return busy(http.StatusTooManyRequests, CodeRateLimited, wait, "you ask more often than you may; ask again after the time in Retry-After")
}

// Client tells who makes a request: who it is known to be from, or else the address that it comes from, of IPv6 the network
// of it, which is what one customer has. Behind a proxy that is the proxy's: no header is believed here.
func Client(request *http.Request) string {
	if known := access.Who(request.Context()).Client(); known != "" {
		return known
	}
	at, err := netip.ParseAddrPort(request.RemoteAddr)
	if err != nil {
		host, _, _ := net.SplitHostPort(request.RemoteAddr)
		return host
	}
	address := at.Addr().Unmap().WithZone("")
	if network, err := address.Prefix(64); err == nil && address.Is6() {
		return network.String()
	}
	return address.String()
}

type clientKey struct{}

// WithClient has the operations of each request stand in the line of its client.
func WithClient(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), clientKey{}, Client(r))))
	})
}

// clientOf is the client of an operation; "" where nobody said.
func clientOf(ctx context.Context) string {
	client, _ := ctx.Value(clientKey{}).(string)
	return client
}
