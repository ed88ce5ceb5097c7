package transport

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// subprotocol is the one that is spoken on a WebSocket, that of the library graphql-ws.
const subprotocol = "graphql-transport-ws"

// The codes that a socket is closed with, which the protocol fixes.
const (
	closeInvalid     websocket.StatusCode = 4400 // a message that is none of the protocol's
	closeNotReady    websocket.StatusCode = 4401 // an operation before the connection is acknowledged
	closeForbidden   websocket.StatusCode = 4403 // who connects may not
	closeSubprotocol websocket.StatusCode = 4406 // another subprotocol, or none
	closeInitLate    websocket.StatusCode = 4408 // no connection_init in time
	closeTaken       websocket.StatusCode = 4409 // two operations of one id at once
	closeInitTwice   websocket.StatusCode = 4429 // connection_init twice
)

// The bounds of a socket.
const (
	maxOperations = 16               // at once
	maxID         = 200              // bytes of the id of an operation
	maxReason     = 120              // bytes of why a socket is closed; the protocol of WebSocket has room for 123
	initTimeout   = 5 * time.Second  // from the handshake to connection_init
	pingEvery     = 30 * time.Second // whatever else is sent
	pongTimeout   = 10 * time.Second // after a ping
	writeTimeout  = 30 * time.Second // of one message
)

// A socket is a WebSocket of a client, and what is executed for it.
type socket struct {
	*HTTP
	conn *websocket.Conn
	r    *http.Request
	exec graphql.GraphExecutor
	ctx  context.Context // done when the socket is closed

	init, ready bool // whether connection_init came, and was acknowledged; only who reads messages uses these

	came     chan struct{} // closed once connection_init came
	mu       sync.Mutex
	asked    context.Context               // of what Init found
	running  map[string]context.CancelFunc // operations, by their ids
	stopping bool                          // whether no more operations are begun
	under    sync.WaitGroup                // operations
	ended    sync.WaitGroup                // all else that the socket has begun
}

// Upgrades tells whether a request asks for a WebSocket.
func Upgrades(r *http.Request) bool {
	return r.Method == http.MethodGet && strings.EqualFold(r.Header.Get("Upgrade"), "websocket")
}

// sameOrigin tells whether a request comes from a page of the same host, or from no page at all.
func sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	at, err := url.Parse(origin)
	return origin == "" || err == nil && strings.EqualFold(at.Host, r.Host)
}

// connect opens a socket and serves it until it is closed.
func (x *exchange) connect() {
	origin := x.Origin
	if origin == nil {
		origin = sameOrigin
	}
	if !origin(x.r) { // A browser opens sockets for any page, in its user's name, but tells whose page it was.
		x.fail(x.r.Context(), gqlerror.List{gqlerror.Wrap(refuse(http.StatusForbidden, "a page of another site may not connect here"))}, http.StatusForbidden)
		return
	}
	if x.Connect != nil {
		leave, refused := x.Connect(x.r)
		if refused != nil {
			x.fail(x.r.Context(), gqlerror.List{refused}, http.StatusTooManyRequests)
			return
		}
		defer leave()
	}
	conn, err := websocket.Accept(x.w, x.r, &websocket.AcceptOptions{Subprotocols: []string{subprotocol}, InsecureSkipVerify: true})
	if err != nil {
		return // It has said why.
	}
	ctx, cancel := context.WithCancel(x.r.Context())
	s := &socket{HTTP: x.HTTP, conn: conn, r: x.r, exec: x.exec, ctx: ctx, asked: ctx, came: make(chan struct{}), running: map[string]context.CancelFunc{}}
	defer s.ended.Wait()
	defer s.under.Wait()
	defer cancel()
	if conn.Subprotocol() != subprotocol {
		s.close(closeSubprotocol, "Subprotocol not acceptable")
		return
	}
	s.serve()
}

// serve reads messages until the socket is closed, by whomever.
func (s *socket) serve() {
	defer func() { _ = s.conn.CloseNow() }() // It is closed already, or the client has gone.
	s.conn.SetReadLimit(MaxBody)
	s.ended.Go(s.watch)
	for {
		kind, text, err := s.conn.Read(s.ctx)
		if err != nil {
			return
		}
		code, reason := closeInvalid, "Invalid message: it must be a text"
		if kind == websocket.MessageText {
			code, reason = s.message(text)
		}
		if code != 0 {
			s.close(code, reason)
			return
		}
	}
}

