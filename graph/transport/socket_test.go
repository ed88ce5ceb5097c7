package transport

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/handler"
	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// sockets serves a schema with a subscription to WebSockets, by a transport that a test has changed.
func (r resolver) sockets(t *testing.T, change func(*HTTP)) *httptest.Server {
	t.Helper()
	schema := gqlparser.MustLoadSchema(&ast.Source{Input: `
		type Query { name(of: ID): String }
		type Subscription { name: String }
	`})
	srv := handler.New(&graphql.ExecutableSchemaMock{
		SchemaFunc: func() *ast.Schema { return schema },
		ExecFunc:   func(context.Context) graphql.ResponseHandler { return graphql.ResponseHandler(r) },
	})
	srv.SetRecoverFunc(func(context.Context, any) error { return gqlerror.Errorf("internal system error") })
	h := New(timeout)
	change(h)
	srv.AddTransport(h)
	s := httptest.NewServer(srv)
	t.Cleanup(s.Close)
	return s
}

func unchanged(*HTTP) {}

// A peer is the client's end of a socket.
type peer struct {
	*testing.T
	*websocket.Conn
}

func dial(t *testing.T, s *httptest.Server, header http.Header, protocols ...string) (*peer, *http.Response) {
	t.Helper()
	c, answer, err := websocket.Dial(t.Context(), s.URL, &websocket.DialOptions{Subprotocols: protocols, HTTPHeader: header})
	if err != nil {
		if answer == nil {
			t.Fatal(err)
		}
		return nil, answer
	}
	t.Cleanup(func() { _ = c.CloseNow() })
	c.SetReadLimit(-1)
	return &peer{t, c}, answer
}

// send writes messages. Who is closed meanwhile learns that when he reads.
func (p *peer) send(messages ...string) {
	for _, m := range messages {
		if p.Write(p.Context(), websocket.MessageText, []byte(m)) != nil {
			return
		}
	}
}

// next is the next message, or else "closed CODE: REASON".
func (p *peer) next() string {
	ctx, cancel := context.WithTimeout(p.Context(), time.Minute)
	defer cancel()
	_, text, err := p.Read(ctx)
	if closed, ok := errors.AsType[websocket.CloseError](err); ok {
		return fmt.Sprintf("closed %d: %s", closed.Code, closed.Reason)
	}
	if err != nil {
		p.Fatal(err)
	}
	return string(text)
}

const (
	initMessage = `{"type":"connection_init"}`
	ackMessage  = `{"type":"connection_ack"}`
)

func subscribe(id, query string) string {
	return fmt.Sprintf(`{"id":%q,"type":"subscribe","payload":{"query":%q}}`, id, query)
}

