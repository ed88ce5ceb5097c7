package main

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"runtime/debug"
)

// requestID is the header of the id by which the log knows a request.
const requestID = "X-Request-Id"

// recovering answers for a panic of next that nothing inside it has answered for, as what executes questions does: the log has
// the stack and the request's id, and the client the id. An answer that has been begun is cut off, so that nobody takes it
// for a whole one.
func recovering(next http.Handler, log *slog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler { //nolint:errorlint // The server compares it so, too.
				panic(v)
			}
			id := w.Header().Get(requestID)
			if id == "" {
				id = rand.Text()
				w.Header().Set(requestID, id)
			}
			log.ErrorContext(r.Context(), "panic", "value", fmt.Sprint(v), "request", id, "stack", string(debug.Stack()))
			if w.Header().Get("Content-Type") != "" { // All answers here set it before they begin.
				panic(http.ErrAbortHandler)
			}
			http.Error(w, "Something went wrong here; the operator's log says what, under the request "+id+".", http.StatusInternalServerError)
		}()
		next.ServeHTTP(w, r)
	})
}
