package transport

import (
	"context"
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

// What is refused for what it asks is 403 to who knows the media type of GraphQL, and an answer like others to who does
// not; what is refused before it is read is refused to both. What one may be known by is told with the status only.
func TestForbidden(t *testing.T) {
	for _, tt := range []struct {
		ofContent bool
		accept    string
		status    int
	}{{true, modern, 403}, {true, plain, 200}, {false, modern, 403}, {false, plain, 403}} {
		why := &Refusal{Status: http.StatusForbidden, Sentence: "no", Challenge: "Bearer", OfContent: tt.ofContent}
		w := served(says(`{}`).handler(refusing{why}), asked("", `{"query": "{ name }"}`, "Accept", tt.accept))
		challenge := ""
		if tt.status != http.StatusOK {
			challenge = "Bearer"
		}
		if w.Code != tt.status || w.Header().Get("WWW-Authenticate") != challenge {
			t.Errorf("%+v is answered %d, WWW-Authenticate %q", tt, w.Code, w.Header().Get("WWW-Authenticate"))
		}
		oneError(t, w.Body.String(), "no")
	}
}

// A refusing extension refuses every valid operation.
type refusing struct{ why *Refusal }

func (refusing) ExtensionName() string                   { return "refusing" }
func (refusing) Validate(graphql.ExecutableSchema) error { return nil }
func (r refusing) MutateOperationContext(context.Context, *graphql.OperationContext) *gqlerror.Error {
	return gqlerror.Wrap(r.why)
}

// A page of another site may ask by GET where it is said that it may.
func TestOrigin(t *testing.T) {
	for _, may := range []bool{true, false} {
		h := New(timeout)
		h.Origin = func(r *http.Request) bool { return may && r.Header.Get("Origin") == "https://a.example" }
		srv := says(`{}`).server(h)
		for origin, want := range map[string]int{"https://a.example": 200, "https://b.example": 403, "": 403} {
			if !may {
				want = 403
			}
			if w := served(srv, asked(query("{ name }"), "", "Sec-Fetch-Site", "cross-site", "Origin", origin)); w.Code != want {
				t.Errorf("%q is answered %d", origin, w.Code)
			}
		}
	}
}
