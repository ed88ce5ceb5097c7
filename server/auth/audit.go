package auth

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"parley/graph/access"
	"parley/graph/limits"
)

// The codes of what is refused before it is asked who it is from.
const (
	codeHost   = "WRONG_HOST"
	codeOrigin = "WRONG_ORIGIN"
)

// The bounds of the audit.
const (
	tellEach   = time.Minute // how often one refusal of one client is told
	maxClients = 256         // that are told apart within that; others are told together
)

// An audit tells in the log what is refused, and to whom: at once, and if it goes on, how often, a minute later. It never tells
// what a client sent: no token, no text of a query, no path of its making.
type audit struct {
	log  *slog.Logger
	mu   sync.Mutex
	told map[seen]int // how often since it was told
}

// A seen refusal is told once a minute.
type seen struct{ client, code string }

func newAudit(log *slog.Logger) *audit { return &audit{log: log, told: map[seen]int{}} }

// handler tells of the requests that next refuses.
func (a *audit) handler(next http.Handler, route func(*http.Request) string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, record := access.Recorded(r.Context())
		next.ServeHTTP(w, r.WithContext(ctx))
		if who, code := record.Get(); code != "" {
			a.refused(r, who, code, route(r))
		}
	})
}

func (a *audit) refused(r *http.Request, who access.Identity, code, route string) {
	key := seen{who.Client(), code}
	if key.client == "" {
		key.client = limits.Client(r)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, known := a.told[key]; !known && len(a.told) >= maxClients {
		key.client = "others"
	}
	if _, known := a.told[key]; known {
		a.told[key]++
		return
	}
	a.told[key] = 0
	address, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		address = r.RemoteAddr
	}
	attributes := []slog.Attr{slog.String("code", code), slog.String("address", address), slog.String("path", route)}
	if who.Name != "" {
		attributes = append(attributes, slog.String("who", who.Name), slog.String("by", who.By))
	}
	a.log.LogAttrs(context.Background(), slog.LevelWarn, "refused", attributes...)
	time.AfterFunc(tellEach, func() { a.again(key) })
}

// again tells how often a refusal was repeated within the minute that is over.
func (a *audit) again(key seen) {
	a.mu.Lock()
	defer a.mu.Unlock()
	times := a.told[key]
	delete(a.told, key)
	if times > 0 {
		a.log.Warn("refused again, within a minute", "code", key.code, "client", key.client, "times", times)
	}
}
