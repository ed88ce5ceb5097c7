package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// readied is the status that a readiness answers.
func readied(y http.Handler) int {
	w := httptest.NewRecorder()
	y.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/readyz", nil))
	return w.Code
}

// However many ask at once, and within a second, the store is looked at once; and anew after that.
func TestReadyShared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var looks atomic.Int64
		var away atomic.Bool
		y := &readiness{log: quiet(), look: func(context.Context) error {
			looks.Add(1)
			time.Sleep(300 * time.Millisecond)
			if away.Load() {
				return errors.New("away")
			}
			return nil
		}}
		for i, step := range []struct {
			away   bool
			status int
		}{{false, 200}, {true, 503}, {false, 200}} {
			away.Store(step.away)
			var all sync.WaitGroup
			for range 50 {
				all.Go(func() {
					if got := readied(y); got != step.status {
						t.Errorf("step %d: it is answered %d, not %d", i, got, step.status)
					}
				})
			}
			all.Wait()
			if got := looks.Load(); got != int64(i+1) {
				t.Errorf("at step %d the store has been looked at %d times", i, got)
			}
			if got := readied(y); got != step.status || looks.Load() != int64(i+1) {
				t.Errorf("step %d: a moment later it is answered %d after %d looks", i, got, looks.Load())
			}
			time.Sleep(readyFresh)
		}
	})
}

// A store that does not answer in time is not ready, also for who asks while one look is under way.
func TestReadyTooLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		looks := 0
		y := &readiness{log: quiet(), look: func(ctx context.Context) error {
			looks++
			<-ctx.Done()
			return ctx.Err()
		}}
		began := time.Now()
		if got := readied(y); got != http.StatusServiceUnavailable || time.Since(began) != readyTimeout || looks != 1 {
			t.Errorf("it is answered %d after %s and %d looks", got, time.Since(began), looks)
		}
	})
}

// Who has gone is not waited for, and the look goes on for others.
func TestReadyGone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		y := &readiness{log: quiet(), look: func(context.Context) error { time.Sleep(time.Second / 2); return nil }}
		ctx, cancel := context.WithCancel(t.Context())
		go func() { time.Sleep(time.Second / 10); cancel() }()
		y.ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, http.MethodGet, "/readyz", nil))
		if got := readied(y); got != http.StatusOK {
			t.Errorf("another one is answered %d", got)
		}
	})
}

// A server that is stopping is not ready, whatever the store says.
func TestNotReadyWhileStopping(t *testing.T) {
	stopping := make(chan struct{})
	y := &readiness{log: quiet(), stopping: stopping, look: func(context.Context) error { return nil }}
	if got := readied(y); got != http.StatusOK {
		t.Errorf("it is answered %d before", got)
	}
	close(stopping)
	if got := readied(y); got != http.StatusServiceUnavailable {
		t.Errorf("it is answered %d while it stops", got)
	}
}
