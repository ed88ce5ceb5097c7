package auth

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"parley/graph/transport"
)

// deny answers what is no request of GraphQL by why it is refused.
func deny(w http.ResponseWriter, why *gqlerror.Error) {
	refusal, ok := errors.AsType[*transport.Refusal](why)
	if !ok {
		refusal = &transport.Refusal{Status: http.StatusForbidden, Sentence: why.Message}
	}
	if refusal.Challenge != "" {
		w.Header().Set("WWW-Authenticate", refusal.Challenge)
	}
	if refusal.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int((refusal.RetryAfter+time.Second-1)/time.Second)))
	}
	say(w, refusal.Status, refusal.Sentence)
}

// say answers with one sentence, which nobody keeps.
func say(w http.ResponseWriter, status int, sentence string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, sentence+"\n") // A client that has gone needs no answer.
}