// watch closes a socket that is not used as it should be, or when the server stops, and pings it.
func (s *socket) watch() {
	init := time.NewTimer(s.initTimeout)
	defer init.Stop()
	ping := time.NewTicker(s.pingEvery)
	defer ping.Stop()
	came := s.came
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-s.Stopping:
			s.drain()
			s.close(websocket.StatusGoingAway, "the server stops: connect again later")
			return
		case <-came:
			init.Stop()
			came = nil
		case <-init.C:
			s.close(closeInitLate, "Connection initialisation timeout")
			return
		case <-ping.C:
			if _, err := s.renewed(); err != nil {
				s.close(closeForbidden, "Forbidden")
				return
			}
			ctx, cancel := context.WithTimeout(s.ctx, s.pongTimeout)
			err := s.conn.Ping(ctx)
			cancel()
			if err != nil {
				_ = s.conn.CloseNow()
				return
			}
		}
	}
}

// drain begins no more operations, and waits until those under way have been answered or the socket has ended. How long the
// server waits is its own matter: it ends the request then, and so the socket.
func (s *socket) drain() {
	s.mu.Lock()
	s.stopping = true
	s.mu.Unlock()
	answered := make(chan struct{})
	go func() { s.under.Wait(); close(answered) }()
	select {
	case <-answered:
	case <-s.ctx.Done():
	}
}

// close tells the client why, and waits a little for it to agree.
func (s *socket) close(code websocket.StatusCode, reason string) {
	if len(reason) > maxReason {
		reason = strings.ToValidUTF8(reason[:maxReason], "")
	}
	_ = s.conn.Close(code, reason) // A client that has gone needs no reason.
}

// message does what a message says; a code other than 0 is to close the socket with.
func (s *socket) message(text []byte) (code websocket.StatusCode, reason string) {
	m, err := readMap(text, `Invalid message: it must be a JSON object {"type": …}`)
	if err != nil {
		return closeInvalid, err.Error()
	}
	payload, isMap := m["payload"].(map[string]any)
	if m["payload"] != nil && !isMap {
		return closeInvalid, "Invalid message: the payload must be an object"
	}
	id, hasID := m["id"].(string)
	switch m["type"] {
	case "connection_init":
		return s.initialise(payload)
	case "ping":
		s.send("pong", "", raw(m["payload"]))
	case "pong":
	case "subscribe":
		if !s.ready {
			return closeNotReady, "Unauthorized"
		}
		if !hasID || id == "" || len(id) > maxID || !isMap {
			return closeInvalid, fmt.Sprintf("Invalid message: subscribe must have an id of 1 to %d bytes and a payload", maxID)
		}
		return s.subscribe(id, payload)
	case "complete":
		if !hasID || id == "" {
			return closeInvalid, "Invalid message: complete must have an id"
		}
		s.mu.Lock()
		if cancel := s.running[id]; cancel != nil {
			cancel()
			delete(s.running, id) // The id is free again, and nothing more is said of it.
		}
		s.mu.Unlock()
	default:
		return closeInvalid, "Invalid message: its type is none of the protocol's"
	}
	return 0, ""
}

// initialise acknowledges the connection, once.
func (s *socket) initialise(payload map[string]any) (code websocket.StatusCode, reason string) {
	if s.init {
		return closeInitTwice, "Too many initialisation requests"
	}
	s.init = true
	close(s.came)
	if s.Init != nil {
		ctx, err := s.Init(s.ctx, s.r, payload)
		if err != nil {
			return closeForbidden, "Forbidden"
		}
		s.mu.Lock()
		s.asked = ctx
		s.mu.Unlock()
	}
	s.ready = true
	s.send("connection_ack", "", nil)
	return 0, ""
}

// renewed is the context of an operation that begins now.
func (s *socket) renewed() (context.Context, error) {
	s.mu.Lock()
	ctx := s.asked
	s.mu.Unlock()
	if s.Renew == nil {
		return ctx, nil
	}
	return s.Renew(ctx)
}

// send writes a message; one that cannot be written closes the socket.
func (s *socket) send(kind, id string, payload json.RawMessage) {
	text, err := json.Marshal(struct {
		Type    string          `json:"type"`
		ID      string          `json:"id,omitempty"`
		Payload json.RawMessage `json:"payload,omitempty"`
	}{kind, id, payload})
	if err != nil {
		panic(fmt.Errorf("a message is no JSON: %w", err)) // It was made of JSON.
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), writeTimeout)
	defer cancel()
	_ = s.conn.Write(ctx, websocket.MessageText, text)
}

// raw is a value that was read, as it was read; nothing where it was null.
func raw(v any) json.RawMessage {
	if v == nil {
		return nil
	}
	text, err := json.Marshal(v)
	if err != nil || !utf8.Valid(text) {
		return nil // What was read as JSON can be written so.
	}
	return text
}
