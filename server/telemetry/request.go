package telemetry

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
	"net"
	"net/http"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"parley/graph/stats"
	"parley/graph/transport"
)

// The header in which a client may give a request its id, and learns it.
const idHeader = "X-Request-Id"

// maxID is how long an id may be that a client gives.
const maxID = 64

// An exchange is a request, what is known of it, and the answer to it. The counts in it are of many goroutines, all else of
// the one that answers.
type exchange struct {
	stats.Request
	http.ResponseWriter
	status int
	bytes  int64

	client   string
	began    time.Time
	params   *graphql.RawParams
	accepted time.Time     // when it had been read
	queued   time.Duration // that it had waited then
	prepared time.Duration // parsing, validation and what else there is before execution, without what it waited
	kind     string        // of the operation: query, mutation or subscription; "" where it is not known
	name     string        // of the operation
	code     string        // of the first error
	told     bool          // whether it is over
}

// Handler watches the requests that next answers.
func (w *Watch) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		x := &exchange{ResponseWriter: rw, began: time.Now(), client: w.Client(r)}
		x.ID = r.Header.Get(idHeader)
		if !sane(x.ID) {
			x.ID = newID()
		}
		rw.Header()[idHeader] = []string{x.ID}
		if transport.Upgrades(r) { // What is asked over it is told for each operation by itself; see InterceptOperation.
			ctx := stats.With(r.Context(), &stats.Request{ID: x.ID})
			next.ServeHTTP(rw, r.WithContext(context.WithValue(ctx, socketKey{}, x.client)))
			return
		}
		w.metrics.inFlight.Inc()
		ctx, end := w.requestSpan(x.within(r.Context()), r)
		defer func() {
			w.metrics.inFlight.Dec()
			w.tell(ctx, x)
			end(x)
		}()
		next.ServeHTTP(x, r.WithContext(ctx))
	})
}

// socketKey is of the client of a WebSocket.
type socketKey struct{}

// tell ends an exchange: it is counted, and has its line in the log.
func (w *Watch) tell(ctx context.Context, x *exchange) {
	if x.told {
		return
	}
	x.told = true
	if x.code == "" && x.status >= http.StatusInternalServerError {
		x.code = "INTERNAL" // A panic, which no extension sees.
	}
	took := time.Since(x.began)
	totals := x.Totals()
	w.metrics.observe(x, totals, took, w.known(x.name))
	w.line(ctx, x, totals, took)
}

// known is what the metrics call an operation.
func (w *Watch) known(name string) string {
	switch {
	case name == "":
		return "anonymous"
	case w.names[name]:
		return name
	}
	return "other"
}

// sane tells whether an id is short, and of letters that mean nothing anywhere.
func sane(id string) bool {
	if len(id) == 0 || len(id) > maxID {
		return false
	}
	for i := range len(id) {
		switch c := id[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_', c == '.':
		default:
			return false
		}
	}
	return true
}

// newID makes an id. It names, and keeps no secret.
func newID() string {
	var b [16]byte
	binary.NativeEndian.PutUint64(b[:8], rand.Uint64())
	binary.NativeEndian.PutUint64(b[8:], rand.Uint64())
	return hex.EncodeToString(b[:])
}

// WriteHeader notes the status.
func (x *exchange) WriteHeader(status int) {
	if x.status == 0 || x.status < 200 {
		x.status = status
	}
	if status == http.StatusRequestEntityTooLarge { // The server would do so if it were not hidden behind x.
		x.Header().Set("Connection", "close")
	}
	x.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes.
func (x *exchange) Write(b []byte) (int, error) {
	if x.status == 0 {
		x.status = http.StatusOK
	}
	n, err := x.ResponseWriter.Write(b)
	x.bytes += int64(n)
	return n, err
}

// Unwrap is for http.ResponseController.
func (x *exchange) Unwrap() http.ResponseWriter { return x.ResponseWriter }

// Flush sends what was written, for who sends events.
func (x *exchange) Flush() {
	_ = http.NewResponseController(x.ResponseWriter).Flush() // What cannot be flushed is sent at the end.
}

// Hijack hands out the connection.
func (x *exchange) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return http.NewResponseController(x.ResponseWriter).Hijack()
}
