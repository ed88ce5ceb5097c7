package limits

import (
	"net/http"
	"sync"

	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Sockets bounds how many connections clients hold open. It is safe for concurrent use.
type Sockets struct {
	all, each int

	mu   sync.Mutex
	held map[string]int // by client, above 0
	sum  int
}

// NewSockets lets so many be open in all, and so many of one client; both above 0.
func NewSockets(all, each int) *Sockets {
	return &Sockets{all: all, each: each, held: map[string]int{}}
}

// Connect counts a connection of the client of a request until leave is called, or refuses it.
func (s *Sockets) Connect(r *http.Request) (leave func(), refused *gqlerror.Error) {
	client := Client(r)
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.held[client] >= s.each:
		return nil, busy(http.StatusTooManyRequests, CodeRateLimited, retryAfter, "you have as many connections open as you may; ask in one of them, or close one")
	case s.sum >= s.all:
		return nil, busy(http.StatusServiceUnavailable, CodeOverloaded, retryAfter, "too many connections are open already; connect again after the time in Retry-After")
	}
	s.held[client]++
	s.sum++
	return sync.OnceFunc(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.sum--
		if s.held[client]--; s.held[client] == 0 {
			delete(s.held, client)
		}
	}), nil
}