// What is no message of the protocol, or comes when it must not, closes the socket with the code that it has for it.
func TestCloseCodes(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	slow := resolver(func(ctx context.Context) *graphql.Response {
		select {
		case <-release:
		case <-ctx.Done():
		}
		return nil
	})
	s := slow.sockets(t, unchanged)
	tests := map[string]struct {
		messages []string
		want     string
	}{
		"no JSON":                 {[]string{"hello"}, "closed 4400"},
		"a list":                  {[]string{"[]"}, "closed 4400"},
		"a key twice":             {[]string{`{"type":"ping","type":"ping"}`}, "closed 4400"},
		"no type":                 {[]string{`{"id":"a"}`}, "closed 4400"},
		"an unknown type":         {[]string{`{"type":"start","id":"a","payload":{}}`}, "closed 4400"},
		"a type of the server's":  {[]string{`{"type":"connection_ack"}`}, "closed 4400"},
		"a payload that is none":  {[]string{`{"type":"connection_init","payload":5}`}, "closed 4400"},
		"too early":               {[]string{subscribe("a", "{ name }")}, "closed 4401: Unauthorized"},
		"twice":                   {[]string{initMessage, initMessage}, "closed 4429: Too many initialisation requests"},
		"no id":                   {[]string{initMessage, `{"type":"subscribe","payload":{"query":"{ name }"}}`}, "closed 4400"},
		"an empty id":             {[]string{initMessage, subscribe("", "{ name }")}, "closed 4400"},
		"an id that is a number":  {[]string{initMessage, `{"type":"subscribe","id":1,"payload":{"query":"{ name }"}}`}, "closed 4400"},
		"a long id":               {[]string{initMessage, subscribe(strings.Repeat("é", 101), "{ name }")}, "closed 4400"},
		"no payload":              {[]string{initMessage, `{"type":"subscribe","id":"a"}`}, "closed 4400"},
		"no query":                {[]string{initMessage, `{"type":"subscribe","id":"a","payload":{}}`}, "closed 4400"},
		"variables that are none": {[]string{initMessage, `{"type":"subscribe","id":"a","payload":{"query":"{ name }","variables":[]}}`}, "closed 4400"},
		"complete without an id":  {[]string{initMessage, `{"type":"complete"}`}, "closed 4400"},
		"an id twice":             {[]string{initMessage, subscribe("é", "{ name }"), subscribe("é", "{ name }")}, "closed 4409: Subscriber for é already exists"},
		"a long id twice":         {[]string{initMessage, subscribe(strings.Repeat("é", 100), "{ name }"), subscribe(strings.Repeat("é", 100), "{ name }")}, "closed 4409: Subscriber for éé"},
		"too large":               {[]string{`{"type":"ping","payload":{"a":"` + strings.Repeat("x", MaxBody) + `"}}`}, "closed 1009"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p, _ := dial(t, s, nil, subprotocol)
			p.send(tt.messages...)
			got := p.next()
			if got == ackMessage {
				got = p.next()
			}
			if !strings.HasPrefix(got, tt.want) {
				t.Errorf("%s, want %s", got, tt.want)
			}
		})
	}
	t.Run("bytes", func(t *testing.T) {
		p, _ := dial(t, s, nil, subprotocol)
		if err := p.Write(t.Context(), websocket.MessageBinary, []byte(initMessage)); err != nil {
			t.Fatal(err)
		}
		if got := p.next(); !strings.HasPrefix(got, "closed 4400") {
			t.Error(got)
		}
	})
	for _, protocols := range [][]string{nil, {"graphql-ws"}, {"graphql-ws", "chat"}} {
		p, _ := dial(t, s, nil, protocols...)
		if got := p.next(); got != "closed 4406: Subprotocol not acceptable" {
			t.Errorf("%q: %s", protocols, got)
		}
	}
	for _, protocols := range [][]string{{subprotocol}, {"graphql-ws", subprotocol}} {
		p, answer := dial(t, s, nil, protocols...)
		p.send(initMessage)
		if got := p.next(); got != ackMessage || answer.Header.Get("Sec-WebSocket-Protocol") != subprotocol {
			t.Errorf("%q: %s", protocols, got)
		}
	}
}

// Who says nothing is closed, and who may not come in is told so.
func TestInit(t *testing.T) {
	s := says(`{}`).sockets(t, func(h *HTTP) { h.initTimeout = time.Millisecond })
	p, _ := dial(t, s, nil, subprotocol)
	if got := p.next(); got != "closed 4408: Connection initialisation timeout" {
		t.Error(got)
	}
	type key struct{}
	r := resolver(func(ctx context.Context) *graphql.Response {
		text, _ := json.Marshal(ctx.Value(key{}))
		return &graphql.Response{Data: text}
	})
	s = r.sockets(t, func(h *HTTP) {
		h.Init = func(ctx context.Context, r *http.Request, payload map[string]any) (context.Context, error) {
			if payload["token"] != "open" || r.Header.Get("X-Test") != "yes" {
				return nil, errors.New("a secret reason")
			}
			return context.WithValue(ctx, key{}, "Ann"), nil
		}
	})
	for payload, want := range map[string]string{`null`: "closed 4403: Forbidden", `{"token":"x"}`: "closed 4403: Forbidden", `{"token":"open"}`: ackMessage} {
		p, _ := dial(t, s, http.Header{"X-Test": {"yes"}}, subprotocol)
		p.send(`{"type":"connection_init","payload":` + payload + `}`)
		if got := p.next(); got != want {
			t.Errorf("%s: %s, want %s", payload, got, want)
		}
		if want == ackMessage {
			p.send(subscribe("a", "{ name }"))
			if got := p.next(); got != `{"type":"next","id":"a","payload":{"data":"Ann"}}` {
				t.Error(got)
			}
		}
	}
}

