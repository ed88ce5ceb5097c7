package limits

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// Clients take turns, and each one's requests are in order.
func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := NewQueue(1, 10, 5)
		leave, err := q.enter(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		var order []string // Only who has the one place writes to it.
		for _, call := range []string{"a1", "a2", "a3", "b1", "c1", "b2"} {
			go func() {
				leave, err := q.enter(t.Context(), call[:1])
				if err != nil {
					t.Error(err)
					return
				}
				order = append(order, call)
				leave()
			}()
			synctest.Wait()
		}
		leave()
		synctest.Wait()
		if want := []string{"a1", "b1", "c1", "a2", "b2", "a3"}; !slices.Equal(order, want) {
			t.Errorf("they came in the order %v, want %v", order, want)
		}
		if q.free != 1 || q.waiting != 0 || len(q.lines) != 0 || len(q.turns) != 0 {
			t.Errorf("afterwards %+v", q)
		}
	})
}

// Where there is no room, of one client or of all, a request is refused; who waits too long leaves no trace.
func TestNoRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := NewQueue(1, 3, 2)
		leave, _ := q.enter(t.Context(), "a")
		ctx, cancel := context.WithCancel(t.Context())
		refused := make(chan string, 10)
		for _, client := range []string{"a", "a", "b"} {
			go func() {
				if _, err := q.enter(ctx, client); err != nil {
					refused <- client
				}
			}()
			synctest.Wait()
		}
		for _, client := range []string{"a", "b", "c"} {
			if _, err := q.enter(t.Context(), client); err == nil || err.Extensions["code"] != CodeOverloaded {
				t.Errorf("%s is not refused: %v", client, err)
			}
		}
		cancel()
		synctest.Wait()
		if len(refused) != 3 || q.waiting != 0 || len(q.lines) != 0 || len(q.turns) != 0 {
			t.Errorf("%d gave up; afterwards %+v", len(refused), q)
		}
		leave()
		if leave, err := q.enter(t.Context(), "d"); err != nil {
			t.Error(err)
		} else {
			leave()
		}
	})
}

// A place that is given to one who has just gone is given on.
func TestCalledTooLate(t *testing.T) {
	q := NewQueue(1, 3, 3)
	leave, _ := q.enter(t.Context(), "a")
	called, _ := q.join("b")
	leave() // It is b's now.
	if q.forget("b", called) {
		t.Fatal("b is in the line yet")
	}
	q.leave()
	if q.free != 1 {
		t.Errorf("%d places are free, want 1", q.free)
	}
}

func TestRate(t *testing.T) {
	r, err := NewRate(2, 3)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Unix(1000, 0)
	for i := range 3 {
		if err := r.admit("a", now); err != nil {
			t.Errorf("request %d: %v", i, err)
		}
	}
	for range 5 { // What is refused is not counted.
		if err := r.admit("a", now); err == nil || err.Extensions["code"] != CodeRateLimited {
			t.Errorf("the fourth is answered %v", err)
		}
	}
	if err := r.admit("b", now); err != nil {
		t.Errorf("another client: %v", err)
	}
	if err := r.admit("a", now.Add(500*time.Millisecond)); err != nil {
		t.Errorf("half a second later: %v", err)
	}
}

func TestClient(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.7:1234":              "192.0.2.7",
		"[::ffff:192.0.2.7]:1":        "192.0.2.7",
		"[2001:db8:1:2:3:4:5:6]:80":   "2001:db8:1:2::/64",
		"[2001:db8:1:2:ffff::1]:8080": "2001:db8:1:2::/64",
		"@":                           "",
	} {
		r := httptest.NewRequest(http.MethodGet, "/", http.NoBody)
		r.RemoteAddr = address
		r.Header.Set("X-Forwarded-For", "203.0.113.1")
		if got := Client(r); got != want {
			t.Errorf("the client at %s is %q, want %q", address, got, want)
		}
	}
}
