package main

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
	"sync"
	"time"

	"parley/graph/store"
)

// The bounds of a look at the store.
const (
	readyTimeout = time.Second // that it may take
	readyFresh   = time.Second // that what it found holds, from its beginning
)

// A readiness tells whether the store answers. Those who ask at the same time, or within a second, share one look, so that
// asking often is no load; a store that was away is found again by the next.
type readiness struct {
	look     func(context.Context) error
	stopping <-chan struct{} // closed when the server takes no more requests; nil is never
	log      *slog.Logger

	mu   sync.Mutex
	last *glance
}

// A glance is one look at the store.
type glance struct {
	began time.Time
	done  chan struct{}
	err   error // once done is closed
}

// ready makes the readiness of a store: it is ready if it answers a read of one node of the kind in time.
func ready(st store.Store, kind string, c Config) *readiness {
	one := &store.Selection{
		Kinds: []string{kind},
		Pick:  store.Pick{Rows: true, Fields: []store.Field{{Of: store.OfNode, Name: "id"}}, First: 1},
	}
	return &readiness{stopping: c.Stopping, log: c.Log, look: func(ctx context.Context) error {
		_, err := st.Read(ctx, store.Query{Select: one, Args: []any{int64(1)}})
		return err
	}}
}

// ServeHTTP answers 200 if the store answers, and 503 if it does not or the server is stopping.
func (y *readiness) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	select {
	case <-y.stopping:
		http.Error(w, "The server is stopping: ask another one.", http.StatusServiceUnavailable)
		return
	default:
	}
	g := y.glance()
	select {
	case <-g.done:
	case <-r.Context().Done():
		return // There is nobody to be told.
	}
	if g.err != nil {
		http.Error(w, "The database does not answer: see that it runs and can be reached; Parley's log says more.", http.StatusServiceUnavailable)
		return
	}
	say(w, "The database answers.")
}

// glance returns the look that is under way or fresh, or else a new one.
func (y *readiness) glance() *glance {
	y.mu.Lock()
	defer y.mu.Unlock()
	if y.last != nil && time.Since(y.last.began) < readyFresh {
		return y.last
	}
	if y.last != nil {
		select {
		case <-y.last.done:
		default:
			return y.last
		}
	}
	g := &glance{began: time.Now(), done: make(chan struct{})}
	y.last = g
	go func() { // Not of the one who asked first: others wait for it too.
		defer close(g.done)
		ctx, cancel := context.WithTimeout(context.Background(), readyTimeout)
		defer cancel()
		defer func() { // In a goroutine a panic would end the process.
			if r := recover(); r != nil {
				g.err = fmt.Errorf("panic: %v", r)
				y.log.Error("panic", "value", fmt.Sprint(r), "stack", string(debug.Stack()))
			}
		}()
		if g.err = y.look(ctx); g.err != nil {
			y.log.Warn("not ready", "error", g.err)
		}
	}()
	return g
}