// A browser opens sockets for any page: only those of the same host, or those that are said, may.
func TestOriginOfSocket(t *testing.T) {
	s := says(`{}`).sockets(t, unchanged)
	other := says(`{}`).sockets(t, func(h *HTTP) {
		h.Origin = func(r *http.Request) bool { return r.Header.Get("Origin") == "https://friend.example" }
	})
	for _, tt := range []struct {
		s      *httptest.Server
		origin string
		opened bool
	}{
		{s, "", true}, {s, s.URL, true}, {s, "https://evil.example", false}, {s, "null", false}, {s, "http://127.0.0.1:1", false}, {s, "%zz", false},
		{other, "https://friend.example", true}, {other, other.URL, false},
	} {
		header := http.Header{}
		if tt.origin != "" {
			header.Set("Origin", tt.origin)
		}
		p, answer := dial(t, tt.s, header, subprotocol)
		if opened := p != nil; opened != tt.opened || !opened && answer.StatusCode != http.StatusForbidden {
			t.Errorf("%q: opened is %v, status %d", tt.origin, opened, answer.StatusCode)
		}
	}
}

// Sockets are bounded, operations in them are paced, one that does not answer pings is closed, and all are when the server stops.
func TestHooks(t *testing.T) {
	stopping, left, asked := make(chan struct{}), make(chan bool, 1), 0
	s := says(`{"name":"Kabul"}`).sockets(t, func(h *HTTP) {
		open := false
		h.Stopping = stopping
		h.Connect = func(*http.Request) (func(), *gqlerror.Error) {
			if open {
				return nil, gqlerror.Wrap(refuse(http.StatusTooManyRequests, "one is open"))
			}
			open = true
			return func() { left <- true }, nil
		}
		h.Admit = func(*http.Request) *gqlerror.Error {
			if asked++; asked == 4 { // The two connections, and the first operation, come before.
				return gqlerror.Errorf("too often")
			}
			return nil
		}
	})
	p, _ := dial(t, s, nil, subprotocol)
	if second, answer := dial(t, s, nil, subprotocol); second != nil || answer.StatusCode != http.StatusTooManyRequests {
		t.Errorf("a second socket is opened, or refused by %d", answer.StatusCode)
	}
	p.send(initMessage, subscribe("a", "{ name }"))
	for _, want := range []string{ackMessage, `{"type":"next","id":"a"`, `{"type":"complete","id":"a"`} {
		if got := p.next(); !strings.HasPrefix(got, want) {
			t.Errorf("%s, want %s", got, want)
		}
	}
	p.send(subscribe("a", "{ name }"))
	if got := p.next(); !strings.Contains(got, "too often") {
		t.Error(got)
	}
	close(stopping)
	if got := p.next(); !strings.HasPrefix(got, "closed 1001") {
		t.Error(got)
	}
	<-left
}

// A client that does not answer pings has gone.
func TestPing(t *testing.T) {
	left := make(chan bool)
	s := says(`{}`).sockets(t, func(h *HTTP) {
		h.pingEvery, h.pongTimeout = time.Millisecond, 50*time.Millisecond
		h.Connect = func(*http.Request) (func(), *gqlerror.Error) { return func() { left <- true }, nil }
	})
	dial(t, s, nil, subprotocol) // It never reads, and so never answers.
	<-left
}

// What holds no longer ends a socket, at the next operation or ping; what has changed is so for the next operation.
func TestRenew(t *testing.T) {
	type key struct{}
	r := resolver(func(ctx context.Context) *graphql.Response {
		text, _ := json.Marshal(ctx.Value(key{}))
		return &graphql.Response{Data: text}
	})
	const closed = "closed 4403: Forbidden"
	for _, every := range []time.Duration{pingEvery, 10 * time.Millisecond} {
		var name atomic.Value
		name.Store("Ann")
		s := r.sockets(t, func(h *HTTP) {
			h.pingEvery = every
			h.Renew = func(ctx context.Context) (context.Context, error) {
				if name.Load() == "" {
					return ctx, errors.New("a secret reason")
				}
				return context.WithValue(ctx, key{}, name.Load()), nil
			}
		})
		p, _ := dial(t, s, nil, subprotocol)
		p.send(initMessage)
		if got := p.next(); got != ackMessage {
			t.Fatal(got)
		}
		for _, n := range []string{"Ann", "Bob"} {
			name.Store(n)
			p.send(subscribe("a", "{ name }"))
			if got := p.next() + p.next(); got != `{"type":"next","id":"a","payload":{"data":"`+n+`"}}{"type":"complete","id":"a"}` {
				t.Error(got)
			}
		}
		name.Store("")
		if every == pingEvery {
			p.send(subscribe("a", "{ name }"))
		}
		if got := p.next(); got != closed {
			t.Error(got)
		}
	}
}
