package auth

import (
	"errors"
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
	http.Error(w, refusal.Sentence, refusal.Status)
}
