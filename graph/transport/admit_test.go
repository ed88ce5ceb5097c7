package transport

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// An unread is the body of a request that must not be looked at.
type unread struct{ t *testing.T }

func (u unread) Read([]byte) (int, error) {
	u.t.Error("the body is read")
	return 0, http.ErrBodyReadAfterClose
}

func (u unread) Close() error { return nil }

// What is not admitted is not read, and is told when to come again, in whole seconds rounded up.
func TestNotAdmitted(t *testing.T) {
	h := New(timeout)
	h.Admit = func(*http.Request) *gqlerror.Error {
		return gqlerror.Wrap(&Refusal{Status: http.StatusTooManyRequests, Sentence: "later", RetryAfter: 1100 * time.Millisecond})
	}
	r := asked("", "")
	r.Body = unread{t}
	w := httptest.NewRecorder()
	h.Do(w, r, executor.New(&graphql.ExecutableSchemaMock{}))
	if w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "2" {
		t.Errorf("answered %d, Retry-After %q: %s", w.Code, w.Header().Get("Retry-After"), w.Body)
	}
	oneError(t, w.Body.String(), "later")
}
