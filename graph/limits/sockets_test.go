package limits

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// So many connections of a client, and of all, are open at once; each is counted out once.
func TestSockets(t *testing.T) {
	s := NewSockets(3, 2)
	from := func(address string) *http.Request {
		r := httptest.NewRequest(http.MethodGet, "/", http.NoBody)
		r.RemoteAddr = address
		return r
	}
	var leave []func()
	for _, tt := range []struct{ address, code string }{
		{"192.0.2.1:1", ""}, {"192.0.2.1:2", ""}, {"192.0.2.1:3", CodeRateLimited}, {"192.0.2.2:1", ""}, {"192.0.2.3:1", CodeOverloaded},
	} {
		left, refused := s.Connect(from(tt.address))
		if (refused == nil) != (tt.code == "") || refused != nil && refused.Extensions["code"] != tt.code {
			t.Errorf("%s: %v, want %q", tt.address, refused, tt.code)
		}
		if left != nil {
			leave = append(leave, left)
		}
	}
	leave[0]()
	leave[0]()
	if _, refused := s.Connect(from("192.0.2.1:4")); refused != nil {
		t.Errorf("refused after another has left: %v", refused)
	}
	if _, refused := s.Connect(from("192.0.2.3:1")); refused == nil {
		t.Error("one was counted out twice")
	}
}
